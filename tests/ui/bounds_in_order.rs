use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        clip(6, 0),
        hard_tanh(min_val: 1.0),
        bounded: clip(0.5, 0.5),
    }
}

fn main() {}
