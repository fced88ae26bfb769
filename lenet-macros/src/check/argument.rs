//! The arguments of a call against the table of words.

use super::Checker;
use super::size::Dimension;
use crate::ast::{Argument, ArgumentValue, Call, Padding};
use crate::report::{enumerate, nearest};
use crate::words::{Parameter, Role, Type, Word};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{Expr, Lit};

/// The arguments of a call that have the right names and types.
#[derive(Default)]
pub struct Arguments {
    values: Vec<(&'static str, Value)>,
    /// Whether a needed argument is missing or any is wrong: then the layer has no shape.
    pub broken: bool,
}

enum Value {
    Pair([Dimension; 2]),
    Padding(Spacing),
    Bool(bool),
    Number(Number),
    Word(String),
}

/// A padding as written, with its sizes.
#[derive(Clone)]
pub struct Spacing {
    pub span: Span,
    pub kind: SpacingKind,
}

#[derive(Clone)]
pub enum SpacingKind {
    Total([Dimension; 2]),
    EachSide([Dimension; 2]),
    Same,
    SameUpper,
    Valid,
    /// Top, bottom, left, right.
    Edges(Box<[Dimension; 4]>),
}

/// A number with a fraction; its value if it is a literal.
#[derive(Clone)]
pub struct Number {
    pub tokens: TokenStream,
    pub value: Option<f64>,
    pub span: Span,
}

impl Arguments {
    fn get(&self, name: &str) -> Option<&Value> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    pub fn pair(&self, name: &str) -> Option<[Dimension; 2]> {
        match self.get(name)? {
            Value::Pair(pair) => Some(pair.clone()),
            _ => None,
        }
    }

    pub fn size(&self, name: &str) -> Option<Dimension> {
        self.pair(name).map(|[size, _]| size)
    }

    pub fn padding(&self, name: &str) -> Option<&Spacing> {
        match self.get(name)? {
            Value::Padding(padding) => Some(padding),
            _ => None,
        }
    }

    pub fn flag(&self, name: &str, default: bool) -> bool {
        match self.get(name) {
            Some(Value::Bool(value)) => *value,
            _ => default,
        }
    }

    pub fn number(&self, name: &str) -> Option<&Number> {
        match self.get(name)? {
            Value::Number(number) => Some(number),
            _ => None,
        }
    }

    pub fn word(&self, name: &str) -> Option<&str> {
        match self.get(name)? {
            Value::Word(word) => Some(word),
            _ => None,
        }
    }
}

impl Checker<'_> {
    /// Reads the arguments of a built-in layer; says every mistake in them.
    pub fn arguments(&mut self, call: &Call, word: &'static Word) -> Arguments {
        let mut arguments = Arguments::default();
        let positional: Vec<&Parameter> = word.arguments.iter().filter(|p| p.role == Role::Positional).collect();
        let mut position = 0;
        for argument in &call.arguments {
            let parameter = match &argument.name {
                Some(name) => match word.arguments.iter().find(|parameter| name == parameter.name) {
                    Some(parameter) => parameter,
                    None => {
                        self.unknown_argument(name, word);
                        arguments.broken = true;
                        continue;
                    }
                },
                None => match positional.get(position) {
                    Some(parameter) => {
                        position += 1;
                        parameter
                    }
                    None => {
                        self.surplus_argument(argument, word);
                        arguments.broken = true;
                        continue;
                    }
                },
            };
            if arguments.get(parameter.name).is_some() {
                let span = argument.name.as_ref().map_or_else(|| argument.value.span(), Ident::span);
                self.mistake(span, format!("`{}` is given twice", parameter.name));
                arguments.broken = true;
                continue;
            }
            match self.value(argument, parameter, word) {
                Some(value) => arguments.values.push((parameter.name, value)),
                None => arguments.broken = true,
            }
        }
        if !arguments.broken {
            for parameter in word.arguments {
                if parameter.role != Role::Optional && arguments.get(parameter.name).is_none() {
                    self.mistake(
                        call.word.span(),
                        format!("`{}` needs its `{}`\n\nhelp: {}", word.name, parameter.name, usage(word)),
                    );
                    arguments.broken = true;
                    break;
                }
            }
        }
        arguments
    }

