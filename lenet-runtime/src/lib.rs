//! Convolutional networks whose shapes are checked by the compiler.
//!
//! [`network!`] makes a plain struct of arrays from a list of layers. It trains, saves, loads and predicts; a size that does not
//! fit does not compile. The documentation of [`network!`] describes the language: every layer with its arguments, defaults and
//! formula.
//!
//! ```
//! use lenet_runtime::train::{Adam, CrossEntropy, Pairs, Trainer};
//! use lenet_runtime::{Random, Tensor, network};
//!
//! network! {
//!     /// Tells a horizontal line from a vertical one.
//!     pub struct Lines: [1, 8, 8] -> [2] {
//!         conv1: conv2d(4, kernel: 3),
//!         relu,
//!         global_max_pool2d,
//!         flatten,
//!         fc: linear(2),
//!     }
//! }
//!
//! // Lines somewhere in an image: an image is a `Tensor<channels, height, width>`.
//! let mut random = Random::new(1);
//! let mut line = |class| {
//!     let at = random.below(8);
//!     Tensor::from_fn(|_, i, j| f32::from(u8::from(at == if class == 0 { i } else { j })))
//! };
//! let labels: Vec<u8> = (0..64).map(|i| i % 2).collect();
//! let images: Vec<Tensor<1, 8, 8>> = labels.iter().map(|&class| line(class)).collect();
//!
//! let mut network = Lines::init(42);
//! let mut trainer = Trainer::new(CrossEntropy::default(), Adam::<Lines>::new(0.02), 42);
//! for _ in 0..60 {
//!     trainer.epoch(&mut network, Pairs::new(&images, &labels), |_| ())?;
//! }
//! let scores: [f32; 2] = network.forward(&line(1));
//! assert!(scores[1] > scores[0]);
//! # Ok::<(), lenet_runtime::train::Diverged>(())
//! ```
//!
//! # What is where
//!
//! - [`network!`] declares a network. Its type has methods for what a program needs: `init`, `forward`, `forward_batch`,
//!   `prepare`, `summary`, `evaluate`, `save`, `load`. [`Network`] is the trait behind them, for generic code, which trains
//!   and saves by the functions of [`train`] and [`io::weights::named`].
//! - [`Tensor`] and `[f32; N]` are the values that flow between layers.
//! - [`Conv2d`], [`Linear`] and the other structs named like layers are the parameters: the fields of a network.
//! - [`train`]: losses, optimizers, [`Trainer`](train::Trainer). [`data`]: data sets. [`io`]: weights as safetensors.
//! - [`threads`] and [`simd`]: how much of the machine the program uses, and what it has. [`engine`]: what computes convolutions.
//!
//! # Features
//!
//! `std`, `simd` and `safetensors` are on. `simd` brings kernels of vector instructions, chosen while the program runs. `threads`
//! trains on several cores. [`data`] needs the feature of that name; `gz` adds files compressed with gzip, and `pictures` PNG and JPEG.
//! With `look` the layers of a network can be looked at while it computes ([`Look`]), for which each declaration becomes one more pass.
//! Without `std` and `alloc` inference needs no allocator: a trained network is a `static`, and so are its buffers.
#![cfg_attr(not(feature = "std"), no_std)]

#[cfg(feature = "alloc")]
extern crate alloc;

// In the order of a first reading.
mod message;

mod plain;

mod tensor;

mod shape;

mod random;

#[cfg(any(feature = "data", feature = "safetensors"))]
mod normalization;

mod kernel;

mod parameters;

mod layer;

mod place;

mod network;

mod proof;

pub mod train;

#[cfg(feature = "data")]
pub mod data;

pub mod io;

mod declare;

#[doc(hidden)]
pub mod __private;

#[doc(hidden)]
pub use lenet_macros::__network;

#[cfg(feature = "__internals")]
#[doc(hidden)]
pub mod __internals;

/// Vector instructions: what the CPU can do, and a limit to what the program uses of it.
pub mod simd {
    pub use crate::kernel::vector::{Level, limit};
}

/// What computes convolutions and linear layers: kernels compiled for each of them, or products of matrices.
pub mod engine {
    pub use crate::kernel::plan::{Engine, select};
}

/// A kibibyte, in bytes: for `budget(ram: 16 * KIB)` in a declaration.
pub const KIB: usize = 1024;
/// A mebibyte, in bytes.
pub const MIB: usize = 1024 * KIB;

#[cfg(feature = "alloc")]
pub use kernel::threads;
pub use layer::batch_norm::{BatchNorm, Running, Statistics};
pub use layer::conv_transpose2d::ConvTranspose2d;
pub use layer::conv2d::Conv2d;
pub use layer::group_norm::GroupNorm;
pub use layer::linear::Linear;
pub use layer::norm::LayerNorm;
pub use layer::prelu::PRelu;
pub use layer::{NoBias, Pass};
#[cfg(feature = "alloc")]
pub use network::Inference;
pub use network::{
    Field, Kernels, Layer, Look, Network, Observer, Prepare, Prepared, PreparedWorkspace, Setting, Summary, Workspace,
};
pub use parameters::{Init, Kind, Name, Parameters, Start, TensorRef};
pub use plain::{Plain, PlainData, Zeroed, ZeroedData, from_ne_bytes};
pub use random::Random;
pub use shape::Window;
pub use tensor::{LANES, Shape, Tensor, Tile, Value};
