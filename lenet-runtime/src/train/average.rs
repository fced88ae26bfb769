//! The moving average of weights.

use super::optimizer::normal;
use crate::kernel::vector::wide;
use crate::parameters::{Kind, Name, Parameters};
use alloc::boxed::Box;

/// The exponential moving average of a network's weights over the steps of a run, which often generalizes better than the last weights:
///
/// ```text
/// a ← decay · a + (1 − decay) · w         a starts as the weights after the first step
/// ```
///
/// Running statistics are those of the network. PyTorch's `AveragedModel` with `get_ema_multi_avg_fn`.
///
/// Source: Polyak and Juditsky, *Acceleration of stochastic approximation by averaging*, 1992.
#[derive(Debug)]
pub struct Average<N> {
    /// How much of the average stays in each step, 0 to 1.
    pub decay: f32,
    /// The average, allocated by the first step.
    pub(crate) network: Option<Box<N>>,
}

impl<N: Parameters> Average<N> {
    /// An average that has seen no weights.
    #[must_use]
    pub const fn new(decay: f32) -> Self {
        Self { decay, network: None }
    }

    /// The average, once there was a step.
    #[must_use]
    pub fn network(&self) -> Option<&N> {
        self.network.as_deref()
    }

    /// Takes in the weights of a step.
    pub(super) fn add(&mut self, network: &N) {
        let Some(average) = &mut self.network else {
            self.network = Some(network.clone_box());
            return;
        };
        let mut end = 0;
        network.visit(Name::ROOT, &mut |tensor| {
            let start = end;
            end += tensor.values.len();
            let average = &mut average.floats_mut()[start..end];
            match tensor.kind {
                Kind::Trained => mix(average, tensor.values, self.decay),
                Kind::Buffer => average.copy_from_slice(tensor.values),
            }
        });
    }
}

fn mix(average: &mut [f32], weights: &[f32], keep: f32) {
    let take = 1.0 - keep;
    wide(
        #[inline(always)]
        || {
            for (a, w) in average.iter_mut().zip(weights) {
                *a = normal(keep * *a + take * w);
            }
        },
    );
}
