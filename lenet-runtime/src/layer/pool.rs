//! Pooling: each channel by itself becomes smaller.
//!
//! A pool has no parameters. Its window may overlap the next one, have holes, and reach into padding, in which there is nothing
//! to read.

use crate::kernel::pool::{self, Cell, Cells};
use crate::shape::Slide;
use crate::tensor::{Tile, Value};
use core::marker::PhantomData;
use typenum::{B1, Bit, Unsigned};

/// Max pooling of `C` channels along the windows `H` over the rows and `W` over the columns.
///
/// ```text
/// y[c, i, j] = max u,v  x[c, i·sₕ + u·dₕ − top, j·s𝓌 + v·d𝓌 − left]
/// ```
///
/// with `x` of C × H × W and `y` of C × OH × OW, the sizes of [`Window::out`](crate::shape::Window::out). The padding is −∞, so it
/// never is the maximum. NaN is: a window with one gives NaN. All as PyTorch's `MaxPool2d`.
pub struct MaxPool<C, H, W>(PhantomData<(C, H, W)>);

impl<C: Unsigned, H: Slide, W: Slide> MaxPool<C, H, W> {
    /// y ← the maximum of each window.
    pub fn forward<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { check::<C, Sliding<H>, Sliding<W>, X, Y>() }
        pool::max::<Sliding<H>, Sliding<W>, L>(x.lanes(), y.lanes_mut());
    }

    /// dx ← the gradient with respect to the input: each dy goes to the maximum of its window, the first one in row order.
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
/// with `x` of C × H × W and `y` of C × OH × OW, the sizes of [`Window::out`](crate::shape::Window::out). Where `P` is `B1`, n counts
/// the elements of the window that are inside of the padded image, so that the padding counts as zeros; what a window reaches
/// past the padding, where sizes are rounded up, does not count. Where `P` is `B0`, n counts the elements that are inside of the image. As
/// PyTorch's `AvgPool2d` with `count_include_pad`.
pub struct AvgPool<C, H, W, P = B1>(PhantomData<(C, H, W, P)>);

impl<C: Unsigned, H: Slide, W: Slide, P: Bit + 'static> AvgPool<C, H, W, P> {
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
    /// y ← the maximum of each share of the input.
    pub fn forward<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        const { check::<C, Share<IH, OH>, Share<IW, OW>, X, Y>() }
        pool::max::<Share<IH, OH>, Share<IW, OW>, L>(x.lanes(), y.lanes_mut());
    }

    /// dx ← the gradient with respect to the input: each dy goes to the maximum of its share, the first one in row order.
    pub fn backward<X: Value, Y: Value, const L: usize>(x: &Tile<X, L>, dy: &Tile<Y, L>, dx: &mut Tile<X, L>) {
        const { check::<C, Share<IH, OH>, Share<IW, OW>, X, Y>() }
        pool::max_backward::<Share<IH, OH>, Share<IW, OW>, L>(x.lanes(), dy.lanes(), dx.lanes_mut());
    }
}

/// Average pooling of `C` channels of IH × IW elements to OH × OW: output i of n takes the input elements from ⌊i·m/n⌋ to
/// ⌈(i+1)·m/n⌉ of m, on both axes, as PyTorch's `AdaptiveAvgPool2d`. To 1 × 1 it is global pooling.
pub struct AdaptiveAvgPool<C, IH, IW, OH, OW>(PhantomData<(C, IH, IW, OH, OW)>);

impl<C: Unsigned, IH: Unsigned, IW: Unsigned, OH: Unsigned, OW: Unsigned> AdaptiveAvgPool<C, IH, IW, OH, OW> {
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

const fn check<C: Unsigned, H: Cells, W: Cells, X: Value, Y: Value>() {
    assert!(H::OUTPUT > 0 && W::OUTPUT > 0, "the window must fit into its padded input");
    assert!(X::FLOATS == C::USIZE * H::INPUT * W::INPUT, "the input must be of the shape that the geometry says");
    assert!(Y::FLOATS == C::USIZE * H::OUTPUT * W::OUTPUT, "the output must be of the shape that the geometry says");
}

/// The cells of a window that slides; where `P` is `B1`, padding counts in a mean.
struct Sliding<A, P = B1>(PhantomData<(A, P)>);

impl<A: Slide, P: Bit + 'static> Cells for Sliding<A, P> {
    const INPUT: usize = A::WINDOW.size;
    const OUTPUT: usize = A::WINDOW.out();

    #[inline(always)]
    fn cell(position: usize) -> Cell {
        let window = A::WINDOW;
        let start = position * window.stride;
        if window.before == 0 && window.after == 0 && !window.ceil {
            return Cell { first: start, taps: window.kernel, step: window.dilation, divisor: window.kernel };
        }
        // How many taps come before the element at `end` of the padded input.
        let taps = |end: usize| end.saturating_sub(start).div_ceil(window.dilation).min(window.kernel);
        let skipped = taps(window.before);
        let image = taps(window.before + window.size) - skipped;
        let padded = taps(window.before + window.size + window.after);
        let first = if image == 0 { 0 } else { start + skipped * window.dilation - window.before };
        Cell { first, taps: image, step: window.dilation, divisor: if P::BOOL { padded } else { image } }
    }
}

/// The cells that share `M` elements out over `N` positions.
struct Share<M, N>(PhantomData<(M, N)>);

impl<M: Unsigned, N: Unsigned> Cells for Share<M, N> {
    const INPUT: usize = M::USIZE;
    const OUTPUT: usize = N::USIZE;

    #[inline(always)]
    fn cell(position: usize) -> Cell {
        let first = position * M::USIZE / N::USIZE;
        let taps = ((position + 1) * M::USIZE).div_ceil(N::USIZE) - first;
        Cell { first, taps, step: 1, divisor: taps }
    }
}
