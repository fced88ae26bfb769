//! Networks of the literature, declared.

// In the order of a first reading.
pub mod lenet5;

pub mod mlp;

pub mod alexnet;

pub mod vgg11;

pub mod googlenet;

pub mod resnet;

pub mod unet;

pub mod squeezenet;

pub mod mobilenet;

pub mod dscnn;

/// The program in the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
