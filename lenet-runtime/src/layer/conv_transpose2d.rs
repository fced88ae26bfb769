//! Transposed convolution over the rows and columns of an image.
//!
//! A convolution is a linear map; this is its transpose, which goes from the convolution's output back to its input. So
//! there is nothing to compute here that [`Conv`] does not: forward is the convolution's gradient with respect to its
//! input, and the gradient with respect to the input is the convolution.

use super::NoBias;
use super::conv2d::{Conv, Conv2d};
use super::description::{Described, Description, Reach};
use crate::kernel::plan::{ConvPlan, Plan};
use crate::kernel::reference::sums::sum;
use crate::parameters::tensors::{Member, Tensors};
use crate::parameters::{Init, Parameters, Start};
use crate::plain::{self, Plain};
use crate::shape::{Back, Grow};
use crate::tensor::{Shape, Tile, Value};
use core::marker::PhantomData;
use typenum::{U1, Unsigned};

/// The parameters of a transposed convolution: the weights, as PyTorch's `ConvTranspose2d` has them, and the bias of
/// each output channel.
///
/// `F` is the number of output channels that one input channel reaches, all of them unless there are groups; with
/// groups, say `B` too. Without a bias, `B` is [`NoBias`]. [`ConvTranspose`] does the arithmetic.
#[repr(C)]
#[derive(Clone, Debug, PartialEq)]
pub struct ConvTranspose2d<const C: usize, const F: usize, const KH: usize, const KW: usize, B = [f32; F]> {
    /// w: input channels × output channels of a group × kernel rows × kernel columns.
    pub weight: [[[[f32; KW]; KH]; F]; C],
    /// b.
    pub bias: B,
}

plain::claim!([const C: usize, const F: usize, const KH: usize, const KW: usize, B: Plain] ConvTranspose2d<C, F, KH, KW, B> { weight, bias });

impl<const C: usize, const F: usize, const KH: usize, const KW: usize, B: Plain> Parameters
    for ConvTranspose2d<C, F, KH, KW, B>
{
    const TENSORS: Tensors = Tensors::weight::<B>(&[
        Member::trained("weight", &[C, F, KH, KW], Start::Weight(Init::XavierUniform)),
        Member::trained("bias", &[B::FLOATS], Start::Bias { fan_in: F * KH * KW }),
    ]);
}

/// A transposed convolution of `C` input channels into `F` output channels in `G` groups, along `H` over the rows and
/// `W` over the columns.
///
/// ```text
/// y[f, i·sₕ + u·dₕ − top, j·s𝓌 + v·d𝓌 − left] = b[f] + Σ  w[c, f − g·F/G, u, v] · x[c, i, j]
/// ```
///
/// where the sum is over all c of the group g = ⌊f / (F/G)⌋ and over all i, j, u, v that meet in this element, with
/// strides s and dilations d. `x` is C × H × W, `w` is C × F/G × KH × KW, `b` is F, and `y` is F × OH × OW with the
/// sizes of [`Growth::out`](crate::shape::Growth::out). As PyTorch's `ConvTranspose2d`.
///
/// Source: Zeiler et al., *Deconvolutional networks*, CVPR 2010; Dumoulin, Visin, *A guide to convolution arithmetic
/// for deep learning*, 2016, arXiv:1603.07285, §4.
pub struct ConvTranspose<C, F, H, W = H, G = U1>(PhantomData<(C, F, H, W, G)>);

/// The convolution that this is the transpose of.
type Straight<C, F, H, W, G> = Conv<F, C, Back<H>, Back<W>, G>;

impl<C: Unsigned, F: Unsigned, H: Grow, W: Grow, G: Unsigned> ConvTranspose<C, F, H, W, G> {
    /// Multiply-adds of one image; those with what is cut off count.
    pub const MACS: u64 = Straight::<C, F, H, W, G>::MACS;
    /// How many numbers of scratch each lane needs.
    pub const SCRATCH: usize = Straight::<C, F, H, W, G>::SCRATCH;
    /// The kernels of the convolution that it is the transpose of.
    pub const PLAN: ConvPlan = Straight::<C, F, H, W, G>::PLAN;

