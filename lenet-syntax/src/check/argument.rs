//! The arguments of a call against the table of words.

use super::size::Dimension;
use super::{Checker, bare, trail};
use crate::ast::{Argument, ArgumentValue, Call, Padding};
use crate::foreign::{self, Given, Order};
use crate::list;
use crate::plan::Claim;
use crate::report::{Mark, Reported, enumerate, nearest, source};
use crate::words::{DefaultValue, PADDINGS, Parameter, Range, Role, Type, Word};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use syn::punctuated::Punctuated;
use syn::{Expr, Lit, Token};

/// The arguments of a call: all that its word has.
pub struct Arguments {
    values: Vec<(&'static str, Result<Value, Reported>)>,
    /// Whether nothing is missing, and nothing wrong: else the layer has no shape.
    pub complete: Result<(), Reported>,
}

enum Value {
    Pair([Dimension; 2]),
    /// Or none.
    Padding(Option<Spacing>),
    Bool(bool),
    Number(TokenStream),
    Word(String),
}

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

impl Arguments {
    fn find(&self, name: &str) -> Option<&Result<Value, Reported>> {
        self.values.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// What `pick` finds in an argument. The table of words has the name and the type of each; to ask for another is a mistake in
    /// this crate, which stops every network with this layer.
    fn get<'a, T>(&'a self, name: &str, pick: impl FnOnce(&'a Value) -> Option<T>) -> Result<T, Reported> {
        let value = self.find(name).unwrap_or_else(|| panic!("no argument `{name}` in the table of words"));
        let picked = value.as_ref().map_err(|reported| *reported).map(pick)?;
        Ok(picked.unwrap_or_else(|| panic!("the argument `{name}` has another type in the table of words")))
    }

    pub fn pair(&self, name: &str) -> Result<[Dimension; 2], Reported> {
        self.get(name, |value| if let Value::Pair(pair) = value { Some(pair.clone()) } else { None })
    }

    pub fn size(&self, name: &str) -> Result<Dimension, Reported> {
        self.pair(name).map(|[size, _]| size)
    }

    pub fn padding(&self, name: &str) -> Result<Option<&Spacing>, Reported> {
        self.get(name, |value| if let Value::Padding(padding) = value { Some(padding.as_ref()) } else { None })
    }

    pub fn flag(&self, name: &str) -> Result<bool, Reported> {
        self.get(name, |value| if let Value::Bool(flag) = value { Some(*flag) } else { None })
    }

    /// A number with a fraction.
    pub fn number(&self, name: &str) -> Result<TokenStream, Reported> {
        self.get(name, |value| if let Value::Number(number) = value { Some(number.clone()) } else { None })
    }

    pub fn word(&self, name: &str) -> Result<&str, Reported> {
        self.get(name, |value| if let Value::Word(word) = value { Some(word.as_str()) } else { None })
    }

    /// The value of an argument that is left out.
    fn default_value(&self, default: DefaultValue) -> Result<Value, Reported> {
        Ok(match default {
            DefaultValue::Size(size) => Value::Pair([Dimension::of(size), Dimension::of(size)]),
            DefaultValue::Kernel => Value::Pair(self.pair("kernel")?),
            DefaultValue::Valid => Value::Padding(None),
            DefaultValue::Bool(flag) => Value::Bool(flag),
            DefaultValue::Number(number) => {
                Value::Number(proc_macro2::Literal::f64_unsuffixed(number).to_token_stream())
            }
            DefaultValue::Word(word) => Value::Word(word.to_owned()),
        })
    }
}

impl Checker<'_> {
    /// Reads the arguments of a built-in layer; says every mistake in them.
    pub fn arguments(&mut self, call: &Call, word: &'static Word, layer: &str) -> Arguments {
        let mut arguments = Arguments { values: Vec::new(), complete: call.readable };
        let mut equals = false;
        let mut positional = word.arguments.iter().filter(|parameter| parameter.role == Role::Positional);
        for argument in &call.arguments {
            let parameter = match &argument.name {
                Some(name) => word.arguments.iter().find(|parameter| name == parameter.name),
                None => positional.next(),
            };
            let Some(parameter) = parameter else {
                match &argument.name {
                    Some(name) => {
                        arguments.complete = Err(self.unknown_argument(name, &argument.value, word, layer));
                    }
                    None if arguments.complete.is_ok() => {
                        let given = call.given();
                        let written =
                            foreign::call(word.name, &given, Order::Unknown).filter(|_| call.readable.is_ok());
                        let whole = written.is_some();
                        arguments.complete = Err(self.surplus_argument(argument, word, layer, &given, written));
                        if whole {
                            break;
                        }
                    }
                    // Something before it is wrong.
                    None => {}
                }
                continue;
            };
            if arguments.find(parameter.name).is_some() {
                let mark = argument.name.as_ref().map_or_else(|| argument.value.mark(), |name| name.span().into());
                let message =
                    format!("the `{}` of `{layer}` is given twice\n\nhelp: leave one of them out", parameter.name);
                arguments.complete = Err(self.mistake(mark, message));
                continue;
            }
            let value = self.argument_value(argument, parameter, word, layer);
            match value {
                // Said once a call, and not beside another mistake in the argument.
                Ok(_) => {
                    if let (Some(span), false) = (argument.equals, equals) {
                        equals = true;
                        self.equals(span, parameter.name, &argument.value);
                    }
                }
                Err(reported) => arguments.complete = Err(reported),
            }
            arguments.values.push((parameter.name, value));
        }
        for parameter in word.arguments {
            if arguments.find(parameter.name).is_some() {
                continue;
            }
            let given =
                call.arguments.iter().any(|argument| argument.name.as_ref().is_some_and(|n| n == parameter.name));
            let value = match (parameter.role, arguments.complete) {
                (Role::Optional(default), _) if !given => arguments.default_value(default),
                (_, Err(reported)) => Err(reported),
                (_, Ok(())) => {
                    let message = format!("`{layer}` needs its `{}`\n\nhelp: {}", parameter.name, usage(word, call));
                    let reported = self.mistake(call.word.span(), message);
                    arguments.complete = Err(reported);
                    Err(reported)
                }
            };
            arguments.values.push((parameter.name, value));
        }
        arguments
    }

