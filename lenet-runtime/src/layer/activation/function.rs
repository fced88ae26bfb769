//! The functions themselves, and their slopes.

use super::Activation;
use crate::kernel::function::Function;
use crate::kernel::math::{self, exp_m1, fused, sigmoid, tanh};
use crate::layer::module::Saves;

/// x itself, where a layer wants an activation and there is none.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Identity;

impl Activation for Identity {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        Some(Function::Identity)
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        x
    }

    #[inline(always)]
    fn slope(&self, _: f32) -> f32 {
        1.0
    }
}

/// The logistic function 1/(1 + e^−x), with a relative error below 2e-7 (see [`math::sigmoid`](crate::kernel::math::sigmoid)).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sigmoid;

impl Sigmoid {
    /// The same as the kernels know it.
    #[must_use]
    pub const fn in_kernel(self) -> Function {
        Function::Sigmoid
    }
}

impl Activation for Sigmoid {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        Some(self.in_kernel())
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        sigmoid(x)
    }

    #[inline(always)]
    fn fused(&self, x: f32) -> f32 {
        fused::sigmoid(x)
    }

    #[inline(always)]
    fn slope(&self, y: f32) -> f32 {
        y * (1.0 - y)
    }
}

/// The hyperbolic tangent, with a relative error below 2e-7 (see [`math::tanh`](crate::kernel::math::tanh)).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tanh;

impl Tanh {
    /// The same as the kernels know it.
    #[must_use]
    pub const fn in_kernel(self) -> Function {
        Function::Tanh
    }
}

impl Activation for Tanh {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        Some(self.in_kernel())
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        tanh(x)
    }

    #[inline(always)]
    fn fused(&self, x: f32) -> f32 {
        fused::tanh(x)
    }

    #[inline(always)]
    fn slope(&self, y: f32) -> f32 {
        1.0 - y * y
    }
}

/// The rectifier max(x, 0). Its slope at 0 is 0; NaN stays NaN.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Relu;

impl Relu {
    /// The same as the kernels know it.
    #[must_use]
    pub const fn in_kernel(self) -> Function {
        Function::Clamp(0.0, f32::INFINITY)
    }
}

impl Activation for Relu {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        Some(self.in_kernel())
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        if x < 0.0 { 0.0 } else { x }
    }

    #[inline(always)]
    fn slope(&self, y: f32) -> f32 {
        if y > 0.0 { 1.0 } else { 0.0 }
    }
}

/// The rectifier that ends at 6, min(max(x, 0), 6). Its slope at 0 and at 6 is 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Relu6;

impl Relu6 {
    /// The same as the kernels know it.
    #[must_use]
    pub const fn in_kernel(self) -> Function {
        Function::Clamp(0.0, 6.0)
    }
}

impl Activation for Relu6 {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        Some(self.in_kernel())
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        x.clamp(0.0, 6.0)
    }

    #[inline(always)]
    fn slope(&self, y: f32) -> f32 {
        if y > 0.0 && y < 6.0 { 1.0 } else { 0.0 }
    }
}

/// The rectifier that leaks: x for x > 0, `negative_slope` · x below. Its slope at 0 is `negative_slope`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LeakyRelu {
    /// The slope below 0. Not negative: the backward pass tells the two sides by the sign of y.
    pub negative_slope: f32,
}

impl LeakyRelu {
    /// The same as the kernels know it.
    #[must_use]
    pub const fn in_kernel(self) -> Function {
        Function::Leaky(self.negative_slope)
    }
}

impl Activation for LeakyRelu {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        (self.negative_slope >= 0.0).then(|| self.in_kernel())
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        if x > 0.0 { x } else { self.negative_slope * x }
    }

    #[inline(always)]
    fn slope(&self, y: f32) -> f32 {
        if y > 0.0 { 1.0 } else { self.negative_slope }
    }
}

/// The exponential linear unit: x for x > 0, α·(e^x − 1) below.
///
/// Source: Clevert, Unterthiner, Hochreiter, *Fast and accurate deep network learning by exponential linear units*,
/// 2016.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Elu {
    /// α. Not negative: the backward pass tells the two sides by the sign of y.
    pub alpha: f32,
}

