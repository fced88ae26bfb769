use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: conv2d(6, kernel: 5),
        conv2: conv2d(16, kernel: 3, groups: 4),
    }
}

fn main() {}
