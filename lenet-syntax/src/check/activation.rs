//! The activations, and what they are given.

use super::argument::Arguments;
use super::{Checker, Layer};
use crate::plan::{Activation, Claim};
use crate::report::Reported;
use crate::words::{Function, Parameter, Type};
use proc_macro2::TokenStream;
use quote::quote;

/// An activation with the values of its arguments.
pub fn activation(function: Function, parameters: &[Parameter], arguments: &Arguments) -> Result<Activation, Reported> {
    let mut values = Vec::new();
    for parameter in parameters {
        values.push(match parameter.of {
            // A choice of two words is a flag: whether it is the second.
            Type::OneOf(words) => {
                let second = Some(arguments.word(parameter.name)?) == words.last().copied();
                quote!(#second)
            }
            _ => arguments.number(parameter.name)?,
        });
    }
    Ok(Activation { function, values })
}

impl Checker<'_> {
    /// Of two bounds, the first has to be less.
    pub(super) fn judge_bounds(&mut self, layer: &Layer, parameters: &[Parameter], arguments: &Arguments) {
        let [least, greatest] = parameters else { return };
        let (Ok(a), Ok(b)) = (arguments.number(least.name), arguments.number(greatest.name)) else { return };
        let sentence = format!("the `{}` of `{}` must be less than its `{}`", least.name, layer.name, greatest.name);
        match (literal(&a), literal(&b)) {
            (Some(a), Some(b)) if a < b => {}
            (Some(a), Some(b)) => {
                let help = if a > b { "exchange them" } else { "between equal bounds every element would be the same" };
                self.mistake(layer.span, format!("{sentence}, but they are {a} and {b}\n\nhelp: {help}"));
            }
            _ => self.prove(layer.span, Claim::Holds { sentence, condition: quote!(#a < #b) }),
        }
    }
}

/// The number that a literal is.
fn literal(tokens: &TokenStream) -> Option<f32> {
    tokens.to_string().replace([' ', '_'], "").trim_end_matches("f32").parse().ok()
}
