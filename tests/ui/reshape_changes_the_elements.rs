use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        flatten,
        reshape(4, 14, 15),
    }
}

fn main() {}
