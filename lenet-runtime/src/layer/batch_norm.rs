//! Batch normalization, for images and vectors.

use super::Pass;
use super::module::apart;
use super::norm::{huge, sums};
use crate::kernel::math::sqrt;
use crate::parameters::tensors::{Member, Tensors};
use crate::parameters::{Parameters, Start};
use crate::plain::{self, Plain};
use crate::tensor::{Tile, Value};

/// Gives every channel the mean 0 and the variance 1, then scales and shifts it: PyTorch's `BatchNorm2d` and
/// `BatchNorm1d`.
///
/// ```text
/// y[c, i] = w[c] · (x[c, i] − μ[c]) / √(σ²[c] + ε) + b[c]
/// ```
///
/// with i over the positions of channel c: the C channels are equal parts of the value, one number each of a vector. At
/// inference μ and σ² are the running statistics. In training they are the mean and the variance (Σ (x − μ)² / m) of
/// the m numbers that the channel has in the images of the *tile*, up to `L` of them, not of the whole batch. That is
/// ghost batch normalization: no two tiles wait for each other, so the number of threads changes nothing, and the noise
/// of the smaller sample tends to help (Hoffer et al., *Train longer, generalize better*, NeurIPS 2017,
/// arXiv:1705.08741).
///
/// Source: Ioffe, Szegedy, *Batch normalization*, ICML 2015, arXiv:1502.03167.
#[repr(C)]
#[derive(Clone, Debug, PartialEq)]
pub struct BatchNorm<const C: usize> {
    /// The factors w; they start at 1.
    pub weight: [f32; C],
    /// The summands b; they start at 0.
    pub bias: [f32; C],
    /// μ of inference; it starts at 0.
    pub running_mean: Running<C>,
    /// σ² of inference, without bias (divided by m − 1); it starts at 1.
    pub running_var: Running<C>,
}

plain::claim!([const C: usize] BatchNorm<C> { weight, bias, running_mean, running_var });

/// Statistics of the data: training moves them, an optimizer does not.
#[repr(transparent)]
#[derive(Clone, Debug, PartialEq)]
pub struct Running<const C: usize>(pub [f32; C]);

plain::claim!([const C: usize] Running<C> { 0 });

/// What a batch norm is told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Norm {
    /// ε. More than 0.
    pub eps: f32,
    /// How far a batch moves the running statistics, from 0 to 1.
    pub momentum: f32,
}

#[doc(hidden)]
impl<const C: usize> BatchNorm<C> {
    /// `y` from `x` by the running statistics.
    pub fn infer<X: Value, Y: Value, const L: usize>(&self, x: &Tile<X, L>, y: &mut Tile<Y, L>, norm: Norm) {
        apart(x, y, |y| self.infer_in_place(y, norm));
    }

    /// [`BatchNorm::infer`], over its own input.
    pub fn infer_in_place<Y: Value, const L: usize>(&self, y: &mut Tile<Y, L>, norm: Norm) {
        for (c, y) in y.floats_mut().chunks_exact_mut(positions::<Y, C>() * L).enumerate() {
            let (scale, shift) = self.affine(c, norm.eps);
            for y in y {
                *y = *y * scale + shift;
            }
        }
    }

    /// Inference as one factor and one summand a channel, y = scale · x + shift, which the layer before can take into
    /// its weights. By value, which takes 8·C bytes of stack, and twice as much in a build without optimization;
    /// [`BatchNorm::fold_into`] takes none.
    #[must_use]
    pub fn fold(&self, eps: f32) -> ([f32; C], [f32; C]) {
        let mut folded = [[0.0; C]; 2];
        self.fold_into(eps, &mut folded);
        folded.into()
    }

    /// [`BatchNorm::fold`], written where the caller says: the scales, then the shifts.
    pub fn fold_into(&self, eps: f32, [scale, shift]: &mut [[f32; C]; 2]) {
        for c in 0..C {
            (scale[c], shift[c]) = self.affine(c, eps);
        }
    }

    fn affine(&self, c: usize, eps: f32) -> (f32, f32) {
        let scale = self.weight[c] / sqrt(self.running_var.0[c] + eps);
        (scale, self.bias[c] - self.running_mean.0[c] * scale)
    }

