//! A convolution with the activation and the pool after it, as one: for inference, where nobody else reads what stands between.

use super::activation::Activation;
use super::conv2d::{Conv, Conv2d};
use super::pool::Pool;
use crate::kernel::batch::forward::{lanes_pooled, winograd_rows_pooled};
use crate::kernel::batch::{sixteen, sixteen_mut};
use crate::kernel::only;
use crate::kernel::plan::{self, Forward};
use crate::kernel::vector::Level;
use crate::plain::Plain;
use crate::shape::Slide;
use crate::tensor::{Tile, Value};
use core::marker::PhantomData;
use typenum::{Bit, Unsigned};

/// The convolution `C`, an activation, and the pool `P`.
///
/// Computes what the three layers compute one after the other. Where a tile has 16 values and the pool is over 2 × 2
/// elements, only a few rows of the convolution exist at a time, so that they are pooled while they are in the cache.
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
    /// y ← pool(f(b + w ∗ x)). What is in `between` afterwards is not specified; `scratch` holds at least [`Conv::SCRATCH`]
    /// numbers a lane.
    pub fn forward<const CG: usize, const N: usize, const KH: usize, const KW: usize, B, X, Z, Y, A, const L: usize>(
        parameters: &Conv2d<CG, N, KH, KW, B>,
        x: &Tile<X, L>,
        activation: A,
        between: &mut Tile<Z, L>,
        y: &mut Tile<Y, L>,
        scratch: &mut [f32],
    ) where
        B: Plain,
        X: Value,
        Z: Value,
        Y: Value,
        A: Activation,
    {
        const {
            Conv::<C, F, H, W, G, T>::check([N, CG, KH, KW], B::FLOATS, X::FLOATS, Z::FLOATS);
            assert!(P::HALVES.is_none() || Z::FLOATS == 4 * Y::FLOATS, "the pool must be that of the convolution");
        }
        let (weight, bias) = (parameters.weight.floats(), parameters.bias.floats());
        let level = plan::level();
        if let (Level::Vectors(set), Some(pooling), Some(function)) = (level, P::HALVES, activation.function()) {
            let (after, x) = ((function, pooling), x.lanes());
            only!(match Conv::<C, F, H, W, G, T>::PLAN.forward(L), {
                Forward::Lanes => {
                    let (strip, y) = (sixteen_mut(between.lanes_mut()), sixteen_mut(y.lanes_mut()));
                    return lanes_pooled::<Conv<C, F, H, W, G, T>>(set, weight, bias, sixteen(x), after, strip, y);
                },
                Forward::WinogradRows => {
                    let (strip, y) = (sixteen_mut(between.lanes_mut()), sixteen_mut(y.lanes_mut()));
                    let x = sixteen(x);
                    return winograd_rows_pooled::<Conv<C, F, H, W, G, T>>(set, weight, bias, x, after, strip, y, scratch);
                },
                // There, rows and pools are layers of their own.
                Forward::Columns | Forward::Reference(_) => (),
            });
        }
        Conv::<C, F, H, W, G, T>::forward_at(level, weight, bias, x.lanes(), between.lanes_mut(), scratch);
        activation.forward_in_place(between);
        P::forward(between, y);
    }
}
