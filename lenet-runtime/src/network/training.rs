//! The memory that training takes where there is no allocator.

use super::Network;
use crate::plain::ZeroedData;
use crate::tensor::Tile;

/// What a step of training of `L` images reads and writes, beside the weights.
#[repr(C)]
pub struct Training<N: Network, const L: usize> {
    pub(crate) x: Tile<N::Input, L>,
    pub(crate) tape: N::Tape<L>,
    pub(crate) workspace: N::TrainingWorkspace<L>,
    pub(crate) gradient: N,
}

// SAFETY: each field is `Zeroed`, as `Network` demands, so zero bytes are a value of it, and it needs no `Drop`.
#[allow(unsafe_code)]
unsafe impl<N: Network, const L: usize> ZeroedData for Training<N, L> {}
