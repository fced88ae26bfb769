//! A tensor that is asked for, and what a file has for it.

use crate::dtype::Numbers;
use alloc::string::String;

/// A tensor that a file should have.
pub struct Tensor<'a> {
    /// Its name, `conv1.weight`.
    pub name: String,
    /// What it should be.
    pub expected: Expected<'a>,
}

/// What is expected of a tensor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected<'a> {
    /// This shape.
    Shape(&'a [usize]),
    /// Somebody else knows the shape, and whether the tensor may be missing.
    Unknown,
    /// Somebody else knows which tensors there are whose names begin so.
    Within,
}

/// A tensor that was asked for.
pub struct Found {
    /// Its name in the network.
    pub name: String,
    /// Its numbers, all of them finite; `None` if the file has none for it.
    pub(crate) numbers: Option<Numbers>,
}
