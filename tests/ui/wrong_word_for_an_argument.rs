use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: conv2d(6, kernel: 3, bias: 0),
        max_pool2d(2, rounding: up),
    }
}

fn main() {}
