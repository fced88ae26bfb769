//! Files with the weights of a prepared network, as its kernels read them: nothing is packed when the program starts.
//!
//! ```text
//! bytes    0 …  7   8d 6c 65 6e 65 74 0d 0a
//!          8 … 11   the version of the format, u32 little-endian, as all numbers
//!         12 … 15   how many numbers of a value stand side by side: the kind of CPU
//!         16 … 23   the length of the text in bytes, a multiple of 64 with the zeros behind it
//!         24 … 31   the length of the weights in bytes, a multiple of 64
//!         32 … 39   the hash of text and weights
//!         40 … 63   zeros
//!         64 …      the text: the name of the network, and a line for each layer
//!                   the weights, f32
//! ```
//!
//! The kernels of all instruction sets read 16 numbers side by side, so one file serves all of them.

#[cfg(feature = "alloc")]
mod problem;

#[cfg(feature = "alloc")]
pub use problem::PackedProblem;

#[cfg(feature = "alloc")]
use alloc::{string::String, vec::Vec};

/// The version of the format, and of the order in which weights are packed.
pub const VERSION: u32 = 1;
/// How many numbers stand side by side.
pub const SIDE: u32 = 16;
/// How long the header is, and of what the lengths are multiples.
pub const LINE: usize = 64;
/// What the name of such a file ends in.
pub const ENDING: &str = ".packed";

const MAGIC: [u8; 8] = *b"\x8dlenet\r\n";

/// A file whose header and lengths are right.
pub struct Packed<'a> {
    /// The name of the network, and a line for each layer.
    pub text: &'a [u8],
    /// The weights.
    pub weights: &'a [u8],
    /// Their hash, as the header says.
    pub hash: u64,
}

/// What is wrong with a header.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fault {
    /// It begins with other bytes.
    Format,
    /// It has another version of the format.
    Version(u32),
    /// It is packed for another kind of CPU: so many numbers stand side by side.
    Side(u32),
    /// The file is not as long as its header says; both in bytes.
    Length {
        /// The length that follows from the header.
        expected: u64,
        /// The length of the file.
        found: u64,
    },
    /// It says something impossible.
    Header,
}

impl<'a> Packed<'a> {
    /// Reads the header of a file.
    ///
    /// # Errors
    ///
    /// If it is none, or of another version or kind, or if the file has another length than it says.
    pub const fn read(file: &'a [u8]) -> Result<Self, Fault> {
        let mut at = 0;
        while at < MAGIC.len() && at < file.len() {
            if file[at] != MAGIC[at] {
                return Err(Fault::Format);
            }
            at += 1;
        }
        let found = file.len() as u64;
        if file.is_empty() || found < LINE as u64 {
            return Err(Fault::Length { expected: LINE as u64, found });
        }
        let (version, side) = (number(file, 8) as u32, number(file, 12) as u32);
        if version != VERSION {
            return Err(Fault::Version(version));
        }
        if side != SIDE {
            return Err(Fault::Side(side));
        }
        let (text, weights) = (number(file, 16), number(file, 24));
        let expected = text.saturating_add(weights).saturating_add(LINE as u64);
        if !text.is_multiple_of(LINE as u64) || !weights.is_multiple_of(LINE as u64) {
            return Err(Fault::Header);
        }
        at = 40;
        while at < LINE {
            if file[at] != 0 {
                return Err(Fault::Header);
            }
            at += 1;
        }
        if expected != found {
            return Err(Fault::Length { expected, found });
        }
        let (text, weights) = file.split_at(LINE).1.split_at(text as usize);
        Ok(Self { text, weights, hash: number(file, 32) })
    }

    /// The line of the text that begins here, and where the next one begins.
    #[must_use]
    pub const fn line(&self, begin: usize) -> (&'a [u8], usize) {
        let mut end = begin;
        while end < self.text.len() && self.text[end] != b'\n' && self.text[end] != 0 {
            end += 1;
        }
        let line = self.text.split_at(end).0.split_at(begin).1;
        (line, if end < self.text.len() { end + 1 } else { end })
    }
}

/// Eight bytes as a number.
const fn number(file: &[u8], at: usize) -> u64 {
    match file.split_at(at).1.first_chunk() {
        Some(bytes) => u64::from_le_bytes(*bytes),
        None => 0,
    }
}

/// The hash of some bytes, a multiple of eight, after that of those before: of each eight bytes and the hash, the product with an odd
/// number, turned around.
#[must_use]
pub fn hash(mut hash: u64, bytes: &[u8]) -> u64 {
    for eight in bytes.as_chunks::<8>().0 {
        hash = ((hash ^ u64::from_le_bytes(*eight)).wrapping_mul(0x9e37_79b9_7f4a_7c15)).rotate_left(29);
    }
    hash
}

/// The bytes of a file.
#[cfg(feature = "alloc")]
#[must_use]
pub fn write(mut text: String, weights: &[f32]) -> Vec<u8> {
    while !text.len().is_multiple_of(LINE) {
        text.push('\0');
    }
    let mut file = Vec::with_capacity(LINE + text.len() + size_of_val(weights));
    file.extend(MAGIC);
    file.extend(VERSION.to_le_bytes());
    file.extend(SIDE.to_le_bytes());
    file.extend((text.len() as u64).to_le_bytes());
    file.extend((size_of_val(weights) as u64).to_le_bytes());
    file.extend([0; 32]);
    file.extend(text.as_bytes());
    file.extend(weights.iter().flat_map(|number| number.to_le_bytes()));
    let hash = hash(0, &file[LINE..]);
    file[32..40].copy_from_slice(&hash.to_le_bytes());
    file
}

/// Reads a file that should have the packed weights of a network; what its layers are, is left to others.
///
/// # Errors
///
/// If the bytes are damaged or truncated, another network's, or packed by another version or for another kind of CPU.
#[cfg(feature = "alloc")]
pub fn read<'a>(file: &'a [u8], network: &str) -> Result<Packed<'a>, PackedProblem> {
    let packed = Packed::read(file).map_err(PackedProblem::Fault)?;
    if hash(0, &file[LINE..]) != packed.hash {
        return Err(PackedProblem::Hash);
    }
    let (name, _) = packed.line(0);
    if name != network.as_bytes() {
        let found = String::from_utf8_lossy(name).into_owned();
        return Err(PackedProblem::Name { expected: network.into(), found });
    }
    match crate::dtype::not_finite(packed.weights) {
        Some(index) => Err(PackedProblem::NotFinite { index }),
        None => Ok(packed),
    }
}

/// Whether a file begins as one of packed weights does.
#[must_use]
pub fn is_packed(start: &[u8]) -> bool {
    start.starts_with(&MAGIC)
}
