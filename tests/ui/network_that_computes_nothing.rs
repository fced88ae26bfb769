use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        flatten,
        reshape(28, 28, 1),
    }
}

fn main() {}
