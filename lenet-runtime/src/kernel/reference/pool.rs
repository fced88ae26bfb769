//! Maxima and means over the cells of an image.
//!
//! A pool reads a cell of the input for each output position: a window that slides, or a share of the input. The
//! kernels see no difference, nor any padding: a cell has only the taps that are inside of the input.

use crate::kernel::vector::wide;
use crate::shape::Window;
use core::ops::Range;

/// The cells of a pool along one axis.
pub trait Cells {
    /// The number of input elements.
    const INPUT: usize;
    /// The number of output positions.
    const OUTPUT: usize;

    /// The number of elements of a cell, if all cells are alike: neighbouring elements, and cell i starts at i · [`Cells::STEP`].
    /// Else 0.
    const TAPS: usize;
    /// How far apart neighbouring cells start, if all are alike.
    const STEP: usize;
    /// From the first element of a cell to its last there are so many at most.
    const REACH: usize;
    /// Neighbouring cells start so many elements apart at most.
    const STRIDE: usize;

    /// The cell of an output position.
    fn cell(position: usize) -> Cell;
}

/// Some rows of a pool: of each channel of the input, the rows that they read are there.
#[derive(Clone, Debug)]
pub struct Rows {
    /// Which rows of the output.
    pub output: Range<usize>,
    /// The row of the input that stands first.
    pub first: usize,
    /// How many rows the input has room for.
    pub room: usize,
}

impl Rows {
    /// All of them.
    const fn all<R: Cells>() -> Self {
        Self { output: 0..R::OUTPUT, first: 0, room: R::INPUT }
    }
}

/// What one output position reads along one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// The first input element.
    pub first: usize,
    /// How many input elements.
    pub taps: usize,
    /// How far apart they are.
    pub step: usize,
    /// By how many elements a mean divides; more than `taps` where padding counts.
    pub divisor: usize,
}

impl Cell {
    /// The cell of a window that slides; where `counts`, padding counts in a mean.
    #[inline(always)]
    pub(crate) const fn of_window(window: Window, counts: bool, position: usize) -> Self {
        let start = position * window.stride;
        if window.before == 0 && window.after == 0 && !window.ceil {
            return Self { first: start, taps: window.kernel, step: window.dilation, divisor: window.kernel };
        }
        // How many taps come before the element at `end` of the padded input.
        const fn taps(window: Window, start: usize, end: usize) -> usize {
            let taps = end.saturating_sub(start).div_ceil(window.dilation);
            if taps < window.kernel { taps } else { window.kernel }
        }
        let skipped = taps(window, start, window.before);
        let image = taps(window, start, window.before + window.size) - skipped;
        let padded = taps(window, start, window.before + window.size + window.after);
        let first = if image == 0 { 0 } else { start + skipped * window.dilation - window.before };
        Self { first, taps: image, step: window.dilation, divisor: if counts { padded } else { image } }
    }

    /// The cell of a position where so many elements are shared out over so many positions.
    #[inline(always)]
    pub(crate) const fn of_share(elements: usize, positions: usize, position: usize) -> Self {
        let first = position * elements / positions;
        let taps = ((position + 1) * elements).div_ceil(positions) - first;
        Self { first, taps, step: 1, divisor: taps }
    }

    #[inline(always)]
    fn elements(self) -> impl Iterator<Item = usize> {
        (0..self.taps).map(move |tap| self.first + tap * self.step)
    }
}

/// y ← the maximum of each cell; NaN if one is in it, −∞ if it is empty.
pub fn max<R: Cells, C: Cells, const L: usize>(x: &[[f32; L]], y: &mut [[f32; L]]) {
    max_rows::<R, C, L>(x, Rows::all::<R>(), y);
}

