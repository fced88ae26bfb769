//! The data that programs are given: what they are, and what a network reads of them.

mod find;
mod scale;

use crate::command::{self, Result, at_least_one, shown};
use clap::{Args, ValueEnum};
use lenet_runtime::data::idx::Emnist;
use lenet_runtime::data::{Dataset, Error, Fit, Normalization, Pictures, Problem, Split, Subset, stratified};
use lenet_runtime::train::Examples;
use lenet_runtime::{Shape, Tensor, Value, Zeroed};
use scale::scaled;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Which data, and what becomes of them.
#[derive(Args)]
pub(crate) struct DataOptions {
    /// Folder or file: IDX, EMNIST, CIFAR, CSV, NPY, NPZ, or pictures in a folder for each class [default: MNIST]
    #[arg(long, value_name = "PATH")]
    data: Option<PathBuf>,
    /// What the data are [default: as the names of the files tell]
    #[arg(long, value_enum)]
    format: Option<Format>,
    /// Data to judge by, where those have no half for it [default: a share of them]
    #[arg(long, value_name = "PATH")]
    test: Option<PathBuf>,
    /// The share to judge by, of each class, where there is nothing else
    #[arg(long, value_name = "SHARE", default_value_t = 0.2, value_parser = share)]
    validation: f64,
    /// Scale images of another size than the network's input: pictures, and IDX and CIFAR of 28 × 28 and 32 × 32
    #[arg(long, value_enum)]
    resize: Option<Resize>,
    /// Leave out pictures that cannot be read, and name them, instead of ending
    #[arg(long)]
    skip_damaged: bool,
    /// Use only N images of training and of test, for a quick try
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    limit: Option<usize>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(crate) enum Format {
    /// MNIST and its relatives
    Idx,
    EmnistByclass,
    EmnistBymerge,
    EmnistBalanced,
    EmnistLetters,
    EmnistDigits,
    EmnistMnist,
    /// The binary version
    Cifar10,
    /// The binary version, with the 100 fine classes
    Cifar100,
    /// A line for each image: its label, then its pixels
    Csv,
    /// A folder with `images.npy` and `labels.npy`
    Npy,
    /// An archive with `x_train`, `y_train`, `x_test` and `y_test`, or with `images` and `labels`
    Npz,
    /// PNG and JPEG in a folder for each class
    Pictures,
}

/// How an image becomes as large as the network's input.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(crate) enum Resize {
    /// Rows and columns by their own factors
    Stretch,
    /// Until it covers the input, of which the middle is kept
    Crop,
}

fn share(text: &str) -> std::result::Result<f64, String> {
    let share = text.parse().ok().filter(|share| *share > 0.0 && *share < 1.0);
    share.ok_or_else(|| "must be a number between 0 and 1, as 0.2 for a fifth of the images".into())
}

/// Examples of any source.
pub(crate) struct Shared<V>(Arc<dyn Examples<V, Target = u32> + Send>);

impl<V> Clone for Shared<V> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<V> Shared<V> {
    pub(crate) fn new(examples: impl Examples<V, Target = u32> + Send + 'static) -> Self {
        Self(Arc::new(examples))
    }
}

impl<V> Examples<V> for Shared<V> {
    type Target = u32;

    fn len(&self) -> usize {
        self.0.len()
    }

    fn load(&self, i: usize, seed: u64, into: &mut V) -> u32 {
        self.0.load(i, seed, into)
    }

    fn stored(&self, i: usize) -> Option<(&V, &u32)> {
        self.0.stored(i)
    }
}

/// What a network learns from and is judged by.
pub(crate) struct Data<V> {
    pub(crate) train: Shared<V>,
    pub(crate) test: Shared<V>,
    /// Both, where they are two shares of the same images; else those to judge by.
    pub(crate) all: Shared<V>,
    /// The names of the network's outputs; empty if the data have none.
    pub(crate) classes: Vec<String>,
    pub(crate) normalization: Vec<Normalization>,
    /// What to tell of the data.
    pub(crate) notes: Vec<String>,
}

/// A network's input that files can fill: grey, or in colours.
pub(crate) trait Readable: Value + Send {
    /// Images of one channel, as IDX files have them.
    fn grey(source: &Source, split: Split) -> Result<Dataset<Self>>;
    /// Pictures, by the names of their folders.
    fn pictures(folder: &Path, fit: Fit, normalization: &[Normalization])
    -> std::result::Result<Pictures<Self>, Error>;
}

/// What IDX files usually have.
type Digit = Tensor<1, 28, 28>;

