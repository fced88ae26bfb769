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
        &[
            "norm",
            "groupnorm",
            "groupnormalization",
            "instancenorm",
            "instancenorm2d",
            "rmsnorm",
            "rmsnormalization",
            "localresponsenorm",
            "localresponsenormalization",
            "lrn",
            "weightnorm",
            "spectralnorm",
            "unitnormalization",
        ],
        Missing("the normalizations here are `batch_norm2d`, `batch_norm1d` and `layer_norm`"),
    ),
    (&["dropout"], Here("PyTorch's and Keras's `Dropout` is", "dropout(0.5)")),
    (
        &[
            "dropout2d",
            "spatialdropout2d",
            "dropblock",
            "droppath",
            "stochasticdepth",
            "alphadropout",
            "gaussiannoise",
            "gaussiandropout",
        ],
        Missing("`dropout(0.5)` drops single elements, and is the only layer that draws random numbers"),
    ),
    (&["relu"], Here("PyTorch's and Keras's `ReLU` is", "relu")),
    (&["relu6"], Here("PyTorch's `ReLU6` is", "relu6")),
    (
        &["leakyrelu"],
        Here("PyTorch's `LeakyReLU` (Keras's slope is 0.3 by itself) is", "leaky_relu(negative_slope: 0.01)"),
    ),
    (
        &["prelu", "rrelu"],
        Missing("no slope is trained or random: `leaky_relu(negative_slope: 0.25)` has a slope that stays as it is"),
    ),
    (&["elu"], Here("PyTorch's and Keras's `ELU` is", "elu")),
    (&["gelu"], Here("PyTorch's `GELU` is", "gelu")),
    (&["gelunew", "gelutanh"], Here("the `GELU` of a tanh is", "gelu(approximate: tanh)")),
    (&["silu", "swish"], Here("PyTorch's `SiLU` and Keras's `swish` are", "silu")),
    (&["sigmoid", "logistic"], Here("PyTorch's `Sigmoid` is", "sigmoid")),
    (&["tanh"], Here("PyTorch's `Tanh` is", "tanh")),
    (&["hardsigmoid"], Here("PyTorch's `Hardsigmoid` is", "hard_sigmoid")),
    (&["hardswish", "hardsilu"], Here("PyTorch's `Hardswish` is", "hard_swish")),
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
            "the activations here are `relu`, `relu6`, `leaky_relu`, `elu`, `selu`, `celu`, `gelu`, `silu`, `mish`, `softplus`, \
             `softsign`, `sigmoid`, `tanh`, `hard_sigmoid`, `hard_swish`, `hard_tanh` and `clip`",
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
    (
        &["reflectionpad2d", "replicationpad2d", "circularpad2d"],
        Missing("`pad(each_side(1), value: 0.0)` adds one number on every side, and never numbers of the image"),
    ),
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
            "pixelshuffle",
            "pixelunshuffle",
            "channelshuffle",
            "depthtospace",
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

