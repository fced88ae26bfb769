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

#[cfg(feature = "draw")]
pub mod draw;

mod declare;

pub use layer::activation::Activation;
#[cfg(feature = "alloc")]
pub use network::Inference;
pub use network::{
    Field, Kind, LANES, Layer, Name, Network, Parameters, Pass, Prepare, Prepared, PreparedWorkspace, Setting, Summary,
    TensorRef, Workspace,
};
pub use plain::{Plain, Zeroed};
pub use tensor::{Shape, Tensor, Tile, Value};
pub use train::init::Init;
pub use train::random::Random;

/// What generated code needs of `alloc`. Under their own names: in errors, rustc calls a type by a name it is re-exported as.
#[cfg(feature = "alloc")]
#[doc(hidden)]
pub mod __alloc {
    pub use alloc::{boxed::Box, vec::Vec};
}
#[doc(hidden)]
pub use lenet_macros::__network;
#[doc(hidden)]
pub use network::table::Row;
#[doc(hidden)]
pub use typenum;
