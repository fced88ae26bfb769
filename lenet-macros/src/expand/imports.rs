//! Paths into the runtime and into `core` become imports, so that the generated code names things as a person would: `Tile`
//! and `f32`, not `lenet_runtime::Tile` and `::core::primitive::f32`, even where the user has a type of that name.

use lenet_syntax::sorted::Sorted;
use proc_macro2::{Delimiter, Group, Ident, Span, TokenStream, TokenTree};
use quote::{TokenStreamExt, quote};

/// The items of a block with their paths shortened, behind the imports that this needs. A name that means something else
/// anywhere in the block is not imported: the user may call a network `Tile`. The methods of `traits`, each given by its module
/// and its name, are in scope, and so are those of the `functions` that the items call, under their own names.
pub fn shortened(
    runtime: &TokenStream,
    traits: &[(&str, &str)],
    functions: &[(&str, &str)],
    items: TokenStream,
) -> TokenStream {
    let nodes = read(&runtime.to_string(), items);
    let mut imports = Imports::default();
    imports.take(&nodes);
    let items = imports.shorten(runtime, nodes);
    for (module, name) in functions {
        if imports.taken.contains(name) {
            imports.modules.entry(module).insert((*name).to_owned(), ());
        }
    }
    // Of a trait that no path names, only the methods.
    let unnamed: Vec<&(&str, &str)> =
        traits.iter().filter(|(module, name)| imports.modules.entry(module).insert((*name).to_owned(), ())).collect();
    let mut uses = Sorted::default();
    for (module, names) in imports.modules.entries() {
        let mut list = Sorted::default();
        for (name, ()) in names.entries() {
            let name_tokens = ident(name);
            let rename = unnamed.contains(&&(module.as_str(), name.as_str())).then(|| quote!(as _));
            list.insert(order(name), quote!(#name_tokens #rename));
        }
        let (last, list) = match (names.entries(), list.entries()) {
            ([(last, ())], [(_, list)]) => (last.as_str(), quote!(#list)),
            (_, list) => {
                let list = list.iter().map(|(_, name)| name);
                ("{", quote!({ #(#list),* }))
            }
        };
        let path = module.split("::").filter(|part| !part.is_empty()).map(ident);
        let root = (!module.starts_with("core::")).then_some(runtime);
        // `::core` stands before the runtime.
        let place = if root.is_some() { "runtime::" } else { "" };
        uses.insert(order(&format!("{place}{module}::{last}")), quote!(use #root #(::#path)*::#list;));
    }
    let uses = uses.entries().iter().map(|(_, import)| import);
    quote!(#(#uses)* #items)
}

/// Names sort as rustfmt sorts them: underscores first, numbers by their value.
fn order(name: &str) -> String {
    let mut order = String::new();
    let mut digits = String::new();
    // What ends the name ends a number too.
    for letter in format!("{name}\0").trim_start_matches("::").chars() {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        if !digits.is_empty() {
            order += &format!("{digits:0>8}");
            digits.clear();
        }
        order.push(if letter == '_' { ' ' } else { letter });
    }
    order
}

fn ident(name: impl AsRef<str>) -> Ident {
    Ident::new(name.as_ref(), Span::call_site())
}

/// Tokens, with paths into the runtime and into `core` in one piece.
enum Node {
    Token(TokenTree),
    Group(Delimiter, Span, Vec<Node>),
    /// A path into the runtime without its first segment, or into `core` with it.
    Path(Vec<Ident>),
}

fn read(runtime: &str, tokens: TokenStream) -> Vec<Node> {
    let mut nodes: Vec<Node> = Vec::new();
    for token in tokens {
        let node = match token {
            TokenTree::Ident(name) if name == runtime => Node::Path(Vec::new()),
            TokenTree::Ident(name) if name == "core" && begins_absolute(&nodes) => {
                nodes.truncate(nodes.len() - 2);
                Node::Path(vec![name])
            }
            TokenTree::Ident(name) => {
                // `:` and `:` and a name continue a path.
                if let [.., Node::Path(path), Node::Token(TokenTree::Punct(a)), Node::Token(TokenTree::Punct(b))] =
                    nodes.as_mut_slice()
                    && a.as_char() == ':'
                    && b.as_char() == ':'
                {
                    path.push(name);
                    nodes.truncate(nodes.len() - 2);
                    continue;
                }
                Node::Token(name.into())
            }
            TokenTree::Group(group) => Node::Group(group.delimiter(), group.span(), read(runtime, group.stream())),
            token => Node::Token(token),
        };
        nodes.push(node);
    }
    nodes
}

/// Whether a path begins with the `::` that was read last.
fn begins_absolute(nodes: &[Node]) -> bool {
    let [before @ .., Node::Token(TokenTree::Punct(a)), Node::Token(TokenTree::Punct(b))] = nodes else { return false };
    a.as_char() == ':'
        && b.as_char() == ':'
        && match before.last() {
            Some(Node::Token(TokenTree::Ident(name))) => ["dyn", "let", "static"].iter().any(|word| name == word),
            Some(Node::Path(_)) => false,
            _ => true,
        }
}

fn is_core(path: &[Ident]) -> bool {
    path.first().is_some_and(|first| first == "core")
}

#[derive(Default)]
struct Imports {
    /// Names that mean something else.
    taken: Sorted<()>,
    /// The names imported from each module.
    modules: Sorted<Sorted<()>>,
}

impl Imports {
    /// Finds every name that stands outside of a path into the runtime.
    fn take(&mut self, nodes: &[Node]) {
        for node in nodes {
            match node {
                Node::Token(TokenTree::Ident(name)) => drop(self.taken.insert(name.to_string(), ())),
                Node::Group(_, _, inner) => self.take(inner),
                Node::Token(_) | Node::Path(_) => {}
            }
        }
    }

    fn shorten(&mut self, runtime: &TokenStream, nodes: Vec<Node>) -> TokenStream {
        let mut short = TokenStream::new();
        for node in nodes {
            match node {
                Node::Token(token) => short.append(token),
                Node::Group(delimiter, span, inner) => {
                    let mut group = Group::new(delimiter, self.shorten(runtime, inner));
                    group.set_span(span);
                    short.append(group);
                }
                Node::Path(path) => {
                    let first = self.first(&path);
                    if first.is_none() && !is_core(&path) {
                        short.extend(runtime.clone());
                    }
                    for (index, name) in path.into_iter().enumerate() {
                        if first.is_none_or(|first| index > first) {
                            short.extend(quote!(::));
                        }
                        if first.is_none_or(|first| index >= first) {
                            short.append(name);
                        }
                    }
                }
            }
        }
        short
    }

    /// Where a path may begin once that name is imported: a type, the module of a function, or a module around it.
    fn first(&mut self, path: &[Ident]) -> Option<usize> {
        if is_core(path) {
            // A primitive type may be followed by a constant or a function of it. The function of a trait cannot be imported, so
            // the trait is: `From::from`.
            let is_function = path.last()?.to_string().starts_with(char::is_lowercase);
            let item = match path.get(1)? == "primitive" {
                true => 2,
                false => path.len() - if is_function { 2 } else { 1 },
            };
            return self.import(&path[..item], path.get(item)?).then_some(item);
        }
        let item = path.iter().position(|name| name.to_string().starts_with(char::is_uppercase));
        let item = item.unwrap_or_else(|| path.len().saturating_sub(2));
        (0..=item.min(path.len().checked_sub(1)?)).rev().find(|&index| self.import(&path[..index], &path[index]))
    }

    /// Imports a name from a module, if it means nothing else.
    fn import(&mut self, module: &[Ident], name: &Ident) -> bool {
        let module: Vec<String> = module.iter().map(Ident::to_string).collect();
        let (module, name) = (module.join("::"), name.to_string());
        if self.modules.get(&module).is_some_and(|names| names.contains(&name)) {
            return true;
        }
        let is_free = |(_, names): &(String, Sorted<()>)| !names.contains(&name);
        !self.taken.contains(&name)
            && self.modules.entries().iter().all(is_free)
            && self.modules.entry(&module).insert(name, ())
    }
}
