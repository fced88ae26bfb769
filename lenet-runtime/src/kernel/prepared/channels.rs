//! Convolution with the output channels in the lanes.
//!
//! ```text
//! y[f, i, j] = b[f] + Σ taps  w[tap, f] · x[base(i, j) + tap]
//! ```
//!
//! The sums of a tile of some vectors of channels × some positions stay in registers while the loops run over all taps. A
//! number of the input is multiplied with all vectors of the tile, a vector of weights with all its positions.
//!
//! The weights of a network seldom fit into the caches. So while the tiles of a panel of filters are computed, the weights of
//! the next panel are asked for, a few with each run of taps.

use super::conv::{Job, Weights};
use super::map::{Map, Walk, for_each_tap};
use super::sink::Sink;
use super::{BLOCK, Shared, each, registers, run, threads};
use crate::kernel::ran::ran;
use crate::kernel::vector::{Kernel, Level, Set};
use core::ops::Range;

/// The widest panel: so many channels are packed side by side.
const PANEL: usize = 2 * BLOCK;

/// The panels of so many filters: the first filter, and how many there is room for.
pub(super) fn panels(filters: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..filters).step_by(PANEL).map(move |first| (first, width(filters, first)))
}

fn width(filters: usize, first: usize) -> usize {
    if filters - first > BLOCK { PANEL } else { BLOCK }
}

/// A tile: vectors × rows × columns, and how far apart its columns are in the input. With a single column, the "rows" are
/// positions from anywhere; such a tile serves every convolution, if need be. The few others are for what most layers are:
/// convolutions that move by one or two over blocks of channels (16, 32) or over a first image of few channels (1, 2).
pub(super) type Tile = [usize; 4];

/// The tiles for machines with vectors of so many numbers and so many registers. All sums and the weights have to fit.
const MENU: &[(usize, usize, &[Tile])] = &[
    (
        16,
        32,
        &[
            [2, 1, 14, 16],
            [2, 1, 8, 16],
            [2, 1, 7, 16],
            [2, 1, 14, 1],
            [2, 1, 14, 2],
            [2, 1, 14, 32],
            [2, 1, 8, 32],
            [2, 2, 5, 2],
            [2, 7, 1, 0],
            [1, 2, 14, 16],
            [1, 2, 8, 16],
            [1, 2, 4, 16],
            [1, 2, 14, 1],
            [1, 2, 10, 1],
            [1, 2, 8, 1],
            [1, 2, 4, 1],
            [1, 10, 1, 0],
        ],
    ),
    (8, 16, &[[2, 1, 6, 16], [2, 1, 5, 16], [2, 1, 4, 16], [2, 2, 2, 16], [2, 1, 6, 2], [2, 2, 2, 1], [2, 5, 1, 0]]),
    (4, 32, &[[4, 1, 6, 16], [4, 1, 4, 16], [4, 2, 2, 16], [4, 2, 2, 1], [4, 5, 1, 0]]),
    (4, 16, &[[2, 2, 2, 16], [2, 2, 2, 1], [2, 4, 1, 0]]),
];

/// The tiles of a machine.
const fn menu(width: usize, registers: usize) -> &'static [Tile] {
    let mut at = 0;
    while at < MENU.len() {
        if MENU[at].0 == width && MENU[at].1 == registers {
            return MENU[at].2;
        }
        at += 1;
    }
    &[]
}

const fn has(menu: &[Tile], [vectors, rows, columns, step]: Tile) -> bool {
    let mut at = 0;
    while at < menu.len() {
        let [v, r, c, s] = menu[at];
        if v == vectors && r == rows && c == columns && s == step {
            return true;
        }
        at += 1;
    }
    false
}

/// The cheapest tile for so many taps and so many rows and columns of positions.
fn choose(menu: &[Tile], vectors: usize, taps: usize, [height, width]: [usize; 2], step: usize, pooled: bool) -> Tile {
    let mut best = ([0; 4], usize::MAX);
    for &tile in menu {
        let [v, r, c, s] = tile;
        if v != vectors || (pooled && (r != 2 || !c.is_multiple_of(2))) || (c > 1 && (s != step || c > width)) {
            continue;
        }
        let tiles = if c == 1 || height == 1 {
            (height * width).div_ceil(r * c)
        } else {
            height.div_ceil(r) * width.div_ceil(c)
        };
        // In half cycles: a multiply-add takes one and its result comes after eight; the rest was measured.
        let cost = tiles * (taps * (max(v * r * c, 8) + 1) + 4 * v * r * c + if c == 1 { 30 * r } else { 60 });
        if cost < best.1 {
            best = (tile, cost);
        }
    }
    best.0
}

