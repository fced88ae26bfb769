use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        block basic(c, s) {
            conv1: conv2d(c, kernel: 3, stride: s, padding: same),
            relu,
            conv2: conv2d(c, kernel: 3),
        }
        first: basic(16, 2, 3),
    }
}

fn main() {}
