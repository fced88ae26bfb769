//! The activations: functions of each element by itself.

use super::{About, DefaultValue, LayerKind, Range, Type, Word, optional, positional, word};

/// An activation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Function {
    Sigmoid,
    Tanh,
    Relu,
    Relu6,
    LeakyRelu,
    Elu,
    Selu,
    Celu,
    Gelu,
    Silu,
    Mish,
    Softplus,
    Softsign,
    HardSigmoid,
    HardSwish,
    HardTanh,
    Clip,
}

/// Which of its two values the backward pass of a layer reads. The runtime says it once more, and an expansion that disagrees
/// does not compile.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Saves {
    Input,
    /// So the layer may write over its input.
    Output,
}

/// Where the kernels apply an activation.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fuses {
    /// In a pass of its own.
    Not,
    /// To what a convolution or a linear layer has computed.
    Before,
    /// Also where a pool follows that the same kernel computes.
    BeforePool,
}

/// What the stages after the check know of an activation.
pub struct Facts {
    /// The runtime's type, and its fields in the order of the arguments.
    pub ty: &'static str,
    pub fields: &'static [&'static str],
    pub saves: Saves,
    pub fuses: Fuses,
    /// Whether weights before it start as suits a rectifier.
    pub rectifies: bool,
}

impl Function {
    pub fn facts(self) -> Facts {
        use Fuses::{Before, BeforePool, Not};
        use Saves::{Input, Output};

        let facts = |ty, fields, saves, fuses, rectifies| Facts { ty, fields, saves, fuses, rectifies };
        match self {
            Self::Sigmoid => facts("Sigmoid", &[], Output, BeforePool, false),
            Self::Tanh => facts("Tanh", &[], Output, BeforePool, false),
            Self::Relu => facts("Relu", &[], Output, BeforePool, true),
            Self::Relu6 => facts("Relu6", &[], Output, BeforePool, true),
            Self::LeakyRelu => facts("LeakyRelu", &["negative_slope"], Output, Before, true),
            Self::Elu => facts("Elu", &["alpha"], Output, Not, true),
            Self::Selu => facts("Selu", &[], Output, Not, true),
            Self::Celu => facts("Celu", &["alpha"], Output, Not, true),
            Self::Gelu => facts("Gelu", &["tanh"], Input, Not, true),
            Self::Silu => facts("Silu", &[], Input, Not, true),
            Self::Mish => facts("Mish", &[], Input, Not, true),
            Self::Softplus => facts("Softplus", &["beta", "threshold"], Input, Not, true),
            Self::Softsign => facts("Softsign", &[], Input, Not, false),
            Self::HardSigmoid => facts("HardSigmoid", &["alpha", "beta"], Output, Not, false),
            Self::HardSwish => facts("HardSwish", &[], Input, Not, true),
            Self::HardTanh => facts("Clip", &["min", "max"], Output, BeforePool, false),
            Self::Clip => facts("Clip", &["min", "max"], Output, BeforePool, false),
        }
    }
}

/// The backward pass reads the sign of the input from that of the output, so both must be the same.
const SLOPE: Type = Type::Number(Range::NotNegative);

pub const SIGMOID: Word = word(
    "sigmoid",
    LayerKind::Activation(Function::Sigmoid),
    &[],
    About {
        says: "The logistic function.",
        formula: "y = 1/(1 + e^−x)",
        elsewhere: "PyTorch's `Sigmoid`, Keras's `sigmoid`. ONNX's `Sigmoid`.",
    },
);

pub const TANH: Word = word(
    "tanh",
    LayerKind::Activation(Function::Tanh),
    &[],
    About {
        says: "The hyperbolic tangent.",
        formula: "y = tanh x",
        elsewhere: "PyTorch's `Tanh`, Keras's `tanh`. LeNet-5 of 1998 has 1.7159·tanh(⅔·x), which is another function. ONNX's `Tanh`.",
    },
);

pub const RELU: Word = word(
    "relu",
    LayerKind::Activation(Function::Relu),
    &[],
    About {
        says: "The rectifier.",
        formula: "y = max(x, 0)",
        elsewhere: "PyTorch's `ReLU`, Keras's `relu`. ONNX's `Relu`.",
    },
);

