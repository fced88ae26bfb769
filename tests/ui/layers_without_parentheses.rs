use lenet_runtime::network;

network! {
    pub struct Dense: [10] {
        linear(10),
    }
}

network! {
    /// A network of the user's that is called like a layer is one by its path.
    pub struct Right: [10] {
        one: self::Dense,
    }
}

network! {
    pub struct Net: [1, 28, 28] {
        LSTM,
        Attention,
        Conv1d,
        Dense,
        Gemm,
        CONV_2D,
        RESIZE_BILINEAR,
        MaxPool,
        Sequential { relu },
        nn::Conv2d(1, 6, 5),
        keras::layers::Dense(10),
    }
}

fn main() {}
