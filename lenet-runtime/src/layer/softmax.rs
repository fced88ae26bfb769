//! Softmax and its logarithm, over the channels.
//!
//! A tile of C channels is a matrix of C rows; its columns, one for each position and lane, do not know of each other.

use super::module::{Module, NoParameters, Saves, apart};
use crate::kernel::math::{exp, ln};
use crate::plain::Plain;
use crate::tensor::{Tile, Value};
use core::ops::Range;

/// Turns the channels at each position into positive numbers whose sum is 1: PyTorch's `Softmax(dim=1)`.
///
/// ```text
/// y[c, i] = exp(x[c, i] − m[i]) / Σ k  exp(x[k, i] − m[i]),   m[i] = max k  x[k, i]
/// ```
///
/// with i over the positions of an image, of which a vector has one. The shape of `Y` tells how many channels there
/// are. Subtracting the maximum does not change the result, and keeps exp from overflowing. Beside a finite maximum −∞ becomes
/// 0; where one of the channels is +∞ or NaN, or all are −∞, all become NaN, as in PyTorch.
///
/// Source: Bridle, *Probabilistic interpretation of feedforward classification network outputs*, Neurocomputing, 1990.
#[derive(Clone, Copy, Debug)]
pub struct Softmax;

impl Softmax {
    /// [`Module::forward`], over its own input.
    pub fn forward_in_place<Y: Value, const L: usize>(y: &mut Tile<Y, L>) {
        let (width, y) = (columns::<Y, L>(), y.floats_mut());
        for block in blocks(width) {
            let max = largest(y, width, &block);
            let mut sum = [0.0; BLOCK];
            for row in y.chunks_exact_mut(width) {
                for ((y, max), sum) in row[block.clone()].iter_mut().zip(&max).zip(&mut sum) {
                    *y = exp(*y - max);
                    *sum += *y;
                }
            }
            for row in y.chunks_exact_mut(width) {
                for (y, sum) in row[block.clone()].iter_mut().zip(&sum) {
                    *y /= sum;
                }
            }
        }
    }
}

impl Module for Softmax {
    const SAVES: Saves = Saves::Output;

    fn forward<X: Value, Y: Value, const L: usize>(&self, _: &NoParameters, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        apart(x, y, Self::forward_in_place);
    }

    /// With y the output, dx ← `y[c] · (dy[c] − Σ y · dy)` with the sum over the channels.
    fn backward<S: Value, X: Value, Y: Value, const L: usize>(
        &self,
        _: &NoParameters,
        y: &Tile<S, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        _: &mut NoParameters,
    ) {
        const { assert!(X::FLOATS == Y::FLOATS && S::FLOATS == Y::FLOATS, "softmax keeps the number of elements") }
        let Some(dx) = dx else { return };
        let (width, y, dy, dx) = (columns::<Y, L>(), y.floats(), dy.floats(), dx.floats_mut());
        for block in blocks(width) {
            let mut sum = [0.0; BLOCK];
            for (y, dy) in y.chunks_exact(width).zip(dy.chunks_exact(width)) {
                for ((y, dy), sum) in y[block.clone()].iter().zip(&dy[block.clone()]).zip(&mut sum) {
                    *sum += y * dy;
                }
            }
            let rows = y.chunks_exact(width).zip(dy.chunks_exact(width));
            for ((y, dy), dx) in rows.zip(dx.chunks_exact_mut(width)) {
                let row = y[block.clone()].iter().zip(&dy[block.clone()]);
                for (((y, dy), sum), dx) in row.zip(&sum).zip(&mut dx[block.clone()]) {
                    *dx = y * (dy - sum);
                }
            }
        }
    }
}

/// The logarithm of [`Softmax`]: PyTorch's `LogSoftmax(dim=1)`.
///
/// ```text
/// y[c, i] = x[c, i] − m[i] − ln Σ k  exp(x[k, i] − m[i]),   m[i] = max k  x[k, i]
/// ```
#[derive(Clone, Copy, Debug)]
pub struct LogSoftmax;

impl LogSoftmax {
    /// [`Module::forward`], over its own input.
    pub fn forward_in_place<Y: Value, const L: usize>(y: &mut Tile<Y, L>) {
        let (width, y) = (columns::<Y, L>(), y.floats_mut());
        for block in blocks(width) {
            let max = largest(y, width, &block);
            let mut sum = [0.0; BLOCK];
            for row in y.chunks_exact(width) {
                for ((y, max), sum) in row[block.clone()].iter().zip(&max).zip(&mut sum) {
                    *sum += exp(y - max);
                }
            }
            let ln = sum.map(ln);
            for row in y.chunks_exact_mut(width) {
                for ((y, max), ln) in row[block.clone()].iter_mut().zip(&max).zip(&ln) {
                    *y = *y - max - ln;
                }
            }
        }
    }
}

impl Module for LogSoftmax {
    const SAVES: Saves = Saves::Output;

    fn forward<X: Value, Y: Value, const L: usize>(&self, _: &NoParameters, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        apart(x, y, Self::forward_in_place);
    }

