//! VGG-11: small kernels only, and channels that double where the resolution halves.
//!
//! Source: Simonyan, Zisserman, *Very deep convolutional networks for large-scale image recognition*, ICLR 2015,
//! arXiv:1409.1556, configuration A.

use lenet_runtime::network;

network! {
    /// VGG-11, configuration A: 132,863,336 parameters, 531 MB.
    pub struct Vgg11: [3, 224, 224] -> [1000] {
        block stage(n, c) {
            repeat(n) {
                conv2d(c, kernel: 3, padding: same),
                relu,
            }
            max_pool2d(2),
        }
        stage1: stage(1, 64),
        stage2: stage(1, 128),
        stage3: stage(2, 256),
        stage4: stage(2, 512),
        stage5: stage(2, 512),
        flatten,
        fc1: linear(4096),
        relu,
        dropout(0.5),
        fc2: linear(4096),
        relu,
        dropout(0.5),
        fc3: linear(1000),
    }
}
