use lenet_runtime::network;

network! {
    pub struct Net: [3, 224, 224] {
        flatten,
        fc: linear(16_000_000),
    }
}

fn main() {}
