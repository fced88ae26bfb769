//! The definitions, for any number of values side by side: direct loops, and products of matrices.
//!
//! They run where no other kernel does: on a CPU without vector instructions, in a build without them, and for the layers that
//! nothing faster is worth.

// In the order of a first reading.
pub mod sums;

pub mod gemm;

pub mod direct;

pub mod im2col;

pub mod linear;

pub mod pool;

#[cfg(all(test, feature = "std"))]
mod tests;

use super::geometry::{Geometry, Reference};
use core::ops::Range;

/// y ← bias + weight ∗ x, by the kernel that [`Geometry::REFERENCE`] names. `scratch` has what [`im2col::scratch`] says for each lane.
pub fn forward<G: Geometry, const L: usize>(
    weight: &[f32],
    bias: &[f32],
    x: &[[f32; L]],
    y: &mut [[f32; L]],
    scratch: &mut [f32],
) {
    only!(match G::REFERENCE, {
        Reference::Direct => direct::forward::<G, L>(weight, bias, x, y),
        Reference::Gemm | Reference::Im2col => im2col::forward::<G, L>(weight, bias, x, y, scratch.as_chunks_mut().0),
    });
}

/// y ← some rows of the output of a group, whose filters stand `plane` elements apart; as [`forward`].
#[inline(always)]
#[allow(clippy::too_many_arguments)]
pub fn rows<G: Geometry, const L: usize>(
    weight: &[f32],
    bias: &[f32],
    x: &[[f32; L]],
    scratch: &mut [f32],
    group: usize,
    rows: Range<usize>,
    y: &mut [[f32; L]],
    plane: usize,
) {
    only!(match G::REFERENCE, {
        Reference::Direct => direct::rows::<G, L>(weight, bias, x, group, rows, y, plane),
        Reference::Gemm | Reference::Im2col => {
            im2col::rows::<G, L>(weight, bias, x, scratch.as_chunks_mut().0, group, rows, y, plane);
        },
    });
}

/// dx ← the gradient with respect to the input; as [`forward`].
pub fn grad_input<G: Geometry, const L: usize>(
    weight: &[f32],
    dy: &[[f32; L]],
    dx: &mut [[f32; L]],
    scratch: &mut [f32],
) {
    only!(match G::REFERENCE, {
        Reference::Direct => direct::grad_input::<G, L>(weight, dy, dx),
        Reference::Gemm | Reference::Im2col => im2col::grad_input::<G, L>(weight, dy, dx, scratch.as_chunks_mut().0),
    });
}

/// Adds the gradient of the weights to `dw` and that of the bias to `db`; as [`forward`].
pub fn grad_weight<G: Geometry, const L: usize>(
    x: &[[f32; L]],
    dy: &[[f32; L]],
    dw: &mut [f32],
    db: &mut [f32],
    scratch: &mut [f32],
) {
    only!(match G::REFERENCE, {
        Reference::Direct => direct::grad_weight::<G, L>(x, dy, dw, db),
        Reference::Gemm | Reference::Im2col => im2col::grad_weight::<G, L>(x, dy, dw, db, scratch.as_chunks_mut().0),
    });
}

/// Sets each output channel of a group to its bias, so many rows of it; to zero if there is none. The channels stand `plane`
/// elements apart.
#[inline(always)]
pub fn fill_rows<G: Geometry, const L: usize>(
    bias: &[f32],
    group: usize,
    rows: usize,
    y: &mut [[f32; L]],
    plane: usize,
) {
    for (f, y) in y.chunks_mut(plane).take(G::FILTERS).enumerate() {
        let bias = bias.get(group * G::FILTERS + f).copied().unwrap_or(0.0);
        for y in y.iter_mut().take(rows * G::COLUMNS.out()) {
            *y = [bias; L];
        }
    }
}

/// Adds the gradient of each bias, the sum over its output channel, to `db`.
#[inline]
pub fn grad_bias<G: Geometry, const L: usize>(dy: &[[f32; L]], db: &mut [f32]) {
    for (db, plane) in db.iter_mut().zip(dy.chunks_exact(G::POSITIONS)) {
        *db += sums::sum(plane.as_flattened());
    }
}
