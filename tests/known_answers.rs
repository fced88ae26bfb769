//! Every layer answers what PyTorch and ONNX Runtime answer. `answers/answers.py` asked them, `answers/answers.txt` holds what
//! they said.
//!
//! An axis is written `[size kernel stride before after dilation]`; a transposed convolution has its output padding last.

use core::marker::PhantomData;
use core::slice;
use lenet_runtime::__internals::layer::activation::{
    Celu, Clip, Elu, Gelu, HardSigmoid, HardSwish, LeakyRelu, Mish, Relu, Relu6, Selu, Sigmoid, Silu, Softplus,
    Softsign, Tanh,
};
use lenet_runtime::__internals::layer::batch_norm::Norm;
use lenet_runtime::{BatchNorm, Network, Pass, Plain, Statistics, Tensor, Tile, Value, Zeroed, network};
use reference::activation::Function;
use reference::answers::{Answer, DY, P, X, answer, names};
use reference::case::{Case, run};
use reference::layers::{Activated, LayerNormed, Net};
use reference::numbers::fractions;
use reference::typenum::{B0, B1};
use reference::{
    Twin, adaptive, avg_pool2d, close, conv_transpose2d, conv2d, crop, linear, max_pool2d, norm, pad, softmax,
    upsample, widen,
};

/// Compares the twin with an answer. PyTorch's has nine digits; ONNX Runtime computes in `f32`, and gives no gradient.
fn check_twin(twin: &dyn Twin, p: &[f32], x: &[f32], dy: &[f32], answer: &Answer) {
    let (p, x, dy) = (&widen(p), &widen(x), &widen(dy));
    let near = |what: &str, found: &[f64], slack: &[f64]| {
        assert_eq!(found.len(), answer[what].len(), "{what}");
        for ((found, expected), slack) in found.iter().zip(&answer[what]).zip(slack) {
            let slack = slack + 1e-8 * (1.0 + expected.abs());
            assert!(
                (found - expected).abs() <= slack,
                "the twin's {what} has {found}, expected {expected} ± {slack:e}"
            );
        }
    };
    let Some(dx) = answer.get("dx") else {
        return near("y", &twin.forward(p, x), &twin.forward_slack(p, x));
    };
    near("y", &twin.forward(p, x), &vec![0.0; dy.len()]);
    let gradient = twin.backward(p, x, dy);
    near("dx", &gradient.x, &vec![0.0; dx.len()]);
    if !p.is_empty() {
        near("dp", &gradient.p, &vec![0.0; p.len()]);
    }
}

/// Compares a case and its twin with the answer of that name; the input is in −`size`..=`size`.
fn check<C: Case>(name: &str, size: f32, case: &C) {
    let answer = &answer(name);
    let p = fractions(P, C::P::FLOATS);
    let x: Vec<f32> = fractions(X, C::X::FLOATS).into_iter().map(|x| x * size).collect();
    let dy = fractions(DY, C::Y::FLOATS);
    let twin = case.twin();
    check_twin(&*twin, &p, &x, &dy, answer);

    let found = run::<C, 1>(case, &p, slice::from_ref(&x), slice::from_ref(&dy));
    let (p, x, dy) = (&widen(&p), &widen(&x), &widen(&dy));
    let slack = twin.backward_slack(p, x, dy);
    for (what, found, slack) in
        [("y", &found.y[0], twin.forward_slack(p, x)), ("dx", &found.dx[0], slack.x), ("dp", &found.dp, slack.p)]
    {
        if let Some(expected) = answer.get(what) {
            // The answer has nine digits, and `dp` was added to a number.
            let slack: Vec<f64> = slack.iter().zip(expected).map(|(s, e)| s + 2.5e-7 * (0.1 + e.abs())).collect();
            close(what, found, expected, &slack).unwrap_or_else(|error| panic!("{error}"));
        }
    }
}

/// One test an answer: `name: case`.
macro_rules! answers {
    ($module:ident, $size:literal: $($name:ident: $case:expr;)*) => {
        mod $module {
            use super::*;

            $(#[test]
            fn $name() {
                check(stringify!($name), $size, &$case);
            })*
        }
    };
}

