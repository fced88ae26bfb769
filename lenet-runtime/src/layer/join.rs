//! Where branches of a network meet: sums of values, and values one behind the other.
//!
//! Channels come first in memory, so values that are joined along their channels lie one behind the other as they are. Joined
//! along rows, they alternate channel by channel; along columns, row by row.

use crate::plain::Plain;
use crate::tensor::{Tile, Value};

/// into ← into + from.
pub fn accumulate<A: Value, B: Value, const L: usize>(from: &Tile<A, L>, into: &mut Tile<B, L>) {
    const { assert!(A::FLOATS == B::FLOATS, "both values must have one shape") }
    for (into, from) in into.floats_mut().iter_mut().zip(from.floats()) {
        *into += from;
    }
}

/// Copies `from` to where the elements of `into` from `offset` on stand.
///
/// # Panics
///
/// If `into` ends before all are copied.
pub fn place<A: Value, B: Value, const L: usize>(from: &Tile<A, L>, into: &mut Tile<B, L>, offset: usize) {
    into.lanes_mut()[offset..offset + A::FLOATS].copy_from_slice(from.lanes());
}

/// Fills `into` with the elements of `from` from `offset` on: the reverse of [`place`].
///
/// # Panics
///
/// If `from` ends before `into` is filled.
pub fn take<A: Value, B: Value, const L: usize>(from: &Tile<A, L>, into: &mut Tile<B, L>, offset: usize) {
    into.lanes_mut().copy_from_slice(&from.lanes()[offset..offset + B::FLOATS]);
}

/// [`place`] in each of `blocks` blocks of `into` of one size, of which `from` has as many: `offset` counts within a block.
///
/// # Panics
///
/// If the blocks of `into` end before those of `from` are copied, or if a value cannot be cut into so many.
pub fn place_in_each<A: Value, B: Value, const L: usize>(
    from: &Tile<A, L>,
    into: &mut Tile<B, L>,
    blocks: usize,
    offset: usize,
) {
    let [part, whole] = [cut::<A>(blocks), cut::<B>(blocks)];
    for (into, from) in into.lanes_mut().chunks_exact_mut(whole).zip(from.lanes().chunks_exact(part)) {
        into[offset..offset + part].copy_from_slice(from);
    }
}

/// [`take`] from each of `blocks` blocks of `from`: the reverse of [`place_in_each`].
///
/// # Panics
///
/// If the blocks of `from` end before those of `into` are filled, or if a value cannot be cut into so many.
pub fn take_from_each<A: Value, B: Value, const L: usize>(
    from: &Tile<A, L>,
    into: &mut Tile<B, L>,
    blocks: usize,
    offset: usize,
) {
    let [whole, part] = [cut::<A>(blocks), cut::<B>(blocks)];
    for (from, into) in from.lanes().chunks_exact(whole).zip(into.lanes_mut().chunks_exact_mut(part)) {
        into.copy_from_slice(&from[offset..offset + part]);
    }
}

/// The size of one of so many blocks of a value.
fn cut<V: Value>(blocks: usize) -> usize {
    assert!(V::FLOATS.is_multiple_of(blocks), "a value of {} elements has no {blocks} equal blocks", V::FLOATS);
    V::FLOATS / blocks
}
