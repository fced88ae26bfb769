//! Files of data, plain or compressed with gzip.

use super::Problem;
use lenet_weights::kind::{self, Kind};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// A file or its bytes, which may be compressed.
pub(super) struct Source<R> {
    bytes: R,
    /// How many bytes there are, where that is known.
    length: Option<u64>,
}

/// The bytes of a file, unpacked if it was compressed.
pub(super) struct Unpacked<'a> {
    pub(super) bytes: Box<dyn Read + 'a>,
    /// How many there are, where that is known.
    pub(super) length: Option<u64>,
    /// What it means that they cannot be read.
    pub(super) failed: fn(io::Error) -> Problem,
}

pub(super) fn open(path: &Path) -> Result<Source<File>, Problem> {
    let file = File::open(path).map_err(Problem::Read)?;
    let length = file.metadata().ok().filter(|found| found.is_file()).map(|found| found.len());
    Ok(Source { bytes: file, length })
}

impl<'a> Source<&'a [u8]> {
    pub(super) fn of(bytes: &'a [u8]) -> Self {
        Self { bytes, length: Some(bytes.len() as u64) }
    }
}

impl<'a, R: Read + 'a> Source<R> {
    /// The bytes of a file that should be `format`. `own` is its kind, if it has one; a file of any other is refused.
    pub(super) fn unpacked(mut self, format: &'static str, own: Option<Kind>) -> Result<Unpacked<'a>, Problem> {
        let mut start = Vec::new();
        (&mut self.bytes).take(kind::START as u64).read_to_end(&mut start).map_err(Problem::Read)?;
        let is_gzip = start.starts_with(&[0x1f, 0x8b]);
        if !is_gzip
            && let Some(found) = Kind::of(&start)
            && own != Some(found)
        {
            return Err(Problem::foreign(format, found));
        }
        let bytes = io::Cursor::new(start).chain(self.bytes);
        if !is_gzip {
            return Ok(Unpacked { bytes: Box::new(bytes), length: self.length, failed: Problem::Read });
        }
        #[cfg(feature = "gz")]
        {
            let bytes = Box::new(flate2::read::MultiGzDecoder::new(bytes));
            Ok(Unpacked { bytes, length: None, failed: Problem::Gzip })
        }
        #[cfg(not(feature = "gz"))]
        Err(Problem::GzipIsOff)
    }
}
