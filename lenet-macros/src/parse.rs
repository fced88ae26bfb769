//! Tokens → `ast`. After a mistake, reading goes on behind the next comma, so that one mistake hides no other.

use crate::ast::{Argument, ArgumentValue, Block, Branch, Call, Declaration, Item, ItemKind, Padding, Shape};
use crate::report::Mistakes;
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{Parse, ParseStream, Parser};
use syn::spanned::Spanned;
use syn::token::{Brace, Bracket, Paren};
use syn::{Attribute, Expr, Path, Result, Token, Visibility, braced, bracketed, parenthesized};

/// Reads a declaration. It is `None` if not even its header could be read.
pub fn declaration(tokens: TokenStream, mistakes: &mut Mistakes) -> Option<Declaration> {
    let read = |input: ParseStream| Ok(header(input, mistakes));
    match read.parse2(tokens) {
        Ok(Ok(declaration)) => Some(declaration),
        Ok(Err(mistake)) | Err(mistake) => {
            mistakes.add_syn(&mistake);
            None
        }
    }
}

fn header(input: ParseStream, mistakes: &mut Mistakes) -> Result<Declaration> {
    let result = (|| {
        let runtime = input.parse::<TokenTree>()?.into();
        let attributes = input.call(Attribute::parse_outer)?;
        let visibility = input.parse::<Visibility>()?;
        if !input.peek(Token![struct]) {
            return Err(input.error("a network is declared as `pub struct Name: [1, 28, 28] -> [10] { layers }`"));
        }
        input.parse::<Token![struct]>()?;
        let name = identifier(input)?;
        if !input.peek(Token![:]) {
            return Err(
                input.error(format!("say what `{name}` reads: `{name}: [channels, height, width] {{ layers }}`"))
            );
        }
        input.parse::<Token![:]>()?;
        let shape_in = shape(input)?;
        let output = if input.peek(Token![->]) {
            input.parse::<Token![->]>()?;
            Some(shape(input)?)
        } else {
            None
        };
        if !input.peek(Brace) {
            return Err(input.error("the layers stand in braces after the shapes"));
        }
        let content;
        let braces = braced!(content in input);
        let mut declaration = Declaration {
            runtime,
            attributes,
            visibility,
            name,
            input: shape_in,
            output,
            blocks: Vec::new(),
            items: Vec::new(),
            body: braces.span.join(),
        };
        declaration.items = items(&content, mistakes, Some(&mut declaration.blocks));
        if !input.is_empty() {
            mistakes.add(input.span(), "one `network!` declares one network: nothing may follow its braces");
        }
        Ok(declaration)
    })();
    // What is left after a mistake would only give a second message, "unexpected token".
    let _: TokenStream = input.parse()?;
    result
}

/// A name; a Rust keyword gets a message of its own.
fn identifier(input: ParseStream) -> Result<Ident> {
    let name = input.call(Ident::parse_any)?;
    if name == "self" || name == "Self" || name == "super" || name == "crate" || name == "_" || is_keyword(&name) {
        return Err(syn::Error::new(
            name.span(),
            format!("`{name}` is a Rust keyword and cannot be a name\n\nhelp: write `{name}_` or `r#{name}`"),
        ));
    }
    Ok(name)
}

fn is_keyword(name: &Ident) -> bool {
    syn::parse2::<Ident>(TokenTree::from(name.clone()).into()).is_err()
}

fn shape(input: ParseStream) -> Result<Shape> {
    if !input.peek(Bracket) {
        return Err(input.error("a shape is `[channels, height, width]` or `[length]`"));
    }
    let content;
    let brackets = bracketed!(content in input);
    let dimensions = content.parse_terminated(Expr::parse, Token![,])?.into_iter().collect();
    Ok(Shape { dimensions, span: brackets.span.join() })
}

