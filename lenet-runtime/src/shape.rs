//! How far a window slides: the rule (n − k + p)/s + 1, as numbers and as types.
//!
//! [`Window`] computes with numbers at compile time. [`Axis`] states the same window as a type, and its output size is
//! computed a second time by the arithmetic of `typenum` (see `proof`), which shares no code with the first. `network!`
//! compares the two for every layer while the program compiles. [`Growth`] and [`GrowthAxis`] are the same pair for a
//! transposed convolution, which runs a window backwards.

use core::marker::PhantomData;
use core::ops::Range;
use typenum::{B0, Bit, U0, U1, Unsigned};

/// The largest size for which proofs are made.
pub(crate) const LARGEST: usize = (1 << 24) - 1;

/// A window that slides along one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// n, the number of input elements.
    pub size: usize,
    /// k, the number of elements that the window reads.
    pub kernel: usize,
    /// s, by how many elements the window moves.
    pub stride: usize,
    /// How much padding stands before the first element.
    pub before: usize,
    /// How much padding stands after the last element.
    pub after: usize,
    /// d, the distance of neighbouring elements in the window.
    pub dilation: usize,
    /// Whether a last window that is partly outside the padded input counts (PyTorch's `ceil_mode`).
    pub ceil: bool,
}

impl Window {
    /// d · (k − 1) + 1, the number of elements from the first to the last that the window reads.
    #[must_use]
    pub const fn reach(self) -> usize {
        self.dilation.saturating_mul(self.kernel.saturating_sub(1)).saturating_add(1)
    }

    /// The number of positions, (n − d·(k − 1) − 1 + p)/s + 1, rounded down; 0 if the window fits nowhere, and if the
    /// padded input is larger than a size can be.
    ///
    /// With `ceil` the quotient is rounded up, and a window that would start in the padding after the input is dropped
    /// again.
    #[must_use]
    pub const fn out(self) -> usize {
        let padded = self.size.saturating_add(self.before).saturating_add(self.after);
        if self.size == 0 || self.kernel == 0 || self.stride == 0 || self.dilation == 0 || self.reach() > padded {
            return 0;
        }
        if bounded(padded) == 0 {
            return 0;
        }
        let span = padded - self.reach();
        if !self.ceil {
            return span / self.stride + 1;
        }
        let last = span.div_ceil(self.stride);
        if last.saturating_mul(self.stride) >= self.size + self.before { last } else { last + 1 }
    }

    /// The input index of tap `tap` at position `position`; `None` in the padding.
    #[must_use]
    pub const fn index(self, position: usize, tap: usize) -> Option<usize> {
        let padded = position * self.stride + tap * self.dilation;
        if padded < self.before || padded - self.before >= self.size { None } else { Some(padded - self.before) }
    }

    /// The positions at which tap `tap` reads an input element; at all others it is in the padding. None where the stride is 0.
    #[must_use]
    pub const fn positions(self, tap: usize) -> Range<usize> {
        if self.stride == 0 {
            return 0..0;
        }
        let tap = tap * self.dilation;
        let end = (self.before + self.size).saturating_sub(tap).div_ceil(self.stride);
        let end = if end < self.out() { end } else { self.out() };
        let start = self.before.saturating_sub(tap).div_ceil(self.stride);
        if start < end { start..end } else { end..end }
    }
}

/// The total padding that keeps ⌈n/s⌉ positions: (⌈n/s⌉ − 1)·s + d·(k − 1) + 1 − n, and not less than 0. It is 0 too where it
/// is larger than a size can be.
#[must_use]
pub const fn same(size: usize, kernel: usize, stride: usize, dilation: usize) -> usize {
    if size == 0 || kernel == 0 || stride == 0 {
        return 0;
    }
    let reach = dilation.saturating_mul(kernel - 1).saturating_add(1);
    let covered = ((size.div_ceil(stride) - 1) * stride).saturating_add(reach);
    bounded(covered.saturating_sub(size))
}

