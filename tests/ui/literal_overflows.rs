use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        flatten,
        fc: linear(99999999999999999999),
    }
}

fn main() {}
