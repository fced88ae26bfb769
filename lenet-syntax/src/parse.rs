//! Tokens → `ast`. After a mistake, reading goes on behind the next comma, so that one mistake hides no other.

mod argument;
mod clause;
mod composition;

use crate::ast::is_keyword;
use crate::ast::{Block, Branch, Call, Clauses, Declaration, Item, ItemKind, Shape};
use crate::foreign::Given;
use crate::report::source;
use crate::report::{Mistakes, Reported};
use crate::{foreign, words};
use argument::arguments;
use composition::{concat, repeat, residual};
use proc_macro2::{Delimiter, Ident, Span, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::spanned::Spanned;
use syn::token::{Brace, Bracket, Paren};
use syn::{Attribute, Error, Expr, Path, Result, Token, Visibility, braced, bracketed, parenthesized};

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
    let attributes = input.call(Attribute::parse_outer)?;
    let visibility = input.parse::<Visibility>()?;
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
        declaration.items.push(Item { docs: Vec::new(), name: None, kind: ItemKind::Unreadable(reported) });
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
                items.push(Item { docs: Vec::new(), name: None, kind: ItemKind::Unreadable(reported) });
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

const A_LAYER: &str = "expected a layer, such as `conv2d(6, kernel: 5)` or `relu`";

/// An entry with its name. What follows a name that could be read may still be unreadable: the name is taken all the same.
fn item(input: ParseStream, found: &mut Found) -> Result<Item> {
    if input.peek(Token![#]) && !input.peek2(Bracket) {
        return Err(input.error("`#` is no layer\n\nhelp: a comment begins with `//`"));
    }
    let docs = input.call(Attribute::parse_outer)?;
    if let Some(attribute) = docs.iter().find(|attribute| !attribute.path().is_ident("doc")) {
        return Err(Error::new(
            attribute.bracket_token.span.join(),
            "a layer takes no attributes: a network has the same layers in every build\n\n\
             help: declare two networks, and choose between them by `cfg`",
        ));
    }
    let Some((name, colon)) = name(input, found)? else {
        return Ok(Item { docs, name: None, kind: kind(input, found)? });
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
    Ok(Item { docs, name: Some(name), kind })
}

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
fn name(input: ParseStream, found: &mut Found) -> Result<Option<(Ident, Option<Span>)>> {
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

fn kind(input: ParseStream, found: &mut Found) -> Result<ItemKind> {
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
    let path = input.call(Path::parse_mod_style)?;
    // `Conv2dConfig::new`
    let mut segments = path.segments.iter().rev().map(|segment| segment.ident.to_string());
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
        Some(message) if path.segments.first().is_some_and(|first| is_foreign(&first.ident)) => {
            Error::new(path.span(), message)
        }
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
