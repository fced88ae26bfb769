//! What the passes know of each layer beside its call.

use super::Op;
use crate::words::Saves;

/// What the passes know of a layer.
pub struct Facts {
    /// How its output comes to be at inference.
    pub infers: Runs,
    /// How it comes to be in training.
    pub records: Runs,
    /// Whether its backward pass reads its output, so that no layer may write over it.
    pub reads_output: bool,
    /// How the gradient of its input comes to be.
    pub gradient: Gradient,
    /// How weights before it start.
    pub start: Start,
}

/// How the output of a layer comes to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Runs {
    /// In a buffer of its own.
    Apart,
    /// Over an input, where nobody else reads that.
    InPlace,
    /// It has the numbers of the input.
    PassesOn,
    /// It is the input, in another shape: no code.
    Nothing,
    /// By a network, in buffers of that network.
    Nested,
}

impl Runs {
    /// Whether there are new numbers.
    pub fn computes(self) -> bool {
        match self {
            Self::Apart | Self::InPlace | Self::Nested => true,
            Self::PassesOn | Self::Nothing => false,
        }
    }
}

/// How the gradient of an input comes to be.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Gradient {
    /// By a call of its own, if it is wanted.
    Apart,
    /// By the call that also gives the gradient of the parameters, which is told whether it is wanted.
    Joint,
    /// Over the gradient of the output.
    InPlace,
    /// It is the gradient of the output, for every input.
    Same,
}

/// How the weights of a layer start, by what follows it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Start {
    /// As suits a rectifier.
    Rectifier,
    /// As suits anything else.
    Other,
    /// As what follows in turn says.
    Next,
}

impl Op {
    pub fn facts(&self) -> Facts {
        let facts =
            |infers, records, reads_output, gradient, start| Facts { infers, records, reads_output, gradient, start };
        match self {
            Self::Conv { .. } | Self::ConvTranspose { .. } | Self::Linear => {
                facts(Runs::Apart, Runs::Apart, false, Gradient::Joint, Start::Other)
            }
            Self::MaxPool { .. }
            | Self::AvgPool { .. }
            | Self::Adaptive { .. }
            | Self::Upsample { .. }
            | Self::Pad { .. }
            | Self::Crop { .. }
            | Self::Concat { .. } => facts(Runs::Apart, Runs::Apart, false, Gradient::Apart, Start::Next),
            Self::Activation(activation) => {
                let known = activation.function.facts();
                let start = if known.rectifies { Start::Rectifier } else { Start::Other };
                match known.saves {
                    Saves::Input => facts(Runs::InPlace, Runs::Apart, false, Gradient::InPlace, start),
                    Saves::Output => facts(Runs::InPlace, Runs::InPlace, true, Gradient::InPlace, start),
                }
            }
            Self::BatchNorm { .. } => facts(Runs::InPlace, Runs::Apart, false, Gradient::Joint, Start::Next),
            Self::Dropout { .. } => facts(Runs::PassesOn, Runs::InPlace, false, Gradient::InPlace, Start::Next),
            Self::Module(module) => {
                facts(Runs::Apart, Runs::Apart, module.saves == Saves::Output, Gradient::Joint, module.start)
            }
            Self::View => facts(Runs::Nothing, Runs::Nothing, false, Gradient::Same, Start::Next),
            Self::Add => facts(Runs::InPlace, Runs::InPlace, false, Gradient::Same, Start::Next),
            Self::Network(_) => facts(Runs::Nested, Runs::Nested, true, Gradient::Joint, Start::Other),
        }
    }
}
