//! Convolution of 16 images at once, some rows of the output at a time: as they are, or pooled while they are in the cache.

#[cfg(all(test, feature = "std"))]
mod tests;

use super::by_definition::Direct;
use super::tile::Rows;
use super::winograd_rows::{self, Winograd};
use crate::kernel::function::{Function, Pooling};
use crate::kernel::geometry::Geometry;
use crate::kernel::vector::{Kernel, Lanes, Set, VECTORS, Vectors};
use core::ops::Range;

/// Whether Winograd's minimal filtering is the way to compute a convolution.
#[must_use]
pub const fn is_minimal<G: Geometry>() -> bool {
    winograd_rows::wins::<G>()
}

/// How many numbers of scratch the forward pass takes for each lane.
#[must_use]
pub const fn scratch<G: Geometry>() -> usize {
    if VECTORS { winograd_rows::scratch::<G>() } else { 0 }
}

/// y ← bias + weight ∗ x, by the definition.
#[inline]
pub fn lanes<G: Geometry>(set: Vectors, weight: &[f32], bias: &[f32], x: &[Lanes], y: &mut [Lanes]) {
    set.run(Whole { rows: Direct::<G>::new(weight, bias, x), y });
}

/// The same with fewer multiplications, where [`is_minimal`].
#[inline]
pub fn winograd_rows<G: Geometry>(
    set: Vectors,
    weight: &[f32],
    bias: &[f32],
    x: &[Lanes],
    y: &mut [Lanes],
    scratch: &mut [f32],
) {
    set.run(Whole { rows: Winograd::<G>::new(weight, bias, x, scratch), y });
}

/// What computes some rows of a group by the definition: the group, the rows, where to, and how far apart the filters stand.
pub fn lanes_rows<'a, G: Geometry>(
    set: Vectors,
    weight: &'a [f32],
    bias: &'a [f32],
    x: &'a [Lanes],
) -> impl FnMut(usize, Range<usize>, &mut [Lanes], usize) {
    let mut direct = Direct::<G>::new(weight, bias, x);
    move |group, rows, y, plane| set.run(Part { rows: &mut direct, group, which: rows, y, plane })
}

/// The same with fewer multiplications, where [`is_minimal`].
pub fn winograd_rows_rows<'a, G: Geometry>(
    set: Vectors,
    weight: &'a [f32],
    bias: &'a [f32],
    x: &'a [Lanes],
    scratch: &'a mut [f32],
) -> impl FnMut(usize, Range<usize>, &mut [Lanes], usize) {
    let mut winograd = Winograd::<G>::new(weight, bias, x, scratch);
    set.run(Start(&mut winograd));
    move |group, rows, y, plane| set.run(Part { rows: &mut winograd, group, which: rows, y, plane })
}

/// y ← the pools of 2 × 2 elements of f(bias + weight ∗ x), where the convolution has even numbers of rows and columns. `strip`
/// has room for two rows of a group.
#[inline]
pub fn lanes_pooled<G: Geometry>(
    set: Vectors,
    weight: &[f32],
    bias: &[f32],
    x: &[Lanes],
    after: (Function, Pooling),
    strip: &mut [Lanes],
    y: &mut [Lanes],
) {
    set.run(Pooled { rows: Direct::<G>::new(weight, bias, x), after, strip, y });
}

/// The same with fewer multiplications, where [`is_minimal`].
#[inline]
#[allow(clippy::too_many_arguments)]
pub fn winograd_rows_pooled<G: Geometry>(
    set: Vectors,
    weight: &[f32],
    bias: &[f32],
    x: &[Lanes],
    after: (Function, Pooling),
    strip: &mut [Lanes],
    y: &mut [Lanes],
    scratch: &mut [f32],
) {
    set.run(Pooled { rows: Winograd::<G>::new(weight, bias, x, scratch), after, strip, y });
}

/// Compiled once for all that read the rows.
#[inline(never)]
fn some<S: Set, R: Rows>(set: S, rows: &mut R, [group, i, count]: [usize; 3], y: &mut [Lanes], plane: usize) {
    set.vectorize(
        #[inline(always)]
        || rows.rows(set, group, i, count, y, plane),
    );
}

/// The convolution itself.
struct Whole<'a, R> {
    rows: R,
    y: &'a mut [Lanes],
}

impl<R: Rows> Kernel for Whole<'_, R> {
    #[inline(always)]
    fn run<S: Set>(mut self, set: S) {
        self.rows.start(set);
        let (height, width) = (R::Geometry::ROWS.out(), R::Geometry::COLUMNS.out());
        for group in 0..R::Geometry::GROUPS {
            for i in (0..height).step_by(R::COUNT) {
                let y = &mut self.y[group * R::Geometry::FILTERS * height * width + i * width..];
                some(set, &mut self.rows, [group, i, R::COUNT.min(height - i)], y, height * width);
            }
        }
    }
}

struct Start<'a, R>(&'a mut R);

impl<R: Rows> Kernel for Start<'_, R> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        self.0.start(set);
    }
}

/// Some rows of the convolution.
struct Part<'a, R> {
    rows: &'a mut R,
    group: usize,
    which: Range<usize>,
    y: &'a mut [Lanes],
    plane: usize,
}

impl<R: Rows> Kernel for Part<'_, R> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let Self { rows, group, which, y, plane } = self;
        for i in which.clone().step_by(R::COUNT) {
            let y = &mut y[(i - which.start) * R::Geometry::COLUMNS.out()..];
            some(set, rows, [group, i, R::COUNT.min(which.end - i)], y, plane);
        }
    }
}

/// The convolution, an activation and a pool.
struct Pooled<'a, R> {
    rows: R,
    after: (Function, Pooling),
    strip: &'a mut [Lanes],
    y: &'a mut [Lanes],
}

impl<R: Rows> Kernel for Pooled<'_, R> {
    #[inline(always)]
    fn run<S: Set>(mut self, set: S) {
        self.rows.start(set);
        let (height, width) = (R::Geometry::ROWS.out(), R::Geometry::COLUMNS.out());
        let filters = R::Geometry::FILTERS;
        let most = R::COUNT.max(2);
        let (function, pooling) = self.after;
        for group in 0..R::Geometry::GROUPS {
            for i in (0..height).step_by(most) {
                let count = most.min(height - i);
                some(set, &mut self.rows, [group, i, count], self.strip, most * width);
                for f in 0..filters {
                    for pair in (0..count).step_by(2) {
                        let x = &self.strip[f * most * width + pair * width..][..2 * width];
                        let y = ((group * filters + f) * height + i + pair) / 2 * (width / 2);
                        pooling.of_rows(set, function, x, &mut self.y[y..][..width / 2]);
                    }
                }
            }
        }
    }
}
