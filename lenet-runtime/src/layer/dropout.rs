//! Dropout.

use super::Pass;
use super::module::apart;
use crate::plain::Plain;
use crate::random::Random;
use crate::tensor::{Tile, Value};

/// Sets each element to zero with probability p while training, and scales the others so that the mean stays:
///
/// ```text
/// y[e] = x[e] · r[e],   r[e] = 0 with probability p, else 1/(1 − p)
/// ```
///
/// as PyTorch's `Dropout`. At inference there is no dropout. The mask r is a function of the pass's seed, the layer and
/// the place of the element in the tile, so the backward pass computes it again and nothing stores it.
///
/// Source: Srivastava et al., *Dropout: a simple way to prevent neural networks from overfitting*, JMLR 15, 2014.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dropout {
    /// The probability that an element is dropped, 0 ≤ p < 1. `network!` refuses p = 1, which PyTorch allows: nothing would pass,
    /// and nothing before the layer would learn.
    pub p: f32,
}

impl Dropout {
    /// `y` from `x`. `layer` tells the dropout layers of a network apart: each draws its own mask.
    pub fn forward<X: Value, Y: Value, const L: usize>(
        &self,
        x: &Tile<X, L>,
        y: &mut Tile<Y, L>,
        pass: &Pass,
        layer: u64,
    ) {
        apart(x, y, |y| self.forward_in_place(y, pass, layer));
    }

    /// [`Dropout::forward`], over its own input.
    pub fn forward_in_place<Y: Value, const L: usize>(&self, y: &mut Tile<Y, L>, pass: &Pass, layer: u64) {
        if !pass.training {
            return;
        }
        let scale = 1.0 / (1.0 - self.p);
        let mut random = Random::new(pass.seed ^ Random::new(layer).next());
        for y in y.floats_mut() {
            *y *= if random.uniform() < self.p { 0.0 } else { scale };
        }
    }

    /// The gradient `d` of y becomes that of x: both are the other times the mask.
    pub fn backward<Y: Value, const L: usize>(&self, d: &mut Tile<Y, L>, pass: &Pass, layer: u64) {
        self.forward_in_place(d, pass, layer);
    }
}

/// As [`Dropout`], for whole channels of each image: PyTorch's `Dropout2d`.
///
/// ```text
/// y[c, i] = x[c, i] · r[c],   r[c] = 0 with probability p, else 1/(1 − p)
/// ```
///
/// with i over the positions of channel c.
///
/// Source: Tompson et al., *Efficient object localization using convolutional networks*, CVPR 2015, arXiv:1411.4280.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Dropout2d {
    /// The probability that a channel is dropped, 0 ≤ p < 1.
    pub p: f32,
    /// How many channels there are: equal parts of the value, whatever its shape.
    pub channels: usize,
}

impl Dropout2d {
    /// `y` from `x`. `layer` tells the dropout layers of a network apart: each draws its own mask.
    pub fn forward<X: Value, Y: Value, const L: usize>(
        &self,
        x: &Tile<X, L>,
        y: &mut Tile<Y, L>,
        pass: &Pass,
        layer: u64,
    ) {
        apart(x, y, |y| self.forward_in_place(y, pass, layer));
    }

    /// [`Dropout2d::forward`], over its own input.
    ///
    /// # Panics
    ///
    /// If the channels are no equal parts of the value.
    pub fn forward_in_place<Y: Value, const L: usize>(&self, y: &mut Tile<Y, L>, pass: &Pass, layer: u64) {
        assert!(self.channels > 0 && Y::FLOATS.is_multiple_of(self.channels), "the channels are equal parts");
        if !pass.training {
            return;
        }
        let scale = 1.0 / (1.0 - self.p);
        let mut random = Random::new(pass.seed ^ Random::new(layer).next());
        for channel in y.lanes_mut().chunks_exact_mut(Y::FLOATS / self.channels) {
            let mut mask = [0.0; L];
            mask.fill_with(|| if random.uniform() < self.p { 0.0 } else { scale });
            for element in channel {
                for l in 0..L {
                    element[l] *= mask[l];
                }
            }
        }
    }

