//! Group normalization.

use super::module::{Module, Saves};
use super::norm::{Moments, moments, sums};
use crate::parameters::tensors::{Member, Tensors};
use crate::parameters::{Parameters, Start};
use crate::plain;
use crate::tensor::{Tile, Value};

/// Gives each group of channels of every image the mean 0 and the variance 1, then scales and shifts each channel: PyTorch's
/// `GroupNorm(G, C, eps)`.
///
/// ```text
/// y[c, i] = w[c] · (x[c, i] − μ[g]) / √(σ²[g] + ε) + b[c],   g = ⌊c·G/C⌋
/// ```
///
/// with i over the positions of channel c, and `μ[g]` and `σ²[g]` the mean and the variance Σ (x − μ)² / n of the n elements of
/// group g. The C channels are equal parts of the value. Lanes never mix, so training and inference compute the same.
///
/// Source: Wu, He, *Group normalization*, ECCV 2018, arXiv:1803.08494.
#[repr(C)]
#[derive(Clone, Debug, PartialEq)]
pub struct GroupNorm<const C: usize> {
    /// The factors w; they start at 1.
    pub weight: [f32; C],
    /// The summands b; they start at 0.
    pub bias: [f32; C],
}

plain::claim!([const C: usize] GroupNorm<C> { weight, bias });

/// The layer whose parameters are [`GroupNorm`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NormalizeGroups {
    /// G, how many groups there are. It divides the number of channels.
    pub groups: usize,
    /// ε. More than 0.
    pub eps: f32,
}

impl NormalizeGroups {
    /// How many channels a group has.
    fn channels<const C: usize>(self) -> usize {
        assert!(self.groups > 0 && C.is_multiple_of(self.groups), "{} divides {C}", self.groups);
        C / self.groups
    }
}

impl<const C: usize> Module<GroupNorm<C>> for NormalizeGroups {
    const SAVES: Saves = Saves::Input;

    fn forward<X: Value, Y: Value, const L: usize>(
        &self,
        parameters: &GroupNorm<C>,
        x: &Tile<X, L>,
        y: &mut Tile<Y, L>,
    ) {
        let (plane, channels) = (plane::<X, Y, C>(), self.channels::<C>());
        let groups = x.lanes().chunks_exact(channels * plane).zip(y.lanes_mut().chunks_exact_mut(channels * plane));
        for (g, (x, y)) in groups.enumerate() {
            let Moments { mean, scale } = moments(x, self.eps);
            for (e, (x, y)) in x.iter().zip(y).enumerate() {
                let c = g * channels + e / plane;
                let (w, b) = (parameters.weight[c], parameters.bias[c]);
                for l in 0..L {
                    y[l] = (x[l] - mean[l]) * scale[l] * w + b;
                }
            }
        }
    }

    /// With x̂ = (x − μ)/√(σ² + ε) and n elements a group:
    ///
    /// ```text
    /// dw[c] = Σ i  dy[c, i] · x̂[c, i],   db[c] = Σ i  dy[c, i]
    /// dx[c, i] = (w[c] · dy[c, i] − Σ c  w[c] · db[c] / n − x̂[c, i] · Σ c  w[c] · dw[c] / n) / √(σ²[g] + ε)
    /// ```
    ///
    /// with the sums over c of the group, and of one image.
    fn backward<S: Value, X: Value, Y: Value, const L: usize>(
        &self,
        parameters: &GroupNorm<C>,
        x: &Tile<S, L>,
        dy: &Tile<Y, L>,
        mut dx: Option<&mut Tile<X, L>>,
        gradient: &mut GroupNorm<C>,
    ) {
        let (plane, channels) = (plane::<S, Y, C>(), self.channels::<C>());
        let n = channels * plane;
        for (g, (x, dy)) in x.lanes().chunks_exact(n).zip(dy.lanes().chunks_exact(n)).enumerate() {
            let Moments { mean, scale } = moments(x, self.eps);
            let (mut offset, mut along) = ([0.0; L], [0.0; L]);
            for k in 0..channels {
                let (c, at) = (g * channels + k, k * plane);
                let db: [_; L] = sums(plane, |i, l| dy[at + i][l]);
                let dw: [_; L] = sums(plane, |i, l| dy[at + i][l] * (x[at + i][l] - mean[l]) * scale[l]);
                gradient.bias[c] += db.iter().sum::<f64>() as f32;
                gradient.weight[c] += dw.iter().sum::<f64>() as f32;
                for l in 0..L {
                    offset[l] += f64::from(parameters.weight[c]) * db[l] / n as f64;
                    along[l] += f64::from(parameters.weight[c]) * dw[l] / n as f64;
                }
            }
            let Some(dx) = &mut dx else { continue };
            let (offset, along) = (offset.map(|mean| mean as f32), along.map(|mean| mean as f32));
            for (e, dx) in dx.lanes_mut()[g * n..][..n].iter_mut().enumerate() {
                let w = parameters.weight[g * channels + e / plane];
                for l in 0..L {
                    dx[l] = scale[l] * (w * dy[e][l] - offset[l] - (x[e][l] - mean[l]) * scale[l] * along[l]);
                }
            }
        }
    }
}

/// How many positions a channel has.
const fn plane<X: Value, Y: Value, const C: usize>() -> usize {
    const { assert!(X::FLOATS == Y::FLOATS, "a normalization keeps the shape") }
    const { assert!(C > 0 && X::FLOATS.is_multiple_of(C), "the channels must be equal parts of the value") }
    X::FLOATS / C
}

impl<const C: usize> Parameters for GroupNorm<C> {
    const TENSORS: Tensors = Tensors::Members(&[
        Member::trained("weight", &[C], Start::Constant(1.0)),
        Member::trained("bias", &[C], Start::Constant(0.0)),
    ]);
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::layer::differences::agrees;
    use crate::tensor::Tensor;

    type Image = Tensor<6, 2, 3>;

    fn check(groups: usize) {
        let n = 36 / groups;
        let naive = |p: &[f64], x: &[f64]| {
            let normal = |(e, x_e): (usize, &f64)| {
                let group = &x[e / n * n..][..n];
                let mean = group.iter().sum::<f64>() / n as f64;
                let variance = group.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n as f64;
                (x_e - mean) / (variance + f64::from(1e-2_f32)).sqrt() * p[e / 6] + p[6 + e / 6]
            };
            x.iter().enumerate().map(normal).collect()
        };
        let layer = NormalizeGroups { groups, eps: 1e-2 };
        agrees::<_, GroupNorm<6>, Image, Image, 1>(&layer, naive);
        agrees::<_, GroupNorm<6>, [f32; 36], Image, 16>(&layer, naive);
    }

    #[test]
    fn group_norm_agrees_with_its_formula_and_its_slope() {
        for groups in [1, 2, 3, 6] {
            check(groups);
        }
    }
}
