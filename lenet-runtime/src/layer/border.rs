//! Padding with a constant, and cropping: each is the other's backward pass.

use super::description::{Described, Description, Reach};
use crate::tensor::{Shape, Tile, Value};
use core::marker::PhantomData;
use typenum::Unsigned;

/// Surrounds an image with rows and columns of one number: PyTorch's `ConstantPad2d`.
///
/// ```text
/// y[c, i, j] = x[c, i − Top, j − Left] where that exists, else `value`
/// ```
///
/// with `x` of C × H × W and `y` of C × (Top + H + Bottom) × (Left + W + Right).
pub struct Pad<C, H, W, Top, Bottom, Left, Right>(PhantomData<(C, H, W, Top, Bottom, Left, Right)>);

impl<C, H, W, Top, Bottom, Left, Right> Pad<C, H, W, Top, Bottom, Left, Right>
where
    C: Unsigned,
    H: Unsigned,
    W: Unsigned,
    Top: Unsigned,
    Bottom: Unsigned,
    Left: Unsigned,
    Right: Unsigned,
{
    const INSET: Inset = Inset {
        channels: C::USIZE,
        inner: [H::USIZE, W::USIZE],
        outer: [Top::USIZE + H::USIZE + Bottom::USIZE, Left::USIZE + W::USIZE + Right::USIZE],
        top: Top::USIZE,
        left: Left::USIZE,
    };

    /// `y` from `x`, `value` around it.
    pub fn forward<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, y: &mut Tile<Y, L>, value: f32) {
        const { Self::INSET.check(X::FLOATS, Y::FLOATS) }
        Self::INSET.surround(x.lanes(), y.lanes_mut(), value);
    }

    /// The gradient of `x` is the inner part of that of `y`.
    pub fn backward<X: Value, Y: Value, const L: usize>(dy: &Tile<Y, L>, dx: &mut Tile<X, L>) {
        const { Self::INSET.check(X::FLOATS, Y::FLOATS) }
        Self::INSET.cut(dy.lanes(), dx.lanes_mut());
    }
}

/// Takes rows and columns away from the edges of an image.
///
/// ```text
/// y[c, i, j] = x[c, i + Top, j + Left]
/// ```
///
/// with `x` of C × H × W and `y` of C × (H − Top − Bottom) × (W − Left − Right).
pub struct Crop<C, H, W, Top, Bottom, Left, Right>(PhantomData<(C, H, W, Top, Bottom, Left, Right)>);

impl<C, H, W, Top, Bottom, Left, Right> Crop<C, H, W, Top, Bottom, Left, Right>
where
    C: Unsigned,
    H: Unsigned,
    W: Unsigned,
    Top: Unsigned,
    Bottom: Unsigned,
    Left: Unsigned,
    Right: Unsigned,
{
    const INSET: Inset = Inset {
        channels: C::USIZE,
        inner: [H::USIZE - Top::USIZE - Bottom::USIZE, W::USIZE - Left::USIZE - Right::USIZE],
        outer: [H::USIZE, W::USIZE],
        top: Top::USIZE,
        left: Left::USIZE,
    };

    /// `y` from `x`.
    pub fn forward<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { Self::INSET.check(Y::FLOATS, X::FLOATS) }
        Self::INSET.cut(x.lanes(), y.lanes_mut());
    }

    /// The gradient of `x` is that of `y` inside, and zero where `x` was cut away.
    pub fn backward<X: Value, Y: Value, const L: usize>(dy: &Tile<Y, L>, dx: &mut Tile<X, L>) {
        const { Self::INSET.check(Y::FLOATS, X::FLOATS) }
        Self::INSET.surround(dy.lanes(), dx.lanes_mut(), 0.0);
    }
}

impl<C: Unsigned, H: Unsigned, W: Unsigned, Top: Unsigned, Bottom: Unsigned, Left: Unsigned, Right: Unsigned> Described
    for Pad<C, H, W, Top, Bottom, Left, Right>
{
    const DESCRIPTION: Description = {
        let edges @ [top, bottom, left, right] = [Top::USIZE, Bottom::USIZE, Left::USIZE, Right::USIZE];
        let output = Shape::Image(C::USIZE, top + H::USIZE + bottom, left + W::USIZE + right);
        Description { edges: Some(edges), ..Description::new(output, Reach::Element) }
    };
}

