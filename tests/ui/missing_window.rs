use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        max_pool2d,
    }
}

fn main() {}
