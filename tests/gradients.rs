//! The backward pass of every twin agrees with central differences, so that the twins can judge the runtime.

use lenet_runtime::__internals::shape::Growth;
use lenet_runtime::Window;
use reference::activation::{Activation, Function};
use reference::compose::{Branches, Chain};
use reference::convolution::{Conv2d, ConvTranspose2d, Linear};
use reference::norm::{BatchNorm, LayerNorm, Softmax};
use reference::pool::{AdaptiveAvgPool, AdaptiveMaxPool, AvgPool, MaxPool};
use reference::resize::{Between, Crop, Pad, Upsample};
use reference::{Twin, check_gradient, numbers, widen};

/// Checks at numbers in −`size`..`size`, no two of which are so near that a maximum or a kink changes within a difference.
fn check(twin: &impl Twin, size: f64) {
    let x: Vec<f64> = widen(&numbers::distinct(1, twin.inputs())).into_iter().map(|x| x * size).collect();
    // Positive, since variances are among the parameters.
    let p: Vec<f64> = numbers::uniform_f64(2, twin.parameters()).into_iter().map(|p| 1.5 + p).collect();
    if let Err(error) = check_gradient(twin, &p, &x, 20) {
        panic!("{error}");
    }
}

const fn window(size: usize, kernel: usize, stride: usize, before: usize, after: usize, dilation: usize) -> Window {
    Window { size, kernel, stride, before, after, dilation, ceil: false }
}

const ROWS: Window = window(7, 3, 2, 1, 0, 1);
const COLUMNS: Window = window(6, 2, 1, 1, 2, 2);

#[test]
fn gradient_of_convolution_matches_central_differences() {
    for (flip, bias, groups) in [(false, true, 1), (true, false, 2)] {
        check(&Conv2d { channels: 4, filters: 6, groups, rows: ROWS, columns: COLUMNS, flip, bias }, 1.0);
    }
}

#[test]
fn gradient_of_transposed_convolution_matches_central_differences() {
    let rows = Growth { size: 4, kernel: 3, stride: 2, before: 1, after: 1, dilation: 1, output_padding: 1 };
    let columns = Growth { size: 3, kernel: 2, stride: 3, before: 0, after: 1, dilation: 2, output_padding: 0 };
    for (bias, groups) in [(true, 1), (false, 2)] {
        check(&ConvTranspose2d { channels: 4, filters: 6, groups, rows, columns, bias }, 1.0);
    }
}

#[test]
fn gradient_of_linear_matches_central_differences() {
    for bias in [false, true] {
        check(&Linear { inputs: 7, outputs: 5, bias }, 1.0);
    }
}

#[test]
fn gradient_of_pools_matches_central_differences() {
    let ceil = |window: Window| Window { ceil: true, ..window };
    for (rows, columns) in [(ROWS, COLUMNS), (ceil(ROWS), ceil(window(8, 3, 3, 1, 1, 1)))] {
        check(&MaxPool { channels: 2, rows, columns }, 1.0);
        for count_include_pad in [false, true] {
            check(&AvgPool { channels: 2, rows, columns, count_include_pad }, 1.0);
        }
    }
    check(&AdaptiveMaxPool { channels: 2, input: [7, 5], output: [3, 2] }, 1.0);
    check(&AdaptiveAvgPool { channels: 2, input: [7, 3], output: [3, 5] }, 1.0);
}

#[test]
fn gradient_of_resizing_matches_central_differences() {
    for between in [Between::Nearest, Between::Linear, Between::LinearCorners] {
        check(&Upsample { channels: 2, input: [4, 3], scale: [2, 3], between }, 1.0);
    }
    check(&Pad { channels: 2, input: [3, 4], edges: [1, 0, 2, 3], value: 0.5 }, 1.0);
    check(&Crop { channels: 2, input: [5, 6], edges: [1, 0, 2, 1] }, 1.0);
}

#[test]
fn gradient_of_activations_matches_central_differences() {
    use Function::{Celu, Clip, Mish, Selu, Softplus, Softsign};
    use Function::{Elu, Gelu, GeluTanh, HardSigmoid, HardSwish, LeakyRelu, Relu, Relu6, Sigmoid, Silu, Tanh};
    for function in [
        Sigmoid,
        Tanh,
        Relu,
        Relu6,
        LeakyRelu(0.1),
        Elu(0.7),
        Gelu,
        GeluTanh,
        Silu,
        HardSigmoid(1.0 / 6.0, 0.5),
        HardSigmoid(0.2, 0.5),
        HardSwish,
        Selu,
        Celu(0.7),
        Mish,
        Softplus(1.3),
        Softsign,
        Clip(-2.1, 3.3),
    ] {
        // An even number of elements, spread over −8..8, none of them at a kink.
        check(&Activation { len: 50, function }, 8.0);
    }
}

#[test]
fn gradient_of_normalization_matches_central_differences() {
    for training in [false, true] {
        check(&BatchNorm { images: 3, channels: 2, positions: 5, eps: 1e-3, training }, 1.0);
    }
    check(&LayerNorm { len: 12, eps: 1e-3 }, 1.0);
    for log in [false, true] {
        check(&Softmax { channels: 5, positions: 3, log }, 2.0);
    }
}

#[test]
fn gradient_of_compositions_matches_central_differences() {
    let conv = |filters| Conv2d {
        channels: 2,
        filters,
        groups: 1,
        rows: window(4, 3, 1, 1, 1, 1),
        columns: window(4, 3, 1, 1, 1, 1),
        flip: false,
        bias: true,
    };
    let chain = |filters| {
        let function = Function::Tanh;
        Chain(vec![Box::new(Activation { len: 32, function }), Box::new(conv(filters))])
    };
    check(&Branches { branches: vec![chain(2), chain(2)], identity: true, concat: false }, 1.0);
    check(&Branches { branches: vec![chain(2), chain(3)], identity: false, concat: true }, 1.0);
}
