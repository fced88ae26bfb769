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
use core::ops::Range;

/// How many numbers of scratch [`forward`] needs.
#[must_use]
pub const fn scratch<G: Geometry>() -> usize {
    if !VECTORS || in_place::<G>() { 0 } else { G::CHANNELS * strip_rows::<G>(strip::<G>()) * row::<G>() }
}

/// y ← bias + weight ∗ x.
#[inline]
pub fn forward<G: Geometry>(set: Vectors, weight: &[f32], bias: &[f32], x: &[f32], y: &mut [f32], scratch: &mut [f32]) {
    set.run(Whole { columns: Columns::<G, Strip<G>>::new(weight, bias, x, scratch), y });
}

/// How many rows of the output are computed at once, mostly.
pub trait Count {
    /// So many.
    const ROWS: usize;
    /// Whether they are so many each time.
    const ALWAYS: bool;
}

/// A convolution, some rows of the output at a time.
pub struct Columns<'a, G, N> {
    weight: &'a [f32],
    bias: &'a [f32],
    x: &'a [f32],
    scratch: &'a mut [f32],
    /// The group, and the first row of the output, for which the input is copied.
    copied: Option<(usize, usize)>,
    count: PhantomData<(G, N)>,
}

impl<'a, G: Geometry, N: Count> Columns<'a, G, N> {
    /// Of `x`, with so much scratch as [`scratch`] says.
    pub fn new(weight: &'a [f32], bias: &'a [f32], x: &'a [f32], scratch: &'a mut [f32]) -> Self {
        Self { weight, bias, x, scratch, copied: None, count: PhantomData }
    }

    /// y ← some rows of a group, whose filters stand `plane` elements apart.
    #[inline]
    pub fn rows(&mut self, set: Vectors, group: usize, rows: Range<usize>, y: &mut [f32], plane: usize) {
        set.run(Part { columns: self, group, rows, y, plane });
    }
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

/// The rows for which the input is copied at once.
struct Strip<G>(PhantomData<G>);

impl<G: Geometry> Count for Strip<G> {
    const ROWS: usize = strip::<G>();
    const ALWAYS: bool = true;
}

struct Whole<'a, G> {
    columns: Columns<'a, G, Strip<G>>,
    y: &'a mut [f32],
}

impl<G: Geometry> Kernel for Whole<'_, G> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let Self { mut columns, y } = self;
        let (height, width) = (G::ROWS.out(), G::COLUMNS.out());
        for group in 0..G::GROUPS {
            let y = &mut y[group * G::FILTERS * height * width..];
            for (top, _) in blocks(height, strip::<G>()) {
                columns.compute(set, group, top..top + strip::<G>(), &mut y[top * width..], height * width);
            }
        }
    }
}

struct Part<'a, 'b, G, N> {
    columns: &'a mut Columns<'b, G, N>,
    group: usize,
    rows: Range<usize>,
    y: &'a mut [f32],
    plane: usize,
}

impl<G: Geometry, N: Count> Kernel for Part<'_, '_, G, N> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let Self { columns, group, rows, y, plane } = self;
        for start in rows.clone().step_by(strip::<G>()) {
            let end = rows.end.min(start + strip::<G>());
            columns.compute(set, group, start..end, &mut y[(start - rows.start) * G::COLUMNS.out()..], plane);
        }
    }
}

impl<G: Geometry, N: Count> Columns<'_, G, N> {
    /// Rows of the output, at most as many as have room with their input.
    #[inline(always)]
    fn compute<S: Set>(&mut self, set: S, group: usize, rows: Range<usize>, y: &mut [f32], plane: usize) {
        ran("single::conv");
        with_tile!(best_tile(S::REGISTERS, G::FILTERS, N::ROWS), self.tiles(set, group, rows, y, plane));
    }

    /// The same in tiles of `F` filters × `P` rows, each of one vector.
    #[inline(always)]
    fn tiles<S: Set, const F: usize, const P: usize>(
        &mut self,
        set: S,
        group: usize,
        rows: Range<usize>,
        y: &mut [f32],
        plane: usize,
    ) {
        let first = self.copy(group, &rows);
        let x = if const { in_place::<G>() } {
            &self.x[group * G::CHANNELS * G::PLANE + rows.start * G::ROWS.stride * G::COLUMNS.size..]
        } else {
            &*self.scratch
        };
        for (f, _) in blocks(G::FILTERS, F) {
            let sums = Sums { weight: self.weight, bias: self.bias, x, filter: group * G::FILTERS + f };
            let y = &mut y[f * plane..];
            if const { N::ALWAYS } || rows.len() >= P {
                for (i, _) in blocks(rows.len(), P) {
                    sums.rows::<S, G, F, P>(set, first + i, &mut y[i * G::COLUMNS.out()..], plane);
                }
            } else {
                for i in 0..rows.len() {
                    sums.rows::<S, G, F, 1>(set, first + i, &mut y[i * G::COLUMNS.out()..], plane);
                }
            }
        }
    }

    /// Copies what some rows read, unless it is there; where the first of them then stands.
    #[inline(always)]
    fn copy(&mut self, group: usize, rows: &Range<usize>) -> usize {
        if const { in_place::<G>() } {
            return 0;
        }
        if let Some((of, top)) = self.copied
            && of == group
            && top <= rows.start
            && rows.end <= top + strip::<G>()
        {
            return rows.start - top;
        }
        let top = rows.start.min(G::ROWS.out() - strip::<G>());
        let x = &self.x[group * G::CHANNELS * G::PLANE..][..G::CHANNELS * G::PLANE];
        copy::<G>(x, top, self.scratch);
        self.copied = Some((group, top));
        rows.start - top
    }
}

/// What some filters are the sums of.
struct Sums<'a> {
    weight: &'a [f32],
    bias: &'a [f32],
    /// The rows of the input, as they are copied.
    x: &'a [f32],
    filter: usize,
}

impl Sums<'_> {
    /// `P` rows of `F` filters, from row `i` of what is there on.
    #[inline(always)]
    fn rows<S: Set, G: Geometry, const F: usize, const P: usize>(&self, set: S, i: usize, y: &mut [f32], plane: usize) {
        let width = G::COLUMNS.out();
        for (j, _) in blocks(width.max(S::WIDTH), S::WIDTH) {
            let sums = tile::<S, G, F, P>(set, self.weight, self.bias, self.x, self.filter, i, j);
            for f in 0..F {
                for p in 0..P {
                    let y = &mut y[f * plane + p * width + j..];
                    if const { G::COLUMNS.out() >= S::WIDTH } {
                        set.store(sums[f][p], y);
                    } else {
                        let mut whole = [0.0; LANES];
                        set.store(sums[f][p], &mut whole);
                        y[..width].copy_from_slice(&whole[..width]);
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
