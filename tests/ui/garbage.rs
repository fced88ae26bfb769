use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: @,
        5,
        conv2: conv2d(6, kernel: if true { 3 } else { 5 }),
        relu;
    }
}

fn main() {}
