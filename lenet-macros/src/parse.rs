//! Tokens → `ast`. After a mistake, reading goes on behind the next comma, so that one mistake hides no other.

mod argument;
mod expression;
mod tokens;

use crate::ast::{Attribute, Block, Branch, Call, Declaration, Item, ItemKind, Path, Shape};
use crate::report::{Mistake, Mistakes, source};
use crate::words;
use argument::arguments;
use expression::expression;
use proc_macro2::{Delimiter, Ident, Span, TokenStream};
use tokens::{Result, Tokens, visible};

/// Reads a declaration. It is `None` if not even the name of the network could be read.
pub fn declaration(tokens: TokenStream, mistakes: &mut Mistakes) -> Option<Declaration> {
    let mut found = Found { mistakes, blocks: Vec::new(), depth: 0 };
    match header(&mut Tokens::new(visible(tokens), Span::call_site()), &mut found) {
        Ok(declaration) => Some(declaration),
        Err(mistake) => {
            mistakes.push(mistake);
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

fn header(input: &mut Tokens, found: &mut Found) -> Result<Declaration> {
    let runtime = input.next().into_iter().collect();
    let mut attributes = Vec::new();
    while let Some(attribute) = attribute(input)? {
        attributes.push(attribute);
    }
    let visibility = visibility(input);
    if !input.takes_word("struct") {
        return Err(input.error("a network is declared as `pub struct Name: [1, 28, 28] -> [10] { layers }`"));
    }
    let name = identifier(input)?;
    // From here on the type exists, whatever follows.
    let mut declaration = Declaration {
        runtime,
        attributes,
        visibility,
        name,
        input: None,
        output: None,
        blocks: Vec::new(),
        items: Vec::new(),
        body: Span::call_site(),
    };
    if let Err(mistake) = shapes(input, &mut declaration) {
        found.mistakes.push(mistake);
        while !input.is_empty() && !input.sees_group(Delimiter::Brace) {
            input.next();
        }
    } else if !input.sees_group(Delimiter::Brace) {
        // At the end there is no token to point at.
        let span = if input.is_empty() { declaration.name.span() } else { input.span() };
        found.mistakes.add(span, format!("the layers of `{}` stand in braces after its shapes", declaration.name));
    }
    let Some((mut layers, braces)) = input.group(Delimiter::Brace) else {
        declaration.items.push(Item { name: None, kind: ItemKind::Unreadable });
        return Ok(declaration);
    };
    declaration.body = braces;
    declaration.items = items(&mut layers, found);
    declaration.blocks = std::mem::take(&mut found.blocks);
    if !input.is_empty() {
        found.mistakes.add(input.span(), "one `network!` declares one network: nothing may follow its braces");
    }
    Ok(declaration)
}

/// `#[path …]`, if it is next.
fn attribute(input: &mut Tokens) -> Result<Option<Attribute>> {
    let before = input.clone();
    if !input.takes("#") {
        return Ok(None);
    }
    let Some((content, _)) = input.group(Delimiter::Bracket) else {
        return Err(before.error("an attribute is written `#[…]`, without `!`"));
    };
    let mut rest = content.clone();
    while rest.word().is_ok() && rest.takes("::") {}
    Ok(Some(Attribute { path: source(&rest.since(&content)), tokens: input.since(&before) }))
}

/// `pub`, `pub(crate)`, or nothing.
fn visibility(input: &mut Tokens) -> TokenStream {
    let before = input.clone();
    if input.takes_word("pub") {
        input.group(Delimiter::Parenthesis);
    }
    input.since(&before)
}

/// `: [1, 28, 28] -> [10]`
fn shapes(input: &mut Tokens, declaration: &mut Declaration) -> Result<()> {
    if input.sees("<") {
        return Err(input.error(format!(
            "`{}` cannot be generic: the sizes of a network are numbers and constants",
            declaration.name
        )));
    }
    if !input.takes(":") {
        let name = &declaration.name;
        return Err(input.error(format!("say what `{name}` reads: `{name}: [channels, height, width] {{ layers }}`")));
    }
    declaration.input = Some(shape(input)?);
    if input.takes("->") {
        declaration.output = Some(shape(input)?);
    }
    Ok(())
}

fn shape(input: &mut Tokens) -> Result<Shape> {
    let Some((dimensions, span)) = input.group(Delimiter::Bracket) else {
        return Err(input.error("a shape is `[channels, height, width]` or `[length]`"));
    };
    Ok(Shape { dimensions: dimensions.list(expression)?, span })
}

/// A name; a Rust keyword gets a message of its own.
fn identifier(input: &mut Tokens) -> Result<Ident> {
    let name = input.word()?;
    let text = name.to_string();
    if !words::is_keyword(&text) {
        return Ok(name);
    }
    let help = match text.as_str() {
        "_" => "help: leave the name out, or write one".to_owned(),
        "self" | "Self" | "super" | "crate" => "help: choose another name".to_owned(),
        keyword => format!("help: write `{keyword}_` or `r#{keyword}`"),
    };
    Err(Mistake::new(name.span(), format!("`{name}` is a Rust keyword and cannot be a name\n\n{help}")))
}

/// The entries of a body.
fn items(input: &mut Tokens, found: &mut Found) -> Vec<Item> {
    let mut items = Vec::new();
    found.depth += 1;
    while !input.is_empty() {
        let before = input.clone();
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
        let apart = input.is_empty() || input.sees(",") || input.closed_braces(&before);
        match result {
            Ok(()) if apart => {}
            Ok(()) if input.sees(";") => {
                found.mistakes.add(input.span(), "layers are separated by `,`");
                input.takes(";");
            }
            Ok(()) => found.mistakes.add(input.span(), "expected `,` between two layers"),
            Err(mistake) => {
                found.mistakes.push(mistake);
                items.push(Item { name: None, kind: ItemKind::Unreadable });
                if !input.closed_braces(&before) {
                    input.skip_item();
                }
            }
        }
        input.takes(",");
    }
    found.depth -= 1;
    items
}

fn starts_block(input: &Tokens) -> bool {
    let mut ahead = input.clone();
    if !ahead.takes_word("block") {
        return false;
    }
    let name = ahead.word();
    let parameters = ahead.group(Delimiter::Parenthesis).is_some();
    let braces = ahead.sees_group(Delimiter::Brace);
    name.map_or(parameters && braces, |_| parameters || braces)
}

fn block(input: &mut Tokens, found: &mut Found) -> Result<Block> {
    input.word()?;
    let name = identifier(input)?;
    let Some((parameters, _)) = input.group(Delimiter::Parenthesis) else {
        return Err(input.error(format!(
            "block `{name}` needs parentheses, with its parameters if it has any: `block {name}() {{ layers }}`"
        )));
    };
    let parameters = parameters.list(identifier);
    let body = body(input, found, "a block's layers stand in braces: `block name(c) { layers }`")?;
    Ok(Block { name, parameters: parameters?, items: body.items })
}

/// `{ items }`
fn body(input: &mut Tokens, found: &mut Found, otherwise: &str) -> Result<Branch> {
    let Some((mut content, span)) = input.group(Delimiter::Brace) else { return Err(input.error(otherwise)) };
    Ok(Branch { items: items(&mut content, found), span })
}

const A_LAYER: &str = "expected a layer, such as `conv2d(6, kernel: 5)` or `relu`";

/// An entry with its name. What follows a name that could be read may still be unreadable: the name is taken all the same.
fn item(input: &mut Tokens, found: &mut Found) -> Result<Item> {
    if input.sees("#") {
        input.next();
        let span = input.group(Delimiter::Bracket).map_or_else(|| input.span(), |(_, brackets)| brackets);
        return Err(Mistake::new(
            span,
            "a layer takes no attributes: a network has the same layers in every build\n\n\
             help: declare two networks, and choose between them by `cfg`",
        ));
    }
    let Some(name) = name(input, found)? else {
        return Ok(Item { name: None, kind: kind(input, found)? });
    };
    let before = input.clone();
    let kind = kind(input, found).unwrap_or_else(|mistake| {
        found.mistakes.push(mistake);
        if !input.closed_braces(&before) {
            input.skip_item();
        }
        ItemKind::Unreadable
    });
    Ok(Item { name: Some(name), kind })
}

/// `conv1:`
fn name(input: &mut Tokens, found: &mut Found) -> Result<Option<Ident>> {
    let mut ahead = input.clone();
    let Ok(word) = ahead.word() else { return Ok(None) };
    if ahead.sees(":") && !ahead.sees("::") {
        let name = identifier(input)?;
        input.expect(":")?;
        return Ok(Some(name));
    }
    let text = word.to_string();
    let is_layer = words::find(&text).is_some() || words::COMPOSITIONS.contains(&text.as_str());
    if ahead.sees("=") || !is_layer && ahead.peek_word().is_some() {
        found.mistakes.add(ahead.span(), format!("expected `:` after the name `{word}`"));
        let name = identifier(input)?;
        input.takes("=");
        return Ok(Some(name));
    }
    Ok(None)
}

fn kind(input: &mut Tokens, found: &mut Found) -> Result<ItemKind> {
    let mut ahead = input.clone();
    let Ok(word) = ahead.word() else {
        return if input.sees("::") { network(input) } else { Err(input.error(A_LAYER)) };
    };
    let text = word.to_string();
    if text.starts_with(char::is_uppercase) || ahead.sees("::") {
        return network(input);
    }
    *input = ahead;
    match text.as_str() {
        "residual" => residual(word, input, found),
        "concat" => concat(word, input, found),
        "repeat" => repeat(word, input, found),
        _ => {
            let before = found.mistakes.len();
            let arguments = match input.group(Delimiter::Parenthesis) {
                Some((mut content, _)) => arguments(&mut content, found),
                None => Vec::new(),
            };
            if input.sees_group(Delimiter::Brace) {
                return Err(input.error(format!("`{word}` takes no layers in braces")));
            }
            if input.sees_group(Delimiter::Bracket) || input.sees("!") {
                return Err(input.error(format!("the arguments of `{word}` stand in parentheses behind it")));
            }
            Ok(ItemKind::Call(Call { word, arguments, readable: found.mistakes.len() == before }))
        }
    }
}

/// `nets::LeNet5`
fn path(input: &mut Tokens) -> Result<Path> {
    let before = input.clone();
    let mut segments = Vec::new();
    let is_global = input.takes("::");
    loop {
        segments.push(input.word()?);
        if !input.takes("::") {
            return Ok(Path { is_global, segments, tokens: input.since(&before) });
        }
    }
}

fn network(input: &mut Tokens) -> Result<ItemKind> {
    let path = path(input)?;
    if input.sees("<") {
        return Err(input.error("a network has no generic arguments: write its path alone"));
    }
    if !input.sees_group(Delimiter::Parenthesis) {
        return Ok(ItemKind::Network(path));
    }
    let last = path.segments.last().map(ToString::to_string).unwrap_or_default();
    let lower: String = last.to_lowercase();
    let built_in = words::WORDS.iter().find(|word| path.segments.len() == 1 && word.name.replace('_', "") == lower);
    let help = built_in
        .map_or_else(|| "write the path alone".to_owned(), |word| format!("the built-in layer is `{}`", word.name));
    Err(input.error(format!(
        "`{last}` is a network, because it begins with a capital, and takes no arguments\n\nhelp: {help}"
    )))
}

fn residual(word: Ident, input: &mut Tokens, found: &mut Found) -> Result<ItemKind> {
    let mut shortcut = None;
    if let Some((mut content, _)) = input.group(Delimiter::Parenthesis) {
        const ONLY: &str = "`residual` takes nothing but `shortcut: { layers }`";
        let start = content.error(ONLY);
        let name = content.word().map_err(|_| start)?;
        if name != "shortcut" {
            return Err(Mistake::new(
                name.span(),
                format!("`residual` has no argument `{name}`\n\nhelp: it takes `shortcut: {{ layers }}`"),
            ));
        }
        content.expect(":")?;
        shortcut = Some(body(&mut content, found, "the shortcut's layers stand in braces: `shortcut: { layers }`")?);
        content.takes(",");
        if !content.is_empty() {
            return Err(content.error(ONLY));
        }
    }
    let body = body(input, found, "the layers of `residual` stand in braces: `residual { layers }`")?;
    Ok(ItemKind::Residual { word, shortcut, body })
}

fn concat(word: Ident, input: &mut Tokens, found: &mut Found) -> Result<ItemKind> {
    let Some((mut content, _)) = input.group(Delimiter::Brace) else {
        return Err(input.error("the branches of `concat` stand in braces: `concat { { layers } { layers } }`"));
    };
    let mut branches = Vec::new();
    while !content.is_empty() {
        const EACH: &str = "each branch of `concat` stands in its own braces: `concat { { layers } { layers } }`";
        branches.push(body(&mut content, found, EACH)?);
        content.takes(",");
    }
    Ok(ItemKind::Concat { word, branches })
}

fn repeat(word: Ident, input: &mut Tokens, found: &mut Found) -> Result<ItemKind> {
    let Some((mut content, _)) = input.group(Delimiter::Parenthesis) else {
        return Err(input.error("say how often: `repeat(3) { layers }`"));
    };
    let mut count = expression(&mut content);
    if count.is_ok() && !content.is_empty() {
        count = Err(content.error("`repeat` takes one number: `repeat(3) { layers }`"));
    }
    let body = body(input, found, "the layers of `repeat` stand in braces: `repeat(3) { layers }`")?;
    Ok(ItemKind::Repeat { word, count: count?, body })
}
