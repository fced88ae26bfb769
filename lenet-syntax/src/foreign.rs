//! What other libraries call things, and what to write here: layers, arguments and paddings of PyTorch, Keras, ONNX and the like.

use crate::words::{self, Role, Type, Word};

/// What a word of another library is.
enum Foreign {
    /// Who calls it so, and the same here.
    Here(&'static str, &'static str),
    /// It does not exist here; what to do instead.
    Missing(&'static str),
}

use Foreign::{Here, Missing};

/// Layers by their names in lower case, without underscores.
const LAYERS: &[(&[&str], Foreign)] = &[
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
        Missing("Keras's `Concatenate` is `concat { { layers } { layers } }` here"),
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

/// An argument as it is written, with its name if it has one.
pub type Given = (Option<String>, String);

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
fn plain(name: &str) -> String {
    name.trim_start_matches("r#").replace('_', "").to_lowercase()
}

/// What an argument of another library is.
enum Argument {
    /// It has another name here, one of these: the one that the layer has.
    Named(&'static [&'static str]),
    /// It is not needed, or does not exist; the help.
    Other(&'static str),
}

use Argument::{Named, Other};

const KNOWN: &str = "leave it out: what comes in is known from the layer before";

const ARGUMENTS: &[(&[&str], Argument)] = &[
    (&["kernel_size", "pool_size", "kernel_shape", "ksize", "window", "window_shape", "k"], Named(&["kernel"])),
    (
        &["out_channels", "channels_out", "out_planes", "num_filters", "num_filter", "n_filters", "num_output", "out"],
        Named(&["filters", "features"]),
    ),
    (
        &["out_features", "units", "n_out", "size", "output_size", "outputs", "num_hidden"],
        Named(&["features", "output", "filters"]),
    ),
    (&["features"], Named(&["filters"])),
    (&["scale_factor", "factor"], Named(&["scale"])),
    (&["strides", "s"], Named(&["stride"])),
    (&["pad", "pads", "paddings", "auto_pad"], Named(&["padding"])),
    (&["dilation_rate", "dilations", "kernel_dilation"], Named(&["dilation"])),
    (&["use_bias", "with_bias"], Named(&["bias"])),
    (&["epsilon", "variance_epsilon"], Named(&["eps"])),
    (&["rate", "prob", "probability", "drop_prob"], Named(&["p"])),
    (&["alpha", "slope"], Named(&["negative_slope", "alpha"])),
    (&["interpolation"], Named(&["mode"])),
    (&["num_groups", "num_group", "group", "feature_group_count"], Named(&["groups"])),
    (
        &[
            "in_channels",
            "in_features",
            "channels_in",
            "in_planes",
            "num_features",
            "num_channels",
            "input_shape",
            "input_dim",
            "input_size",
            "normalized_shape",
            "in",
        ],
        Other(KNOWN),
    ),
    (&["ceil_mode"], Other("write `rounding: ceil`; without it the last window that does not fit is left out")),
    (&["return_indices"], Other("leave it out: a pool gives its values alone")),
    (
        &["padding_mode", "fill"],
        Other("leave it out: padding is of zeros; the layer `pad` before this one knows other modes"),
    ),
    (
        &["activation", "act"],
        Other("an activation is a layer of its own: write `relu`, or another one, behind this layer"),
    ),
    (&["no_bias", "without_bias"], Other("write `bias: false` where there is none")),
    (&["transposed"], Other("leave it out: the layer that makes an image larger is `conv_transpose2d`")),
    (&["max_value"], Other("leave it out: the rectifier that ends at 6 is `relu6`")),
    (
        &["batch_size", "batch", "batch_input_shape"],
        Other("leave it out: how many images there are is no part of a network"),
    ),
    (
        &["weights", "weight", "kernel_init", "weight_initializer"],
        Other("leave it out: weights come from `init` or `load`"),
    ),
    (
        &["data_format", "layout", "memory_format", "channels_last"],
        Other("leave it out: images are `[channels, height, width]`, channels first"),
    ),
    (&["inplace"], Other("leave it out: which layers work in place is decided while the program compiles")),
    (
        &["dim", "axis", "axes", "dims"],
        Other(
            "leave it out: values have no batch dimension, and the layer works along the channels, or along the vector",
        ),
    ),
    (&["start_dim", "end_dim"], Other("leave it out: values have no batch dimension, and all others become one")),
    (
        &["affine", "elementwise_affine", "center", "scale", "track_running_stats"],
        Other("leave it out: a normalization has its scale, its shift and its statistics"),
    ),
    (&["name", "label"], Other("the name stands before the layer: `conv1: conv2d(6, kernel: 5)`")),
    (&["device", "dtype"], Other("leave it out: all numbers are `f32`, in the memory of the program")),
    (
        &["trainable", "requires_grad", "training"],
        Other("leave it out: every layer is trained, and `forward` never trains"),
    ),
    (
        &[
            "kernel_initializer",
            "bias_initializer",
            "depthwise_initializer",
            "initializer",
            "weight_init",
            "init",
            "beta_initializer",
            "gamma_initializer",
        ],
        Other(
            "leave it out: `init(seed)` starts each layer as suits the activation after it, `init_with` all in one way",
        ),
    ),
    (
        &[
            "kernel_regularizer",
            "bias_regularizer",
            "activity_regularizer",
            "kernel_constraint",
            "bias_constraint",
            "weight_decay",
        ],
        Other("leave it out: the decay of the weights belongs to the optimizer"),
    ),
    (&["divisor_override"], Other("leave it out: the mean is over the window")),
];

/// What to write for an argument of another library, if it is one.
pub fn argument(word: &Word, name: &str, value: &str) -> Option<String> {
    if word.name == "upsample" && ["size", "output_size", "output_shape", "target_size"].contains(&name) {
        return Some(
            "the size follows from the factor, which stands first: `upsample(2)` doubles rows and columns".to_owned(),
        );
    }
    let (_, foreign) = ARGUMENTS.iter().find(|(names, _)| names.contains(&name))?;
    let numbers: Vec<String> = value.trim_matches(['(', ')']).split(", ").map(str::to_owned).collect();
    let names = match foreign {
        Named(["padding"]) if numbers.len() > 2 => {
            return Some(format!("it is called `padding` here: {}", padding_numbers(&numbers)));
        }
        Other(help) => return Some((*help).to_owned()),
        Named(names) => names,
    };
    let parameter = word.arguments.iter().find(|parameter| names.contains(&parameter.name))?;
    let padding = padding_word(value);
    let value = match (value, padding) {
        ("True", _) => "true",
        ("False", _) => "false",
        (_, Some(word)) if parameter.name == "padding" => word,
        (value, None)
            if parameter.name == "padding"
                && value.starts_with(|first: char| first == '(' || first.is_ascii_digit()) =>
        {
            return Some(format!("it is called `padding` here: `padding: each_side({value})`"));
        }
        (value, _) if matches!(parameter.of, Type::OneOf(_)) => value.trim_matches('"'),
        (value, _) => value,
    };
    let name = parameter.name;
    Some(if parameter.role == Role::Positional {
        format!(
            "it stands first, without a name: `{}({value}{})`",
            word.name,
            if word.arguments.iter().filter(|parameter| parameter.role.is_needed()).count() > 1 { ", …" } else { "" }
        )
    } else {
        format!("it is called `{name}` here: `{name}: {value}`")
    })
}

/// The same word of ours, however it is spelled: `SAME_UPPER`, `SameUpper`, `"same"`, `Padding::Same`.
pub fn padding_word(text: &str) -> Option<&'static str> {
    let last = text.rsplit("::").next().unwrap_or(text).trim_matches(['"', '\'']);
    let plain = |text: &str| text.replace(['_', '-', ' '], "").to_lowercase();
    words::PADDINGS.iter().copied().find(|word| plain(word) == plain(last))
}

/// What to write for a padding of another library that has no number.
pub fn padding(text: &str) -> Option<&'static str> {
    let last = text.rsplit("::").next().unwrap_or(text).trim_matches(['"', '\'']);
    Some(match last.to_lowercase().as_str() {
        "none" | "null" | "no" | "off" | "notset" | "false" | "explicit" => "write `valid`, or leave it out",
        "half" | "true" | "auto" | "same_pad" | "same_both" | "keep" => "`same` keeps the size",
        "full" => "`each_side(2)` pads by one less than a kernel of 3",
        "causal" => "`edges(top: 0, bottom: 0, left: 2, right: 0)` pads before the columns alone",
        "zeros" | "zero" | "constant" => "padding is of zeros, and the word says how many: `each_side(1)`",
        "reflect" | "reflection" | "mirror" => {
            "padding is of zeros; the layer `pad(each_side(1), mode: reflect)` before it is not"
        }
        "replicate" | "border" | "edge" => {
            "padding is of zeros; the layer `pad(each_side(1), mode: replicate)` before it is not"
        }
        "circular" | "wrap" => "padding is of zeros; the layer `pad(each_side(1), mode: circular)` before it is not",
        "symmetric" => {
            "padding is of zeros; the layer `pad` before it also knows `mode: reflect`, `replicate` and `circular`"
        }
        _ if text.starts_with(['"', '\'']) => {
            "it is `each_side(1)`, `total(2)`, `edges(…)`, `same`, `same_lower`, `same_upper` or `valid`"
        }
        _ => return None,
    })
}

