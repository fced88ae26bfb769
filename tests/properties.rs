//! What holds for all numbers: properties of the layers, on small numbers whose sums of products are exact in `f32`, so that
//! equal means equal.

use core::slice::from_ref;
use lenet_runtime::__internals::layer::join;
use lenet_runtime::__internals::shape::Growth;
use lenet_runtime::{Network, Pass, Plain, Tensor, Tile, Window, Zeroed, network};
use proptest::collection::vec;
use proptest::prelude::*;
use reference::case::{Case, run};
use reference::convolution::{grown, positions, read};
use reference::layers::Nothing;
use reference::products::SumOfProducts;
use reference::typenum::{B0, B1};
use reference::{avg_pool2d, conv_transpose2d, conv2d, convolution, dot, linear, max_pool2d, softmax, widen};

/// Multiples of 1/64 in −1..=1. Their products are multiples of 2⁻¹², so that sums of them below 2¹² are exact.
fn numbers(len: usize) -> impl Strategy<Value = Vec<f32>> {
    vec((-64_i8..=64).prop_map(|k| f32::from(k) / 64.0), len)
}

/// What a layer computes from one image.
fn forward<C: Case>(layer: &C, p: &[f32], x: &[f32]) -> Vec<f32> {
    run::<C, 1>(layer, p, &[x.to_vec()], &[vec![0.0; C::Y::FLOATS]]).y.remove(0)
}

/// The gradient of one image.
fn grad_input<C: Case>(layer: &C, p: &[f32], dy: &[f32]) -> Vec<f32> {
    run::<C, 1>(layer, p, &[vec![0.0; C::X::FLOATS]], &[dy.to_vec()]).dx.remove(0)
}

/// Windows that are small, some of which fit nowhere.
fn windows() -> impl Strategy<Value = Window> {
    (1..12_usize, 1..6_usize, 1..6_usize, 0..5_usize, 0..5_usize, 1..4_usize, any::<bool>()).prop_map(
        |(size, kernel, stride, before, after, dilation, ceil)| Window {
            size,
            kernel,
            stride,
            before,
            after,
            dilation,
            ceil,
        },
    )
}

fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// The image of C × H × W whose element (c, i, j) is that of `x` at (c, i − down, j − right), and `fill` where that is not.
fn moved<const C: usize, const H: usize, const W: usize>(
    x: &[f32],
    fill: &[f32],
    down: usize,
    right: usize,
) -> Vec<f32> {
    let [x, fill] = [x, fill].map(|x| Tensor::<C, H, W>::from_slice(x).expect("C · H · W numbers"));
    let moved = Tensor::<C, H, W>::from_fn(|c, i, j| match (i.checked_sub(down), j.checked_sub(right)) {
        (Some(i), Some(j)) => x[(c, i, j)],
        _ => fill[(c, i, j)],
    });
    moved.floats().to_vec()
}

