//! The words of the language: every built-in layer with its arguments, and what the reference says of it.

mod activations;
#[cfg(test)]
mod document;
mod layers;
mod normalizations;
mod shuffles;

pub use activations::{Function, Fuses, Saves};
pub use layers::WORDS;

/// A built-in layer.
pub struct Word {
    pub name: &'static str,
    pub kind: LayerKind,
    pub arguments: &'static [Parameter],
    /// For the reference: a sentence, a formula with its shapes, and what other libraries call it or mean by it.
    pub about: About,
}

pub struct About {
    pub says: &'static str,
    pub formula: &'static str,
    pub elsewhere: &'static str,
}

/// What an argument may be.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Type {
    /// A whole number, at least 1.
    Size,
    /// One or two whole numbers, at least 1.
    Pair,
    /// One or two whole numbers, which may be 0.
    PairOrZero,
    Padding,
    Bool,
    /// A number with a fraction.
    Number(Range),
    /// One of these words.
    OneOf(&'static [&'static str]),
}

impl DefaultValue {
    /// As it is written.
    pub fn text(self) -> String {
        match self {
            Self::Size(size) => size.to_string(),
            Self::Kernel => "kernel".to_owned(),
            Self::Valid => "valid".to_owned(),
            Self::Bool(flag) => flag.to_string(),
            Self::Number(number) => format!("{number:?}"),
            Self::Word(word) => word.to_owned(),
        }
    }
}

/// Which numbers make sense.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Range {
    Any,
    /// 0 ≤ x
    NotNegative,
    /// 0 < x
    Positive,
    /// 0 < x ≤ 1
    Share,
    /// 0 ≤ x < 1
    Probability,
}

impl Range {
    /// Whether `x` is in the range, as it is after it is rounded to the `f32` that the network computes with.
    pub fn contains(self, x: f64) -> bool {
        let x = x as f32;
        x.is_finite()
            && match self {
                Self::Any => true,
                Self::NotNegative => 0.0 <= x,
                Self::Positive => 0.0 < x,
                Self::Share => 0.0 < x && x <= 1.0,
                Self::Probability => (0.0..1.0).contains(&x),
            }
    }

    /// What a message asks for.
    pub fn words(self) -> &'static str {
        match self {
            Self::Any => "must be a number",
            Self::NotNegative => "must not be negative",
            Self::Positive => "must be greater than 0",
            Self::Share => "must be greater than 0 and at most 1",
            Self::Probability => "must be at least 0 and less than 1",
        }
    }
}

/// An argument of a layer. Positional arguments come first and are needed.
pub struct Parameter {
    pub name: &'static str,
    pub of: Type,
    pub role: Role,
    /// What it is, for the reference.
    pub says: &'static str,
}

#[derive(Clone, Copy, PartialEq)]
pub enum Role {
    /// Given by position.
    Positional,
    /// Given by name, and needed.
    Needed,
    /// Given by name, or left out.
    Optional(DefaultValue),
}

impl Role {
    pub fn is_needed(self) -> bool {
        match self {
            Self::Positional | Self::Needed => true,
            Self::Optional(_) => false,
        }
    }
}

