use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: con2d(6, kernel: 5),
        flatten,
        fc: linear(10),
    }
}

fn main() {}
