use lenet_runtime::network;

const G: usize = 4;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: conv2d(6, kernel: 3),
        conv2: conv2d(12, kernel: 3, groups: G),
    }
}

fn main() {}