impl<const H: usize, const W: usize> Readable for Tensor<1, H, W> {
    fn grey(source: &Source, split: Split) -> Result<Dataset<Self>> {
        match source.resize {
            None => source.idx(split),
            Some(_) => scaled(source.idx::<Digit>(split)?, source),
        }
    }

    fn pictures(
        folder: &Path,
        fit: Fit,
        normalization: &[Normalization],
    ) -> std::result::Result<Pictures<Self>, Error> {
        Pictures::open_whole(folder, fit, normalization)
    }
}

impl<const H: usize, const W: usize> Readable for Tensor<3, H, W> {
    fn grey(source: &Source, split: Split) -> Result<Dataset<Self>> {
        scaled(source.idx::<Digit>(split)?, source)
    }

    fn pictures(
        folder: &Path,
        fit: Fit,
        normalization: &[Normalization],
    ) -> std::result::Result<Pictures<Self>, Error> {
        Pictures::open_whole(folder, fit, normalization)
    }
}

/// Where images are read from, and for which network.
pub(crate) struct Source<'a> {
    path: PathBuf,
    format: Format,
    resize: Option<Resize>,
    skip_damaged: bool,
    network: &'a str,
    /// How many outputs it has.
    outputs: usize,
}

/// Images that were read, without a normalization.
struct Images<V> {
    kept: Kept<V>,
    labels: Vec<u32>,
    /// The names of the classes, where the data have some.
    classes: Vec<String>,
}

/// Where they are kept.
enum Kept<V> {
    Decoded(Dataset<V, u32>),
    /// Compressed in this folder, as they take too much memory otherwise.
    Files(PathBuf, Pictures<V>),
}

/// The most memory that decoded pictures take, in bytes.
const MOST: usize = 1 << 30;

const CIFAR10: [&str; 10] = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];

impl DataOptions {
    /// Where they are, for a line of output.
    pub(crate) fn shown(&self) -> String {
        shown(&self.path())
    }

    fn path(&self) -> PathBuf {
        self.data.clone().unwrap_or_else(|| command::data("mnist"))
    }

    fn source<'a>(&self, path: PathBuf, network: &'a str, outputs: usize) -> Result<Source<'a>> {
        let format = self.format.map_or_else(|| find::format(&path), Ok)?;
        Ok(Source { path, format, resize: self.resize, skip_damaged: self.skip_damaged, network, outputs })
    }

    /// Reads all. `known` is the normalization that the weights were trained with; without one it is measured.
    pub(crate) fn read<V: Readable>(
        &self,
        network: &str,
        outputs: usize,
        seed: u64,
        known: Option<Vec<Normalization>>,
    ) -> Result<Data<V>> {
        let mut notes = Vec::new();
        let source = self.source(self.path(), network, outputs)?;
        let test_source = self.test.as_ref().map(|path| self.source(path.clone(), network, outputs)).transpose()?;
        let train = source.read::<V>(Split::Train, &mut notes)?;
        let test = match &test_source {
            Some(test) => Some(test.read::<V>(if test.has_halves() { Split::Test } else { Split::Train }, &mut notes)?),
            None if source.has_halves() => Some(source.read::<V>(Split::Test, &mut notes)?),
            None => None,
        };
        if let Some(test) = &test
            && !test.classes.is_empty()
            && test.classes != train.classes
        {
            let (path, classes) =
                (shown(test_source.as_ref().map_or(&source.path, |source| &source.path)), test.classes.len());
            return Err(format!(
                "{path}: the folders of {classes} classes are not those of the images to train on, {}: give both the same",
                train.classes.len()
            )
            .into());
        }
        let (mut places, mut test_places) = match &test {
            Some(test) => ((0..train.labels.len()).collect(), (0..test.labels.len()).collect()),
            None => self.split(&train.labels, seed, &source)?,
        };
        for places in [&mut places, &mut test_places] {
            let (count, most) = (places.len(), self.limit.unwrap_or(usize::MAX));
            if most < count {
                *places = (0..most).map(|i| places[(i as u128 * count as u128 / most as u128) as usize]).collect();
            }
        }

        let classes = source.names(train.classes.clone(), &mut notes);
        let normalization = known.unwrap_or_else(|| train.measured(&places));
        let train = train.normalized(&source, &normalization)?;
        let test = match test {
            Some(test) => test.normalized(test_source.as_ref().unwrap_or(&source), &normalization)?,
            None => train.clone(),
        };
        let all = match self.limit {
            None => test.clone(),
            Some(_) => Shared::new(Subset::new(test.clone(), test_places.clone())),
        };
        let [train, test] = [Subset::new(train, places), Subset::new(test, test_places)].map(Shared::new);
        Ok(Data { train, test, all, classes, normalization, notes })
    }

    /// The images to learn from and those to judge by.
    fn split(&self, labels: &[u32], seed: u64, source: &Source) -> Result<(Vec<usize>, Vec<usize>)> {
        let mut counts = vec![0; source.outputs];
        labels.iter().for_each(|label| counts[*label as usize] += 1);
        let judged: usize = counts.iter().map(|count| (f64::from(*count) * self.validation + 0.5) as usize).sum();
        if judged == 0 || judged == labels.len() {
            let which = if judged == 0 { "to judge by" } else { "to learn from" };
            return Err(format!(
                "{}: `--validation {}` of {} images leaves none {which}: give another share, more images, or `--test PATH`",
                shown(&source.path),
                self.validation,
                labels.len()
            )
            .into());
        }
        let [train, test] = stratified(labels, self.validation, seed);
        Ok((train, test))
    }
}

