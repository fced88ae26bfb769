//! EMNIST: handwritten letters and digits in MNIST's format, with two differences that this reader knows.

use super::find::{Family, files};
use super::{images, labels};
use crate::data::{Dataset, Error, Normalization, Problem, Split};
use crate::tensor::Value;
use std::path::Path;

/// The data sets of EMNIST.
///
/// Source: Cohen, Afshar, Tapson, van Schaik, *EMNIST: an extension of MNIST to handwritten letters*, 2017, arXiv:1702.05373.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Emnist {
    /// Digits, capital and small letters: 62 classes, as many images of each as people wrote.
    ByClass,
    /// The same, where letters whose capital and small forms are alike are one class: 47 classes.
    ByMerge,
    /// The same 47 classes, as many images of each.
    Balanced,
    /// 26 letters, capital and small ones together.
    Letters,
    /// 10 digits.
    Digits,
    /// 10 digits, as many as MNIST has.
    Mnist,
}

impl Emnist {
    /// How many classes there are.
    #[must_use]
    pub const fn classes(self) -> usize {
        match self {
            Self::ByClass => 62,
            Self::ByMerge | Self::Balanced => 47,
            Self::Letters => 26,
            Self::Digits | Self::Mnist => 10,
        }
    }

    /// What the names of its files begin with.
    const fn prefix(self) -> &'static str {
        match self {
            Self::ByClass => "emnist-byclass-",
            Self::ByMerge => "emnist-bymerge-",
            Self::Balanced => "emnist-balanced-",
            Self::Letters => "emnist-letters-",
            Self::Digits => "emnist-digits-",
            Self::Mnist => "emnist-mnist-",
        }
    }
}

impl<V: Value> Dataset<V> {
    /// Reads one half of a data set of EMNIST: the files `emnist-letters-train-images-idx3-ubyte` and so on, where [`Dataset::idx`]
    /// would look for those of MNIST.
    ///
    /// In the files rows and columns are exchanged; here the images stand upright, as MNIST's. The labels of [`Emnist::Letters`] count from 1 in
    /// the file; here from 0, so that 0 is the letter a.
    ///
    /// # Errors
    ///
    /// As [`Dataset::idx`].
    pub fn emnist(
        folder: impl AsRef<Path>,
        set: Emnist,
        split: Split,
        normalization: Normalization,
    ) -> Result<Self, Error> {
        let family = Family { prefix: set.prefix(), test: "test" };
        let [images_file, labels_file] = files(folder.as_ref(), family, split)?;
        let first = u8::from(set == Emnist::Letters);
        let mut labels = labels(&labels_file, set.classes() + usize::from(first))?;
        for (index, label) in labels.iter_mut().enumerate() {
            *label = label.checked_sub(first).ok_or_else(|| {
                let expected = format!("a label from 1 to {}", set.classes());
                Problem::Element { index, expected, found: "0".into() }.at(&labels_file)
            })?;
        }
        let mut images: Vec<V> = images(&images_file, normalization)?;
        if images.len() != labels.len() {
            return Err(Problem::Counts { images: images.len(), labels: labels.len() }.at(&labels_file));
        }
        let side = V::FLOATS.isqrt();
        for image in &mut images {
            let pixels = image.floats_mut();
            for row in 0..side {
                for column in 0..row {
                    pixels.swap(row * side + column, column * side + row);
                }
            }
        }
        Ok(Self { images, labels })
    }
}
