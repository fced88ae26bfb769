//! Convolution of each channel by itself.
//!
//! The channels of a block are in the lanes, and every vector of weights is multiplied with the vectors of some neighbouring
//! positions.

use super::conv::{Job, PreparedConv, Weights};
use super::{BLOCK, Shared, each, registers, run, threads};
use crate::kernel::ran::ran;
use crate::kernel::vector::{Kernel, Set};
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
    ran("prepared::depthwise");
    let conv = job.conv;
    let [height, width] = job.size;
    let y = Shared::new(y);
    let blocks = conv.groups.div_ceil(BLOCK);
    // Several for each thread, of some rows each.
    let threads = threads(job.macs);
    let chunks = if threads > 1 { (2 * threads).min(height / 7).max(1) } else { 1 };
    let level = job.level;
    let wide = registers(level).1 >= 32;
    each(blocks * chunks, job.macs, |task| {
        let (block, chunk) = (task % blocks, task / blocks);
        let rows = Rows { job, y, block, rows: chunk * height / chunks..(chunk + 1) * height / chunks };
        match three(conv, rows.rows.len(), wide) {
            Some([1, 1, 14]) => return run(level, Three::<1, 1, 14>(rows)),
            Some([1, 1, 8]) => return run(level, Three::<1, 1, 8>(rows)),
            Some([1, 2, 7]) => return run(level, Three::<1, 2, 7>(rows)),
            Some([1, 5, 5]) => return run(level, Three::<1, 5, 5>(rows)),
            Some([1, 2, 5]) => return run(level, Three::<1, 2, 5>(rows)),
            Some([2, 1, 14]) => return run(level, Three::<2, 1, 14>(rows)),
            Some([2, 1, 8]) => return run(level, Three::<2, 1, 8>(rows)),
            Some([2, 1, 7]) => return run(level, Three::<2, 1, 7>(rows)),
            _ => {}
        }
        match (job.step(), width) {
            (BLOCK, 8..) => run(level, Neighbours::<BLOCK, 8>(rows)),
            (TWO, 8..) => run(level, Neighbours::<TWO, 8>(rows)),
            _ => run(level, Anywhere(rows)),
        }
    });
}

/// The tile for a kernel of 3 × 3 elements without holes that moves by as many rows as columns: its stride, rows and columns.
/// None where there is no such tile, or fewer rows or columns than it has.
pub(super) fn three(conv: &PreparedConv, rows: usize, wide: bool) -> Option<[usize; 3]> {
    let [down, across] = conv.windows;
    if conv.kernel() != [3, 3] || down.dilation != 1 || across.dilation != 1 || down.stride != across.stride {
        return None;
    }
    let width = across.out();
    // So many neighbours that no sum waits for the one before, and few of them twice.
    let long = wide && width.next_multiple_of(14) <= width.next_multiple_of(8);
    match (down.stride, width, rows) {
        (stride @ (1 | 2), 14.., _) if long => Some([stride, 1, 14]),
        (stride @ (1 | 2), 8.., _) => Some([stride, 1, 8]),
        (1, 7, 2..) if wide => Some([1, 2, 7]),
        (1, 5.., 5..) if wide => Some([1, 5, 5]),
        (1, 5.., 2..) => Some([1, 2, 5]),
        (2, 7, _) => Some([2, 1, 7]),
        _ => None,
    }
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

/// P neighbouring positions at a time, STEP numbers apart in the input. The last positions of a row are those that end with
/// it.
struct Neighbours<'a, const STEP: usize, const P: usize>(Rows<'a>);

impl<const STEP: usize, const P: usize> Kernel for Neighbours<'_, STEP, P> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let [_, width] = self.0.job.size;
        for i in self.0.rows.clone() {
            for j in (0..width).step_by(P) {
                self.0.tile::<S, 1, P, STEP>(set, [(i, j.min(width - P))]);
            }
        }
    }
}

/// R rows of P neighbouring positions at a time for kernels of 3 × 3 that move by STRIDE rows and columns. An input that is read stays in a
/// register for all its products in a row. The last positions of a row are those that end with it, the last rows those that
/// end with the rows of the task.
struct Three<'a, const STRIDE: usize, const R: usize, const P: usize>(Rows<'a>);

