//! The level of instructions may change at any moment, in the middle of a pass too: results stay right.
//!
//! A program of its own, because the level is that of the whole program.

use lenet_runtime::simd::{Level, limit};
use lenet_runtime::train::CrossEntropy;
use lenet_runtime::{Plain, Prepared, Random, Tensor, Zeroed, network};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

network! {
    /// Each kernel for one image that is chosen for a level, and those for batches.
    struct Changing: [3, 24, 24] -> [10] {
        stem: conv2d(16, kernel: 3, padding: same),
        relu,
        depthwise: conv2d(16, kernel: 3, padding: same, groups: 16),
        pointwise: conv2d(32, kernel: 1),
        silu,
        down: conv2d(32, kernel: 3, stride: 2, padding: each_side(1)),
        winograd: conv2d(32, kernel: 3, padding: same),
        batch_norm2d,
        relu,
        max_pool2d(2),
        residual { inner: conv2d(32, kernel: 3, padding: same), tanh }
        narrow: conv2d(4, kernel: 1),
        columns: conv2d(4, kernel: 3),
        flatten,
        fc: linear(10),
    }
}

/// So many images, two of which follow one another in each buffer: what is left from one is wrong for the other.
const IMAGES: usize = 20;

#[test]
fn the_level_may_change_in_the_middle_of_a_pass() {
    let network = Changing::init(1);
    let mut random = Random::new(2);
    let mut images = vec![Tensor::<3, 24, 24>::zeros(); IMAGES];
    images.iter_mut().flat_map(Plain::floats_mut).for_each(|x| *x = random.uniform() * 4.0 - 2.0);
    let labels: Vec<u8> = (0..IMAGES as u8).map(|image| image % 10).collect();

    // What plain code says.
    let best = Level::best();
    limit(Level::Plain);
    let expected: Vec<[f32; 10]> = images.iter().map(|image| network.forward(image)).collect();
    let loss_function = CrossEntropy::default();
    let mut gradient = Changing::zeroed_box();
    let loss = network.loss_and_gradient(&loss_function, &images, &labels, 3, &mut gradient);

    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let levels: Vec<Level> = Level::all().collect();
            while !done.load(Ordering::Relaxed) {
                levels.iter().for_each(|&level| limit(level));
            }
        });
        // Also when an assertion fails, so that the scope ends.
        let passes = std::panic::catch_unwind(|| {
            let mut workspace = Changing::workspace();
            let mut prepared_workspace = Prepared::<Changing>::workspace();
            let mut found = Changing::zeroed_box();
            let start = Instant::now();
            let mut rounds = 0;
            while rounds < 3 || start.elapsed() < Duration::from_secs(2) {
                rounds += 1;
                let prepared = network.prepare();
                for (image, expected) in images.iter().zip(&expected) {
                    close(prepared.forward_in(image, &mut prepared_workspace), expected);
                    close(network.forward_in(image, &mut workspace), expected);
                }
                for (scores, expected) in network.forward_batch(&images).iter().zip(&expected) {
                    close(scores, expected);
                }
                let found_loss = network.loss_and_gradient(&loss_function, &images, &labels, 3, &mut found);
                assert!((found_loss - loss).abs() < 1e-4, "{found_loss} for {loss}");
                close(found.floats(), gradient.floats());
            }
        });
        done.store(true, Ordering::Relaxed);
        passes.unwrap_or_else(|panic| std::panic::resume_unwind(panic));
    });
    limit(best);
}

/// Whether all numbers differ by no more than rounding explains.
#[track_caller]
fn close(found: &[f32], expected: &[f32]) {
    let scale = expected.iter().fold(1.0_f32, |most, x| most.max(x.abs()));
    for (at, (&found, &expected)) in found.iter().zip(expected).enumerate() {
        assert!((found - expected).abs() <= 1e-3 * scale, "{found} at {at} for {expected}, of at most {scale}");
    }
}
