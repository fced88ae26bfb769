//! Paddings in words.

use super::size::Dimension;
use super::{Checker, trail};
use crate::ast::{ArgumentValue, Expression, ExpressionKind, Padding};
use crate::foreign;
use crate::report::{Reported, nearest, source, sources};
use crate::words::{PADDINGS, Role, Type, Word};
use proc_macro2::Ident;

/// A padding as written, with its sizes.
#[derive(Clone)]
pub struct Spacing {
    pub word: Ident,
    pub kind: SpacingKind,
}

#[derive(Clone)]
pub enum SpacingKind {
    Total([Dimension; 2]),
    EachSide([Dimension; 2]),
    /// As much as keeps the size, and where an odd row or column goes, if that is said.
    Same(Option<Side>),
    Valid,
    /// Top, bottom, left, right.
    Edges(Box<[Dimension; 4]>),
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Side {
    Before,
    After,
}

impl Checker<'_> {
    pub(super) fn padding_words(&mut self, padding: &Padding, what: &str) -> Result<Spacing, Reported> {
        let word = padding.word().clone();
        let kind = match padding {
            Padding::Word(word) => match word.to_string().as_str() {
                "same" => SpacingKind::Same(None),
                "same_lower" => SpacingKind::Same(Some(Side::Before)),
                "same_upper" => SpacingKind::Same(Some(Side::After)),
                _ => SpacingKind::Valid,
            },
            Padding::Sized(word, sizes) => {
                let [rows, columns] = &**sizes;
                let rows = self.dimension(rows, what, "padding", 0);
                let columns = self.dimension(columns, what, "padding", 0);
                let both = [rows?, columns?];
                if word == "total" { SpacingKind::Total(both) } else { SpacingKind::EachSide(both) }
            }
            Padding::Edges(word, edges) => {
                let mut size_of = |name: &str| {
                    let mut named = edges.iter().filter(|(edge, _)| edge == name);
                    match (named.next(), named.next()) {
                        (Some((_, expression)), None) => self.dimension(expression, what, name, 0),
                        (Some(_), Some((edge, _))) => {
                            Err(self.mistake(edge.span(), format!("the edge `{name}` is given twice")))
                        }
                        (None, _) => {
                            let message = format!(
                                "{what} has no `{name}`\n\n\
                                 help: `edges(top: 1, bottom: 0, left: 1, right: 0)` names all four"
                            );
                            Err(self.mistake(word.span(), message))
                        }
                    }
                };
                let edges = [size_of("top")?, size_of("bottom")?, size_of("left")?, size_of("right")?];
                SpacingKind::Edges(Box::new(edges))
            }
        };
        Ok(Spacing { word, kind })
    }