/// The same of some rows. `y` has all rows of as many channels as `x`.
#[inline(always)]
pub fn max_rows<R: Cells, C: Cells, const L: usize>(x: &[[f32; L]], rows: Rows, y: &mut [[f32; L]]) {
    if const { L == 1 && R::TAPS > 0 && C::TAPS > 0 } {
        return joined::<R, C>(
            x.as_flattened(),
            rows,
            y.as_flattened_mut(),
            f32::NEG_INFINITY,
            #[inline(always)]
            |maximum, x| if x > maximum || x.is_nan() { x } else { maximum },
            1.0,
        );
    }
    for_each_row::<R, C, L>(
        x,
        rows,
        y,
        #[inline(always)]
        |x, row, y| {
            for (j, y) in y.iter_mut().enumerate() {
                *y = maximum(x, C::INPUT, row, C::cell(j));
            }
        },
    );
}

/// dx ← dy at the first maximum of each cell in row order, 0 elsewhere, added up where cells overlap.
pub fn max_backward<R: Cells, C: Cells, const L: usize>(x: &[[f32; L]], dy: &[[f32; L]], dx: &mut [[f32; L]]) {
    dx.fill([0.0; L]);
    for_each_cell::<R, C>(
        x.len(),
        #[inline(always)]
        |plane, at, row, column| {
            let x = &x[plane..][..R::INPUT * C::INPUT];
            let dx = &mut dx[plane..][..R::INPUT * C::INPUT];
            let maximum = maximum(x, C::INPUT, row, column);
            // What is left to give: all goes to the first element that is not less than the maximum.
            let mut left = dy[at];
            for i in row.elements() {
                for j in column.elements() {
                    // Copies, so that no write can change what the next lane reads.
                    let (x, mut sum) = (x[i * C::INPUT + j], dx[i * C::INPUT + j]);
                    for l in 0..L {
                        // All bits or none: written as a choice, this would become a branch in each lane.
                        let below = u32::from(x[l] < maximum[l]).wrapping_neg();
                        sum[l] += f32::from_bits(left[l].to_bits() & !below);
                        left[l] = f32::from_bits(left[l].to_bits() & below);
                    }
                    dx[i * C::INPUT + j] = sum;
                }
            }
        },
    );
}

/// y ← the mean of each cell.
pub fn mean<R: Cells, C: Cells, const L: usize>(x: &[[f32; L]], y: &mut [[f32; L]]) {
    mean_rows::<R, C, L>(x, Rows::all::<R>(), y);
}

/// The same of some rows. `y` has all rows of as many channels as `x`.
#[inline(always)]
pub fn mean_rows<R: Cells, C: Cells, const L: usize>(x: &[[f32; L]], rows: Rows, y: &mut [[f32; L]]) {
    if const { L == 1 && R::TAPS > 0 && C::TAPS > 0 } {
        return joined::<R, C>(
            x.as_flattened(),
            rows,
            y.as_flattened_mut(),
            0.0,
            #[inline(always)]
            |sum, x| sum + x,
            share(R::cell(0), C::cell(0)),
        );
    }
    for_each_row::<R, C, L>(
        x,
        rows,
        y,
        #[inline(always)]
        |x, row, y| {
            for (j, y) in y.iter_mut().enumerate() {
                let column = C::cell(j);
                let mut sums = [0.0; L];
                for i in row.elements() {
                    for j in column.elements() {
                        for (sum, x) in sums.iter_mut().zip(&x[i * C::INPUT + j]) {
                            *sum += x;
                        }
                    }
                }
                let share = share(row, column);
                *y = sums.map(|sum| sum * share);
            }
        },
    );
}

/// dx ← each element's share of dy, added up where cells overlap.
pub fn mean_backward<R: Cells, C: Cells, const L: usize>(dy: &[[f32; L]], dx: &mut [[f32; L]]) {
    dx.fill([0.0; L]);
    for_each_cell::<R, C>(
        dx.len(),
        #[inline(always)]
        |plane, at, row, column| {
            let dx = &mut dx[plane..][..R::INPUT * C::INPUT];
            let share = share(row, column);
            let given = dy[at].map(|dy| dy * share);
            for i in row.elements() {
                for j in column.elements() {
                    for (dx, given) in dx[i * C::INPUT + j].iter_mut().zip(&given) {
                        *dx += given;
                    }
                }
            }
        },
    );
}

