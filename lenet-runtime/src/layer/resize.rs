//! Upsampling by whole factors.

use super::description::{Described, Description, Reach};
use crate::tensor::{Shape, Tile, Value};
use core::marker::PhantomData;
use typenum::{B0, Bit, Unsigned};

/// Repeats every element `SH` times down and `SW` times across: PyTorch's `Upsample(mode="nearest")`.
///
/// ```text
/// y[c, i, j] = x[c, ⌊i/SH⌋, ⌊j/SW⌋]
/// ```
///
/// with `x` of C × `IH` × `IW` and `y` of C × `IH`·`SH` × `IW`·`SW`.
pub struct UpsampleNearest<C, IH, IW, SH, SW>(PhantomData<(C, IH, IW, SH, SW)>);

impl<C: Unsigned, IH: Unsigned, IW: Unsigned, SH: Unsigned, SW: Unsigned> UpsampleNearest<C, IH, IW, SH, SW> {
    const INPUT: usize = C::USIZE * IH::USIZE * IW::USIZE;
    const OUTPUT: usize = Self::INPUT * SH::USIZE * SW::USIZE;

    /// `y` from `x`.
    pub fn forward<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { assert!(X::FLOATS == Self::INPUT && Y::FLOATS == Self::OUTPUT, "the shapes of x and y") }
        // Counted over all channels, output row r shows input row ⌊r/SH⌋.
        for (r, row) in y.lanes_mut().chunks_exact_mut(IW::USIZE * SW::USIZE).enumerate() {
            let source = &x.lanes()[r / SH::USIZE * IW::USIZE..][..IW::USIZE];
            for (element, copies) in source.iter().zip(row.chunks_exact_mut(SW::USIZE)) {
                copies.fill(*element);
            }
        }
    }

    /// The gradient of an element is the sum of its copies' gradients.
    pub fn backward<X: Value, Y: Value, const L: usize>(dy: &Tile<Y, L>, dx: &mut Tile<X, L>) {
        const { assert!(X::FLOATS == Self::INPUT && Y::FLOATS == Self::OUTPUT, "the shapes of x and y") }
        let dx = dx.lanes_mut();
        dx.as_flattened_mut().fill(0.0);
        for (r, row) in dy.lanes().chunks_exact(IW::USIZE * SW::USIZE).enumerate() {
            let source = &mut dx[r / SH::USIZE * IW::USIZE..][..IW::USIZE];
            for (element, copies) in source.iter_mut().zip(row.chunks_exact(SW::USIZE)) {
                for copy in copies {
                    add(element, copy, 1.0);
                }
            }
        }
    }
}

impl<C: Unsigned, IH: Unsigned, IW: Unsigned, SH: Unsigned, SW: Unsigned> Described
    for UpsampleNearest<C, IH, IW, SH, SW>
{
    const DESCRIPTION: Description = upsampled::<C, IH, IW, SH, SW>(1);
}

/// The description of a layer that mixes so many elements along each axis.
const fn upsampled<C: Unsigned, IH: Unsigned, IW: Unsigned, SH: Unsigned, SW: Unsigned>(taps: usize) -> Description {
    let scale = [SH::USIZE, SW::USIZE];
    let output = Shape::Image(C::USIZE, IH::USIZE.saturating_mul(SH::USIZE), IW::USIZE.saturating_mul(SW::USIZE));
    Description::new(output, Reach::Upsampled(scale, taps))
}

/// Interpolates between the four nearest elements: PyTorch's `Upsample(mode="bilinear")`.
///
/// ```text
/// y[c, i, j] = (1 − λ) · ((1 − μ) x[c, u, v] + μ x[c, u, v + 1]) + λ · ((1 − μ) x[c, u + 1, v] + μ x[c, u + 1, v + 1])
/// ```
///
/// with `x` of C × `IH` × `IW` and `y` of C × `IH`·`SH` × `IW`·`SW`. u + λ is the input row at which output row i lies,
/// u its whole part and u + 1 at most the last row; v + μ likewise. Row i lies at (i + ½)/`SH` − ½, or at 0 where that
/// is less: the pixels are squares, and the borders of the two images fall together. With `AC` = `B1` (`align_corners`)
/// the centres of the corner pixels fall together, and row i lies at i · (`IH` − 1)/(`IH`·`SH` − 1).
pub struct UpsampleBilinear<C, IH, IW, SH, SW, AC = B0>(PhantomData<(C, IH, IW, SH, SW, AC)>);

