use lenet_runtime::network;

network! {
    pub struct Net: [3, 32, 32] {
        block basic(c, s) {
            conv1: conv2d(c, kernel: 3, stride: s, padding: each_side(1)),
            relu,
            conv2: conv2d(c, kernel: 3),
        }
        first: basic(16, 2),
        second: basic(32, 4),
        third: basic(64, 2),
    }
}

fn main() {}
