use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        block basic(channels) {
            conv1: conv2d(channels, kernel: 3),
            conv1: conv2d(channels, kernel: 3),
        }

        first: basic(16),
        second: basic(32),
    }
}

fn main() {}
