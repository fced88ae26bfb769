//! Files that name their network: what the methods of a network call, as functions for generic code.

#[cfg(feature = "std")]
use super::Error;
use super::{Metadata, Problem};
use crate::network::Network;
use alloc::boxed::Box;
use alloc::vec::Vec;
#[cfg(feature = "std")]
use std::path::Path;

/// The weights as the bytes of a safetensors file, which names the network.
#[must_use]
pub fn to_bytes<N: Network>(network: &N) -> Vec<u8> {
    Metadata::of::<N>().to_bytes(network)
}

/// The network whose weights are in the bytes of a safetensors file.
///
/// # Errors
///
/// As [`from_bytes`](super::from_bytes), and if the bytes name another network.
pub fn from_bytes<N: Network>(bytes: &[u8]) -> Result<Box<N>, Problem> {
    super::read(bytes, Some(N::NAME))
}

/// Writes the weights to a safetensors file, which names the network: whole, or not at all.
///
/// # Errors
///
/// If a weight is not finite, or if the file cannot be written.
#[cfg(feature = "std")]
pub fn save<N: Network>(network: &N, path: impl AsRef<Path>) -> Result<(), Error> {
    Metadata::of::<N>().save(network, path)
}

/// The network whose weights are in a safetensors file.
///
/// # Errors
///
/// As [`load`](super::load), and if the file names another network.
#[cfg(feature = "std")]
pub fn load<N: Network>(path: impl AsRef<Path>) -> Result<Box<N>, Error> {
    super::load_named(path.as_ref(), Some(N::NAME))
}
