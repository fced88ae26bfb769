//! Winograd's minimal filtering F(7 − K, K) along the rows, for kernels of K = 3 or 5 rows over few input channels.
//!
//! Six rows of the input become six others, each at one point; 7 − K rows of the output come from as many convolutions with a
//! kernel of one row. That takes half of the multiplications of the definition for K = 3, three fifths for K = 5. As the columns
//! are convolved as ever, errors stay near to those of the definition, up to about 1e-6 of the greatest output.
//!
//! The input stands channel by channel; the output channels are in the lanes.

use super::conv::{Conv, Job, Weights};
use super::sink::Sink;
use super::{BLOCK, Shared, each, run};
use crate::kernel::simd::{Kernel, Set, blocks};
use crate::kernel::winograd::{inputs, outputs};
use core::ops::Range;

const POINTS: usize = 6;

/// The most columns of a tile.
const MOST: usize = 10;

/// How many rows of the output come from six of the input.
pub(super) const fn height(conv: &Conv) -> usize {
    POINTS + 1 - conv.windows[0].kernel
}

/// The length of a transformed row, for kernels that read whole vectors.
const fn row(conv: &Conv) -> usize {
    let [_, columns] = conv.windows;
    (columns.out() + columns.reach() - 1).next_multiple_of(BLOCK)
}

/// How many parts there are for several threads.
const fn parts(conv: &Conv) -> usize {
    let strips = conv.positions()[0].div_ceil(height(conv));
    if conv.macs() <= super::SMALL {
        1
    } else if strips < 4 {
        strips
    } else {
        4
    }
}

/// How many numbers the transformed rows take.
pub(super) const fn scratch(conv: &Conv) -> usize {
    parts(conv) * conv.channels * POINTS * row(conv)
}

/// How many numbers the packed weights take.
pub(super) const fn weights(conv: &Conv) -> usize {
    let [_, taps] = conv.kernel();
    conv.filters.next_multiple_of(BLOCK) * (1 + POINTS * conv.channels * taps)
}

/// For each block of filters the bias, then points × input channels × kernel columns of transformed weights.
pub(super) fn pack(weights: &Weights, packed: &mut [f32]) {
    const AT: [f64; 5] = [0.0, 1.0, -1.0, 2.0, -2.0];
    const SHARE: [f64; 5] = [1.0 / 4.0, -1.0 / 6.0, -1.0 / 6.0, 1.0 / 24.0, 1.0 / 24.0];

    let conv = weights.conv;
    let [rows, columns] = conv.kernel();
    for f in 0..conv.filters {
        let block = &mut packed[f / BLOCK * BLOCK * (1 + POINTS * conv.channels * columns)..];
        block[f % BLOCK] = weights.bias(f);
        for k in 0..POINTS {
            for c in 0..conv.channels {
                for v in 0..columns {
                    let taps = (0..rows).rev().map(|u| f64::from(weights.at(f, c, u, v)));
                    let value = match AT.get(k) {
                        Some(at) => taps.fold(0.0, |sum, w| sum * at + w) * SHARE[k],
                        None => f64::from(weights.at(f, c, rows - 1, v)),
                    };
                    block[(1 + (k * conv.channels + c) * columns + v) * BLOCK + f % BLOCK] = value as f32;
                }
            }
        }
    }
}

pub(super) fn forward(job: &Job, y: &mut [f32], scratch: &mut [f32]) {
    let conv = job.conv;
    let (height, row) = (height(conv), row(conv));
    let strips = job.size[0].div_ceil(height);
    let (y, scratch) = (Shared::new(y), Shared::new(scratch));
    let parts = parts(conv);
    let length = conv.channels * POINTS * row;
    each(parts, conv.macs(), |part| {
        // SAFETY: each part has its own rows.
        let rows = unsafe { scratch.slice(part * length, length) };
        let strips = part * strips / parts..(part + 1) * strips / parts;
        run(Strips { job, strips, height, row, rows, y });
    });
}

/// Some strips of as many rows as one transform gives.
struct Strips<'a> {
    job: &'a Job<'a>,
    strips: Range<usize>,
    /// How many rows of the output a strip has.
    height: usize,
    /// The transformed rows, input channels × points, and how long one is.
    rows: &'a mut [f32],
    row: usize,
    y: Shared<'a>,
}

impl Kernel for Strips<'_> {
    #[inline(always)]
    fn run<S: Set>(mut self, set: S) {
        let conv = self.job.conv;
        let [_, width] = self.job.size;
        let mut sums = [[[0.0; BLOCK]; MOST]; POINTS];
        for strip in self.strips.clone() {
            self.transform(set, strip * self.height);
            for first in (0..conv.filters).step_by(BLOCK) {
                let sink = Sink::of(self.job, first, BLOCK.min(conv.filters - first), self.y);
                match tile(width, S::REGISTERS) {
                    10 => self.channels::<S, 10>(set, &sink, first, strip * self.height, &mut sums),
                    8 => self.channels::<S, 8>(set, &sink, first, strip * self.height, &mut sums),
                    _ => self.channels::<S, 4>(set, &sink, first, strip * self.height, &mut sums),
                }
            }
        }
    }
}

