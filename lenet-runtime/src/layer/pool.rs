//! Pooling: each channel by itself becomes smaller.
//!
//! A pool has no parameters. Its window may overlap the next one, have holes, and reach into padding, in which there is
//! nothing to read.

use super::description::{Described, Description, Reach};
use crate::kernel::function::Pooling;
use crate::kernel::prepared::pool::{Cells as PreparedCells, PreparedPool};
use crate::kernel::reference::pool::{self, Cell, Cells, Rows};
use crate::shape::{Slide, Window};
use crate::tensor::{Shape, Tile, Value};
use core::marker::PhantomData;
use typenum::{B1, Bit, Unsigned};

/// A pool as the convolution before it knows it, with which it may be computed.
pub trait Pool {
    /// The channels.
    const CHANNELS: usize;
    /// What is read along the rows.
    type Rows: Cells;
    /// What is read along the columns.
    type Columns: Cells;
    /// How 2 × 2 elements become one, if the windows are 2 × 2 elements that do not overlap and leave nothing out.
    const HALVES: Option<Pooling>;

    /// y ← some rows of the pool, of channels of which `x` has what they read.
    fn rows<const L: usize>(x: &[[f32; L]], rows: Rows, y: &mut [[f32; L]]);
}

impl<C: Unsigned, H: Slide, W: Slide> Pool for MaxPool<C, H, W> {
    const CHANNELS: usize = C::USIZE;
    type Rows = Sliding<H>;
    type Columns = Sliding<W>;
    const HALVES: Option<Pooling> = if halves::<H, W>() { Some(Pooling::Max) } else { None };

    #[inline(always)]
    fn rows<const L: usize>(x: &[[f32; L]], rows: Rows, y: &mut [[f32; L]]) {
        pool::max_rows::<Self::Rows, Self::Columns, L>(x, rows, y);
    }
}

impl<C: Unsigned, H: Slide, W: Slide, P: Bit + 'static> Pool for AvgPool<C, H, W, P> {
    const CHANNELS: usize = C::USIZE;
    type Rows = Sliding<H, P>;
    type Columns = Sliding<W, P>;
    const HALVES: Option<Pooling> = if halves::<H, W>() { Some(Pooling::Mean) } else { None };

    #[inline(always)]
    fn rows<const L: usize>(x: &[[f32; L]], rows: Rows, y: &mut [[f32; L]]) {
        pool::mean_rows::<Self::Rows, Self::Columns, L>(x, rows, y);
    }
}

const fn halves<H: Slide, W: Slide>() -> bool {
    const fn is_half(window: Window) -> bool {
        is_plain(window)
            && window.kernel == 2
            && window.stride == 2
            && window.dilation == 1
            && window.size.is_multiple_of(2)
    }
    is_half(H::WINDOW) && is_half(W::WINDOW)
}

/// Max pooling of `C` channels along the windows `H` over the rows and `W` over the columns.
///
/// ```text
/// y[c, i, j] = max u,v  x[c, i·sₕ + u·dₕ − top, j·s𝓌 + v·d𝓌 − left]
/// ```
///
/// with `x` of C × H × W and `y` of C × OH × OW, the sizes of [`Window::out`](crate::shape::Window::out). The padding
/// is −∞, so it never is the maximum. NaN is: a window with one gives NaN. All as PyTorch's `MaxPool2d`.
pub struct MaxPool<C, H, W = H>(PhantomData<(C, H, W)>);

impl<C: Unsigned, H: Slide, W: Slide> MaxPool<C, H, W> {
    /// As a prepared network computes it.
    pub const PREPARED: PreparedPool = PreparedPool { max: true, cells: sliding_cells::<H, W>(true) };

