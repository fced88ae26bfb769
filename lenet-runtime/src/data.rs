//! Data sets: images and their labels, the files that MNIST and CIFAR come in, arrays of NumPy, tables of numbers, folders of
//! pictures, and images that are altered at random.

mod augment;
#[cfg(feature = "std")]
mod cifar;
#[cfg(feature = "std")]
mod csv;
mod dataset;
#[cfg(feature = "std")]
pub mod idx;
#[cfg(feature = "std")]
mod npy;
#[cfg(feature = "std")]
mod npz;
#[cfg(feature = "pictures")]
mod pictures;
#[cfg(feature = "std")]
mod problem;
#[cfg(feature = "std")]
mod source;
mod subset;

pub use crate::normalization::Normalization;
pub use augment::{Augment, Augmented, Mixup};
pub use dataset::{Dataset, Split};
#[cfg(feature = "pictures")]
pub use pictures::{Fit, Pictures};
#[cfg(feature = "std")]
pub use problem::{Error, Problem};
pub use subset::{Subset, stratified};
