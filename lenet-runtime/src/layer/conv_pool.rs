//! A convolution and the pool after it, with what stands between, as one: for inference, where nobody else reads that.

use super::activation::{Activation, map_in_place};
use super::batch_norm::BatchNorm;
use super::conv2d::{Conv, Conv2d};
use super::description::{Described, Description};
use super::pool::Pool;
use crate::kernel::batch::forward::{lanes_pooled, lanes_rows, winograd_rows_pooled, winograd_rows_rows};
use crate::kernel::batch::{sixteen, sixteen_mut};
use crate::kernel::function::Function;
use crate::kernel::plan::{self, Forward, Plan};
use crate::kernel::reference::pool::Cells;
use crate::kernel::single::conv::Columns;
use crate::kernel::strips::{Strips, pooled};
use crate::kernel::vector::Level;
use crate::kernel::{only, reference};
use crate::plain::Plain;
use crate::shape::Slide;
use crate::tensor::{Tile, Value};
use core::marker::PhantomData;
use typenum::{Bit, Unsigned};

/// Layers between a convolution and a pool: each changes every element by itself, where it stands.
pub trait Between: Copy {
    /// The same as the kernels know it, if they do: a function that never falls.
    fn function(&self) -> Option<Function>;

    /// y ← f(y), for so many elements of each channel from a first one on.
    fn apply(&self, channel: usize, each: usize, y: &mut [f32]);
}

impl<A: Activation> Between for A {
    fn function(&self) -> Option<Function> {
        Activation::function(self)
    }

    #[inline]
    fn apply(&self, _: usize, _: usize, y: &mut [f32]) {
        map_in_place(*self, y);
    }
}

/// A batch norm at inference, with its ε.
#[derive(Clone, Copy, Debug)]
pub struct Normed<'a, const C: usize>(pub &'a BatchNorm<C>, pub f32);

impl<const C: usize> Between for Normed<'_, C> {
    fn function(&self) -> Option<Function> {
        None
    }

    #[inline]
    fn apply(&self, channel: usize, each: usize, y: &mut [f32]) {
        self.0.infer_channels(channel, each, y, self.1);
    }
}

/// One layer after the other.
#[derive(Clone, Copy, Debug)]
pub struct Then<A, B>(pub A, pub B);

impl<A: Between, B: Between> Between for Then<A, B> {
    fn function(&self) -> Option<Function> {
        None
    }

    #[inline]
    fn apply(&self, channel: usize, each: usize, y: &mut [f32]) {
        self.0.apply(channel, each, y);
        self.1.apply(channel, each, y);
    }
}

/// The convolution of one image, as it is cut for a pool.
type Cut<'a, C, F, H, W, G, T, P> =
    Columns<'a, Conv<C, F, H, W, G, T>, Strips<Conv<C, F, H, W, G, T>, <P as Pool>::Rows, <P as Pool>::Columns>>;

/// The convolution `C`, layers of each element by itself, and the pool `P`.
///
/// Computes what these layers compute one after the other. Only the rows of the convolution that some rows of the pool read exist at a
/// time; those that windows share stay for the next. Where a tile has 16 values and the pool is over 2 × 2 elements, the function between
/// is applied to what is pooled, in registers.
pub struct ConvPool<C, P>(PhantomData<(C, P)>);

