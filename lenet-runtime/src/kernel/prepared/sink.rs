//! Where the sums of a tile go that has the output channels in its lanes.

use super::conv::Job;
use super::{BLOCK, Shared};
use crate::kernel::function::{Function, Pooling};
use crate::kernel::vector::transpose::transposed;
use crate::kernel::vector::{LANES, Set};

/// The output of some neighbouring channels.
pub(super) struct Sink<'a> {
    /// How many channels there are.
    pub channels: usize,
    /// What is added to the sums, which stands as y does.
    pub z: Option<&'a [f32]>,
    pub y: Shared<'a>,
    /// Where the first channel stands at the first position, and how far apart rows, columns, and blocks of `block` channels
    /// are.
    pub base: usize,
    pub row: usize,
    pub step: usize,
    pub plane: usize,
    pub block: usize,
    /// How many columns a row has.
    pub width: usize,
    pub function: Function,
    pub pooling: Option<Pooling>,
}

impl<'a> Sink<'a> {
    /// The output of a convolution's channels from `first` on.
    pub fn of(job: &Job<'a>, first: usize, channels: usize, y: Shared<'a>) -> Self {
        Self {
            channels,
            z: job.z,
            y,
            base: job.ys.at(first, 0, 0),
            row: job.ys.row,
            step: job.ys.block,
            plane: job.ys.plane,
            block: job.ys.block,
            width: job.size[1],
            function: job.conv.function,
            pooling: job.conv.pooling,
        }
    }
}

