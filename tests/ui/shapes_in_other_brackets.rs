use lenet_runtime::network;

network! {
    pub struct Arrow: [1, 28, 28] => [10] {
        flatten,
        linear(10),
    }
}

network! {
    pub struct Array: [f32; 784] {
        linear(10),
    }
}

network! {
    pub struct Times: [28 x 28] {
        relu,
    }
}

fn main() {}
