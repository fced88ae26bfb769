//! Layers.

use super::call::{Given, Order, call};
use crate::words;

/// What a word of another library is.
pub(super) enum Foreign {
    /// Who calls it so, and the same here.
    Here(&'static str, &'static str),
    /// It does not exist here; what to do instead.
    Missing(&'static str),
}

use Foreign::{Here, Missing};

/// Layers by their names in lower case, without underscores.
pub(super) const LAYERS: &[(&[&str], Foreign)] = &[
    (
        &[
            "linear",
            "lazylinear",
            "dense",
            "densegeneral",
            "fc",
            "fullyconnected",
            "fullyconnectedlayer",
            "innerproduct",
            "gemm",
            "matmul",
        ],
        Here("PyTorch's `Linear` and Keras's `Dense` are", "linear(10)"),
    ),
    (
        &["conv2d", "lazyconv2d", "conv", "convolution", "convolution2d", "convlayer"],
        Here("PyTorch's `Conv2d` and Keras's `Conv2D` are", "conv2d(6, kernel: 5)"),
    ),
    (
        &[
            "convtranspose2d",
            "convtranspose",
            "lazyconvtranspose2d",
            "conv2dtranspose",
            "transposeconv",
            "transposeconv2d",
            "transposedconv",
            "transposedconv2d",
            "deconv",
            "deconv2d",
            "deconvolution",
            "deconvolution2d",
        ],
        Here(
            "PyTorch's `ConvTranspose2d` and Keras's `Conv2DTranspose` are",
            "conv_transpose2d(6, kernel: 2, stride: 2)",
        ),
    ),
    (
        &["depthwiseconv2d", "depthwiseconv", "depthwise", "convdepthwise2d"],
        Missing(
            "Keras's `DepthwiseConv2D` is a `conv2d` with as many groups as channels: `conv2d(32, kernel: 3, groups: 32)`",
        ),
    ),
    (
        &["separableconv2d", "separableconv"],
        Missing(
            "Keras's `SeparableConv2D` is two layers here: `conv2d(32, kernel: 3, groups: 32)` for each of 32 channels alone, then \
             `conv2d(64, kernel: 1)`",
        ),
    ),
    (
        &["maxpool2d", "maxpooling2d", "maxpool", "maxpooling", "maxpoollayer"],
        Here("PyTorch's `MaxPool2d` and Keras's `MaxPooling2D` are", "max_pool2d(2)"),
    ),
    (
        &["avgpool2d", "averagepooling2d", "avgpool", "averagepool", "averagepooling", "meanpool", "meanpool2d"],
        Here("PyTorch's `AvgPool2d` and Keras's `AveragePooling2D` are", "avg_pool2d(2)"),
    ),
    (
        &["globalmaxpooling2d", "globalmaxpool2d", "globalmaxpool", "globalmaxpooling"],
        Here("Keras's `GlobalMaxPooling2D` is", "global_max_pool2d, flatten"),
    ),
    (
        &[
            "globalaveragepooling2d",
            "globalavgpool2d",
            "globalavgpool",
            "globalaveragepool",
            "globalaveragepooling",
            "gap",
            "mean",
            "reducemean",
        ],
        Here("Keras's `GlobalAveragePooling2D` is", "global_avg_pool2d, flatten"),
    ),
    (
        &["adaptivemaxpool2d", "adaptivemaxpooling2d", "adaptivemaxpool"],
        Here("PyTorch's `AdaptiveMaxPool2d` is", "adaptive_max_pool2d(1)"),
    ),
    (
        &["adaptiveavgpool2d", "adaptiveaveragepooling2d", "adaptiveavgpool"],
        Here("PyTorch's `AdaptiveAvgPool2d` is", "adaptive_avg_pool2d(1)"),
    ),
    (&["flatten"], Here("PyTorch's and Keras's `Flatten` is", "flatten")),
    (
        &["view"],
        Missing("PyTorch's `view` is `flatten` here, where a vector is wanted, or `reshape(channels, height, width)`"),
    ),
    (&["reshape", "unflatten"], Here("PyTorch's `Unflatten` and Keras's `Reshape` are", "reshape(16, 4, 4)")),
    (
        &["batchnorm2d", "lazybatchnorm2d", "batchnormalization", "batchnorm", "bn", "bn2d"],
        Here(
            "PyTorch's `BatchNorm2d` (and Keras's `BatchNormalization`, there with `eps: 0.001, momentum: 0.01`) is",
            "batch_norm2d",
        ),
    ),
    (&["batchnorm1d", "lazybatchnorm1d"], Here("PyTorch's `BatchNorm1d` is", "batch_norm1d")),
    (
        &["layernorm", "layernormalization"],
        Here("PyTorch's `LayerNorm` and Keras's `LayerNormalization` are", "layer_norm"),
    ),
    (
        &["norm", "rmsnorm", "rmsnormalization", "weightnorm", "spectralnorm", "unitnormalization"],
        Missing(
            "the normalizations here are `batch_norm2d`, `batch_norm1d`, `layer_norm`, `group_norm`, `instance_norm2d` and \
             `local_response_norm`",
        ),
    ),
    (
        &["groupnorm", "groupnormalization"],
        Here("PyTorch's `GroupNorm` (and Keras's `GroupNormalization`, there with `eps: 0.001`) is", "group_norm(2)"),
    ),
    (&["dropout"], Here("PyTorch's and Keras's `Dropout` is", "dropout(0.5)")),
    (
        &["dropout2d", "spatialdropout2d", "featuredropout"],
        Here("PyTorch's `Dropout2d` and Keras's `SpatialDropout2D` are", "dropout2d(0.5)"),
    ),
    (
        &["dropblock", "droppath", "stochasticdepth", "alphadropout", "gaussiannoise", "gaussiandropout"],
        Missing(
            "`dropout(0.5)` drops single elements, `dropout2d(0.5)` whole channels; no other layer draws random numbers",
        ),
    ),
    (&["relu"], Here("PyTorch's and Keras's `ReLU` is", "relu")),
    (&["relu6"], Here("PyTorch's `ReLU6` is", "relu6")),
    (
        &["leakyrelu"],
        Here("PyTorch's `LeakyReLU` (Keras's slope is 0.3 by itself) is", "leaky_relu(negative_slope: 0.01)"),
    ),
    (
        &["prelu", "parametricrelu"],
        Here("PyTorch's `PReLU` (whose `num_parameters` is 1, or how many channels there are) is", "prelu"),
    ),
    (
        &["rrelu"],
        Missing(
            "no slope is random: `prelu` learns it, and `leaky_relu(negative_slope: 0.25)` has one that stays as it is",
        ),
    ),
    (&["elu"], Here("PyTorch's and Keras's `ELU` is", "elu")),
    (&["gelu"], Here("PyTorch's `GELU` is", "gelu")),
    (&["gelunew", "gelutanh"], Here("the `GELU` of a tanh is", "gelu(approximate: tanh)")),
    (&["silu", "swish"], Here("PyTorch's `SiLU` and Keras's `swish` are", "silu")),
    (&["sigmoid", "logistic"], Here("PyTorch's `Sigmoid` is", "sigmoid")),
    (&["tanh"], Here("PyTorch's `Tanh` is", "tanh")),
    (&["hardsigmoid"], Here("PyTorch's `Hardsigmoid` is", "hard_sigmoid")),
    (&["hardswish", "hardsilu"], Here("PyTorch's `Hardswish` is", "hard_swish")),
    (&["instancenorm", "instancenorm2d"], Here("PyTorch's `InstanceNorm2d` (without `affine`) is", "instance_norm2d")),
    (
        &["localresponsenorm", "localresponsenormalization", "lrn"],
        Here("PyTorch's `LocalResponseNorm` is", "local_response_norm(5)"),
    ),
    (&["pixelshuffle", "depthtospace"], Here("PyTorch's `PixelShuffle` is", "pixel_shuffle(2)")),
    (&["channelshuffle"], Here("PyTorch's `ChannelShuffle` is", "channel_shuffle(2)")),
    (&["softplus"], Here("PyTorch's `Softplus` is", "softplus")),
    (&["softsign"], Here("PyTorch's `Softsign` is", "softsign")),
    (&["mish"], Here("PyTorch's `Mish` is", "mish")),
    (&["selu"], Here("PyTorch's `SELU` is", "selu")),
    (&["celu"], Here("PyTorch's `CELU` is", "celu")),
    (&["hardtanh"], Here("PyTorch's `Hardtanh` is", "hard_tanh")),
    (&["clip", "clamp", "clipbyvalue"], Here("PyTorch's `clamp` and ONNX's `Clip` are", "clip(0, 6)")),
    (
        &["softmax", "softmax2d", "softmaxoutput", "softmaxactivation"],
        Here("PyTorch's and Keras's `Softmax` is", "softmax"),
    ),
    (&["logsoftmax"], Here("PyTorch's `LogSoftmax` is", "log_softmax")),
    (
        &[
            "glu",
            "geglu",
            "swiglu",
            "logsigmoid",
            "softmin",
            "hardshrink",
            "softshrink",
            "tanhshrink",
            "threshold",
            "thresholdedrelu",
            "exponential",
            "maxout",
        ],
        Missing(
            "the activations here are `relu`, `relu6`, `leaky_relu`, `prelu`, `elu`, `selu`, `celu`, `gelu`, `silu`, `mish`, \
             `softplus`, `softsign`, `sigmoid`, `tanh`, `hard_sigmoid`, `hard_swish`, `hard_tanh` and `clip`",
        ),
    ),
    (
        &["activation", "act", "nonlinearity"],
        Missing("Keras's `Activation(\"relu\")` is the layer `relu` here, and so for every activation"),
    ),
    (
        &["zeropad2d", "zeropadding2d", "zeropad", "constantpad2d", "padding"],
        Here("PyTorch's `ZeroPad2d` and Keras's `ZeroPadding2D` are", "pad(each_side(1))"),
    ),
    (&["reflectionpad2d"], Here("PyTorch's `ReflectionPad2d` is", "pad(each_side(1), mode: reflect)")),
    (&["replicationpad2d"], Here("PyTorch's `ReplicationPad2d` is", "pad(each_side(1), mode: replicate)")),
    (&["circularpad2d"], Here("PyTorch's `CircularPad2d` is", "pad(each_side(1), mode: circular)")),
    (&["cropping2d", "centercrop"], Here("Keras's `Cropping2D` is", "crop(each_side(1))")),
    (
        &["upsample", "upsampling2d", "upsampling", "interpolate", "resize", "resizing", "resizenearestneighbor"],
        Here("PyTorch's `Upsample` and Keras's `UpSampling2D` are", "upsample(2)"),
    ),
    (&["resizebilinear"], Here("TensorFlow's `RESIZE_BILINEAR` is", "upsample(2, mode: bilinear)")),
    (&["upsamplingnearest2d"], Here("PyTorch's `UpsamplingNearest2d` is", "upsample(2)")),
    (
        &["upsamplingbilinear2d"],
        Here("PyTorch's `UpsamplingBilinear2d` is", "upsample(2, mode: bilinear, align_corners: true)"),
    ),
    (
        &[
            "pixelunshuffle",
            "spacetodepth",
            "permute",
            "transpose",
            "squeeze",
            "unsqueeze",
            "maxunpool2d",
            "fold",
            "unfold",
            "gridsample",
            "expanddims",
            "flip",
            "roll",
        ],
        Missing("no layer moves elements but `flatten`, `reshape`, `pad` and `crop`"),
    ),
    (
        &["lppool2d", "fractionalmaxpool2d", "pool", "pool2d", "pooling", "pooling2d"],
        Missing("the pools here are `max_pool2d`, `avg_pool2d` and their global and adaptive forms"),
    ),
    (
        &["sequential", "module", "modulelist", "model", "functional"],
        Missing(
            "layers stand one behind the other in the braces of the network, and a group is a `block` or a `repeat`",
        ),
    ),
    (&["identity", "passthrough", "noop"], Missing("leave it out; an empty branch `{ }` passes its input on")),
    (
        &["add", "skip", "shortcut"],
        Missing("Keras's `Add` is `residual { layers }` here, which adds its input to its output"),
    ),
    (
        &["concatenate", "concatenation", "cat", "merge"],
        Missing(
            "Keras's `Concatenate` is `concat { { layers } { layers } }` here, along the channels, or `concat(along: rows)`",
        ),
    ),
    (
        &["multiply", "mul", "subtract", "average", "maximum", "minimum", "dot"],
        Missing("values meet in `residual`, which adds, and in `concat`"),
    ),
    (
        &["input", "inputlayer", "inputs"],
        Missing("the shape of the input stands in the header: `struct Net: [1, 28, 28]`"),
    ),
    (
        &["output", "outputs"],
        Missing("the shape of the output may stand in the header: `struct Net: [1, 28, 28] -> [10]`"),
    ),
    (
        &["rescaling", "normalization", "normalize"],
        Missing("images are scaled where they are read, before the network"),
    ),
    (
        &["crossentropyloss", "crossentropy", "nllloss", "mseloss", "bceloss", "bcewithlogitsloss"],
        Missing("a loss is no layer: it is given to the trainer, `CrossEntropy` without a `softmax` before it"),
    ),
    (
        &[
            "lstm",
            "gru",
            "rnn",
            "simplernn",
            "lstmcell",
            "grucell",
            "rnncell",
            "bidirectional",
            "timedistributed",
            "convlstm2d",
        ],
        Missing("there are no recurrent layers: a value goes through a network once"),
    ),
    (
        &[
            "attention",
            "selfattention",
            "multiheadattention",
            "scaleddotproductattention",
            "additiveattention",
            "transformer",
            "transformerencoder",
            "transformerencoderlayer",
            "transformerdecoder",
            "transformerdecoderlayer",
        ],
        Missing("there is no attention: the layers here are those of convolutional networks"),
    ),
    (
        &["embedding", "embeddingbag", "positionalencoding", "tokenizer"],
        Missing("there is no table of vectors: a `linear` layer of one-hot inputs is the same"),
    ),
    (
        &["split", "chunk", "slice", "gather", "narrow", "select"],
        Missing("no layer takes some of the channels; `crop` takes rows and columns away"),
    ),
    (
        &["argmax", "topk", "cast", "quantize", "dequantize", "constant"],
        Missing("a network gives numbers of type `f32`; what is made of them is up to the program"),
    ),
    (&["lambda", "custom"], Missing("a layer of one's own cannot be declared; another network is one by its path")),
];

/// The message for a layer of another library, if it is one; `given` is what it is called with.
pub fn message(name: &str, given: &[Given]) -> Option<String> {
    let (exists, help) = layer(name, given)?;
    let what = if exists { "unknown layer" } else { "there is no layer" };
    Some(format!("{what} `{name}`\n\nhelp: {help}"))
}

/// Words that could as well be the name of a user's network.
const ANY: [&str; 13] = [
    "model",
    "module",
    "functional",
    "custom",
    "skip",
    "shortcut",
    "transformer",
    "tokenizer",
    "select",
    "input",
    "inputs",
    "output",
    "outputs",
];

/// Whether a path without arguments is rather a layer of another library than a network of the user's.
pub fn is_layer(name: &str) -> bool {
    !ANY.contains(&plain(name).as_str()) && layer(name, &[]).is_some()
}

/// Whether it is what other libraries call their modules.
pub fn is_module(name: &str) -> bool {
    const MODULES: [&str; 22] = [
        "nn",
        "torch",
        "F",
        "functional",
        "tf",
        "keras",
        "layers",
        "L",
        "flax",
        "linen",
        "mx",
        "gluon",
        "paddle",
        "eqx",
        "jax",
        "jnp",
        "hk",
        "haiku",
        "tch",
        "burn",
        "candle_nn",
        "dfdx",
    ];
    MODULES.contains(&name)
}

fn layer(name: &str, given: &[Given]) -> Option<(bool, String)> {
    let plain = plain(name);
    let plain = plain.strip_suffix("config").unwrap_or(&plain).to_owned();
    if let Some((_, foreign)) = LAYERS.iter().find(|(names, _)| names.contains(&plain.as_str())) {
        return Some(match foreign {
            Here(who, here) => {
                let word = here.split(['(', ',']).next().unwrap_or(here);
                let order = if name.ends_with('D') { Order::Keras } else { Order::PyTorch };
                // Keras's momentum is the share of the old statistics.
                let keras = plain == "batchnormalization";
                let mut given = given.to_vec();
                given.retain(|(name, _)| !(keras && name.as_deref() == Some("momentum")));
                let written = call(word, &given, order);
                let mut written =
                    written.filter(|written| !here.starts_with(written)).unwrap_or_else(|| (*here).to_owned());
                let activation = given.iter().find(|(name, _)| name.as_deref() == Some("activation"));
                if let Some((_, activation)) = activation
                    && let Some(word) = words::find(activation.trim_matches(['"', '\'']))
                {
                    written += ", ";
                    written += word.name;
                }
                (true, format!("{who} `{written}` here"))
            }
            Missing(instead) => (false, (*instead).to_owned()),
        });
    }
    let stem = plain.strip_suffix("1d").or_else(|| plain.strip_suffix("3d"))?;
    LAYERS.iter().find(|(names, _)| names.contains(&format!("{stem}2d").as_str()))?;
    let help = if plain.ends_with("1d") {
        "layers slide over rows and columns: a signal is an image of one row, `[channels, 1, length]`, over which \
         `conv2d(6, kernel: (1, 5))` and `max_pool2d((1, 2))` slide"
    } else {
        "layers slide over rows and columns, and not over a third dimension"
    };
    Some((false, help.to_owned()))
}

/// The same in lower case and without underscores.
pub(super) fn plain(name: &str) -> String {
    name.trim_start_matches("r#").replace('_', "").to_lowercase()
}
