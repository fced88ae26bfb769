//! Convolution of each channel by itself, from one plain array to another, with the columns in the lanes.
//!
//! Some rows of the input at a time are copied to where there are zeros around them. A tile is a vector of columns of four
//! rows, of which a vector that is read serves several.

use super::conv::{Job, PreparedConv, Weights, plus_one};
use super::map::{round_up, times};
use super::{BLOCK, Shared, each, run};
use crate::kernel::ran::ran;
use crate::kernel::vector::{Kernel, Set, blocks};
use core::ops::Range;

/// The rows of a tile.
const ROWS: usize = 4;

/// How many rows of the output are computed from rows that are copied at a time.
const fn strip(conv: &PreparedConv) -> usize {
    let rows = conv.windows[0].out();
    if rows < 4 * ROWS { rows } else { 4 * ROWS }
}

/// How many rows of the input lie under a strip, and how long they are with the zeros, for kernels that read whole vectors.
const fn copied(conv: &PreparedConv) -> [usize; 2] {
    let [rows, columns] = conv.windows;
    let width = columns.out().next_multiple_of(BLOCK) + columns.reach() - 1;
    [(strip(conv) - 1) * rows.stride + rows.reach(), width.next_multiple_of(BLOCK)]
}

/// Whether it can run a convolution between plain arrays: of 3 × 3 or 5 × 5 elements, with a window that moves by one, over at
/// least a tile, with nothing but bounds afterwards.
#[inline(always)]
pub(super) const fn can(conv: &PreparedConv) -> bool {
    let [rows, columns] = conv.windows;
    conv.channels == 1
        && conv.filters == 1
        && rows.kernel == columns.kernel
        && (rows.kernel == 3 || rows.kernel == 5)
        && rows.stride == 1
        && columns.stride == 1
        && rows.dilation == 1
        && columns.dilation == 1
        && rows.out() >= ROWS
        && columns.out() >= BLOCK
        && conv.pooling.is_none()
        && conv.function.bounds().1.is_none()
}

/// How many parts there are for several threads.
const fn parts(conv: &PreparedConv) -> usize {
    if conv.macs() < 2 * super::SHARE {
        1
    } else if conv.groups < 8 {
        conv.groups
    } else {
        8
    }
}

/// How many numbers the copied rows take.
pub(super) const fn scratch(conv: &PreparedConv) -> usize {
    let [rows, width] = copied(conv);
    times([parts(conv), rows, width])
}

/// How many numbers the packed weights take.
#[inline(always)]
pub(super) const fn weights(conv: &PreparedConv) -> usize {
    let [rows, columns] = conv.kernel();
    round_up(times([conv.groups, plus_one([rows, columns])]), BLOCK)
}

/// For each channel the bias, then the weights.
pub(super) fn pack(weights: &Weights, packed: &mut [f32]) {
    let [rows, columns] = weights.conv.kernel();
    for (f, packed) in packed.chunks_exact_mut(1 + rows * columns).take(weights.conv.groups).enumerate() {
        packed[0] = weights.bias(f);
        for (tap, w) in packed[1..].iter_mut().enumerate() {
            *w = weights.at(f, 0, tap / columns, tap % columns);
        }
    }
}

pub(super) fn forward(job: &Job, y: &mut [f32], scratch: &mut [f32]) {
    ran("prepared::depthwise_planes");
    let conv = job.conv;
    let (y, scratch) = (Shared::new(y), Shared::new(scratch));
    let [rows, width] = copied(conv);
    let parts = parts(conv);
    each(parts, job.macs, |part| {
        // SAFETY: each part has its own rows.
        let copy = unsafe { scratch.slice(part * rows * width, rows * width) };
        copy.fill(0.0);
        let channels = part * conv.groups / parts..(part + 1) * conv.groups / parts;
        let planes = Planes { job, channels, copy, width, y };
        match conv.windows[0].kernel {
            3 => run(job.level, Square::<3>(planes)),
            5 => run(job.level, Square::<5>(planes)),
            _ => unreachable!("see `can`"),
        }
    });
}

/// Some channels.
struct Planes<'a> {
    job: &'a Job<'a>,
    channels: Range<usize>,
    /// The copied rows, and how long each is.
    copy: &'a mut [f32],
    width: usize,
    y: Shared<'a>,
}

