//! Files whose tensors are called otherwise, or are not all of the network's.

#[cfg(feature = "std")]
use super::{Error, at};
use super::{Metadata, Problem, expected, take};
use crate::network::Network;
use crate::normalization::Normalization;
use crate::parameters::{Name, Parameters};
use crate::tensor::{Shape, Value};
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;
use lenet_weights::text::Shown;
use lenet_weights::{CLASSES, NORMALIZATION, Names, Request, Source};
#[cfg(feature = "std")]
use std::path::Path;

/// How the tensors of a file become those of a network. [`LoadOptions::new`] asks for what [`load`](super::load) asks for.
///
/// The names of the file are changed first: [`strip_prefix`](Self::strip_prefix), then [`rename`](Self::rename). A rule that meets no
/// name of the file is an error. Numbers of types `F16`, `BF16` and `F64` become the nearest `f32`, as for any loading.
///
/// ```
/// use lenet_runtime::io::weights::{self, LoadOptions};
/// use lenet_runtime::network;
///
/// network! { pub struct Digits: [1, 8, 8] -> [10] { conv: conv2d(4, kernel: 3), relu, flatten, head: linear(10) } }
/// network! { pub struct Letters: [1, 8, 8] -> [26] { body: conv2d(4, kernel: 3), relu, flatten, head: linear(26) } }
///
/// let file = weights::to_bytes(&*Digits::init(1));
/// let mut letters = Letters::init(2);
/// let found = LoadOptions::new().rename("conv", "body").partial().read(&mut *letters, &file)?;
/// assert_eq!(found.loaded, ["body.weight", "body.bias"]);
/// assert_eq!(found.kept, ["head.weight", "head.bias"]);
/// # Ok::<(), weights::Problem>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct LoadOptions {
    names: Names,
    partial: bool,
    any_network: bool,
    normalization: Vec<Normalization>,
}

/// What became of the tensors of a network and a file.
#[must_use = "a tensor that was not loaded keeps its numbers"]
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Loaded {
    /// The tensors of the network that have the numbers of the file.
    pub loaded: Vec<String>,
    /// The tensors of the network that kept their numbers: the file has none of this name, or one of another shape.
    pub kept: Vec<String>,
    /// The tensors of the file that have no place in the network, as the file calls them, those of another shape last.
    pub left: Vec<String>,
    /// What the file says of itself.
    pub metadata: Metadata,
}

impl LoadOptions {
    /// The names of the network, all of its tensors and no others.
    #[must_use]
    pub const fn new() -> Self {
        Self { names: Names::new(), partial: false, any_network: false, normalization: Vec::new() }
    }

    /// Takes this off the beginning of the names that begin so: `module.` of PyTorch's `DataParallel`, `_orig_mod.` of `torch.compile`,
    /// `model.`, `backbone.`.
    #[must_use]
    pub fn strip_prefix(mut self, prefix: &str) -> Self {
        self.names.strip(prefix);
        self
    }

    /// Calls a tensor of the file, or all whose names begin with these whole names, as the network does: from `classifier.6` to `fc3` is also
    /// from `classifier.6.weight` to `fc3.weight`. Where several rules meet a name, the longest path is meant. An empty `from` puts `to`
    /// before every name, an empty `to` takes `from` off.
    #[must_use]
    pub fn rename(mut self, from: &str, to: &str) -> Self {
        self.names.rename(from, to);
        self
    }

    /// Lets the file lack tensors, have others, and have some in another shape, as of a head with other classes: the network keeps its
    /// numbers there. A file of which nothing fits is refused all the same.
    #[must_use]
    pub fn partial(mut self) -> Self {
        self.partial = true;
        self
    }

    /// Lets the file name another network, as one under an older name, or one with another head.
    #[must_use]
    pub fn any_network(mut self) -> Self {
        self.any_network = true;
        self
    }

    /// Refuses a file that says another normalization of its pictures than this, of each channel or one for all. Without it the caller
    /// takes what [`Loaded::metadata`] says.
    #[must_use]
    pub fn normalization(mut self, normalization: &[Normalization]) -> Self {
        self.normalization = normalization.to_vec();
        self
    }

    /// Loads the weights in a file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is damaged, names another network, a normalization of other channels or classes of another number, has
    /// other tensors than these options let it have, a number that is not finite, or no name that a rule meets. The network is then as it
    /// was.
    #[cfg(feature = "std")]
    pub fn load<N: Network>(&self, network: &mut N, path: impl AsRef<Path>) -> Result<Loaded, Error> {
        self.load_from(network, path.as_ref(), &self.whole::<N>())
    }

    /// Loads the weights in a file into a network or a part of one, as a field of it; whatever network the file names.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    #[cfg(feature = "std")]
    pub fn load_part<P: Parameters>(&self, part: &mut P, path: impl AsRef<Path>) -> Result<Loaded, Error> {
        self.load_from(part, path.as_ref(), &Whole::default())
    }

