//! Archives of NumPy arrays, as `numpy.savez` and `numpy.savez_compressed` write them: zip files.
//!
//! Source: PKWARE, *APPNOTE.TXT: .ZIP file format specification*, 6.3.10, sections 4.3 and 4.5.3.

use super::npy;
use super::source::Unpacked;
use super::{Dataset, Error, Normalization, Problem};
use crate::tensor::Value;
use lenet_weights::kind::{self, Kind};
use lenet_weights::text::short;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Seek, SeekFrom};
use std::path::Path;

const FORMAT: &str = "an archive of NumPy arrays";

impl<V: Value> Dataset<V, u32> {
    /// Reads images and labels from two arrays of an archive, as [`Dataset::npy`] does from two files. Keras' `mnist.npz` calls them `x_train`
    /// and `y_train`, `x_test` and `y_test`.
    ///
    /// Compressed arrays need the feature `gz`. Checksums are compared. An array takes the memory that its header says and the archive has.
    ///
    /// # Errors
    ///
    /// If the file is missing, no such archive or damaged, if it has no array of this name, or as [`Dataset::npy`].
    ///
    /// # Panics
    ///
    /// As [`Dataset::npy`].
    pub fn npz(
        file: impl AsRef<Path>,
        [images, labels]: [&str; 2],
        classes: usize,
        normalization: &[Normalization],
    ) -> Result<Self, Error> {
        let file = file.as_ref();
        let members = members(file).map_err(|problem| problem.at(file))?;
        // Errors name an array as a file in the archive.
        let [images, labels] = [images, labels].map(|name| file.join(format!("{name}.npy")));
        npy::dataset([&images, &labels], |path| unpacked(file, path, &members), classes, normalization)
    }
}

/// What the directory of an archive says of a file in it.
struct Member {
    name: String,
    /// 0: as it is; 8: deflated.
    method: u16,
    crc: u32,
    /// In bytes, in the archive.
    size: u64,
    /// Unpacked.
    length: u64,
    /// Where its header begins.
    offset: u64,
}

/// The end of the directory, without a comment.
const END: usize = 22;

fn damaged(what: &str) -> Problem {
    Problem::Archive(what.to_owned())
}

fn members(path: &Path) -> Result<Vec<Member>, Problem> {
    let mut file = File::open(path).map_err(Problem::Read)?;
    match Kind::of(&part(&mut file, 0, kind::START as u64)?) {
        Some(Kind::Npz | Kind::Zip) => {}
        Some(found) => return Err(Problem::foreign(FORMAT, found)),
        None => return Err(damaged("it does not begin as one")),
    }
    let length = file.metadata().map_err(Problem::Read)?.len();
    let end = part(&mut file, length.saturating_sub((END + (1 << 16)) as u64), (END + (1 << 16)) as u64)?;
    let start = end.windows(4).rposition(|window| window == b"PK\x05\x06");
    let found = start.map(|start| &end[start..]).filter(|found| found.len() >= END);
    let found = found.ok_or_else(|| damaged("its directory is missing, as in a file that was cut off"))?;
    let (size, offset) = (u64::from(word(found, 12)), u64::from(word(found, 16)));
    let directory = part(&mut file, offset, size)?;
    let mut rest = &directory[..];
    let mut members = Vec::new();
    while rest.starts_with(b"PK\x01\x02") && rest.len() >= 46 {
        let [name, extra, comment] = [28, 30, 32].map(|at| usize::from(half(rest, at)));
        if rest.len() < 46 + name + extra + comment {
            break;
        }
        let mut member = Member {
            name: String::from_utf8_lossy(&rest[46..46 + name]).into_owned(),
            method: half(rest, 10),
            crc: word(rest, 16),
            size: word(rest, 20).into(),
            length: word(rest, 24).into(),
            offset: word(rest, 42).into(),
        };
        member.widen(&rest[46 + name..46 + name + extra]);
        members.push(member);
        rest = &rest[46 + name + extra + comment..];
    }
    if rest.is_empty() { Ok(members) } else { Err(damaged("its directory is damaged")) }
}

