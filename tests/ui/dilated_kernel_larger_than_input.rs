use lenet_runtime::network;

network! {
    pub struct Net: [1, 8, 8] {
        conv1: conv2d(6, kernel: 3, dilation: 4),
    }
}

fn main() {}
