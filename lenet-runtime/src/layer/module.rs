//! What most layers are: a value becomes another, and nothing is trained.

use crate::tensor::{Tile, Value};

/// A layer without parameters, whose lanes never mix. The shape of a layer's output is that of `Y`; the input is known by its
/// number of elements alone, since it may be another layer's output in another arrangement.
pub trait Module {
    /// `y` from `x`.
    fn forward<X: Value, Y: Value, const L: usize>(&self, x: &Tile<X, L>, y: &mut Tile<Y, L>);

    /// dx ← the gradient with respect to `x`, from that with respect to the output.
    fn backward<X: Value, Y: Value, const L: usize>(&self, x: &Tile<X, L>, dy: &Tile<Y, L>, dx: &mut Tile<X, L>);
}