    /// `y` from `x` by the statistics of the first `pass.images` lanes. The lanes after them are normalized too, but
    /// count for nothing.
    pub fn forward<X: Value, Y: Value, const L: usize>(
        &self,
        x: &Tile<X, L>,
        y: &mut Tile<Y, L>,
        norm: Norm,
        pass: &Pass,
    ) {
        const { assert!(X::FLOATS == Y::FLOATS, "batch norm keeps the number of elements") }
        let plane = positions::<X, C>();
        for (c, (x, y)) in x.lanes().chunks_exact(plane).zip(y.lanes_mut().chunks_exact_mut(plane)).enumerate() {
            let Moments { mean, deviation, .. } = Moments::of(x, norm.eps, pass);
            let scale = self.weight[c] / deviation;
            for (x, y) in x.as_flattened().iter().zip(y.as_flattened_mut()) {
                *y = (x - mean) * scale + self.bias[c];
            }
        }
    }

    /// The backward pass of [`BatchNorm::forward`], which takes the statistics of `x` once more. Writes `dx`, if it is wanted,
    /// and adds to `gradient`. With x̂ = (x − μ)/√(σ² + ε) and sums over the m numbers of the channel:
    ///
    /// ```text
    /// dw[c] = Σ dy · x̂,   db[c] = Σ dy,   dx[c, i] = w[c]/√(σ² + ε) · (dy[c, i] − db[c]/m − x̂[c, i] · dw[c]/m)
    /// ```
    ///
    /// The "gradient" of a running statistic is the step to add to it: `momentum` times its distance from the tile's
    /// statistic, times the number of images, because the whole gradient of a batch is divided by its number of images
    /// at the end. So a batch moves the running statistics by `momentum` towards the mean of its tiles' statistics, and
    /// a batch of one tile moves them exactly as PyTorch would. As there, the variance is the one without bias,
    /// σ² · m/(m − 1); a single number (m = 1) has none, and its σ² = 0 is taken instead.
    pub fn backward<X: Value, Y: Value, const L: usize>(
        &self,
        x: &Tile<X, L>,
        dy: &Tile<Y, L>,
        mut dx: Option<&mut Tile<X, L>>,
        norm: Norm,
        pass: &Pass,
        gradient: &mut Self,
    ) {
        const { assert!(X::FLOATS == Y::FLOATS, "batch norm keeps the number of elements") }
        let plane = positions::<X, C>();
        let images = pass.images.min(L);
        let planes = x.lanes().chunks_exact(plane).zip(dy.lanes().chunks_exact(plane));
        for (c, (x, dy)) in planes.enumerate() {
            let Moments { mean, deviation, variance, count } = Moments::of(x, norm.eps, pass);
            let dw: f64 = sums::<L>(plane, |i, l| dy[i][l] * (x[i][l] - mean))[..images].iter().sum();
            let dw = (dw / f64::from(deviation)) as f32;
            let db = sums::<L>(plane, |i, l| dy[i][l])[..images].iter().sum::<f64>() as f32;

            if let Some(dx) = &mut dx {
                // Lanes without an image had no part in the statistics, so no part of these means reaches them.
                let (mut offset, mut along) = ([0.0; L], [0.0; L]);
                offset[..images].fill(db / count);
                along[..images].fill(dw / count / deviation);
                let scale = self.weight[c] / deviation;
                for ((x, dy), dx) in x.iter().zip(dy).zip(&mut dx.lanes_mut()[c * plane..][..plane]) {
                    for l in 0..L {
                        dx[l] = scale * (dy[l] - offset[l] - (x[l] - mean) * along[l]);
                    }
                }
            }

            gradient.weight[c] += dw;
            gradient.bias[c] += db;
            let step = images as f32 * norm.momentum;
            gradient.running_mean.0[c] += step * (mean - self.running_mean.0[c]);
            // The factor first: a variance near the largest number stays one.
            let unbiased = variance * (count / (count - 1.0).max(1.0));
            gradient.running_var.0[c] += step * (unbiased - self.running_var.0[c]);
        }
    }
}

/// How many positions a channel has.
const fn positions<V: Value, const C: usize>() -> usize {
    const { assert!(C > 0 && V::FLOATS.is_multiple_of(C), "the channels must be equal parts of the value") }
    V::FLOATS / C
}

/// The statistics of one channel over the images of a tile.
struct Moments {
    /// μ.
    mean: f32,
    /// σ².
    variance: f32,
    /// √(σ² + ε).
    deviation: f32,
    /// m; 1 in a tile without images, where nothing depends on it.
    count: f32,
}

