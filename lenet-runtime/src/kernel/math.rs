//! Functions of one number that `core` does not have.
//!
//! [`exp`] and what is built on it have no branch, no table and no call, so that a loop over them becomes vector
//! instructions. Their stated errors are relative and proved by the tests below. [`fused`] holds the same functions for CPUs
//! that multiply and add in one instruction.

/// e^x, with a relative error below 1e-7 wherever the result is a normal number.
///
/// Overflows to infinity above 88.72 and underflows through the subnormal numbers to zero below −103.97; NaN stays NaN.
///
/// Source of the polynomial: Moshier, *Cephes Mathematical Library*, `expf`.
#[inline(always)]
#[must_use]
pub fn exp(x: f32) -> f32 {
    let (n, q) = reduce::<false>(x.clamp(-104.0, 89.0));
    // 2ⁿ itself need not be a normal number, its two halves are.
    let half = n >> 1;
    (q + 1.0) * power_of_two(half) * power_of_two(n.wrapping_sub(half))
}

/// e^x − 1, with a relative error below 1.5e-7 for all x with |x| ≥ 2⁻¹²⁶, however near to zero.
#[inline(always)]
#[must_use]
pub fn exp_m1(x: f32) -> f32 {
    exp_m1_with::<false>(x)
}

/// The logistic function 1/(1 + e^−x), with a relative error below 2e-7 for x ≥ −87.3; below that the result is less
/// than the smallest normal number, and 0 for x < −88.4.
#[inline(always)]
#[must_use]
pub fn sigmoid(x: f32) -> f32 {
    sigmoid_with::<false>(x)
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
    /// The logistic function 1/(1 + e^−x).
    #[inline(always)]
    #[must_use]
    pub fn sigmoid(x: f32) -> f32 {
        super::sigmoid_with::<true>(x)
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
    let (n, q) = reduce::<FUSED>(x.clamp(-30.0, 89.0));
    // With 2ⁿ⁻¹ in place of 2ⁿ nothing overflows before the result does.
    let half = power_of_two(n.wrapping_sub(1));
    2.0 * mul_add::<FUSED>(half, q, half - 0.5)
}

#[inline(always)]
fn sigmoid_with<const FUSED: bool>(x: f32) -> f32 {
    // At the ends 2ⁿ becomes 0 and infinity, and the result 1 and 0.
    let (n, q) = reduce::<FUSED>((-x).clamp(-88.0, 89.0));
    let power = power_of_two(n);
    1.0 / (1.0 + mul_add::<FUSED>(power, q, power))
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
    // The standard library's becomes one instruction, which vectorizes; both round correctly, so they agree.
    #[cfg(feature = "std")]
    return x.sqrt();
    #[cfg(not(feature = "std"))]
    return libm::sqrtf(x);
}

/// The natural logarithm.
#[inline(always)]
#[must_use]
pub fn ln(x: f32) -> f32 {
    libm::logf(x)
}

/// The error function 2/√π · ∫₀ˣ e^−t² dt, with a relative error below 1.5e-7 for all x with |x| ≥ 2⁻¹²⁶, however near
/// to zero.
///
/// Source of both polynomials: Juffa, answer to *Faster implementation of the error function in single precision*,
/// Stack Overflow.
#[inline(always)]
#[must_use]
pub fn erf(x: f32) -> f32 {
    let (t, s) = (x.abs(), x * x);

    let mut near = -5.967_617e-4;
    near = near * s + 4.991_194_2e-3;
    near = near * s - 2.676_813_5e-2;
    near = near * s + 0.112_819_925;
    near = near * s - 0.376_125_34;
    near = near * s + 0.128_379_17;

    let mut far = (-1.728_534_7e-5 * t + 3.831_971_3e-4) * s + (-3.883_964_4e-3 * t + 2.425_462_2e-2);
    far = far * t - 0.106_777_88;
    far = far * t - 0.634_846_7;
    far = far * t - 0.128_717_51;
    let far = 1.0 - exp(far * t - t);

    if t > 0.927_734_4 { far.copysign(x) } else { near * x + x }
}

/// n and q with e^x = 2ⁿ · (1 + q), where |x − n·ln 2| ≤ ln 2 / 2, so that −0.3 < q < 0.42.
#[inline(always)]
fn reduce<const FUSED: bool>(x: f32) -> (i32, f32) {
    // ln 2 in two parts, of which the first has so few bits that its product with n is exact.
    const LN_2_HIGH: f32 = 0.693_359_4;
    const LN_2_LOW: f32 = -2.121_944_4e-4;
    // Adding 1.5·2²³ leaves no bits for a fraction, so it rounds to the nearest integer, found in the lowest bits.
    const ROUND: f32 = 12_582_912.0;

    let rounded = mul_add::<FUSED>(x, core::f32::consts::LOG2_E, ROUND);
    let n = (rounded.to_bits() as i32).wrapping_sub(ROUND.to_bits() as i32);
    let integer = rounded - ROUND;
    let r = mul_add::<FUSED>(integer, -LN_2_LOW, mul_add::<FUSED>(integer, -LN_2_HIGH, x));
    let mut p = 1.987_569_1e-4;
    p = mul_add::<FUSED>(p, r, 1.398_199_9e-3);
    p = mul_add::<FUSED>(p, r, 8.333_452e-3);
    p = mul_add::<FUSED>(p, r, 4.166_579_6e-2);
    p = mul_add::<FUSED>(p, r, 0.166_666_66);
    p = mul_add::<FUSED>(p, r, 0.5);
    (n, mul_add::<FUSED>(p, r * r, r))
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

#[cfg(test)]
mod tests {
    use super::*;

    /// The largest relative error of `f` where `exact` is a normal number, over all signs, exponents and one of 1009
    /// fractions.
    fn worst(f: fn(f32) -> f32, exact: fn(f64) -> f64, domain: impl Fn(f32) -> bool) -> f64 {
        let mut worst = 0.0;
        for bits in (0..=u32::MAX).step_by(1009) {
            let x = f32::from_bits(bits);
            let exact = exact(f64::from(x));
            let normal = f64::from(f32::MIN_POSITIVE)..=f64::from(f32::MAX);
            if x.is_finite() && domain(x) && normal.contains(&exact.abs()) {
                let error = (f64::from(f(x)) - exact).abs() / exact.abs();
                assert!(!error.is_nan(), "{x} gives {}", f(x));
                worst = f64::max(worst, error);
            }
        }
        worst
    }

    fn normal(x: f32) -> bool {
        x.is_normal()
    }

    #[test]
    fn exp_keeps_its_stated_error() {
        let error = worst(exp, libm::exp, |_| true);
        assert!(error < 1e-7, "{error:e}");
    }

    #[test]
    fn exp_m1_keeps_its_stated_error() {
        let error = worst(exp_m1, libm::expm1, normal);
        assert!(error < 1.5e-7, "{error:e}");
    }

    #[test]
    fn sigmoid_keeps_its_stated_error() {
        for sigmoid in [sigmoid, fused::sigmoid] {
            let error = worst(sigmoid, |x| 1.0 / (1.0 + libm::exp(-x)), |x| x >= -87.3);
            assert!(error < 2e-7, "{error:e}");
        }
    }

    #[test]
    fn tanh_keeps_its_stated_error() {
        for tanh in [tanh, fused::tanh] {
            let error = worst(tanh, libm::tanh, normal);
            assert!(error < 2e-7, "{error:e}");
        }
    }

    #[test]
    fn erf_keeps_its_stated_error() {
        let error = worst(erf, libm::erf, normal);
        assert!(error < 1.5e-7, "{error:e}");
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
            assert!((erf(x) - t).abs() < 1e-7);
        }
        assert!(erf(f32::NAN).is_nan());
        assert!(sigmoid(f32::NAN).is_nan() && tanh(f32::NAN).is_nan() && exp_m1(f32::NAN).is_nan());
        assert_eq!((sigmoid(0.0), tanh(0.0), exp_m1(0.0)), (0.5, 0.0, 0.0));
        assert!(tanh(-0.0).is_sign_negative());
        assert!(exp_m1(88.72).is_finite() && exp_m1(88.73).is_infinite());
    }
}
