//! The functions themselves, and their slopes.

use super::{Activation, Saves};
use crate::kernel::function::Function;
use crate::kernel::math::{self, exp_m1, fused, sigmoid, tanh};

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

impl Activation for Sigmoid {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        Some(Function::Sigmoid)
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

impl Activation for Tanh {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        Some(Function::Tanh)
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

impl Activation for Relu {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        Some(Function::Clamp(0.0, f32::INFINITY))
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

impl Activation for Relu6 {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        Some(Function::Clamp(0.0, 6.0))
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

impl Activation for LeakyRelu {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn function(&self) -> Option<Function> {
        (self.negative_slope >= 0.0).then_some(Function::Leaky(self.negative_slope))
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
    fn value(&self, x: f32) -> f32 {
        if x > 0.0 { x } else { self.alpha * exp_m1(x) }
    }

    #[inline(always)]
    fn slope(&self, y: f32) -> f32 {
        if y > 0.0 { 1.0 } else { y + self.alpha }
    }
}

/// The logistic function in straight lines: min(max(x + 3, 0), 6)/6.
///
/// Its slope is found from the result. That is 1, and the slope 0, for the last number below 3 too.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HardSigmoid;

impl Activation for HardSigmoid {
    const SAVES: Saves = Saves::Output;

    #[inline(always)]
    fn value(&self, x: f32) -> f32 {
        (x + 3.0).clamp(0.0, 6.0) * (1.0 / 6.0)
    }

    #[inline(always)]
    fn slope(&self, y: f32) -> f32 {
        if y > 0.0 && y < 1.0 { 1.0 / 6.0 } else { 0.0 }
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
    fn value(&self, x: f32) -> f32 {
        // Bounded below, so that −∞ meets no 0.
        let bounded = if x < -3.0 { -3.0 } else { x };
        bounded * HardSigmoid.value(x)
    }

    #[inline(always)]
    fn slope(&self, x: f32) -> f32 {
        let rising = if x < 3.0 { x * (1.0 / 3.0) + 0.5 } else { 1.0 };
        if x > -3.0 { rising } else { 0.0 }
    }
}
