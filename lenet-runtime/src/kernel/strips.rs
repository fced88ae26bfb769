//! A convolution and the pool after it, some rows at a time: a strip, the rows of the convolution that a few rows of the pool read.
//! What windows of the next strip read again stays.

use super::batch::rate;
use super::geometry::Geometry;
use super::ran::ran;
use super::reference::pool::{Cells, Rows};
use super::single::conv::Count;
use super::vector::VECTORS;
use core::marker::PhantomData;
use core::ops::Range;

/// How a convolution `G` is cut for a pool that reads `R` along the rows and `C` along the columns.
pub struct Strips<G, R, C>(PhantomData<(G, R, C)>);

impl<G: Geometry, R: Cells, C: Cells> Strips<G, R, C> {
    /// How many rows of the pool are computed at once. On a microcontroller, where memory is dear, one.
    const POOLED: usize = if VECTORS || cfg!(feature = "alloc") { enough::<G, R, C>() } else { 1 };
    /// How many rows of the convolution there is room for.
    const ROOM: usize = read_rows::<G, R>(Self::POOLED);
    /// How many numbers a strip has: those of one group.
    pub const LENGTH: usize = G::FILTERS * Self::ROOM * G::COLUMNS.out();
}

impl<G: Geometry, R: Cells, C: Cells> Count for Strips<G, R, C> {
    const ROWS: usize = new_rows::<G, R>(Self::POOLED);
    const ALWAYS: bool = false;
}

/// How many rows of the convolution some rows of the pool read.
const fn read_rows<G: Geometry, R: Cells>(pooled: usize) -> usize {
    let rows = (pooled - 1).saturating_mul(R::STRIDE).saturating_add(R::REACH);
    if rows < G::ROWS.out() { rows } else { G::ROWS.out() }
}

/// How many of these those before them have not read.
const fn new_rows<G: Geometry, R: Cells>(pooled: usize) -> usize {
    let rows = read_rows::<G, R>(pooled);
    let new = pooled.saturating_mul(R::STRIDE);
    if new < rows { new } else { rows }
}

/// As few as pay for their calls, and for which the tiles of the convolution are nearly as fast as for all rows; no more than leave the
/// strip and the pool smaller than the convolution.
const fn enough<G: Geometry, R: Cells, C: Cells>() -> usize {
    // So many numbers of the convolution, at least.
    const NUMBERS: usize = 1024;
    let (height, width) = (G::ROWS.out(), G::COLUMNS.out());
    let (row, pool) = (G::FILTERS * width * R::STRIDE, R::OUTPUT.saturating_mul(C::OUTPUT));
    if row == 0 {
        return 1;
    }
    let room = G::POSITIONS.saturating_sub(pool) / width;
    let most = room.saturating_sub(R::REACH) / R::STRIDE + 1;
    let mut pooled = NUMBERS.div_ceil(row);
    if pooled >= most {
        return most;
    }
    let all = [rate(16, G::FILTERS, height).1, rate(32, G::FILTERS, height).1];
    let (mut best, mut best_rate, mut tries) = (pooled, 0, 0);
    // No tile has more rows.
    while pooled <= most && tries < 10 {
        let rows = new_rows::<G, R>(pooled);
        let rates = [rate(16, G::FILTERS, rows).1, rate(32, G::FILTERS, rows).1];
        if 10 * rates[0] >= 9 * all[0] && 10 * rates[1] >= 9 * all[1] {
            return pooled;
        }
        if rates[0] + rates[1] > best_rate {
            (best, best_rate) = (pooled, rates[0] + rates[1]);
        }
        pooled += 1;
        tries += 1;
    }
    best
}

/// y ← the pool of what `between` makes of a convolution, whose rows `conv` computes: of a group, which, where to, and how far apart
/// the filters stand. `between` is told the first of the channels that it gets, and how many elements each of them has. `strip` has
/// [`Strips::LENGTH`] elements.
#[inline(always)]
pub fn pooled<G: Geometry, R: Cells, C: Cells, const L: usize>(
    mut conv: impl FnMut(usize, Range<usize>, &mut [[f32; L]], usize),
    between: impl Fn(usize, usize, &mut [[f32; L]]),
    pool: impl Fn(&[[f32; L]], Rows, &mut [[f32; L]]),
    strip: &mut [[f32; L]],
    y: &mut [[f32; L]],
) {
    ran("strips");
    let (pooled, width) = (Strips::<G, R, C>::POOLED, G::COLUMNS.out());
    let overlaps = const { R::STRIDE < R::REACH };
    for (group, y) in y.chunks_exact_mut(G::FILTERS * R::OUTPUT * C::OUTPUT).enumerate() {
        let mut held = 0..0;
        for top in (0..R::OUTPUT).step_by(pooled) {
            let output = top..R::OUTPUT.min(top + pooled);
            let read = read::<R>(output.clone());
            // Where nothing stays, the filters stand close together.
            let room = if overlaps || read.is_empty() { Strips::<G, R, C>::ROOM } else { read.len() };
            let plane = room * width;
            let Some(strip) = strip.get_mut(..G::FILTERS * plane) else { return };
            // Only windows that have holes may read rows before those that are held.
            let keep =
                if held.contains(&read.start) { read.start..held.end.min(read.end) } else { read.start..read.start };
            if overlaps && !keep.is_empty() {
                for plane in strip.chunks_exact_mut(plane) {
                    move_up(plane, (keep.start - held.start) * width, keep.len() * width);
                }
            }
            let new = keep.end..read.end;
            let first = keep.len() * width;
            if !new.is_empty()
                && let Some(rows) = strip.get_mut(first..)
            {
                conv(group, new.clone(), rows, plane);
                if new.len() == room {
                    between(group * G::FILTERS, plane, strip);
                } else {
                    for (f, strip) in strip.chunks_exact_mut(plane).enumerate() {
                        if let Some(rows) = strip.get_mut(first..).and_then(|rows| rows.get_mut(..new.len() * width)) {
                            between(group * G::FILTERS + f, rows.len(), rows);
                        }
                    }
                }
            }
            pool(strip, Rows { output, first: read.start, room }, y);
            held = read;
        }
    }
}

/// The rows that some cells read; none where all of them lie in the padding.
#[inline(always)]
fn read<R: Cells>(cells: Range<usize>) -> Range<usize> {
    let (mut first, mut end) = (R::INPUT, 0);
    for cell in cells {
        let cell = R::cell(cell);
        if cell.taps > 0 {
            first = first.min(cell.first);
            end = end.max(cell.first + (cell.taps - 1) * cell.step + 1);
        }
    }
    first.min(end)..end
}

/// Moves `count` elements, from index `from` on, to the beginning.
#[inline(always)]
fn move_up<T: Copy>(values: &mut [T], from: usize, count: usize) {
    if let Some(end) = from.checked_add(count)
        && end <= values.len()
    {
        values.copy_within(from..end, 0);
    }
}
