//! Batch normalization, for images and vectors.

use super::Pass;
use super::activation::{Activation, map_in_place, times_slope};
use super::module::{Saves, apart};
use super::norm::{sums, sums_of};
use crate::kernel::math::{double, sqrt};
use crate::kernel::vector::wide;
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
/// the m numbers that the channel has in all images of the batch. So the passes of training are cut at each batch norm: see
/// [`Network::BATCH_NORMS`](crate::Network::BATCH_NORMS).
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
        self.infer_channels(0, positions::<Y, C>() * L, y.floats_mut(), norm.eps);
    }

    /// The same of some channels, from the first of them on, of which each has so many elements.
    pub(super) fn infer_channels(&self, first: usize, each: usize, y: &mut [f32], eps: f32) {
        for (c, y) in y.chunks_exact_mut(each).enumerate() {
            let (scale, shift) = self.affine(first + c, eps);
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

    /// Writes to `statistics` what there is of each channel in the first `pass.images` lanes of `x`; the running statistics, if it is no
    /// pass of training.
    pub fn observe<X: Value, const L: usize>(&self, x: &Tile<X, L>, statistics: &mut [Statistics; C], pass: &Pass) {
        if !pass.training {
            for (c, statistics) in statistics.iter_mut().enumerate() {
                *statistics = Statistics::running(self.running_mean.0[c], self.running_var.0[c]);
            }
            return;
        }
        let images = pass.images.min(L);
        for (x, statistics) in x.lanes().chunks_exact(positions::<X, C>()).zip(statistics) {
            *statistics = Statistics::of(x, images);
        }
    }

    /// `y` from `x` by the statistics of the batch. The lanes without an image are normalized too.
    pub fn forward<X: Value, Y: Value, const L: usize>(
        &self,
        x: &Tile<X, L>,
        y: &mut Tile<Y, L>,
        statistics: &[Statistics; C],
        norm: Norm,
    ) {
        self.normalize_then(x, y, statistics, norm, |_| {});
    }

    /// [`BatchNorm::forward`] and an activation over its output, a channel at a time: the channel is still in the cache.
    pub fn forward_activated<A: Activation, X: Value, Y: Value, const L: usize>(
        &self,
        x: &Tile<X, L>,
        y: &mut Tile<Y, L>,
        statistics: &[Statistics; C],
        norm: Norm,
        activation: A,
    ) {
        self.normalize_then(x, y, statistics, norm, |y| map_in_place(activation, y));
    }

    fn normalize_then<X: Value, Y: Value, const L: usize>(
        &self,
        x: &Tile<X, L>,
        y: &mut Tile<Y, L>,
        statistics: &[Statistics; C],
        norm: Norm,
        then: impl Fn(&mut [f32]),
    ) {
        const { assert!(X::FLOATS == Y::FLOATS, "batch norm keeps the number of elements") }
        let plane = positions::<X, C>();
        for (c, (x, y)) in x.lanes().chunks_exact(plane).zip(y.lanes_mut().chunks_exact_mut(plane)).enumerate() {
            let Moments { mean, deviation } = statistics[c].moments(norm.eps);
            let (scale, bias) = (self.weight[c] / deviation, self.bias[c]);
            let y = y.as_flattened_mut();
            normalize(x.as_flattened(), y, mean, scale, bias);
            then(y);
        }
    }

    /// The first half of the backward pass: adds to `gradient`, and writes the sums over this tile to `statistics`. With
    /// x̂ = (x − μ)/√(σ² + ε):
    ///
    /// ```text
    /// dw[c] = Σ dy · x̂,   db[c] = Σ dy
    /// ```
    pub fn observe_backward<X: Value, Y: Value, const L: usize>(
        &self,
        x: &Tile<X, L>,
        dy: &Tile<Y, L>,
        statistics: &mut [Statistics; C],
        norm: Norm,
        pass: &Pass,
        gradient: &mut Self,
    ) {
        const { assert!(X::FLOATS == Y::FLOATS, "batch norm keeps the number of elements") }
        let plane = positions::<X, C>();
        for (c, (x, dy)) in x.lanes().chunks_exact(plane).zip(dy.lanes().chunks_exact(plane)).enumerate() {
            let [dw, db] = statistics[c].observe_backward(x, dy, norm, pass);
            gradient.weight[c] += dw;
            gradient.bias[c] += db;
        }
    }

    /// [`BatchNorm::observe_backward`] behind [`BatchNorm::forward_activated`], whose output `y` gives way to the gradient of the output of
    /// the batch norm, y ← dy · f′, a channel at a time.
    #[expect(clippy::too_many_arguments, reason = "those of two layers")]
    pub fn observe_activated<A: Activation, X: Value, Y: Value, D: Value, const L: usize>(
        &self,
        x: &Tile<X, L>,
        dy: &Tile<D, L>,
        y: &mut Tile<Y, L>,
        statistics: &mut [Statistics; C],
        norm: Norm,
        pass: &Pass,
        gradient: &mut Self,
        activation: A,
    ) {
        const { assert!(X::FLOATS == Y::FLOATS && Y::FLOATS == D::FLOATS, "batch norm keeps the number of elements") }
        const { assert!(matches!(A::SAVES, Saves::Output), "the slope of this activation is found from its input") }
        let plane = positions::<X, C>();
        let planes = x.lanes().chunks_exact(plane).zip(dy.lanes().chunks_exact(plane));
        for (c, ((x, dy), y)) in planes.zip(y.lanes_mut().chunks_exact_mut(plane)).enumerate() {
            times_slope(activation, dy.as_flattened(), y.as_flattened_mut());
            let [dw, db] = statistics[c].observe_backward(x, y, norm, pass);
            gradient.weight[c] += dw;
            gradient.bias[c] += db;
        }
    }

    /// The second half, with the sums over the batch, whose channels have m numbers:
    ///
    /// ```text
    /// dx[c, i] = w[c]/√(σ² + ε) · (dy[c, i] − db[c]/m − x̂[c, i] · dw[c]/m)
    /// ```
    pub fn backward<X: Value, Y: Value, const L: usize>(
        &self,
        x: &Tile<X, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        statistics: &[Statistics; C],
        norm: Norm,
        pass: &Pass,
    ) {
        const { assert!(X::FLOATS == Y::FLOATS, "batch norm keeps the number of elements") }
        let Some(dx) = dx else { return };
        let plane = positions::<X, C>();
        let planes = x.lanes().chunks_exact(plane).zip(dy.lanes().chunks_exact(plane));
        for (c, ((x, dy), dx)) in planes.zip(dx.lanes_mut().chunks_exact_mut(plane)).enumerate() {
            statistics[c].backward(x, dy, dx, self.weight[c], norm, pass);
        }
    }

    /// Writes to `next` what a batch makes of the running statistics: it moves them by `momentum` towards its own. As in PyTorch,
    /// the variance is the one without bias, Σ (x − μ)² / (m − 1).
    pub fn running_statistics(&self, statistics: &[Statistics; C], norm: Norm, next: &mut Self) {
        let moved = |running: f32, of_batch: f64| {
            (f64::from(running) + f64::from(norm.momentum) * (of_batch - f64::from(running))) as f32
        };
        for (c, Statistics { count, mean, squares, .. }) in statistics.iter().enumerate() {
            next.running_mean.0[c] = moved(self.running_mean.0[c], *mean);
            next.running_var.0[c] = moved(self.running_var.0[c], squares / (count - 1.0).max(1.0));
        }
    }
}

// The loops stand outside of the methods so that one copy serves all shapes.

/// y = (x − μ) · scale + bias.
fn normalize(x: &[f32], y: &mut [f32], mean: f32, scale: f32, bias: f32) {
    wide(
        #[inline(always)]
        move || {
            for (x, y) in x.iter().zip(y) {
                *y = (x - mean) * scale + bias;
            }
        },
    );
}

/// How many positions a channel has.
const fn positions<V: Value, const C: usize>() -> usize {
    const { assert!(C > 0 && V::FLOATS.is_multiple_of(C), "the channels must be equal parts of the value") }
    V::FLOATS / C
}

/// What a batch norm counts of one channel, over a tile of a batch and then over the whole.
#[repr(C)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Statistics {
    /// m, how many numbers there are.
    count: f64,
    /// μ, their mean.
    mean: f64,
    /// Σ (x − μ)².
    squares: f64,
    /// Σ dy.
    dy: f64,
    /// Σ dy · x̂.
    along: f64,
}

