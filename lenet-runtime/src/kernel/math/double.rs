//! Functions of an `f64` that `core` does not have. An `f32` computed by them is rounded once, or nearly so, and has the same bits
//! on every system.

use core::f64::consts::{FRAC_PI_2, LN_2, SQRT_2};

/// √x, correctly rounded.
#[inline(always)]
#[must_use]
pub(crate) fn sqrt(x: f64) -> f64 {
    // The standard library's becomes one instruction; both round correctly, so they agree.
    #[cfg(feature = "std")]
    return x.sqrt();
    #[cfg(not(feature = "std"))]
    return root_of_integer(x);
}

/// √x by the root of an integer, for builds without `std`.
#[cfg(any(test, not(feature = "std")))]
fn root_of_integer(x: f64) -> f64 {
    const TWO_54: f64 = (1_u64 << 54) as f64;
    if x.is_nan() || x < 0.0 {
        return f64::NAN;
    }
    if x == 0.0 || x == f64::INFINITY {
        return x;
    }
    if x < f64::MIN_POSITIVE {
        return root_of_integer(x * TWO_54) / (1_u64 << 27) as f64;
    }
    // x = m · 2ᵉ, with an even e and an m of up to 118 bits, whose root has more bits than an `f64`.
    let exponent = (x.to_bits() >> 52) as i32 - 1075;
    let fraction = u128::from(x.to_bits() & ((1 << 52) - 1) | 1 << 52);
    let (m, e) = (fraction << (64 + (exponent & 1)), (exponent & !1) - 64);
    let root = m.isqrt();
    // A last bit that stands for all that follow, so that the conversion rounds as if it saw them.
    let root = root | u128::from(root * root != m);
    // 2^(e/2), by its exponent alone.
    root as f64 * f64::from_bits(((e / 2 + 1023) as u64) << 52)
}

/// The natural logarithm, with a relative error below 1e-15. No subnormal number is expected, and every `f32` is a normal one.
///
/// x = 2ⁿ·m with m from √½ to √2, and ln m = 2·artanh((m − 1)/(m + 1)) by its series.
#[inline(always)]
#[must_use]
pub(crate) fn ln(x: f64) -> f64 {
    const SQRT_HALF: i64 = (SQRT_2 / 2.0).to_bits() as i64;
    let bits = x.to_bits() as i64;
    let n = bits.wrapping_sub(SQRT_HALF) >> 52;
    let m = f64::from_bits(bits.wrapping_sub(n << 52) as u64);
    let s = (m - 1.0) / (m + 1.0);
    let z = s * s;
    let mut sum = 1.0 / 23.0;
    let mut k = 21;
    while k > 1 {
        sum = sum * z + 1.0 / f64::from(k);
        k -= 2;
    }
    let positive = if x > 0.0 { n as f64 * LN_2 + (2.0 * s + 2.0 * s * z * sum) } else { f64::NAN };
    let finite = if x == f64::INFINITY { x } else { positive };
    if x == 0.0 { f64::NEG_INFINITY } else { finite }
}

/// ln(1 + x), with a relative error below 1e-15, however near to zero x is.
#[inline(always)]
#[must_use]
pub(crate) fn ln_1p(x: f64) -> f64 {
    let y = 1.0 + x;
    // What the sum lost, by the slope 1/y. At the ends, where y is 0 or infinite, that would be no number.
    let lost = (x - (y - 1.0)) / y;
    ln(y) + if lost.is_finite() { lost } else { 0.0 }
}

/// Sine and cosine of an angle from −10 to 10, with an absolute error below 2e-15.
///
/// The angle is one of a quarter turn, between −π/4 and π/4, and a number of quarter turns.
#[inline]
#[must_use]
pub(crate) fn sin_cos(angle: f64) -> (f64, f64) {
    let quarters = (angle / FRAC_PI_2 + 0.5 * angle.signum()) as i32;
    let r = angle - f64::from(quarters) * FRAC_PI_2;
    let (mut sin, mut cos) = (1.0, 1.0);
    // The series of Taylor from their 17th and 16th terms on inwards: 1 − r²/(2·3) · (1 − r²/(4·5) · …).
    let mut k = 16.0;
    while k > 0.0 {
        sin = 1.0 - r * r / (k * (k + 1.0)) * sin;
        cos = 1.0 - r * r / (k * (k - 1.0)) * cos;
        k -= 2.0;
    }
    sin *= r;
    match quarters & 3 {
        0 => (sin, cos),
        1 => (cos, -sin),
        2 => (-sin, -cos),
        _ => (-cos, sin),
    }
}

/// xⁿ by squaring, with a relative error below n · 2e-16.
#[must_use]
pub(crate) fn powi(mut x: f64, mut n: u64) -> f64 {
    let mut product = 1.0;
    while n > 0 {
        if n & 1 == 1 {
            product *= x;
        }
        x *= x;
        n >>= 1;
    }
    product
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::kernel::sweep::numbers;

    fn near(name: &str, x: f64, found: f64, exact: f64, error: f64) {
        assert!((found - exact).abs() <= error, "{name}({x:e}) is {found:e} instead of {exact:e}");
    }

    #[test]
    fn both_roots_are_rounded_correctly() {
        for x in numbers() {
            // The squares reach far beyond the numbers of an `f32`.
            for x in [f64::from(x), f64::from(x) * f64::from(x), f64::from(x).powi(7), f64::from(x) / 3.0] {
                let (root, exact) = (root_of_integer(x), x.sqrt());
                assert!(root.to_bits() == exact.to_bits() || root.is_nan() && exact.is_nan(), "{x:e}: {root:e}");
            }
        }
        for x in [5e-324, 1.7e-308, f64::MIN_POSITIVE, f64::MAX, -0.0, 4.0, 9.0] {
            assert_eq!(root_of_integer(x).to_bits(), x.sqrt().to_bits(), "{x:e}");
        }
    }

    #[test]
    fn logarithms_keep_their_stated_error() {
        for x in numbers().into_iter().map(f64::from) {
            if x > 0.0 && x.is_finite() {
                for x in [x, x * x, 1.0 + x * 1e-9, 1.0 / (1.0 + x)] {
                    if x >= f64::MIN_POSITIVE && x.is_finite() {
                        near("ln", x, ln(x), libm::log(x), 1e-15 * libm::log(x).abs());
                    }
                }
            }
            if x > -1.0 && x.is_finite() {
                near("ln_1p", x, ln_1p(x), libm::log1p(x), 1e-15 * libm::log1p(x).abs());
            }
        }
    }

    #[test]
    fn angles_keep_their_stated_error() {
        for i in -10_000..=10_000 {
            let angle = f64::from(i) * 1e-3;
            let ((sin, cos), exact) = (sin_cos(angle), libm::sincos(angle));
            near("sin", angle, sin, exact.0, 2e-15);
            near("cos", angle, cos, exact.1, 2e-15);
        }
        assert_eq!(sin_cos(core::f64::consts::PI), (-0.0, -1.0));
    }

    #[test]
    fn powers_keep_their_stated_error() {
        for x in [0.0, 0.5, 0.9, 0.999, 1.0, -1.001] {
            for n in [0, 1, 2, 3, 10, 999, 40_000] {
                let exact = libm::pow(x, n as f64);
                near("powi", x, powi(x, n), exact, exact.abs() * n as f64 * 2e-16);
            }
        }
        assert_eq!((powi(0.999, u64::MAX), powi(1.0, u64::MAX), powi(2.0, 1 << 20)), (0.0, 1.0, f64::INFINITY));
    }
}