impl Source<'_> {
    /// Whether there is a half to judge by.
    fn has_halves(&self) -> bool {
        match self.format {
            Format::Csv | Format::Npy => false,
            Format::Npz => find::has_member(&self.path, "x_test"),
            Format::Pictures => find::halves(&self.path).is_some(),
            _ => true,
        }
    }

    /// The images of an IDX file, or of EMNIST.
    fn idx<V: Value>(&self, split: Split) -> Result<Dataset<V>> {
        let Some(set) = self.emnist() else {
            return Dataset::idx(&self.path, split, self.outputs, Normalization::NONE)
                .map_err(|error| self.sized(error));
        };
        self.check_classes(set.classes())?;
        Dataset::emnist(&self.path, set, split, Normalization::NONE).map_err(|error| self.sized(error))
    }

    fn emnist(&self) -> Option<Emnist> {
        Some(match self.format {
            Format::EmnistByclass => Emnist::ByClass,
            Format::EmnistBymerge => Emnist::ByMerge,
            Format::EmnistBalanced => Emnist::Balanced,
            Format::EmnistLetters => Emnist::Letters,
            Format::EmnistDigits => Emnist::Digits,
            Format::EmnistMnist => Emnist::Mnist,
            _ => return None,
        })
    }

    /// That the network has an output for each class of the data.
    fn check_classes(&self, classes: usize) -> Result<()> {
        if classes <= self.outputs {
            return Ok(());
        }
        let Self { path, network, outputs, .. } = self;
        let path = shown(path);
        Err(format!(
            "{path}: {classes} classes, but `{network}` has {outputs} outputs: take a network with as many, or declare one in \
             examples/networks"
        )
        .into())
    }

    /// An error about the size of an image, with the option that helps.
    fn sized(&self, error: Error) -> Box<dyn std::error::Error> {
        match (&error.problem, self.resize) {
            (Problem::Size { .. }, None) => format!("{error}, as `--resize stretch` does").into(),
            _ => error.into(),
        }
    }

    fn read<V: Readable>(&self, split: Split, notes: &mut Vec<String>) -> Result<Images<V>> {
        let (none, outputs) = (&[Normalization::NONE], self.outputs);
        let decoded = |data: Dataset<V, u32>, classes: &[&str]| {
            let classes = classes.iter().map(|class| (*class).to_owned()).collect();
            Images { labels: data.labels.clone(), kept: Kept::Decoded(data), classes }
        };
        let wide = |data: Dataset<V>| {
            let labels = data.labels.into_iter().map(u32::from).collect();
            Dataset { images: data.images, labels }
        };
        if self.resize.is_some() && matches!(self.format, Format::Csv | Format::Npy | Format::Npz) {
            let path = shown(&self.path);
            return Err(format!(
                "{path}: `--resize` scales pictures, IDX and CIFAR: write the file anew in the right size"
            )
            .into());
        }
        Ok(match self.format {
            Format::Cifar10 => {
                self.check_classes(10)?;
                let data = Dataset::cifar10(&self.path, split, [Normalization::NONE; 3])?;
                decoded(wide(scaled(data, self)?), &CIFAR10)
            }
            Format::Cifar100 => {
                self.check_classes(100)?;
                let data = Dataset::cifar100(&self.path, split, [Normalization::NONE; 3])?;
                decoded(wide(scaled(data, self)?), &[])
            }
            Format::Csv => decoded(Dataset::csv(&self.path, outputs, none)?, &[]),
            Format::Npy => {
                let [images, labels] = ["images.npy", "labels.npy"].map(|name| self.path.join(name));
                decoded(Dataset::npy(images, labels, outputs, none)?, &[])
            }
            Format::Npz => {
                let names = match split {
                    Split::Test => ["x_test", "y_test"],
                    Split::Train if find::has_member(&self.path, "x_train") => ["x_train", "y_train"],
                    Split::Train => ["images", "labels"],
                };
                decoded(Dataset::npz(&self.path, names, outputs, none)?, &[])
            }
            Format::Pictures => self.pictures(split, notes)?,
            _ => decoded(wide(V::grey(self, split)?), &[]),
        })
    }

    /// The folder of a half.
    fn folder(&self, split: Split) -> PathBuf {
        match (find::halves(&self.path), split) {
            (None, _) => self.path.clone(),
            (Some([train, _]), Split::Train) => train,
            (Some([_, test]), Split::Test) => test,
        }
    }

    fn fit(&self) -> Fit {
        match self.resize {
            None => Fit::Exact,
            Some(Resize::Stretch) => Fit::Stretch,
            Some(Resize::Crop) => Fit::Crop,
        }
    }

    fn pictures<V: Readable>(&self, split: Split, notes: &mut Vec<String>) -> Result<Images<V>> {
        let folder = self.folder(split);
        let mut pictures =
            V::pictures(&folder, self.fit(), &[Normalization::NONE]).map_err(|error| self.sized(error))?;
        self.check_classes(pictures.classes.len())?;
        if !pictures.skipped.is_empty() {
            if !self.skip_damaged {
                let error = self.sized(pictures.skipped.swap_remove(0));
                return Err(format!("{error}; `--skip-damaged` leaves out such files").into());
            }
            notes.extend(pictures.skipped.iter().map(|problem| format!("left out: {problem}")));
        }
        let class = |i: usize| {
            let inner = pictures.path(i).strip_prefix(&folder).ok();
            let name = inner.and_then(|inner| inner.iter().next()).map(|name| name.to_string_lossy());
            pictures.classes.iter().position(|class| Some(class.as_str()) == name.as_deref()).unwrap_or(0) as u32
        };
        let labels = (0..pictures.len()).map(class).collect();
        let classes = pictures.classes.clone();
        let fits = pictures.len() * size_of::<V>() <= MOST;
        let kept = if fits { Kept::Decoded(pictures.decoded()) } else { Kept::Files(folder, pictures) };
        Ok(Images { kept, labels, classes })
    }

    /// A name for each output, where there are names at all.
    fn names(&self, mut classes: Vec<String>, notes: &mut Vec<String>) -> Vec<String> {
        let (count, outputs) = (classes.len(), self.outputs);
        if count > 0 && count < outputs {
            let network = self.network;
            notes.push(format!(
                "the data have {count} classes, `{network}` has {outputs} outputs: the last {} stand for nothing",
                outputs - count
            ));
            classes.extend((count..outputs).map(|class| class.to_string()));
        }
        classes
    }
}

