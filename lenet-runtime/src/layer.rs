//! The layers: forward beside backward.
//!
//! Every layer works on [`Tile`]s. Its geometry is a type without values, its parameters are a plain struct of arrays,
//! and how the values of a tile are called, an image or a vector, does not matter to it: only how many numbers they
//! hold, which is checked while the program compiles. So `flatten` and `reshape` need no code.
//!
//! [`Tile`]: crate::tensor::Tile

// In the order of a first reading.
mod pass;

pub(crate) mod description;

pub mod module;

pub mod linear;

pub mod conv2d;

pub mod conv_transpose2d;

pub mod pool;

pub mod activation;

pub mod prelu;

pub mod conv_pool;

pub mod softmax;

pub mod batch_norm;

pub mod norm;

pub mod group_norm;

pub mod instance_norm;

pub mod local_response_norm;

pub mod shuffle;

pub mod dropout;

pub mod resize;

pub mod border;

pub mod margin;

pub mod join;

#[cfg(all(test, feature = "std"))]
mod differences;

pub use pass::Pass;

/// The bias of a layer that has none.
pub type NoBias = [f32; 0];
