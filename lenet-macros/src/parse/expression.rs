//! Expressions: numbers, constants, and arithmetic of these. Of what rustc alone can compute only the end is found.

use super::tokens::{Result, Tokens};
use crate::ast::{Expr, ExprKind, Literal};
use crate::report::Mistake;
use crate::words;
use proc_macro2::{Delimiter, TokenTree};

/// The operators, those that bind weakest first.
const OPERATORS: [&[&str]; 6] = [&["|"], &["^"], &["&"], &["<<", ">>"], &["+", "-"], &["*", "/", "%"]];

pub fn expression(input: &mut Tokens) -> Result<Expr> {
    binary(input, 0)
}

/// A sequence of operators that bind at least as strongly as those of a level; the left ones first.
fn binary(input: &mut Tokens, level: usize) -> Result<Expr> {
    let Some(operators) = OPERATORS.get(level) else { return cast(input) };
    let before = input.clone();
    let mut left = binary(input, level + 1)?;
    while let Some(operator) = operators.iter().find(|operator| input.takes(operator)) {
        let right = binary(input, level + 1)?;
        let kind = ExprKind::Binary(Box::new(left), operator, Box::new(right));
        left = Expr { tokens: input.since(&before), kind };
    }
    Ok(left)
}

/// `SIZE as usize`
fn cast(input: &mut Tokens) -> Result<Expr> {
    let before = input.clone();
    let mut expression = unary(input)?;
    while input.peek_word().is_some_and(|word| word == "as") {
        input.word()?;
        path(input)?;
        expression = Expr { tokens: input.since(&before), kind: ExprKind::Other };
    }
    Ok(expression)
}

fn unary(input: &mut Tokens) -> Result<Expr> {
    let before = input.clone();
    let kind = if input.takes("-") {
        ExprKind::Negative(Box::new(unary(input)?))
    } else if ["!", "*", "&"].iter().any(|operator| input.takes(operator)) {
        unary(input)?;
        ExprKind::Other
    } else {
        return operand(input);
    };
    Ok(Expr { tokens: input.since(&before), kind })
}

/// A literal, a path or parentheses, with the calls, indices and fields behind it.
fn operand(input: &mut Tokens) -> Result<Expr> {
    let before = input.clone();
    let mut kind = if let Some((inner, _)) = input.group(Delimiter::Parenthesis) {
        parentheses(inner)?
    } else if let Some(TokenTree::Literal(number)) = input.peek() {
        let literal = literal(&number.to_string());
        input.next();
        ExprKind::Literal(literal)
    } else if input.takes_word("true") {
        ExprKind::Literal(Literal::Bool(true))
    } else if input.takes_word("false") {
        ExprKind::Literal(Literal::Bool(false))
    } else {
        let name = input.peek_word().cloned();
        path(input)?;
        if input.takes("!") {
            input.next();
        }
        name.filter(|_| input.count_since(&before) == 1).map_or(ExprKind::Other, ExprKind::Name)
    };
    loop {
        if input.sees_group(Delimiter::Parenthesis) || input.sees_group(Delimiter::Bracket) {
            input.next();
        } else if input.sees(".") && !input.sees("..") {
            input.next();
            input.next();
            if input.sees("::") {
                path(input)?;
            }
        } else {
            return Ok(Expr { tokens: input.since(&before), kind });
        }
        kind = ExprKind::Other;
    }
}

/// `(2 + 3)`, or several values.
fn parentheses(inner: Tokens) -> Result<ExprKind> {
    // With a comma behind it, a single value is a tuple too.
    let is_tuple = inner.ends_in_comma();
    let mut list = inner.list(expression)?;
    match list.pop() {
        Some(only) if list.is_empty() && !is_tuple => Ok(ExprKind::Inner(Box::new(only))),
        Some(_) => Ok(ExprKind::Tuple(list.len() + 1)),
        None => Ok(ExprKind::Tuple(0)),
    }
}

/// `SIZE`, `nets::SIZE`, `size_of::<f32>`, `<Net as Network>::MACS`
fn path(input: &mut Tokens) -> Result<()> {
    if input.sees("<") {
        generics(input);
        input.expect("::")?;
    } else {
        input.takes("::");
    }
    loop {
        let word = input.peek_word().map(ToString::to_string).unwrap_or_default();
        if word.is_empty() || words::is_keyword(&word) && !words::begins_path(&word) {
            return Err(unsupported(input));
        }
        input.next();
        if !input.takes("::") {
            return Ok(());
        }
        if input.sees("<") {
            generics(input);
            if !input.takes("::") {
                return Ok(());
            }
        }
    }
}

/// Steps over `<…>`.
fn generics(input: &mut Tokens) {
    let mut depth = 0;
    while !input.is_empty() {
        depth += usize::from(input.sees("<"));
        if !input.takes("->") {
            depth -= usize::from(input.sees(">"));
            input.next();
        }
        if depth == 0 {
            return;
        }
    }
}

