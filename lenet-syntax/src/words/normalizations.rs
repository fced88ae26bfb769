//! Normalizations of each image by itself.

use super::{About, DefaultValue, EPS, LayerKind, Range, Type, Word, optional, positional, word};

pub const GROUP_NORM: Word = word(
    "group_norm",
    LayerKind::GroupNorm,
    &[positional("groups", Type::Size, "G, how many groups the channels are cut into; it divides their number"), EPS],
    About {
        says: "Gives every group of channels of every image the mean 0 and the variance 1, then scales and shifts each channel.",
        formula: "y[c, i] = w[c] · (x[c, i] − μ[g])/√(σ²[g] + ε) + b[c],  g = ⌊c·G/C⌋,  μ[g] and σ²[g] over all elements of the group\n\
            any shape → the same,  w, b: C",
        elsewhere: "PyTorch's `GroupNorm(G, C)`, with its defaults, ONNX's `GroupNormalization`. Keras's `GroupNormalization(G)` has \
            ε = 0.001. One group normalizes the whole image, as `layer_norm` does, with one factor a channel.",
    },
);

pub const INSTANCE_NORM2D: Word = word(
    "instance_norm2d",
    LayerKind::InstanceNorm2d,
    &[EPS],
    About {
        says: "Gives every channel of every image mean 0 and variance 1.",
        formula: "y[c, i] = (x[c, i] − μ[c])/√(σ²[c] + ε),  μ[c] and σ²[c] over the positions i of the channel\n\
            C × H × W → C × H × W",
        elsewhere: "PyTorch's `InstanceNorm2d` with its defaults: no factors, no running statistics. Keras's `GroupNormalization(groups=-1)` without scale and center. ONNX's `InstanceNormalization` with a scale of 1 and a bias of 0.",
    },
);

pub const LOCAL_RESPONSE_NORM: Word = word(
    "local_response_norm",
    LayerKind::LocalResponseNorm,
    &[
        positional("size", Type::Size, "n, how many neighbouring channels are summed, as far as they exist"),
        optional("alpha", Type::Number(Range::NotNegative), DefaultValue::Number(1e-4), "α, the weight of the sum"),
        optional("beta", Type::Number(Range::NotNegative), DefaultValue::Number(0.75), "β, the exponent"),
        optional("k", Type::Number(Range::Positive), DefaultValue::Number(1.0), "k, which keeps the divisor from 0"),
    ],
    About {
        says: "Divides each element by what its neighbours in other channels are, as AlexNet does.",
        formula: "y[c] = x[c]/(k + α/n · Σ j  x[j]²)^β,  j from c − ⌊n/2⌋ to c + ⌊(n − 1)/2⌋, at the same row and column\n\
            C × H × W → C × H × W",
        elsewhere: "PyTorch's `LocalResponseNorm`, with its defaults. Where n is even, ONNX's `LRN` sums from c − (n/2 − 1) to \
            c + n/2 instead. Keras has none; TensorFlow's `lrn` does not divide α by n.",
    },
);
