//! What the differences between a network and a file have in common.

use crate::text::Shown;
use alloc::borrow::Cow;
use alloc::collections::BTreeMap;
use alloc::string::String;
use core::fmt;

/// How many beginnings of names are counted.
const BEGINNINGS: usize = 32;

/// What differences have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Common {
    /// The names of the file begin with something that those of the network do not begin with, as `module.`.
    Prefix {
        /// What they begin with, with the dot.
        prefix: String,
        /// How many tensors fit without it.
        fit: usize,
    },
    /// The names of the network begin with something that those of the file do not begin with.
    Within {
        /// What they begin with, with the dot.
        prefix: String,
        /// How many tensors fit below it.
        fit: usize,
    },
    /// The file has as many tensors of each shape, under other names.
    Names,
}

/// Looks for a beginning of names that makes the tensors fit.
pub(crate) struct Beginnings<'a> {
    /// Each tensor that the network has, with its shape.
    network: BTreeMap<&'a str, &'a [usize]>,
    /// Each name in the network without some of its first parts: with its shape, and with what is left out.
    inner: BTreeMap<&'a str, (&'a [usize], &'a str)>,
    prefixes: BTreeMap<String, usize>,
    within: BTreeMap<&'a str, usize>,
    /// How many more tensors of a shape the network has than the file.
    shapes: BTreeMap<Cow<'a, [usize]>, i64>,
}

impl<'a> Beginnings<'a> {
    /// For a network with these tensors.
    pub(crate) fn new(tensors: impl Iterator<Item = (&'a str, &'a [usize])>) -> Self {
        let mut new = Self {
            network: BTreeMap::new(),
            inner: BTreeMap::new(),
            prefixes: BTreeMap::new(),
            within: BTreeMap::new(),
            shapes: BTreeMap::new(),
        };
        for (name, shape) in tensors {
            new.network.insert(name, shape);
            for (dot, _) in name.match_indices('.') {
                let (first, rest) = name.split_at(dot + 1);
                new.inner.entry(rest).or_insert((shape, first));
            }
            *new.shapes.entry(Cow::Borrowed(shape)).or_insert(0) += 1;
        }
        new
    }

    /// Looks at a tensor of the file.
    pub(crate) fn see(&mut self, name: &str, shape: &[usize]) {
        for (dot, _) in name.match_indices('.') {
            let (first, rest) = name.split_at(dot + 1);
            if self.network.get(rest) == Some(&shape) {
                if let Some(count) = self.prefixes.get_mut(first) {
                    *count += 1;
                } else if self.prefixes.len() < BEGINNINGS {
                    self.prefixes.insert(first.into(), 1);
                }
            }
        }
        if let Some((inner, first)) = self.inner.get(name)
            && *inner == shape
        {
            *self.within.entry(first).or_insert(0) += 1;
        }
        if let Some(count) = self.shapes.get_mut(shape) {
            *count -= 1;
        }
    }

    /// What the differences have in common, where so many tensors fit as they are.
    pub(crate) fn common(self, fit: usize) -> Option<Common> {
        // Of several that make as many fit, the shortest is meant.
        let prefix = self.prefixes.into_iter().rev().max_by_key(|(_, count)| *count);
        let within = self.within.into_iter().rev().max_by_key(|(_, count)| *count);
        match (prefix, within) {
            (Some((prefix, count)), within)
                if count > fit && within.as_ref().is_none_or(|(_, other)| count >= *other) =>
            {
                Some(Common::Prefix { prefix, fit: count })
            }
            (_, Some((prefix, count))) if count > fit => Some(Common::Within { prefix: prefix.into(), fit: count }),
            _ if fit < self.network.len() && self.shapes.values().all(|more| *more <= 0) => Some(Common::Names),
            _ => None,
        }
    }
}

impl fmt::Display for Common {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Prefix { prefix, fit } => {
                write!(f, "without the `{}` at the beginning of names {fit} fit", Shown(prefix))
            }
            Self::Within { prefix, fit } => write!(f, "with `{}` at the beginning of names {fit} fit", Shown(prefix)),
            Self::Names => f.write_str("it has tensors of all these shapes under other names"),
        }
    }
}