impl Activation for Elu {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        None
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        if x > 0.0 { x } else { self.alpha * exp_m1(x) }
    }

    #[inline(always)]
    fn slope(&self, y: f32) -> f32 {
        if y > 0.0 { 1.0 } else { y + self.alpha }
    }
}

/// The exponential linear unit that keeps mean 0 and variance 1: s·x for x > 0, s·α·(e^x − 1) below, with s = 1.05070098… and
/// α = 1.67326324….
///
/// Source: Klambauer, Unterthiner, Mayr, Hochreiter, *Self-normalizing neural networks*, 2017.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Selu;

impl Selu {
    const SCALE: f32 = 1.050_701;
    /// s·α.
    const DEPTH: f32 = 1.758_099_3;
}

impl Activation for Selu {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        None
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        if x > 0.0 { Self::SCALE * x } else { Self::DEPTH * exp_m1(x) }
    }

    #[inline(always)]
    fn slope(&self, y: f32) -> f32 {
        if y > 0.0 { Self::SCALE } else { y + Self::DEPTH }
    }
}

/// The exponential linear unit whose slope has no jump at 0: x for x > 0, α·(e^(x/α) − 1) below.
///
/// Source: Barron, *Continuously differentiable exponential linear units*, 2017.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Celu {
    /// α. More than 0.
    pub alpha: f32,
}

impl Activation for Celu {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        None
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        if x > 0.0 { x } else { self.alpha * exp_m1(x / self.alpha) }
    }

    #[inline(always)]
    fn slope(&self, y: f32) -> f32 {
        if y > 0.0 { 1.0 } else { y / self.alpha + 1.0 }
    }
}

/// The logistic function in straight lines: min(max(α·x + β, 0), 1).
///
/// Its slope is found from the result. That is 1, and the slope 0, for the last number before the upper corner too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HardSigmoid {
    /// The slope α between the corners. More than 0.
    pub alpha: f32,
    /// The result β at 0.
    pub beta: f32,
}

/// PyTorch's: the slope is 1/6, the corners are at −3 and 3.
impl Default for HardSigmoid {
    fn default() -> Self {
        Self { alpha: 1.0 / 6.0, beta: 0.5 }
    }
}

impl Activation for HardSigmoid {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        None
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        // The sum first: near the lower corner nothing is lost.
        ((x + self.beta / self.alpha).clamp(0.0, 1.0 / self.alpha) * self.alpha).clamp(0.0, 1.0)
    }

    #[inline(always)]
    fn slope(&self, y: f32) -> f32 {
        if y > 0.0 && y < 1.0 { self.alpha } else { 0.0 }
    }
}

/// The input within two bounds, min(max(x, `min`), `max`). Its slope at the bounds is 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Clip {
    /// The least result.
    pub min: f32,
    /// The greatest result. More than `min`.
    pub max: f32,
}

impl Clip {
    /// The same as the kernels know it.
    #[must_use]
    pub const fn in_kernel(self) -> Function {
        Function::Clamp(self.min, self.max)
    }
}

impl Activation for Clip {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        (self.min < self.max).then(|| self.in_kernel())
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        let x = if x < self.min { self.min } else { x };
        if x > self.max { self.max } else { x }
    }

    #[inline(always)]
    fn slope(&self, y: f32) -> f32 {
        if y > self.min && y < self.max { 1.0 } else { 0.0 }
    }
}

/// The rectifier without a corner, ln(1 + e^(β·x))/β. Where β·x is above the threshold, it is x itself.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Softplus {
    /// β, how sharp the bend at 0 is. More than 0.
    pub beta: f32,
    /// Up to which β·x the formula is computed.
    pub threshold: f32,
}

impl Activation for Softplus {
    const SAVES: Saves = Saves::Input;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        None
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        let power = math::exp_wide(-f64::from(self.beta) * f64::from(x.abs()));
        let z = self.beta * x;
        if z > self.threshold { x } else { (z.max(0.0) + math::ln_1p(power)) / self.beta }
    }

    #[inline(always)]
    fn slope(&self, x: f32) -> f32 {
        let z = self.beta * x;
        if z > self.threshold { 1.0 } else { sigmoid(z) }
    }
}

