//! Convolution with the output columns in the lanes, for few channels.
//!
//! Both images stand channel by channel. A tile is some filters × 2 rows × 2 vectors of columns; a weight is multiplied
//! with all its vectors of columns.

use super::conv::{Job, Weights};
use super::map::max;
use super::sink::Sink;
use super::{BLOCK, Shared, each, run, threads};
use crate::kernel::ran::ran;
use crate::kernel::vector::{Kernel, Set};
use core::ops::Range;

/// The most filters of a tile, by how many registers there are.
const fn most(registers: usize, width: usize) -> usize {
    if registers < 32 {
        3
    } else if width < BLOCK {
        4
    } else {
        6
    }
}

/// The biases, then the weights of all filters for each tap.
pub(super) fn pack(weights: &Weights, packed: &mut [f32]) {
    let conv = weights.conv;
    let [rows, columns] = conv.kernel();
    for f in 0..conv.filters {
        packed[f] = weights.bias(f);
        for c in 0..conv.channels {
            for u in 0..rows {
                for v in 0..columns {
                    packed[(1 + (c * rows + u) * columns + v) * conv.filters + f] = weights.at(f, c, u, v);
                }
            }
        }
    }
}

pub(super) fn forward(job: &Job, y: &mut [f32]) {
    ran("prepared::columns");
    let pairs = job.size[0].div_ceil(2);
    let sink = &Sink::of(job, 0, job.conv.filters, Shared::new(y));
    let threads = threads(job.macs);
    let parts = if threads > 1 { pairs.min(8 * threads) } else { 1 };
    each(parts, job.macs, |part| {
        run(job.level, Rows { job, sink, pairs: part * pairs / parts..(part + 1) * pairs / parts });
    });
}

/// Some pairs of rows of all filters.
struct Rows<'a> {
    job: &'a Job<'a>,
    sink: &'a Sink<'a>,
    pairs: Range<usize>,
}

impl Kernel for Rows<'_> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let (filters, [_, width]) = (self.job.conv.filters, self.job.size);
        for pair in self.pairs.clone() {
            for j in (0..width).step_by(2 * S::WIDTH) {
                let mut f = 0;
                while f < filters {
                    let left = filters - f;
                    f += if const { most(S::REGISTERS, S::WIDTH) >= 6 } && left >= 6 {
                        self.tile::<S, 6>(set, f, 2 * pair, j)
                    } else if const { most(S::REGISTERS, S::WIDTH) >= 4 } && left >= 4 {
                        self.tile::<S, 4>(set, f, 2 * pair, j)
                    } else if left >= 3 {
                        self.tile::<S, 3>(set, f, 2 * pair, j)
                    } else if left == 2 {
                        self.tile::<S, 2>(set, f, 2 * pair, j)
                    } else {
                        self.tile::<S, 1>(set, f, 2 * pair, j)
                    };
                }
            }
        }
    }
}

impl Rows<'_> {
    /// The tile of F filters from `filter` on and of the columns from `j` on; returns F.
    #[inline(always)]
    fn tile<S: Set, const F: usize>(&self, set: S, filter: usize, i: usize, j: usize) -> usize {
        let job = self.job;
        let (conv, xs) = (job.conv, &job.xs);
        let [rows, columns] = conv.windows;
        let [height, _] = job.size;
        // Without a second row the first one is computed twice.
        let second = if i + 1 < height { i + 1 } else { i };
        let bases = [job.base(0, i, j), job.base(0, second, j)];
        let reach = (conv.channels - 1) * xs.plane
            + (rows.kernel - 1) * rows.dilation * xs.row
            + (columns.kernel - 1) * columns.dilation;
        assert!(max(bases[0], bases[1]) + reach + 2 * S::WIDTH <= job.x.len());
        let (plane, row) = (xs.plane, xs.row * rows.dilation);
        let taps = conv.channels * rows.kernel * columns.kernel;
        assert!(filter + F <= conv.filters && job.packed.len() >= conv.filters * (1 + taps));

        let mut sums = [[[set.splat(0.0); 2]; 2]; F];
        for f in 0..F {
            sums[f] = [[set.splat(job.packed[filter + f]); 2]; 2];
        }
        let mut weight = conv.filters + filter;
        for c in 0..conv.channels {
            for u in 0..rows.kernel {
                let mut tap = c * plane + u * row;
                for _ in 0..columns.kernel {
                    let mut x = [[set.splat(0.0); 2]; 2];
                    for r in 0..2 {
                        for q in 0..2 {
                            let at = bases[r] + tap + q * S::WIDTH;
                            // SAFETY: `tap` is at most `reach`; the first assertion.
                            x[r][q] = set.load(unsafe { job.x.get_unchecked(at..at + S::WIDTH) });
                        }
                    }
                    for f in 0..F {
                        // SAFETY: `weight` grows by the number of filters with each tap; the second assertion.
                        let w = set.splat(*unsafe { job.packed.get_unchecked(weight + f) });
                        for r in 0..2 {
                            for q in 0..2 {
                                sums[f][r][q] = set.mul_add(x[r][q], w, sums[f][r][q]);
                            }
                        }
                    }
                    tap += columns.dilation;
                    weight += conv.filters;
                }
            }
        }

        // In memory, so that the loop over the filters need not be unrolled.
        let mut numbers = [[0.0; 4 * BLOCK]; F];
        for f in 0..F {
            for r in 0..2 {
                for q in 0..2 {
                    set.store(sums[f][r][q], &mut numbers[f][(2 * r + q) * S::WIDTH..]);
                }
            }
        }
        self.finish(set, filter, i, j, &mut numbers);
        F
    }

    /// Applies the function to the sums of some filters from `filter` on and of the columns from `j` on, and writes them to y.
    #[inline(never)]
    fn finish<S: Set>(&self, set: S, filter: usize, i: usize, j: usize, numbers: &mut [[f32; 4 * BLOCK]]) {
        let (job, sink) = (self.job, self.sink);
        let conv = job.conv;
        let [height, width] = job.size;
        if let Some(pooling) = conv.pooling {
            let function = conv.function;
            return set.vectorize(
                #[inline(always)]
                move || {
                    let mut at = sink.base + filter * sink.plane + i / 2 * sink.row + j / 2;
                    for numbers in numbers {
                        let pools = pooling.of_columns(set, function, numbers);
                        // SAFETY: these elements of y belong to the rows of this task: a row has room for whole vectors.
                        set.store(pools, unsafe { sink.y.slice(at, S::WIDTH) });
                        at += sink.plane;
                    }
                },
            );
        }
        if job.z.is_none() {
            conv.function.apply(set, numbers.as_flattened_mut(), S::WIDTH);
        }
        for (f, numbers) in numbers.iter_mut().enumerate() {
            for (r, sums) in numbers.chunks_mut(2 * S::WIDTH).take(2.min(height - i)).enumerate() {
                let out = sink.base + (filter + f) * sink.plane + (i + r) * sink.row + j;
                let length = if j + S::WIDTH < width { 2 * S::WIDTH } else { S::WIDTH };
                let sums = &mut sums[..length];
                if let Some(z) = job.z {
                    sums.iter_mut().zip(&z[out..]).for_each(|(sum, z)| *sum += z);
                    conv.function.apply(set, sums, S::WIDTH);
                }
                // SAFETY: as above.
                unsafe { sink.y.slice(out, length) }.copy_from_slice(sums);
            }
        }
    }
}
