//! Convolution over the rows and columns of an image.

use super::batch_norm::BatchNorm;
use super::description::{Described, Description, Reach};
use crate::kernel::batch::{sixteen, sixteen_mut};
use crate::kernel::geometry::Geometry;
use crate::kernel::plan::{self, ConvPlan, Forward, Gradient, Plan};
use crate::kernel::prepared::Map;
use crate::kernel::prepared::conv::PreparedConv;
use crate::kernel::vector::Level;
use crate::kernel::{batch, only, reference, single};
use crate::parameters::tensors::{Member, Tensors};
use crate::parameters::{Init, Parameters, Start};
use crate::plain::{self, Plain};
use crate::shape::{Slide, Window, product};
use crate::tensor::{Shape, Tile, Value};
use core::marker::PhantomData;
use typenum::{B0, Bit, U1, Unsigned};

/// The parameters of a convolution: the weights, as PyTorch's `Conv2d` has them, and the bias of each output channel.
///
/// `C` is the number of input channels that one output channel reads, all of them unless the convolution has groups.
/// Without a bias, `B` is [`NoBias`](super::NoBias). [`Conv`] does the arithmetic.
#[repr(C)]
#[derive(Clone, Debug, PartialEq)]
pub struct Conv2d<const C: usize, const F: usize, const KH: usize, const KW: usize, B = [f32; F]> {
    /// w: output channels × input channels of a group × kernel rows × kernel columns.
    pub weight: [[[[f32; KW]; KH]; C]; F],
    /// b.
    pub bias: B,
}

plain::claim!([const C: usize, const F: usize, const KH: usize, const KW: usize, B: Plain] Conv2d<C, F, KH, KW, B> { weight, bias });

impl<const C: usize, const F: usize, const KH: usize, const KW: usize, B: Plain> Parameters
    for Conv2d<C, F, KH, KW, B>
{
    const TENSORS: Tensors = Tensors::weight::<B>(&[
        Member::trained("weight", &[F, C, KH, KW], Start::Weight(Init::XavierUniform)),
        Member::trained("bias", &[F], Start::Bias { fan_in: C * KH * KW }),
    ]);
}

#[doc(hidden)]
impl<const C: usize, const F: usize, const KH: usize, const KW: usize, B: Plain> Conv2d<C, F, KH, KW, B> {
    /// The weights as the kernel of a prepared network reads them, whose input stands as `x` says.
    #[inline(always)] // As `forward` there.
    pub fn pack(&self, layer: &PreparedConv, x: &Map, packed: &mut [f32]) {
        layer.pack(x, self.weight.floats(), self.bias.floats(), None, packed);
    }

    /// The same, with the batch norm after the layer.
    #[inline(always)]
    pub fn pack_normed<const N: usize>(
        &self,
        norm: &BatchNorm<N>,
        eps: f32,
        layer: &PreparedConv,
        x: &Map,
        packed: &mut [f32],
    ) {
        let (scale, shift) = norm.fold(eps);
        layer.pack(x, self.weight.floats(), self.bias.floats(), Some((&scale, &shift)), packed);
    }
}

/// A convolution of `C` input channels into `F` output channels in `G` groups, along the windows `H` over the rows and
/// `W` over the columns.
///
/// ```text
/// y[f, i, j] = b[f] + Σ c,u,v  w[f, c, u, v] · x[g·C/G + c, i·sₕ + u·dₕ − top, j·s𝓌 + v·d𝓌 − left]
/// ```
///
/// with g = ⌊f / (F/G)⌋ the group of `f`, c < C/G, strides s, dilations d, and zeros wherever the index of `x` is
/// outside of the image. `x` is C × H × W, `w` is F × C/G × KH × KW, `b` is F, and `y` is F × OH × OW with the sizes of
/// [`Window::out`]. The kernel is not turned, as in PyTorch's `Conv2d`: mathematics calls this cross-correlation. Where
/// `T` is `B1`, the weights are read from the end, w[f, c, KH−1−u, KW−1−v], which makes it true convolution.
///
/// Source: LeCun et al., *Gradient-based learning applied to document recognition*, Proc. IEEE 86 (11), 1998, §II.
pub struct Conv<C, F, H, W = H, G = U1, T = B0>(PhantomData<(C, F, H, W, G, T)>);

