//! The runtime's layers as cases, and macros that state one in a line.
//!
//! An axis is written `[n k s b a d]`: size, kernel, stride, padding before and after, dilation; `ceil` may follow. An axis of a
//! transposed convolution has its output padding as a seventh number.

use super::Twin;
use super::activation::{self, Function};
use super::case::Case;
use super::norm;
use super::{close, convolution, pool, resize, widen};
use core::marker::PhantomData;
use lenet_runtime::__internals::layer::activation::Activation;
use lenet_runtime::__internals::layer::border::{Crop, Pad};
use lenet_runtime::__internals::layer::conv_transpose2d::ConvTranspose;
use lenet_runtime::__internals::layer::conv2d::Conv;
use lenet_runtime::__internals::layer::module::{Module, Saves};
use lenet_runtime::__internals::layer::norm::NormalizeAll;
use lenet_runtime::__internals::layer::pool::{AdaptiveAvgPool, AdaptiveMaxPool, AvgPool, MaxPool};
use lenet_runtime::__internals::layer::resize::{UpsampleBilinear, UpsampleNearest};
use lenet_runtime::__internals::layer::softmax::{LogSoftmax, Softmax};
use lenet_runtime::__internals::shape::{Grow, Slide};
use lenet_runtime::{Conv2d, ConvTranspose2d, LayerNorm, Linear, Network, Pass, Plain, Tile, Value, Zeroed};
use typenum::{Bit, Unsigned};

/// A layer `G` with parameters `P` from `X` to `Y`.
pub struct Of<G, P, X, Y>(pub PhantomData<(G, P, X, Y)>);

/// What a layer without parameters has in their place.
pub type Nothing = [f32; 0];

/// Scratch that a layer must not read before it writes it.
fn scratch(len: usize) -> Vec<f32> {
    vec![f32::NAN; len]
}

impl<C, F, H, W, G, T, B, X, Y, const CG: usize, const N: usize, const KH: usize, const KW: usize> Case
    for Of<Conv<C, F, H, W, G, T>, Conv2d<CG, N, KH, KW, B>, X, Y>
where
    C: Unsigned,
    F: Unsigned,
    H: Slide,
    W: Slide,
    G: Unsigned,
    T: Bit,
    B: Plain,
    X: Value,
    Y: Value,
{
    type X = X;
    type Y = Y;
    type P = Conv2d<CG, N, KH, KW, B>;

    fn twin(&self) -> Box<dyn Twin> {
        Box::new(convolution::Conv2d {
            channels: C::USIZE,
            filters: F::USIZE,
            groups: G::USIZE,
            rows: H::WINDOW,
            columns: W::WINDOW,
            flip: T::BOOL,
            bias: B::FLOATS > 0,
        })
    }

    fn forward<const L: usize>(&self, p: &Self::P, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        let scratch = &mut scratch(Conv::<C, F, H, W, G, T>::SCRATCH * L);
        Conv::<C, F, H, W, G, T>::forward(p, x, y, scratch);
    }

    fn backward<const L: usize>(
        &self,
        p: &Self::P,
        x: &Tile<X, L>,
        _: &Tile<Y, L>,
        dy: &mut Tile<Y, L>,
        dx: &mut Tile<X, L>,
        dp: &mut Self::P,
    ) {
        let scratch = &mut scratch(Conv::<C, F, H, W, G, T>::SCRATCH * L);
        Conv::<C, F, H, W, G, T>::grad_input(p, dy, dx, scratch);
        scratch.fill(f32::NAN);
        Conv::<C, F, H, W, G, T>::grad_weight(x, dy, dp, scratch);
    }
}

impl<C, F, H, W, G, B, X, Y, const N: usize, const FG: usize, const KH: usize, const KW: usize> Case
    for Of<ConvTranspose<C, F, H, W, G>, ConvTranspose2d<N, FG, KH, KW, B>, X, Y>
