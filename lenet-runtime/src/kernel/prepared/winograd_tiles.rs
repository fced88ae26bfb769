//! Winograd's minimal filtering F(n × n, 3 × 3): a 3 × 3 convolution in tiles of n × n outputs.
//!
//! ```text
//! y = Aᵀ · [(G·w·Gᵀ) ⊙ (Bᵀ·x·B)] · A
//! ```
//!
//! for each tile of (n + 2) × (n + 2) inputs x and all pairs of channels. The products ⊙, summed over the input channels, are
//! (n + 2)² products of matrices, which the [channels](super::channels) kernel computes. F(2 × 2) takes 2.25 times fewer multiplications
//! than the definition, F(4 × 4) 4 times fewer. The price is accuracy: with 512 channels, errors stay below
//! 1.5e-5 of the greatest output for n = 4. For n = 2 they stay below 1e-6; plain sums reach 3e-6.
//!
//! Source: Lavin, Gray, *Fast algorithms for convolutional neural networks*, CVPR 2016, arXiv:1509.09308.

use super::channels::{Panel, panels, tile_for};
use super::conv::{Job, PreparedConv, Weights, plus_one};
use super::map::{Walk, max, times};
use super::sink::Sink;
use super::{BLOCK, SHARE, Shared, each, run, threads};
use crate::kernel::function::Function;
use crate::kernel::math::winograd::{inputs, outputs};
use crate::kernel::ran::ran;
use crate::kernel::vector::{Kernel, Set};
use core::ops::Range;

/// At most so many tiles are transformed at a time, or one row of them: what is transformed should stay in the cache.
const TILES: usize = 64;

/// More weights than these should not be read by every thread.
const MANY: usize = 80_000;

/// Rows and columns of tiles.
const fn grid(conv: &PreparedConv, n: usize) -> [usize; 2] {
    let [height, width] = conv.positions();
    [height.div_ceil(n), width.div_ceil(n)]
}

/// How many rows of tiles are transformed at a time.
const fn strip(conv: &PreparedConv, n: usize) -> usize {
    let [rows, columns] = grid(conv, n);
    let most = if columns > TILES { 1 } else { TILES / columns };
    // Strips of equal size.
    rows.div_ceil(rows.div_ceil(most))
}

/// How many numbers lie from one product to the next, of which each has so many blocks: an odd number of cache lines, so that
/// what belongs to one tile does not all have to stand in the same few places of the cache.
const fn apart(blocks: usize) -> usize {
    times([blocks | 1, BLOCK])
}

/// How many numbers the transformed inputs and outputs of so many tiles take.
const fn transformed(conv: &PreparedConv, n: usize, tiles: usize) -> usize {
    let inputs = apart(times([tiles, conv.channels]) / BLOCK);
    let outputs = apart(times([tiles, conv.filters]) / BLOCK);
    times([n + 2, n + 2, inputs.saturating_add(outputs)])
}

/// Into how many parts the rows of tiles may be cut, each of which one thread takes through all steps. So no thread waits for
/// another between them, or reads what another one wrote. But each reads all weights: where there are many, or more threads
/// than parts, the threads share the work of each step instead.
const fn parts(conv: &PreparedConv, n: usize) -> usize {
    let [rows, _] = grid(conv, n);
    let most = if conv.macs() < 2 * SHARE || weights(conv, n) > MANY { 1 } else { 4 };
    if rows < most { rows } else { most }
}

/// How many rows of tiles a part transforms at a time.
const fn strip_of(conv: &PreparedConv, n: usize, parts: usize) -> usize {
    let [rows, _] = grid(conv, n);
    let (share, strip) = (rows.div_ceil(parts), strip(conv, n));
    if share < strip { share } else { strip }
}

/// How many numbers the transformed inputs and outputs of all parts take, whatever their number.
pub(super) const fn scratch(conv: &PreparedConv, n: usize) -> usize {
    let [_, columns] = grid(conv, n);
    let (mut most, mut parts) = (0, parts(conv, n));
    while parts > 0 {
        most = max(most, times([parts, transformed(conv, n, strip_of(conv, n, parts) * columns)]));
        parts -= 1;
    }
    most
}

/// How many numbers the packed weights take; the largest number if that is less.
#[inline(always)]
pub(super) const fn weights(conv: &PreparedConv, n: usize) -> usize {
    times([conv.filters, plus_one([n + 2, n + 2, conv.channels])])
}

