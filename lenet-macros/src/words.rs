//! The words of the language: every built-in layer with its arguments.

/// A built-in layer.
pub struct Word {
    pub name: &'static str,
    pub kind: LayerKind,
    pub arguments: &'static [Parameter],
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
    pub fn contains(self, x: f64) -> bool {
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
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Role {
    /// Given by position.
    Positional,
    /// Given by name, and needed.
    Needed,
    /// Given by name, or left out.
    Optional,
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
    Dropout,
    Softmax,
    LogSoftmax,
    Upsample,
    Pad,
    Crop,
    Sigmoid,
    Tanh,
    Relu,
    Relu6,
    LeakyRelu,
    Elu,
    Gelu,
    Silu,
    HardSigmoid,
    HardSwish,
}

const fn positional(name: &'static str, of: Type) -> Parameter {
    Parameter { name, of, role: Role::Positional }
}

const fn needed(name: &'static str, of: Type) -> Parameter {
    Parameter { name, of, role: Role::Needed }
}

const fn optional(name: &'static str, of: Type) -> Parameter {
    Parameter { name, of, role: Role::Optional }
}

const fn word(name: &'static str, kind: LayerKind, arguments: &'static [Parameter]) -> Word {
    Word { name, kind, arguments }
}

const EPS: Type = Type::Number(Range::Positive);
const MOMENTUM: Type = Type::Number(Range::Share);
/// The backward pass reads the sign of the input from that of the output, so both must be the same.
const SLOPE: Type = Type::Number(Range::NotNegative);
const ROUNDING: Type = Type::OneOf(&["floor", "ceil"]);

/// Every built-in layer, in the order of the documentation.
pub const WORDS: &[Word] = &[
    word(
        "conv2d",
        LayerKind::Conv2d,
        &[
            positional("filters", Type::Size),
            needed("kernel", Type::Pair),
            optional("stride", Type::Pair),
            optional("padding", Type::Padding),
            optional("dilation", Type::Pair),
            optional("groups", Type::Size),
            optional("bias", Type::Bool),
            optional("flip", Type::Bool),
        ],
    ),
    word(
        "conv_transpose2d",
        LayerKind::ConvTranspose2d,
        &[
            positional("filters", Type::Size),
            needed("kernel", Type::Pair),
            optional("stride", Type::Pair),
            optional("padding", Type::Padding),
            optional("output_padding", Type::PairOrZero),
            optional("dilation", Type::Pair),
            optional("groups", Type::Size),
            optional("bias", Type::Bool),
        ],
    ),
    word(
        "max_pool2d",
        LayerKind::MaxPool2d,
        &[
            positional("kernel", Type::Pair),
            optional("stride", Type::Pair),
            optional("padding", Type::Padding),
            optional("dilation", Type::Pair),
            optional("rounding", ROUNDING),
        ],
    ),
    word(
        "avg_pool2d",
        LayerKind::AvgPool2d,
        &[
            positional("kernel", Type::Pair),
            optional("stride", Type::Pair),
            optional("padding", Type::Padding),
            optional("count_include_pad", Type::Bool),
            optional("rounding", ROUNDING),
        ],
    ),
    word("global_max_pool2d", LayerKind::GlobalMaxPool2d, &[]),
    word("global_avg_pool2d", LayerKind::GlobalAvgPool2d, &[]),
    word("adaptive_max_pool2d", LayerKind::AdaptiveMaxPool2d, &[positional("output", Type::Pair)]),
    word("adaptive_avg_pool2d", LayerKind::AdaptiveAvgPool2d, &[positional("output", Type::Pair)]),
    word("flatten", LayerKind::Flatten, &[]),
    word(
        "reshape",
        LayerKind::Reshape,
        &[positional("channels", Type::Size), positional("height", Type::Size), positional("width", Type::Size)],
    ),
    word("linear", LayerKind::Linear, &[positional("features", Type::Size), optional("bias", Type::Bool)]),
    word("batch_norm2d", LayerKind::BatchNorm2d, &[optional("eps", EPS), optional("momentum", MOMENTUM)]),
    word("batch_norm1d", LayerKind::BatchNorm1d, &[optional("eps", EPS), optional("momentum", MOMENTUM)]),
    word("layer_norm", LayerKind::LayerNorm, &[optional("eps", EPS)]),
    word("dropout", LayerKind::Dropout, &[positional("p", Type::Number(Range::Probability))]),
    word("softmax", LayerKind::Softmax, &[]),
    word("log_softmax", LayerKind::LogSoftmax, &[]),
    word(
        "upsample",
        LayerKind::Upsample,
        &[
            positional("scale", Type::Pair),
            optional("mode", Type::OneOf(&["nearest", "bilinear"])),
            optional("align_corners", Type::Bool),
        ],
    ),
    word("pad", LayerKind::Pad, &[positional("padding", Type::Padding), optional("value", Type::Number(Range::Any))]),
    word("crop", LayerKind::Crop, &[positional("padding", Type::Padding)]),
    word("sigmoid", LayerKind::Sigmoid, &[]),
    word("tanh", LayerKind::Tanh, &[]),
    word("relu", LayerKind::Relu, &[]),
    word("relu6", LayerKind::Relu6, &[]),
    word("leaky_relu", LayerKind::LeakyRelu, &[optional("negative_slope", SLOPE)]),
    word("elu", LayerKind::Elu, &[optional("alpha", SLOPE)]),
    word("gelu", LayerKind::Gelu, &[optional("approximate", Type::OneOf(&["none", "tanh"]))]),
    word("silu", LayerKind::Silu, &[]),
    word("hard_sigmoid", LayerKind::HardSigmoid, &[]),
    word("hard_swish", LayerKind::HardSwish, &[]),
];

/// The words for a padding.
pub const PADDINGS: &[&str] = &["each_side", "total", "same", "same_lower", "same_upper", "valid", "edges"];

/// The words that hold other layers.
pub const COMPOSITIONS: &[&str] = &["residual", "concat", "repeat", "block"];

pub fn find(name: &str) -> Option<&'static Word> {
    WORDS.iter().find(|word| word.name == name)
}
