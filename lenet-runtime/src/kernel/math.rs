//! Functions of one number that `core` does not have.
//!
//! [`exp`] and what is built on it have no branch, no table and no call, so that a loop over them becomes vector
//! instructions. Their stated errors are relative and proved by the tests below. [`fused`] holds the same functions for CPUs
//! that multiply and add in one instruction.

mod normal;

pub(crate) mod double;
pub(crate) mod winograd;

pub use normal::{gelu, gelu_slope, gelu_tanh, gelu_tanh_slope};

/// e^x, with a relative error below 1e-7 wherever the result is a normal number.
///
/// Overflows to infinity above 88.72 and underflows through the subnormal numbers to zero below −103.97; NaN stays NaN.
///
/// Source of the polynomial: Moshier, *Cephes Mathematical Library*, `expf`.
#[inline(always)]
#[must_use]
pub fn exp(x: f32) -> f32 {
    assemble::<false>(reduce::<false>(x.clamp(-104.0, 89.0)))
}

/// e^x, as [`exp`], of a product that an `f32` would round: an error of x is a relative error of e^x.
#[inline(always)]
#[must_use]
pub fn exp_wide(x: f64) -> f32 {
    assemble::<false>(reduce_wide::<false>(x.clamp(-104.0, 89.0)))
}

/// 2ⁿ · e^r.
#[inline(always)]
fn assemble<const FUSED: bool>((n, r): (i32, f32)) -> f32 {
    // 2ⁿ itself need not be a normal number, its two halves are.
    let half = n >> 1;
    (exp_m1_near_0::<FUSED>(r) + 1.0) * power_of_two(half) * power_of_two(n.wrapping_sub(half))
}

/// e^x − 1, with a relative error below 1.5e-7 for all x with |x| ≥ 2⁻¹²⁶, however near to zero.
#[inline(always)]
#[must_use]
pub fn exp_m1(x: f32) -> f32 {
    exp_m1_with::<false>(x)
}

/// The logistic function 1/(1 + e^−x), with a relative error below 2e-7 wherever the result is a normal number. Below that
/// it is off by less than 2⁻¹⁴⁹, the smallest number there is.
#[inline(always)]
#[must_use]
pub fn sigmoid(x: f32) -> f32 {
    sigmoid_with::<false>(x)
}

/// x times the logistic function, with a relative error below 3e-7 wherever the result is a normal number. Below that it is
/// off by less than 1e-43. At −∞ it is the limit, 0.
#[inline(always)]
#[must_use]
pub fn silu(x: f32) -> f32 {
    silu_with::<false>(x)
}

/// The derivative of [`silu`], with an absolute error below 3e-7.
#[inline(always)]
#[must_use]
pub fn silu_slope(x: f32) -> f32 {
    let x = x.clamp(LEAST, MOST);
    let [p, c] = logistic::<false>(x);
    slope_of_product(x, 1.0, [p, c])
}

/// The hyperbolic tangent, with a relative error below 2e-7 for all x with |x| ≥ 2⁻¹²⁶, however near to zero.
#[inline(always)]
#[must_use]
pub fn tanh(x: f32) -> f32 {
    tanh_with::<false>(x)
}

/// Functions with the errors stated for their namesakes, made of fused multiply-adds: half of the instructions on a CPU
/// that has such, but calls of a slow function on another one. Without `std` they are their namesakes.
pub mod fused {
    pub use super::normal::fused::{gelu, gelu_tanh};

    /// The logistic function 1/(1 + e^−x).
    #[inline(always)]
    #[must_use]
    pub fn sigmoid(x: f32) -> f32 {
        super::sigmoid_with::<true>(x)
    }

    /// x times the logistic function.
    #[inline(always)]
    #[must_use]
    pub fn silu(x: f32) -> f32 {
        super::silu_with::<true>(x)
    }

    /// The hyperbolic tangent.
    #[inline(always)]
    #[must_use]
    pub fn tanh(x: f32) -> f32 {
        super::tanh_with::<true>(x)
    }
}

