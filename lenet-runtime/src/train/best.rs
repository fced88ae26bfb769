//! The best weights of a run.

use crate::parameters::Parameters;
use alloc::boxed::Box;

/// The weights with the lowest loss over a validation set, and how long ago they were found.
#[derive(Debug)]
pub struct Best<N> {
    /// The weights, allocated by the first validation.
    pub(crate) network: Option<Box<N>>,
    pub(crate) loss: f64,
    pub(crate) since: usize,
}

impl<N: Parameters> Best<N> {
    pub(super) const fn new() -> Self {
        Self { network: None, loss: f64::INFINITY, since: 0 }
    }

    /// The weights, once there was a validation whose loss is a number.
    #[must_use]
    pub fn network(&self) -> Option<&N> {
        self.network.as_deref()
    }

    /// Their loss; infinite before the first.
    #[must_use]
    pub const fn loss(&self) -> f64 {
        self.loss
    }

    /// How many validations have brought nothing better since. To stop early, leave the loop when this exceeds your patience.
    #[must_use]
    pub const fn since(&self) -> usize {
        self.since
    }

    /// Keeps the weights if `loss` is the lowest so far; returns whether it is.
    pub(super) fn observe(&mut self, network: &N, loss: f64) -> bool {
        let better = loss < self.loss;
        if better {
            (self.loss, self.since) = (loss, 0);
            match &mut self.network {
                Some(best) => best.floats_mut().copy_from_slice(network.floats()),
                None => self.network = Some(network.clone_box()),
            }
        } else {
            self.since += 1;
        }
        better
    }
}
