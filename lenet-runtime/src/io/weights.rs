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

use super::json::Value;
use crate::network::{Name, Parameters};
use crate::plain::Zeroed;
use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::{self, Write};
use core::ops::Range;

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

#[cfg(feature = "std")]
use std::path::{Path, PathBuf};

/// Why weights were not written or not read.
#[cfg(feature = "std")]
#[derive(Debug)]
pub struct Error {
    /// The file.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with the weights in a file or in memory.
#[derive(Debug)]
#[non_exhaustive]
pub enum Problem {
    /// The operating system does not let the file be read.
    #[cfg(feature = "std")]
    Read(std::io::Error),
    /// The operating system does not let the file be written.
    #[cfg(feature = "std")]
    Write(std::io::Error),
    /// The file is not as long as its header says; both in bytes.
    Length {
        /// The length that follows from the header, or the length of a header.
        expected: u64,
        /// The length of the file.
        found: u64,
    },
    /// The header would be longer than the format allows: most likely another kind of file.
    LongHeader {
        /// The length that the file gives, in bytes.
        found: u64,
    },
    /// The header is not JSON, or not an object of objects.
    Header {
        /// What the JSON reader says.
        found: String,
    },
    /// The header has a name twice.
    Twice {
        /// The name of a tensor, or of a tensor and one of its fields.
        name: String,
    },
    /// The header says something impossible of a tensor, or leaves it out.
    Field {
        /// The tensor.
        tensor: String,
        /// `dtype`, `shape` or `data_offsets`.
        field: &'static str,
        /// What it must be.
        expected: &'static str,
        /// What it is, as JSON.
        found: String,
    },
    /// A tensor's offsets are not four bytes for each of its numbers apart.
    TensorLength {
        /// The tensor.
        tensor: String,
        /// Its shape.
        shape: Vec<usize>,
        /// How many bytes its offsets span.
        found: usize,
    },
    /// A tensor overlaps the one before, or there is a gap between them.
    Offset {
        /// The tensor.
        tensor: String,
        /// Where the one before ends, in bytes after the header.
        expected: usize,
        /// Where it begins.
        found: usize,
    },
    /// The tensors are those of another network: all that differ.
    Network(Vec<Difference>),
    /// A weight is infinite or not a number.
    NotFinite {
        /// The tensor.
        tensor: String,
        /// The weight's place in the tensor, counted from 0.
        index: usize,
        /// The weight.
        found: f32,
    },
}

/// One difference between a network and a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Difference {
    /// The network has the tensor, the file does not.
    Missing {
        /// The tensor.
        name: String,
        /// Its shape in the network.
        expected: Vec<usize>,
    },
    /// The file has the tensor, the network does not.
    Unexpected {
        /// The tensor.
        name: String,
        /// Its shape in the file.
        found: Vec<usize>,
    },
    /// The tensor has another shape.
    Shape {
        /// The tensor.
        name: String,
        /// Its shape in the network.
        expected: Vec<usize>,
        /// Its shape in the file.
        found: Vec<usize>,
    },
    /// The tensor's numbers are not `f32`.
    Dtype {
        /// The tensor.
        name: String,
        /// The type of its numbers, `F16`.
        found: String,
    },
}

impl Problem {
    #[cfg(feature = "std")]
    fn at(self, path: &Path) -> Error {
        Error { path: path.to_owned(), problem: self }
    }
}

#[cfg(feature = "std")]
impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.problem)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            #[cfg(feature = "std")]
            Self::Read(error) => write!(f, "cannot be read: {error}"),
            #[cfg(feature = "std")]
            Self::Write(error) => write!(f, "cannot be written: {error}"),
            Self::Length { expected, found } if found < expected => {
                write!(f, "the file is truncated: expected {expected} bytes, found {found}")
            }
            Self::Length { expected, found } => {
                write!(f, "trailing bytes after the tensors: expected {expected} bytes, found {found}")
            }
            Self::LongHeader { found } => write!(
                f,
                "not a safetensors file: expected a header of at most {LONGEST_HEADER} bytes, found a length of {found}"
            ),
            Self::Header { found } => write!(f, "header: not a JSON object of tensors: {found}"),
            Self::Twice { name } => write!(f, "header: expected each name once, found `{name}` twice"),
            Self::Field { tensor, field, expected, found } => {
                write!(f, "{field} of `{tensor}`: expected {expected}, found {found}")
            }
            Self::TensorLength { tensor, shape, found } => write!(
                f,
                "data_offsets of `{tensor}`: expected 4 bytes for each of {} numbers, found {found} bytes",
                Sizes(shape)
            ),
            Self::Offset { tensor, expected, found } => {
                write!(
                    f,
                    "data_offsets of `{tensor}`: expected {expected}, where the tensor before ends, found {found}"
                )
            }
            Self::Network(differences) => {
                f.write_str("the weights are those of another network")?;
                differences.iter().try_for_each(|difference| write!(f, "; {difference}"))
            }
            Self::NotFinite { tensor, index, found } => {
                write!(f, "number {index} of `{tensor}`: expected a finite number, found {found}")
            }
        }
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing { name, expected } => write!(f, "{name}: expected {}, found nothing", Sizes(expected)),
            Self::Unexpected { name, found } => write!(f, "{name}: expected nothing, found {}", Sizes(found)),
            Self::Shape { name, expected, found } => {
                write!(f, "{name}: expected {}, found {}", Sizes(expected), Sizes(found))
            }
            Self::Dtype { name, found } => write!(f, "{name}: expected F32, found {found}"),
        }
    }
}

/// A tensor's shape, `6 × 1 × 5 × 5`.
struct Sizes<'a>(&'a [usize]);

impl fmt::Display for Sizes<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            [] => f.write_str("a single number"),
            [first, rest @ ..] => {
                write!(f, "{first}")?;
                rest.iter().try_for_each(|size| write!(f, " × {size}"))
            }
        }
    }
}

#[cfg(feature = "std")]
impl std::error::Error for Error {}

impl core::error::Error for Problem {}
