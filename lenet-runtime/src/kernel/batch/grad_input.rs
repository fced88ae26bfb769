//! The gradient with respect to the input.
#![allow(clippy::needless_range_loop)] // The loops over a tile count as the formulas do, over several arrays at once.

use super::ZEROS;
use super::tile::{TILES, best_tile, input, tap, with_tile};
use crate::kernel::geometry::Geometry;
use crate::kernel::ran::ran;
use crate::kernel::vector::{Kernel, LANES, Lanes, Set, Vectors, blocks};
use crate::shape::Window;
use core::marker::PhantomData;

/// dx ← the gradient with respect to the input.
#[inline]
pub fn grad_input<G: Geometry>(set: Vectors, weight: &[f32], dy: &[Lanes], dx: &mut [Lanes]) {
    set.run(GradInput::<G> { weight, dy, dx, geometry: PhantomData });
}

struct GradInput<'a, G> {
    weight: &'a [f32],
    dy: &'a [Lanes],
    dx: &'a mut [Lanes],
    geometry: PhantomData<G>,
}

/// The widest row of an input whose gradient is held in registers.
const WIDEST: usize = 16;

impl<G: Geometry> Kernel for GradInput<'_, G> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        ran("batch::grad_input");
        if const { G::COLUMNS.stride == 1 && G::COLUMNS.size <= WIDEST && G::COLUMNS.out() < G::COLUMNS.size } {
            self.rows(set);
        } else {
            with_tile!(best_tile(S::REGISTERS, G::CHANNELS, G::COLUMNS.size / G::COLUMNS.stride), self.tiles(set));
        }
    }
}

impl<G: Geometry> GradInput<'_, G> {
    /// Whole rows of one channel of dx, for windows that move by one. Each element of dy is spread over the elements that
    /// it came from, so that nothing is multiplied with padding: with a wide kernel on a narrow row that would be half of the
    /// work.
    #[inline(always)]
    fn rows<S: Set>(self, set: S) {
        let (rows, columns) = (G::ROWS, G::COLUMNS);
        let (height, width) = (rows.out(), columns.out());
        for group in 0..G::GROUPS {
            for c in 0..G::CHANNELS {
                for row in 0..rows.size {
                    for part in (0..LANES).step_by(S::WIDTH) {
                        let mut sums = [set.splat(0.0); WIDEST];
                        for f in 0..G::FILTERS {
                            let filter = group * G::FILTERS + f;
                            for u in 0..rows.kernel {
                                let Some(i) = output(rows, row, tap::<G>(rows, u)) else { continue };
                                let dy = &self.dy[(filter * height + i) * width..][..width];
                                let weight = ((filter * G::CHANNELS + c) * rows.kernel + u) * columns.kernel;
                                let weight = &self.weight[weight..][..columns.kernel];
                                for j in 0..width {
                                    let dy = set.load(&dy[j][part..]);
                                    for v in 0..columns.kernel {
                                        let column = input(columns, j, tap::<G>(columns, v));
                                        if column < columns.size {
                                            sums[column] = set.mul_add(dy, set.splat(weight[v]), sums[column]);
                                        }
                                    }
                                }
                            }
                        }
                        let dx = ((group * G::CHANNELS + c) * rows.size + row) * columns.size;
                        let dx = &mut self.dx[dx..][..columns.size];
                        for column in 0..columns.size {
                            set.store(sums[column], &mut dx[column][part..]);
                        }
                    }
                }
            }
        }
    }

    /// Tiles of `C` channels × `P` positions that are a stride apart, so that the same taps reach all of them.
    #[inline(always)]
    fn tiles<S: Set, const C: usize, const P: usize>(self, set: S) {
        let (rows, columns) = (G::ROWS, G::COLUMNS);
        for group in 0..G::GROUPS {
            for row in 0..rows.size {
                for (c, _) in blocks(G::CHANNELS, C) {
                    for phase in 0..columns.stride {
                        let count = columns.size.saturating_sub(phase).div_ceil(columns.stride);
                        for (p, _) in blocks(count, P) {
                            let column = phase + p * columns.stride;
                            for part in (0..LANES).step_by(S::WIDTH) {
                                let sums = self.tile::<S, C, P>(set, group * G::CHANNELS + c, row, column, part);
                                for k in 0..C {
                                    let dx = (group * G::CHANNELS + c + k) * rows.size + row;
                                    let dx = &mut self.dx[dx * columns.size..][..columns.size];
                                    for p in 0..P {
                                        set.store(sums[k][p], &mut dx[column + p * columns.stride][part..]);
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
    fn tile<S: Set, const C: usize, const P: usize>(
        &self,
        set: S,
        channel: usize,
        row: usize,
        column: usize,
        part: usize,
    ) -> [[S::Vector; P]; C] {
        let (rows, columns) = (G::ROWS, G::COLUMNS);
        let (group, c) = (channel / G::CHANNELS, channel % G::CHANNELS);
        let (height, width) = (rows.out(), columns.out());
        let taps = rows.kernel * columns.kernel;
        let mut sums = [[set.splat(0.0); P]; C];
        for f in 0..G::FILTERS {
            let filter = group * G::FILTERS + f;
            for u in 0..rows.kernel {
                let Some(i) = output(rows, row, tap::<G>(rows, u)) else { continue };
                let dy = &self.dy[(filter * height + i) * width..][..width];
                let weight = &self.weight[(filter * G::CHANNELS + c) * taps + u * columns.kernel..];
                let weight = &weight[..(C - 1) * taps + columns.kernel];
                for v in 0..columns.kernel {
                    // j·stride, moved up by a multiple of the stride so that it is not negative.
                    let lift = columns.kernel * columns.dilation;
                    let j = column + columns.before + lift * columns.stride - tap::<G>(columns, v) * columns.dilation;
                    if !j.is_multiple_of(columns.stride) {
                        continue;
                    }
                    let j = (j / columns.stride).wrapping_sub(lift);
                    let mut dys = [set.splat(0.0); P];
                    for p in 0..P {
                        let dy = dy.get(j.wrapping_add(p)).unwrap_or(&ZEROS);
                        dys[p] = set.load(&dy[part..]);
                    }
                    for k in 0..C {
                        let w = set.splat(weight[k * taps + v]);
                        for p in 0..P {
                            sums[k][p] = set.mul_add(dys[p], w, sums[k][p]);
                        }
                    }
                }
            }
        }
        sums
    }
}
/// The position at which a tap reads an input element.
#[inline(always)]
fn output(window: Window, element: usize, tap: usize) -> Option<usize> {
    let padded = (element + window.before).wrapping_sub(tap * window.dilation);
    (padded.is_multiple_of(window.stride) && padded / window.stride < window.out()).then_some(padded / window.stride)
}
