//! Convolution of 16 images at once: one image in each lane.
//!
//! Every operation is one vector operation over the images, so a weight is multiplied with all lanes of an element and no
//! number changes its lane. The sums of a tile of output channels × positions stay in registers while the loops run over
//! all that they add up; the tile is chosen for the sizes of the layer and for the number of registers. Padding costs
//! next to nothing: the check that an index is inside of a row is the check for padding too.
#![allow(clippy::needless_range_loop)] // The loops over a tile count as the formulas do, over several arrays at once.

use super::rows::Rows;
use super::{Kernel, LANES, Lanes, Level, Set, ZEROS, blocks, share, sixteen, sixteen_mut};
use crate::kernel::conv2d::Geometry;
use crate::shape::Window;
use core::marker::PhantomData;

/// dx ← the gradient with respect to the input; returns whether it did, which needs 16 lanes and a `level` with kernels.
#[inline]
#[must_use]
pub fn grad_input<G: Geometry, const L: usize>(
    level: Level,
    weight: &[f32],
    dy: &[[f32; L]],
    dx: &mut [[f32; L]],
) -> bool {
    if const { L == LANES } {
        level.run(GradInput::<G> { weight, dy: sixteen(dy), dx: sixteen_mut(dx), geometry: PhantomData })
    } else {
        false
    }
}

/// Adds the gradient of the weights to `dw` and that of the bias to `db`; returns whether it did, which needs 16 lanes and a `level` with kernels.
#[inline]
#[must_use]
pub fn grad_weight<G: Geometry, const L: usize>(
    level: Level,
    x: &[[f32; L]],
    dy: &[[f32; L]],
    dw: &mut [f32],
    db: &mut [f32],
) -> bool {
    if const { L == LANES } {
        level.run(GradWeight::<G> { x: sixteen(x), dy: sixteen(dy), dw, db, geometry: PhantomData })
    } else {
        false
    }
}

/// A tile of channels × positions, and what it reaches of the machine's peak with 16 and with 32 registers, in percent; 0 where
/// it does not fit. Measured on the convolutions of LeNet-5 and on 16 × 32 × 32 → 16, kernel 3 × 3.
pub(super) type Tile = (usize, usize, [u64; 2]);

pub(super) const TILES: [Tile; 16] = [
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
pub(super) const fn best_tile(registers: usize, channels: usize, positions: usize) -> usize {
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
    best
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
pub(super) use with_tile;

/// The rows of a convolution by its definition, as [`Rows`].
pub(super) struct Direct<'a, G> {
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

struct GradInput<'a, G> {
    weight: &'a [f32],
    dy: &'a [Lanes],
    dx: &'a mut [Lanes],
    geometry: PhantomData<G>,
}

/// The widest row of an input whose gradient is held in registers.
const WIDEST: usize = 16;

impl<G: Geometry> Kernel for GradInput<'_, G> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        if const { G::COLUMNS.stride == 1 && G::COLUMNS.size <= WIDEST && G::COLUMNS.out() < G::COLUMNS.size } {
            self.rows(set);
        } else {
            with_tile!(best_tile(S::REGISTERS, G::CHANNELS, G::COLUMNS.size / G::COLUMNS.stride), self.tiles(set));
        }
    }
}

