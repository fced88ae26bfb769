//! Convolution of one image: neighbouring columns of the output in the lanes.
//!
//! A vector of outputs is the sum over the taps of a weight times a vector of inputs, which starts a column further for
//! each tap. To make that so for every geometry, the input rows that a strip of output rows reads are copied first: with
//! zeros for the padding, and in as many phases as the stride, each of the columns that one tap reads. The sums of a tile of
//! output channels × rows stay in registers.
#![allow(clippy::needless_range_loop)] // The loops over a tile count as the formulas do, over several arrays at once.

use crate::kernel::batch::{TILES, best_tile, tap, with_tile};
use crate::kernel::geometry::Geometry;
use crate::kernel::ran::ran;
use crate::kernel::vector::{Kernel, LANES, Set, VECTORS, Vectors, blocks};
use core::marker::PhantomData;

/// How many numbers of scratch [`forward`] needs.
#[must_use]
pub const fn scratch<G: Geometry>() -> usize {
    if !VECTORS || in_place::<G>() { 0 } else { G::CHANNELS * strip_rows::<G>(strip::<G>()) * row::<G>() }
}

/// y ← bias + weight ∗ x.
#[inline]
pub fn forward<G: Geometry>(set: Vectors, weight: &[f32], bias: &[f32], x: &[f32], y: &mut [f32], scratch: &mut [f32]) {
    set.run(Forward::<G> { weight, bias, x, y, scratch, geometry: PhantomData });
}

/// Whether the input can be read where it stands: a vector never reaches past the end of a row.
const fn in_place<G: Geometry>() -> bool {
    let (rows, columns) = (G::ROWS, G::COLUMNS);
    rows.before + rows.after + columns.before + columns.after == 0 && columns.stride == 1 && columns.out() >= LANES
}

/// How many columns of each phase are copied.
const fn pitch<G: Geometry>() -> usize {
    let columns = G::COLUMNS;
    let width = if columns.out() < LANES { LANES } else { columns.out() };
    (columns.reach() - 1) / columns.stride + width
}

/// The length of a copied row; of a row of the input, if that is read in place.
const fn row<G: Geometry>() -> usize {
    if in_place::<G>() { G::COLUMNS.size } else { pitch::<G>() * G::COLUMNS.stride }
}

/// How many input rows a strip of so many output rows reads.
const fn strip_rows<G: Geometry>(rows: usize) -> usize {
    (rows - 1) * G::ROWS.stride + G::ROWS.reach()
}

/// How many output rows a strip has: as many as fit with their input into 64 KiB, but at least 4.
const fn strip<G: Geometry>() -> usize {
    let (height, read) = (G::ROWS.out(), (1 << 14) / (G::CHANNELS * row::<G>()));
    let rows = if read < G::ROWS.reach() { 0 } else { (read - G::ROWS.reach()) / G::ROWS.stride + 1 };
    let rows = if rows < 4 { 4 } else { rows };
    if rows < height { rows } else { height }
}

struct Forward<'a, G> {
    weight: &'a [f32],
    bias: &'a [f32],
    x: &'a [f32],
    y: &'a mut [f32],
    scratch: &'a mut [f32],
    geometry: PhantomData<G>,
}

impl<G: Geometry> Kernel for Forward<'_, G> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        ran("single::conv");
        with_tile!(best_tile(S::REGISTERS, G::FILTERS, strip::<G>()), self.tiles(set));
    }
}

