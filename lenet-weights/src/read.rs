//! A file of weights, from its first byte to its last.

use crate::header::{self, Layout};
use crate::kind::{self, Kind};
use crate::problem::{LONGEST_HEADER, Problem};
use crate::request::Request;
use crate::source::Source;
use crate::tensor::Found;
use alloc::string::String;
use alloc::vec::Vec;

/// Weights that are what was asked for.
pub struct Weights<'a> {
    /// The tensors in the order in which they were asked for.
    pub tensors: Vec<Found>,
    /// The other tensors of the file, as it calls them, those of another shape at the end.
    pub left: Vec<String>,
    /// What the file says of itself.
    pub metadata: Vec<(String, String)>,
    /// What stands behind the header.
    data: &'a [u8],
}

impl Weights<'_> {
    /// Writes the numbers of a tensor into a slice of as many; tells whether there are any.
    pub fn write(&self, tensor: &Found, into: &mut [f32]) -> bool {
        tensor.numbers.as_ref().map(|numbers| numbers.write(self.data, into)).is_some()
    }
}

/// Reads weights of which this is asked.
///
/// # Errors
///
/// If the bytes are damaged or truncated, hold other tensors, or a number that is not finite as an `f32`.
pub fn read<'a>(source: &'a mut dyn Source, request: Request<'_>) -> Result<Weights<'a>, Problem> {
    let header = header(source, request.tensors.len())?;
    let start = 8 + header.len();
    let Layout { tensors, left, metadata, length } = Layout::read(header, request)?;
    // One more byte than there should be tells whether there are more.
    let end = start.saturating_add(length).min(usize::MAX - 1);
    if source.first(end + 1)?.len() != end {
        return Err(Problem::Length { expected: end as u64, found: source.length() });
    }
    let data = &source.first(end)?[start..];
    for Found { name, numbers } in &tensors {
        if let Some((index, found)) = numbers.as_ref().and_then(|numbers| numbers.not_finite(data)) {
            return Err(Problem::NotFinite { tensor: name.clone(), index, found });
        }
    }
    Ok(Weights { tensors, left, metadata, data })
}

/// What a file with at most so many tensors says of itself: the entries of `__metadata__`.
///
/// # Errors
///
/// If the bytes are damaged or no such file.
pub fn metadata(source: &mut dyn Source, tensors: usize) -> Result<Vec<(String, String)>, Problem> {
    header::metadata(header(source, tensors)?)
}

/// The header of a file with at most so many tensors.
fn header(source: &mut dyn Source, tensors: usize) -> Result<&[u8], Problem> {
    let end = 8 + header_length(source.first(kind::START)?, tensors)?;
    let (length, bytes) = (source.length(), source.first(end)?);
    if bytes.len() == end {
        return Ok(&bytes[8..]);
    }
    if bytes.get(8).is_some_and(|first| *first != b'{') {
        return Err(Problem::Header { found: "expected an object at byte 0".into() });
    }
    Err(Problem::Length { expected: end as u64, found: length.max(bytes.len() as u64) })
}

/// How long the header is of the file that starts with these bytes and should have so many tensors.
fn header_length(start: &[u8], tensors: usize) -> Result<usize, Problem> {
    /// In bytes: for metadata, and for the name, shape and offsets of a tensor. Few files take the tenth of it.
    const METADATA: u64 = 4_000_000;
    const TENSOR: u64 = 1000;

    if start.is_empty() {
        return Err(Problem::Empty);
    }
    let length = start.first_chunk().map(|length| u64::from_le_bytes(*length));
    let is_safetensors = start.get(8) == Some(&b'{') && length.is_some_and(|length| length <= LONGEST_HEADER);
    if !is_safetensors && let Some(kind) = Kind::of(start) {
        return Err(Problem::foreign(kind));
    }
    let Some(length) = length else {
        return Err(Problem::Length { expected: 8, found: start.len() as u64 });
    };
    let most = METADATA + TENSOR * tensors as u64;
    if length > most { Err(Problem::LongHeader { expected: most, found: length }) } else { Ok(length as usize) }
}
