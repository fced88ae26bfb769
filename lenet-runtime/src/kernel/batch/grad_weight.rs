//! The gradients of the weights and of the bias.
#![allow(clippy::needless_range_loop)] // The loops over a tile count as the formulas do, over several arrays at once.

use super::tile::{input, tap};
use super::{ZEROS, share};
use crate::kernel::geometry::Geometry;
use crate::kernel::ran::ran;
use crate::kernel::vector::{Kernel, LANES, Lanes, Set, Vectors, blocks};
use core::marker::PhantomData;

/// Adds the gradient of the weights to `dw` and that of the bias to `db`.
#[inline]
pub fn grad_weight<G: Geometry>(set: Vectors, x: &[Lanes], dy: &[Lanes], dw: &mut [f32], db: &mut [f32]) {
    set.run(GradWeight::<G> { x, dy, dw, db, geometry: PhantomData });
}

struct GradWeight<'a, G> {
    x: &'a [Lanes],
    dy: &'a [Lanes],
    dw: &'a mut [f32],
    db: &'a mut [f32],
    geometry: PhantomData<G>,
}

/// A tile of filters × channels × neighbouring taps, and its speed as for [`Tile`](super::tile::Tile).
type WeightTile = (usize, usize, usize, [u64; 2]);

const WEIGHT_TILES: [WeightTile; 12] = [
    (1, 1, 1, [10, 10]),
    (1, 1, 3, [30, 30]),
    (1, 1, 5, [50, 40]),
    (2, 1, 3, [60, 60]),
    (2, 1, 5, [95, 85]),
    (3, 1, 3, [80, 75]),
    (3, 1, 5, [0, 90]),
    (4, 1, 3, [0, 85]),
    (4, 1, 5, [0, 90]),
    (3, 1, 7, [0, 90]),
    (3, 3, 1, [70, 60]),
    (4, 4, 1, [0, 80]),
];

const fn best_weight_tile(registers: usize, filters: usize, channels: usize, taps: usize) -> usize {
    let (mut best, mut best_score, mut i) = (0, 0, 0);
    while i < WEIGHT_TILES.len() {
        let (f, c, v, speed) = WEIGHT_TILES[i];
        let speed = speed[if registers < 32 { 0 } else { 1 }];
        let score = speed * share(filters, f) * share(channels, c) * share(taps, v);
        if score > best_score {
            (best, best_score) = (i, score);
        }
        i += 1;
    }
    best
}

impl<G: Geometry> Kernel for GradWeight<'_, G> {
    #[inline(always)]
    fn run<S: Set>(mut self, set: S) {
        ran("batch::grad_weight");
        self.bias(set);
        match const { best_weight_tile(S::REGISTERS, G::FILTERS, G::CHANNELS, G::COLUMNS.kernel) } {
            0 => self.tiles::<S, 1, 1, 1>(set),
            1 => self.tiles::<S, 1, 1, 3>(set),
            2 => self.tiles::<S, 1, 1, 5>(set),
            3 => self.tiles::<S, 2, 1, 3>(set),
            4 => self.tiles::<S, 2, 1, 5>(set),
            5 => self.tiles::<S, 3, 1, 3>(set),
            6 => self.tiles::<S, 3, 1, 5>(set),
            7 => self.tiles::<S, 4, 1, 3>(set),
            8 => self.tiles::<S, 4, 1, 5>(set),
            9 => self.tiles::<S, 3, 1, 7>(set),
            10 => self.tiles::<S, 3, 3, 1>(set),
            _ => self.tiles::<S, 4, 4, 1>(set),
        }
    }
}

