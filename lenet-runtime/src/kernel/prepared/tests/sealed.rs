//! What the kernels take for granted is checked before they run, whoever calls them.

use crate::kernel::function::{Function, Pooling};
use crate::kernel::prepared::conv::{Algorithm, PreparedConv};
use crate::kernel::prepared::linear::PreparedLinear;
use crate::kernel::prepared::map::Map;
use crate::kernel::prepared::pool::{Cells, PreparedPool};
use crate::shape::Window;
use crate::tensor::Shape;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::string::{String, ToString};
use std::vec;

const WINDOW: Window = Window { size: 12, kernel: 3, stride: 1, before: 1, after: 1, dilation: 1, ceil: false };

/// 32 channels to 32 by 3 × 3, on 12 × 12 elements.
const CONV: PreparedConv = PreparedConv {
    groups: 1,
    channels: 32,
    filters: 32,
    windows: [WINDOW; 2],
    flip: false,
    function: Function::Identity,
    pooling: None,
    plain: [false; 2],
    algorithm: Algorithm::Channels,
};

/// Numbers that wrap where two of them are multiplied, or four.
const LARGE: [usize; 4] = [1 << (usize::BITS / 4), 1 << (usize::BITS / 2), 1 << (usize::BITS - 1), usize::MAX];

/// What it panics with.
fn refusal(run: impl FnOnce()) -> Option<String> {
    let panic = catch_unwind(AssertUnwindSafe(run)).err()?;
    let text = panic.downcast_ref::<&str>().map(ToString::to_string);
    text.or_else(|| panic.downcast_ref::<String>().cloned())
}

/// Runs a convolution on buffers of 2¹⁶ numbers, enough for those of 12 × 12 elements.
fn forward(conv: &PreparedConv, xm: &Map, ym: &Map) {
    let numbers = vec![0.0; 1 << 16];
    conv.forward(&numbers, (xm, &numbers), (ym, &mut numbers.clone()), &mut numbers.clone());
}

/// The maps that a convolution of 12 × 12 elements wants.
fn maps(conv: &PreparedConv) -> (Map, Map) {
    // As a build without checks computes them.
    let [inputs, outputs] = [conv.channels, conv.filters].map(|channels| channels.wrapping_mul(conv.groups));
    let [height, width] = conv.windows.map(|window| window.size);
    let [i, j] = conv.windows.map(Window::out);
    let halves = if conv.pooling.is_some() { 2 } else { 1 };
    let y = Map::of(Shape::Image(outputs, i / halves, j / halves)).from(conv);
    (Map::of(Shape::Image(inputs, height, width)).around(conv), y)
}

#[test]
fn a_kernel_runs_only_what_it_can() {
    let few = PreparedConv { channels: 4, filters: 4, ..CONV };
    let depthwise = PreparedConv { groups: 32, channels: 1, filters: 1, ..CONV };
    let pooled = PreparedConv { filters: 16, pooling: Some(Pooling::Max), ..CONV };
    let strided = PreparedConv { windows: [Window { stride: 2, ..WINDOW }; 2], ..CONV };
    let algorithms = Algorithm::ALL.into_iter().chain([
        Algorithm::WinogradTiles(0),
        Algorithm::WinogradTiles(3),
        Algorithm::WinogradTiles(5),
    ]);
    let (mut ran, mut refused) = (0, 0);
    for algorithm in algorithms {
        for conv in [CONV, few, depthwise, pooled, strided] {
            for plain in [[false; 2], [true, false], [true; 2]] {
                let conv = PreparedConv { plain, algorithm, ..conv };
                let said = refusal(|| {
                    let (xm, ym) = maps(&conv);
                    forward(&conv, &xm, &ym);
                });
                if conv.can(algorithm) {
                    assert_eq!(said, None, "{conv:?}");
                    ran += 1;
                } else {
                    assert!(said.is_some(), "{conv:?}");
                    refused += 1;
                }
            }
        }
    }
    assert!(ran > 20 && refused > 60, "{ran} ran, {refused} refused");
    let said = refusal(|| {
        let (xm, ym) = maps(&CONV);
        forward(&PreparedConv { algorithm: Algorithm::Columns, ..CONV }, &xm, &ym);
    });
    assert_eq!(said.as_deref(), Some("the kernel must be one that can run the convolution"));
}

