//! What the tests of functions share: numbers from the whole range of `f32`, and how far a result may be from its formula.

/// Where the functions of this crate change their way or end: the neighbourhoods of these numbers are tried bit by bit.
const CORNERS: [f32; 36] = [
    0.0,
    0.927_734_4,
    1.0,
    3.0,
    5.1,
    5.3,
    6.0,
    9.0,
    10.0,
    10.7,
    13.0,
    14.5,
    16.6,
    17.3,
    18.0,
    25.0,
    30.0,
    71.0,
    72.1,
    83.2,
    87.0,
    87.336_55,
    87.683_1,
    88.0,
    88.376_26,
    88.722_84,
    89.0,
    89.416,
    92.6,
    93.0,
    103.278_93,
    103.972_08,
    104.0,
    104.5,
    f32::MIN_POSITIVE,
    f32::MAX,
];

/// All signs and exponents with some 800 fractions each, the neighbourhoods of the corners, infinities and NaN. Ends with zeros,
/// for a multiple of 64 numbers.
pub(crate) fn numbers() -> Vec<f32> {
    let mut numbers: Vec<f32> = (0..=u32::MAX).step_by(10_007).map(f32::from_bits).collect();
    for corner in CORNERS {
        let bits = corner.to_bits();
        for bits in bits.saturating_sub(300)..=bits + 300 {
            numbers.extend([f32::from_bits(bits), -f32::from_bits(bits)]);
        }
    }
    numbers.extend([f32::INFINITY, f32::NEG_INFINITY, f32::NAN]);
    numbers.resize(numbers.len().next_multiple_of(64), 0.0);
    numbers
}

/// How far results may be from what is exact.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Within {
    /// Relative to it, where that is a normal number.
    pub relative: f64,
    /// Where that is none, or 0.
    pub absolute: f64,
}

/// Asserts that `found` is the value of a function at `x`, which is `exact`. NaN gives NaN, and no other number does.
#[track_caller]
pub(crate) fn check(name: &str, x: f32, found: f32, exact: f64, within: Within) {
    let right = if x.is_nan() || exact.is_nan() {
        x.is_nan() && found.is_nan()
    } else if exact.abs() > f64::from(f32::MAX) {
        found.abs() >= f32::MAX && f64::from(found).signum() == exact.signum()
    } else {
        let normal = exact.abs() >= f64::from(f32::MIN_POSITIVE);
        let slack = if normal { within.relative * exact.abs() } else { within.absolute };
        (f64::from(found) - exact).abs() <= slack
    };
    let bits = x.to_bits();
    assert!(right, "{name}({x:e}), bits {bits:#x}: {found:e} instead of {exact:e}, which may be {within:?} off");
}

/// The logistic function in `f64`.
pub(crate) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + libm::exp(-x))
}

/// x·Φ(x) in `f64`, and its limits.
pub(crate) fn gelu(x: f64) -> f64 {
    x.max(-1e3) * normal(x)
}

/// Φ(x) in `f64`.
pub(crate) fn normal(x: f64) -> f64 {
    0.5 * libm::erfc(-x / core::f64::consts::SQRT_2)
}

/// z in `f64`, with x/(1 + e^−z) the gelu that is computed by tanh.
pub(crate) fn by_tanh(x: f64) -> f64 {
    2.0 * (2.0 / core::f64::consts::PI).sqrt() * (x + 0.044_715 * x * x * x)
}