/// The bias, then for each of the (n + 2)² products the panels of transformed weights.
pub(super) fn pack(weights: &Weights, n: usize, packed: &mut [f32]) {
    const G2: [[f64; 3]; 4] = [[1.0, 0.0, 0.0], [0.5, 0.5, 0.5], [0.5, -0.5, 0.5], [0.0, 0.0, 1.0]];
    const G4: [[f64; 3]; 6] = [
        [1.0 / 4.0, 0.0, 0.0],
        [-1.0 / 6.0, -1.0 / 6.0, -1.0 / 6.0],
        [-1.0 / 6.0, 1.0 / 6.0, -1.0 / 6.0],
        [1.0 / 24.0, 1.0 / 12.0, 1.0 / 6.0],
        [1.0 / 24.0, -1.0 / 12.0, 1.0 / 6.0],
        [0.0, 0.0, 1.0],
    ];
    let g: &[[f64; 3]] = if n == 2 { &G2 } else { &G4 };
    let (filters, channels) = (weights.conv.filters, weights.conv.channels);
    for f in 0..filters {
        packed[f] = weights.bias(f);
    }
    for (first, width) in panels(filters) {
        for f in first..filters.min(first + width) {
            for c in 0..channels {
                for (a, g_a) in g.iter().enumerate() {
                    for (b, g_b) in g.iter().enumerate() {
                        let mut sum = 0.0;
                        for u in 0..3 {
                            for v in 0..3 {
                                sum += g_a[u] * g_b[v] * f64::from(weights.at(f, c, u, v));
                            }
                        }
                        let product = a * g.len() + b;
                        packed[filters + product * filters * channels + first * channels + c * width + f - first] =
                            sum as f32;
                    }
                }
            }
        }
    }
}

pub(super) fn forward(job: &Job, n: usize, y: &mut [f32], scratch: &mut [f32]) {
    ran("prepared::winograd_tiles");
    let conv = job.conv;
    let [rows, columns] = grid(conv, n);
    let macs = job.macs;
    let (threads, parts) = (threads(macs), parts(conv, n));
    let parts = if threads <= parts { threads } else { 1 };
    let strip = strip_of(conv, n, parts);
    let length = transformed(conv, n, strip * columns);
    let (y, scratch) = (Shared::new(y), Shared::new(scratch));
    each(parts, macs, |part| {
        // SAFETY: each part has its own.
        let scratch = unsafe { scratch.slice(part * length, length) };
        let (first, end) = (part * rows / parts, (part + 1) * rows / parts);
        for first in (first..end).step_by(strip) {
            let rows = first..end.min(first + strip);
            forward_strip(job, n, rows, y, scratch, if parts > 1 { 0 } else { macs });
        }
    });
}

/// Some rows of tiles, whose steps threads share if there are so many multiply-adds that it pays.
fn forward_strip(job: &Job, n: usize, rows: Range<usize>, y: Shared, scratch: &mut [f32], macs: usize) {
    let (channels, filters) = (job.conv.channels, job.conv.filters);
    let [_, columns] = grid(job.conv, n);
    let (first, strip) = (rows.start, rows.len());
    let products = (n + 2) * (n + 2);
    let tiles = strip * columns;
    let (x_apart, y_apart) = (apart(tiles * channels / BLOCK), apart(tiles * filters / BLOCK));
    let (inputs, outputs) = scratch.split_at_mut(products * x_apart);
    let shared = Shared::new(inputs);
    each(channels / BLOCK * strip, macs, |task| {
        let (block, row) = (task % (channels / BLOCK), task / (channels / BLOCK));
        let part = Part { job, block, row: first + row, tile: row * columns, columns, tiles };
        match n {
            2 => run(job.level, Input::<2, 4> { part, into: shared }),
            _ => run(job.level, Input::<4, 6> { part, into: shared }),
        }
    });
    let inputs = &*inputs;
    let shared = Shared::new(outputs);
    let walk =
        Walk { blocks: (channels / BLOCK, tiles * BLOCK), rows: (1, 0), columns: (1, 0), run: (BLOCK, BLOCK), step: 1 };
    let count = panels(filters).count();
    let level = job.level;
    let tile_for = |width| tile_for(level, width, channels, [1, tiles], BLOCK, false);
    let first_tile = tile_for(filters.min(2 * BLOCK));
    let last_tile = if (filters / BLOCK).is_multiple_of(2) { first_tile } else { tile_for(BLOCK) };
    each(products * count, macs, |task| {
        let (product, panel) = (task / count, task % count);
        let (first, width) =
            (panel * 2 * BLOCK, if panel + 1 == count { filters - panel * 2 * BLOCK } else { 2 * BLOCK });
        Panel {
            walk: &walk,
            x: &inputs[product * x_apart..][..tiles * channels],
            x_base: 0,
            x_row: 0,
            x_step: BLOCK,
            bias: None,
            weight: &job.packed[filters + product * filters * channels + first * channels..][..width * channels],
            width,
            sink: Sink {
                channels: width,
                z: None,
                y: shared,
                base: product * y_apart + first * tiles,
                row: 0,
                step: BLOCK,
                plane: tiles * BLOCK,
                block: BLOCK,
                width: tiles,
                function: Function::Identity,
                pooling: None,
            },
            rows: 0..1,
            columns: 0..tiles,
            wrap: None,
            tile: if width == BLOCK { last_tile } else { first_tile },
            level,
        }
        .run();
    });
    let outputs = &*outputs;
    each(filters / BLOCK * strip, macs, |task| {
        let (block, row) = (task % (filters / BLOCK), task / (filters / BLOCK));
        let part = Part { job, block, row: first + row, tile: row * columns, columns, tiles };
        match n {
            2 => run(job.level, Output::<2, 4> { part, from: outputs, y }),
            _ => run(job.level, Output::<4, 6> { part, from: outputs, y }),
        }
    });
}

