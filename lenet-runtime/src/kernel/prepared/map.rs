//! Where the elements of a value stand in its buffer.

use super::BLOCK;
use crate::shape::Window;
use crate::shape::product;
use crate::tensor::Shape;

/// Images of at most so many channels stand channel by channel.
pub(crate) const FEW: usize = 8;

/// Where the elements of a value stand in its buffer.
///
/// Blocks of 16 channels, in each the rows, in each the columns, in each the 16 numbers of the channels: `[C/16][H][W][16]`.
/// With at most `FEW` channels the blocks are of one channel: `[C][H][W]`. A vector of N elements is N channels of one
/// element.
///
/// Around the image stand zeros. Those between two rows are at once to the right of one and to the left of the next, those
/// between two blocks below one and above the next. So there are few to write.
///
/// Or it is a plain array, `[C][H][W]` and no more, as values are outside of a prepared network.
///
/// A length that is larger than a number can be is the largest number, so that no buffer has it: whoever has compared
/// [`Map::len`] with that of a buffer knows that no element stands outside, and that no other size here has wrapped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Map {
    /// C.
    pub(super) channels: usize,
    /// H.
    pub(super) height: usize,
    /// W.
    pub(super) width: usize,
    /// How many rows and columns of zeros stand around the image: top, bottom, left, right.
    pub(super) border: [usize; 4],
    /// Whether it is a plain array.
    pub(super) plain: bool,
}

impl Map {
    /// The map of a value without a border.
    #[must_use]
    pub const fn of(shape: Shape) -> Self {
        let (channels, height, width) = match shape {
            // `network!` says that it is too large: nothing large is to be computed from it.
            Shape::Image(channels, height, width) if product(&[channels, height, width]) > 1 << 31 => (1, 1, 1),
            Shape::Image(channels, height, width) => (channels, height, width),
            Shape::Vector(length) => (length, 1, 1),
        };
        Self { channels, height, width, border: [0; 4], plain: false }
    }

    /// The same with so many rows and columns of zeros around the image: top, bottom, left, right.
    #[doc(hidden)]
    #[must_use]
    pub const fn bordered(mut self, border: [usize; 4]) -> Self {
        self.border = border;
        self
    }

    /// Whether it is a plain array.
    #[must_use]
    #[inline(always)]
    pub const fn is_plain(&self) -> bool {
        self.plain
    }

    /// C·H·W.
    #[inline(always)]
    pub(super) const fn elements(&self) -> usize {
        times([self.channels, self.height, self.width])
    }

    /// How many channels stand side by side: 16 or 1.
    #[must_use]
    #[inline(always)]
    pub const fn block(&self) -> usize {
        if self.plain || self.channels <= FEW { 1 } else { BLOCK }
    }

    /// How many blocks of channels there are.
    #[must_use]
    #[inline(always)]
    pub const fn blocks(&self) -> usize {
        self.channels.div_ceil(self.block())
    }

    /// How many rows a block has with those that lie between it and the next.
    #[must_use]
    #[inline(always)]
    pub const fn rows(&self) -> usize {
        let [top, bottom, ..] = self.border;
        self.height.saturating_add(max(top, bottom))
    }

    /// How many columns a row has with those that lie between it and the next. A row of a single channel has room for whole
    /// vectors.
    #[must_use]
    #[inline(always)]
    pub const fn columns(&self) -> usize {
        let [_, _, left, right] = self.border;
        let width = self.width.saturating_add(max(left, right));
        if self.block() == 1 && !self.plain && (self.width > 1 || self.height > 1) {
            max(width, round_up(self.width, BLOCK))
        } else {
            width
        }
    }

    /// How many numbers lie from one row to the next.
    #[must_use]
    #[inline(always)]
    pub const fn row(&self) -> usize {
        times([self.columns(), self.block()])
    }

    /// How many numbers lie from one block of channels to the next.
    #[must_use]
    #[inline(always)]
    pub const fn plane(&self) -> usize {
        times([self.rows(), self.row()])
    }

    /// How many numbers the buffer holds: there is room after the last row for kernels to read and write whole vectors.
    #[must_use]
    #[inline(always)]
    pub const fn len(&self) -> usize {
        if self.plain {
            return self.elements();
        }
        let room = if self.block() == 1 { 4 * BLOCK } else { 0 };
        let [top, _, left, _] = self.border;
        let before = times([top, self.row()]).saturating_add(times([left, self.block()]));
        round_up(before.saturating_add(times([self.blocks(), self.plane()])).saturating_add(room), BLOCK)
    }

