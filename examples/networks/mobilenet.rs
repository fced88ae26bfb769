//! MobileNets: a convolution cut into one that looks around in each channel (depthwise) and one that mixes the channels
//! (pointwise). Versions 1 and 2, and the small version 1 of the MLPerf Tiny benchmark.

use lenet_runtime::network;

network! {
    /// MobileNetV1: 4,231,976 trained parameters.
    ///
    /// Source: Howard et al., *MobileNets*, 2017, arXiv:1704.04861, table 1; Keras calls it `MobileNet`, from which ε and
    /// the padding are.
    pub struct MobileNetV1: [3, 224, 224] -> [1000] {
        block normalize() {
            bn: batch_norm2d(eps: 0.001, momentum: 0.01),
            relu6,
        }
        block depthwise(c, s) {
            conv: conv2d(c, kernel: 3, stride: s, padding: same_upper, groups: c, bias: false),
            normalize(),
        }
        block pointwise(c) {
            conv: conv2d(c, kernel: 1, bias: false),
            normalize(),
        }
        block separable(from, to, s) {
            depthwise: depthwise(from, s),
            pointwise: pointwise(to),
        }
        block stem(c) {
            conv: conv2d(c, kernel: 3, stride: 2, padding: same_upper, bias: false),
            normalize(),
        }
        stem: stem(32),
        layer1: separable(32, 64, 1),
        layer2: separable(64, 128, 2),
        layer3: separable(128, 128, 1),
        layer4: separable(128, 256, 2),
        layer5: separable(256, 256, 1),
        layer6: separable(256, 512, 2),
        layer7: repeat(5) { separable(512, 512, 1) }
        layer8: separable(512, 1024, 2),
        layer9: separable(1024, 1024, 1),
        global_avg_pool2d,
        flatten,
        dropout(0.001),
        fc: linear(1000),
    }
}

network! {
    /// MobileNetV2: 3,504,872 parameters.
    ///
    /// Source: Sandler et al., *MobileNetV2: inverted residuals and linear bottlenecks*, CVPR 2018, arXiv:1801.04381,
    /// table 2; torchvision calls it `mobilenet_v2`, and its weight files load as they are.
    pub struct MobileNetV2: [3, 224, 224] -> [1000] {
        block convolve(c, k, s, g) {
            #[name = "0"]
            conv: conv2d(c, kernel: k, stride: s, padding: each_side(k / 2), groups: g, bias: false),
            #[name = "1"]
            bn: batch_norm2d,
            relu6,
        }
        // No activation at the end: the bottleneck is linear.
        block first(from, to) {
            #[name = "conv.0"]
            depthwise: convolve(from, 3, 1, from),
            #[name = "conv.1"]
            project: conv2d(to, kernel: 1, bias: false),
            #[name = "conv.2"]
            bn: batch_norm2d,
        }
        // Six times as many channels inside as at the input.
        block inverted(from, to, s) {
            #[name = "conv.0"]
            expand: convolve(6 * from, 1, 1, 1),
            #[name = "conv.1"]
            depthwise: convolve(6 * from, 3, s, 6 * from),
            #[name = "conv.2"]
            project: conv2d(to, kernel: 1, bias: false),
            #[name = "conv.3"]
            bn: batch_norm2d,
        }
        #[name = "features.0"]
        stem: convolve(32, 3, 2, 1),
        #[name = "features.1"]
        layer1: first(32, 16),
        #[name = "features.2"]
        layer2: inverted(16, 24, 2),
        #[name = "features.3"]
        layer3: residual { inverted(24, 24, 1) }
        #[name = "features.4"]
        layer4: inverted(24, 32, 2),
        #[name = "features.5"]
        layer5: residual { inverted(32, 32, 1) }
        #[name = "features.6"]
        layer6: residual { inverted(32, 32, 1) }
        #[name = "features.7"]
        layer7: inverted(32, 64, 2),
        #[name = "features.8"]
        layer8: residual { inverted(64, 64, 1) }
        #[name = "features.9"]
        layer9: residual { inverted(64, 64, 1) }
        #[name = "features.10"]
        layer10: residual { inverted(64, 64, 1) }
        #[name = "features.11"]
        layer11: inverted(64, 96, 1),
        #[name = "features.12"]
        layer12: residual { inverted(96, 96, 1) }
        #[name = "features.13"]
        layer13: residual { inverted(96, 96, 1) }
        #[name = "features.14"]
        layer14: inverted(96, 160, 2),
        #[name = "features.15"]
        layer15: residual { inverted(160, 160, 1) }
        #[name = "features.16"]
        layer16: residual { inverted(160, 160, 1) }
        #[name = "features.17"]
        layer17: inverted(160, 320, 1),
        #[name = "features.18"]
        last: convolve(1280, 1, 1, 1),
        global_avg_pool2d,
        flatten,
        dropout(0.2),
        #[name = "classifier.1"]
        fc: linear(1000),
    }
}

network! {
    /// MobileNetV1 ×0.25 of MLPerf Tiny, which tells whether a person is in a picture of 96 × 96 pixels: 216,322 trained
    /// parameters, 221,794 with the running statistics.
    ///
    /// Source: Banbury et al., *MLPerf Tiny benchmark*, NeurIPS 2021, arXiv:2106.07597; the reference is
    /// `visual_wake_words/vww_model.py` of <https://github.com/mlcommons/tiny>, whose softmax is left to the loss.
    pub struct VisualWakeWords: [3, 96, 96] -> [2] {
        block normalize() {
            bn: batch_norm2d(eps: 0.001, momentum: 0.01),
            relu,
        }
        block depthwise(c, s) {
            conv: conv2d(c, kernel: 3, stride: s, padding: same_upper, groups: c),
            normalize(),
        }
        block pointwise(c) {
            conv: conv2d(c, kernel: 1),
            normalize(),
        }
        block separable(from, to, s) {
            depthwise: depthwise(from, s),
            pointwise: pointwise(to),
        }
        block stem(c) {
            conv: conv2d(c, kernel: 3, stride: 2, padding: same_upper),
            normalize(),
        }
        stem: stem(8),
        layer1: separable(8, 16, 1),
        layer2: separable(16, 32, 2),
        layer3: separable(32, 32, 1),
        layer4: separable(32, 64, 2),
        layer5: separable(64, 64, 1),
        layer6: separable(64, 128, 2),
        layer7: repeat(5) { separable(128, 128, 1) }
        layer8: separable(128, 256, 2),
        layer9: separable(256, 256, 1),
        global_avg_pool2d,
        flatten,
        fc: linear(2),
    }
}