/// The largest of these sizes; 0 if there are none.
#[must_use]
pub const fn largest(sizes: &[usize]) -> usize {
    let (mut largest, mut index) = (0, 0);
    while index < sizes.len() {
        if sizes[index] > largest {
            largest = sizes[index];
        }
        index += 1;
    }
    largest
}

/// A sliding window stated as a type.
pub trait Slide: 'static {
    /// The window as numbers.
    const WINDOW: Window;
}

/// The type of a window: N inputs, kernel K, stride S, `B` of padding before and `A` after, dilation D; `R` is `B1`
/// where the quotient is rounded up.
pub struct Axis<N, K, S = U1, B = U0, A = U0, D = U1, R = B0>(PhantomData<(N, K, S, B, A, D, R)>);

impl<N, K, S, B, A, D, R> Slide for Axis<N, K, S, B, A, D, R>
where
    N: Unsigned + 'static,
    K: Unsigned + 'static,
    S: Unsigned + 'static,
    B: Unsigned + 'static,
    A: Unsigned + 'static,
    D: Unsigned + 'static,
    R: Bit + 'static,
{
    const WINDOW: Window = Window {
        size: N::USIZE,
        kernel: K::USIZE,
        stride: S::USIZE,
        before: B::USIZE,
        after: A::USIZE,
        dilation: D::USIZE,
        ceil: R::BOOL,
    };
}

/// A window that runs backwards along one axis: every input element is spread over k output elements.
///
/// This is a transposed convolution. Where it goes from n to m elements, the convolution with the same kernel, stride,
/// padding and dilation goes from m to n: see [`Growth::window`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Growth {
    /// n, the number of input elements.
    pub size: usize,
    /// k, over how many elements an input element is spread.
    pub kernel: usize,
    /// s, how far apart neighbouring input elements come to lie.
    pub stride: usize,
    /// How many elements are cut off at the start.
    pub before: usize,
    /// How many elements are cut off at the end.
    pub after: usize,
    /// d, the distance of neighbouring elements in the kernel.
    pub dilation: usize,
    /// o, how many elements are added at the end. A convolution of stride s takes s sizes to the same size; o < s
    /// chooses which of them to go back to.
    pub output_padding: usize,
}

impl Growth {
    /// d · (k − 1) + 1, the number of elements from the first to the last that an input element reaches.
    #[must_use]
    pub const fn reach(self) -> usize {
        self.dilation.saturating_mul(self.kernel.saturating_sub(1)).saturating_add(1)
    }

    /// The number of output elements, (n − 1)·s + d·(k − 1) + 1 + o − p; 0 where nothing is left, and where o is not
    /// less than s. (PyTorch also takes an o below d.)
    #[must_use]
    pub const fn out(self) -> usize {
        if self.size == 0 || self.kernel == 0 || self.dilation == 0 || self.output_padding >= self.stride {
            return 0;
        }
        let whole = (self.size - 1).saturating_mul(self.stride).saturating_add(self.reach());
        whole.saturating_add(self.output_padding).saturating_sub(self.before + self.after)
    }

    /// The window that slides over the output and has one position for each input element.
    #[must_use]
    pub const fn window(self) -> Window {
        let Self { kernel, stride, before, after, dilation, .. } = self;
        Window { size: self.out(), kernel, stride, before, after, dilation, ceil: false }
    }
}

/// A window that runs backwards, stated as a type.
pub trait Grow: 'static {
    /// The window as numbers.
    const GROWTH: Growth;
}

/// The type of a window that runs backwards: N inputs, kernel K, stride S, `B` elements cut off before and `A` after,
/// dilation D, output padding O.
pub struct GrowthAxis<N, K, S = U1, B = U0, A = U0, D = U1, O = U0>(PhantomData<(N, K, S, B, A, D, O)>);