impl<V: Readable> Images<V> {
    /// Mean and standard deviation of each channel over these images, to four decimals, as [`Normalization::measured`].
    fn measured(&self, places: &[usize]) -> Vec<Normalization> {
        let (Shape::Image(channels, ..) | Shape::Vector(channels)) = V::SHAPE;
        let mut sums = vec![[0.0_f64; 2]; channels];
        let mut image = V::zeroed_box();
        for &place in places {
            let stored = match &self.kept {
                Kept::Decoded(data) => &data.images[place],
                Kept::Files(_, pictures) => {
                    pictures.load(place, 0, &mut image);
                    &*image
                }
            };
            for ([sum, squares], pixels) in sums.iter_mut().zip(stored.floats().chunks_exact(V::FLOATS / channels)) {
                for pixel in pixels.iter().map(|pixel| f64::from(*pixel)) {
                    *sum += pixel;
                    *squares += pixel * pixel;
                }
            }
        }
        let count = (places.len() * V::FLOATS / channels).max(1) as f64;
        let rounded = |number: f64| ((10_000.0 * number).round() / 10_000.0) as f32;
        let normalization = |[sum, squares]: [f64; 2]| {
            let mean = sum / count;
            let std = rounded((squares / count - mean * mean).max(0.0).sqrt());
            Normalization { mean: rounded(mean), std: if std > 0.0 { std } else { 1.0 } }
        };
        sums.into_iter().map(normalization).collect()
    }

    fn normalized(self, source: &Source, normalization: &[Normalization]) -> Result<Shared<V>> {
        Ok(match self.kept {
            Kept::Decoded(mut data) => {
                Normalization::apply_to(normalization, &mut data.images);
                Shared::new(data)
            }
            Kept::Files(folder, _) => Shared::new(V::pictures(&folder, source.fit(), normalization)?),
        })
    }
}