use super::map::max;

/// One panel of channels over some rows.
pub(super) struct Panel<'a> {
    pub walk: &'a Walk,
    pub x: &'a [f32],
    /// Where the input of the first position stands, and how far apart rows and columns of positions are.
    pub x_base: usize,
    pub x_row: usize,
    pub x_step: usize,
    /// The bias if there is one, and the weights, both `width` numbers a tap.
    pub bias: Option<&'a [f32]>,
    pub weight: &'a [f32],
    pub width: usize,
    pub sink: Sink<'a>,
    /// The rows and columns to compute.
    pub rows: Range<usize>,
    pub columns: Range<usize>,
    /// Where the rows of the input follow one another they are one row here; so many of its columns are a row of y.
    pub wrap: Option<usize>,
    /// What [`tile_for`] says for this level.
    pub tile: Tile,
    pub level: Level,
}

/// For each panel of each group the biases, then the weights of each tap.
pub(super) fn pack(weights: &Weights, x: &Map, packed: &mut [f32]) {
    let conv = weights.conv;
    let [channels, filters, groups] = conv.parts();
    let mut at = 0;
    for group in 0..groups {
        for (first, width) in panels(filters) {
            let used = width.min(filters - first);
            for f in 0..used {
                packed[at + f] = weights.bias(group * filters + first + f);
            }
            at += width;
            for_each_tap(x, channels, conv.kernel(), |c, u, v| {
                for f in 0..used {
                    let filter = first + f;
                    if filter / conv.filters == c / conv.channels {
                        packed[at + f] = weights.at(group * filters + filter, c % conv.channels, u, v);
                    }
                }
                at += width;
            });
        }
    }
}

pub(super) fn forward(job: &Job, [channels, filters, groups]: [usize; 3], walk: &Walk, y: &mut [f32]) {
    ran("prepared::channels");
    let conv = job.conv;
    let size = job.size;
    let y = Shared::new(y);
    let per_group = filters.div_ceil(PANEL);
    let wrap = is_one_row(job).then_some(size[1]);
    let [height, width] = if wrap.is_some() { [1, size[0] * size[1]] } else { size };
    // Rows are cut where pools and tiles of two rows begin, a single row into parts that no tile reaches across.
    let parts = if wrap.is_some() { max(width / LONGEST, 1) } else { height.div_ceil(2) };
    let panels = groups * per_group;
    let threads = threads(job.macs);
    // Several tasks for each thread. The input of one should stay in the cache while the panels come one after the other; but
    // where there are many weights, these should come only once.
    let wanted = if threads > 1 { threads * max(8 / panels, 1) } else { 1 };
    let inputs = groups * channels * height * width;
    let resident = if job.packed.len() > MANY { 1 } else { inputs.div_ceil(MANY) };
    let chunks = max(wanted, resident).min(parts);
    let cut = |chunk: usize, length: usize, whole: usize| {
        if chunk == chunks { whole } else { chunk * parts / chunks * length }
    };
    let taps = walk.taps();
    let packed_group = filters.next_multiple_of(BLOCK) * (1 + taps);
    // No tile is longer than the parts into which a single row is cut.
    let part = [height.div_ceil(chunks), width];
    let level = job.level;
    let tile_for = |panel| tile_for(level, panel, taps, part, job.step(), conv.pooling.is_some());
    // That of the first panel and that of the last.
    let first_width = self::width(filters, 0);
    let last_width = self::width(filters, (per_group - 1) * PANEL);
    let first_tile = tile_for(first_width);
    let last_tile = if last_width == first_width { first_tile } else { tile_for(last_width) };
    each(panels * chunks, job.macs, |task| {
        // Rows first: a thread reads the rows that it wrote in the layer before.
        let (panel, chunk) = (task % panels, task / panels);
        let (group, first) = (panel / per_group, panel % per_group * PANEL);
        let panel_width = self::width(filters, first);
        let packed = &job.packed[group * packed_group + first * (1 + taps)..][..panel_width * (1 + taps)];
        let (rows, columns) = if wrap.is_some() {
            (0..1, cut(chunk, LONGEST, width)..cut(chunk + 1, LONGEST, width))
        } else {
            (cut(chunk, 2, height)..cut(chunk + 1, 2, height), 0..width)
        };
        Panel {
            walk,
            x: job.x,
            x_base: job.base(group * channels, 0, 0),
            x_row: job.xs.row * conv.windows[0].stride,
            x_step: job.step(),
            bias: Some(&packed[..panel_width]),
            weight: &packed[panel_width..],
            width: panel_width,
            sink: Sink::of(job, group * filters + first, panel_width.min(filters - first), y),
            rows,
            columns,
            wrap,
            tile: if panel_width == first_width { first_tile } else { last_tile },
            level,
        }
        .run();
    });
}

