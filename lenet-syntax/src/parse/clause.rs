//! What stands behind the shapes of the header: `weights("lenet5.safetensors")`, `budget(ram: 16 * KIB)`.

use super::inside;
use crate::ast::{Budget, Clauses, Expression, ExpressionKind, Weights};
use crate::report::{nearest, source};
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::token::{Brace, Paren};
use syn::{Error, Lit, LitStr, Result, Token, parenthesized};

/// The words of the clauses.
const WORDS: [&str; 2] = ["weights", "budget"];

/// Reads clauses up to the braces, each with a comma before it or without.
pub fn clauses(input: ParseStream, network: &Ident, clauses: &mut Clauses) -> Result<()> {
    loop {
        let comma = input.parse::<Token![,]>().ok();
        if !input.peek(Ident::peek_any) {
            return match comma {
                Some(comma) if !input.peek(Brace) => Err(Error::new(
                    comma.span,
                    "behind the shapes and `,` stands `weights(\"file.safetensors\")` or `budget(ram: 16 * KIB)`",
                )),
                _ => Ok(()),
            };
        }
        clause(input, network, clauses)?;
    }
}

fn clause(input: ParseStream, network: &Ident, clauses: &mut Clauses) -> Result<()> {
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
    let is_weights = text == "weights";
    if !input.peek(Paren) {
        return Err(Error::new(word.span(), if is_weights { PATH } else { BYTES }));
    }
    let content;
    parenthesized!(content in input);
    let twice = if is_weights {
        clauses.weights.replace(Weights { path: inside(&content, |content| path(content, word.span()))? }).is_some()
    } else {
        clauses.budget.replace(inside(&content, |content| budget(content, word.span()))?).is_some()
    };
    if twice {
        return Err(Error::new(word.span(), format!("`{text}` stands here twice\n\nhelp: leave one out")));
    }
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

const BYTES: &str = "`budget` takes numbers of bytes: `ram`, `flash` or both\n\nhelp: `budget(ram: 16 * KIB, flash: 256 * KIB)`, with \
                     `use lenet_runtime::KIB;`";

/// `ram: 16 * KIB, flash: 64 * KIB, prepared: false`
fn budget(content: ParseStream, word: Span) -> Result<Budget> {
    const NAMES: [&str; 3] = ["ram", "flash", "prepared"];
    let mut budget = Budget::default();
    let mut prepared = None;
    while !content.is_empty() {
        let name = content
            .fork()
            .call(Ident::parse_any)
            .ok()
            .filter(|_| content.peek2(Token![:]) && !content.peek2(Token![::]));
        let Some(name) = name else { return Err(content.error(BYTES)) };
        let text = name.to_string();
        if !NAMES.contains(&text.as_str()) {
            let near = match text.as_str() {
                "rom" | "constants" | "weights" => Some("flash"),
                "memory" | "sram" | "stack" => Some("ram"),
                other => nearest(other, &NAMES),
            };
            let help = near.map_or_else(
                || "it has `ram`, `flash` and `prepared`".to_owned(),
                |near| format!("did you mean `{near}`?"),
            );
            return Err(Error::new(name.span(), format!("`budget` has no `{text}`\n\nhelp: {help}")));
        }
        content.call(Ident::parse_any)?;
        content.parse::<Token![:]>()?;
        let value = content.parse::<Expression>()?;
        let place = match text.as_str() {
            "ram" => &mut budget.ram,
            "flash" => &mut budget.flash,
            _ => &mut prepared,
        };
        if place.is_some() {
            return Err(Error::new(name.span(), format!("`{text}` stands here twice\n\nhelp: leave one out")));
        }
        if text != "prepared" {
            bytes(&value)?;
        }
        *place = Some(value);
        if !content.is_empty() && !content.peek(Token![,]) {
            return Err(content.error(
                "the numbers of `budget` are separated by `,`\n\nhelp: `budget(ram: 16 * KIB, flash: 256 * KIB)`",
            ));
        }
        let _ = content.parse::<Token![,]>();
    }
    if let Some(value) = prepared {
        match &value.kind {
            ExpressionKind::Literal(Lit::Bool(is)) => budget.plain = !is.value,
            _ => {
                let message =
                    "`prepared` is `true` or `false`\n\nhelp: `prepared: false` for a network that is used as it is";
                return Err(Error::new_spanned(value, message));
            }
        }
    }
    if budget.ram.is_none() && budget.flash.is_none() { Err(Error::new(word, BYTES)) } else { Ok(budget) }
}

/// Whether an expression may be a number of bytes, which rustc knows.
fn bytes(value: &Expression) -> Result<()> {
    let fits = match &value.kind {
        ExpressionKind::Literal(literal) => {
            matches!(literal, Lit::Int(number) if matches!(number.suffix(), "" | "usize"))
        }
        ExpressionKind::Binary(_, both) => return bytes(&both[0]).and_then(|()| bytes(&both[1])),
        ExpressionKind::Inside(inner) => return bytes(inner),
        ExpressionKind::Prefixed(sign, _) => *sign == '&',
        ExpressionKind::Tuple(_) => false,
        ExpressionKind::Name(_)
        | ExpressionKind::Path
        | ExpressionKind::Cast
        | ExpressionKind::Call(..)
        | ExpressionKind::Other => true,
    };
    let message = "a budget is a whole number of bytes, but it is";
    let help = "help: write `16 * KIB`, with `use lenet_runtime::KIB;`";
    if fits { Ok(()) } else { Err(Error::new_spanned(value, format!("{message} `{}`\n\n{help}", source(value)))) }
}
