//! Kernels against their definitions in `f64`, over axes that are drawn independently of each other.
//!
//! [`kernels`] takes those that learn their sizes while the program runs. A [`Case`] is one draw; what fails is made smaller until
//! every smaller case passes, and is printed. [`Tally`] counts which kernel ran, with which instructions.

// In the order of a first reading.
pub mod draw;

pub mod tally;

pub mod case;

pub mod kernels;

pub use case::{Case, Difference};
pub use tally::Tally;