/// The tile for a panel of so many filters and taps, and so many rows and columns of positions.
pub(super) fn tile_for(level: Level, width: usize, taps: usize, size: [usize; 2], step: usize, pooled: bool) -> Tile {
    let (lanes, count) = registers(level);
    let menu = menu(lanes, count);
    let vectors = if lanes == BLOCK { width / BLOCK } else { menu[0][0] };
    choose(menu, vectors, taps, size, step, pooled)
}

/// So many numbers stay in the second-level cache beside others.
const MANY: usize = 65_536;

/// The most positions of a tile.
const LONGEST: usize = 28;

/// Whether the rows of the input follow one another, so that its positions are those of a single row.
fn is_one_row(job: &Job) -> bool {
    let conv = job.conv;
    conv.kernel() == [1, 1]
        && conv.windows[0].stride == 1
        && conv.windows[1].stride == 1
        && job.size[1] == job.xs.row / BLOCK
        && job.xs.block == BLOCK
        && job.ys.block == BLOCK
        && conv.pooling.is_none()
}

macro_rules! tiles {
    ($panel:ident, $tile:ident: $([$v:literal, $r:literal, $c:literal, $s:literal])*) => {
        match $tile {
            $([$v, $r, $c, $s] => run($panel.level, Tiles::<$v, $r, $c, $s>($panel)),)*
            _ => unreachable!("these are all the tiles on the menu"),
        }
    };
}

impl Panel<'_> {
    pub fn run(&self) {
        let tile = self.tile;
        tiles!(self, tile:
            [2, 1, 14, 16] [2, 1, 8, 16] [2, 1, 7, 16] [2, 1, 14, 1] [2, 1, 14, 2] [2, 1, 14, 32]
            [2, 1, 8, 32] [2, 2, 5, 2] [2, 7, 1, 0]
            [1, 2, 14, 16] [1, 2, 8, 16] [1, 2, 4, 16] [1, 2, 14, 1] [1, 2, 10, 1] [1, 2, 8, 1] [1, 2, 4, 1]
            [1, 10, 1, 0]
            [2, 1, 6, 16] [2, 1, 5, 16] [2, 1, 4, 16] [2, 2, 2, 16] [2, 1, 6, 2] [2, 2, 2, 1] [2, 5, 1, 0] [2, 4, 1, 0]
            [4, 1, 6, 16] [4, 1, 4, 16] [4, 2, 2, 16] [4, 2, 2, 1] [4, 5, 1, 0]
        );
    }
}

/// Which tiles of a panel ask for weights ahead of time: so many, each for so many cache lines with each run of taps.
#[derive(Clone, Copy)]
struct Ahead {
    tiles: usize,
    lines: usize,
}

/// A panel in tiles of V vectors × R rows × C columns, whose positions are STEP numbers apart in the input.
struct Tiles<'a, const V: usize, const R: usize, const C: usize, const STEP: usize>(&'a Panel<'a>);

impl<const V: usize, const R: usize, const C: usize, const STEP: usize> Kernel for Tiles<'_, V, R, C, STEP> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        if const { !has(menu(S::WIDTH, S::REGISTERS), [V, R, C, STEP]) } {
            unreachable!("this tile is for another instruction set");
        } else if const { C == 1 } {
            self.anywhere(set);
        } else {
            self.rows(set);
        }
    }
}

