//! Arrays of NumPy, as `numpy.save` writes them.
//!
//! Source: <https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html>.

use super::source::{Unpacked, open};
use super::{Dataset, Error, Normalization, Problem};
use crate::plain::Zeroed;
use crate::tensor::{Shape, Value};
use lenet_weights::kind::Kind;
use lenet_weights::text::short;
use std::io::Read;
use std::path::Path;

const FORMAT: &str = "a NumPy array";

/// The longest header: NumPy's own is 128 bytes.
const HEADER: usize = 1 << 16;

impl<V: Value> Dataset<V, u32> {
    /// Reads images and labels from two files of NumPy, plain or compressed with gzip.
    ///
    /// The images are an array of `[n, height, width]`, `[n, channels, height, width]` or, for a network that reads vectors, `[n, length]`:
    /// bytes of 0 to 255, or floating-point numbers, which count as pixel/255. `normalization` is that of each channel, or one for all. The labels
    /// are n whole numbers of any type.
    ///
    /// # Errors
    ///
    /// If a file is missing or damaged, has another type, order or shape, if there is not one label for each image, or if a label is not
    /// below `classes`.
    ///
    /// # Panics
    ///
    /// If there are as many normalizations as neither one nor the channels.
    pub fn npy(
        images: impl AsRef<Path>,
        labels: impl AsRef<Path>,
        classes: usize,
        normalization: &[Normalization],
    ) -> Result<Self, Error> {
        let (images, labels) = (images.as_ref(), labels.as_ref());
        dataset([images, labels], |path| open(path)?.unpacked(FORMAT, Some(Kind::Npy)), classes, normalization)
    }
}

/// The images and the labels of two arrays, which `open` finds by their paths.
pub(super) fn dataset<'a, V: Value>(
    [images_file, labels_file]: [&Path; 2],
    mut open: impl FnMut(&Path) -> Result<Unpacked<'a>, Problem>,
    classes: usize,
    normalization: &[Normalization],
) -> Result<Dataset<V, u32>, Error> {
    let labels = open(labels_file)
        .and_then(|source| Array::read(source, Array::check_labels))
        .and_then(|array| array.labels(classes))
        .map_err(|problem| problem.at(labels_file))?;
    let images = open(images_file)
        .and_then(|source| Array::read(source, Array::check_images::<V>))
        .and_then(|array| array.images())
        .map_err(|problem| problem.at(images_file))?;
    if images.len() != labels.len() {
        return Err(Problem::Counts { images: images.len(), labels: labels.len() }.at(labels_file));
    }
    let mut data = Dataset { images, labels };
    Normalization::apply_to(normalization, &mut data.images);
    Ok(data)
}

/// An array: its type, its shape and its numbers.
struct Array {
    /// `<f4`: the order of bytes, a letter, and how many bytes a number takes.
    dtype: String,
    shape: Vec<usize>,
    data: Vec<u8>,
}

impl Array {
    /// Reads an array whose header passes `check`.
    fn read(source: Unpacked, check: impl FnOnce(&Self) -> Result<(), Problem>) -> Result<Self, Problem> {
        let Unpacked { mut bytes, length, failed } = source;
        let mut take = |count: usize| {
            let mut found = Vec::new();
            bytes.by_ref().take(count as u64).read_to_end(&mut found).map_err(failed)?;
            Ok(found)
        };
        let start = take(8)?;
        if !start.starts_with(b"\x93NUMPY") {
            return Err(Problem::Array { what: "start", expected: "`\\x93NUMPY`".into(), found: "other bytes".into() });
        }
        // Version 1 has a length of two bytes, later ones of four.
        let wide = start.get(6).is_some_and(|version| *version > 1);
        let size = take(if wide { 4 } else { 2 })?;
        let head = 8 + size.len();
        let header_length = size.iter().rev().fold(0, |length, byte| length << 8 | usize::from(*byte));
        if header_length > HEADER {
            let (expected, found) = (format!("at most {HEADER} bytes"), header_length.to_string());
            return Err(Problem::Array { what: "header", expected, found });
        }
        let header = take(header_length)?;
        let head = head + header_length;
        if header.len() < header_length {
            return Err(Problem::Length { expected: head as u64, found: length.unwrap_or(0) });
        }
        let header = String::from_utf8_lossy(&header);
        let mut array = Self::of_header(&header)?;
        check(&array)?;
        let numbers = array.shape.iter().try_fold(1, |product: usize, size| product.checked_mul(*size));
        let expected = numbers.and_then(|numbers| numbers.checked_mul(array.size()));
        let expected = expected.filter(|expected| *expected < usize::MAX);
        let Some(expected) = expected else {
            let found = short(&format!("{:?}", array.shape));
            return Err(Problem::Array { what: "shape", expected: "sizes that memory holds".into(), found });
        };
        array.data = take(expected + 1)?;
        match array.data.len() {
            found if found == expected => Ok(array),
            found if found > expected => Err(Problem::Trailing { expected: (head + expected) as u64 }),
            found => Err(Problem::Length { expected: (head + expected) as u64, found: (head + found) as u64 }),
        }
    }