impl<G: Geometry> GradInput<'_, G> {
    /// Whole rows of one channel of dx, for windows that move by one. Each element of dy is spread over the elements that
    /// it came from, so that nothing is multiplied with padding: with a wide kernel on a narrow row that would be half of the
    /// work.
    #[inline(always)]
    fn rows<S: Set>(self, set: S) {
        let (rows, columns) = (G::ROWS, G::COLUMNS);
        let (height, width) = (rows.out(), columns.out());
        for group in 0..G::GROUPS {
            for c in 0..G::CHANNELS {
                for row in 0..rows.size {
                    for part in (0..LANES).step_by(S::WIDTH) {
                        let mut sums = [set.splat(0.0); WIDEST];
                        for f in 0..G::FILTERS {
                            let filter = group * G::FILTERS + f;
                            for u in 0..rows.kernel {
                                let Some(i) = output(rows, row, tap::<G>(rows, u)) else { continue };
                                let dy = &self.dy[(filter * height + i) * width..][..width];
                                let weight = ((filter * G::CHANNELS + c) * rows.kernel + u) * columns.kernel;
                                let weight = &self.weight[weight..][..columns.kernel];
                                for j in 0..width {
                                    let dy = set.load(&dy[j][part..]);
                                    for v in 0..columns.kernel {
                                        let column = input(columns, j, tap::<G>(columns, v));
                                        if column < columns.size {
                                            sums[column] = set.mul_add(dy, set.splat(weight[v]), sums[column]);
                                        }
                                    }
                                }
                            }
                        }
                        let dx = ((group * G::CHANNELS + c) * rows.size + row) * columns.size;
                        let dx = &mut self.dx[dx..][..columns.size];
                        for column in 0..columns.size {
                            set.store(sums[column], &mut dx[column][part..]);
                        }
                    }
                }
            }
        }
    }

    /// Tiles of `C` channels × `P` positions that are a stride apart, so that the same taps reach all of them.
    #[inline(always)]
    fn tiles<S: Set, const C: usize, const P: usize>(self, set: S) {
        let (rows, columns) = (G::ROWS, G::COLUMNS);
        for group in 0..G::GROUPS {
            for row in 0..rows.size {
                for (c, _) in blocks(G::CHANNELS, C) {
                    for phase in 0..columns.stride {
                        let count = columns.size.saturating_sub(phase).div_ceil(columns.stride);
                        for (p, _) in blocks(count, P) {
                            let column = phase + p * columns.stride;
                            for part in (0..LANES).step_by(S::WIDTH) {
                                let sums = self.tile::<S, C, P>(set, group * G::CHANNELS + c, row, column, part);
                                for k in 0..C {
                                    let dx = (group * G::CHANNELS + c + k) * rows.size + row;
                                    let dx = &mut self.dx[dx * columns.size..][..columns.size];
                                    for p in 0..P {
                                        set.store(sums[k][p], &mut dx[column + p * columns.stride][part..]);
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
    fn tile<S: Set, const C: usize, const P: usize>(
        &self,
        set: S,
        channel: usize,
        row: usize,
        column: usize,
        part: usize,
    ) -> [[S::Vector; P]; C] {
        let (rows, columns) = (G::ROWS, G::COLUMNS);
        let (group, c) = (channel / G::CHANNELS, channel % G::CHANNELS);
        let (height, width) = (rows.out(), columns.out());
        let taps = rows.kernel * columns.kernel;
        let mut sums = [[set.splat(0.0); P]; C];
        for f in 0..G::FILTERS {
            let filter = group * G::FILTERS + f;
            for u in 0..rows.kernel {
                let Some(i) = output(rows, row, tap::<G>(rows, u)) else { continue };
                let dy = &self.dy[(filter * height + i) * width..][..width];
                let weight = &self.weight[(filter * G::CHANNELS + c) * taps + u * columns.kernel..];
                let weight = &weight[..(C - 1) * taps + columns.kernel];
                for v in 0..columns.kernel {
                    // j·stride, moved up by a multiple of the stride so that it is not negative.
                    let lift = columns.kernel * columns.dilation;
                    let j = column + columns.before + lift * columns.stride - tap::<G>(columns, v) * columns.dilation;
                    if !j.is_multiple_of(columns.stride) {
                        continue;
                    }
                    let j = (j / columns.stride).wrapping_sub(lift);
                    let mut dys = [set.splat(0.0); P];
                    for p in 0..P {
                        let dy = dy.get(j.wrapping_add(p)).unwrap_or(&ZEROS);
                        dys[p] = set.load(&dy[part..]);
                    }
                    for k in 0..C {
                        let w = set.splat(weight[k * taps + v]);
                        for p in 0..P {
                            sums[k][p] = set.mul_add(dys[p], w, sums[k][p]);
                        }
                    }
                }
            }
        }
        sums
    }
}

struct GradWeight<'a, G> {
    x: &'a [Lanes],
    dy: &'a [Lanes],
    dw: &'a mut [f32],
    db: &'a mut [f32],
    geometry: PhantomData<G>,
}

/// A tile of filters × channels × neighbouring taps, and its speed as for [`Tile`].
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

/// The tap that the `t`-th weight of a kernel row or column stands for.
#[inline(always)]
pub(super) fn tap<G: Geometry>(window: Window, t: usize) -> usize {
    if G::FLIP { window.kernel - 1 - t } else { t }
}

/// The input element that a tap reads at a position; in the padding an index past the end.
#[inline(always)]
pub(super) fn input(window: Window, position: usize, tap: usize) -> usize {
    (position * window.stride + tap * window.dilation).wrapping_sub(window.before)
}

/// The position at which a tap reads an input element.
#[inline(always)]
fn output(window: Window, element: usize, tap: usize) -> Option<usize> {
    let padded = (element + window.before).wrapping_sub(tap * window.dilation);
    (padded.is_multiple_of(window.stride) && padded / window.stride < window.out()).then_some(padded / window.stride)
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::kernel::direct;
    use crate::kernel::simd::{columns, rows};
    use crate::train::random::Random;

    struct Case<
        const GROUPS: usize,
        const CHANNELS: usize,
        const FILTERS: usize,
        const H: usize,
        const W: usize,
        const KH: usize,
        const KW: usize,
        const STRIDE: usize = 1,
        const DILATION: usize = 1,
        const BEFORE: usize = 0,
        const AFTER: usize = 0,
        const FLIP: bool = false,
    >;

    impl<
        const G: usize,
        const C: usize,
        const F: usize,
        const H: usize,
        const W: usize,
        const KH: usize,
        const KW: usize,
        const S: usize,
        const D: usize,
        const B: usize,
        const A: usize,
        const FLIP: bool,
    > Geometry for Case<G, C, F, H, W, KH, KW, S, D, B, A, FLIP>
    {
        const GROUPS: usize = G;
        const CHANNELS: usize = C;
        const FILTERS: usize = F;
        const ROWS: Window = Window { size: H, kernel: KH, stride: S, before: B, after: A, dilation: D, ceil: false };
        const COLUMNS: Window = Window { size: W, kernel: KW, ..Self::ROWS };
        const FLIP: bool = FLIP;
    }

    fn draw(random: &mut Random, length: usize) -> Vec<f32> {
        (0..length).map(|_| random.uniform() - 0.5).collect()
    }

    fn lanes(numbers: &[f32]) -> &[Lanes] {
        numbers.as_chunks().0
    }

    /// Both sides add up to `terms` products of at most 1/4 in f32, in different orders.
    #[track_caller]
    fn assert_close(found: &[f32], expected: &[f32], terms: usize) {
        let bound = (terms * terms + 4) as f32 * 3e-8;
        let bound = bound.min(terms as f32 * 1e-6 + 1e-6);
        for (i, (found, expected)) in found.iter().zip(expected).enumerate() {
            assert!((found - expected).abs() <= bound, "element {i}: {found} for {expected}");
        }
    }

    fn agrees_with_the_direct_loops<G: Geometry>() {
        let mut random = Random::new(3);
        let filters = G::GROUPS * G::FILTERS;
        let weight = draw(&mut random, filters * G::PATCH);
        let bias = draw(&mut random, filters);
        let x = draw(&mut random, G::GROUPS * G::CHANNELS * G::PLANE * LANES);
        let dy = draw(&mut random, filters * G::POSITIONS * LANES);
        for level in Level::all() {
            for bias in [&bias[..], &[]] {
                let (mut y, mut expected) = (vec![f32::NAN; dy.len()], vec![f32::NAN; dy.len()]);
                let mut scratch = vec![f32::NAN; rows::scratch::<G>() * LANES];
                if !rows::forward::<G, LANES>(level, &weight, bias, lanes(&x), y.as_chunks_mut().0, &mut scratch) {
                    assert_eq!(level.name(), "plain");
                    continue;
                }
                direct::forward::<G, LANES>(&weight, bias, lanes(&x), expected.as_chunks_mut().0);
                assert_close(&y, &expected, G::PATCH + 1);

                let one_x: &[[f32; 1]] = x[..x.len() / LANES].as_chunks().0;
                let (mut y, mut expected) = (vec![[f32::NAN]; y.len() / LANES], vec![[f32::NAN]; y.len() / LANES]);
                let mut scratch = vec![f32::NAN; columns::scratch::<G>()];
                assert!(columns::forward::<G, 1>(level, &weight, bias, one_x, &mut y, &mut scratch));
                direct::forward::<G, 1>(&weight, bias, one_x, &mut expected);
                assert_close(y.as_flattened(), expected.as_flattened(), G::PATCH + 1);

                let (mut dw, mut expected) = (weight.clone(), weight.clone());
                let (mut db, mut expected_db) = (bias.to_vec(), bias.to_vec());
                assert!(grad_weight::<G, LANES>(level, lanes(&x), lanes(&dy), &mut dw, &mut db));
                direct::grad_weight::<G, LANES>(lanes(&x), lanes(&dy), &mut expected, &mut expected_db);
                assert_close(&dw, &expected, G::POSITIONS * LANES + 1);
                assert_close(&db, &expected_db, G::POSITIONS * LANES + 1);
            }
            let (mut dx, mut expected) = (vec![f32::NAN; x.len()], vec![f32::NAN; x.len()]);
            if grad_input::<G, LANES>(level, &weight, lanes(&dy), dx.as_chunks_mut().0) {
                direct::grad_input::<G, LANES>(&weight, lanes(&dy), expected.as_chunks_mut().0);
                assert_close(&dx, &expected, G::FILTERS * G::ROWS.kernel * G::COLUMNS.kernel);
            }
        }
    }

    #[test]
    fn every_level_agrees_with_the_direct_loops() {
        // The convolutions of LeNet-5.
        agrees_with_the_direct_loops::<Case<1, 1, 6, 28, 28, 5, 5, 1, 1, 2, 2>>();
        agrees_with_the_direct_loops::<Case<1, 6, 16, 14, 14, 5, 5>>();
        // Sizes that no tile divides.
        agrees_with_the_direct_loops::<Case<1, 3, 7, 9, 11, 3, 3, 1, 1, 1, 1>>();
        agrees_with_the_direct_loops::<Case<1, 5, 11, 5, 23, 1, 4>>();
        agrees_with_the_direct_loops::<Case<1, 2, 5, 33, 19, 3, 3>>();
        // So many channels that one image is computed in strips of rows.
        agrees_with_the_direct_loops::<Case<1, 40, 3, 21, 17, 3, 2, 1, 1, 1, 1>>();
        agrees_with_the_direct_loops::<Case<1, 7, 9, 6, 6, 1, 1>>();
        agrees_with_the_direct_loops::<Case<1, 2, 3, 8, 9, 7, 7, 1, 1, 3, 3>>();
        agrees_with_the_direct_loops::<Case<1, 1, 1, 1, 1, 1, 1>>();
        // Strides and dilations, also larger than the window, the padding, and the input.
        agrees_with_the_direct_loops::<Case<1, 3, 8, 12, 13, 3, 3, 2, 1, 1, 1>>();
        agrees_with_the_direct_loops::<Case<1, 2, 4, 12, 13, 2, 2, 3, 1, 0, 1>>();
        agrees_with_the_direct_loops::<Case<1, 2, 4, 12, 13, 3, 3, 2, 3, 2, 4>>();
        agrees_with_the_direct_loops::<Case<1, 2, 4, 3, 2, 2, 2, 5, 1, 4, 4>>();
        agrees_with_the_direct_loops::<Case<1, 2, 5, 2, 2, 3, 3, 1, 2, 5, 5>>();
        // Groups and kernels that are turned.
        agrees_with_the_direct_loops::<Case<5, 1, 1, 7, 8, 3, 3, 1, 1, 1, 1>>();
        agrees_with_the_direct_loops::<Case<2, 3, 4, 7, 8, 3, 3, 2, 1, 1, 1>>();
        agrees_with_the_direct_loops::<Case<1, 3, 4, 7, 20, 3, 5, 1, 1, 1, 2, true>>();
        agrees_with_the_direct_loops::<Case<1, 3, 4, 9, 9, 4, 4, 2, 1, 1, 1, true>>();
    }
}