    /// How many elements an output channel has.
    const PLANE: usize = H::GROWTH.out() * W::GROWTH.out();

    // The shapes of weights, input and output are checked by the convolution.
    const fn check(bias: usize) {
        assert!(
            Self::PLANE > 0,
            "something must be left of the output, and output_padding must be less than the stride"
        );
        assert!(bias == F::USIZE || bias == 0, "a bias has one number for each output channel, or none");
    }

    /// y ← b + wᵀ ∗ x. `scratch` holds at least [`ConvTranspose::SCRATCH`] numbers a lane.
    pub fn forward<const N: usize, const FG: usize, const KH: usize, const KW: usize, B, X, Y, const L: usize>(
        parameters: &ConvTranspose2d<N, FG, KH, KW, B>,
        x: &Tile<X, L>,
        y: &mut Tile<Y, L>,
        scratch: &mut [f32],
    ) where
        B: Plain,
        X: Value,
        Y: Value,
    {
        const { Self::check(B::FLOATS) }
        let weight: &Conv2d<FG, N, KH, KW, NoBias> = parameters.view();
        Straight::<C, F, H, W, G>::grad_input(weight, x, y, scratch);
        for (y, bias) in y.floats_mut().chunks_exact_mut(Self::PLANE * L).zip(parameters.bias.floats()) {
            for y in y {
                *y += bias;
            }
        }
    }

    /// Adds the gradients of w and b to `gradient`, and writes that of the input to `dx`, if it is wanted:
    /// [`ConvTranspose::grad_weight`] and [`ConvTranspose::grad_input`].
    pub fn backward<const N: usize, const FG: usize, const KH: usize, const KW: usize, B, X, Y, const L: usize>(
        parameters: &ConvTranspose2d<N, FG, KH, KW, B>,
        x: &Tile<X, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        gradient: &mut ConvTranspose2d<N, FG, KH, KW, B>,
        scratch: &mut [f32],
    ) where
        B: Plain,
        X: Value,
        Y: Value,
    {
        Self::grad_weight(x, dy, gradient, scratch);
        if let Some(dx) = dx {
            Self::grad_input(parameters, dy, dx, scratch);
        }
    }

    /// dx ← the gradient with respect to the input. `scratch` holds at least [`ConvTranspose::SCRATCH`] numbers a lane.
    pub fn grad_input<const N: usize, const FG: usize, const KH: usize, const KW: usize, B, X, Y, const L: usize>(
        parameters: &ConvTranspose2d<N, FG, KH, KW, B>,
        dy: &Tile<Y, L>,
        dx: &mut Tile<X, L>,
        scratch: &mut [f32],
    ) where
        B: Plain,
        X: Value,
        Y: Value,
    {
        const { Self::check(B::FLOATS) }
        let weight: &Conv2d<FG, N, KH, KW, NoBias> = parameters.view();
        Straight::<C, F, H, W, G>::forward(weight, dy, dx, scratch);
    }

    /// Adds the gradients of w and b, summed over the lanes, to `gradient`. `scratch` holds at least
    /// [`ConvTranspose::SCRATCH`] numbers a lane.
    pub fn grad_weight<const N: usize, const FG: usize, const KH: usize, const KW: usize, B, X, Y, const L: usize>(
        x: &Tile<X, L>,
        dy: &Tile<Y, L>,
        gradient: &mut ConvTranspose2d<N, FG, KH, KW, B>,
        scratch: &mut [f32],
    ) where
        B: Plain,
        X: Value,
        Y: Value,
    {
        const { Self::check(B::FLOATS) }
        for (db, dy) in gradient.bias.floats_mut().iter_mut().zip(dy.floats().chunks_exact(Self::PLANE * L)) {
            *db += sum(dy);
        }
        let weight: &mut Conv2d<FG, N, KH, KW, NoBias> = gradient.view_mut();
        Straight::<C, F, H, W, G>::grad_weight(dy, x, weight, scratch);
    }
}

