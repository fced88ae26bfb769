//! Data sets: images and their labels, and the IDX files that MNIST comes in.

#[cfg(feature = "alloc")]
pub mod dataset;
#[cfg(feature = "std")]
pub mod idx;

#[cfg(feature = "alloc")]
pub use dataset::Dataset;
#[cfg(feature = "std")]
pub use idx::{Normalization, Split};