    /// What a header says: `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`.
    fn of_header(header: &str) -> Result<Self, Problem> {
        let entry = |name: &'static str| {
            let (_, rest) = header.split_once(&format!("'{name}':"))?;
            Some(rest.trim_start())
        };
        let wrong = |what: &'static str, expected: &str, found: Option<&str>| {
            let found = found.map_or_else(|| "nothing".to_owned(), short);
            Problem::Array { what, expected: expected.into(), found }
        };
        let descr = entry("descr");
        let dtype = descr.and_then(|text| text.strip_prefix('\'')).and_then(|text| text.split_once('\''));
        let Some((dtype, _)) = dtype else { return Err(wrong("type", "numbers of one type", descr)) };
        let order = entry("fortran_order");
        if !order.is_some_and(|text| text.starts_with("False")) {
            return Err(wrong(
                "order",
                "rows one behind the other (C order)",
                order.map(|_| "columns (Fortran order)"),
            ));
        }
        let text = entry("shape");
        let inner = text.and_then(|text| text.strip_prefix('(')).and_then(|text| text.split_once(')'));
        let sizes = inner.and_then(|(inner, _)| {
            let sizes = inner.split(',').map(str::trim).filter(|size| !size.is_empty());
            sizes.map(|size| size.parse().ok()).collect::<Option<Vec<usize>>>()
        });
        let Some(shape) = sizes else { return Err(wrong("shape", "whole numbers in parentheses", text)) };
        if shape.first().is_none_or(|count| *count == 0) {
            return Err(Problem::Empty);
        }
        Ok(Self { dtype: dtype.to_owned(), shape, data: Vec::new() })
    }

    /// The letter of the type.
    fn letter(&self) -> Option<char> {
        self.dtype.chars().nth(1)
    }

    /// How many bytes a number takes; 0 if there is no such type.
    fn size(&self) -> usize {
        let is_known = self.dtype.starts_with(['<', '>', '|', '=']) && self.dtype.len() == 3;
        let size = self.dtype.get(2..).and_then(|size| size.parse().ok()).filter(|size| matches!(size, 1 | 2 | 4 | 8));
        size.filter(|_| is_known).unwrap_or(0)
    }

    fn check_images<V: Value>(&self) -> Result<(), Problem> {
        let is_read = matches!((self.letter(), self.size()), (Some('u'), 1) | (Some('f'), 4 | 8));
        if !is_read {
            let expected = "uint8, float32 or float64".into();
            return Err(Problem::Array { what: "type", expected, found: short(&self.dtype) });
        }
        let fits = match (V::SHAPE, &self.shape[1..]) {
            (Shape::Image(1, h, w), [rows, columns]) => (h, w) == (*rows, *columns),
            (Shape::Image(c, h, w), [channels, rows, columns]) => (c, h, w) == (*channels, *rows, *columns),
            (Shape::Vector(n), [length]) => n == *length,
            _ => false,
        };
        if fits {
            return Ok(());
        }
        let own = match V::SHAPE {
            Shape::Image(1, h, w) => format!("[n, {h}, {w}]"),
            Shape::Image(c, h, w) => format!("[n, {c}, {h}, {w}]"),
            Shape::Vector(n) => format!("[n, {n}]"),
        };
        Err(Problem::Array { what: "shape", expected: own, found: short(&format!("{:?}", self.shape)) })
    }

    fn check_labels(&self) -> Result<(), Problem> {
        if !matches!(self.letter(), Some('u' | 'i')) || self.size() == 0 {
            let expected = "whole numbers, as int64".into();
            return Err(Problem::Array { what: "type", expected, found: short(&self.dtype) });
        }
        if !matches!(self.shape[..], [_] | [_, 1]) {
            let found = short(&format!("{:?}", self.shape));
            return Err(Problem::Array { what: "shape", expected: "[n]".into(), found });
        }
        Ok(())
    }

    /// The bytes of each number, the lowest first.
    fn numbers(&self) -> impl Iterator<Item = [u8; 8]> {
        let (size, big) = (self.size(), self.dtype.starts_with('>'));
        self.data.chunks_exact(size.max(1)).map(move |bytes| {
            let mut number = [0; 8];
            number[..size].copy_from_slice(bytes);
            if big {
                number[..size].reverse();
            }
            number
        })
    }

    fn images<V: Value>(&self) -> Result<Vec<V>, Problem> {
        let mut images = V::zeroed_vec(self.shape[0]);
        let floats = images.iter_mut().flat_map(|image| image.floats_mut());
        for (index, (float, bytes)) in floats.zip(self.numbers()).enumerate() {
            let [a, b, c, d, ..] = bytes;
            *float = match self.size() {
                1 => f32::from(a) / 255.0,
                4 => f32::from_le_bytes([a, b, c, d]),
                _ => f64::from_le_bytes(bytes) as f32,
            };
            if !float.is_finite() {
                let found = format!("{float} at {index}");
                return Err(Problem::Array { what: "numbers", expected: "finite ones".into(), found });
            }
        }
        Ok(images)
    }

    fn labels(&self, classes: usize) -> Result<Vec<u32>, Problem> {
        let (size, signed) = (self.size(), self.letter() == Some('i'));
        let mut labels = Vec::with_capacity(self.shape[0]);
        for (index, bytes) in self.numbers().enumerate() {
            let number = u64::from_le_bytes(bytes);
            // The sign stands in the highest bit of as many bytes as there are.
            let negative = signed && number >> (8 * size - 1) & 1 == 1;
            match u32::try_from(number) {
                Ok(label) if !negative && (label as usize) < classes => labels.push(label),
                _ => {
                    let found =
                        if negative { (number as i64) << (64 - 8 * size) >> (64 - 8 * size) } else { number as i64 };
                    let expected = format!("a class from 0 to {}", classes.saturating_sub(1));
                    return Err(Problem::Element { index, expected, found: found.to_string() });
                }
            }
        }
        Ok(labels)
    }
}
