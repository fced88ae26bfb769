//! How good outputs are, in the terms of the task.

mod confusion;
mod top_k;

pub use confusion::Confusion;
pub use top_k::TopK;

use super::loss::{Loss, Sum};
use crate::plain::Zeroed;
use crate::tensor::{Tile, Value};
use alloc::boxed::Box;

/// Counts how good outputs `Y` are, beside their targets `T`. Several metrics in a tuple count together.
///
/// Outputs come one by one, in the order of the examples and on the thread that asked, so that a sum has the same bits on any
/// number of threads.
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not measure an output of `{Y}` with a target of `{T}`",
    label = "no metric of this output and this target"
)]
pub trait Metric<Y, T> {
    /// Counts one output.
    fn add(&mut self, output: &Y, target: &T);
}

impl<Y, T> Metric<Y, T> for () {
    fn add(&mut self, _: &Y, _: &T) {}
}

impl<Y, T, M: Metric<Y, T>> Metric<Y, T> for &mut M {
    fn add(&mut self, output: &Y, target: &T) {
        (**self).add(output, target);
    }
}

impl<Y, T, A: Metric<Y, T>, B: Metric<Y, T>> Metric<Y, T> for (A, B) {
    fn add(&mut self, output: &Y, target: &T) {
        self.0.add(output, target);
        self.1.add(output, target);
    }
}

/// The mean of a loss, as a metric beside another one that is trained.
pub struct Mean<L, Y> {
    loss: L,
    sum: Sum,
    slope: Box<Tile<Y, 1>>,
}

impl<L, Y: Value> Mean<L, Y> {
    /// No output yet.
    #[must_use]
    pub fn new(loss: L) -> Self {
        Self { loss, sum: Sum::default(), slope: Zeroed::zeroed_box() }
    }

    /// The mean over the outputs so far; 0 if there is none.
    #[must_use]
    pub fn mean(&self) -> f64 {
        self.sum.mean()
    }
}

impl<Y: Value, T, L: Loss<Y, T>> Metric<Y, T> for Mean<L, Y> {
    fn add(&mut self, output: &Y, target: &T) {
        self.sum += self.loss.tile(Tile::of(output), &[target], &mut self.slope);
    }
}
