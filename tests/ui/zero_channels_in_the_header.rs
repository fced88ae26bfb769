use lenet_runtime::network;

network! {
    pub struct Net: [0, 28, 28] {
        relu,
    }
}

fn main() {}
