//! The multilayer perceptron that a convolutional network replaces: every pixel of a 28 × 28 picture is connected with
//! every hidden unit.
//!
//! Source: Zhang, Lipton, Li, Smola, *Dive into Deep Learning*, Cambridge University Press 2023, chapter 5.

use lenet_runtime::network;

network! {
    /// One hidden layer of 256 units: 203,530 parameters, more than three times those of LeNet-5.
    pub struct Mlp: [1, 28, 28] -> [10] {
        flatten,
        hidden: linear(256),
        relu,
        output: linear(10),
    }
}
