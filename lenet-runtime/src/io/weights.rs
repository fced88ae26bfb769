//! Weights in the safetensors format, with the names and shapes of PyTorch's `state_dict`.
//!
//! A file is a length, `u64` little-endian, a JSON header of that length, and the numbers:
//!
//! ```text
//! {"__metadata__": {"format": "pt", "network": "LeNet5"},
//!  "conv1.weight": {"dtype": "F32", "shape": [6, 1, 5, 5], "data_offsets": [0, 600]}, …}
//! ```
//!
//! with offsets in bytes from the end of the header. Every byte after the header belongs to exactly one tensor, and no
//! name stands twice. Reading trusts nothing: a file that breaks one of these rules is refused, as is one with other tensors
//! than the network's, or with a number that is not finite. It takes the memory of the header and of the network's numbers,
//! whatever the file claims.
//!
//! The methods of a network, `save` and the rest, and the functions of [`named`] write the network's name into the metadata,
//! and refuse a file with another name: another network can have tensors of the same names and shapes that mean
//! something else. The functions of this module look at the tensors alone; so [`load`] reads the weights of a type that was
//! renamed since. Files without a name, as PyTorch writes them, are read by both.
//!
//! Source: <https://github.com/huggingface/safetensors>, section "Format".

mod difference;
mod foreign;
mod header;
mod help;
pub mod named;
mod problem;
mod source;

pub use difference::Difference;
pub use problem::Problem;

#[cfg(feature = "std")]
pub use problem::Error;

use super::json::Quoted;
use super::kind::{self, Kind};
use crate::parameters::{Name, Parameters};
use crate::plain::Zeroed;
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;
use header::Layout;
use source::Source;
#[cfg(feature = "std")]
use std::path::Path;

/// The entry of a file's metadata that names the network.
const NETWORK: &str = "network";

/// The bytes of a file with the weights of `network`, without its name. They are the same on every machine.
#[must_use]
pub fn to_bytes<N: Parameters>(network: &N) -> Vec<u8> {
    write(network, None)
}

/// The network whose weights [`to_bytes`] or another writer of the format put into `bytes`.
///
/// PyTorch counts the batches that a batch norm has seen in `num_batches_tracked`; that tensor may be there or not.
///
/// # Errors
///
/// If the bytes are damaged or truncated, hold other tensors than the network's, or a number that is not finite.
pub fn from_bytes<N: Parameters>(bytes: &[u8]) -> Result<Box<N>, Problem> {
    read(bytes, None)
}

/// Writes the weights of `network` to a file, without its name: whole, or not at all, as
/// [`atomic::write`](super::atomic::write()) does.
///
/// # Errors
///
/// If a weight is not finite, or if the file cannot be written.
#[cfg(feature = "std")]
pub fn save<N: Parameters>(network: &N, path: impl AsRef<Path>) -> Result<(), Error> {
    save_as(network, None, path.as_ref())
}

/// Whether [`save`] could write `path`, as far as one can know beforehand: worth asking before hours of training.
///
/// # Errors
///
/// If the folder does not exist or is not writable, or if `path` is a folder or a read-only file.
#[cfg(feature = "std")]
pub fn check_writable(path: impl AsRef<Path>) -> Result<(), Error> {
    let path = path.as_ref();
    super::atomic::check_writable(path).map_err(|error| Problem::Write(error).at(path))
}

/// The network whose weights are in a file, whatever network the file names.
///
/// # Errors
///
/// If the file cannot be read, and as [`from_bytes`].
#[cfg(feature = "std")]
pub fn load<N: Parameters>(path: impl AsRef<Path>) -> Result<Box<N>, Error> {
    load_named(path.as_ref(), None)
}

