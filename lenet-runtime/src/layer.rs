//! The layers: forward beside backward.
pub mod batch_norm;
pub mod border;
#[cfg(all(test, feature = "std"))]
mod differences;
pub mod dropout;
pub mod norm;
pub mod resize;