#[test]
fn an_activation_changes_the_kernel_to_one_that_can_run_it() {
    let planes =
        PreparedConv { groups: 3, channels: 1, filters: 1, windows: [Window { size: 32, ..WINDOW }; 2], ..CONV };
    let planes = planes.between([true; 2]).by(Algorithm::DepthwisePlanes);
    assert_eq!(planes.then(Function::Clamp(0.0, 6.0)).algorithm(), Algorithm::DepthwisePlanes);
    let sigmoid = planes.then(Function::Sigmoid);
    assert!(sigmoid.can(sigmoid.algorithm()) && sigmoid.algorithm() != Algorithm::DepthwisePlanes);
}

#[test]
fn sizes_that_wrap_are_of_no_buffer() {
    let map = |channels, height, width, border| Map { channels, height, width, border, plain: false };
    for large in LARGE {
        for map in [
            map(16, large, large, [0; 4]),
            map(large, large, 1, [1; 4]),
            map(large, 4, large, [0; 4]),
            map(1, large, large, [0; 4]),
            map(16, 4, 4, [large, 0, large, 0]),
            map(16, 4, 4, [0, large, 0, large]),
            Map { plain: true, ..map(3, large, large, [0; 4]) },
        ] {
            assert!(map.len() >= large, "{map:?}");
            let pool = PreparedPool { max: true, cells: [Cells::Share(4, 4); 2] };
            let said = refusal(|| pool.forward((&map, &[0.0; 64]), (&map, &mut [0.0; 64])));
            assert_eq!(said.as_deref(), Some("the buffers must be as long as their maps say"), "{map:?}");
        }
        let linear = PreparedLinear { inputs: large, outputs: large, function: Function::Identity };
        assert!(linear.weights() >= large);
        let said = refusal(|| {
            let [xm, ym] = [map(large, 1, 1, [0; 4]), map(large, 1, 1, [0; 4])];
            linear.forward(&[0.0; 64], (&xm, &[0.0; 64]), (&ym, &mut [0.0; 64]));
        });
        assert!(said.is_some());
    }
}

/// Each number of a convolution by itself, and some together, with the kernel of each algorithm.
#[test]
fn a_convolution_whose_sizes_wrap_does_not_run() {
    for algorithm in Algorithm::ALL {
        for large in LARGE {
            let changes: [fn(&mut PreparedConv, usize); 12] = [
                |conv, large| conv.groups = large,
                |conv, large| conv.channels = large,
                |conv, large| conv.filters = large,
                |conv, large| (conv.channels, conv.filters) = (large, large),
                |conv, large| (conv.groups, conv.channels) = (large, large),
                |conv, large| conv.windows[0].size = large,
                |conv, large| conv.windows.iter_mut().for_each(|window| window.size = large),
                |conv, large| conv.windows[1].kernel = large,
                |conv, large| conv.windows[0].before = large,
                |conv, large| (conv.windows[1].before, conv.windows[1].after) = (large, large.wrapping_neg()),
                |conv, large| conv.windows[0].dilation = large,
                |conv, large| (conv.windows[1].after, conv.windows[1].kernel) = (large, large),
            ];
            for (number, change) in changes.into_iter().enumerate() {
                let mut conv = PreparedConv { plain: [true; 2], algorithm, ..CONV };
                change(&mut conv, large);
                let said = refusal(|| {
                    let (xm, ym) = maps(&conv);
                    forward(&conv, &xm, &ym);
                });
                assert!(said.is_some(), "{number}: {conv:?}");
            }
        }
    }
}

#[test]
fn too_short_buffers_are_refused() {
    let (xm, ym) = maps(&CONV);
    let [packed, x] = [CONV.weights(), xm.len()].map(|length| vec![0.0; length]);
    let mut y = vec![0.0; ym.len()];
    let said = refusal(|| CONV.forward(&packed[1..], (&xm, &x), (&ym, &mut y), &mut []));
    assert_eq!(said.as_deref(), Some("there must be as many weights as `PreparedConv::weights` says"));
    let winograd = CONV.by(Algorithm::WinogradTiles(2));
    let (xm, ym) = maps(&winograd);
    let [packed, x] = [winograd.weights(), xm.len()].map(|length| vec![0.0; length]);
    let (mut y, mut scratch) = (vec![0.0; ym.len()], vec![0.0; winograd.scratch()]);
    let said = refusal(|| winograd.forward(&packed, (&xm, &x), (&ym, &mut y), &mut scratch[1..]));
    assert_eq!(said.as_deref(), Some("there must be as much scratch as `PreparedConv::scratch` says"));
}
