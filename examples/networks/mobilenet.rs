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
    /// table 2; torchvision calls it `mobilenet_v2`.
    pub struct MobileNetV2: [3, 224, 224] -> [1000] {
        block convolve(c, k, s, g) {
            conv: conv2d(c, kernel: k, stride: s, padding: each_side(k / 2), groups: g, bias: false),
            bn: batch_norm2d,
            relu6,
        }
        // No activation at the end: the bottleneck is linear.
        block project(c) {
            conv: conv2d(c, kernel: 1, bias: false),
            bn: batch_norm2d,
        }
        // Six times as many channels inside as at the input.
        block inverted(from, to, s) {
            expand: convolve(6 * from, 1, 1, 1),
            depthwise: convolve(6 * from, 3, s, 6 * from),
            project: project(to),
        }
        block stage(from, to, s, further) {
            first: inverted(from, to, s),
            further: repeat(further) {
                residual { inverted(to, to, 1) }
            }
        }
        stem: convolve(32, 3, 2, 1),
        depthwise: convolve(32, 3, 1, 32),
        project: project(16),
        stage2: stage(16, 24, 2, 1),
        stage3: stage(24, 32, 2, 2),
        stage4: stage(32, 64, 2, 3),
        stage5: stage(64, 96, 1, 2),
        stage6: stage(96, 160, 2, 2),
        stage7: inverted(160, 320, 1),
        last: convolve(1280, 1, 1, 1),
        global_avg_pool2d,
        flatten,
        dropout(0.2),
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
