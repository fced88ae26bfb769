//! A small U-Net: an image becomes an image. On the way down it gathers what is there, on the way up, with transposed
//! convolutions, where it is; at every resolution the way up also sees what the way down saw.
//!
//! Source: Ronneberger, Fischer, Brox, *U-Net*, MICCAI 2015, arXiv:1505.04597, with two levels instead of four, an eighth of
//! the channels, and convolutions that keep the size.

use lenet_runtime::network;

network! {
    /// A U-Net of two levels that tells two classes apart at each of 64 × 64 pixels.
    pub struct UNet: [1, 64, 64] -> [2, 64, 64] {
        block double(c) {
            conv1: conv2d(c, kernel: 3, padding: same),
            relu,
            conv2: conv2d(c, kernel: 3, padding: same),
            relu,
        }
        down1: double(8),
        concat {
            {}
            {
                max_pool2d(2),
                down2: double(16),
                concat {
                    {}
                    {
                        max_pool2d(2),
                        bottom: double(32),
                        up2: conv_transpose2d(16, kernel: 2, stride: 2),
                    }
                }
                merge2: double(16),
                up1: conv_transpose2d(8, kernel: 2, stride: 2),
            }
        }
        merge1: double(8),
        classify: conv2d(2, kernel: 1),
    }
}
