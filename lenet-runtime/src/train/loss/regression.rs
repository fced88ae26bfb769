//! Losses that compare numbers with numbers.

use super::{Loss, Sum};
use crate::tensor::{Tile, Value};

/// Mean of the squared differences over the n numbers of an output; the target is a value like it.
///
/// ```text
/// loss = (1/n) · Σ (y − t)²          dy = (2/n) · (y − t)
/// ```
///
/// The mean over a batch is PyTorch's `MSELoss`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MeanSquaredError;

impl<Y: Value> Loss<Y, Y> for MeanSquaredError {
    fn tile<const L: usize>(&self, y: &Tile<Y, L>, targets: &[&Y], dy: &mut Tile<Y, L>) -> Sum {
        each(y, targets, dy, |y, t| {
            let difference = f64::from(y) - f64::from(t);
            (difference * difference, 2.0 * difference)
        })
    }
}

/// Mean of the absolute differences over the n numbers of an output; the target is a value like it.
///
/// ```text
/// loss = (1/n) · Σ |y − t|          dy = ±1/n, and 0 where y = t
/// ```
///
/// The mean over a batch is PyTorch's `L1Loss`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MeanAbsoluteError;

impl<Y: Value> Loss<Y, Y> for MeanAbsoluteError {
    fn tile<const L: usize>(&self, y: &Tile<Y, L>, targets: &[&Y], dy: &mut Tile<Y, L>) -> Sum {
        each(y, targets, dy, |y, t| {
            let difference = f64::from(y) - f64::from(t);
            (difference.abs(), if difference == 0.0 { 0.0 } else { difference.signum() })
        })
    }
}

/// Squared differences near the target and absolute ones far from it, which outliers move less; the target is a value like the
/// output.
///
/// ```text
/// loss = (1/n) · Σ h(y − t)          h(d) = d²/2 for |d| ≤ δ, else δ · (|d| − δ/2)
/// ```
///
/// The mean over a batch is PyTorch's `HuberLoss`; with δ = 1 also its `SmoothL1Loss`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Huber {
    /// δ, greater than 0. 1 by default.
    pub delta: f32,
}

impl Default for Huber {
    fn default() -> Self {
        Self { delta: 1.0 }
    }
}

impl<Y: Value> Loss<Y, Y> for Huber {
    fn tile<const L: usize>(&self, y: &Tile<Y, L>, targets: &[&Y], dy: &mut Tile<Y, L>) -> Sum {
        let delta = f64::from(self.delta);
        each(y, targets, dy, |y, t| {
            let difference = f64::from(y) - f64::from(t);
            if difference.abs() <= delta {
                (difference * difference / 2.0, difference)
            } else {
                (delta * (difference.abs() - delta / 2.0), delta * difference.signum())
            }
        })
    }
}

/// The mean over the numbers of each output of a loss and of its slope, which `f` gives for a number and its target.
#[inline(always)]
pub(super) fn each<Y: Value, const L: usize>(
    y: &Tile<Y, L>,
    targets: &[&Y],
    dy: &mut Tile<Y, L>,
    f: impl Fn(f32, f32) -> (f64, f64),
) -> Sum {
    let (y, dy) = (y.lanes(), dy.lanes_mut());
    let numbers = Y::FLOATS as f64;
    dy.fill([0.0; L]);
    let mut sum = 0.0;
    for (lane, target) in targets.iter().enumerate() {
        for ((y, dy), &target) in y.iter().zip(&mut *dy).zip(target.floats()) {
            let (loss, slope) = f(y[lane], target);
            dy[lane] = (slope / numbers) as f32;
            sum += loss;
        }
    }
    Sum { loss: sum / numbers, weight: targets.len() as f64 }
}
