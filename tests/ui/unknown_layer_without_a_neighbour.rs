use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        wavelet(8),
    }
}

fn main() {}