fn unsupported(input: &Tokens) -> Mistake {
    input
        .error("expected a number, a constant or arithmetic of these\n\nhelp: give it a name: `const SIZE: usize = …;`")
}

/// What a literal says.
fn literal(text: &str) -> Literal {
    if !text.starts_with(|first: char| first.is_ascii_digit()) {
        return Literal::Text;
    }
    let text = text.replace('_', "");
    let (radix, digits) = match text.get(..2) {
        Some("0x") => (16, &text[2..]),
        Some("0o") => (8, &text[2..]),
        Some("0b") => (2, &text[2..]),
        _ => (10, text.as_str()),
    };
    let (digits, suffix) = split(digits, |digit| digit.is_digit(radix));
    if radix != 10 || suffix.is_empty() || !suffix.starts_with(['.', 'e', 'E']) {
        return Literal::Whole { value: u128::from_str_radix(digits, radix).ok(), suffix: suffix.to_owned() };
    }
    let (number, suffix) = split(&text, |digit| digit.is_ascii_digit() || ".eE+-".contains(digit));
    Literal::Fraction { value: number.parse().ok(), suffix: suffix.to_owned() }
}

/// Cuts a text before the first letter that does not belong to its beginning.
fn split(text: &str, belongs: impl Fn(char) -> bool) -> (&str, &str) {
    text.split_at(text.find(|letter| !belongs(letter)).unwrap_or(text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proc_macro2::Span;

    fn read(text: &str) -> Option<Expr> {
        let mut tokens = Tokens::new(text.parse().unwrap(), Span::call_site());
        expression(&mut tokens).ok().filter(|_| tokens.is_empty())
    }

    /// The value of an expression of whole numbers.
    fn value(expression: &Expr) -> Option<u128> {
        Some(match &expression.kind {
            ExprKind::Literal(Literal::Whole { value, .. }) => (*value)?,
            ExprKind::Inner(inner) => value(inner)?,
            ExprKind::Binary(left, operator, right) => {
                let (left, right) = (value(left)?, value(right)?);
                match *operator {
                    "+" => left + right,
                    "-" => left - right,
                    "*" => left * right,
                    "/" => left / right,
                    "<<" => left << right,
                    _ => return None,
                }
            }
            _ => return None,
        })
    }

    #[test]
    fn operators_bind_as_in_rust() {
        for (text, expected) in [
            ("2 + 3 * 4", 2 + 3 * 4),
            ("(2 + 3) * 4", (2 + 3) * 4),
            ("20 - 3 - 2", 20 - 3 - 2),
            ("1 << 2 + 1", 1 << (2 + 1)),
            ("24 / 4 / 2 * 5 + 1", 24 / 4 / 2 * 5 + 1),
        ] {
            assert_eq!(read(text).as_ref().and_then(value), Some(expected), "{text}");
        }
    }

    #[test]
    fn literals_are_read_as_in_rust() {
        for (text, expected) in [("1_000", 1000), ("0x1f32", 0x1f32), ("0b1_01", 5), ("0o17", 15), ("7usize", 7)] {
            assert_eq!(read(text).as_ref().and_then(value), Some(expected), "{text}");
        }
        for (text, expected) in [("0.5", 0.5), ("1e3", 1e3), ("2.5e-1_f32", 0.25), ("1.", 1.0), ("1_0.0_1", 10.01)] {
            let Literal::Fraction { value, .. } = literal(text) else { panic!("{text}") };
            assert_eq!(value, Some(expected), "{text}");
        }
        assert!(matches!(literal("1f32"), Literal::Whole { value: Some(1), suffix } if suffix == "f32"));
        assert!(matches!(literal("99999999999999999999999999999999999999999"), Literal::Whole { value: None, .. }));
        assert!(matches!(literal("\"5\""), Literal::Text));
    }

    #[test]
    fn what_rustc_computes_is_found_whole() {
        for text in [
            "nets::SIZE",
            "::nets::SIZE",
            "self::SIZE",
            "SIZE as usize",
            "-SIZE as usize * 2",
            "size(3, 4)",
            "SIZES[1 + 1]",
            "SHAPE.0",
            "SHAPE.0.1",
            "NET.size(3).get()",
            "size_of::<[f32; 3]>() / 4",
            "<Net as Network>::MACS",
            "f::<fn(A) -> B, C>()",
            "concat!(1, 2)",
            "!0 & MASK",
        ] {
            assert!(read(text).is_some(), "{text}");
        }
        for text in ["", "if A { 1 } else { 2 }", "2 +", "2 3", "[1, 2]", "{ 3 }", "a: 3", "A::", "1 + , 2"] {
            assert!(read(text).is_none(), "{text}");
        }
        assert!(matches!(read("SIZE").unwrap().kind, ExprKind::Name(_)));
        assert!(matches!(read("(1, 2, 3)").unwrap().kind, ExprKind::Tuple(3)));
        assert!(matches!(read("(1,)").unwrap().kind, ExprKind::Tuple(1)));
    }
}
