//! The defaults of arguments.

use super::expansion;
use lenet_syntax::words::{DefaultValue, LayerKind, Parameter, Role, Type, WORDS};
use proc_macro2::Literal;

/// A layer with what it needs expands to what it does with every default written out.
#[test]
fn what_is_left_out_is_the_default() {
    for word in WORDS {
        let needed = |argument: &Parameter| match (argument.of, argument.name) {
            (Type::Padding, _) => "each_side(1)",
            (_, "min") => "-0.5",
            (Type::Number(_), _) => "0.5",
            (_, "height" | "width") => "8",
            (_, "channels" | "filters") => "4",
            _ => "2",
        };
        let written = |default: DefaultValue| match default {
            DefaultValue::Kernel => "2".to_owned(),
            DefaultValue::Number(number) => Literal::f64_unsuffixed(number).to_string(),
            default => default.text(),
        };
        let expanded = |all: bool| {
            let arguments = word.arguments.iter().filter_map(|argument| match argument.role {
                Role::Positional => Some(needed(argument).to_owned()),
                Role::Needed => Some(format!("{}: {}", argument.name, needed(argument))),
                Role::Optional(default) => all.then(|| format!("{}: {}", argument.name, written(default))),
            });
            let arguments = arguments.collect::<Vec<_>>().join(", ");
            let input =
                if matches!(word.kind, LayerKind::Linear | LayerKind::BatchNorm1d) { "[8]" } else { "[4, 8, 8]" };
            let layer =
                if word.arguments.is_empty() { word.name.to_owned() } else { format!("{}({arguments})", word.name) };
            let network = format!("lenet_runtime struct Net: {input} {{ {layer}, relu }}");
            expansion(network.parse().unwrap(), false).to_string()
        };
        let (short, long) = (expanded(false), expanded(true));
        assert!(!short.contains("compile_error"), "`{}`: {short}", word.name);
        assert_eq!(short, long, "`{}`", word.name);
    }
}
