//! What a network reads of a picture.

use crate::choose::Classifier;
use crate::command::{Result, shown};
use crate::digit::{self, NoDigit};
use crate::picture;
use clap::ValueEnum;
use image::DynamicImage;
use lenet_runtime::data::Normalization;
use lenet_runtime::{Plain, Shape, Value};
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

/// How a picture becomes as large as a network's input.
#[derive(Clone, Copy, PartialEq, ValueEnum)]
pub(crate) enum Resize {
    /// The ink alone, as the digits of MNIST were prepared
    Digit,
    /// Rows and columns by their own factors
    Stretch,
    /// Until it covers the input, of which the middle is kept
    Crop,
}

/// How pictures become as large as the input of `N`: as is wanted, else as digits if it reads ten classes of them.
pub(crate) fn resize<N: Classifier<K>, const K: usize>(wanted: Option<Resize>) -> Result<Resize> {
    let is_digit = N::Input::SHAPE == DIGIT && K == 10;
    let resize = wanted.unwrap_or(if is_digit { Resize::Digit } else { Resize::Crop });
    if resize == Resize::Digit && N::Input::SHAPE != DIGIT {
        let (name, input) = (N::NAME, N::Input::SHAPE);
        return Err(format!(
            "`--resize digit` makes images of {DIGIT}, but `{name}` reads {input}: give `--resize crop`"
        )
        .into());
    }
    Ok(resize)
}

/// The shape of MNIST's digits.
const DIGIT: Shape = Shape::Image(1, 28, 28);

/// What a network reads of a PNG or JPEG file.
pub(crate) fn read<V: Value>(file: &Path, resize: Resize, normalization: &[Normalization], into: &mut V) -> Result<()> {
    let name = shown(file);
    let unreadable = |error| format!("{name}: cannot be read: {error}");
    let reader = BufReader::new(File::open(file).map_err(unreadable)?);
    let picture = picture::read(reader, &name)?;
    prepared(&picture, resize, normalization, into).map_err(|problem| format!("{name}: {problem}").into())
}

/// The picture as the network was trained to read it.
pub(crate) fn prepared<V: Value>(
    picture: &DynamicImage,
    resize: Resize,
    normalization: &[Normalization],
    into: &mut V,
) -> std::result::Result<(), NoDigit> {
    match (resize, V::SHAPE) {
        (Resize::Stretch | Resize::Crop, Shape::Image(channels, height, width)) => {
            let pixels = picture::pixels(picture, [channels, height, width], resize == Resize::Crop);
            into.floats_mut().copy_from_slice(&pixels);
        }
        _ => into.floats_mut().copy_from_slice(digit::prepare(picture)?.floats()),
    }
    Normalization::apply_to(normalization, std::slice::from_mut(into));
    Ok(())
}
