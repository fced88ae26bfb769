//! The arguments of a call against the table of words.

use super::Checker;
use super::padding::Spacing;
use super::size::Dimension;
use crate::ast::{Argument, ArgumentValue, Call, ExpressionKind};
use crate::foreign::{self, Given, Order};
use crate::list;
use crate::report::{Reported, enumerate, nearest, source, sources};
use crate::words::{DefaultValue, Parameter, Role, Type, Word};
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::Lit;

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
                if let ExpressionKind::Tuple(all) = &expression.bare().kind {
                    let count = all.len();
                    if parameter.of == Type::Size {
                        let help = if needed(word).len() == count {
                            format!("\n\nhelp: write `{}({})`", word.name, sources(all).join(", "))
                        } else {
                            String::new()
                        };
                        return Err(self.mistake(mark, format!("{what} is one number, not {count} numbers{help}")));
                    }
                    let message = match all.first() {
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
            (Type::Bool, ArgumentValue::One(expression)) => match &expression.bare().kind {
                ExpressionKind::Literal(Lit::Bool(flag)) => Ok(Value::Bool(flag.value)),
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
