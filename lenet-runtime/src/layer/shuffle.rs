//! Layers that move elements between channels and places.

use super::module::{Module, NoParameters, Saves};
use crate::tensor::{Shape, Tile, Value};

/// A layer that only moves elements.
trait Order: Copy {
    /// Panics where an output of this shape does not come of it.
    fn check(self, output: [usize; 3]);

    /// Which element of the input an element of the output is.
    fn from(self, output: [usize; 3], element: usize) -> usize;
}

impl<O: Order> Module for O {
    // It reads neither value.
    const SAVES: Saves = Saves::Input;

    fn forward<X: Value, Y: Value, const L: usize>(&self, _: &NoParameters, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { assert!(X::FLOATS == Y::FLOATS, "a shuffle keeps the number of elements") }
        self.check(image::<Y>());
        for (element, y) in y.lanes_mut().iter_mut().enumerate() {
            *y = x.lanes()[self.from(image::<Y>(), element)];
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
        self.check(image::<Y>());
        for (element, dy) in dy.lanes().iter().enumerate() {
            dx.lanes_mut()[self.from(image::<Y>(), element)] = *dy;
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
    fn check(self, [_, rows, columns]: [usize; 3]) {
        let r = self.factor;
        assert!(r > 0 && rows.is_multiple_of(r) && columns.is_multiple_of(r), "{r} divides {rows} and {columns}");
    }

    fn from(self, [_, rows, columns]: [usize; 3], element: usize) -> usize {
        let r = self.factor;
        let (c, i, j) = (element / columns / rows, element / columns % rows, element % columns);
        let channel = c * r * r + i % r * r + j % r;
        (channel * (rows / r) + i / r) * (columns / r) + j / r
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
    fn check(self, [channels, ..]: [usize; 3]) {
        let groups = self.groups;
        assert!(groups > 0 && channels.is_multiple_of(groups), "{groups} divides {channels}");
    }

    fn from(self, [channels, rows, columns]: [usize; 3], element: usize) -> usize {
        let (groups, positions) = (self.groups, rows * columns);
        let (channel, position) = (element / positions, element % positions);
        (channel % groups * (channels / groups) + channel / groups) * positions + position
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
    fn check(self, [channels, rows, columns]: [usize; 3]) {
        let (elements, channels) = (channels * rows * columns, self.channels);
        assert!(channels > 0 && elements.is_multiple_of(channels), "{channels} divides {elements}");
    }

    fn from(self, [channels, rows, columns]: [usize; 3], element: usize) -> usize {
        let positions = channels * rows * columns / self.channels;
        element % self.channels * positions + element / self.channels
    }
}

/// Channels, rows and columns of an image; a vector has channels alone.
pub(super) const fn image<Y: Value>() -> [usize; 3] {
    match Y::SHAPE {
        Shape::Image(channels, rows, columns) => [channels, rows, columns],
        Shape::Vector(length) => [length, 1, 1],
    }
}
