//! Many images.

use super::Network;
use crate::kernel::threads;
use crate::plain::Zeroed;
use crate::tensor::LANES;
use crate::tensor::Tile;
use alloc::boxed::Box;
use alloc::vec::Vec;

/// Runs a network over many images, in memory that it keeps: only the first call allocates, and one on more threads.
///
/// The images go through the network in tiles of [`LANES`], one tile at a time on each thread. An image's result does not
/// depend on its place among the others.
pub struct Inference<N: Network> {
    workers: Vec<Worker<N>>,
}

/// The memory of one thread.
struct Worker<N: Network> {
    x: Box<Tile<N::Input, LANES>>,
    workspace: Box<N::Workspace<LANES>>,
}

impl<N: Network> Default for Inference<N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<N: Network> Inference<N> {
    /// Allocates nothing yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { workers: Vec::new() }
    }

    /// Writes to `outputs[i]` what the network says of `images[i]`.
    ///
    /// # Panics
    ///
    /// If there are not as many outputs as images.
    pub fn run(&mut self, network: &N, images: &[N::Input], outputs: &mut [N::Output]) {
        assert_eq!(images.len(), outputs.len(), "each image needs an output");
        let workers = threads::count().min(images.len().div_ceil(LANES));
        while self.workers.len() < workers {
            self.workers.push(Worker { x: Zeroed::zeroed_box(), workspace: Zeroed::zeroed_box() });
        }
        let tiles = images.chunks(LANES).zip(outputs.chunks_mut(LANES));
        threads::share(&mut self.workers[..workers], tiles, |Worker { x, workspace }, (images, outputs)| {
            x.load(|lane| images.get(lane));
            let y = network.infer(x, workspace);
            for (lane, output) in outputs.iter_mut().enumerate() {
                y.store(lane, output);
            }
        });
    }
}