impl<C: Unsigned, F: Unsigned, H: Slide, W: Slide, G: Unsigned, T: Bit> Geometry for Conv<C, F, H, W, G, T> {
    const GROUPS: usize = if Self::IS_SOUND { G::USIZE } else { 1 };
    const CHANNELS: usize = if Self::IS_SOUND { of_group(C::USIZE, G::USIZE) } else { 1 };
    const FILTERS: usize = if Self::IS_SOUND { of_group(F::USIZE, G::USIZE) } else { 1 };
    const ROWS: Window = if Self::IS_SOUND { H::WINDOW } else { ELEMENT };
    const COLUMNS: Window = if Self::IS_SOUND { W::WINDOW } else { ELEMENT };
    const FLIP: bool = T::BOOL;
}

impl<C: Unsigned, F: Unsigned, H: Slide, W: Slide, G: Unsigned, T: Bit> Conv<C, F, H, W, G, T> {
    /// Multiply-adds of one image; those with padding count.
    pub const MACS: u64 = if Self::IS_SOUND { F::U64 * Self::PATCH as u64 * Self::POSITIONS as u64 } else { 0 };
    /// Whether it has sizes, and they are within what a machine can do. Else, and `network!` says so, it counts as a convolution
    /// of one element, so that nothing large is computed from it.
    const IS_SOUND: bool = {
        let [rows, columns] = [H::WINDOW, W::WINDOW];
        let padded = [rows.size + rows.before + rows.after, columns.size + columns.before + columns.after];
        let positions = product(&[rows.out(), columns.out()]);
        let weights = product(&[F::USIZE, of_group(C::USIZE, G::USIZE), rows.kernel, columns.kernel]);
        of_group(F::USIZE, G::USIZE) > 0
            && weights > 0
            && positions > 0
            && weights <= 1 << 31
            && weights.saturating_mul(positions) <= 1 << 48
            && positions.saturating_mul(F::U64) <= 1 << 31
            && product(&[C::USIZE, padded[0], padded[1]]) <= 1 << 31
    };
    /// The kernels of its passes: what they match, and what a summary names.
    pub const PLAN: ConvPlan = ConvPlan::of::<Self>();
    /// How many numbers of scratch each lane needs.
    pub const SCRATCH: usize = Self::PLAN.scratch;

    pub(super) const fn check([f, c, kh, kw]: [usize; 4], bias: usize, inputs: usize, outputs: usize) {
        assert!(
            C::USIZE.is_multiple_of(G::USIZE) && F::USIZE.is_multiple_of(G::USIZE),
            "groups must divide the channels"
        );
        assert!(f == F::USIZE && c == Self::CHANNELS, "the weights must have the channels that the geometry says");
        assert!(
            kh == H::WINDOW.kernel && kw == W::WINDOW.kernel,
            "the weights must have the kernel that the windows say"
        );
        assert!(bias == F::USIZE || bias == 0, "a bias has one number for each output channel, or none");
        assert!(Self::POSITIONS > 0, "the window must fit into its padded input");
        assert!(inputs == C::USIZE * Self::PLANE, "the input must be of the shape that the geometry says");
        assert!(outputs == F::USIZE * Self::POSITIONS, "the output must be of the shape that the geometry says");
    }

    /// y ← b + w ∗ x. `scratch` holds at least [`Conv::SCRATCH`] numbers a lane.
    pub fn forward<const CG: usize, const N: usize, const KH: usize, const KW: usize, B, X, Y, const L: usize>(
        parameters: &Conv2d<CG, N, KH, KW, B>,
        x: &Tile<X, L>,
        y: &mut Tile<Y, L>,
        scratch: &mut [f32],
    ) where
        B: Plain,
        X: Value,
        Y: Value,
    {
        const { Self::check([N, CG, KH, KW], B::FLOATS, X::FLOATS, Y::FLOATS) }
        let (weight, bias) = (parameters.weight.floats(), parameters.bias.floats());
        Self::forward_at(plan::level(), weight, bias, x.lanes(), y.lanes_mut(), scratch);
    }

    /// [`Conv::forward`] at a level.
    #[inline]
    pub(crate) fn forward_at<const L: usize>(
        level: Level,
        weight: &[f32],
        bias: &[f32],
        x: &[[f32; L]],
        y: &mut [[f32; L]],
        scratch: &mut [f32],
    ) {
        let Level::Vectors(set) = level else { return reference::forward::<Self, L>(weight, bias, x, y, scratch) };
        only!(match Self::PLAN.forward(L), {
            Forward::Lanes => batch::forward::lanes::<Self>(set, weight, bias, sixteen(x), sixteen_mut(y)),
            Forward::WinogradRows => {
                batch::forward::winograd_rows::<Self>(set, weight, bias, sixteen(x), sixteen_mut(y), scratch);
            },
            Forward::Columns => {
                single::conv::forward::<Self>(set, weight, bias, x.as_flattened(), y.as_flattened_mut(), scratch);
            },
            Forward::Reference(_) => reference::forward::<Self, L>(weight, bias, x, y, scratch),
        });
    }

