//! Winograd's minimal filtering F(7 − K, K) along the rows.
//!
//! Six rows of the input become six others, each at one point; 7 − K rows of the output come from as many convolutions with a
//! kernel of one row. That takes half of the multiplications of the definition for K = 3 or 4, three fifths for K = 5. As the
//! columns are convolved as ever, errors stay near to those of the definition, below 1.5e-6 of the greatest sum of magnitudes.
//!
//! A window that moves by S rows is S windows that move by one: over each S-th row, with a kernel of ⌈K/S⌉ rows.
//!
//! The input stands channel by channel, in a plain array if need be: zeros around it are put into the transformed rows. The
//! output channels are in the lanes.

use super::conv::{Job, PreparedConv, Weights, plus_one};
use super::map::{max, times};
use super::sink::Sink;
use super::{BLOCK, Shared, each, run, threads};
use crate::kernel::math::winograd::{inputs, outputs};
use crate::kernel::ran::ran;
use crate::kernel::vector::{Kernel, Set, blocks};
use core::ops::Range;

const POINTS: usize = 6;

/// The most columns and vectors of channels of a tile.
const MOST: usize = 14;
const WIDEST: usize = 2;

/// The most rows of the output that come from six of the input.
const HIGHEST: usize = POINTS + 1 - 3;

/// How many rows the kernel has of those that lie under every S-th row of the input.
#[inline(always)]
pub(super) const fn taps(conv: &PreparedConv) -> usize {
    let [rows, _] = conv.windows;
    rows.kernel.div_ceil(rows.stride)
}

/// How many rows of the output come from six of the input.
#[inline(always)]
pub(super) const fn height(conv: &PreparedConv) -> usize {
    POINTS + 1 - taps(conv)
}

/// How many kernels of one row there are for a channel: S at each point, at the last only those of the kernels that have
/// ⌈K/S⌉ rows.
#[inline(always)]
pub(super) const fn products(conv: &PreparedConv) -> usize {
    (POINTS - 1) * conv.windows[0].stride + longest(conv)
}

/// How many of the S kernels have ⌈K/S⌉ rows.
#[inline(always)]
const fn longest(conv: &PreparedConv) -> usize {
    let [rows, _] = conv.windows;
    rows.kernel - (taps(conv) - 1) * rows.stride
}

/// The length of a transformed row, with room for a vector after the elements of the input.
#[inline(always)]
const fn row(conv: &PreparedConv) -> usize {
    let [_, columns] = conv.windows;
    let read = (columns.out() - 1) * columns.stride + columns.reach();
    max(read, columns.before + columns.size + BLOCK).next_multiple_of(BLOCK)
}

/// How many parts there are for several threads.
#[inline(always)]
const fn parts(conv: &PreparedConv) -> usize {
    let strips = conv.positions()[0].div_ceil(height(conv));
    if conv.macs() < 2 * super::SHARE {
        1
    } else if strips < 4 {
        strips
    } else {
        4
    }
}

/// How many numbers the transformed rows of a part take, six rows of the input, and the sums of a tile at all points and what
/// comes of them.
const fn lengths(conv: &PreparedConv) -> [usize; 3] {
    let vectors = if conv.filters > BLOCK { WIDEST } else { 1 };
    let rows = POINTS * row(conv);
    [times([rows, conv.windows[0].stride, conv.channels]), rows, (vectors * POINTS + HIGHEST) * MOST * BLOCK]
}

/// How many numbers of scratch it takes.
pub(super) const fn scratch(conv: &PreparedConv) -> usize {
    let [transformed, copy, sums] = lengths(conv);
    times([parts(conv), transformed.saturating_add(copy + sums)])
}

/// How many numbers the packed weights of a block of filters take.
#[inline(always)]
const fn block(conv: &PreparedConv) -> usize {
    times([BLOCK, plus_one([products(conv), conv.channels, conv.windows[1].kernel])])
}

/// How many numbers the packed weights take.
#[inline(always)]
pub(super) const fn weights(conv: &PreparedConv) -> usize {
    times([conv.filters.div_ceil(BLOCK), block(conv)])
}

