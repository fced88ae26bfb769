//! Training: a loss says how far off an output is, its gradient in which direction to move the weights, an optimizer how far.
//!
//! The loop of training, written by hand:
//!
//! ```
//! use lenet_runtime::network;
//! use lenet_runtime::train::{MeanSquaredError, Optimizer, Sgd};
//!
//! network! {
//!     /// Learns y = 3x.
//!     struct Line: [1] -> [1] {
//!         line: linear(1),
//!     }
//! }
//!
//! let (x, y) = ([[-1.0], [0.5], [2.0]], [[-3.0], [1.5], [6.0]]);
//! let mut network = Line::init(1);
//! let mut gradient = Line::init(1);
//! let mut optimizer = Sgd::<Line>::new(0.2);
//! for _ in 0..100 {
//!     let loss = network.loss_and_gradient(&MeanSquaredError, &x, &y, 0, &mut gradient);
//!     optimizer.step(&mut network, &gradient);
//! }
//! assert!((network.line.weight[0][0] - 3.0).abs() < 1e-3);
//! ```
//!
//! [`Trainer`] is that loop over batches in a random order, without an allocation after its first step:
//!
//! ```
//! # use lenet_runtime::network;
//! # network! {
//! #     /// Learns y = 3x.
//! #     struct Line: [1] -> [1] {
//! #         line: linear(1),
//! #     }
//! # }
//! use lenet_runtime::train::{Adam, MeanSquaredError, Pairs, Trainer};
//!
//! # let (x, y) = ([[-1.0], [0.5], [2.0]], [[-3.0], [1.5], [6.0]]);
//! let mut network = Line::init(1);
//! let mut trainer = Trainer::new(MeanSquaredError, Adam::<Line>::new(0.1), 42);
//! for epoch in 0..200 {
//!     let loss = trainer.epoch(&mut network, Pairs::new(&x, &y), |_| {})?;
//! }
//! assert!((network.line.weight[0][0] - 3.0).abs() < 1e-2);
//! # Ok::<(), lenet_runtime::train::Diverged>(())
//! ```
//!
//! Loops by hand of networks with batch norms use [`Gradients`], which also move the running statistics.
//!
//! [`StaticGradients`] is what the loop by hand needs where there is no allocator: networks learn on a microcontroller, too.

// In the order of a first reading.
mod examples;

mod loss;

#[cfg(feature = "alloc")]
mod gradient;

mod static_gradients;

mod optimizer;

mod running;

mod schedule;

#[cfg(feature = "alloc")]
mod clip;

#[cfg(feature = "alloc")]
mod average;

#[cfg(feature = "alloc")]
mod best;

#[cfg(feature = "alloc")]
mod trainer;

#[cfg(feature = "alloc")]
mod metric;

#[cfg(feature = "alloc")]
mod evaluate;

#[cfg(feature = "alloc")]
pub use average::Average;
#[cfg(feature = "alloc")]
pub use best::Best;
#[cfg(feature = "alloc")]
pub use evaluate::{Evaluation, evaluate, measure};
pub use examples::{Examples, Pairs};
#[cfg(feature = "alloc")]
pub use gradient::{Gradients, loss_and_gradient};
pub use loss::{BinaryCrossEntropy, Class, CrossEntropy, Huber, Loss, MeanAbsoluteError, MeanSquaredError, Sum};
#[cfg(feature = "alloc")]
pub use metric::{Confusion, Mean, Metric, TopK};
pub use optimizer::{Adam, AdamW, Group, Groups, Moments, Optimizer, Sgd, State};
pub use schedule::{Constant, Cosine, OneCycle, Plateau, Schedule, Step, Warmup};
pub use static_gradients::StaticGradients;
#[cfg(feature = "alloc")]
pub use trainer::{Diverged, Progress, Trainer};
