//! The IDX format: images and labels of MNIST, Fashion-MNIST and their relatives, plain or compressed with gzip.
//!
//! All numbers are big-endian. An image file is `u32 0x0803, u32 count, u32 rows, u32 columns`, then one byte a pixel, row
//! by row, 0 (background) to 255; a label file is `u32 0x0801, u32 count`, then one byte a label.
//!
//! Source: LeCun, Cortes, Burges, *The MNIST database of handwritten digits*, 1998, section "File formats".

use super::Dataset;
use crate::plain::Zeroed;
use crate::tensor::{Shape, Value};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::{fmt, fs, io};

/// Which half of a data set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Split {
    /// The images to learn from, `train-…`.
    Train,
    /// The images to judge by, `t10k-…`.
    Test,
}

/// What a network reads in place of a pixel of 0 to 255: (pixel/255 − mean) / std.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Normalization {
    /// Subtracted, in units of pixel/255.
    pub mean: f32,
    /// What the difference is divided by, in units of pixel/255.
    pub std: f32,
}

impl Normalization {
    /// Pixels in 0..=1.
    pub const NONE: Self = Self { mean: 0.0, std: 1.0 };
    /// Mean and standard deviation of MNIST's training images.
    pub const MNIST: Self = Self { mean: 0.1307, std: 0.3081 };
    /// Mean and standard deviation of Fashion-MNIST's training images.
    pub const FASHION_MNIST: Self = Self { mean: 0.2860, std: 0.3530 };

    /// The number for one pixel.
    #[must_use]
    pub fn apply(self, pixel: u8) -> f32 {
        (f32::from(pixel) / 255.0 - self.mean) / self.std
    }
}

impl<V: Value> Dataset<V> {
    /// Reads one half of a data set in the layout of MNIST: the files `train-images-idx3-ubyte` and
    /// `train-labels-idx1-ubyte` of `folder`, or `t10k-…`. The names may end in `.gz`, and may have a dot before `idx`.
    ///
    /// # Errors
    ///
    /// If a file is missing or damaged, if the images are not those of `V`, if there is not one label for each image, or if
    /// a label is not below `classes`.
    pub fn idx(
        folder: impl AsRef<Path>,
        split: Split,
        classes: usize,
        normalization: Normalization,
    ) -> Result<Self, Error> {
        let folder = folder.as_ref();
        let half = match split {
            Split::Train => "train",
            Split::Test => "t10k",
        };
        let images_file = find(folder, &format!("{half}-images"), "idx3-ubyte")?;
        let labels_file = find(folder, &format!("{half}-labels"), "idx1-ubyte")?;
        let labels = self::labels(&labels_file, classes)?;
        let images = self::images(&images_file, normalization)?;
        if images.len() != labels.len() {
            return Err(Problem::Counts { images: images.len(), labels: labels.len() }.at(&labels_file));
        }
        Ok(Self { images, labels })
    }
}

/// The images of one IDX file.
///
/// # Errors
///
/// If the file is missing or damaged, or if its images have not as many rows and columns as `V`.
pub fn images<V: Value>(file: impl AsRef<Path>, normalization: Normalization) -> Result<Vec<V>, Error> {
    let file = file.as_ref();
    read(file).and_then(|bytes| images_of(&bytes, normalization)).map_err(|problem| problem.at(file))
}

/// The labels of one IDX file.
///
/// # Errors
///
/// If the file is missing or damaged, or if a label is not below `classes`.
pub fn labels(file: impl AsRef<Path>, classes: usize) -> Result<Vec<u8>, Error> {
    let file = file.as_ref();
    read(file).and_then(|bytes| labels_of(&bytes, classes)).map_err(|problem| problem.at(file))
}

