//! LeNet-5 (LeCun et al., 1998) for grey pictures of 28 × 28 pixels and ten classes: as the textbook draws it, and with the
//! activation and the pooling of today.

use lenet_runtime::network;

network! {
    /// LeNet-5 as the textbook draws it: sigmoid and average pooling.
    pub struct LeNet5: [1, 28, 28] -> [10] {
        conv1: conv2d(6, kernel: 5, padding: same),
        sigmoid,
        avg_pool2d(2),
        conv2: conv2d(16, kernel: 5),
        sigmoid,
        avg_pool2d(2),
        flatten,
        fc1: linear(120),
        sigmoid,
        fc2: linear(84),
        sigmoid,
        fc3: linear(10),
    }
}

network! {
    /// LeNet-5 as one would draw it today: rectifiers and max pooling. The shapes are those of [`LeNet5`], so the
    /// weights have the same names and sizes, but they do not mean the same.
    pub struct ModernLeNet5: [1, 28, 28] -> [10] {
        conv1: conv2d(6, kernel: 5, padding: same),
        relu,
        max_pool2d(2),
        conv2: conv2d(16, kernel: 5),
        relu,
        max_pool2d(2),
        flatten,
        fc1: linear(120),
        relu,
        fc2: linear(84),
        relu,
        fc3: linear(10),
    }
}
