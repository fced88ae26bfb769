use lenet_runtime::network;

network! {
    pub struct Net: [1, 28, 28] {
        conv2d(in_channels: 1, out_channels: 6, kernel_size: 5, bias: False),
        conv2d(6, kernel: 5, strides: 2, dilation_rate: 2, use_bias: False, padding_mode: zeros),
        conv2d(6, kernel=5, activation="relu", data_format: "channels_last", name: "conv3"),
        conv2d(6, kernel: [5, 5]),
        max_pool2d(2, ceil_mode: true, return_indices: false),
        max_pool2d(pool_size: 2),
        batch_norm2d(num_features: 6, epsilon: 0.001),
        leaky_relu(alpha: 0.1),
        relu(inplace: true),
        dropout(rate: 0.5),
        upsample(scale_factor: 2, mode: "bilinear"),
        flatten(start_dim: 1),
        linear(in_features: 100, out_features: 10),
        linear(units: 10, kernel_initializer: "he_normal", kernel_regularizer: l2),
        softmax(dim: 1),
        conv2d(6, kernel: (5,), no_bias: true, layout: "NCHW", batch_size: 32),
        upsample(size: (56, 56), interpolation: "bilinear"),
    }
}

fn main() {}
