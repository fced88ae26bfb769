//! Sixteen images at once, one in each lane: training and batches.
//!
//! Every operation is one vector operation over the images, so a weight is multiplied with all lanes of an element and no
//! number changes its lane. The sums of a tile of output channels × positions stay in registers while the loops run over
//! all that they add up; the tile is chosen for the sizes of the layer and for the number of registers. Padding costs
//! next to nothing: the check that an index is inside of a row is the check for padding too.

// In the order of a first reading.
mod tile;

mod by_definition;

mod winograd_rows;

pub mod forward;

pub mod grad_input;

pub mod grad_weight;

pub mod linear;

#[cfg(all(test, feature = "std"))]
mod tests;

use super::vector::{LANES, Lanes};
pub(super) use tile::{TILES, best_tile, rate, tap, with_tile};

/// What a kernel reads in the padding.
static ZEROS: Lanes = [0.0; LANES];

/// Elements of 16 lanes, as they are called here.
#[inline(always)]
pub(crate) fn sixteen<const L: usize>(lanes: &[[f32; L]]) -> &[Lanes] {
    lanes.as_flattened().as_chunks().0
}

/// Elements of 16 lanes, as they are called here.
#[inline(always)]
pub(crate) fn sixteen_mut<const L: usize>(lanes: &mut [[f32; L]]) -> &mut [Lanes] {
    lanes.as_flattened_mut().as_chunks_mut().0
}

/// How much of the work on the [`blocks`] is on elements seen for the first time, in thousandths; 0 if no block fits.
const fn share(size: usize, block: usize) -> u64 {
    if size < block { 0 } else { 1000 * size as u64 / size.next_multiple_of(block) as u64 }
}