impl Sink<'_> {
    /// Applies the function to the sums of a tile, which begins with channel `part` and whose rows of so many columns begin
    /// `at` these positions, and writes them to y.
    #[inline(never)]
    pub fn finish<S: Set>(
        &self,
        set: S,
        part: usize,
        columns: usize,
        at: &[(usize, usize)],
        numbers: &mut [[f32; BLOCK]],
    ) {
        set.vectorize(
            #[inline(always)]
            || {
                for (v, sums) in numbers.chunks_exact_mut(at.len() * columns).enumerate() {
                    let channel = part + v * S::WIDTH;
                    if channel >= self.channels {
                        return;
                    }
                    // Where the channel is from the panel's first one.
                    let base = self.base + channel / self.block * self.plane + channel % self.block;
                    if let Some(pooling) = self.pooling {
                        let y = base + at[0].0 / 2 * self.row + at[0].1 / 2 * self.step;
                        let (above, below) = sums.split_at(columns);
                        let pairs = above.as_chunks::<2>().0.iter().zip(below.as_chunks::<2>().0);
                        for (q, ([a, b], [c, d])) in pairs.enumerate() {
                            let four = [set.load(a), set.load(b), set.load(c), set.load(d)];
                            let pool = pooling.of(set, self.function, four);
                            self.write(set, pool, y + q * self.step, channel);
                        }
                        continue;
                    }
                    if let Some(z) = self.z {
                        for (sums, &(i, j)) in sums.chunks_exact_mut(columns).zip(at) {
                            let y = base + i * self.row + j * self.step;
                            for (c, sum) in sums.iter_mut().enumerate() {
                                self.add(set, z, y + c * self.step, channel, sum);
                            }
                        }
                    }
                    if self.function != Function::Identity {
                        self.function.apply(set, sums.as_flattened_mut(), BLOCK);
                    }
                    for (sums, &(i, j)) in sums.chunks_exact(columns).zip(at) {
                        let y = base + i * self.row + j * self.step;
                        if self.block == 1 && columns > 1 {
                            self.turn(set, sums, channel, y, self.width - j);
                            continue;
                        }
                        if self.block == S::WIDTH {
                            let sums = sums.as_flattened();
                            // SAFETY: these elements of y belong to the panel and the rows of this task.
                            unsafe { self.y.slice(y, sums.len()) }.copy_from_slice(sums);
                            continue;
                        }
                        for (c, sum) in sums.iter().enumerate() {
                            self.write(set, set.load(sum), y + c * self.step, channel);
                        }
                    }
                }
            },
        );
    }

    /// Applies the function to the sums of neighbouring columns and writes them to y, where the first stands at `first`: in this
    /// column of a row of so many, behind which the next row begins.
    #[inline(never)]
    pub fn wrapped<S: Set>(&self, set: S, mut first: usize, [column, width]: [usize; 2], numbers: &[[f32; BLOCK]]) {
        set.vectorize(
            #[inline(always)]
            || {
                let ([low, high], rest) = self.function.bounds();
                let (low, high) = (set.splat(low), set.splat(high));
                let gap = self.row - width * BLOCK;
                let mut left = width - column;
                for sum in numbers {
                    let mut sum = set.load(sum);
                    if let Some(z) = self.z {
                        sum = set.add(sum, set.load(&z[first..]));
                    }
                    // SAFETY: these elements of y belong to the panel and the columns of this task.
                    let y = unsafe { self.y.slice(first, S::WIDTH) };
                    // In this order NaN stays NaN on x86 too.
                    set.store(set.min(high, set.max(low, sum)), y);
                    if let Some(function) = rest {
                        function.apply(set, y, BLOCK);
                    }
                    // No branches: they would not be predictable.
                    let is_last = left == 1;
                    first += BLOCK + if is_last { gap } else { 0 };
                    left = if is_last { width } else { left - 1 };
                }
            },
        );
    }

    /// Writes columns that follow one another, of which `left` are left in the row, where y stands channel by channel: in
    /// squares that are turned over.
    #[inline(always)]
    fn turn<S: Set>(&self, set: S, sums: &[[f32; BLOCK]], channel: usize, at: usize, left: usize) {
        for (n, sums) in sums.chunks(S::WIDTH).enumerate() {
            let mut square = [set.splat(0.0); LANES];
            for j in 0..S::WIDTH {
                if let Some(sums) = sums.get(j) {
                    square[j] = set.load(sums);
                }
            }
            let rows = transposed(set, square);
            let (at, left) = (at + n * S::WIDTH, left - n * S::WIDTH);
            for c in 0..S::WIDTH {
                if channel + c < self.channels {
                    let at = at + c * self.plane;
                    if left >= S::WIDTH {
                        // What is too much is overwritten by the columns that come next.
                        // SAFETY: these elements of y belong to the panel and the rows of this task.
                        set.store(rows[c], unsafe { self.y.slice(at, S::WIDTH) });
                    } else {
                        // SAFETY: as above.
                        set.store_part(rows[c], unsafe { self.y.slice(at, sums.len()) });
                    }
                }
            }
        }
    }

    /// Writes a vector, whose first channel stands at `at`.
    #[inline(always)]
    fn write<S: Set>(&self, set: S, vector: S::Vector, at: usize, channel: usize) {
        if self.block == BLOCK {
            // SAFETY: these elements of y belong to the panel and the rows of this task.
            return set.store(vector, unsafe { self.y.slice(at, S::WIDTH) });
        }
        let mut numbers = [0.0; BLOCK];
        set.store(vector, &mut numbers);
        for lane in 0..S::WIDTH.min(self.channels - channel) {
            // SAFETY: as above.
            let y = unsafe { self.y.slice(at + lane * self.plane, 1) };
            y[0] = numbers[lane];
        }
    }

    /// Adds the vector of z, whose first channel stands at `at`, to a sum.
    #[inline(always)]
    fn add<S: Set>(&self, set: S, z: &[f32], at: usize, channel: usize, sum: &mut [f32]) {
        if self.block == BLOCK {
            return set.store(set.add(set.load(sum), set.load(&z[at..])), sum);
        }
        for lane in 0..S::WIDTH.min(self.channels - channel) {
            sum[lane] += z[at + lane * self.plane];
        }
    }
}
