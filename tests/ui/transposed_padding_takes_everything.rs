use lenet_runtime::network;

network! {
    pub struct Net: [6, 14, 14] {
        up: conv_transpose2d(3, kernel: 2, padding: each_side(8)),
    }
}

fn main() {}
