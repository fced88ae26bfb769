//! Instance normalization.

use super::module::{Module, NoParameters, Saves};
use super::norm::{Moments, means, moments};
use super::shuffle::image;
use crate::tensor::{Tile, Value};

/// Gives every channel of every image mean 0 and variance 1: PyTorch's `InstanceNorm2d` with its defaults.
///
/// ```text
/// y[c, i] = (x[c, i] − μ[c]) / √(σ²[c] + ε),   μ[c] = Σ x[c, i] / n,   σ²[c] = Σ (x[c, i] − μ[c])² / n
/// ```
///
/// with i over the n positions of a channel.
///
/// Source: Ulyanov, Vedaldi, Lempitsky, *Instance normalization*, 2016, arXiv:1607.08022.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct InstanceNorm {
    /// ε. More than 0.
    pub eps: f32,
}

impl Module for InstanceNorm {
    const SAVES: Saves = Saves::Input;

    fn forward<X: Value, Y: Value, const L: usize>(&self, _: &NoParameters, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { assert!(X::FLOATS == Y::FLOATS, "a normalization keeps the shape") }
        let [_, rows, columns] = image::<Y>();
        let channels = x.lanes().chunks_exact(rows * columns).zip(y.lanes_mut().chunks_exact_mut(rows * columns));
        for (x, y) in channels {
            let Moments { mean, scale } = moments(x, self.eps);
            for (x, y) in x.iter().zip(y) {
                for l in 0..L {
                    y[l] = (x[l] - mean[l]) * scale[l];
                }
            }
        }
    }

    /// With x̂ = (x − μ)/√(σ² + ε):
    ///
    /// ```text
    /// dx[i] = (dy[i] − Σ dy / n − x̂[i] · Σ (dy · x̂) / n) / √(σ² + ε)
    /// ```
    fn backward<S: Value, X: Value, Y: Value, const L: usize>(
        &self,
        _: &NoParameters,
        x: &Tile<S, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        _: &mut NoParameters,
    ) {
        let Some(dx) = dx else { return };
        const { assert!(X::FLOATS == Y::FLOATS, "a normalization keeps the shape") }
        let [_, rows, columns] = image::<Y>();
        let n = rows * columns;
        let channels =
            x.lanes().chunks_exact(n).zip(dy.lanes().chunks_exact(n)).zip(dx.lanes_mut().chunks_exact_mut(n));
        for ((x, dy), dx) in channels {
            let Moments { mean, scale } = moments(x, self.eps);
            let sum: [_; L] = means(n, |i, l| dy[i][l]);
            let along: [_; L] = means(n, |i, l| dy[i][l] * (x[i][l] - mean[l]) * scale[l]);
            for (i, dx) in dx.iter_mut().enumerate() {
                for l in 0..L {
                    dx[l] = scale[l] * (dy[i][l] - sum[l] - (x[i][l] - mean[l]) * scale[l] * along[l]);
                }
            }
        }
    }
}