impl Member {
    /// Sizes of 4 GB and more stand among the extra fields.
    fn widen(&mut self, mut extra: &[u8]) {
        while extra.len() >= 4 {
            let (id, size) = (half(extra, 0), usize::from(half(extra, 2)));
            let field = &extra[4..extra.len().min(4 + size)];
            if id == 1 {
                let mut words = field.as_chunks().0.iter().map(|word| u64::from_le_bytes(*word));
                for number in [&mut self.length, &mut self.size, &mut self.offset] {
                    if *number == u64::from(u32::MAX) {
                        *number = words.next().unwrap_or(*number);
                    }
                }
            }
            extra = &extra[4 + field.len()..];
        }
    }
}

/// The bytes of the array that errors call `path`.
fn unpacked(archive: &Path, path: &Path, members: &[Member]) -> Result<Unpacked<'static>, Problem> {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some(member) = members.iter().find(|member| member.name == name) else {
        let names: Vec<_> = members.iter().map(|member| member.name.trim_end_matches(".npy")).collect();
        return Err(Problem::NoArray { found: short(&names.join(", ")) });
    };
    let mut file = File::open(archive).map_err(Problem::Read)?;
    let head = part(&mut file, member.offset, 30)?;
    if !head.starts_with(b"PK\x03\x04") || head.len() < 30 {
        return Err(damaged("the header of an array is damaged"));
    }
    let data = member.offset.saturating_add(30 + u64::from(half(&head, 26)) + u64::from(half(&head, 28)));
    file.seek(SeekFrom::Start(data)).map_err(Problem::Read)?;
    let packed = file.take(member.size);
    let bytes: Box<dyn Read> = match member.method {
        0 => Box::new(packed),
        #[cfg(feature = "gz")]
        8 => Box::new(flate2::read::DeflateDecoder::new(packed)),
        #[cfg(not(feature = "gz"))]
        8 => return Err(Problem::GzipIsOff),
        method => return Err(damaged(&format!("compressed by method {method}, where 0 and 8 (deflate) are read"))),
    };
    let bytes = Box::new(Checked { bytes, crc: !0, expected: member.crc });
    Ok(Unpacked { bytes, length: Some(member.length), failed: |error| Problem::Archive(error.to_string()) })
}

/// Bytes whose checksum is compared where they end.
struct Checked {
    bytes: Box<dyn Read>,
    crc: u32,
    expected: u32,
}

impl Read for Checked {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let count = self.bytes.read(into)?;
        for byte in &into[..count] {
            self.crc = CRC[usize::from(self.crc as u8 ^ byte)] ^ self.crc >> 8;
        }
        if count == 0 && !into.is_empty() && !self.crc != self.expected {
            return Err(io::Error::new(ErrorKind::InvalidData, "the checksum of an array is wrong"));
        }
        Ok(count)
    }
}

/// CRC-32 of each byte, of the polynomial 0xedb88320.
const CRC: [u32; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let mut crc = byte as u32;
        let mut bit = 0;
        while bit < 8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ 0xedb8_8320 } else { crc >> 1 };
            bit += 1;
        }
        table[byte] = crc;
        byte += 1;
    }
    table
};

/// At most so many bytes of a file, as many as there are.
fn part(file: &mut File, offset: u64, size: u64) -> Result<Vec<u8>, Problem> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(offset)).map_err(Problem::Read)?;
    file.take(size).read_to_end(&mut bytes).map_err(Problem::Read)?;
    Ok(bytes)
}

fn half(bytes: &[u8], at: usize) -> u16 {
    u16::from_le_bytes([bytes[at], bytes[at + 1]])
}

fn word(bytes: &[u8], at: usize) -> u32 {
    u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]])
}