/// Kernels of K × K elements.
struct Square<'a, const K: usize>(Planes<'a>);

impl<const K: usize> Kernel for Square<'_, K> {
    #[inline(always)]
    fn run<S: Set>(mut self, set: S) {
        self.0.each_strip(
            set,
            #[inline(always)]
            |planes, channel, strip, had| planes.square::<S, K>(set, channel, strip, had),
        );
    }
}

impl Planes<'_> {
    /// Calls `visit` with each channel, the first row of each strip, whose input stands in the copy, and how many of its rows
    /// the strip before has had already.
    #[inline(always)]
    fn each_strip<S: Set>(&mut self, _: S, visit: impl Fn(&Self, usize, usize, usize)) {
        let conv = self.job.conv;
        let [height, _] = self.job.size;
        for channel in self.channels.clone() {
            for (first, had) in blocks(height, strip(conv)) {
                self.copy_rows(channel, first);
                visit(self, channel, first, had);
            }
        }
    }

    /// Copies the rows under the windows from row `first` of the output on.
    #[inline(always)]
    fn copy_rows(&mut self, channel: usize, first: usize) {
        let [rows, columns] = self.job.conv.windows;
        let plane = &self.job.x[channel * rows.size * columns.size..][..rows.size * columns.size];
        let (top, left) = (first * rows.stride, columns.before);
        let length = columns.size.min(self.width - left);
        for (row, copy) in self.copy.chunks_exact_mut(self.width).enumerate() {
            let copy = &mut copy[left..][..length];
            match (top + row).checked_sub(rows.before) {
                Some(row) if row < rows.size => copy.copy_from_slice(&plane[row * columns.size..][..length]),
                _ => copy.fill(0.0),
            }
        }
    }

    /// A strip from row `first` of the output on, but for the rows of it that stand in y already. The last tiles are those
    /// that end with it and with its rows.
    #[inline(always)]
    fn square<S: Set, const K: usize>(&self, set: S, channel: usize, first: usize, had: usize) {
        let job = self.job;
        let ([height, columns], z, width) = (job.size, job.z, self.width);
        let packed = &job.packed[channel * (1 + K * K)..][..1 + K * K];
        let bias = set.splat(packed[0]);
        let mut w = [[set.splat(0.0); K]; K];
        for u in 0..K {
            for v in 0..K {
                w[u][v] = set.splat(packed[1 + u * K + v]);
            }
        }
        let ([low, high], _) = job.conv.function.bounds();
        let (low, high) = (set.splat(low), set.splat(high));
        assert!(S::WIDTH <= columns && columns + K - 1 <= width);
        let strip = strip(job.conv);
        for row in (had..strip).step_by(ROWS) {
            let row = row.min(strip - ROWS);
            let x = &self.copy[row * width..][..(ROWS + K - 1) * width];
            let start = (channel * height + first + row) * columns;
            // SAFETY: these rows of y belong to the channels of this task.
            let y = unsafe { self.y.slice(start, ROWS * columns) };
            let z = z.map(|z| &z[start..][..ROWS * columns]);
            for j in (0..columns).step_by(S::WIDTH) {
                let j = j.min(columns - S::WIDTH);
                let mut sums = [bias; ROWS];
                for v in 0..K {
                    for u in 0..ROWS + K - 1 {
                        let at = u * width + j + v;
                        // SAFETY: within row `u` of the slice: `j + WIDTH` is at most `columns`; the assertion.
                        let x = set.load(unsafe { x.get_unchecked(at..at + S::WIDTH) });
                        for r in 0..ROWS {
                            if u >= r && u - r < K {
                                sums[r] = set.mul_add(x, w[u - r][v], sums[r]);
                            }
                        }
                    }
                }
                for r in 0..ROWS {
                    let part = r * columns + j..r * columns + j + S::WIDTH;
                    if let Some(z) = z {
                        // SAFETY: within row `r` of the slice, as above.
                        sums[r] = set.add(sums[r], set.load(unsafe { z.get_unchecked(part.clone()) }));
                    }
                    // SAFETY: as above. In this order NaN stays NaN on x86 too.
                    set.store(set.min(high, set.max(low, sums[r])), unsafe { y.get_unchecked_mut(part) });
                }
            }
        }
    }
}
