//! The memory that training takes where there is no allocator.

use super::Network;
use crate::plain;
use crate::tensor::Tile;

/// What a step of training of `L` images reads and writes, beside the weights.
#[repr(C)]
pub struct Training<N: Network, const L: usize> {
    pub(crate) x: Tile<N::Input, L>,
    pub(crate) tape: N::Tape<L>,
    pub(crate) workspace: N::TrainingWorkspace<L>,
    pub(crate) gradient: N,
}

plain::claim_zeroed!([N: Network, const L: usize] Training<N, L> { x, tape, workspace, gradient });