/// Whether `after` is `before` moved by so much, where both exist.
fn is_moved<const C: usize, const H: usize, const W: usize>(
    before: &[f32],
    after: &[f32],
    down: usize,
    right: usize,
) -> bool {
    moved::<C, H, W>(before, after, down, right) == after
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_moved_image_moves_its_feature_map(
        x in numbers(2 * 9 * 8), fill in numbers(2 * 9 * 8), p in numbers(3 * 2 * 3 * 2 + 3), down in 0..5_usize, right in 0..5_usize,
    ) {
        let conv = conv2d!(2 => 3, 1, [9 3 1 0 0 1], [8 2 1 0 0 1]);
        let after = moved::<2, 9, 8>(&x, &fill, down, right);
        prop_assert!(is_moved::<3, 7, 7>(&forward(&conv, &p, &x), &forward(&conv, &p, &after), down, right));
    }

    #[test]
    fn an_image_moved_by_strides_moves_its_feature_map_by_as_many(
        x in numbers(2 * 9 * 8), fill in numbers(2 * 9 * 8), p in numbers(3 * 2 * 3 * 2 + 3), down in 0..4_usize, right in 0..3_usize,
    ) {
        let after = moved::<2, 9, 8>(&x, &fill, 2 * down, 3 * right);
        let conv = conv2d!(2 => 3, 1, [9 3 2 0 0 1], [8 2 3 0 0 1]);
        prop_assert!(is_moved::<3, 4, 3>(&forward(&conv, &p, &x), &forward(&conv, &p, &after), down, right));
        let pool = max_pool2d!(2, [9 3 2 0 0 1], [8 2 3 0 0 1]);
        prop_assert!(is_moved::<2, 4, 3>(&forward(&pool, &[], &x), &forward(&pool, &[], &after), down, right));
        let pool = avg_pool2d!(2, [9 3 2 0 0 1], [8 2 3 0 0 1]);
        prop_assert!(is_moved::<2, 4, 3>(&forward(&pool, &[], &x), &forward(&pool, &[], &after), down, right));
    }

    #[test]
    fn true_convolution_commutes(f in numbers(5 * 4), g in numbers(3 * 2)) {
        // All (5 + 3 − 1) × (4 + 2 − 1) elements of f ∗ g, and of g ∗ f.
        let with_g = conv2d!(1 => 1, 1, [5 3 1 2 2 1], [4 2 1 1 1 1], Nothing, B1);
        let with_f = conv2d!(1 => 1, 1, [3 5 1 4 4 1], [2 4 1 3 3 1], Nothing, B1);
        prop_assert_eq!(forward(&with_g, &g, &f), forward(&with_f, &f, &g));
    }

    #[test]
    fn true_convolution_is_cross_correlation_with_a_turned_kernel(x in numbers(2 * 6 * 5), p in numbers(3 * 2 * 3 * 2)) {
        let correlation = conv2d!(2 => 3, 1, [6 3 2 1 1 1], [5 2 1 1 0 2], Nothing, B0);
        let convolution = conv2d!(2 => 3, 1, [6 3 2 1 1 1], [5 2 1 1 0 2], Nothing, B1);
        let turned: Vec<f32> = p.chunks_exact(3 * 2).flat_map(|plane| plane.iter().rev().copied()).collect();
        prop_assert_eq!(forward(&convolution, &p, &x), forward(&correlation, &turned, &x));
    }

    #[test]
    fn transposed_convolution_is_the_adjoint_of_convolution(
        x in numbers(4 * 7 * 6), y in numbers(6 * 3 * 6), p in numbers(6 * 2 * 3 * 2),
    ) {
        // ⟨A·x, y⟩ = ⟨x, Aᵀ·y⟩ with the same weights: PyTorch's shapes are such that nothing needs to move.
        let conv = conv2d!(4 => 6, 2, [7 3 2 1 0 1], [6 2 1 1 1 2], no bias);
        let back = conv_transpose2d!(6 => 4, 2, [3 3 2 1 0 1 1], [6 2 1 1 1 2 0], no bias);
        let (forth, back) = (forward(&conv, &p, &x), forward(&back, &p, &y));
        prop_assert_eq!(dot(&widen(&forth), &widen(&y)), dot(&widen(&x), &widen(&back)));
        prop_assert_eq!(grad_input(&conv, &p, &y), back);
    }

    #[test]
    fn transposed_convolution_undoes_the_shape_of_convolution(window in windows()) {
        let window = Window { ceil: false, ..window };
        let Window { kernel, stride, before, after, dilation, .. } = window;
        if window.out() > 0 {
            // What the stride leaves over at the end is the output padding.
            let output_padding = (window.size + before + after - window.reach()) % stride;
            let growth = Growth { size: window.out(), kernel, stride, before, after, dilation, output_padding };
            prop_assert_eq!((growth.out(), grown(&growth)), (window.size, window.size));
            prop_assert_eq!(growth.window().out(), window.out());
        }
    }

    #[test]
    fn a_window_has_as_many_positions_as_one_can_count(window in windows()) {
        // Rounding up is for pools, and no pool has a window wholly in its padding.
        prop_assume!(!window.ceil || window.after < window.reach());
        prop_assert_eq!(window.out(), positions(&window));
    }

    #[test]
    fn a_window_reads_its_input_and_nothing_else(window in windows()) {
        for position in 0..window.out() {
            for tap in 0..window.kernel {
                let index = window.index(position, tap);
                prop_assert!(index.is_none_or(|index| index < window.size));
                prop_assert_eq!(index, read(&window, position, tap));
            }
        }
        // A window of stride 1 without holes reads every element.
        if window.stride == 1 && window.dilation == 1 && window.out() > 0 {
            let reads = |element| (0..window.out()).any(|i| (0..window.kernel).any(|u| window.index(i, u) == Some(element)));
            prop_assert!((0..window.size).all(reads));
        }
    }

    #[test]
    fn what_is_concatenated_can_be_taken_apart(a in numbers(2 * 3 * 4), b in numbers(5 * 3 * 4)) {
        let a = Tensor::<2, 3, 4>::from_slice(&a).expect("2 · 3 · 4 numbers");
        let b = Tensor::<5, 3, 4>::from_slice(&b).expect("5 · 3 · 4 numbers");
        let mut both = Tile::<Tensor<7, 3, 4>, 1>::zeroed_box();
        join::place(Tile::of(&a), &mut both, 0);
        join::place(Tile::of(&b), &mut both, 2 * 3 * 4);
        prop_assert_eq!(both.floats(), [a.floats(), b.floats()].concat());
        let (mut first, mut second) = (Tile::<Tensor<2, 3, 4>, 1>::zeroed_box(), Tile::<Tensor<5, 3, 4>, 1>::zeroed_box());
        join::take(&both, &mut first, 0);
        join::take(&both, &mut second, 2 * 3 * 4);
        prop_assert_eq!((first.value(), second.value()), (&a, &b));
    }

    #[test]
    fn a_residual_of_zero_weights_is_the_identity(x in numbers(3 * 5 * 4)) {
        let x = Tensor::from_slice(&x).expect("3 · 5 · 4 numbers");
        prop_assert_eq!(Residual::zeroed_box().forward(&x), x);
    }

    #[test]
    fn dropout_drops_alike_in_both_passes_and_nothing_at_inference(seed: u64) {
        let (network, x) = (Dropping::zeroed_box(), [1.0; 100]);
        prop_assert_eq!(network.forward(&x), x);
        let (mut tape, mut dx) = (<Dropping as Network>::Tape::<1>::zeroed_box(), Tile::<[f32; 100], 1>::zeroed_box());
        let mut workspace = <Dropping as Network>::TrainingWorkspace::<1>::zeroed_box();
        let pass = Pass { seed, images: 1, training: true };
        network.record(Tile::of(&x), &mut tape, &mut workspace, &pass);
        let (y, dy) = Dropping::ends(&tape, &mut workspace);
        let y = *y.value();
        dy.floats_mut().fill(1.0);
        network.backward(Tile::of(&x), &mut tape, &mut workspace, &pass, &mut Dropping::zeroed_box(), Some(&mut dx));
        prop_assert_eq!(dx.value(), &y);
        // What stays is scaled, so that the mean stays too. Of 100 elements 75 stay, give or take 4.3; six times that.
        prop_assert!(y.iter().all(|&y| y == 0.0 || y == 1.0 / 0.75));
        let kept = y.iter().filter(|y| **y != 0.0).count();
        prop_assert!((49..=100).contains(&kept), "{} of 100 stay", kept);
    }

    #[test]
    fn a_1x1_convolution_is_a_linear_layer_at_every_pixel(x in numbers(5 * 3 * 4), p in numbers(7 * 5 + 7)) {
        let y = forward(&conv2d!(5 => 7, 1, [3 1 1 0 0 1], [4 1 1 0 0 1]), &p, &x);
        for pixel in 0..3 * 4 {
            let of = |map: &[f32]| map.iter().skip(pixel).step_by(3 * 4).copied().collect::<Vec<_>>();
            prop_assert_eq!(of(&y), forward(&linear!(5 => 7), &p, &of(&x)));
        }
    }

    #[test]
    fn a_convolution_is_a_linear_layer_with_its_toeplitz_matrix(x in numbers(4 * 5 * 4), p in numbers(6 * 2 * 3 * 2 + 6)) {
        let conv = conv2d!(4 => 6, 2, [5 3 2 1 1 1], [4 2 1 1 0 1]);
        let twin = convolution::Conv2d {
            channels: 4,
            filters: 6,
            groups: 2,
            rows: Window { size: 5, kernel: 3, stride: 2, before: 1, after: 1, dilation: 1, ceil: false },
            columns: Window { size: 4, kernel: 2, stride: 1, before: 1, after: 0, dilation: 1, ceil: false },
            flip: false,
            bias: true,
        };
        // Each term says which weight stands in which row (output) and column (input); the bias follows the matrix.
        const INPUTS: usize = 4 * 5 * 4;
        const OUTPUTS: usize = 6 * 3 * 4;
        let mut matrix = vec![0.0; OUTPUTS * INPUTS + OUTPUTS];
        twin.terms(&mut |term| {
            let place = term.x.map_or(OUTPUTS * INPUTS + term.y, |x| term.y * INPUTS + x);
            matrix[place] += p[term.p.expect("every term has a parameter")];
        });
        prop_assert_eq!(forward(&conv, &p, &x), forward(&linear!(80 => 72), &matrix, &x));
    }

    #[test]
    fn an_average_pool_is_a_depthwise_convolution_with_equal_weights(x in numbers(3 * 8 * 7)) {
        let pool = avg_pool2d!(3, [8 4 2 1 2 1], [7 2 3 1 0 1]);
        let conv = conv2d!(3 => 3, 3, [8 4 2 1 2 1], [7 2 3 1 0 1], no bias);
        prop_assert_eq!(forward(&pool, &[], &x), forward(&conv, &[1.0 / 8.0; 3 * 4 * 2], &x));
    }

    #[test]
    fn a_max_pool_is_never_below_the_average(x in numbers(3 * 8 * 6)) {
        let largest = forward(&max_pool2d!(3, [8 3 2 0 0 1], [6 2 2 0 0 1]), &[], &x);
        let average = forward(&avg_pool2d!(3, [8 3 2 0 0 1], [6 2 2 0 0 1]), &[], &x);
        prop_assert!(largest.iter().zip(&average).all(|(largest, average)| *largest >= average - 1e-6));
    }

    #[test]
    fn softmax_is_a_distribution_that_a_common_summand_does_not_change(x in numbers(5 * 2 * 3), summand in -8_i8..=8) {
        let layer = softmax!(Softmax, Tensor<5, 2, 3>);
        let y = forward(&layer, &[], &x);
        for position in 0..2 * 3 {
            let column: Vec<f32> = y.iter().skip(position).step_by(2 * 3).copied().collect();
            prop_assert!(column.iter().all(|y| (0.0..=1.0).contains(y)));
            prop_assert!((column.iter().sum::<f32>() - 1.0).abs() < 1e-6);
        }
        let higher: Vec<f32> = x.iter().map(|x| x + f32::from(summand)).collect();
        prop_assert_eq!(y, forward(&layer, &[], &higher));
    }

    #[test]
    fn every_image_of_a_tile_is_computed_as_if_alone(x in vec(numbers(2 * 5 * 4), 3), p in numbers(3 * 2 * 3 * 3 + 3)) {
        let conv = conv2d!(2 => 3, 1, [5 3 1 1 1 1], [4 3 1 1 1 1]);
        let dy = vec![vec![0.5; 3 * 5 * 4]; 3];
        let together = run::<_, 3>(&conv, &p, &x, &dy);
        let mut sum = vec![0.0; p.len()];
        for lane in 0..3 {
            let alone = run::<_, 1>(&conv, &p, from_ref(&x[lane]), from_ref(&dy[lane]));
            prop_assert_eq!((&together.y[lane], &together.dx[lane]), (&alone.y[0], &alone.dx[0]));
            sum.iter_mut().zip(alone.dp).for_each(|(sum, dp)| *sum += dp);
        }
        prop_assert_eq!(together.dp, sum);
    }
}