/// y ← `scale` times the elements of each cell joined by `join`, for one image and cells that are all alike: loops over rows of
/// the output that become vector instructions.
#[inline(always)]
fn joined<R: Cells, C: Cells>(
    x: &[f32],
    rows: Rows,
    y: &mut [f32],
    start: f32,
    join: impl Fn(f32, f32) -> f32 + Copy,
    scale: f32,
) {
    const BLOCK: usize = 16;

    wide(
        #[inline(always)]
        move || {
            let planes = x.chunks_exact(rows.room * C::INPUT).zip(y.chunks_exact_mut(R::OUTPUT * C::OUTPUT));
            for (x, y) in planes {
                for i in rows.output.clone() {
                    // All is there, by the sizes of the layer; with `get` no code says what was missing.
                    let first = (i * R::STEP).wrapping_sub(rows.first).wrapping_mul(C::INPUT);
                    let x = x.get(first..).and_then(|x| x.get(..R::TAPS * C::INPUT));
                    let y = y.get_mut(i * C::OUTPUT..).and_then(|y| y.get_mut(..C::OUTPUT));
                    debug_assert!(x.is_some() && y.is_some());
                    let (Some(x), Some(y)) = (x, y) else { continue };
                    for (block, y) in y.chunks_mut(BLOCK).enumerate() {
                        // In an array of its own, so that no write can change what is read next.
                        let mut joined = [start; BLOCK];
                        for u in 0..R::TAPS {
                            for (j, joined) in joined[..y.len()].iter_mut().enumerate() {
                                for v in 0..C::TAPS {
                                    *joined = join(*joined, x[u * C::INPUT + (block * BLOCK + j) * C::STEP + v]);
                                }
                            }
                        }
                        for (y, joined) in y.iter_mut().zip(joined) {
                            *y = joined * scale;
                        }
                    }
                }
            }
        },
    );
}

/// Visits some rows of every channel of the output: the rows of the input that are there, the cell along the rows, and the row.
#[inline(always)]
fn for_each_row<R: Cells, C: Cells, const L: usize>(
    x: &[[f32; L]],
    rows: Rows,
    y: &mut [[f32; L]],
    mut visit: impl FnMut(&[[f32; L]], Cell, &mut [[f32; L]]),
) {
    wide(
        #[inline(always)]
        || {
            let planes = x.chunks_exact(rows.room * C::INPUT).zip(y.chunks_exact_mut(R::OUTPUT * C::OUTPUT));
            for (x, y) in planes {
                for i in rows.output.clone() {
                    let cell = R::cell(i);
                    let cell = Cell { first: cell.first.wrapping_sub(rows.first), ..cell };
                    visit(x, cell, &mut y[i * C::OUTPUT..][..C::OUTPUT]);
                }
            }
        },
    );
}

/// Visits every cell of every channel: where the channel's plane starts in the input of `length` elements, where the
/// cell's result stands in the output, and the cell along the rows and along the columns.
#[inline(always)]
fn for_each_cell<R: Cells, C: Cells>(length: usize, mut visit: impl FnMut(usize, usize, Cell, Cell)) {
    wide(
        #[inline(always)]
        || {
            let mut at = 0;
            for plane in (0..length).step_by(R::INPUT * C::INPUT) {
                for i in 0..R::OUTPUT {
                    for j in 0..C::OUTPUT {
                        visit(plane, at, R::cell(i), C::cell(j));
                        at += 1;
                    }
                }
            }
        },
    );
}

#[inline(always)]
fn maximum<const L: usize>(x: &[[f32; L]], width: usize, row: Cell, column: Cell) -> [f32; L] {
    let mut maximum = [f32::NEG_INFINITY; L];
    for i in row.elements() {
        for j in column.elements() {
            for (maximum, &x) in maximum.iter_mut().zip(&x[i * width + j]) {
                *maximum = if x > *maximum || x.is_nan() { x } else { *maximum };
            }
        }
    }
    maximum
}

/// 1/divisor; 0 for a cell without elements, whose mean is 0.
#[inline(always)]
fn share(row: Cell, column: Cell) -> f32 {
    let divisor = row.divisor * column.divisor;
    if divisor == 0 { 0.0 } else { 1.0 / divisor as f32 }
}
