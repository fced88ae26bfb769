//! Layers that move elements between channels and places.

use super::{About, LayerKind, Type, Word, positional, word};

pub const PIXEL_SHUFFLE: Word = word(
    "pixel_shuffle",
    LayerKind::PixelShuffle,
    &[positional("factor", Type::Size, "r, how many times as many rows and columns there will be")],
    About {
        says: "Turns every r² channels into one of r times as many rows and columns.",
        formula: "y[c, i, j] = x[c·r² + (i mod r)·r + (j mod r), ⌊i/r⌋, ⌊j/r⌋]\n\
            C·r² × H × W → C × H·r × W·r",
        elsewhere: "PyTorch's `PixelShuffle(r)`, ONNX's `DepthToSpace` with `mode=\"CRD\"`. Keras has none; TensorFlow's `depth_to_space` takes \
            the channels in another order.",
    },
);

pub const CHANNEL_SHUFFLE: Word = word(
    "channel_shuffle",
    LayerKind::ChannelShuffle,
    &[positional("groups", Type::Size, "G, how many groups the channels are in")],
    About {
        says: "Deals the channels of each group out to all of them, as ShuffleNet does.",
        formula: "y[k·G + g] = x[g·C/G + k],  g < G, k < C/G\n\
            C × H × W → C × H × W",
        elsewhere: "PyTorch's `ChannelShuffle(G)`. Keras and ONNX have none: it is `Reshape`, `Transpose` and `Reshape`.",
    },
);
