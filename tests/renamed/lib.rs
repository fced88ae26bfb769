//! A crate that calls `lenet-runtime` by another name. There is nothing to run: that it compiles is the test.
#![forbid(unsafe_code)]
#![deny(warnings, missing_docs, clippy::pedantic)]

use net::network;

network! {
    /// A network whose generated code must find the runtime under its new name.
    pub struct Renamed: [1, 8, 8] -> [4] {
        conv: conv2d(2, kernel: 3, padding: each_side(1), stride: 2),
        relu,
        max_pool2d(2),
        flatten,
        fc: linear(4),
    }
}