    fn unknown_argument(&mut self, name: &Ident, word: &Word) {
        let text = name.to_string();
        let names: Vec<&str> = word.arguments.iter().map(|parameter| parameter.name).collect();
        let hint = match nearest(&text, names.iter().copied()) {
            Some(near) => format!("help: did you mean `{near}`?"),
            None if names.is_empty() => format!("help: `{}` takes no arguments", word.name),
            None => format!("help: it takes {}", enumerate(names, "and")),
        };
        self.mistake(name.span(), format!("`{}` has no argument `{text}`\n\n{hint}", word.name));
    }

    fn surplus_argument(&mut self, argument: &Argument, word: &Word) {
        let text = argument.value.text();
        let message = if word.arguments.is_empty() {
            format!("`{}` takes no arguments\n\nhelp: write `{}`", word.name, word.name)
        } else {
            format!("`{}` does not know what `{text}` is for: give it by name\n\nhelp: {}", word.name, usage(word))
        };
        self.mistake(argument.value.span(), message);
    }

    fn value(&mut self, argument: &Argument, parameter: &Parameter, word: &Word) -> Option<Value> {
        let what = format!("the {} of `{}`", parameter.name.replace('_', " "), word.name);
        let span = argument.value.span();
        let least = usize::from(parameter.of != Type::PairOrZero);
        match (parameter.of, &argument.value) {
            (Type::Padding, ArgumentValue::Padding(padding)) => {
                Some(Value::Padding(self.padding_words(padding, &what)?))
            }
            (Type::Padding, other) => {
                self.ambiguous_padding(other, word);
                None
            }
            (_, ArgumentValue::Padding(padding)) => {
                let text = padding.word().to_string();
                self.mistake(span, format!("{what} cannot be a padding, but `{text}` is one\n\nhelp: {}", usage(word)));
                None
            }
            (Type::Pair | Type::PairOrZero, ArgumentValue::Two(rows, columns, _)) => {
                let rows = self.dimension(rows, &what, least);
                let columns = self.dimension(columns, &what, least);
                Some(Value::Pair([rows?, columns?]))
            }
            (_, ArgumentValue::Two(..)) => {
                self.mistake(span, format!("{what} is one value, not two"));
                None
            }
            (Type::Size | Type::Pair | Type::PairOrZero, ArgumentValue::One(expression)) => {
                let both = self.dimension(expression, &what, least)?;
                Some(Value::Pair([both.clone(), both]))
            }
            (Type::Bool, ArgumentValue::One(expression)) => match expression {
                Expr::Lit(literal) if let Lit::Bool(flag) = &literal.lit => Some(Value::Bool(flag.value)),
                _ => {
                    let text = expression.to_token_stream().to_string();
                    self.mistake(span, format!("{what} is `true` or `false`, not `{text}`"));
                    None
                }
            },
            (Type::OneOf(words), ArgumentValue::One(expression)) => {
                let text = expression.to_token_stream().to_string();
                if words.contains(&text.as_str()) {
                    return Some(Value::Word(text));
                }
                self.mistake(span, format!("{what} is {}, not `{text}`", enumerate(words.iter().copied(), "or")));
                None
            }
            (Type::Number, ArgumentValue::One(expression)) => Some(Value::Number(self.number(expression, &what)?)),
        }
    }

