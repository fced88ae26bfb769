//! The gradient of a batch.

use super::loss::Loss;
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
pub fn loss_and_gradient<N: Network, T: Loss<N::Output>>(
    network: &N,
    loss: &T,
    images: &[N::Input],
    targets: &[T::Target],
    seed: u64,
    gradient: &mut N,
) -> f64 {
    let mut gradients = Gradients::new();
    let mean = gradients.compute(network, loss, images, targets, seed);
    gradient.floats_mut().copy_from_slice(gradients.gradient().floats());
    mean
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
    tape: Box<N::Tape<LANES>>,
}

/// The sums over a part of a batch.
struct Part<N> {
    gradient: Box<N>,
    loss: f64,
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

    /// Computes the gradient of a batch, and returns its mean loss. `seed` is where dropout draws from.
    ///
    /// # Panics
    ///
    /// If there are not as many targets as images, or none.
    pub fn compute<T: Loss<N::Output>>(
        &mut self,
        network: &N,
        loss: &T,
        images: &[N::Input],
        targets: &[T::Target],
        seed: u64,
    ) -> f64 {
        assert_eq!(images.len(), targets.len(), "each image needs a target");
        self.compute_from(network, loss, images.len(), |i| (&images[i], &targets[i]), seed)
    }

    /// As [`Gradients::compute`], for a batch whose i-th image and target are `example(i)`, i < `count`.
    ///
    /// # Panics
    ///
    /// If `count` is 0.
    pub fn compute_from<'a, T: Loss<N::Output, Target: 'a>>(
        &mut self,
        network: &N,
        loss: &T,
        count: usize,
        example: impl Fn(usize) -> (&'a N::Input, &'a T::Target) + Sync,
        seed: u64,
    ) -> f64 {
        assert!(count > 0, "a batch needs an image");
        let tiles = count.div_ceil(LANES);
        let parts = tiles.min(MOST_PARTS);
        let workers = threads::count().min(parts);
        while self.workers.len() < workers {
            self.workers.push(Worker { x: Zeroed::zeroed_box(), tape: Zeroed::zeroed_box() });
        }
        while self.parts.len() < parts {
            self.parts.push(Part { gradient: N::zeroed_box(), loss: 0.0 });
        }
        let sums = self.parts[..parts].iter_mut().enumerate();
        threads::share(&mut self.workers[..workers], sums, |Worker { x, tape }, (part, sum)| {
            sum.gradient.floats_mut().fill(0.0);
            sum.loss = 0.0;
            for tile in part * tiles / parts..(part + 1) * tiles / parts {
                let first = tile * LANES;
                let images = LANES.min(count - first);
                // The last tile may have fewer images: the other lanes of `targets` are not looked at.
                let examples: [_; LANES] = core::array::from_fn(|lane| example(first + lane.min(images - 1)));
                let targets = examples.map(|(_, target)| target);
                let pass = Pass { seed: Random::new(seed ^ tile as u64).next(), images };
                x.load(|lane| (lane < images).then_some(examples[lane].0));
                network.record(x, tape, &pass);
                let (y, dy) = N::ends(tape);
                sum.loss += loss.tile(y, &targets[..images], dy);
                network.backward(x, tape, &pass, &mut sum.gradient, None);
            }
        });
        self.add_up(parts, count)
    }

    /// Adds up the gradients and losses of the first parts, in their order, and divides by the number of images.
    fn add_up(&mut self, parts: usize, images: usize) -> f64 {
        /// Few enough numbers that the block of every part stays in the L1 cache.
        const BLOCK: usize = 512;

        let parts = &self.parts[..parts];
        let scale = 1.0 / images as f32;
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
        parts.iter().map(|part| part.loss).sum::<f64>() / images as f64
    }
}