/// What is cut off may be too much; `network!` says so.
impl<C: Unsigned, H: Unsigned, W: Unsigned, Top: Unsigned, Bottom: Unsigned, Left: Unsigned, Right: Unsigned> Described
    for Crop<C, H, W, Top, Bottom, Left, Right>
{
    const DESCRIPTION: Description = {
        let edges @ [top, bottom, left, right] = [Top::USIZE, Bottom::USIZE, Left::USIZE, Right::USIZE];
        let output =
            Shape::Image(C::USIZE, H::USIZE.saturating_sub(top + bottom), W::USIZE.saturating_sub(left + right));
        Description { edges: Some(edges), ..Description::new(output, Reach::Element) }
    };
}

/// An image that lies within a larger one: heights and widths, and the corner of the inner in the outer one.
#[derive(Clone, Copy)]
struct Inset {
    channels: usize,
    inner: [usize; 2],
    outer: [usize; 2],
    top: usize,
    left: usize,
}

impl Inset {
    const fn check(self, inner: usize, outer: usize) {
        assert!(inner == self.channels * self.inner[0] * self.inner[1], "the shape of the inner image");
        assert!(outer == self.channels * self.outer[0] * self.outer[1], "the shape of the outer image");
    }

    /// Where each row of the inner image starts, in the inner and in the outer one.
    fn rows(self) -> impl Iterator<Item = (usize, usize)> {
        let ([inner_rows, inner_columns], [outer_rows, outer_columns]) = (self.inner, self.outer);
        (0..self.channels * inner_rows).map(move |row| {
            let (channel, i) = (row / inner_rows, row % inner_rows);
            (row * inner_columns, (channel * outer_rows + self.top + i) * outer_columns + self.left)
        })
    }

    fn surround<const L: usize>(self, inner: &[[f32; L]], outer: &mut [[f32; L]], value: f32) {
        outer.as_flattened_mut().fill(value);
        for (from, to) in self.rows() {
            outer[to..][..self.inner[1]].copy_from_slice(&inner[from..][..self.inner[1]]);
        }
    }

    fn cut<const L: usize>(self, outer: &[[f32; L]], inner: &mut [[f32; L]]) {
        for (to, from) in self.rows() {
            inner[to..][..self.inner[1]].copy_from_slice(&outer[from..][..self.inner[1]]);
        }
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::layer::differences::{lane, random};
    use crate::tensor::Tensor;
    use typenum::{U0, U1, U2, U3, U4, U5, U8};

    type Inner = Tensor<2, 3, 4>;
    type Outer = Tensor<2, 5, 8>;
    type Border = Pad<U2, U3, U4, U2, U0, U1, U3>;
    type Cut = Crop<U2, U5, U8, U2, U0, U1, U3>;

    /// The element of the inner image at row `i`, column `j` of the outer one.
    fn inside(i: usize, j: usize) -> Option<usize> {
        ((2..5).contains(&i) && (1..5).contains(&j)).then(|| (i - 2) * 4 + j - 1)
    }

    fn border_stands_around_the_image<const L: usize>() {
        let (inner, outer): (Tile<Inner, L>, Tile<Outer, L>) = (random(1), random(2));
        let (mut padded, mut zero_padded): (Tile<Outer, L>, Tile<Outer, L>) = (random(3), random(4));
        let (mut cropped, mut back): (Tile<Inner, L>, Tile<Inner, L>) = (random(5), random(6));
        Border::forward(&inner, &mut padded, 7.0);
        Border::backward(&outer, &mut back);
        Cut::forward(&outer, &mut cropped);
        Cut::backward(&inner, &mut zero_padded);
        assert_eq!(back, cropped);
        for l in 0..L {
            let (inner, outer, cropped) = (lane(&inner, l), lane(&outer, l), lane(&cropped, l));
            let (padded, zero_padded) = (lane(&padded, l), lane(&zero_padded, l));
            for (e, (c, i, j)) in (0..80).map(|e| (e, (e / 40, e / 8 % 5, e % 8))) {
                let within = inside(i, j).map(|place| c * 12 + place);
                assert_eq!(padded[e], within.map_or(7.0, |place| inner[place]));
                assert_eq!(zero_padded[e], within.map_or(0.0, |place| inner[place]));
                assert!(within.is_none_or(|place| cropped[place] == outer[e]));
            }
        }
    }

    #[test]
    fn pad_and_crop_agree_with_a_naive_loop_and_are_adjoint() {
        border_stands_around_the_image::<1>();
        border_stands_around_the_image::<16>();
    }
}
