use lenet_runtime::network;

const CLASSES: usize = 12;

network! {
    pub struct Net: [1, 28, 28] -> [10] {
        conv1: conv2d(6, kernel: 5),
        flatten,
        fc: linear(CLASSES),
    }
}

fn main() {}
