//! Convolution of each channel by itself.
//!
//! The channels of a block are in the lanes, and every vector of weights is multiplied with the vectors of some neighbouring
//! positions.

use super::conv::{Job, Weights};
use super::{BLOCK, Shared, each, run};
use crate::kernel::simd::{Kernel, Set};
use core::ops::Range;

/// For each block of channels the biases, then the weights of each tap.
pub(super) fn pack(weights: &Weights, packed: &mut [f32]) {
    let [rows, columns] = weights.conv.kernel();
    let size = BLOCK * (1 + rows * columns);
    for f in 0..weights.conv.groups {
        let packed = &mut packed[f / BLOCK * size + f % BLOCK..];
        packed[0] = weights.bias(f);
        for u in 0..rows {
            for v in 0..columns {
                packed[BLOCK * (1 + u * columns + v)] = weights.at(f, 0, u, v);
            }
        }
    }
}

pub(super) fn forward(job: &Job, y: &mut [f32]) {
    let conv = job.conv;
    let [height, width] = conv.positions();
    let y = Shared::new(y);
    let chunks = if conv.macs() > super::SMALL { height.min(4) } else { 1 };
    each(conv.groups.div_ceil(BLOCK) * chunks, conv.macs(), |task| {
        let blocks = conv.groups.div_ceil(BLOCK);
        let (block, chunk) = (task % blocks, task / blocks);
        let rows = Rows { job, y, block, rows: chunk * height / chunks..(chunk + 1) * height / chunks };
        // So many neighbours that no sum waits for the one before, and few of them twice.
        let neighbours = if width.next_multiple_of(14) <= width.next_multiple_of(8) { 14 } else { 8 };
        match (job.step(), if width < 8 { width } else { neighbours.min(width) }) {
            (BLOCK, 14) => run(Neighbours::<BLOCK, 1, 14>(rows)),
            (BLOCK, 8..) => run(Neighbours::<BLOCK, 1, 8>(rows)),
            (BLOCK, 7) => run(Neighbours::<BLOCK, 2, 7>(rows)),
            (BLOCK, 5 | 6) => run(Neighbours::<BLOCK, 2, 5>(rows)),
            (TWO, 8..) => run(Neighbours::<TWO, 1, 8>(rows)),
            (TWO, 7) => run(Neighbours::<TWO, 1, 7>(rows)),
            _ => run(Anywhere(rows)),
        }
    });
}

/// How far apart positions are that move by two.
const TWO: usize = 2 * BLOCK;

/// Some rows of a block of channels.
struct Rows<'a> {
    job: &'a Job<'a>,
    y: Shared<'a>,
    block: usize,
    rows: Range<usize>,
}

/// R rows of P neighbouring positions at a time, STEP numbers apart in the input. The last positions of a row are those that
/// end with it; where there are no more rows the last one is computed again.
struct Neighbours<'a, const STEP: usize, const R: usize, const P: usize>(Rows<'a>);

impl<const STEP: usize, const R: usize, const P: usize> Kernel for Neighbours<'_, STEP, R, P> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let [_, width] = self.0.job.conv.positions();
        let rows = &self.0.rows;
        for i in rows.clone().step_by(R) {
            let mut j = 0;
            while j < width {
                let mut at = [(0, 0); R];
                for r in 0..R {
                    at[r] = ((i + r).min(rows.end - 1), j.min(width - P));
                }
                self.0.tile::<S, R, P, STEP>(set, at);
                j += P;
            }
        }
    }
}

/// Some positions at a time from anywhere, the last one again where there are no more.
struct Anywhere<'a>(Rows<'a>);

impl Kernel for Anywhere<'_> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let rows = &self.0.rows;
        let [_, width] = self.0.job.conv.positions();
        let (mut i, mut j) = (rows.start, 0);
        while i < rows.end {
            let mut at = [(i, j); 8];
            for p in 0..8 {
                at[p] = if i < rows.end { (i, j) } else { at[p - 1] };
                j += 1;
                if j == width {
                    (i, j) = (i + 1, 0);
                }
            }
            self.0.tile::<S, 8, 1, 0>(set, at);
        }
    }
}

impl Rows<'_> {
    /// The positions `at` with the P − 1 after each.
    #[inline(always)]
    fn tile<S: Set, const R: usize, const P: usize, const STEP: usize>(&self, set: S, at: [(usize, usize); R]) {
        let job = self.job;
        let [rows, columns] = job.conv.windows;
        let (row, column) = (job.xm.row() * rows.dilation, BLOCK * columns.dilation);
        let reach = (rows.kernel - 1) * row + (columns.kernel - 1) * column + (P - 1) * STEP;
        let (mut bases, mut outs) = ([0; R], [0; R]);
        for r in 0..R {
            bases[r] = job.base(self.block * BLOCK, at[r].0, at[r].1);
            outs[r] = job.ym.at(self.block * BLOCK, at[r].0, at[r].1);
            assert!(bases[r] + reach + BLOCK <= job.x.len());
        }
        let size = BLOCK * (1 + rows.kernel * columns.kernel);
        let packed = &job.packed[self.block * size..][..size];

        for part in (0..BLOCK).step_by(S::WIDTH) {
            let mut sums = [[set.load(&packed[part..]); P]; R];
            let mut weight = BLOCK + part;
            for u in 0..rows.kernel {
                for v in 0..columns.kernel {
                    let tap = u * row + v * column + part;
                    let w = set.load(&packed[weight..]);
                    for r in 0..R {
                        for p in 0..P {
                            let at = bases[r] + tap + p * STEP;
                            // SAFETY: without `part`, `at` is at most `bases[r] + reach`; the assertion.
                            let x = set.load(unsafe { job.x.get_unchecked(at..at + S::WIDTH) });
                            sums[r][p] = set.mul_add(x, w, sums[r][p]);
                        }
                    }
                    weight += BLOCK;
                }
            }
            let ([low, high], rest) = job.conv.function.bounds();
            let (low, high) = (set.splat(low), set.splat(high));
            let length = (P - 1) * BLOCK + S::WIDTH;
            for r in 0..R {
                let first = outs[r] + part;
                // SAFETY: these elements of y belong to the block and the rows of this task.
                let y = unsafe { self.y.slice(first, length) };
                let z = job.z.map(|z| &z[first..][..length]);
                for p in 0..P {
                    let part = p * BLOCK..p * BLOCK + S::WIDTH;
                    let mut sum = sums[r][p];
                    if let Some(z) = z {
                        // SAFETY: the slice has this length.
                        sum = set.add(sum, set.load(unsafe { z.get_unchecked(part.clone()) }));
                    }
                    // SAFETY: the slice has this length. In this order NaN stays NaN on x86 too.
                    set.store(set.min(high, set.max(low, sum)), unsafe { y.get_unchecked_mut(part) });
                }
                if let Some(function) = rest {
                    function.apply(set, y, BLOCK);
                }
            }
        }
    }
}
