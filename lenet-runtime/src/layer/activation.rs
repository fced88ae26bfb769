//! Activations: functions of each element by itself.

mod function;

pub use function::{
    Celu, Clip, Elu, Gelu, HardSigmoid, HardSwish, Identity, LeakyRelu, Mish, Relu, Relu6, Selu, Sigmoid, Silu,
    Softplus, Softsign, Tanh,
};

use super::module::Saves;
use crate::kernel::function::Function;
use crate::kernel::prepared::{self, elementwise::for_each_row};
use crate::kernel::vector::{Kernel, Level, Set, wide};
use crate::plain::Plain;
use crate::tensor::{Tile, Value};

/// A function of each element by itself.
pub trait Activation: Copy {
    /// What [`Activation::slope`] takes.
    const SAVES: Saves;

    /// y = f(x).
    fn value(&self, x: f32) -> f32;

    /// As [`Activation::value`], for CPUs with fused multiply-add; the last bits may differ. What needs no such care leaves it out.
    #[inline(always)]
    fn fused(&self, x: f32) -> f32 {
        self.value(x)
    }

    /// The same as the kernels know it, if they do: a function that never falls.
    fn function(&self) -> Option<Function>;

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

    /// d ← d · dy/dx: turns the gradient with respect to the output into that with respect to the input. `saved` is the value
    /// that [`Activation::SAVES`] names.
    fn backward<S: Value, D: Value, const L: usize>(&self, saved: &Tile<S, L>, d: &mut Tile<D, L>) {
        const { assert!(S::FLOATS == D::FLOATS, "an activation keeps the shape") }
        scale_by_slope(*self, saved.floats(), d.floats_mut());
    }

    /// [`Activation::backward`] where the caller is sure that the input x is saved. It does not compile where y is.
    fn backward_from_input<X: Value, D: Value, const L: usize>(&self, x: &Tile<X, L>, d: &mut Tile<D, L>) {
        const { assert!(matches!(Self::SAVES, Saves::Input), "the slope of this activation is found from its output") }
        self.backward(x, d);
    }

    /// [`Activation::backward`] where the caller is sure that the output y is saved. It does not compile where x is.
    fn backward_from_output<Y: Value, D: Value, const L: usize>(&self, y: &Tile<Y, L>, d: &mut Tile<D, L>) {
        const { assert!(matches!(Self::SAVES, Saves::Output), "the slope of this activation is found from its input") }
        self.backward(y, d);
    }
}

// The loops stand outside of the trait so that one copy serves all shapes.

fn map<A: Activation>(activation: A, x: &[f32], y: &mut [f32]) {
    if !Level::best().run(Map { activation, x, y }) {
        Map { activation, x, y }.run_with::<false>();
    }
}

