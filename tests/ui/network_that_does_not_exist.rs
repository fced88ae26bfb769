use lenet_runtime::network;

network! {
    pub struct Net: [3, 32, 32] {
        backbone: Backbon,
    }
}

fn main() {}
