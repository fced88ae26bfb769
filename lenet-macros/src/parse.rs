//! Tokens → `ast`. After a mistake, reading goes on behind the next comma, so that one mistake hides no other.

mod argument;

use crate::ast::{Block, Branch, Call, Declaration, Item, ItemKind, Shape};
use crate::check::is_keyword;
use crate::report::Mistakes;
use crate::report::source;
use crate::{foreign, words};
use argument::arguments;
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::token::{Brace, Bracket, Paren};
use syn::{Attribute, Error, Expr, Path, Result, Token, Visibility, braced, bracketed, parenthesized};

/// Reads a declaration. It is `None` if not even the name of the network could be read.
pub fn declaration(tokens: TokenStream, mistakes: &mut Mistakes) -> Option<Declaration> {
    let mut found = Found { mistakes, blocks: Vec::new(), depth: 0 };
    let read = |input: ParseStream| {
        let declaration = header(input, &mut found);
        skip(input);
        Ok(declaration)
    };
    match read.parse2(tokens) {
        Ok(Ok(declaration)) => Some(declaration),
        Ok(Err(mistake)) | Err(mistake) => {
            mistakes.add_syn(&mistake);
            None
        }
    }
}

/// What reading finds beside the layers.
struct Found<'a> {
    mistakes: &'a mut Mistakes,
    /// Templates, wherever they stand.
    blocks: Vec<Block>,
    /// How many bodies are being read, one inside the other.
    depth: usize,
}

/// Skips what is left, which would otherwise give a second message, "unexpected token".
fn skip(input: ParseStream) {
    let _: Result<TokenStream> = input.parse();
}

/// Reads what stands between two delimiters, to their end.
fn inside<T>(content: ParseStream, read: impl FnOnce(ParseStream) -> Result<T>) -> Result<T> {
    let result = read(content);
    skip(content);
    result
}

