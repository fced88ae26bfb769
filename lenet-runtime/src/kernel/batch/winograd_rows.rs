//! Convolution of 16 images at once with fewer multiplications: Winograd's minimal filtering along the rows.
//!
//! ```text
//! y = Aᵀ · [(G·w) ⊙ (Bᵀ·x)]
//! ```
//!
//! Six rows of the input give two rows of the output, for a kernel of five rows. What stands between the transforms are six
//! convolutions with a kernel of one row: three fifths of the multiplications of the definition. As the columns are convolved
//! as ever, errors stay near to those of the definition. (Kernels of three rows would take half of the multiplications, for
//! four rows of the output, but with errors that are seen where sums are short.)
//!
//! Sources: Winograd, *Arithmetic complexity of computations*, SIAM 1980; Lavin, Gray, *Fast algorithms for convolutional
//! neural networks*, CVPR 2016, arXiv:1509.09308.
#![allow(clippy::needless_range_loop)] // The loops over a tile count as the formulas do, over several arrays at once.

use super::ZEROS;
use super::tile::{Rows, input, tap};
use crate::kernel::geometry::Geometry;
use crate::kernel::math::winograd;
use crate::kernel::ran::ran;
use crate::kernel::vector::{LANES, Lanes, Set, blocks};
use core::marker::PhantomData;

/// How many rows are transformed at once, into as many.
const POINTS: usize = 6;

/// The rows of the kernel, and the rows of the output that six of the input give.
const KERNEL: usize = 5;
const OUTPUTS: usize = POINTS + 1 - KERNEL;

/// How many elements of transformed input the L1 cache has room for, beside all else.
const ROOM: usize = 640;

/// Whether this is the way to compute a convolution.
pub const fn wins<G: Geometry>() -> bool {
    let (rows, columns) = (G::ROWS, G::COLUMNS);
    rows.kernel == KERNEL
        && rows.stride == 1
        && rows.dilation == 1
        && columns.stride == 1
        && rows.out() >= OUTPUTS
        && columns.out() >= 2
        && G::FILTERS >= 4
        && G::CHANNELS * POINTS * width::<G>() <= ROOM
}

/// The columns of a row with its padding.
const fn width<G: Geometry>() -> usize {
    G::COLUMNS.before + G::COLUMNS.size + G::COLUMNS.after
}

/// How many transformed weights there are.
const fn weights<G: Geometry>() -> usize {
    // With room for a whole vector behind the last one.
    G::GROUPS * G::FILTERS * G::CHANNELS * POINTS * G::COLUMNS.kernel + LANES
}

/// How many numbers of scratch it takes for each lane.
pub const fn scratch<G: Geometry>() -> usize {
    if wins::<G>() { G::CHANNELS * POINTS * width::<G>() + weights::<G>().div_ceil(LANES) } else { 0 }
}

/// The rows of a convolution, as [`Rows`].
pub(super) struct Winograd<'a, G> {
    weight: &'a [f32],
    bias: &'a [f32],
    x: &'a [Lanes],
    /// Bᵀ·x: input channels × points × columns.
    rows: &'a mut [Lanes],
    /// G·w: filters × input channels × points × kernel columns.
    weights: &'a mut [f32],
    geometry: PhantomData<G>,
}

impl<'a, G: Geometry> Winograd<'a, G> {
    pub fn new(weight: &'a [f32], bias: &'a [f32], x: &'a [Lanes], scratch: &'a mut [f32]) -> Self {
        let (rows, rest) = scratch.as_chunks_mut().0.split_at_mut(G::CHANNELS * POINTS * width::<G>());
        Self { weight, bias, x, rows, weights: rest.as_flattened_mut(), geometry: PhantomData }
    }
}

impl<G: Geometry> Rows for Winograd<'_, G> {
    type Geometry = G;
    const COUNT: usize = OUTPUTS;

    #[inline(always)]
    fn start<S: Set>(&mut self, set: S) {
        self.transform_weights(set);
    }

    #[inline(always)]
    fn rows<S: Set>(&mut self, set: S, group: usize, i: usize, count: usize, y: &mut [Lanes], plane: usize) {
        ran("batch::winograd_rows");
        self.transform_rows(set, group, i);
        if const { S::REGISTERS < 32 } {
            self.tiles::<S, 1, 2>(set, group, count, y, plane);
        } else {
            self.tiles::<S, 2, 2>(set, group, count, y, plane);
        }
    }
}

