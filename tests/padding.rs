//! `same_lower` and `same_upper` are the edges that they stand for: the same windows, and the same bits in every engine.

use lenet_runtime::train::{CrossEntropy, loss_and_gradient};
use lenet_runtime::{Network, Plain, Prepare, Value, Window, Zeroed, network};
use reference::numbers::fractions;

/// What a network computes with the weights and images of these tests.
#[derive(PartialEq, Debug)]
struct Answers {
    one: Vec<f32>,
    prepared: Vec<f32>,
    batch: Vec<f32>,
    loss: f64,
    gradient: Vec<f32>,
}

fn answers<N: Network<Output = [f32; 3]> + Prepare>() -> Answers {
    let mut network = N::zeroed_box();
    let floats = network.floats().len();
    network.floats_mut().copy_from_slice(&fractions(3, floats));
    let images: Vec<N::Input> = (0..17)
        .map(|index| {
            let mut image = N::Input::ZERO;
            image.floats_mut().copy_from_slice(&fractions(20 + index, N::Input::FLOATS));
            image
        })
        .collect();
    let labels: Vec<u8> = (0..17).map(|index| index % 3).collect();
    let mut gradient = N::zeroed_box();
    let loss = loss_and_gradient(&*network, &CrossEntropy::default(), &images, &labels, 0, &mut gradient);
    Answers {
        one: network.forward(&images[0]).to_vec(),
        prepared: network.prepare().forward(&images[0]).to_vec(),
        batch: network.forward_batch(&images).concat(),
        loss,
        gradient: gradient.floats().to_vec(),
    }
}

/// The padding of the first layer with a window: top, bottom, left, right.
fn edges<N: Network>() -> [usize; 4] {
    let windows = N::LAYERS.iter().find_map(|layer| layer.window);
    let [rows, columns]: [Window; 2] = windows.expect("a layer with a window");
    [rows.before, rows.after, columns.before, columns.after]
}

/// Each case is a layer with `same_lower`, with `same_upper`, and with the edges that each of them means.
macro_rules! cases {
    ($($case:ident: $shape:tt, $layer:ident($($argument:tt)*), lower $lower:tt, upper $upper:tt;)*) => {
        $(#[test]
        fn $case() {
            cases! { @ Lower, $shape, $layer($($argument)*, padding: same_lower) }
            cases! { @ Upper, $shape, $layer($($argument)*, padding: same_upper) }
            cases! { @ LowerEdges, $shape, $layer($($argument)*), $lower }
            cases! { @ UpperEdges, $shape, $layer($($argument)*), $upper }
            assert_eq!(edges::<Lower>(), $lower);
            assert_eq!(edges::<Upper>(), $upper);
            let (lower, upper) = (answers::<Lower>(), answers::<Upper>());
            assert_eq!(lower, answers::<LowerEdges>());
            assert_eq!(upper, answers::<UpperEdges>());
            assert_ne!(lower.one, upper.one, "the sides matter");
        })*
    };
    (@ $name:ident, $shape:tt, $layer:ident($($argument:tt)*), [$top:tt, $bottom:tt, $left:tt, $right:tt]) => {
        cases! {
            @ $name, $shape,
            $layer($($argument)*, padding: edges(top: $top, bottom: $bottom, left: $left, right: $right))
        }
    };
    (@ $name:ident, $shape:tt, $layer:ident($($argument:tt)*)) => {
        network! {
            struct $name: $shape -> [3] { $layer($($argument)*), tanh, flatten, linear(3) }
        }
    };
}

const TWO: usize = 2;

