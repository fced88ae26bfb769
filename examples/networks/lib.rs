//! Networks of the literature, declared.
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
