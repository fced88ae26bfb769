//! How well a network does what it was trained for.

use super::examples::{Examples, Loaded};
use super::loss::{Loss, Sum};
use super::metric::{Confusion, Metric};
use crate::kernel::threads;
use crate::network::Network;
use crate::plain::{Plain, Zeroed};
use crate::tensor::{LANES, Shape, Tile, Value};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// The mean loss over images, and how they were classified.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// The mean loss, in the units of the loss. Not a finite number if the network's output is not, for one image or more.
    pub loss: f64,
    /// How many images of each class were taken for each class.
    pub confusion: Confusion,
}

impl Evaluation {
    /// The share of images that were taken for what they are, 0 to 1.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        self.confusion.accuracy()
    }
}

/// Runs a network over examples whose classes are known.
///
/// # Panics
///
/// If there is no example, or if a target is not the number of a class.
pub fn evaluate<N, T, L, D>(network: &N, loss: &L, examples: D) -> Evaluation
where
    N: Network,
    T: Send + Sync,
    L: Loss<N::Output, T>,
    D: Examples<N::Input, Target = T>,
    Confusion: Metric<N::Output, T>,
{
    let (Shape::Image(classes, _, _) | Shape::Vector(classes)) = N::Output::SHAPE;
    let mut confusion = Confusion::new(classes);
    let loss = measure(network, loss, examples, &mut confusion);
    Evaluation { loss, confusion }
}

/// Runs a network over examples, counts what a metric counts, and returns the mean loss.
///
/// # Panics
///
/// If there is no example.
pub fn measure<N, L, D, M>(network: &N, loss: &L, examples: D, metric: &mut M) -> f64
where
    N: Network,
    D: Examples<N::Input>,
    L: Loss<N::Output, D::Target>,
    M: Metric<N::Output, D::Target>,
{
    /// How many tiles a thread computes before the metric sees them.
    const TILES: usize = 4;

    assert!(!examples.is_empty(), "an evaluation needs an example");
    let count = examples.len();
    let threads = threads::count().min(count.div_ceil(LANES));
    let mut workers = Vec::new();
    workers.resize_with(threads, || Worker::<N> {
        x: Zeroed::zeroed_box(),
        inputs: Vec::new(),
        dy: Zeroed::zeroed_box(),
        workspace: Zeroed::zeroed_box(),
    });
    let mut tiles: Vec<_> = (0..threads * TILES).map(|_| Judged::zeroed()).collect();
    let mut output = N::Output::zeroed_box();
    let mut total = Sum::default();
    for start in (0..count).step_by(tiles.len() * LANES) {
        let images = |first: usize| LANES.min(count - first);
        let firsts = (start..count).step_by(LANES);
        threads::share(&mut workers, firsts.clone().zip(&mut tiles), |worker, (first, tile)| {
            let Worker { x, inputs, dy, workspace } = worker;
            let images = images(first);
            let examples = tile.loaded.fill(inputs, &examples, images, |lane| (first + lane, 0));
            x.load(|lane| (lane < images).then_some(examples[lane].0));
            let y = network.infer(x, workspace);
            let targets = examples.map(|(_, target)| target);
            tile.loss = loss.tile(y, &targets[..images], dy);
            tile.y.floats_mut().copy_from_slice(y.floats());
        });
        // In the order of the examples, whichever thread they come from.
        for (first, tile) in firsts.zip(&tiles) {
            total += tile.loss;
            for lane in 0..images(first) {
                tile.y.store(lane, &mut *output);
                metric.add(&*output, tile.loaded.target(lane, first + lane, &examples));
            }
        }
    }
    total.mean()
}

/// The memory of one thread.
struct Worker<N: Network> {
    x: Box<Tile<N::Input, LANES>>,
    /// What has to be loaded; empty where all is in memory.
    inputs: Vec<N::Input>,
    dy: Box<Tile<N::Output, LANES>>,
    workspace: Box<N::Workspace<LANES>>,
}

/// What became of a tile.
struct Judged<Y, T> {
    y: Box<Tile<Y, LANES>>,
    loaded: Loaded<T>,
    loss: Sum,
}

impl<Y: Value, T> Judged<Y, T> {
    fn zeroed() -> Self {
        Self { y: Zeroed::zeroed_box(), loaded: Loaded::default(), loss: Sum::default() }
    }
}
