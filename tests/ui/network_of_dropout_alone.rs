use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] { flatten, dropout(0.5) }
}

fn main() {}