    fn number(&mut self, expression: &Expr, what: &str) -> Option<Number> {
        let span = expression.span();
        let (negative, inner) = match expression {
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => (true, &*unary.expr),
            other => (false, other),
        };
        let value = match inner {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Float(float) => float.base10_parse::<f64>().ok(),
                Lit::Int(int) => int.base10_parse::<f64>().ok(),
                other => {
                    let text = other.to_token_stream().to_string();
                    self.mistake(span, format!("{what} is a number, but `{text}` is none"));
                    return None;
                }
            },
            _ => {
                let tokens = self.substitute(expression.to_token_stream());
                return Some(Number { tokens, value: None, span });
            }
        };
        let value = value.map(|value| if negative { -value } else { value });
        // Whole numbers get their fraction here, so that `value: 1` is an `f32` too.
        let tokens = match inner {
            Expr::Lit(literal) if let Lit::Int(_) = &literal.lit => {
                let float = proc_macro2::Literal::f64_unsuffixed(value.unwrap_or_default().abs());
                if negative { quote!(-#float) } else { quote!(#float) }
            }
            _ => expression.to_token_stream(),
        };
        Some(Number { tokens, value, span })
    }

    fn padding_words(&mut self, padding: &Padding, what: &str) -> Option<Spacing> {
        let span = padding.word().span();
        let kind = match padding {
            Padding::Word(word) => match word.to_string().as_str() {
                "same" => SpacingKind::Same,
                "same_upper" => SpacingKind::SameUpper,
                _ => SpacingKind::Valid,
            },
            Padding::Sized(word, sizes) => {
                let [rows, columns] = &**sizes;
                let rows = self.dimension(rows, what, 0);
                let columns = self.dimension(columns, what, 0);
                let both = [rows?, columns?];
                if word == "total" { SpacingKind::Total(both) } else { SpacingKind::EachSide(both) }
            }
            Padding::Edges(word, edges) => {
                let mut sizes = Vec::new();
                for name in ["top", "bottom", "left", "right"] {
                    let mut named = edges.iter().filter(|(edge, _)| edge == name);
                    match (named.next(), named.next()) {
                        (Some((_, expression)), None) => sizes.push(self.dimension(expression, what, 0)?),
                        (Some(_), Some((edge, _))) => {
                            self.mistake(edge.span(), format!("`{name}` is given twice"));
                            return None;
                        }
                        (None, _) => {
                            self.mistake(
                                word.span(),
                                format!(
                                    "`edges` needs all four of `top`, `bottom`, `left` and `right`: `{name}` is missing\n\n\
                                     help: `edges(top: 1, bottom: 0, left: 1, right: 0)`"
                                ),
                            );
                            return None;
                        }
                    }
                }
                SpacingKind::Edges(Box::new(sizes.try_into().ok()?))
            }
        };
        Some(Spacing { span, kind })
    }

    /// A bare number is never guessed to be one padding or the other.
    fn ambiguous_padding(&mut self, value: &ArgumentValue, word: &Word) {
        let text = value.text();
        let number = match value {
            ArgumentValue::One(Expr::Lit(literal)) => match &literal.lit {
                Lit::Int(int) => int.base10_parse::<usize>().ok(),
                _ => None,
            },
            _ => None,
        };
        if word.name == "pad" || word.name == "crop" {
            self.mistake(
                value.span(),
                format!(
                    "`{} ({text})` is ambiguous: say which rows and columns are meant\n\n\
                     help: `{}(each_side({text}))` on every side, \
                     `{}(edges(top: 1, bottom: 0, left: 1, right: 0))` by name",
                    word.name, word.name, word.name
                )
                .replacen(" (", "(", 1),
            );
            return;
        }
        let doubled = number.map_or_else(|| format!("2 * ({text})"), |number| (2 * number).to_string());
        self.mistake(
            value.span(),
            format!(
                "`padding: {text}` is ambiguous: libraries count it per side, textbooks in total\n\n\
                 help: write one of\n  \
                 `padding: each_side({text})`   {text} on every side, as in PyTorch: {doubled} in total\n  \
                 `padding: total({text})`       {text} in total, the p of (n − k + p)/s + 1\n  \
                 `padding: same`           as much as keeps the size\n  \
                 `padding: valid`          none"
            ),
        );
    }
}

impl ArgumentValue {
    pub fn span(&self) -> Span {
        match self {
            Self::One(expression) => expression.span(),
            Self::Two(_, _, span) => *span,
            Self::Padding(padding) => padding.word().span(),
        }
    }

    pub fn text(&self) -> String {
        match self {
            Self::One(expression) => expression.to_token_stream().to_string(),
            Self::Two(rows, columns, _) => format!("({}, {})", rows.to_token_stream(), columns.to_token_stream()),
            Self::Padding(padding) => padding.word().to_string(),
        }
    }
}

impl Padding {
    fn word(&self) -> &Ident {
        match self {
            Self::Sized(word, ..) | Self::Word(word) | Self::Edges(word, _) => word,
        }
    }
}

/// An example of a call with every argument that it needs.
fn usage(word: &Word) -> String {
    let arguments: Vec<String> = word
        .arguments
        .iter()
        .filter(|parameter| parameter.role != Role::Optional)
        .map(|parameter| {
            let example = match (parameter.of, parameter.name) {
                (Type::Padding, _) => "each_side(1)",
                (Type::Number, _) => "0.5",
                (_, "filters" | "channels") => "16",
                (_, "features") => "10",
                (_, "kernel") if parameter.role == Role::Needed => "3",
                (_, "height" | "width") => "4",
                _ => "2",
            };
            match parameter.role {
                Role::Positional => example.to_owned(),
                _ => format!("{}: {example}", parameter.name),
            }
        })
        .collect();
    if arguments.is_empty() {
        return format!("write `{}`", word.name);
    }
    format!("for example `{}({})`", word.name, arguments.join(", "))
}