impl<C: Unsigned, IH: Unsigned, IW: Unsigned, SH: Unsigned, SW: Unsigned, AC: Bit>
    UpsampleBilinear<C, IH, IW, SH, SW, AC>
{
    const INPUT: usize = C::USIZE * IH::USIZE * IW::USIZE;
    const OUTPUT: usize = Self::INPUT * SH::USIZE * SW::USIZE;

    /// `y` from `x`.
    pub fn forward<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { assert!(X::FLOATS == Self::INPUT && Y::FLOATS == Self::OUTPUT, "the shapes of x and y") }
        let (x, y) = (x.lanes(), y.lanes_mut());
        Self::for_each_output(
            #[inline(always)]
            |to, parts| {
                let mut sum = [0.0; L];
                for (from, weight) in parts {
                    add(&mut sum, &x[from], weight);
                }
                y[to] = sum;
            },
        );
    }

    /// Every output element hands its gradient back to the elements it was made of, by their weights.
    pub fn backward<X: Value, Y: Value, const L: usize>(dy: &Tile<Y, L>, dx: &mut Tile<X, L>) {
        const { assert!(X::FLOATS == Self::INPUT && Y::FLOATS == Self::OUTPUT, "the shapes of x and y") }
        let (dy, dx) = (dy.lanes(), dx.lanes_mut());
        dx.as_flattened_mut().fill(0.0);
        Self::for_each_output(
            #[inline(always)]
            |to, parts| {
                for (from, weight) in parts {
                    add(&mut dx[from], &dy[to], weight);
                }
            },
        );
    }

    /// Visits every output element with the four input elements that it is made of, and their weights.
    #[inline(always)]
    fn for_each_output(mut visit: impl FnMut(usize, [(usize, f32); 4])) {
        let [rows, columns] = [IH::USIZE * SH::USIZE, IW::USIZE * SW::USIZE];
        for c in 0..C::USIZE {
            for i in 0..rows {
                let down = Between::of(i, IH::USIZE, SH::USIZE, AC::BOOL);
                let [low, high] = [down.low, down.high].map(|row| (c * IH::USIZE + row) * IW::USIZE);
                for j in 0..columns {
                    let across = Between::of(j, IW::USIZE, SW::USIZE, AC::BOOL);
                    let parts = [
                        (low + across.low, (1.0 - down.part) * (1.0 - across.part)),
                        (low + across.high, (1.0 - down.part) * across.part),
                        (high + across.low, down.part * (1.0 - across.part)),
                        (high + across.high, down.part * across.part),
                    ];
                    visit((c * rows + i) * columns + j, parts);
                }
            }
        }
    }
}

/// A place between two elements of an axis, `part` of the way from `low` to `high`.
struct Between {
    low: usize,
    high: usize,
    part: f32,
}

impl Between {
    /// The place of output element `i` on an axis of `size` elements that grows by `factor`. It is a fraction of whole
    /// numbers, so only `part` is rounded.
    #[inline(always)]
    fn of(i: usize, size: usize, factor: usize, align_corners: bool) -> Self {
        let (numerator, denominator) = if align_corners {
            (i * (size - 1), (size * factor - 1).max(1))
        } else {
            ((2 * i + 1).saturating_sub(factor), 2 * factor)
        };
        let low = numerator / denominator;
        let part = (numerator % denominator) as f32 / denominator as f32;
        Self { low, high: (low + 1).min(size - 1), part }
    }
}

/// `into` += `weight` · `from`, lane by lane.
#[inline(always)]
fn add<const L: usize>(into: &mut [f32; L], from: &[f32; L], weight: f32) {
    for (into, from) in into.iter_mut().zip(from) {
        *into += weight * from;
    }
}

