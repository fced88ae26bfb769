//! Residual networks: layers that learn what to add to their input. ResNet-18 for pictures of 224 × 224 pixels, and the
//! small ResNet-8 of the MLPerf Tiny benchmark.

use lenet_runtime::network;

network! {
    /// ResNet-18: 11,689,512 parameters.
    ///
    /// Source: He, Zhang, Ren, Sun, *Deep residual learning for image recognition*, CVPR 2016, arXiv:1512.03385, table 1;
    /// torchvision calls it `resnet18`, and its weight files load as they are.
    pub struct ResNet18: [3, 224, 224] -> [1000] {
        block basic(c, s) {
            conv1: conv2d(c, kernel: 3, stride: s, padding: each_side(1), bias: false),
            bn1: batch_norm2d,
            relu,
            conv2: conv2d(c, kernel: 3, padding: each_side(1), bias: false),
            bn2: batch_norm2d,
        }
        block projection(c) {
            #[name = "0"]
            conv: conv2d(c, kernel: 1, stride: 2, bias: false),
            #[name = "1"]
            bn: batch_norm2d,
        }
        // Half the resolution, `c` channels.
        block stage(c) {
            #[name = "0"]
            first: residual(shortcut: { downsample: projection(c) }) { basic(c, 2) }
            relu,
            #[name = "1"]
            second: residual { basic(c, 1) }
            relu,
        }
        conv1: conv2d(64, kernel: 7, stride: 2, padding: each_side(3), bias: false),
        bn1: batch_norm2d,
        relu,
        max_pool2d(3, stride: 2, padding: each_side(1)),
        layer1: repeat(2) {
            residual { basic(64, 1) }
            relu,
        }
        layer2: stage(128),
        layer3: stage(256),
        layer4: stage(512),
        global_avg_pool2d,
        flatten,
        fc: linear(1000),
    }
}

network! {
    /// ResNet-8 of MLPerf Tiny, for the classes of CIFAR-10: 78,186 trained parameters, 78,666 with the running statistics.
    ///
    /// Source: Banbury et al., *MLPerf Tiny benchmark*, NeurIPS 2021, arXiv:2106.07597; the reference is
    /// `image_classification/keras_model.py` of <https://github.com/mlcommons/tiny>, whose softmax is left to the loss.
    pub struct ResNet8: [3, 32, 32] -> [10] {
        // Keras's defaults: a row more at the end, ε of 0.001.
        block convolve(c, s) {
            conv: conv2d(c, kernel: 3, stride: s, padding: same_upper),
            bn: batch_norm2d(eps: 0.001, momentum: 0.01),
        }
        block body(c, s) {
            first: convolve(c, s),
            relu,
            second: convolve(c, 1),
        }
        block narrow(c) {
            residual(shortcut: { shortcut: conv2d(c, kernel: 1, stride: 2) }) { body(c, 2) }
            relu,
        }
        stem: convolve(16, 1),
        relu,
        stack1: residual { body(16, 1) }
        relu,
        stack2: narrow(32),
        stack3: narrow(64),
        global_avg_pool2d,
        flatten,
        fc: linear(10),
    }
}
