use lenet_runtime::{KIB, network};

const HIDDEN: usize = 300;

network! {
    pub struct Net: [1, 28, 28] -> [10], budget(flash: 100 * KIB) {
        conv1: conv2d(6, kernel: 5, padding: same),
        relu,
        max_pool2d(2),
        conv2: conv2d(16, kernel: 5),
        relu,
        max_pool2d(2),
        flatten,
        fc1: linear(HIDDEN),
        relu,
        fc2: linear(10),
    }
}

fn main() {}