answers! { pytorch_and_onnx_runtime_agree, 1.0:
    conv2d_plain: conv2d!(2 => 3, 1, [6 3 1 0 0 1], [5 3 1 0 0 1]);
    conv2d_five_by_five_of_the_same_size: conv2d!(1 => 2, 1, [5 5 1 2 2 1], [5 5 1 2 2 1]);
    conv2d_stride: conv2d!(2 => 2, 1, [7 3 2 1 1 1], [6 3 2 1 1 1]);
    conv2d_stride_past_the_kernel: conv2d!(1 => 2, 1, [8 2 3 0 0 1], [9 2 4 0 0 1]);
    conv2d_dilation: conv2d!(1 => 2, 1, [7 3 1 2 2 2], [8 3 1 0 0 3]);
    conv2d_groups: conv2d!(4 => 4, 2, [4 3 1 1 1 1], [4 3 1 1 1 1]);
    conv2d_depthwise: conv2d!(3 => 3, 3, [5 3 1 1 1 1], [5 3 1 1 1 1]);
    conv2d_depthwise_with_two_filters_each: conv2d!(2 => 4, 2, [4 3 2 1 1 1], [4 3 2 1 1 1]);
    conv2d_pointwise: conv2d!(4 => 3, 1, [3 1 1 0 0 1], [4 1 1 0 0 1]);
    conv2d_row_kernel: conv2d!(2 => 2, 1, [3 1 1 0 0 1], [7 4 1 0 0 1]);
    conv2d_column_kernel: conv2d!(2 => 2, 1, [7 4 2 1 1 1], [3 1 1 0 0 1]);
    conv2d_even_kernel_of_the_same_size: conv2d!(2 => 2, 1, [5 2 1 1 0 1], [5 2 1 1 0 1]);
    conv2d_total_3: conv2d!(1 => 2, 1, [6 4 1 2 1 1], [6 4 1 2 1 1]);
    conv2d_edges: conv2d!(2 => 2, 1, [4 3 1 1 0 1], [4 3 1 2 1 1]);
    conv2d_padding_past_the_input: conv2d!(1 => 2, 1, [2 3 1 4 4 1], [2 3 1 4 4 1]);
    conv2d_without_bias: conv2d!(2 => 3, 1, [5 3 1 1 1 1], [5 3 1 1 1 1], no bias);
    conv2d_rectangular: conv2d!(2 => 2, 1, [9 4 2 1 1 1], [7 2 1 2 2 2]);
    conv2d_of_the_whole_input: conv2d!(3 => 2, 1, [4 4 1 0 0 1], [3 3 1 0 0 1]);
    conv2d_groups_stride_dilation: conv2d!(4 => 6, 2, [7 3 2 1 1 2], [8 2 3 2 2 3]);
    conv2d_true_convolution: conv2d!(2 => 2, 1, [5 3 1 2 2 1], [6 2 1 1 1 1], flip);
    conv2d_same_upper: conv2d!(2 => 2, 1, [6 3 2 0 1 1], [7 4 2 1 2 1]);
    conv2d_same_lower: conv2d!(2 => 2, 1, [6 3 2 1 0 1], [7 4 2 2 1 1]);
    conv2d_same_upper_even_kernel: conv2d!(1 => 2, 1, [5 2 1 0 1 1], [5 4 1 1 2 1]);
    conv2d_same_lower_even_kernel: conv2d!(1 => 2, 1, [5 2 1 1 0 1], [5 4 1 2 1 1]);
    conv2d_onnx_edges: conv2d!(1 => 2, 1, [4 3 1 1 0 1], [5 3 1 2 1 2]);

    conv_transpose2d_plain: conv_transpose2d!(2 => 3, 1, [3 3 1 0 0 1 0], [4 2 1 0 0 1 0]);
    conv_transpose2d_stride: conv_transpose2d!(2 => 2, 1, [3 2 2 0 0 1 0], [3 2 2 0 0 1 0]);
    conv_transpose2d_doubling: conv_transpose2d!(2 => 2, 1, [3 4 2 1 1 1 0], [3 4 2 1 1 1 0]);
    conv_transpose2d_output_padding: conv_transpose2d!(2 => 2, 1, [3 3 2 1 1 1 1], [3 3 2 1 1 1 1]);
    conv_transpose2d_dilation: conv_transpose2d!(1 => 2, 1, [3 3 1 1 1 2 0], [4 2 2 0 0 3 1]);
    conv_transpose2d_groups: conv_transpose2d!(4 => 6, 2, [3 3 2 1 1 1 0], [3 3 2 1 1 1 0]);
    conv_transpose2d_depthwise: conv_transpose2d!(3 => 3, 3, [3 3 2 1 1 1 1], [3 3 2 1 1 1 1]);
    conv_transpose2d_stride_past_the_kernel: conv_transpose2d!(1 => 2, 1, [3 2 3 0 0 1 2], [2 1 4 0 0 1 3]);
    conv_transpose2d_pointwise: conv_transpose2d!(3 => 2, 1, [3 1 1 0 0 1 0], [3 1 1 0 0 1 0]);
    conv_transpose2d_without_bias: conv_transpose2d!(2 => 2, 1, [2 3 2 0 0 1 0], [2 3 2 0 0 1 0], no bias);
    conv_transpose2d_everything: conv_transpose2d!(4 => 4, 2, [3 3 3 2 2 2 2], [4 2 2 1 1 3 1]);
    conv_transpose2d_edges: conv_transpose2d!(2 => 2, 1, [3 3 2 0 1 1 0], [4 3 2 1 2 1 0]);

    linear: linear!(7 => 5);
    linear_without_bias: linear!(9 => 4, no bias);

    max_pool2d_plain: max_pool2d!(2, [6 2 2 0 0 1], [4 2 2 0 0 1]);
    max_pool2d_overlap: max_pool2d!(2, [7 3 2 0 0 1], [7 3 2 0 0 1]);
    max_pool2d_padding: max_pool2d!(2, [6 3 2 1 1 1], [6 3 2 1 1 1]);
    max_pool2d_dilation: max_pool2d!(2, [7 3 1 1 1 2], [6 2 2 1 1 3]);
    max_pool2d_ceil: max_pool2d!(2, [6 3 2 0 0 1 ceil], [5 2 2 1 1 1 ceil]);
    max_pool2d_ceil_that_drops_the_last_window: max_pool2d!(2, [4 2 2 1 1 1 ceil], [5 3 4 1 1 1 ceil]);
    max_pool2d_stride_past_the_kernel: max_pool2d!(2, [8 2 3 0 0 1], [7 1 3 0 0 1]);
    max_pool2d_edges: max_pool2d!(1, [5 3 2 1 0 1], [6 3 2 0 1 1]);
    max_pool2d_same_upper: max_pool2d!(1, [6 3 2 0 1 1], [7 2 2 0 1 1]);
    max_pool2d_same_lower: max_pool2d!(1, [6 3 2 1 0 1], [7 2 2 1 0 1]);

    avg_pool2d_plain: avg_pool2d!(2, [6 2 2 0 0 1], [4 2 2 0 0 1]);
    avg_pool2d_overlap: avg_pool2d!(2, [7 3 2 0 0 1], [7 3 2 0 0 1]);
    avg_pool2d_padding_counted: avg_pool2d!(2, [6 3 2 1 1 1], [6 3 2 1 1 1]);
    avg_pool2d_padding_not_counted: avg_pool2d!(2, [6 3 2 1 1 1], [6 3 2 1 1 1], inside);
    avg_pool2d_ceil_padding_counted: avg_pool2d!(2, [6 3 2 1 1 1 ceil], [7 4 3 1 1 1 ceil]);
    avg_pool2d_ceil_padding_not_counted: avg_pool2d!(2, [6 3 2 1 1 1 ceil], [7 4 3 1 1 1 ceil], inside);
    avg_pool2d_stride_past_the_kernel: avg_pool2d!(2, [8 2 3 0 0 1], [7 1 3 0 0 1]);
    avg_pool2d_global: avg_pool2d!(3, [5 5 5 0 0 1], [4 4 4 0 0 1]);
    avg_pool2d_same_upper: avg_pool2d!(1, [6 3 2 0 1 1], [7 2 2 0 1 1], inside);
    avg_pool2d_same_lower: avg_pool2d!(1, [6 3 2 1 0 1], [7 2 2 1 0 1]);
    avg_pool2d_dilation: avg_pool2d!(1, [6 3 1 1 0 2], [7 2 1 1 1 3], inside);

    adaptive_avg_pool2d_of_equal_parts: adaptive!(AdaptiveAvgPool, 2, 6 x 4 => 3 x 2);
    adaptive_avg_pool2d_of_unequal_parts: adaptive!(AdaptiveAvgPool, 2, 7 x 5 => 3 x 2);
    adaptive_avg_pool2d_larger_than_the_input: adaptive!(AdaptiveAvgPool, 2, 2 x 3 => 4 x 5);
    adaptive_avg_pool2d_global: adaptive!(AdaptiveAvgPool, 2, 5 x 4 => 1 x 1);
    adaptive_max_pool2d_of_equal_parts: adaptive!(AdaptiveMaxPool, 2, 6 x 4 => 3 x 2);
    adaptive_max_pool2d_of_unequal_parts: adaptive!(AdaptiveMaxPool, 2, 7 x 5 => 3 x 2);
    adaptive_max_pool2d_larger_than_the_input: adaptive!(AdaptiveMaxPool, 2, 2 x 3 => 4 x 5);
    adaptive_max_pool2d_global: adaptive!(AdaptiveMaxPool, 2, 5 x 4 => 1 x 1);

    layer_norm_of_an_image: LayerNormed::<Tensor<2, 3, 4>>(1e-5, PhantomData);
    layer_norm_of_a_vector: LayerNormed::<[f32; 10]>(0.1, PhantomData);

    upsample_nearest_by_two: upsample!(UpsampleNearest, 2, 3 x 4, by 2 x 2);
    upsample_nearest_by_two_and_three: upsample!(UpsampleNearest, 2, 3 x 4, by 2 x 3);
    upsample_bilinear_by_two: upsample!(UpsampleBilinear, 2, 3 x 4, by 2 x 2, B0);
    upsample_bilinear_by_two_and_three: upsample!(UpsampleBilinear, 2, 3 x 4, by 2 x 3, B0);
    upsample_bilinear_with_aligned_corners: upsample!(UpsampleBilinear, 2, 3 x 4, by 3 x 2, B1);
    pad: pad!(2, 3 x 4, [1 3 2 0], 0.0);
    pad_with_a_number: pad!(2, 3 x 3, [1 1 1 1], 0.75);
    crop: crop!(2, 5 x 6, [2 0 1 2]);
}

