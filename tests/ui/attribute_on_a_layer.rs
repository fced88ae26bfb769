use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        #[cfg(feature = "deep")]
        conv1: conv2d(6, kernel: 5),
    }
}

fn main() {}
