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
//! than the network's, or with a number that is not finite. It takes the memory of the header and of the file's numbers,
//! whatever the file claims.
//!
//! Numbers may be `F32`, `F16`, `BF16` or `F64`: they become the nearest `f32`. What PyTorch counts in `num_batches_tracked`, in a number of
//! any type, is not read. [`LoadOptions`] loads files whose names begin with `module.` or are others, and files that have only some of
//! the network's tensors.
//!
//! [`Metadata`] says beside the numbers which network they are for, how pictures are to be normalized, and what the classes are called.
//!
//! The methods of a network, `save` and the rest, and the functions of [`named`] write the network's name into the metadata,
//! and refuse a file with another name: another network can have tensors of the same names and shapes that mean
//! something else. The functions of this module look at the tensors alone; so [`load`] reads the weights of a type that was
//! renamed since. Files without a name, as PyTorch writes them, are read by both.
//!
//! Source: <https://github.com/huggingface/safetensors>, section "Format".

mod metadata;
pub mod named;
mod options;

#[doc(inline)]
pub use lenet_weights::{Common, Difference, Problem};
pub use metadata::Metadata;
pub use options::{LoadOptions, Loaded};

/// Why weights were not written or not read, and which file it is.
#[cfg(feature = "std")]
pub type Error = super::file::FileError<Problem>;

use crate::parameters::{Name, Parameters};
use crate::plain::Zeroed;
use alloc::boxed::Box;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;
#[cfg(feature = "std")]
pub(super) use lenet_weights::NETWORK;
use lenet_weights::json::Quoted;
use lenet_weights::{Expected, Found, Request, Source, Tensor, Weights};
#[cfg(feature = "std")]
use std::path::Path;

/// The bytes of a file with the weights of `network`, without its name. They are the same on every machine.
#[must_use]
pub fn to_bytes<N: Parameters>(network: &N) -> Vec<u8> {
    write(network, &[])
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
    save_with(network, &[], path.as_ref())
}

/// Whether [`save`] could write `path`, as far as one can know beforehand: worth asking before hours of training.
///
/// # Errors
///
/// If the folder does not exist or is not writable, or if `path` is a folder or a read-only file.
#[cfg(feature = "std")]
pub fn check_writable(path: impl AsRef<Path>) -> Result<(), Error> {
    let path = path.as_ref();
    super::atomic::check_writable(path).map_err(|error| at(Problem::Write(error), path))
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

/// [`to_bytes`], with these entries of the metadata.
fn write<N: Parameters>(network: &N, entries: &[(&str, String)]) -> Vec<u8> {
    // Whoever loads the file as a PyTorch model asks for the format.
    let mut header = String::from(r#"{"__metadata__":{"format":"pt""#);
    for (name, text) in entries {
        push(&mut header, format_args!(",{}:{}", Quoted(name), Quoted(text)));
    }
    header.push('}');
    push_tensors(&mut header, network, &Name::ROOT, 0);
    header.push('}');
    file(header, &[network.floats()])
}

/// Adds the tensors of a network, whose numbers begin at `end`, to a header; returns where they end.
pub(super) fn push_tensors<N: Parameters>(header: &mut String, network: &N, name: &Name<'_>, mut end: usize) -> usize {
    network.visit(*name, &mut |tensor| {
        let begin = end;
        end += size_of_val(tensor.values);
        let (name, shape) = (tensor.name.to_string(), tensor.shape);
        let name = Quoted(&name);
        push(header, format_args!(r#",{name}:{{"dtype":"F32","shape":{shape:?},"data_offsets":[{begin},{end}]}}"#));
    });
    end
}

/// The bytes of a file with this header and these numbers.
pub(super) fn file(mut header: String, numbers: &[&[f32]]) -> Vec<u8> {
    while !header.len().is_multiple_of(8) {
        header.push(' ');
    }
    let end = numbers.iter().map(|numbers| size_of_val(*numbers)).sum::<usize>();
    let mut bytes = Vec::with_capacity(8 + header.len() + end);
    bytes.extend((header.len() as u64).to_le_bytes());
    bytes.extend(header.as_bytes());
    bytes.extend(numbers.iter().copied().flatten().flat_map(|number| number.to_le_bytes()));
    bytes
}

pub(super) fn push(text: &mut String, words: core::fmt::Arguments<'_>) {
    text.write_fmt(words).expect("strings accept every write");
}

/// [`from_bytes`], where the file may name no other network than `name`, if that is given.
fn read<N: Parameters>(mut bytes: &[u8], name: Option<&'static str>) -> Result<Box<N>, Problem> {
    read_from(&mut bytes, name)
}

/// [`save`], with these entries of the metadata.
#[cfg(feature = "std")]
fn save_with<N: Parameters>(network: &N, entries: &[(&str, String)], path: &Path) -> Result<(), Error> {
    check_finite(network, &Name::ROOT).map_err(|problem| at(problem, path))?;
    super::atomic::write(path, &write(network, entries)).map_err(|error| at(Problem::Write(error), path))
}

/// Whether every number of a network is finite.
#[cfg(feature = "std")]
pub(super) fn check_finite<N: Parameters>(network: &N, name: &Name<'_>) -> Result<(), Problem> {
    let mut checked = Ok(());
    network.visit(*name, &mut |tensor| {
        if checked.is_ok()
            && let Some(index) = tensor.values.iter().position(|number| !number.is_finite())
        {
            checked =
                Err(Problem::NotFinite { tensor: tensor.name.to_string(), index, found: tensor.values[index].into() });
        }
    });
    checked
}

/// [`load`], where the file may name no other network than `name`, if that is given.
#[cfg(feature = "std")]
fn load_named<N: Parameters>(path: &Path, name: Option<&'static str>) -> Result<Box<N>, Error> {
    let opened = lenet_weights::Opened::open(path).map_err(Problem::Read);
    opened.and_then(|mut opened| read_from(&mut opened, name)).map_err(|problem| at(problem.of_file(path), path))
}

/// A problem, and which file it is of.
#[cfg(feature = "std")]
fn at(problem: Problem, path: &Path) -> Error {
    Error::new(path, problem)
}

fn read_from<N: Parameters>(source: &mut dyn Source, name: Option<&'static str>) -> Result<Box<N>, Problem> {
    let mut network = N::zeroed_box();
    let weights = lenet_weights::read(source, Request::all(expected(&*network, &Name::ROOT), name))?;
    take(&mut *network, &weights, &weights.tensors);
    Ok(network)
}

/// Sets the tensors of a network to the numbers of these tensors of a file, one for each; tells for each whether there are any.
pub(super) fn take<N: Parameters>(network: &mut N, weights: &Weights<'_>, tensors: &[Found]) -> Vec<bool> {
    let mut lengths = Vec::new();
    network.visit(Name::ROOT, &mut |tensor| lengths.push(tensor.values.len()));
    let mut numbers = network.floats_mut();
    let mut taken = Vec::new();
    for (tensor, length) in tensors.iter().zip(lengths) {
        let own = numbers.split_off_mut(..length).unwrap_or_default();
        taken.push(weights.write(tensor, own));
    }
    taken
}

/// The tensors that a file for the network should have, in memory order.
pub(super) fn expected<N: Parameters>(network: &N, name: &Name<'_>) -> Vec<Tensor<'static>> {
    let mut tensors = Vec::new();
    network.visit(*name, &mut |tensor| {
        tensors.push(Tensor { name: tensor.name.to_string(), expected: Expected::Shape(tensor.shape) });
    });
    tensors
}
