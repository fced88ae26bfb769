//! What a network reads in place of pixels.

use crate::kernel::math;
use crate::tensor::{Shape, Value};
use alloc::vec::Vec;

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

    /// Mean and standard deviation of each channel of images that were read by [`NONE`](Self::NONE), to four decimals: of MNIST's training
    /// images it is [`MNIST`](Self::MNIST).
    ///
    /// ```text
    /// mean = Σ x / n,   std = √(Σ (x − mean)² / n)
    /// ```
    ///
    /// over the n pixels of the channel in all images, in `f64`. A channel whose pixels are all alike has a `std` of 1. A vector counts as one
    /// channel.
    #[must_use]
    pub fn measured<V: Value>(images: &[V]) -> Vec<Self> {
        let channels = channels::<V>();
        let mut measured = Vec::with_capacity(channels);
        for channel in 0..channels {
            let pixels = || images.iter().flat_map(move |image| part(image.floats(), channel, channels));
            let count = (images.len() * V::FLOATS / channels).max(1) as f64;
            let mean = pixels().map(|pixel| f64::from(*pixel)).sum::<f64>() / count;
            let variance =
                pixels().map(|pixel| (f64::from(*pixel) - mean) * (f64::from(*pixel) - mean)).sum::<f64>() / count;
            let rounded =
                |number: f64| ((10_000.0 * number + 0.5_f64.copysign(number)) as i64 as f64 / 10_000.0) as f32;
            let std = rounded(math::double::sqrt(variance));
            measured.push(Self { mean: rounded(mean), std: if std > 0.0 { std } else { 1.0 } });
        }
        measured
    }

    /// Normalizes images that were read by [`NONE`](Self::NONE): by the normalization of each channel, or one for all.
    ///
    /// # Panics
    ///
    /// If there are as many normalizations as neither one nor the channels.
    #[track_caller]
    pub fn apply_to<V: Value>(normalization: &[Self], images: &mut [V]) {
        let channels = channels::<V>();
        let given = normalization.len();
        assert!(given == 1 || given == channels, "{given} normalizations for {channels} channels");
        for image in images {
            let length = V::FLOATS / channels;
            for (channel, pixels) in image.floats_mut().chunks_exact_mut(length.max(1)).enumerate() {
                let Self { mean, std } = normalization[channel % given];
                pixels.iter_mut().for_each(|pixel| *pixel = (*pixel - mean) / std);
            }
        }
    }
}

fn channels<V: Value>() -> usize {
    match V::SHAPE {
        Shape::Image(channels, ..) => channels,
        Shape::Vector(_) => 1,
    }
}

/// One of so many equal parts.
fn part(numbers: &[f32], index: usize, count: usize) -> &[f32] {
    let length = numbers.len() / count;
    &numbers[index * length..][..length]
}