plain::claim_zeroed!(Statistics { count, mean, squares, dy, along });

impl Statistics {
    /// Of one number, with this mean and variance.
    fn running(mean: f32, variance: f32) -> Self {
        Self { count: 1.0, mean: mean.into(), squares: variance.into(), dy: 0.0, along: 0.0 }
    }

    /// Those of the first lanes.
    fn of<const L: usize>(x: &[[f32; L]], images: usize) -> Self {
        let count = (images * x.len()) as f64;
        if count == 0.0 {
            return Self { count, mean: 0.0, squares: 0.0, dy: 0.0, along: 0.0 };
        }
        let sum = sums::<L>(
            x.len(),
            #[inline(always)]
            |i, l| x[i][l],
        );
        // A number near the mean: about it, sums are exact to the last bits of the numbers.
        let near = (sum[..images].iter().sum::<f64>() / count) as f32;
        let [differences, squares] = sums_of::<2, L>(
            x.len(),
            #[inline(always)]
            |i, l| [x[i][l] - near, (x[i][l] - near) * (x[i][l] - near)],
        );
        let shift = differences[..images].iter().sum::<f64>() / count;
        let (mean, squares) = (f64::from(near) + shift, squares[..images].iter().sum::<f64>() - count * shift * shift);
        if squares.is_finite() {
            return Self { count, mean, squares: squares.max(0.0), dy: 0.0, along: 0.0 };
        }
        // So large that the sum of their squares is none that an `f32` can say.
        let numbers = || x.iter().flat_map(|x| &x[..images]).map(|x| f64::from(*x));
        let mean = numbers().sum::<f64>() / count;
        Self { count, mean, squares: numbers().map(|x| (x - mean) * (x - mean)).sum(), dy: 0.0, along: 0.0 }
    }

