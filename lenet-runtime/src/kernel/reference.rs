//! The definitions, for any number of values side by side: direct loops, and products of matrices.
//!
//! They run where no other kernel does: on a CPU without vector instructions, in a build without them, and for the layers that
//! nothing faster is worth.

// In the order of a first reading.
pub mod sums;

pub mod gemm;

pub mod direct;

pub mod im2col;

pub mod dense;

pub mod pool;

#[cfg(all(test, feature = "std"))]
mod tests;

use super::geometry::Geometry;

/// Sets each output channel to its bias; to zero if there is none.
#[inline]
pub fn fill<G: Geometry, const L: usize>(bias: &[f32], y: &mut [[f32; L]]) {
    if bias.is_empty() {
        y.fill([0.0; L]);
    }
    for (plane, &bias) in y.chunks_exact_mut(G::POSITIONS).zip(bias) {
        plane.fill([bias; L]);
    }
}

/// Adds the gradient of each bias, the sum over its output channel, to `db`.
#[inline]
pub fn grad_bias<G: Geometry, const L: usize>(dy: &[[f32; L]], db: &mut [f32]) {
    for (db, plane) in db.iter_mut().zip(dy.chunks_exact(G::POSITIONS)) {
        *db += sums::sum(plane.as_flattened());
    }
}