/// For each block of filters the bias, then points × kernels × input channels × kernel columns of transformed weights.
pub(super) fn pack(weights: &Weights, packed: &mut [f32]) {
    const AT: [f64; 5] = [0.0, 1.0, -1.0, 2.0, -2.0];
    const SCALE: [f64; 5] = [1.0 / 4.0, -1.0 / 6.0, -1.0 / 6.0, 1.0 / 24.0, 1.0 / 24.0];

    let conv = weights.conv;
    let [rows, columns] = conv.kernel();
    let stride = conv.windows[0].stride;
    for f in 0..conv.filters {
        let packed = &mut packed[f / BLOCK * block(conv)..];
        packed[f % BLOCK] = weights.bias(f);
        let mut at = BLOCK + f % BLOCK;
        for k in 0..POINTS {
            for first in 0..if k < AT.len() { stride } else { longest(conv) } {
                for c in 0..conv.channels {
                    for v in 0..columns {
                        let mut taps = (first..rows).step_by(stride).map(|u| f64::from(weights.at(f, c, u, v)));
                        let value = match AT.get(k) {
                            Some(at) => taps.rev().fold(0.0, |sum, w| sum * at + w) * SCALE[k],
                            None => taps.next_back().unwrap_or(0.0),
                        };
                        packed[at] = value as f32;
                        at += BLOCK;
                    }
                }
            }
        }
    }
}

/// For windows that move by one column.
pub(super) fn forward_by_one(job: &Job, y: &mut [f32], scratch: &mut [f32]) {
    forward::<1>(job, y, scratch);
}

/// For windows that move by two columns.
pub(super) fn forward_by_two(job: &Job, y: &mut [f32], scratch: &mut [f32]) {
    forward::<2>(job, y, scratch);
}

fn forward<const STEP: usize>(job: &Job, y: &mut [f32], scratch: &mut [f32]) {
    ran("prepared::winograd_rows");
    let conv = job.conv;
    let strips = job.size[0].div_ceil(height(conv));
    let sink = &Sink::of(job, 0, conv.filters, Shared::new(y));
    let scratch = Shared::new(scratch);
    let parts = if threads(job.macs) > 1 { parts(conv) } else { 1 };
    let lengths = lengths(conv);
    let is_padded = conv.windows[1].before + conv.windows[1].after > 0;
    each(parts, job.macs, |part| {
        let length = lengths.iter().sum();
        // SAFETY: each part has its own.
        let scratch = unsafe { scratch.slice(part * length, length) };
        let (rows, scratch) = scratch.split_at_mut(lengths[0]);
        let (copy, sums) = scratch.split_at_mut(lengths[1]);
        if is_padded {
            rows.fill(0.0);
        }
        let strips = part * strips / parts..(part + 1) * strips / parts;
        let (height, row, longest, sums) = (height(conv), row(conv), longest(conv), sums.as_chunks_mut().0);
        run(job.level, Strips::<STEP> { job, strips, height, row, longest, rows, copy, sums, sink });
    });
}

/// Some strips of as many rows as one transform gives; neighbouring outputs are STEP columns apart in the input.
struct Strips<'a, const STEP: usize> {
    job: &'a Job<'a>,
    strips: Range<usize>,
    /// How many rows of the output a strip has.
    height: usize,
    /// The transformed rows, points × kernels × input channels; how long one is.
    rows: &'a mut [f32],
    row: usize,
    longest: usize,
    /// Six rows of the input with their padding.
    copy: &'a mut [f32],
    /// The sums of a tile, vectors × points × columns, and rows of the output.
    sums: &'a mut [[f32; BLOCK]],
    sink: &'a Sink<'a>,
}

impl<const STEP: usize> Kernel for Strips<'_, STEP> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        if const { S::WIDTH == BLOCK && S::REGISTERS >= 32 } && self.job.conv.filters > BLOCK {
            self.panels::<S, WIDEST>(set);
        } else {
            self.panels::<S, 1>(set);
        }
    }
}

/// How many columns a tile has: as many as waste little of a row.
fn tile(tiles: [usize; 3], vectors: usize, width: usize, registers: usize) -> usize {
    let tiles = tiles.into_iter().filter(|&tile| tile <= width && vectors * tile + 2 <= registers);
    // In half cycles: a sum comes after eight, a weight is read once for all columns.
    tiles.min_by_key(|&tile| width.div_ceil(tile) * (1 + max(vectors * tile, 8))).unwrap_or(4)
}

