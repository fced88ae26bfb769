//! Data sets: images and their labels, and the IDX files that MNIST comes in.

#[cfg(feature = "alloc")]
mod dataset;
#[cfg(feature = "std")]
pub mod idx;

#[cfg(feature = "alloc")]
pub use dataset::{Dataset, Normalization, Split};
