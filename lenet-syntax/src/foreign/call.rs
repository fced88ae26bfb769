//! Calls: which argument is which, in the order of another library.

use super::argument::{ARGUMENTS, Argument::Named};
use super::padding::padding_of;
use crate::words::{self, Role, Type, Word};

/// An argument as it is written, with its name if it has one.
pub type Given = (Option<String>, String);

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
        ("prelu", [slopes, ..]) if slopes.parse::<u32>().is_ok() => (&["num_parameters", "init"], values),
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
