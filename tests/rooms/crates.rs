//! The modules of a crate, and what each names of the others.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, iter};
use syn::visit::{self, Visit};
use syn::{Attribute, File, Item, ItemMacro, ItemMod, ItemUse, Macro, UseTree};

/// A module, with those inside of it.
pub struct Module {
    name: Vec<String>,
    file: PathBuf,
    items: Vec<Item>,
    inner: BTreeMap<String, Module>,
    /// Names that the module imports, and the paths behind them.
    imports: BTreeMap<String, Vec<String>>,
    /// The modules whose every name it imports.
    globs: Vec<Vec<String>>,
}

/// One module names something in another.
pub struct Arrow {
    pub from: Vec<String>,
    pub to: Vec<String>,
    /// File and line of the name.
    pub place: String,
}

/// Whether an item is compiled for tests alone.
fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute.parse_args::<TokenStream>().is_ok_and(|tokens| {
                    let words = tokens.to_string();
                    words == "test" || words.starts_with("all (test") || words.starts_with("all(test")
                })
    })
}

/// The paths of a `use` declaration, each with the name that it gets.
fn leaves(tree: &UseTree, before: &[String], each: &mut impl FnMut(Vec<String>, String)) {
    let with = |name: String| before.iter().cloned().chain([name]).collect::<Vec<_>>();
    match tree {
        UseTree::Path(path) => leaves(&path.tree, &with(path.ident.to_string()), each),
        UseTree::Name(name) if name.ident == "self" => {
            each(before.to_vec(), before.last().cloned().unwrap_or_default())
        }
        UseTree::Name(name) => each(with(name.ident.to_string()), name.ident.to_string()),
        UseTree::Rename(rename) if rename.ident == "self" => each(before.to_vec(), rename.rename.to_string()),
        UseTree::Rename(rename) => each(with(rename.ident.to_string()), rename.rename.to_string()),
        UseTree::Glob(_) => each(before.to_vec(), "*".to_owned()),
        UseTree::Group(group) => group.items.iter().for_each(|tree| leaves(tree, before, each)),
    }
}

impl Module {
    /// The crate whose root is this file.
    pub fn read(root: &Path) -> Self {
        let folder = root.parent().expect("a file").to_path_buf();
        Self::new(Vec::new(), root.to_path_buf(), &folder, parse(root).items)
    }

    /// `folder` is where the files of the modules inside stand.
    fn new(name: Vec<String>, file: PathBuf, folder: &Path, items: Vec<Item>) -> Self {
        let mut module =
            Self { name, file, items: Vec::new(), inner: BTreeMap::new(), imports: BTreeMap::new(), globs: Vec::new() };
        for item in items {
            match item {
                Item::Mod(ItemMod { attrs, .. }) if is_test(&attrs) => {}
                Item::Mod(ItemMod { ident, content, .. }) => {
                    let ident = ident.to_string();
                    let name: Vec<String> = module.name.iter().cloned().chain([ident.clone()]).collect();
                    let inside = folder.join(&ident);
                    let inner = match content {
                        Some((_, items)) => Self::new(name, module.file.clone(), &inside, items),
                        None => {
                            let file = folder.join(format!("{ident}.rs"));
                            let items = parse(&file).items;
                            Self::new(name, file, &inside, items)
                        }
                    };
                    module.inner.insert(ident, inner);
                }
                Item::Use(ItemUse { attrs, .. }) if is_test(&attrs) => {}
                Item::Use(ref import) => {
                    leaves(&import.tree, &[], &mut |path, name| match name.as_str() {
                        "*" => module.globs.push(path),
                        _ => drop(module.imports.insert(name, path)),
                    });
                    module.items.push(item);
                }
                item => module.items.push(item),
            }
        }
        module
    }

    /// The modules inside of this one, and it.
    pub fn all(&self) -> Vec<&Self> {
        iter::once(self).chain(self.inner.values().flat_map(Self::all)).collect()
    }

    fn at(&self, name: &[String]) -> Option<&Self> {
        name.iter().try_fold(self, |module, name| module.inner.get(name))
    }

