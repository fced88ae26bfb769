//! Runs that go on where they were cut off.
//!
//! A checkpoint is a safetensors file with all that the further steps of a run follow from: the weights, what the optimizer and the
//! schedule remember, the moving average and the best weights, the epoch, the place in it, and the random state. The tensors are
//! `network.conv1.weight`, `optimizer.velocity.conv1.weight`, `average.…` and `best.…`, the numbers stand in the metadata.
//!
//! ```no_run
//! # use lenet_runtime::{Tensor, network};
//! # network! { struct LeNet5: [1, 28, 28] -> [10] { flatten, linear(10) } }
//! # let (images, labels): (Vec<Tensor<1, 28, 28>>, Vec<u8>) = (vec![], vec![]);
//! use lenet_runtime::train::{CrossEntropy, Pairs, Sgd, Trainer};
//!
//! let mut network = LeNet5::init(42);
//! let mut trainer = Trainer::new(CrossEntropy::default(), Sgd { momentum: 0.9, ..Sgd::<LeNet5>::new(0.1) }, 42);
//! if std::fs::exists("run.safetensors")? {
//!     trainer.resume(&mut network, "run.safetensors")?;
//! }
//! while trainer.epochs() < 20 {
//!     trainer.epoch(&mut network, Pairs::new(&images, &labels), |_| ())?;
//!     trainer.save(&network, "run.safetensors")?;
//! }
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod numbers;
mod problem;

pub use problem::Problem;

use super::FileError;
use super::weights::{self, push};
use crate::network::Network;
use crate::parameters::Name;
use crate::plain::Zeroed;
use crate::train::{Optimizer, Trainer};
use lenet_weights::json::Quoted;
use lenet_weights::text::short;
use lenet_weights::{Opened, Request};
use std::path::Path;

/// Why a checkpoint was not written or not read, and which file it is.
pub type Error = FileError<Problem>;

/// The layout of the file: one with another number is refused.
const VERSION: &str = "1";

/// The entry of the metadata that makes a file a checkpoint, with its version.
const CHECKPOINT: &str = "checkpoint";
/// That which names its networks.
const PARTS: &str = "parts";

/// The networks of a checkpoint, beside those that the optimizer remembers.
const WEIGHTS: &str = "network";
const AVERAGE: &str = "average";
const BEST: &str = "best";
/// What the names of those begin with.
const OPTIMIZER: &str = "optimizer";

impl<N: Network, L, O: Optimizer<N>> Trainer<N, L, O> {
    /// Writes a checkpoint: whole, or not at all, as [`atomic::write`](super::atomic::write()) does. A run that goes on from it by
    /// [`Trainer::resume`] ends with the same bits as one that was not cut off.
    ///
    /// # Errors
    ///
    /// If a number is not finite, or if the file cannot be written.
    pub fn save(&mut self, network: &N, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        let bytes = self.checkpoint(network).map_err(|problem| Error::new(path, problem))?;
        super::atomic::write(path, &bytes).map_err(|error| Error::new(path, Problem::Write(error)))
    }

    /// Takes up the run of a checkpoint: sets `network` and all that the trainer remembers. What the trainer is told, as loss, batch,
    /// schedule and the fields of the optimizer, is not in the file: give it the same as before.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is no checkpoint, is damaged, or is one of another network, optimizer or schedule or of a newer
    /// version. Network and trainer are then as they were.
    pub fn resume(&mut self, network: &mut N, path: impl AsRef<Path>) -> Result<(), Error> {
        let path = path.as_ref();
        self.resume_from(network, path).map_err(|problem| Error::new(path, problem))
    }

