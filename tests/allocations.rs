//! Inference and training allocate nothing in steady state. Alone in its program and without a test harness, so that nothing
//! else is counted.
#![allow(unsafe_code)]

use examples::lenet5::{LeNet5, ModernLeNet5};
use lenet_runtime::simd::{self, Level};
use lenet_runtime::train::{Adam, Cosine, CrossEntropy, Optimizer, Pairs, Sgd, Trainer};
use lenet_runtime::{Inference, Network, Prepare, Prepared, Tensor, network, threads};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

network! {
    /// Large enough for two threads; one layer without a kernel of its own.
    struct Small: [3, 32, 32] -> [10] {
        conv2d(32, kernel: 3, padding: same),
        relu,
        residual { conv2d(32, kernel: 3, padding: same) }
        upsample(2),
        global_avg_pool2d,
        flatten,
        linear(10),
    }
}

struct Counting;

static ALLOCATIONS: AtomicUsize = AtomicUsize::new(0);

// SAFETY: every request goes to the system's allocator unchanged.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        ALLOCATIONS.fetch_add(1, Ordering::Relaxed);
        // SAFETY: the caller keeps the promises that the system's allocator asks for.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        // SAFETY: as above.
        unsafe { System.dealloc(memory, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn count() -> usize {
    ALLOCATIONS.load(Ordering::Relaxed)
}

type Image = Tensor<1, 28, 28>;

fn main() {
    // A full batch of 64 and one of 6. These kernels are compiled without optimization, so more would take minutes.
    let labels: Vec<u8> = (0..70).map(|n| n % 10).collect();
    let images: Vec<Image> =
        labels.iter().map(|&n| Image::from_fn(|_, i, j| f32::from(n) * (i * 3 + j) as f32 % 11.0 / 11.0)).collect();
    threads::limit(2);
    prepared::<Small>(&Tensor::zeros());
    for threads in [1, 2] {
        threads::limit(threads);
        for level in Level::all() {
            simd::limit(level);
            prepared::<LeNet5>(&images[1]);
            prepared::<ModernLeNet5>(&images[1]);
            // Plain code multiplies matrices by `matrixmultiply`, which allocates.
            if !matches!(level, Level::Plain) {
                steady::<LeNet5>(&images, &labels);
                steady::<ModernLeNet5>(&images, &labels);
            }
        }
    }
}

/// Counts the allocations of some runs after the first ones, in which helper threads start.
fn allocations(mut run: impl FnMut()) -> usize {
    for _ in 0..20 {
        run();
        thread::sleep(Duration::from_millis(1));
    }
    let before = count();
    for _ in 0..50 {
        run();
    }
    count() - before
}

fn prepared<N: Prepare>(image: &N::Input) {
    let prepared = N::init(1).prepare();
    let mut workspace = Prepared::<N>::workspace();
    let allocations = allocations(|| {
        prepared.forward_in(image, &mut workspace);
    });
    assert_eq!(allocations, 0, "{}, prepared", N::NAME);
}

fn steady<N: Network<Input = Image, Output = [f32; 10]>>(images: &[Image], labels: &[u8]) {
    let mut network = N::init(1);

    let mut workspace = N::workspace();
    let before = count();
    for image in images {
        network.forward_in(image, &mut workspace);
    }
    assert_eq!(count(), before, "{}, one image", N::NAME);

    let mut inference = Inference::new();
    // A tile for each thread, and one that is not full.
    let images_of_a_run = &images[..33];
    let mut outputs = vec![[0.0; 10]; images_of_a_run.len()];
    let allocations = allocations(|| inference.run(&*network, images_of_a_run, &mut outputs));
    assert_eq!(allocations, 0, "{}, many images", N::NAME);

    steps(&mut *network, images, labels, Sgd { momentum: 0.9, ..Sgd::new(0.1) });
    steps(&mut *network, images, labels, Adam::new(0.001));
}

/// Trains for three epochs, and checks that all steps but the first allocate nothing.
fn steps<N: Network<Input = Image, Output = [f32; 10]>>(
    network: &mut N,
    images: &[Image],
    labels: &[u8],
    optimizer: impl Optimizer<N>,
) {
    let mut trainer = Trainer::new(CrossEntropy::default(), optimizer, 1);
    trainer.schedule = Some(Box::new(Cosine { start: 0.1, end: 0.0, epochs: 3.0 }));
    let mut counts = Vec::with_capacity(100);
    for _ in 0..3 {
        trainer.epoch(network, Pairs::new(images, labels), |_| counts.push(count())).unwrap();
    }
    assert_eq!(counts[0], counts[counts.len() - 1], "{}, training: {counts:?}", N::NAME);
}