    /// How many numbers a buffer of its own holds; none where the plain array serves as one.
    #[must_use]
    pub const fn buffer(&self) -> usize {
        if self.plain { 0 } else { self.len() }
    }

    /// How many numbers the plain array takes beside the buffer; none where it is the buffer.
    #[must_use]
    pub const fn elements_apart(&self) -> usize {
        if self.plain { 0 } else { self.elements() }
    }

    /// Where its numbers are: in the buffer, or, where that is a plain array, in the one that may be given instead.
    #[must_use]
    #[inline(always)]
    pub const fn given<'a>(&self, plain: Option<&'a [f32]>, buffer: &'a [f32]) -> &'a [f32] {
        match plain {
            Some(plain) if self.plain => plain,
            Some(_) | None => buffer,
        }
    }

    /// Where its numbers go: to the plain array, or to the buffer.
    #[must_use]
    #[inline(always)]
    pub const fn choose_mut<'a>(&self, plain: &'a mut [f32], buffer: &'a mut [f32]) -> &'a mut [f32] {
        if self.plain { plain } else { buffer }
    }

    /// Whether it holds nothing.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.elements() == 0
    }

    /// Where an element stands.
    #[must_use]
    #[inline(always)]
    pub const fn at(&self, channel: usize, row: usize, column: usize) -> usize {
        let [top, _, left, _] = self.border;
        let block = self.block();
        channel / block * self.plane() + (top + row) * self.row() + (left + column) * block + channel % block
    }

    /// How far apart elements stand.
    #[inline(always)]
    pub(super) const fn strides(&self) -> Strides {
        Strides { first: self.at(0, 0, 0), block: self.block(), plane: self.plane(), row: self.row() }
    }

    /// Whether both have the same elements at the same places.
    #[must_use]
    pub const fn is_same(&self, other: &Self) -> bool {
        self.channels == other.channels
            && self.height == other.height
            && self.width == other.width
            && self.border[0] == other.border[0]
            && self.border[1] == other.border[1]
            && self.border[2] == other.border[2]
            && self.border[3] == other.border[3]
            && self.plain == other.plain
    }

    /// Sets the border to zero, which kernels that write whole vectors may have touched.
    pub fn clear_border(&self, y: &mut [f32]) {
        if self.border == [0; 4] {
            return;
        }
        let (before, blocks) = y.split_at_mut(self.at(0, 0, 0));
        clear(before);
        for block in blocks.chunks_exact_mut(self.plane()).take(self.blocks()) {
            let (rows, below) = block.split_at_mut(self.height * self.row());
            for row in rows.chunks_exact_mut(self.row()) {
                clear(&mut row[self.width * self.block()..]);
            }
            clear(below);
        }
    }
}

/// Where elements stand as a [`Map`] has it. In a network that is found while the program is compiled.
#[derive(Clone, Copy)]
pub(super) struct Strides {
    /// Where the first one stands.
    pub first: usize,
    /// How many channels stand side by side: 16 or 1.
    pub block: usize,
    /// How many numbers lie from one block of channels to the next.
    pub plane: usize,
    /// How many numbers lie from one row to the next.
    pub row: usize,
}

impl Strides {
    /// Where an element stands.
    #[inline(always)]
    pub fn at(&self, channel: usize, row: usize, column: usize) -> usize {
        let (blocks, rest) = if self.block == 1 { (channel, 0) } else { (channel / BLOCK, channel % BLOCK) };
        self.first + blocks * self.plane + row * self.row + column * self.block + rest
    }
}

/// Sets a few numbers to zero, mostly whole cache lines: a call would take longer.
#[inline(always)]
fn clear(numbers: &mut [f32]) {
    let (lines, rest) = numbers.as_chunks_mut::<BLOCK>();
    for line in lines {
        *line = [0.0; BLOCK];
    }
    for number in rest {
        *number = 0.0;
    }
}

pub(super) const fn max(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}

