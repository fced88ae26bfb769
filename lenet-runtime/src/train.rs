//! Training: a loss says how far off an output is, its gradient in which direction to move the weights, an optimizer how far.
//!
//! The loop of training, written by hand:
//!
//! ```ignore
//! let mut gradient = LeNet5::init(0);
//! for (images, labels) in batches {
//!     let loss = network.loss_and_gradient(&CrossEntropy::default(), images, labels, 0, &mut gradient);
//!     optimizer.step(&mut network, &gradient);
//! }
//! ```
//!
//! [`Trainer`] is that loop over shuffled batches, without an allocation after its first step.
//!
//! [`Trainer`]: trainer::Trainer

// In the order of a first reading.
pub mod random;

pub mod init;

pub mod loss;

#[cfg(feature = "alloc")]
pub mod gradient;

#[cfg(feature = "alloc")]
pub mod optimizer;

pub mod schedule;

#[cfg(feature = "alloc")]
pub mod trainer;

#[cfg(feature = "alloc")]
pub mod evaluate;
