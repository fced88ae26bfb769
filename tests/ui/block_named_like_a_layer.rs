use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        block relu(c) { conv: conv2d(c, kernel: 3), }
        relu,
    }
}

fn main() {}
