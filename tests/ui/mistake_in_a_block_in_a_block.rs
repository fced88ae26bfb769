use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        block inner(size) {
            conv: conv2d(8, kernel: size),
        }
        block outer(size) {
            first: inner(size),
            second: inner(2 * size),
        }

        body: outer(12),
    }
}

fn main() {}
