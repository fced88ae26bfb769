//! How far a window slides: the rule (n − k + p)/s + 1, as numbers and as types.
//!
//! [`Window`] computes with numbers at compile time. [`Axis`] states the same window as a type, and its output size is
//! computed a second time by the arithmetic of `typenum` (see `proof`), which shares no code with the first. `network!`
//! compares the two for every layer while the program compiles.

use core::marker::PhantomData;
use typenum::{B0, Bit, U0, U1, Unsigned};

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
        self.dilation * self.kernel.saturating_sub(1) + 1
    }

    /// The number of positions, (n − d·(k − 1) − 1 + p)/s + 1, rounded down; 0 if the window fits nowhere.
    ///
    /// With `ceil` the quotient is rounded up, and a window that would start in the padding after the input is dropped
    /// again.
    #[must_use]
    pub const fn out(self) -> usize {
        let padded = self.size + self.before + self.after;
        if self.size == 0 || self.kernel == 0 || self.stride == 0 || self.dilation == 0 || self.reach() > padded {
            return 0;
        }
        let span = padded - self.reach();
        if !self.ceil {
            return span / self.stride + 1;
        }
        let last = span.div_ceil(self.stride);
        if last * self.stride >= self.size + self.before { last } else { last + 1 }
    }

    /// The input index of tap `tap` at position `position`; `None` in the padding.
    #[must_use]
    pub const fn index(self, position: usize, tap: usize) -> Option<usize> {
        let padded = position * self.stride + tap * self.dilation;
        if padded < self.before || padded - self.before >= self.size { None } else { Some(padded - self.before) }
    }
}

/// A sliding window stated as a type.
pub trait Slide: 'static {
    /// The window as numbers.
    const WINDOW: Window;
}

/// The type of a window: N inputs, kernel K, stride S, `B` of padding before and `A` after, dilation D; `R` is `B1` where the
/// quotient is rounded up.
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
