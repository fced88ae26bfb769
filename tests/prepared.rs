//! A prepared network computes what the network computes.

use lenet_runtime::simd::{self, Level};
use lenet_runtime::threads;
use lenet_runtime::{Network, Plain, Prepare, Prepared, Random, Zeroed, network};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Held by who sets the level and the threads, which are those of the whole program.
fn settings() -> MutexGuard<'static, ()> {
    static SETTINGS: Mutex<()> = Mutex::new(());
    SETTINGS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A network with random weights and statistics.
fn network<N: Network>(random: &mut Random) -> Box<N> {
    let mut network = <N as Network>::init(3);
    // Biases and statistics away from where they start; variances stay positive.
    for number in network.floats_mut() {
        *number = if *number == 1.0 { 0.5 + random.uniform() } else { *number + 0.1 * (random.uniform() - 0.5) };
    }
    network
}

fn image<N: Network>(random: &mut Random) -> Box<N::Input> {
    let mut image = N::Input::zeroed_box();
    image.floats_mut().fill_with(|| 2.0 * random.uniform() - 1.0);
    image
}

/// The largest difference between a network and its prepared form, relative to the greatest output.
fn difference<N: Prepare>() -> f64 {
    let mut random = Random::new(7);
    let network = network::<N>(&mut random);
    let mut prepared = network.prepare();
    let mut space = Prepared::<N>::workspace();
    let mut worst: f64 = 0.0;
    for _ in 0..3 {
        let image = image::<N>(&mut random);
        let exact = Network::forward(&*network, &image);
        let greatest = exact.floats().iter().fold(0.0, |greatest: f32, y| greatest.max(y.abs()));
        // Twice in the same buffers, which then hold other numbers.
        for _ in 0..2 {
            let found = prepared.forward_in(&image, &mut space);
            for (found, exact) in found.floats().iter().zip(exact.floats()) {
                let error = f64::from((found - exact).abs() / greatest);
                assert!(!error.is_nan(), "{}: {found} for {exact}", N::NAME);
                worst = worst.max(error);
            }
        }
        prepared.update(&network);
    }
    worst
}

fn check<N: Prepare>(bound: f64) {
    let _settings = settings();
    for level in Level::all() {
        simd::limit(level);
        let error = difference::<N>();
        assert!(error < bound, "{} with {}: off by {error:e}", N::NAME, level.name());
    }
}

network! {
    struct LeNet5: [1, 28, 28] -> [10] {
        conv1: conv2d(6, kernel: 5, padding: same),
        sigmoid,
        avg_pool2d(2),
        conv2: conv2d(16, kernel: 5),
        sigmoid,
        avg_pool2d(2),
        flatten,
        fc1: linear(120),
        sigmoid,
        fc2: linear(84),
        sigmoid,
        fc3: linear(10),
    }
}

network! {
    struct Modern: [1, 28, 28] -> [10] {
        conv1: conv2d(6, kernel: 5, padding: same),
        relu,
        max_pool2d(2),
        conv2: conv2d(16, kernel: 5),
        relu,
        max_pool2d(2),
        flatten,
        fc1: linear(120),
        relu,
        dropout(0.5),
        fc2: linear(84),
        relu,
        fc3: linear(10),
        softmax,
    }
}

#[test]
fn lenet5() {
    check::<LeNet5>(1e-6);
    check::<Modern>(1e-6);
}

network! {
    /// Every way to pad and to move, batch normalization after each, in a residual network.
    struct Residual: [3, 32, 32] -> [10] {
        stem: conv2d(16, kernel: 3, padding: same, bias: false),
        bn: batch_norm2d,
        relu,
        layer1: repeat(2) {
            residual {
                conv1: conv2d(16, kernel: 3, padding: same, bias: false),
                bn1: batch_norm2d,
                relu,
                conv2: conv2d(16, kernel: 3, padding: same, bias: false),
                bn2: batch_norm2d,
            }
            relu,
        }
        layer2: residual(shortcut: { down: conv2d(48, kernel: 1, stride: 2, bias: false), bn: batch_norm2d }) {
            conv1: conv2d(48, kernel: 3, stride: 2, padding: each_side(1), bias: false),
            bn1: batch_norm2d,
            relu,
            conv2: conv2d(48, kernel: 3, padding: same, bias: false),
            bn2: batch_norm2d,
        }
        relu,
        layer3: residual {
            conv1: conv2d(48, kernel: 3, padding: same),
            leaky_relu(negative_slope: 0.1),
            conv2: conv2d(48, kernel: 3, padding: same),
        }
        tanh,
        global_avg_pool2d,
        flatten,
        fc: linear(10),
    }
}

