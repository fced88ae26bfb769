//! The normal distribution Φ, and the Gaussian error linear units that are made of it.

use super::{assemble, mul_add, of_exp, reduce_wide, slope_of_product};
use core::f32::consts::{FRAC_1_SQRT_2, FRAC_2_SQRT_PI};

/// x·Φ(x), with a relative error below 4e-7 wherever the result is a normal number. Below that it is off by less than 1e-43.
/// At −∞ it is the limit, 0.
#[inline(always)]
#[must_use]
pub fn gelu(x: f32) -> f32 {
    gelu_with::<false>(x)
}

/// The derivative Φ(x) + x·φ(x) of [`gelu`], with an absolute error below 3e-7.
#[inline(always)]
#[must_use]
pub fn gelu_slope(x: f32) -> f32 {
    let t = x.abs();
    let t = if t > END { END } else { t };
    // Φ(−t) − t·φ(t) = e^(−t²/2) · (m(t) − t/√2π); that of t is 1 less that.
    let density = 0.5 * FRAC_2_SQRT_PI * FRAC_1_SQRT_2;
    let slope = bell::<false>(t) * (mills::<false>(t) - t * density);
    if x < 0.0 { slope } else { 1.0 - slope }
}

/// x·½·(1 + tanh(√(2/π)·(x + 0.044715·x³))), with a relative error below 3e-7 wherever the result is a normal
/// number. Below that it is off by less than 1e-43. At −∞ it is the limit, 0.
#[inline(always)]
#[must_use]
pub fn gelu_tanh(x: f32) -> f32 {
    gelu_tanh_with::<false>(x)
}

/// The derivative of [`gelu_tanh`], with an absolute error below 3e-7.
#[inline(always)]
#[must_use]
pub fn gelu_tanh_slope(x: f32) -> f32 {
    let x = x.clamp(TANH_LEAST, 9.0);
    let derivative = 2.0 * SCALE as f32 + (6.0 * SCALE * CUBIC) as f32 * (x * x);
    slope_of_product(x, derivative, of_exp::<false>(reduce_wide::<false>(-exponent(x))))
}

/// The functions made of fused multiply-adds.
pub mod fused {
    /// x·Φ(x).
    #[inline(always)]
    #[must_use]
    pub fn gelu(x: f32) -> f32 {
        super::gelu_with::<true>(x)
    }

    /// x·½·(1 + tanh(√(2/π)·(x + 0.044715·x³))).
    #[inline(always)]
    #[must_use]
    pub fn gelu_tanh(x: f32) -> f32 {
        super::gelu_tanh_with::<true>(x)
    }
}

/// From −END down x·Φ(x) is 0.
const END: f32 = 14.5;

#[inline(always)]
fn gelu_with<const FUSED: bool>(x: f32) -> f32 {
    let bounded = if x < -END { -END } else { x };
    let t = bounded.abs();
    // In this order, because Φ(x) need not be a normal number where x·Φ(x) is one.
    let tail = bounded * mills::<FUSED>(t) * bell::<FUSED>(t);
    let value = if x < 0.0 { tail } else { x - tail };
    // From 6 on Φ(x) rounds to 1.
    if x > 6.0 { x } else { value }
}

/// e^(−t²/2) for t ≤ [`END`].
#[inline(always)]
fn bell<const FUSED: bool>(t: f32) -> f32 {
    // t² has twice the digits of t.
    let t = f64::from(t);
    assemble::<FUSED>(reduce_wide::<FUSED>(-0.5 * t * t))
}

/// Mills' ratio Φ(−t)/φ(t) over √2π, so that Φ(−t) = e^(−t²/2) · m(t), for 0 ≤ t ≤ [`END`].
///
/// A quotient of two polynomials with positive coefficients, so that nothing cancels, fitted for the least relative error, which
/// is 6e-9.
#[inline(always)]
fn mills<const FUSED: bool>(t: f32) -> f32 {
    // Even and odd powers apart: fewer roundings follow one another than in one chain.
    let s = t * t;
    let p = mul_add::<FUSED>(mul_add::<FUSED>(6.309_387e-2, s, 2.805_755), s, 7.649_893_8);
    let p = mul_add::<FUSED>(mul_add::<FUSED>(0.622_454_6, s, 6.708_915_7), t, p);
    let q = mul_add::<FUSED>(mul_add::<FUSED>(1.560_359_8, s, 18.407_576), s, 15.299_787_5);
    let odd = mul_add::<FUSED>(mul_add::<FUSED>(0.158_151_08, s, 7.188_863_3), s, 25.625_301);
    p / mul_add::<FUSED>(odd, t, q)
}

/// √(2/π).
const SCALE: f64 = 0.797_884_560_802_865_4;
const CUBIC: f64 = 0.044_715;

/// From here down x·½·(1 + tanh(…)) is 0.
const TANH_LEAST: f32 = -10.7;

/// z with ½·(1 + tanh(√(2/π)·(x + 0.044715·x³))) = 1/(1 + e^−z), which an `f32` would not have enough digits for.
#[inline(always)]
fn exponent(x: f32) -> f64 {
    let x = f64::from(x);
    x * (2.0 * SCALE + 2.0 * SCALE * CUBIC * (x * x))
}

#[inline(always)]
fn gelu_tanh_with<const FUSED: bool>(x: f32) -> f32 {
    let bounded = if x < TANH_LEAST { TANH_LEAST } else { x };
    let [p, c] = of_exp::<FUSED>(reduce_wide::<FUSED>(-exponent(bounded)));
    // The product first: it is a normal number where σ(z) is none. From 6 on σ(z) rounds to 1.
    if x > 6.0 { x } else { bounded * p / (p + c) }
}
