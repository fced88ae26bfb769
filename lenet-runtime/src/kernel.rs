//! The arithmetic of the layers: slices in, slices out.
//!
//! A kernel knows the sizes of its layer as constants and nothing of its types. Where a slice holds several values side
//! by side, it is a slice of elements of `L` lanes, `[f32; L]`, as [`Tile::lanes`](crate::tensor::Tile::lanes) gives
//! it.

/// Matches a constant, as `match` does. Of the arms, which give nothing, only the one that is taken is compiled.
macro_rules! only {
    (match $choice:expr, { $($pattern:pat => $run:expr,)* }) => {
        match const { $choice } {
            $($pattern => {
                if const { matches!($choice, $pattern) } {
                    $run
                }
            })*
        }
    };
}
pub(crate) use only;

// In the order of a first reading.
pub mod vector;

mod ran;

pub mod math;

pub mod function;

pub mod geometry;

#[cfg(feature = "alloc")]
pub mod threads;

pub mod reference;

pub mod batch;

pub mod single;

pub mod strips;

pub mod plan;

pub mod prepared;

#[cfg(all(test, feature = "std"))]
pub(crate) mod sweep;