network! {
    /// Depthwise and pointwise.
    struct Separable: [3, 28, 24] -> [12] {
        conv2d(24, kernel: 3, stride: 2, padding: each_side(1), bias: false),
        batch_norm2d,
        relu6,
        conv2d(24, kernel: 3, padding: each_side(1), groups: 24, bias: false),
        batch_norm2d,
        relu6,
        conv2d(20, kernel: 1),
        batch_norm2d,
        residual {
            conv2d(60, kernel: 1),
            relu6,
            conv2d(60, kernel: 5, padding: same, groups: 60),
            hard_swish,
            conv2d(20, kernel: 1),
        }
        conv2d(40, kernel: 3, stride: 2, groups: 20, padding: each_side(1)),
        silu,
        conv2d(40, kernel: (3, 1), dilation: 2, groups: 2, padding: same),
        gelu,
        adaptive_avg_pool2d(2),
        flatten,
        linear(12),
        log_softmax,
    }
}

network! {
    /// Branches, and layers that have no kernel of their own.
    struct Branches: [2, 20, 18] -> [3, 20, 18] {
        concat {
            { conv2d(5, kernel: 3, padding: same), sigmoid }
            { conv2d(32, kernel: 5, padding: same), relu }
            { max_pool2d(3, stride: 1, padding: each_side(1)) }
        }
        down: conv2d(16, kernel: 2, stride: 2),
        elu,
        batch_norm2d,
        residual { layer_norm, conv2d(16, kernel: 3, padding: same), }
        concat { { identity: dropout(0.1) } { avg_pool2d(3, stride: 1, padding: each_side(1), count_include_pad: false) } }
        up: conv_transpose2d(8, kernel: 2, stride: 2),
        upsample(2),
        crop(edges(top: 10, bottom: 10, left: 9, right: 9)),
        pad(each_side(1), value: 0.5),
        max_pool2d(3, stride: 1),
        conv2d(3, kernel: 1),
        softmax,
    }
}

network! {
    /// Vectors and views.
    struct Views: [4, 6, 6] -> [7] {
        flatten,
        residual { linear(144), tanh, dropout(0.2), linear(144) }
        reshape(9, 4, 4),
        conv2d(33, kernel: 3, padding: same),
        relu,
        max_pool2d(3, stride: 2, rounding: ceil),
        residual { conv2d(33, kernel: 1, bias: false) }
        flatten,
        batch_norm1d,
        sigmoid,
        concat { { linear(5) } { linear(12), relu } }
        batch_norm1d,
        linear(7, bias: false),
    }
}

network! {
    /// Networks as layers.
    struct Nested: [3, 32, 32] -> [4] {
        conv2d(3, kernel: 3, padding: same),
        body: Residual,
        relu,
        linear(4),
    }
}

#[test]
fn compositions() {
    check::<Residual>(2e-5);
    check::<Separable>(1e-5);
    check::<Branches>(1e-5);
    check::<Views>(1e-5);
    check::<Nested>(2e-5);
}

network! {
    /// Every kernel with enough work for several threads.
    struct Large: [3, 64, 64] -> [10] {
        columns: conv2d(8, kernel: 5, padding: same),
        relu,
        channels: conv2d(64, kernel: 3, padding: same),
        relu,
        depthwise: conv2d(64, kernel: 5, padding: same, groups: 64),
        relu,
        max_pool2d(3, stride: 2, padding: each_side(1)),
        winograd: conv2d(64, kernel: 3, padding: same),
        residual { conv2d(64, kernel: 3, padding: same) }
        few_weights: conv2d(32, kernel: 3, padding: same),
        grouped: conv2d(48, kernel: 3, padding: same, groups: 4),
        sigmoid,
        avg_pool2d(2),
        flatten,
        linear(256),
        tanh,
        linear(10),
    }
}

network! {
    /// A layer from the image that is given to the one that is handed back.
    struct Across: [20, 36, 40] -> [19, 36, 40] { conv2d(19, kernel: 1), relu6 }
}

network! {
    /// The same with a function that is more than bounds.
    struct AcrossSigmoid: [5, 9, 7] -> [12, 9, 7] { conv2d(12, kernel: 1), batch_norm2d, sigmoid }
}

network! {
    /// Each channel by itself.
    struct Apart: [20, 37, 41] -> [20, 37, 41] { conv2d(20, kernel: 3, padding: same, groups: 20), relu }
}

network! {
    /// In steps, with a function that is more than bounds.
    struct ApartSteps: [9, 23, 40] -> [9, 11, 40] {
        conv2d(9, kernel: (3, 5), stride: (2, 1), padding: each_side((0, 2)), groups: 9),
        leaky_relu,
    }
}

