//! Activations within a kernel, on vectors.

use super::simd::{LANES, Lanes, Set};

/// A function of each element that a kernel applies to what it has computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Function {
    /// x.
    Identity,
    /// min(max(x, low), high).
    Clamp(f32, f32),
    /// x where it is positive, else the slope times x.
    Leaky(f32),
    /// 1/(1 + e^−x), with a relative error below 4e-7 for x ≥ −87.
    Sigmoid,
    /// The hyperbolic tangent, with an absolute error below 2e-7.
    Tanh,
}

impl Function {
    /// f in two steps: the bounds within which x is brought first, and what is to be applied then, if anything.
    #[inline(always)]
    pub(super) const fn bounds(self) -> ([f32; 2], Option<Self>) {
        const ALL: [f32; 2] = [f32::NEG_INFINITY, f32::INFINITY];
        match self {
            Self::Identity => (ALL, None),
            Self::Clamp(low, high) => ([low, high], None),
            _ => (ALL, Some(self)),
        }
    }

    /// y ← f(y) for a vector at every `step` numbers. One compiled copy serves all kernels.
    #[inline(never)]
    pub(crate) fn apply<S: Set>(self, set: S, y: &mut [f32], step: usize) {
        set.vectorize(
            #[inline(always)]
            || self.apply_here(set, y, step),
        );
    }

    #[inline(always)]
    fn apply_here<S: Set>(self, set: S, y: &mut [f32], step: usize) {
        match self {
            Self::Identity => {}
            Self::Clamp(low, high) => {
                let (low, high) = (set.splat(low), set.splat(high));
                for y in y.chunks_mut(step) {
                    // In this order NaN stays NaN, as everywhere below.
                    set.store(set.min(high, set.max(low, set.load(y))), y);
                }
            }
            Self::Leaky(slope) => {
                let (zero, slope) = (set.splat(0.0), set.splat(slope));
                for y in y.chunks_mut(step) {
                    let x = set.load(y);
                    set.store(set.mul_add(set.min(zero, x), slope, set.max(zero, x)), y);
                }
            }
            Self::Sigmoid => {
                for y in y.chunks_mut(step) {
                    let d = one_and_exp(set, set.load(y), -1.0, 87.0);
                    set.store(set.div(set.splat(1.0), d), y);
                }
            }
            Self::Tanh => {
                for y in y.chunks_mut(step) {
                    // 1 − 2/(1 + e^2x)
                    let d = one_and_exp(set, set.load(y), 2.0, 87.0);
                    set.store(set.add(set.splat(1.0), set.div(set.splat(-2.0), d)), y);
                }
            }
        }
    }

    /// f of one number.
    #[must_use]
    pub fn value(self, x: f32) -> f32 {
        match self {
            Self::Identity => x,
            Self::Clamp(low, high) => x.clamp(low, high),
            Self::Leaky(slope) => {
                if x > 0.0 {
                    x
                } else {
                    slope * x
                }
            }
            Self::Sigmoid => crate::kernel::math::sigmoid(x),
            Self::Tanh => crate::kernel::math::tanh(x),
        }
    }
}

/// 1 + e^(x·`scale`) for |x·`scale`| ≤ `limit` < 88; beyond, that of ±`limit`.
///
/// With 2ⁿ · 2^r = e^(x·scale), n an integer and |r| ≤ 1/2. The polynomial for 2^r has a relative error of 1.1e-7.
#[inline(always)]
#[allow(clippy::approx_constant)] // The best coefficient of this degree is not quite ln 2.
fn one_and_exp<S: Set>(set: S, x: S::Vector, scale: f32, limit: f32) -> S::Vector {
    // Adding it leaves no bits for a fraction: see `Set::power_of_two`.
    const ROUND: f32 = 12_582_912.0;
    let limit = limit / scale.abs();
    // In this order NaN stays NaN on x86 too.
    let x = set.min(set.splat(limit), set.max(set.splat(-limit), x));
    let to_2 = set.splat(scale * core::f32::consts::LOG2_E);
    let rounded = set.mul_add(x, to_2, set.splat(ROUND));
    let minus_n = set.mul_add(rounded, set.splat(-1.0), set.splat(ROUND));
    let r = if const { !S::FUSED } {
        // ln 2 in two parts, of which the first has so few bits that its product with n is exact.
        let r = set.mul_add(minus_n, set.splat(0.693_359_4), set.mul(x, set.splat(scale)));
        let r = set.mul_add(minus_n, set.splat(-2.121_944_4e-4), r);
        set.mul(r, set.splat(core::f32::consts::LOG2_E))
    } else if limit * scale.abs() > 18.0 {
        // With what log₂ e loses as an f32: a relative error of 1.3e-8 for each 1 of the exponent.
        set.mul_add(x, set.splat(scale * 1.925_963e-8), set.mul_add(x, to_2, minus_n))
    } else {
        set.mul_add(x, to_2, minus_n)
    };
    let mut p = set.splat(1.326_472_7e-3);
    p = set.mul_add(p, r, set.splat(9.671_513e-3));
    p = set.mul_add(p, r, set.splat(5.550_733_6e-2));
    p = set.mul_add(p, r, set.splat(0.240_222_42));
    p = set.mul_add(p, r, set.splat(0.693_147));
    p = set.mul_add(p, r, set.splat(1.0));
    set.mul_add(p, set.power_of_two(rounded), set.splat(1.0))
}