    /// With y the output, dx ← `dy[c] − exp(y[c]) · Σ dy` with the sum over the channels.
    fn backward<S: Value, X: Value, Y: Value, const L: usize>(
        &self,
        _: &NoParameters,
        y: &Tile<S, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        _: &mut NoParameters,
    ) {
        const { assert!(X::FLOATS == Y::FLOATS && S::FLOATS == Y::FLOATS, "softmax keeps the number of elements") }
        let Some(dx) = dx else { return };
        let (width, y, dy, dx) = (columns::<Y, L>(), y.floats(), dy.floats(), dx.floats_mut());
        for block in blocks(width) {
            let mut sum = [0.0; BLOCK];
            for dy in dy.chunks_exact(width) {
                for (dy, sum) in dy[block.clone()].iter().zip(&mut sum) {
                    *sum += dy;
                }
            }
            let rows = y.chunks_exact(width).zip(dy.chunks_exact(width));
            for ((y, dy), dx) in rows.zip(dx.chunks_exact_mut(width)) {
                let row = y[block.clone()].iter().zip(&dy[block.clone()]);
                for (((y, dy), sum), dx) in row.zip(&sum).zip(&mut dx[block.clone()]) {
                    *dx = dy - exp(*y) * sum;
                }
            }
        }
    }
}

/// How many columns are worked on at once: four cache lines of each row. With only one, rows that are a power of two
/// apart push each other out of the cache, and the backward pass of 16 × 32 × 32 in 16 lanes takes 2.5 times as long.
const BLOCK: usize = 64;

/// The number of columns, positions × lanes.
const fn columns<Y: Value, const L: usize>() -> usize {
    Y::FLOATS / Y::SHAPE.channels() * L
}

/// All columns, in ranges of at most [`BLOCK`].
fn blocks(width: usize) -> impl Iterator<Item = Range<usize>> {
    (0..width).step_by(BLOCK).map(move |start| start..width.min(start + BLOCK))
}

/// The largest element of each column of `block`.
fn largest(y: &[f32], width: usize, block: &Range<usize>) -> [f32; BLOCK] {
    let mut max = [f32::NEG_INFINITY; BLOCK];
    for row in y.chunks_exact(width) {
        for (y, max) in row[block.clone()].iter().zip(&mut max) {
            *max = max.max(*y);
        }
    }
    max
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::layer::differences::{assert_close, dot, gradient, lane, random, wide};
    use crate::plain::Zeroed;
    use crate::tensor::Tensor;

    type Image = Tensor<5, 3, 7>;

    fn naive_log(x: &[f64], channels: usize) -> Vec<f64> {
        let positions = x.len() / channels;
        let sum = |i: usize| (0..channels).map(|k| x[k * positions + i % positions].exp()).sum::<f64>();
        (0..x.len()).map(|i| x[i] - sum(i).ln()).collect()
    }

    fn naive(x: &[f64], channels: usize) -> Vec<f64> {
        naive_log(x, channels).into_iter().map(f64::exp).collect()
    }

    fn agree<V: Value, const L: usize>(channels: usize) {
        let (mut x, dy): (Tile<V, L>, Tile<V, L>) = (random(1), random(2));
        for x in x.floats_mut() {
            *x *= 4.0;
        }
        let (mut y, mut log_y, mut dx, mut log_dx) = (Tile::<V, L>::ZERO, Tile::<V, L>::ZERO, x.clone(), x.clone());
        Softmax.forward(&[], &x, &mut y);
        Softmax.backward(&[], &y, &dy, Some(&mut dx), &mut []);
        LogSoftmax.forward(&[], &x, &mut log_y);
        LogSoftmax.backward(&[], &log_y, &dy, Some(&mut log_dx), &mut []);
        for l in 0..L {
            let (x, dy) = (wide(&lane(&x, l)), wide(&lane(&dy, l)));
            assert_close(&lane(&y, l), &naive(&x, channels), 1e-6);
            assert_close(&lane(&log_y, l), &naive_log(&x, channels), 1e-6);
            assert_close(&lane(&dx, l), &gradient(&x, |x| dot(&naive(x, channels), &dy)), 1e-6);
            assert_close(&lane(&log_dx, l), &gradient(&x, |x| dot(&naive_log(x, channels), &dy)), 1e-6);
        }
    }

    #[test]
    fn softmax_of_images_is_over_channels_at_each_position() {
        agree::<Image, 1>(5);
        agree::<Image, 16>(5);
    }

    #[test]
    fn softmax_of_vectors_is_over_all_elements() {
        agree::<[f32; 10], 1>(10);
        agree::<[f32; 10], 16>(10);
    }

    #[test]
    fn large_inputs_do_not_overflow() {
        let x = [1000.0, 1000.0, -1000.0];
        let mut y = x;
        Softmax.forward(&[], Tile::of(&x), y.view_mut::<Tile<[f32; 3], 1>>());
        assert_eq!(y, [0.5, 0.5, 0.0]);
        LogSoftmax.forward(&[], Tile::of(&x), y.view_mut::<Tile<[f32; 3], 1>>());
        let half = -core::f32::consts::LN_2;
        assert_eq!(y, [half, half, -2000.0 + half]);
    }
}
