//! SqueezeNet 1.1: as good as AlexNet with a fiftieth of its parameters, because most kernels are 1 × 1 and there is no
//! dense layer.
//!
//! Source: Iandola et al., *SqueezeNet*, 2016, arXiv:1602.07360; version 1.1 of <https://github.com/forresti/SqueezeNet>,
//! which torchvision calls `squeezenet1_1`, and whose weight files load as they are.

use lenet_runtime::network;

network! {
    /// SqueezeNet 1.1: 1,235,496 parameters.
    pub struct SqueezeNet: [3, 224, 224] -> [1000] {
        block fire(few, c) {
            squeeze: conv2d(few, kernel: 1),
            relu,
            concat {
                { expand1x1: conv2d(c, kernel: 1) }
                { expand3x3: conv2d(c, kernel: 3, padding: same) }
            }
            relu,
        }
        #[name = "features.0"]
        conv1: conv2d(64, kernel: 3, stride: 2),
        relu,
        max_pool2d(3, stride: 2, rounding: ceil),
        #[name = "features.3"]
        fire2: fire(16, 64),
        #[name = "features.4"]
        fire3: fire(16, 64),
        max_pool2d(3, stride: 2, rounding: ceil),
        #[name = "features.6"]
        fire4: fire(32, 128),
        #[name = "features.7"]
        fire5: fire(32, 128),
        max_pool2d(3, stride: 2, rounding: ceil),
        #[name = "features.9"]
        fire6: fire(48, 192),
        #[name = "features.10"]
        fire7: fire(48, 192),
        #[name = "features.11"]
        fire8: fire(64, 256),
        #[name = "features.12"]
        fire9: fire(64, 256),
        dropout(0.5),
        #[name = "classifier.1"]
        conv10: conv2d(1000, kernel: 1),
        relu,
        global_avg_pool2d,
        flatten,
    }
}
