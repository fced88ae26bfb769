//! The table of the layers. Checks read names, types and defaults from it, the reference all of it.

use super::{
    About, DefaultValue, EPS, LayerKind, Parameter, Range, Type, Word, activations, needed, normalizations, optional,
    positional, shuffles, word,
};

const ONE: DefaultValue = DefaultValue::Size(1);
const KERNEL: Parameter = needed("kernel", Type::Pair, "k, how many rows and columns the kernel reads");
const STRIDE: Parameter = optional("stride", Type::Pair, ONE, "s, how far the kernel moves");
const WINDOW: Parameter = positional("kernel", Type::Pair, "k, how many rows and columns the window reads");
const WINDOW_STRIDE: Parameter = optional(
    "stride",
    Type::Pair,
    DefaultValue::Kernel,
    "s, how far the window moves; by itself as far as the window is large",
);
const PADDING: Parameter =
    optional("padding", Type::Padding, DefaultValue::Valid, "p, rows and columns around the input");
const DILATION: Parameter =
    optional("dilation", Type::Pair, ONE, "d, the distance of neighbouring elements of the kernel");
const GROUPS: Parameter = optional(
    "groups",
    Type::Size,
    ONE,
    "G; a filter reads the channels of its group alone. As many groups as channels is a depthwise convolution",
);
const BIAS: Parameter = optional("bias", Type::Bool, DefaultValue::Bool(true), "whether `b` is added");
const ROUNDING: Parameter = optional(
    "rounding",
    Type::OneOf(&["floor", "ceil"]),
    DefaultValue::Word("floor"),
    "what becomes of a last window that is not full: left out, or counted (PyTorch's `ceil_mode`)",
);
const MOMENTUM: Parameter = optional(
    "momentum",
    Type::Number(Range::Share),
    DefaultValue::Number(0.1),
    "m, the share of the new statistics: running ← (1 − m) · running + m · new",
);

