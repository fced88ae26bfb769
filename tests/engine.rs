//! The engine that a program chooses is the one that computes, and that a summary names. Alone in its program and without a test
//! harness: the choice holds for the whole program, and products of matrices are known by the memory that they take.

mod counting;

use examples::lenet5::LeNet5;
use lenet_runtime::engine::{self, Engine};
use lenet_runtime::simd::{self, Level};
use lenet_runtime::train::{CrossEntropy, Gradients};
use lenet_runtime::{Inference, Plain, Tensor, threads};

/// What a network computes, and how many bytes it takes to compute it once more.
struct Answers {
    one: Vec<f32>,
    batch: Vec<f32>,
    gradient: Vec<f32>,
    prepared: Vec<f32>,
    bytes: [usize; 3],
}

fn main() {
    threads::limit(1);
    let images: Vec<_> =
        (0..20).map(|n| Tensor::<1, 28, 28>::from_fn(|_, i, j| ((n * 7 + i * 3 + j * j) % 17) as f32 / 17.0)).collect();
    let vectors = answers(&images);
    engine::select(Engine::Gemm);
    let gemm = answers(&images);
    said("gemm");
    engine::select(Engine::Vectors);

    // Products of matrices allocate, kernels of vector instructions do not.
    assert!(gemm.bytes.iter().all(|bytes| *bytes > 0), "{:?}", gemm.bytes);
    if Level::all().count() > 1 {
        assert_eq!(vectors.bytes, [0; 3]);
        said("lanes");
        assert_ne!(vectors.batch, gemm.batch, "in the last bits");
    }
    close(&vectors.one, &gemm.one);
    close(&vectors.batch, &gemm.batch);
    close(&vectors.gradient, &gemm.gradient);
    assert_eq!(vectors.prepared, gemm.prepared, "a prepared network has kernels of its own");

    // Without vector instructions there is one engine.
    simd::limit(Level::Plain);
    said("gemm");
}

fn answers(images: &[Tensor<1, 28, 28>]) -> Answers {
    let network = LeNet5::init(1);
    let labels: Vec<u8> = (0..images.len()).map(|n| (n % 10) as u8).collect();
    let (mut workspace, mut inference) = (LeNet5::workspace(), Inference::<LeNet5>::new());
    let (mut outputs, mut gradients) = (vec![[0.0; 10]; images.len()], Gradients::<LeNet5>::new());
    let loss = CrossEntropy::default();
    let mut bytes = [0; 3];
    for _ in 0..2 {
        bytes = [
            counting::peak(|| network.forward_in(&images[0], &mut workspace).len()).1,
            counting::peak(|| inference.run(&network, images, &mut outputs)).1,
            counting::peak(|| gradients.compute(&network, &loss, images, &labels, 1)).1,
        ];
    }
    Answers {
        one: network.forward(&images[0]).to_vec(),
        batch: outputs.as_flattened().to_vec(),
        gradient: gradients.gradient().floats().to_vec(),
        prepared: network.prepare().forward(&images[0]).to_vec(),
        bytes,
    }
}

fn close(found: &[f32], expected: &[f32]) {
    let greatest = expected.iter().fold(0.0_f32, |greatest, number| greatest.max(number.abs()));
    for (found, expected) in found.iter().zip(expected) {
        assert!((found - expected).abs() <= 1e-5 * greatest, "{found} for {expected}");
    }
}

/// The summary names kernels of this engine for batches and gradients of every convolution and linear layer, and of no other.
fn said(kernel: &str) {
    let summary = LeNet5::summary().to_string();
    for layer in ["conv1", "conv2", "fc1", "fc2", "fc3"] {
        let line = summary.lines().find(|line| line.starts_with(layer)).unwrap();
        assert!(line.contains(kernel), "{line}");
        assert_eq!(line.contains("lanes"), kernel == "lanes", "{line}");
        assert_eq!(line.contains("gemm"), kernel == "gemm", "{line}");
    }
}
