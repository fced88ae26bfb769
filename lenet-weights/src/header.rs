//! The header of a file: which tensors there are, and where their numbers stand.

use crate::common::{Beginnings, Common};
use crate::difference::Difference;
use crate::dtype::{self, Float, Numbers};
use crate::json::Value;
use crate::names::Renaming;
use crate::problem::Problem;
use crate::request::Request;
use crate::tensor::{Expected, Found, Tensor};
use crate::text::{Shown, short};
use crate::{CLASSES, NETWORK, NORMALIZATION};
use alloc::borrow::ToOwned;
use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

/// The most dimensions that a tensor may have: as many as in PyTorch.
const DIMENSIONS: usize = 64;

/// How many differences are told, of the network's tensors and of those that the file has beside.
const DIFFERENCES: usize = 8;

/// The entries of the metadata that say something of a network, each of which stands once.
const KNOWN: [&str; 3] = [NETWORK, NORMALIZATION, CLASSES];

/// The entry of a header that is no tensor.
const METADATA: &str = "__metadata__";

/// How the name of PyTorch's count of batches ends.
const COUNT: &str = "num_batches_tracked";

/// What a header says of a network's tensors.
pub(crate) struct Layout {
    /// The network's tensors in their order.
    pub(crate) tensors: Vec<Found>,
    /// The other tensors of the file, in its order.
    pub(crate) left: Vec<String>,
    /// What the file says of itself.
    pub(crate) metadata: Vec<(String, String)>,
    /// How many bytes stand after the header.
    pub(crate) length: usize,
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
    found: Option<Stored>,
}

/// Tensors that have no place in the network.
#[derive(Default)]
struct Left {
    names: Vec<String>,
    /// Those that are told.
    first: Vec<Difference>,
    count: usize,
    offsets: Vec<Range<usize>>,
}

impl Layout {
    /// Reads the header of a file of which this is asked.
    pub(crate) fn read(header: &[u8], request: Request<'_>) -> Result<Self, Problem> {
        let Request { tensors, network, names, partial, only_f32 } = request;
        let (mut places, prefixes) = places(tensors);
        let renaming = Renaming::new(names);
        let mut known = BTreeMap::new();
        for (at, place) in places.iter().enumerate() {
            known.insert(place.name.clone(), at);
        }
        let (mut metadata, mut left, mut all) = (None, Left::default(), BTreeSet::new());
        for (name, value) in entries("the header", object(header)?)? {
            if name == METADATA {
                if metadata.replace(texts(value, |name| KNOWN.contains(&name))?).is_some() {
                    return Err(Problem::Twice { name: name.into() });
                }
                continue;
            }
            let tensor = Stored::read(&name, value)?;
            let own = short(&name);
            let name = renaming.of(name);
            let mut at = known.get(&*name).copied();
            if at.is_none() && prefixes.iter().any(|prefix| name.starts_with(&**prefix)) {
                let may = if name.ends_with(COUNT) { May::Count } else { May::Be(Expected::Unknown) };
                at = Some(places.len());
                known.insert(name.clone().into_owned(), places.len());
                places.push(Place { name: name.clone().into_owned(), may, found: None });
            }
            if let Some(at) = at {
                if let Some(other) = &places[at].found {
                    return Err(if other.own == own {
                        Problem::Twice { name: own }
                    } else {
                        Problem::Renamed { name: short(&name), found: [other.own.clone(), own] }
                    });
                }
                places[at].found = Some(Stored { own, ..tensor });
                continue;
            }
            if partial {
                if !all.insert(own.clone()) {
                    return Err(Problem::Twice { name: own });
                }
                left.offsets.push(tensor.offsets);
                left.names.push(own.clone());
            }
            left.count += 1;
            if left.first.len() < DIFFERENCES {
                left.first.push(Difference::Unexpected { name: own, found: tensor.shape });
            }
        }
        if let Some(rule) = renaming.unused() {
            return Err(Problem::Rule { rule, first: first_name(header) });
        }

        let metadata = metadata.unwrap_or_default();
        let mut layout = Self { tensors: Vec::new(), left: Vec::new(), metadata, length: 0 };
        let (mut offsets, mut differences, mut other_types) = (left.offsets.clone(), Vec::new(), false);
        let (mut of, mut fit, mut more) = (0, 0, 0);
        for place in &places {
            let name = || place.name.clone();
            let expected = match (&place.found, place.may) {
                (Some(found), May::Count) => {
                    offsets.push(found.offsets.clone());
                    continue;
                }
                (None, May::Count | May::Be(Expected::Unknown | Expected::Within)) => continue,
                (_, May::Be(expected)) => expected,
            };
            of += 1;
            let (found, difference) = match (&place.found, expected) {
                (None, Expected::Shape(shape)) => {
                    (None, Some(Difference::Missing { name: name(), expected: shape.to_vec() }))
                }
                (Some(found), expected) => (Some(found), found.difference(&place.name, expected, only_f32)),
                (None, _) => (None, None),
            };
            offsets.extend(found.map(|found| found.offsets.clone()));
            if let Some(difference) = difference {
                if partial && let (Some(found), Difference::Shape { .. }) = (found, &difference) {
                    left.names.push(found.own.clone());
                }
                other_types |= matches!(difference, Difference::Dtype { .. });
                if differences.len() < DIFFERENCES {
                    differences.push(difference);
                } else {
                    more += 1;
                }
                layout.tensors.push(Found { name: name(), numbers: None });
            } else {
                fit += 1;
                let numbers = found.and_then(Stored::numbers);
                layout.tensors.push(Found { name: name(), numbers });
            }
        }
        let as_asked = if partial { fit > 0 && !other_types } else { differences.is_empty() && left.count == 0 };
        if !as_asked {
            let common = common(header, &renaming, &places, fit);
            more += left.count - left.first.len();
            differences.append(&mut left.first);
            return Err(Problem::Network { fit, of, common, differences, more });
        }
        if let Some(expected) = network
            && let Some((_, found)) = layout.metadata.iter().find(|(name, _)| name == NETWORK)
            && expected != found
        {
            return Err(Problem::Name { expected, found: short(found) });
        }
        layout.length = length(&places, offsets)?;
        layout.left = left.names;
        Ok(layout)
    }
}