fn header(input: ParseStream, found: &mut Found) -> Result<Declaration> {
    let runtime = input.parse::<TokenTree>()?.into();
    if input.peek(Token![#]) && input.peek2(Token![!]) {
        return Err(input.error("an attribute of a network is written `#[…]`, without `!`"));
    }
    let attributes = input.call(Attribute::parse_outer)?;
    let visibility = input.parse::<Visibility>()?;
    if !input.peek(Token![struct]) {
        return Err(input.error("a network is declared as `pub struct Name: [1, 28, 28] -> [10] { layers }`"));
    }
    let keyword = input.parse::<Token![struct]>()?;
    let name = identifier(input)?;
    // From here on the type exists, whatever follows.
    let mut declaration = Declaration {
        runtime,
        attributes,
        visibility,
        keyword,
        name,
        input: None,
        output: None,
        blocks: Vec::new(),
        items: Vec::new(),
        body: Span::call_site(),
    };
    if let Err(mistake) = shapes(input, &mut declaration) {
        found.mistakes.add_syn(&mistake);
        while !input.is_empty() && !input.peek(Brace) {
            let _ = input.parse::<TokenTree>();
        }
    } else if input.peek(Token![=>]) {
        found.mistakes.add(input.span(), "the shape of the output stands behind `->`");
        while !input.is_empty() && !input.peek(Brace) {
            let _ = input.parse::<TokenTree>();
        }
    } else if !input.peek(Brace) {
        // At the end there is no token to point at.
        let span = if input.is_empty() { declaration.name.span() } else { input.span() };
        found.mistakes.add(span, format!("the layers of `{}` stand in braces after its shapes", declaration.name));
    }
    if !input.peek(Brace) {
        declaration.items.push(Item { name: None, kind: ItemKind::Unreadable });
        return Ok(declaration);
    }
    let content;
    let braces = braced!(content in input);
    declaration.body = braces.span.join();
    declaration.items = items(&content, found);
    declaration.blocks = std::mem::take(&mut found.blocks);
    if !input.is_empty() {
        found.mistakes.add(input.span(), "one `network!` declares one network: nothing may follow its braces");
    }
    Ok(declaration)
}

/// `: [1, 28, 28] -> [10]`
fn shapes(input: ParseStream, declaration: &mut Declaration) -> Result<()> {
    if input.peek(Token![<]) {
        return Err(input.error(format!(
            "`{}` cannot be generic: the sizes of a network are numbers and constants",
            declaration.name
        )));
    }
    if !input.peek(Token![:]) {
        let name = &declaration.name;
        return Err(input.error(format!("say what `{name}` reads: `{name}: [channels, height, width] {{ layers }}`")));
    }
    input.parse::<Token![:]>()?;
    declaration.input = Some(shape(input)?);
    if input.peek(Token![->]) {
        input.parse::<Token![->]>()?;
        declaration.output = Some(shape(input)?);
    }
    Ok(())
}

fn shape(input: ParseStream) -> Result<Shape> {
    if !input.peek(Bracket) {
        return Err(input.error("a shape is `[channels, height, width]` or `[length]`"));
    }
    let content;
    let brackets = bracketed!(content in input);
    let dimensions = inside(&content, |content| {
        let mut dimensions = Vec::<Expr>::new();
        while !content.is_empty() {
            dimensions.push(content.parse()?);
            if !content.is_empty() && !content.peek(Token![,]) {
                return Err(content.error("the sizes of a shape are separated by `,`: `[1, 28, 28]` or `[10]`"));
            }
            let _ = content.parse::<Token![,]>();
        }
        Ok(dimensions)
    })?;
    Ok(Shape { dimensions, span: brackets.span.join() })
}

/// A name; a Rust keyword gets a message of its own.
fn identifier(input: ParseStream) -> Result<Ident> {
    let name = input.call(Ident::parse_any)?;
    if !is_keyword(&name.to_string()) {
        return Ok(name);
    }
    let help = match name.to_string().as_str() {
        "_" => "help: leave the name out, or write one".to_owned(),
        "self" | "Self" | "super" | "crate" => "help: choose another name".to_owned(),
        keyword => format!("help: write `{keyword}_` or `r#{keyword}`"),
    };
    Err(Error::new(name.span(), format!("`{name}` is a Rust keyword and cannot be a name\n\n{help}")))
}

/// The entries of a body.
fn items(input: ParseStream, found: &mut Found) -> Vec<Item> {
    let mut items = Vec::new();
    found.depth += 1;
    while !input.is_empty() {
        let before = input.cursor();
        let result = if starts_block(input) {
            block(input, found).map(|block| {
                if found.depth > 1 {
                    let message = format!("block `{}` is declared among the layers of another group", block.name);
                    let help = "declare it directly in the network";
                    found.mistakes.add(block.name.span(), format!("{message}\n\nhelp: {help}"));
                }
                found.blocks.push(block);
            })
        } else {
            item(input, found).map(|item| items.push(item))
        };
        let apart = input.is_empty() || input.peek(Token![,]) || ends_in_brace(before, input);
        match result {
            Ok(()) if apart => {}
            Ok(()) if input.peek(Token![;]) => {
                found.mistakes.add(input.span(), "layers are separated by `,`");
                let _ = input.parse::<Token![;]>();
            }
            Ok(()) => found.mistakes.add(input.span(), "expected `,` between two layers"),
            Err(mistake) => {
                found.mistakes.add_syn(&mistake);
                items.push(Item { name: None, kind: ItemKind::Unreadable });
                if !ends_in_brace(before, input) {
                    skip_item(input);
                }
            }
        }
        let _ = input.parse::<Token![,]>();
    }
    found.depth -= 1;
    items
}

/// Whether what was read since `before` ended in `}`, so that no comma is needed.
fn ends_in_brace(before: syn::buffer::Cursor, input: ParseStream) -> bool {
    let mut last_is_brace = false;
    let mut cursor = before;
    while cursor != input.cursor() {
        let Some((token, rest)) = cursor.token_tree() else { break };
        last_is_brace = is_braces(&token);
        cursor = rest;
    }
    last_is_brace
}

fn is_braces(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace)
}

/// Goes on to the next comma, or behind the next braces.
fn skip_item(input: ParseStream) {
    while !input.is_empty() && !input.peek(Token![,]) {
        if input.parse::<TokenTree>().is_ok_and(|token| is_braces(&token)) {
            break;
        }
    }
}

fn starts_block(input: ParseStream) -> bool {
    let fork = input.fork();
    fork.call(Ident::parse_any).is_ok_and(|word| word == "block")
        && (fork.peek(Paren) && fork.peek2(Brace)
            || fork.call(Ident::parse_any).is_ok() && (fork.peek(Paren) || fork.peek(Brace)))
}

fn block(input: ParseStream, found: &mut Found) -> Result<Block> {
    input.call(Ident::parse_any)?;
    let name = identifier(input)?;
    if !input.peek(Paren) {
        return Err(input.error(format!(
            "block `{name}` needs parentheses, with its parameters if it has any: `block {name}() {{ layers }}`"
        )));
    }
    let content;
    parenthesized!(content in input);
    let parameters = inside(&content, |content| content.parse_terminated(identifier, Token![,]));
    let body = body(input, found, "a block's layers stand in braces: `block name(c) { layers }`")?;
    Ok(Block { name, parameters: parameters?.into_iter().collect(), items: body.items })
}