answers! { pytorch_agrees_where_all_numbers_are_equal, 0.0:
    max_pool2d_of_equal_numbers: max_pool2d!(1, [4 3 1 1 1 1], [4 3 1 1 1 1]);
}

answers! { pytorch_agrees_up_to_eight, 8.0:
    sigmoid: Activated::<_, 64>(Sigmoid, Function::Sigmoid);
    tanh: Activated::<_, 64>(Tanh, Function::Tanh);
    relu: Activated::<_, 64>(Relu, Function::Relu);
    relu6: Activated::<_, 64>(Relu6, Function::Relu6);
    leaky_relu: Activated::<_, 64>(LeakyRelu { negative_slope: 0.1 }, Function::LeakyRelu(0.1));
    elu: Activated::<_, 64>(Elu { alpha: 1.0 }, Function::Elu(1.0));
    elu_of_another_alpha: Activated::<_, 64>(Elu { alpha: 0.5 }, Function::Elu(0.5));
    gelu: Activated::<_, 64>(Gelu { tanh: false }, Function::Gelu);
    gelu_by_tanh: Activated::<_, 64>(Gelu { tanh: true }, Function::GeluTanh);
    silu: Activated::<_, 64>(Silu, Function::Silu);
    selu: Activated::<_, 64>(Selu, Function::Selu);
    celu: Activated::<_, 64>(Celu { alpha: 1.0 }, Function::Celu(1.0));
    celu_of_another_alpha: Activated::<_, 64>(Celu { alpha: 0.5 }, Function::Celu(0.5));
    mish: Activated::<_, 64>(Mish, Function::Mish);
    softplus: Activated::<_, 64>(Softplus { beta: 1.0, threshold: 20.0 }, Function::Softplus(1.0));
    softsign: Activated::<_, 64>(Softsign, Function::Softsign);
    hard_tanh: Activated::<_, 64>(Clip { min: -1.0, max: 1.0 }, Function::Clip(-1.0, 1.0));
    hard_sigmoid: Activated::<_, 64>(HardSigmoid::default(), Function::HardSigmoid(1.0 / 6.0, 0.5));
    hard_swish: Activated::<_, 64>(HardSwish, Function::HardSwish);
    softmax_of_a_vector: softmax!(Softmax, [f32; 10]);
    softmax_of_an_image: softmax!(Softmax, Tensor<4, 3, 2>);
    log_softmax_of_a_vector: softmax!(LogSoftmax, [f32; 10]);
    log_softmax_of_an_image: softmax!(LogSoftmax, Tensor<4, 3, 2>);
}

