//! Weights in the safetensors format, with the names and shapes of PyTorch's `state_dict`.
//!
//! A file is a length, `u64` little-endian, a JSON header of that length, and the numbers:
//!
//! ```text
//! {"conv1.weight": {"dtype": "F32", "shape": [6, 1, 5, 5], "data_offsets": [0, 600]}, …}
//! ```
//!
//! with offsets in bytes from the end of the header. Every byte after the header belongs to exactly one tensor, and no
//! name stands twice. Reading trusts nothing: a file that breaks one of these rules is refused, as is one with other tensors
//! than the network's, or with a number that is not finite.
//!
//! Source: <https://github.com/huggingface/safetensors>, section "Format".

mod problem;

pub use problem::{Difference, Problem};

#[cfg(feature = "std")]
pub use problem::Error;

use super::json::Value;
use crate::network::{Name, Parameters};
use crate::plain::Zeroed;
use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write;
use core::ops::Range;
#[cfg(feature = "std")]
use std::path::Path;

/// The longest header, in bytes, that readers of the format accept.
const LONGEST_HEADER: u64 = 100_000_000;

/// The bytes of a file with the weights of `network`. They are the same on every machine.
#[must_use]
pub fn to_bytes<N: Parameters>(network: &N) -> Vec<u8> {
    // Whoever loads the file as a PyTorch model asks for this entry.
    let mut header = String::from(r#"{"__metadata__":{"format":"pt"}"#);
    let mut end = 0;
    network.visit(Name::ROOT, &mut |tensor| {
        let begin = end;
        end += size_of_val(tensor.values);
        let name = Value::String(tensor.name.to_string());
        write!(header, r#",{name}:{{"dtype":"F32","shape":{:?},"data_offsets":[{begin},{end}]}}"#, tensor.shape)
            .expect("strings accept every write");
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

/// The network whose weights [`to_bytes`] or another writer of the format put into `bytes`.
///
/// PyTorch counts the batches that a batch norm has seen in `num_batches_tracked`; that tensor may be there or not.
///
/// # Errors
///
/// If the bytes are damaged or truncated, hold other tensors than the network's, or a number that is not finite.
pub fn from_bytes<N: Parameters>(bytes: &[u8]) -> Result<Box<N>, Problem> {
    let (mut tensors, data) = parse(bytes)?;
    let mut parts = Vec::new();
    let mut differences = Vec::new();
    let mut network = N::zeroed_box();
    network.visit(Name::ROOT, &mut |tensor| {
        let name = tensor.name.to_string();
        let Some(found) = tensors.remove(&name) else {
            return differences.push(Difference::Missing { name, expected: tensor.shape.to_vec() });
        };
        if found.dtype != "F32" {
            differences.push(Difference::Dtype { name, found: found.dtype });
        } else if found.shape != tensor.shape {
            differences.push(Difference::Shape { name, expected: tensor.shape.to_vec(), found: found.shape });
        } else {
            parts.push((name, found.offsets));
        }
    });
    for (name, found) in tensors {
        if !counts_batches(&name, &parts) {
            differences.push(Difference::Unexpected { name, found: found.shape });
        }
    }
    if !differences.is_empty() {
        return Err(Problem::Network(differences));
    }
    let mut numbers = network.floats_mut().iter_mut();
    for (name, offsets) in parts {
        for (index, (bytes, number)) in data[offsets].as_chunks().0.iter().zip(&mut numbers).enumerate() {
            *number = f32::from_le_bytes(*bytes);
            if !number.is_finite() {
                return Err(Problem::NotFinite { tensor: name, index, found: *number });
            }
        }
    }
    Ok(network)
}

/// Writes the weights of `network` to a file: whole, or not at all.
///
/// # Errors
///
/// If a weight is not finite, or if the file cannot be written.
#[cfg(feature = "std")]
pub fn save<N: Parameters>(network: &N, path: impl AsRef<Path>) -> Result<(), Error> {
    let path = path.as_ref();
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
        None => super::atomic::write(path, &to_bytes(network)).map_err(|error| Problem::Write(error).at(path)),
    }
}

/// Whether [`save`] could write `path`, as far as one can know beforehand: worth asking before hours of training.
///
/// # Errors
///
/// If the folder does not exist or is not writable, or if `path` is something else than a file.
#[cfg(feature = "std")]
pub fn check_writable(path: impl AsRef<Path>) -> Result<(), Error> {
    let path = path.as_ref();
    super::atomic::check_writable(path).map_err(|error| Problem::Write(error).at(path))
}

/// The network whose weights [`save`] or another writer of the format put into a file.
///
/// # Errors
///
/// If the file cannot be read, and as [`from_bytes`].
#[cfg(feature = "std")]
pub fn load<N: Parameters>(path: impl AsRef<Path>) -> Result<Box<N>, Error> {
    let path = path.as_ref();
    let bytes = std::fs::read(path).map_err(|error| Problem::Read(error).at(path))?;
    from_bytes(&bytes).map_err(|problem| problem.at(path))
}

/// Whether `name` is PyTorch's count of the batches seen by a batch norm of the network.
fn counts_batches(name: &str, network: &[(String, Range<usize>)]) -> bool {
    let layer = name.strip_suffix("num_batches_tracked");
    layer.is_some_and(|layer| network.iter().any(|(name, _)| name.strip_suffix("running_mean") == Some(layer)))
}

/// What the header says of one tensor.
struct Tensor {
    dtype: String,
    shape: Vec<usize>,
    offsets: Range<usize>,
}

/// The tensors of a file, whose offsets are known to be right, and the bytes after the header.
fn parse(bytes: &[u8]) -> Result<(BTreeMap<String, Tensor>, &[u8]), Problem> {
    let Some((length, rest)) = bytes.split_first_chunk() else {
        return Err(Problem::Length { expected: 8, found: bytes.len() as u64 });
    };
    let length = u64::from_le_bytes(*length);
    if length > LONGEST_HEADER {
        return Err(Problem::LongHeader { found: length });
    }
    let Some((header, data)) = rest.split_at_checked(length as usize) else {
        return Err(Problem::Length { expected: 8 + length, found: bytes.len() as u64 });
    };
    let Value::Object(entries) = Value::read(header).map_err(|found| Problem::Header { found })? else {
        return Err(Problem::Header { found: "expected an object at byte 0".to_owned() });
    };
    let mut tensors = BTreeMap::new();
    for (name, fields) in entries {
        let Value::Object(fields) = fields else {
            return Err(Problem::Header { found: format!("expected an object for `{name}`, found {fields}") });
        };
        if name == "__metadata__" {
            continue;
        }
        let tensor = Tensor {
            dtype: field(&name, &fields, "dtype", "a string", |value| value.as_str().map(str::to_owned))?,
            shape: field(&name, &fields, "shape", "an array of whole numbers", Value::whole_numbers)?,
            offsets: field(&name, &fields, "data_offsets", "a first and a last offset", |value| {
                let [begin, end] = value.whole_numbers()?.try_into().ok()?;
                (begin <= end).then_some(begin..end)
            })?,
        };
        let elements = tensor.shape.iter().try_fold(1_usize, |product, &size| product.checked_mul(size));
        if tensor.dtype == "F32" && elements.and_then(|elements| elements.checked_mul(4)) != Some(tensor.offsets.len())
        {
            return Err(Problem::TensorLength { tensor: name, shape: tensor.shape, found: tensor.offsets.len() });
        }
        if tensors.contains_key(&name) {
            return Err(Problem::Twice { name });
        }
        tensors.insert(name, tensor);
    }
    check_offsets(&tensors, bytes.len() - data.len(), data.len())?;
    Ok((tensors, data))
}

/// Checks that the tensors cover the `length` bytes after the first `start` without a gap and without overlap.
fn check_offsets(tensors: &BTreeMap<String, Tensor>, start: usize, length: usize) -> Result<(), Problem> {
    let mut tensors: Vec<_> = tensors.iter().collect();
    tensors.sort_by_key(|(_, tensor)| (tensor.offsets.start, tensor.offsets.end));
    let mut end = 0;
    for (name, tensor) in tensors {
        if tensor.offsets.start != end {
            return Err(Problem::Offset { tensor: name.clone(), expected: end, found: tensor.offsets.start });
        }
        end = tensor.offsets.end;
    }
    if end == length {
        return Ok(());
    }
    Err(Problem::Length { expected: start as u64 + end as u64, found: start as u64 + length as u64 })
}

/// The one entry of `fields` that is called `name`, as `read` understands it.
fn field<T>(
    tensor: &str,
    fields: &[(String, Value)],
    name: &'static str,
    expected: &'static str,
    read: impl FnOnce(&Value) -> Option<T>,
) -> Result<T, Problem> {
    let mut values = fields.iter().filter(|(field, _)| field == name).map(|(_, value)| value);
    let (value, another) = (values.next(), values.next());
    if another.is_some() {
        return Err(Problem::Twice { name: format!("{tensor}.{name}") });
    }
    value.and_then(read).ok_or_else(|| Problem::Field {
        tensor: tensor.to_owned(),
        field: name,
        expected,
        found: value.map_or_else(|| "nothing".to_owned(), Value::to_string),
    })
}