    /// The bytes of a checkpoint.
    fn checkpoint(&mut self, network: &N) -> Result<Vec<u8>, Problem> {
        let mut header =
            format!(r#"{{"__metadata__":{{"{CHECKPOINT}":"{VERSION}","{}":{}"#, weights::NETWORK, Quoted(N::NAME));
        self.numbers(&mut |name, number| {
            push(&mut header, format_args!(",{}:{}", Quoted(name), Quoted(&number.text())));
        });
        let mut remembered = Vec::new();
        self.optimizer.tensors(&mut |name, network| {
            remembered.extend(network.get().map(|network| (format!("{OPTIMIZER}.{name}"), network.clone_box())));
        });
        let mut parts = vec![(WEIGHTS, network)];
        parts.extend(self.average.as_ref().and_then(|average| average.network()).map(|network| (AVERAGE, network)));
        parts.extend(self.best.network().map(|network| (BEST, network)));
        parts.extend(remembered.iter().map(|(name, network)| (name.as_str(), &**network)));

        let names: Vec<_> = parts.iter().map(|(name, _)| *name).collect();
        push(&mut header, format_args!(",{}:{}}}", Quoted(PARTS), Quoted(&names.join(" "))));
        let mut end = 0;
        for (name, network) in &parts {
            let name = Name::ROOT.then(name);
            weights::check_finite(*network, &name)?;
            end = weights::push_tensors(&mut header, *network, &name, end);
        }
        header.push('}');
        Ok(weights::file(header, &parts.iter().map(|(_, network)| network.floats()).collect::<Vec<_>>()))
    }

    fn resume_from(&mut self, network: &mut N, path: &Path) -> Result<(), Problem> {
        let known = self.known_parts();
        let own = weights::expected(network, &Name::ROOT).len();
        let mut opened = Opened::open(path).map_err(Problem::Read)?;
        let metadata = lenet_weights::metadata(&mut opened, known.len() * own)?;
        let entry = |name: &str| metadata.iter().find(|(entry, _)| entry == name).map(|(_, text)| text.as_str());
        match entry(CHECKPOINT) {
            Some(VERSION) => {}
            Some(found) => return Err(Problem::Version { expected: VERSION, found: short(found) }),
            None => return Err(Problem::NoCheckpoint),
        }
        let parts: Vec<_> = entry(PARTS).unwrap_or_default().split(' ').collect();
        if let Some(found) = parts.iter().find(|part| !known.iter().any(|known| known == *part)) {
            return Err(Problem::Part { expected: known, found: short(found) });
        }
        if !parts.contains(&WEIGHTS) {
            return Err(Problem::Number { name: PARTS.into(), found: entry(PARTS).map(short) });
        }
        let expected = parts.iter().flat_map(|part| weights::expected(network, &Name::ROOT.then(part))).collect();
        let found = lenet_weights::read(&mut opened, Request::all(expected, Some(N::NAME)))?;
        let mut read: Vec<_> = parts
            .iter()
            .zip(found.tensors.chunks(own))
            .map(|(part, tensors)| {
                let mut network = N::zeroed_box();
                weights::take(&mut *network, &found, tensors);
                (*part, network)
            })
            .collect();
        self.check_numbers(&metadata)?;

        // Nothing fails from here on.
        self.order.clear();
        self.numbers(&mut |name, number| {
            entry(name).and_then(|text| number.set(text));
        });
        let mut part = |name: &str| {
            let at = read.iter().position(|(part, _)| *part == name)?;
            Some(read.swap_remove(at).1)
        };
        if let Some(weights) = part(WEIGHTS) {
            network.floats_mut().copy_from_slice(weights.floats());
        }
        if let Some(average) = &mut self.average {
            average.network = part(AVERAGE);
        }
        self.best.network = part(BEST);
        self.optimizer.tensors(&mut |name, network| network.set(part(&format!("{OPTIMIZER}.{name}"))));
        Ok(())
    }

    /// The names of the networks that a checkpoint of this run can have.
    fn known_parts(&mut self) -> Vec<String> {
        let mut known = vec![WEIGHTS.to_owned(), BEST.to_owned()];
        known.extend(self.average.as_ref().map(|_| AVERAGE.to_owned()));
        self.optimizer.tensors(&mut |name, _| known.push(format!("{OPTIMIZER}.{name}")));
        known
    }

    /// Whether the metadata have every number that this run remembers, and no other.
    fn check_numbers(&mut self, metadata: &[(String, String)]) -> Result<(), Problem> {
        let mut checked = Ok(());
        let mut names = vec![CHECKPOINT.to_owned(), PARTS.to_owned(), weights::NETWORK.to_owned()];
        self.numbers(&mut |name, number| {
            let text = metadata.iter().find(|(entry, _)| entry == name).map(|(_, text)| text.as_str());
            if checked.is_ok() && !text.is_some_and(|text| number.accepts(text)) {
                checked = Err(Problem::Number { name: name.to_owned(), found: text.map(short) });
            }
            names.push(name.to_owned());
        });
        checked?;
        match metadata.iter().find(|(entry, _)| !names.contains(entry)) {
            Some((name, _)) => Err(Problem::Unexpected { name: short(name) }),
            None => Ok(()),
        }
    }
}
