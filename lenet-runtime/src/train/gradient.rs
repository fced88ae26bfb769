//! The gradient of a batch.

use super::examples::{Examples, Loaded, Pairs};
use super::loss::{Loss, Sum};
use super::optimizer::Groups;
use super::running;
use crate::kernel::threads;
use crate::kernel::vector::wide;
use crate::layer::Pass;
use crate::layer::batch_norm::Statistics;
use crate::network::Network;
use crate::plain::Zeroed;
use crate::random::Random;
use crate::tensor::{LANES, Tile};
use alloc::boxed::Box;
use alloc::vec::Vec;
use core::ops::Range;

/// The mean loss of a batch, and its gradient with respect to every parameter, which is written to `gradient`.
///
/// `seed` is where dropout draws from: another one for each step. Running statistics have no gradient, and stay as they are. To move
/// them, and to allocate nothing in a loop, see [`Gradients`].
///
/// # Panics
///
/// If there are not as many targets as images, or none; or if there is one, and a batch norm would have one number a channel.
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
///
/// Batch norms take their statistics from the whole batch: each counts its channels tile by tile, and what the tiles count is merged in
/// their order. Between two batch norms all tiles wait for each other, each with what it saved. So the memory of a network with
/// batch norms grows with the batch: [`Gradients::bytes`] says how far.
pub struct Gradients<N: Network> {
    total: Box<N>,
    workers: Vec<Worker<N>>,
    parts: Vec<Part<N>>,
    /// What a batch norm counts of each channel over the batch.
    merged: Vec<Statistics>,
}

/// The memory of one thread.
struct Worker<N: Network> {
    /// What has to be loaded; empty where all is in memory.
    inputs: Vec<N::Input>,
    workspace: Box<N::TrainingWorkspace<LANES>>,
    /// That of the tile in work, where each is done before the next begins.
    kept: Vec<Kept<N>>,
}

/// What there is of a tile from stage to stage.
struct Kept<N: Network> {
    x: Box<Tile<N::Input, LANES>>,
    tape: Box<N::Tape<LANES>>,
}

/// A part of a batch: sums over it, and its tiles, where they wait for each other.
struct Part<N: Network> {
    gradient: Box<N>,
    loss: Sum,
    kept: Vec<Kept<N>>,
}

/// How a batch is cut.
#[derive(Clone, Copy)]
struct Cuts {
    tiles: usize,
    parts: usize,
}

impl Cuts {
    fn new(images: usize) -> Self {
        let tiles = images.div_ceil(LANES);
        Self { tiles, parts: tiles.min(MOST_PARTS) }
    }