    /// y ← the maximum of each window.
    pub fn forward<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { check::<C, Sliding<H>, Sliding<W>, X, Y>() }
        pool::max::<Sliding<H>, Sliding<W>, L>(x.lanes(), y.lanes_mut());
    }

    /// dx ← the gradient with respect to the input: each dy goes to the maximum of its window, the first one in row
    /// order.
    pub fn backward<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, dy: &Tile<Y, L>, dx: &mut Tile<X, L>) {
        const { check::<C, Sliding<H>, Sliding<W>, X, Y>() }
        pool::max_backward::<Sliding<H>, Sliding<W>, L>(x.lanes(), dy.lanes(), dx.lanes_mut());
    }
}

/// Average pooling of `C` channels along the windows `H` over the rows and `W` over the columns.
///
/// ```text
/// y[c, i, j] = 1/n · Σ u,v  x[c, i·sₕ + u·dₕ − top, j·s𝓌 + v·d𝓌 − left]
/// ```
///
/// with `x` of C × H × W and `y` of C × OH × OW, the sizes of [`Window::out`](crate::shape::Window::out). Where `P` is
/// `B1`, n counts the elements of the window that are inside of the padded image, so that the padding counts as zeros;
/// what a window reaches past the padding, where sizes are rounded up, does not count. Where `P` is `B0`, n counts the
/// elements that are inside of the image. As PyTorch's `AvgPool2d` with `count_include_pad`.
pub struct AvgPool<C, H, W = H, P = B1>(PhantomData<(C, H, W, P)>);

impl<C: Unsigned, H: Slide, W: Slide, P: Bit + 'static> AvgPool<C, H, W, P> {
    /// As a prepared network computes it.
    pub const PREPARED: PreparedPool = PreparedPool { max: false, cells: sliding_cells::<H, W>(P::BOOL) };

    /// y ← the mean of each window.
    pub fn forward<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { check::<C, Sliding<H, P>, Sliding<W, P>, X, Y>() }
        pool::mean::<Sliding<H, P>, Sliding<W, P>, L>(x.lanes(), y.lanes_mut());
    }

    /// dx ← the gradient with respect to the input: each dy is shared out evenly over its window.
    pub fn backward<X: Value, Y: Value, const L: usize>(dy: &Tile<Y, L>, dx: &mut Tile<X, L>) {
        const { check::<C, Sliding<H, P>, Sliding<W, P>, X, Y>() }
        pool::mean_backward::<Sliding<H, P>, Sliding<W, P>, L>(dy.lanes(), dx.lanes_mut());
    }
}

/// Max pooling of `C` channels of IH × IW elements to OH × OW: output i of n takes the input elements from ⌊i·m/n⌋ to
/// ⌈(i+1)·m/n⌉ of m, on both axes, as PyTorch's `AdaptiveMaxPool2d`. To 1 × 1 it is global pooling.
pub struct AdaptiveMaxPool<C, IH, IW, OH, OW>(PhantomData<(C, IH, IW, OH, OW)>);

impl<C: Unsigned, IH: Unsigned, IW: Unsigned, OH: Unsigned, OW: Unsigned> AdaptiveMaxPool<C, IH, IW, OH, OW> {
    /// As a prepared network computes it.
    pub const PREPARED: PreparedPool = PreparedPool { max: true, cells: shared_cells::<IH, IW, OH, OW>() };

    /// y ← the maximum of each share of the input.
    pub fn forward<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { check::<C, Share<IH, OH>, Share<IW, OW>, X, Y>() }
        pool::max::<Share<IH, OH>, Share<IW, OW>, L>(x.lanes(), y.lanes_mut());
    }

    /// dx ← the gradient with respect to the input: each dy goes to the maximum of its share, the first one in row
    /// order.
    pub fn backward<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, dy: &Tile<Y, L>, dx: &mut Tile<X, L>) {
        const { check::<C, Share<IH, OH>, Share<IW, OW>, X, Y>() }
        pool::max_backward::<Share<IH, OH>, Share<IW, OW>, L>(x.lanes(), dy.lanes(), dx.lanes_mut());
    }
}

/// Average pooling of `C` channels of IH × IW elements to OH × OW: output i of n takes the input elements from ⌊i·m/n⌋
/// to ⌈(i+1)·m/n⌉ of m, on both axes, as PyTorch's `AdaptiveAvgPool2d`. To 1 × 1 it is global pooling.
pub struct AdaptiveAvgPool<C, IH, IW, OH, OW>(PhantomData<(C, IH, IW, OH, OW)>);