    /// Takes in those of a further tile, after [`Network::record_stage`](crate::Network::record_stage).
    ///
    /// Source: Chan, Golub, LeVeque, *Updating formulae and a pairwise algorithm for computing sample variances*, 1979.
    pub fn merge(&mut self, tile: &Self) {
        let count = self.count + tile.count;
        if tile.count == 0.0 {
            return;
        }
        let (step, share) = (tile.mean - self.mean, tile.count / count);
        self.mean += step * share;
        self.squares += tile.squares + step * step * self.count * share;
        self.count = count;
    }

    /// Takes in the sums of a further tile, after [`Network::backward_stage`](crate::Network::backward_stage).
    pub fn merge_backward(&mut self, tile: &Self) {
        self.dy += tile.dy;
        self.along += tile.along;
    }

    /// Sums up a channel of a tile: dw and db of it. The running statistics do not depend on the input.
    fn observe_backward<const L: usize>(
        &mut self,
        x: &[[f32; L]],
        dy: &[[f32; L]],
        norm: Norm,
        pass: &Pass,
    ) -> [f32; 2] {
        let images = pass.images.min(L);
        let Moments { mean, deviation } = self.moments(norm.eps);
        let scale = 1.0 / deviation;
        let [db, dw] = sums_of::<2, L>(
            x.len(),
            #[inline(always)]
            |i, l| [dy[i][l], dy[i][l] * ((x[i][l] - mean) * scale)],
        );
        let [db, dw] = [db, dw].map(|lanes| lanes[..images].iter().sum::<f64>());
        (self.dy, self.along) = if pass.training { (db, dw) } else { (0.0, 0.0) };
        [dw as f32, db as f32]
    }

    /// The gradient of a channel of a tile.
    fn backward<const L: usize>(
        &self,
        x: &[[f32; L]],
        dy: &[[f32; L]],
        dx: &mut [[f32; L]],
        weight: f32,
        norm: Norm,
        pass: &Pass,
    ) {
        let images = pass.images.min(L);
        let Moments { mean, deviation } = self.moments(norm.eps);
        // Lanes without an image had no part in the statistics, so no part of these means reaches them.
        let (mut offset, mut along) = ([0.0; L], [0.0; L]);
        offset[..images].fill((self.dy / self.count) as f32);
        along[..images].fill((self.along / self.count / f64::from(deviation)) as f32);
        let scale = weight / deviation;
        wide(
            #[inline(always)]
            move || {
                for ((x, dy), dx) in x.iter().zip(dy).zip(dx) {
                    for l in 0..L {
                        dx[l] = scale * (dy[l] - offset[l] - (x[l] - mean) * along[l]);
                    }
                }
            },
        );
    }

    fn moments(&self, eps: f32) -> Moments {
        // A tile without images has none, and nothing depends on it.
        let variance = self.squares / self.count.max(1.0);
        Moments { mean: self.mean as f32, deviation: double::sqrt(variance + f64::from(eps)) as f32 }
    }
}

