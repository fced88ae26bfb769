//! A convolution with the activation and the pool after it, as one: for inference, where nobody else reads what stands between.

use super::activation::Activation;
use super::conv2d::{Conv, Conv2d};
use super::pool::Pool;
use crate::kernel::batch;
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
        if let (Some(pooling), Some(function)) = (P::HALVES, activation.function())
            && batch::forward::forward_pooled::<Conv<C, F, H, W, G, T>, L>(
                Level::best(),
                parameters.weight.floats(),
                parameters.bias.floats(),
                x.lanes(),
                (function, pooling),
                between.lanes_mut(),
                y.lanes_mut(),
                scratch,
            )
        {
            return;
        }
        Conv::<C, F, H, W, G, T>::forward(parameters, x, between, scratch);
        activation.forward_in_place(between);
        P::forward(between, y);
    }
}
