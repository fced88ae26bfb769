//! Images from their plain layout, channel by channel, into that of a [`Map`], and back.
//!
//! Where a map has 16 channels side by side, squares of channels × columns are turned over in registers.

use super::map::Map;
use super::{BLOCK, run};
use crate::kernel::vector::transpose::transposed;
use crate::kernel::vector::{Kernel, LANES, Level, Set};

impl Map {
    /// Copies a value, channel by channel and row by row, into its buffer.
    ///
    /// Inlined, as [`Map::take`]: where the map is a constant, as in a network, the program holds the way that it takes alone.
    #[inline(always)]
    pub fn place(&self, value: &[f32], y: &mut [f32]) {
        assert!(value.len() == self.elements() && y.len() >= self.len());
        if self.is_vector() {
            y[..value.len()].copy_from_slice(value);
            y[value.len()..self.blocks() * self.block()].fill(0.0);
        } else if self.block() == BLOCK {
            self.place_blocks(value, y);
        } else {
            self.place_rows(value, y);
        }
        self.clear_border(y);
    }

    fn place_blocks(&self, value: &[f32], y: &mut [f32]) {
        run(Level::best(), Place { map: self, value, y });
    }

    fn place_rows(&self, value: &[f32], y: &mut [f32]) {
        for (n, row) in value.chunks_exact(self.width.max(1)).enumerate() {
            let start = self.at(n / self.height, n % self.height, 0);
            y[start..][..self.width].copy_from_slice(row);
        }
    }

    /// Copies a value out of its buffer, channel by channel and row by row.
    #[inline(always)]
    pub fn take(&self, x: &[f32], value: &mut [f32]) {
        assert!(value.len() == self.elements() && x.len() >= self.len());
        if self.is_vector() {
            value.copy_from_slice(&x[..value.len()]);
        } else if self.block() == BLOCK {
            self.take_blocks(x, value);
        } else {
            self.take_rows(x, value);
        }
    }

    fn take_blocks(&self, x: &[f32], value: &mut [f32]) {
        run(Level::best(), Take { map: self, x, value });
    }

    fn take_rows(&self, x: &[f32], value: &mut [f32]) {
        for (n, row) in value.chunks_exact_mut(self.width.max(1)).enumerate() {
            let start = self.at(n / self.height, n % self.height, 0);
            row.copy_from_slice(&x[start..][..self.width]);
        }
    }

    /// Whether its channels are elements, one behind the other.
    #[inline(always)]
    const fn is_vector(&self) -> bool {
        self.height == 1 && self.width == 1 && self.plane() == self.block()
    }

    /// How many runs of how many neighbouring elements a channel is: its rows, or all of it where no border is between them.
    fn runs(&self) -> (usize, usize) {
        let [_, _, left, right] = self.border;
        if left + right == 0 { (1, self.height * self.width) } else { (self.height, self.width) }
    }

    /// Calls `visit` for each square of `side` channels × `side` columns, of which the last may be cut off: with the first
    /// channel, where its first element stands in the plain layout and in the buffer, and how many columns there are.
    #[inline(always)]
    fn for_each_square(&self, side: usize, mut visit: impl FnMut(usize, usize, usize, usize)) {
        let (runs, length) = self.runs();
        for first in (0..self.channels).step_by(side) {
            for i in 0..runs {
                let (plain, start) = (first * self.height * self.width + i * length, self.at(first, i, 0));
                for j in (0..length).step_by(side) {
                    visit(first, plain + j, start + j * BLOCK, side.min(length - j));
                }
            }
        }
    }
}

struct Place<'a> {
    map: &'a Map,
    value: &'a [f32],
    y: &'a mut [f32],
}

impl Kernel for Place<'_> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let Self { map, value, y } = self;
        let plane = map.height * map.width;
        map.for_each_square(
            S::WIDTH,
            #[inline(always)]
            |first, plain, start, count| {
                let mut square = [set.splat(0.0); LANES];
                for c in 0..S::WIDTH {
                    if first + c < map.channels {
                        let from = &value[plain + c * plane..];
                        square[c] = if from.len() >= S::WIDTH { set.load(from) } else { set.load_part(from) };
                    }
                }
                let columns = transposed(set, square);
                for j in 0..S::WIDTH {
                    if j < count {
                        set.store(columns[j], &mut y[start + j * BLOCK..]);
                    }
                }
            },
        );
    }
}

struct Take<'a> {
    map: &'a Map,
    x: &'a [f32],
    value: &'a mut [f32],
}

impl Kernel for Take<'_> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let Self { map, x, value } = self;
        let plane = map.height * map.width;
        map.for_each_square(
            S::WIDTH,
            #[inline(always)]
            |first, plain, start, count| {
                let mut square = [set.splat(0.0); LANES];
                for j in 0..S::WIDTH {
                    if j < count {
                        square[j] = set.load(&x[start + j * BLOCK..]);
                    }
                }
                let rows = transposed(set, square);
                for c in 0..S::WIDTH {
                    if first + c < map.channels {
                        let into = &mut value[plain + c * plane..][..count];
                        if count == S::WIDTH {
                            set.store(rows[c], into);
                        } else {
                            set.store_part(rows[c], into);
                        }
                    }
                }
            },
        );
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::kernel::prepared::tests::turn;
    use crate::kernel::vector::limit;
    use std::vec;
    use std::vec::Vec;

    #[test]
    fn what_is_placed_stands_where_the_map_says_and_can_be_taken() {
        let _turn = turn();
        for (channels, height, width) in [
            (1, 3, 5),
            (1, 1, 1),
            (8, 4, 17),
            (7, 1, 1),
            (9, 1, 1),
            (32, 1, 1),
            (16, 14, 14),
            (20, 7, 7),
            (33, 5, 33),
            (48, 2, 16),
        ] {
            for border in [[0; 4], [1; 4], [2, 0, 0, 3]] {
                let map = Map { channels, height, width, border, plain: false };
                let value: Vec<f32> = (0..channels * height * width).map(|n| 1.0 + n as f32).collect();
                for level in Level::all() {
                    limit(level);
                    let mut buffer = vec![0.0; map.len()];
                    map.place(&value, &mut buffer);
                    for (n, &number) in value.iter().enumerate() {
                        let (c, i, j) = (n / (height * width), n / width % height, n % width);
                        assert_eq!(buffer[map.at(c, i, j)], number, "{map:?} at {c}, {i}, {j}");
                    }
                    assert_eq!(buffer.iter().filter(|number| **number != 0.0).count(), value.len(), "{map:?}");
                    let mut taken = vec![f32::NAN; value.len()];
                    map.take(&buffer, &mut taken);
                    assert_eq!(taken, value, "{map:?}");
                }
            }
        }
    }
}
