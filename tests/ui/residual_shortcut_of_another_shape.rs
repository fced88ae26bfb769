use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: conv2d(16, kernel: 3, padding: same),
        residual(shortcut: { down: conv2d(32, kernel: 1) }) {
            conv2: conv2d(32, kernel: 3, stride: 2, padding: each_side(1)),
        }
    }
}

fn main() {}