network! {
    struct Residual: [3, 5, 4] -> [3, 5, 4] {
        residual {
            conv1: conv2d(8, kernel: 3, padding: same),
            relu,
            conv2: conv2d(3, kernel: 3, padding: same),
        }
    }
}

network! {
    struct Dropping: [100] -> [100] { dropout(0.25) }
}

network! {
    struct Deep: [1, 63, 63] {
        conv1: conv2d(2, kernel: (5, 3)),
        max_pool2d(2),
        conv2: conv2d(2, kernel: 3, stride: (1, 2), dilation: (2, 1)),
        avg_pool2d(3, stride: 1),
        conv3: conv2d(1, kernel: (1, 3)),
    }
}

#[test]
fn an_element_sees_its_receptive_field_and_nothing_else() {
    // With weights of 1 and inputs that grow to the right and downwards, every maximum is the last of its window; so the
    // gradient of one element shows the field, but for what a maximum hides: the rows and columns before the last.
    let mut network = Deep::zeroed_box();
    network.floats_mut().fill(1.0);
    let field = Deep::LAYERS.last().expect("a layer").field;
    let seen = |grow: f32| {
        let x = Tensor::<1, 63, 63>::from_fn(|_, i, j| grow * (63 * i + j) as f32);
        let (mut tape, mut dx) =
            (<Deep as Network>::Tape::<1>::zeroed_box(), Tile::<Tensor<1, 63, 63>, 1>::zeroed_box());
        let mut workspace = <Deep as Network>::TrainingWorkspace::<1>::zeroed_box();
        let pass = Pass { seed: 0, images: 1, training: true };
        network.record(Tile::of(&x), &mut tape, &mut workspace, &pass);
        let (y, dy) = Deep::ends(&tape, &mut workspace);
        let middle = y.floats().len() / 2;
        dy.floats_mut()[middle] = 1.0;
        network.backward(Tile::of(&x), &mut tape, &mut workspace, &pass, &mut Deep::zeroed_box(), Some(&mut dx));
        let seen: Vec<_> = (0..63 * 63).filter(|index| dx.floats()[*index] != 0.0).map(|i| (i / 63, i % 63)).collect();
        let rows = seen.iter().map(|(row, _)| *row);
        let columns = seen.iter().map(|(_, column)| *column);
        [(rows.clone().min(), rows.max()), (columns.clone().min(), columns.max())]
            .map(|(a, b)| (a.unwrap(), b.unwrap()))
    };
    // Inputs that grow show the last element of the field, inputs that fall the first.
    let (last, first) = (seen(1.0), seen(-1.0));
    let size = [0, 1].map(|axis| last[axis].1 - first[axis].0 + 1);
    assert_eq!(size, field.size());
}