/// A row of tiles of a block of channels.
struct Part<'a> {
    job: &'a Job<'a>,
    block: usize,
    row: usize,
    /// Where its first tile stands among the `tiles` that are transformed at a time.
    tile: usize,
    columns: usize,
    tiles: usize,
}

/// Bᵀ·x·B, with M = N + 2.
struct Input<'a, const N: usize, const M: usize> {
    part: Part<'a>,
    into: Shared<'a>,
}

impl<const N: usize, const M: usize> Kernel for Input<'_, N, M> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let Part { job, block, row, tile, columns, tiles } = self.part;
        let channels = job.conv.channels;
        let (down, product) = (job.xs.row, apart(tiles * channels / BLOCK));
        // In memory: there are not enough registers for both.
        let mut half = [[[0.0; BLOCK]; M]; M];
        for column in 0..columns {
            let x = &job.x[job.base(block * BLOCK, row * N, column * N)..][..(M - 1) * down + M * BLOCK];
            let first = (block * tiles + tile + column) * BLOCK;
            for lanes in (0..BLOCK).step_by(S::WIDTH) {
                for v in 0..M {
                    let mut column = [set.splat(0.0); M];
                    for u in 0..M {
                        let at = u * down + v * BLOCK + lanes;
                        // SAFETY: the slice ends with the last vector of the last row.
                        column[u] = set.load(unsafe { x.get_unchecked(at..at + S::WIDTH) });
                    }
                    let column = inputs(set, column);
                    for u in 0..M {
                        set.store(column[u], &mut half[u][v]);
                    }
                }
                for u in 0..M {
                    let mut row = [set.splat(0.0); M];
                    for v in 0..M {
                        row[v] = set.load(&half[u][v]);
                    }
                    let row = inputs(set, row);
                    for v in 0..M {
                        // SAFETY: these elements belong to the block and the row of tiles of this task.
                        set.store(row[v], unsafe { self.into.slice((u * M + v) * product + first + lanes, S::WIDTH) });
                    }
                }
            }
        }
    }
}

/// Aᵀ·m·A, with M = N + 2.
struct Output<'a, const N: usize, const M: usize> {
    part: Part<'a>,
    from: &'a [f32],
    y: Shared<'a>,
}

impl<const N: usize, const M: usize> Kernel for Output<'_, N, M> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let Part { job, block, row, tile, columns, tiles } = self.part;
        let filters = job.conv.filters;
        let [height, width] = job.size;
        let product = apart(tiles * filters / BLOCK);
        let ([low, high], rest) = job.conv.function.bounds();
        let (low, high) = (set.splat(low), set.splat(high));
        // In memory: there are not enough registers for both.
        let mut half = [[[0.0; BLOCK]; M]; N];
        for column in 0..columns {
            let first = (block * tiles + tile + column) * BLOCK;
            let from = &self.from[first..][..(M * M - 1) * product + BLOCK];
            let count = N.min(width - column * N);
            for lanes in (0..BLOCK).step_by(S::WIDTH) {
                for v in 0..M {
                    let mut m = [set.splat(0.0); M];
                    for u in 0..M {
                        let at = (u * M + v) * product + lanes;
                        // SAFETY: the slice ends with the block of the last product.
                        m[u] = set.load(unsafe { from.get_unchecked(at..at + S::WIDTH) });
                    }
                    let m = outputs::<S, N, M>(set, m);
                    for u in 0..N {
                        set.store(m[u], &mut half[u][v]);
                    }
                }
                let bias = set.load(&job.packed[block * BLOCK + lanes..]);
                for u in 0..N.min(height - row * N) {
                    let mut m = [set.splat(0.0); M];
                    for v in 0..M {
                        m[v] = set.load(&half[u][v]);
                    }
                    let m = outputs::<S, N, M>(set, m);
                    let at = job.ys.at(block * BLOCK, row * N + u, column * N) + lanes;
                    // SAFETY: these elements belong to the block and the row of tiles of this task.
                    let y = unsafe { self.y.slice(at, (count - 1) * BLOCK + S::WIDTH) };
                    let z = job.z.map(|z| &z[at..][..(count - 1) * BLOCK + S::WIDTH]);
                    for v in 0..N {
                        if v < count {
                            let mut sum = set.add(m[v], bias);
                            if let Some(z) = z {
                                sum = set.add(sum, set.load(&z[v * BLOCK..]));
                            }
                            // In this order NaN stays NaN on x86 too.
                            set.store(set.min(high, set.max(low, sum)), &mut y[v * BLOCK..]);
                        }
                    }
                    if let Some(function) = rest {
                        function.apply(set, y, BLOCK);
                    }
                }
            }
        }
    }
}
