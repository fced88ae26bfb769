//! The fully connected layer.

use super::batch_norm::BatchNorm;
use super::description::{Described, Description, Reach};
use crate::kernel::batch::{linear as batch, sixteen, sixteen_mut};
use crate::kernel::only;
use crate::kernel::plan::{self, Gradient, LinearPlan, Plan, Product};
use crate::kernel::prepared::Map;
use crate::kernel::prepared::linear::PreparedLinear;
use crate::kernel::reference::linear as reference;
use crate::kernel::single::linear as single;
use crate::kernel::vector::Level;
use crate::parameters::tensors::{Member, Tensors};
use crate::parameters::{Init, Parameters, Start};
use crate::plain::{self, Plain};
use crate::tensor::{Shape, Tile, Value};

/// A linear layer: every output is a weighted sum of all inputs.
///
/// ```text
/// y[o] = b[o] + Σ i  w[o, i] · x[i]
/// ```
///
/// with `x` of I, `w` of O × I, `b` and `y` of O, as PyTorch's `Linear`. The input may be an image; its elements count
/// channel by channel and row by row. Without a bias, `B` is [`NoBias`](super::NoBias).
#[repr(C)]
#[derive(Clone, Debug, PartialEq)]
pub struct Linear<const I: usize, const O: usize, B = [f32; O]> {
    /// w.
    pub weight: [[f32; I]; O],
    /// b.
    pub bias: B,
}

plain::claim!([const I: usize, const O: usize, B: Plain] Linear<I, O, B> { weight, bias });

#[doc(hidden)]
impl<const I: usize, const O: usize, B: Plain> Linear<I, O, B> {
    /// Multiply-adds of one image.
    pub const MACS: u64 = I as u64 * O as u64;
    /// The kernels of its passes: what they match, and what a summary names.
    pub const PLAN: LinearPlan = LinearPlan::of(I);

    const fn check(inputs: usize, outputs: usize) {
        assert!(B::FLOATS == O || B::FLOATS == 0, "a bias has one number for each output, or none");
        assert!(inputs == I && outputs == O, "the value must hold as many numbers as the layer says");
    }

    /// y ← b + w·x.
    pub fn forward<X: Value, Y: Value, const L: usize>(&self, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { Self::check(X::FLOATS, Y::FLOATS) }
        let (x, y, bias) = (x.lanes(), y.lanes_mut(), self.bias.floats());
        Self::forward_at(plan::level(), &self.weight, bias, x, y);
    }

    /// [`Linear::forward`] at a level.
    #[inline]
    pub(crate) fn forward_at<const L: usize>(
        level: Level,
        weight: &[[f32; I]; O],
        bias: &[f32],
        x: &[[f32; L]],
        y: &mut [[f32; L]],
    ) {
        let Level::Vectors(set) = level else { return reference::forward(weight, bias, x, y) };
        only!(match Self::PLAN.forward(L), {
            Product::Lanes => batch::forward(set, weight, bias, sixteen(x), sixteen_mut(y)),
            Product::Inputs => single::forward(set, weight, bias, x.as_flattened(), y.as_flattened_mut()),
            Product::Reference(_) => reference::forward(weight, bias, x, y),
        });
    }

    /// Adds the gradients of w and b to `gradient`, and writes that of the input to `dx`, if it is wanted:
    /// [`Linear::grad_weight`] and [`Linear::grad_input`].
    pub fn backward<X: Value, Y: Value, const L: usize>(
        &self,
        x: &Tile<X, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        gradient: &mut Self,
    ) {
        Self::grad_weight(x, dy, gradient);
        if let Some(dx) = dx {
            self.grad_input(dy, dx);
        }
    }

    /// dx ← wᵀ·dy, the gradient with respect to the input.
    pub fn grad_input<X: Value, Y: Value, const L: usize>(&self, dy: &Tile<Y, L>, dx: &mut Tile<X, L>) {
        const { Self::check(X::FLOATS, Y::FLOATS) }
        Self::grad_input_at(plan::level(), &self.weight, dy.lanes(), dx.lanes_mut());
    }

    /// [`Linear::grad_input`] at a level.
    #[inline]
    pub(crate) fn grad_input_at<const L: usize>(
        level: Level,
        weight: &[[f32; I]; O],
        dy: &[[f32; L]],
        dx: &mut [[f32; L]],
    ) {
        let Level::Vectors(set) = level else { return reference::grad_input(weight, dy, dx) };
        only!(match Self::PLAN.gradients(L), {
            Gradient::Lanes => batch::grad_input(set, weight, sixteen(dy), sixteen_mut(dx)),
            Gradient::Reference(_) => reference::grad_input(weight, dy, dx),
        });
    }

    /// Adds dy·xᵀ and dy, the gradients of w and b, to `gradient`, summed over the lanes.
    pub fn grad_weight<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, dy: &Tile<Y, L>, gradient: &mut Self) {
        const { Self::check(X::FLOATS, Y::FLOATS) }
        let (x, dy, dw, db) = (x.lanes(), dy.lanes(), &mut gradient.weight, gradient.bias.floats_mut());
        Self::grad_weight_at(plan::level(), x, dy, dw, db);
    }

    /// [`Linear::grad_weight`] at a level.
    #[inline]
    pub(crate) fn grad_weight_at<const L: usize>(
        level: Level,
        x: &[[f32; L]],
        dy: &[[f32; L]],
        dw: &mut [[f32; I]; O],
        db: &mut [f32],
    ) {
        let Level::Vectors(set) = level else { return reference::grad_weight(x, dy, dw, db) };
        only!(match Self::PLAN.gradients(L), {
            Gradient::Lanes => batch::grad_weight(set, sixteen(x), sixteen(dy), dw, db),
            Gradient::Reference(_) => reference::grad_weight(x, dy, dw, db),
        });
    }
}

