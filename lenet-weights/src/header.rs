//! The header of a file: which tensors there are, and where their numbers stand.

use crate::NETWORK;
use crate::difference::Difference;
use crate::json::Value;
use crate::problem::Problem;
use crate::text::{Shown, short};
use alloc::borrow::ToOwned;
use alloc::collections::BTreeMap;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// The most dimensions that a tensor may have: as many as in PyTorch.
const DIMENSIONS: usize = 64;

/// How many differences are told, of the network's tensors and of those that the file has beside.
const DIFFERENCES: usize = 12;

/// How the name of PyTorch's count of batches ends.
const COUNT: &str = "num_batches_tracked";

/// Where the numbers of a network stand in a file.
pub(crate) struct Layout {
    /// The network's tensors in their order, each with its offsets in the bytes after the header.
    pub(crate) tensors: Vec<(String, Range<usize>)>,
    /// How many bytes stand after the header.
    pub(crate) length: usize,
}

/// A tensor that a file should have.
pub struct Tensor<'a> {
    /// Its name, `conv1.weight`.
    pub name: String,
    /// What it should be.
    pub expected: Expected<'a>,
}

/// What is expected of a tensor.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Expected<'a> {
    /// This shape.
    Shape(&'a [usize]),
    /// Somebody else knows the shape, and whether the tensor may be missing.
    Unknown,
    /// Somebody else knows which tensors there are whose names begin so.
    Within,
}

/// What a tensor of the file may be.
#[derive(Clone, Copy)]
enum May<'a> {
    Be(Expected<'a>),
    /// PyTorch's count of the batches that a batch norm has seen, which may be missing and is not read.
    Count,
}

/// What the file has under the name of a tensor.
struct Place<'a> {
    name: String,
    may: May<'a>,
    found: Option<Result<Range<usize>, Difference>>,
}

impl Layout {
    /// Reads the header of a file that should have these tensors and may name no other network than `network`, if that is given.
    pub(crate) fn read(
        header: &[u8],
        expected: Vec<Tensor<'_>>,
        network: Option<&'static str>,
    ) -> Result<Self, Problem> {
        let object = object(header)?;
        let entries = entries("the header", object)?;
        let (mut places, prefixes) = places(expected);
        let mut known = BTreeMap::new();
        for (at, place) in places.iter().enumerate() {
            known.insert(place.name.clone(), at);
        }
        let mut metadata = None;
        let (mut unexpected, mut more) = (Vec::new(), 0);
        for (name, value) in entries {
            if name == "__metadata__" {
                if metadata.replace(Metadata::read(value)?).is_some() {
                    return Err(Problem::Twice { name: name.into() });
                }
                continue;
            }
            let tensor = Stored::read(&name, value)?;
            let mut at = known.get(&*name).copied();
            if at.is_none() && prefixes.iter().any(|prefix| name.starts_with(&**prefix)) {
                let may = if name.ends_with(COUNT) { May::Count } else { May::Be(Expected::Unknown) };
                at = Some(places.len());
                known.insert(name.clone().into_owned(), places.len());
                places.push(Place { name: name.clone().into_owned(), may, found: None });
            }
            if let Some(at) = at {
                if places[at].found.is_some() {
                    return Err(Problem::Twice { name: short(&name) });
                }
                let found = tensor.compared(&places[at]);
                places[at].found = Some(found);
            } else if unexpected.len() < DIFFERENCES {
                unexpected.push(Difference::Unexpected { name: short(&name), found: tensor.shape });
            } else {
                more += 1;
            }
        }

        let (mut tensors, mut beside, mut differences) = (Vec::new(), Vec::new(), Vec::new());
        for Place { name, may, found } in places {
            let difference = match (found, may) {
                (Some(Ok(offsets)), May::Be(_)) => {
                    tensors.push((name, offsets));
                    continue;
                }
                (Some(Ok(offsets)), May::Count) => {
                    beside.push((name, offsets));
                    continue;
                }
                (Some(Err(difference)), _) => difference,
                (None, May::Be(Expected::Shape(shape))) => Difference::Missing { name, expected: shape.to_vec() },
                (None, May::Be(Expected::Unknown | Expected::Within) | May::Count) => continue,
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
        if let (Some(expected), Some(found)) = (network, found)
            && expected != found
        {
            return Err(Problem::Name { expected, found: short(&found) });
        }
        let length = length(tensors.iter().chain(&beside))?;
        Ok(Self { tensors, length })
    }
}

/// The object that a header is.
fn object(header: &[u8]) -> Result<Value<'_>, Problem> {
    let value = Value::read(header).map_err(|found| Problem::Header { found })?;
    match header.starts_with(b"{") {
        true => Ok(value),
        false => Err(Problem::Header { found: "expected an object at byte 0".to_owned() }),
    }
}

/// The entries of a header's metadata.
pub(crate) fn metadata(header: &[u8]) -> Result<Vec<(String, String)>, Problem> {
    let mut found = Vec::new();
    for (name, value) in entries("the header", object(header)?)? {
        if name == "__metadata__" {
            for (name, value) in entries(&name, value)? {
                found.push((name.clone().into_owned(), text(&name, value)?));
            }
        }
    }
    Ok(found)
}

/// The text of an entry of the metadata.
fn text(name: &str, value: Value<'_>) -> Result<String, Problem> {
    value.as_str().map(|text| text.into_owned()).ok_or_else(|| {
        let (name, found) = (Shown(name), Shown(value.text()));
        Problem::Header { found: format!("expected a string for `{name}` of `__metadata__`, found {found}") }
    })
}

/// What a file may have that should have these tensors: beside them, what PyTorch has beside them. And how names begin of which
/// somebody else knows more.
fn places(expected: Vec<Tensor<'_>>) -> (Vec<Place<'_>>, Vec<String>) {
    let (mut places, mut prefixes) = (Vec::new(), Vec::new());
    for Tensor { name, expected } in expected {
        if expected == Expected::Within {
            prefixes.push(name);
            continue;
        }
        let count = name.strip_suffix("running_mean").map(|layer| format!("{layer}{COUNT}"));
        places.push(Place { name, may: May::Be(expected), found: None });
        places.extend(count.map(|name| Place { name, may: May::Count, found: None }));
    }
    (places, prefixes)
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
struct Stored {
    dtype: String,
    shape: Vec<usize>,
    offsets: Range<usize>,
}

impl Stored {
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
    fn compared(self, place: &Place<'_>) -> Result<Range<usize>, Difference> {
        let name = place.name.clone();
        match place.may {
            May::Be(_) if self.dtype != "F32" => Err(Difference::Dtype { name, found: self.dtype }),
            May::Be(Expected::Shape(shape)) if self.shape != shape => {
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
            let text = text(&name, value)?;
            if name == NETWORK && network.replace(text).is_some() {
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
