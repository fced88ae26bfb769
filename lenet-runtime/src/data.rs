//! Data sets: images and their labels, the IDX files that MNIST comes in, and images that are altered at random.

#[cfg(feature = "alloc")]
mod augment;
#[cfg(feature = "alloc")]
mod dataset;
#[cfg(feature = "std")]
pub mod idx;

#[cfg(feature = "alloc")]
pub use augment::{Augment, Augmented, Mixup};
#[cfg(feature = "alloc")]
pub use dataset::{Dataset, Normalization, Split};
