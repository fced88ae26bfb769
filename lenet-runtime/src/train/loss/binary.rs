//! Cross-entropy of yes and no.

use super::{Loss, Sum};
use crate::kernel::math::{self, double};
use crate::tensor::{Tile, Value};

/// Binary cross-entropy of logits, in nats: each number of the output is a question of its own. The target is a value like the output,
/// with numbers from 0, no, to 1, yes.
///
/// ```text
/// p = 1/(1 + e^−y)
/// loss = −(1/n) · Σ (w·t · ln p + (1 − t) · ln(1 − p))          w = `positive_weight`
/// ```
///
/// over the n numbers of an output, whether it is a vector or an image; the network ends without a sigmoid. PyTorch's
/// `BCEWithLogitsLoss`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BinaryCrossEntropy {
    /// w: how much a yes counts. 1 by default; larger where it is rare.
    pub positive_weight: f32,
}

impl Default for BinaryCrossEntropy {
    fn default() -> Self {
        Self { positive_weight: 1.0 }
    }
}

impl<Y: Value> Loss<Y, Y> for BinaryCrossEntropy {
    fn tile<const L: usize>(&self, y: &Tile<Y, L>, targets: &[&Y], dy: &mut Tile<Y, L>) -> Sum {
        let w = self.positive_weight;
        super::regression::each(y, targets, dy, |y, t| {
            // −ln p and −ln(1 − p). An answer that is certain and right costs nothing, however much the other one would.
            let both = double::ln_1p(f64::from(math::exp(-y.abs())));
            let yes = if t == 0.0 { 0.0 } else { f64::from(w * t) * (both + f64::from((-y).max(0.0))) };
            let no = if t == 1.0 { 0.0 } else { f64::from(1.0 - t) * (both + f64::from(y.max(0.0))) };
            (yes + no, f64::from((1.0 - t) * math::sigmoid(y) - w * t * math::sigmoid(-y)))
        })
    }
}
