//! DS-CNN, the keyword spotter of the MLPerf Tiny benchmark: depthwise separable convolutions over a second of sound, given
//! as 49 steps of 10 mel-frequency cepstral coefficients.
//!
//! Source: Zhang, Suda, Lai, Chandra, *Hello edge: keyword spotting on microcontrollers*, 2017, arXiv:1711.07128; the
//! reference is `keyword_spotting/keras_model.py` of <https://github.com/mlcommons/tiny>, whose softmax is left to the loss.

use lenet_runtime::network;

network! {
    /// DS-CNN for ten words, silence and other words: 23,756 trained parameters, 24,908 with the running statistics.
    pub struct DsCnn: [1, 49, 10] -> [12] {
        block normalize() {
            bn: batch_norm2d(eps: 0.001, momentum: 0.01),
            relu,
        }
        block stem() {
            conv: conv2d(64, kernel: (10, 4), stride: 2, padding: same_upper),
            normalize(),
        }
        block depthwise() {
            conv: conv2d(64, kernel: 3, padding: same, groups: 64),
            normalize(),
        }
        block pointwise() {
            conv: conv2d(64, kernel: 1),
            normalize(),
        }
        stem: stem(),
        dropout(0.2),
        layers: repeat(4) {
            depthwise: depthwise(),
            pointwise: pointwise(),
        }
        dropout(0.4),
        global_avg_pool2d,
        flatten,
        fc: linear(12),
    }
}
