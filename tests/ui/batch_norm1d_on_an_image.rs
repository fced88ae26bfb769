use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: conv2d(8, kernel: 3),
        bn1: batch_norm1d,
    }
}

fn main() {}