    /// The tiles of a part.
    fn of(&self, part: usize) -> Range<usize> {
        part * self.tiles / self.parts..(part + 1) * self.tiles / self.parts
    }
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
        Self { total: N::zeroed_box(), workers: Vec::new(), parts: Vec::new(), merged: Vec::new() }
    }

    /// How many bytes of memory the gradients of batches of up to `batch` examples take, by as many threads as there may be now.
    /// Examples that have to be loaded take 16 inputs more for each thread.
    #[must_use]
    pub fn bytes(batch: usize) -> usize {
        let Cuts { tiles, parts } = Cuts::new(batch);
        let workers = threads::count().min(parts);
        let kept = if N::BATCH_NORMS == 0 { workers } else { tiles };
        workers * size_of::<N::TrainingWorkspace<LANES>>()
            + kept * (size_of::<Tile<N::Input, LANES>>() + size_of::<N::Tape<LANES>>())
            + (parts + 1) * size_of::<N>()
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
    /// As [`loss_and_gradient`].
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
    /// If `count` is 0; or if it is 1, and a batch norm would have one number a channel.
    pub fn compute_from<L: Loss<N::Output, D::Target>, D: Examples<N::Input>>(
        &mut self,
        network: &N,
        loss: &L,
        examples: &D,
        count: usize,
        place: impl Fn(usize) -> usize + Sync,
        seed: u64,
    ) -> Sum {
        running::check_batch::<N>(count);
        let cuts = Cuts::new(count);
        let workers = threads::count().min(cuts.parts);
        self.make_room(cuts, workers);
        // Targets that are loaded wait for the loss with their tiles.
        let wait = N::BATCH_NORMS > 0 && examples.stored(place(0)).is_none();
        let mut loaded: Vec<Loaded<D::Target>> = Vec::new();
        loaded.resize_with(if wait { cuts.tiles } else { 0 }, Loaded::default);

        for stage in 0..=2 * N::BATCH_NORMS {
            let mut loaded = &mut *loaded;
            let parts = self.parts[..cuts.parts].iter_mut().enumerate().map(|(index, part)| {
                let tiles = cuts.of(index);
                let own = loaded.split_off_mut(..if wait { tiles.len() } else { 0 }).unwrap_or_default();
                (tiles, part, own)
            });
            threads::share(&mut self.workers[..workers], parts, |worker, (tiles, part, own)| {
                let Part { gradient, loss: sum, kept: of_part } = part;
                let Worker { inputs, workspace, kept: of_worker } = worker;
                if stage == 0 {
                    gradient.floats_mut().fill(0.0);
                    *sum = Sum::default();
                }
                for (index, tile) in tiles.enumerate() {
                    let Kept { x, tape } = if N::BATCH_NORMS == 0 { &mut of_worker[0] } else { &mut of_part[index] };
                    let first = tile * LANES;
                    let images = LANES.min(count - first);
                    let pass = Pass { seed: Random::new(seed ^ tile as u64).next(), images, training: true };
                    let mut none = Loaded::default();
                    let loaded = own.get_mut(index).unwrap_or(&mut none);
                    if stage == 0 {
                        let examples = loaded.fill(inputs, examples, images, |lane| {
                            let i = place(first + lane);
                            (i, Random::nth(seed, i))
                        });
                        x.load(|lane| (lane < images).then_some(examples[lane].0));
                    }
                    if stage <= N::BATCH_NORMS {
                        network.record_stage(stage, x, tape, workspace, &pass);
                    }
                    if stage == N::BATCH_NORMS {
                        // The last tile may have fewer images: the other lanes of `targets` are not looked at.
                        let targets = core::array::from_fn::<_, LANES, _>(|lane| {
                            let lane = lane.min(images - 1);
                            loaded.target(lane, place(first + lane), examples)
                        });
                        let (y, dy) = N::ends(tape, workspace);
                        *sum += loss.tile(y, &targets[..images], dy);
                    }
                    if let Some(stage) = stage.checked_sub(N::BATCH_NORMS) {
                        network.backward_stage(stage, x, tape, workspace, &pass, gradient, None);
                    }
                }
            });
            if stage < N::BATCH_NORMS {
                self.merge(cuts, stage, Statistics::merge);
            } else if stage < 2 * N::BATCH_NORMS {
                self.merge(cuts, 2 * N::BATCH_NORMS - 1 - stage, Statistics::merge_backward);
            }
        }
        self.add_up(cuts.parts)
    }

    /// Allocates what a batch needs and is not there yet.
    fn make_room(&mut self, cuts: Cuts, workers: usize) {
        let kept = || Kept { x: Zeroed::zeroed_box(), tape: Zeroed::zeroed_box() };
        while self.workers.len() < workers {
            let mut worker = Worker { inputs: Vec::new(), workspace: Zeroed::zeroed_box(), kept: Vec::new() };
            if N::BATCH_NORMS == 0 {
                worker.kept.push(kept());
            }
            self.workers.push(worker);
        }
        while self.parts.len() < cuts.parts {
            self.parts.push(Part { gradient: N::zeroed_box(), loss: Sum::default(), kept: Vec::new() });
        }
        for (index, part) in self.parts[..cuts.parts].iter_mut().enumerate() {
            let tiles = if N::BATCH_NORMS == 0 { 0 } else { cuts.of(index).len() };
            while part.kept.len() < tiles {
                part.kept.push(kept());
            }
        }
    }

    /// Merges what a batch norm counts of the tiles, in their order, and gives it to all of them.
    fn merge(&mut self, cuts: Cuts, norm: usize, take_in: fn(&mut Statistics, &Statistics)) {
        let Self { parts, merged, .. } = self;
        merged.clear();
        let mut each = |work: &mut dyn FnMut(&mut [Statistics])| {
            for (index, part) in parts[..cuts.parts].iter_mut().enumerate() {
                for kept in &mut part.kept[..cuts.of(index).len()] {
                    work(N::statistics(&mut kept.tape, norm));
                }
            }
        };
        each(&mut |tile| match merged.is_empty() {
            true => merged.extend_from_slice(tile),
            false => merged.iter_mut().zip(tile).for_each(|(all, tile)| take_in(all, tile)),
        });
        each(&mut |tile| tile.copy_from_slice(merged));
    }

    /// Moves the running statistics of batch norms by those of the last batch, but not those of tensors that are frozen: for loops
    /// written by hand, after the step of the optimizer. Does nothing to a network without batch norms.
    ///
    /// # Panics
    ///
    /// If no gradient was computed.
    pub fn update_running_statistics(&mut self, network: &mut N, groups: Groups) {
        if N::BATCH_NORMS == 0 {
            return;
        }
        let Self { total, parts, .. } = self;
        let tile = parts.first().and_then(|part| part.kept.first()).expect("a gradient is computed first");
        running::update(network, total, &tile.tape, groups);
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