where
    C: Unsigned,
    F: Unsigned,
    H: Grow,
    W: Grow,
    G: Unsigned,
    B: Plain,
    X: Value,
    Y: Value,
{
    type X = X;
    type Y = Y;
    type P = ConvTranspose2d<N, FG, KH, KW, B>;

    fn twin(&self) -> Box<dyn Twin> {
        Box::new(convolution::ConvTranspose2d {
            channels: C::USIZE,
            filters: F::USIZE,
            groups: G::USIZE,
            rows: H::GROWTH,
            columns: W::GROWTH,
            bias: B::FLOATS > 0,
        })
    }

    fn forward<const L: usize>(&self, p: &Self::P, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        let scratch = &mut scratch(ConvTranspose::<C, F, H, W, G>::SCRATCH * L);
        ConvTranspose::<C, F, H, W, G>::forward(p, x, y, scratch);
    }

    fn backward<const L: usize>(
        &self,
        p: &Self::P,
        x: &Tile<X, L>,
        _: &Tile<Y, L>,
        dy: &mut Tile<Y, L>,
        dx: &mut Tile<X, L>,
        dp: &mut Self::P,
    ) {
        let scratch = &mut scratch(ConvTranspose::<C, F, H, W, G>::SCRATCH * L);
        ConvTranspose::<C, F, H, W, G>::grad_input(p, dy, dx, scratch);
        scratch.fill(f32::NAN);
        ConvTranspose::<C, F, H, W, G>::grad_weight(x, dy, dp, scratch);
    }
}

impl<X: Value, Y: Value, B: Plain, const I: usize, const O: usize> Case for Of<(), Linear<I, O, B>, X, Y> {
    type X = X;
    type Y = Y;
    type P = Linear<I, O, B>;

    fn twin(&self) -> Box<dyn Twin> {
        Box::new(convolution::Linear { inputs: I, outputs: O, bias: B::FLOATS > 0 })
    }

    fn forward<const L: usize>(&self, p: &Self::P, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        p.forward(x, y);
    }

    fn backward<const L: usize>(
        &self,
        p: &Self::P,
        x: &Tile<X, L>,
        _: &Tile<Y, L>,
        dy: &mut Tile<Y, L>,
        dx: &mut Tile<X, L>,
        dp: &mut Self::P,
    ) {
        p.grad_input(dy, dx);
        Linear::grad_weight(x, dy, dp);
    }
}

