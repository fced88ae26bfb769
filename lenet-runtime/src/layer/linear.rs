//! The fully connected layer.

use crate::kernel::dense;
use crate::network::{Kind, Name, Parameters, TensorRef};
use crate::plain::Plain;
use crate::tensor::{Tile, Value};
use crate::train::{init::Init, random::Random};

/// A linear layer: every output is a weighted sum of all inputs.
///
/// ```text
/// y[o] = b[o] + Σ i  w[o, i] · x[i]
/// ```
///
/// with `x` of I, `w` of O × I, `b` and `y` of O, as PyTorch's `Linear`. The input may be an image; its elements count channel by
/// channel and row by row. Without a bias, `B` is [`NoBias`](super::NoBias).
#[repr(C)]
#[derive(Clone, Debug, PartialEq)]
pub struct Linear<const I: usize, const O: usize, B = [f32; O]> {
    /// w.
    pub weight: [[f32; I]; O],
    /// b.
    pub bias: B,
}

impl<const I: usize, const O: usize, B: Plain> Linear<I, O, B> {
    /// Multiply-adds of one image.
    pub const MACS: usize = I * O;
    /// The kernel that runs it.
    pub const ENGINE: &'static str = "gemm";

    const SHAPES: [&'static [usize]; 2] = [&[O, I], &[O]];

    const fn check(inputs: usize, outputs: usize) {
        assert!(B::FLOATS == O || B::FLOATS == 0, "a bias has one number for each output, or none");
        assert!(inputs == I && outputs == O, "the value must hold as many numbers as the layer says");
    }

    /// y ← b + w·x.
    pub fn forward<X: Value, Y: Value, const L: usize>(&self, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { Self::check(X::FLOATS, Y::FLOATS) }
        dense::forward(&self.weight, self.bias.floats(), x.lanes(), y.lanes_mut());
    }

    /// dx ← wᵀ·dy, the gradient with respect to the input.
    pub fn grad_input<X: Value, Y: Value, const L: usize>(&self, dy: &Tile<Y, L>, dx: &mut Tile<X, L>) {
        const { Self::check(X::FLOATS, Y::FLOATS) }
        dense::grad_input(&self.weight, dy.lanes(), dx.lanes_mut());
    }

    /// Adds dy·xᵀ and dy, the gradients of w and b, to `gradient`, summed over the lanes.
    pub fn grad_weight<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, dy: &Tile<Y, L>, gradient: &mut Self) {
        const { Self::check(X::FLOATS, Y::FLOATS) }
        dense::grad_weight(x.lanes(), dy.lanes(), &mut gradient.weight, gradient.bias.floats_mut());
    }
}

impl<const I: usize, const O: usize, B: Plain> Parameters for Linear<I, O, B> {
    fn visit<'a>(&'a self, name: Name<'_>, visit: &mut dyn FnMut(TensorRef<'a, '_>)) {
        let [weight, bias] = Self::SHAPES;
        let values = self.weight.floats();
        visit(TensorRef { name: name.then("weight"), shape: weight, kind: Kind::Trained, values });
        if B::FLOATS > 0 {
            let values = self.bias.floats();
            visit(TensorRef { name: name.then("bias"), shape: bias, kind: Kind::Trained, values });
        }
    }

    fn reset(&mut self, init: Option<Init>, random: &mut Random) {
        let init = init.unwrap_or(Init::XavierUniform);
        init.fill(self.weight.floats_mut(), I, O, random);
        init.fill_bias(self.bias.floats_mut(), I, random);
    }
}