    /// `kernel=5`
    pub(super) fn equals(&mut self, span: Span, name: &str, value: &ArgumentValue) {
        let help = format!("write `{name}: {}`", value.text());
        self.mistake(span, format!("expected `:` after the name `{name}`\n\nhelp: {help}"));
    }

    fn unknown_argument(&mut self, name: &Ident, value: &ArgumentValue, word: &Word, layer: &str) -> Reported {
        let text = name.to_string();
        if let Some(help) = foreign::argument(word, &text, &value.text()) {
            return self.mistake(name.span(), format!("`{layer}` has no argument `{text}`\n\nhelp: {help}"));
        }
        let names = list::map(word.arguments, |parameter| parameter.name);
        let help = match nearest(&text, &names) {
            Some(near) => format!("did you mean `{near}`?"),
            None if names.is_empty() => format!("`{}` takes no arguments", word.name),
            None => format!("`{}` takes {}", word.name, enumerate(&names, "and")),
        };
        self.mistake(name.span(), format!("`{layer}` has no argument `{text}`\n\nhelp: {help}"))
    }

    /// `written` is the call with the names of all arguments, if they are known.
    fn surplus_argument(
        &mut self,
        argument: &Argument,
        word: &Word,
        layer: &str,
        given: &[Given],
        written: Option<String>,
    ) -> Reported {
        let text = argument.value.text();
        let names = list::map(word.arguments, |parameter| parameter.name);
        let message = if word.arguments.is_empty() {
            format!("`{layer}` takes no arguments\n\nhelp: write `{}`", word.name)
        } else if let Some(written) = &written {
            let counts = word.kind.has_inputs_elsewhere();
            let begins = given.first().is_some_and(|(_, first)| written.starts_with(&format!("{}({first}", word.name)));
            let known = if begins || !counts { "" } else { "; what comes in is known from the layer before" };
            format!("`{layer}` does not know what `{text}` is for\n\nhelp: write `{written}`{known}")
        } else {
            let help = format!("`{}` takes {}", word.name, enumerate(&names, "and"));
            format!("`{layer}` does not know what `{text}` is for: give it by name\n\nhelp: {help}")
        };
        self.mistake(argument.value.mark(), message)
    }

