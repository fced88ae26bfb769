//! A file of weights, from its first byte to its last.

use crate::header::{self, Layout, Tensor};
use crate::kind::{self, Kind};
use crate::problem::{LONGEST_HEADER, Problem};
use crate::source::Source;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// Weights that are what was expected.
pub struct Weights<'a> {
    /// The tensors in the order in which they were expected, each with the place of its numbers in the data.
    pub tensors: Vec<(String, Range<usize>)>,
    /// The numbers, `f32` and little-endian, all of them finite.
    pub data: &'a [u8],
}

/// Reads weights that should have these tensors, from a file that names no other network than `network`, if that is given.
///
/// # Errors
///
/// If the bytes are damaged or truncated, hold other tensors, or a number that is not finite.
pub fn read<'a>(
    source: &'a mut dyn Source,
    expected: Vec<Tensor<'_>>,
    network: Option<&'static str>,
) -> Result<Weights<'a>, Problem> {
    let header = header(source, expected.len())?;
    let start = 8 + header.len();
    let Layout { tensors, length } = Layout::read(header, expected, network)?;
    // One more byte than there should be tells whether there are more.
    let end = start.saturating_add(length).min(usize::MAX - 1);
    if source.first(end + 1)?.len() != end {
        return Err(Problem::Length { expected: end as u64, found: source.length() });
    }
    let data = &source.first(end)?[start..];
    for (name, place) in &tensors {
        let numbers = &data[place.clone()];
        if let Some(index) = not_finite(numbers) {
            let bytes = numbers[4 * index..].first_chunk().copied().unwrap_or_default();
            return Err(Problem::NotFinite { tensor: name.clone(), index, found: f32::from_le_bytes(bytes) });
        }
    }
    Ok(Weights { tensors, data })
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

/// The first of these numbers that is infinite or not a number: all bits of its exponent are set. A loop over bytes, because the
/// compiler that reads millions of numbers here while it compiles runs this function without optimization.
fn not_finite(numbers: &[u8]) -> Option<usize> {
    let mut last = 3;
    while last < numbers.len() {
        if numbers[last] & 0x7f == 0x7f && numbers[last - 1] & 0x80 == 0x80 {
            return Some(last / 4);
        }
        last += 4;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::not_finite;

    #[test]
    fn a_number_is_finite_where_rust_says_so() {
        for high in 0..=u16::MAX {
            for low in [0, 1, 0xffff] {
                let number = f32::from_bits(u32::from(high) << 16 | low);
                let bytes: [[u8; 4]; 3] = [1.0, number, f32::MAX].map(f32::to_le_bytes);
                let expected = if number.is_finite() { None } else { Some(1) };
                assert_eq!(not_finite(bytes.as_flattened()), expected, "{number}");
            }
        }
    }
}
