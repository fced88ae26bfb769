//! The networks, with their weights and what they may take of the chip.

use lenet_runtime::{KIB, MIB, network};

/// What a network may take of the chip's RAM. On a computer, which trains it, kernels of vector instructions take more.
const fn ram(bytes: usize) -> usize {
    if cfg!(target_os = "none") { bytes } else { MIB }
}

network! {
    /// LeNet-5 as the textbook draws it.
    pub struct LeNet5: [1, 28, 28] -> [10],
        weights("../../data/lenet5.safetensors"), budget(ram: ram(9 * KIB), flash: 242 * KIB, prepared: false)
    {
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
    /// A network that fits beside much else: 4,266 parameters.
    pub struct Small: [1, 28, 28] -> [10],
        weights("../weights/small.safetensors"), budget(ram: ram(7 * KIB), flash: 17 * KIB, prepared: false)
    {
        conv1: conv2d(4, kernel: 3, padding: same),
        relu,
        max_pool2d(2),
        conv2: conv2d(8, kernel: 3, padding: same),
        relu,
        max_pool2d(2),
        flatten,
        fc: linear(10),
    }
}
