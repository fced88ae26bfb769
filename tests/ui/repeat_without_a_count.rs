use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        repeat { relu }
    }
}

fn main() {}
