use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: conv2d(8, kernel: 3),
        bn1: batch_norm2d(eps: 0, momentum: 10),
    }
}

fn main() {}
