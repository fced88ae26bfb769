use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv1: conv2d(8, kernel: 3),
        leaky_relu(negative_slope: -0.1),
        elu(alpha: -1),
    }
}

fn main() {}