/// The numbers of a batch normalization: its parameters, and a tile of three images.
struct Batch<V: Value, const C: usize, const L: usize> {
    norm: Box<BatchNorm<C>>,
    x: Box<Tile<V, L>>,
    dy: Box<Tile<V, L>>,
}

const IMAGES: usize = 3;

impl<V: Value, const C: usize, const L: usize> Batch<V, C, L> {
    fn new() -> Self {
        let mut norm = BatchNorm::<C>::zeroed_box();
        norm.floats_mut().copy_from_slice(&fractions(P, 4 * C));
        for variance in &mut norm.running_var.0 {
            *variance = variance.abs() + 0.5;
        }
        let tile = |numbers: Vec<f32>| {
            let mut tile = Tile::<V, L>::zeroed_box();
            // A lane without an image holds numbers all the same; nothing may depend on them.
            tile.floats_mut().fill(7.0);
            for (lane, image) in numbers.chunks_exact(V::FLOATS).enumerate() {
                image.iter().enumerate().for_each(|(e, &number)| tile.lanes_mut()[e][lane] = number);
            }
            tile
        };
        let x = tile(fractions(X, IMAGES * V::FLOATS).into_iter().map(|x| 2.0 * x).collect());
        Self { norm, x, dy: tile(fractions(DY, IMAGES * V::FLOATS)) }
    }

