//! Activations within a kernel, on vectors.

use super::vector::{LANES, Lanes, Set};

/// A function of each element that a kernel applies to what it has computed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Function {
    /// x.
    Identity,
    /// min(max(x, low), high).
    Clamp(f32, f32),
    /// x where it is positive, else the slope times x.
    Leaky(f32),
    /// 1/(1 + e^−x), with a relative error below 4e-7 wherever the result is a normal number; below that it is off by at
    /// most 5e-45.
    Sigmoid,
    /// The hyperbolic tangent, with a relative error below 4e-7 for all x with |x| ≥ 2⁻¹²⁶.
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
            Self::Leaky(_) | Self::Sigmoid | Self::Tanh => (ALL, Some(self)),
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
                    set.store(sigmoid(set, set.load(y)), y);
                }
            }
            Self::Tanh => {
                for y in y.chunks_mut(step) {
                    set.store(tanh(set, set.load(y)), y);
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

/// 1/(1 + e^−x).
///
/// With e^x = 2ⁿ / v it is 2ⁿ/(2ⁿ + v), here with both times 2²⁴: so the power is a normal number, or 0, where the result is
/// none any more, and the division alone rounds it. The polynomial for v has a relative error of 1.1e-7.
#[inline(always)]
fn sigmoid<S: Set>(set: S, x: S::Vector) -> S::Vector {
    const BITS: u32 = 24;
    const ONE: f32 = (1 << BITS) as f32;
    // Beyond, the result is 0 or 1. In this order NaN stays NaN on x86 too.
    let x = set.min(set.splat(71.0), set.max(set.splat(-104.5), x));
    let [power, r] = split(set, x, BITS);
    let mut p = set.splat(ONE * -8.290_315e-3);
    p = set.mul_add(p, r, set.splat(ONE * 4.189_793e-2));
    p = set.mul_add(p, r, set.splat(ONE * -0.166_676_36));
    p = set.mul_add(p, r, set.splat(ONE * 0.499_991_5));
    p = set.mul_add(p, r, set.splat(ONE * -0.999_999_74));
    // A bit more than 1 halves what `split` makes v too small by, up to 2.4e-7 where x is most negative.
    let one = set.splat(if const { S::FUSED } { ONE * (1.0 + f32::EPSILON) } else { ONE });
    set.div(power, set.mul_add(p, r, set.add(power, one)))
}

/// The hyperbolic tangent.
///
/// With e^−2x = 2ⁿ / v it is (v − 2ⁿ)/(v + 2ⁿ). The polynomial is for (v − 1)/r, with a relative error of 1.1e-8, so that
/// nothing is lost near 0.
#[inline(always)]
fn tanh<S: Set>(set: S, x: S::Vector) -> S::Vector {
    // From 10 on the result rounds to 1. In this order NaN stays NaN on x86 too.
    let x = set.min(set.splat(10.0), set.max(set.splat(-10.0), x));
    let [power, r] = split(set, set.mul(x, set.splat(-2.0)), 0);
    let mut p = set.splat(1.388_887_3e-3);
    p = set.mul_add(p, r, set.splat(-8.369_14e-3));
    p = set.mul_add(p, r, set.splat(4.166_713_8e-2));
    p = set.mul_add(p, r, set.splat(-0.166_665_06));
    p = set.mul_add(p, r, set.splat(0.499_999_98));
    p = set.mul_add(p, r, set.splat(-1.0));
    let difference = set.mul_add(p, r, set.mul_add(power, set.splat(-1.0), set.splat(1.0)));
    set.div(difference, set.mul_add(power, set.splat(2.0), difference))
}

/// 2 to the power of n + `bits`, and r, with e^x = 2ⁿ · e^r, n an integer and |r| ≤ ln 2 / 2. The power is 0 for
/// n + `bits` = −127; it may not be less, nor more than 127.
#[inline(always)]
fn split<S: Set>(set: S, x: S::Vector, bits: u32) -> [S::Vector; 2] {
    // Adding it leaves no bits for a fraction: see `Set::power_of_two`.
    let round = 12_582_912.0 + 127.0 + bits as f32;
    let rounded = set.mul_add(x, set.splat(core::f32::consts::LOG2_E), set.splat(round));
    let n = set.add(rounded, set.splat(-round));
    let r = if const { S::FUSED } {
        // The product is not rounded; ln 2 as an `f32` is 1.9e-9 too much.
        set.mul_add(n, set.splat(-core::f32::consts::LN_2), x)
    } else {
        // ln 2 in two parts, of which the first has so few bits that its product with n is exact.
        let r = set.mul_add(n, set.splat(-0.693_359_4), x);
        set.mul_add(n, set.splat(2.121_944_4e-4), r)
    };
    [set.power_of_two(rounded), r]
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

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::kernel::sweep::{self, Within, logistic, numbers};
    use crate::kernel::vector::portable::Portable;
    use crate::kernel::vector::{Kernel, Level};

    /// A function of each number, or the pools of it.
    struct Work<'a>(Function, Option<Pooling>, &'a [f32], &'a mut [f32]);

    impl Kernel for Work<'_> {
        #[inline(always)]
        fn run<S: Set>(self, set: S) {
            let Self(function, pooling, x, y) = self;
            match pooling {
                Some(pooling) => pooling.of_rows(set, function, x.as_chunks().0, y.as_chunks_mut().0),
                None => {
                    y.copy_from_slice(x);
                    function.apply(set, y, S::WIDTH);
                }
            }
        }
    }

    /// What every level computes, and the level's name.
    fn at_every_level(function: Function, pooling: Option<Pooling>, x: &[f32]) -> Vec<(&'static str, Vec<f32>)> {
        let length = if pooling.is_some() { x.len() / 4 } else { x.len() };
        let run = |level: Level| {
            let mut y = vec![f32::NAN; length];
            if !level.run(Work(function, pooling, x, &mut y)) {
                Work(function, pooling, x, &mut y).run(Portable);
            }
            (level.name(), y)
        };
        Level::all().map(run).collect()
    }

    /// A function, and its formula in `f64`.
    type Exact = (Function, fn(f64) -> f64);

    const FOUR: [Exact; 4] = [
        (Function::Sigmoid, logistic),
        (Function::Tanh, libm::tanh),
        (Function::Clamp(0.0, 6.0), |x| x.clamp(0.0, 6.0)),
        (Function::Leaky(0.25), |x| if x > 0.0 { x } else { 0.25 * x }),
    ];

    #[test]
    fn functions_keep_their_stated_errors() {
        let x = numbers();
        for (function, exact) in FOUR {
            for (level, y) in at_every_level(function, None, &x) {
                for (&x, &y) in x.iter().zip(&y) {
                    let within = Within { relative: 4e-7, absolute: 5e-45 };
                    sweep::check(&format!("{function:?}, {level}"), x, y, exact(f64::from(x)), within);
                }
            }
        }
    }

    /// Puts four numbers where one pool reads them: in lane `i % 16` of the pool's two columns in both rows.
    fn pools(fours: &[[f32; 4]]) -> Vec<f32> {
        let half = 2 * fours.len();
        let mut x = vec![0.0; 4 * fours.len()];
        for (i, &[a, b, c, d]) in fours.iter().enumerate() {
            let at = i / LANES * 2 * LANES + i % LANES;
            (x[at], x[at + LANES], x[half + at], x[half + at + LANES]) = (a, b, c, d);
        }
        x
    }

    #[test]
    fn pools_of_functions_keep_their_stated_errors() {
        let x = numbers();
        // Each number four times, and beside others from anywhere.
        let mut fours: Vec<_> = x.iter().map(|&x| [x; 4]).collect();
        for step in [1, 7, 5_003] {
            fours.extend((0..x.len()).map(|i| [0, 1, 2, 3].map(|j| x[(i + j * step) % x.len()])));
        }
        for (function, exact) in [FOUR[0], FOUR[1]] {
            for (level, y) in at_every_level(function, Some(Pooling::Mean), &pools(&fours)) {
                for (four, &y) in fours.iter().zip(&y) {
                    if four.iter().any(|x| x.is_nan()) {
                        assert!(y.is_nan(), "{level}: {y} for {four:?}");
                        continue;
                    }
                    let terms = four.map(|x| exact(f64::from(x)) / 4.0);
                    let slack = match function {
                        // A sum of positive numbers.
                        Function::Sigmoid => 4e-7 * terms.iter().sum::<f64>() + 5e-45,
                        _ => 5e-7 * terms.iter().map(|x| x.abs()).sum::<f64>() + 5e-45,
                    };
                    let error = (f64::from(y) - terms.iter().sum::<f64>()).abs();
                    assert!(error <= slack, "{level}, the mean of {function:?} of {four:?}: {y:e}, off by {error:e}");
                }
            }
        }
    }
}
