//! Functions over the whole range of `f32`, alone and as part of the layers before them, in inference, in a batch, prepared and
//! in training. `lenet-runtime` tries the same functions on many more numbers.

use examples::lenet5::LeNet5;
use lenet_runtime::__internals::layer::softmax::{LogSoftmax, Softmax};
use lenet_runtime::simd::{self, Level};
use lenet_runtime::train::{CrossEntropy, Loss, MeanSquaredError, Optimizer, Sgd};
use lenet_runtime::{LANES, Network, Pass, Plain, Prepare, Tensor, Tile, Zeroed, network};
use reference::activation::Function;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Held by who sets the level, which is that of the whole program.
fn settings() -> MutexGuard<'static, ()> {
    static SETTINGS: Mutex<()> = Mutex::new(());
    SETTINGS.lock().unwrap_or_else(PoisonError::into_inner)
}

/// How many numbers are tried: each sign and exponent with four fractions.
const NUMBERS: usize = 2 * 256 * 4;

/// The numbers; which fractions follows from `seed`.
fn numbers(seed: u32) -> [f32; NUMBERS] {
    std::array::from_fn(|i| {
        let i = i as u32;
        let fraction = if i & 3 == 0 { 0 } else { (i ^ seed).wrapping_mul(0x9e37_79b1) & 0x7f_ffff };
        f32::from_bits(i >> 2 << 23 | fraction)
    })
}

/// Asserts that `found` is f(x) to within 4e-7 of it where it is a normal number, else to within 1e-43. NaN gives NaN.
fn check(what: &str, function: Function, x: f32, found: f32) {
    let exact = function.value(f64::from(x));
    // Where the formula has no value at −∞, it is the limit.
    let exact = if exact.is_nan() { 0.0 } else { exact };
    let right = if x.is_nan() {
        found.is_nan()
    } else if exact.abs() > f64::from(f32::MAX) {
        found == exact as f32
    } else if exact.abs() >= f64::from(f32::MIN_POSITIVE) {
        (f64::from(found) - exact).abs() <= 4e-7 * exact.abs()
    } else {
        f64::from(found).abs() <= 1.2e-38
    };
    assert!(right, "{what}: {function:?} of {x:e} is {found:e} instead of {exact:e}");
}

/// The same four times, where a pool of 2 × 2 reads them: 32 × 64 numbers become 64 × 128.
fn spread(x: &[f32], into: &mut [f32]) {
    if into.len() == x.len() {
        return into.copy_from_slice(x);
    }
    for (i, into) in into.iter_mut().enumerate() {
        let (row, column) = (i / 128, i % 128);
        *into = x[row / 2 * 64 + column / 2];
    }
}

/// Compares what a network makes of an image, of one that is prepared for it, and of a batch.
fn values<N: Prepare>(function: Function, level: Level) {
    let mut network = N::zeroed_box();
    // A convolution that changes nothing, if there is one.
    if let [weight, _] = network.floats_mut() {
        *weight = 1.0;
    }
    let x: Vec<_> = (0..=LANES as u32).map(numbers).collect();
    let mut images = vec![N::Input::ZERO; x.len()];
    for (x, image) in x.iter().zip(&mut images) {
        spread(x, image.floats_mut());
    }
    let compare = |how: &str, x: &[f32], y: &N::Output| {
        for (&x, &y) in x.iter().zip(y.floats()) {
            // The sum of four has to be a number.
            if N::Input::FLOATS == NUMBERS || x.is_nan() || x.abs() < f32::MAX / 8.0 {
                check(&format!("{}, {how}, {}", N::NAME, level.name()), function, x, y);
            }
        }
    };
    for (x, y) in x.iter().zip(&network.forward_batch(&images)) {
        compare("in a batch", x, y);
    }
    let prepared = network.prepare();
    for (x, image) in x.iter().zip(&images).take(2) {
        compare("alone", x, &network.forward(image));
        compare("prepared", x, &prepared.forward(image));
    }
}