#[doc(hidden)]
impl<const I: usize, const O: usize, B: Plain> Linear<I, O, B> {
    /// The weights as the kernel of a prepared network reads them, whose input stands as `x` says.
    #[inline(always)] // As `forward` there.
    pub fn pack(&self, layer: &PreparedLinear, x: &Map, packed: &mut [f32]) {
        layer.pack(x, self.weight.floats(), self.bias.floats(), None, packed);
    }

    /// The same, with the batch norm after the layer.
    #[inline(always)]
    pub fn pack_normed<const N: usize>(
        &self,
        norm: &BatchNorm<N>,
        eps: f32,
        layer: &PreparedLinear,
        x: &Map,
        packed: &mut [f32],
    ) {
        let (scale, shift) = norm.fold(eps);
        layer.pack(x, self.weight.floats(), self.bias.floats(), Some((&scale, &shift)), packed);
    }
}

impl<const I: usize, const O: usize, B: Plain> Described for Linear<I, O, B> {
    const DESCRIPTION: Description = Description {
        parameters: Self::FLOATS,
        macs: Self::MACS,
        plan: Some(Plan::Linear(Self::PLAN)),
        ..Description::new(Shape::Vector(O), Reach::Whole)
    };
}

impl<const I: usize, const O: usize, B: Plain> Parameters for Linear<I, O, B> {
    const TENSORS: Tensors = Tensors::weight::<B>(&[
        Member::trained("weight", &[O, I], Start::Weight(Init::XavierUniform)),
        Member::trained("bias", &[O], Start::Bias { fan_in: I }),
    ]);
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::layer::NoBias;
    use crate::layer::differences::{assert_close, lane, random, wide};
    use crate::parameters::Name;
    use crate::plain::Zeroed;

    fn check<const I: usize, const O: usize, const L: usize, B: Plain>() {
        let layer: Linear<I, O, B> = random(1);
        let (x, dy): (Tile<[f32; I], L>, Tile<[f32; O], L>) = (random(2), random(3));
        let (mut y, mut dx): (Tile<[f32; O], L>, Tile<[f32; I], L>) = (random(4), random(5));
        let mut gradient: Linear<I, O, B> = random(6);
        let (mut dw, mut db) = (wide(gradient.weight.floats()), wide(gradient.bias.floats()));
        layer.forward(&x, &mut y);
        layer.grad_input(&dy, &mut dx);
        Linear::grad_weight(&x, &dy, &mut gradient);

        let (w, b) = (wide(layer.weight.floats()), wide(layer.bias.floats()));
        for l in 0..L {
            let (x, dy) = (wide(&lane(&x, l)), wide(&lane(&dy, l)));
            let mut y_exact: Vec<_> = (0..O).map(|o| b.get(o).copied().unwrap_or(0.0)).collect();
            let mut dx_exact = vec![0.0; I];
            for (o, i) in (0..O).flat_map(|o| (0..I).map(move |i| (o, i))) {
                y_exact[o] += w[o * I + i] * x[i];
                dx_exact[i] += w[o * I + i] * dy[o];
                dw[o * I + i] += x[i] * dy[o];
            }
            db.iter_mut().zip(&dy).for_each(|(db, dy)| *db += dy);
            assert_close(&lane(&y, l), &y_exact, 1e-5);
            assert_close(&lane(&dx, l), &dx_exact, 1e-5);
        }
        assert_close(gradient.weight.floats(), &dw, 1e-5);
        assert_close(gradient.bias.floats(), &db, 1e-5);
    }

    #[test]
    fn linear_agrees_with_a_naive_loop() {
        check::<1, 1, 1, [f32; 1]>();
        check::<84, 10, 1, [f32; 10]>();
        check::<33, 7, 1, NoBias>();
        check::<33, 7, 3, NoBias>();
        check::<1, 5, 16, [f32; 5]>();
        check::<84, 10, 16, [f32; 10]>();
        check::<5, 1, 16, NoBias>();
    }

    #[test]
    fn parameters_are_named_and_shaped_as_pytorchs() {
        let mut seen = vec![];
        Linear::<3, 2>::ZERO.visit(Name::ROOT.then("fc"), &mut |t| {
            seen.push((t.name.to_string(), t.shape.to_vec(), t.values.len()));
        });
        assert_eq!(seen, [("fc.weight".into(), vec![2, 3], 6), ("fc.bias".into(), vec![2], 2)]);
        seen.clear();
        Linear::<3, 2, NoBias>::ZERO.visit(Name::ROOT, &mut |t| {
            seen.push((t.name.to_string(), t.shape.to_vec(), t.values.len()));
        });
        assert_eq!(seen, [("weight".into(), vec![2, 3], 6)]);
    }
}
