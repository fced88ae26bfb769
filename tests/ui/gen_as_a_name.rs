use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        gen: conv2d(6, kernel: 5),
        _: relu,
    }
}

fn main() {}