impl<G: Geometry> Winograd<'_, G> {
    /// G·w, a row of the kernel in a vector.
    #[inline(always)]
    fn transform_weights<S: Set>(&mut self, set: S) {
        let width = G::COLUMNS.kernel;
        for (n, weight) in self.weight.chunks_exact(KERNEL * width).enumerate() {
            let into = &mut self.weights[n * POINTS * width..];
            for part in (0..width).step_by(S::WIDTH) {
                let mut g = [set.splat(0.0); KERNEL];
                for u in 0..KERNEL {
                    let row = &weight[tap::<G>(G::ROWS, u) * width + part..];
                    let count = S::WIDTH.min(width - part);
                    let mut numbers = [0.0; LANES];
                    numbers[..count].copy_from_slice(&row[..count]);
                    g[u] = set.load(&numbers);
                }
                let points = winograd::weights(set, g);
                for k in 0..POINTS {
                    let into = &mut into[k * width + part..];
                    if const { S::WIDTH >= G::COLUMNS.kernel } {
                        // What a vector has too much is written over by the next one.
                        set.store(points[k], into);
                    } else {
                        let count = S::WIDTH.min(width - part);
                        let mut numbers = [0.0; LANES];
                        set.store(points[k], &mut numbers);
                        into[..count].copy_from_slice(&numbers[..count]);
                    }
                }
            }
        }
    }

    /// Bᵀ·x for the rows under the windows from row `i` of the output on.
    #[inline(always)]
    fn transform_rows<S: Set>(&mut self, set: S, group: usize, i: usize) {
        let (rows, columns) = (G::ROWS, G::COLUMNS);
        for c in 0..G::CHANNELS {
            let plane = &self.x[(group * G::CHANNELS + c) * G::PLANE..][..G::PLANE];
            let into = &mut self.rows[c * POINTS * width::<G>()..][..POINTS * width::<G>()];
            for column in 0..width::<G>() {
                for part in (0..LANES).step_by(S::WIDTH) {
                    let mut d = [set.splat(0.0); POINTS];
                    for k in 0..POINTS {
                        let row = input(rows, i, k);
                        let inside = column.wrapping_sub(columns.before);
                        let x = if row < rows.size && inside < columns.size {
                            &plane[row * columns.size + inside]
                        } else {
                            &ZEROS
                        };
                        d[k] = set.load(&x[part..]);
                    }
                    let points = winograd::inputs(set, d);
                    for k in 0..POINTS {
                        set.store(points[k], &mut into[k * width::<G>() + column][part..]);
                    }
                }
            }
        }
    }

    /// The first `count` rows of the output, in tiles of `F` filters × `P` columns.
    #[inline(always)]
    fn tiles<S: Set, const F: usize, const P: usize>(
        &self,
        set: S,
        group: usize,
        count: usize,
        y: &mut [Lanes],
        plane: usize,
    ) {
        let width = G::COLUMNS.out();
        for (f, _) in blocks(G::FILTERS, F) {
            for (j, _) in blocks(width, P) {
                for part in (0..LANES).step_by(S::WIDTH) {
                    let sums = self.tile::<S, F, P>(set, group * G::FILTERS + f, j, part);
                    for a in 0..F {
                        for r in 0..OUTPUTS {
                            if r < count {
                                let y = &mut y[(f + a) * plane + r * width + j..][..P];
                                for p in 0..P {
                                    set.store(sums[a][r][p], &mut y[p][part..]);
                                }
                            }
                        }
                    }
                }
            }
        }
    }

    #[inline(always)]
    fn tile<S: Set, const F: usize, const P: usize>(
        &self,
        set: S,
        filter: usize,
        j: usize,
        part: usize,
    ) -> [[[S::Vector; P]; OUTPUTS]; F] {
        let mut sums = [[[set.splat(0.0); P]; F]; POINTS];
        // A count that the compiler does not know: without a loop it would read all weights ahead, into more registers than
        // there are.
        for c in 0..core::hint::black_box(G::CHANNELS) {
            // Not a loop: it would have to be unrolled for the sums to stay in registers.
            let [zero, one, minus_one, two, minus_two, infinity] = &mut sums;
            self.point(set, 0, [filter, c, j, part], zero);
            self.point(set, 1, [filter, c, j, part], one);
            self.point(set, 2, [filter, c, j, part], minus_one);
            self.point(set, 3, [filter, c, j, part], two);
            self.point(set, 4, [filter, c, j, part], minus_two);
            self.point(set, 5, [filter, c, j, part], infinity);
        }
        let mut y = [[[set.splat(0.0); P]; OUTPUTS]; F];
        for f in 0..F {
            let bias = set.splat(self.bias.get(filter + f).copied().unwrap_or(0.0));
            for p in 0..P {
                let mut m = [set.splat(0.0); POINTS];
                for k in 0..POINTS {
                    m[k] = sums[k][f][p];
                }
                let rows: [S::Vector; OUTPUTS] = winograd::outputs(set, m);
                for r in 0..OUTPUTS {
                    y[f][r][p] = set.add(rows[r], bias);
                }
            }
        }
        y
    }

    /// Adds what one channel gives at one point.
    #[inline(always)]
    fn point<S: Set, const F: usize, const P: usize>(
        &self,
        set: S,
        point: usize,
        [filter, channel, j, part]: [usize; 4],
        sums: &mut [[S::Vector; P]; F],
    ) {
        let columns = G::COLUMNS;
        let reach = (columns.kernel - 1) * columns.dilation;
        let stride = G::CHANNELS * POINTS * columns.kernel;
        let x = &self.rows[(channel * POINTS + point) * width::<G>() + j..][..P + reach];
        let weight = &self.weights[((filter * G::CHANNELS + channel) * POINTS + point) * columns.kernel..];
        let weight = &weight[..(F - 1) * stride + columns.kernel];
        for v in 0..columns.kernel {
            for f in 0..F {
                let w = set.splat(weight[f * stride + v]);
                for p in 0..P {
                    let x = set.load(&x[p + tap::<G>(columns, v) * columns.dilation][part..]);
                    sums[f][p] = set.mul_add(x, w, sums[f][p]);
                }
            }
        }
    }
}
