use lenet_runtime::network;

const CLASSES: usize = 0;

network! {
    pub struct Net: [1, 28, 28] {
        flatten,
        fc: linear(CLASSES),
    }
}

fn main() {}