/// y ← f(y).
pub(super) fn map_in_place<A: Activation>(activation: A, y: &mut [f32]) {
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

/// y ← d · dy/dx, where the slope is found from y.
pub(super) fn times_slope<A: Activation>(activation: A, d: &[f32], y: &mut [f32]) {
    wide(
        #[inline(always)]
        move || {
            for (y, &d) in y.iter_mut().zip(d) {
                *y = d * activation.slope(*y);
            }
        },
    );
}

/// y ← f(y), where the elements stand as a [`Map`](prepared::Map) says.
pub fn apply_to_map<A: Activation>(activation: &A, map: &prepared::Map, y: &mut [f32]) {
    wide(
        #[inline(always)]
        || {
            for_each_row(
                map,
                #[inline(always)]
                |first, length| {
                    for y in &mut y[first..][..length] {
                        *y = activation.value(*y);
                    }
                },
            );
        },
    );
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::kernel::sweep::{Within, by_tanh, check as check_at, gelu, logistic, normal, numbers};
    use crate::layer::differences::{assert_close, gradient, wide};
    use crate::plain::Zeroed;

    const N: usize = 401;

    /// The scale and α of SELU.
    const SELU: (f64, f64) = (1.050_700_987_355_480_5, 1.673_263_242_354_377_2);

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
        check(Selu, |x| SELU.0 * if x > 0.0 { x } else { SELU.1 * libm::expm1(x) });
        check(Celu { alpha: 1.5 }, |x| if x > 0.0 { x } else { 1.5 * libm::expm1(x / 1.5) });
        check(HardSigmoid::default(), |x| (x + 3.0).clamp(0.0, 6.0) / 6.0);
        check(HardSigmoid { alpha: 0.2, beta: 0.4 }, |x| (0.2 * x + 0.4).clamp(0.0, 1.0));
        check(Clip { min: -1.0, max: 2.5 }, |x| x.clamp(-1.0, 2.5));
        check(Mish, |x| x * libm::tanh(libm::log1p(libm::exp(x))));
        check(Softplus { beta: 1.0, threshold: 20.0 }, |x| libm::log1p(libm::exp(x)));
        check(Softplus { beta: 2.0, threshold: 20.0 }, |x| libm::log1p(libm::exp(2.0 * x)) / 2.0);
        check(Softplus { beta: 1.0, threshold: 2.0 }, |x| if x > 2.0 { x } else { libm::log1p(libm::exp(x)) });
        check(Softsign, |x| x / (1.0 + x.abs()));
        check(Gelu { tanh: false }, |x| x * normal(x));
        let scale = (2.0 / core::f64::consts::PI).sqrt();
        check(Gelu { tanh: true }, |x| 0.5 * x * (1.0 + libm::tanh(scale * (x + 0.044715 * x * x * x))));
        check(Silu, |x| x * logistic(x));
        check(HardSwish, |x| x * (x + 3.0).clamp(0.0, 6.0) / 6.0);
    }

    /// Compares value and slope over the whole range of `f32` with formulas, the value at every level. What is within
    /// `relative` of the formula where that is a normal number is the value; the slope is compared with max(|slope|, 1).
    fn sweep<A: Activation>(activation: A, value: impl Fn(f64) -> f64, slope: impl Fn(f64) -> f64, relative: f64) {
        let name = core::any::type_name::<A>();
        let x = numbers();
        for level in Level::all() {
            let mut y = x.clone();
            if !level.run(MapInPlace { activation, y: &mut y }) {
                MapInPlace { activation, y: &mut y }.run_with::<false>();
            }
            for (&x, &y) in x.iter().zip(&y) {
                check_at(name, x, y, value(f64::from(x)), Within { relative, absolute: 1e-43 });
            }
            let saved = if A::SAVES == Saves::Input { &x } else { &y };
            let mut d = vec![1.0; x.len()];
            scale_by_slope(activation, saved, &mut d);
            for (&x, &d) in x.iter().zip(&d) {
                // The last number below 3 gives the same as 3 itself.
                let last = name.ends_with("HardSigmoid") && x.to_bits() + 1 == 3_f32.to_bits();
                if !x.is_nan() && !last {
                    let exact = slope(f64::from(x));
                    let close = (f64::from(d) - exact).abs() <= 4e-7 * exact.abs().max(1.0);
                    assert!(close, "slope of {name} at {x:e}: {d:e} instead of {exact:e}");
                }
            }
        }
    }

    #[test]
    fn values_and_slopes_are_right_from_one_end_of_the_range_to_the_other() {
        let step = |yes: bool| if yes { 1.0 } else { 0.0 };
        let hard = |x: f64| (x + 3.0).clamp(0.0, 6.0) / 6.0;
        // What stands before a factor that has become 0.
        let finite = |x: f64| x.clamp(-1e3, 1e3);
        let density = |x: f64| libm::exp(-0.5 * x * x) / (2.0 * core::f64::consts::PI).sqrt();
        let scale = (2.0 / core::f64::consts::PI).sqrt();
        sweep(Identity, |x| x, |_| 1.0, 0.0);
        sweep(Sigmoid, logistic, |x| logistic(x) * logistic(-x), 4e-7);
        sweep(Tanh, libm::tanh, |x| libm::pow(libm::cosh(x.clamp(-300.0, 300.0)), -2.0), 4e-7);
        sweep(Relu, |x| x.max(0.0), |x| step(x > 0.0), 0.0);
        sweep(Relu6, |x| x.clamp(0.0, 6.0), |x| step(x > 0.0 && x < 6.0), 0.0);
        let leak = f64::from(0.01_f32);
        let leaky = |x: f64| if x > 0.0 { x } else { leak * x };
        sweep(LeakyRelu { negative_slope: 0.01 }, leaky, |x| if x > 0.0 { 1.0 } else { leak }, 1e-7);
        let elu = |x: f64| if x > 0.0 { x } else { 1.5 * libm::expm1(x) };
        sweep(Elu { alpha: 1.5 }, elu, |x| if x > 0.0 { 1.0 } else { 1.5 * libm::exp(x) }, 3e-7);
        let selu = |x: f64| SELU.0 * if x > 0.0 { x } else { SELU.1 * libm::expm1(x) };
        sweep(Selu, selu, |x| SELU.0 * if x > 0.0 { 1.0 } else { SELU.1 * libm::exp(x) }, 3e-7);
        let celu = |x: f64| if x > 0.0 { x } else { 1.5 * libm::expm1(x / 1.5) };
        sweep(Celu { alpha: 1.5 }, celu, |x| if x > 0.0 { 1.0 } else { libm::exp(x / 1.5) }, 3e-7);
        sweep(Clip { min: -1.0, max: 2.5 }, |x| x.clamp(-1.0, 2.5), |x| step(x > -1.0 && x < 2.5), 0.0);
        let softplus = |x: f64| x.max(0.0) + libm::log1p(libm::exp(-x.abs()));
        sweep(Softplus { beta: 1.0, threshold: 20.0 }, softplus, logistic, 4e-7);
        sweep(Softplus { beta: 3.0, threshold: 20.0 }, |x| softplus(3.0 * x) / 3.0, |x| logistic(3.0 * x), 4e-7);
        // tanh of softplus, and 1 − its square, of the powers of e alone.
        let power = |x: f64| libm::exp(x.clamp(-1e3, 300.0));
        let tanh_of = |x: f64| power(x) * (power(x) + 2.0) / (power(x) * (power(x) + 2.0) + 2.0);
        let mish_slope = |x: f64| {
            let rest = power(x) * (power(x) + 2.0) + 2.0;
            tanh_of(x) + 4.0 * finite(x) * ((rest - 1.0) / rest / rest) * logistic(x)
        };
        sweep(Mish, |x| x.max(-1e3) * tanh_of(x), mish_slope, 4e-7);
        let softsign = |x: f64| if x.is_infinite() { x.signum() } else { x / (1.0 + x.abs()) };
        sweep(Softsign, softsign, |x| libm::pow(1.0 + x.abs(), -2.0), 3e-7);
        sweep(HardSigmoid::default(), hard, |x| step(x > -3.0 && x < 3.0) / 6.0, 3e-7);
        sweep(Gelu { tanh: false }, gelu, |x| normal(x) + finite(x) * density(x), 4e-7);
        sweep(
            Gelu { tanh: true },
            |x| x.max(-1e3) * logistic(by_tanh(x)),
            |x| {
                let (x, z) = (finite(x), by_tanh(finite(x)));
                logistic(z) * (1.0 + x * 2.0 * scale * (1.0 + 3.0 * 0.044_715 * x * x) * logistic(-z))
            },
            4e-7,
        );
        let silu = |x: f64| x.max(-1e3) * logistic(x);
        sweep(Silu, silu, |x| logistic(x) * (1.0 + finite(x) * logistic(-x)), 4e-7);
        let rising = |x: f64| if x < 3.0 { x / 3.0 + 0.5 } else { 1.0 };
        sweep(HardSwish, |x| x.max(-1e3) * hard(x), |x| step(x > -3.0) * rising(finite(x)), 3e-7);
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
        check(Selu);
        check(Celu { alpha: 1.0 });
        check(Clip { min: -1.0, max: 1.0 });
        check(Mish);
        check(Softplus { beta: 1.0, threshold: 20.0 });
        check(Softsign);
        check(HardSigmoid::default());
        check(Gelu { tanh: false });
        check(Gelu { tanh: true });
        check(Silu);
        check(HardSwish);
    }
}
