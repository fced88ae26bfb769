//! Why weights were not written or not read.

use super::LONGEST_HEADER;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
#[cfg(feature = "std")]
use std::path::{Path, PathBuf};

/// Why weights were not written or not read.
#[cfg(feature = "std")]
#[derive(Debug)]
pub struct Error {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with the weights in a file or in memory.
#[derive(Debug)]
#[non_exhaustive]
pub enum Problem {
    /// The operating system does not let the file be read.
    #[cfg(feature = "std")]
    Read(std::io::Error),
    /// The operating system does not let the file be written.
    #[cfg(feature = "std")]
    Write(std::io::Error),
    /// The file is not as long as its header says; both in bytes.
    Length {
        /// The length that follows from the header, or the length of a header.
        expected: u64,
        /// The length of the file.
        found: u64,
    },
    /// The header would be longer than the format allows: most likely another kind of file.
    LongHeader {
        /// The length that the file gives, in bytes.
        found: u64,
    },
    /// The header is not JSON, or not an object of objects.
    Header {
        /// What the JSON reader says.
        found: String,
    },
    /// The header has a name twice.
    Twice {
        /// The name of a tensor, or of a tensor and one of its fields.
        name: String,
    },
    /// The header says something impossible of a tensor, or leaves it out.
    Field {
        /// The tensor.
        tensor: String,
        /// `dtype`, `shape` or `data_offsets`.
        field: &'static str,
        /// What it must be.
        expected: &'static str,
        /// What it is, as JSON.
        found: String,
    },
    /// A tensor's offsets are not four bytes for each of its numbers apart.
    TensorLength {
        /// The tensor.
        tensor: String,
        /// Its shape.
        shape: Vec<usize>,
        /// How many bytes its offsets span.
        found: usize,
    },
    /// A tensor overlaps the one before, or there is a gap between them.
    Offset {
        /// The tensor.
        tensor: String,
        /// Where the one before ends, in bytes after the header.
        expected: usize,
        /// Where it begins.
        found: usize,
    },
    /// The tensors are those of another network: all that differ.
    Network(Vec<Difference>),
    /// A weight is infinite or not a number.
    NotFinite {
        /// The tensor.
        tensor: String,
        /// The weight's place in the tensor, counted from 0.
        index: usize,
        /// The weight.
        found: f32,
    },
}

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

impl Problem {
    /// Where it was found.
    #[cfg(feature = "std")]
    pub(super) fn at(self, path: &Path) -> Error {
        Error { path: path.to_owned(), problem: self }
    }
}

#[cfg(feature = "std")]
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.problem)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(feature = "std")]
            Self::Read(error) => write!(f, "cannot be read: {error}"),
            #[cfg(feature = "std")]
            Self::Write(error) => write!(f, "cannot be written: {error}"),
            Self::Length { expected, found } if found < expected => {
                write!(f, "the file is truncated: expected {expected} bytes, found {found}")
            }
            Self::Length { expected, found } => {
                write!(f, "trailing bytes after the tensors: expected {expected} bytes, found {found}")
            }
            Self::LongHeader { found } => write!(
                f,
                "not a safetensors file: expected a header of at most {LONGEST_HEADER} bytes, found a length of {found}"
            ),
            Self::Header { found } => write!(f, "header: not a JSON object of tensors: {found}"),
            Self::Twice { name } => write!(f, "header: expected each name once, found `{name}` twice"),
            Self::Field { tensor, field, expected, found } => {
                write!(f, "{field} of `{tensor}`: expected {expected}, found {found}")
            }
            Self::TensorLength { tensor, shape, found } => write!(
                f,
                "data_offsets of `{tensor}`: expected 4 bytes for each of {} numbers, found {found} bytes",
                Sizes(shape)
            ),
            Self::Offset { tensor, expected, found } => {
                write!(
                    f,
                    "data_offsets of `{tensor}`: expected {expected}, where the tensor before ends, found {found}"
                )
            }
            Self::Network(differences) => {
                f.write_str("the weights are those of another network")?;
                differences.iter().try_for_each(|difference| write!(f, "; {difference}"))
            }
            Self::NotFinite { tensor, index, found } => {
                write!(f, "number {index} of `{tensor}`: expected a finite number, found {found}")
            }
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { name, expected } => write!(f, "{name}: expected {}, found nothing", Sizes(expected)),
            Self::Unexpected { name, found } => write!(f, "{name}: expected nothing, found {}", Sizes(found)),
            Self::Shape { name, expected, found } => {
                write!(f, "{name}: expected {}, found {}", Sizes(expected), Sizes(found))
            }
            Self::Dtype { name, found } => write!(f, "{name}: expected F32, found {found}"),
        }
    }
}

/// A tensor's shape, `6 × 1 × 5 × 5`.
struct Sizes<'a>(&'a [usize]);

impl fmt::Display for Sizes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => f.write_str("a single number"),
            [first, rest @ ..] => {
                write!(f, "{first}")?;
                rest.iter().try_for_each(|size| write!(f, " × {size}"))
            }
        }
    }
}

#[cfg(feature = "std")]
impl std::error::Error for Error {}

impl core::error::Error for Problem {}
