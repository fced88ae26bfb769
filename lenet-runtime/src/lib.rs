//! Convolutional networks whose shapes are checked by the compiler.
#![cfg_attr(not(feature = "std"), no_std)]

#[cfg(feature = "alloc")]
extern crate alloc;

// In the order of a first reading.
pub mod tensor;

pub mod shape;

pub mod proof;

pub mod plain;

pub mod kernel;

pub mod layer;

mod network;

pub mod train;

pub mod data;

pub mod io;

pub use network::{Field, Kind, LANES, Layer, Name, Network, Parameters, Pass, Summary, TensorRef, Workspace};
