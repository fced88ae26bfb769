//! How far an output is from what it should be, and in which direction to move it.

use crate::kernel::math::{self, double};
use crate::tensor::{Tile, Value};

/// A loss: one number for an output and its target, the smaller the better.
pub trait Loss<Y: Value>: Sync {
    /// What an output is compared with.
    type Target: Sync;

    /// The sum of the losses of the first `targets.len()` lanes of `y`. Writes the gradient of that sum to `dy`: zeros in the
    /// further lanes, which hold no image.
    fn tile<const L: usize>(&self, y: &Tile<Y, L>, targets: &[&Self::Target], dy: &mut Tile<Y, L>) -> f64;
}

/// Cross-entropy of classes, in nats; the target is the number of the class.
///
/// ```text
/// p[k] = exp(y[k]) / Σ_j exp(y[j])
/// loss = −Σ_k t[k] · ln p[k]          t[k] = (1 − ε)·(k = class) + ε/K
/// dy[k] = p[k] − t[k]
/// ```
///
/// with `y` the K numbers of the output (logits: the network ends without a softmax) and ε the label smoothing. PyTorch's
/// `CrossEntropyLoss`.
///
/// Logits may be as large and as unequal as an `f32` can say. One of −∞ is that of an impossible class; with one of +∞, or with
/// nothing but −∞, loss and gradient are NaN, as in PyTorch.
///
/// # Panics
///
/// If the target is not below K.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CrossEntropy {
    /// ε, 0 ≤ ε < 1: how much of the target is spread over all classes. 0 by default.
    pub label_smoothing: f32,
}

impl<Y: Value> Loss<Y> for CrossEntropy {
    type Target = u8;

    fn tile<const L: usize>(&self, y: &Tile<Y, L>, targets: &[&u8], dy: &mut Tile<Y, L>) -> f64 {
        let (y, dy) = (y.lanes(), dy.lanes_mut());
        // The largest logit is taken off first, so that no exponential overflows.
        let mut largest = [f32::NEG_INFINITY; L];
        for y in y {
            for (largest, &y) in largest.iter_mut().zip(y) {
                *largest = largest.max(y);
            }
        }
        let mut sum = [0.0; L];
        for (y, dy) in y.iter().zip(&mut *dy) {
            for lane in 0..L {
                dy[lane] = math::exp(y[lane] - largest[lane]);
                sum[lane] += dy[lane];
            }
        }
        let spread = self.label_smoothing / Y::FLOATS as f32;
        for dy in &mut *dy {
            for lane in 0..L {
                dy[lane] = if lane < targets.len() { dy[lane] / sum[lane] - spread } else { 0.0 };
            }
        }
        let mut total = 0.0;
        for (lane, &&class) in targets.iter().enumerate() {
            let class = usize::from(class);
            assert!(class < Y::FLOATS, "a class of {class} for an output of {} numbers", Y::FLOATS);
            dy[class][lane] -= 1.0 - self.label_smoothing;
            // −ln p[k] = ln Σ exp(y − largest) + (largest − y[k]), averaged over the target's weights. The differences come first:
            // beside a huge logit the logarithm would be lost.
            let below = |y: &[f32; L]| f64::from(largest[lane]) - f64::from(y[lane]);
            total += double::ln(f64::from(sum[lane])) + f64::from(1.0 - self.label_smoothing) * below(&y[class]);
            if spread != 0.0 {
                total += f64::from(spread) * y.iter().map(below).sum::<f64>();
            }
        }
        total
    }
}

/// Mean of the squared differences over the n numbers of an output; the target is a value like it.
///
/// ```text
/// loss = (1/n) · Σ (y − t)²          dy = (2/n) · (y − t)
/// ```
///
/// The mean over a batch is PyTorch's `MSELoss`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct MeanSquaredError;

impl<Y: Value> Loss<Y> for MeanSquaredError {
    type Target = Y;

    fn tile<const L: usize>(&self, y: &Tile<Y, L>, targets: &[&Y], dy: &mut Tile<Y, L>) -> f64 {
        let (y, dy) = (y.lanes(), dy.lanes_mut());
        let scale = 2.0 / Y::FLOATS as f64;
        dy.fill([0.0; L]);
        let mut sum = 0.0;
        for (lane, target) in targets.iter().enumerate() {
            for ((y, dy), &target) in y.iter().zip(&mut *dy).zip(target.floats()) {
                let difference = f64::from(y[lane]) - f64::from(target);
                dy[lane] = (scale * difference) as f32;
                sum += difference * difference;
            }
        }
        sum / Y::FLOATS as f64
    }
}
