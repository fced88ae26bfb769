//! The networks that run, and the images they see. `answers.py` has them too.

use lenet_runtime::{Tensor, Value, network};

network! {
    /// LeNet-5 as the textbook draws it: sigmoid and average pooling.
    pub struct LeNet5: [1, 28, 28] -> [10], weights("../../examples/data/lenet5.safetensors") {
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

pub mod modern {
    //! The same sizes, and so the same file; its numbers mean nothing here.

    use lenet_runtime::network;

    network! {
        /// LeNet-5 with rectifiers and max pooling.
        pub struct LeNet5: [1, 28, 28] -> [10], weights("../../examples/data/lenet5.safetensors") {
            conv1: conv2d(6, kernel: 5, padding: same),
            relu,
            max_pool2d(2),
            conv2: conv2d(16, kernel: 5),
            relu,
            max_pool2d(2),
            flatten,
            fc1: linear(120),
            relu,
            fc2: linear(84),
            relu,
            fc3: linear(10),
        }
    }
}

network! {
    /// A layer for each kernel of a prepared convolution: columns, Winograd's, depthwise, channels.
    pub struct Mixed: [3, 20, 18] -> [10], weights("mixed.safetensors") {
        stem: conv2d(8, kernel: 3, padding: same),
        relu6,
        wide: conv2d(32, kernel: 3, stride: 2, padding: each_side(1), bias: false),
        norm: batch_norm2d,
        silu,
        residual {
            winograd: conv2d(32, kernel: 3, padding: same),
            leaky_relu(negative_slope: 0.1),
            depthwise: conv2d(32, kernel: 3, padding: same, groups: 32),
            pointwise: conv2d(32, kernel: 1),
        }
        max_pool2d(3, stride: 2),
        groups: conv2d(24, kernel: (3, 2), groups: 4),
        tanh,
        global_avg_pool2d,
        flatten,
        head: linear(10),
    }
}

network! {
    /// More multiply-adds than 32 bits count.
    pub struct Large: [32, 512, 512] {
        repeat(2) {
            conv2d(32, kernel: 3, padding: same)
        }
    }
}

const _: () = assert!(Large::MACS > u32::MAX as u64);

/// A seven, drawn with two strokes.
pub fn seven() -> Tensor<1, 28, 28> {
    let ink = |i: usize, j: usize| {
        let stem = 20 - (i.max(8) - 8) / 2;
        ((7..10).contains(&i) && (7..22).contains(&j)) || ((10..24).contains(&i) && (stem - 2..=stem).contains(&j))
    };
    Tensor::from_fn(|_, i, j| if ink(i, j) { 1.0 } else { 0.0 })
}

/// An image of waves.
pub fn waves<V: Value>(image: &mut V) {
    for (n, x) in image.floats_mut().iter_mut().enumerate() {
        *x = ((n * n) % 37) as f32 / 18.5 - 1.0;
    }
}
