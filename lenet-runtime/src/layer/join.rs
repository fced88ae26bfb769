//! Where branches of a network meet: sums of values, and values one behind the other.
//!
//! Channels come first in memory, so values that are joined along their channels lie one behind the other as they are.

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
