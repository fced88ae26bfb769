//! Convolution of each channel by itself.
//!
//! The channels of a block are in the lanes, and every vector of weights is multiplied with the vectors of some neighbouring
//! positions.

use super::conv::Job;
use super::{BLOCK, Shared, each, run};
use crate::kernel::simd::{Kernel, Set};
use core::ops::Range;

pub(super) fn forward(job: &Job, y: &mut [f32]) {
    let conv = job.conv;
    let [height, _] = conv.positions();
    let y = Shared::new(y);
    let chunks = if conv.macs() > super::SMALL { height.min(4) } else { 1 };
    each(conv.groups.div_ceil(BLOCK) * chunks, conv.macs(), |task| {
        let (block, chunk) = (task / chunks, task % chunks);
        let rows = chunk * height / chunks..(chunk + 1) * height / chunks;
        match conv.windows[1].stride {
            1 => run(Rows::<BLOCK> { job, y, block, rows }),
            2 => run(Rows::<{ 2 * BLOCK }> { job, y, block, rows }),
            _ => run(Rows::<0> { job, y, block, rows }),
        }
    });
}

/// Some rows of a block of channels. Neighbouring positions are STEP numbers apart in the input; 0 stands for any number.
struct Rows<'a, const STEP: usize> {
    job: &'a Job<'a>,
    y: Shared<'a>,
    block: usize,
    rows: Range<usize>,
}

impl<const STEP: usize> Kernel for Rows<'_, STEP> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let [_, width] = self.job.conv.positions();
        for i in self.rows.clone() {
            for part in (0..BLOCK).step_by(S::WIDTH) {
                let mut j = 0;
                while j < width {
                    j += if STEP > 0 && width >= 14 && S::REGISTERS >= 32 {
                        self.tile::<S, 14>(set, part, i, j.min(width - 14))
                    } else if STEP > 0 && width >= 7 {
                        self.tile::<S, 7>(set, part, i, j.min(width - 7))
                    } else if STEP > 0 && width >= 4 {
                        self.tile::<S, 4>(set, part, i, j.min(width - 4))
                    } else {
                        self.tile::<S, 1>(set, part, i, j)
                    };
                }
            }
        }
    }
}

impl<const STEP: usize> Rows<'_, STEP> {
    /// The P positions from column `j` of row `i` on; returns P.
    #[inline(always)]
    fn tile<S: Set, const P: usize>(&self, set: S, part: usize, i: usize, j: usize) -> usize {
        let job = self.job;
        let [rows, columns] = job.conv.windows;
        let (row, column) = (job.xm.row() * rows.dilation, BLOCK * columns.dilation);
        let base = job.base(self.block * BLOCK, i, j) + part;
        let reach = (rows.kernel - 1) * row + (columns.kernel - 1) * column + (P - 1) * STEP;
        assert!(base + reach + S::WIDTH <= job.x.len());
        let size = BLOCK * (1 + rows.kernel * columns.kernel);
        let packed = &job.packed[self.block * size..][..size];

        let mut sums = [set.load(&packed[part..]); P];
        for u in 0..rows.kernel {
            for v in 0..columns.kernel {
                let w = set.load(&packed[BLOCK * (1 + u * columns.kernel + v) + part..]);
                for p in 0..P {
                    let at = base + u * row + v * column + p * STEP;
                    // SAFETY: `at` is at most `base + reach`; the assertion.
                    let x = set.load(unsafe { job.x.get_unchecked(at..at + S::WIDTH) });
                    sums[p] = set.mul_add(x, w, sums[p]);
                }
            }
        }
        let at = job.ym.at(self.block * BLOCK, i, j) + part;
        let length = (P - 1) * BLOCK + S::WIDTH;
        // SAFETY: these elements of y belong to the block and the rows of this task.
        let out = unsafe { self.y.slice(at, length) };
        for p in 0..P {
            let mut sum = sums[p];
            if let Some(z) = job.z {
                sum = set.add(sum, set.load(&z[at + p * BLOCK..]));
            }
            set.store(sum, &mut out[p * BLOCK..]);
        }
        job.conv.function.apply(set, out, BLOCK);
        P
    }
}