/// The images in the bytes of an IDX file, which may be compressed.
///
/// # Errors
///
/// As [`images`].
pub fn images_of<V: Value>(bytes: &[u8], normalization: Normalization) -> Result<Vec<V>, Problem> {
    const { assert!(matches!(V::SHAPE, Shape::Vector(_) | Shape::Image(1, ..)), "IDX images have one channel") }
    let bytes = decompress(bytes)?;
    let ([count, rows, columns], pixels) = header(&bytes, 0x0803)?;
    let fits = match V::SHAPE {
        Shape::Image(_, h, w) => (h, w) == (rows, columns),
        Shape::Vector(n) => rows.checked_mul(columns) == Some(n),
    };
    if !fits {
        return Err(Problem::Size { expected: V::SHAPE, rows, columns });
    }
    check_length(&bytes, pixels, count, V::FLOATS)?;
    let numbers: [f32; 256] = core::array::from_fn(|pixel| normalization.apply(pixel as u8));
    let mut images = V::zeroed_vec(count);
    for (image, pixels) in images.iter_mut().zip(pixels.chunks_exact(V::FLOATS)) {
        for (number, &pixel) in image.floats_mut().iter_mut().zip(pixels) {
            *number = numbers[usize::from(pixel)];
        }
    }
    Ok(images)
}

/// The labels in the bytes of an IDX file, which may be compressed.
///
/// # Errors
///
/// As [`labels`].
pub fn labels_of(bytes: &[u8], classes: usize) -> Result<Vec<u8>, Problem> {
    let bytes = decompress(bytes)?;
    let ([count], labels) = header(&bytes, 0x0801)?;
    check_length(&bytes, labels, count, 1)?;
    match labels.iter().position(|&label| usize::from(label) >= classes) {
        Some(index) => Err(Problem::Label { index, found: labels[index], classes }),
        None => Ok(labels.to_vec()),
    }
}

/// Checks the magic number, whose last byte is the number of dimensions, and splits off that many sizes.
fn header<const D: usize>(bytes: &[u8], magic: u32) -> Result<([usize; D], &[u8]), Problem> {
    let (words, _) = bytes.as_chunks();
    let word = |i: usize| words.get(i).copied().map(u32::from_be_bytes);
    if let Some(found) = word(0)
        && found != magic
    {
        return Err(Problem::Magic { expected: magic, found });
    }
    let length = 4 * (1 + D);
    let Some(rest) = bytes.get(length..) else {
        return Err(Problem::Length { expected: length as u64, found: bytes.len() as u64 });
    };
    Ok((core::array::from_fn(|d| word(1 + d).map_or(0, |size| size as usize)), rest))
}

/// Checks that `data`, the end of `file`, is `count` elements of `size` bytes.
fn check_length(file: &[u8], data: &[u8], count: usize, size: usize) -> Result<(), Problem> {
    if count == 0 {
        return Err(Problem::Empty);
    }
    let found = file.len() as u64;
    let expected = found - data.len() as u64 + count as u64 * size as u64;
    if expected == found { Ok(()) } else { Err(Problem::Length { expected, found }) }
}

/// The contents of an IDX file that may be compressed: gzip starts with the bytes 1f 8b, IDX with two zeros.
fn decompress(bytes: &[u8]) -> Result<Cow<'_, [u8]>, Problem> {
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        return Ok(bytes.into());
    }
    #[cfg(feature = "gz")]
    {
        let mut contents = Vec::new();
        io::Read::read_to_end(&mut flate2::read::MultiGzDecoder::new(bytes), &mut contents).map_err(Problem::Gzip)?;
        Ok(contents.into())
    }
    #[cfg(not(feature = "gz"))]
    Err(Problem::GzipIsOff)
}

fn read(file: &Path) -> Result<Vec<u8>, Problem> {
    fs::read(file).map_err(Problem::Read)
}

