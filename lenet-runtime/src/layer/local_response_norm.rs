//! Local response normalization.

use super::module::{Module, NoParameters, Saves};
use super::shuffle::image;
use crate::kernel::math::{exp, ln};
use crate::tensor::{Tile, Value};
use core::ops::Range;

/// Divides each element by what its neighbours in other channels are: PyTorch's `LocalResponseNorm`.
///
/// ```text
/// y[c] = x[c] / s[c]^β,   s[c] = k + α/n · Σ j  x[j]²
/// ```
///
/// with j from c − ⌊n/2⌋ to c + ⌊(n − 1)/2⌋, as far as there are channels, at the same row and column.
///
/// Source: Krizhevsky, Sutskever, Hinton, *ImageNet classification with deep convolutional neural networks*, 2012.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct LocalResponseNorm {
    /// n, how many channels are summed. More than 0.
    pub size: usize,
    /// α. Not negative.
    pub alpha: f32,
    /// β. Not negative.
    pub beta: f32,
    /// k. More than 0.
    pub k: f32,
}

impl LocalResponseNorm {
    /// The channels that are summed for channel `c`.
    fn summed(self, c: usize, channels: usize) -> Range<usize> {
        c.saturating_sub(self.size / 2)..(c + (self.size - 1) / 2 + 1).min(channels)
    }

    /// The channels whose sums channel `c` is part of.
    fn reached(self, c: usize, channels: usize) -> Range<usize> {
        c.saturating_sub((self.size - 1) / 2)..(c + self.size / 2 + 1).min(channels)
    }

    /// s[c] of every lane at one position.
    fn divisor<const L: usize>(
        self,
        x: &[[f32; L]],
        c: usize,
        position: usize,
        [channels, positions]: [usize; 2],
    ) -> [f32; L] {
        let mut sum = [0.0; L];
        for j in self.summed(c, channels) {
            let x = &x[j * positions + position];
            for l in 0..L {
                sum[l] += x[l] * x[l];
            }
        }
        sum.map(|sum| self.k + self.alpha / self.size as f32 * sum)
    }

    /// s^−β.
    fn share(self, s: f32) -> f32 {
        exp(-self.beta * ln(s))
    }
}

impl Module for LocalResponseNorm {
    const SAVES: Saves = Saves::Input;

    fn forward<X: Value, Y: Value, const L: usize>(&self, _: &NoParameters, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { assert!(X::FLOATS == Y::FLOATS, "a normalization keeps the shape") }
        let [channels, rows, columns] = image::<Y>();
        let (x, sizes) = (x.lanes(), [channels, rows * columns]);
        for (element, y) in y.lanes_mut().iter_mut().enumerate() {
            let s = self.divisor(x, element / sizes[1], element % sizes[1], sizes);
            for l in 0..L {
                y[l] = x[element][l] * self.share(s[l]);
            }
        }
    }

    /// ```text
    /// dx[c] = dy[c] / s[c]^β − 2αβ/n · x[c] · Σ j  dy[j] · x[j] / s[j]^(β + 1)
    /// ```
    ///
    /// with j over the channels whose sums c is part of.
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
        let [channels, rows, columns] = image::<Y>();
        let (x, dy, sizes) = (x.lanes(), dy.lanes(), [channels, rows * columns]);
        let factor = 2.0 * self.alpha * self.beta / self.size as f32;
        for (element, dx) in dx.lanes_mut().iter_mut().enumerate() {
            let (c, position) = (element / sizes[1], element % sizes[1]);
            let mut through = [0.0; L];
            for j in self.reached(c, channels) {
                let (s, other) = (self.divisor(x, j, position, sizes), j * sizes[1] + position);
                for l in 0..L {
                    through[l] += dy[other][l] * x[other][l] * self.share(s[l]) / s[l];
                }
            }
            let s = self.divisor(x, c, position, sizes);
            for l in 0..L {
                dx[l] = dy[element][l] * self.share(s[l]) - factor * x[element][l] * through[l];
            }
        }
    }
}