/// What an argument is that is left out.
#[derive(Clone, Copy, PartialEq)]
pub enum DefaultValue {
    Size(usize),
    /// As much as the kernel.
    Kernel,
    /// No padding.
    Valid,
    Bool(bool),
    Number(f64),
    Word(&'static str),
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LayerKind {
    Conv2d,
    ConvTranspose2d,
    MaxPool2d,
    AvgPool2d,
    GlobalMaxPool2d,
    GlobalAvgPool2d,
    AdaptiveMaxPool2d,
    AdaptiveAvgPool2d,
    Flatten,
    Reshape,
    Linear,
    BatchNorm2d,
    BatchNorm1d,
    LayerNorm,
    GroupNorm,
    PRelu,
    Dropout,
    Dropout2d,
    Softmax,
    LogSoftmax,
    Upsample,
    Pad,
    Crop,
    InstanceNorm2d,
    LocalResponseNorm,
    PixelShuffle,
    ChannelShuffle,
    Activation(Function),
}

impl LayerKind {
    /// Whether it is a function of each element.
    pub fn is_activation(self) -> bool {
        match self {
            Self::Activation(_) => true,
            Self::Conv2d
            | Self::ConvTranspose2d
            | Self::MaxPool2d
            | Self::AvgPool2d
            | Self::GlobalMaxPool2d
            | Self::GlobalAvgPool2d
            | Self::AdaptiveMaxPool2d
            | Self::AdaptiveAvgPool2d
            | Self::Flatten
            | Self::Reshape
            | Self::Linear
            | Self::BatchNorm2d
            | Self::BatchNorm1d
            | Self::LayerNorm
            | Self::GroupNorm
            | Self::PRelu
            | Self::Dropout
            | Self::Dropout2d
            | Self::Softmax
            | Self::LogSoftmax
            | Self::Upsample
            | Self::Pad
            | Self::Crop
            | Self::InstanceNorm2d
            | Self::LocalResponseNorm
            | Self::PixelShuffle
            | Self::ChannelShuffle => false,
        }
    }

    /// Whether other libraries write the size of the input into the layer.
    pub fn has_inputs_elsewhere(self) -> bool {
        match self {
            Self::Conv2d
            | Self::ConvTranspose2d
            | Self::Linear
            | Self::BatchNorm2d
            | Self::BatchNorm1d
            | Self::LayerNorm
            | Self::GroupNorm
            | Self::InstanceNorm2d
            | Self::LocalResponseNorm => true,
            Self::MaxPool2d
            | Self::AvgPool2d
            | Self::GlobalMaxPool2d
            | Self::GlobalAvgPool2d
            | Self::AdaptiveMaxPool2d
            | Self::AdaptiveAvgPool2d
            | Self::Flatten
            | Self::Reshape
            | Self::PRelu
            | Self::Dropout
            | Self::Dropout2d
            | Self::Softmax
            | Self::LogSoftmax
            | Self::Upsample
            | Self::Pad
            | Self::Crop
            | Self::PixelShuffle
            | Self::ChannelShuffle
            | Self::Activation(_) => false,
        }
    }
}

const fn positional(name: &'static str, of: Type, says: &'static str) -> Parameter {
    Parameter { name, of, role: Role::Positional, says }
}

const fn needed(name: &'static str, of: Type, says: &'static str) -> Parameter {
    Parameter { name, of, role: Role::Needed, says }
}

const fn optional(name: &'static str, of: Type, default: DefaultValue, says: &'static str) -> Parameter {
    Parameter { name, of, role: Role::Optional(default), says }
}

const fn word(name: &'static str, kind: LayerKind, arguments: &'static [Parameter], about: About) -> Word {
    Word { name, kind, arguments, about }
}

const EPS: Parameter =
    optional("eps", Type::Number(Range::Positive), DefaultValue::Number(1e-5), "ε, added to the variance");

/// The axis along which `concat` joins its branches.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Along {
    /// As many rows and columns everywhere.
    Channels,
    /// One below the other.
    Rows,
    /// Side by side.
    Columns,
}

impl Along {
    /// All of them, in the order of an image's sizes.
    pub const ALL: [Self; 3] = [Self::Channels, Self::Rows, Self::Columns];

    /// As it is written.
    pub fn word(self) -> &'static str {
        match self {
            Self::Channels => "channels",
            Self::Rows => "rows",
            Self::Columns => "columns",
        }
    }

    /// Which of an image's three sizes grows.
    pub fn index(self) -> usize {
        match self {
            Self::Channels => 0,
            Self::Rows => 1,
            Self::Columns => 2,
        }
    }
}

/// The words for a padding.
pub const PADDINGS: &[&str] = &["each_side", "total", "same", "same_lower", "same_upper", "valid", "edges"];

/// The words that hold other layers.
pub const COMPOSITIONS: &[&str] = &["residual", "concat", "repeat", "block"];

pub fn find(name: &str) -> Option<&'static Word> {
    WORDS.iter().find(|word| word.name == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_has_the_ends_that_its_words_say() {
        // The second number rounds to 1 and the third to 0, as f32.
        const NUMBERS: [f64; 9] = [1.0, 0.999_999_999_9, 1e-60, 0.0, 0.999_999, 0.5, -0.001, 1.5, f64::INFINITY];
        for (range, expected) in [
            (Range::Any, [true, true, true, true, true, true, true, true, false]),
            (Range::NotNegative, [true, true, true, true, true, true, false, true, false]),
            (Range::Positive, [true, true, false, false, true, true, false, true, false]),
            (Range::Share, [true, true, false, false, true, true, false, false, false]),
            (Range::Probability, [false, false, true, true, true, true, false, false, false]),
        ] {
            assert_eq!(NUMBERS.map(|x| range.contains(x)), expected, "{range:?} {}", range.words());
            assert!(!range.contains(f64::NAN) && !range.contains(1e39), "{range:?}");
        }
    }

    #[test]
    fn dropout_takes_a_probability_below_one() {
        let dropout = WORDS.iter().find(|word| word.name == "dropout").unwrap();
        assert!(matches!(dropout.arguments, [Parameter { name: "p", of: Type::Number(Range::Probability), .. }]));
    }
}
