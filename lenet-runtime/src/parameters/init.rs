//! Initial weights.

use crate::kernel::math::{double, ln, sqrt};
use crate::random::Random;

/// How weights start. Biases start at zero, except with [`Init::FanIn`].
///
/// `fan_in` is how many inputs an output of the layer reads, `fan_out` how many outputs an input reaches, counted as
/// PyTorch does: of weights F × C × KH × KW they are C·KH·KW and F·KH·KW, also where there are groups or strides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Init {
    /// Uniform in ±√(6 / (fan_in + fan_out)), for sigmoid, tanh and layers without an activation (Glorot and Bengio,
    /// 2010).
    XavierUniform,
    /// Normal with variance 2 / (fan_in + fan_out) (Glorot and Bengio, 2010).
    XavierNormal,
    /// Uniform in ±√(6 / fan_in), for rectifiers (He et al., 2015).
    KaimingUniform,
    /// Normal with variance 2 / fan_in (He et al., 2015).
    KaimingNormal,
    /// Uniform in ±1/√fan_in, weights and biases: what PyTorch's layers start with.
    FanIn,
}

impl Init {
    /// Draws the weights of a layer.
    pub(super) fn fill(self, weights: &mut [f32], fan_in: usize, fan_out: usize, random: &mut Random) {
        let (both, fan_in) = ((fan_in + fan_out) as f32, fan_in as f32);
        match self {
            Self::XavierUniform => uniform(weights, sqrt(6.0 / both), random),
            Self::XavierNormal => normal(weights, sqrt(2.0 / both), random),
            Self::KaimingUniform => uniform(weights, sqrt(6.0 / fan_in), random),
            Self::KaimingNormal => normal(weights, sqrt(2.0 / fan_in), random),
            Self::FanIn => uniform(weights, 1.0 / sqrt(fan_in), random),
        }
    }

    /// Draws the biases of a layer, or sets them to zero.
    pub(super) fn fill_bias(self, bias: &mut [f32], fan_in: usize, random: &mut Random) {
        match self {
            Self::FanIn => uniform(bias, 1.0 / sqrt(fan_in as f32), random),
            _ => bias.fill(0.0),
        }
    }
}

/// Numbers between −`bound` and `bound`, all alike probable.
fn uniform(numbers: &mut [f32], bound: f32, random: &mut Random) {
    for number in numbers {
        *number = (2.0 * random.uniform() - 1.0) * bound;
    }
}

/// Normal numbers with mean 0, in pairs: a random direction, and a distance whose square is exponential.
///
/// Source: Box, Muller, *A note on the generation of random normal deviates*, 1958.
fn normal(numbers: &mut [f32], deviation: f32, random: &mut Random) {
    for pair in numbers.chunks_mut(2) {
        // 1 − uniform is never 0, whose logarithm would be infinite.
        let distance = deviation * sqrt(-2.0 * ln(1.0 - random.uniform()));
        let (sin, cos) = double::sin_cos(f64::from(core::f32::consts::TAU * random.uniform()));
        for (number, direction) in pair.iter_mut().zip([cos, sin]) {
            *number = distance * direction as f32;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_have_the_stated_mean_and_variance() {
        let (fan_in, fan_out) = (25, 150);
        for (init, variance) in [
            (Init::XavierUniform, 2.0_f64 / 175.0),
            (Init::XavierNormal, 2.0 / 175.0),
            (Init::KaimingUniform, 2.0 / 25.0),
            (Init::KaimingNormal, 2.0 / 25.0),
            (Init::FanIn, 1.0 / 75.0),
        ] {
            let mut weights = [0.0; 10_001];
            init.fill(&mut weights, fan_in, fan_out, &mut Random::new(7));
            let mean = |f: fn(f64) -> f64| weights.iter().map(|&w| f(f64::from(w))).sum::<f64>() / 10_001.0;
            // Five standard deviations of the mean of 10⁴ numbers, and of the mean of their squares (normal: √2 ·
            // variance).
            assert!(mean(|w| w).abs() < 5e-2 * variance.sqrt(), "{init:?}");
            assert!((mean(|w| w * w) - variance).abs() < 7.1e-2 * variance, "{init:?}");
        }
    }

    #[test]
    fn biases_start_at_zero_except_with_fan_in() {
        let mut bias = [1.0; 3];
        Init::KaimingNormal.fill_bias(&mut bias, 4, &mut Random::new(1));
        assert_eq!(bias, [0.0; 3]);
        Init::FanIn.fill_bias(&mut bias, 4, &mut Random::new(1));
        assert!(bias.iter().all(|b| *b != 0.0 && b.abs() <= 0.5));
    }
}