    /// Adds the gradients of w and b to `gradient`, and writes that of the input to `dx`, if it is wanted: [`Conv::grad_weight`]
    /// and [`Conv::grad_input`].
    pub fn backward<const CG: usize, const N: usize, const KH: usize, const KW: usize, B, X, Y, const L: usize>(
        parameters: &Conv2d<CG, N, KH, KW, B>,
        x: &Tile<X, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        gradient: &mut Conv2d<CG, N, KH, KW, B>,
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

    /// dx ← the gradient with respect to the input. `scratch` holds at least [`Conv::SCRATCH`] numbers a lane.
    pub fn grad_input<const CG: usize, const N: usize, const KH: usize, const KW: usize, B, X, Y, const L: usize>(
        parameters: &Conv2d<CG, N, KH, KW, B>,
        dy: &Tile<Y, L>,
        dx: &mut Tile<X, L>,
        scratch: &mut [f32],
    ) where
        B: Plain,
        X: Value,
        Y: Value,
    {
        const { Self::check([N, CG, KH, KW], B::FLOATS, X::FLOATS, Y::FLOATS) }
        Self::grad_input_at(plan::level(), parameters.weight.floats(), dy.lanes(), dx.lanes_mut(), scratch);
    }

    /// [`Conv::grad_input`] at a level.
    #[inline]
    pub(crate) fn grad_input_at<const L: usize>(
        level: Level,
        weight: &[f32],
        dy: &[[f32; L]],
        dx: &mut [[f32; L]],
        scratch: &mut [f32],
    ) {
        let Level::Vectors(set) = level else { return reference::grad_input::<Self, L>(weight, dy, dx, scratch) };
        only!(match Self::PLAN.grad_input(L), {
            Gradient::Lanes => batch::grad_input::grad_input::<Self>(set, weight, sixteen(dy), sixteen_mut(dx)),
            Gradient::Reference(_) => reference::grad_input::<Self, L>(weight, dy, dx, scratch),
        });
    }

    /// Adds the gradients of w and b, summed over the lanes, to `gradient`. `scratch` holds at least [`Conv::SCRATCH`]
    /// numbers a lane.
    pub fn grad_weight<const CG: usize, const N: usize, const KH: usize, const KW: usize, B, X, Y, const L: usize>(
        x: &Tile<X, L>,
        dy: &Tile<Y, L>,
        gradient: &mut Conv2d<CG, N, KH, KW, B>,
        scratch: &mut [f32],
    ) where
        B: Plain,
        X: Value,
        Y: Value,
    {
        const { Self::check([N, CG, KH, KW], B::FLOATS, X::FLOATS, Y::FLOATS) }
        let (dw, db) = (gradient.weight.floats_mut(), gradient.bias.floats_mut());
        Self::grad_weight_at(plan::level(), x.lanes(), dy.lanes(), dw, db, scratch);
    }

    /// [`Conv::grad_weight`] at a level.
    #[inline]
    pub(crate) fn grad_weight_at<const L: usize>(
        level: Level,
        x: &[[f32; L]],
        dy: &[[f32; L]],
        dw: &mut [f32],
        db: &mut [f32],
        scratch: &mut [f32],
    ) {
        let Level::Vectors(set) = level else { return reference::grad_weight::<Self, L>(x, dy, dw, db, scratch) };
        only!(match Self::PLAN.grad_weight(L), {
            Gradient::Lanes => batch::grad_weight::grad_weight::<Self>(set, sixteen(x), sixteen(dy), dw, db),
            Gradient::Reference(_) => reference::grad_weight::<Self, L>(x, dy, dw, db, scratch),
        });
    }
}

impl<C: Unsigned, F: Unsigned, H: Slide, W: Slide, G: Unsigned, T: Bit> Described for Conv<C, F, H, W, G, T> {
    const DESCRIPTION: Description = Description {
        groups: G::USIZE,
        macs: Self::MACS,
        plan: Some(Plan::Conv(Self::PLAN)),
        ..Description::new(
            Shape::Image(F::USIZE, H::WINDOW.out(), W::WINDOW.out()),
            Reach::Windows([H::WINDOW, W::WINDOW]),
        )
    };
}

/// A window over one element.
const ELEMENT: Window = Window { size: 1, kernel: 1, stride: 1, before: 0, after: 0, dilation: 1, ceil: false };

/// The channels of one of `groups`; 0 of none, which is reported elsewhere.
const fn of_group(channels: usize, groups: usize) -> usize {
    match channels.checked_div(groups) {
        Some(channels) => channels,
        None => 0,
    }
}
