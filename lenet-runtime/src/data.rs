//! Data sets: images and their labels, the files that MNIST and CIFAR come in, folders of pictures, and images that are altered at random.

#[cfg(feature = "alloc")]
mod augment;
#[cfg(feature = "std")]
mod cifar;
#[cfg(feature = "alloc")]
mod dataset;
#[cfg(feature = "std")]
pub mod idx;
#[cfg(feature = "pictures")]
mod pictures;
#[cfg(feature = "std")]
mod problem;
#[cfg(feature = "std")]
mod source;

#[cfg(feature = "alloc")]
mod subset;

#[cfg(feature = "alloc")]
pub use augment::{Augment, Augmented, Mixup};
#[cfg(feature = "alloc")]
pub use dataset::{Dataset, Normalization, Split};
#[cfg(feature = "pictures")]
pub use pictures::{Fit, Pictures};
#[cfg(feature = "std")]
pub use problem::{Error, Problem};
#[cfg(feature = "alloc")]
pub use subset::{Subset, stratified};
