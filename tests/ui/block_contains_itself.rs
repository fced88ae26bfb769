use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        block deeper(c) {
            conv: conv2d(c, kernel: 3, padding: same),
            inner: deeper(c),
        }
        first: deeper(16),
    }
}

fn main() {}