impl<const V: usize, const R: usize, const C: usize, const STEP: usize> Tiles<'_, V, R, C, STEP> {
    /// Neighbouring rows and columns. Where there are no more rows the last one is computed again; the last columns are
    /// those that end with the row. A single row is computed in as many parts as the tile has rows.
    #[inline(always)]
    fn rows<S: Set>(&self, set: S) {
        let panel = self.0;
        let (rows, columns) = (&panel.rows, &panel.columns);
        let single = rows.len() == 1;
        let tiles =
            if single { columns.len().div_ceil(R * C) } else { rows.len().div_ceil(R) * columns.len().div_ceil(C) };
        let ahead = self.ahead::<S>(tiles);
        let mut number = 0;
        for part in (0..panel.width).step_by(V * S::WIDTH) {
            for i in rows.clone().step_by(R) {
                for j in columns.clone().step_by(if single { R * C } else { C }) {
                    let mut at = [(0, 0); R];
                    for r in 0..R {
                        let (row, column) = if single { (i, j + r * C) } else { (i + r, j) };
                        at[r] = (row.min(rows.end - 1), column.min(columns.end - C));
                    }
                    self.tile(set, part, at, number, ahead);
                    number += 1;
                }
            }
        }
    }

    /// Of a panel of so many tiles. So the weights of the panel that follows have come when this one is done.
    fn ahead<S: Set>(&self, tiles: usize) -> Ahead {
        let tiles = tiles * self.0.width.div_ceil(V * S::WIDTH);
        let all = self.0.walk.run.0 * self.0.width / BLOCK;
        let lines = all.div_ceil(tiles);
        Ahead { tiles: all.div_ceil(lines), lines }
    }

    /// Positions from anywhere, the last one again where there are no more.
    #[inline(always)]
    fn anywhere<S: Set>(&self, set: S) {
        let panel = self.0;
        let ahead = self.ahead::<S>((panel.rows.len() * panel.columns.len()).div_ceil(R));
        let mut number = 0;
        for part in (0..panel.width).step_by(V * S::WIDTH) {
            let (mut i, mut j) = (panel.rows.start, panel.columns.start);
            while i < panel.rows.end {
                let mut at = [(i, j); R];
                for r in 0..R {
                    at[r] = if i < panel.rows.end { (i, j) } else { at[r - 1] };
                    j += 1;
                    if j == panel.columns.end {
                        (i, j) = (i + 1, panel.columns.start);
                    }
                }
                self.tile(set, part, at, number, ahead);
                number += 1;
            }
        }
    }

    /// One tile: the vectors from channel `part` of the panel on, and the positions `at` with the columns after them. It is the
    /// panel's tile of this number.
    #[inline(always)]
    fn tile<S: Set>(&self, set: S, part: usize, at: [(usize, usize); R], number: usize, ahead: Ahead) {
        let panel = self.0;
        if part >= panel.sink.channels {
            return;
        }
        let walk = panel.walk;
        let mut bases = [0; R];
        for r in 0..R {
            bases[r] = panel.x_base + at[r].0 * panel.x_row + at[r].1 * panel.x_step;
            assert!(bases[r] + walk.reach() + (C - 1) * STEP < panel.x.len());
        }
        assert!(panel.weight.len() >= walk.taps() * panel.width && part + V * S::WIDTH <= panel.width);

        let mut sums = [[[set.splat(0.0); C]; R]; V];
        if let Some(bias) = panel.bias {
            for v in 0..V {
                sums[v] = [[set.load(&bias[part + v * S::WIDTH..]); C]; R];
            }
        }
        // With each run of taps some weights of the panel that follows, so that all have come when it begins.
        let mut weight = part;
        let mut next = panel.weight.len() + number * ahead.lines * walk.runs() * BLOCK;
        let lines = if number < ahead.tiles { ahead.lines } else { 0 };
        for block in 0..walk.blocks.0 {
            let run = if block + 1 == walk.blocks.0 { walk.run.1 } else { walk.run.0 };
            for row in 0..walk.rows.0 {
                for column in 0..walk.columns.0 {
                    let tap = block * walk.blocks.1 + row * walk.rows.1 + column * walk.columns.1;
                    let mut x = tap;
                    for _ in 0..run {
                        let mut w = [set.splat(0.0); V];
                        for v in 0..V {
                            let at = weight + v * S::WIDTH;
                            // SAFETY: `weight` grows by the panel's width with each tap, of which there are `taps`, so
                            // the vector ends within `taps · width` numbers: the assertion above.
                            w[v] = set.load(unsafe { panel.weight.get_unchecked(at..at + S::WIDTH) });
                        }
                        for r in 0..R {
                            for c in 0..C {
                                // SAFETY: `x` is at most the walk's reach; the assertion above.
                                let x = set.splat(*unsafe { panel.x.get_unchecked(bases[r] + x + c * STEP) });
                                for v in 0..V {
                                    sums[v][r][c] = set.mul_add(x, w[v], sums[v][r][c]);
                                }
                            }
                        }
                        x += walk.step;
                        weight += panel.width;
                    }
                    for _ in 0..lines {
                        set.prefetch(panel.weight, next);
                        next += BLOCK;
                    }
                }
            }
        }
        if panel.sink.block == BLOCK && panel.sink.pooling.is_none() {
            self.write(set, part, at, &sums[0]);
            if const { V > 1 } {
                self.write(set, part + S::WIDTH, at, &sums[1 % V]);
            }
            if const { V > 2 } {
                self.write(set, part + 2 * S::WIDTH, at, &sums[2 % V]);
                self.write(set, part + 3 * S::WIDTH, at, &sums[3 % V]);
            }
            return;
        }
        // In memory from here on, in a loop of nothing else: so the sums stay in registers until now, and what follows is
        // compiled once for all tiles.
        let mut numbers = [[[[0.0; BLOCK]; C]; R]; V];
        for v in 0..V {
            for r in 0..R {
                for c in 0..C {
                    set.store(sums[v][r][c], &mut numbers[v][r][c]);
                }
            }
        }
        panel.sink.finish(set, part, C, &at, numbers.as_flattened_mut().as_flattened_mut());
    }

    /// Writes the sums of a vector of channels to y, in blocks of channels.
    #[inline(always)]
    fn write<S: Set>(&self, set: S, channel: usize, at: [(usize, usize); R], sums: &[[S::Vector; C]; R]) {
        if channel >= self.0.sink.channels {
            return;
        }
        // Not in a loop: one that is too large to be unrolled would keep all sums in memory from the start.
        if const { C > 1 } {
            self.write_row(set, channel, at[0], &sums[0]);
            if const { R > 1 } {
                self.write_row(set, channel, at[1 % R], &sums[1 % R]);
            }
            return;
        }
        for r in 0..R {
            self.write_row(set, channel, at[r], &sums[r]);
        }
    }

    #[inline(always)]
    fn write_row<S: Set>(&self, set: S, channel: usize, (i, j): (usize, usize), sums: &[S::Vector; C]) {
        let panel = self.0;
        let ([low, high], rest) = panel.sink.function.bounds();
        let (low, high) = (set.splat(low), set.splat(high));
        let mut first = panel.sink.base + channel / BLOCK * panel.sink.plane + channel % BLOCK;
        if let Some(width) = panel.wrap {
            let (row, column) = (j / width, j % width);
            first += row * panel.sink.row + column * BLOCK;
            if column + C > width && panel.sink.row > width * BLOCK {
                if rest.is_none() && panel.sink.z.is_none() {
                    let gap = panel.sink.row - width * BLOCK;
                    let (mut places, mut place, mut left) = ([0; C], 0, width - column);
                    for c in 0..C {
                        places[c] = place;
                        // No branches: they would not be predictable.
                        let is_last = left == 1;
                        place += BLOCK + if is_last { gap } else { 0 };
                        left = if is_last { width } else { left - 1 };
                    }
                    // SAFETY: these elements of y belong to the panel and the columns of this task; those of the border
                    // between them nobody uses before all tasks are done.
                    let y = unsafe { panel.sink.y.slice(first, places[C - 1] + S::WIDTH) };
                    for c in 0..C {
                        // SAFETY: no place is behind the last, with which the slice ends.
                        let y = unsafe { y.get_unchecked_mut(places[c]..places[c] + S::WIDTH) };
                        set.store(set.min(high, set.max(low, sums[c])), y);
                    }
                    return;
                }
                // In memory from here on: a loop like those below would not be unrolled.
                let mut numbers = [[0.0; BLOCK]; C];
                for c in 0..C {
                    set.store(sums[c], &mut numbers[c]);
                }
                return panel.sink.wrapped(set, first, [column, width], &numbers);
            }
        } else {
            first += i * panel.sink.row + j * BLOCK;
        }
        let length = (C - 1) * BLOCK + S::WIDTH;
        // SAFETY: these elements of y belong to the panel and the rows of this task.
        let y = unsafe { panel.sink.y.slice(first, length) };
        if let Some(z) = panel.sink.z {
            let z = &z[first..][..length];
            for c in 0..C {
                let part = c * BLOCK..c * BLOCK + S::WIDTH;
                // SAFETY: both slices have this length.
                let (y, z) = unsafe { (y.get_unchecked_mut(part.clone()), z.get_unchecked(part)) };
                set.store(set.min(high, set.max(low, set.add(sums[c], set.load(z)))), y);
            }
        } else {
            for c in 0..C {
                // SAFETY: as above.
                let y = unsafe { y.get_unchecked_mut(c * BLOCK..c * BLOCK + S::WIDTH) };
                // In this order NaN stays NaN on x86 too.
                set.store(set.min(high, set.max(low, sums[c])), y);
            }
        }
        if let Some(function) = rest {
            function.apply(set, y, BLOCK);
        }
    }
}
