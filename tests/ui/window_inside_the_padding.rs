use lenet_runtime::network;

network! {
    pub struct Net: [1, 8, 8] {
        max_pool2d(2, padding: each_side(2)),
    }
}

fn main() {}
