//! Which pixels an output depends on.

use crate::figure::Figure;
use crate::picture::picture;
use crate::raster::{Colours, Raster};
use crate::sheet::range;
use crate::svg::{Anchor, LINE, Svg, WIDTH};
use lenet_runtime::{Network, Pass, Plain, Shape, Value, Zeroed};

/// The gradient of one output with respect to the input, at inference: how much `outputs[output]` grows when a number of the input
/// does. Outputs are counted as they stand in memory, channel by channel and row by row.
///
/// Source: Simonyan, Vedaldi, Zisserman, *Deep inside convolutional networks*, 2014, arXiv:1312.6034.
///
/// # Panics
///
/// If there is no such output.
#[must_use]
pub fn input_gradient<N: Network>(network: &N, x: &N::Input, output: usize) -> Box<N::Input> {
    let (mut tape, mut workspace) = (N::Tape::<1>::zeroed_box(), N::TrainingWorkspace::<1>::zeroed_box());
    let (mut gradient, mut dx) = (N::zeroed_box(), lenet_runtime::Tile::<N::Input, 1>::zeroed_box());
    let (x, pass) = (lenet_runtime::Tile::of(x), Pass { seed: 0, images: 1, training: false });
    network.record(x, &mut tape, &mut workspace, &pass);
    let (_, slope) = N::ends(&tape, &mut workspace);
    slope.floats_mut().fill(0.0);
    slope.floats_mut()[output] = 1.0;
    network.backward(x, &mut tape, &mut workspace, &pass, &mut gradient, Some(&mut dx));
    dx.value().clone_box()
}

/// A patch that is laid over an image, in one place after the other.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Patch {
    /// How many rows and columns it covers.
    pub size: usize,
    /// How far apart neighbouring places are.
    pub stride: usize,
    /// The number that stands there, in every channel.
    pub fill: f32,
}

impl Patch {
    /// A patch that covers about a sixth of the shorter side, in places half its size apart, with the mean of the image.
    #[must_use]
    pub fn of<V: Value>(x: &V) -> Self {
        let [_, height, width] = sizes::<V>();
        let side = if height == 1 { width } else { height.min(width) };
        let size = side.div_ceil(6).max(1);
        let mean = x.floats().iter().sum::<f32>() / x.floats().len().max(1) as f32;
        Self { size, stride: size.div_ceil(2), fill: mean }
    }
}

/// What an output loses where a patch covers the image.
#[derive(Clone, Debug, PartialEq)]
pub struct Occlusion {
    /// The patch.
    pub patch: Patch,
    /// How many places there are along the rows and along the columns: ⌈H/stride⌉ and ⌈W/stride⌉.
    pub places: [usize; 2],
    /// For each place, row by row, y(x) − y(x with the patch there): positive where what is covered speaks for the output. The patch
    /// at place (i, j) covers the rows i·stride to i·stride + size − 1 and the columns likewise, as far as there are any.
    pub losses: Vec<f32>,
}

/// Covers an image patch by patch, and says what that takes from an output. A vector is a row.
///
/// Source: Zeiler, Fergus, *Visualizing and understanding convolutional networks*, ECCV 2014, §4.2.
///
/// # Panics
///
/// If there is no such output, or if the patch has no size or no stride.
#[must_use]
pub fn occlusion<N: Network>(network: &N, x: &N::Input, output: usize, patch: Patch) -> Occlusion {
    /// How many images are covered at a time.
    const PART: usize = 32;

    assert!(patch.size > 0 && patch.stride > 0, "a patch covers a pixel, and moves");
    let [channels, height, width] = sizes::<N::Input>();
    let places = [height.div_ceil(patch.stride), width.div_ceil(patch.stride)];
    let whole = network.forward(x).floats()[output];
    let mut covered = N::Input::zeroed_vec(PART.min(places[0] * places[1]));
    let mut losses = Vec::with_capacity(places[0] * places[1]);
    while losses.len() < places[0] * places[1] {
        let count = covered.len().min(places[0] * places[1] - losses.len());
        for (index, image) in covered.iter_mut().enumerate().take(count) {
            let place = losses.len() + index;
            let [top, left] = [place / places[1], place % places[1]].map(|place| place * patch.stride);
            image.floats_mut().copy_from_slice(x.floats());
            for row in (0..channels).flat_map(|c| (top..height.min(top + patch.size)).map(move |i| c * height + i)) {
                image.floats_mut()[row * width..][left..width.min(left + patch.size)].fill(patch.fill);
            }
        }
        let outputs = network.forward_batch(&covered[..count]);
        losses.extend(outputs.iter().map(|y| whole - y.floats()[output]));
    }
    Occlusion { patch, places, losses }
}

