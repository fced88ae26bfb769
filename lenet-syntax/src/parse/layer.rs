//! A layer: its name, its word or path, and what stands there instead in other languages.

use super::argument::arguments;
use super::composition::{concat, repeat, residual};
use super::{Found, identifier};
use crate::ast::{Call, ItemKind, Path, is_keyword};
use crate::foreign::Given;
use crate::report::source;
use crate::{foreign, words};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::ParseStream;
use syn::token::{Brace, Bracket, Paren};
use syn::{Error, Result, Token, bracketed, parenthesized};

const A_LAYER: &str = "expected a layer, such as `conv2d(6, kernel: 5)` or `relu`";

/// What to write for words of other languages, with which no layer begins.
const STATEMENTS: &[(&[&str], &str)] = &[
    (&["for", "while", "loop"], "`repeat(3) { layers }` has its layers so many times"),
    (&["if", "match"], "a network has the same layers in every build; declare two networks"),
    (&["let", "var", "val"], "a layer with a name is written `conv1: conv2d(6, kernel: 5)`"),
    (&["fn", "def", "func", "fun", "function"], "a group of layers is declared as `block name(c) { layers }`"),
    (&["const", "static"], "constants stand outside of `network!`"),
    (&["pub"], "leave it out: fields are as visible as the network"),
    (&["return", "yield", "break", "continue"], "leave it out: the last layer gives the output"),
    (
        &["struct", "class", "enum", "impl", "trait", "mod", "use", "type", "import"],
        "items stand outside of `network!`",
    ),
    (&["async", "await", "unsafe", "move", "lambda"], "the layers are written alone: `conv2d(6, kernel: 5), relu`"),
];

/// `conv1:`, and where the `:` should stand if it does not.
pub(super) fn name(input: ParseStream, found: &mut Found) -> Result<Option<(Ident, Option<Span>)>> {
    let fork = input.fork();
    let Ok(word) = fork.call(Ident::parse_any) else { return Ok(None) };
    if fork.peek(Token![:]) && !fork.peek(Token![::]) {
        let name = identifier(input)?;
        input.parse::<Token![:]>()?;
        return Ok(Some((name, None)));
    }
    let text = word.to_string();
    let is_layer = words::find(&text).is_some() || words::COMPOSITIONS.contains(&text.as_str());
    let equals = fork.peek(Token![=]) && !fork.peek(Token![=>]);
    let follows = fork.fork().call(Ident::parse_any);
    let statement = STATEMENTS.iter().find(|(words, _)| words.contains(&text.as_str()));
    let keyword = text != "_" && is_keyword(&text);
    if matches!(text.as_str(), "self" | "Self" | "super" | "crate") && !equals {
        return Ok(None);
    }
    if !equals && (keyword || statement.is_some() && follows.is_ok()) {
        if let Ok(name) = follows
            && statement.is_some_and(|(words, _)| words.contains(&"fn"))
        {
            found.failed = Some(name);
        }
        let help = statement.map(|(_, help)| format!("\n\nhelp: {help}")).unwrap_or_default();
        return Err(Error::new(word.span(), format!("`{text}` is no layer{help}")));
    }
    if equals || !is_layer && follows.is_ok() {
        let span = fork.span();
        let name = identifier(input)?;
        if equals {
            input.parse::<Token![=]>()?;
        }
        return Ok(Some((name, Some(span))));
    }
    Ok(None)
}

pub(super) fn kind(input: ParseStream, found: &mut Found) -> Result<ItemKind> {
    let fork = input.fork();
    let first = fork.call(Ident::parse_any);
    if first.is_err() && !input.peek(Token![::]) {
        let help = if input.peek(Token![,]) {
            "remove this `,`"
        } else if input.peek(Brace) {
            "a group of layers stands behind `residual`, `repeat(3)` or `block name()`"
        } else {
            "a layer is a word, perhaps with its name before it: `conv1: conv2d(6, kernel: 5)`"
        };
        return Err(input.error(format!("{A_LAYER}\n\nhelp: {help}")));
    }
    if first.is_ok() && fork.peek(Token![.]) {
        return Err(module(input));
    }
    if first.as_ref().is_ok_and(|word| words::find(&word.to_string()).is_some()) && fork.peek(Token![::]) {
        let word = input.call(Ident::parse_any)?;
        return Err(behind(&word, input));
    }
    let capital = first.is_ok_and(|word| word.to_string().starts_with(char::is_uppercase));
    if capital || input.peek(Token![::]) || input.peek2(Token![::]) {
        return network(input);
    }
    let word = input.call(Ident::parse_any)?;
    match word.to_string().as_str() {
        "residual" => residual(word, input, found),
        "concat" => concat(word, input, found),
        "repeat" => repeat(word, input, found),
        _ => {
            let before = found.mistakes.len();
            let arguments = if input.peek(Paren) {
                let content;
                parenthesized!(content in input);
                arguments(&content, found)
            } else {
                Vec::new()
            };
            if input.peek(Brace) {
                return Err(input
                    .error(format!("`{word}` takes no layers in braces\n\nhelp: its arguments stand in parentheses")));
            }
            if input.peek(Token![!]) && words::find(&word.to_string()).is_none() {
                let help =
                    "help: `block name() { layers }` is a group of layers, and a macro may write a whole `network!`";
                return Err(input.error(format!("`{word}!` is a macro, and a layer cannot be one\n\n{help}")));
            }
            if input.peek(Bracket) || input.peek(Token![!]) || input.peek(Token![<]) {
                return Err(behind(&word, input));
            }
            Ok(ItemKind::Call(Call { word, arguments, readable: found.mistakes.none_since(before) }))
        }
    }
}