impl<G: Geometry> Forward<'_, G> {
    /// Tiles of `F` filters × `P` rows, each of one vector.
    #[inline(always)]
    fn tiles<S: Set, const F: usize, const P: usize>(self, set: S) {
        let (height, width) = (G::ROWS.out(), G::COLUMNS.out());
        for group in 0..G::GROUPS {
            let x = &self.x[group * G::CHANNELS * G::PLANE..][..G::CHANNELS * G::PLANE];
            for (top, _) in blocks(height, strip::<G>()) {
                let x = if const { in_place::<G>() } {
                    &x[top * G::ROWS.stride * G::COLUMNS.size..]
                } else {
                    copy::<G>(x, top, self.scratch);
                    &*self.scratch
                };
                for (f, _) in blocks(G::FILTERS, F) {
                    let filter = group * G::FILTERS + f;
                    for (i, _) in blocks(strip::<G>(), P) {
                        for (j, _) in blocks(width.max(S::WIDTH), S::WIDTH) {
                            let sums = tile::<S, G, F, P>(set, self.weight, self.bias, x, filter, i, j);
                            for f in 0..F {
                                for p in 0..P {
                                    let y = ((filter + f) * height + top + i + p) * width + j;
                                    if const { G::COLUMNS.out() >= S::WIDTH } {
                                        set.store(sums[f][p], &mut self.y[y..]);
                                    } else {
                                        let mut whole = [0.0; LANES];
                                        set.store(sums[f][p], &mut whole);
                                        self.y[y..][..width].copy_from_slice(&whole[..width]);
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

#[inline(always)]
fn tile<S: Set, G: Geometry, const F: usize, const P: usize>(
    set: S,
    weight: &[f32],
    bias: &[f32],
    strip: &[f32],
    filter: usize,
    i: usize,
    j: usize,
) -> [[S::Vector; P]; F] {
    let (rows, columns) = (G::ROWS, G::COLUMNS);
    let channel = if const { in_place::<G>() } { G::PLANE } else { strip_rows::<G>(self::strip::<G>()) * row::<G>() };
    let mut sums = [[set.splat(0.0); P]; F];
    if !bias.is_empty() {
        for f in 0..F {
            sums[f] = [set.splat(bias[filter + f]); P];
        }
    }
    for c in 0..G::CHANNELS {
        for u in 0..rows.kernel {
            let x = c * channel + (i * rows.stride + tap::<G>(rows, u) * rows.dilation) * row::<G>();
            let x = &strip[x..];
            let weight = &weight[((filter * G::CHANNELS + c) * rows.kernel + u) * columns.kernel..];
            let weight = &weight[..(F - 1) * G::PATCH + columns.kernel];
            for v in 0..columns.kernel {
                let column = tap::<G>(columns, v) * columns.dilation;
                let column = column % columns.stride * pitch::<G>() + column / columns.stride + j;
                let mut xs = [set.splat(0.0); P];
                for p in 0..P {
                    xs[p] = set.load(&x[p * rows.stride * row::<G>() + column..]);
                }
                for f in 0..F {
                    let w = set.splat(weight[f * G::PATCH + v]);
                    for p in 0..P {
                        sums[f][p] = set.mul_add(xs[p], w, sums[f][p]);
                    }
                }
            }
        }
    }
    sums
}

/// Copies the rows that the strip of output rows from `top` on reads, with their padding.
#[inline(always)]
fn copy<G: Geometry>(x: &[f32], top: usize, into: &mut [f32]) {
    let (rows, columns) = (G::ROWS, G::COLUMNS);
    let mut into = into.chunks_exact_mut(row::<G>());
    for plane in x.chunks_exact(G::PLANE) {
        for r in 0..strip_rows::<G>(strip::<G>()) {
            let Some(into) = into.next() else { return };
            let r = (top * rows.stride + r).wrapping_sub(rows.before);
            if r >= rows.size {
                into.fill(0.0);
                continue;
            }
            let x = &plane[r * columns.size..][..columns.size];
            for phase in 0..columns.stride {
                let into = &mut into[phase * pitch::<G>()..][..pitch::<G>()];
                // The first of the phase's columns that is not padding, and how many there are.
                let first = columns.before.saturating_sub(phase).div_ceil(columns.stride);
                let start = first * columns.stride + phase - columns.before;
                let count = (columns.size.saturating_sub(start)).div_ceil(columns.stride);
                let end = (first + count).min(pitch::<G>());
                let first = first.min(end);
                into[..first].fill(0.0);
                into[end..].fill(0.0);
                if columns.stride == 1 {
                    into[first..end].copy_from_slice(&x[start..][..end - first]);
                } else {
                    for (k, into) in into[first..end].iter_mut().enumerate() {
                        *into = x[start + k * columns.stride];
                    }
                }
            }
        }
    }
}