pub const RELU6: Word = word(
    "relu6",
    LayerKind::Activation(Function::Relu6),
    &[],
    About {
        says: "The rectifier that ends at 6.",
        formula: "y = min(max(x, 0), 6)",
        elsewhere: "PyTorch's `ReLU6`, Keras's `ReLU(max_value=6)`. ONNX's `Clip(min=0, max=6)`.",
    },
);

pub const LEAKY_RELU: Word = word(
    "leaky_relu",
    LayerKind::Activation(Function::LeakyRelu),
    &[optional("negative_slope", SLOPE, DefaultValue::Number(0.01), "a, the slope below 0")],
    About {
        says: "The rectifier that leaks.",
        formula: "y = x for x > 0, else a·x",
        elsewhere: "PyTorch's `LeakyReLU`, with its default. The default of Keras's `LeakyReLU` layer is 0.3, of its function \
            `leaky_relu` 0.2, of ONNX 0.01: a Keras model says `negative_slope`.",
    },
);

/// A layer with parameters, so none of the functions.
pub const PRELU: Word = word(
    "prelu",
    LayerKind::PRelu,
    &[
        optional(
            "num_parameters",
            Type::Size,
            DefaultValue::Size(1),
            "how many slopes there are: one for all channels, or one for each",
        ),
        optional("init", Type::Number(Range::Any), DefaultValue::Number(0.25), "what every slope starts at"),
    ],
    About {
        says: "A rectifier whose slope below 0 is learned.",
        formula: "y[c, i] = x[c, i] where it is above 0, else w[c]·x[c, i]\nany shape → the same,  w: 1, or C",
        elsewhere: "PyTorch's `PReLU()`, and `PReLU(C)` for `num_parameters: C`, with its `init`, ONNX's `PRelu`. Keras's `PReLU` \
            has a slope for each element unless `shared_axes=[1, 2]`, and starts at 0.",
    },
);

pub const ELU: Word = word(
    "elu",
    LayerKind::Activation(Function::Elu),
    &[optional("alpha", SLOPE, DefaultValue::Number(1.0), "α, the distance that is never reached below 0")],
    About {
        says: "The exponential linear unit.",
        formula: "y = x for x > 0, else α·(e^x − 1)",
        elsewhere: "PyTorch's `ELU`, Keras's `elu`, with their default. ONNX's `Elu`.",
    },
);

pub const SELU: Word = word(
    "selu",
    LayerKind::Activation(Function::Selu),
    &[],
    About {
        says: "The exponential linear unit that keeps mean 0 and variance 1.",
        formula: "y = s·x for x > 0, else s·α·(e^x − 1),  s = 1.05070098…, α = 1.67326324…",
        elsewhere: "PyTorch's `SELU`, Keras's `selu`. ONNX's `Selu`.",
    },
);

pub const CELU: Word = word(
    "celu",
    LayerKind::Activation(Function::Celu),
    &[optional(
        "alpha",
        Type::Number(Range::Positive),
        DefaultValue::Number(1.0),
        "α, the distance that is never reached below 0",
    )],
    About {
        says: "The exponential linear unit whose slope has no jump at 0.",
        formula: "y = x for x > 0, else α·(e^(x/α) − 1)",
        elsewhere: "PyTorch's `CELU`, Keras's `celu`, with their default. ONNX's `Celu`.",
    },
);

pub const GELU: Word = word(
    "gelu",
    LayerKind::Activation(Function::Gelu),
    &[optional(
        "approximate",
        Type::OneOf(&["none", "tanh"]),
        DefaultValue::Word("none"),
        "Φ itself, or ½·(1 + tanh(√(2/π)·(x + 0.044715·x³)))",
    )],
    About {
        says: "The Gaussian error linear unit; Φ is the distribution function of the standard normal distribution.",
        formula: "y = x·Φ(x)",
        elsewhere: "PyTorch's `GELU`, Keras's `gelu`, with their default. Many published models mean the approximation, \
            `approximate: tanh`; JAX's default is that. ONNX's `Gelu`.",
    },
);

