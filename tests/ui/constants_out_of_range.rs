use lenet_runtime::network;

const SLOPE: f32 = -0.5;

network! {
    pub struct Net: [1, 28, 28] {
        leaky_relu(negative_slope: SLOPE),
        dropout(SLOPE),
    }
}

fn main() {}