    fn argument_value(
        &mut self,
        argument: &Argument,
        parameter: &Parameter,
        word: &Word,
        layer: &str,
    ) -> Result<Value, Reported> {
        let what = format!("the `{}` of `{layer}`", parameter.name);
        let hint = parameter.name;
        let mark = argument.value.mark();
        let least = usize::from(parameter.of != Type::PairOrZero);
        match (parameter.of, &argument.value) {
            (Type::Padding, ArgumentValue::Padding(padding)) => {
                Ok(Value::Padding(Some(self.padding_words(padding, &what)?)))
            }
            (of, ArgumentValue::List(leaves, _)) => {
                let numbers = leaves.join(", ");
                let help = match leaves.as_slice() {
                    [_, _, _, ..] if of == Type::Padding => foreign::padding_numbers(leaves),
                    _ if of == Type::Padding => {
                        format!("`each_side(({numbers}))` as PyTorch counts, `total(({numbers}))` as textbooks do")
                    }
                    [one] => format!("write `{one}`"),
                    [rows, columns] if of == Type::Pair => format!("write `({rows}, {columns})`"),
                    [first, ..] => format!("write one number, such as `{first}`"),
                    [] => "write a number".to_owned(),
                };
                let message = if leaves.len() == 2 && matches!(of, Type::Pair | Type::PairOrZero | Type::Padding) {
                    "two numbers stand in parentheses".to_owned()
                } else {
                    format!("{what} cannot be {} numbers in brackets", leaves.len())
                };
                Err(self.mistake(mark, format!("{message}\n\nhelp: {help}")))
            }
            (Type::Padding, other) => Err(self.ambiguous_padding(other, word, layer)),
            (_, ArgumentValue::Padding(padding)) => {
                let text = padding.word().to_string();
                let message = format!("{what} cannot be `{text}`, which is a padding\n\nhelp: `padding: {text}`");
                Err(self.mistake(mark, message))
            }
            (Type::Pair | Type::PairOrZero, ArgumentValue::Two(both, _)) => {
                let [rows, columns] = &**both;
                let rows = self.dimension(rows, &what, hint, least);
                let columns = self.dimension(columns, &what, hint, least);
                Ok(Value::Pair([rows?, columns?]))
            }
            (_, ArgumentValue::Two(both, _)) => {
                let message = format!("{what} is one value, not two\n\nhelp: write `{}`", source(&both[0]));
                Err(self.mistake(mark, message))
            }
            (Type::Size | Type::Pair | Type::PairOrZero, ArgumentValue::One(expression)) => {
                if let Expr::Tuple(tuple) = bare(expression) {
                    let count = tuple.elems.len();
                    if parameter.of == Type::Size {
                        let help = if needed(word).len() == count {
                            format!("\n\nhelp: write `{}({})`", word.name, sources(&tuple.elems).join(", "))
                        } else {
                            String::new()
                        };
                        return Err(self.mistake(mark, format!("{what} is one number, not {count} numbers{help}")));
                    }
                    let message = match tuple.elems.first() {
                        Some(one) if count == 1 => {
                            format!("{what} is one number or `(rows, columns)`\n\nhelp: write `{}`", source(one))
                        }
                        _ => format!(
                            "{what} is one number or `(rows, columns)`, not {count} numbers\n\nhelp: write `(3, 3)`, or `3` for both"
                        ),
                    };
                    return Err(self.mistake(mark, message));
                }
                let both = self.dimension(expression, &what, hint, least)?;
                Ok(Value::Pair([both.clone(), both]))
            }
            (Type::Bool, ArgumentValue::One(expression)) => match bare(expression) {
                Expr::Lit(literal) if let Lit::Bool(flag) = &literal.lit => Ok(Value::Bool(flag.value)),
                _ => {
                    let text = source(expression);
                    let help = match text.trim_matches(['"', '\'']) {
                        "True" | "true" | "1" | "yes" | "on" => "write `true`",
                        "False" | "false" | "0" | "no" | "off" | "None" => "write `false`",
                        _ => "write one of these words: whether it is, is known before any constant",
                    };
                    Err(self.mistake(mark, format!("{what} is `true` or `false`, not `{text}`\n\nhelp: {help}")))
                }
            },
            (Type::OneOf(words), ArgumentValue::One(expression)) => {
                let text = source(expression);
                if words.contains(&text.as_str()) {
                    return Ok(Value::Word(text));
                }
                let plain = text.trim_matches(['"', '\'']).to_lowercase();
                let plain = plain.rsplit(':').next().unwrap_or(&plain);
                let near = if words.contains(&plain) { Some(plain) } else { nearest(plain, words) };
                // Of two words without a nearer one, the one that is not there by itself.
                let help = near.or(if let [_, other] = words { Some(other) } else { None });
                let help = help.map(|help| format!("\n\nhelp: write `{help}`")).unwrap_or_default();
                let words = enumerate(words, "or");
                Err(self.mistake(mark, format!("{what} is {words}, not `{text}`{help}")))
            }
            (Type::Number(range), ArgumentValue::One(expression)) => {
                Ok(Value::Number(self.number(expression, range, &what, hint)?))
            }
        }
    }