/// Compares the gradient of the sum of a network's outputs with the slope.
fn slopes<N: Network>(function: Function, level: Level) {
    let (network, mut gradient) = (N::zeroed_box(), N::zeroed_box());
    let mut x = Tile::<N::Input, LANES>::zeroed_box();
    for (lane, numbers) in (0..LANES).map(|lane| (lane, numbers(lane as u32))) {
        for (x, number) in x.lanes_mut().iter_mut().zip(numbers) {
            x[lane] = number;
        }
    }
    let (mut tape, mut workspace) = (N::Tape::<LANES>::zeroed_box(), N::TrainingWorkspace::<LANES>::zeroed_box());
    let mut dx = x.clone();
    let pass = Pass { seed: 1, images: LANES, training: true };
    network.record(&x, &mut tape, &mut workspace, &pass);
    N::ends(&tape, &mut workspace).1.floats_mut().fill(1.0);
    network.backward(&x, &mut tape, &mut workspace, &pass, &mut gradient, Some(&mut dx));
    for (&x, &slope) in x.floats().iter().zip(dx.floats()).filter(|(x, _)| !x.is_nan()) {
        let exact = function.slope(f64::from(x));
        // Where the formula has no value at an infinity, it is the limit.
        let exact = if exact.is_nan() { f64::from(u8::from(x > 0.0)) } else { exact };
        let close = (f64::from(slope) - exact).abs() <= 4e-7 * exact.abs().max(1.0);
        assert!(close, "{}, slope of {function:?} at {x:e}: {slope:e} instead of {exact:e}", level.name());
    }
}

/// Declares networks of a function, alone or with layers that a kernel computes together with it, and a test of them.
macro_rules! functions {
    ($($test:ident: $function:expr, $layer:ident $(($($argument:tt)*))?, $after:tt;)*) => {
        $(
            #[test]
            fn $test() {
                network! { struct Alone: [2048] -> [2048] { $layer $(($($argument)*))? } }
                functions!($after $layer $(($($argument)*))?);

                let _settings = settings();
                for level in Level::all() {
                    simd::limit(level);
                    values::<Alone>($function, level);
                    slopes::<Alone>($function, level);
                    functions!($after values $function, level);
                }
            }
        )*
    };
    (alone $($any:tt)*) => {};
    (fused values $function:expr, $level:ident) => {
        values::<After>($function, $level);
        values::<Max>($function, $level);
        values::<Mean>($function, $level);
    };
    (fused $($layer:tt)*) => {
        network! { struct After: [1, 32, 64] -> [1, 32, 64] { conv2d(1, kernel: 1), $($layer)* } }
        network! { struct Max: [1, 64, 128] -> [1, 32, 64] { conv2d(1, kernel: 1), $($layer)*, max_pool2d(2) } }
        network! { struct Mean: [1, 64, 128] -> [1, 32, 64] { conv2d(1, kernel: 1), $($layer)*, avg_pool2d(2) } }
    };
}

functions! {
    sigmoid_is_right_from_one_end_to_the_other: Function::Sigmoid, sigmoid, fused;
    tanh_is_right_from_one_end_to_the_other: Function::Tanh, tanh, fused;
    relu_is_right_from_one_end_to_the_other: Function::Relu, relu, fused;
    relu6_is_right_from_one_end_to_the_other: Function::Relu6, relu6, fused;
    leaky_relu_is_right_from_one_end_to_the_other: Function::LeakyRelu(0.25), leaky_relu(negative_slope: 0.25), fused;
    elu_is_right_from_one_end_to_the_other: Function::Elu(1.0), elu, alone;
    gelu_is_right_from_one_end_to_the_other: Function::Gelu, gelu, alone;
    gelu_by_tanh_is_right_from_one_end_to_the_other: Function::GeluTanh, gelu(approximate: tanh), alone;
    silu_is_right_from_one_end_to_the_other: Function::Silu, silu, alone;
    selu_is_right_from_one_end_to_the_other: Function::Selu, selu, alone;
    celu_is_right_from_one_end_to_the_other: Function::Celu(0.5), celu(alpha: 0.5), alone;
    mish_is_right_from_one_end_to_the_other: Function::Mish, mish, alone;
    softplus_is_right_from_one_end_to_the_other: Function::Softplus(1.0), softplus, alone;
    softplus_that_bends_more_is_right_from_one_end_to_the_other: Function::Softplus(2.0), softplus(beta: 2.0), alone;
    softsign_is_right_from_one_end_to_the_other: Function::Softsign, softsign, alone;
    hard_tanh_is_right_from_one_end_to_the_other: Function::Clip(-1.0, 1.0), hard_tanh, fused;
    clip_is_right_from_one_end_to_the_other: Function::Clip(-0.25, 3.0), clip(-0.25, 3), fused;
    hard_sigmoid_is_right_from_one_end_to_the_other: Function::HardSigmoid(1.0 / 6.0, 0.5), hard_sigmoid, alone;
    hard_swish_is_right_from_one_end_to_the_other: Function::HardSwish, hard_swish, alone;
}

