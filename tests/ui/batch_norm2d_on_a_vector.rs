use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        flatten,
        fc1: linear(100),
        bn1: batch_norm2d,
    }
}

fn main() {}