/// The entries of a body. Templates go to `blocks`; where there is no place for them, they are a mistake.
fn items(input: ParseStream, mistakes: &mut Mistakes, mut blocks: Option<&mut Vec<Block>>) -> Vec<Item> {
    let mut items = Vec::new();
    while !input.is_empty() {
        let before = input.cursor();
        let result = if starts_block(input) {
            block(input, mistakes).and_then(|block| match &mut blocks {
                Some(blocks) => {
                    blocks.push(block);
                    Ok(())
                }
                None => Err(syn::Error::new(
                    block.name.span(),
                    format!("block `{}` is declared inside another: declare it directly in the network", block.name),
                )),
            })
        } else {
            item(input, mistakes).map(|item| items.push(item))
        };
        match result {
            Ok(()) if input.is_empty() || input.peek(Token![,]) => {}
            Ok(()) if ends_in_brace(before, input) => continue,
            Ok(()) => {
                mistakes.add(input.span(), "expected `,` between two layers");
                skip_to_comma(input);
            }
            Err(mistake) => {
                mistakes.add_syn(&mistake);
                skip_to_comma(input);
            }
        }
        let _ = input.parse::<Token![,]>();
    }
    items
}

/// Whether what was read since `before` ended in `}`, so that no comma is needed.
fn ends_in_brace(before: syn::buffer::Cursor, input: ParseStream) -> bool {
    let mut last_is_brace = false;
    let mut cursor = before;
    while cursor != input.cursor() {
        let Some((token, rest)) = cursor.token_tree() else { break };
        last_is_brace = matches!(&token, TokenTree::Group(group) if group.delimiter() == proc_macro2::Delimiter::Brace);
        cursor = rest;
    }
    last_is_brace
}

fn skip_to_comma(input: ParseStream) {
    while !input.is_empty() && !input.peek(Token![,]) {
        let _ = input.parse::<TokenTree>();
    }
}

fn starts_block(input: ParseStream) -> bool {
    let fork = input.fork();
    fork.call(Ident::parse_any).is_ok_and(|word| word == "block")
        && fork.call(Ident::parse_any).is_ok()
        && fork.peek(Paren)
}

fn block(input: ParseStream, mistakes: &mut Mistakes) -> Result<Block> {
    input.call(Ident::parse_any)?;
    let name = identifier(input)?;
    let content;
    parenthesized!(content in input);
    let parameters = content.parse_terminated(identifier, Token![,])?.into_iter().collect();
    let items = body(input, mistakes, "a block's layers stand in braces: `block name(c) { layers }`")?;
    Ok(Block { name, parameters, items })
}

/// `{ items }`
fn body(input: ParseStream, mistakes: &mut Mistakes, otherwise: &str) -> Result<Vec<Item>> {
    if !input.peek(Brace) {
        return Err(input.error(otherwise));
    }
    let content;
    braced!(content in input);
    Ok(items(&content, mistakes, None))
}

