//! The gradient of a batch.

use super::examples::{Examples, Loaded, Pairs};
use super::loss::{Loss, Sum};
use crate::kernel::threads;
use crate::kernel::vector::wide;
use crate::layer::Pass;
use crate::network::Network;
use crate::plain::Zeroed;
use crate::random::Random;
use crate::tensor::{LANES, Tile};
use alloc::boxed::Box;
use alloc::vec::Vec;

/// The mean loss of a batch, and its gradient with respect to every parameter, which is written to `gradient`.
///
/// `seed` is where dropout draws from: another one for each step. To allocate nothing in a loop, see [`Gradients`].
///
/// # Panics
///
/// If there are not as many targets as images.
pub fn loss_and_gradient<N: Network, T: Send + Sync, L: Loss<N::Output, T>>(
    network: &N,
    loss: &L,
    images: &[N::Input],
    targets: &[T],
    seed: u64,
    gradient: &mut N,
) -> f64 {
    let mut gradients = Gradients::new();
    let sum = gradients.compute(network, loss, images, targets, seed);
    gradient.floats_mut().copy_from_slice(gradients.gradient().floats());
    sum.mean()
}

/// Into how many parts, at most, a batch is cut, each with a gradient of its own. More would fall out of the L2 cache.
const MOST_PARTS: usize = 8;

/// Computes gradients of batches, in memory that it keeps: only the first batch allocates, and a larger one.
///
/// A batch is cut into tiles of [`LANES`] images, and the tiles into at most 8 parts. The cuts depend on the size of the batch
/// alone, and the gradients of the parts are added up in their order, so that the result has the same bits for any number
/// of threads.
pub struct Gradients<N: Network> {
    total: Box<N>,
    workers: Vec<Worker<N>>,
    parts: Vec<Part<N>>,
}

/// The memory of one thread.
struct Worker<N: Network> {
    x: Box<Tile<N::Input, LANES>>,
    /// What has to be loaded; empty where all is in memory.
    inputs: Vec<N::Input>,
    tape: Box<N::Tape<LANES>>,
    workspace: Box<N::TrainingWorkspace<LANES>>,
}

/// The sums over a part of a batch.
struct Part<N> {
    gradient: Box<N>,
    loss: Sum,
}

impl<N: Network> Default for Gradients<N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<N: Network> Gradients<N> {
    /// Allocates little: the rest comes with the first batch.
    #[must_use]
    pub fn new() -> Self {
        Self { total: N::zeroed_box(), workers: Vec::new(), parts: Vec::new() }
    }

    /// The gradient of the last batch: the mean over its images.
    #[must_use]
    pub fn gradient(&self) -> &N {
        &self.total
    }

    pub(super) fn gradient_mut(&mut self) -> &mut N {
        &mut self.total
    }

    /// Computes the gradient of a batch, and returns its loss. `seed` is where dropout draws from.
    ///
    /// # Panics
    ///
    /// If there are not as many targets as images, or none.
    pub fn compute<T: Send + Sync, L: Loss<N::Output, T>>(
        &mut self,
        network: &N,
        loss: &L,
        images: &[N::Input],
        targets: &[T],
        seed: u64,
    ) -> Sum {
        self.compute_from(network, loss, &Pairs::new(images, targets), images.len(), |i| i, seed)
    }

    /// As [`Gradients::compute`], for a batch of `count` examples, whose i-th is example `place(i)`. Examples that are drawn at random
    /// draw from `seed`, too.
    ///
    /// # Panics
    ///
    /// If `count` is 0.
    pub fn compute_from<L: Loss<N::Output, D::Target>, D: Examples<N::Input>>(
        &mut self,
        network: &N,
        loss: &L,
        examples: &D,
        count: usize,
        place: impl Fn(usize) -> usize + Sync,
        seed: u64,
    ) -> Sum {
        assert!(count > 0, "a batch needs an image");
        let tiles = count.div_ceil(LANES);
        let parts = tiles.min(MOST_PARTS);
        let workers = threads::count().min(parts);
        while self.workers.len() < workers {
            self.workers.push(Worker {
                x: Zeroed::zeroed_box(),
                inputs: Vec::new(),
                tape: Zeroed::zeroed_box(),
                workspace: Zeroed::zeroed_box(),
            });
        }
        while self.parts.len() < parts {
            self.parts.push(Part { gradient: N::zeroed_box(), loss: Sum::default() });
        }
        let sums = self.parts[..parts].iter_mut().enumerate();
        threads::share(&mut self.workers[..workers], sums, |worker, (part, sum)| {
            let Worker { x, inputs, tape, workspace } = worker;
            sum.gradient.floats_mut().fill(0.0);
            sum.loss = Sum::default();
            for tile in part * tiles / parts..(part + 1) * tiles / parts {
                let first = tile * LANES;
                let images = LANES.min(count - first);
                let mut loaded = Loaded::default();
                let examples = loaded.fill(inputs, examples, images, |lane| {
                    let i = place(first + lane);
                    (i, Random::nth(seed, i))
                });
                // The last tile may have fewer images: the other lanes of `targets` are not looked at.
                let targets = examples.map(|(_, target)| target);
                let pass = Pass { seed: Random::new(seed ^ tile as u64).next(), images };
                x.load(|lane| (lane < images).then_some(examples[lane].0));
                network.record(x, tape, workspace, &pass);
                let (y, dy) = N::ends(tape, workspace);
                sum.loss += loss.tile(y, &targets[..images], dy);
                network.backward(x, tape, workspace, &pass, &mut sum.gradient, None);
            }
        });
        self.add_up(parts)
    }

    /// Adds up the gradients and losses of the first parts, in their order, and divides the gradients by the weight of all.
    fn add_up(&mut self, parts: usize) -> Sum {
        /// Few enough numbers that the block of every part stays in the L1 cache.
        const BLOCK: usize = 512;

        let parts = &self.parts[..parts];
        let mut sum = Sum::default();
        parts.iter().for_each(|part| sum += part.loss);
        let scale = sum.scale();
        for (i, total) in self.total.floats_mut().chunks_mut(BLOCK).enumerate() {
            total.fill(0.0);
            for part in parts {
                let numbers = &part.gradient.floats()[i * BLOCK..];
                wide(
                    #[inline(always)]
                    || {
                        for (total, number) in total.iter_mut().zip(numbers) {
                            *total += number;
                        }
                    },
                );
            }
            for total in total {
                *total *= scale;
            }
        }
        sum
    }
}
