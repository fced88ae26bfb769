//! Layers that move elements between channels and places.

use super::module::{Module, NoParameters, Saves};
use crate::tensor::{Shape, Tile, Value};

/// A layer that only moves elements.
trait Order: Copy {
    /// Which element of the input each element of the output is.
    fn from<Y: Value>(self) -> impl Iterator<Item = usize>;
}

impl<O: Order> Module for O {
    // It reads neither value.
    const SAVES: Saves = Saves::Input;

    fn forward<X: Value, Y: Value, const L: usize>(&self, _: &NoParameters, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { assert!(X::FLOATS == Y::FLOATS, "a shuffle keeps the number of elements") }
        for (y, from) in y.lanes_mut().iter_mut().zip(self.from::<Y>()) {
            *y = x.lanes()[from];
        }
    }

    fn backward<S: Value, X: Value, Y: Value, const L: usize>(
        &self,
        _: &NoParameters,
        _: &Tile<S, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        _: &mut NoParameters,
    ) {
        const { assert!(X::FLOATS == Y::FLOATS, "a shuffle keeps the number of elements") }
        let Some(dx) = dx else { return };
        for (dy, to) in dy.lanes().iter().zip(self.from::<Y>()) {
            dx.lanes_mut()[to] = *dy;
        }
    }
}

/// Turns every r² channels into one of r times as many rows and columns: PyTorch's `PixelShuffle(r)`.
///
/// ```text
/// y[c, i, j] = x[c·r² + (i mod r)·r + (j mod r), ⌊i/r⌋, ⌊j/r⌋]
/// ```
///
/// with `x` of C·r² × H × W and `y` of C × H·r × W·r.
///
/// Source: Shi et al., *Real-time single image and video super-resolution using an efficient sub-pixel convolutional neural
/// network*, 2016, arXiv:1609.05158.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PixelShuffle {
    /// r. It divides the rows and the columns of the output.
    pub factor: usize,
}

impl Order for PixelShuffle {
    fn from<Y: Value>(self) -> impl Iterator<Item = usize> {
        let ([channels, rows, columns], r) = (image::<Y>(), self.factor);
        assert!(r > 0 && rows.is_multiple_of(r) && columns.is_multiple_of(r), "{r} divides {rows} and {columns}");
        (0..channels * rows * columns).map(move |element| {
            let (c, i, j) = (element / columns / rows, element / columns % rows, element % columns);
            let channel = c * r * r + i % r * r + j % r;
            (channel * (rows / r) + i / r) * (columns / r) + j / r
        })
    }
}

/// Deals the channels of each group out to all of them: PyTorch's `ChannelShuffle(G)`.
///
/// ```text
/// y[k·G + g] = x[g·C/G + k],   g < G, k < C/G
/// ```
///
/// Source: Zhang et al., *ShuffleNet*, 2017, arXiv:1707.01083.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelShuffle {
    /// G. It divides the number of channels.
    pub groups: usize,
}

impl Order for ChannelShuffle {
    fn from<Y: Value>(self) -> impl Iterator<Item = usize> {
        let [channels, rows, columns] = image::<Y>();
        let (groups, positions) = (self.groups, rows * columns);
        assert!(groups > 0 && channels.is_multiple_of(groups), "{groups} divides {channels}");
        (0..channels * positions).map(move |element| {
            let (channel, position) = (element / positions, element % positions);
            (channel % groups * (channels / groups) + channel / groups) * positions + position
        })
    }
}

/// Puts the channels of an image innermost: Keras's `Flatten` of the same image, whose numbers stand in that order there.
///
/// ```text
/// y[i·C + c] = x[c, i]
/// ```
///
/// with i over the positions of a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChannelsLast {
    /// C: the channels are equal parts of the input.
    pub channels: usize,
}

impl Order for ChannelsLast {
    fn from<Y: Value>(self) -> impl Iterator<Item = usize> {
        let (elements, channels) = (Y::FLOATS, self.channels);
        assert!(channels > 0 && elements.is_multiple_of(channels), "{channels} divides {elements}");
        (0..elements).map(move |element| element % channels * (elements / channels) + element / channels)
    }
}

/// Channels, rows and columns of an image; a vector has channels alone.
pub(super) const fn image<Y: Value>() -> [usize; 3] {
    match Y::SHAPE {
        Shape::Image(channels, rows, columns) => [channels, rows, columns],
        Shape::Vector(length) => [length, 1, 1],
    }
}
