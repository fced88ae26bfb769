use lenet_runtime::network;

const K: usize = 4;

network! {
    pub struct Backbone: [3, 32, 32] {
        conv1: conv2d(16, kernel: 3, stride: 2, padding: each_side(1)),
        relu,
    }
}

network! {
    pub struct Net: [3, 32, 32] {
        backbone: Backbone,
        conv2: conv2d(K, kernel: 17),
    }
}

fn main() {}
