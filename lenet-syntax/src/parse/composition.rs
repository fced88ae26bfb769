//! Groups of layers: `residual`, `concat` and `repeat`.

use super::{Found, body, inside};
use crate::ast::{Axis, Branch, Expression, ItemKind};
use crate::foreign;
use crate::report::source;
use crate::words::Along;
use proc_macro2::{Ident, TokenStream};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::token::{Brace, Paren};
use syn::{Error, Result, Token, braced, parenthesized};

pub(super) fn residual(word: Ident, input: ParseStream, found: &mut Found) -> Result<ItemKind> {
    let mut shortcut = None;
    if input.peek(Paren) {
        let content;
        parenthesized!(content in input);
        shortcut = inside(&content, |content| {
            const ONLY: &str = "`residual` takes nothing but `shortcut: { layers }`";
            let start = content.error(ONLY);
            let name = content.call(Ident::parse_any).map_err(|_| start)?;
            if name != "shortcut" {
                return Err(Error::new(
                    name.span(),
                    format!("`residual` has no argument `{name}`\n\nhelp: it takes `shortcut: {{ layers }}`"),
                ));
            }
            if !content.peek(Token![:]) {
                return Err(content
                    .error("expected `:` behind `shortcut`\n\nhelp: `residual(shortcut: { layers }) { layers }`"));
            }
            content.parse::<Token![:]>()?;
            let branch =
                body(&name, content, found, "the shortcut's layers stand in braces\n\nhelp: `shortcut: { layers }`")?;
            let _ = content.parse::<Token![,]>();
            if !content.is_empty() {
                return Err(content.error(ONLY));
            }
            Ok(Some(branch))
        })?;
    }
    let body = body(&word, input, found, "the layers of `residual` stand in braces\n\nhelp: `residual { layers }`")?;
    Ok(ItemKind::Residual { word, shortcut, body })
}

pub(super) fn concat(word: Ident, input: ParseStream, found: &mut Found) -> Result<ItemKind> {
    let mut along = None;
    if input.peek(Paren) {
        let content;
        parenthesized!(content in input);
        // The branches are read all the same.
        match inside(&content, axis) {
            Ok(axis) => along = Some(axis),
            Err(mistake) => drop(found.mistakes.add_syn(&mistake)),
        }
    }
    if !input.peek(Brace) {
        return Err(input.error("the branches of `concat` stand in braces\n\nhelp: `concat { { layers } { layers } }`"));
    }
    let content;
    braced!(content in input);
    let mut branches: Vec<Branch> = Vec::new();
    inside(&content, |content| {
        while !content.is_empty() {
            const EACH: &str =
                "each branch of `concat` stands in its own braces\n\nhelp: `concat { { layers } { layers } }`";
            branches.push(body(&word, content, found, EACH)?);
            let _ = content.parse::<Token![,]>();
        }
        Ok(())
    })?;
    Ok(ItemKind::Concat { word, along, branches })
}

/// `along: rows`
fn axis(input: ParseStream) -> Result<Axis> {
    const ONLY: &str = "`concat` takes nothing but `along: channels`, `along: rows` or `along: columns`";
    let start = input.error(ONLY);
    let name = input.call(Ident::parse_any).map_err(|_| start)?;
    let equals = input.peek(Token![=]).then(|| input.span());
    if equals.is_some() {
        input.parse::<Token![=]>()?;
    } else if input.peek(Token![:]) {
        input.parse::<Token![:]>()?;
    } else {
        let help = match axis_of(&name.to_string()) {
            Some(axis) => format!("\n\nhelp: write `concat(along: {})`", axis.word()),
            None => String::new(),
        };
        return Err(Error::new(name.span(), format!("{ONLY}{help}")));
    }
    let value = input.fork().parse::<TokenStream>()?;
    let text = source(&value);
    if name != "along" {
        let help = foreign::axis(&name.to_string(), &text)
            .unwrap_or_else(|| "it takes `along: channels`, `along: rows` or `along: columns`".to_owned());
        return Err(Error::new(name.span(), format!("`concat` has no argument `{name}`\n\nhelp: {help}")));
    }
    if let Some(span) = equals {
        let help = format!("write `along: {text}`");
        return Err(Error::new(span, format!("expected `:` after the name `along`\n\nhelp: {help}")));
    }
    let span = input.span();
    if let Ok(word) = input.call(Ident::parse_any)
        && let Some(along) = Along::ALL.into_iter().find(|along| word == along.word())
    {
        let _ = input.parse::<Token![,]>();
        return if input.is_empty() { Ok(Axis { along, span }) } else { Err(input.error(ONLY)) };
    }
    let help = match axis_of(&text) {
        Some(axis) => format!("write `along: {}`", axis.word()),
        None => "write `along: rows`, or leave it out for the channels".to_owned(),
    };
    let message = format!("the `along` of `concat` is `channels`, `rows` or `columns`, not `{text}`");
    Err(Error::new(span, format!("{message}\n\nhelp: {help}")))
}

/// The axis that a word means.
fn axis_of(word: &str) -> Option<Along> {
    let word = word.trim_matches(['"', '\'']).to_lowercase();
    match word.as_str() {
        "channels" | "channel" | "filters" | "features" | "depth" | "c" | "1" => Some(Along::Channels),
        "rows" | "row" | "height" | "vertical" | "h" | "y" | "2" => Some(Along::Rows),
        "columns" | "column" | "cols" | "width" | "horizontal" | "w" | "x" | "3" => Some(Along::Columns),
        _ => None,
    }
}

pub(super) fn repeat(word: Ident, input: ParseStream, found: &mut Found) -> Result<ItemKind> {
    if !input.peek(Paren) {
        return Err(input.error("say how often\n\nhelp: `repeat(3) { layers }`"));
    }
    let content;
    parenthesized!(content in input);
    let count = inside(&content, |content| {
        let count = content.parse::<Expression>()?;
        if !content.is_empty() {
            return Err(content.error("`repeat` takes one number\n\nhelp: `repeat(3) { layers }`"));
        }
        Ok(count)
    });
    let body = body(&word, input, found, "the layers of `repeat` stand in braces\n\nhelp: `repeat(3) { layers }`");
    let count = count?;
    Ok(ItemKind::Repeat { word, count, body: body? })
}