pub const SILU: Word = word(
    "silu",
    LayerKind::Activation(Function::Silu),
    &[],
    About {
        says: "The sigmoid linear unit.",
        formula: "y = x/(1 + e^−x)",
        elsewhere: "PyTorch's `SiLU`, Keras's `silu`, also called swish. ONNX's `Swish` from opset 24 on; before, `Sigmoid` and `Mul`.",
    },
);

pub const MISH: Word = word(
    "mish",
    LayerKind::Activation(Function::Mish),
    &[],
    About {
        says: "The input times tanh of its softplus.",
        formula: "y = x·tanh(ln(1 + e^x))",
        elsewhere: "PyTorch's `Mish`, Keras's `mish`. ONNX's `Mish`.",
    },
);

pub const SOFTPLUS: Word = word(
    "softplus",
    LayerKind::Activation(Function::Softplus),
    &[
        optional("beta", Type::Number(Range::Positive), DefaultValue::Number(1.0), "β, how sharp the bend at 0 is"),
        optional(
            "threshold",
            Type::Number(Range::Any),
            DefaultValue::Number(20.0),
            "where β·x is above, the result is x itself",
        ),
    ],
    About {
        says: "A rectifier without a corner.",
        formula: "y = ln(1 + e^(β·x))/β",
        elsewhere: "PyTorch's `Softplus`, with its defaults; Keras's `softplus` has β = 1. ONNX's `Softplus`, whose β is 1.",
    },
);

pub const SOFTSIGN: Word = word(
    "softsign",
    LayerKind::Activation(Function::Softsign),
    &[],
    About {
        says: "A step from −1 to 1 that approaches both ends slowly.",
        formula: "y = x/(1 + |x|)",
        elsewhere: "PyTorch's `Softsign`, Keras's `softsign`. ONNX's `Softsign`.",
    },
);

pub const HARD_SIGMOID: Word = word(
    "hard_sigmoid",
    LayerKind::Activation(Function::HardSigmoid),
    &[
        optional("alpha", Type::Number(Range::Positive), DefaultValue::Number(0.166_666_67), "α, the slope"),
        optional("beta", Type::Number(Range::Any), DefaultValue::Number(0.5), "β, the result at 0"),
    ],
    About {
        says: "The logistic function in straight lines.",
        formula: "y = min(max(α·x + β, 0), 1)",
        elsewhere: "PyTorch's `Hardsigmoid`, and `hard_sigmoid` of Keras 3, with their slope 1/6. That of Keras before 3, and the \
            default of ONNX's `HardSigmoid`, is `hard_sigmoid(alpha: 0.2)`.",
    },
);

pub const HARD_SWISH: Word = word(
    "hard_swish",
    LayerKind::Activation(Function::HardSwish),
    &[],
    About {
        says: "The sigmoid linear unit in straight lines.",
        formula: "y = x·min(max(x + 3, 0), 6)/6",
        elsewhere: "PyTorch's `Hardswish`, `hard_silu` of Keras 3, ONNX's `HardSwish`.",
    },
);

pub const HARD_TANH: Word = word(
    "hard_tanh",
    LayerKind::Activation(Function::HardTanh),
    &[
        optional("min_val", Type::Number(Range::Any), DefaultValue::Number(-1.0), "the least result"),
        optional(
            "max_val",
            Type::Number(Range::Any),
            DefaultValue::Number(1.0),
            "the greatest result, above `min_val`",
        ),
    ],
    About {
        says: "The hyperbolic tangent in straight lines.",
        formula: "y = min(max(x, min_val), max_val)",
        elsewhere: "PyTorch's `Hardtanh`, Keras's `hard_tanh`, with their defaults. The slope at both ends is 0. ONNX's `Clip`.",
    },
);

pub const CLIP: Word = word(
    "clip",
    LayerKind::Activation(Function::Clip),
    &[
        positional("min", Type::Number(Range::Any), "the least result"),
        positional("max", Type::Number(Range::Any), "the greatest result, above `min`"),
    ],
    About {
        says: "The input within two bounds.",
        formula: "y = min(max(x, min), max)",
        elsewhere: "PyTorch's `clamp(x, min, max)`, `keras.ops.clip` of Keras, ONNX's `Clip`. The slope at both ends is 0; PyTorch's is 1.",
    },
);
