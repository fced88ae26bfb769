use lenet_runtime::network;

network! {
    pub struct Net: [3, 28, 28] {
        conv2d(4, kernel: 3, groups: 2),
    }
}

fn main() {}
