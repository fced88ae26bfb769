//! The kernels beside the definitions, on every level that the CPU has.

mod sealed;

use super::conv::{Algorithm, PreparedConv};
use super::linear::PreparedLinear;
use super::map::Map;
use crate::kernel::function::{Function, Pooling};
use crate::kernel::vector::{Level, limit};
use crate::random::Random;
use crate::shape::Window;
use crate::tensor::Shape;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// For a test that limits the level, which holds for the whole program: one of them at a time.
pub(super) fn turn() -> MutexGuard<'static, ()> {
    static TURN: Mutex<()> = Mutex::new(());
    TURN.lock().unwrap_or_else(PoisonError::into_inner)
}

fn draw(length: usize, random: &mut Random) -> Vec<f32> {
    (0..length).map(|_| random.uniform() - 0.5).collect()
}

/// Bias and sums of products, in double precision.
fn naive(conv: &PreparedConv, weight: &[f32], bias: &[f32], x: &[f32]) -> Vec<f64> {
    let [rows, columns] = conv.windows;
    let mut y = Vec::new();
    for f in 0..conv.groups * conv.filters {
        for (i, j) in (0..rows.out()).flat_map(|i| (0..columns.out()).map(move |j| (i, j))) {
            let mut sum = f64::from(bias[f]);
            for c in 0..conv.channels {
                for (u, v) in (0..rows.kernel).flat_map(|u| (0..columns.kernel).map(move |v| (u, v))) {
                    let (row, column) = if conv.flip { (rows.kernel - 1 - u, columns.kernel - 1 - v) } else { (u, v) };
                    if let (Some(row), Some(column)) = (rows.index(i, row), columns.index(j, column)) {
                        let w = weight[((f * conv.channels + c) * rows.kernel + u) * columns.kernel + v];
                        let channel = f / conv.filters * conv.channels + c;
                        sum += f64::from(w) * f64::from(x[(channel * rows.size + row) * columns.size + column]);
                    }
                }
            }
            y.push(sum);
        }
    }
    y
}

fn value(function: Function, x: f64) -> f64 {
    match function {
        Function::Identity => x,
        Function::Clamp(low, high) => x.max(f64::from(low)).min(f64::from(high)),
        Function::Leaky(slope) => x.max(0.0) + f64::from(slope) * x.min(0.0),
        Function::Sigmoid => 1.0 / (1.0 + libm::exp(-x)),
        Function::Tanh => libm::tanh(x),
    }
}

fn pools(pooling: Pooling, y: &[f64], [height, width]: [usize; 2]) -> Vec<f64> {
    let mut pools = Vec::new();
    for plane in y.chunks_exact(height * width) {
        for (i, j) in (0..height / 2).flat_map(|i| (0..width / 2).map(move |j| (2 * i * width, 2 * j))) {
            let four = [plane[i + j], plane[i + j + 1], plane[i + width + j], plane[i + width + j + 1]];
            pools.push(match pooling {
                Pooling::Max => four.into_iter().fold(f64::NEG_INFINITY, f64::max),
                Pooling::Mean => four.iter().sum::<f64>() / 4.0,
            });
        }
    }
    pools
}

