use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        residual {
            block basic(channels) { conv: conv2d(channels, kernel: 1) }
            basic(1),
        }
    }
}

fn main() {}
