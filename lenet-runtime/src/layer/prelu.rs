//! A rectifier whose slope is learned.

use super::module::{Module, Saves};
use super::norm::sums;
use crate::parameters::tensors::{Member, Tensors};
use crate::parameters::{Parameters, Start};
use crate::plain::{self, Plain};
use crate::tensor::{Tile, Value};

/// Scales what is below 0 by a slope that is learned: PyTorch's `PReLU(N)`.
///
/// ```text
/// y[c, i] = x[c, i] where it is above 0, else w[c] · x[c, i]
/// ```
///
/// with i over the positions of channel c. There is one slope for all channels, or one for each: the `N`
/// slopes belong to equal parts of a value.
///
/// Source: He et al., *Delving deep into rectifiers*, ICCV 2015, arXiv:1502.01852.
#[repr(C)]
#[derive(Clone, Debug, PartialEq)]
pub struct PRelu<const N: usize> {
    /// The slopes w; they start at 0.25.
    pub weight: [f32; N],
}

plain::claim!([const N: usize] PRelu<N> { weight });

/// The layer whose parameters are [`PRelu`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rectify;

impl<const N: usize> Module<PRelu<N>> for Rectify {
    const SAVES: Saves = Saves::Input;

    fn forward<X: Value, Y: Value, const L: usize>(&self, parameters: &PRelu<N>, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        let part = part::<X, Y, N>() * L;
        let parts = x.floats().chunks_exact(part).zip(y.floats_mut().chunks_exact_mut(part));
        for ((x, y), w) in parts.zip(&parameters.weight) {
            for (x, y) in x.iter().zip(y) {
                *y = if *x > 0.0 { *x } else { w * x };
            }
        }
    }

    /// ```text
    /// dx[c, i] = dy[c, i] where x[c, i] is above 0, else w[c] · dy[c, i]
    /// dw[c] = Σ i  x[c, i] · dy[c, i] where x[c, i] is not above 0
    /// ```
    fn backward<S: Value, X: Value, Y: Value, const L: usize>(
        &self,
        parameters: &PRelu<N>,
        x: &Tile<S, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        gradient: &mut PRelu<N>,
    ) {
        let part = part::<S, Y, N>();
        let parts = x.lanes().chunks_exact(part).zip(dy.lanes().chunks_exact(part));
        for ((x, dy), dw) in parts.zip(&mut gradient.weight) {
            let below = sums::<L>(part, |i, l| if x[i][l] > 0.0 { 0.0 } else { x[i][l] * dy[i][l] });
            *dw += below.iter().sum::<f64>() as f32;
        }
        let Some(dx) = dx else { return };
        let parts = x.floats().chunks_exact(part * L).zip(dy.floats().chunks_exact(part * L));
        for (((x, dy), dx), w) in parts.zip(dx.floats_mut().chunks_exact_mut(part * L)).zip(&parameters.weight) {
            for ((x, dy), dx) in x.iter().zip(dy).zip(dx) {
                *dx = if *x > 0.0 { *dy } else { w * dy };
            }
        }
    }
}

/// How many elements have one slope.
const fn part<X: Value, Y: Value, const N: usize>() -> usize {
    const { assert!(X::FLOATS == Y::FLOATS, "a rectifier keeps the shape") }
    const { assert!(N > 0 && X::FLOATS.is_multiple_of(N), "the slopes belong to equal parts of the value") }
    X::FLOATS / N
}

impl<const N: usize> Parameters for PRelu<N> {
    const TENSORS: Tensors = Tensors::Members(&[Member::trained("weight", &[N], Start::Constant(0.25))]);
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::layer::differences::agrees;
    use crate::tensor::Tensor;

    fn naive<const N: usize>(w: &[f64], x: &[f64]) -> Vec<f64> {
        x.iter().enumerate().map(|(e, &x)| if x > 0.0 { x } else { w[e * N / 24] * x }).collect()
    }

    #[test]
    fn one_slope_or_one_a_channel_agree_with_the_formula_and_its_slope() {
        type Image = Tensor<4, 2, 3>;
        agrees::<_, PRelu<1>, Image, Image, 1>(&Rectify, naive::<1>);
        agrees::<_, PRelu<4>, Image, Image, 1>(&Rectify, naive::<4>);
        agrees::<_, PRelu<4>, Image, Image, 16>(&Rectify, naive::<4>);
        agrees::<_, PRelu<24>, [f32; 24], Image, 16>(&Rectify, naive::<24>);
    }
}