    /// The module in which what a path names is defined, if it is of this crate. `self` is the crate, `from` the module where
    /// the path stands.
    fn resolve(&self, from: &Self, path: &[String], depth: usize) -> Option<Vec<String>> {
        assert!(depth < 64, "{path:?} leads to itself");
        let mut here = from;
        let mut first = true;
        for (index, segment) in path.iter().enumerate() {
            let rest = &path[index + 1..];
            match segment.as_str() {
                "crate" => here = self,
                "self" => {}
                "super" => here = self.at(&here.name[..here.name.len().checked_sub(1)?])?,
                name => {
                    if let Some(inner) = here.inner.get(name) {
                        here = inner;
                    } else if let Some(import) = here.imports.get(name)
                        && import[0] != name
                    {
                        let longer: Vec<String> = import.iter().chain(rest).cloned().collect();
                        return self.resolve(here, &longer, depth + 1);
                    } else if !first || here.defines(name) {
                        let of_glob = here.globs.iter().filter(|_| !here.defines(name)).find_map(|glob| {
                            let module = self.at(&self.resolve(here, glob, depth + 1)?)?;
                            let path: Vec<String> = ["self"]
                                .iter()
                                .map(|&name| name.to_owned())
                                .chain(path[index..].iter().cloned())
                                .collect();
                            module.defines(name).then(|| self.resolve(module, &path, depth + 1))?
                        });
                        return Some(of_glob.unwrap_or_else(|| here.name.clone()));
                    } else {
                        // Another crate, a local name, or the prelude.
                        return None;
                    }
                }
            }
            first = false;
        }
        Some(here.name.clone())
    }

    /// Whether an item of this name stands in the module.
    fn defines(&self, name: &str) -> bool {
        self.inner.contains_key(name)
            || self.imports.contains_key(name)
            || self.items.iter().any(|item| named(item).is_some_and(|own| own == name))
    }

    /// What each module of the crate names in another.
    pub fn arrows(&self) -> Vec<Arrow> {
        let mut arrows = Vec::new();
        for module in self.all() {
            let mut names = Names::default();
            module.items.iter().for_each(|item| names.visit_item(item));
            for (path, line) in names.paths {
                if let Some(to) = self.resolve(module, &path, 0)
                    && to != module.name
                {
                    let place = format!("{}:{line}", module.file.display());
                    arrows.push(Arrow { from: module.name.clone(), to, place });
                }
            }
        }
        arrows
    }
}

fn parse(file: &Path) -> File {
    let text = fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

/// The name of an item.
pub fn named(item: &Item) -> Option<String> {
    let ident = match item {
        Item::Const(item) => &item.ident,
        Item::Enum(item) => &item.ident,
        Item::Fn(item) => &item.sig.ident,
        Item::Macro(item) => item.ident.as_ref()?,
        Item::Mod(item) => &item.ident,
        Item::Static(item) => &item.ident,
        Item::Struct(item) => &item.ident,
        Item::Trait(item) => &item.ident,
        Item::Type(item) => &item.ident,
        Item::Union(item) => &item.ident,
        _ => return None,
    };
    Some(ident.to_string())
}

/// Every path of an item, with its line.
#[derive(Default)]
struct Names {
    paths: Vec<(Vec<String>, usize)>,
}

impl<'ast> Visit<'ast> for Names {
    fn visit_item(&mut self, item: &'ast Item) {
        let attributes: &[Attribute] = match item {
            Item::Const(item) => &item.attrs,
            Item::Fn(item) => &item.attrs,
            Item::Impl(item) => &item.attrs,
            Item::Use(item) => &item.attrs,
            Item::Struct(item) => &item.attrs,
            Item::Macro(item) => &item.attrs,
            _ => &[],
        };
        if !is_test(attributes) {
            visit::visit_item(self, item);
        }
    }

    fn visit_item_use(&mut self, import: &'ast ItemUse) {
        let line = import.use_token.span.start().line;
        leaves(&import.tree, &[], &mut |path, _| self.paths.push((path, line)));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        if path.leading_colon.is_none() && path.segments.len() > 1 {
            let line = path.segments[0].ident.span().start().line;
            self.paths.push((path.segments.iter().map(|segment| segment.ident.to_string()).collect(), line));
        }
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, call: &'ast Macro) {
        self.tokens(call.tokens.clone());
    }

    fn visit_item_macro(&mut self, item: &'ast ItemMacro) {
        self.tokens(item.mac.tokens.clone());
    }
}

impl Names {
    /// The paths within a macro: names with `::` between them.
    fn tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let (mut line, mut colons) = (0, 0);
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    self.tokens(group.stream());
                    colons = 0;
                }
                TokenTree::Punct(colon)
                    if colon.as_char() == ':' && (colons > 0 || colon.spacing() == Spacing::Joint) =>
                {
                    colons += 1;
                    continue;
                }
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.end(&mut path, line);
                        line = ident.span().start().line;
                    }
                    if colons != 2 || !path.is_empty() {
                        path.push(ident.to_string());
                    }
                    colons = 0;
                    continue;
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => colons = 0,
            }
            self.end(&mut path, line);
        }
        self.end(&mut path, line);
    }

    fn end(&mut self, path: &mut Vec<String>, line: usize) {
        let path = std::mem::take(path);
        if path.len() > 1 {
            self.paths.push((path, line));
        }
    }
}
