//! The expansions that are kept as files, and what expanding costs.

mod compiled;
mod defaults;
mod mutate;
mod mutated;
mod names;
mod padding;
mod printed;
mod proved;
mod segments;

use super::expansion;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::quote;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Instant;
use syn_of_prettyplease::{Expr, ExprLit, Item, Lit, MetaNameValue, parse_file};

/// The networks of `tests/expand.rs`: their declarations, and where their expansions are kept.
fn kept() -> Vec<(TokenStream, PathBuf)> {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests");
    let file = parse_file(&std::fs::read_to_string(tests.join("expand.rs")).unwrap()).unwrap();
    let mut kept = Vec::new();
    for module in file.items {
        let Item::Mod(module) = module else { continue };
        for item in module.content.into_iter().flat_map(|(_, items)| items) {
            if let Item::Macro(network) = item {
                kept.push((network.mac.tokens, tests.join(format!("expand/{}.rs", module.ident))));
            }
        }
    }
    kept
}

/// How a crate that depends on the runtime calls it.
fn runtime() -> TokenStream {
    "lenet_runtime".parse().unwrap()
}

/// What a network expands to.
fn pretty(declaration: &TokenStream) -> String {
    let expansion = line_by_line(expansion([runtime(), declaration.clone()].into_iter().collect(), false));
    prettyplease::unparse(&syn_of_prettyplease::parse2(expansion).unwrap())
}

