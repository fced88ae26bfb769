use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv2d(1, 6, 5),
        conv2d(6, 5),
        conv2d(1, 6, 5, 2, 1),
        max_pool2d(2, 2),
        batch_norm2d(64),
        leaky_relu(0.1),
        upsample(2, bilinear),
        softmax(1),
        flatten(1),
        linear(64, 10),
        relu(true),
    }
}

fn main() {}
