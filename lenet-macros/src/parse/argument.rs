//! The arguments of a layer.

use super::Found;
use super::expression::expression;
use super::tokens::{Result, Tokens};
use crate::ast::{Argument, ArgumentValue, Padding};
use crate::report::{Mistake, source};
use proc_macro2::{Delimiter, Ident};

pub(super) fn arguments(input: &mut Tokens, found: &mut Found) -> Vec<Argument> {
    let mut arguments = Vec::new();
    while !input.is_empty() {
        match argument(input, found) {
            Ok(argument) => {
                arguments.push(argument);
                if !input.is_empty() && !input.sees(",") {
                    found.mistakes.add(input.span(), "expected `,` between two arguments");
                    if !input.takes(";") && input.peek_word().is_none() {
                        input.skip_to_comma();
                    }
                }
            }
            Err(mistake) => {
                found.mistakes.push(mistake);
                input.skip_to_comma();
            }
        }
        input.takes(",");
    }
    arguments
}

fn argument(input: &mut Tokens, found: &mut Found) -> Result<Argument> {
    if input.sees(",") {
        return Err(input.error("expected an argument before this `,`"));
    }
    let mut ahead = input.clone();
    let mut name = ahead.word().ok();
    let equals = ahead.sees("=") && !ahead.sees("==");
    if equals || ahead.sees(":") && !ahead.sees("::") {
        if let Some(name) = &name {
            if equals {
                found.mistakes.add(ahead.span(), format!("expected `:` after the name `{name}`"));
            }
            ahead.next();
            if ahead.is_empty() || ahead.sees(",") {
                return Err(Mistake::new(name.span(), format!("`{name}` has no value")));
            }
            *input = ahead;
        }
    } else {
        name = None;
    }
    let takes_padding = name.as_ref().is_none_or(|name| name == "padding");
    let value = match padding(input, takes_padding)? {
        Some(padding) => ArgumentValue::Padding(padding),
        None => value(input)?,
    };
    Ok(Argument { name, value })
}

/// One expression, or two in parentheses.
fn value(input: &mut Tokens) -> Result<ArgumentValue> {
    let mut ahead = input.clone();
    if let Some((content, parentheses)) = ahead.group(Delimiter::Parenthesis)
        && let Ok(both) = content.list(expression)?.try_into()
    {
        *input = ahead;
        return Ok(ArgumentValue::Two(Box::new(both), parentheses));
    }
    Ok(ArgumentValue::One(expression(input)?))
}

/// A padding in words, if one stands here.
fn padding(input: &mut Tokens, expected: bool) -> Result<Option<Padding>> {
    let text = input.peek_word().map(ToString::to_string).unwrap_or_default();
    let numbers = match text.as_str() {
        "same" | "same_upper" | "valid" => None,
        "total" => Some("number of rows and columns: `total(4)` or `total((4, 2))`"),
        "each_side" => Some("number of rows and columns: `each_side(2)` or `each_side((2, 1))`"),
        "edges" => Some("four numbers: `edges(top: 1, bottom: 0, left: 1, right: 0)`"),
        _ => return Ok(None),
    };
    if !expected {
        return Ok(None);
    }
    let word = input.word()?;
    let Some(numbers) = numbers else { return Ok(Some(Padding::Word(word))) };
    let Some((content, _)) = input.group(Delimiter::Parenthesis) else {
        return Err(Mistake::new(word.span(), format!("`{word}` needs its {numbers}")));
    };
    if word == "edges" { edges(word, content) } else { sized(word, content) }.map(Some)
}

/// `top: 1, bottom: 0, left: 1, right: 0`
fn edges(word: Ident, input: Tokens) -> Result<Padding> {
    let edge = |input: &mut Tokens| {
        let unnamed = "each edge has its name: `edges(top: 1, bottom: 0, left: 1, right: 0)`";
        let span = input.span();
        let Ok(name) = input.word() else { return Err(Mistake::new(span, unnamed)) };
        if !input.takes(":") {
            return Err(Mistake::new(span, unnamed));
        }
        if !matches!(name.to_string().as_str(), "top" | "bottom" | "left" | "right") {
            return Err(Mistake::new(
                span,
                format!("there is no edge `{name}`\n\nhelp: the edges are `top`, `bottom`, `left` and `right`"),
            ));
        }
        Ok((name, expression(input)?))
    };
    Ok(Padding::Edges(word, input.list(edge)?))
}

/// `4` or `(4, 2)`
fn sized(word: Ident, mut input: Tokens) -> Result<Padding> {
    match value(&mut input)? {
        ArgumentValue::Two(both, _) if input.is_empty() => Ok(Padding::Sized(word, both)),
        ArgumentValue::One(both) if input.is_empty() => Ok(Padding::Sized(word, Box::new([both.clone(), both]))),
        value => {
            let second = input.expect(",").and_then(|()| expression(&mut input));
            let (ArgumentValue::One(rows), Ok(columns)) = (value, second) else {
                return Err(input.error(format!("`{word}` takes one number, or `(rows, columns)`")));
            };
            let (rows, columns) = (source(&rows), source(&columns));
            Err(Mistake::new(
                word.span(),
                format!(
                    "`{word}` takes one number, or two in parentheses of their own\n\nhelp: `{word}(({rows}, {columns}))` if they are for rows and columns"
                ),
            ))
        }
    }
}
