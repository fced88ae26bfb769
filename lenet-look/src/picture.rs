//! An input of a network as a picture.

use crate::raster::{Colours, Raster};
use crate::sheet::range;
use lenet_runtime::{Shape, Value};

/// The picture of an input: three channels are red, green and blue, one is a gray, of any other number the mean is; a vector is one
/// row. The least number is dark and the greatest is light, whatever the normalization made of the pixels.
#[must_use]
pub fn picture<V: Value>(value: &V) -> Raster {
    picture_of(value.floats(), V::SHAPE)
}

pub(crate) fn picture_of(values: &[f32], shape: Shape) -> Raster {
    let (channels, width) = match shape {
        Shape::Image(channels, _, width) => (channels.max(1), width),
        Shape::Vector(n) => (1, n),
    };
    let plane = values.len() / channels;
    if channels != 3 {
        let mean = |e: usize| (0..channels).map(|c| values[c * plane + e]).sum::<f32>() / channels as f32;
        let means: Vec<f32> = (0..plane).map(mean).collect();
        return Colours::Gray.raster(&means, width, range(&means));
    }
    let planes: [Raster; 3] =
        std::array::from_fn(|c| Colours::Gray.raster(&values[c * plane..(c + 1) * plane], width, range(values)));
    Raster::from_fn(width, planes[0].height(), |i, j| {
        let [r, g, b] = [0, 1, 2].map(|c: usize| planes[c].pixel(i, j)[0]);
        [r, g, b, 255]
    })
}
