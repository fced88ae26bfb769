//! A batch of any size, in tiles, stage by stage: what a trainer does, on one thread and with the gradient of every input.

use crate::{Gradient, Twin};
use lenet_runtime::{Network, Pass, Plain, Statistics, Tile, Value, Zeroed};

/// What a batch computes.
pub struct Ran<N> {
    /// The output of each image.
    pub y: Vec<Vec<f32>>,
    /// The gradient of each input; NaN where it was not asked for.
    pub dx: Vec<Vec<f32>>,
    /// The sum of the gradients with respect to the parameters.
    pub gradient: Box<N>,
    /// The network with the running statistics that follow.
    pub next: Box<N>,
}

/// Runs images with the gradients `dy` of their outputs, `L` in a tile, twice: first with other numbers, which must not show.
/// Gradients are added to `before`.
pub fn run<N: Network, const L: usize>(
    network: &N,
    images: &[Vec<f32>],
    dy: &[Vec<f32>],
    dx_is_wanted: bool,
    before: f32,
) -> Ran<N> {
    let part = |(index, images): (usize, &[Vec<f32>])| Part::<N, L> {
        x: Tile::zeroed_box(),
        dx: Tile::zeroed_box(),
        tape: N::Tape::zeroed_box(),
        pass: Pass { seed: index as u64, images: images.len(), training: true },
    };
    let mut parts: Vec<_> = images.chunks(L).enumerate().map(part).collect();
    let mut workspace = N::TrainingWorkspace::<L>::zeroed_box();
    let other: Vec<Vec<f32>> = images.iter().map(|image| image.iter().map(|x| 2.0 - 3.0 * x).collect()).collect();
    round(network, &other, dy, &mut parts, &mut workspace, true, before);
    round(network, images, dy, &mut parts, &mut workspace, dx_is_wanted, before)
}

/// A tile of a batch.
struct Part<N: Network, const L: usize> {
    x: Box<Tile<N::Input, L>>,
    dx: Box<Tile<N::Input, L>>,
    tape: Box<N::Tape<L>>,
    pass: Pass,
}

fn round<N: Network, const L: usize>(
    network: &N,
    images: &[Vec<f32>],
    dy: &[Vec<f32>],
    parts: &mut [Part<N, L>],
    workspace: &mut N::TrainingWorkspace<L>,
    dx_is_wanted: bool,
    before: f32,
) -> Ran<N> {
    let (mut gradient, mut next) = (N::zeroed_box(), network.clone_box());
    gradient.floats_mut().fill(before);
    for (part, images) in parts.iter_mut().zip(images.chunks(L)) {
        part.dx.floats_mut().fill(f32::NAN);
        fill(&mut part.x, images);
    }
    for stage in 0..=N::BATCH_NORMS {
        for part in &mut *parts {
            network.record_stage(stage, &part.x, &mut part.tape, workspace, &part.pass);
        }
        if stage < N::BATCH_NORMS {
            merge(parts.iter_mut().map(|part| N::statistics(&mut part.tape, stage)).collect(), Statistics::merge);
        }
    }
    network.running_statistics(&parts[0].tape, &mut next);
    let mut y = Vec::new();
    for stage in 0..=N::BATCH_NORMS {
        for (part, dy) in parts.iter_mut().zip(dy.chunks(L)) {
            if stage == 0 {
                let (output, end) = N::ends(&part.tape, workspace);
                y.extend(lanes(output, part.pass.images));
                fill(end, dy);
            }
            let dx = dx_is_wanted.then_some(&mut *part.dx);
            network.backward_stage(stage, &part.x, &mut part.tape, workspace, &part.pass, &mut gradient, dx);
        }
        if stage < N::BATCH_NORMS {
            let norm = N::BATCH_NORMS - 1 - stage;
            let all = parts.iter_mut().map(|part| N::statistics(&mut part.tape, norm)).collect();
            merge(all, Statistics::merge_backward);
        }
    }
    let dx = parts.iter().flat_map(|part| lanes(&part.dx, part.pass.images)).collect();
    Ran { y, dx, gradient, next }
}

