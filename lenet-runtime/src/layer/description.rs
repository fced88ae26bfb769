//! What a layer's type tells the table of a network.

use crate::kernel::plan::Plan;
use crate::shape::{Growth, Window};
use crate::tensor::Shape;

/// What the type of a layer knows: its sizes and its kernels.
#[derive(Clone, Copy)]
pub struct Description {
    /// The shape of its output.
    pub output: Shape,
    /// What an element of it reads.
    pub reach: Reach,
    /// The rows and columns that are added or cut off: at the top, the bottom, the left and the right.
    pub edges: Option<[usize; 4]>,
    /// How many groups its channels form.
    pub groups: usize,
    /// How many numbers are trained, if the type knows it.
    pub parameters: usize,
    /// How many multiply-adds it takes.
    pub macs: u64,
    /// Its kernels, if sizes choose them.
    pub plan: Option<Plan>,
}

impl Description {
    /// Of a layer without groups, parameters and multiply-adds.
    #[must_use]
    pub const fn new(output: Shape, reach: Reach) -> Self {
        Self { output, reach, edges: None, groups: 1, parameters: 0, macs: 0, plan: None }
    }
}

/// What an element of a layer's output reads.
#[derive(Clone, Copy)]
pub enum Reach {
    /// The element at the same position; or what a nested network reads.
    Element,
    /// Those under a window.
    Windows([Window; 2]),
    /// Those that a transposed convolution spreads to its place.
    Growths([Growth; 2]),
    /// Every position.
    Whole,
    /// A bin of adaptive pooling.
    Bin,
    /// The element at another position.
    Anywhere,
    /// The nearest elements of a smaller image: its scale, and how many elements are mixed.
    Upsampled([usize; 2], usize),
}

/// A type that knows a layer's sizes.
pub trait Described {
    /// What it knows.
    const DESCRIPTION: Description;
}
