//! Values side by side in the lanes: 16 rows of numbers become the columns of elements.
#![allow(clippy::needless_range_loop)] // The loops count rows and elements alike.

use super::{Kernel, LANES, Lanes, Level, Set};
use crate::plain::Plain;
use crate::tensor::{Tile, Value};

impl<V: Value, const L: usize> Tile<V, L> {
    /// Sets lane `l` to the value `values(l)`, or to zeros where that is `None`.
    pub fn load<'a>(&mut self, values: impl Fn(usize) -> Option<&'a V>) {
        if const { L == LANES }
            && load(Level::best(), |lane| values(lane).map(V::floats), self.floats_mut().as_chunks_mut().0)
        {
            return;
        }
        // In blocks, so that the elements stay in the L1 cache until all lanes are written.
        const ELEMENTS: usize = 16;

        for (block, elements) in self.lanes_mut().chunks_mut(ELEMENTS).enumerate() {
            for lane in 0..L {
                if let Some(value) = values(lane) {
                    for (element, &number) in elements.iter_mut().zip(&value.floats()[block * ELEMENTS..]) {
                        element[lane] = number;
                    }
                } else {
                    for element in &mut *elements {
                        element[lane] = 0.0;
                    }
                }
            }
        }
    }
}

/// Sets lane `l` of each element to the numbers of `values(l)`, or to zeros where that is `None`; returns whether it did, which
/// needs a `level` with kernels. Every value has as many numbers as there are elements.
#[must_use]
pub fn load<'a>(level: Level, values: impl Fn(usize) -> Option<&'a [f32]>, elements: &mut [Lanes]) -> bool {
    let mut rows: [&[f32]; LANES] = [&[]; LANES];
    for (lane, row) in rows.iter_mut().enumerate() {
        if let Some(value) = values(lane) {
            assert!(value.len() == elements.len());
            *row = value;
        }
    }
    level.run(Load { rows: &rows, elements })
}

struct Load<'a> {
    rows: &'a [&'a [f32]; LANES],
    elements: &'a mut [Lanes],
}

impl Kernel for Load<'_> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let length = self.elements.len();
        let whole = length / S::WIDTH * S::WIDTH;
        for at in (0..whole).step_by(S::WIDTH) {
            for part in (0..LANES).step_by(S::WIDTH) {
                let mut square = [set.splat(0.0); LANES];
                for i in 0..S::WIDTH {
                    if let Some(row) = self.rows[part + i].get(at..at + S::WIDTH) {
                        square[i] = set.load(row);
                    }
                }
                let square = transposed(set, square);
                for i in 0..S::WIDTH {
                    set.store(square[i], &mut self.elements[at + i][part..]);
                }
            }
        }
        for at in whole..length {
            for lane in 0..LANES {
                self.elements[at][lane] = self.rows[lane].get(at).copied().unwrap_or(0.0);
            }
        }
    }
}

/// The first `WIDTH` vectors as the columns of a square. Unzipping neighbouring rows moves the last bit of a number's column to
/// the front of its row, and the last bit of its row to the front of its column; when all bits have moved, row and column have
/// changed places.
#[inline(always)]
pub fn transposed<S: Set>(set: S, mut square: [S::Vector; LANES]) -> [S::Vector; LANES] {
    let mut moved = 1;
    while moved < S::WIDTH {
        let mut next = square;
        for i in 0..S::WIDTH / 2 {
            (next[i], next[i + S::WIDTH / 2]) = set.unzip(square[2 * i], square[2 * i + 1]);
        }
        square = next;
        moved *= 2;
    }
    square
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;

    #[test]
    fn every_number_gets_to_its_lane() {
        for length in [1, 3, 16, 20, 33, 784] {
            let values: Vec<Vec<f32>> =
                (0..LANES).map(|lane| (0..length).map(|at| (1 + at * LANES + lane) as f32).collect()).collect();
            for level in Level::all() {
                // A ragged tile: two lanes have no value.
                let value = |lane: usize| (lane != 5 && lane != 15).then(|| &values[lane][..]);
                let mut elements = vec![[f32::NAN; LANES]; length];
                if !load(level, value, &mut elements) {
                    assert_eq!(level.name(), "plain");
                    continue;
                }
                for (at, element) in elements.iter().enumerate() {
                    for (lane, &number) in element.iter().enumerate() {
                        assert_eq!(number, value(lane).map_or(0.0, |value| value[at]), "{at} of {length} in {lane}");
                    }
                }
            }
        }
    }
}
