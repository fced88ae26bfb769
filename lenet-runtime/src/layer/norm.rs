//! Layer normalization, and the sums that every normalization takes.

use super::module::{Module, Saves};
use crate::kernel::math::{double, sqrt};
use crate::kernel::vector::wide;
use crate::parameters::tensors::{Member, Tensors};
use crate::parameters::{Parameters, Start};
use crate::plain::{self, Plain};
use crate::tensor::{Shape, Tile, Value};

/// Gives every image the mean 0 and the variance 1, then scales and shifts each element.
///
/// ```text
/// y[e] = w[e] · (x[e] − μ) / √(σ² + ε) + b[e],   μ = Σ x[e] / n,   σ² = Σ (x[e] − μ)² / n
/// ```
///
/// with `e` over all n elements of a value of the shape of `V`: C × H × W of an image, as PyTorch's `LayerNorm([C, H, W])`. Lanes never mix, so
/// training and inference compute the same.
///
/// Source: Ba, Kiros, Hinton, *Layer normalization*, 2016, arXiv:1607.06450.
#[repr(C)]
#[derive(Clone, Debug, PartialEq)]
pub struct LayerNorm<V> {
    /// The factors w; they start at 1.
    pub weight: V,
    /// The summands b; they start at 0.
    pub bias: V,
}

plain::claim!([V: Plain] LayerNorm<V> { weight, bias });

/// The layer whose parameters are [`LayerNorm`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NormalizeAll {
    /// ε. More than 0.
    pub eps: f32,
}

impl<V: Value> Module<LayerNorm<V>> for NormalizeAll {
    const SAVES: Saves = Saves::Input;

    fn forward<X: Value, Y: Value, const L: usize>(
        &self,
        parameters: &LayerNorm<V>,
        x: &Tile<X, L>,
        y: &mut Tile<Y, L>,
    ) {
        const { assert!(X::FLOATS == V::FLOATS && Y::FLOATS == V::FLOATS, "the elements of weight, x and y") }
        let Moments { mean, scale } = moments(x.lanes(), self.eps);
        let parameters = parameters.weight.floats().iter().zip(parameters.bias.floats());
        for ((x, y), (w, b)) in x.lanes().iter().zip(y.lanes_mut()).zip(parameters) {
            for l in 0..L {
                y[l] = (x[l] - mean[l]) * scale[l] * w + b;
            }
        }
    }

    /// With x̂ = (x − μ)/√(σ² + ε) and g = w · dy:
    ///
    /// ```text
    /// dw[e] = dy[e] · x̂[e],   db[e] = dy[e]
    /// dx[e] = (g[e] − Σ g / n − x̂[e] · Σ (g · x̂) / n) / √(σ² + ε)
    /// ```
    fn backward<S: Value, X: Value, Y: Value, const L: usize>(
        &self,
        parameters: &LayerNorm<V>,
        x: &Tile<S, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        gradient: &mut LayerNorm<V>,
    ) {
        const { assert!(S::FLOATS == V::FLOATS && Y::FLOATS == V::FLOATS, "the elements of weight, x and y") }
        let (x, dy, w) = (x.lanes(), dy.lanes(), parameters.weight.floats());
        let Moments { mean, scale } = moments(x, self.eps);

        let of_weight = gradient.weight.floats_mut().iter_mut().zip(gradient.bias.floats_mut());
        for ((dw, db), (x, dy)) in of_weight.zip(x.iter().zip(dy)) {
            for l in 0..L {
                *dw += dy[l] * (x[l] - mean[l]) * scale[l];
                *db += dy[l];
            }
        }

        let Some(dx) = dx else { return };
        let g: [_; L] = means(x.len(), |e, l| w[e] * dy[e][l]);
        let along: [_; L] = means(x.len(), |e, l| w[e] * dy[e][l] * (x[e][l] - mean[l]) * scale[l]);
        for (e, dx) in dx.lanes_mut().iter_mut().enumerate() {
            for l in 0..L {
                dx[l] = scale[l] * (w[e] * dy[e][l] - g[l] - (x[e][l] - mean[l]) * scale[l] * along[l]);
            }
        }
    }
}

impl<V: Value> LayerNorm<V> {
    const SHAPE: &'static [usize] = match V::SHAPE {
        Shape::Image(c, h, w) => &[c, h, w],
        Shape::Vector(n) => &[n],
    };
}

impl<V: Value> Parameters for LayerNorm<V> {
    const TENSORS: Tensors = Tensors::Members(&[
        Member::trained("weight", Self::SHAPE, Start::Constant(1.0)),
        Member::trained("bias", Self::SHAPE, Start::Constant(0.0)),
    ]);
}

/// μ and 1/√(σ² + ε) of every lane.
pub(super) struct Moments<const L: usize> {
    pub mean: [f32; L],
    pub scale: [f32; L],
}

pub(super) fn moments<const L: usize>(x: &[[f32; L]], eps: f32) -> Moments<L> {
    let mean: [_; L] = means(x.len(), |e, l| x[e][l]);
    let variance: [_; L] = means(x.len(), |e, l| (x[e][l] - mean[l]) * (x[e][l] - mean[l]));
    let mut moments = Moments { mean, scale: variance.map(|variance| 1.0 / sqrt(variance + eps)) };
    for l in 0..L {
        if !variance[l].is_finite() {
            let (mean, deviation) = huge(x.iter().map(|x| x[l]));
            (moments.mean[l], moments.scale[l]) = (mean, 1.0 / deviation);
        }
    }
    moments
}

