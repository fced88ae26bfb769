use lenet_runtime::network;

network! {
    pub struct PyTorch: [1, 28, 28] {
        self.conv1 = nn.Conv2d(1, 6, kernel_size=5, padding=2)
        nn.Conv2d(in_channels=6, out_channels=16, kernel_size=5),
        nn::BatchNorm2d(16),
        F::relu,
        conv2d(16, 32, (3, 3), padding="same"),
        adaptive_avg_pool2d(1, 1),
    }
}

network! {
    pub struct Keras: [1, 28, 28] {
        Conv2D(32, (3, 3), activation="relu", input_shape=(28, 28, 1)),
        MaxPooling2D(pool_size=(2, 2)),
        BatchNormalization(momentum=0.99),
        Dense(units=10, activation="softmax"),
    }
}

network! {
    pub struct Rust: [1, 28, 28] {
        conv1: Conv2dConfig::new([1, 6], [5, 5]).init(device),
        nn::conv2d(vs, 6, 16, 5, Default::default()),
        Conv2D<16, 32, 5>,
        conv2d::<32, 64, 5>,
        conv2d[64, kernel: 3],
        layers!(),
    }
}

fn main() {}