/// Every built-in layer, in the order of the documentation.
pub const WORDS: &[Word] = &[
    word(
        "conv2d",
        LayerKind::Conv2d,
        &[
            positional("filters", Type::Size, "F, the number of output channels"),
            KERNEL,
            STRIDE,
            PADDING,
            DILATION,
            GROUPS,
            BIAS,
            optional("flip", Type::Bool, DefaultValue::Bool(false), "whether the kernel is turned by 180°"),
        ],
        About {
            says: "A convolution of an image.",
            formula: "y[f, i, j] = b[f] + Σ c,u,v  w[f, c, u, v] · x[g·C/G + c, i·s + u·d − top, j·s + v·d − left],  g = ⌊f·G/F⌋\n\
                C × H × W → F × H′ × W′,  H′ = ⌊(H + p − d·(k − 1) − 1)/s⌋ + 1,  w: F × C/G × k × k",
            elsewhere: "PyTorch's `Conv2d(C, F, k)`, Keras's `Conv2D(F, k)`. As there, the kernel is not turned, which \
                mathematics calls cross-correlation; `flip: true` is convolution as mathematics defines it. The number of input \
                channels is never written. Keras keeps weights as k × k × C × F and images as rows × columns × channels; \
                here channels come first, as in PyTorch. Keras's `padding=\"same\"` is `same_upper` where the total is odd. \
                A stride of 2 with `each_side(1)` reads other pixels than Keras's `same` does, at the same output size. ONNX's `Conv`, whose weights are as here; `auto_pad` is `same_upper` or `same_lower`.",
        },
    ),
    word(
        "conv_transpose2d",
        LayerKind::ConvTranspose2d,
        &[
            positional("filters", Type::Size, "F, the number of output channels"),
            KERNEL,
            optional("stride", Type::Pair, ONE, "s, how far apart neighbouring input elements come to lie"),
            optional(
                "padding",
                Type::Padding,
                DefaultValue::Valid,
                "p, rows and columns that are cut off from the output; not `same`",
            ),
            optional(
                "output_padding",
                Type::PairOrZero,
                DefaultValue::Size(0),
                "o, rows and columns added at the bottom and right; less than the stride",
            ),
            DILATION,
            GROUPS,
            BIAS,
        ],
        About {
            says: "A transposed convolution, which makes an image larger: `conv2d` from its output back to its input.",
            formula: "y[f, i·s + u·d − top, j·s + v·d − left] = b[f] + Σ c,i,j,u,v  w[c, f − g·F/G, u, v] · x[c, i, j],  c in the group g = ⌊f·G/F⌋\n\
                C × H × W → F × H′ × W′,  H′ = (H − 1)·s + d·(k − 1) + 1 + o − p,  w: C × F/G × k × k",
            elsewhere: "PyTorch's `ConvTranspose2d`, Keras's `Conv2DTranspose`. The padding takes away from the output. What \
                Keras calls `padding=\"same\"` is written in numbers: with kernel 3 and stride 2, \
                `padding: edges(top: 0, bottom: 1, left: 0, right: 1)`. ONNX's `ConvTranspose`, whose weights are as here.",
        },
    ),
    word(
        "max_pool2d",
        LayerKind::MaxPool2d,
        &[WINDOW, WINDOW_STRIDE, PADDING, DILATION, ROUNDING],
        About {
            says: "The largest element of each window. Padding is never the largest.",
            formula: "y[c, i, j] = max u,v  x[c, i·s + u·d − top, j·s + v·d − left]\n\
                C × H × W → C × H′ × W′,  H′ = (H + p − d·(k − 1) − 1)/s + 1, rounded",
            elsewhere: "PyTorch's `MaxPool2d`, Keras's `MaxPooling2D`; `rounding: ceil` is PyTorch's `ceil_mode`: the last \
                 window may reach past the end, but not begin there. ONNX's `MaxPool`; `ceil_mode=1` is `rounding: ceil`.",
        },
    ),
    word(
        "avg_pool2d",
        LayerKind::AvgPool2d,
        &[
            WINDOW,
            WINDOW_STRIDE,
            PADDING,
            DILATION,
            optional(
                "count_include_pad",
                Type::Bool,
                DefaultValue::Bool(true),
                "whether n counts the padding, which is 0, or the elements of the image alone",
            ),
            ROUNDING,
        ],
        About {
            says: "The mean of each window.",
            formula: "y[c, i, j] = 1/n · Σ u,v  x[c, i·s + u·d − top, j·s + v·d − left]\n\
                C × H × W → C × H′ × W′,  H′ = (H + p − d·(k − 1) − 1)/s + 1, rounded",
            elsewhere: "PyTorch's `AvgPool2d`, Keras's `AveragePooling2D`, ONNX's `AveragePool`, which alone has a dilation. At the edges libraries differ: PyTorch counts the \
                padding, TensorFlow, Keras and ONNX do not: `count_include_pad: false`.",
        },
    ),
    word(
        "global_max_pool2d",
        LayerKind::GlobalMaxPool2d,
        &[],
        About {
            says: "The largest element of each channel.",
            formula: "y[c] = max i,j  x[c, i, j]\nC × H × W → C × 1 × 1",
            elsewhere: "PyTorch's `AdaptiveMaxPool2d(1)`, Keras's `GlobalMaxPooling2D(keepdims=True)`: an image of 1 × 1, so \
                `flatten` follows before `linear`. ONNX's `GlobalMaxPool`.",
        },
    ),
    word(
        "global_avg_pool2d",
        LayerKind::GlobalAvgPool2d,
        &[],
        About {
            says: "The mean of each channel.",
            formula: "y[c] = 1/(H·W) · Σ i,j  x[c, i, j]\nC × H × W → C × 1 × 1",
            elsewhere: "PyTorch's `AdaptiveAvgPool2d(1)`, Keras's `GlobalAveragePooling2D(keepdims=True)`: an image of 1 × 1, so \
                `flatten` follows before `linear`. ONNX's `GlobalAveragePool`.",
        },
    ),
    word(
        "adaptive_max_pool2d",
        LayerKind::AdaptiveMaxPool2d,
        &[positional("output", Type::Pair, "the size of the output")],
        About {
            says: "The largest element of each of m parts of the rows and of the columns, whatever their number.",
            formula: "y[c, i, j] = max over rows ⌊i·H/m⌋ … ⌈(i + 1)·H/m⌉ − 1, and columns likewise, of x[c]\n\
                C × H × W → C × m × m",
            elsewhere: "PyTorch's `AdaptiveMaxPool2d`, Keras's `AdaptiveMaxPooling2D`. The parts overlap where m does not divide the size; a pool with a window of \
                H/m gives something else there. The argument is the size of the output, not of a window. ONNX has none: where m divides the size, it is `MaxPool` with a window of H/m.",
        },
    ),
    word(
        "adaptive_avg_pool2d",
        LayerKind::AdaptiveAvgPool2d,
        &[positional("output", Type::Pair, "the size of the output")],
        About {
            says: "The mean of each of m parts of the rows and of the columns, whatever their number.",
            formula: "y[c, i, j] = mean over rows ⌊i·H/m⌋ … ⌈(i + 1)·H/m⌉ − 1, and columns likewise, of x[c]\n\
                C × H × W → C × m × m",
            elsewhere: "PyTorch's `AdaptiveAvgPool2d`, Keras's `AdaptiveAveragePooling2D`. The parts overlap where m does not divide the size. The argument is the size \
                of the output, not of a window. ONNX has none: where m divides the size, it is `AveragePool` with a window of H/m.",
        },
    ),
    word(
        "flatten",
        LayerKind::Flatten,
        &[optional(
            "order",
            Type::OneOf(&["chw", "hwc"]),
            DefaultValue::Word("chw"),
            "channel by channel, as the numbers stand, or position by position with the channels innermost",
        )],
        About {
            says: "Makes a vector of an image. Channel by channel, the numbers stay where they are.",
            formula: "chw:  y[(c·H + i)·W + j] = x[c, i, j]\nhwc:  y[(i·W + j)·C + c] = x[c, i, j]\nC × H × W → C·H·W",
            elsewhere: "PyTorch's `Flatten`. Keras's `Flatten` has the channels innermost: with `flatten(order: hwc)` the weights of a \
                `Dense` behind it have their inputs in the order that they have there. ONNX's `Flatten(axis=1)`.",
        },
    ),
    word(
        "reshape",
        LayerKind::Reshape,
        &[
            positional("channels", Type::Size, "C"),
            positional("height", Type::Size, "H"),
            positional("width", Type::Size, "W"),
        ],
        About {
            says: "Makes an image of a vector, or of another image. The numbers stay where they are.",
            formula: "y[c, i, j] = x[(c·H + i)·W + j]\nC·H·W → C × H × W",
            elsewhere: "PyTorch's `Unflatten`, `view` and `reshape` without the batch. Keras's `Reshape` has the channels last. ONNX's `Reshape`, without the batch.",
        },
    ),
    word(
        "linear",
        LayerKind::Linear,
        &[positional("features", Type::Size, "O, the number of outputs"), BIAS],
        About {
            says: "A fully connected layer of a vector.",
            formula: "y[o] = b[o] + Σ i  w[o, i] · x[i]\nI → O,  w: O × I",
            elsewhere: "PyTorch's `Linear(I, O)`, Keras's `Dense(O)`, whose weights are I × O. The number of inputs is never \
                written. An activation is a layer of its own. ONNX's `Gemm(transB=1)`, or `MatMul` and `Add`, with the weights turned.",
        },
    ),
    word(
        "batch_norm2d",
        LayerKind::BatchNorm2d,
        &[EPS, MOMENTUM],
        About {
            says: "Gives every channel of an image the mean 0 and the variance 1, then scales and shifts it.",
            formula: "y[c, i, j] = w[c] · (x[c, i, j] − μ[c]) / √(σ²[c] + ε) + b[c]\nC × H × W → C × H × W,  w, b: C",
            elsewhere: "PyTorch's `BatchNorm2d`, with its defaults. Keras's `BatchNormalization` has ε = 0.001, and its momentum is \
                the share of the *old* statistics: Keras's 0.99 is `momentum: 0.01` here, so a Keras model's default is \
                `batch_norm2d(eps: 0.001, momentum: 0.01)`. At inference μ and σ² are the running statistics; in training those \
                of all images of the batch, and all must wait for each other with what they saved: `Gradients::bytes` says how much memory that takes. The running variance is the unbiased one, as in PyTorch. ONNX's `BatchNormalization`, whose momentum is the share of the old statistics too: 0.9 is `momentum: 0.1` here.",
        },
    ),
    word(
        "batch_norm1d",
        LayerKind::BatchNorm1d,
        &[EPS, MOMENTUM],
        About {
            says: "As `batch_norm2d`, for every number of a vector.",
            formula: "y[i] = w[i] · (x[i] − μ[i]) / √(σ²[i] + ε) + b[i]\nN → N,  w, b: N",
            elsewhere: "PyTorch's `BatchNorm1d`, with its defaults; Keras's `BatchNormalization` after `Dense` is \
                `batch_norm1d(eps: 0.001, momentum: 0.01)`: see `batch_norm2d`. In training a batch needs two examples. ONNX's `BatchNormalization`.",
        },
    ),
    word(
        "layer_norm",
        LayerKind::LayerNorm,
        &[EPS],
        About {
            says: "Gives every image, or vector, as a whole the mean 0 and the variance 1, then scales and shifts each element.",
            formula: "y[e] = w[e] · (x[e] − μ) / √(σ² + ε) + b[e],  μ and σ² over all elements\nany shape → the same,  w, b: that shape",
            elsewhere: "PyTorch's `LayerNorm([C, H, W])`. Keras's `LayerNormalization` normalizes the last axis alone, which are the \
                channels of a pixel, and has ε = 0.001. ONNX's `LayerNormalization(axis=1)`.",
        },
    ),
    word(
        "dropout",
        LayerKind::Dropout,
        &[positional("p", Type::Number(Range::Probability), "the probability that an element becomes 0")],
        About {
            says: "In training, sets elements to 0 at random and scales the others so that the mean stays. At inference it does nothing.",
            formula: "y[e] = 0 with probability p, else x[e]/(1 − p)\nany shape → the same",
            elsewhere: "PyTorch's `Dropout(p)`, Keras's `Dropout(rate)`. `p` is the share that is dropped; TensorFlow 1 asked for the \
                share that is kept. ONNX's `Dropout(ratio)`.",
        },
    ),
    word(
        "dropout2d",
        LayerKind::Dropout2d,
        &[positional("p", Type::Number(Range::Probability), "the probability that a channel becomes 0")],
        About {
            says: "As `dropout`, for whole channels of an image: neighbouring elements are alike, so that one tells of another.",
            formula: "y[c, i, j] = 0 for all i and j with probability p, else x[c, i, j]/(1 − p)\nC × H × W → C × H × W",
            elsewhere: "PyTorch's `Dropout2d(p)`, Keras's `SpatialDropout2D(rate)`. ONNX has none; at inference there is nothing to do.",
        },
    ),
    word(
        "softmax",
        LayerKind::Softmax,
        &[],
        About {
            says: "Turns the channels at each position, or the numbers of a vector, into positive numbers whose sum is 1.",
            formula: "y[c] = exp(x[c]) / Σ k  exp(x[k])\nany shape → the same",
            elsewhere: "PyTorch's `Softmax(dim=1)`, Keras's `Softmax` on the channel axis. The loss `CrossEntropy` takes what is \
                *before* it, as PyTorch's does: a network that is trained with it ends without `softmax`. ONNX's `Softmax(axis=1)`.",
        },
    ),
    word(
        "log_softmax",
        LayerKind::LogSoftmax,
        &[],
        About {
            says: "The logarithm of `softmax`.",
            formula: "y[c] = x[c] − ln Σ k  exp(x[k])\nany shape → the same",
            elsewhere: "PyTorch's `LogSoftmax(dim=1)`, Keras's `log_softmax`. ONNX's `LogSoftmax(axis=1)`.",
        },
    ),
    word(
        "upsample",
        LayerKind::Upsample,
        &[
            positional("scale", Type::Pair, "how many times as many rows and columns there will be"),
            optional(
                "mode",
                Type::OneOf(&["nearest", "bilinear"]),
                DefaultValue::Word("nearest"),
                "repeat elements, or interpolate between four",
            ),
            optional(
                "align_corners",
                Type::Bool,
                DefaultValue::Bool(false),
                "for `bilinear`: whether the centres of the corner pixels fall together, not the borders of the images",
            ),
        ],
        About {
            says: "Makes an image larger by whole factors.",
            formula: "nearest:                  y[c, i, j] = x[c, ⌊i/S⌋, ⌊j/S⌋]\n\
                bilinear:                 y[c, i, j] interpolates x at the row (i + ½)/S − ½, at least 0; columns likewise\n\
                bilinear, align_corners:  at the row i·(H − 1)/(S·H − 1)\n\
                C × H × W → C × S·H × S·W",
            elsewhere: "PyTorch's `Upsample(scale_factor=S)`, Keras's `UpSampling2D(S, interpolation=…)`; both are meant without \
                `align_corners` today (half-pixel centres), older models may be meant with it. With `align_corners` the factor \
                between the pixels is (S·H − 1)/(H − 1), not S. TensorFlow 1's `resize_bilinear` is by default \
                neither of the two. ONNX's `Resize` with whole scales: `nearest` with `asymmetric` and `floor`, `linear` with `half_pixel` or `align_corners`.",
        },
    ),
    word(
        "pad",
        LayerKind::Pad,
        &[
            positional("padding", Type::Padding, "how many rows and columns: `each_side`, `total` or `edges`"),
            optional("value", Type::Number(Range::Any), DefaultValue::Number(0.0), "what they are filled with"),
            optional(
                "mode",
                Type::OneOf(&["constant", "reflect", "replicate", "circular"]),
                DefaultValue::Word("constant"),
                "`value`; or elements of the image: mirrored at its last rows and columns, those themselves, or of the opposite side",
            ),
        ],
        About {
            says: "Surrounds an image with rows and columns.",
            formula: "y[c, i, j] = x[c, i − top, j − left] where that exists, else\n\
                constant:   value\n\
                reflect:    the element as far inside of the edge row or column as it is outside; less than H, W on a side\n\
                replicate:  the nearest element\n\
                circular:   x[c, (i − top) mod H, (j − left) mod W]; at most H, W on a side\n\
                C × H × W → C × (top + H + bottom) × (left + W + right)",
            elsewhere: "PyTorch's `ConstantPad2d`, `ZeroPad2d`, `ReflectionPad2d`, `ReplicationPad2d` and `CircularPad2d`, which list \
                left, right, top, bottom; Keras's `ZeroPadding2D`. ONNX's `Pad` calls the modes `constant`, `reflect`, `edge` and \
                `wrap`.",
        },
    ),
    word(
        "crop",
        LayerKind::Crop,
        &[positional("padding", Type::Padding, "how many rows and columns: `each_side`, `total` or `edges`")],
        About {
            says: "Takes rows and columns away from the edges of an image.",
            formula: "y[c, i, j] = x[c, i + top, j + left]\nC × H × W → C × (H − top − bottom) × (W − left − right)",
            elsewhere: "PyTorch's `ConstantPad2d` with negative numbers, Keras's `Cropping2D`. ONNX's `Pad` with negative numbers, or `Slice`.",
        },
    ),
    normalizations::GROUP_NORM,
    normalizations::INSTANCE_NORM2D,
    normalizations::LOCAL_RESPONSE_NORM,
    shuffles::PIXEL_SHUFFLE,
    shuffles::CHANNEL_SHUFFLE,
    activations::SIGMOID,
    activations::TANH,
    activations::RELU,
    activations::RELU6,
    activations::LEAKY_RELU,
    activations::PRELU,
    activations::ELU,
    activations::SELU,
    activations::CELU,
    activations::GELU,
    activations::SILU,
    activations::MISH,
    activations::SOFTPLUS,
    activations::SOFTSIGN,
    activations::HARD_SIGMOID,
    activations::HARD_SWISH,
    activations::HARD_TANH,
    activations::CLIP,
];
