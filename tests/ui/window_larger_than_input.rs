use lenet_runtime::network;

network! {
    pub struct Net: [1, 5, 5] {
        conv1: conv2d(6, kernel: 3),
        max_pool2d(4),
    }
}

fn main() {}
