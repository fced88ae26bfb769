//! What stands before an entry in `#[…]`: its documentation, and what its tensors are called.

use super::path;
use crate::ast::{Attribute, AttributeValue};
use crate::report::{Mark, source};
use syn::parse::ParseStream;
use syn::{Error, Lit, LitStr, Result};

/// The longest name.
const LONGEST: usize = 200;

/// The attributes of an entry.
pub(super) struct Attributes {
    /// `/// …`
    pub(super) docs: Vec<Attribute>,
    /// `#[name = "features.0"]`
    pub(super) tensors: Option<LitStr>,
}

pub(super) fn attributes(input: ParseStream) -> Result<Attributes> {
    let mut found = Attributes { docs: Vec::new(), tensors: None };
    for attribute in path::attributes(input)? {
        if attribute.is("doc") {
            found.docs.push(attribute);
        } else if attribute.is("name") {
            let name = name(&attribute)?;
            if found.tensors.is_some() {
                let message = "the tensors of this layer have a name already\n\nhelp: leave one of the two out";
                return Err(Error::new(name.span(), message));
            }
            found.tensors = Some(name);
        } else {
            return Err(Error::new(attribute.span, unknown(&attribute)));
        }
    }
    Ok(found)
}

/// `name = "features.0"`
fn name(attribute: &Attribute) -> Result<LitStr> {
    let value = match &attribute.value {
        AttributeValue::Is(value) => value.clone(),
        other => {
            let help = match other {
                AttributeValue::List(list) => format!("write `#[name = {}]`", source(list)),
                _ => "write `#[name = \"features.0\"]`".to_owned(),
            };
            let message = format!("the name of tensors stands behind `=`\n\nhelp: {help}");
            return Err(Error::new(attribute.path.span(), message));
        }
    };
    // What a macro hands on has invisible brackets.
    let Ok(literal) = syn::parse2::<Lit>(value.clone()) else {
        let message = "the name of tensors is a string\n\nhelp: write it out, `#[name = \"features.0\"]`";
        return Err(Error::new(Mark::of(&value).first, message));
    };
    let Lit::Str(text) = &literal else {
        let help = format!("help: write `#[name = \"{}\"]`", source(&value));
        return Err(Error::new(literal.span(), format!("the name of tensors is a string\n\n{help}")));
    };
    let name = text.value();
    let problem = if name.is_empty() {
        "a name has at least one letter or digit"
    } else if name.split('.').any(str::is_empty) {
        "the dots of a name stand between its parts"
    } else if name.chars().any(|letter| letter.is_control() || letter.is_whitespace()) {
        "a name has no space"
    } else if name.len() > LONGEST {
        "a name has at most 200 bytes"
    } else {
        return Ok(text.clone());
    };
    let help = "help: write it as the file has it, without the `.weight` at the end: `#[name = \"features.0\"]`";
    Err(Error::new(text.span(), format!("{problem}\n\n{help}")))
}

/// What to say of another attribute.
fn unknown(attribute: &Attribute) -> String {
    let word = source(&attribute.path);
    if matches!(word.as_str(), "rename" | "names" | "tensor" | "tensors" | "key" | "path") {
        return format!(
            "a layer has no attribute `{word}`\n\nhelp: what its tensors are called in files is `#[name = \"features.0\"]`"
        );
    }
    "a layer takes no attribute but `name`: a network has the same layers in every build\n\n\
     help: declare two networks, and choose between them by `cfg`"
        .to_owned()
}
