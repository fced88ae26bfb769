use lenet_runtime::network;

const HIGH: f32 = 6.0;

network! {
    pub struct Net: [1, 28, 28] {
        clip(HIGH, 0.0),
        bounded: hard_tanh(max_val: -HIGH),
        clip(-HIGH, HIGH),
    }
}

fn main() {}
