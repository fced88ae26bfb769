//! Single convolutions with bias: networks of one layer.

use lenet_runtime::network;

/// Declares such networks.
macro_rules! convolutions {
    ($($(#[$doc:meta])* $name:ident: $input:tt -> $output:tt conv2d $arguments:tt)*) => {
        $(network! {
            $(#[$doc])*
            pub struct $name: $input -> $output { conv: conv2d $arguments }
        })*
    };
}

convolutions! {
    /// The first layer of ResNet-18.
    Stem: [3, 224, 224] -> [64, 112, 112] conv2d(64, kernel: 7, stride: 2, padding: each_side(3))

    /// A layer of ResNet-18's first stage.
    Stage1: [64, 56, 56] -> [64, 56, 56] conv2d(64, kernel: 3, padding: each_side(1))

    /// Across the channels of the first stage.
    Pointwise: [64, 56, 56] -> [64, 56, 56] conv2d(64, kernel: 1)

    /// A layer of ResNet-18's second stage.
    Stage2: [128, 28, 28] -> [128, 28, 28] conv2d(128, kernel: 3, padding: each_side(1))

    /// A layer of ResNet-18's third stage.
    Stage3: [256, 14, 14] -> [256, 14, 14] conv2d(256, kernel: 3, padding: each_side(1))

    /// A layer of ResNet-18's fourth stage.
    Stage4: [512, 7, 7] -> [512, 7, 7] conv2d(512, kernel: 3, padding: each_side(1))

    /// The first depthwise layer of MobileNetV1.
    Depthwise: [32, 112, 112] -> [32, 112, 112] conv2d(32, kernel: 3, padding: each_side(1), groups: 32)

    /// A small image under a large kernel.
    Wide: [16, 14, 14] -> [32, 14, 14] conv2d(32, kernel: 5, padding: each_side(2))

    /// The second layer of LeNet-5.
    Lenet: [6, 14, 14] -> [16, 10, 10] conv2d(16, kernel: 5)
}
