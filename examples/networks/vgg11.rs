//! VGG-11: small kernels only, and channels that double where the resolution halves.
//!
//! Source: Simonyan, Zisserman, *Very deep convolutional networks for large-scale image recognition*, ICLR 2015,
//! arXiv:1409.1556, configuration A; torchvision calls it `vgg11`, and its weight files load as they are.

use lenet_runtime::network;

network! {
    /// VGG-11, configuration A: 132,863,336 parameters, 531 MB.
    pub struct Vgg11: [3, 224, 224] -> [1000] {
        #[name = "features.0"]
        conv1: conv2d(64, kernel: 3, padding: same),
        relu,
        max_pool2d(2),
        #[name = "features.3"]
        conv2: conv2d(128, kernel: 3, padding: same),
        relu,
        max_pool2d(2),
        #[name = "features.6"]
        conv3: conv2d(256, kernel: 3, padding: same),
        relu,
        #[name = "features.8"]
        conv4: conv2d(256, kernel: 3, padding: same),
        relu,
        max_pool2d(2),
        #[name = "features.11"]
        conv5: conv2d(512, kernel: 3, padding: same),
        relu,
        #[name = "features.13"]
        conv6: conv2d(512, kernel: 3, padding: same),
        relu,
        max_pool2d(2),
        #[name = "features.16"]
        conv7: conv2d(512, kernel: 3, padding: same),
        relu,
        #[name = "features.18"]
        conv8: conv2d(512, kernel: 3, padding: same),
        relu,
        max_pool2d(2),
        flatten,
        #[name = "classifier.0"]
        fc1: linear(4096),
        relu,
        dropout(0.5),
        #[name = "classifier.3"]
        fc2: linear(4096),
        relu,
        dropout(0.5),
        #[name = "classifier.6"]
        fc3: linear(1000),
    }
}