/// Layers without parameters whose functions are associated ones.
macro_rules! associated {
    (
        $layer:ident $(<$($parameter:ident: $bound:path),*>)?, $twin:expr,
        |$x:ident, $y:ident, $dy:ident, $dx:ident| $backward:expr
    ) => {
        impl<$($($parameter: $bound + 'static,)*)? X: Value, Y: Value> Case
            for Of<$layer $(<$($parameter),*>)?, Nothing, X, Y>
        {
            type X = X;
            type Y = Y;
            type P = Nothing;

            fn twin(&self) -> Box<dyn Twin> {
                Box::new($twin)
            }

            fn forward<const L: usize>(&self, _: &Nothing, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
                <$layer $(<$($parameter),*>)?>::forward(x, y);
            }

            fn backward<const L: usize>(
                &self,
                _: &Nothing,
                $x: &Tile<X, L>,
                $y: &Tile<Y, L>,
                $dy: &mut Tile<Y, L>,
                $dx: &mut Tile<X, L>,
                _: &mut Nothing,
            ) {
                $backward
            }
        }
    };
}

associated!(
    MaxPool<C: Unsigned, H: Slide, W: Slide>,
    pool::MaxPool { channels: C::USIZE, rows: H::WINDOW, columns: W::WINDOW },
    |x, _y, dy, dx| MaxPool::<C, H, W>::backward(x, dy, dx)
);
associated!(
    AvgPool<C: Unsigned, H: Slide, W: Slide, P: Bit>,
    pool::AvgPool { channels: C::USIZE, rows: H::WINDOW, columns: W::WINDOW, count_include_pad: P::BOOL },
    |_x, _y, dy, dx| AvgPool::<C, H, W, P>::backward(dy, dx)
);
associated!(
    AdaptiveMaxPool<C: Unsigned, IH: Unsigned, IW: Unsigned, OH: Unsigned, OW: Unsigned>,
    pool::AdaptiveMaxPool { channels: C::USIZE, input: [IH::USIZE, IW::USIZE], output: [OH::USIZE, OW::USIZE] },
    |x, _y, dy, dx| AdaptiveMaxPool::<C, IH, IW, OH, OW>::backward(x, dy, dx)
);
associated!(
    AdaptiveAvgPool<C: Unsigned, IH: Unsigned, IW: Unsigned, OH: Unsigned, OW: Unsigned>,
    pool::AdaptiveAvgPool { channels: C::USIZE, input: [IH::USIZE, IW::USIZE], output: [OH::USIZE, OW::USIZE] },
    |_x, _y, dy, dx| AdaptiveAvgPool::<C, IH, IW, OH, OW>::backward(dy, dx)
);
associated!(
    UpsampleNearest<C: Unsigned, IH: Unsigned, IW: Unsigned, SH: Unsigned, SW: Unsigned>,
    resize::Upsample {
        channels: C::USIZE,
        input: [IH::USIZE, IW::USIZE],
        scale: [SH::USIZE, SW::USIZE],
        between: resize::Between::Nearest,
    },
    |_x, _y, dy, dx| UpsampleNearest::<C, IH, IW, SH, SW>::backward(dy, dx)
);
associated!(
    UpsampleBilinear<C: Unsigned, IH: Unsigned, IW: Unsigned, SH: Unsigned, SW: Unsigned, AC: Bit>,
    resize::Upsample {
        channels: C::USIZE,
        input: [IH::USIZE, IW::USIZE],
        scale: [SH::USIZE, SW::USIZE],
        between: if AC::BOOL { resize::Between::LinearCorners } else { resize::Between::Linear },
    },
    |_x, _y, dy, dx| UpsampleBilinear::<C, IH, IW, SH, SW, AC>::backward(dy, dx)
);
associated!(
    Crop<C: Unsigned, H: Unsigned, W: Unsigned, T: Unsigned, B: Unsigned, S: Unsigned, E: Unsigned>,
    resize::Crop {
        channels: C::USIZE,
        input: [H::USIZE, W::USIZE],
        edges: [T::USIZE, B::USIZE, S::USIZE, E::USIZE],
    },
    |_x, _y, dy, dx| Crop::<C, H, W, T, B, S, E>::backward(dy, dx)
);

/// Layers behind the trait [`Module`] that are one value.
macro_rules! module {
    ($layer:ident, $twin:expr) => {
        impl<X: Value, Y: Value> Case for Of<$layer, Nothing, X, Y> {
            type X = X;
            type Y = Y;
            type P = Nothing;

            fn twin(&self) -> Box<dyn Twin> {
                Box::new($twin)
            }

            fn forward<const L: usize>(&self, p: &Nothing, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
                $layer.forward(p, x, y);
            }

            fn backward<const L: usize>(
                &self,
                p: &Nothing,
                x: &Tile<X, L>,
                y: &Tile<Y, L>,
                dy: &mut Tile<Y, L>,
                dx: &mut Tile<X, L>,
                dp: &mut Nothing,
            ) {
                match $layer::SAVES {
                    Saves::Input => $layer.backward(p, x, dy, Some(dx), dp),
                    Saves::Output => $layer.backward(p, y, dy, Some(dx), dp),
                }
            }
        }
    };
}

module!(Softmax, softmax::<X>(false));
module!(LogSoftmax, softmax::<X>(true));

fn softmax<X: Value>(log: bool) -> norm::Softmax {
    let channels = X::SHAPE.channels();
    norm::Softmax { channels, positions: X::FLOATS / channels, log }
}

/// A border of `value`.
pub struct Padded<G, X, Y> {
    /// The number.
    pub value: f32,
    /// The geometry.
    pub of: Of<G, Nothing, X, Y>,
}

impl<C, H, W, T, B, S, E, X, Y> Case for Padded<Pad<C, H, W, T, B, S, E>, X, Y>
where
    C: Unsigned,
    H: Unsigned,
    W: Unsigned,
    T: Unsigned,
    B: Unsigned,
    S: Unsigned,
    E: Unsigned,
    X: Value,
    Y: Value,
{
    type X = X;
    type Y = Y;
    type P = Nothing;

    fn twin(&self) -> Box<dyn Twin> {
        Box::new(resize::Pad {
            channels: C::USIZE,
            input: [H::USIZE, W::USIZE],
            edges: [T::USIZE, B::USIZE, S::USIZE, E::USIZE],
            value: self.value.into(),
        })
    }

    fn forward<const L: usize>(&self, _: &Nothing, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        Pad::<C, H, W, T, B, S, E>::forward(x, y, self.value);
    }

    fn backward<const L: usize>(
        &self,
        _: &Nothing,
        _: &Tile<X, L>,
        _: &Tile<Y, L>,
        dy: &mut Tile<Y, L>,
        dx: &mut Tile<X, L>,
        _: &mut Nothing,
    ) {
        Pad::<C, H, W, T, B, S, E>::backward(dy, dx);
    }
}

/// An activation of `N` numbers.
pub struct Activated<A, const N: usize>(pub A, pub Function);

impl<A: Activation, const N: usize> Case for Activated<A, N> {
    type X = [f32; N];
    type Y = [f32; N];
    type P = Nothing;

    fn twin(&self) -> Box<dyn Twin> {
        Box::new(activation::Activation { len: N, function: self.1 })
    }

    fn forward<const L: usize>(&self, _: &Nothing, x: &Tile<[f32; N], L>, y: &mut Tile<[f32; N], L>) {
        self.0.forward(x, y);
    }

    fn backward<const L: usize>(
        &self,
        _: &Nothing,
        x: &Tile<[f32; N], L>,
        y: &Tile<[f32; N], L>,
        dy: &mut Tile<[f32; N], L>,
        dx: &mut Tile<[f32; N], L>,
        _: &mut Nothing,
    ) {
        match A::SAVES {
            Saves::Input => self.0.backward(x, dy),
            Saves::Output => self.0.backward(y, dy),
        }
        *dx = dy.clone();
    }
}

/// Layer normalization with its eps.
pub struct LayerNormed<V>(pub f32, pub PhantomData<V>);

impl<V: Value> Case for LayerNormed<V> {
    type X = V;
    type Y = V;
    type P = LayerNorm<V>;

    fn twin(&self) -> Box<dyn Twin> {
        Box::new(norm::LayerNorm { len: V::FLOATS, eps: self.0.into() })
    }

    fn forward<const L: usize>(&self, p: &LayerNorm<V>, x: &Tile<V, L>, y: &mut Tile<V, L>) {
        NormalizeAll { eps: self.0 }.forward(p, x, y);
    }

    fn backward<const L: usize>(
        &self,
        p: &LayerNorm<V>,
        x: &Tile<V, L>,
        _: &Tile<V, L>,
        dy: &mut Tile<V, L>,
        dx: &mut Tile<V, L>,
        dp: &mut LayerNorm<V>,
    ) {
        NormalizeAll { eps: self.0 }.backward(p, x, dy, Some(dx), dp);
    }
}

/// A declared network, with what makes its twin.
pub struct Net<N>(pub fn() -> Box<dyn Twin>, pub PhantomData<N>);

impl<N: Network> Case for Net<N> {
    type X = N::Input;
    type Y = N::Output;
    type P = N;

    fn twin(&self) -> Box<dyn Twin> {
        (self.0)()
    }

    fn forward<const L: usize>(&self, p: &N, x: &Tile<N::Input, L>, y: &mut Tile<N::Output, L>) {
        *y = p.infer(x, &mut N::Workspace::<L>::zeroed_box()).clone();
    }

    /// Also checks that the forward pass of training gives what inference gives.
    fn backward<const L: usize>(
        &self,
        p: &N,
        x: &Tile<N::Input, L>,
        y: &Tile<N::Output, L>,
        dy: &mut Tile<N::Output, L>,
        dx: &mut Tile<N::Input, L>,
        dp: &mut N,
    ) {
        let pass = Pass { seed: 0, images: L, training: true };
        let (mut tape, mut workspace) = (N::Tape::<L>::zeroed_box(), N::TrainingWorkspace::<L>::zeroed_box());
        p.record(x, &mut tape, &mut workspace, &pass);
        let (recorded, gradient) = N::ends(&tape, &mut workspace);
        // Inference may run other kernels.
        let (recorded, inferred) = (recorded.floats(), widen(y.floats()));
        let slack = 1e-5 * inferred.iter().fold(0.0, |a: f64, b| a.max(b.abs()));
        close("the output of training", recorded, &inferred, &vec![slack; inferred.len()]).expect("that of inference");
        gradient.floats_mut().copy_from_slice(dy.floats());
        p.backward(x, &mut tape, &mut workspace, &pass, dp, Some(dx));
    }
}

/// The type of an axis: `axis!([n k s b a d])`.
#[macro_export]
macro_rules! axis {
    ([$n:literal $k:literal $s:literal $b:literal $a:literal $d:literal]) => {
        $crate::shape::Axis<$crate::U<$n>, $crate::U<$k>, $crate::U<$s>, $crate::U<$b>, $crate::U<$a>, $crate::U<$d>>
    };
    ([$n:literal $k:literal $s:literal $b:literal $a:literal $d:literal ceil]) => {
        $crate::shape::Axis<
            $crate::U<$n>, $crate::U<$k>, $crate::U<$s>, $crate::U<$b>, $crate::U<$a>, $crate::U<$d>, $crate::typenum::B1,
        >
    };
}

/// The type of an axis of a transposed convolution: `growth!([n k s b a d o])`.
#[macro_export]
macro_rules! growth {
    ([$n:literal $k:literal $s:literal $b:literal $a:literal $d:literal $o:literal]) => {
        $crate::shape::GrowthAxis<
            $crate::U<$n>, $crate::U<$k>, $crate::U<$s>, $crate::U<$b>, $crate::U<$a>, $crate::U<$d>, $crate::U<$o>,
        >
    };
}

/// The image of `$c` channels whose sides are the sizes, or the outputs, of two axes.
#[macro_export]
macro_rules! image {
    ($c:literal, in $h:tt, $w:tt) => {
        $crate::Tensor<
            $c,
            { <$crate::axis!($h) as $crate::shape::Slide>::WINDOW.size },
            { <$crate::axis!($w) as $crate::shape::Slide>::WINDOW.size },
        >
    };
    ($c:literal, out $h:tt, $w:tt) => {
        $crate::Tensor<
            $c,
            { <$crate::axis!($h) as $crate::shape::Slide>::WINDOW.out() },
            { <$crate::axis!($w) as $crate::shape::Slide>::WINDOW.out() },
        >
    };
}

/// A convolution: `conv2d!(c => f, groups, rows, columns)`; then `no bias` or `flip`, if it must be.
#[macro_export]
macro_rules! conv2d {
    ($c:literal => $f:literal, $g:literal, $h:tt, $w:tt) => {
        $crate::conv2d!($c => $f, $g, $h, $w, [f32; $f], $crate::typenum::B0)
    };
    ($c:literal => $f:literal, $g:literal, $h:tt, $w:tt, no bias) => {
        $crate::conv2d!($c => $f, $g, $h, $w, $crate::layers::Nothing, $crate::typenum::B0)
    };
    ($c:literal => $f:literal, $g:literal, $h:tt, $w:tt, flip) => {
        $crate::conv2d!($c => $f, $g, $h, $w, [f32; $f], $crate::typenum::B1)
    };
    ($c:literal => $f:literal, $g:literal, $h:tt, $w:tt, $bias:ty, $flip:ty) => {
        $crate::layers::Of::<
            $crate::layer::conv2d::Conv<
                $crate::U<$c>, $crate::U<$f>, $crate::axis!($h), $crate::axis!($w), $crate::U<$g>, $flip,
            >,
            $crate::layer::conv2d::Conv2d<
                { $c / $g },
                $f,
                { <$crate::axis!($h) as $crate::shape::Slide>::WINDOW.kernel },
                { <$crate::axis!($w) as $crate::shape::Slide>::WINDOW.kernel },
                $bias,
            >,
            $crate::image!($c, in $h, $w),
            $crate::image!($f, out $h, $w),
        >(core::marker::PhantomData)
    };
}

/// A transposed convolution: `conv_transpose2d!(c => f, groups, rows, columns)`; then `no bias`, if there is none.
#[macro_export]
macro_rules! conv_transpose2d {
    ($c:literal => $f:literal, $g:literal, $h:tt, $w:tt) => {
        $crate::conv_transpose2d!($c => $f, $g, $h, $w, [f32; $f])
    };
    ($c:literal => $f:literal, $g:literal, $h:tt, $w:tt, no bias) => {
        $crate::conv_transpose2d!($c => $f, $g, $h, $w, $crate::layers::Nothing)
    };
    ($c:literal => $f:literal, $g:literal, $h:tt, $w:tt, $bias:ty) => {
        $crate::layers::Of::<
            $crate::layer::conv_transpose2d::ConvTranspose<
                $crate::U<$c>, $crate::U<$f>, $crate::growth!($h), $crate::growth!($w), $crate::U<$g>,
            >,
            $crate::layer::conv_transpose2d::ConvTranspose2d<
                $c,
                { $f / $g },
                { <$crate::growth!($h) as $crate::shape::Grow>::GROWTH.kernel },
                { <$crate::growth!($w) as $crate::shape::Grow>::GROWTH.kernel },
                $bias,
            >,
            $crate::Tensor<
                $c,
                { <$crate::growth!($h) as $crate::shape::Grow>::GROWTH.size },
                { <$crate::growth!($w) as $crate::shape::Grow>::GROWTH.size },
            >,
            $crate::Tensor<
                $f,
                { <$crate::growth!($h) as $crate::shape::Grow>::GROWTH.out() },
                { <$crate::growth!($w) as $crate::shape::Grow>::GROWTH.out() },
            >,
        >(core::marker::PhantomData)
    };
}

/// A linear layer: `linear!(inputs => outputs)`; then `no bias`, if there is none.
#[macro_export]
macro_rules! linear {
    ($i:literal => $o:literal) => {
        $crate::linear!($i => $o, [f32; $o])
    };
    ($i:literal => $o:literal, no bias) => {
        $crate::linear!($i => $o, $crate::layers::Nothing)
    };
    ($i:literal => $o:literal, $bias:ty) => {
        $crate::layers::Of::<(), $crate::layer::linear::Linear<$i, $o, $bias>, [f32; $i], [f32; $o]>(
            core::marker::PhantomData,
        )
    };
}

/// A max pool: `max_pool2d!(c, rows, columns)`.
#[macro_export]
macro_rules! max_pool2d {
    ($c:literal, $h:tt, $w:tt) => {
        $crate::layers::Of::<
            $crate::layer::pool::MaxPool<$crate::U<$c>, $crate::axis!($h), $crate::axis!($w)>,
            $crate::layers::Nothing,
            $crate::image!($c, in $h, $w),
            $crate::image!($c, out $h, $w),
        >(core::marker::PhantomData)
    };
}

/// An average pool: `avg_pool2d!(c, rows, columns)`, which counts the padding, or with a last word `inside`, which does not.
#[macro_export]
macro_rules! avg_pool2d {
    ($c:literal, $h:tt, $w:tt) => {
        $crate::avg_pool2d!($c, $h, $w, $crate::typenum::B1)
    };
    ($c:literal, $h:tt, $w:tt, inside) => {
        $crate::avg_pool2d!($c, $h, $w, $crate::typenum::B0)
    };
    ($c:literal, $h:tt, $w:tt, $include:ty) => {
        $crate::layers::Of::<
            $crate::layer::pool::AvgPool<$crate::U<$c>, $crate::axis!($h), $crate::axis!($w), $include>,
            $crate::layers::Nothing,
            $crate::image!($c, in $h, $w),
            $crate::image!($c, out $h, $w),
        >(core::marker::PhantomData)
    };
}

/// An adaptive pool: `adaptive!(AdaptiveAvgPool, c, h x w => oh x ow)`.
#[macro_export]
macro_rules! adaptive {
    ($pool:ident, $c:literal, $h:literal x $w:literal => $oh:literal x $ow:literal) => {
        $crate::layers::Of::<
            $crate::layer::pool::$pool<$crate::U<$c>, $crate::U<$h>, $crate::U<$w>, $crate::U<$oh>, $crate::U<$ow>>,
            $crate::layers::Nothing,
            $crate::Tensor<$c, $h, $w>,
            $crate::Tensor<$c, $oh, $ow>,
        >(core::marker::PhantomData)
    };
}

/// Upsampling: `upsample!(UpsampleNearest, c, h x w, by sh x sw)`; then the type of `align_corners`, if it has one.
#[macro_export]
macro_rules! upsample {
    ($layer:ident, $c:literal, $h:literal x $w:literal, by $sh:literal x $sw:literal $(, $corners:ty)?) => {
        $crate::layers::Of::<
            $crate::layer::resize::$layer<
                $crate::U<$c>, $crate::U<$h>, $crate::U<$w>, $crate::U<$sh>, $crate::U<$sw> $(, $corners)?
            >,
            $crate::layers::Nothing,
            $crate::Tensor<$c, $h, $w>,
            $crate::Tensor<$c, { $h * $sh }, { $w * $sw }>,
        >(core::marker::PhantomData)
    };
}

/// A border: `pad!(c, h x w, [top bottom left right], value)`.
#[macro_export]
macro_rules! pad {
    ($c:literal, $h:literal x $w:literal, [$t:literal $b:literal $l:literal $r:literal], $value:literal) => {
        $crate::layers::Padded::<
            $crate::layer::border::Pad<
                $crate::U<$c>,
                $crate::U<$h>,
                $crate::U<$w>,
                $crate::U<$t>,
                $crate::U<$b>,
                $crate::U<$l>,
                $crate::U<$r>,
            >,
            $crate::Tensor<$c, $h, $w>,
            $crate::Tensor<$c, { $t + $h + $b }, { $l + $w + $r }>,
        > {
            value: $value,
            of: $crate::layers::Of(core::marker::PhantomData),
        }
    };
}

/// Cropping: `crop!(c, h x w, [top bottom left right])`.
#[macro_export]
macro_rules! crop {
    ($c:literal, $h:literal x $w:literal, [$t:literal $b:literal $l:literal $r:literal]) => {
        $crate::layers::Of::<
            $crate::layer::border::Crop<
                $crate::U<$c>,
                $crate::U<$h>,
                $crate::U<$w>,
                $crate::U<$t>,
                $crate::U<$b>,
                $crate::U<$l>,
                $crate::U<$r>,
            >,
            $crate::layers::Nothing,
            $crate::Tensor<$c, $h, $w>,
            $crate::Tensor<$c, { $h - $t - $b }, { $w - $l - $r }>,
        >(core::marker::PhantomData)
    };
}

/// Softmax: `softmax!(Softmax, value type)`.
#[macro_export]
macro_rules! softmax {
    ($layer:ident, $value:ty) => {
        $crate::layers::Of::<$crate::layer::softmax::$layer, $crate::layers::Nothing, $value, $value>(
            core::marker::PhantomData,
        )
    };
}