impl<C: Unsigned, IH: Unsigned, IW: Unsigned, OH: Unsigned, OW: Unsigned> AdaptiveAvgPool<C, IH, IW, OH, OW> {
    /// As a prepared network computes it.
    pub const PREPARED: PreparedPool = PreparedPool { max: false, cells: shared_cells::<IH, IW, OH, OW>() };

    /// y ← the mean of each share of the input.
    pub fn forward<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { check::<C, Share<IH, OH>, Share<IW, OW>, X, Y>() }
        pool::mean::<Share<IH, OH>, Share<IW, OW>, L>(x.lanes(), y.lanes_mut());
    }

    /// dx ← the gradient with respect to the input: each dy is divided evenly over its share.
    pub fn backward<X: Value, Y: Value, const L: usize>(dy: &Tile<Y, L>, dx: &mut Tile<X, L>) {
        const { check::<C, Share<IH, OH>, Share<IW, OW>, X, Y>() }
        pool::mean_backward::<Share<IH, OH>, Share<IW, OW>, L>(dy.lanes(), dx.lanes_mut());
    }
}

impl<C: Unsigned, H: Slide, W: Slide> Described for MaxPool<C, H, W> {
    const DESCRIPTION: Description = sliding::<C, H, W>();
}

impl<C: Unsigned, H: Slide, W: Slide, P> Described for AvgPool<C, H, W, P> {
    const DESCRIPTION: Description = sliding::<C, H, W>();
}

const fn sliding_cells<H: Slide, W: Slide>(counts: bool) -> [PreparedCells; 2] {
    [PreparedCells::Sliding(H::WINDOW, counts), PreparedCells::Sliding(W::WINDOW, counts)]
}

const fn shared_cells<IH: Unsigned, IW: Unsigned, OH: Unsigned, OW: Unsigned>() -> [PreparedCells; 2] {
    [PreparedCells::Share(IH::USIZE, OH::USIZE), PreparedCells::Share(IW::USIZE, OW::USIZE)]
}

const fn sliding<C: Unsigned, H: Slide, W: Slide>() -> Description {
    let output = Shape::Image(C::USIZE, H::WINDOW.out(), W::WINDOW.out());
    Description::new(output, Reach::Windows([H::WINDOW, W::WINDOW]))
}

impl<C: Unsigned, IH, IW, OH: Unsigned, OW: Unsigned> Described for AdaptiveMaxPool<C, IH, IW, OH, OW> {
    const DESCRIPTION: Description = Description::new(Shape::Image(C::USIZE, OH::USIZE, OW::USIZE), Reach::Bin);
}

impl<C: Unsigned, IH, IW, OH: Unsigned, OW: Unsigned> Described for AdaptiveAvgPool<C, IH, IW, OH, OW> {
    const DESCRIPTION: Description = Description::new(Shape::Image(C::USIZE, OH::USIZE, OW::USIZE), Reach::Bin);
}

const fn check<C: Unsigned, H: Cells, W: Cells, X: Value, Y: Value>() {
    assert!(H::OUTPUT > 0 && W::OUTPUT > 0, "the window must fit into its padded input");
    assert!(X::FLOATS == C::USIZE * H::INPUT * W::INPUT, "the input must be of the shape that the geometry says");
    assert!(Y::FLOATS == C::USIZE * H::OUTPUT * W::OUTPUT, "the output must be of the shape that the geometry says");
}

mod cells {
    use core::marker::PhantomData;
    use typenum::B1;

    /// The cells of a window that slides; where `P` is `B1`, padding counts in a mean.
    pub struct Sliding<A, P = B1>(PhantomData<(A, P)>);
}
use cells::Sliding;

