use lenet_runtime::network;

network! {
    pub struct Net {
        relu,
    }
}

fn main() {}
