//! Inference and training allocate nothing in steady state. Alone in its program and without a test harness, so that nothing
//! else is counted.
#![allow(unsafe_code)]

use lenet_runtime::kernel::threads;
use lenet_runtime::layer::conv2d::{Conv, Conv2d};
use lenet_runtime::layer::pool::AdaptiveAvgPool;
use lenet_runtime::plain::{Plain, Zeroed};
use lenet_runtime::shape::Axis;
use lenet_runtime::tensor::{Tensor, Tile};
use lenet_runtime::train::loss::CrossEntropy;
use lenet_runtime::train::optimizer::{Adam, Optimizer, Sgd};
use lenet_runtime::train::schedule::Cosine;
use lenet_runtime::train::trainer::Trainer;
use lenet_runtime::train::{init::Init, random::Random};
use lenet_runtime::{Inference, LANES, Layer, Name, Network, Parameters, Pass, Prepared, TensorRef, network};
use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;
use typenum::{U1, U3, U8, U10};

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

fn main() {
    threads::limit(2);
    let labels: Vec<u8> = (0..200).map(|n| n % 10).collect();
    let images: Vec<_> =
        labels.iter().map(|&n| Image::from_fn(|c, i, j| f32::from(n) * (c + i * 3 + j) as f32 % 11.0 / 11.0)).collect();
    let mut network = Depthwise::init(1);

    let mut workspace = Depthwise::workspace();
    let before = count();
    for image in &images {
        network.forward_in(image, &mut workspace);
    }
    assert_eq!(count(), before, "inference of one image");

    let prepared = Small::init(1).prepare();
    let mut workspace = Prepared::<Small>::workspace();
    let image = Tensor::zeros();
    // The first times, helper threads start.
    for _ in 0..20 {
        prepared.forward_in(&image, &mut workspace);
        thread::sleep(Duration::from_millis(1));
    }
    let before = count();
    for _ in 0..50 {
        prepared.forward_in(&image, &mut workspace);
    }
    assert_eq!(count(), before, "inference of one image, prepared");

    let mut inference = Inference::new();
    let mut outputs = vec![[0.0; 10]; images.len()];
    inference.run(&*network, &images, &mut outputs);
    // The helper threads that the first call starts allocate their names when they come to life.
    thread::sleep(Duration::from_millis(200));
    let before = count();
    for _ in 0..10 {
        inference.run(&*network, &images, &mut outputs);
    }
    assert_eq!(count(), before, "inference of many images");

    steps(&mut network, &images, &labels, Sgd { momentum: 0.9, ..Sgd::new(0.1) });
    steps(&mut network, &images, &labels, Adam::new(0.001));
}

/// Trains for three epochs, and checks that all steps but the first allocate nothing.
fn steps(network: &mut Depthwise, images: &[Image], labels: &[u8], optimizer: impl Optimizer<Depthwise>) {
    let mut trainer = Trainer::new(CrossEntropy::default(), optimizer, 1);
    trainer.schedule = Some(Box::new(Cosine { start: 0.1, end: 0.0, epochs: 3.0 }));
    let mut counts = Vec::with_capacity(100);
    for _ in 0..3 {
        trainer.epoch(network, images, labels, |_| counts.push(count()));
    }
    assert_eq!(counts[0], counts[counts.len() - 1], "{counts:?}");
}

/// One kernel for each of ten channels, then the mean of each.
#[repr(C)]
struct Depthwise {
    conv: Conv2d<1, 10, 3, 3>,
}

// SAFETY: a struct in C layout of plain values.
unsafe impl Plain for Depthwise {}

type Image = Tensor<10, 8, 8>;
type Side = Axis<U8, U3, U1, U1, U1>;
type Convolution = Conv<U10, U10, Side, Side, U10>;
type Pool = AdaptiveAvgPool<U10, U8, U8, U1, U1>;

#[repr(C)]
struct Values<const L: usize> {
    conv: Tile<Image, L>,
    mean: Tile<[f32; 10], L>,
}

// SAFETY: a struct of plain values.
unsafe impl<const L: usize> Zeroed for Values<L> {}

// SAFETY: a struct of plain values.
unsafe impl<const L: usize> Zeroed for Tape<L> {}

struct Tape<const L: usize> {
    values: Values<L>,
    gradients: Values<L>,
}

impl Parameters for Depthwise {
    fn visit<'a>(&'a self, name: Name<'_>, visit: &mut dyn FnMut(TensorRef<'a, '_>)) {
        self.conv.visit(name.then("conv"), visit);
    }

    fn reset(&mut self, init: Option<Init>, random: &mut Random) {
        self.conv.reset(init, random);
    }
}

impl Network for Depthwise {
    type Input = Image;
    type Output = [f32; 10];
    type Workspace<const L: usize> = Values<L>;
    type Tape<const L: usize> = Tape<L>;

    const NAME: &'static str = "Depthwise";
    const PARAMETERS: usize = 100;
    const MACS: usize = Convolution::MACS;
    const LAYERS: &'static [Layer] = &[];

    fn infer<'a, const L: usize>(&self, x: &Tile<Image, L>, v: &'a mut Values<L>) -> &'a Tile<[f32; 10], L> {
        let mut scratch = [0.0; LANES * Convolution::SCRATCH];
        Convolution::forward(&self.conv, x, &mut v.conv, &mut scratch);
        Pool::forward(&v.conv, &mut v.mean);
        &v.mean
    }

    fn record<const L: usize>(&self, x: &Tile<Image, L>, tape: &mut Tape<L>, _: &Pass) {
        self.infer(x, &mut tape.values);
    }

    fn ends<const L: usize>(tape: &mut Tape<L>) -> (&Tile<[f32; 10], L>, &mut Tile<[f32; 10], L>) {
        (&tape.values.mean, &mut tape.gradients.mean)
    }

    fn backward<const L: usize>(
        &self,
        x: &Tile<Image, L>,
        tape: &mut Tape<L>,
        _: &Pass,
        gradient: &mut Self,
        _: Option<&mut Tile<Image, L>>,
    ) {
        let d = &mut tape.gradients;
        Pool::backward(&d.mean, &mut d.conv);
        Convolution::grad_weight(x, &d.conv, &mut gradient.conv, &mut []);
    }
}