    /// The gradient `d` of y becomes that of x: both are the other times the mask.
    pub fn backward<Y: Value, const L: usize>(&self, d: &mut Tile<Y, L>, pass: &Pass, layer: u64) {
        self.forward_in_place(d, pass, layer);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plain::Zeroed;

    type Vector = [f32; 1000];

    fn mask(p: f32, seed: u64, layer: u64) -> Tile<Vector, 16> {
        let mut y = Tile::<Vector, 16>::ZERO;
        y.floats_mut().fill(1.0);
        Dropout { p }.forward_in_place(&mut y, &Pass { seed, images: 16, training: true }, layer);
        y
    }

    #[test]
    fn the_mask_drops_a_share_of_p_and_keeps_the_mean() {
        for p in [0.1, 0.25, 0.5, 0.9] {
            let y = mask(p, 1, 0);
            let dropped = y.floats().iter().filter(|&&y| y == 0.0).count();
            assert!(y.floats().iter().all(|&y| y == 0.0 || y == 1.0 / (1.0 - p)));
            // The share of 16 000 draws has a standard deviation of at most 0.004.
            assert!((dropped as f32 / 16_000.0 - p).abs() < 0.016);
        }
    }

    #[test]
    fn forward_and_backward_draw_the_same_mask_and_other_passes_and_layers_another() {
        let y = mask(0.5, 7, 2);
        let mut d = Tile::<Vector, 16>::ZERO;
        d.floats_mut().fill(3.0);
        Dropout { p: 0.5 }.backward(&mut d, &Pass { seed: 7, images: 16, training: true }, 2);
        assert!(d.floats().iter().zip(y.floats()).all(|(d, y)| *d == 3.0 * y));
        for other in [mask(0.5, 8, 2), mask(0.5, 7, 3), mask(0.5, 2, 7)] {
            let same = other.floats().iter().zip(y.floats()).filter(|(a, b)| a == b).count();
            assert!((7_700..8_300).contains(&same), "{same} of 16 000 draws agree, half of them should");
        }
    }

    #[test]
    fn whole_channels_are_dropped_of_each_image_by_itself() {
        type Image = crate::tensor::Tensor<500, 2, 3>;
        let (layer, pass) = (Dropout2d { p: 0.25, channels: 500 }, Pass { seed: 1, images: 16, training: true });
        let mut y = Tile::<Image, 16>::ZERO;
        y.floats_mut().fill(1.0);
        layer.forward_in_place(&mut y, &pass, 2);
        for channel in y.lanes().chunks_exact(6) {
            assert!(channel.iter().all(|element| *element == channel[0]));
            assert!(channel[0].iter().all(|&y| y == 0.0 || y == 1.0 / 0.75));
        }
        // The share of 8 000 draws has a standard deviation of 0.005.
        let dropped = y.floats().iter().filter(|&&y| y == 0.0).count() as f32 / 48_000.0;
        assert!((dropped - 0.25).abs() < 0.025, "{dropped}");
        assert!(y.lanes().iter().any(|element| element.contains(&0.0) && element.iter().any(|&y| y > 0.0)));

        let mut d = Tile::<Image, 16>::ZERO;
        d.floats_mut().fill(3.0);
        layer.backward(&mut d, &pass, 2);
        assert!(d.floats().iter().zip(y.floats()).all(|(d, y)| *d == 3.0 * y));
    }

    #[test]
    fn p_of_zero_keeps_all_and_p_of_one_keeps_nothing() {
        assert!(mask(0.0, 1, 0).floats().iter().all(|&y| y == 1.0));
        assert!(mask(1.0, 1, 0).floats().iter().all(|&y| y == 0.0));
    }
}
