//! The arguments of a layer.

use super::{Found, inside};
use crate::ast::{Argument, ArgumentValue, Expression, Padding};
use crate::report::source;
use crate::words;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::TokenStreamExt;
use syn::ext::IdentExt;
use syn::parse::discouraged::Speculative;
use syn::parse::{Parse, ParseStream};
use syn::token::{Bracket, Paren};
use syn::{Error, Result, Token, bracketed, parenthesized};

pub(super) fn arguments(input: ParseStream, found: &mut Found) -> Vec<Argument> {
    let mut arguments = Vec::new();
    while !input.is_empty() {
        match argument(input) {
            Ok(argument) => {
                arguments.push(argument);
                if !input.is_empty() && !input.peek(Token![,]) {
                    let help = "help: arguments are separated by `,`: `conv2d(6, kernel: 5)`";
                    found.mistakes.add(input.span(), format!("expected `,` between two arguments\n\n{help}"));
                    if input.parse::<Token![;]>().is_err() && !starts_named(input) {
                        skip_to_comma(input);
                    }
                }
            }
            Err(mistake) => {
                found.mistakes.add_syn(&mistake);
                skip_to_comma(input);
            }
        }
        let _ = input.parse::<Token![,]>();
    }
    arguments
}

fn skip_to_comma(input: ParseStream) {
    while !input.is_empty() && !input.peek(Token![,]) {
        let _ = input.parse::<TokenTree>();
    }
}

/// Whether a name with its `:` or `=` follows.
fn starts_named(input: ParseStream) -> bool {
    let fork = input.fork();
    fork.call(Ident::parse_any).is_ok()
        && (fork.peek(Token![:]) && !fork.peek(Token![::]) || fork.peek(Token![=]) && !fork.peek(Token![==]))
}

fn argument(input: ParseStream) -> Result<Argument> {
    if input.peek(Token![,]) {
        return Err(input.error("expected an argument before this `,`\n\nhelp: remove it"));
    }
    let (mut name, mut equals) = (None, None);
    if starts_named(input) {
        let word = input.call(Ident::parse_any)?;
        equals = input.peek(Token![=]).then(|| input.span());
        input.parse::<TokenTree>()?;
        if input.is_empty() || input.peek(Token![,]) {
            return Err(Error::new(
                word.span(),
                format!("`{word}` has no value\n\nhelp: write `{word}: 2`, or leave it out"),
            ));
        }
        name = Some(word);
    }
    let takes_padding = name.as_ref().is_none_or(|name| name == "padding");
    let value = if input.peek(Bracket) {
        let content;
        let brackets = bracketed!(content in input);
        let mut leaves = Vec::new();
        leaves_of(content.parse()?, &mut leaves);
        ArgumentValue::List(leaves, brackets.span.join())
    } else if let Some(padding) = padding(input, takes_padding)? {
        ArgumentValue::Padding(padding)
    } else {
        value(input)?
    };
    Ok(Argument { name, equals, value })
}

/// Adds a number that ends here, if there is one.
fn end_number(number: &mut TokenStream, numbers: &mut Vec<String>) {
    if !number.is_empty() {
        numbers.push(source(number));
        *number = TokenStream::new();
    }
}

/// What stands between the commas, in groups too.
fn leaves_of(tokens: TokenStream, found: &mut Vec<String>) {
    let mut leaf = TokenStream::new();
    for token in tokens {
        match token {
            TokenTree::Group(group) if leaf.is_empty() => leaves_of(group.stream(), found),
            TokenTree::Punct(punct) if punct.as_char() == ',' => end_number(&mut leaf, found),
            token => leaf.append(token),
        }
    }
    end_number(&mut leaf, found);
}

