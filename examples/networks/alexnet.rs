//! AlexNet, the network that won ImageNet 2012, in the form with one column that torchvision calls `alexnet`: its
//! weight files load as they are.
//!
//! Source: Krizhevsky, *One weird trick for parallelizing convolutional neural networks*, 2014, arXiv:1404.5997.

use lenet_runtime::network;

network! {
    /// AlexNet in one column: 61,100,840 parameters, of which the three dense layers hold 96 %.
    pub struct AlexNet: [3, 224, 224] -> [1000] {
        #[name = "features.0"]
        conv1: conv2d(64, kernel: 11, stride: 4, padding: each_side(2)),
        relu,
        max_pool2d(3, stride: 2),
        #[name = "features.3"]
        conv2: conv2d(192, kernel: 5, padding: same),
        relu,
        max_pool2d(3, stride: 2),
        #[name = "features.6"]
        conv3: conv2d(384, kernel: 3, padding: same),
        relu,
        #[name = "features.8"]
        conv4: conv2d(256, kernel: 3, padding: same),
        relu,
        #[name = "features.10"]
        conv5: conv2d(256, kernel: 3, padding: same),
        relu,
        max_pool2d(3, stride: 2),
        flatten,
        dropout(0.5),
        #[name = "classifier.1"]
        fc1: linear(4096),
        relu,
        dropout(0.5),
        #[name = "classifier.4"]
        fc2: linear(4096),
        relu,
        #[name = "classifier.6"]
        fc3: linear(1000),
    }
}