impl<const STEP: usize> Strips<'_, STEP> {
    /// Bᵀ·x for the rows under the windows from row `i` of the output on.
    #[inline(never)]
    fn transform<S: Set>(&mut self, set: S, i: usize) {
        let Job { conv, x, xs, .. } = *self.job;
        let [rows, columns] = conv.windows;
        let (length, width) = (self.row, columns.size.next_multiple_of(S::WIDTH));
        let channels = conv.channels;
        // Where the last vector reaches past the row there may have to be zeros.
        let (far, is_cut) = (rows.stride * channels * length, columns.size < width && columns.after > 0);
        let (into, copy) = (&mut *self.rows, &mut *self.copy);
        set.vectorize(
            #[inline(always)]
            move || {
                for first in 0..rows.stride {
                    let top = i * rows.stride + first;
                    let bottom = top + (POINTS - 1) * rows.stride;
                    let inside = top >= rows.before && bottom < rows.before + rows.size;
                    for c in 0..channels {
                        let plane = xs.at(c, 0, 0);
                        let into = &mut into[(first * channels + c) * length + columns.before..];
                        if inside && plane + (bottom - rows.before) * xs.row + width <= x.len() {
                            let x = &x[plane + (top - rows.before) * xs.row..];
                            transform(set, x, rows.stride * xs.row, into, far, width);
                        } else {
                            // With zeros for the rows that are not there, and behind a row that ends before its last vector.
                            for (a, copy) in copy.chunks_exact_mut(length).enumerate() {
                                let row = (top + a * rows.stride).wrapping_sub(rows.before);
                                copy.fill(0.0);
                                if row < rows.size {
                                    copy[..columns.size].copy_from_slice(&x[plane + row * xs.row..][..columns.size]);
                                }
                            }
                            transform(set, copy, length, into, far, width);
                        }
                        if is_cut {
                            for k in 0..POINTS {
                                set.store(set.splat(0.0), &mut into[k * far + columns.size..]);
                            }
                        }
                    }
                }
            },
        );
    }

    /// All filters, of W blocks at a time, in the tiles that fit best.
    #[inline(always)]
    fn panels<S: Set, const W: usize>(mut self, set: S) {
        let (filters, [_, width]) = (self.job.conv.filters, self.job.size);
        let (wide, narrow) = (tile([14, 8, 4], WIDEST, width, S::REGISTERS), tile([10, 8, 4], 1, width, S::REGISTERS));
        for strip in self.strips.clone() {
            let i = strip * self.height;
            self.transform(set, i);
            let mut first = 0;
            while first < filters {
                first += if const { W == WIDEST } && filters - first > BLOCK {
                    match wide {
                        14 => self.channels::<S, W, 14>(set, first, i),
                        8 => self.channels::<S, W, 8>(set, first, i),
                        _ => self.channels::<S, W, 4>(set, first, i),
                    }
                } else {
                    match narrow {
                        10 => self.channels::<S, 1, 10>(set, first, i),
                        8 => self.channels::<S, 1, 8>(set, first, i),
                        _ => self.channels::<S, 1, 4>(set, first, i),
                    }
                };
            }
        }
    }

    /// The filters of V blocks from `first` on, over all columns, in tiles of P; returns how many there is room for.
    #[inline(always)]
    fn channels<S: Set, const V: usize, const P: usize>(&mut self, set: S, first: usize, i: usize) -> usize {
        let conv = self.job.conv;
        let [rows, window] = conv.windows;
        let size = block(conv);
        let packed = &self.job.packed[first / BLOCK * size..][..V * size];
        let kernels = rows.stride * conv.channels;
        let is_near = window.dilation == 1 && matches!(window.kernel, 3 | 5);
        for part in (0..BLOCK).step_by(S::WIDTH) {
            for (j, _) in blocks(self.job.size[1], P) {
                assert!((j + P - 1) * STEP + window.reach() <= self.row);
                assert!(self.rows.len() >= POINTS * kernels * self.row && self.longest <= rows.stride);
                let (sums, outputs) = self.sums.split_at_mut(V * POINTS * P);
                let outputs = &mut outputs[..HIGHEST * P];
                let mut weight = BLOCK + part;
                for k in 0..POINTS {
                    let mut point = [[set.splat(0.0); P]; V];
                    let count = if k + 1 < POINTS { kernels } else { self.longest * conv.channels };
                    for kernel in 0..count {
                        let mut at = (k * kernels + kernel) * self.row + j * STEP;
                        if const { V == 1 && STEP == 1 && P + 5 < S::REGISTERS } && is_near {
                            match window.kernel {
                                3 => reuse::<S, P, 3>(set, &self.rows[at..], &packed[weight..], &mut point[0]),
                                _ => reuse::<S, P, 5>(set, &self.rows[at..], &packed[weight..], &mut point[0]),
                            }
                            weight += window.kernel * BLOCK;
                            continue;
                        }
                        for _ in 0..window.kernel {
                            let mut w = [set.splat(0.0); V];
                            for v in 0..V {
                                let at = v * size + weight;
                                // SAFETY: `weight` grows by a block with each tap of each product, of which `size` has all.
                                w[v] = set.load(unsafe { packed.get_unchecked(at..at + S::WIDTH) });
                            }
                            for p in 0..P {
                                // SAFETY: this element is of the transformed row, the first assertion, which is one of
                                // those of the second.
                                let x = set.splat(*unsafe { self.rows.get_unchecked(at + p * STEP) });
                                for v in 0..V {
                                    point[v][p] = set.mul_add(x, w[v], point[v][p]);
                                }
                            }
                            at += window.dilation;
                            weight += BLOCK;
                        }
                    }
                    for v in 0..V {
                        for p in 0..P {
                            set.store(point[v][p], &mut sums[(v * POINTS + k) * P + p]);
                        }
                    }
                }
                for v in 0..V {
                    let bias = set.load(&packed[v * size + part..]);
                    for p in 0..P {
                        let m = points(set, |k| &sums[(v * POINTS + k) * P + p]);
                        let y = combine(set, self.height, m, bias);
                        for r in 0..HIGHEST {
                            if r < 2 || self.height > 2 {
                                set.store(y[r], &mut outputs[r * P + p]);
                            }
                        }
                    }
                    for pair in (0..self.height).step_by(2) {
                        let count = 2.min(self.height - pair).min(self.job.size[0].saturating_sub(i + pair));
                        let at = [(i + pair, j), (i + pair + 1, j)];
                        if count > 0 {
                            let outputs = &mut outputs[pair * P..(pair + count) * P];
                            self.sink.finish(set, first + v * BLOCK + part, P, &at[..count], outputs);
                        }
                    }
                }
            }
        }
        V * BLOCK
    }
}