#[inline(always)]
fn exp_m1_with<const FUSED: bool>(x: f32) -> f32 {
    let (n, r) = reduce::<FUSED>(x.clamp(-30.0, 89.0));
    let q = exp_m1_near_0::<FUSED>(r);
    // With 2ⁿ⁻¹ in place of 2ⁿ nothing overflows before the result does.
    let half = power_of_two(n.wrapping_sub(1));
    2.0 * mul_add::<FUSED>(half, q, half - 0.5)
}

/// Where the logistic function has become 0 and 1, and 2ⁿ⁺²⁴ below is 0 and finite.
const LEAST: f32 = -104.5;
const MOST: f32 = 71.0;

/// p and c with σ(x) = p/(p + c) and 1 − σ(x) = c/(p + c), for x from [`LEAST`] to [`MOST`].
///
/// With e^−x = 2⁻ⁿ · e^r they are 2ⁿ and e^r, both times 2²⁴: so p is a normal number, or 0, where σ(x) is none any more, and the
/// division alone rounds it.
#[inline(always)]
fn logistic<const FUSED: bool>(x: f32) -> [f32; 2] {
    of_exp::<FUSED>(reduce::<FUSED>(-x))
}

/// [`logistic`] from n and r with e^−x = 2ⁿ · e^r.
#[inline(always)]
fn of_exp<const FUSED: bool>((n, r): (i32, f32)) -> [f32; 2] {
    [power_of_two(24_i32.wrapping_sub(n)), scaled_exp_near_0::<FUSED>(r, (1 << 24) as f32)]
}

#[inline(always)]
fn sigmoid_with<const FUSED: bool>(x: f32) -> f32 {
    let [p, c] = logistic::<FUSED>(x.clamp(LEAST, MOST));
    p / (p + c)
}

#[inline(always)]
fn silu_with<const FUSED: bool>(x: f32) -> f32 {
    // Bounded below, so that −∞ meets no 0.
    let bounded = if x < LEAST { LEAST } else { x };
    let [p, c] = logistic::<FUSED>(bounded);
    // The product first: it is a normal number where σ(x) is none. From 18 on σ(x) rounds to 1.
    if x > 18.0 { x } else { bounded * p / (p + c) }
}

/// The derivative of x·σ(z), σ(z) · (1 + x·`derivative` · (1 − σ(z))), where z has this derivative, and p and c belong to z.
#[inline(always)]
fn slope_of_product(x: f32, derivative: f32, [p, c]: [f32; 2]) -> f32 {
    p / (p + c) * (1.0 + x * derivative * (c / (p + c)))
}

#[inline(always)]
fn tanh_with<const FUSED: bool>(x: f32) -> f32 {
    // From 10 on the result rounds to 1.
    let t = exp_m1_with::<FUSED>(2.0 * x.clamp(-10.0, 10.0).abs());
    (t / (t + 2.0)).copysign(x)
}

/// √x, correctly rounded.
#[inline(always)]
#[must_use]
pub fn sqrt(x: f32) -> f32 {
    // The standard library's becomes one instruction, which vectorizes. The other one rounds twice, which for a root is the same
    // as once: no root of an `f32` is so near to the middle between two.
    #[cfg(feature = "std")]
    return x.sqrt();
    #[cfg(not(feature = "std"))]
    return double::sqrt(f64::from(x)) as f32;
}

/// The natural logarithm, with a relative error below 6e-8, half a step.
#[inline(always)]
#[must_use]
pub fn ln(x: f32) -> f32 {
    double::ln(f64::from(x)) as f32
}

/// ln(1 + x), with a relative error below 6e-8, however near to zero x is.
#[inline(always)]
#[must_use]
pub fn ln_1p(x: f32) -> f32 {
    double::ln_1p(f64::from(x)) as f32
}

/// 1.5·2²³. Adding it leaves no bits for a fraction, so it rounds to the nearest integer, found in the lowest bits.
const ROUND: f32 = 12_582_912.0;