impl<A: Slide, P: Bit + 'static> Cells for Sliding<A, P> {
    const INPUT: usize = A::WINDOW.size;
    const OUTPUT: usize = A::WINDOW.out();
    const TAPS: usize = if is_plain(A::WINDOW) && A::WINDOW.dilation == 1 { A::WINDOW.kernel } else { 0 };
    const STEP: usize = A::WINDOW.stride;
    const REACH: usize = if A::WINDOW.reach() < A::WINDOW.size { A::WINDOW.reach() } else { A::WINDOW.size };
    const STRIDE: usize = A::WINDOW.stride;

    #[inline(always)]
    fn cell(position: usize) -> Cell {
        Cell::of_window(A::WINDOW, P::BOOL, position)
    }
}

/// Whether a window never reaches past the input.
const fn is_plain(window: Window) -> bool {
    window.before == 0 && window.after == 0 && !window.ceil
}

/// The cells that share `M` elements out over `N` positions.
struct Share<M, N>(PhantomData<(M, N)>);

impl<M: Unsigned, N: Unsigned> Cells for Share<M, N> {
    const INPUT: usize = M::USIZE;
    const OUTPUT: usize = N::USIZE;
    const TAPS: usize = if M::USIZE.is_multiple_of(N::USIZE) { M::USIZE / N::USIZE } else { 0 };
    const STEP: usize = Self::TAPS;
    const REACH: usize = if Self::TAPS > 0 { Self::TAPS } else { Self::STRIDE + 1 };
    const STRIDE: usize = if N::USIZE == 0 { 0 } else { M::USIZE.div_ceil(N::USIZE) };

