//! Images as text: one line for each, its label and its pixels, as Kaggle has MNIST.

use super::source::{Unpacked, open};
use super::{Dataset, Error, Normalization, Problem};
use crate::plain::Zeroed;
use crate::tensor::Value;
use lenet_weights::text::short;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;

const FORMAT: &str = "a text of numbers";

/// The longest line, in bytes for each number and beside them.
const NUMBER: usize = 32;

impl<V: Value> Dataset<V, u32> {
    /// Reads a file of comma-separated values, plain or compressed with gzip: a line for each image, first its label, then its pixels of 0 to
    /// 255, row by row and channel by channel. A first line that names the columns is passed over, and so are empty lines. `normalization` is
    /// that of each channel, or one for all.
    ///
    /// # Errors
    ///
    /// If the file is missing or damaged, if a line has not one label and as many pixels as `V` numbers, or if a label is not below `classes`;
    /// the message names the line.
    ///
    /// # Panics
    ///
    /// If there are as many normalizations as neither one nor the channels.
    pub fn csv(file: impl AsRef<Path>, classes: usize, normalization: &[Normalization]) -> Result<Self, Error> {
        let file = file.as_ref();
        let mut data = read(file, classes).map_err(|problem| problem.at(file))?;
        Normalization::apply_to(normalization, &mut data.images);
        Ok(data)
    }
}

fn read<V: Value>(file: &Path, classes: usize) -> Result<Dataset<V, u32>, Problem> {
    let Unpacked { bytes, failed, .. } = open(file)?.unpacked(FORMAT, None)?;
    let mut bytes = BufReader::new(bytes);
    let longest = NUMBER * (V::FLOATS + 2);
    let (mut images, mut labels) = (Vec::new(), Vec::new());
    let mut text = Vec::new();
    for line in 1.. {
        text.clear();
        let length = bytes.by_ref().take(longest as u64).read_until(b'\n', &mut text).map_err(failed)?;
        if length == 0 {
            break;
        }
        let wrong = |expected: String, found: &str| Problem::Line { line, expected, found: short(found) };
        if length == longest {
            return Err(wrong(format!("{} numbers", 1 + V::FLOATS), "a longer line"));
        }
        let text = String::from_utf8_lossy(&text);
        let text = text.trim_start_matches('\u{feff}').trim();
        if text.is_empty() {
            continue;
        }
        let mut words = text.split(',').map(|word| word.trim().trim_matches('"'));
        let label = words.next().unwrap_or_default();
        if line == 1 && label.parse::<f64>().is_err() {
            continue;
        }
        match label.parse::<u32>() {
            Ok(number) if (number as usize) < classes => labels.push(number),
            _ => return Err(wrong(format!("a class from 0 to {} as its label", classes.saturating_sub(1)), label)),
        }
        images.extend(V::zeroed_vec(1));
        let pixels = images.last_mut().map(|image: &mut V| image.floats_mut()).unwrap_or_default();
        let mut count = 0;
        for word in words {
            let Ok(number @ 0.0..=255.0) = word.parse::<f32>() else {
                return Err(wrong("a number from 0 to 255".into(), word));
            };
            if let Some(pixel) = pixels.get_mut(count) {
                *pixel = number / 255.0;
            }
            count += 1;
        }
        if count != V::FLOATS {
            return Err(wrong(format!("a label and {} numbers", V::FLOATS), &format!("a label and {count}")));
        }
    }
    if images.is_empty() { Err(Problem::Empty) } else { Ok(Dataset { images, labels }) }
}