/// The mean and the standard deviation of numbers so large that the sum of their squares is none that an `f32` can say.
#[cold]
#[inline(never)]
pub(super) fn huge(x: impl Iterator<Item = f32> + Clone) -> (f32, f32) {
    let mean = |numbers: &mut dyn Iterator<Item = f64>| {
        let (sum, count) = numbers.fold((0.0, 0), |(sum, count), x| (sum + x, count + 1));
        sum / f64::from(count)
    };
    let x = x.map(f64::from);
    let middle = mean(&mut x.clone());
    let variance = mean(&mut x.map(|x| (x - middle) * (x - middle)));
    (middle as f32, double::sqrt(variance) as f32)
}

/// The mean of `term(e, l)` over e < `count`, for each lane l.
pub(super) fn means<const L: usize>(count: usize, term: impl Fn(usize, usize) -> f32) -> [f32; L] {
    sums(count, term).map(|sum| (sum / count as f64) as f32)
}

/// Σ `term(e, l)` over e < `count`, for each lane l.
pub(super) fn sums<const L: usize>(count: usize, term: impl Fn(usize, usize) -> f32) -> [f64; L] {
    let [sums] = sums_of(
        count,
        #[inline(always)]
        |e, l| [term(e, l)],
    );
    sums
}

/// [`sums`] of several terms at once.
///
/// Runs of 64 terms are added in `f32`, which fills the vector registers, and the runs in `f64`: the rounding error is
/// that of 64 terms, however many there are.
#[expect(clippy::needless_range_loop, reason = "a lane is that of several sums")]
pub(super) fn sums_of<const K: usize, const L: usize>(
    count: usize,
    terms: impl Fn(usize, usize) -> [f32; K],
) -> [[f64; L]; K] {
    const RUN: usize = 64;

    wide(
        #[inline(always)]
        || {
            let mut total = [[0.0; L]; K];
            for start in (0..count).step_by(RUN) {
                let mut run = [[0.0; L]; K];
                for e in start..count.min(start + RUN) {
                    for l in 0..L {
                        let terms = terms(e, l);
                        for k in 0..K {
                            run[k][l] += terms[k];
                        }
                    }
                }
                for (total, run) in total.as_flattened_mut().iter_mut().zip(run.as_flattened()) {
                    *total += f64::from(*run);
                }
            }
            total
        },
    )
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::layer::differences::{agrees, assert_close, lane, random, wide};
    use crate::parameters::Name;
    use crate::plain::{Plain, Zeroed};
    use crate::tensor::Tensor;

    const EPS: f32 = 1e-5;
    type Image = Tensor<3, 5, 4>;

    /// One lane of the formula, in `f64`.
    fn naive(x: &[f64], w: &[f64], b: &[f64]) -> Vec<f64> {
        let n = x.len() as f64;
        let mean = x.iter().sum::<f64>() / n;
        let var = x.iter().map(|x| (x - mean).powi(2)).sum::<f64>() / n;
        x.iter().zip(w).zip(b).map(|((x, w), b)| (x - mean) / (var + f64::from(EPS)).sqrt() * w + b).collect()
    }

    #[test]
    fn layer_norm_agrees_with_its_formula_and_its_slope() {
        let formula = |p: &[f64], x: &[f64]| naive(x, &p[..60], &p[60..]);
        agrees::<_, LayerNorm<Image>, Image, Image, 1>(&NormalizeAll { eps: EPS }, formula);
        agrees::<_, LayerNorm<Image>, [f32; 60], Image, 16>(&NormalizeAll { eps: EPS }, formula);
    }

    #[test]
    fn inputs_of_any_size_are_normalized() {
        let (layer, p): (_, LayerNorm<Image>) = (NormalizeAll { eps: EPS }, random(1));
        for exponent in -30..=37 {
            let (mut x, dy): (Tile<Image, 16>, Tile<Image, 16>) = (random(2), random(3));
            for x in x.floats_mut() {
                *x *= 10_f32.powi(exponent);
            }
            let (mut y, mut dx, mut sum) = (x.clone(), x.clone(), LayerNorm::ZERO);
            layer.forward(&p, &x, &mut y);
            layer.backward(&p, &x, &dy, Some(&mut dx), &mut sum);
            for l in 0..16 {
                let exact = naive(&wide(&lane(&x, l)), &wide(p.weight.floats()), &wide(p.bias.floats()));
                assert_close(&lane(&y, l), &exact, 2e-6);
            }
            let gradients = dx.floats().iter().chain(sum.weight.floats());
            assert!(gradients.into_iter().all(|number| number.is_finite()), "1e{exponent}");
        }
    }

    #[test]
    fn tensors_have_the_shape_of_the_value() {
        let layer = LayerNorm::<Image>::ZERO;
        let mut seen = Vec::new();
        layer.visit(Name::ROOT, &mut |tensor| seen.push((tensor.name.to_string(), tensor.shape, tensor.values.len())));
        assert_eq!(seen, [("weight".into(), &[3, 5, 4][..], 60), ("bias".into(), &[3, 5, 4][..], 60)]);
    }
}
