//! What is wrong with a file, and which file it is.

use lenet_weights::text::ShownPath;
use std::error::Error;
use std::fmt::{self, Debug, Display};
use std::path::{Path, PathBuf};

/// A problem with a file or a folder. `{:?}` prints the sentence that `{}` prints, for a `main` that returns errors.
pub struct FileError<P> {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: P,
}

impl<P> FileError<P> {
    pub(crate) fn new(path: &Path, problem: P) -> Self {
        Self { path: path.to_owned(), problem }
    }
}

impl<P: Display> Display for FileError<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", ShownPath(&self.path), self.problem)
    }
}

impl<P: Display> Debug for FileError<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        Display::fmt(self, f)
    }
}

impl<P: Error> Error for FileError<P> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.problem.source()
    }
}
