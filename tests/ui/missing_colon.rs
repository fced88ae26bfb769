use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv1 conv2d(6, kernel: 3),
        conv2 = conv2d(6, kernel = 3),
    }
}

fn main() {}