/// x·tanh(ln(1 + e^x)). At −∞ it is its limit 0, which is NaN in PyTorch.
///
/// Source: Misra, *Mish: a self regularized non-monotonic activation function*, 2019.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Mish;

impl Mish {
    /// n with tanh(ln(1 + e^x)) = n/(n + 2), for x up to 20, where that is 1: e^x·(e^x + 2).
    #[inline(always)]
    fn numerator(x: f32) -> f32 {
        let power = math::exp(if x > 20.0 { 20.0 } else { x });
        power * (power + 2.0)
    }
}

impl Activation for Mish {
    const SAVES: Saves = Saves::Input;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        None
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        let n = Self::numerator(x);
        // Far below 0 it is x·e^x, as the sigmoid linear unit, which is careful where e^x is no normal number.
        if x < -20.0 { math::silu(x) } else { x * (n / (n + 2.0)) }
    }

    #[inline(always)]
    fn slope(&self, x: f32) -> f32 {
        // Bounded, so that no infinity meets 0.
        let x = x.clamp(-200.0, 200.0);
        let n = Self::numerator(x);
        let rest = n + 2.0;
        n / rest + 4.0 * x * ((n + 1.0) / rest / rest) * sigmoid(x)
    }
}

/// x/(1 + |x|). At ±∞ it is its limit ±1, which is NaN in PyTorch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Softsign;

impl Activation for Softsign {
    const SAVES: Saves = Saves::Input;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        None
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        let x = x.clamp(-f32::MAX, f32::MAX);
        x / (1.0 + x.abs())
    }

    #[inline(always)]
    fn slope(&self, x: f32) -> f32 {
        let share = 1.0 / (1.0 + x.abs());
        share * share
    }
}

/// The Gaussian error linear unit x·Φ(x), where Φ is the distribution function of the standard normal distribution. Its
/// relative error is below 4e-7. At −∞ it is its limit 0, which is NaN in PyTorch.
///
/// Source: Hendrycks, Gimpel, *Gaussian error linear units*, 2016.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gelu {
    /// Whether Φ(x) is approximated by ½·(1 + tanh(√(2/π)·(x + 0.044715·x³))), as PyTorch's `approximate='tanh'`.
    pub tanh: bool,
}

impl Activation for Gelu {
    const SAVES: Saves = Saves::Input;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        None
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        if self.tanh { math::gelu_tanh(x) } else { math::gelu(x) }
    }

    #[inline(always)]
    fn fused(&self, x: f32) -> f32 {
        if self.tanh { fused::gelu_tanh(x) } else { fused::gelu(x) }
    }

    #[inline(always)]
    fn slope(&self, x: f32) -> f32 {
        if self.tanh { math::gelu_tanh_slope(x) } else { math::gelu_slope(x) }
    }
}

/// The sigmoid linear unit x/(1 + e^−x), also called swish. At −∞ it is its limit 0, which is NaN in PyTorch.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Silu;

impl Activation for Silu {
    const SAVES: Saves = Saves::Input;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        None
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        math::silu(x)
    }

    #[inline(always)]
    fn fused(&self, x: f32) -> f32 {
        fused::silu(x)
    }

    #[inline(always)]
    fn slope(&self, x: f32) -> f32 {
        math::silu_slope(x)
    }
}

/// The sigmoid linear unit in straight lines: x·min(max(x + 3, 0), 6)/6. At −∞ it is its limit 0, which is NaN in PyTorch.
///
/// Source: Howard et al., *Searching for MobileNetV3*, 2019.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HardSwish;

impl Activation for HardSwish {
    const SAVES: Saves = Saves::Input;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        None
    }

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        // Bounded below, so that −∞ meets no 0.
        let bounded = if x < -3.0 { -3.0 } else { x };
        bounded * ((x + 3.0).clamp(0.0, 6.0) * (1.0 / 6.0))
    }

    #[inline(always)]
    fn slope(&self, x: f32) -> f32 {
        let rising = if x < 3.0 { x * (1.0 / 3.0) + 0.5 } else { 1.0 };
        if x > -3.0 { rising } else { 0.0 }
    }
}