/// How 2 × 2 elements become one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pooling {
    /// Their greatest.
    Max,
    /// Their mean.
    Mean,
}

impl Pooling {
    /// The pools of f of each number of two rows × two vectors of columns.
    #[inline(always)]
    pub(crate) fn of_columns<S: Set>(self, set: S, function: Function, numbers: &[f32; 4 * LANES]) -> S::Vector {
        let (a, b) = set.unzip(set.load(numbers), set.load(&numbers[S::WIDTH..]));
        let (c, d) = set.unzip(set.load(&numbers[2 * S::WIDTH..]), set.load(&numbers[3 * S::WIDTH..]));
        self.of(set, function, [a, b, c, d])
    }

    /// y ← the pools of f of each number of two rows of elements, 16 values in the lanes.
    #[inline(never)]
    pub(crate) fn of_rows<S: Set>(self, set: S, function: Function, x: &[Lanes], y: &mut [Lanes]) {
        set.vectorize(
            #[inline(always)]
            || {
                let (above, below) = x.split_at(2 * y.len());
                let pairs = above.as_chunks::<2>().0.iter().zip(below.as_chunks::<2>().0);
                for (y, ([a, b], [c, d])) in y.iter_mut().zip(pairs) {
                    for part in (0..LANES).step_by(S::WIDTH) {
                        let (a, b) = (set.load(&a[part..]), set.load(&b[part..]));
                        let (c, d) = (set.load(&c[part..]), set.load(&d[part..]));
                        set.store(self.of(set, function, [a, b, c, d]), &mut y[part..]);
                    }
                }
            },
        );
    }

    /// The pool of f(a), f(b), f(c) and f(d).
    #[inline(always)]
    pub(crate) fn of<S: Set>(self, set: S, function: Function, four: [S::Vector; 4]) -> S::Vector {
        let [a, b, c, d] = four;
        match (self, function) {
            // No function here ever falls, but for a leaky one with a negative slope, which `Conv` does not pool.
            (Self::Max, _) => {
                let greatest = set.maximum(set.maximum(a, b), set.maximum(c, d));
                apply_to(set, function, greatest)
            }
            (Self::Mean, Function::Sigmoid) => {
                // 1/a + 1/b + 1/c + 1/d = ((a + b)·c·d + (c + d)·a·b) / (a·b·c·d), with e^x up to e^18 so that the product
                // stays finite.
                let a = one_and_exp(set, a, -1.0, 18.0);
                let b = one_and_exp(set, b, -1.0, 18.0);
                let c = one_and_exp(set, c, -1.0, 18.0);
                let d = one_and_exp(set, d, -1.0, 18.0);
                let (ab, cd) = (set.mul(a, b), set.mul(c, d));
                let sum = set.mul_add(set.add(a, b), cd, set.mul(set.add(c, d), ab));
                set.div(set.mul(sum, set.splat(0.25)), set.mul(ab, cd))
            }
            (Self::Mean, _) => {
                // In a loop, because each mention of an inlined function takes stack of its own in a build without optimization.
                let mut four = four;
                for x in &mut four {
                    *x = apply_to(set, function, *x);
                }
                let [a, b, c, d] = four;
                set.mul(set.add(set.add(a, b), set.add(c, d)), set.splat(0.25))
            }
        }
    }
}

/// f of a vector.
#[inline(always)]
fn apply_to<S: Set>(set: S, function: Function, x: S::Vector) -> S::Vector {
    if function == Function::Identity {
        return x;
    }
    let mut numbers = [0.0; LANES];
    set.store(x, &mut numbers);
    function.apply_here(set, &mut numbers, LANES);
    set.load(&numbers)
}
