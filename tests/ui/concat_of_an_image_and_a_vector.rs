use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        concat {
            { conv1: conv2d(8, kernel: 1) }
            { flatten }
        }
    }
}

fn main() {}
