//! Convolution by 1 × 1 from one plain array to another, with the positions in the lanes: a product of matrices.
//!
//! A tile is some filters × up to three vectors of positions. Its input stays in the first cache while all filters pass.

use super::conv::{Job, PreparedConv, Weights, plus_one};
use super::map::{round_up, times};
use super::{BLOCK, Shared, each, run};
use crate::kernel::ran::ran;
use crate::kernel::vector::{Kernel, Set};

/// So many filters are packed side by side: as many as several tiles have, of 8 or 6 filters.
const PANEL: usize = 24;

/// How many vectors of positions the widest tile has.
const WIDEST: usize = 3;

/// Filters and vectors of positions of a tile, by how many registers there are: all sums and a vector of each must fit.
const fn widest(registers: usize) -> [usize; 2] {
    if registers >= 32 { [8, WIDEST] } else { [6, 2] }
}

/// How many numbers the packed weights take.
#[inline(always)]
pub(super) const fn weights(conv: &PreparedConv) -> usize {
    round_up(times([round_up(conv.filters, PANEL), plus_one([conv.channels])]), BLOCK)
}

/// For each panel of filters the bias, then the weights of one input channel after the other.
pub(super) fn pack(weights: &Weights, packed: &mut [f32]) {
    let PreparedConv { channels, filters, .. } = *weights.conv;
    for f in 0..filters {
        let panel = &mut packed[f / PANEL * PANEL * (1 + channels) + f % PANEL..];
        panel[0] = weights.bias(f);
        for c in 0..channels {
            panel[(1 + c) * PANEL] = weights.at(f, c, 0, 0);
        }
    }
}

pub(super) fn forward(job: &Job, y: &mut [f32]) {
    ran("prepared::pointwise");
    let positions = job.size[0] * job.size[1];
    let y = Shared::new(y);
    let parts = if job.macs >= 2 * super::SHARE { (positions / (WIDEST * BLOCK)).clamp(1, 16) } else { 1 };
    each(parts, job.macs, |part| run(job.level, Positions { job, positions, y, part, parts }));
}

/// One of some parts of the positions.
struct Positions<'a> {
    job: &'a Job<'a>,
    positions: usize,
    y: Shared<'a>,
    part: usize,
    parts: usize,
}

impl Kernel for Positions<'_> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let vectors = self.positions.div_ceil(S::WIDTH);
        // The last part has what is more than whole tiles: the last vector is moved back, but not out of its part.
        let tiles = (vectors / WIDEST).max(1);
        let start = |part: usize| part * tiles / self.parts * WIDEST;
        let end = if self.part + 1 == self.parts { vectors } else { start(self.part + 1) };
        let mut vector = start(self.part);
        while vector < end {
            vector += if const { widest(S::REGISTERS)[1] == 3 } && !matches!(end - vector, 1 | 2 | 4) {
                self.filters::<S, 3>(set, vector)
            } else if end - vector > 1 {
                self.filters::<S, 2>(set, vector)
            } else {
                self.filters::<S, 1>(set, vector)
            };
        }
    }
}

impl Positions<'_> {
    /// All filters at V vectors of positions; returns V.
    #[inline(always)]
    fn filters<S: Set, const V: usize>(&self, set: S, vector: usize) -> usize {
        let mut at = [0; V];
        for v in 0..V {
            at[v] = ((vector + v) * S::WIDTH).min(self.positions - S::WIDTH);
        }
        let mut filter = 0;
        while filter < self.job.conv.filters {
            if const { widest(S::REGISTERS)[0] == 8 } {
                self.tile::<S, 8, V>(set, filter, at);
            } else {
                self.tile::<S, 6, V>(set, filter, at);
            }
            filter += const { widest(S::REGISTERS)[0] };
        }
        V
    }

    /// F filters from `filter` on, at V vectors of positions.
    #[inline(always)]
    fn tile<S: Set, const F: usize, const V: usize>(&self, set: S, filter: usize, at: [usize; V]) {
        let job = self.job;
        let (channels, filters, plane) = (job.conv.channels, job.conv.filters, self.positions);
        assert!(job.x.len() >= channels * plane && at[V - 1] + S::WIDTH <= plane && at[0] <= at[V - 1]);
        let size = PANEL * (1 + channels);
        let packed = &job.packed[filter / PANEL * size..][..size];
        let part = filter % PANEL;
        assert!(part + F <= PANEL);

        // What the next tile of positions reads is asked for ahead of time, a part of it by each tile of filters.
        let (tile, tiles) = (filter / F, filters.div_ceil(F));
        for c in tile * channels / tiles..(tile + 1) * channels / tiles {
            for v in 0..V {
                set.prefetch(job.x, c * plane + at[v] + V * S::WIDTH);
            }
        }

        let mut sums = [[set.splat(0.0); V]; F];
        for f in 0..F {
            sums[f] = [set.splat(packed[part + f]); V];
        }
        let (mut row, mut weight) = (0, PANEL + part);
        for _ in 0..channels {
            let mut x = [set.splat(0.0); V];
            for v in 0..V {
                // SAFETY: the vector is one of the plane that begins at `row`; the first assertion.
                x[v] = set.load(unsafe { job.x.get_unchecked(row + at[v]..row + at[v] + S::WIDTH) });
            }
            for f in 0..F {
                // SAFETY: `weight` grows by a panel with each channel; the second assertion.
                let w = set.splat(*unsafe { packed.get_unchecked(weight + f) });
                for v in 0..V {
                    sums[f][v] = set.mul_add(x[v], w, sums[f][v]);
                }
            }
            row += plane;
            weight += PANEL;
        }

        let ([low, high], rest) = job.conv.function.bounds();
        if job.z.is_none() && rest.is_none() && filter + F <= filters {
            let (low, high) = (set.splat(low), set.splat(high));
            for f in 0..F {
                for v in 0..V {
                    // SAFETY: these elements of y belong to the positions of this task.
                    let y = unsafe { self.y.slice((filter + f) * plane + at[v], S::WIDTH) };
                    // In this order NaN stays NaN on x86 too.
                    set.store(set.min(high, set.max(low, sums[f][v])), y);
                }
            }
            return;
        }
        let mut numbers = [[[0.0; BLOCK]; V]; F];
        for f in 0..F {
            for v in 0..V {
                set.store(sums[f][v], &mut numbers[f][v]);
            }
        }
        for (f, numbers) in numbers.iter_mut().enumerate().take(filters - filter) {
            for (numbers, at) in numbers.iter_mut().zip(at) {
                self.finish(set, &mut numbers[..S::WIDTH], (filter + f) * plane + at);
            }
        }
    }

    /// Writes f(sum + z) for a vector of sums to y, from `first` on.
    #[inline(never)]
    fn finish<S: Set>(&self, set: S, sums: &mut [f32], first: usize) {
        if let Some(z) = self.job.z {
            sums.iter_mut().zip(&z[first..]).for_each(|(sum, z)| *sum += z);
        }
        self.job.conv.function.apply(set, sums, S::WIDTH);
        // SAFETY: these elements of y belong to the positions of this task.
        unsafe { self.y.slice(first, sums.len()) }.copy_from_slice(sums);
    }
}
