//! The arithmetic of the layers: slices in, slices out.
//!
//! A kernel knows the sizes of its layer as constants and nothing of its types. Where a slice holds several values side
//! by side, it is a slice of elements of `L` lanes, `[f32; L]`, as [`Tile::lanes`](crate::tensor::Tile::lanes) gives
//! it.

// In the order of a first reading.
pub mod vector;

pub mod math;

pub mod gemm;

pub mod conv2d;

pub mod direct;

pub mod im2col;

pub mod dense;

pub mod pool;

#[cfg(feature = "alloc")]
pub mod threads;

pub mod simd;

pub mod function;

mod winograd;

pub mod latency;

#[cfg(all(test, feature = "std"))]
pub(crate) mod sweep;