/// The message for a layer of another library, if it is one; `numbers` are what it is called with.
pub fn message(name: &str, numbers: &[String]) -> Option<String> {
    let (exists, help) = layer(name, numbers)?;
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

fn layer(name: &str, numbers: &[String]) -> Option<(bool, String)> {
    let plain = plain(name);
    if let Some((_, foreign)) = LAYERS.iter().find(|(names, _)| names.contains(&plain.as_str())) {
        return Some(match foreign {
            Here(who, here) => {
                let word = here.split(['(', ',']).next().unwrap_or(here);
                let order = if name.ends_with('D') { Order::Keras } else { Order::PyTorch };
                (true, format!("{who} `{}` here", call(word, numbers, order).as_deref().unwrap_or(here)))
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
    (&["padding_mode", "fill"], Other("leave it out: padding is of zeros")),
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
    let names = match foreign {
        Other(help) => return Some((*help).to_owned()),
        Named(names) => names,
    };
    let parameter = word.arguments.iter().find(|parameter| names.contains(&parameter.name))?;
    let padding = padding_word(value);
    let value = match (value, padding) {
        ("True", _) => "true",
        ("False", _) => "false",
        (_, Some(word)) if parameter.name == "padding" => word,
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
        "reflect" | "reflection" | "replicate" | "circular" | "symmetric" | "mirror" | "border" | "edge" | "wrap"
        | "zeros" | "zero" | "constant" => "padding is of zeros, and the word says how many: `each_side(1)`",
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

/// A call with numbers by position alone, as other libraries have it, in the language.
pub fn call(word: &str, numbers: &[String], order: Order) -> Option<String> {
    let named = |names: &[&str], values: &[String]| -> String {
        let pairs = names.iter().zip(values);
        pairs
            .map(|(name, value)| match *name {
                "padding" if value != "same" && value != "valid" => format!(", padding: each_side({value})"),
                name => format!(", {name}: {value}"),
            })
            .collect()
    };
    match (word, numbers) {
        ("conv2d" | "conv_transpose2d", [_, filters, rest @ ..]) if order != Order::Keras && !rest.is_empty() => {
            Some(format!("{word}({filters}{})", named(&["kernel", "stride", "padding"], rest)))
        }
        ("conv2d" | "conv_transpose2d", [filters, rest @ ..]) if order != Order::PyTorch && !rest.is_empty() => {
            Some(format!("{word}({filters}{})", named(&["kernel", "stride", "padding"], rest)))
        }
        ("max_pool2d" | "avg_pool2d", [kernel, rest @ ..]) => {
            Some(format!("{word}({kernel}{})", named(&["stride", "padding"], rest)))
        }
        ("linear", [.., features]) => Some(format!("linear({features})")),
        ("batch_norm2d" | "batch_norm1d" | "layer_norm" | "flatten" | "softmax" | "log_softmax", _) => {
            Some(word.to_owned())
        }
        ("dropout" | "upsample" | "adaptive_avg_pool2d" | "adaptive_max_pool2d", [one]) => {
            Some(format!("{word}({one})"))
        }
        _ => activation(words::find(word)?, numbers),
    }
}

/// An activation whose numbers, given by position, get their names.
fn activation(word: &Word, numbers: &[String]) -> Option<String> {
    let is_number = |argument: &words::Parameter| matches!(argument.of, words::Type::Number(_));
    let has_all = matches!(word.kind, words::LayerKind::Activation(_))
        && !numbers.is_empty()
        && word.arguments.len() == numbers.len()
        && word.arguments.iter().all(is_number);
    let named: Vec<String> =
        word.arguments.iter().zip(numbers).map(|(argument, value)| format!("{}: {value}", argument.name)).collect();
    has_all.then(|| format!("{}({})", word.name, named.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether the macro takes these layers.
    fn compiles(input: &str, layers: &str) -> bool {
        let declaration = format!("lenet_runtime pub struct Net: {input} {{ {layers}, relu }}");
        !crate::expansion(declaration.parse().unwrap()).to_string().contains("compile_error")
    }

    #[test]
    fn what_is_proposed_for_a_layer_compiles() {
        for (names, foreign) in LAYERS {
            let Here(_, here) = foreign else { continue };
            assert!(compiles("[4, 8, 8]", here) || compiles("[8]", here), "{names:?}: {here}");
        }
        let numbers = |text: &str| -> Vec<String> { text.split(' ').map(str::to_owned).collect() };
        for word in words::WORDS {
            for text in ["2", "4 6", "4 6 3", "4 6 3 2", "4 6 3 2 1"] {
                for order in [Order::PyTorch, Order::Keras, Order::Unknown] {
                    let Some(written) = call(word.name, &numbers(text), order) else { continue };
                    let other = word.name == "dropout" || word.name.contains("pool") && text.contains(' ');
                    assert!(other || compiles("[4, 8, 8]", &written) || compiles("[8]", &written), "{written}");
                }
            }
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
        let numbers = ["1", "6", "5"].map(str::to_owned);
        assert_eq!(call("conv2d", &numbers, Order::PyTorch).as_deref(), Some("conv2d(6, kernel: 5)"));
        assert_eq!(call("conv2d", &numbers, Order::Keras).as_deref(), Some("conv2d(1, kernel: 6, stride: 5)"));
        assert_eq!(call("conv2d", &numbers[1..], Order::Unknown).as_deref(), Some("conv2d(6, kernel: 5)"));
        assert_eq!(call("conv2d", &numbers[1..], Order::PyTorch), None);
    }
}
