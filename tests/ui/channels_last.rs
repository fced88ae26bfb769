use lenet_runtime::network;

network! {
    pub struct Net: [28, 28, 1] {
        conv1: conv2d(6, kernel: 5),
    }
}

network! {
    pub struct Color: [32, 32, 3] {
        conv1: conv2d(6, kernel: 3),
        max_pool2d(2),
    }
}

const KERNEL: usize = 5;

network! {
    pub struct Constant: [28, 28, 1] {
        conv1: conv2d(6, kernel: KERNEL),
    }
}

fn main() {}
