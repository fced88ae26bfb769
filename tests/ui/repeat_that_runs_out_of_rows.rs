use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        layers: repeat(4) {
            conv: conv2d(8, kernel: 3, stride: 2),
            relu,
        }
    }
}

fn main() {}