/// n and r with e^x = 2ⁿ · e^r, n an integer and |r| ≤ ln 2 / 2.
#[inline(always)]
fn reduce<const FUSED: bool>(x: f32) -> (i32, f32) {
    // ln 2 in two parts, of which the first has so few bits that its product with n is exact.
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;

    let rounded = mul_add::<FUSED>(x, core::f32::consts::LOG2_E, ROUND);
    let n = (rounded.to_bits() as i32).wrapping_sub(ROUND.to_bits() as i32);
    let integer = rounded - ROUND;
    let r = mul_add::<FUSED>(integer, -LN_2_LOW, mul_add::<FUSED>(integer, -LN_2_HIGH, x));
    (n, r)
}

/// [`reduce`] for a number of which an `f32` would not have enough digits: an error of its argument is one of e^x.
#[inline(always)]
fn reduce_wide<const FUSED: bool>(x: f64) -> (i32, f32) {
    let rounded = mul_add::<FUSED>(x as f32, core::f32::consts::LOG2_E, ROUND);
    let n = (rounded.to_bits() as i32).wrapping_sub(ROUND.to_bits() as i32);
    let r = x - f64::from(rounded - ROUND) * core::f64::consts::LN_2;
    (n, r as f32)
}

/// e^r − 1 for |r| ≤ ln 2 / 2.
#[inline(always)]
fn exp_m1_near_0<const FUSED: bool>(r: f32) -> f32 {
    let mut p = 1.987_569_1e-4;
    p = mul_add::<FUSED>(p, r, 1.398_199_9e-3);
    p = mul_add::<FUSED>(p, r, 8.333_452e-3);
    p = mul_add::<FUSED>(p, r, 4.166_579_6e-2);
    p = mul_add::<FUSED>(p, r, 0.166_666_66);
    p = mul_add::<FUSED>(p, r, 0.5);
    mul_add::<FUSED>(p, r * r, r)
}

/// `scale` · e^r for |r| ≤ ln 2 / 2, by the same polynomial.
#[inline(always)]
fn scaled_exp_near_0<const FUSED: bool>(r: f32, scale: f32) -> f32 {
    let mut p = scale * 1.987_569_1e-4;
    p = mul_add::<FUSED>(p, r, scale * 1.398_199_9e-3);
    p = mul_add::<FUSED>(p, r, scale * 8.333_452e-3);
    p = mul_add::<FUSED>(p, r, scale * 4.166_579_6e-2);
    p = mul_add::<FUSED>(p, r, scale * 0.166_666_66);
    p = mul_add::<FUSED>(p, r, scale * 0.5);
    p = mul_add::<FUSED>(p, r, scale);
    mul_add::<FUSED>(p, r, scale)
}

/// a·b + c, rounded once if `FUSED`.
#[inline(always)]
fn mul_add<const FUSED: bool>(a: f32, b: f32, c: f32) -> f32 {
    #[cfg(feature = "std")]
    if FUSED {
        return a.mul_add(b, c);
    }
    a * b + c
}

