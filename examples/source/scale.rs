//! Images of another size than the network's input.

use super::{Resize, Source};
use crate::command::{Result, shown};
use image::imageops::{self, FilterType};
use image::{ImageBuffer, Luma};
use lenet_runtime::data::Dataset;
use lenet_runtime::{Shape, Value, Zeroed};

/// One channel.
type Plane = ImageBuffer<Luma<f32>, Vec<f32>>;

/// The same images as a network reads them: as they are, or scaled if that is wanted. Grey ones become three channels, coloured ones grey.
pub(super) fn scaled<A: Value, B: Value>(data: Dataset<A>, source: &Source) -> Result<Dataset<B>> {
    let mut images = B::zeroed_vec(data.images.len());
    if A::SHAPE == B::SHAPE {
        images.iter_mut().zip(&data.images).for_each(|(to, from)| to.floats_mut().copy_from_slice(from.floats()));
        return Ok(Dataset { images, labels: data.labels });
    }
    let Some(resize) = source.resize else {
        let (path, network) = (shown(&source.path), source.network);
        return Err(format!(
            "{path}: the images are {}, `{network}` reads {}: give `--resize stretch`, or take a network of their size",
            A::SHAPE,
            B::SHAPE
        )
        .into());
    };
    for (to, from) in images.iter_mut().zip(&data.images) {
        scale(from, resize, to);
    }
    Ok(Dataset { images, labels: data.labels })
}

fn scale<A: Value, B: Value>(from: &A, resize: Resize, to: &mut B) {
    /// The shares of red, green and blue in grey, of sRGB.
    const GREY: [f32; 3] = [0.2126, 0.7152, 0.0722];

    let ([channels, h, w], [outputs, height, width]) = (sizes(A::SHAPE), sizes(B::SHAPE));
    let planes: Vec<&[f32]> = from.floats().chunks_exact(h * w).collect();
    let mixed: Vec<f32>;
    let planes = if channels == 3 && outputs == 1 {
        mixed = (0..h * w).map(|i| planes.iter().zip(GREY).map(|(plane, share)| share * plane[i]).sum()).collect();
        vec![&mixed[..]]
    } else {
        planes
    };
    for (channel, to) in to.floats_mut().chunks_exact_mut(height * width).enumerate() {
        let plane = planes[channel.min(planes.len() - 1)].to_vec();
        let plane = Plane::from_raw(w as u32, h as u32, plane).expect("a channel has its pixels");
        let plane = match resize {
            Resize::Stretch => plane,
            Resize::Crop => middle(&plane, [height, width]),
        };
        let scaled = imageops::resize(&plane, width as u32, height as u32, FilterType::Triangle);
        to.copy_from_slice(scaled.as_raw());
    }
}

/// The largest part of the shape `height` : `width`, from the middle.
fn middle(plane: &Plane, [height, width]: [usize; 2]) -> Plane {
    let (w, h) = plane.dimensions();
    let scale = (h as f32 / height as f32).min(w as f32 / width as f32);
    let part = |side: usize, most: u32| ((side as f32 * scale).round() as u32).clamp(1, most);
    let (part_w, part_h) = (part(width, w), part(height, h));
    imageops::crop_imm(plane, (w - part_w) / 2, (h - part_h) / 2, part_w, part_h).to_image()
}

fn sizes(shape: Shape) -> [usize; 3] {
    match shape {
        Shape::Image(channels, height, width) => [channels, height, width],
        Shape::Vector(length) => [1, 1, length],
    }
}
