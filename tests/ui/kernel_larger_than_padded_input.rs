use lenet_runtime::network;

network! {
    pub struct Net: [1, 8, 6] {
        conv1: conv2d(6, kernel: (3, 9), padding: each_side(1)),
    }
}

fn main() {}
