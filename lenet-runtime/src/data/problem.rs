//! Why data were not read.

use crate::io::FileError;
use crate::tensor::Shape;
use lenet_weights::kind::Kind;
use lenet_weights::text::{Shown, ShownPath};
use std::path::{Path, PathBuf};
use std::{fmt, io};

/// Why a data set was not read, and which file or folder it is.
pub type Error = FileError<Problem>;

/// That data can be in there.
pub(super) fn check_folder(folder: &Path) -> Result<(), Error> {
    if folder.is_dir() {
        return Ok(());
    }
    Err(if folder.exists() { Problem::NotAFolder } else { Problem::NoFolder }.at(folder))
}

/// What is wrong with a file or a folder of data. `{:?}` prints the sentence that `{}` prints.
#[non_exhaustive]
pub enum Problem {
    /// The folder does not exist.
    NoFolder,
    /// What should be a folder is a file.
    NotAFolder,
    /// The file is in the folder under none of the usual spellings.
    Missing,
    /// Several folders in the given one have such files.
    Several(
        /// Two of them.
        [PathBuf; 2],
    ),
    /// The file is of another format.
    Format {
        /// What it should be, "an IDX file".
        expected: &'static str,
        /// What it is, "an HTML page".
        found: &'static str,
        /// How to get the right file.
        help: &'static str,
    },
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
    /// There are more data than the header says, in bytes with the header; how many more is not known.
    Trailing {
        /// The length that follows from the header.
        expected: u64,
    },
    /// The unpacked file does not end with a whole record.
    Records {
        /// How many bytes a record takes.
        size: usize,
        /// The length of the file, in bytes.
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
    /// The array is not as it should be.
    Array {
        /// "type", "order", "shape", "numbers", "start" or "header".
        what: &'static str,
        /// What it should be.
        expected: String,
        /// What it is.
        found: String,
    },
    /// A number of the array is not what it should be.
    Element {
        /// The number's place, counted from 0.
        index: usize,
        /// What it should be.
        expected: String,
        /// What it is.
        found: String,
    },
    /// The archive is damaged.
    Archive(
        /// Where.
        String,
    ),
    /// The archive has no array of this name.
    NoArray {
        /// The names of those that it has.
        found: String,
    },
    /// A line of text is not as it should be.
    Line {
        /// The line, counted from 1.
        line: usize,
        /// What it should have.
        expected: String,
        /// What it has.
        found: String,
    },
    /// The picture is damaged, or of a kind that is not read.
    Picture(
        /// What its decoder says.
        String,
    ),
    /// The folder of a class has no picture.
    NoPictures,
    /// The folder has no folder in it.
    NoClasses,
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
    pub(super) fn foreign(expected: &'static str, kind: Kind) -> Self {
        Self::Format { expected, found: kind.name(), help: kind.remedy() }
    }

    pub(super) fn at(self, path: &Path) -> Error {
        Error::new(path, self)
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.sentence(f)?;
        let help = match self {
            Self::NoFolder | Self::Read(_) => return Ok(()),
            Self::NotAFolder => "give the folder that holds it",
            Self::Missing => {
                "the folder must hold images and labels under the names of MNIST or CIFAR, or one folder in it must"
            }
            Self::Several(_) => "give one of them",
            Self::Format { help, .. } => help,
            Self::NoArray { .. } => {
                "give the names under which the arrays were saved, as `numpy.savez(file, images=…, labels=…)` does"
            }
            Self::Archive(_) | Self::Gzip(_) | Self::Length { .. } | Self::Trailing { .. } | Self::Records { .. } => {
                "download the file again"
            }
            Self::GzipIsOff => {
                "add `features = [\"gz\"]` to the line of `lenet-runtime` in Cargo.toml, as `cargo add lenet-runtime --features \
                 gz` does, or unpack the file with `gunzip`"
            }
            Self::Magic { .. } => "0x00000803 marks images of one channel, 0x00000801 labels, both in bytes",
            Self::Empty => "give a file with images or labels in it",
            Self::Array { what, .. } => match *what {
                "type" => "in Python, `images.astype(numpy.float32)`, or `labels.astype(numpy.int64)`",
                "numbers" => "in Python, `numpy.nan_to_num(images)`, if 0 is what they should be",
                "order" => "in Python, save `numpy.ascontiguousarray(array)`",
                "shape" => "in Python, `images.transpose(0, 3, 1, 2)` if the channels stand last, or `reshape`",
                _ => "write the file by `numpy.save`",
            },
            Self::Line { .. } => "a line is a label and the pixels of one image, with commas between",
            Self::Picture(_) => "give a PNG or JPEG picture, or skip what is damaged by `Pictures::open_whole`",
            Self::NoPictures => "put PNG or JPEG pictures of the class into it, or take the folder away",
            Self::NoClasses => "put the pictures into folders, one for each class",
            Self::Size { .. } => "declare the network with an input of the images' size, or scale the images",
            Self::Counts { .. } => "take both files of one data set",
            Self::Label { found, classes, .. } if usize::from(*found) == *classes => {
                "labels that count from 1, as those of EMNIST's letters, are read by `Dataset::emnist`; or give the network \
                 and the data set as many classes as there are labels"
            }
            Self::Label { .. } | Self::Element { .. } => {
                "give the network and the data set as many classes as there are labels"
            }
        };
        write!(f, "\nhelp: {help}")
    }
}

impl Problem {
    /// What is wrong, without what to do about it.
    fn sentence(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoFolder => f.write_str("there is no such folder"),
            Self::NotAFolder => f.write_str("expected a folder, found a file"),
            Self::Missing => f.write_str("the file is missing, with and without `.gz`"),
            Self::Read(error) => write!(f, "cannot be read: {error}"),
            Self::Gzip(error) => write!(f, "the gzip data are truncated or damaged: {error}"),
            Self::Several([first, second]) => {
                write!(f, "several folders in there have such files, {} and {}", ShownPath(first), ShownPath(second))
            }
            Self::Format { expected, found, .. } => write!(f, "not {expected}, but {found}"),
            Self::GzipIsOff => f.write_str("is compressed with gzip, which the feature `gz` unpacks"),
            Self::Magic { expected, found } => {
                write!(f, "magic number: expected {expected:#010x}, found {found:#010x}")
            }
            Self::Length { expected, found } if found < expected => {
                write!(f, "the file is truncated: expected {expected} bytes, found {found}")
            }
            Self::Length { expected, found } => {
                write!(f, "trailing bytes after the data: expected {expected} bytes, found {found}")
            }
            Self::Trailing { expected } => {
                write!(f, "trailing bytes after the data: expected {expected} bytes, found more")
            }
            Self::Records { size, found } => {
                write!(f, "the file is truncated: expected records of {size} bytes each, found {found} bytes")
            }
            Self::Empty => f.write_str("count: expected at least 1, found 0"),
            Self::Array { what, expected, found } => write!(f, "{what}: expected {expected}, found {}", Shown(found)),
            Self::Element { index, expected, found } => write!(f, "number {index}: expected {expected}, found {found}"),
            Self::Archive(problem) => write!(f, "a damaged archive: {problem}"),
            Self::NoArray { found } if found.is_empty() => f.write_str("no such array: the archive has none"),
            Self::NoArray { found } => write!(f, "no such array: the archive has {}", Shown(found)),
            Self::Line { line, expected, found } => {
                write!(f, "line {line}: expected {expected}, found {}", Shown(found))
            }
            Self::Picture(error) => write!(f, "not a whole picture: {error}"),
            Self::NoPictures => f.write_str("a class without a picture"),
            Self::NoClasses => f.write_str("no class: expected a folder for each, found none"),
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

impl fmt::Debug for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for Problem {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read(error) | Self::Gzip(error) => Some(error),
            _ => None,
        }
    }
}