/// What to write for more than two numbers of a padding.
pub fn padding_numbers(numbers: &[String]) -> String {
    match numbers {
        [one, rest @ ..] if rest.len() == 3 && rest.iter().all(|number| number == one) => format!(
            "`each_side({one})`, or each edge by name: `edges(top: {one}, bottom: {one}, left: {one}, right: {one})`"
        ),
        [_, _, _, _] => "libraries differ in the order of four numbers; name them: \
                         `edges(top: 1, bottom: 0, left: 1, right: 0)`"
            .to_owned(),
        _ => "`each_side((rows, columns))`, or `edges(top: 1, bottom: 0, left: 1, right: 0)`".to_owned(),
    }
}

/// Which numbers come first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// Channels that come in, filters, kernel, stride, padding.
    PyTorch,
    /// Filters, kernel, stride, padding.
    Keras,
    /// One or the other, by how many there are.
    Unknown,
}

/// A call as other libraries have it, in the language; `None` if what it needs is not there.
pub fn call(word: &str, given: &[Given], order: Order) -> Option<String> {
    let table = words::find(word)?;
    let (mut unnamed, mut written) = (Vec::new(), Vec::new());
    for (name, text) in given {
        match name {
            Some(name) => written.extend(translated(table, name, text)),
            // Elsewhere the first may be a value, and the last a device.
            None if order != Order::Unknown && (text.starts_with(char::is_lowercase) || text.contains(':')) => {}
            None => unnamed.push(text.as_str()),
        }
    }
    by_position(word, &unnamed, order, &mut written)?;
    let mut text = String::new();
    for parameter in table.arguments {
        let Some((_, value)) = written.iter().find(|(name, _)| *name == parameter.name) else {
            if parameter.role.is_needed() {
                return None;
            }
            continue;
        };
        if !text.is_empty() {
            text += ", ";
        }
        if parameter.role != Role::Positional {
            text += parameter.name;
            text += ": ";
        }
        text += value;
    }
    Some(if text.is_empty() { word.to_owned() } else { format!("{word}({text})") })
}

