use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: conv2d(6, kernel: 5, padding: 2),
        relu,
        conv2: conv2d(16, kernal: 5),
        flatten,
        fc: linear(0),
    }
}

fn main() {}