/// What the differences have in common: the header is read once more for that.
fn common(header: &[u8], renaming: &Renaming<'_>, places: &[Place<'_>], fit: usize) -> Option<Common> {
    let tensors = places.iter().filter_map(|place| match place.may {
        May::Be(Expected::Shape(shape)) => Some((&*place.name, shape)),
        May::Be(Expected::Unknown | Expected::Within) | May::Count => None,
    });
    let mut beginnings = Beginnings::new(tensors);
    for (name, value) in object(header).ok()?.entries()? {
        if name != METADATA
            && let Ok(tensor) = Stored::read(&name, value)
        {
            beginnings.see(&renaming.of(name), &tensor.shape);
        }
    }
    beginnings.common(fit)
}

/// What the first tensor of the file is called.
fn first_name(header: &[u8]) -> Option<String> {
    object(header).ok()?.entries()?.map(|(name, _)| name).find(|name| name != METADATA).map(|name| short(&name))
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
        if name == METADATA {
            found.extend(texts(value, |_| true)?);
        }
    }
    Ok(found)
}

/// The entries of the metadata that are wanted, each of which is a text and stands once.
fn texts(metadata: Value<'_>, wanted: impl Fn(&str) -> bool) -> Result<Vec<(String, String)>, Problem> {
    let mut texts: Vec<(String, String)> = Vec::new();
    for (name, value) in entries(METADATA, metadata)? {
        let text = value.as_str().ok_or_else(|| {
            let (name, found) = (Shown(&name), Shown(value.text()));
            Problem::Header { found: format!("expected a string for `{name}` of `{METADATA}`, found {found}") }
        })?;
        if !wanted(&name) {
            continue;
        }
        if KNOWN.contains(&&*name) && texts.iter().any(|(other, _)| *other == name) {
            return Err(Problem::Twice { name: format!("{METADATA}.{}", short(&name)) });
        }
        texts.push((name.into_owned(), text.into_owned()));
    }
    Ok(texts)
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
fn length(places: &[Place<'_>], mut offsets: Vec<Range<usize>>) -> Result<usize, Problem> {
    offsets.sort_by_key(|offsets| (offsets.start, offsets.end));
    offsets.into_iter().try_fold(0, |end, offsets| {
        if offsets.start == end {
            return Ok(offsets.end);
        }
        let of = places.iter().find(|place| place.found.as_ref().is_some_and(|found| found.offsets == offsets));
        let tensor = of.map_or_else(|| "a tensor that the network has not".to_owned(), |place| place.name.clone());
        Err(Problem::Offset { tensor, expected: end, found: offsets.start })
    })
}

/// What the header says of one tensor.
struct Stored {
    /// What the file calls it, as far as messages show it.
    own: String,
    dtype: String,
    shape: Vec<usize>,
    offsets: Range<usize>,
}

impl Stored {
    fn read(name: &str, value: Value<'_>) -> Result<Self, Problem> {
        let tensor = Self {
            own: String::new(),
            dtype: field(name, value, "dtype", "a string", |value| Some(short(&value.as_str()?)))?,
            shape: field(name, value, "shape", "an array of whole numbers", |value| value.whole_numbers(DIMENSIONS))?,
            offsets: field(name, value, "data_offsets", "a first and a last offset", |value| {
                let [begin, end] = value.whole_numbers(2)?.try_into().ok()?;
                (begin <= end).then_some(begin..end)
            })?,
        };
        let Some(size) = dtype::size(&tensor.dtype) else { return Ok(tensor) };
        let bytes = tensor.shape.iter().try_fold(size, |product: usize, &size| product.checked_mul(size));
        if bytes != Some(tensor.offsets.len()) {
            let found = tensor.offsets.len();
            return Err(Problem::TensorLength { tensor: short(name), size, shape: tensor.shape, found });
        }
        Ok(tensor)
    }

    /// In what the tensor is not what is expected.
    fn difference(&self, name: &str, expected: Expected<'_>, only_f32: bool) -> Option<Difference> {
        let name = || name.to_owned();
        match expected {
            _ if only_f32 && self.dtype != "F32" || Float::of(&self.dtype).is_none() => {
                Some(Difference::Dtype { name: name(), found: self.dtype.clone() })
            }
            Expected::Shape(shape) if self.shape != shape => {
                Some(Difference::Shape { name: name(), expected: shape.to_vec(), found: self.shape.clone() })
            }
            Expected::Shape(_) | Expected::Unknown | Expected::Within => None,
        }
    }

    /// Its numbers, if they can become `f32`.
    fn numbers(&self) -> Option<Numbers> {
        Float::of(&self.dtype).map(|float| Numbers { float, place: self.offsets.clone() })
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