    /// The numbers of the tile's images, one image after the other.
    fn images(tile: &Tile<V, L>) -> Vec<f32> {
        (0..IMAGES).flat_map(|lane| tile.lanes().iter().map(move |element| element[lane])).collect()
    }

    fn twin(eps: f32, training: bool) -> norm::BatchNorm {
        norm::BatchNorm { images: IMAGES, channels: C, positions: V::FLOATS / C, eps: eps.into(), training }
    }

    fn check(name: &str, eps: f32, momentum: f32, training: bool) {
        let Self { mut norm, x, dy } = Self::new();
        let answer = &answer(name);
        let (p, xs, dys) = (widen(norm.floats()), widen(&Self::images(&x)), widen(&Self::images(&dy)));
        let (twin, told) = (Self::twin(eps, training), Norm { eps, momentum });
        let slack = twin.forward_slack(&p, &xs);
        let near = |what: &str, found: &[f32], slack: &[f64]| {
            let digits: Vec<f64> = slack.iter().map(|slack| slack + 1e-8).collect();
            close(what, found, &answer[what], &digits).unwrap_or_else(|error| panic!("{error}"));
        };
        let exact = |found: &[f64], expected: &[f64]| {
            for (found, expected) in found.iter().zip(expected) {
                assert!((found - expected).abs() < 1e-8 * (1.0 + expected.abs()), "the twin: {found}, {expected}");
            }
        };
        exact(&twin.forward(&p, &xs), &answer["y"]);

        let mut y = Tile::<V, L>::zeroed_box();
        if !training {
            norm.infer(&x, &mut y, told);
            near("y", &Self::images(&y), &slack);
            let (scale, shift) = norm.fold(eps);
            let folded: Vec<f32> = Self::images(&x)
                .iter()
                .enumerate()
                .map(|(index, x)| {
                    let c = index % V::FLOATS / (V::FLOATS / C);
                    x * scale[c] + shift[c]
                })
                .collect();
            return near("y", &folded, &slack);
        }
        let pass = Pass { seed: 0, images: IMAGES, training: true };
        let mut statistics = <[Statistics; C]>::ZERO;
        norm.observe(&x, &mut statistics, &pass);
        norm.forward(&x, &mut y, &statistics, told);
        near("y", &Self::images(&y), &slack);

        let (mut dx, mut gradient) = (Tile::<V, L>::zeroed_box(), BatchNorm::<C>::zeroed_box());
        norm.observe_backward(&x, &dy, &mut statistics, told, &pass, &mut gradient);
        norm.backward(&x, &dy, Some(&mut *dx), &statistics, told, &pass);
        let (expected, slack) = (twin.backward(&p, &xs, &dys), twin.backward_slack(&p, &xs, &dys));
        exact(&expected.x, &answer["dx"]);
        exact(&expected.p[..2 * C], &answer["dp"]);
        near("dx", &Self::images(&dx), &slack.x);
        near("dp", &gradient.floats()[..2 * C], &slack.p[..2 * C]);
        assert_eq!(gradient.floats()[2 * C..], vec![0.0; 2 * C]);
        let mut next = norm.clone();
        norm.running_statistics(&statistics, told, &mut next);
        norm = next;
        near("running", &norm.floats()[2 * C..], &vec![1e-6; 2 * C]);
    }
}