/// μ and √(σ² + ε) of one channel.
struct Moments {
    mean: f32,
    deviation: f32,
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
        let (layer, mut next) = (BatchNorm::<3>::ZERO, BatchNorm::<3>::ZERO);
        let mut statistics = <[Statistics; 3]>::ZERO;
        layer.observe(&x, &mut statistics, &Pass { seed: 0, images: 1, training: true });
        layer.running_statistics(&statistics, Norm { momentum: 0.5, ..NORM }, &mut next);
        // Ten numbers a channel.
        let expected = 0.5 * 1.7e19_f64.powi(2) * 10.0 / 9.0;
        assert_close(&next.running_var.0, &[expected; 3], 1e-6);
        assert_close(&next.running_mean.0, &[0.0; 3], 1e-6);
    }

    /// All of training, over tiles of which only the last may have fewer images than lanes.
    struct Trained<const L: usize> {
        y: Vec<f32>,
        dx: Vec<f32>,
        gradient: BatchNorm<3>,
        next: BatchNorm<3>,
    }

    fn train<const L: usize>(
        layer: &BatchNorm<3>,
        x: &[Tile<Image, L>],
        dy: &[Tile<Image, L>],
        count: usize,
    ) -> Trained<L> {
        let pass = |tile| Pass { seed: 0, images: L.min(count - tile * L), training: true };
        let mut gradient = BatchNorm::ZERO;
        let of_tile = |tile: usize| {
            let mut statistics = <[Statistics; 3]>::ZERO;
            layer.observe(&x[tile], &mut statistics, &pass(tile));
            statistics
        };
        let mut all = of_tile(0);
        for tile in 1..x.len() {
            all.iter_mut().zip(&of_tile(tile)).for_each(|(all, tile)| all.merge(tile));
        }
        let mut of_tile = |tile: usize| {
            let mut statistics = all;
            layer.observe_backward(&x[tile], &dy[tile], &mut statistics, NORM, &pass(tile), &mut gradient);
            statistics
        };
        let mut sums = of_tile(0);
        for tile in 1..x.len() {
            sums.iter_mut().zip(&of_tile(tile)).for_each(|(all, tile)| all.merge_backward(tile));
        }
        let (mut y, mut dx) = (Vec::new(), Vec::new());
        for tile in 0..x.len() {
            let (mut of_y, mut of_dx) = (Tile::<Image, L>::ZERO, random::<Tile<Image, L>>(4));
            layer.forward(&x[tile], &mut of_y, &all, NORM);
            layer.backward(&x[tile], &dy[tile], Some(&mut of_dx), &sums, NORM, &pass(tile));
            let count = pass(tile).images;
            assert!(of_dx.lanes().iter().all(|element| element[count..].iter().all(|&dx| dx == 0.0)));
            y.extend(images(&of_y, count));
            dx.extend(images(&of_dx, count));
        }
        let mut next = layer.clone();
        layer.running_statistics(&all, NORM, &mut next);
        Trained { y, dx, gradient, next }
    }

    fn agrees_with_the_formula<const L: usize>(count: usize) {
        let layer: BatchNorm<3> = random(1);
        let tiles = count.div_ceil(L) as u64;
        let x: Vec<Tile<Image, L>> = (0..tiles).map(|tile| random(2 + 10 * tile)).collect();
        let mut dy: Vec<Tile<Image, L>> = (0..tiles).map(|tile| random(3 + 10 * tile)).collect();
        for element in dy.last_mut().unwrap().lanes_mut() {
            element[count - (count - 1) / L * L..].fill(0.0);
        }
        let trained = train(&layer, &x, &dy, count);

        let of_images = |tiles: &[Tile<Image, L>]| {
            let tile = |(index, tile): (usize, &Tile<Image, L>)| images(tile, L.min(count - index * L));
            wide(&tiles.iter().enumerate().flat_map(tile).collect::<Vec<_>>())
        };
        let (w, b) = (wide(&layer.weight), wide(&layer.bias));
        let (x, dy) = (of_images(&x), of_images(&dy));
        assert_close(&trained.y, &naive(&x, &w, &b), 1e-6);
        assert_close(&trained.dx, &gradient(&x, |x| dot(&naive(x, &w, &b), &dy)), 1e-6);
        assert_close(&trained.gradient.weight, &gradient(&w, |w| dot(&naive(&x, w, &b), &dy)), 1e-6);
        assert_close(&trained.gradient.bias, &gradient(&b, |b| dot(&naive(&x, &w, b), &dy)), 1e-6);
        assert_eq!((trained.gradient.running_mean.0, trained.gradient.running_var.0), ([0.0; 3], [0.0; 3]));

        let m = (10 * count) as f64;
        let moved = |running: f32, of_batch: f64| 0.9 * f64::from(running) + 0.1 * of_batch;
        let mean: Vec<_> = (0..3).map(|c| moved(layer.running_mean.0[c], statistics(&x, c).0)).collect();
        let var: Vec<_> = (0..3).map(|c| moved(layer.running_var.0[c], statistics(&x, c).1 * m / (m - 1.0))).collect();
        assert_close(&trained.next.running_mean.0, &mean, 1e-6);
        assert_close(&trained.next.running_var.0, &var, 1e-6);
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
    fn the_tiles_of_a_batch_are_one() {
        for count in [2, 3, 7] {
            agrees_with_the_formula::<1>(count);
            agrees_with_the_formula::<2>(count);
        }
        for count in [17, 33] {
            agrees_with_the_formula::<16>(count);
        }
    }

    #[test]
    fn inputs_of_any_size_are_normalized() {
        let layer: BatchNorm<3> = random(1);
        for exponent in -30..=37 {
            let (mut x, dy) = ([random(2), random::<Tile<Image, 16>>(5)], [random(3), random(6)]);
            for x in x.iter_mut().flat_map(Plain::floats_mut) {
                *x *= 10_f32.powi(exponent);
            }
            let trained = train(&layer, &x, &dy, 32);
            let x = x.iter().flat_map(|tile| images(tile, 16)).collect::<Vec<_>>();
            assert_close(&trained.y, &naive(&wide(&x), &wide(&layer.weight), &wide(&layer.bias)), 2e-6);
            assert!(trained.dx.iter().chain(&trained.gradient.weight).all(|x| x.is_finite()), "1e{exponent}");
        }
    }

    #[test]
    fn a_mean_far_from_zero_costs_no_more_than_the_numbers_themselves() {
        // Multiples of 2⁻¹⁰, which an `f32` near 4096 can say: mean and variance are exact to the last bits.
        let mut x = [random::<Tile<Image, 16>>(2), random(3)];
        for x in x.iter_mut().flat_map(Plain::floats_mut) {
            *x = 4096.0 + (*x * 1024.0).round() / 1024.0;
        }
        let layer = BatchNorm {
            weight: [1.0; 3],
            bias: [0.0; 3],
            running_mean: Running([0.0; 3]),
            running_var: Running([0.0; 3]),
        };
        let next = train(&layer, &x, &x, 32).next;
        let numbers = wide(&x.iter().flat_map(|tile| images(tile, 16)).collect::<Vec<_>>());
        for c in 0..3 {
            let (mean, variance) = statistics(&numbers, c);
            let (mean, variance) = (0.1_f32 as f64 * mean, 0.1_f32 as f64 * variance * 320.0 / 319.0);
            assert!((f64::from(next.running_mean.0[c]) / mean - 1.0).abs() < 1e-6);
            assert!((f64::from(next.running_var.0[c]) / variance - 1.0).abs() < 1e-6);
        }
    }

    #[test]
    fn one_number_a_channel_gives_its_bias_and_no_nan() {
        let layer: BatchNorm<4> = random(1);
        let x: Tile<[f32; 4], 1> = random(2);
        let (mut y, mut dx, mut sum) = (x.clone(), x.clone(), BatchNorm::ZERO);
        let (pass, mut statistics) = (Pass { seed: 0, images: 1, training: true }, <[Statistics; 4]>::ZERO);
        layer.observe(&x, &mut statistics, &pass);
        layer.forward(&x, &mut y, &statistics, NORM);
        layer.observe_backward(&x, &x, &mut statistics, NORM, &pass, &mut sum);
        layer.backward(&x, &x, Some(&mut dx), &statistics, NORM, &pass);
        assert_eq!(y.value(), &layer.bias);
        assert_eq!(dx.value(), &[0.0; 4]);
        let mut next = layer.clone();
        layer.running_statistics(&statistics, Norm { momentum: 1.0, ..NORM }, &mut next);
        assert_eq!((next.running_mean.0, next.running_var.0), (*x.value(), [0.0; 4]));
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
