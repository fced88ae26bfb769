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

use lenet_runtime::{Look, Prepare};

/// Something that can be done with a network of any type.
pub trait Visitor {
    /// Does it with `N`.
    fn visit<N: Prepare + Look>(&mut self);
}

/// Shows `visitor` every network of this crate.
pub fn each(visitor: &mut impl Visitor) {
    visitor.visit::<lenet5::LeNet5>();
    visitor.visit::<lenet5::ModernLeNet5>();
    visitor.visit::<mlp::Mlp>();
    visitor.visit::<alexnet::AlexNet>();
    visitor.visit::<vgg11::Vgg11>();
    visitor.visit::<googlenet::GoogLeNet>();
    visitor.visit::<resnet::ResNet18>();
    visitor.visit::<resnet::ResNet8>();
    visitor.visit::<unet::UNet>();
    visitor.visit::<squeezenet::SqueezeNet>();
    visitor.visit::<mobilenet::MobileNetV1>();
    visitor.visit::<mobilenet::MobileNetV2>();
    visitor.visit::<mobilenet::VisualWakeWords>();
    visitor.visit::<dscnn::DsCnn>();
}

/// The program in the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