/// The file of `folder` that is called `stem-kind`, `stem-kind.gz`, `stem.kind` or `stem.kind.gz`.
fn find(folder: &Path, stem: &str, kind: &str) -> Result<PathBuf, Error> {
    if !folder.is_dir() {
        return Err(Problem::NoFolder.at(folder));
    }
    let name = format!("{stem}-{kind}");
    let spellings = [name.clone(), format!("{name}.gz"), format!("{stem}.{kind}"), format!("{stem}.{kind}.gz")];
    let mut files = spellings.iter().map(|spelling| folder.join(spelling));
    files.find(|file| file.is_file()).ok_or_else(|| Problem::Missing.at(&folder.join(name)))
}

/// Why a data set was not read.
#[derive(Debug)]
pub struct Error {
    /// The file or folder.
    pub path: PathBuf,
    /// What is wrong with it.
    pub problem: Problem,
}

/// What is wrong with a file or a folder of data.
#[derive(Debug)]
#[non_exhaustive]
pub enum Problem {
    /// The folder does not exist, or is a file.
    NoFolder,
    /// The file is in the folder under none of the usual spellings.
    Missing,
    /// The operating system does not let the file be read.
    Read(io::Error),
    /// The compressed data are damaged or end early.
    Gzip(io::Error),
    /// The file is compressed, and the crate was built without its feature `gz`.
    GzipIsOff,
    /// The first four bytes are not those of such a file.
    Magic {
        /// `0x0803` for images, `0x0801` for labels.
        expected: u32,
        /// What the file has there.
        found: u32,
    },
    /// The unpacked file is not as long as its header says; both in bytes.
    Length {
        /// The length that follows from the header, or that of the header itself.
        expected: u64,
        /// The length of the file.
        found: u64,
    },
    /// The file holds nothing.
    Empty,
    /// The images are not those that the network reads.
    Size {
        /// The network's input.
        expected: Shape,
        /// The rows of an image in the file.
        rows: usize,
        /// The columns of an image in the file.
        columns: usize,
    },
    /// There is not one label for each image.
    Counts {
        /// How many images there are.
        images: usize,
        /// How many labels there are.
        labels: usize,
    },
    /// A label is not the number of a class.
    Label {
        /// The label's place, counted from 0.
        index: usize,
        /// The label.
        found: u8,
        /// How many classes there are.
        classes: usize,
    },
}

impl Problem {
    fn at(self, path: &Path) -> Error {
        Error { path: path.to_owned(), problem: self }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.problem)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFolder => f.write_str("there is no such folder"),
            Self::Missing => f.write_str("the file is missing, with and without `.gz`"),
            Self::Read(error) => write!(f, "cannot be read: {error}"),
            Self::Gzip(error) => write!(f, "the gzip data are truncated or damaged: {error}"),
            Self::GzipIsOff => {
                f.write_str("is compressed with gzip: unpack it, or build `lenet-runtime` with the feature `gz`")
            }
            Self::Magic { expected, found } => {
                write!(f, "magic number: expected {expected:#010x}, found {found:#010x}")
            }
            Self::Length { expected, found } if found < expected => {
                write!(f, "the file is truncated: expected {expected} bytes, found {found}")
            }
            Self::Length { expected, found } => {
                write!(f, "trailing bytes after the data: expected {expected} bytes, found {found}")
            }
            Self::Empty => f.write_str("count: expected at least 1, found 0"),
            Self::Size { expected: Shape::Image(_, h, w), rows, columns } => {
                write!(f, "size of an image: expected {h} × {w}, found {rows} × {columns}")
            }
            Self::Size { expected: Shape::Vector(n), rows, columns } => {
                write!(f, "size of an image: expected {n} pixels, found {rows} × {columns}")
            }
            Self::Counts { images, labels } => {
                write!(f, "count: expected {images} labels, as many as there are images, found {labels}")
            }
            Self::Label { index, found, classes } => {
                write!(f, "label {index}: expected a class from 0 to {}, found {found}", classes.saturating_sub(1))
            }
        }
    }
}

impl std::error::Error for Error {}

impl std::error::Error for Problem {}