impl<C, F, H, W, G, T, P> ConvPool<Conv<C, F, H, W, G, T>, P>
where
    C: Unsigned,
    F: Unsigned,
    H: Slide,
    W: Slide,
    G: Unsigned,
    T: Bit,
    P: Pool,
{
    /// How many numbers these rows are, at most.
    pub const STRIP: usize = Strips::<Conv<C, F, H, W, G, T>, P::Rows, P::Columns>::LENGTH;

    /// y ← pool(f(b + w ∗ x)). What is in `strip` afterwards is not specified; `scratch` holds at least [`Conv::SCRATCH`]
    /// numbers a lane.
    pub fn forward<const CG: usize, const N: usize, const KH: usize, const KW: usize, B, X, Z, Y, A, const L: usize>(
        parameters: &Conv2d<CG, N, KH, KW, B>,
        x: &Tile<X, L>,
        between: A,
        strip: &mut Tile<Z, L>,
        y: &mut Tile<Y, L>,
        scratch: &mut [f32],
    ) where
        B: Plain,
        X: Value,
        Z: Value,
        Y: Value,
        A: Between,
    {
        const {
            let outputs = F::USIZE * H::WINDOW.out() * W::WINDOW.out();
            Conv::<C, F, H, W, G, T>::check([N, CG, KH, KW], B::FLOATS, X::FLOATS, outputs);
            assert!(
                P::CHANNELS == F::USIZE && P::Rows::INPUT == H::WINDOW.out() && P::Columns::INPUT == W::WINDOW.out(),
                "the pool must be that of the convolution"
            );
            assert!(
                Y::FLOATS == F::USIZE * P::Rows::OUTPUT * P::Columns::OUTPUT,
                "the output must be that of the pool"
            );
            assert!(Z::FLOATS == Self::STRIP, "a strip has as many numbers as the geometry says");
        }
        let (weight, bias) = (parameters.weight.floats(), parameters.bias.floats());
        let (strip, y) = (strip.lanes_mut(), y.lanes_mut());
        Self::forward_at(plan::level(), weight, bias, x.lanes(), between, strip, y, scratch);
    }

    /// [`ConvPool::forward`] at a level.
    #[inline]
    #[allow(clippy::too_many_arguments)]
    pub(crate) fn forward_at<A: Between, const L: usize>(
        level: Level,
        weight: &[f32],
        bias: &[f32],
        x: &[[f32; L]],
        between: A,
        strip: &mut [[f32; L]],
        y: &mut [[f32; L]],
        scratch: &mut [f32],
    ) {
        let Level::Vectors(set) = level else {
            return Self::by_reference(weight, bias, x, between, strip, y, scratch);
        };
        only!(match Conv::<C, F, H, W, G, T>::PLAN.forward(L), {
            Forward::Lanes => {
                let (x, strip, y) = (sixteen(x), sixteen_mut(strip), sixteen_mut(y));
                if let (Some(pooling), Some(function)) = (P::HALVES, between.function()) {
                    let after = (function, pooling);
                    return lanes_pooled::<Conv<C, F, H, W, G, T>>(set, weight, bias, x, after, strip, y);
                }
                let rows = lanes_rows::<Conv<C, F, H, W, G, T>>(set, weight, bias, x);
                Self::strips(rows, between, strip, y);
            },
            Forward::WinogradRows => {
                let (x, strip, y) = (sixteen(x), sixteen_mut(strip), sixteen_mut(y));
                if let (Some(pooling), Some(function)) = (P::HALVES, between.function()) {
                    let after = (function, pooling);
                    return winograd_rows_pooled::<Conv<C, F, H, W, G, T>>(set, weight, bias, x, after, strip, y, scratch);
                }
                let rows = winograd_rows_rows::<Conv<C, F, H, W, G, T>>(set, weight, bias, x, scratch);
                Self::strips(rows, between, strip, y);
            },
            Forward::Columns => {
                let x = x.as_flattened();
                let mut columns = Cut::<C, F, H, W, G, T, P>::new(weight, bias, x, scratch);
                let rows = |group, rows, y: &mut [[f32; L]], plane| {
                    columns.rows(set, group, rows, y.as_flattened_mut(), plane);
                };
                Self::strips(rows, between, strip, y);
            },
            Forward::Reference(_) => Self::by_reference(weight, bias, x, between, strip, y, scratch),
        });
    }

    fn by_reference<A: Between, const L: usize>(
        weight: &[f32],
        bias: &[f32],
        x: &[[f32; L]],
        between: A,
        strip: &mut [[f32; L]],
        y: &mut [[f32; L]],
        scratch: &mut [f32],
    ) {
        let rows = |group, rows, y: &mut [[f32; L]], plane| {
            reference::rows::<Conv<C, F, H, W, G, T>, L>(weight, bias, x, scratch, group, rows, y, plane);
        };
        Self::strips(rows, between, strip, y);
    }

    #[inline]
    fn strips<A: Between, const L: usize>(
        rows: impl FnMut(usize, core::ops::Range<usize>, &mut [[f32; L]], usize),
        between: A,
        strip: &mut [[f32; L]],
        y: &mut [[f32; L]],
    ) {
        pooled::<Conv<C, F, H, W, G, T>, P::Rows, P::Columns, L>(
            rows,
            |channel, each, y| between.apply(channel, each * L, y.as_flattened_mut()),
            P::rows::<L>,
            strip,
            y,
        );
    }
}

impl<C, F, H, W, G, T, P> Described for ConvPool<Conv<C, F, H, W, G, T>, P>
where
    C: Unsigned,
    F: Unsigned,
    H: Slide,
    W: Slide,
    G: Unsigned,
    T: Bit,
    P: Pool,
{
    const DESCRIPTION: Description = Description {
        plan: Some(Plan::ConvPool(Conv::<C, F, H, W, G, T>::PLAN)),
        ..Conv::<C, F, H, W, G, T>::DESCRIPTION
    };
}

#[cfg(all(test, feature = "std"))]
mod tests;