network! {
    /// A first layer that moves by two rows.
    struct Stem: [3, 61, 57] -> [20, 16, 15] {
        conv2d(20, kernel: 7, stride: 2, padding: each_side(3)),
        batch_norm2d,
        relu,
        max_pool2d(3, stride: 2, padding: each_side(1)),
    }
}

network! {
    /// A last layer of few channels.
    struct Last: [18, 20, 18] -> [24, 20, 18] {
        conv2d(7, kernel: 3, padding: same),
        relu,
        conv2d(24, kernel: 5, padding: same),
        sigmoid,
    }
}

network! {
    /// Both, with rows that are shorter and longer than vectors.
    struct Wide: [12, 27, 30] -> [40, 14, 28] { conv2d(40, kernel: (5, 3), stride: (2, 1), padding: each_side((2, 0))) }
}

network! {
    /// The image that is given has two readers, the one that is handed back two parts.
    struct Around: [12, 16, 16] -> [12, 16, 16] { residual { conv2d(12, kernel: 1) } }
}

#[test]
fn layers_at_both_ends() {
    check::<Across>(1e-5);
    check::<AcrossSigmoid>(1e-5);
    check::<Apart>(1e-5);
    check::<ApartSteps>(1e-5);
    check::<Around>(1e-5);
    check::<Stem>(1e-5);
    check::<Last>(1e-5);
    check::<Wide>(1e-5);
}

/// The bits of what a prepared network computes are the same on any number of threads.
fn check_threads<N: Prepare>() {
    let _settings = settings();
    let mut random = Random::new(7);
    let prepared = network::<N>(&mut random).prepare();
    let image = image::<N>(&mut random);
    let mut space = Prepared::<N>::workspace();
    let all = threads::count();
    for level in Level::all() {
        simd::limit(level);
        let mut bits = |threads| -> Vec<u32> {
            threads::limit(threads);
            prepared.forward_in(&image, &mut space).floats().iter().map(|y| y.to_bits()).collect()
        };
        let alone = bits(1);
        for threads in [2, 3, 8, 2] {
            assert_eq!(bits(threads), alone, "{} with {}, {threads} threads", N::NAME, level.name());
        }
    }
    threads::limit(all);
}

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    check_threads::<LeNet5>();
    check_threads::<Modern>();
    check_threads::<Residual>();
    check_threads::<Separable>();
    check_threads::<Branches>();
    check_threads::<Views>();
    check_threads::<Nested>();
    check_threads::<Large>();
    check_threads::<Across>();
    check_threads::<Apart>();
    check_threads::<Stem>();
    check_threads::<Last>();
    check_threads::<Wide>();
}

network! {
    /// Few channels.
    struct Few: [2, 6, 6] -> [4, 3, 3] { conv2d(4, kernel: 1), relu, max_pool2d(2) }
}

network! {
    /// Many channels.
    struct Many: [3, 6, 6] -> [20, 3, 3] { conv2d(20, kernel: 1), leaky_relu(negative_slope: 0.1), max_pool2d(2) }
}

network! {
    /// The two activations of the textbook, each before the other pool.
    struct Saturated: [2, 12, 12] -> [17, 3, 3] {
        conv2d(5, kernel: 1),
        sigmoid,
        avg_pool2d(2),
        conv2d(17, kernel: 1),
        tanh,
        max_pool2d(2),
    }
}

network! {
    /// Pools that are layers of their own, of many channels and of few.
    struct Pools: [18, 9, 8] -> [3, 2, 2] {
        max_pool2d(3, stride: 2, padding: each_side(1)),
        conv2d(3, kernel: 1),
        adaptive_max_pool2d(2),
    }
}

/// A NaN at any place of the image makes NaN of the same outputs.
fn check_nan<N: Prepare>() {
    let _settings = settings();
    let mut random = Random::new(7);
    let network = network::<N>(&mut random);
    let prepared = network.prepare();
    let mut image = image::<N>(&mut random);
    let mut space = Prepared::<N>::workspace();
    for level in Level::all() {
        simd::limit(level);
        for place in 0..N::Input::FLOATS {
            let kept = std::mem::replace(&mut image.floats_mut()[place], f32::NAN);
            let exact = Network::forward(&*network, &image);
            let found = prepared.forward_in(&image, &mut space);
            let same = found.floats().iter().zip(exact.floats()).all(|(a, b)| a.is_nan() == b.is_nan());
            assert!(same, "{} with {}, NaN at {place}: {found:?} for {exact:?}", N::NAME, level.name());
            assert!(exact.floats().iter().any(|y| y.is_nan()));
            image.floats_mut()[place] = kept;
        }
    }
}

#[test]
fn nan_is_not_lost() {
    check_nan::<Few>();
    check_nan::<Many>();
    check_nan::<Saturated>();
    check_nan::<Pools>();
}
