//! What a file has other than the network.

use crate::text::Shown;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// One difference between a network and a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The network has the tensor, the file does not.
    Missing {
        /// The tensor.
        name: String,
        /// Its shape in the network.
        expected: Vec<usize>,
    },
    /// The file has the tensor, the network does not.
    Unexpected {
        /// The tensor.
        name: String,
        /// Its shape in the file.
        found: Vec<usize>,
    },
    /// The tensor has another shape.
    Shape {
        /// The tensor.
        name: String,
        /// Its shape in the network.
        expected: Vec<usize>,
        /// Its shape in the file.
        found: Vec<usize>,
    },
    /// The tensor's numbers are not `f32`.
    Dtype {
        /// The tensor.
        name: String,
        /// The type of its numbers, `F16`.
        found: String,
    },
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.name(), self.what())
    }
}

impl Difference {
    /// The tensor, as a message shows it.
    #[doc(hidden)]
    #[must_use]
    pub fn name(&self) -> impl fmt::Display {
        let (Self::Missing { name, .. }
        | Self::Unexpected { name, .. }
        | Self::Shape { name, .. }
        | Self::Dtype { name, .. }) = self;
        Shown(name)
    }

    /// What is expected of it, and what it is.
    #[doc(hidden)]
    #[must_use]
    pub fn what(&self) -> impl fmt::Display {
        fmt::from_fn(|f| match self {
            Self::Missing { expected, .. } => write!(f, "expected {}, found nothing", Sizes(expected)),
            Self::Unexpected { found, .. } => write!(f, "expected nothing, found {}", Sizes(found)),
            Self::Shape { expected, found, .. } => write!(f, "expected {}, found {}", Sizes(expected), Sizes(found)),
            Self::Dtype { found, .. } => write!(f, "expected F32, found {}", Shown(found)),
        })
    }
}

/// A tensor's shape, `6 × 1 × 5 × 5`, without the end of one that is no layer's.
pub(crate) struct Sizes<'a>(pub(crate) &'a [usize]);

impl fmt::Display for Sizes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        const MOST: usize = 8;

        let [first, rest @ ..] = self.0 else { return f.write_str("a single number") };
        write!(f, "{first}")?;
        rest.iter().take(MOST - 1).try_for_each(|size| write!(f, " × {size}"))?;
        if self.0.len() > MOST { f.write_str(" × …") } else { Ok(()) }
    }
}