    /// A number with a fraction. A literal is judged here, any other expression by rustc.
    fn number(&mut self, expression: &Expr, range: Range, what: &str, hint: &str) -> Result<TokenStream, Reported> {
        let mark = Mark::of(expression);
        let expression = bare(expression);
        let (negative, inner) = match expression {
            Expr::Unary(unary) if matches!(unary.op, syn::UnOp::Neg(_)) => (true, bare(&unary.expr)),
            other => (false, other),
        };
        let text = source(expression);
        let Expr::Lit(literal) = inner else {
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
        let value = match &literal.lit {
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
        Ok(match &literal.lit {
            Lit::Int(_) => {
                let float = proc_macro2::Literal::f64_unsuffixed(value.abs());
                if negative { quote!(-#float) } else { quote!(#float) }
            }
            _ => expression.to_token_stream(),
        })
    }

    fn padding_words(&mut self, padding: &Padding, what: &str) -> Result<Spacing, Reported> {
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
    fn ambiguous_padding(&mut self, value: &ArgumentValue, word: &Word, layer: &str) -> Reported {
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
        if let ArgumentValue::One(Expr::Call(call)) = value
            && let Some(padding) = foreign::padding_word(&source(&call.func))
        {
            let help = format!("write `{padding}({})`", sources(&call.args).join(", "));
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
        let is_word = matches!(value, ArgumentValue::One(Expr::Path(_))) && text.starts_with(char::is_lowercase);
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

/// What stands in the parentheses of an expression, however deep.
fn leaves(expression: &Expr, found: &mut Vec<String>) {
    match expression {
        Expr::Tuple(tuple) => {
            for inner in &tuple.elems {
                leaves(inner, found);
            }
        }
        other => found.push(source(other)),
    }
}

/// Whether an expression is arithmetic of whole numbers alone.
fn is_whole(expression: &Expr) -> bool {
    match bare(expression) {
        Expr::Lit(literal) => matches!(literal.lit, Lit::Int(_)),
        Expr::Unary(unary) => is_whole(&unary.expr),
        Expr::Binary(binary) => is_whole(&binary.left) && is_whole(&binary.right),
        _ => false,
    }
}

/// The arguments that cannot be left out.
fn needed(word: &Word) -> Vec<&Parameter> {
    let mut needed = Vec::new();
    for parameter in word.arguments {
        if parameter.role.is_needed() {
            needed.push(parameter);
        }
    }
    needed
}

/// Expressions as a person would type them.
fn sources(expressions: &Punctuated<Expr, Token![,]>) -> Vec<String> {
    let mut sources = Vec::new();
    for expression in expressions {
        sources.push(source(expression));
    }
    sources
}

/// The call with everything that it needs: what is there, and an example of what is missing.
fn usage(word: &Word, call: &Call) -> String {
    let mut positions = call.arguments.iter().filter(|argument| argument.name.is_none());
    let needed = list::map(&needed(word), |parameter| {
        let given = match parameter.role {
            Role::Positional => positions.next(),
            _ => call.arguments.iter().find(|argument| argument.name.as_ref().is_some_and(|n| n == parameter.name)),
        };
        let value = given.map_or_else(|| example(parameter).to_owned(), |argument| argument.value.text());
        if parameter.role == Role::Positional { value } else { format!("{}: {value}", parameter.name) }
    });
    format!("for example `{}({})`", word.name, needed.join(", "))
}

fn example(parameter: &Parameter) -> &'static str {
    match (parameter.of, parameter.name) {
        (Type::Padding, _) => "each_side(1)",
        (Type::Number(_), _) => "0.5",
        (_, "filters" | "channels") => "16",
        (_, "features") => "10",
        (_, "height" | "width") => "4",
        (_, "kernel") if parameter.role == Role::Needed => "3",
        _ => "2",
    }
}