impl<C: Unsigned, F: Unsigned, H: Grow, W: Grow, G: Unsigned> Described for ConvTranspose<C, F, H, W, G> {
    const DESCRIPTION: Description = Description {
        groups: G::USIZE,
        macs: Self::MACS,
        plan: Some(Plan::ConvTranspose(Self::PLAN)),
        ..Description::new(
            Shape::Image(F::USIZE, H::GROWTH.out(), W::GROWTH.out()),
            Reach::Growths([H::GROWTH, W::GROWTH]),
        )
    };
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::layer::differences::{assert_close, dot, gradient, lane, random, wide};
    use crate::plain::Zeroed;
    use crate::shape::{Growth, GrowthAxis};
    use typenum::{U0, U2, U3, U4, U5, U6};

    /// One image through the formula, as it stands: every product goes to the one element that it belongs to.
    fn naive(groups: usize, [rows, columns]: [Growth; 2], x: &[f64], w: &[f64], b: &[f64]) -> Vec<f64> {
        let [oh, ow] = [rows.out(), columns.out()];
        let mut y: Vec<f64> = b.iter().flat_map(|b| vec![*b; oh * ow]).collect();
        let filters = b.len() / groups;
        let channels = x.len() / (rows.size * columns.size) / groups;
        let place = |axis: Growth, i: usize, u: usize| {
            (i * axis.stride + u * axis.dilation).checked_sub(axis.before).filter(|place| *place < axis.out())
        };
        for (e, x) in x.iter().enumerate() {
            let (c, i, j) = (e / columns.size / rows.size, e / columns.size % rows.size, e % columns.size);
            for (k, w) in w.chunks(filters * rows.kernel * columns.kernel).nth(c).unwrap().iter().enumerate() {
                let (f, u, v) =
                    (k / columns.kernel / rows.kernel, k / columns.kernel % rows.kernel, k % columns.kernel);
                if let (Some(i), Some(j)) = (place(rows, i, u), place(columns, j, v)) {
                    y[((c / channels * filters + f) * oh + i) * ow + j] += w * x;
                }
            }
        }
        y
    }