/// 2ⁿ for −127 < n < 128; 0 for −127 and infinity for 128.
#[inline(always)]
fn power_of_two(n: i32) -> f32 {
    // NaN arrives here with a meaningless n; what it gives is multiplied by NaN.
    f32::from_bits((n.wrapping_add(127) << 23) as u32)
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::kernel::sweep::{self, Within, logistic, numbers};

    /// Compares functions with `exact` over the whole range. The errors are those that their documentation states.
    fn keep(name: &str, functions: &[fn(f32) -> f32], exact: fn(f64) -> f64, relative: f64, absolute: f64) {
        for x in numbers() {
            for f in functions {
                sweep::check(name, x, f(x), exact(f64::from(x)), Within { relative, absolute });
            }
        }
    }

    /// The smallest number, and then some for the rounding of the bound itself.
    const LEAST: f64 = 1.41e-45;

    #[test]
    fn exp_keeps_its_stated_error() {
        keep("exp", &[exp, |x| exp_wide(f64::from(x))], libm::exp, 1e-7, LEAST);
        keep("exp_m1", &[exp_m1], libm::expm1, 1.5e-7, LEAST);
    }

    #[test]
    fn sigmoid_keeps_its_stated_error() {
        keep("sigmoid", &[sigmoid, fused::sigmoid], logistic, 2e-7, LEAST);
    }

    #[test]
    fn silu_keeps_its_stated_error() {
        keep("silu", &[silu, fused::silu], |x| x.max(-1e3) * logistic(x), 3e-7, 1e-43);
    }

    #[test]
    fn gelu_keeps_its_stated_error() {
        keep("gelu", &[gelu, fused::gelu], sweep::gelu, 4e-7, 1e-43);
        let exact = |x: f64| x.max(-1e3) * logistic(sweep::by_tanh(x));
        keep("gelu_tanh", &[gelu_tanh, fused::gelu_tanh], exact, 3e-7, 1e-43);
    }

    #[test]
    fn tanh_keeps_its_stated_error() {
        keep("tanh", &[tanh, fused::tanh], libm::tanh, 2e-7, LEAST);
    }

    #[test]
    fn roots_and_logarithms_are_rounded_once_or_nearly_so() {
        // Half a step of the numbers from 1 to 2, and then some for what was rounded before.
        let within = Within { relative: 5.97e-8, absolute: LEAST / 2.0 };
        for x in numbers() {
            let (root, logarithm) = (f64::from(x).sqrt() as f32, libm::log(f64::from(x)));
            assert!(sqrt(x) == root || sqrt(x).is_nan() && root.is_nan(), "{x}");
            if x >= 0.0 {
                sweep::check("ln", x, ln(x), logarithm, within);
            }
            if x >= -1.0 {
                sweep::check("ln_1p", x, ln_1p(x), libm::log1p(f64::from(x)), within);
            }
        }
        assert!(ln(-1.0).is_nan() && ln_1p(-1.1).is_nan() && ln(f32::NAN).is_nan() && ln_1p(f32::NAN).is_nan());
        assert_eq!((ln(0.0), ln(-0.0), ln_1p(-1.0)), (f32::NEG_INFINITY, f32::NEG_INFINITY, f32::NEG_INFINITY));
    }

    #[test]
    fn exp_is_right_at_the_ends() {
        assert_eq!(exp(0.0), 1.0);
        assert_eq!(exp(-0.0), 1.0);
        assert_eq!(exp(f32::INFINITY), f32::INFINITY);
        assert_eq!(exp(f32::NEG_INFINITY), 0.0);
        assert!(exp(f32::NAN).is_nan() && exp(-f32::NAN).is_nan());
        assert_eq!(exp(f32::MAX), f32::INFINITY);
        assert_eq!(exp(f32::MIN), 0.0);
        assert!(exp(88.72).is_finite());
        assert_eq!(exp(88.73), f32::INFINITY);
        assert!(exp(-103.9) > 0.0);
        assert_eq!(exp(-104.0), 0.0);
        // Subnormal results are off by at most one of their steps of 2⁻¹⁴⁹.
        for i in 0..1000 {
            let x = -87.4 - i as f32 * 0.0167;
            assert!((f64::from(exp(x)) - libm::exp(f64::from(x))).abs() <= libm::exp2(-149.0), "{x}");
        }
    }

    #[test]
    fn saturating_functions_are_right_at_the_ends() {
        for (x, s, t, m) in [(f32::INFINITY, 1.0, 1.0, f32::INFINITY), (f32::NEG_INFINITY, 0.0, -1.0, -1.0)] {
            assert_eq!((sigmoid(x), tanh(x), exp_m1(x)), (s, t, m));
        }
        assert!(sigmoid(f32::NAN).is_nan() && tanh(f32::NAN).is_nan() && exp_m1(f32::NAN).is_nan());
        assert_eq!((sigmoid(0.0), tanh(0.0), exp_m1(0.0)), (0.5, 0.0, 0.0));
        assert!(tanh(-0.0).is_sign_negative());
        assert!(exp_m1(88.72).is_finite() && exp_m1(88.73).is_infinite());
    }
}
