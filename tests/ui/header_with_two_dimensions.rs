use lenet_runtime::network;

network! {
    pub struct Net: [28, 28] {
        relu,
    }
}

fn main() {}