/// [`to_bytes`], with the name of the network.
fn write<N: Parameters>(network: &N, name: Option<&str>) -> Vec<u8> {
    // Whoever loads the file as a PyTorch model asks for the format.
    let mut header = String::from(r#"{"__metadata__":{"format":"pt""#);
    if let Some(name) = name {
        push(&mut header, format_args!(",{}:{}", Quoted(NETWORK), Quoted(name)));
    }
    header.push('}');
    let mut end = 0;
    network.visit(Name::ROOT, &mut |tensor| {
        let begin = end;
        end += size_of_val(tensor.values);
        let (name, shape) = (tensor.name.to_string(), tensor.shape);
        let name = Quoted(&name);
        push(
            &mut header,
            format_args!(r#",{name}:{{"dtype":"F32","shape":{shape:?},"data_offsets":[{begin},{end}]}}"#),
        );
    });
    header.push('}');
    while !header.len().is_multiple_of(8) {
        header.push(' ');
    }
    let mut bytes = Vec::with_capacity(8 + header.len() + end);
    bytes.extend((header.len() as u64).to_le_bytes());
    bytes.extend(header.as_bytes());
    bytes.extend(network.floats().iter().flat_map(|number| number.to_le_bytes()));
    bytes
}

fn push(text: &mut String, words: core::fmt::Arguments<'_>) {
    text.write_fmt(words).expect("strings accept every write");
}

/// [`from_bytes`], where the file may name no other network than `name`, if that is given.
fn read<N: Parameters>(bytes: &[u8], name: Option<&'static str>) -> Result<Box<N>, Problem> {
    read_from(bytes, name)
}

/// [`save`], with the name of the network.
#[cfg(feature = "std")]
fn save_as<N: Parameters>(network: &N, name: Option<&str>, path: &Path) -> Result<(), Error> {
    let mut problem = None;
    network.visit(Name::ROOT, &mut |tensor| {
        if problem.is_none()
            && let Some(index) = tensor.values.iter().position(|number| !number.is_finite())
        {
            problem = Some(Problem::NotFinite { tensor: tensor.name.to_string(), index, found: tensor.values[index] });
        }
    });
    match problem {
        Some(problem) => Err(problem.at(path)),
        None => super::atomic::write(path, &write(network, name)).map_err(|error| Problem::Write(error).at(path)),
    }
}

/// [`load`], where the file may name no other network than `name`, if that is given.
#[cfg(feature = "std")]
fn load_named<N: Parameters>(path: &Path, name: Option<&'static str>) -> Result<Box<N>, Error> {
    let opened = source::Opened::open(path).map_err(|error| Problem::Read(error).at(path))?;
    read_from(opened, name).map_err(|problem| problem.of_file(path).at(path))
}

fn read_from<N: Parameters>(mut source: impl Source, name: Option<&'static str>) -> Result<Box<N>, Problem> {
    let mut network = N::zeroed_box();
    let mut tensors = 0;
    network.visit(Name::ROOT, &mut |_| tensors += 1);

    let start = 8 + header_length(source.first(kind::START)?, tensors)?;
    let bytes = source.first(start)?;
    let Some(header) = bytes.get(8..start) else {
        if bytes.get(8).is_some_and(|first| *first != b'{') {
            return Err(Problem::Header { found: "expected an object at byte 0".into() });
        }
        return Err(Problem::Length { expected: start as u64, found: source.length() });
    };
    let layout = Layout::read(&*network, header, name)?;
    let end = start + layout.length;
    let bytes = source.first(end + 1)?;
    if bytes.len() != end {
        return Err(Problem::Length { expected: end as u64, found: source.length() });
    }
    let data = &bytes[start..];
    let mut numbers = network.floats_mut().iter_mut();
    for (name, offsets) in layout.tensors {
        for (index, (bytes, number)) in data[offsets].as_chunks().0.iter().zip(&mut numbers).enumerate() {
            *number = f32::from_le_bytes(*bytes);
            if !number.is_finite() {
                return Err(Problem::NotFinite { tensor: name, index, found: *number });
            }
        }
    }
    Ok(network)
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
    let is_safetensors = start.get(8) == Some(&b'{') && length.is_some_and(|length| length <= problem::LONGEST_HEADER);
    if !is_safetensors && let Some(kind) = Kind::of(start) {
        return Err(Problem::foreign(kind));
    }
    let Some(length) = length else {
        return Err(Problem::Length { expected: 8, found: start.len() as u64 });
    };
    let most = METADATA + TENSOR * tensors as u64;
    if length > most { Err(Problem::LongHeader { expected: most, found: length }) } else { Ok(length as usize) }
}
