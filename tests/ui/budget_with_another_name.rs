use lenet_runtime::{KIB, network};

network! {
    pub struct Net: [1, 28, 28] -> [10], budget(rom: 64 * KIB) {
        conv1: conv2d(6, kernel: 5, padding: same),
        relu,
        max_pool2d(2),
        conv2: conv2d(16, kernel: 5),
        relu,
        max_pool2d(2),
        flatten,
        fc1: linear(120),
        relu,
        fc2: linear(10),
    }
}

fn main() {}
