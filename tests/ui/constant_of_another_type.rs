use lenet_runtime::network;

const CLASSES: i32 = 10;

network! {
    pub struct Net: [1, 28, 28] {
        flatten,
        fc: linear(CLASSES),
    }
}

fn main() {}
