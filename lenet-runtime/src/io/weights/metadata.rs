//! What a file of weights says of itself: which network, which pictures, which classes.

#[cfg(feature = "std")]
use super::{Error, save_with};
use super::{Problem, write};
use crate::network::Network;
use crate::normalization::Normalization;
use crate::parameters::Parameters;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use lenet_weights::json::{Quoted, Value};
use lenet_weights::text::short;
use lenet_weights::{CLASSES, NETWORK, NORMALIZATION};
#[cfg(feature = "std")]
use std::path::Path;

/// What a file of weights says of itself, in the entries `network`, `normalization` and `classes` of its metadata: for whom the weights
/// are, what is to be done to pictures before the network reads them, and what its answers mean.
///
/// ```
/// use lenet_runtime::io::weights::{LoadOptions, Metadata, Problem};
/// use lenet_runtime::network;
///
/// network! { pub struct Small: [1, 8, 8] -> [2] { flatten, linear(2) } }
///
/// let classes = vec!["cat".to_owned(), "dog".to_owned()];
/// let metadata = Metadata { classes, ..Metadata::of::<Small>() };
/// let file = metadata.to_bytes(&*Small::init(1));
///
/// let mut network = Small::init(2);
/// let loaded = LoadOptions::new().read(&mut *network, &file)?;
/// assert_eq!(loaded.metadata, metadata);
/// # Ok::<(), Problem>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Metadata {
    /// The name of the network's type.
    pub network: Option<String>,
    /// What becomes of the pixels of each channel, or of all; empty if the file does not say. The type is that of the module `data`, behind the
    /// feature of that name.
    pub normalization: Vec<Normalization>,
    /// What the outputs stand for, in their order; empty if the file does not say.
    pub classes: Vec<String>,
}

impl Metadata {
    /// The name of this network, and nothing else: what the network's own `save` writes.
    #[must_use]
    pub fn of<N: Network>() -> Self {
        Self { network: Some(N::NAME.to_string()), ..Self::default() }
    }

    /// The bytes of a file with the weights of `network` and these metadata.
    #[must_use]
    pub fn to_bytes<N: Parameters>(&self, network: &N) -> Vec<u8> {
        write(network, &self.entries())
    }

    /// Writes the weights of `network` and these metadata to a file: whole, or not at all.
    ///
    /// # Errors
    ///
    /// If a weight is not finite, or if the file cannot be written.
    #[cfg(feature = "std")]
    pub fn save<N: Parameters>(&self, network: &N, path: impl AsRef<Path>) -> Result<(), Error> {
        save_with(network, &self.entries(), path.as_ref())
    }

    /// The entries of a header.
    fn entries(&self) -> Vec<(&'static str, String)> {
        let mut entries = Vec::new();
        entries.extend(self.network.clone().map(|network| (NETWORK, network)));
        if !self.normalization.is_empty() {
            entries.push((NORMALIZATION, words(&self.normalization)));
        }
        if !self.classes.is_empty() {
            let classes: Vec<_> = self.classes.iter().map(|class| Quoted(class).to_string()).collect();
            entries.push((CLASSES, format!("[{}]", classes.join(","))));
        }
        entries
    }

    /// What the entries of a header say.
    pub(super) fn read(entries: Vec<(String, String)>) -> Result<Self, Problem> {
        let mut metadata = Self::default();
        for (name, text) in entries {
            let expected = if name == NETWORK {
                metadata.network = Some(text);
                continue;
            } else if name == NORMALIZATION {
                if let Some(normalization) = normalization(&text) {
                    metadata.normalization = normalization;
                    continue;
                }
                "a mean and a standard deviation for each channel, as `0.1307 0.3081`"
            } else if name == CLASSES {
                if let Some(classes) = Value::read(text.as_bytes()).ok().and_then(Value::strings) {
                    metadata.classes = classes;
                    continue;
                }
                "an array of names, as `[\"cat\",\"dog\"]`"
            } else {
                continue;
            };
            return Err(Problem::Metadata { name, expected: expected.into(), found: short(&text) });
        }
        Ok(metadata)
    }

    /// Whether the file has the normalization that is asked for, if both say one. One for all channels says the same as the same for each.
    pub(super) fn check_normalization(&self, expected: &[Normalization]) -> Result<(), Problem> {
        let found = &self.normalization;
        let (a, b) = (expected.len(), found.len());
        if a == 0 || b == 0 {
            return Ok(());
        }
        let alike = |channel: usize| expected[channel % a] == found[channel % b];
        if (a == b || a == 1 || b == 1) && (0..a.max(b)).all(alike) {
            return Ok(());
        }
        let found = short(&words(found));
        Err(Problem::Metadata { name: NORMALIZATION.into(), expected: words(expected), found })
    }
}

/// `0.1307 0.3081`, for each channel.
fn words(normalization: &[Normalization]) -> String {
    let channels: Vec<_> = normalization.iter().map(|Normalization { mean, std }| format!("{mean} {std}")).collect();
    channels.join(", ")
}

/// What [`words`] wrote, or another program.
fn normalization(text: &str) -> Option<Vec<Normalization>> {
    let channels = text.split(',').map(|channel| {
        let mut numbers = channel.split_whitespace().map(|number| number.parse::<f32>().ok());
        let (mean, std) = (numbers.next()??, numbers.next()??);
        let is_whole = mean.is_finite() && std.is_finite() && std > 0.0 && numbers.next().is_none();
        is_whole.then_some(Normalization { mean, std })
    });
    channels.collect()
}