    /// A bare number is never guessed to be one padding or the other.
    pub(super) fn ambiguous_padding(&mut self, value: &ArgumentValue, word: &Word, layer: &str) -> Reported {
        let text = value.text();
        let inner = text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(&text);
        if text.starts_with('-') {
            let message = format!(
                "the padding of `{layer}` cannot be negative, but it is `{text}`\n\n\
                 help: `crop` before the layer takes rows and columns away"
            );
            return self.mistake(value.mark(), message);
        }
        if let Some(padding) = foreign::padding_word(&text) {
            let help = match padding {
                "total" | "each_side" => format!("`{padding}(2)` says how many rows and columns"),
                "edges" => "`edges(top: 1, bottom: 0, left: 1, right: 0)` says how many".to_owned(),
                word => format!("write `{word}`"),
            };
            return self.mistake(value.mark(), format!("unknown padding `{text}`\n\nhelp: {help}"));
        }
        if let ArgumentValue::One(Expression { kind: ExpressionKind::Call(function, arguments), .. }) = value
            && let Some(padding) = foreign::padding_word(&source(function))
        {
            let help = format!("write `{padding}({})`", sources(arguments).join(", "));
            return self.mistake(value.mark(), format!("unknown padding `{text}`\n\nhelp: {help}"));
        }
        if let Some(help) = foreign::padding(&text) {
            return self.mistake(value.mark(), format!("unknown padding `{text}`\n\nhelp: {help}"));
        }
        let mut numbers = Vec::new();
        match value {
            ArgumentValue::One(one) => leaves(one, &mut numbers),
            ArgumentValue::Two(two, _) => {
                leaves(&two[0], &mut numbers);
                leaves(&two[1], &mut numbers);
            }
            ArgumentValue::List(..) | ArgumentValue::Padding(_) => {}
        }
        let is_padding = |number: &String| foreign::padding_word(number).is_some();
        if numbers.len() > 1 && numbers.iter().any(is_padding) {
            let help = "`edges(top: 1, bottom: 1, left: 0, right: 0)` pads rows alone";
            return self.mistake(value.mark(), format!("a padding in words is for rows and columns\n\nhelp: {help}"));
        }
        if numbers.len() > 2 {
            let help = foreign::padding_numbers(&numbers);
            return self.mistake(
                value.mark(),
                format!("the padding of `{layer}` cannot be {} numbers\n\nhelp: {help}", numbers.len()),
            );
        }
        let is_path = |one: &Expression| matches!(one.kind, ExpressionKind::Name(_) | ExpressionKind::Path);
        let is_word = matches!(value, ArgumentValue::One(one) if is_path(one)) && text.starts_with(char::is_lowercase);
        if let Some(near) = nearest(&text, PADDINGS).filter(|_| is_word) {
            return self.mistake(value.mark(), format!("unknown padding `{text}`\n\nhelp: did you mean `{near}`?"));
        }
        if word.arguments.iter().any(|parameter| parameter.of == Type::Padding && parameter.role == Role::Positional) {
            let inner = if inner.contains(',') { &text } else { inner };
            let message = format!(
                "`{layer}` does not say which rows and columns are meant\n\n\
                 help: `{0}(each_side({inner}))` on every side, or `{0}(edges(top: 1, bottom: 0, left: 1, right: 0))` by name",
                word.name
            );
            return self.mistake(value.mark(), message);
        }
        let spellings = [
            [format!("`padding: each_side({text})`"), format!("{text} on every side, as PyTorch counts")],
            [format!("`padding: total({text})`"), format!("{text} in total, the p of (n − k + p)/s + 1")],
            ["`padding: same`".to_owned(), "as much as keeps the size".to_owned()],
            ["`padding: valid`".to_owned(), "none".to_owned()],
        ];
        self.mistake(
            value.mark(),
            format!(
                "the padding of `{layer}` is ambiguous: libraries count `{text}` per side, textbooks in total\n\n\
                 help: write one of\n{}",
                trail::aligned(&spellings)
            ),
        )
    }
}

impl Padding {
    /// As it is written.
    pub fn text(&self) -> String {
        match self {
            Self::Sized(word, sizes) => {
                let [rows, columns] = &**sizes;
                let (rows, columns) = (source(rows), source(columns));
                if rows == columns { format!("{word}({rows})") } else { format!("{word}(({rows}, {columns}))") }
            }
            Self::Word(word) => word.to_string(),
            Self::Edges(word, edges) => {
                let edges: Vec<String> = edges.iter().map(|(name, size)| format!("{name}: {}", source(size))).collect();
                format!("{word}({})", edges.join(", "))
            }
        }
    }

    pub(super) fn word(&self) -> &Ident {
        match self {
            Self::Sized(word, ..) | Self::Word(word) | Self::Edges(word, _) => word,
        }
    }
}

/// What stands in the parentheses of an expression, however deep.
fn leaves(expression: &Expression, found: &mut Vec<String>) {
    match &expression.kind {
        ExpressionKind::Tuple(all) => {
            for inner in all {
                leaves(inner, found);
            }
        }
        _ => found.push(source(expression)),
    }
}