#[test]
fn batch_norm_answers_what_pytorch_answers() {
    Batch::<Tensor<2, 3, 2>, 2, 3>::check("batch_norm2d_in_training", 1e-5, 0.1, true);
    Batch::<Tensor<2, 3, 2>, 2, 16>::check("batch_norm2d_in_training", 1e-5, 0.1, true);
    Batch::<Tensor<2, 3, 2>, 2, 3>::check("batch_norm2d_in_inference", 1e-5, 0.1, false);
    Batch::<[f32; 6], 6, 3>::check("batch_norm1d_in_training", 1e-5, 0.3, true);
    Batch::<[f32; 6], 6, 4>::check("batch_norm1d_in_training", 1e-5, 0.3, true);
    Batch::<[f32; 6], 6, 3>::check("batch_norm1d_in_inference", 0.1, 0.1, false);
}

/// One network an answer, for what the language makes of its words: `Type: name, size, [input] -> [output] { layers }`.
macro_rules! networks {
    ($($network:ident: $name:ident, [$($input:tt)*] -> [$($output:tt)*] { $($layers:tt)* })*) => {
        $(network! {
            struct $network: [$($input)*] -> [$($output)*] { $($layers)* }
        })*

        mod a_declaration_means_what_pytorch_means {
            use super::*;

            $(#[test]
            fn $name() {
                check_network::<$network>(stringify!($name));
            })*
        }
    };
}

/// Compares a network with the answer of that name.
fn check_network<N: Network>(name: &str) {
    /// Stands for the twin that a network as a case must have.
    fn none() -> Box<dyn Twin> {
        unreachable!("the answer is compared with the network alone")
    }
    let answer = answer(name);
    let p = fractions(P, N::FLOATS);
    let size = if N::LAYERS.iter().any(|layer| ACTIVATIONS.contains(&layer.kind)) { 8.0 } else { 1.0 };
    let x: Vec<f32> = fractions(X, N::Input::FLOATS).into_iter().map(|x| x * size).collect();
    let dy = fractions(DY, N::Output::FLOATS);
    let found = run::<_, 1>(&Net::<N>(none, PhantomData), &p, &[x], &[dy]);
    for (what, found) in [("y", &found.y[0]), ("dx", &found.dx[0]), ("dp", &found.dp)] {
        if let Some(expected) = answer.get(what) {
            // Each layer was compared more strictly above; another geometry would be off by far more.
            let slack = 1e-6 * expected.iter().fold(1.0, |a: f64, b| a.max(b.abs()));
            close(what, found, expected, &vec![slack; expected.len()]).unwrap_or_else(|error| panic!("{error}"));
        }
    }
}

/// The layers whose inputs are in −8..=8.
const ACTIVATIONS: &[&str] = &[
    "sigmoid",
    "tanh",
    "relu6",
    "leaky_relu",
    "elu",
    "gelu",
    "silu",
    "selu",
    "celu",
    "mish",
    "softplus",
    "softsign",
    "hard_tanh",
    "clip",
    "hard_sigmoid",
    "hard_swish",
    "softmax",
    "log_softmax",
];

