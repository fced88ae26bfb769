//! Kernels against their definitions in `f64`, over axes that are drawn independently of each other.
//!
//! [`kernels`] takes those that learn their sizes while the program runs, [`networks`] those that are compiled for each size. What
//! fails is made smaller until all that is smaller passes, and is printed. [`Tally`] counts which kernel ran, with which
//! instructions.

// In the order of a first reading.
pub mod draw;

pub mod tally;

pub mod case;

pub mod kernels;

pub mod networks;

pub use case::{Case, Difference};
pub use tally::Tally;