/// Compares a convolution with its definition, with and without something to add, into a buffer with a border.
fn check(conv: PreparedConv) {
    let random = &mut Random::new(3);
    let [rows, columns] = conv.windows;
    let (inputs, outputs) = (conv.groups * conv.channels, conv.groups * conv.filters);
    let size = [rows.out(), columns.out()];
    let weight = draw(outputs * conv.channels * rows.kernel * columns.kernel, random);
    let bias = draw(outputs, random);
    let x = draw(inputs * rows.size * columns.size, random);
    let sums = naive(&conv, &weight, &bias, &x);

    let xm = Map::of(Shape::Image(inputs, rows.size, columns.size)).around(&conv);
    let part = if conv.pooling.is_some() { 2 } else { 1 };
    let ym = Map::of(Shape::Image(outputs, size[0] / part, size[1] / part)).from(&conv);
    let ym = if ym.plain { ym } else { Map { border: [1, 2, 0, 3], ..ym } };
    let mut buffer = vec![f32::NAN; xm.len()];
    xm.place(&x, &mut buffer);
    let mut packed = vec![f32::NAN; conv.weights()];
    conv.pack(&xm, &weight, &bias, None, &mut packed);
    let z = draw(sums.len(), random);
    let mut z_buffer = vec![0.0; ym.len()];
    for add in [false, true] {
        if add && conv.pooling.is_some() {
            continue;
        }
        let mut exact = sums.clone();
        if add {
            ym.place(&z, &mut z_buffer);
            exact.iter_mut().zip(&z).for_each(|(sum, z)| *sum += f64::from(*z));
        }
        let greatest = exact.iter().fold(1.0, |greatest: f64, sum| greatest.max(sum.abs()));
        exact.iter_mut().for_each(|sum| *sum = value(conv.function, *sum));
        let exact = conv.pooling.map_or(exact.clone(), |pooling| pools(pooling, &exact, size));
        let bound = greatest * if let Algorithm::WinogradTiles(4) = conv.algorithm { 2e-5 } else { 2e-6 };

        let (mut y, mut found) = (vec![f32::NAN; ym.len()], vec![0.0; exact.len()]);
        let mut scratch = vec![f32::NAN; conv.scratch()];
        let z = add.then_some(&z_buffer[..]);
        conv.forward_adding(&packed, (&xm, &buffer), z, (&ym, &mut y), &mut scratch);
        ym.take(&y, &mut found);
        for (at, (&found, exact)) in found.iter().zip(&exact).enumerate() {
            let close = (f64::from(found) - exact).abs() < bound;
            assert!(close, "{conv:?} by {:?}, adding {add}, at {at}: {found} for {exact}", conv.algorithm);
        }
        for i in 0..if ym.plain { 0 } else { ym.height + 3 } {
            let inside = (1..=ym.height).contains(&i);
            let outside = if inside { ym.width..ym.width + 3 } else { 0..ym.width };
            for j in outside {
                assert_eq!(y[i * ym.row() + j * ym.block()], 0.0, "the border at {i}, {j}");
            }
        }
    }
}

fn window(size: usize, kernel: usize, stride: usize, padding: usize, dilation: usize) -> Window {
    Window { size, kernel, stride, before: padding, after: padding.saturating_sub(1), dilation, ceil: false }
}

#[test]
fn convolutions_agree_with_the_definition() {
    let _turn = turn();
    // Channels, filters and groups.
    let channels = [
        (1, 6, 1),
        (6, 16, 1),
        (3, 40, 1),
        (16, 16, 1),
        (20, 17, 1),
        (32, 64, 1),
        (64, 48, 1),
        (32, 3, 1),
        (4, 5, 1),
        (4, 4, 2),
        (32, 32, 32),
        (33, 33, 33),
        (6, 6, 6),
        (32, 64, 2),
        (24, 36, 3),
        (32, 64, 32),
    ];
    let sizes = [(5, 5), (7, 8), (10, 14), (4, 33), (22, 18)];
    // Kernel, stride, padding, dilation.
    let windows = [
        (1, 1, 0, 1),
        (3, 1, 1, 1),
        (3, 2, 1, 1),
        (5, 1, 2, 1),
        (5, 2, 2, 1),
        (7, 2, 3, 1),
        (2, 3, 0, 1),
        (3, 1, 2, 2),
        (2, 2, 1, 2),
    ];
    let functions = [
        (Function::Identity, None),
        (Function::Leaky(0.1), None),
        (Function::Tanh, Some(Pooling::Mean)),
        (Function::Clamp(0.0, 6.0), Some(Pooling::Max)),
        (Function::Sigmoid, Some(Pooling::Mean)),
    ];
    let mut cases = 0;
    for level in Level::all() {
        limit(level);
        for (c, f, groups) in channels {
            for (height, width) in sizes {
                for (k, stride, padding, dilation) in windows {
                    for (function, pooling) in functions {
                        let conv = PreparedConv {
                            groups,
                            channels: c / groups,
                            filters: f / groups,
                            windows: [
                                window(height, k, stride, padding, dilation),
                                window(width, if cases % 3 == 0 { 1 } else { k }, stride, padding, dilation),
                            ],
                            flip: cases % 2 == 0,
                            function,
                            pooling,
                            plain: [true; 2],
                            algorithm: Algorithm::Channels,
                        };
                        cases += 1;
                        if conv.windows.iter().all(|window| window.out() > 0)
                            && (pooling.is_none() || conv.can_pool())
                            && (pooling.is_some() || (cases / 5) % 3 == 0 || k % 4 == 3)
                        {
                            for algorithm in Algorithm::ALL.into_iter().filter(|algorithm| conv.can(*algorithm)) {
                                check(conv.by(algorithm));
                            }
                        }
                    }
                }
            }
        }
    }
    assert!(cases > 0);
}

