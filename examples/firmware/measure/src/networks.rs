//! The networks that are measured, one a program. `build.rs` has them too.

#[cfg(feature = "lenet5")]
#[path = "../../../networks/lenet5.rs"]
#[allow(dead_code)]
mod lenet5;
#[cfg(feature = "lenet5")]
pub use lenet5::ModernLeNet5 as Net;

#[cfg(feature = "bakenn")]
mod bakenn {
    lenet_runtime::network! {
        /// The network for MNIST of bakeNN's benchmarks.
        pub struct BakeNn: [1, 28, 28] -> [10] {
            conv1: conv2d(4, kernel: 3, padding: same),
            relu,
            max_pool2d(2),
            conv2: conv2d(8, kernel: 3, padding: same),
            relu,
            max_pool2d(2),
            flatten,
            fc: linear(10),
        }
    }
}
#[cfg(feature = "bakenn")]
pub use bakenn::BakeNn as Net;

#[cfg(feature = "resnet8")]
#[path = "../../../networks/resnet.rs"]
#[allow(dead_code)]
mod resnet;
#[cfg(feature = "resnet8")]
pub use resnet::ResNet8 as Net;

#[cfg(feature = "dscnn")]
#[path = "../../../networks/dscnn.rs"]
#[allow(dead_code)]
mod dscnn;
#[cfg(feature = "dscnn")]
pub use dscnn::DsCnn as Net;

#[cfg(feature = "vww")]
#[path = "../../../networks/mobilenet.rs"]
#[allow(dead_code)]
mod mobilenet;
#[cfg(feature = "vww")]
pub use mobilenet::VisualWakeWords as Net;