    #[inline(always)]
    fn cell(position: usize) -> Cell {
        Cell::of_share(M::USIZE, N::USIZE, position)
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::layer::differences::{assert_close, lane, random};
    use crate::plain::{Plain, Zeroed};
    use crate::shape::Axis;
    use crate::tensor::Tensor;
    use typenum::{B0, U0, U1, U2, U3, U4, U5, U6, U7, U8, U9};

    /// The input elements of one position, and the divisor, straight from the definition.
    fn taps<A: Slide>(position: usize, count_padding: bool) -> (Vec<usize>, usize) {
        let w = A::WINDOW;
        let taps: Vec<_> = (0..w.kernel).filter_map(|tap| w.index(position, tap)).collect();
        let padded = w.before + w.size + w.after;
        let counted = (0..w.kernel).filter(|tap| position * w.stride + tap * w.dilation < padded).count();
        let divisor = if count_padding { counted } else { taps.len() };
        (taps, divisor)
    }

    fn cells<A: Slide>() {
        for position in 0..A::WINDOW.out() {
            for (cell, count_padding) in
                [(Sliding::<A, B1>::cell(position), true), (Sliding::<A, B0>::cell(position), false)]
            {
                let found: Vec<_> = (0..cell.taps).map(|tap| cell.first + tap * cell.step).collect();
                let expected = taps::<A>(position, count_padding);
                assert_eq!((found, cell.divisor), expected, "{:?} at {position}", A::WINDOW);
            }
        }
    }

    #[test]
    fn cells_are_the_taps_inside_of_the_image() {
        cells::<Axis<U8, U2, U2>>();
        cells::<Axis<U9, U3, U2>>();
        cells::<Axis<U9, U3, U2, U1, U1>>();
        cells::<Axis<U9, U3, U2, U0, U2>>();
        cells::<Axis<U9, U2, U4>>();
        cells::<Axis<U9, U3, U1, U2, U2, U2>>();
        cells::<Axis<U9, U3, U2, U3, U1, U3>>();
        cells::<Axis<U9, U4, U3, U0, U0, U1, B1>>();
        cells::<Axis<U8, U3, U2, U1, U1, U1, B1>>();
        cells::<Axis<U8, U3, U3, U1, U1, U2, B1>>();
        // Windows that lie in the padding as a whole.
        cells::<Axis<U2, U2, U1, U5, U4>>();
        cells::<Axis<U1, U2, U1, U3, U3, U3>>();
    }

    #[test]
    fn rounding_up_divides_as_pytorch_does() {
        // 1, 2, … 6 with kernel 3, stride 2, padding 1: avg_pool1d(…, ceil_mode=True) has the divisors 3, 3, 3, 2.
        type A = Axis<U6, U3, U2, U1, U1, U1, B1>;
        type Line<const N: usize> = Tensor<1, 1, N>;
        let x = Line::<6>::from_fn(|_, _, j| j as f32 + 1.0);
        let mut y = Tile::<Line<4>, 1>::ZERO;
        AvgPool::<U1, Axis<U1, U1>, A>::forward(Tile::of(&x), &mut y);
        assert_close(y.floats(), &[1.0, 3.0, 5.0, 3.0], 1e-7);
        AvgPool::<U1, Axis<U1, U1>, A, B0>::forward(Tile::of(&x), &mut y);
        assert_close(y.floats(), &[1.5, 3.0, 5.0, 6.0], 1e-7);
    }

    #[test]
    fn shares_begin_and_end_as_pytorchs_do() {
        let shares = |cell: fn(usize) -> Cell, n| (0..n).map(|i| (cell(i).first, cell(i).taps)).collect::<Vec<_>>();
        assert_eq!(shares(Share::<U7, U3>::cell, 3), [(0, 3), (2, 3), (4, 3)]);
        assert_eq!(shares(Share::<U8, U2>::cell, 2), [(0, 4), (4, 4)]);
        assert_eq!(shares(Share::<U2, U3>::cell, 3), [(0, 1), (0, 2), (1, 1)]);
        assert_eq!(shares(Share::<U9, U1>::cell, 1), [(0, 9)]);
    }

    type X = Tensor<2, 9, 7>;

    fn check<H: Cells, W: Cells, Y: Value, const L: usize>(
        max: fn(&Tile<X, L>, &mut Tile<Y, L>),
        max_backward: fn(&Tile<X, L>, &Tile<Y, L>, &mut Tile<X, L>),
        mean: fn(&Tile<X, L>, &mut Tile<Y, L>),
        mean_backward: fn(&Tile<Y, L>, &mut Tile<X, L>),
    ) {
        let mut x: Tile<X, L> = random(1);
        // Few different values, so that maxima are found more than once.
        x.floats_mut().iter_mut().for_each(|x| *x = (*x * 4.0).round() / 4.0);
        let dy: Tile<Y, L> = random(2);
        let (mut y_max, mut y_mean) = (Tile::<Y, L>::ZERO, Tile::<Y, L>::ZERO);
        let (mut dx_max, mut dx_mean) = (random::<Tile<X, L>>(3), random::<Tile<X, L>>(3));
        max(&x, &mut y_max);
        max_backward(&x, &dy, &mut dx_max);
        mean(&x, &mut y_mean);
        mean_backward(&dy, &mut dx_mean);
        for l in 0..L {
            let (x, dy) = (lane(&x, l), lane(&dy, l));
            let (mut y_max_exact, mut y_mean_exact) = (vec![], vec![]);
            let (mut dx_max_exact, mut dx_mean_exact) = (vec![0.0; X::FLOATS], vec![0.0; X::FLOATS]);
            for (c, i, j) in (0..2 * H::OUTPUT * W::OUTPUT)
                .map(|at| (at / W::OUTPUT / H::OUTPUT, at / W::OUTPUT % H::OUTPUT, at % W::OUTPUT))
            {
                let (row, column) = (H::cell(i), W::cell(j));
                let elements: Vec<_> = (0..row.taps)
                    .flat_map(|u| (0..column.taps).map(move |v| (u, v)))
                    .map(|(u, v)| (c * 9 + row.first + u * row.step) * 7 + column.first + v * column.step)
                    .collect();
                let dy = f64::from(dy[y_max_exact.len()]);
                let mut best = elements[0];
                let mut sum = 0.0;
                let divisor = (row.divisor * column.divisor) as f64;
                for at in elements {
                    best = if x[at] > x[best] { at } else { best };
                    sum += f64::from(x[at]);
                    dx_mean_exact[at] += dy / divisor;
                }
                dx_max_exact[best] += dy;
                y_max_exact.push(f64::from(x[best]));
                y_mean_exact.push(sum / divisor);
            }
            assert_close(&lane(&y_max, l), &y_max_exact, 0.0);
            assert_close(&lane(&y_mean, l), &y_mean_exact, 1e-6);
            assert_close(&lane(&dx_max, l), &dx_max_exact, 1e-6);
            assert_close(&lane(&dx_mean, l), &dx_mean_exact, 1e-6);
        }
    }

    macro_rules! check {
        ($($h:ty, $w:ty => $oh:literal, $ow:literal;)*) => {$(
            check!($h, $w => $oh, $ow, 1);
            check!($h, $w => $oh, $ow, 5);
        )*};
        ($h:ty, $w:ty => $oh:literal, $ow:literal, $lanes:literal) => {
            check::<Sliding<$h>, Sliding<$w>, Tensor<2, $oh, $ow>, $lanes>(
                MaxPool::<U2, $h, $w>::forward,
                MaxPool::<U2, $h, $w>::backward,
                AvgPool::<U2, $h, $w>::forward,
                AvgPool::<U2, $h, $w>::backward,
            )
        };
    }

    #[test]
    fn pools_agree_with_a_naive_loop() {
        check! {
            Axis<U9, U2, U2>, Axis<U7, U2, U2> => 4, 3;
            Axis<U9, U3, U2, U1, U1>, Axis<U7, U3, U1, U1, U0> => 5, 6;
            Axis<U9, U3, U1, U1, U1, U2>, Axis<U7, U2, U3, U0, U0, U3> => 7, 2;
            Axis<U9, U4, U3, U0, U0, U1, B1>, Axis<U7, U3, U2, U1, U1, U1, B1> => 3, 4;
        }
        check::<Share<U9, U5>, Share<U7, U3>, Tensor<2, 5, 3>, 3>(
            AdaptiveMaxPool::<U2, U9, U7, U5, U3>::forward,
            AdaptiveMaxPool::<U2, U9, U7, U5, U3>::backward,
            AdaptiveAvgPool::<U2, U9, U7, U5, U3>::forward,
            AdaptiveAvgPool::<U2, U9, U7, U5, U3>::backward,
        );
        check::<Share<U9, U1>, Share<U7, U1>, [f32; 2], 1>(
            AdaptiveMaxPool::<U2, U9, U7, U1, U1>::forward,
            AdaptiveMaxPool::<U2, U9, U7, U1, U1>::backward,
            AdaptiveAvgPool::<U2, U9, U7, U1, U1>::forward,
            AdaptiveAvgPool::<U2, U9, U7, U1, U1>::backward,
        );
    }

    #[test]
    fn the_padding_is_no_maximum_and_nan_is_one() {
        type P = Axis<U2, U3, U1, U1, U1>;
        type V = Tensor<1, 2, 2>;
        let mut y = Tile::<V, 1>::ZERO;
        MaxPool::<U1, P, P>::forward(Tile::of(&Tensor([[[-4.0, -3.0], [-2.0, -1.0]]])), &mut y);
        assert_eq!(y.floats(), [-1.0; 4]);
        type Whole = Axis<U2, U2>;
        let mut y = Tile::<[f32; 1], 1>::ZERO;
        for x in [[f32::NAN, 1.0, 2.0, 3.0], [1.0, 2.0, f32::NAN, 3.0], [1.0, 2.0, 3.0, f32::NAN]] {
            MaxPool::<U1, Whole, Whole>::forward(Tile::of(&x), &mut y);
            assert!(y.value()[0].is_nan());
        }
        // A gradient finds its way even where all is −∞.
        let mut dx = Tile::<[f32; 4], 1>::ZERO;
        MaxPool::<U1, Whole, Whole>::backward(Tile::of(&[f32::NEG_INFINITY; 4]), Tile::of(&[1.0]), &mut dx);
        assert_eq!(dx.floats(), [1.0, 0.0, 0.0, 0.0]);
    }
}
