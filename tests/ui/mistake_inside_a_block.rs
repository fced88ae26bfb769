use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        block basic(c) {
            conv1: conv2d(c, kernel: 3, padding: 1),
        }
        first: basic(16),
        second: basic(32),
    }
}

fn main() {}