/// Logits from all over the range: huge, equal, tiny, very unequal, and −∞ beside something else.
fn logits() -> Vec<[f32; 3]> {
    let some =
        [0.0, 1e-40, 1e-8, 0.5, -0.5, 17.0, -17.0, 88.5, -88.5, 104.0, -104.0, 1e5, -1e5, 1e30, -1e30, 3e38, -3e38];
    let mut all = Vec::new();
    for a in some {
        all.extend([[a; 3], [a, a, f32::NEG_INFINITY], [a, f32::NEG_INFINITY, f32::NEG_INFINITY]]);
        for b in some {
            all.extend([[a, b, 0.25], [b, a, a], [f32::NEG_INFINITY, b, a]]);
        }
    }
    all
}

/// ln p of each class in `f64`, which is −∞ beside an infinity.
fn log_softmax(y: [f32; 3]) -> [f64; 3] {
    let y = y.map(f64::from);
    let largest = y.into_iter().fold(f64::NEG_INFINITY, f64::max);
    let sum: f64 = y.iter().map(|y| libm::exp(y - largest)).sum();
    y.map(|y| y - largest - libm::log(sum))
}

#[test]
fn softmax_and_its_loss_are_right_for_huge_and_unequal_logits() {
    for y in logits() {
        let exact = log_softmax(y);
        let (mut p, mut log_p) = (Tile::<[f32; 3], 1>::zeroed_box(), Tile::<[f32; 3], 1>::zeroed_box());
        p.floats_mut().copy_from_slice(&y);
        log_p.floats_mut().copy_from_slice(&y);
        Softmax::forward_in_place(&mut p);
        LogSoftmax::forward_in_place(&mut log_p);
        for (k, &exact) in exact.iter().enumerate() {
            let (p, log_p) = (f64::from(p.floats()[k]), f64::from(log_p.floats()[k]));
            assert!((p - exact.exp()).abs() <= 3e-7, "{y:?}[{k}]: {p}");
            // A sum of exponentials is 3e-7 off, and a difference of logits may be more than an `f32` can say.
            let close = (log_p - exact).abs() <= 3e-7 + 2e-7 * exact.abs();
            let beyond = exact < -f64::from(f32::MAX) && log_p == f64::NEG_INFINITY;
            assert!(close || beyond, "{y:?}[{k}]: {log_p} instead of {}", exact);
        }
        for label_smoothing in [0.0, 0.1] {
            for class in 0..3_u8 {
                let mut tile = Tile::<[f32; 3], 1>::zeroed_box();
                tile.floats_mut().copy_from_slice(&y);
                let mut dy = tile.clone();
                let loss = CrossEntropy { label_smoothing, ..CrossEntropy::default() };
                let loss = loss.tile(&tile, &[&class], &mut dy).loss;
                let smoothing = f64::from(label_smoothing);
                let target =
                    |k: usize| (1.0 - smoothing) * f64::from(u8::from(k == usize::from(class))) + smoothing / 3.0;
                let terms = (0..3).filter(|&k| target(k) > 0.0).map(|k| -target(k) * exact[k]);
                let expected: f64 = terms.sum();
                let close = (loss - expected).abs() <= 3e-7 + 3e-7 * expected;
                assert!(loss == expected || close, "{y:?}, class {class}: {loss} instead of {expected}");
                for (k, exact) in exact.iter().enumerate() {
                    let slope = exact.exp() - target(k);
                    assert!((f64::from(dy.floats()[k]) - slope).abs() <= 3e-7, "{y:?}, class {class}: {dy:?}");
                }
            }
        }
    }
}

