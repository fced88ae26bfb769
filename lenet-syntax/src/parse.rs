//! Tokens → `ast`. After a mistake, reading goes on behind the next comma, so that one mistake hides no other.

mod argument;
mod attribute;
mod clause;
mod composition;
mod expression;
mod layer;
mod path;

use crate::ast::is_keyword;
use crate::ast::{Block, Branch, Clauses, Declaration, Expression, Item, ItemKind, Shape};
use crate::report::{Mistakes, Reported};
use crate::words;
use attribute::{Attributes, attributes};
use layer::{kind, name};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::token::{Brace, Bracket, Paren};
use syn::{Error, Result, Token, braced, bracketed, parenthesized};

/// Reads a declaration, if at least the name of the network can be read.
pub fn declaration(tokens: TokenStream, mistakes: &mut Mistakes) -> std::result::Result<Declaration, Reported> {
    let mut found = Found { mistakes, blocks: Vec::new(), unread: Vec::new(), failed: None, depth: 0 };
    let read = |input: ParseStream| {
        let declaration = header(input, &mut found);
        skip(input);
        Ok(declaration)
    };
    match read.parse2(tokens) {
        Ok(Ok(declaration)) => Ok(declaration),
        Ok(Err(mistake)) | Err(mistake) => Err(mistakes.add_syn(&mistake)),
    }
}

/// What reading finds beside the layers.
struct Found<'a> {
    mistakes: &'a mut Mistakes,
    /// Templates, wherever they stand.
    blocks: Vec<Block>,
    /// The names of those that could not be read.
    unread: Vec<(Ident, Reported)>,
    /// The name of one whose mistake is about to be reported.
    failed: Option<Ident>,
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
    let attributes = path::attributes(input)?;
    let visibility = path::visibility(input)?;
    if !input.peek(Token![struct]) {
        return Err(input.error("a network is declared as `pub struct Name: [1, 28, 28] -> [10] { layers }`"));
    }
    let keyword = input.parse::<Token![struct]>()?;
    let name = identifier(input)?;
    // From here on the type exists, whatever follows.
    let shape = input_shape(input, &name).map_err(|mistake| found.mistakes.add_syn(&mistake));
    let output = match shape {
        Ok(_) => output_shape(input).map_err(|mistake| found.mistakes.add_syn(&mistake)),
        Err(reported) => Err(reported),
    };
    let mut clauses = Clauses::default();
    let read = match output {
        Ok(_) => clause::clauses(input, &name, &mut clauses).map_err(|mistake| found.mistakes.add_syn(&mistake)),
        Err(reported) => Err(reported),
    };
    let braces = before_braces(input, &name, read, found.mistakes);
    let mut declaration = Declaration {
        runtime,
        attributes,
        visibility,
        keyword,
        name,
        input: shape,
        output,
        clauses,
        blocks: Vec::new(),
        unread: Vec::new(),
        items: Vec::new(),
        body: Span::call_site(),
    };
    if let Err(reported) = braces {
        declaration.items.push(Item {
            docs: Vec::new(),
            tensors: None,
            name: None,
            kind: ItemKind::Unreadable(reported),
        });
        return Ok(declaration);
    }
    let content;
    let braces = braced!(content in input);
    declaration.body = braces.span.join();
    declaration.items = items(&content, found);
    declaration.blocks = std::mem::take(&mut found.blocks);
    declaration.unread = std::mem::take(&mut found.unread);
    if !input.is_empty() {
        found.mistakes.add(input.span(), "one `network!` declares one network: nothing may follow its braces");
    }
    Ok(declaration)
}

/// Goes on to the braces around the layers.
fn before_braces(
    input: ParseStream,
    name: &Ident,
    header: std::result::Result<(), Reported>,
    mistakes: &mut Mistakes,
) -> std::result::Result<(), Reported> {
    let reported = match header {
        Err(reported) => reported,
        Ok(_) if input.peek(Token![=>]) => mistakes.add(input.span(), "the shape of the output stands behind `->`"),
        Ok(_) if input.peek(Brace) => return Ok(()),
        Ok(_) => {
            // At the end there is no token to point at.
            let span = if input.is_empty() { name.span() } else { input.span() };
            return Err(mistakes.add(span, format!("the layers of `{name}` stand in braces after its shapes")));
        }
    };
    while !input.is_empty() && !input.peek(Brace) {
        let _ = input.parse::<TokenTree>();
    }
    if input.peek(Brace) { Ok(()) } else { Err(reported) }
}

/// `: [1, 28, 28]`
fn input_shape(input: ParseStream, name: &Ident) -> Result<Shape> {
    if input.peek(Token![<]) {
        return Err(
            input.error(format!("`{name}` cannot be generic: the sizes of a network are numbers and constants"))
        );
    }
    if !input.peek(Token![:]) {
        return Err(input.error(format!("say what `{name}` reads: `{name}: [channels, height, width] {{ layers }}`")));
    }
    input.parse::<Token![:]>()?;
    shape(input)
}