impl Moments {
    fn of<const L: usize>(x: &[[f32; L]], eps: f32, pass: &Pass) -> Self {
        let images = pass.images.min(L);
        let count = (images * x.len()).max(1) as f64;
        let mean = (sums::<L>(x.len(), |i, l| x[i][l])[..images].iter().sum::<f64>() / count) as f32;
        let squares = sums::<L>(x.len(), |i, l| (x[i][l] - mean) * (x[i][l] - mean));
        let variance = (squares[..images].iter().sum::<f64>() / count) as f32;
        let (mean, variance, deviation) = if variance.is_finite() {
            (mean, variance, sqrt(variance + eps))
        } else {
            // ε is nothing beside it.
            let (mean, deviation) = huge(x.iter().flat_map(|x| x[..images].iter().copied()));
            (mean, deviation * deviation, deviation)
        };
        Self { mean, variance, deviation, count: count as f32 }
    }
}

impl<const C: usize> Parameters for BatchNorm<C> {
    const TENSORS: Tensors = Tensors::Members(&[
        Member::trained("weight", &[C], Start::Constant(1.0)),
        Member::trained("bias", &[C], Start::Constant(0.0)),
        Member::buffer("running_mean", &[C], 0.0),
        Member::buffer("running_var", &[C], 1.0),
    ]);
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::layer::differences::{assert_close, dot, gradient, lane, random, wide};
    use crate::parameters::{Kind, Name};
    use crate::plain::Zeroed;
    use crate::tensor::Tensor;

    const EPS: f32 = 1e-3;
    const NORM: Norm = Norm { eps: EPS, momentum: 0.1 };
    type Image = Tensor<3, 2, 5>;

    /// The numbers of the first `images` lanes, image by image.
    fn images<const L: usize>(tile: &Tile<Image, L>, images: usize) -> Vec<f32> {
        (0..images).flat_map(|l| lane(tile, l)).collect()
    }

    /// Mean and biased variance of channel `c` over images that stand one after another.
    fn statistics(x: &[f64], c: usize) -> (f64, f64) {
        let of_channel = || x.iter().enumerate().filter(|(e, _)| e / 10 % 3 == c).map(|(_, x)| *x);
        let mean = of_channel().sum::<f64>() / of_channel().count() as f64;
        (mean, of_channel().map(|x| (x - mean).powi(2)).sum::<f64>() / of_channel().count() as f64)
    }

    fn naive(x: &[f64], w: &[f64], b: &[f64]) -> Vec<f64> {
        let statistics: Vec<_> = (0..3).map(|c| statistics(x, c)).collect();
        let channel = |e| e / 10 % 3;
        let normal = |(e, x): (usize, &f64)| {
            let (mean, var) = statistics[channel(e)];
            (x - mean) / (var + f64::from(EPS)).sqrt() * w[channel(e)] + b[channel(e)]
        };
        x.iter().enumerate().map(normal).collect()
    }

    #[test]
    fn a_variance_near_the_largest_number_is_one() {
        let mut x = Tile::<Image, 1>::ZERO;
        x.floats_mut().iter_mut().enumerate().for_each(|(e, x)| *x = if e % 2 == 0 { 1.7e19 } else { -1.7e19 });
        let (layer, dy) = (BatchNorm::<3>::ZERO, Tile::<Image, 1>::ZERO);
        let (mut dx, mut step) = (Tile::<Image, 1>::ZERO, BatchNorm::<3>::ZERO);
        layer.backward(&x, &dy, Some(&mut dx), Norm { momentum: 0.5, ..NORM }, &Pass { seed: 0, images: 1 }, &mut step);
        // Ten numbers a channel.
        let expected = 0.5 * 1.7e19_f64.powi(2) * 10.0 / 9.0;
        assert_close(&step.running_var.0, &[expected; 3], 1e-6);
        assert_close(&step.running_mean.0, &[0.0; 3], 1e-6);
    }

    fn agrees_with_the_formula<const L: usize>(count: usize) {
        let layer: BatchNorm<3> = random(1);
        let (x, mut dy): (Tile<Image, L>, Tile<Image, L>) = (random(2), random(3));
        for element in dy.lanes_mut() {
            element[count..].fill(0.0);
        }
        let (mut y, mut dx, mut sum) = (Tile::<Image, L>::ZERO, random::<Tile<Image, L>>(4), BatchNorm::<3>::ZERO);
        let pass = Pass { seed: 0, images: count };
        layer.forward(&x, &mut y, NORM, &pass);
        layer.backward(&x, &dy, Some(&mut dx), NORM, &pass, &mut sum);
        assert!(dx.lanes().iter().all(|element| element[count..].iter().all(|&dx| dx == 0.0)));

        let (w, b) = (wide(&layer.weight), wide(&layer.bias));
        let (x, dy) = (wide(&images(&x, count)), wide(&images(&dy, count)));
        assert_close(&images(&y, count), &naive(&x, &w, &b), 1e-6);
        assert_close(&images(&dx, count), &gradient(&x, |x| dot(&naive(x, &w, &b), &dy)), 1e-6);
        assert_close(&sum.weight, &gradient(&w, |w| dot(&naive(&x, w, &b), &dy)), 1e-6);
        assert_close(&sum.bias, &gradient(&b, |b| dot(&naive(&x, &w, b), &dy)), 1e-6);

        let m = (10 * count) as f64;
        let step = |running: f32, of_tile: f64| count as f64 * f64::from(0.1_f32) * (of_tile - f64::from(running));
        let mean: Vec<_> = (0..3).map(|c| step(layer.running_mean.0[c], statistics(&x, c).0)).collect();
        let var: Vec<_> = (0..3).map(|c| step(layer.running_var.0[c], statistics(&x, c).1 * m / (m - 1.0))).collect();
        assert_close(&sum.running_mean.0, &mean, 1e-6);
        assert_close(&sum.running_var.0, &var, 1e-6);
    }