networks! {
    // Padding, in every spelling.
    Plain1: conv2d_plain, [2, 6, 5] -> [3, 4, 3] { conv: conv2d(3, kernel: 3, padding: valid) }
    Plain2: conv2d_stride, [2, 7, 6] -> [2, 4, 3] { conv: conv2d(2, kernel: 3, stride: 2, padding: each_side(1)) }
    Plain3: conv2d_dilation, [1, 7, 8] -> [2, 7, 2] {
        conv: conv2d(2, kernel: 3, dilation: (2, 3), padding: each_side((2, 0))),
    }
    Same: conv2d_five_by_five_of_the_same_size, [1, 5, 5] -> [2, 5, 5] { conv: conv2d(2, kernel: 5, padding: same) }
    SameEven: conv2d_even_kernel_of_the_same_size, [2, 5, 5] -> [2, 5, 5] {
        conv: conv2d(2, kernel: 2, padding: same_lower),
    }
    Total: conv2d_total_3, [1, 6, 6] -> [2, 6, 6] { conv: conv2d(2, kernel: 4, padding: total(3)) }
    Edges: conv2d_edges, [2, 4, 4] -> [2, 3, 5] {
        conv: conv2d(2, kernel: 3, padding: edges(top: 1, bottom: 0, left: 2, right: 1)),
    }
    SameUpper: conv2d_same_upper, [2, 6, 7] -> [2, 3, 4] {
        conv: conv2d(2, kernel: (3, 4), stride: 2, padding: same_upper),
    }
    SameLower: conv2d_same_lower, [2, 6, 7] -> [2, 3, 4] {
        conv: conv2d(2, kernel: (3, 4), stride: 2, padding: same_lower),
    }
    SameUpperEven: conv2d_same_upper_even_kernel, [1, 5, 5] -> [2, 5, 5] {
        conv: conv2d(2, kernel: (2, 4), padding: same_upper),
    }
    SameLowerEven: conv2d_same_lower_even_kernel, [1, 5, 5] -> [2, 5, 5] {
        conv: conv2d(2, kernel: (2, 4), padding: same_lower),
    }

    // The other arguments of convolutions.
    NoBias: conv2d_without_bias, [2, 5, 5] -> [3, 5, 5] {
        conv: conv2d(3, kernel: 3, padding: same, bias: false),
    }
    Flip: conv2d_true_convolution, [2, 5, 6] -> [2, 7, 7] {
        conv: conv2d(2, kernel: (3, 2), padding: each_side((2, 1)), flip: true),
    }
    Depthwise: conv2d_depthwise_with_two_filters_each, [2, 4, 4] -> [4, 2, 2] {
        conv: conv2d(4, kernel: 3, stride: 2, padding: each_side(1), groups: 2),
    }
    Groups: conv2d_groups_stride_dilation, [4, 7, 8] -> [6, 3, 3] {
        conv: conv2d(6, kernel: (3, 2), stride: (2, 3), padding: each_side((1, 2)), dilation: (2, 3), groups: 2),
    }
    Transposed: conv_transpose2d_output_padding, [2, 3, 3] -> [2, 6, 6] {
        conv: conv_transpose2d(2, kernel: 3, stride: 2, padding: each_side(1), output_padding: 1),
    }
    TransposedEverything: conv_transpose2d_everything, [4, 3, 4] -> [4, 9, 9] {
        conv: conv_transpose2d(
            4, kernel: (3, 2), stride: (3, 2), padding: each_side((2, 1)), output_padding: (2, 1), dilation: (2, 3),
            groups: 2,
        ),
    }
    TransposedEdges: conv_transpose2d_edges, [2, 3, 4] -> [2, 6, 6] {
        conv: conv_transpose2d(2, kernel: 3, stride: 2, padding: edges(top: 0, bottom: 1, left: 1, right: 2)),
    }
    TransposedNoBias: conv_transpose2d_without_bias, [2, 2, 2] -> [2, 5, 5] {
        conv: conv_transpose2d(2, kernel: 3, stride: 2, bias: false),
    }
    LinearNoBias: linear_without_bias, [9] -> [4] { fc: linear(4, bias: false) }

    // Pools.
    MaxPlain: max_pool2d_plain, [2, 6, 4] -> [2, 3, 2] { max_pool2d(2) }
    MaxDilation: max_pool2d_dilation, [2, 7, 6] -> [2, 5, 3] {
        max_pool2d((3, 2), stride: (1, 2), padding: each_side(1), dilation: (2, 3)),
    }
    MaxCeil: max_pool2d_ceil, [2, 6, 5] -> [2, 3, 3] {
        max_pool2d((3, 2), stride: 2, padding: each_side((0, 1)), rounding: ceil),
    }
    MaxSameUpper: max_pool2d_same_upper, [1, 6, 7] -> [1, 3, 4] {
        max_pool2d((3, 2), stride: 2, padding: same_upper),
    }
    MaxSameLower: max_pool2d_same_lower, [1, 6, 7] -> [1, 3, 4] {
        max_pool2d((3, 2), stride: 2, padding: same_lower),
    }
    AvgCounted: avg_pool2d_padding_counted, [2, 6, 6] -> [2, 3, 3] {
        avg_pool2d(3, stride: 2, padding: each_side(1)),
    }
    AvgNotCounted: avg_pool2d_ceil_padding_not_counted, [2, 6, 7] -> [2, 4, 3] {
        avg_pool2d((3, 4), stride: (2, 3), padding: each_side(1), count_include_pad: false, rounding: ceil),
    }
    GlobalAvg: adaptive_avg_pool2d_global, [2, 5, 4] -> [2, 1, 1] { global_avg_pool2d }
    GlobalMax: adaptive_max_pool2d_global, [2, 5, 4] -> [2, 1, 1] { global_max_pool2d }
    AdaptiveAvg: adaptive_avg_pool2d_of_unequal_parts, [2, 7, 5] -> [2, 3, 2] { adaptive_avg_pool2d((3, 2)) }
    AdaptiveMax: adaptive_max_pool2d_of_unequal_parts, [2, 7, 5] -> [2, 3, 2] { adaptive_max_pool2d((3, 2)) }

    // Activations and norms with arguments.
    Sigmoid1: sigmoid, [64] -> [64] { sigmoid }
    Tanh1: tanh, [64] -> [64] { tanh }
    Relu61: relu6, [64] -> [64] { relu6 }
    Silu1: silu, [64] -> [64] { silu }
    Selu1: selu, [64] -> [64] { selu }
    Celu1: celu, [64] -> [64] { celu }
    Celu2: celu_of_another_alpha, [64] -> [64] { celu(alpha: 0.5) }
    Mish1: mish, [64] -> [64] { mish }
    Softplus1: softplus, [64] -> [64] { softplus }
    Softplus2: softplus_of_another_beta, [64] -> [64] { softplus(beta: 2.0, threshold: 5.0) }
    Softsign1: softsign, [64] -> [64] { softsign }
    HardTanh1: hard_tanh, [64] -> [64] { hard_tanh }
    HardSigmoid1: hard_sigmoid, [64] -> [64] { hard_sigmoid }
    HardSigmoid2: hard_sigmoid_of_onnx, [64] -> [64] { hard_sigmoid(alpha: 0.2) }
    Clip1: clip, [64] -> [64] { clip(-1.5, 6) }
    HardSwish1: hard_swish, [64] -> [64] { hard_swish }
    LeakyRelu1: leaky_relu, [64] -> [64] { leaky_relu(negative_slope: 0.1) }
    Elu1: elu, [64] -> [64] { elu }
    Elu2: elu_of_another_alpha, [64] -> [64] { elu(alpha: 0.5) }
    Gelu1: gelu, [64] -> [64] { gelu }
    Gelu2: gelu_by_tanh, [64] -> [64] { gelu(approximate: tanh) }
    Softmax1: softmax_of_an_image, [4, 3, 2] -> [4, 3, 2] { softmax }
    LogSoftmax1: log_softmax_of_a_vector, [10] -> [10] { log_softmax }
    LayerNorm1: layer_norm_of_an_image, [2, 3, 4] -> [2, 3, 4] { norm: layer_norm }
    LayerNorm2: layer_norm_of_a_vector, [10] -> [10] { norm: layer_norm(eps: 0.1) }

    // Sizes.
    Nearest: upsample_nearest_by_two_and_three, [2, 3, 4] -> [2, 6, 12] { upsample((2, 3)) }
    Bilinear: upsample_bilinear_by_two, [2, 3, 4] -> [2, 6, 8] { upsample(2, mode: bilinear) }
    Corners: upsample_bilinear_with_aligned_corners, [2, 3, 4] -> [2, 9, 8] {
        upsample((3, 2), mode: bilinear, align_corners: true),
    }
    Pad1: pad, [2, 3, 4] -> [2, 7, 6] { pad(edges(top: 1, bottom: 3, left: 2, right: 0)) }
    Pad2: pad_with_a_number, [2, 3, 3] -> [2, 5, 5] { pad(each_side(1), value: 0.75) }
    Crop1: crop, [2, 5, 6] -> [2, 3, 3] { crop(edges(top: 2, bottom: 0, left: 1, right: 2)) }

    // Composition.
    Residual: residual, [3, 4, 4] -> [3, 4, 4] {
        residual { conv: conv2d(3, kernel: 3, padding: same) }
    }
    Shortcut: residual_with_a_shortcut, [2, 5, 5] -> [3, 3, 3] {
        residual(shortcut: { down: conv2d(3, kernel: 1, stride: 2, bias: false) }) {
            conv: conv2d(3, kernel: 3, stride: 2, padding: each_side(1)),
        }
        relu,
    }
    Concat: concat, [2, 4, 4] -> [6, 4, 4] {
        concat {
            { wide: conv2d(3, kernel: 3, padding: same) }
            { max_pool2d(3, stride: 1, padding: same) }
            { narrow: conv2d(1, kernel: 1, bias: false) }
        }
    }
    Reshape: reshape_and_flatten, [4, 3, 2] -> [4] {
        reshape(2, 4, 3),
        conv: conv2d(3, kernel: 2),
        flatten,
        fc: linear(4, bias: false),
    }
}

#[test]
fn every_answer_is_compared() {
    let tests = include_str!("known_answers.rs");
    for name in names() {
        // In the two tables above, or as the argument of a check.
        let ways = [format!("    {name}: "), format!(": {name}, ["), format!("(\"{name}\"")];
        assert!(ways.iter().any(|way| tests.contains(way)), "nothing is compared with {name}");
    }
    assert_eq!(names().count(), 113);
}
