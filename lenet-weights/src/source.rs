//! Bytes in memory and in a file, read only as far as their beginning tells that they belong there.

use crate::problem::Problem;
#[cfg(feature = "std")]
use {
    alloc::vec::Vec,
    std::fs::File,
    std::io::{self, Read},
    std::path::Path,
};

/// Bytes that may be there.
pub trait Source {
    /// The first `count` bytes, or all of them, if there are fewer.
    ///
    /// # Errors
    ///
    /// If they cannot be read.
    fn first(&mut self, count: usize) -> Result<&[u8], Problem>;

    /// How many bytes there are, as far as is known.
    fn length(&self) -> u64;
}

impl Source for &[u8] {
    fn first(&mut self, count: usize) -> Result<&[u8], Problem> {
        Ok(&self[..count.min(self.len())])
    }

    fn length(&self) -> u64 {
        self.len() as u64
    }
}

/// A file, or a pipe.
#[cfg(feature = "std")]
pub struct Opened {
    file: File,
    length: u64,
    bytes: Vec<u8>,
}

#[cfg(feature = "std")]
impl Opened {
    /// Opens a file.
    ///
    /// # Errors
    ///
    /// If it cannot be read.
    pub fn open(path: &Path) -> io::Result<Self> {
        let file = File::open(path)?;
        let length = file.metadata()?.len();
        Ok(Self { file, length, bytes: Vec::new() })
    }
}

#[cfg(feature = "std")]
impl Source for Opened {
    fn first(&mut self, count: usize) -> Result<&[u8], Problem> {
        if let Some(missing @ 1..) = count.checked_sub(self.bytes.len()) {
            // No more than there is: what a header claims is not to be trusted.
            let left = usize::try_from(self.length).unwrap_or(usize::MAX).saturating_sub(self.bytes.len());
            self.bytes.reserve_exact(missing.min(left));
            (&self.file).take(missing as u64).read_to_end(&mut self.bytes).map_err(Problem::Read)?;
        }
        Ok(&self.bytes[..count.min(self.bytes.len())])
    }

    fn length(&self) -> u64 {
        self.length.max(self.bytes.len() as u64)
    }
}
