//! Arguments of layers.

use super::padding::{padding_numbers, padding_word};
use crate::words::{Role, Type, Word};

/// What an argument of another library is.
pub(super) enum Argument {
    /// It has another name here, one of these: the one that the layer has.
    Named(&'static [&'static str]),
    /// It is not needed, or does not exist; the help.
    Other(&'static str),
}

use Argument::{Named, Other};

const KNOWN: &str = "leave it out: what comes in is known from the layer before";

pub(super) const ARGUMENTS: &[(&[&str], Argument)] = &[
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