impl<C: Unsigned, IH: Unsigned, IW: Unsigned, SH: Unsigned, SW: Unsigned, AC> Described
    for UpsampleBilinear<C, IH, IW, SH, SW, AC>
{
    const DESCRIPTION: Description = upsampled::<C, IH, IW, SH, SW>(2);
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::layer::differences::{assert_close, dot, gradient, lane, random, wide};
    use crate::tensor::Tensor;
    use typenum::{B1, U1, U2, U3, U4};

    type Small = Tensor<2, 3, 4>;
    type Large = Tensor<2, 6, 12>;
    type Nearest = UpsampleNearest<U2, U3, U4, U2, U3>;
    type Bilinear<AC> = UpsampleBilinear<U2, U3, U4, U2, U3, AC>;

    /// Compares a map from 2 × 3 × 4 to 2 × 6 × 12 with `naive`, which takes one image.
    fn agree<const L: usize>(
        forward: fn(&Tile<Small, L>, &mut Tile<Large, L>),
        backward: fn(&Tile<Large, L>, &mut Tile<Small, L>),
        naive: fn(&[f64]) -> Vec<f64>,
    ) {
        let (x, dy): (Tile<Small, L>, Tile<Large, L>) = (random(1), random(2));
        let (mut y, mut dx): (Tile<Large, L>, Tile<Small, L>) = (random(3), random(4));
        forward(&x, &mut y);
        backward(&dy, &mut dx);
        for l in 0..L {
            let (x, dy) = (wide(&lane(&x, l)), wide(&lane(&dy, l)));
            assert_close(&lane(&y, l), &naive(&x), 1e-6);
            assert_close(&lane(&dx, l), &gradient(&x, |x| dot(&naive(x), &dy)), 1e-6);
        }
    }

    /// The output of 2 × 6 × 12 whose element at (c, i, j) is `element(c, i, j)`.
    fn large(element: impl Fn(usize, usize, usize) -> f64) -> Vec<f64> {
        (0..144).map(|e| element(e / 72, e / 12 % 6, e % 12)).collect()
    }

    fn naive_nearest(x: &[f64]) -> Vec<f64> {
        large(|c, i, j| x[(c * 3 + i / 2) * 4 + j / 3])
    }

    /// Every input element within a distance of one counts, the less the farther away it is.
    fn naive_bilinear(x: &[f64], row: impl Fn(f64) -> f64, column: impl Fn(f64) -> f64) -> Vec<f64> {
        let weight =
            |place: f64, last: f64, index: usize| (1.0 - (place.clamp(0.0, last) - index as f64).abs()).max(0.0);
        large(|c, i, j| {
            let of_row = |h| weight(row(i as f64), 2.0, h);
            let of_column = |w| weight(column(j as f64), 3.0, w);
            let element = |h, w| of_row(h) * of_column(w) * x[(c * 3 + h) * 4 + w];
            (0..3).map(|h| (0..4).map(|w| element(h, w)).sum::<f64>()).sum()
        })
    }

    fn naive_half_pixel(x: &[f64]) -> Vec<f64> {
        naive_bilinear(x, |i| (i + 0.5) / 2.0 - 0.5, |j| (j + 0.5) / 3.0 - 0.5)
    }

    fn naive_align_corners(x: &[f64]) -> Vec<f64> {
        naive_bilinear(x, |i| i * 2.0 / 5.0, |j| j * 3.0 / 11.0)
    }

    #[test]
    fn nearest_agrees_with_a_naive_loop_and_its_slope() {
        agree::<1>(Nearest::forward, Nearest::backward, naive_nearest);
        agree::<16>(Nearest::forward, Nearest::backward, naive_nearest);
    }

    #[test]
    fn bilinear_agrees_with_a_naive_loop_and_its_slope() {
        agree::<1>(Bilinear::<B0>::forward, Bilinear::<B0>::backward, naive_half_pixel);
        agree::<16>(Bilinear::<B0>::forward, Bilinear::<B0>::backward, naive_half_pixel);
        agree::<1>(Bilinear::<B1>::forward, Bilinear::<B1>::backward, naive_align_corners);
        agree::<16>(Bilinear::<B1>::forward, Bilinear::<B1>::backward, naive_align_corners);
    }

    /// The first rows of the examples in the documentation of PyTorch's `Upsample`, for [[1, 2], [3, 4]].
    #[test]
    fn half_pixels_repeat_the_border_and_corners_meet_it() {
        let image = Tensor([[[1.0, 2.0]]]);
        let x = Tile::of(&image);
        let mut y: Tile<Tensor<1, 1, 4>, 1> = random(0);
        UpsampleBilinear::<U1, U1, U2, U1, U2>::forward(x, &mut y);
        assert_eq!(lane(&y, 0), [1.0, 1.25, 1.75, 2.0]);
        UpsampleBilinear::<U1, U1, U2, U1, U2, B1>::forward(x, &mut y);
        assert_close(&lane(&y, 0), &[1.0, 4.0 / 3.0, 5.0 / 3.0, 2.0], 1e-7);
    }
}
