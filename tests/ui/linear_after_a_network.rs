use lenet_runtime::network;

network! {
    pub struct Backbone: [3, 32, 32] {
        conv1: conv2d(16, kernel: 3, stride: 2, padding: each_side(1)),
        relu,
    }
}

network! {
    pub struct Net: [3, 32, 32] {
        backbone: Backbone,
        fc: linear(10),
    }
}

fn main() {}
