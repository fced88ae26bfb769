//! The forward pass by its definition, in tiles of filters × positions of one row.
#![allow(clippy::needless_range_loop)] // The loops over a tile count as the formulas do, over several arrays at once.

use super::ZEROS;
use super::tile::{Rows, TILES, best_tile, input, tap, with_tile};
use crate::kernel::geometry::Geometry;
use crate::kernel::ran::ran;
use crate::kernel::vector::{LANES, Lanes, Set, blocks};
use core::marker::PhantomData;

/// The rows of a convolution by its definition, as [`Rows`].
pub struct Direct<'a, G> {
    weight: &'a [f32],
    bias: &'a [f32],
    x: &'a [Lanes],
    geometry: PhantomData<G>,
}

impl<'a, G> Direct<'a, G> {
    pub fn new(weight: &'a [f32], bias: &'a [f32], x: &'a [Lanes]) -> Self {
        Self { weight, bias, x, geometry: PhantomData }
    }
}

impl<G: Geometry> Rows for Direct<'_, G> {
    type Geometry = G;
    const COUNT: usize = 1;

    #[inline(always)]
    fn rows<S: Set>(&mut self, set: S, group: usize, i: usize, count: usize, y: &mut [Lanes], plane: usize) {
        ran("batch::by_definition");
        for r in 0..count {
            let y = &mut y[r * G::COLUMNS.out()..];
            with_tile!(best_tile(S::REGISTERS, G::FILTERS, G::COLUMNS.out()), self.row(set, group, i + r, y, plane));
        }
    }
}

impl<G: Geometry> Direct<'_, G> {
    /// Row `i` of the output, in tiles of `F` filters × `P` positions.
    #[inline(always)]
    fn row<S: Set, const F: usize, const P: usize>(
        &self,
        set: S,
        group: usize,
        i: usize,
        y: &mut [Lanes],
        plane: usize,
    ) {
        for (f, _) in blocks(G::FILTERS, F) {
            for (j, _) in blocks(G::COLUMNS.out(), P) {
                for part in (0..LANES).step_by(S::WIDTH) {
                    let sums = self.tile::<S, F, P>(set, group * G::FILTERS + f, i, j, part);
                    for a in 0..F {
                        let y = &mut y[(f + a) * plane + j..][..P];
                        for p in 0..P {
                            set.store(sums[a][p], &mut y[p][part..]);
                        }
                    }
                }
            }
        }
    }

    #[inline(always)]
    fn tile<S: Set, const F: usize, const P: usize>(
        &self,
        set: S,
        filter: usize,
        i: usize,
        j: usize,
        part: usize,
    ) -> [[S::Vector; P]; F] {
        let (rows, columns) = (G::ROWS, G::COLUMNS);
        let group = filter / G::FILTERS;
        let mut sums = [[set.splat(0.0); P]; F];
        if !self.bias.is_empty() {
            for f in 0..F {
                sums[f] = [set.splat(self.bias[filter + f]); P];
            }
        }
        for c in 0..G::CHANNELS {
            for u in 0..rows.kernel {
                let row = input(rows, i, tap::<G>(rows, u));
                if row >= rows.size {
                    continue;
                }
                let x = &self.x[((group * G::CHANNELS + c) * rows.size + row) * columns.size..][..columns.size];
                let weight = &self.weight[((filter * G::CHANNELS + c) * rows.kernel + u) * columns.kernel..];
                let weight = &weight[..(F - 1) * G::PATCH + columns.kernel];
                for v in 0..columns.kernel {
                    let column = input(columns, j, tap::<G>(columns, v));
                    let mut xs = [set.splat(0.0); P];
                    for p in 0..P {
                        let x = x.get(column.wrapping_add(p * columns.stride)).unwrap_or(&ZEROS);
                        xs[p] = set.load(&x[part..]);
                    }
                    for f in 0..F {
                        let w = set.splat(weight[f * G::PATCH + v]);
                        for p in 0..P {
                            sums[f][p] = set.mul_add(xs[p], w, sums[f][p]);
                        }
                    }
                }
            }
        }
        sums
    }
}
