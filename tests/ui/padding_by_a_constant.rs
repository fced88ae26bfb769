use lenet_runtime::network;

const P: usize = 2;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: conv2d(6, kernel: 5, padding: P),
    }
}

fn main() {}