cases! {
    stride: [3, 8, 8], conv2d(4, kernel: 3, stride: 2), lower [1, 0, 1, 0], upper [0, 1, 0, 1];
    even_kernel: [2, 5, 7], conv2d(4, kernel: 4), lower [2, 1, 2, 1], upper [1, 2, 1, 2];
    dilation: [2, 6, 9], conv2d(3, kernel: (2, 4), dilation: (3, 1)), lower [2, 1, 2, 1], upper [1, 2, 1, 2];
    rows_alone: [1, 49, 10], conv2d(4, kernel: (10, 4), stride: 2), lower [5, 4, 1, 1], upper [4, 5, 1, 1];
    columns_alone: [2, 5, 6], conv2d(4, kernel: (3, 2)), lower [1, 1, 1, 0], upper [1, 1, 0, 1];
    axes_apart: [2, 9, 8], conv2d(4, kernel: (4, 5), stride: (1, 2)), lower [2, 1, 2, 1], upper [1, 2, 1, 2];
    large_stride: [2, 10, 7], conv2d(3, kernel: (3, 5), stride: (4, 3)), lower [1, 0, 2, 2], upper [0, 1, 2, 2];
    depthwise: [16, 8, 6], conv2d(16, kernel: 3, stride: 2, groups: 16), lower [1, 0, 1, 0], upper [0, 1, 0, 1];
    groups: [4, 8, 6], conv2d(6, kernel: 2, groups: 2), lower [1, 0, 1, 0], upper [0, 1, 0, 1];
    many_channels: [20, 9, 12], conv2d(32, kernel: 4), lower [2, 1, 2, 1], upper [1, 2, 1, 2];
    max_pool: [3, 8, 6], max_pool2d(3, stride: 2), lower [1, 0, 1, 0], upper [0, 1, 0, 1];
    avg_pool: [3, 8, 6], avg_pool2d(2, stride: 1), lower [1, 0, 1, 0], upper [0, 1, 0, 1];
    avg_pool_without_padding: [3, 8, 6], avg_pool2d(3, stride: 2, count_include_pad: false),
        lower [1, 0, 1, 0], upper [0, 1, 0, 1];
    by_constants: [3, TWO * 4, 10], conv2d(4, kernel: (TWO + 1, TWO), stride: (TWO, 1)),
        lower [1, 0, 1, 0], upper [0, 1, 0, 1];
    pool_by_constants: [3, 8, 10], max_pool2d(TWO + 1, stride: TWO), lower [1, 0, 1, 0], upper [0, 1, 0, 1];
}

network! {
    /// `same` alone, where the totals are even: by literals, by a constant, in a block and after a network.
    struct Even: [2, 9, 9] {
        block narrow(k, s) { conv: conv2d(2, kernel: k, stride: s, padding: same) }
        first: narrow(3, 2),
        second: narrow(TWO + 3, 1),
        inner: Inner,
        max_pool2d(3, stride: TWO, padding: same),
    }
}

network! {
    struct Inner: [2, 5, 5] { conv2d(2, kernel: TWO + 1, dilation: 2, padding: same) }
}

#[test]
fn an_even_total_is_the_same_on_both_sides() {
    let windows = Even::LAYERS.iter().chain(Inner::LAYERS).filter_map(|layer| layer.window).flatten();
    let sides: Vec<[usize; 2]> = windows.map(|window| [window.before, window.after]).collect();
    assert_eq!(sides, [[1; 2], [1; 2], [2; 2], [2; 2], [1; 2], [1; 2], [2; 2], [2; 2]]);
    assert_eq!(Even::LAYERS.last().map(|layer| layer.output), Some(<Even as Network>::Output::SHAPE));
}

#[test]
fn the_summary_tells_the_sides() {
    network! {
        struct Lower: [3, 8, 8] { conv2d(4, kernel: 3, stride: 2, padding: same_lower) }
    }
    network! {
        struct Upper: [3, 8, 9] { conv2d(4, kernel: 3, stride: 2, padding: same_upper) }
    }
    let (lower, upper) = (Lower::summary().to_string(), Upper::summary().to_string());
    assert!(lower.contains("3×3 s2 p(top 1, bottom 0, left 1, right 0) "), "{lower}");
    assert!(upper.contains("3×3 s2 p(top 0, bottom 1, left 1, right 1) "), "{upper}");
    assert!(lenet_draw::svg::<Upper>().contains("padding top 0, bottom 1, left 1, right 1"));
}
