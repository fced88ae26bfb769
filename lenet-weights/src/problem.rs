//! Why weights were not written or not read.

use crate::common::Common;
use crate::difference::{Difference, Sizes};
use crate::kind::Kind;
use crate::text::Shown;
use crate::{foreign, help};
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
#[cfg(feature = "std")]
use std::path::Path;

/// The longest header, in bytes, that the format allows.
pub(crate) const LONGEST_HEADER: u64 = 100_000_000;

/// What is wrong with the weights in a file or in memory. `{:?}` prints the sentence that `{}` prints. Texts of a file are kept
/// and shown as far as they are short.
#[non_exhaustive]
pub enum Problem {
    /// The operating system does not let the file be read.
    #[cfg(feature = "std")]
    Read(std::io::Error),
    /// The operating system does not let the file be written.
    #[cfg(feature = "std")]
    Write(std::io::Error),
    /// There are no bytes.
    Empty,
    /// The file is of another format.
    Format {
        /// What it is, "an ONNX model".
        found: &'static str,
        /// How to get a safetensors file.
        help: &'static str,
    },
    /// The file is not as long as its header says; both in bytes.
    Length {
        /// The length that follows from the header, or the length of a header.
        expected: u64,
        /// The length of the file.
        found: u64,
    },
    /// The header is longer than one of the network's tensors can be: the file is another's, or no safetensors file.
    LongHeader {
        /// The most that is read, in bytes.
        expected: u64,
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
    /// A tensor's offsets are not as far apart as its numbers take.
    TensorLength {
        /// The tensor.
        tensor: String,
        /// How many bytes a number takes.
        size: usize,
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
    /// Two tensors of the file get one name by the rules for their names.
    Renamed {
        /// The name that both get.
        name: String,
        /// What they are called in the file.
        found: [String; 2],
    },
    /// What the file says of itself is not what it should be.
    Metadata {
        /// The entry: `normalization` or `classes`.
        name: String,
        /// What it should be.
        expected: String,
        /// What it is.
        found: String,
    },
    /// A rule for names meets none of the file.
    Rule {
        /// The prefix that should be stripped, or the path that should be replaced.
        rule: String,
        /// What the first tensor of the file is called.
        first: Option<String>,
    },
    /// The tensors are those of another network.
    Network {
        /// How many tensors of the network are in the file as they should be.
        fit: usize,
        /// How many the network has.
        of: usize,
        /// What the differences have in common.
        common: Option<Common>,
        /// The first that differ.
        differences: Vec<Difference>,
        /// How many more differ.
        more: usize,
    },
    /// The tensors have the names and shapes of the network's, but the file names another network.
    Name {
        /// The network.
        expected: &'static str,
        /// The one that the file names.
        found: String,
    },
    /// A weight is infinite or not a number.
    NotFinite {
        /// The tensor.
        tensor: String,
        /// The weight's place in the tensor, counted from 0.
        index: usize,
        /// The weight, as the file has it.
        found: f64,
    },
}

impl Problem {
    pub(crate) fn foreign(kind: Kind) -> Self {
        Self::Format { found: kind.name(), help: foreign::help(kind) }
    }

    /// What the name of the file tells, where its bytes tell nothing.
    #[cfg(feature = "std")]
    #[doc(hidden)]
    #[must_use]
    pub fn of_file(self, path: &Path) -> Self {
        match (&self, Kind::of_name(path)) {
            (Self::LongHeader { found, .. }, Some(kind)) if *found > LONGEST_HEADER => Self::foreign(kind),
            (Self::Header { .. }, Some(kind)) => Self::foreign(kind),
            _ => self,
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence(f)?;
        let help: &dyn fmt::Display = match self {
            #[cfg(feature = "std")]
            Self::Read(_) | Self::Write(_) => return Ok(()),
            Self::Format { help, .. } => help,
            Self::LongHeader { found, .. } if *found > LONGEST_HEADER => &help::UNKNOWN,
            Self::LongHeader { .. } => &"give the file of this network",
            Self::Empty
            | Self::Length { .. }
            | Self::Header { .. }
            | Self::Twice { .. }
            | Self::Field { .. }
            | Self::TensorLength { .. }
            | Self::Offset { .. } => &help::DAMAGED,
            Self::Renamed { .. } => &"give each of them another name by `LoadOptions::rename`",
            Self::Metadata { .. } => &help::METADATA,
            Self::Rule { first, .. } => &help::Rule(first.as_deref()),
            Self::Network { fit, of, common, differences, .. } => {
                &help::Other { fit: *fit, of: *of, common, differences }
            }
            Self::Name { found, .. } => {
                return write!(
                    f,
                    "\nhelp: load them into `{}`; if that is the same network under an older name, \
                     `lenet_runtime::io::weights::load` looks at the tensors alone, and so does `LoadOptions::any_network`",
                    Shown(found)
                );
            }
            Self::NotFinite { .. } => &help::NOT_FINITE,
        };
        write!(f, "\nhelp: {help}")
    }
}

impl Problem {
    /// What is wrong, without what to do about it.
    fn sentence(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(feature = "std")]
            Self::Read(error) => write!(f, "cannot be read: {error}"),
            #[cfg(feature = "std")]
            Self::Write(error) => write!(f, "cannot be written: {error}"),
            Self::Empty => f.write_str("the file is empty"),
            Self::Format { found, .. } => write!(f, "not a safetensors file, but {found}"),
            Self::Length { expected, found } if found < expected => {
                write!(f, "the file is truncated: expected {expected} bytes, found {found}")
            }
            Self::Length { expected, found } => {
                write!(f, "trailing bytes after the tensors: expected {expected} bytes, found {found}")
            }
            Self::LongHeader { found, .. } if *found > LONGEST_HEADER => write!(
                f,
                "not a safetensors file: expected a header of at most {LONGEST_HEADER} bytes, found a length of {found}"
            ),
            Self::LongHeader { expected, found } => write!(
                f,
                "the weights are those of a much larger network: expected a header of at most {expected} bytes, found a \
                 length of {found}"
            ),
            Self::Header { found } => write!(f, "header: not a JSON object of tensors: {found}"),
            Self::Twice { name } => write!(f, "header: expected each name once, found `{}` twice", Shown(name)),
            Self::Field { tensor, field, expected, found } => {
                write!(f, "{field} of `{}`: expected {expected}, found {}", Shown(tensor), Shown(found))
            }
            Self::TensorLength { tensor, size, shape, found } => write!(
                f,
                "data_offsets of `{}`: expected {size} bytes for each of {} numbers, found {found} bytes",
                Shown(tensor),
                Sizes(shape)
            ),
            Self::Offset { tensor, expected, found } => write!(
                f,
                "data_offsets of `{}`: expected {expected}, where the tensor before ends, found {found}",
                Shown(tensor)
            ),
            Self::Renamed { name, found: [one, other] } => {
                write!(f, "`{}` and `{}` would both be called `{}`", Shown(one), Shown(other), Shown(name))
            }
            Self::Metadata { name, expected, found } => {
                write!(f, "`{name}` of `__metadata__`: expected {}, found {}", Shown(expected), Shown(found))
            }
            Self::Rule { rule, .. } => write!(f, "no tensor of the file begins with `{}`", Shown(rule)),
            Self::Network { differences, more, .. } => {
                self.summary(f)?;
                // What is mended by one change needs no list.
                if self.is_mended() {
                    return Ok(());
                }
                differences.iter().try_for_each(|difference| write!(f, "\n  {difference}"))?;
                if *more == 0 { Ok(()) } else { write!(f, "\n  and {more} more") }
            }
            Self::Name { expected, found } => write!(
                f,
                "the weights are those of the network `{0}`: expected `{expected}`, found `{0}`",
                Shown(found)
            ),
            Self::NotFinite { tensor, index, found } if found.is_finite() => {
                write!(f, "number {index} of `{}`: expected a number of `f32`, found {found:e}", Shown(tensor))
            }
            Self::NotFinite { tensor, index, found } => {
                write!(f, "number {index} of `{}`: expected a finite number, found {found}", Shown(tensor))
            }
        }
    }

    /// What the tensors of another network have in common.
    fn summary(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self::Network { fit, of, common, differences, .. } = self else { return Ok(()) };
        if differences.iter().all(|difference| matches!(difference, Difference::Dtype { .. })) {
            return f.write_str("the weights have numbers of another type");
        }
        f.write_str("the weights are those of another network: ")?;
        match (fit, of) {
            (_, 0) => f.write_str("the network has no tensors")?,
            (0, _) => write!(f, "none of its {of} tensors fits")?,
            (fit, of) if fit == of => write!(f, "all of its {of} tensors fit, but the file has others")?,
            (fit, of) => write!(f, "{fit} of its {of} tensors fit")?,
        }
        match common {
            Some(common) => write!(f, "; {common}"),
            None => Ok(()),
        }
    }

    /// Whether all tensors fit under other names.
    #[doc(hidden)]
    #[must_use]
    pub fn is_mended(&self) -> bool {
        matches!(
            self,
            Self::Network { of, common: Some(Common::Prefix { fit, .. } | Common::Within { fit, .. }), .. } if fit == of
        )
    }

    /// What is wrong, without the list of differences and what to do about it.
    #[doc(hidden)]
    #[must_use]
    pub fn in_common(&self) -> impl fmt::Display {
        fmt::from_fn(|f| self.summary(f))
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for Problem {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            #[cfg(feature = "std")]
            Self::Read(error) | Self::Write(error) => Some(error),
            _ => None,
        }
    }
}