fn item(input: ParseStream, mistakes: &mut Mistakes) -> Result<Item> {
    if input.peek(Token![#]) {
        let attribute = input.call(Attribute::parse_outer)?;
        let span = attribute.first().map_or_else(Span::call_site, Spanned::span);
        return Err(syn::Error::new(
            span,
            "a layer takes no attributes: a network has the same layers in every build\n\n\
             help: declare two networks, and choose between them by `cfg`",
        ));
    }
    let name = if input.peek2(Token![:]) && !input.peek2(Token![::]) {
        let name = identifier(input)?;
        input.parse::<Token![:]>()?;
        Some(name)
    } else {
        None
    };
    if input.is_empty() || input.peek(Token![,]) {
        return Err(input.error("expected a layer, such as `conv2d(6, kernel: 5)` or `relu`"));
    }
    Ok(Item { name, kind: kind(input, mistakes)? })
}

fn kind(input: ParseStream, mistakes: &mut Mistakes) -> Result<ItemKind> {
    let fork = input.fork();
    if !fork.peek(Token![::]) && fork.call(Ident::parse_any).is_err() {
        return Err(input.error("expected a layer, such as `conv2d(6, kernel: 5)` or `relu`"));
    }
    let first = input.fork().call(Ident::parse_any).ok();
    let capital = first.as_ref().is_some_and(|word| word.to_string().starts_with(char::is_uppercase));
    if capital || input.peek(Token![::]) || input.peek2(Token![::]) {
        let path = input.call(Path::parse_mod_style)?;
        if input.peek(Paren) {
            return Err(input.error("a network as a layer takes no arguments"));
        }
        return Ok(ItemKind::Network(path));
    }
    let word = input.call(Ident::parse_any)?;
    match word.to_string().as_str() {
        "residual" => residual(word, input, mistakes),
        "concat" => concat(word, input, mistakes),
        "repeat" => repeat(word, input, mistakes),
        _ => {
            let arguments = if input.peek(Paren) {
                let content;
                parenthesized!(content in input);
                arguments(&content, mistakes)
            } else {
                Vec::new()
            };
            if input.peek(Brace) {
                return Err(input.error(format!("`{word}` takes no layers in braces")));
            }
            Ok(ItemKind::Call(Call { word, arguments }))
        }
    }
}

fn residual(word: Ident, input: ParseStream, mistakes: &mut Mistakes) -> Result<ItemKind> {
    let mut shortcut = None;
    if input.peek(Paren) {
        let content;
        parenthesized!(content in input);
        let name = content.call(Ident::parse_any)?;
        if name != "shortcut" {
            return Err(syn::Error::new(
                name.span(),
                format!("`residual` has no argument `{name}`\n\nhelp: it takes `shortcut: {{ layers }}`"),
            ));
        }
        content.parse::<Token![:]>()?;
        shortcut = Some(body(&content, mistakes, "the shortcut's layers stand in braces: `shortcut: { layers }`")?);
        let _ = content.parse::<Token![,]>();
        if !content.is_empty() {
            return Err(content.error("`residual` takes nothing but `shortcut: { layers }`"));
        }
    }
    let body = body(input, mistakes, "the layers of `residual` stand in braces: `residual { layers }`")?;
    Ok(ItemKind::Residual { word, shortcut, body })
}

fn concat(word: Ident, input: ParseStream, mistakes: &mut Mistakes) -> Result<ItemKind> {
    if !input.peek(Brace) {
        return Err(input.error("the branches of `concat` stand in braces: `concat { { layers } { layers } }`"));
    }
    let content;
    braced!(content in input);
    let mut branches = Vec::new();
    while !content.is_empty() {
        if !content.peek(Brace) {
            return Err(
                content.error("each branch of `concat` stands in its own braces: `concat { { layers } { layers } }`")
            );
        }
        let inner;
        let braces = braced!(inner in content);
        branches.push(Branch { items: items(&inner, mistakes, None), span: braces.span.join() });
        let _ = content.parse::<Token![,]>();
    }
    Ok(ItemKind::Concat { word, branches })
}

fn repeat(word: Ident, input: ParseStream, mistakes: &mut Mistakes) -> Result<ItemKind> {
    if !input.peek(Paren) {
        return Err(input.error("say how often: `repeat(3) { layers }`"));
    }
    let content;
    parenthesized!(content in input);
    let count = content.parse::<Expr>()?;
    if !content.is_empty() {
        return Err(content.error("`repeat` takes one number: `repeat(3) { layers }`"));
    }
    let body = body(input, mistakes, "the layers of `repeat` stand in braces: `repeat(3) { layers }`")?;
    Ok(ItemKind::Repeat { word, count, body })
}

fn arguments(input: ParseStream, mistakes: &mut Mistakes) -> Vec<Argument> {
    let mut arguments = Vec::new();
    while !input.is_empty() {
        match argument(input) {
            Ok(argument) if input.is_empty() || input.peek(Token![,]) => arguments.push(argument),
            Ok(_) => {
                mistakes.add(input.span(), "expected `,` between two arguments");
                skip_to_comma(input);
            }
            Err(mistake) => {
                mistakes.add_syn(&mistake);
                skip_to_comma(input);
            }
        }
        let _ = input.parse::<Token![,]>();
    }
    arguments
}

fn argument(input: ParseStream) -> Result<Argument> {
    let name = if input.peek2(Token![:]) && !input.peek2(Token![::]) {
        let name = input.call(Ident::parse_any)?;
        input.parse::<Token![:]>()?;
        if input.is_empty() || input.peek(Token![,]) {
            return Err(syn::Error::new(name.span(), format!("`{name}` has no value")));
        }
        Some(name)
    } else {
        None
    };
    let takes_padding = name.as_ref().is_none_or(|name| name == "padding");
    let value = match padding(input, takes_padding)? {
        Some(padding) => ArgumentValue::Padding(padding),
        None => value(input)?,
    };
    Ok(Argument { name, value })
}

/// One expression, or two in parentheses.
fn value(input: ParseStream) -> Result<ArgumentValue> {
    if input.peek(Paren) {
        let fork = input.fork();
        let content;
        let parentheses = parenthesized!(content in fork);
        let mut both = content.parse_terminated(Expr::parse, Token![,])?.into_iter();
        if let (Some(rows), Some(columns), None) = (both.next(), both.next(), both.next()) {
            use syn::parse::discouraged::Speculative;
            input.advance_to(&fork);
            return Ok(ArgumentValue::Two(rows, columns, parentheses.span.join()));
        }
    }
    Ok(ArgumentValue::One(input.parse()?))
}

/// A padding in words, if one stands here.
fn padding(input: ParseStream, expected: bool) -> Result<Option<Padding>> {
    let fork = input.fork();
    let Ok(word) = fork.call(Ident::parse_any) else { return Ok(None) };
    let known = matches!(word.to_string().as_str(), "total" | "each_side" | "same" | "same_upper" | "valid" | "edges");
    if !known || !expected {
        return Ok(None);
    }
    input.call(Ident::parse_any)?;
    if word != "total" && word != "each_side" && word != "edges" {
        return Ok(Some(Padding::Word(word)));
    }
    if !input.peek(Paren) {
        return Err(syn::Error::new(
            word.span(),
            match word.to_string().as_str() {
                "total" => "`total` needs its number of rows and columns: `total(4)` or `total((4, 2))`",
                "each_side" => "`each_side` needs its number: `each_side(2)` or `each_side((2, 1))`",
                _ => "`edges` needs its numbers: `edges(top: 1, bottom: 0, left: 1, right: 0)`",
            },
        ));
    }
    let content;
    parenthesized!(content in input);
    if word == "edges" {
        let edge = |input: ParseStream| {
            let name = input.call(Ident::parse_any)?;
            if !matches!(name.to_string().as_str(), "top" | "bottom" | "left" | "right") {
                return Err(syn::Error::new(
                    name.span(),
                    "the edges are `top`, `bottom`, `left` and `right`, each with its name: `edges(top: 1, bottom: 0, left: 1, right: 0)`",
                ));
            }
            input.parse::<Token![:]>()?;
            Ok((name, input.parse::<Expr>()?))
        };
        let edges = content.parse_terminated(edge, Token![,])?.into_iter().collect();
        return Ok(Some(Padding::Edges(word, edges)));
    }
    let padding = match value(&content)? {
        ArgumentValue::Two(rows, columns, _) => Padding::Sized(word, Box::new([rows, columns])),
        ArgumentValue::One(both) if content.is_empty() => Padding::Sized(word, Box::new([both.clone(), both])),
        _ => {
            let _ = content.parse::<Token![,]>();
            let rows_and_columns = format!("for rows and columns, write `{word}((rows, columns))`");
            return Err(content.error(rows_and_columns));
        }
    };
    Ok(Some(padding))
}
