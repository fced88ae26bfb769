//! GoogLeNet: inception blocks look at their input through kernels of several sizes at once.
//!
//! Source: Szegedy et al., *Going deeper with convolutions*, CVPR 2015, arXiv:1409.4842, table 1, with batch normalization
//! and without the auxiliary classifiers, as torchvision's `googlenet` after training. Like there, the third branch has a
//! 3 × 3 kernel where the paper has 5 × 5. Its weight files load by
//! `LoadOptions::partial`, which leaves the auxiliary classifiers in the file.

use lenet_runtime::network;

network! {
    /// GoogLeNet: 6,624,904 parameters in 57 convolutions and one dense layer.
    pub struct GoogLeNet: [3, 224, 224] -> [1000] {
        block convolve(c, k, s) {
            conv: conv2d(c, kernel: k, stride: s, padding: each_side(k / 2), bias: false),
            bn: batch_norm2d(eps: 0.001),
            relu,
        }
        // First fewer channels, then a look around.
        block reduced(few, c) {
            #[name = "0"]
            reduce: convolve(few, 1, 1),
            #[name = "1"]
            look: convolve(c, 3, 1),
        }
        block inception(c1, few2, c2, few3, c3, c4) {
            concat {
                { branch1: convolve(c1, 1, 1) }
                { branch2: reduced(few2, c2) }
                { branch3: reduced(few3, c3) }
                {
                    max_pool2d(3, stride: 1, padding: same),
                    #[name = "branch4.1"]
                    branch4: convolve(c4, 1, 1),
                }
            }
        }
        conv1: convolve(64, 7, 2),
        max_pool2d(3, stride: 2, rounding: ceil),
        conv2: convolve(64, 1, 1),
        conv3: convolve(192, 3, 1),
        max_pool2d(3, stride: 2, rounding: ceil),
        inception3a: inception(64, 96, 128, 16, 32, 32),
        inception3b: inception(128, 128, 192, 32, 96, 64),
        max_pool2d(3, stride: 2, rounding: ceil),
        inception4a: inception(192, 96, 208, 16, 48, 64),
        inception4b: inception(160, 112, 224, 24, 64, 64),
        inception4c: inception(128, 128, 256, 24, 64, 64),
        inception4d: inception(112, 144, 288, 32, 64, 64),
        inception4e: inception(256, 160, 320, 32, 128, 128),
        max_pool2d(2),
        inception5a: inception(256, 160, 320, 32, 128, 128),
        inception5b: inception(384, 192, 384, 48, 128, 128),
        global_avg_pool2d,
        flatten,
        dropout(0.2),
        fc: linear(1000),
    }
}
