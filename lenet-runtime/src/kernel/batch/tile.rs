//! What the convolutions of 16 images have in common: how they are cut into tiles and rows.

use super::share;
use crate::kernel::geometry::Geometry;
use crate::kernel::vector::{Lanes, Set};
use crate::shape::Window;

/// A tile of channels × positions, and what it reaches of the machine's peak with 16 and with 32 registers, in percent; 0 where
/// it does not fit. Measured on the convolutions of LeNet-5 and on 16 × 32 × 32 → 16, kernel 3 × 3.
pub(in crate::kernel) type Tile = (usize, usize, [u64; 2]);

pub(in crate::kernel) const TILES: [Tile; 16] = [
    (1, 1, [10, 10]),
    (1, 4, [45, 45]),
    (1, 8, [60, 60]),
    (2, 1, [20, 20]),
    (2, 2, [50, 40]),
    (2, 4, [80, 70]),
    (2, 10, [0, 93]),
    (3, 3, [70, 75]),
    (3, 7, [0, 80]),
    (4, 1, [45, 40]),
    (4, 2, [88, 75]),
    (4, 4, [0, 90]),
    (4, 5, [0, 93]),
    (6, 2, [86, 95]),
    (8, 1, [60, 70]),
    (8, 2, [0, 97]),
];

/// The index of the best tile for a layer of so many channels and positions a row.
pub(in crate::kernel) const fn best_tile(registers: usize, channels: usize, positions: usize) -> usize {
    rate(registers, channels, positions).0
}

/// The same, and how fast it is: that of the peak in percent, times a million.
pub(in crate::kernel) const fn rate(registers: usize, channels: usize, positions: usize) -> (usize, u64) {
    let (mut best, mut best_score, mut i) = (0, 0, 0);
    while i < TILES.len() {
        let (c, p, speed) = TILES[i];
        let speed = speed[if registers < 32 { 0 } else { 1 }];
        let score = speed * share(channels, c) * share(positions, p);
        if score > best_score {
            (best, best_score) = (i, score);
        }
        i += 1;
    }
    (best, best_score)
}

/// Calls `$self.$run` for the tile with the constant index `$index` of [`TILES`]. Only that one is compiled.
macro_rules! with_tile {
    ($index:expr, $self:ident.$run:ident $arguments:tt) => {
        match const { $index } {
            0 => $self.$run::<_, { TILES[0].0 }, { TILES[0].1 }> $arguments,
            1 => $self.$run::<_, { TILES[1].0 }, { TILES[1].1 }> $arguments,
            2 => $self.$run::<_, { TILES[2].0 }, { TILES[2].1 }> $arguments,
            3 => $self.$run::<_, { TILES[3].0 }, { TILES[3].1 }> $arguments,
            4 => $self.$run::<_, { TILES[4].0 }, { TILES[4].1 }> $arguments,
            5 => $self.$run::<_, { TILES[5].0 }, { TILES[5].1 }> $arguments,
            6 => $self.$run::<_, { TILES[6].0 }, { TILES[6].1 }> $arguments,
            7 => $self.$run::<_, { TILES[7].0 }, { TILES[7].1 }> $arguments,
            8 => $self.$run::<_, { TILES[8].0 }, { TILES[8].1 }> $arguments,
            9 => $self.$run::<_, { TILES[9].0 }, { TILES[9].1 }> $arguments,
            10 => $self.$run::<_, { TILES[10].0 }, { TILES[10].1 }> $arguments,
            11 => $self.$run::<_, { TILES[11].0 }, { TILES[11].1 }> $arguments,
            12 => $self.$run::<_, { TILES[12].0 }, { TILES[12].1 }> $arguments,
            13 => $self.$run::<_, { TILES[13].0 }, { TILES[13].1 }> $arguments,
            14 => $self.$run::<_, { TILES[14].0 }, { TILES[14].1 }> $arguments,
            _ => $self.$run::<_, { TILES[15].0 }, { TILES[15].1 }> $arguments,
        }
    };
}
pub(in crate::kernel) use with_tile;
/// The tap that the `t`-th weight of a kernel row or column stands for.
#[inline(always)]
pub(in crate::kernel) fn tap<G: Geometry>(window: Window, t: usize) -> usize {
    if G::FLIP { window.kernel - 1 - t } else { t }
}

/// The input element that a tap reads at a position; in the padding an index past the end.
#[inline(always)]
pub(in crate::kernel) fn input(window: Window, position: usize, tap: usize) -> usize {
    (position * window.stride + tap * window.dilation).wrapping_sub(window.before)
}

/// A way to compute a convolution, some rows of the output at a time.
pub(super) trait Rows {
    /// The sizes.
    type Geometry: Geometry;
    /// How many rows at a time.
    const COUNT: usize;

    /// What there is to do once, before the first rows.
    #[inline(always)]
    fn start<S: Set>(&mut self, _: S) {}

    /// y ← `count` rows of the output of a group, from row `i` on; the filters stand `plane` elements apart. Where
    /// [`Rows::COUNT`] is more than 1, `count` is at most that.
    fn rows<S: Set>(&mut self, set: S, group: usize, i: usize, count: usize, y: &mut [Lanes], plane: usize);
}
