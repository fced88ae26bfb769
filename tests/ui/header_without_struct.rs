use lenet_runtime::network;

network! {
    pub Net: [1, 28, 28] {
        relu,
    }
}

fn main() {}
