//! What most layers are: a value becomes another.

use crate::plain::Plain;
use crate::tensor::{Tile, Value};

/// Which of its two values the backward pass of a layer reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saves {
    /// The input x.
    Input,
    /// The output y. The forward pass may then run in place.
    Output,
}

/// The parameters of a layer that has none.
pub type NoParameters = [f32; 0];

/// A layer with the parameters `P`, whose lanes never mix. The shape of a layer's output is that of `Y`; the input is known by its
/// number of elements alone, since it may be another layer's output in another arrangement.
pub trait Module<P = NoParameters> {
    /// What [`Module::backward`] takes.
    const SAVES: Saves;

    /// `y` from `x`.
    fn forward<X: Value, Y: Value, const L: usize>(&self, parameters: &P, x: &Tile<X, L>, y: &mut Tile<Y, L>);

    /// Adds the gradient of the parameters to `gradient`, and writes that of the input to `dx`, if it is wanted. `dy` is the
    /// gradient with respect to the output, `saved` the value that [`Module::SAVES`] names.
    fn backward<S: Value, X: Value, Y: Value, const L: usize>(
        &self,
        parameters: &P,
        saved: &Tile<S, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        gradient: &mut P,
    );

    /// [`Module::backward`] where the caller is sure that the input x is saved. It does not compile where y is.
    fn backward_from_input<X: Value, Y: Value, const L: usize>(
        &self,
        parameters: &P,
        x: &Tile<X, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        gradient: &mut P,
    ) {
        const { assert!(matches!(Self::SAVES, Saves::Input), "the backward pass of this layer reads its output") }
        self.backward(parameters, x, dy, dx, gradient);
    }

    /// [`Module::backward`] where the caller is sure that the output y is saved. It does not compile where x is.
    fn backward_from_output<X: Value, Y: Value, const L: usize>(
        &self,
        parameters: &P,
        y: &Tile<Y, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        gradient: &mut P,
    ) {
        const { assert!(matches!(Self::SAVES, Saves::Output), "the backward pass of this layer reads its input") }
        self.backward(parameters, y, dy, dx, gradient);
    }
}

/// `y` from `x` by what a layer does to a value in place.
pub(super) fn apart<X: Value, Y: Value, const L: usize>(
    x: &Tile<X, L>,
    y: &mut Tile<Y, L>,
    in_place: impl FnOnce(&mut Tile<Y, L>),
) {
    const { assert!(X::FLOATS == Y::FLOATS, "a layer that runs in place keeps the number of elements") }
    y.floats_mut().copy_from_slice(x.floats());
    in_place(y);
}
