//! Numbers with a fraction.

use super::Checker;
use crate::ast::{Expression, ExpressionKind};
use crate::plan::Claim;
use crate::report::{Mark, Reported, source};
use crate::words::Range;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Lit;

impl Checker<'_> {
    /// A number with a fraction. A literal is judged here, any other expression by rustc.
    pub(super) fn number(
        &mut self,
        expression: &Expression,
        range: Range,
        what: &str,
        hint: &str,
    ) -> Result<TokenStream, Reported> {
        let mark = Mark::of(expression);
        let expression = expression.bare();
        let (negative, inner) = match &expression.kind {
            ExpressionKind::Prefixed('-', of) => (true, of.bare()),
            _ => (false, expression),
        };
        let text = source(expression);
        let ExpressionKind::Literal(literal) = &inner.kind else {
            if is_whole(expression) {
                let help = "write `1.0`, not `1`, where a fraction is meant";
                let message = format!("{what} is computed with whole numbers: `{text}`\n\nhelp: {help}");
                return Err(self.mistake(mark, message));
            }
            self.not_of_itself(mark, expression, what)?;
            let written = self.substitute(expression.to_token_stream());
            let number = self.number_constant(mark, hint, written);
            if let Some(condition) = range.condition(&number) {
                let sentence = format!("{what} {}", range.words());
                self.prove(mark, Claim::Holds { sentence, condition });
            }
            return Ok(number);
        };
        let value = match literal {
            Lit::Float(float) if matches!(float.suffix(), "" | "f32") => float.base10_parse::<f64>().ok(),
            Lit::Int(int) if matches!(int.suffix(), "" | "f32") => int.base10_digits().parse::<f64>().ok(),
            Lit::Float(_) | Lit::Int(_) => {
                let help = text.trim_end_matches("f64").trim_end_matches('_').to_owned();
                let help = if help == text { "0.5".to_owned() } else { help };
                let message = format!("{what} is an `f32`, but `{text}` has another type\n\nhelp: write `{help}`");
                return Err(self.mistake(mark, message));
            }
            _ => None,
        };
        let Some(value) = value.map(|value| if negative { -value } else { value }) else {
            let plain = text.trim_matches(['"', '\'']);
            let help = if plain.parse::<f32>().is_ok() { plain } else { "0.5" };
            let message = format!("{what} is a number, but it is `{text}`\n\nhelp: write a number, such as `{help}`");
            return Err(self.mistake(mark, message));
        };
        if (value as f32).is_infinite() {
            let message = format!("{what} is too large for an `f32`: {text}\n\nhelp: the largest is 3.4e38");
            return Err(self.mistake(mark, message));
        }
        if !range.contains(value) {
            let help = match range {
                Range::Probability | Range::Share if value > 1.0 && value <= 100.0 => {
                    format!("write `{}` for {value} %", value / 100.0)
                }
                Range::Probability | Range::Share => "a share of the whole, such as `0.1`".to_owned(),
                Range::Positive => "a small number, such as `1e-5`".to_owned(),
                _ => format!("write `{}`", text.trim_start_matches('-').trim_start()),
            };
            let message = format!("{what} {}, but it is `{text}`\n\nhelp: {help}", range.words());
            return Err(self.mistake(mark, message));
        }
        // Whole numbers get their fraction here, so that `value: 1` is an `f32` too.
        Ok(match literal {
            Lit::Int(_) => {
                let float = proc_macro2::Literal::f64_unsuffixed(value.abs());
                if negative { quote!(-#float) } else { quote!(#float) }
            }
            _ => expression.to_token_stream(),
        })
    }
}

impl Range {
    /// The condition that an expression must meet.
    fn condition(self, x: &TokenStream) -> Option<TokenStream> {
        Some(match self {
            Self::Any => return None,
            Self::NotNegative => quote!(#x >= 0.0),
            Self::Positive => quote!(#x > 0.0),
            Self::Share => quote!(#x > 0.0 && #x <= 1.0),
            Self::Probability => quote!(#x >= 0.0 && #x < 1.0),
        })
    }
}

/// Whether an expression is arithmetic of whole numbers alone.
fn is_whole(expression: &Expression) -> bool {
    match &expression.bare().kind {
        ExpressionKind::Literal(literal) => matches!(literal, Lit::Int(_)),
        ExpressionKind::Prefixed(_, of) => is_whole(of),
        ExpressionKind::Binary(_, both) => is_whole(&both[0]) && is_whole(&both[1]),
        _ => false,
    }
}