/// How many columns a tile has: as many as waste little of a row.
fn tile(width: usize, registers: usize) -> usize {
    let tiles = [10, 8, 4].into_iter().filter(|&tile| tile <= width && tile + 2 <= registers);
    // In half cycles: a sum comes after eight, a weight is read once for all columns.
    tiles.min_by_key(|&tile| width.div_ceil(tile) * (1 + tile.max(8))).unwrap_or(4)
}

impl Strips<'_> {
    /// Bᵀ·x for the rows under the windows from row `i` of the output on.
    #[inline(always)]
    fn transform<S: Set>(&mut self, set: S, i: usize) {
        let job = self.job;
        let (conv, down) = (job.conv, job.xm.row());
        let reach = self.job.size[1] + conv.windows[1].reach() - 1;
        for c in 0..conv.channels {
            let base = job.base(c, i, 0);
            for column in (0..reach).step_by(S::WIDTH) {
                let x = &job.x[base + column..][..(POINTS - 1) * down + S::WIDTH];
                let x = [
                    set.load(x),
                    set.load(&x[down..]),
                    set.load(&x[2 * down..]),
                    set.load(&x[3 * down..]),
                    set.load(&x[4 * down..]),
                    set.load(&x[5 * down..]),
                ];
                let points = inputs(set, x);
                for k in 0..POINTS {
                    set.store(points[k], &mut self.rows[(c * POINTS + k) * self.row + column..]);
                }
            }
        }
    }

    /// The filters of a block, over all columns, in tiles of P.
    #[inline(always)]
    fn channels<S: Set, const P: usize>(
        &self,
        set: S,
        sink: &Sink,
        first: usize,
        i: usize,
        sums: &mut [[[f32; BLOCK]; MOST]; POINTS],
    ) {
        let conv = self.job.conv;
        let [_, window] = conv.windows;
        let size = BLOCK * (1 + POINTS * conv.channels * window.kernel);
        let packed = &self.job.packed[first / BLOCK * size..][..size];
        for part in (0..BLOCK).step_by(S::WIDTH) {
            for (j, _) in blocks(self.job.size[1], P) {
                assert!(j + P - 1 + window.reach() <= self.row);
                assert!(self.rows.len() >= conv.channels * POINTS * self.row);
                let mut weight = BLOCK + part;
                for k in 0..POINTS {
                    let mut point = [set.splat(0.0); P];
                    for c in 0..conv.channels {
                        let mut at = (c * POINTS + k) * self.row + j;
                        for _ in 0..window.kernel {
                            // SAFETY: `weight` grows by a block with each tap of each point, of which `size` has all.
                            let w = set.load(unsafe { packed.get_unchecked(weight..weight + S::WIDTH) });
                            for p in 0..P {
                                // SAFETY: this element is of the transformed row, the first assertion, which is one of
                                // those of the second.
                                let x = set.splat(*unsafe { self.rows.get_unchecked(at + p) });
                                point[p] = set.mul_add(x, w, point[p]);
                            }
                            at += window.dilation;
                            weight += BLOCK;
                        }
                    }
                    for p in 0..P {
                        set.store(point[p], &mut sums[k][p]);
                    }
                }
                let bias = set.load(&packed[part..]);
                let mut numbers = [[[0.0; BLOCK]; P]; 4];
                for p in 0..P {
                    let m = points(set, |k| &sums[k][p]);
                    let y = self.outputs(set, m, bias);
                    for r in 0..4 {
                        set.store(y[r], &mut numbers[r][p]);
                    }
                }
                for pair in (0..self.height).step_by(2) {
                    let count = 2.min(self.job.size[0].saturating_sub(i + pair));
                    let at = [(i + pair, j), (i + pair + 1, j)];
                    let numbers = numbers[pair..pair + count].as_flattened_mut();
                    if count > 0 {
                        sink.finish(set, part, P, &at[..count], numbers);
                    }
                }
            }
        }
    }

    /// bias + Aᵀ·m, in the first vectors as many rows as a strip has.
    #[inline(always)]
    fn outputs<S: Set>(&self, set: S, m: [S::Vector; POINTS], bias: S::Vector) -> [S::Vector; 4] {
        let y = if self.height == 2 {
            let [a, b] = outputs(set, m);
            [a, b, a, b]
        } else {
            outputs(set, m)
        };
        [set.add(y[0], bias), set.add(y[1], bias), set.add(y[2], bias), set.add(y[3], bias)]
    }
}

/// The vectors of all points.
#[inline(always)]
fn points<'a, S: Set>(set: S, at: impl Fn(usize) -> &'a [f32]) -> [S::Vector; POINTS] {
    [set.load(at(0)), set.load(at(1)), set.load(at(2)), set.load(at(3)), set.load(at(4)), set.load(at(5))]
}