/// Gives the values of a call without names the names that they have here.
fn by_position(word: &str, values: &[&str], order: Order, written: &mut Vec<(&'static str, String)>) -> Option<()> {
    let has = |name: &str, written: &[(&str, String)]| written.iter().any(|(known, _)| *known == name);
    let convolution = word == "conv2d" || word == "conv_transpose2d";
    let (names, values): (&[&'static str], &[&str]) = match (word, values) {
        (_, []) => (&[], &[]),
        ("conv2d" | "conv_transpose2d", [_, rest @ ..])
            if order == Order::PyTorch
                || order == Order::Unknown && values.len() > 2 - usize::from(has("kernel", written)) =>
        {
            (&["filters", "kernel", "stride", "padding"], rest)
        }
        ("conv2d" | "conv_transpose2d", _) => (&["filters", "kernel", "stride", "padding"], values),
        ("max_pool2d" | "avg_pool2d", _) => (&["kernel", "stride", "padding"], values),
        ("linear", [.., features]) if !has("features", written) => {
            written.push(("features", (*features).to_owned()));
            return Some(());
        }
        ("dropout" | "dropout2d", [_]) => (&["p"], values),
        ("group_norm", [_] | [_, _]) => (&["groups"], &values[..1]),
        ("prelu", [slopes]) if slopes.parse::<u32>().is_ok() => (&["num_parameters"], values),
        ("upsample", [_]) => (&["scale"], values),
        ("adaptive_avg_pool2d" | "adaptive_max_pool2d", [_]) => (&["output"], values),
        ("adaptive_avg_pool2d" | "adaptive_max_pool2d", [rows, columns]) => {
            written.push(("output", format!("({rows}, {columns})")));
            return Some(());
        }
        ("reshape", [_, _, _]) => (&["channels", "height", "width"], values),
        ("linear" | "batch_norm2d" | "batch_norm1d" | "layer_norm" | "flatten" | "softmax" | "log_softmax", _) => {
            (&[], &[])
        }
        _ => {
            // An activation whose numbers get their names.
            let table = words::find(word)?;
            let is_number = |argument: &words::Parameter| matches!(argument.of, Type::Number(_));
            if !table.kind.is_activation()
                || table.arguments.len() != values.len()
                || !table.arguments.iter().all(is_number)
            {
                return None;
            }
            for (argument, value) in table.arguments.iter().zip(values) {
                written.push((argument.name, (*value).to_owned()));
            }
            return Some(());
        }
    };
    if values.len() > names.len() || convolution && values.is_empty() && !has("filters", written) {
        return None;
    }
    for (name, value) in names.iter().zip(values) {
        if !has(name, written) {
            written.push((name, if *name == "padding" { padding_of(value) } else { (*value).to_owned() }));
        }
    }
    Some(())
}

/// An argument of another library by the name and the value that it has here, if there is the same.
fn translated(word: &Word, name: &str, value: &str) -> Option<(&'static str, String)> {
    let foreign = ARGUMENTS.iter().find(|(names, _)| names.contains(&name)).map(|(_, foreign)| foreign);
    let own = word.arguments.iter().find(|parameter| parameter.name == name);
    let parameter = own.or_else(|| match foreign {
        Some(Named(names)) => word.arguments.iter().find(|parameter| names.contains(&parameter.name)),
        _ => None,
    })?;
    let value = match parameter.of {
        Type::Padding => padding_of(value),
        Type::Bool => value.to_lowercase(),
        Type::OneOf(_) => value.trim_matches(['"', '\'']).to_lowercase(),
        _ => value.to_owned(),
    };
    Some((parameter.name, value))
}

/// A padding of another library: numbers are for each side.
fn padding_of(value: &str) -> String {
    match padding_word(value) {
        Some(word) => word.to_owned(),
        None if value.starts_with(|first: char| first.is_ascii_digit() || first == '(' || first.is_uppercase()) => {
            format!("each_side({value})")
        }
        None => value.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the macro takes these layers.
    fn compiles(input: &str, layers: &str) -> bool {
        let declaration = format!("lenet_runtime pub struct Net: {input} {{ {layers}, relu }}");
        crate::declaration(declaration.parse().unwrap()).is_ok()
    }

    #[test]
    fn what_is_proposed_for_a_layer_compiles() {
        for (names, foreign) in LAYERS {
            let Here(_, here) = foreign else { continue };
            assert!(compiles("[4, 8, 8]", here) || compiles("[8]", here), "{names:?}: {here}");
        }
        let numbers = |text: &str| -> Vec<Given> { text.split(' ').map(|number| (None, number.to_owned())).collect() };
        for word in words::WORDS {
            for text in ["2", "4 6", "4 6 3", "4 6 3 2", "4 6 3 2 1"] {
                for order in [Order::PyTorch, Order::Keras, Order::Unknown] {
                    let Some(written) = call(word.name, &numbers(text), order) else { continue };
                    let other = word.name.starts_with("dropout")
                        || word.name == "reshape"
                        || word.name == "prelu"
                        || word.name.contains("pool") && text.contains(' ');
                    assert!(other || compiles("[4, 8, 8]", &written) || compiles("[8]", &written), "{written}");
                }
            }
        }
    }

    #[test]
    fn a_call_of_another_library_is_written_as_the_same_layer() {
        for (call, expected) in [
            ("nn.Conv2d(1, 6, kernel_size=5, padding=2)", "conv2d(6, kernel: 5, padding: each_side(2))"),
            (
                "nn::Conv2d(in_channels=1, out_channels=6, kernel_size=(5, 5), bias=False)",
                "conv2d(6, kernel: (5 , 5), bias: false)",
            ),
            (
                "Conv2D(32, (3, 3), strides=2, padding=\"same\", activation=\"relu\")",
                "conv2d(32, kernel: (3 , 3), stride: 2, padding: same), relu",
            ),
            ("Conv2D(filters=8, kernel_size=3)", "conv2d(8, kernel: 3)"),
            ("nn.Conv(features=32, kernel_size=[3, 3])", "conv2d(32, kernel: (3 , 3))"),
            ("nn::conv2d(vs, 1, 32, 5, Default::default())", "conv2d(32, kernel: 5)"),
            ("Conv2dConfig::new([1, 6], [5, 5])", "conv2d(6, kernel: 5)"),
            ("Conv2D<1, 6, 5>", "conv2d(6, kernel: 5)"),
            ("nn.MaxPool2d(kernel_size=3, stride=2, padding=1)", "max_pool2d(3, stride: 2, padding: each_side(1))"),
            ("MaxPooling2D(pool_size=(2, 2))", "max_pool2d((2 , 2))"),
            ("nn.Linear(in_features=784, out_features=120)", "linear(120)"),
            ("Dense(units=10, activation=\"softmax\")", "linear(10), softmax"),
            ("GlobalAveragePooling2D(name=\"pool\")", "global_avg_pool2d, flatten"),
            ("BatchNormalization(momentum=0.99, epsilon=0.001)", "batch_norm2d(eps: 0.001)"),
            ("nn.LeakyReLU(negative_slope=0.2)", "leaky_relu(negative_slope: 0.2)"),
            (
                "nn.Upsample(scale_factor=2, mode=\"bilinear\", align_corners=True)",
                "upsample(2, mode: bilinear, align_corners: true)",
            ),
            ("nn.AdaptiveAvgPool2d((1, 1))", "adaptive_avg_pool2d((1 , 1))"),
            ("Dropout(rate=0.25)", "dropout(0.25)"),
            ("nn.GroupNorm(4, 64)", "group_norm(4)"),
            ("nn.GroupNorm(num_groups=4, num_channels=64, eps=0.1)", "group_norm(4, eps: 0.1)"),
            ("GroupNormalization(groups=4)", "group_norm(4)"),
            ("nn.PReLU(64)", "prelu(num_parameters: 64)"),
            ("nn.PReLU(num_parameters=64)", "prelu(num_parameters: 64)"),
        ] {
            let declaration = format!("lenet_runtime struct Net: [1, 28, 28] {{ {call} }}");
            let refused = crate::declaration(declaration.parse().unwrap()).err().expect(call);
            let message = refused.mistakes.messages()[0].replace(" , ", ", ");
            let expected = expected.replace(" , ", ", ");
            assert!(message.contains(&format!("`{expected}` here")), "{call}: {message}");
        }
    }

    #[test]
    fn every_name_is_plain_and_listed_once() {
        let names: Vec<&str> = LAYERS.iter().flat_map(|(names, _)| *names).copied().collect();
        let arguments: Vec<&str> = ARGUMENTS.iter().flat_map(|(names, _)| *names).copied().collect();
        for list in [&names, &arguments] {
            for (index, name) in list.iter().enumerate() {
                assert!(!list[..index].contains(name), "{name} is listed twice");
            }
        }
        assert!(names.iter().all(|name| plain(name) == **name));
    }

    #[test]
    fn a_word_of_the_language_is_no_foreign_one() {
        for word in words::WORDS {
            for argument in word.arguments {
                let foreign = ARGUMENTS.iter().find(|(names, _)| names.contains(&argument.name));
                let renamed =
                    foreign.is_some_and(|(_, foreign)| matches!(foreign, Named(names) if names[0] == argument.name));
                assert!(!renamed, "{}", argument.name);
            }
        }
    }

    #[test]
    fn numbers_are_read_in_the_order_of_their_library() {
        let numbers = ["1", "6", "5"].map(|number| (None, number.to_owned()));
        assert_eq!(call("conv2d", &numbers, Order::PyTorch).as_deref(), Some("conv2d(6, kernel: 5)"));
        assert_eq!(call("conv2d", &numbers, Order::Keras).as_deref(), Some("conv2d(1, kernel: 6, stride: 5)"));
        assert_eq!(call("conv2d", &numbers[1..], Order::Unknown).as_deref(), Some("conv2d(6, kernel: 5)"));
        assert_eq!(call("conv2d", &numbers[1..], Order::PyTorch), None);
    }
}
