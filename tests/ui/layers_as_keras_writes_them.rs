use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        Conv2D(32, (3, 3), activation="relu"),
        Conv2D(32, 3),
        layers.MaxPooling2D(),
        BatchNormalization,
        ZeroPadding2D(1),
        UpSampling2D(2),
        DepthwiseConv2D(3),
        SeparableConv2D(64, 3),
        Conv2DTranspose(16, 2),
        GlobalAveragePooling2D(),
        Activation("relu"),
        Dense(10, activation="softmax"),
        swish,
    }
}

fn main() {}
