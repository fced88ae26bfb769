//! Convolution by plain loops over rows of the output: the reference of every other kernel, and the kernel of depthwise
//! convolutions.
//!
//! Each tap of a window reads a row of the input, shifted; where that row or a part of it is padding, there is nothing
//! to add. All three passes are this one loop nest, `for_each_tap`.

use super::sums::{axpy, dot};
use super::{fill_rows, grad_bias};
use crate::kernel::geometry::Geometry;
use crate::kernel::ran::ran;
use core::ops::Range;

/// y ← bias + weight ∗ x.
pub fn forward<G: Geometry, const L: usize>(weight: &[f32], bias: &[f32], x: &[[f32; L]], y: &mut [[f32; L]]) {
    for group in 0..G::GROUPS {
        let Some(y) = y.get_mut(group * G::FILTERS * G::POSITIONS..) else { return };
        rows::<G, L>(weight, bias, x, group, 0..G::ROWS.out(), y, G::POSITIONS);
    }
}

/// y ← some rows of the output of a group, whose filters stand `plane` elements apart.
#[inline(always)]
pub fn rows<G: Geometry, const L: usize>(
    weight: &[f32],
    bias: &[f32],
    x: &[[f32; L]],
    group: usize,
    rows: Range<usize>,
    y: &mut [[f32; L]],
    plane: usize,
) {
    fill_rows::<G, L>(bias, group, rows.len(), y, plane);
    for_each_tap::<G>(
        group * G::FILTERS..(group + 1) * G::FILTERS,
        rows,
        plane,
        #[inline(always)]
        |tap| {
            // All is there, by the sizes of the layer. `get` says so where an index would bring code into the program that tells
            // what was missing, and inference on a microcontroller has none.
            let found = (weight.get(tap.weight), x.get(tap.x..), y.get_mut(tap.y));
            debug_assert!(matches!(found, (Some(_), Some(_), Some(_))));
            if let (Some(weight), Some(x), Some(y)) = found {
                add_scaled(*weight, x, G::COLUMNS.stride, y, 1);
            }
        },
    );
}

/// dx ← the gradient with respect to the input.
pub fn grad_input<G: Geometry, const L: usize>(weight: &[f32], dy: &[[f32; L]], dx: &mut [[f32; L]]) {
    dx.fill([0.0; L]);
    for_each_tap::<G>(
        0..G::GROUPS * G::FILTERS,
        0..G::ROWS.out(),
        G::POSITIONS,
        #[inline(always)]
        |tap| add_scaled(weight[tap.weight], &dy[tap.y], 1, &mut dx[tap.x..], G::COLUMNS.stride),
    );
}

/// Adds the gradient of the weights to `dw` and that of the bias to `db`.
pub fn grad_weight<G: Geometry, const L: usize>(x: &[[f32; L]], dy: &[[f32; L]], dw: &mut [f32], db: &mut [f32]) {
    grad_bias::<G, L>(dy, db);
    for_each_tap::<G>(
        0..G::GROUPS * G::FILTERS,
        0..G::ROWS.out(),
        G::POSITIONS,
        #[inline(always)]
        |tap| dw[tap.weight] += product(&x[tap.x..], G::COLUMNS.stride, &dy[tap.y]),
    );
}

/// One weight on its way along one row of the output.
struct Tap {
    /// Its index among the weights.
    weight: usize,
    /// The elements of the output row at which the weight meets an element of the input.
    y: Range<usize>,
    /// The first of these elements of the input; the next ones are the stride apart.
    x: usize,
}

/// Visits the taps of some filters and rows of the output, which stand from index 0 on.
#[inline(always)]
fn for_each_tap<G: Geometry>(filters: Range<usize>, some: Range<usize>, plane: usize, mut visit: impl FnMut(Tap)) {
    ran("reference::direct");
    let (rows, columns) = (G::ROWS, G::COLUMNS);
    for (f, filter) in filters.enumerate() {
        let group = filter / G::FILTERS;
        for (r, i) in some.clone().enumerate() {
            let y = f * plane + r * columns.out();
            for c in 0..G::CHANNELS {
                for u in 0..rows.kernel {
                    let Some(row) = rows.index(i, if G::FLIP { rows.kernel - 1 - u } else { u }) else { continue };
                    let x = ((group * G::CHANNELS + c) * rows.size + row) * columns.size;
                    for v in 0..columns.kernel {
                        let tap = if G::FLIP { columns.kernel - 1 - v } else { v };
                        let met = columns.positions(tap);
                        let Some(first) = columns.index(met.start, tap) else { continue };
                        let weight = ((filter * G::CHANNELS + c) * rows.kernel + u) * columns.kernel + v;
                        visit(Tap { weight, y: y + met.start..y + met.end, x: x + first });
                    }
                }
            }
        }
    }
}

/// Adds `a` times each `from_step`-th element of `from` to each `into_step`-th element of `into`, until one of them
/// ends.
#[inline(always)]
fn add_scaled<const L: usize>(a: f32, from: &[[f32; L]], from_step: usize, into: &mut [[f32; L]], into_step: usize) {
    if from_step == 1 && into_step == 1 {
        return axpy(a, from.as_flattened(), into.as_flattened_mut());
    }
    for (into, from) in into.iter_mut().step_by(into_step).zip(from.iter().step_by(from_step)) {
        axpy(a, from, into);
    }
}

/// The sum over lanes and over the elements of `dy` of their products with each `step`-th element of `x`.
#[inline(always)]
fn product<const L: usize>(x: &[[f32; L]], step: usize, dy: &[[f32; L]]) -> f32 {
    if step == 1 {
        return dot(x.as_flattened(), dy.as_flattened());
    }
    let mut sums = [0.0; L];
    for (x, dy) in x.iter().step_by(step).zip(dy) {
        for ((sum, x), dy) in sums.iter_mut().zip(x).zip(dy) {
            *sum += x * dy;
        }
    }
    sums.iter().sum()
}
