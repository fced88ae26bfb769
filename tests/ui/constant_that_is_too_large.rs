use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] -> [10] {
        conv1: conv2d(6, kernel: usize::MAX),
        flatten,
        fc: linear(10),
    }
}

fn main() {}
