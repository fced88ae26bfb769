//! The header of a file: which tensors there are, and where their numbers stand.

use super::super::json::Value;
use super::super::text::{Shown, short};
use super::{Difference, NETWORK, Problem};
use crate::parameters::{Name, Parameters};
use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::ops::Range;

/// The most dimensions that a tensor may have: as many as in PyTorch.
const DIMENSIONS: usize = 64;

/// How many differences are told, of the network's tensors and of those that the file has beside.
const DIFFERENCES: usize = 12;

/// Where the numbers of a network stand in a file.
pub(super) struct Layout {
    /// The network's tensors in their order, each with its offsets in the bytes after the header.
    pub(super) tensors: Vec<(String, Range<usize>)>,
    /// How many bytes stand after the header.
    pub(super) length: usize,
}

/// A tensor that a file for the network may have.
struct Expected {
    name: String,
    /// `None` for PyTorch's count of the batches that a batch norm has seen, which may be missing and is not read.
    shape: Option<&'static [usize]>,
    /// What the file has under that name.
    found: Option<Result<Range<usize>, Difference>>,
}

impl Layout {
    /// Reads the header of a file with the weights of `network`, which may name no other network than `name`, if that is given.
    pub(super) fn read<N: Parameters>(network: &N, header: &[u8], name: Option<&'static str>) -> Result<Self, Problem> {
        let object = Value::read(header).map_err(|found| Problem::Header { found })?;
        let Some(entries) = object.entries().filter(|_| header.starts_with(b"{")) else {
            return Err(Problem::Header { found: "expected an object at byte 0".to_owned() });
        };
        let mut expected = expected(network);
        let places: BTreeMap<_, _> =
            expected.iter().enumerate().map(|(at, tensor)| (tensor.name.clone(), at)).collect();
        let mut metadata = None;
        let (mut unexpected, mut more) = (Vec::new(), 0);
        for (name, value) in entries {
            if name == "__metadata__" {
                if metadata.replace(Metadata::read(value)?).is_some() {
                    return Err(Problem::Twice { name: name.into() });
                }
                continue;
            }
            let tensor = Tensor::read(&name, value)?;
            if let Some(&at) = places.get(&*name) {
                if expected[at].found.is_some() {
                    return Err(Problem::Twice { name: short(&name) });
                }
                let found = tensor.of_shape(&expected[at]);
                expected[at].found = Some(found);
            } else if unexpected.len() < DIFFERENCES {
                unexpected.push(Difference::Unexpected { name: short(&name), found: tensor.shape });
            } else {
                more += 1;
            }
        }

        let (mut tensors, mut beside, mut differences) = (Vec::new(), Vec::new(), Vec::new());
        for Expected { name, shape, found } in expected {
            let difference = match (found, shape) {
                (Some(Ok(offsets)), Some(_)) => {
                    tensors.push((name, offsets));
                    continue;
                }
                (Some(Ok(offsets)), None) => {
                    beside.push((name, offsets));
                    continue;
                }
                (None, None) => continue,
                (None, Some(shape)) => Difference::Missing { name, expected: shape.to_vec() },
                (Some(Err(difference)), _) => difference,
            };
            if differences.len() < DIFFERENCES {
                differences.push(difference);
            } else {
                more += 1;
            }
        }
        differences.append(&mut unexpected);
        let found = metadata.and_then(|metadata| metadata.network);
        if !differences.is_empty() {
            return Err(Problem::Network { differences, more });
        }
        if let (Some(expected), Some(found)) = (name, found)
            && expected != found
        {
            return Err(Problem::Name { expected, found: short(&found) });
        }
        let length = length(tensors.iter().chain(&beside))?;
        Ok(Self { tensors, length })
    }
}

/// What a file for the network may have.
fn expected<N: Parameters>(network: &N) -> Vec<Expected> {
    let mut tensors = Vec::new();
    network.visit(Name::ROOT, &mut |tensor| {
        let name = tensor.name.to_string();
        let counter = name.strip_suffix("running_mean").map(|layer| format!("{layer}num_batches_tracked"));
        tensors.push(Expected { name, shape: Some(tensor.shape), found: None });
        tensors.extend(counter.map(|name| Expected { name, shape: None, found: None }));
    });
    tensors
}

