use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        repeat(2) {
            conv: conv2d(8, kernel: 3, padding: same),
        }
    }
}

fn main() {}