    /// Compares the layer with `naive`, and its gradients with the slopes of `naive`.
    macro_rules! agree {
        ($c:ident -> $f:ident in $g:ident, $h:ty, $w:ty, $lanes:literal) => {{
            type Layer = ConvTranspose<$c, $f, $h, $w, $g>;
            const AXES: [Growth; 2] = [<$h>::GROWTH, <$w>::GROWTH];
            type Weights<B> = ConvTranspose2d<
                { $c::USIZE },
                { $f::USIZE / $g::USIZE },
                { AXES[0].kernel },
                { AXES[1].kernel },
                B,
            >;
            type X = [f32; $c::USIZE * AXES[0].size * AXES[1].size];
            type Y = [f32; $f::USIZE * AXES[0].out() * AXES[1].out()];
            const L: usize = $lanes;

            let layer: Weights<[f32; $f::USIZE]> = random(1);
            let (x, dy): (Tile<X, L>, Tile<Y, L>) = (random(2), random(3));
            // What was there before must not matter.
            let (mut y, mut dx): (Tile<Y, L>, Tile<X, L>) = (random(4), random(5));
            let mut scratch = vec![f32::NAN; Layer::SCRATCH * L];
            let mut sum = Weights::<[f32; $f::USIZE]>::ZERO;
            Layer::forward(&layer, &x, &mut y, &mut scratch);
            Layer::grad_input(&layer, &dy, &mut dx, &mut scratch);
            Layer::grad_weight(&x, &dy, &mut sum, &mut scratch);

            let (w, b) = (wide(layer.weight.floats()), wide(&layer.bias));
            let naive = |x: &[f64], w: &[f64], b: &[f64]| naive($g::USIZE, AXES, x, w, b);
            let (mut dw, mut db) = (vec![0.0; w.len()], vec![0.0; b.len()]);
            for l in 0..L {
                let (x, dy) = (wide(&lane(&x, l)), wide(&lane(&dy, l)));
                assert_close(&lane(&y, l), &naive(&x, &w, &b), 1e-6);
                assert_close(&lane(&dx, l), &gradient(&x, |x| dot(&naive(x, &w, &b), &dy)), 1e-6);
                let one = gradient(&w, |w| dot(&naive(&x, w, &b), &dy));
                dw.iter_mut().zip(one).for_each(|(sum, one)| *sum += one);
                let one = gradient(&b, |b| dot(&naive(&x, &w, b), &dy));
                db.iter_mut().zip(one).for_each(|(sum, one)| *sum += one);
            }
            // A weight's gradient is the sum of up to 16 · 30 products; in f32 that costs some units in the last place.
            assert_close(sum.weight.floats(), &dw, 4e-6);
            assert_close(&sum.bias, &db, 4e-6);

            // Without a bias, nothing else changes.
            let mut unbiased = Weights::<NoBias>::ZERO;
            unbiased.weight = layer.weight;
            Layer::forward(&unbiased, &x, &mut y, &mut scratch);
            assert_close(&lane(&y, 0), &naive(&wide(&lane(&x, 0)), &w, &vec![0.0; b.len()]), 1e-6);
        }};
    }

    #[test]
    fn a_plain_one_agrees_with_the_formula_and_its_slope() {
        agree!(U3 -> U2 in U1, GrowthAxis<U4, U3>, GrowthAxis<U5, U2>, 1);
        agree!(U3 -> U2 in U1, GrowthAxis<U4, U3>, GrowthAxis<U5, U2>, 16);
    }

    #[test]
    fn stride_padding_dilation_and_output_padding_agree() {
        agree!(U2 -> U3 in U1, GrowthAxis<U4, U4, U2, U1, U1>, GrowthAxis<U3, U3, U2, U1, U1, U1, U1>, 1);
        agree!(U2 -> U3 in U1, GrowthAxis<U4, U2, U3, U0, U0, U2, U2>, GrowthAxis<U3, U3, U1, U2, U0, U2>, 1);
        agree!(U2 -> U3 in U1, GrowthAxis<U4, U2, U3, U0, U0, U2, U2>, GrowthAxis<U3, U3, U1, U2, U0, U2>, 16);
        agree!(U1 -> U1 in U1, GrowthAxis<U5, U1, U4, U2, U1>, GrowthAxis<U3, U2, U3, U0, U2, U3, U2>, 16);
    }

    #[test]
    fn groups_and_depthwise_agree() {
        agree!(U4 -> U6 in U2, GrowthAxis<U3, U3, U2, U1, U0>, GrowthAxis<U3, U2>, 1);
        agree!(U4 -> U6 in U2, GrowthAxis<U3, U3, U2, U1, U0>, GrowthAxis<U3, U2>, 16);
        agree!(U4 -> U4 in U4, GrowthAxis<U3, U3, U2, U1, U1, U1, U1>, GrowthAxis<U3, U4, U2, U1, U1>, 16);
    }

    #[test]
    fn one_by_one_is_a_product_of_matrices() {
        agree!(U5 -> U3 in U1, GrowthAxis<U3, U1>, GrowthAxis<U4, U1>, 1);
        agree!(U5 -> U3 in U1, GrowthAxis<U3, U1>, GrowthAxis<U4, U1>, 16);
        assert_eq!(ConvTranspose::<U5, U3, GrowthAxis<U3, U1>, GrowthAxis<U4, U1>>::MACS, 5 * 3 * 12);
    }
}
