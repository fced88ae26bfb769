//! Why a checkpoint was not written or not read.

use crate::io::weights;
use lenet_weights::text::Shown;
use std::{fmt, io};

/// What is wrong with a checkpoint. `{:?}` prints the sentence that `{}` prints.
#[non_exhaustive]
pub enum Problem {
    /// The operating system does not let the file be read.
    Read(io::Error),
    /// The operating system does not let the file be written.
    Write(io::Error),
    /// The file has weights, and nothing else of a run.
    NoCheckpoint,
    /// The file is of another version of the library.
    Version {
        /// The version that is read.
        expected: &'static str,
        /// The file's.
        found: String,
    },
    /// The file has a network that this run does not remember.
    Part {
        /// What it may have, `optimizer.velocity`.
        expected: Vec<String>,
        /// What it has.
        found: String,
    },
    /// A number that this run remembers is missing or is none.
    Number {
        /// Its name, `optimizer.steps`.
        name: String,
        /// What stands there.
        found: Option<String>,
    },
    /// The file has an entry that this run does not remember.
    Unexpected {
        /// Its name, `schedule.rate`.
        name: String,
    },
    /// The tensors are damaged, of another network, or not finite.
    Weights(weights::Problem),
}

impl From<weights::Problem> for Problem {
    fn from(problem: weights::Problem) -> Self {
        match problem {
            weights::Problem::Read(error) => Self::Read(error),
            weights::Problem::Write(error) => Self::Write(error),
            problem => Self::Weights(problem),
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        /// Where the file is of another run.
        const SAME: &str =
            "give the trainer the optimizer, the schedule and the average that it had when the file was written";
        let help = match self {
            Self::Read(error) => return write!(f, "cannot be read: {error}"),
            Self::Write(error) => return write!(f, "cannot be written: {error}"),
            Self::Weights(problem) => return problem.fmt(f),
            Self::NoCheckpoint => {
                f.write_str("not a checkpoint: there are weights at most, and nothing of a run")?;
                "weights alone are read by `load`; a run that begins with them has its own optimizer and schedule"
            }
            Self::Version { expected, found } => {
                write!(f, "a checkpoint of version {}, expected version {expected}", Shown(found))?;
                "resume the run with the version of lenet that wrote the file"
            }
            Self::Part { expected, found } => {
                write!(f, "the checkpoint has `{}`, expected one of", Shown(found))?;
                for (i, part) in expected.iter().enumerate() {
                    write!(f, "{} `{part}`", if i == 0 { "" } else { "," })?;
                }
                SAME
            }
            Self::Number { name, found: None } => {
                write!(f, "the checkpoint has no `{name}`")?;
                SAME
            }
            Self::Number { name, found: Some(found) } => {
                write!(f, "`{name}` is no such number: `{}`", Shown(found))?;
                "take an older checkpoint, or begin the run anew"
            }
            Self::Unexpected { name } => {
                write!(f, "the checkpoint has `{}`, which this run does not remember", Shown(name))?;
                SAME
            }
        };
        write!(f, "\nhelp: {help}")
    }
}

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Problem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(error) | Self::Write(error) => Some(error),
            Self::Weights(problem) => Some(problem),
            Self::NoCheckpoint
            | Self::Version { .. }
            | Self::Part { .. }
            | Self::Number { .. }
            | Self::Unexpected { .. } => None,
        }
    }
}
