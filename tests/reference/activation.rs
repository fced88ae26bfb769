//! The activations.

use super::{Gradient, ROUNDING, Twin};
use std::f64::consts::{PI, SQRT_2};

/// A function that is applied to every element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Function {
    /// 1/(1 + e⁻ˣ).
    Sigmoid,
    /// tanh x.
    Tanh,
    /// max(x, 0).
    Relu,
    /// min(max(x, 0), 6).
    Relu6,
    /// x, or `.0`·x below 0.
    LeakyRelu(f64),
    /// x, or `.0`·(eˣ − 1) below 0.
    Elu(f64),
    /// x·Φ(x), Φ being the distribution function of the normal distribution.
    Gelu,
    /// x/2·(1 + tanh(√(2/π)·(x + 0.044715·x³))).
    GeluTanh,
    /// x/(1 + e⁻ˣ).
    Silu,
    /// min(max(`.0`·x + `.1`, 0), 1).
    HardSigmoid(f64, f64),
    /// x·min(max(x + 3, 0), 6)/6.
    HardSwish,
    /// 1.0507·x, or 1.7581·(eˣ − 1) below 0.
    Selu,
    /// x, or `.0`·(e^(x/`.0`) − 1) below 0.
    Celu(f64),
    /// x·tanh(ln(1 + eˣ)).
    Mish,
    /// ln(1 + e^(`.0`·x))/`.0`.
    Softplus(f64),
    /// x/(1 + |x|).
    Softsign,
    /// min(max(x, `.0`), `.1`).
    Clip(f64, f64),
}

/// The scale of SELU, and its α.
const SELU: [f64; 2] = [1.050_700_987_355_480_5, 1.673_263_242_354_377_2];

impl Function {
    /// f(x).
    #[must_use]
    pub fn value(self, x: f64) -> f64 {
        match self {
            Self::Sigmoid => 1.0 / (1.0 + (-x).exp()),
            Self::Tanh => x.tanh(),
            Self::Relu => x.max(0.0),
            Self::Relu6 => x.clamp(0.0, 6.0),
            Self::LeakyRelu(slope) => {
                if x < 0.0 {
                    slope * x
                } else {
                    x
                }
            }
            Self::Elu(alpha) => {
                if x < 0.0 {
                    alpha * x.exp_m1()
                } else {
                    x
                }
            }
            Self::Gelu => x * normal(x),
            // ½·(1 + tanh z) = 1/(1 + e⁻²ᶻ), without a difference of numbers that are almost the same.
            Self::GeluTanh => x / (1.0 + (-2.0 * inner(x)).exp()),
            Self::Silu => x / (1.0 + (-x).exp()),
            Self::HardSigmoid(slope, middle) => (slope * x + middle).clamp(0.0, 1.0),
            Self::Selu => SELU[0] * Self::Elu(SELU[1]).value(x),
            Self::Celu(alpha) => {
                if x < 0.0 {
                    alpha * (x / alpha).exp_m1()
                } else {
                    x
                }
            }
            // tanh(ln(1 + w)) = w·(w + 2)/(w·(w + 2) + 2), without a difference of numbers that are almost the same.
            Self::Mish => x / (1.0 + 2.0 / (x.exp() * (x.exp() + 2.0))),
            Self::Softplus(beta) => (beta * x).max(0.0) / beta + (-(beta * x).abs()).exp().ln_1p() / beta,
            Self::Softsign => {
                if x.is_infinite() {
                    x.signum()
                } else {
                    x / (1.0 + x.abs())
                }
            }
            Self::Clip(min, max) => x.clamp(min, max),
            Self::HardSwish => x * (x + 3.0).clamp(0.0, 6.0) / 6.0,
        }
    }

    /// f′(x).
    #[must_use]
    pub fn slope(self, x: f64) -> f64 {
        let inside = |yes: bool, slope: f64| if yes { slope } else { 0.0 };
        match self {
            Self::Sigmoid => (1.0 + (-x).exp()).recip() * (1.0 + x.exp()).recip(),
            Self::Tanh => x.cosh().powi(-2),
            Self::Relu => inside(x > 0.0, 1.0),
            Self::Relu6 => inside(x > 0.0 && x < 6.0, 1.0),
            Self::LeakyRelu(slope) => {
                if x > 0.0 {
                    1.0
                } else {
                    slope
                }
            }
            Self::Elu(alpha) => {
                if x > 0.0 {
                    1.0
                } else {
                    alpha * x.exp()
                }
            }
            Self::Gelu => normal(x) + x * (-0.5 * x * x).exp() / (2.0 * PI).sqrt(),
            Self::GeluTanh => {
                let derivative = (2.0 / PI).sqrt() * (1.0 + 3.0 * 0.044_715 * x * x);
                0.5 * (1.0 + inner(x).tanh()) + 0.5 * x * derivative * inner(x).cosh().powi(-2)
            }
            Self::Silu => Self::Sigmoid.value(x) + x * Self::Sigmoid.slope(x),
            Self::HardSigmoid(slope, middle) => inside(slope * x + middle > 0.0 && slope * x + middle < 1.0, slope),
            Self::Selu => SELU[0] * Self::Elu(SELU[1]).slope(x),
            Self::Celu(alpha) => {
                if x > 0.0 {
                    1.0
                } else {
                    (x / alpha).exp()
                }
            }
            Self::Mish => {
                let share = (1.0 + 2.0 / (x.exp() * (x.exp() + 2.0))).recip();
                share + x * (1.0 - share * share) * Self::Sigmoid.value(x)
            }
            Self::Softplus(beta) => Self::Sigmoid.value(beta * x),
            Self::Softsign => (1.0 + x.abs()).powi(-2),
            Self::Clip(min, max) => inside(x > min && x < max, 1.0),
            Self::HardSwish => {
                if x > 3.0 {
                    1.0
                } else {
                    inside(x > -3.0, x / 3.0 + 0.5)
                }
            }
        }
    }
}

fn normal(x: f64) -> f64 {
    0.5 * libm::erfc(-x / SQRT_2)
}

fn inner(x: f64) -> f64 {
    (2.0 / PI).sqrt() * (x + 0.044_715 * x * x * x)
}

/// A function applied to `len` elements.
#[derive(Clone, Copy, Debug)]
pub struct Activation {
    /// How many elements there are.
    pub len: usize,
    /// What is applied to them.
    pub function: Function,
}

/// What the runtime's polynomials may be off by, in roundings: they are good to about 2 units in the last place, and some
/// operations follow.
const ROUNDINGS: f64 = 12.0;

impl Twin for Activation {
    fn parameters(&self) -> usize {
        0
    }

    fn inputs(&self) -> usize {
        self.len
    }

    fn forward(&self, _: &[f64], x: &[f64]) -> Vec<f64> {
        x.iter().map(|&x| self.function.value(x)).collect()
    }

    fn backward(&self, _: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        Gradient { p: vec![], x: x.iter().zip(dy).map(|(&x, dy)| self.function.slope(x) * dy).collect() }
    }

    /// Where a function saturates its parts cancel, so the error is relative to |x| and 1, whichever is larger, not to the
    /// value.
    fn forward_slack(&self, _: &[f64], x: &[f64]) -> Vec<f64> {
        x.iter().map(|x| ROUNDINGS * ROUNDING * x.abs().max(1.0)).collect()
    }

    fn backward_slack(&self, _: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let slack = |(x, dy): (&f64, &f64)| ROUNDINGS * ROUNDING * x.abs().max(1.0) * dy.abs();
        Gradient { p: vec![], x: x.iter().zip(dy).map(slack).collect() }
    }
}