/// `{ items }`
fn body(input: ParseStream, found: &mut Found, otherwise: &str) -> Result<Branch> {
    if !input.peek(Brace) {
        return Err(input.error(otherwise));
    }
    let content;
    let braces = braced!(content in input);
    Ok(Branch { items: items(&content, found), span: braces.span.join() })
}

const A_LAYER: &str = "expected a layer, such as `conv2d(6, kernel: 5)` or `relu`";

/// An entry with its name. What follows a name that could be read may still be unreadable: the name is taken all the same.
fn item(input: ParseStream, found: &mut Found) -> Result<Item> {
    if input.peek(Token![#]) {
        let attribute = input.call(Attribute::parse_outer)?;
        let span = attribute.first().map_or_else(Span::call_site, |attribute| attribute.bracket_token.span.join());
        return Err(Error::new(
            span,
            "a layer takes no attributes: a network has the same layers in every build\n\n\
             help: declare two networks, and choose between them by `cfg`",
        ));
    }
    let Some(name) = name(input, found)? else {
        return Ok(Item { name: None, kind: kind(input, found)? });
    };
    let before = input.cursor();
    let kind = kind(input, found).unwrap_or_else(|mistake| {
        found.mistakes.add_syn(&mistake);
        if !ends_in_brace(before, input) {
            skip_item(input);
        }
        ItemKind::Unreadable
    });
    Ok(Item { name: Some(name), kind })
}

/// `conv1:`
fn name(input: ParseStream, found: &mut Found) -> Result<Option<Ident>> {
    let fork = input.fork();
    let Ok(word) = fork.call(Ident::parse_any) else { return Ok(None) };
    if fork.peek(Token![:]) && !fork.peek(Token![::]) {
        let name = identifier(input)?;
        input.parse::<Token![:]>()?;
        return Ok(Some(name));
    }
    let text = word.to_string();
    let is_layer = words::find(&text).is_some() || words::COMPOSITIONS.contains(&text.as_str());
    let equals = fork.peek(Token![=]) && !fork.peek(Token![=>]);
    if !equals && text != "_" && is_keyword(&text) {
        let help = match text.as_str() {
            "for" | "while" | "loop" => "\n\nhelp: `repeat(3) { layers }` has its layers so many times",
            "if" | "match" => "\n\nhelp: a network has the same layers in every build; declare two networks",
            "let" => "\n\nhelp: a layer with a name is written `conv1: conv2d(6, kernel: 5)`",
            "fn" => "\n\nhelp: a group of layers is declared as `block name(c) { layers }`",
            "const" | "static" => "\n\nhelp: constants stand outside of `network!`",
            "pub" => "\n\nhelp: leave it out: fields are as visible as the network",
            "self" | "Self" | "super" | "crate" => return Ok(None),
            _ => "",
        };
        return Err(Error::new(word.span(), format!("`{text}` is no layer{help}")));
    }
    if equals || !is_layer && fork.fork().call(Ident::parse_any).is_ok() {
        found.mistakes.add(fork.span(), format!("expected `:` after the name `{word}`"));
        let name = identifier(input)?;
        if equals {
            input.parse::<Token![=]>()?;
        }
        return Ok(Some(name));
    }
    Ok(None)
}

fn kind(input: ParseStream, found: &mut Found) -> Result<ItemKind> {
    let fork = input.fork();
    let first = fork.call(Ident::parse_any);
    if first.is_err() && !input.peek(Token![::]) {
        return Err(input.error(A_LAYER));
    }
    if first.is_ok() && fork.peek(Token![.]) {
        return Err(module(input));
    }
    if first.as_ref().is_ok_and(|word| words::find(&word.to_string()).is_some()) && fork.peek(Token![::]) {
        let word = input.call(Ident::parse_any)?;
        return Err(input.error(format!("the arguments of `{word}` stand in parentheses behind it")));
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
                return Err(input.error(format!("`{word}` takes no layers in braces")));
            }
            if input.peek(Bracket) || input.peek(Token![!]) || input.peek(Token![<]) {
                return Err(input.error(format!("the arguments of `{word}` stand in parentheses behind it")));
            }
            Ok(ItemKind::Call(Call { word, arguments, readable: found.mistakes.len() == before }))
        }
    }
}

