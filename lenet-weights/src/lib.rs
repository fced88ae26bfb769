//! Weights in the safetensors format: one reader for `lenet_runtime::io::weights`, which reads while a program runs, and for
//! `network!`, which reads while it compiles.
//!
//! Without the feature `alloc` and with `constant` there is [`constant`] alone, which finds the tensors of a file that is a constant.
#![forbid(unsafe_code)]
#![cfg_attr(not(feature = "std"), no_std)]

#[cfg(feature = "alloc")]
extern crate alloc;

#[cfg(feature = "alloc")]
mod common;
#[cfg(feature = "constant")]
pub mod constant;
#[cfg(feature = "alloc")]
mod difference;
#[cfg(feature = "alloc")]
mod dtype;
#[cfg(feature = "alloc")]
mod foreign;
#[cfg(feature = "alloc")]
mod header;
#[cfg(feature = "alloc")]
mod help;
#[cfg(feature = "alloc")]
#[doc(hidden)]
pub mod json;
#[cfg(feature = "alloc")]
#[doc(hidden)]
pub mod kind;
#[cfg(feature = "alloc")]
mod names;
#[cfg(any(feature = "alloc", feature = "constant"))]
pub mod packed;
#[cfg(feature = "alloc")]
mod problem;
#[cfg(feature = "alloc")]
mod read;
#[cfg(feature = "alloc")]
mod request;
#[cfg(feature = "alloc")]
mod source;
#[cfg(feature = "alloc")]
mod tensor;
#[cfg(feature = "alloc")]
#[doc(hidden)]
pub mod text;

#[cfg(feature = "alloc")]
pub use {
    common::Common,
    difference::Difference,
    names::Names,
    packed::PackedProblem,
    problem::Problem,
    read::{Weights, metadata, read},
    request::Request,
    source::Source,
    tensor::{Expected, Found, Tensor},
};

#[cfg(feature = "std")]
pub use source::Opened;

/// The entry of a file's metadata that names the network.
pub const NETWORK: &str = "network";

/// That which says what the network reads in place of a pixel: a mean and a standard deviation for each channel.
pub const NORMALIZATION: &str = "normalization";

/// That which names the classes.
pub const CLASSES: &str = "classes";