    #[test]
    fn batch_norm_agrees_with_its_formula_and_its_slope() {
        agrees_with_the_formula::<1>(1);
        agrees_with_the_formula::<16>(16);
    }

    #[test]
    fn lanes_without_an_image_count_for_nothing() {
        agrees_with_the_formula::<16>(5);
    }

    #[test]
    fn inputs_of_any_size_are_normalized() {
        let layer: BatchNorm<3> = random(1);
        for exponent in -30..=37 {
            let (mut x, dy): (Tile<Image, 16>, Tile<Image, 16>) = (random(2), random(3));
            for x in x.floats_mut() {
                *x *= 10_f32.powi(exponent);
            }
            let (mut y, mut dx, mut sum) = (x.clone(), x.clone(), BatchNorm::ZERO);
            let pass = Pass { seed: 0, images: 16 };
            layer.forward(&x, &mut y, NORM, &pass);
            layer.backward(&x, &dy, Some(&mut dx), NORM, &pass, &mut sum);
            let exact = naive(&wide(&images(&x, 16)), &wide(&layer.weight), &wide(&layer.bias));
            assert_close(&images(&y, 16), &exact, 2e-6);
            assert!(dx.floats().iter().chain(&sum.weight).all(|number| number.is_finite()), "1e{exponent}");
        }
    }

    #[test]
    fn one_number_a_channel_gives_its_bias_and_no_nan() {
        let layer: BatchNorm<4> = random(1);
        let x: Tile<[f32; 4], 1> = random(2);
        let (mut y, mut dx, mut sum) = (x.clone(), x.clone(), BatchNorm::ZERO);
        let pass = Pass { seed: 0, images: 1 };
        layer.forward(&x, &mut y, NORM, &pass);
        layer.backward(&x, &x, Some(&mut dx), Norm { momentum: 1.0, ..NORM }, &pass, &mut sum);
        assert_eq!(y.value(), &layer.bias);
        assert_eq!(dx.value(), &[0.0; 4]);
        assert_eq!(sum.running_var.0, layer.running_var.0.map(|var| -var));
    }

    #[test]
    fn inference_is_the_folded_affine_map_of_the_running_statistics() {
        let mut layer: BatchNorm<3> = random(1);
        layer.running_var = Running([0.5, 1.0, 2.0]);
        let x: Tile<Image, 16> = random(2);
        let mut y = Tile::<Image, 16>::ZERO;
        layer.infer(&x, &mut y, NORM);
        let (scale, shift) = layer.fold(EPS);
        for (e, (x, y)) in x.lanes().iter().zip(y.lanes()).enumerate() {
            let c = e / 10;
            let (mean, var) = (layer.running_mean.0[c], layer.running_var.0[c]);
            for l in 0..16 {
                assert_eq!(y[l], scale[c] * x[l] + shift[c]);
                let expected = layer.weight[c] * (x[l] - mean) / (var + EPS).sqrt() + layer.bias[c];
                assert!((y[l] - expected).abs() < 1e-6);
            }
        }
    }

    #[test]
    fn running_statistics_are_buffers() {
        let layer = BatchNorm::<3>::ZERO;
        let mut seen = Vec::new();
        layer.visit(Name::ROOT, &mut |tensor| seen.push((tensor.name.to_string(), tensor.kind)));
        let names = ["weight", "bias", "running_mean", "running_var"].map(String::from);
        assert_eq!(seen.iter().map(|(name, _)| name.clone()).collect::<Vec<_>>(), names);
        assert_eq!(seen.iter().map(|(_, kind)| *kind == Kind::Buffer).collect::<Vec<_>>(), [false, false, true, true]);
    }
}
