//! Why packed weights were not written or not read.

use super::{Fault, SIDE, VERSION};
use crate::help::{DAMAGED, NOT_FINITE};
use crate::text::Shown;
use alloc::string::String;
use core::fmt;

/// What is wrong with packed weights. `{:?}` prints the sentence that `{}` prints.
#[non_exhaustive]
pub enum PackedProblem {
    /// The operating system does not let the file be read.
    #[cfg(feature = "std")]
    Read(std::io::Error),
    /// The operating system does not let the file be written.
    #[cfg(feature = "std")]
    Write(std::io::Error),
    /// The header is none, or of another version or kind of CPU, or the file has another length.
    #[doc(hidden)]
    Fault(Fault),
    /// The bytes do not have the hash that their header says.
    Hash,
    /// The weights are those of another network.
    Name {
        /// The network.
        expected: String,
        /// The one that the file names.
        found: String,
    },
    /// The weights are those of a network of this name with other layers, or with other kernels.
    Layers {
        /// The layer that differs, as the network has it.
        expected: String,
        /// As it is in the file.
        found: String,
    },
    /// A weight is infinite or not a number.
    NotFinite {
        /// Which number of the file it is, counted from 0.
        index: usize,
    },
}

impl PackedProblem {
    /// What to do about it.
    #[doc(hidden)]
    #[must_use]
    pub fn help(&self) -> &'static str {
        match self {
            #[cfg(feature = "std")]
            Self::Read(_) | Self::Write(_) => "",
            Self::Fault(Fault::Format) => {
                "`save` of a prepared network writes such a file: `LeNet5::load(\"lenet5.safetensors\")?.prepare().save(\"lenet5.packed\")?`"
            }
            Self::Fault(Fault::Version(_) | Fault::Side(_)) | Self::Layers { .. } => {
                "pack the weights again, by `prepare().save(…)` of the network that has them"
            }
            Self::Name { .. } => "give the file of this network",
            Self::Fault(Fault::Length { .. } | Fault::Header) | Self::Hash => DAMAGED,
            Self::NotFinite { .. } => NOT_FINITE,
        }
    }
}

impl fmt::Display for PackedProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(feature = "std")]
            Self::Read(error) => return write!(f, "cannot be read: {error}"),
            #[cfg(feature = "std")]
            Self::Write(error) => return write!(f, "cannot be written: {error}"),
            Self::Fault(Fault::Format) => f.write_str("the file does not have packed weights")?,
            Self::Fault(Fault::Version(found)) => write!(
                f,
                "the file was packed by another version of lenet: expected version {VERSION} of the format, found {found}"
            )?,
            Self::Fault(Fault::Side(found)) => write!(
                f,
                "the file is packed for another kind of CPU: expected {SIDE} numbers side by side, found {found}"
            )?,
            Self::Fault(Fault::Length { expected, found }) if found < expected => {
                write!(f, "the file is truncated: expected {expected} bytes, found {found}")?;
            }
            Self::Fault(Fault::Length { expected, found }) => {
                write!(f, "the file has trailing bytes: expected {expected} bytes, found {found}")?;
            }
            Self::Fault(Fault::Header) => f.write_str("the file has a header that says something impossible")?,
            Self::Hash => f.write_str("the file has other bytes than those that were written: their hash differs")?,
            Self::Name { expected, found } => {
                write!(f, "the file has the packed weights of `{}`, not of `{expected}`", Shown(found))?;
            }
            Self::Layers { expected, found } => write!(
                f,
                "the file has the packed weights of other layers: expected `{expected}`, found `{}`",
                Shown(found)
            )?,
            Self::NotFinite { index } => {
                write!(f, "the file has a weight that is not a finite number: number {index} of the packed weights")?;
            }
        }
        write!(f, "\nhelp: {}", self.help())
    }
}

impl fmt::Debug for PackedProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl core::error::Error for PackedProblem {
    fn source(&self) -> Option<&(dyn core::error::Error + 'static)> {
        match self {
            #[cfg(feature = "std")]
            Self::Read(error) | Self::Write(error) => Some(error),
            _ => None,
        }
    }
}