/// Bᵀ·x for so many columns of six rows, which stand `down` numbers apart; what comes of them, `far`.
#[inline(always)]
fn transform<S: Set>(set: S, x: &[f32], down: usize, into: &mut [f32], far: usize, width: usize) {
    assert!(x.len() >= (POINTS - 1) * down + width && into.len() >= (POINTS - 1) * far + width);
    for column in (0..width).step_by(S::WIDTH) {
        // SAFETY: the columns are a number of vectors; the assertion.
        let x = points(set, |k| unsafe { x.get_unchecked(k * down + column..k * down + column + S::WIDTH) });
        let y = inputs(set, x);
        for k in 0..POINTS {
            let at = k * far + column;
            // SAFETY: as above.
            set.store(y[k], unsafe { into.get_unchecked_mut(at..at + S::WIDTH) });
        }
    }
}

/// Adds the products of a row with a kernel of K neighbours to P sums. Each element is read once for all its products.
#[inline(always)]
fn reuse<S: Set, const P: usize, const K: usize>(set: S, row: &[f32], weight: &[f32], sums: &mut [S::Vector; P]) {
    let row = &row[..P + K - 1];
    let weight = &weight[..(K - 1) * BLOCK + S::WIDTH];
    let mut w = [set.splat(0.0); K];
    for v in 0..K {
        w[v] = set.load(&weight[v * BLOCK..]);
    }
    for at in 0..P + K - 1 {
        let x = set.splat(row[at]);
        for v in 0..K {
            if v <= at && at - v < P {
                sums[at - v] = set.mul_add(x, w[v], sums[at - v]);
            }
        }
    }
}

/// bias + Aᵀ·m: so many rows in the first vectors.
#[inline(always)]
fn combine<S: Set>(set: S, height: usize, m: [S::Vector; POINTS], bias: S::Vector) -> [S::Vector; HIGHEST] {
    let y = match height {
        2 => {
            let [a, b] = outputs(set, m);
            [a, b, a, b]
        }
        3 => {
            let [a, b, c] = outputs(set, m);
            [a, b, c, c]
        }
        _ => outputs(set, m),
    };
    [set.add(y[0], bias), set.add(y[1], bias), set.add(y[2], bias), set.add(y[3], bias)]
}

/// The vectors of all points.
#[inline(always)]
fn points<'a, S: Set>(set: S, at: impl Fn(usize) -> &'a [f32]) -> [S::Vector; POINTS] {
    [set.load(at(0)), set.load(at(1)), set.load(at(2)), set.load(at(3)), set.load(at(4)), set.load(at(5))]
}
