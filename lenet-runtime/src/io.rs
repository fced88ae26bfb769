//! Bytes in, bytes out: weights in the safetensors format, and files that are written whole or not at all.

#[cfg(feature = "std")]
pub mod atomic;
#[cfg(all(feature = "std", any(feature = "safetensors", feature = "data")))]
mod file;

#[cfg(all(feature = "std", any(feature = "safetensors", feature = "data")))]
pub use file::FileError;

#[cfg(all(feature = "safetensors", feature = "std"))]
pub mod checkpoint;
#[cfg(feature = "safetensors")]
pub mod packed;
#[cfg(feature = "safetensors")]
pub mod weights;