#[test]
fn depthwise_convolutions_agree_with_the_definition_for_every_tile() {
    let _turn = turn();
    for level in Level::all() {
        limit(level);
        for stride in [1, 2] {
            for (height, width) in
                [(1, 5), (1, 7), (2, 5), (3, 6), (5, 5), (11, 6), (2, 7), (7, 7), (2, 13), (3, 14), (56, 28)]
            {
                let conv = PreparedConv {
                    groups: 20,
                    channels: 1,
                    filters: 1,
                    windows: [height, width].map(|n| Window { after: 1, ..window(n * stride, 3, stride, 1, 1) }),
                    flip: false,
                    function: Function::Clamp(0.0, 6.0),
                    pooling: None,
                    plain: [false; 2],
                    algorithm: Algorithm::Depthwise,
                };
                assert_eq!(conv.positions(), [height, width]);
                check(conv);
            }
        }
    }
}

#[test]
fn linear_layers_agree_with_the_definition() {
    let _turn = turn();
    for level in Level::all() {
        limit(level);
        // An image as it stands, with a border and without, and vectors.
        for (shape, border) in [
            (Shape::Image(16, 5, 5), [0; 4]),
            (Shape::Image(20, 3, 4), [1, 0, 2, 1]),
            (Shape::Image(3, 6, 6), [0; 4]),
            (Shape::Vector(1), [0; 4]),
            (Shape::Vector(84), [0; 4]),
        ] {
            for outputs in [1, 10, 16, 84, 120, 300] {
                let random = &mut Random::new(5);
                let linear = PreparedLinear::new(shape.len(), outputs).then(Function::Sigmoid);
                let (weight, bias) = (draw(shape.len() * outputs, random), draw(outputs, random));
                let x = draw(shape.len(), random);
                let (xm, ym) = (Map { border, ..Map::of(shape) }, Map::of(Shape::Vector(outputs)));
                let mut buffer = vec![f32::NAN; xm.len()];
                xm.place(&x, &mut buffer);
                let mut packed = vec![f32::NAN; linear.weights()];
                linear.pack(&xm, &weight, &bias, None, &mut packed);
                let (mut y, mut found) = (vec![f32::NAN; ym.len()], vec![0.0; outputs]);
                linear.forward(&packed, (&xm, &buffer), (&ym, &mut y));
                ym.take(&y, &mut found);
                for (o, found) in found.iter().enumerate() {
                    let products = weight[o * x.len()..].iter().zip(&x).map(|(w, x)| f64::from(*w) * f64::from(*x));
                    let exact = value(Function::Sigmoid, f64::from(bias[o]) + products.sum::<f64>());
                    assert!(
                        (f64::from(*found) - exact).abs() < 1e-6,
                        "{shape} to {outputs} at {o}: {found} for {exact}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_rule_chooses_by_the_sizes() {
    let conv = |c: usize, f: usize, size: usize, k: usize, groups: usize| PreparedConv {
        groups,
        channels: c / groups,
        filters: f / groups,
        windows: [window(size, k, 1, k / 2, 1); 2],
        flip: false,
        function: Function::Identity,
        pooling: None,
        plain: [false; 2],
        algorithm: Algorithm::Channels,
    };
    assert_eq!(conv(1, 6, 28, 5, 1).chosen().algorithm, Algorithm::Columns);
    assert_eq!(conv(6, 16, 14, 5, 1).chosen().algorithm, Algorithm::WinogradRows);
    assert_eq!(conv(64, 64, 56, 1, 1).chosen().algorithm, Algorithm::Channels);
    assert_eq!(conv(32, 32, 112, 3, 32).chosen().algorithm, Algorithm::Depthwise);
    let same = |c, size| PreparedConv {
        windows: [Window { after: 1, ..window(size, 3, 1, 1, 1) }; 2],
        ..conv(c, c, size, 3, 1)
    };
    assert_eq!(same(64, 56).chosen().algorithm, Algorithm::WinogradTiles(4));
    assert_eq!(same(512, 7).chosen().algorithm, Algorithm::WinogradTiles(2));
    // Between plain arrays, as in a network of one layer.
    assert_eq!(conv(64, 64, 56, 1, 1).between([true; 2]).algorithm, Algorithm::Pointwise);
    assert_eq!(same(32, 112).between([true; 2]).algorithm, Algorithm::WinogradTiles(4));
    let depthwise =
        |size| PreparedConv { groups: 32, channels: 1, filters: 1, ..same(32, size) }.between([true; 2]).algorithm;
    assert_eq!(
        [112, 56, 7].map(depthwise),
        [Algorithm::DepthwisePlanes, Algorithm::DepthwisePlanes, Algorithm::Depthwise]
    );
}

/// The largest error, divided by the largest output, of what one kernel makes of `channels` × 13 × 13 numbers of either sign,
/// or of those a rectifier lets through, in 16 filters.
fn worst(algorithm: Algorithm, channels: usize, kernel: usize, rectified: bool) -> f64 {
    let conv = PreparedConv {
        groups: 1,
        channels,
        filters: 16,
        windows: [Window { after: (kernel - 1) / 2, ..window(13, kernel, 1, kernel / 2, 1) }; 2],
        flip: false,
        function: Function::Identity,
        pooling: None,
        plain: [true; 2],
        algorithm,
    };
    let random = &mut Random::new(channels as u64);
    let (weight, bias) = (draw(16 * channels * kernel * kernel, random), draw(16, random));
    let mut x = draw(channels * 13 * 13, random);
    if rectified {
        x.iter_mut().for_each(|x| *x = x.max(0.0));
    }
    let exact = naive(&conv, &weight, &bias, &x);
    let xm = Map::of(Shape::Image(channels, 13, 13)).around(&conv);
    let ym = Map::of(Shape::Image(16, 13, 13)).from(&conv);
    let (mut placed, mut packed) = (vec![0.0; xm.len()], vec![0.0; conv.weights()]);
    xm.place(&x, &mut placed);
    conv.pack(&xm, &weight, &bias, None, &mut packed);
    let (mut y, mut found) = (vec![0.0; ym.len()], vec![0.0; exact.len()]);
    conv.forward(&packed, (&xm, &placed), (&ym, &mut y), &mut vec![0.0; conv.scratch()]);
    ym.take(&y, &mut found);
    let largest = exact.iter().fold(0.0, |largest: f64, y| largest.max(y.abs()));
    found.iter().zip(&exact).fold(0.0, |worst: f64, (y, exact)| worst.max((f64::from(*y) - exact).abs())) / largest
}

#[test]
fn kernels_keep_their_stated_errors() {
    let _turn = turn();
    for level in Level::all() {
        limit(level);
        for (algorithm, kernel, bound) in [
            (Algorithm::Channels, 3, 3e-6),
            (Algorithm::WinogradTiles(2), 3, 1e-6),
            (Algorithm::WinogradTiles(4), 3, 1.5e-5),
            (Algorithm::WinogradRows, 3, 1e-6),
            (Algorithm::WinogradRows, 4, 1e-6),
            (Algorithm::WinogradRows, 5, 1e-6),
        ] {
            let many = if algorithm == Algorithm::WinogradRows { [1, 3, 8, 16] } else { [16, 64, 256, 512] };
            for channels in many {
                let bound = if algorithm == Algorithm::WinogradRows && channels > 8 { 2e-6 } else { bound };
                for rectified in [false, true] {
                    let error = worst(algorithm, channels, kernel, rectified);
                    assert!(error < bound, "{algorithm:?} of {channels} channels, {}: {error:e}", level.name());
                }
            }
        }
    }
}

#[test]
fn functions_keep_their_stated_errors() {
    let _turn = turn();
    // What a layer makes of its bias alone.
    let x: Vec<f32> = (-110_000..=90_000).step_by(7).map(|x| x as f32 * 1e-3).collect();
    let input = Map::of(Shape::Vector(1));
    let output = Map::of(Shape::Vector(x.len()));
    for level in Level::all() {
        limit(level);
        for function in [Function::Sigmoid, Function::Tanh] {
            let linear = PreparedLinear::new(1, x.len()).then(function);
            let (mut packed, mut y) = (vec![0.0; linear.weights()], vec![0.0; output.len()]);
            linear.pack(&input, &vec![0.0; x.len()], &x, None, &mut packed);
            linear.forward(&packed, (&input, &vec![0.0; input.len()]), (&output, &mut y));
            for (&x, &y) in x.iter().zip(&y) {
                let exact = value(function, f64::from(x));
                let close = (f64::from(y) - exact).abs() <= 4e-7 * exact.abs() + 5e-45;
                assert!(close, "{function:?} of {x}, {}: {y} for {exact}", level.name());
            }
        }
    }
}