fn network(input: ParseStream) -> Result<ItemKind> {
    let path = input.call(Path::parse_mod_style)?;
    if input.peek(Token![<]) {
        let error = input.error("a network has no generic arguments: write its path alone");
        while !input.is_empty() && !input.peek(Token![>]) {
            input.parse::<TokenTree>()?;
        }
        return Err(error);
    }
    let last = path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
    if input.peek(Brace) {
        let message = foreign::message(&last, &[]).unwrap_or_else(|| format!("`{last}` takes no layers in braces"));
        return Err(Error::new(path.span(), message));
    }
    if !input.peek(Paren) {
        return Ok(ItemKind::Network(path));
    }
    let error = input.error(format!(
        "`{last}` is a network, because it begins with a capital, and takes no arguments\n\nhelp: write `{}`",
        source(&path)
    ));
    let numbers = numbers(input)?;
    Err(match foreign::message(&last, &numbers) {
        Some(message) if path.segments.first().is_some_and(|first| is_python(&first.ident) || first.ident == last) => {
            Error::new(path.span(), message)
        }
        _ => error,
    })
}

/// Whether it is what Python's libraries call their modules.
fn is_python(module: &Ident) -> bool {
    const MODULES: [&str; 14] = [
        "nn",
        "torch",
        "F",
        "functional",
        "tf",
        "keras",
        "layers",
        "L",
        "flax",
        "linen",
        "mx",
        "gluon",
        "paddle",
        "eqx",
    ];
    MODULES.iter().any(|name| module == name)
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
        let message = format!("a layer with a name is written `{name}: conv2d(6, kernel: 5)`");
        return Error::new(name.span(), message);
    }
    let numbers = numbers(input).unwrap_or_default();
    let message = foreign::message(&name.to_string(), &numbers);
    Error::new(name.span(), message.unwrap_or_else(|| format!("a layer has no module before it: {A_LAYER}")))
}

/// The arguments in parentheses, if no one has a name.
fn numbers(input: ParseStream) -> Result<Vec<String>> {
    if !input.peek(Paren) {
        return Ok(Vec::new());
    }
    let content;
    parenthesized!(content in input);
    let tokens: TokenStream = content.parse()?;
    let mut numbers = vec![TokenStream::new()];
    for token in tokens {
        match &token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => numbers.push(TokenStream::new()),
            TokenTree::Punct(punct) if matches!(punct.as_char(), ':' | '=') => return Ok(Vec::new()),
            _ => numbers.last_mut().into_iter().for_each(|number| number.extend([token.clone()])),
        }
    }
    Ok(numbers.iter().filter(|number| !number.is_empty()).map(source).collect())
}

fn residual(word: Ident, input: ParseStream, found: &mut Found) -> Result<ItemKind> {
    let mut shortcut = None;
    if input.peek(Paren) {
        let content;
        parenthesized!(content in input);
        shortcut = inside(&content, |content| {
            const ONLY: &str = "`residual` takes nothing but `shortcut: { layers }`";
            let start = content.error(ONLY);
            let name = content.call(Ident::parse_any).map_err(|_| start)?;
            if name != "shortcut" {
                return Err(Error::new(
                    name.span(),
                    format!("`residual` has no argument `{name}`\n\nhelp: it takes `shortcut: {{ layers }}`"),
                ));
            }
            content.parse::<Token![:]>()?;
            let branch = body(content, found, "the shortcut's layers stand in braces: `shortcut: { layers }`")?;
            let _ = content.parse::<Token![,]>();
            if !content.is_empty() {
                return Err(content.error(ONLY));
            }
            Ok(Some(branch))
        })?;
    }
    let body = body(input, found, "the layers of `residual` stand in braces: `residual { layers }`")?;
    Ok(ItemKind::Residual { word, shortcut, body })
}

fn concat(word: Ident, input: ParseStream, found: &mut Found) -> Result<ItemKind> {
    if !input.peek(Brace) {
        return Err(input.error("the branches of `concat` stand in braces: `concat { { layers } { layers } }`"));
    }
    let content;
    braced!(content in input);
    let mut branches = Vec::new();
    inside(&content, |content| {
        while !content.is_empty() {
            const EACH: &str = "each branch of `concat` stands in its own braces: `concat { { layers } { layers } }`";
            branches.push(body(content, found, EACH)?);
            let _ = content.parse::<Token![,]>();
        }
        Ok(())
    })?;
    Ok(ItemKind::Concat { word, branches })
}

fn repeat(word: Ident, input: ParseStream, found: &mut Found) -> Result<ItemKind> {
    if !input.peek(Paren) {
        return Err(input.error("say how often: `repeat(3) { layers }`"));
    }
    let content;
    parenthesized!(content in input);
    let count = inside(&content, |content| {
        let count = content.parse::<Expr>()?;
        if !content.is_empty() {
            return Err(content.error("`repeat` takes one number: `repeat(3) { layers }`"));
        }
        Ok(count)
    });
    let body = body(input, found, "the layers of `repeat` stand in braces: `repeat(3) { layers }`")?;
    Ok(ItemKind::Repeat { word, count: count?, body })
}