/// One expression, or two in parentheses.
fn value(input: ParseStream) -> Result<ArgumentValue> {
    if input.peek(Paren) {
        let fork = input.fork();
        let content;
        let parentheses = parenthesized!(content in fork);
        let both = inside(&content, |content| content.parse_terminated(Expression::parse, Token![,]))?;
        let mut both = both.into_iter();
        if let (Some(rows), Some(columns), None) = (both.next(), both.next(), both.next()) {
            input.advance_to(&fork);
            return Ok(ArgumentValue::Two(Box::new([rows, columns]), parentheses.span.join()));
        }
    }
    Ok(ArgumentValue::One(input.parse()?))
}

/// A padding in words, if one stands here.
fn padding(input: ParseStream, expected: bool) -> Result<Option<Padding>> {
    let fork = input.fork();
    let Ok(word) = fork.call(Ident::parse_any) else { return Ok(None) };
    if !expected || !words::PADDINGS.contains(&word.to_string().as_str()) {
        return Ok(None);
    }
    input.call(Ident::parse_any)?;
    if word != "total" && word != "each_side" && word != "edges" {
        if input.peek(Paren) {
            return Err(Error::new(word.span(), format!("`{word}` takes no numbers\n\nhelp: write `{word}`")));
        }
        return Ok(Some(Padding::Word(word)));
    }
    if !input.peek(Paren) {
        return Err(Error::new(
            word.span(),
            match word.to_string().as_str() {
                "total" => "`total` needs its number of rows and columns\n\nhelp: `total(4)` or `total((4, 2))`",
                "each_side" => {
                    "`each_side` needs its number of rows and columns\n\nhelp: `each_side(2)` or `each_side((2, 1))`"
                }
                _ => "`edges` needs its four numbers\n\nhelp: `edges(top: 1, bottom: 0, left: 1, right: 0)`",
            },
        ));
    }
    let content;
    parenthesized!(content in input);
    inside(&content, |content| if word == "edges" { edges(word, content) } else { sized(word, content) }).map(Some)
}

/// `top: 1, bottom: 0, left: 1, right: 0`
fn edges(word: Ident, input: ParseStream) -> Result<Padding> {
    let edge = |input: ParseStream| {
        let unnamed = "each edge has its name\n\nhelp: `edges(top: 1, bottom: 0, left: 1, right: 0)`";
        let span = input.span();
        let Ok(name) = input.call(Ident::parse_any) else { return Err(Error::new(span, unnamed)) };
        if input.peek(Token![=]) {
            let message =
                format!("expected `:` after the name `{name}`\n\nhelp: `edges(top: 1, bottom: 0, left: 1, right: 0)`");
            return Err(input.error(message));
        }
        if !input.peek(Token![:]) {
            return Err(Error::new(span, unnamed));
        }
        if !matches!(name.to_string().as_str(), "top" | "bottom" | "left" | "right") {
            return Err(Error::new(
                span,
                format!("there is no edge `{name}`\n\nhelp: the edges are `top`, `bottom`, `left` and `right`"),
            ));
        }
        input.parse::<Token![:]>()?;
        Ok((name, input.parse::<Expression>()?))
    };
    Ok(Padding::Edges(word, input.parse_terminated(edge, Token![,])?.into_iter().collect()))
}

/// `4` or `(4, 2)`
fn sized(word: Ident, input: ParseStream) -> Result<Padding> {
    match value(input)? {
        ArgumentValue::Two(both, _) if input.is_empty() => Ok(Padding::Sized(word, both)),
        ArgumentValue::One(both) if input.is_empty() => Ok(Padding::Sized(word, Box::new([both.clone(), both]))),
        value => {
            let second = input.parse::<Token![,]>().and_then(|_| input.parse::<Expression>());
            let (ArgumentValue::One(rows), Ok(columns)) = (value, second) else {
                return Err(input.error(format!("`{word}` takes one number, or `(rows, columns)`")));
            };
            let (rows, columns) = (source(&rows), source(&columns));
            Err(Error::new(
                word.span(),
                format!(
                    "`{word}` takes one number, or two in parentheses of their own\n\nhelp: `{word}(({rows}, {columns}))` if they are for rows and columns"
                ),
            ))
        }
    }
}
