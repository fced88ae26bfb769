//! The binary version of CIFAR-10 and CIFAR-100: photographs of 3 × 32 × 32 pixels and their classes.
//!
//! A record is one byte for the class, in CIFAR-100 two for the coarse and the fine class, and 3072 for the pixels: red, green and blue, each row by
//! row. A file is records without anything between them.
//!
//! Source: Krizhevsky, *Learning multiple layers of features from tiny images*, 2009; <https://www.cs.toronto.edu/~kriz/cifar.html>.

use super::problem::check_folder;
use super::source::{Unpacked, open};
use super::{Dataset, Error, Normalization, Problem, Split};
use crate::plain::Zeroed;
use crate::tensor::Tensor;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

/// What the networks read.
type Image = Tensor<3, 32, 32>;

/// The bytes of an image.
const PIXELS: usize = 3 * 32 * 32;

/// A data set of this layout.
struct Layout {
    /// The folder that its archive unpacks to.
    folder: &'static str,
    /// How the names of the files begin: to learn from, and to judge by.
    names: [&'static str; 2],
    /// How many bytes of a record say its class.
    labels: usize,
    /// Which of them is the class.
    label: usize,
    classes: u8,
}

const CIFAR10: Layout =
    Layout { folder: "cifar-10-batches-bin", names: ["data_batch", "test_batch"], labels: 1, label: 0, classes: 10 };

/// With the fine classes.
const CIFAR100: Layout =
    Layout { folder: "cifar-100-binary", names: ["train", "test"], labels: 2, label: 1, classes: 100 };

impl Dataset<Image> {
    /// Reads one half of CIFAR-10 in its binary version: all files of `folder` whose names begin with `data_batch`, or with `test_batch`, and
    /// end in `.bin` or `.bin.gz`, in the order of their names. They may stand in the folder `cifar-10-batches-bin` in there.
    ///
    /// `normalization` is that of red, green and blue.
    ///
    /// # Errors
    ///
    /// If there is no such file, if one is damaged, or if a class is not below 10.
    pub fn cifar10(folder: impl AsRef<Path>, split: Split, normalization: [Normalization; 3]) -> Result<Self, Error> {
        read(folder.as_ref(), &CIFAR10, split, normalization)
    }

    /// Reads one half of CIFAR-100 in its binary version, with the 100 fine classes: `train.bin` or `test.bin`, as
    /// [`Dataset::cifar10`] does.
    ///
    /// # Errors
    ///
    /// As [`Dataset::cifar10`], for classes below 100.
    pub fn cifar100(folder: impl AsRef<Path>, split: Split, normalization: [Normalization; 3]) -> Result<Self, Error> {
        read(folder.as_ref(), &CIFAR100, split, normalization)
    }
}

fn read(
    folder: &Path,
    layout: &Layout,
    split: Split,
    normalization: [Normalization; 3],
) -> Result<Dataset<Image>, Error> {
    let name = layout.names[match split {
        Split::Train => 0,
        Split::Test => 1,
    }];
    check_folder(folder)?;
    let mut files = files(folder, name);
    if files.is_empty() {
        files = self::files(&folder.join(layout.folder), name);
    }
    if files.is_empty() {
        return Err(Problem::Missing.at(&folder.join(format!("{name}.bin"))));
    }
    let numbers = normalization.map(|channel| core::array::from_fn(|pixel| channel.apply(pixel as u8)));
    let mut pixels = Vec::new();
    let mut labels = Vec::new();
    for file in files {
        records(&file, layout, &mut labels, &mut pixels).map_err(|problem| problem.at(&file))?;
    }
    let mut images = Image::zeroed_vec(labels.len());
    for (image, pixels) in images.iter_mut().zip(pixels.chunks_exact(PIXELS)) {
        paint(image, pixels, &numbers);
    }
    Ok(Dataset { images, labels })
}

/// The files of a folder whose names begin so, in their order.
fn files(folder: &Path, name: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_one = |path: &PathBuf| {
        let file = path.file_name().and_then(|file| file.to_str()).unwrap_or_default();
        file.starts_with(name) && (file.ends_with(".bin") || file.ends_with(".bin.gz")) && path.is_file()
    };
    let mut files: Vec<_> = entries.map(|entry| entry.path()).filter(is_one).collect();
    files.sort();
    files
}

/// Adds the classes and the pixels of a file to those of the files before.
fn records(file: &Path, layout: &Layout, labels: &mut Vec<u8>, pixels: &mut Vec<u8>) -> Result<(), Problem> {
    let Unpacked { mut bytes, failed, .. } = open(file)?.unpacked("a CIFAR file", None)?;
    let size = layout.labels + PIXELS;
    let mut record = Vec::with_capacity(size);
    for index in 0.. {
        record.clear();
        bytes.by_ref().take(size as u64).read_to_end(&mut record).map_err(failed)?;
        match record.len() {
            0 if index == 0 => return Err(Problem::Empty),
            0 => break,
            length if length < size => {
                return Err(Problem::Records { size, found: (index * size + length) as u64 });
            }
            _ => {}
        }
        let label = record[layout.label];
        if label >= layout.classes {
            return Err(Problem::Label { index, found: label, classes: layout.classes.into() });
        }
        labels.push(label);
        pixels.extend(&record[layout.labels..]);
    }
    Ok(())
}

/// Writes the numbers of the pixels of each channel.
fn paint(image: &mut Image, pixels: &[u8], numbers: &[[f32; 256]; 3]) {
    for (channel, (into, numbers)) in image.0.iter_mut().zip(numbers).enumerate() {
        let pixels = &pixels[channel * 1024..][..1024];
        for (into, &pixel) in into.as_flattened_mut().iter_mut().zip(pixels) {
            *into = numbers[usize::from(pixel)];
        }
    }
}
