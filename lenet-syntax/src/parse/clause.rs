//! What stands behind the shapes of the header: `weights("lenet5.safetensors")`.

use super::inside;
use crate::ast::Weights;
use crate::report::nearest;
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::token::{Brace, Paren};
use syn::{Error, LitStr, Result, Token, parenthesized};

/// The words of the clauses.
const WORDS: [&str; 1] = ["weights"];

/// Reads clauses up to the braces, each with a comma before it or without.
pub fn clauses(input: ParseStream, network: &Ident, weights: &mut Option<Weights>) -> Result<()> {
    loop {
        let comma = input.parse::<Token![,]>().ok();
        if !input.peek(Ident::peek_any) {
            return match comma {
                Some(comma) if !input.peek(Brace) => {
                    Err(Error::new(comma.span, "behind the shapes and `,` stands `weights(\"file.safetensors\")`"))
                }
                _ => Ok(()),
            };
        }
        clause(input, network, weights)?;
    }
}

fn clause(input: ParseStream, network: &Ident, weights: &mut Option<Weights>) -> Result<()> {
    let word = input.call(Ident::parse_any)?;
    let text = word.to_string();
    if !WORDS.contains(&text.as_str()) {
        let help = match nearest(&text, &WORDS) {
            Some(near) if input.peek(Paren) => format!("did you mean `{near}(…)`?"),
            _ => format!("the layers of `{}` stand in braces: `{{ conv2d(6, kernel: 5), relu }}`", network),
        };
        let message = format!("nothing called `{text}` stands behind the shapes of a network\n\nhelp: {help}");
        return Err(Error::new(word.span(), message));
    }
    if !input.peek(Paren) {
        return Err(Error::new(word.span(), PATH));
    }
    let content;
    parenthesized!(content in input);
    let path = inside(&content, |content| path(content, word.span()))?;
    if weights.is_some() {
        let message = "a network has its weights from one file, but `weights` stands here twice\n\nhelp: leave one out";
        return Err(Error::new(word.span(), message));
    }
    *weights = Some(Weights { path });
    Ok(())
}

const PATH: &str = "`weights` takes the path of a file as a string\n\nhelp: `weights(\"lenet5.safetensors\")`, relative to the folder of the \
                    source file";

/// `"lenet5.safetensors"`
fn path(content: ParseStream, word: Span) -> Result<LitStr> {
    let span = if content.is_empty() { word } else { content.span() };
    let path: LitStr = content.parse().map_err(|_| Error::new(span, PATH))?;
    let _ = content.parse::<Token![,]>();
    if !content.is_empty() {
        let message = "`weights` takes one file\n\nhelp: in Python, `tensors_a | tensors_b` joins what two files hold";
        return Err(content.error(message));
    }
    if path.value().is_empty() { Err(Error::new(path.span(), PATH)) } else { Ok(path) }
}