/// With an attribute for each line of documentation, so that it is printed behind slashes.
fn line_by_line(tokens: TokenStream) -> TokenStream {
    let mut lines = TokenStream::new();
    for token in tokens {
        if let TokenTree::Group(group) = &token
            && group.delimiter() == Delimiter::Bracket
            && let Ok(attribute) = syn_of_prettyplease::parse2::<MetaNameValue>(group.stream())
            && let Expr::Lit(ExprLit { lit: Lit::Str(text), .. }) = attribute.value
        {
            let name = attribute.path;
            let mut attributes = Vec::new();
            for line in text.value().split('\n') {
                attributes.push(quote!([#name = #line]));
            }
            lines.extend(quote!(#(#attributes)#*));
        } else if let TokenTree::Group(group) = token {
            lines.extend([TokenTree::Group(Group::new(group.delimiter(), line_by_line(group.stream())))]);
        } else {
            lines.extend([token]);
        }
    }
    lines
}

#[test]
fn kept_expansions_are_what_the_macro_writes() {
    for (declaration, path) in kept() {
        let expansion = pretty(&declaration);
        if std::env::var_os("KEEP").is_some() {
            std::fs::write(&path, spaced(&expansion)).unwrap();
            assert!(Command::new("rustfmt").args(["--edition", "2024"]).arg(&path).status().unwrap().success());
            continue;
        }
        // Comments and the layout of the file are free.
        let file = prettyplease::unparse(&parse_file(&std::fs::read_to_string(&path).unwrap()).unwrap());
        let differs = expansion.lines().zip(file.lines()).find(|(is, was)| is != was);
        assert!(
            differs.is_none() && expansion.len() == file.len(),
            "{} differs; write it anew by `KEEP=1 cargo test -p lenet-macros kept`, and read what has changed: {differs:#?}",
            path.display()
        );
    }
}

/// With an empty line between items, as a person would leave one: aliases and checks stand together, each kind apart.
fn spaced(code: &str) -> String {
    const ITEMS: [&str; 7] = ["impl", "unsafe impl", "fn ", "const LAYERS", "///", "#[", "__methods"];
    let mut spaced = String::new();
    let (mut before, mut kind) = ("{", "");
    for line in code.lines() {
        let (item, last) = (line.trim_start(), before.trim_start());
        let mut starts = ITEMS.iter().any(|start| item.starts_with(start)) || line.starts_with("const");
        if line.len() == item.len() + 4 && item.starts_with(char::is_alphabetic) {
            let word = item.split(' ').next().unwrap_or_default();
            starts |= ["type", "const"].contains(&word) && word != kind && kind != "unsafe";
            kind = word;
        }
        let continues = ["#", "/", "pub "].iter().any(|start| last.starts_with(start)) || last.ends_with('{');
        if starts && !continues {
            spaced.push('\n');
        }
        spaced += line;
        spaced.push('\n');
        before = line;
    }
    spaced
}

#[test]
fn what_is_said_of_a_layer_documents_its_field() {
    let layers = "/// The first.\nfirst: conv2d(2, kernel: 1), /// Not a field.\nrelu,\n/// A group.\ngroup: residual { /// Inside.\n conv2d(2, kernel: 1) }";
    let declaration: TokenStream = format!("pub struct Net: [1, 4, 4] {{ {layers} }}").parse().unwrap();
    let text = pretty(&declaration);
    for (docs, field) in [("The first.", "first"), ("A group.", "group"), ("Inside.", "conv2d_1")] {
        let documented = text.split(&format!("/// {docs}")).nth(1).unwrap_or_else(|| panic!("{docs}: {text}"));
        let field = format!("pub {field}:");
        assert!(documented.lines().take(4).any(|line| line.trim().starts_with(&field)), "{docs}: {documented}");
    }
    assert!(!text.contains("Not a field.") && !text.contains("compile_error"), "{text}");
}

#[test]
fn one_mistake_of_many_rounds_is_told_once_and_two_at_one_place_twice() {
    let count = |body: &str| {
        let declaration: TokenStream = format!("struct Net: [4, 8, 8] {{ {body} }}").parse().unwrap();
        expansion([runtime(), declaration].into_iter().collect(), false).to_string().matches("compile_error").count()
    };
    for (body, mistakes) in [
        ("block b(c) { conv2d(c, kernel: 30) } first: b(3), second: b(5),", 1),
        ("block b(c) { conv2d(4, kernel: 1, groups: 3), relu } b(4), residual { b(4) }", 1),
        ("stage: repeat(3) { conv2d(4, kernel: 1, groups: 3), relu }", 1),
        // No call: the layers are read all the same.
        ("block b(c) { conf2d(c, kernel: 3), dropout(2.0), conv2d(c - 1, kernel: 0) } relu", 3),
        ("block b(c) { conv2d(c - 1, kernel: c / 2), linear(c * c) } relu", 0),
        ("block b(c) { b(c) } relu", 1),
        // A header that cannot be read takes its calls with it.
        ("block b(c: usize) { conv2d(c, kernel: 1) } b(3), b(4)", 1),
        ("block b { relu } b", 1),
        ("def b(c) { relu } b(3)", 1),
        ("fn b(c) { relu } b(3)", 1),
        ("block b(same) { relu } b(3)", 1),
        ("block b(c = 3) { relu } b()", 1),
    ] {
        assert_eq!(count(body), mistakes, "{body}");
    }
}

#[test]
#[ignore = "a measurement: cargo test -p lenet-macros --release -- --ignored --nocapture"]
fn what_expanding_a_hundred_layers_costs() {
    let layers = "conv2d(16, kernel: 3, padding: same), batch_norm2d, relu, ".repeat(34);
    let declaration: TokenStream = format!("pub struct Deep: [16, 32, 32] {{ {layers} }}").parse().unwrap();
    let start = Instant::now();
    for _ in 0..100 {
        assert!(!expansion([runtime(), declaration.clone()].into_iter().collect(), false).is_empty());
    }
    println!("a network of 102 layers: {:.2} ms", start.elapsed().as_secs_f64() * 10.0);
}

#[test]
fn as_many_layers_as_there_may_be_are_expanded_in_seconds() {
    let bodies = ["relu", "conv2d(8, kernel: 3, padding: same)", "residual { dropout(0.5) } batch_norm2d"];
    for body in bodies {
        for (count, fits) in [(6, true), (1000, false)] {
            let body = format!("repeat({count}) {{ repeat(2) {{ repeat(50) {{ {body} }} }} }}");
            let declaration: TokenStream = format!("pub struct Deep: [8, 8, 8] {{ {body} }}").parse().unwrap();
            let start = Instant::now();
            let text = expansion([runtime(), declaration].into_iter().collect(), false).to_string();
            let (seconds, refused) = (start.elapsed().as_secs_f64(), text.contains("more than 2000 layers"));
            // A second on an idle machine.
            assert!(seconds < 10.0 && refused != fits, "{body}: {seconds} s, refused: {refused}");
        }
    }
}