impl Occlusion {
    /// For each pixel the mean loss of the patches that cover it, row by row of an image with so many rows and columns.
    #[must_use]
    pub fn pixels(&self, height: usize, width: usize) -> Vec<f32> {
        let Patch { size, stride, .. } = self.patch;
        let places = |pixel: usize, count: usize| {
            (pixel + 1).saturating_sub(size).div_ceil(stride)..count.min(pixel / stride + 1)
        };
        let mut pixels = Vec::with_capacity(height * width);
        for i in 0..height {
            for j in 0..width {
                let (mut sum, mut count) = (0.0, 0.0);
                for row in places(i, self.places[0]) {
                    for column in places(j, self.places[1]) {
                        sum += self.losses[row * self.places[1] + column];
                        count += 1.0;
                    }
                }
                // Between patches that are further apart than they are large, nothing was covered.
                pixels.push(if count > 0.0 { sum / count } else { 0.0 });
            }
        }
        pixels
    }
}

/// Channels, rows and columns; a vector is a row.
fn sizes<V: Value>() -> [usize; 3] {
    match V::SHAPE {
        Shape::Image(c, h, w) => [c, h, w],
        Shape::Vector(n) => [1, 1, n],
    }
}

/// The saliency of one output, three pictures side by side: the input; the greatest absolute [`input_gradient`] of the channels of
/// each pixel, from dark to light; and [`occlusion`] by a [`Patch::of`] the input, red where what is covered speaks for the output, blue where
/// it speaks against it. `what` is said of the output, such as its class.
///
/// # Panics
///
/// If there is no such output.
#[must_use]
pub fn saliency<N: Network>(network: &N, x: &N::Input, output: usize, what: &str) -> Figure {
    let [channels, height, width] = sizes::<N::Input>();
    let gradient = input_gradient(network, x, output);
    let plane = height * width;
    let largest = |e: usize| (0..channels).map(|c| gradient.floats()[c * plane + e].abs()).fold(0.0, f32::max);
    let gradient: Vec<f32> = (0..plane).map(largest).collect();
    let losses = occlusion(network, x, output, Patch::of(x)).pixels(height, width);
    let pictures = [
        ("input", picture(x)),
        ("gradient", Colours::Viridis.raster(&gradient, width, [0.0, range(&gradient)[1]])),
        ("occlusion", Colours::Diverging.raster(&losses, width, range(&losses))),
    ];
    draw(&format!("what speaks for {what}"), &pictures)
}

fn draw(title: &str, pictures: &[(&str, Raster); 3]) -> Figure {
    const SIDE: f64 = (WIDTH - 24.0 - 2.0 * 12.0) / 3.0;
    let mut svg = Svg::new();
    svg.text(12.0, 20.0, Anchor::Start, "title", &crate::svg::cut(title, (WIDTH - 24.0) / 1.2));
    let (width, height) = (pictures[0].1.width().max(1) as f64, pictures[0].1.height().max(1) as f64);
    let scale = (SIDE / width).min(1.4 * SIDE / height);
    let [w, h] = [width * scale, height * scale];
    for (index, (name, raster)) in pictures.iter().enumerate() {
        let x = 12.0 + (SIDE + 12.0) * index as f64;
        svg.image([x + (SIDE - w) / 2.0, 34.0], [w, h], raster);
        svg.text(x + SIDE / 2.0, 34.0 + h + LINE, Anchor::Middle, "quiet", name);
    }
    let tiles = pictures.each_ref().map(|(_, raster)| raster.clone());
    let raster = Raster::grid(&tiles, 3, (pictures[0].1.width() / 16).max(1));
    Figure::of_pixels("saliency", "", svg.finish(WIDTH, 34.0 + h + LINE + 10.0, title), raster)
}