impl<N, K, S, B, A, D, O> Grow for GrowthAxis<N, K, S, B, A, D, O>
where
    N: Unsigned + 'static,
    K: Unsigned + 'static,
    S: Unsigned + 'static,
    B: Unsigned + 'static,
    A: Unsigned + 'static,
    D: Unsigned + 'static,
    O: Unsigned + 'static,
{
    const GROWTH: Growth = Growth {
        size: N::USIZE,
        kernel: K::USIZE,
        stride: S::USIZE,
        before: B::USIZE,
        after: A::USIZE,
        dilation: D::USIZE,
        output_padding: O::USIZE,
    };
}

/// The window of a transposed convolution the right way round, from its output to its input.
pub(crate) struct Back<A>(PhantomData<A>);

impl<A: Grow> Slide for Back<A> {
    const WINDOW: Window = A::GROWTH.window();
}

/// A size that the user's expression, or a rule, gives: 0 where it is too large, so that nothing large is made of it. The checks of
/// `proof` say that it is.
#[must_use]
pub const fn bounded(size: usize) -> usize {
    if size > LARGEST { 0 } else { size }
}

/// a/b, or 0 where b is 0.
#[must_use]
pub const fn quotient(a: usize, b: usize) -> usize {
    match a.checked_div(b) {
        Some(quotient) => quotient,
        None => 0,
    }
}

/// The product of these sizes, or 2⁶⁴ − 1 where it is larger.
pub(crate) const fn product(sizes: &[usize]) -> u64 {
    let (mut product, mut index) = (1_u64, 0);
    while index < sizes.len() {
        // A size of 0 makes it 0, however large the others are.
        if sizes[index] == 0 {
            return 0;
        }
        product = product.saturating_mul(sizes[index] as u64);
        index += 1;
    }
    product
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_window_goes_back_where_its_growth_came_from() {
        let one = Growth { size: 1, kernel: 1, stride: 1, before: 0, after: 0, dilation: 1, output_padding: 0 };
        for (size, kernel, stride) in (1..9).flat_map(|n| (1..6).flat_map(move |k| (1..5).map(move |s| (n, k, s)))) {
            for (before, after, dilation) in [(0, 0, 1), (1, 1, 1), (2, 1, 1), (0, 3, 2), (4, 4, 3)] {
                for output_padding in 0..stride {
                    let growth = Growth { size, kernel, stride, before, after, dilation, output_padding };
                    assert!(growth.out() == 0 || growth.window().out() == size, "{growth:?}");
                }
            }
        }
        assert_eq!(Growth { size: 14, kernel: 4, stride: 2, before: 1, after: 1, ..one }.out(), 28);
        assert_eq!(Growth { size: 7, kernel: 3, stride: 2, before: 1, after: 1, output_padding: 1, ..one }.out(), 14);
    }

    #[test]
    fn a_window_that_does_not_move_has_no_positions() {
        let window = Window { size: 8, kernel: 3, stride: 0, before: 1, after: 1, dilation: 1, ceil: false };
        assert_eq!((window.out(), window.positions(0)), (0, 0..0));
        for stride in 1..5 {
            let window = Window { stride, ..window };
            for tap in 0..3 {
                let read = |position: &usize| window.index(*position, tap).is_some();
                assert!(window.positions(tap).eq((0..window.out()).filter(read)), "{window:?}, tap {tap}");
            }
        }
    }

    #[test]
    fn a_growth_without_a_result_is_zero() {
        let one = Growth { size: 2, kernel: 3, stride: 2, before: 0, after: 0, dilation: 1, output_padding: 0 };
        assert_eq!(one.out(), 5);
        assert_eq!(Growth { before: 2, after: 3, ..one }.out(), 0, "the padding takes everything away");
        assert_eq!(Growth { before: 9, ..one }.out(), 0);
        assert_eq!(Growth { output_padding: 2, ..one }.out(), 0, "the window would have a position more");
        for none in [Growth { size: 0, ..one }, Growth { kernel: 0, ..one }, Growth { stride: 0, ..one }] {
            assert_eq!(none.out(), 0);
        }
    }
}