impl<G: Geometry> GradWeight<'_, G> {
    #[inline(always)]
    fn bias<S: Set>(&mut self, set: S) {
        for f in 0..self.db.len() {
            let dy = &self.dy[f * G::POSITIONS..][..G::POSITIONS];
            let mut sums = [set.splat(0.0); 8];
            let (blocks, rest) = dy.as_flattened().as_chunks::<{ 8 * LANES }>();
            for part in (0..8 * LANES).step_by(8 * S::WIDTH) {
                for block in blocks {
                    for k in 0..8 {
                        sums[k] = set.add(sums[k], set.load(&block[part + k * S::WIDTH..]));
                    }
                }
            }
            for at in (0..rest.len()).step_by(S::WIDTH) {
                sums[0] = set.add(sums[0], set.load(&rest[at..]));
            }
            for half in [4, 2, 1] {
                for k in 0..half {
                    sums[k] = set.add(sums[k], sums[k + half]);
                }
            }
            self.db[f] += set.sum(sums[0]);
        }
    }

    /// Tiles of `F` filters × `C` channels × `V` neighbouring taps of a kernel row.
    #[inline(always)]
    fn tiles<S: Set, const F: usize, const C: usize, const V: usize>(self, set: S) {
        let taps = [G::ROWS.kernel, G::COLUMNS.kernel];
        for group in 0..G::GROUPS {
            for (f, seen_f) in blocks(G::FILTERS, F) {
                for (c, seen_c) in blocks(G::CHANNELS, C) {
                    for u in 0..taps[0] {
                        for (v, seen_v) in blocks(taps[1], V) {
                            let mut sums = self.tile::<S, F, C, V>(set, group, [f, c, u, v], 0);
                            for part in (S::WIDTH..LANES).step_by(S::WIDTH) {
                                let more = self.tile::<S, F, C, V>(set, group, [f, c, u, v], part);
                                for a in 0..F {
                                    for b in 0..C {
                                        for t in 0..V {
                                            sums[a][b][t] = set.add(sums[a][b][t], more[a][b][t]);
                                        }
                                    }
                                }
                            }
                            for a in 0..F {
                                for b in 0..C {
                                    for t in 0..V {
                                        // Skipped in here, because loops that start late would take the sums out of
                                        // their registers.
                                        if a < seen_f || b < seen_c || t < seen_v {
                                            continue;
                                        }
                                        let dw = (group * G::FILTERS + f + a) * G::CHANNELS + c + b;
                                        let dw = (dw * taps[0] + u) * taps[1] + v + t;
                                        self.dw[dw] += set.sum(sums[a][b][t]);
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    #[inline(always)]
    fn tile<S: Set, const F: usize, const C: usize, const V: usize>(
        &self,
        set: S,
        group: usize,
        [f, c, u, v]: [usize; 4],
        part: usize,
    ) -> [[[S::Vector; V]; C]; F] {
        let (rows, columns) = (G::ROWS, G::COLUMNS);
        let (height, width) = (rows.out(), columns.out());
        let mut sums = [[[set.splat(0.0); V]; C]; F];
        for i in 0..height {
            let row = input(rows, i, tap::<G>(rows, u));
            if row >= rows.size {
                continue;
            }
            let x = &self.x[((group * G::CHANNELS + c) * rows.size + row) * columns.size..];
            let x = &x[..(C - 1) * G::PLANE + columns.size];
            let dy = &self.dy[((group * G::FILTERS + f) * height + i) * width..];
            let dy = &dy[..(F - 1) * G::POSITIONS + width];
            for j in 0..width {
                let mut dys = [set.splat(0.0); F];
                for a in 0..F {
                    dys[a] = set.load(&dy[a * G::POSITIONS + j][part..]);
                }
                for b in 0..C {
                    let x = &x[b * G::PLANE..][..columns.size];
                    for t in 0..V {
                        let column = input(columns, j, tap::<G>(columns, v + t));
                        let x = set.load(&x.get(column).unwrap_or(&ZEROS)[part..]);
                        for a in 0..F {
                            sums[a][b][t] = set.mul_add(dys[a], x, sums[a][b][t]);
                        }
                    }
                }
            }
        }
        sums
    }
}