/// The arguments of a layer stand behind something else than parentheses.
fn behind(word: &Ident, input: ParseStream) -> Error {
    let span = input.span();
    while !input.is_empty()
        && !input.peek(Token![<])
        && !input.peek(Token![,])
        && !input.peek(Bracket)
        && !input.peek(Paren)
    {
        let _ = input.parse::<TokenTree>();
    }
    let given = given(input).unwrap_or_default();
    let written = foreign::call(&word.to_string(), &given, foreign::Order::Unknown);
    let help = written.unwrap_or_else(|| format!("{word}(…)"));
    Error::new(span, format!("the arguments of `{word}` stand in parentheses behind it\n\nhelp: write `{help}`"))
}

fn network(input: ParseStream) -> Result<ItemKind> {
    let path = input.parse::<Path>()?;
    // `Conv2dConfig::new`
    let mut segments = path.segments.iter().rev().map(Ident::to_string);
    let mut last = segments.next().unwrap_or_default();
    if matches!(last.as_str(), "new" | "init" | "default") {
        last = segments.next().unwrap_or(last);
    }
    if input.peek(Token![<]) {
        let error = input
            .error(format!("a network has no generic arguments\n\nhelp: write its path alone: `{}`", source(&path)));
        // In dfdx the channels that come in stand first, in spite of the name.
        let given = given(input)?;
        let message = foreign::message(&last, if last.ends_with('D') { &[] } else { &given });
        return Err(message.map_or(error, |message| Error::new(path.span(), message)));
    }
    if input.peek(Brace) {
        let message = foreign::message(&last, &[]).unwrap_or_else(|| format!("`{last}` takes no layers in braces"));
        return Err(Error::new(path.span(), message));
    }
    if !input.peek(Paren) {
        return Ok(ItemKind::Network(path));
    }
    let error =
        input.error(format!("`{}` names a network, which takes no arguments\n\nhelp: write `{0}`", source(&path)));
    let is_foreign = |first: &Ident| {
        foreign::is_module(&first.to_string())
            || *first == last
            || last.ends_with("Config")
            || last.starts_with(char::is_lowercase)
    };
    let given = given(input)?;
    Err(match foreign::message(&last, &given) {
        Some(message) if path.segments.first().is_some_and(is_foreign) => Error::new(path.span(), message),
        _ => error,
    })
}

/// `nn.ReLU()`: a layer of another library, with its module.
fn module(input: ParseStream) -> Error {
    let mut last = None;
    while let Ok(name) = input.call(Ident::parse_any) {
        last = Some(name);
        if input.parse::<Token![.]>().is_err() {
            break;
        }
    }
    let Some(name) = last else { return input.error(A_LAYER) };
    if input.peek(Token![=]) {
        let help = format!("help: write `{name}: conv2d(6, kernel: 5)`");
        return Error::new(name.span(), format!("the name of a layer stands alone before it\n\n{help}"));
    }
    let given = given(input).unwrap_or_default();
    let message = foreign::message(&name.to_string(), &given);
    Error::new(
        name.span(),
        message.unwrap_or_else(|| {
            "a layer stands alone, or behind its name\n\nhelp: write `relu` or `conv1: conv2d(6, kernel: 5)`".to_owned()
        }),
    )
}

/// The arguments in parentheses or other brackets, as they are written.
fn given(input: ParseStream) -> Result<Vec<Given>> {
    let tokens: TokenStream = if input.peek(Paren) {
        let content;
        parenthesized!(content in input);
        content.parse()?
    } else if input.peek(Bracket) {
        let content;
        bracketed!(content in input);
        content.parse()?
    } else if input.peek(Token![<]) {
        input.parse::<Token![<]>()?;
        let mut tokens = TokenStream::new();
        while !input.is_empty() && !input.peek(Token![>]) {
            tokens.extend([input.parse::<TokenTree>()?]);
        }
        let _ = input.parse::<Token![>]>();
        tokens
    } else {
        TokenStream::new()
    };
    let mut all: Vec<Given> = Vec::new();
    let (mut name, mut value) = (None, TokenStream::new());
    for token in tokens.into_iter().chain([proc_macro2::Punct::new(',', proc_macro2::Spacing::Alone).into()]) {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => {
                let value = std::mem::take(&mut value);
                let name = name.take();
                if !value.is_empty() {
                    all.push((name, source(&value)));
                }
            }
            TokenTree::Punct(punct) if matches!(punct.as_char(), ':' | '=') && name.is_none() && !value.is_empty() => {
                name = Some(std::mem::take(&mut value).to_string());
            }
            // Python's lists are pairs here.
            TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                value.extend([TokenTree::from(proc_macro2::Group::new(Delimiter::Parenthesis, group.stream()))]);
            }
            _ => value.extend([token]),
        }
    }
    Ok(all)
}