/// `-> [10]`
fn output_shape(input: ParseStream) -> Result<Option<Shape>> {
    if !input.peek(Token![->]) {
        return Ok(None);
    }
    input.parse::<Token![->]>()?;
    shape(input).map(Some)
}

fn shape(input: ParseStream) -> Result<Shape> {
    if !input.peek(Bracket) {
        return Err(input.error("a shape is `[channels, height, width]` or `[length]`"));
    }
    let content;
    let brackets = bracketed!(content in input);
    let dimensions = inside(&content, |content| {
        let mut dimensions = Vec::<Expression>::new();
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
                found
                    .mistakes
                    .add(input.span(), "layers are separated by `,`\n\nhelp: write `,`, or nothing behind `}`");
                let _ = input.parse::<Token![;]>();
            }
            Ok(()) => {
                let help = "help: layers stand one behind the other: `conv2d(6, kernel: 5), relu`";
                found.mistakes.add(input.span(), format!("expected `,` between two layers\n\n{help}"));
                // What is no name is no layer either, and not worth a second message.
                if input.fork().call(Ident::parse_any).is_err() {
                    skip_item(input);
                }
            }
            Err(mistake) => {
                let reported = found.mistakes.add_syn(&mistake);
                let failed = found.failed.take();
                found.unread.extend(failed.map(|name| (name, reported)));
                items.push(Item { docs: Vec::new(), tensors: None, name: None, kind: ItemKind::Unreadable(reported) });
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
    let word = input.call(Ident::parse_any)?;
    let name = input.fork().call(Ident::parse_any);
    let block = block_behind(&word, input, found);
    if block.is_err() {
        found.failed = name.ok();
    }
    block
}

/// What stands behind the word `block`.
fn block_behind(word: &Ident, input: ParseStream, found: &mut Found) -> Result<Block> {
    if input.peek(Paren) {
        let help = "help: `block name(c) { layers }` declares one; `repeat(3) { layers }` has its layers so many times";
        return Err(input.error(format!("a block has a name\n\n{help}")));
    }
    let name = identifier(input)?;
    if !input.peek(Paren) {
        let help =
            format!("help: `block {name}() {{ layers }}`, or with its parameters `block {name}(c) {{ layers }}`");
        return Err(input.error(format!("block `{name}` needs parentheses\n\n{help}")));
    }
    let content;
    parenthesized!(content in input);
    let parameters = inside(&content, parameters);
    let body = body(word, input, found, "a block's layers stand in braces\n\nhelp: `block name(c) { layers }`")?;
    Ok(Block { name, parameters: parameters?, items: body.items })
}

/// `c, k`
fn parameters(input: ParseStream) -> Result<Vec<Ident>> {
    let mut parameters = Vec::new();
    while !input.is_empty() {
        let name = identifier(input)?;
        if words::PADDINGS.contains(&name.to_string().as_str()) {
            let message =
                format!("a parameter cannot be called `{name}`, which is a padding\n\nhelp: choose another name");
            return Err(Error::new(name.span(), message));
        }
        parameters.push(name);
        if !input.is_empty() && !input.peek(Token![,]) {
            let help = "help: `block name(c, k) { layers }`, and `name(16, 3)` says how much";
            return Err(input.error(format!("a parameter of a block is a name alone, for a whole number\n\n{help}")));
        }
        let _ = input.parse::<Token![,]>();
    }
    Ok(parameters)
}

/// `{ items }`
fn body(word: &Ident, input: ParseStream, found: &mut Found, otherwise: &str) -> Result<Branch> {
    if !input.peek(Brace) {
        // At the end there is no token to point at.
        let span = if input.is_empty() { word.span() } else { input.span() };
        return Err(Error::new(span, otherwise));
    }
    let content;
    let braces = braced!(content in input);
    Ok(Branch { items: items(&content, found), span: braces.span.join() })
}

/// An entry with its name. What follows a name that could be read may still be unreadable: the name is taken all the same.
fn item(input: ParseStream, found: &mut Found) -> Result<Item> {
    if input.peek(Token![#]) && !input.peek2(Bracket) {
        return Err(input.error("`#` is no layer\n\nhelp: a comment begins with `//`"));
    }
    let Attributes { docs, tensors } = attributes(input)?;
    let Some((name, colon)) = name(input, found)? else {
        return Ok(Item { docs, tensors, name: None, kind: kind(input, found)? });
    };
    let before = input.cursor();
    let kind = match kind(input, found) {
        Ok(kind) => {
            if let Some(span) = colon {
                let message =
                    format!("expected `:` after the name `{name}`\n\nhelp: a layer with a name is `{name}: relu`");
                found.mistakes.add(span, message);
            }
            kind
        }
        Err(mistake) => {
            let reported = found.mistakes.add_syn(&mistake);
            if !ends_in_brace(before, input) {
                skip_item(input);
            }
            ItemKind::Unreadable(reported)
        }
    };
    Ok(Item { docs, tensors, name: Some(name), kind })
}