#[test]
fn equal_logits_have_the_logarithm_of_their_number_as_loss() {
    for logit in [0.0, 1.0, -88.5, 1e30, 3e38, f32::MAX, -3e38, f32::MIN] {
        let mut y = Tile::<[f32; 2], 1>::zeroed_box();
        y.floats_mut().fill(logit);
        for label_smoothing in [0.0, 0.25] {
            let loss = CrossEntropy { label_smoothing, ..CrossEntropy::default() };
            let loss = loss.tile(&y, &[&1], &mut y.clone()).loss;
            assert_eq!(loss, std::f64::consts::LN_2, "of {logit}");
        }
    }
}

#[test]
fn logits_without_a_meaning_are_nan_and_not_hidden() {
    let (infinite, nan) = (f32::INFINITY, f32::NAN);
    for y in [[infinite, 0.0, 1.0], [0.0, infinite, infinite], [-infinite; 3], [0.0, nan, 1.0], [-infinite, nan, 0.0]] {
        let mut tile = Tile::<[f32; 3], 1>::zeroed_box();
        tile.floats_mut().copy_from_slice(&y);
        let mut dy = tile.clone();
        assert!(CrossEntropy::default().tile(&tile, &[&0], &mut dy).loss.is_nan(), "{y:?}");
        let mut p = tile.clone();
        Softmax::forward_in_place(&mut p);
        LogSoftmax::forward_in_place(&mut tile);
        let all = dy.floats().iter().chain(p.floats()).chain(tile.floats());
        assert!(all.into_iter().all(|number| number.is_nan()), "{y:?}: {dy:?}, {p:?}, {tile:?}");
    }
}

#[test]
fn squares_of_huge_differences_are_finite() {
    let mut y = Tile::<[f32; 2], 1>::zeroed_box();
    y.floats_mut().copy_from_slice(&[3e38, 1e-30]);
    let mut dy = y.clone();
    let loss = MeanSquaredError.tile(&y, &[&[-3e38, 0.0]], &mut dy).loss;
    assert!((loss / 1.8e77 - 1.0).abs() < 1e-6, "{loss}");
    assert_eq!(dy.floats()[1], 1e-30);
}

#[test]
fn lenet5_learns_from_pixels_of_0_to_255() {
    let _settings = settings();
    // A bright bar at a place that says the class, on noise.
    let mut random = lenet_runtime::Random::new(1);
    let labels: Vec<u8> = (0..256).map(|i| (i % 10) as u8).collect();
    let images: Vec<Tensor<1, 28, 28>> = labels
        .iter()
        .map(|&label| {
            let rows = 2 * usize::from(label) + 2..2 * usize::from(label) + 8;
            Tensor::from_fn(|_, i, _| if rows.contains(&i) { 255.0 } else { (40.0 * random.uniform()).floor() })
        })
        .collect();
    for level in Level::all() {
        simd::limit(level);
        let mut network = LeNet5::init(1);
        let prepared = network.prepare();
        let finite = |y: [f32; 10]| y.iter().all(|y| y.is_finite());
        assert!(network.forward_batch(&images).into_iter().all(finite), "{}", level.name());
        assert!(images[..32].iter().all(|image| finite(network.forward(image)) && finite(prepared.forward(image))));

        let (mut sgd, mut gradient) = (Sgd { momentum: 0.9, ..Sgd::<LeNet5>::new(0.2) }, LeNet5::zeroed_box());
        for (step, (images, labels)) in images.chunks(64).zip(labels.chunks(64)).enumerate() {
            let loss = network.loss_and_gradient(&CrossEntropy::default(), images, labels, step as u64, &mut gradient);
            assert!(loss.is_finite() && loss < 20.0, "{}, step {step}: a loss of {loss}", level.name());
            assert!(gradient.floats().iter().all(|number| number.is_finite()), "{}, step {step}", level.name());
            sgd.step(&mut network, &gradient);
        }
    }
}