/// The bytes that the tensors cover, which must leave no gap and not overlap.
fn length<'a>(tensors: impl Iterator<Item = &'a (String, Range<usize>)>) -> Result<usize, Problem> {
    let mut tensors: Vec<_> = tensors.collect();
    tensors.sort_by_key(|(_, offsets)| (offsets.start, offsets.end));
    tensors.into_iter().try_fold(0, |end, (name, offsets)| {
        if offsets.start == end {
            Ok(offsets.end)
        } else {
            Err(Problem::Offset { tensor: name.clone(), expected: end, found: offsets.start })
        }
    })
}

/// What the header says of one tensor.
struct Tensor {
    dtype: String,
    shape: Vec<usize>,
    offsets: Range<usize>,
}

impl Tensor {
    fn read(name: &str, value: Value<'_>) -> Result<Self, Problem> {
        let tensor = Self {
            dtype: field(name, value, "dtype", "a string", |value| Some(short(&value.as_str()?)))?,
            shape: field(name, value, "shape", "an array of whole numbers", |value| value.whole_numbers(DIMENSIONS))?,
            offsets: field(name, value, "data_offsets", "a first and a last offset", |value| {
                let [begin, end] = value.whole_numbers(2)?.try_into().ok()?;
                (begin <= end).then_some(begin..end)
            })?,
        };
        let size = match &*tensor.dtype {
            "F32" => 4,
            "I64" => 8,
            _ => return Ok(tensor),
        };
        let bytes = tensor.shape.iter().try_fold(size, |product: usize, &size| product.checked_mul(size));
        if bytes != Some(tensor.offsets.len()) {
            let found = tensor.offsets.len();
            return Err(Problem::TensorLength { tensor: short(name), size, shape: tensor.shape, found });
        }
        Ok(tensor)
    }

    /// The offsets, if the tensor is what is expected.
    fn of_shape(self, expected: &Expected) -> Result<Range<usize>, Difference> {
        let name = expected.name.clone();
        match expected.shape {
            Some(_) if self.dtype != "F32" => Err(Difference::Dtype { name, found: self.dtype }),
            Some(shape) if self.shape != shape => {
                Err(Difference::Shape { name, expected: shape.to_vec(), found: self.shape })
            }
            _ => Ok(self.offsets),
        }
    }
}

/// What a file says of itself.
struct Metadata {
    network: Option<String>,
}

impl Metadata {
    fn read(value: Value<'_>) -> Result<Self, Problem> {
        let mut network = None;
        for (name, value) in entries("__metadata__", value)? {
            let Some(text) = value.as_str() else {
                let (name, found) = (Shown(&name), Shown(value.text()));
                let found = format!("expected a string for `{name}` of `__metadata__`, found {found}");
                return Err(Problem::Header { found });
            };
            if name == NETWORK && network.replace(text.into_owned()).is_some() {
                return Err(Problem::Twice { name: format!("__metadata__.{NETWORK}") });
            }
        }
        Ok(Self { network })
    }
}

/// The entries of the header's object `name`.
fn entries<'a>(
    name: &str,
    value: Value<'a>,
) -> Result<impl Iterator<Item = (alloc::borrow::Cow<'a, str>, Value<'a>)>, Problem> {
    value.entries().ok_or_else(|| {
        let (name, found) = (Shown(name), Shown(value.text()));
        Problem::Header { found: format!("expected an object for `{name}`, found {found}") }
    })
}

/// The one field of the tensor that is called `name`, as `read` understands it.
fn field<T>(
    tensor: &str,
    fields: Value<'_>,
    name: &'static str,
    expected: &'static str,
    read: impl FnOnce(Value<'_>) -> Option<T>,
) -> Result<T, Problem> {
    let mut values = entries(tensor, fields)?.filter(|(field, _)| field == name).map(|(_, value)| value);
    let (value, another) = (values.next(), values.next());
    if another.is_some() {
        return Err(Problem::Twice { name: format!("{}.{name}", short(tensor)) });
    }
    value.and_then(read).ok_or_else(|| Problem::Field {
        tensor: short(tensor),
        field: name,
        expected,
        found: value.map_or_else(|| "nothing".to_owned(), |value| short(value.text())),
    })
}
