//! What has no multiplications to speak of: elementwise functions, sums, joins.

use super::map::Map;
use crate::kernel::vector::wide;

/// Calls `visit` with the first element and the length of each row, the border left out.
#[inline(always)]
pub(crate) fn for_each_row(map: &Map, mut visit: impl FnMut(usize, usize)) {
    let block = map.block();
    for first in (0..map.channels).step_by(block) {
        for i in 0..map.height {
            visit(map.at(first, i, 0), map.width * block);
        }
    }
}

/// `y[c] ← scale[c] · y[c] + shift[c]`.
pub fn scale(map: &Map, scale: &[f32], shift: &[f32], y: &mut [f32]) {
    let block = map.block();
    wide(
        #[inline(always)]
        || {
            for c in 0..map.channels {
                let (scale, shift) = (scale[c], shift[c]);
                for i in 0..map.height {
                    let first = map.at(c, i, 0);
                    for y in y[first..].iter_mut().step_by(block).take(map.width) {
                        *y = *y * scale + shift;
                    }
                }
            }
        },
    );
}

/// y ← x, from one map to another of the same elements in the same order.
pub fn copy((xm, x): (&Map, &[f32]), (ym, y): (&Map, &mut [f32])) {
    place((xm, x), 0, (ym, y));
    ym.clear_border(y);
}

/// Copies x to the channels of y from `channel` on, or, where one of both is a vector, element by element.
pub fn place((xm, x): (&Map, &[f32]), channel: usize, (ym, y): (&Map, &mut [f32])) {
    if xm.height == ym.height && xm.width == ym.width {
        if xm.block() == ym.block() && channel.is_multiple_of(ym.block()) {
            let block = xm.block();
            for first in (0..xm.channels).step_by(block) {
                for i in 0..xm.height {
                    let (from, to) = (xm.at(first, i, 0), ym.at(channel + first, i, 0));
                    let length = xm.width * block;
                    y[to..][..length].copy_from_slice(&x[from..][..length]);
                }
            }
            return;
        }
        for c in 0..xm.channels {
            for i in 0..xm.height {
                let (from, to) = (xm.at(c, i, 0), ym.at(channel + c, i, 0));
                let to = y[to..].iter_mut().step_by(ym.block());
                let from = x[from..].iter().step_by(xm.block());
                to.zip(from).take(xm.width).for_each(|(y, x)| *y = *x);
            }
        }
        return;
    }
    let size = [ym.height, ym.width];
    for_each_in_order(xm, size, |from, [c, i, j]| y[ym.at(channel + c, i, j)] = x[from]);
}

/// Visits the elements channel by channel and row by row: where each stands, and its index in another value of so many rows
/// and columns.
fn for_each_in_order(map: &Map, [height, width]: [usize; 2], mut visit: impl FnMut(usize, [usize; 3])) {
    let mut at = 0;
    for c in 0..map.channels {
        for i in 0..map.height {
            for j in 0..map.width {
                visit(map.at(c, i, j), [at / (height * width), at / width % height, at % width]);
                at += 1;
            }
        }
    }
}

/// y ← y + x.
pub fn add((xm, x): (&Map, &[f32]), (ym, y): (&Map, &mut [f32])) {
    assert!(xm.elements() == ym.elements());
    if [xm.channels, xm.height, xm.width] != [ym.channels, ym.height, ym.width] {
        let size = [ym.height, ym.width];
        return for_each_in_order(xm, size, |from, [c, i, j]| y[ym.at(c, i, j)] += x[from]);
    }
    wide(
        #[inline(always)]
        || {
            let block = ym.block();
            for first in (0..ym.channels).step_by(block) {
                for i in 0..ym.height {
                    let (from, to) = (xm.at(first, i, 0), ym.at(first, i, 0));
                    let length = ym.width * block;
                    for (y, x) in y[to..][..length].iter_mut().zip(&x[from..][..length]) {
                        *y += x;
                    }
                }
            }
        },
    );
}