/// The product of some sizes, or the largest number if that is less.
#[inline(always)]
pub(super) const fn times<const N: usize>(sizes: [usize; N]) -> usize {
    let (mut product, mut index) = (1_usize, 0);
    while index < N {
        product = product.saturating_mul(sizes[index]);
        index += 1;
    }
    product
}

/// The next multiple of `step`, or the largest number if that is less.
#[inline(always)]
pub(super) const fn round_up(size: usize, step: usize) -> usize {
    size.div_ceil(step).saturating_mul(step)
}

/// The elements that a filter reads, in the order of the packed weights.
///
/// A run of neighbours, which may hold channels of a block and columns; the columns of the kernel; its rows; the blocks of
/// channels.
#[derive(Clone, Copy, Debug)]
pub(super) struct Walk {
    /// How many blocks of channels, and how many numbers lie from one to the next.
    pub blocks: (usize, usize),
    /// How many rows, and how many numbers lie from one to the next.
    pub rows: (usize, usize),
    /// How many columns, and how many numbers lie from one to the next.
    pub columns: (usize, usize),
    /// How long a run is in all blocks but the last, and in the last.
    pub run: (usize, usize),
    /// How many numbers lie from one element of a run to the next.
    pub step: usize,
}

impl Walk {
    /// The elements under a window at its first position, in `channels` channels from the start of a block on.
    #[must_use]
    #[inline(always)]
    pub const fn over(map: &Map, channels: usize, rows: Window, columns: Window) -> Self {
        let block = map.block();
        let (blocks, plane) = (channels.div_ceil(block), map.plane());
        let down = (rows.kernel, map.row() * rows.dilation);
        if block == 1 {
            let mut walk = Self {
                blocks: (blocks, plane),
                rows: down,
                columns: (1, 0),
                run: (columns.kernel, columns.kernel),
                step: columns.dilation,
            };
            // Channels of one element are neighbours.
            if plane == 1 && rows.kernel * columns.kernel == 1 {
                walk.blocks = (1, 0);
                walk.run = (channels, channels);
                walk.step = 1;
            }
            return walk;
        }
        let last = channels - (blocks - 1) * block;
        let across = (columns.kernel, columns.dilation * block);
        let mut walk = Self { blocks: (blocks, plane), rows: down, columns: across, run: (block, last), step: 1 };
        // What is contiguous becomes one run.
        if walk.columns.0 == 1 || (walk.columns.1 == block && last == block) {
            let n = walk.columns.0;
            walk.columns = (1, 0);
            walk.run = (n * block, n * last);
        }
        if walk.columns.0 == 1 && (walk.rows.0 == 1 || (walk.rows.1 == walk.run.0 && last == block)) {
            let n = walk.rows.0;
            walk.rows = (1, 0);
            walk.run = (n * walk.run.0, n * walk.run.1);
        }
        if walk.columns.0 == 1 && walk.rows.0 == 1 && walk.blocks.1 == walk.run.0 {
            let length = (walk.blocks.0 - 1) * walk.run.0 + walk.run.1;
            walk.blocks = (1, 0);
            walk.run = (length, length);
        }
        walk
    }

    /// How many elements there are.
    #[must_use]
    #[inline(always)]
    pub const fn taps(&self) -> usize {
        self.rows.0 * self.columns.0 * ((self.blocks.0 - 1) * self.run.0 + self.run.1)
    }

    /// How many runs there are.
    #[must_use]
    #[inline(always)]
    pub const fn runs(&self) -> usize {
        self.blocks.0 * self.rows.0 * self.columns.0
    }

    /// How far the last element is from the first.
    #[must_use]
    #[inline(always)]
    pub const fn reach(&self) -> usize {
        let run = max(self.run.0, self.run.1);
        (self.blocks.0 - 1) * self.blocks.1
            + (self.rows.0 - 1) * self.rows.1
            + (self.columns.0 - 1) * self.columns.1
            + (run - 1) * self.step
    }
}

/// Calls `visit` with each element under the window, in the order of a [`Walk`]: channel, row and column of the kernel.
pub(super) fn for_each_tap(map: &Map, channels: usize, kernel: [usize; 2], mut visit: impl FnMut(usize, usize, usize)) {
    let block = map.block();
    for first in (0..channels).step_by(block) {
        for u in 0..kernel[0] {
            for v in 0..kernel[1] {
                for c in first..channels.min(first + block) {
                    visit(c, u, v);
                }
            }
        }
    }
}
