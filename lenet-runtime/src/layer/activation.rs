//! Activations: functions of each element by itself.

mod function;

pub use function::{Elu, Gelu, HardSigmoid, HardSwish, Identity, LeakyRelu, Relu, Relu6, Sigmoid, Silu, Tanh};

use crate::kernel::function::Function;
use crate::kernel::simd::{Kernel, Level, Set, wide};
use crate::plain::Plain;
use crate::tensor::{Tile, Value};

/// Which of its two values the backward pass of an activation reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Saves {
    /// The input x.
    Input,
    /// The output y. The forward pass may then run in place.
    Output,
}

/// A function of each element by itself.
pub trait Activation: Copy {
    /// What [`Activation::slope`] takes.
    const SAVES: Saves;

    /// y = f(x).
    fn value(&self, x: f32) -> f32;

    /// As [`Activation::value`], for CPUs with fused multiply-add; the last bits may differ.
    #[inline(always)]
    fn fused(&self, x: f32) -> f32 {
        self.value(x)
    }

    /// The same as the kernels know it, if they do: a function that never falls.
    #[inline(always)]
    fn function(&self) -> Option<Function> {
        None
    }

    /// The derivative dy/dx, from x or from y as [`Activation::SAVES`] says.
    fn slope(&self, saved: f32) -> f32;

    /// y ← f(x).
    fn forward<X: Value, Y: Value, const L: usize>(&self, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { assert!(X::FLOATS == Y::FLOATS, "an activation keeps the shape") }
        map(*self, x.floats(), y.floats_mut());
    }

    /// y ← f(y).
    fn forward_in_place<Y: Value, const L: usize>(&self, y: &mut Tile<Y, L>) {
        map_in_place(*self, y.floats_mut());
    }

    /// d ← d · dy/dx: turns the gradient with respect to the output into that with respect to the input.
    fn backward<S: Value, D: Value, const L: usize>(&self, saved: &Tile<S, L>, d: &mut Tile<D, L>) {
        const { assert!(S::FLOATS == D::FLOATS, "an activation keeps the shape") }
        scale_by_slope(*self, saved.floats(), d.floats_mut());
    }
}

// The loops stand outside of the trait so that one copy serves all shapes.

fn map<A: Activation>(activation: A, x: &[f32], y: &mut [f32]) {
    if !Level::best().run(Map { activation, x, y }) {
        Map { activation, x, y }.run_with::<false>();
    }
}

fn map_in_place<A: Activation>(activation: A, y: &mut [f32]) {
    if !Level::best().run(MapInPlace { activation, y }) {
        MapInPlace { activation, y }.run_with::<false>();
    }
}

struct Map<'a, A> {
    activation: A,
    x: &'a [f32],
    y: &'a mut [f32],
}

impl<A: Activation> Map<'_, A> {
    #[inline(always)]
    fn run_with<const FUSED: bool>(self) {
        for (y, &x) in self.y.iter_mut().zip(self.x) {
            *y = if FUSED { self.activation.fused(x) } else { self.activation.value(x) };
        }
    }
}

impl<A: Activation> Kernel for Map<'_, A> {
    #[inline(always)]
    fn run<S: Set>(self, _: S) {
        if const { S::FUSED } { self.run_with::<true>() } else { self.run_with::<false>() }
    }
}

struct MapInPlace<'a, A> {
    activation: A,
    y: &'a mut [f32],
}

impl<A: Activation> MapInPlace<'_, A> {
    #[inline(always)]
    fn run_with<const FUSED: bool>(self) {
        for y in self.y {
            *y = if FUSED { self.activation.fused(*y) } else { self.activation.value(*y) };
        }
    }
}

impl<A: Activation> Kernel for MapInPlace<'_, A> {
    #[inline(always)]
    fn run<S: Set>(self, _: S) {
        if const { S::FUSED } { self.run_with::<true>() } else { self.run_with::<false>() }
    }
}

fn scale_by_slope<A: Activation>(activation: A, saved: &[f32], d: &mut [f32]) {
    wide(
        #[inline(always)]
        move || {
            for (d, &saved) in d.iter_mut().zip(saved) {
                *d *= activation.slope(saved);
            }
        },
    );
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::layer::differences::{assert_close, gradient, wide};
    use crate::plain::Zeroed;

    const N: usize = 401;

    /// Compares value and slope at 401 points of −8..=8 with a formula in f64. None of the points is a corner.
    fn check<A: Activation>(activation: A, formula: impl Fn(f64) -> f64) {
        let mut x = Tile::<[f32; N], 1>::ZERO;
        for (i, x) in x.floats_mut().iter_mut().enumerate() {
            *x = (i as f32 - 200.0) * 0.04 + 0.001;
        }
        let exact = wide(x.floats());

        let mut y = Tile::<[f32; N], 1>::ZERO;
        activation.forward(&x, &mut y);
        assert_close(y.floats(), &exact.iter().map(|&x| formula(x)).collect::<Vec<_>>(), 2e-7);
        let mut in_place = x.clone();
        activation.forward_in_place(&mut in_place);
        assert_eq!(in_place, y);

        let mut d = Tile::<[f32; N], 1>::ZERO;
        d.floats_mut().fill(3.0);
        activation.backward(if A::SAVES == Saves::Input { &x } else { &y }, &mut d);
        let slopes = gradient(&exact, |x| x.iter().map(|&x| 3.0 * formula(x)).sum());
        assert_close(d.floats(), &slopes, 1e-6);
    }

    #[test]
    fn values_and_slopes_agree_with_the_formulas() {
        let logistic = |x: f64| 1.0 / (1.0 + libm::exp(-x));
        let normal = |x: f64| 0.5 * (1.0 + libm::erf(x / core::f64::consts::SQRT_2));
        check(Sigmoid, logistic);
        check(Tanh, libm::tanh);
        check(Relu, |x| x.max(0.0));
        check(Relu6, |x| x.clamp(0.0, 6.0));
        check(LeakyRelu { negative_slope: 0.01 }, |x| if x > 0.0 { x } else { f64::from(0.01_f32) * x });
        check(Elu { alpha: 1.5 }, |x| if x > 0.0 { x } else { 1.5 * libm::expm1(x) });
        check(HardSigmoid, |x| (x + 3.0).clamp(0.0, 6.0) / 6.0);
        check(Gelu { tanh: false }, |x| x * normal(x));
        let scale = (2.0 / core::f64::consts::PI).sqrt();
        check(Gelu { tanh: true }, |x| 0.5 * x * (1.0 + libm::tanh(scale * (x + 0.044715 * x * x * x))));
        check(Silu, |x| x * logistic(x));
        check(HardSwish, |x| x * (x + 3.0).clamp(0.0, 6.0) / 6.0);
    }

    #[test]
    fn nan_is_never_hidden() {
        fn check(activation: impl Activation) {
            assert!(activation.value(f32::NAN).is_nan());
        }
        check(Sigmoid);
        check(Tanh);
        check(Relu);
        check(Relu6);
        check(LeakyRelu { negative_slope: 0.01 });
        check(Elu { alpha: 1.0 });
        check(HardSigmoid);
        check(Gelu { tanh: false });
        check(Gelu { tanh: true });
        check(Silu);
        check(HardSwish);
    }
}
