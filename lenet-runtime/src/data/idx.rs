//! The IDX format: images and labels of MNIST, Fashion-MNIST and their relatives, plain or compressed with gzip.
//!
//! All numbers are big-endian. An image file is `u32 0x0803, u32 count, u32 rows, u32 columns`, then one byte a pixel, row
//! by row, 0 (background) to 255; a label file is `u32 0x0801, u32 count`, then one byte a label.
//!
//! Reading takes the memory of the data that the network reads, whatever a file claims or unpacks to.
//!
//! Source: LeCun, Cortes, Burges, *The MNIST database of handwritten digits*, 1998, section "File formats".

mod emnist;
mod find;

pub use emnist::Emnist;

use super::source::{Source, Unpacked, open};
use super::{Dataset, Error, Normalization, Problem, Split};
use crate::plain::Zeroed;
use crate::tensor::{Shape, Value};
use lenet_weights::kind::{self, Kind};
use std::io::Read;
use std::path::Path;

/// What a file should be.
const FORMAT: &str = "an IDX file";

impl<V: Value> Dataset<V> {
    /// Reads one half of a data set in the layout of MNIST: the files `train-images-idx3-ubyte` and
    /// `train-labels-idx1-ubyte`, or `t10k-…`. The names may end in `.gz`, and may have a dot before `idx`; an empty file is
    /// passed over where there is another spelling, and one whose length is not what it says.
    ///
    /// The files stand in `folder`, or together in a folder in there, two deep at most: so torchvision's `root` with its
    /// `MNIST/raw` does.
    ///
    /// # Errors
    ///
    /// If a file is missing or damaged, if several folders have the files, if the images are not those of `V`, if there is not
    /// one label for each image, or if a label is not below `classes`.
    pub fn idx(
        folder: impl AsRef<Path>,
        split: Split,
        classes: usize,
        normalization: Normalization,
    ) -> Result<Self, Error> {
        let [images_file, labels_file] = find::files(folder.as_ref(), find::Family::MNIST, split)?;
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
    open(file).and_then(|source| images_from(source, normalization)).map_err(|problem| problem.at(file))
}

/// The labels of one IDX file.
///
/// # Errors
///
/// If the file is missing or damaged, or if a label is not below `classes`.
pub fn labels(file: impl AsRef<Path>, classes: usize) -> Result<Vec<u8>, Error> {
    let file = file.as_ref();
    open(file).and_then(|source| labels_from(source, classes)).map_err(|problem| problem.at(file))
}

/// The images in the bytes of an IDX file, which may be compressed.
///
/// # Errors
///
/// As [`images`].
pub fn images_of<V: Value>(bytes: &[u8], normalization: Normalization) -> Result<Vec<V>, Problem> {
    images_from(Source::of(bytes), normalization)
}

/// The labels in the bytes of an IDX file, which may be compressed.
///
/// # Errors
///
/// As [`labels`].
pub fn labels_of(bytes: &[u8], classes: usize) -> Result<Vec<u8>, Problem> {
    labels_from(Source::of(bytes), classes)
}

fn images_from<V: Value>(source: Source<impl Read>, normalization: Normalization) -> Result<Vec<V>, Problem> {
    const { assert!(matches!(V::SHAPE, Shape::Vector(_) | Shape::Image(1, ..)), "IDX images have one channel") }
    let pixels = source.elements(0x0803, V::FLOATS, |[rows, columns]| {
        let fits = match V::SHAPE {
            Shape::Image(_, h, w) => (h, w) == (rows, columns),
            Shape::Vector(n) => rows.checked_mul(columns) == Some(n),
        };
        if fits { Ok(()) } else { Err(Problem::Size { expected: V::SHAPE, rows, columns }) }
    })?;
    let numbers: [f32; 256] = core::array::from_fn(|pixel| normalization.apply(pixel as u8));
    let mut images = V::zeroed_vec(pixels.len() / V::FLOATS);
    for (image, pixels) in images.iter_mut().zip(pixels.chunks_exact(V::FLOATS)) {
        for (number, &pixel) in image.floats_mut().iter_mut().zip(pixels) {
            *number = numbers[usize::from(pixel)];
        }
    }
    Ok(images)
}

fn labels_from(source: Source<impl Read>, classes: usize) -> Result<Vec<u8>, Problem> {
    let labels = source.elements(0x0801, 1, |[]| Ok(()))?;
    match labels.iter().position(|&label| usize::from(label) >= classes) {
        Some(index) => Err(Problem::Label { index, found: labels[index], classes }),
        None => Ok(labels),
    }
}

impl<R: Read> Source<R> {
    /// The data of a file with this magic number, whose elements take `size` bytes each. `check` sees the sizes of an element.
    fn elements<const D: usize>(
        self,
        magic: u32,
        size: usize,
        check: impl FnOnce([usize; D]) -> Result<(), Problem>,
    ) -> Result<Vec<u8>, Problem> {
        let Unpacked { bytes, length, failed } = self.unpacked(FORMAT, Some(Kind::Idx))?;
        elements(bytes, length, failed, magic, size, check)
    }
}

/// [`Source::elements`] of the unpacked bytes, of which there are `length`, where that is known. Reads what the header says, and
/// a byte more, to notice it.
fn elements<const D: usize>(
    mut source: impl Read,
    length: Option<u64>,
    failed: impl Fn(std::io::Error) -> Problem,
    magic: u32,
    size: usize,
    check: impl FnOnce([usize; D]) -> Result<(), Problem>,
) -> Result<Vec<u8>, Problem> {
    let head = 4 * (2 + D);
    let mut bytes = Vec::new();
    source.by_ref().take(head as u64).read_to_end(&mut bytes).map_err(&failed)?;
    let (words, _) = bytes.as_chunks();
    if let Some(&word) = words.first()
        && u32::from_be_bytes(word) != magic
    {
        source.take(kind::START as u64).read_to_end(&mut bytes).map_err(&failed)?;
        return Err(match Kind::of(&bytes).filter(|kind| *kind != Kind::Idx) {
            Some(found) => Problem::foreign(FORMAT, found),
            None => Problem::Magic { expected: magic, found: u32::from_be_bytes(word) },
        });
    }
    if bytes.len() < head {
        return Err(Problem::Length { expected: head as u64, found: bytes.len() as u64 });
    }
    let word = |i: usize| u32::from_be_bytes(words[i]);
    check(core::array::from_fn(|d| word(2 + d) as usize))?;
    let count = word(1);
    if count == 0 {
        return Err(Problem::Empty);
    }

    let expected = u64::from(count) * size as u64;
    let mut data = Vec::new();
    let end = length.map(|length| length.saturating_sub(head as u64));
    if let Some(end) = end {
        // No more than there is.
        data.reserve_exact(usize::try_from(end.min(expected) + 1).unwrap_or(0));
    }
    source.take(expected.saturating_add(1)).read_to_end(&mut data).map_err(&failed)?;
    let found = data.len() as u64;
    if found == expected {
        return Ok(data);
    }
    let expected = head as u64 + expected;
    match end {
        None if found > expected - head as u64 => Err(Problem::Trailing { expected }),
        _ => Err(Problem::Length { expected, found: head as u64 + end.unwrap_or(found).max(found) }),
    }
}