impl<const STRIDE: usize, const R: usize, const P: usize> Kernel for Three<'_, STRIDE, R, P> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        // The sums, and the weights and the inputs of three columns.
        if const { R * P + 6 > S::REGISTERS } {
            unreachable!("this tile is for more registers");
        }
        let Rows { job, block, rows, .. } = &self.0;
        let [_, width] = job.size;
        let (x, y) = (job.base(block * BLOCK, 0, 0), job.ys.at(block * BLOCK, 0, 0));
        let (x_row, y_row) = (STRIDE * job.xs.row, job.ys.row);
        for i in rows.clone().step_by(R) {
            let i = i.min(rows.end - R);
            for j in (0..width).step_by(P) {
                let j = j.min(width - P);
                self.tile(set, x + i * x_row + j * STRIDE * BLOCK, y + i * y_row + j * BLOCK);
            }
        }
    }
}

impl<const STRIDE: usize, const R: usize, const P: usize> Three<'_, STRIDE, R, P> {
    /// The tile whose input begins at `base` and whose output at `out`.
    #[inline(always)]
    fn tile<S: Set>(&self, set: S, base: usize, out: usize) {
        let Rows { job, block, .. } = self.0;
        let row = job.xs.row;
        let reach = ((R - 1) * STRIDE + 2) * row + ((P - 1) * STRIDE + 2) * BLOCK;
        assert!(base + reach + BLOCK <= job.x.len());
        let packed: &[f32; 10 * BLOCK] = job.packed[block * 10 * BLOCK..].first_chunk().expect("packed for 3 × 3");
        // What the next tile below reads.
        for down in 3..3 + R * STRIDE {
            for p in 0..P * STRIDE {
                set.prefetch(job.x, base + down * row + p * BLOCK);
            }
        }
        for part in (0..BLOCK).step_by(S::WIDTH) {
            let mut sums = [[set.load(&packed[part..]); P]; R];
            for u in 0..3 {
                let mut w = [set.splat(0.0); 3];
                for v in 0..3 {
                    w[v] = set.load(&packed[(1 + 3 * u + v) * BLOCK + part..]);
                }
                for r in 0..R {
                    for p in 0..P {
                        for v in 0..3 {
                            let at = base + (r * STRIDE + u) * row + (p * STRIDE + v) * BLOCK + part;
                            // SAFETY: without `part`, `at` is at most `base + reach`; the assertion.
                            let x = set.load(unsafe { job.x.get_unchecked(at..at + S::WIDTH) });
                            sums[r][p] = set.mul_add(x, w[v], sums[r][p]);
                        }
                    }
                }
            }
            // Not in a loop: one that is too large to be unrolled would keep all sums in memory.
            let out = out + part;
            let row = job.ys.row;
            self.0.write(set, out, &sums[0]);
            if const { R > 1 } {
                self.0.write(set, out + row, &sums[1 % R]);
            }
            if const { R > 2 } {
                self.0.write(set, out + 2 * row, &sums[2 % R]);
                self.0.write(set, out + 3 * row, &sums[3 % R]);
                self.0.write(set, out + 4 * row, &sums[4 % R]);
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
        let [_, width] = self.0.job.size;
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
        let (row, column) = (job.xs.row * rows.dilation, BLOCK * columns.dilation);
        let reach = (rows.kernel - 1) * row + (columns.kernel - 1) * column + (P - 1) * STEP;
        let (mut bases, mut outs) = ([0; R], [0; R]);
        for r in 0..R {
            bases[r] = job.base(self.block * BLOCK, at[r].0, at[r].1);
            outs[r] = job.ys.at(self.block * BLOCK, at[r].0, at[r].1);
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
            for r in 0..R {
                self.write(set, outs[r] + part, &sums[r]);
            }
        }
    }

    /// Writes the sums of neighbouring positions to y, of which the first stands at `out`.
    #[inline(always)]
    fn write<S: Set, const P: usize>(&self, set: S, out: usize, sums: &[S::Vector; P]) {
        let job = self.job;
        let ([low, high], rest) = job.conv.function.bounds();
        let (low, high) = (set.splat(low), set.splat(high));
        let length = (P - 1) * BLOCK + S::WIDTH;
        // SAFETY: these elements of y belong to the block and the rows of this task.
        let y = unsafe { self.y.slice(out, length) };
        let z = job.z.map(|z| &z[out..][..length]);
        for p in 0..P {
            let part = p * BLOCK..p * BLOCK + S::WIDTH;
            let mut sum = sums[p];
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
