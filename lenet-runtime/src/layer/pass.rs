//! What a layer is told of a training pass.

use crate::random::Random;

/// What a training pass must know beside its input.
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    /// The seed from which dropout draws, another one for each step and tile.
    pub seed: u64,
    /// How many lanes of the tile hold an image; the rest are padding that no statistic counts.
    pub images: usize,
    /// Whether dropout drops and batch norm takes the statistics of the batch. If not, what is recorded is inference, and the gradient
    /// is that of inference. PyTorch's `training`.
    pub training: bool,
}

impl Pass {
    /// The pass of the network that is used as the given layer. It draws from another seed, so that no two dropouts drop
    /// the same.
    #[doc(hidden)]
    #[must_use]
    pub fn inside(&self, layer: u64) -> Self {
        let seed = Random::new(self.seed ^ Random::new(layer).next()).next();
        Self { seed, ..*self }
    }
}