    /// Loads the weights that are the bytes of a file.
    ///
    /// # Errors
    ///
    /// As [`load`](Self::load).
    pub fn read<N: Network>(&self, network: &mut N, mut bytes: &[u8]) -> Result<Loaded, Problem> {
        self.read_from(network, &mut bytes, &self.whole::<N>())
    }

    /// What the metadata of a file must say if they say it.
    fn whole<N: Network>(&self) -> Whole {
        let first = |shape| match shape {
            Shape::Image(channels, ..) => channels,
            Shape::Vector(length) => length,
        };
        Whole {
            name: (!self.any_network).then_some(N::NAME),
            channels: Some(if let Shape::Image(channels, ..) = N::Input::SHAPE { channels } else { 1 }),
            // A new head has other classes.
            classes: (!self.partial).then_some(first(N::Output::SHAPE)),
        }
    }

    #[cfg(feature = "std")]
    fn load_from<P: Parameters>(&self, network: &mut P, path: &Path, whole: &Whole) -> Result<Loaded, Error> {
        let opened = lenet_weights::Opened::open(path).map_err(Problem::Read);
        opened
            .and_then(|mut opened| self.read_from(network, &mut opened, whole))
            .map_err(|problem| at(problem.of_file(path), path))
    }

    fn read_from<P: Parameters>(
        &self,
        network: &mut P,
        source: &mut dyn Source,
        whole: &Whole,
    ) -> Result<Loaded, Problem> {
        let tensors = expected(network, &Name::ROOT);
        let request = Request { names: &self.names, partial: self.partial, ..Request::all(tensors, whole.name) };
        let mut weights = lenet_weights::read(source, request)?;
        let metadata = Metadata::read(core::mem::take(&mut weights.metadata))?;
        metadata.check_normalization(&self.normalization)?;
        whole.check(&metadata)?;
        let taken = take(network, &weights, &weights.tensors);
        let mut loaded = Loaded { metadata, ..Loaded::default() };
        for (tensor, taken) in weights.tensors.into_iter().zip(taken) {
            (if taken { &mut loaded.loaded } else { &mut loaded.kept }).push(tensor.name);
        }
        loaded.left = weights.left;
        Ok(loaded)
    }
}

/// What the metadata of a file must say of a whole network.
#[derive(Default)]
struct Whole {
    name: Option<&'static str>,
    channels: Option<usize>,
    classes: Option<usize>,
}

impl Whole {
    fn check(&self, metadata: &Metadata) -> Result<(), Problem> {
        let refused =
            |name: &str, expected: String, found: String| Err(Problem::Metadata { name: name.into(), expected, found });
        let (given, classes) = (metadata.normalization.len(), metadata.classes.len());
        match (self.channels, self.classes) {
            (Some(channels), _) if given > 1 && given != channels => {
                let channels = if channels == 1 { "1 channel".into() } else { format!("1 or {channels} channels") };
                refused(NORMALIZATION, format!("numbers for {channels}"), format!("those for {given}"))
            }
            (_, Some(outputs)) if classes > 0 && classes != outputs => {
                refused(CLASSES, format!("{outputs} names"), format!("{classes}"))
            }
            _ => Ok(()),
        }
    }
}

impl Loaded {
    /// What the file should say of itself and does not, in a sentence: files of other programs say neither their network nor the
    /// normalization of their pictures, and nobody can tell whether both are right.
    #[must_use]
    pub fn notice(&self) -> Option<&'static str> {
        let Metadata { network, normalization, .. } = &self.metadata;
        match (network, normalization.is_empty()) {
            (Some(_), false) => None,
            (None, true) => Some("the file says neither for which network it is nor how its pictures were normalized"),
            (None, false) => Some("the file does not say for which network it is"),
            (Some(_), true) => Some("the file does not say how its pictures were normalized"),
        }
    }

    /// Whether every tensor of the network was loaded, and none of the file left.
    #[must_use]
    pub fn is_all(&self) -> bool {
        self.kept.is_empty() && self.left.is_empty()
    }
}

/// What was loaded, in a line or some more: of many names the first.
impl fmt::Display for Loaded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { loaded, kept, left, .. } = self;
        write!(f, "{} of {} tensors loaded", loaded.len(), loaded.len() + kept.len())?;
        for (what, names) in [("kept as they were", kept), ("left in the file", left)] {
            const MOST: usize = 8;

            if let [first, rest @ ..] = &**names {
                write!(f, "\n  {what}: {}", Shown(first))?;
                rest.iter().take(MOST - 1).try_for_each(|name| write!(f, ", {}", Shown(name)))?;
                match names.len().saturating_sub(MOST) {
                    0 => {}
                    more => write!(f, " and {more} more")?,
                }
            }
        }
        Ok(())
    }
}
