//! The images that `answers/networks.py` shows its networks, and how near an answer is.

use crate::numbers::fractions;
use lenet_runtime::{Network, Plain, Shape, Value, Zeroed};

/// Squares of 8 × 8 pixels, with noise on them.
#[must_use]
pub fn image<N: Network>(index: u32) -> Box<N::Input> {
    let Shape::Image(channels, height, width) = N::Input::SHAPE else { panic!("these networks read images") };
    let (rows, columns) = (height.div_ceil(8), width.div_ceil(8));
    let squares = fractions(2 * index, channels * rows * columns);
    let noise = fractions(2 * index + 1, N::Input::FLOATS);
    let mut image = N::Input::zeroed_box();
    for (at, (pixel, noise)) in image.floats_mut().iter_mut().zip(noise).enumerate() {
        let (channel, row, column) = (at / width / height, at / width % height, at % width);
        *pixel = squares[(channel * rows + row / 8) * columns + column / 8] + noise / 2.0;
    }
    image
}

/// The largest difference, relative to the largest number of the answer.
#[must_use]
pub fn difference(found: &[f32], expected: &[f64]) -> f64 {
    let found = found.iter().step_by(found.len().div_ceil(1000));
    assert_eq!(found.len(), expected.len());
    // Not `f64::max`, which overlooks a NaN.
    let largest = |numbers: &mut dyn Iterator<Item = f64>| {
        numbers.fold(0.0, |largest, number| if number.abs() <= largest { largest } else { number.abs() })
    };
    largest(&mut found.zip(expected).map(|(&found, expected)| f64::from(found) - expected))
        / largest(&mut expected.iter().copied())
}
