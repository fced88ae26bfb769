use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: conv2d(6, kernel: 3, padding: edges(1, 1, 0, 0)),
        conv2: conv2d(6, kernel: 3, padding: edges(top: 1, left: 1, right: 1)),
    }
}

fn main() {}