/// Writes images to the first lanes of a tile, and zeros to the others.
fn fill<V: Value, const L: usize>(tile: &mut Tile<V, L>, images: &[Vec<f32>]) {
    tile.floats_mut().fill(0.0);
    for (lane, image) in images.iter().enumerate() {
        tile.lanes_mut().iter_mut().zip(image).for_each(|(element, number)| element[lane] = *number);
    }
}

/// Merges the statistics of all tiles, and gives them to all.
fn merge(mut tiles: Vec<&mut [Statistics]>, take_in: impl Fn(&mut Statistics, &Statistics)) {
    let mut merged = tiles[0].to_vec();
    for tile in &tiles[1..] {
        merged.iter_mut().zip(tile.iter()).for_each(|(all, tile)| take_in(all, tile));
    }
    tiles.iter_mut().for_each(|tile| tile.copy_from_slice(&merged));
}

/// The first lanes of a tile, each as a vector.
#[must_use]
pub fn lanes<V: Value, const L: usize>(tile: &Tile<V, L>, count: usize) -> Vec<Vec<f32>> {
    (0..count).map(|lane| tile.lanes().iter().map(|element| element[lane]).collect()).collect()
}

/// A twin of one image, for each image of a batch.
pub struct Each<T> {
    /// How many images there are.
    pub images: usize,
    /// The twin.
    pub twin: T,
}

impl<T: Twin> Twin for Each<T> {
    fn parameters(&self) -> usize {
        self.twin.parameters()
    }

    fn inputs(&self) -> usize {
        self.images * self.twin.inputs()
    }

    fn forward(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        x.chunks(self.twin.inputs()).flat_map(|x| self.twin.forward(p, x)).collect()
    }

    fn backward(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let mut sum = Gradient::zeros(p.len(), 0);
        for (x, dy) in x.chunks(self.twin.inputs()).zip(dy.chunks(dy.len() / self.images)) {
            let Gradient { p, x } = self.twin.backward(p, x, dy);
            sum.p.iter_mut().zip(p).for_each(|(sum, p)| *sum += p);
            sum.x.extend(x);
        }
        sum
    }

    fn forward_slack(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        x.chunks(self.twin.inputs()).flat_map(|x| self.twin.forward_slack(p, x)).collect()
    }

    fn backward_slack(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let mut sum = Gradient::zeros(p.len(), 0);
        for (x, dy) in x.chunks(self.twin.inputs()).zip(dy.chunks(dy.len() / self.images)) {
            let Gradient { p, x } = self.twin.backward_slack(p, x, dy);
            sum.p.iter_mut().zip(p).for_each(|(sum, p)| *sum += p);
            sum.x.extend(x);
        }
        sum
    }
}

/// Puts the parts of each image one after the other, where each part stands for all images together.
pub struct Interleave {
    /// How many images there are.
    pub images: usize,
    /// How many numbers of an image each part has.
    pub parts: Vec<usize>,
    /// The parts in the order that they have in an image.
    pub places: Vec<usize>,
}

impl Interleave {
    /// For each number of the output, where it is in the input.
    fn sources(&self) -> Vec<usize> {
        let start = |part: usize| self.images * self.parts[..part].iter().sum::<usize>();
        let of_image = |image: usize| {
            self.places.iter().flat_map(move |&part| {
                let size = self.parts[part];
                start(part) + image * size..start(part) + (image + 1) * size
            })
        };
        (0..self.images).flat_map(of_image).collect()
    }
}

impl Twin for Interleave {
    fn parameters(&self) -> usize {
        0
    }

    fn inputs(&self) -> usize {
        self.images * self.parts.iter().sum::<usize>()
    }

    fn forward(&self, _: &[f64], x: &[f64]) -> Vec<f64> {
        self.sources().into_iter().map(|source| x[source]).collect()
    }

    fn backward(&self, _: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let mut gradient = Gradient::zeros(0, x.len());
        self.sources().into_iter().zip(dy).for_each(|(source, dy)| gradient.x[source] = *dy);
        gradient
    }

    fn forward_slack(&self, _: &[f64], x: &[f64]) -> Vec<f64> {
        vec![0.0; x.len()]
    }

    fn backward_slack(&self, _: &[f64], x: &[f64], _: &[f64]) -> Gradient {
        Gradient::zeros(0, x.len())
    }
}
