use lenet_runtime::network;

network! {
    pub struct Net: [32, 1, 28, 28] -> [32, 10, 1, 1] {
        relu,
    }
}

network! {
    pub struct Vector: [1, 784] -> [None, 10] {
        linear(10),
    }
}

fn main() {}
