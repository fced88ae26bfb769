use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        relu(6),
    }
}

fn main() {}
