//! Names that users may give, against those of generated code: whatever a layer, a parameter or a network is called, no two items of
//! a scope have one name, nor two variables of a function.

use super::mutate::Random;
use super::{expansion, runtime};
use proc_macro2::TokenStream;
use quote::ToTokens;
use std::collections::BTreeMap;
use std::fs;
use std::sync::LazyLock;
use syn_of_prettyplease::{Block, Expr, Fields, File, ImplItem, Item, Pat, Stmt, UseTree, parse2};

/// Names that look like those of generated code, and whatever else Rust takes for a name.
const NAMES: &[&str] = &[
    "conv1",
    "conv_1",
    "conv1_2",
    "conv1_out",
    "conv1_out_out",
    "conv1_grad",
    "conv1_weights",
    "conv1_workspace",
    "conv1_map",
    "CONV1",
    "CONV1_MAP",
    "CONV1_PREPARED",
    "Conv1Geometry",
    "conv1_geometry",
    "conv2d_2",
    "relu_2",
    "x",
    "X",
    "x_",
    "x_map",
    "x_out",
    "X_MAP",
    "dx",
    "d_conv1",
    "in_conv1",
    "tape",
    "pass",
    "part",
    "workspace",
    "scratch",
    "SCRATCH",
    "output",
    "plain_x",
    "plain_scratch",
    "gradient",
    "gradient_0",
    "buffer_0",
    "packed",
    "name",
    "visit",
    "init",
    "random",
    "gen",
    "__",
    "___",
    "_1",
    "_x",
    "__x",
    "L",
    "__L",
    "T",
    "a",
    "self_",
    "f32",
    "usize",
    "r#match",
    "r#type",
    "r#fn",
    "r#in",
    "layer",
    "layer_1",
    "layer__1",
    "no_parameters",
    "é",
    "北",
    "ß",
    "ŉ",
    "floats",
    "forward",
    "network",
    "Net",
    "net",
    "tile",
    "Tile",
    "Some",
    "lenet_runtime",
    "core",
    "stem",
    "stage",
    "stage1",
    "union",
    "dyn_",
    "macro_rules",
    "r#gen",
    "FLOATS",
    "NAME",
    "LAYERS",
    "Self_",
    "join",
];

/// Networks used as layers.
const NETWORKS: &[&str] = &[
    "Conv1Geometry",
    "self::XGeometry",
    "conv1::Net",
    "Tile",
    "Tensor",
    "Axis",
    "Conv",
    "Linear",
    "self::NetTape",
    "self::NetTrainingWorkspace",
    "x::X",
    "SCRATCH",
    "super::Backbone",
    "L",
    "Layer",
];

fn declaration(random: &mut Random) -> String {
    let mut names: Vec<&str> = NAMES.to_vec();
    let mut name = |random: &mut Random| names.swap_remove(random.below(names.len()));
    let parameter = name(random);
    let called = name(random);
    let mut body = format!("block {called}({parameter}) {{ conv2d({parameter}, kernel: 1), relu }}\n");
    for _ in 0..2 + random.below(6) {
        let (own, inner, other) = (name(random), name(random), name(random));
        body += &match random.below(10) {
            0 => format!("{own}: conv2d(2, kernel: 1, bias: false), {inner}: batch_norm2d,"),
            1 => format!("{own}: residual {{ {inner}: conv2d(2, kernel: 1), {other}: relu }}"),
            2 => format!("{own}: repeat(2) {{ {inner}: conv2d(2, kernel: 1), {other}: sigmoid }}"),
            3 => format!("{own}: concat {{ {{ {inner}: conv2d(1, kernel: 1) }} {{ {other}: max_pool2d(1) }} }}"),
            4 => format!("{own}: {called}(3), conv2d(2, kernel: 1),"),
            5 => format!("{own}: conv2d({inner}, kernel: 1), {other}: relu,"),
            6 => format!("{own}: {}, {inner}: conv2d(2, kernel: 1),", NETWORKS[random.below(NETWORKS.len())]),
            7 => format!("conv2d({inner}, kernel: {other}), {own}: relu,"),
            8 => format!("{own}: layer_norm, {inner}: dropout(0.5), {other}: softmax,"),
            _ => format!("{own}: relu, {inner}: avg_pool2d(1), {other}: conv2d(2, kernel: 1),"),
        };
        body += "\n";
    }
    let network = ["Net", "Conv1Geometry", "x", "XGeometry", "Tile", "L"][random.below(6)];
    format!("struct {network}: [2, 4, 4] {{ {body} }}")
}

#[test]
fn no_two_things_of_one_scope_have_one_name() {
    let mut accepted = 0;
    for number in 0..250 {
        let text = declaration(&mut Random(number));
        let tokens: TokenStream = text.parse().unwrap();
        let expansion = expansion([runtime(), tokens].into_iter().collect(), true);
        if expansion.to_string().contains("compile_error") {
            continue;
        }
        accepted += 1;
        let file: File = parse2(expansion).unwrap_or_else(|error| panic!("{error}: {text}"));
        let mut scopes = Scopes { text: &text, associated: BTreeMap::new() };
        scopes.items(&file.items);
    }
    assert!(accepted > 80, "{accepted}");
}

struct Scopes<'a> {
    text: &'a str,
    /// Each constant of a type, with how often it is there.
    associated: BTreeMap<String, usize>,
}

impl Scopes<'_> {
    fn once<'n>(&self, what: &str, names: impl IntoIterator<Item = &'n String>) {
        let mut seen = BTreeMap::new();
        for name in names {
            assert!(seen.insert(name.clone(), ()).is_none(), "{what} `{name}` twice: {}", self.text);
        }
    }

    fn items(&mut self, items: &[Item]) {
        let (mut types, mut values) = (Vec::new(), Vec::new());
        for item in items {
            match item {
                Item::Struct(item) => {
                    types.push(item.ident.to_string());
                    if let Fields::Named(fields) = &item.fields {
                        let names: Vec<String> =
                            fields.named.iter().map(|field| field.ident.as_ref().unwrap().to_string()).collect();
                        self.once("field", &names);
                    }
                    if matches!(item.fields, Fields::Unnamed(_)) {
                        values.push(item.ident.to_string());
                    }
                }
                Item::Type(item) => types.push(item.ident.to_string()),
                Item::Use(item) => imports(&item.tree, &mut types),
                Item::Const(item) => {
                    if item.ident != "_" {
                        values.push(item.ident.to_string());
                    }
                    if let Expr::Block(block) = &*item.expr {
                        self.block(&block.block);
                    }
                }
                Item::Impl(item) => {
                    for inner in &item.items {
                        match inner {
                            ImplItem::Const(constant) if item.trait_.is_none() => {
                                let name = constant.ident.to_string();
                                assert!(name.starts_with("__"), "`{name}` may be the user's: {}", self.text);
                                *self.associated.entry(name).or_default() += 1;
                            }
                            ImplItem::Fn(function) => self.block(&function.block),
                            _ => {}
                        }
                    }
                    assert!(self.associated.values().all(|&count| count == 1), "{:?} {}", self.associated, self.text);
                }
                _ => {}
            }
        }
        self.once("type", &types);
        self.once("value", &values);
    }

    fn block(&mut self, block: &Block) {
        let items: Vec<Item> = block
            .stmts
            .iter()
            .filter_map(|statement| if let Stmt::Item(item) = statement { Some(item.clone()) } else { None })
            .collect();
        self.items(&items);
        let mut variables = Vec::new();
        for statement in &block.stmts {
            let Stmt::Local(local) = statement else { continue };
            let name = match &local.pat {
                Pat::Ident(name) => name.ident.to_string(),
                Pat::Struct(parts) => {
                    let names = parts.fields.iter().map(|part| part.member.to_token_stream().to_string());
                    // A slice of it has its name.
                    variables.extend(names.filter(|name| name != "scratch"));
                    continue;
                }
                _ => continue,
            };
            // What stands at a place is seen anew by each layer.
            let init = local.init.as_ref().map(|init| init.expr.to_token_stream().to_string()).unwrap_or_default();
            let is_view = ["values . one", "PACKED_PLACES . one"].iter().any(|view| init.starts_with(view));
            // Of these each is read before the next.
            if !is_view && !["part", "x", "y", "place", "input"].contains(&name.as_str()) {
                variables.push(name);
            }
        }
        self.once("variable", &variables);
        for variable in &variables {
            let own =
                ["_out", "_grad", "_tape", "_workspace", "_statistics"].iter().any(|ending| variable.ends_with(ending));
            let hidden = ["buffer_", "gradient_", "kept_"].iter().any(|start| variable.starts_with(start))
                || is_binding(variable);
            assert!(own || hidden, "the variable `{variable}` may be a constant of the user's: {}", self.text);
        }
    }
}

fn imports(tree: &UseTree, names: &mut Vec<String>) {
    match tree {
        UseTree::Path(path) => imports(&path.tree, names),
        UseTree::Name(name) => names.push(name.ident.to_string()),
        UseTree::Rename(rename) if rename.rename == "_" => {}
        UseTree::Rename(rename) => names.push(rename.rename.to_string()),
        UseTree::Glob(_) => panic!("a glob import"),
        UseTree::Group(group) => group.items.iter().for_each(|tree| imports(tree, names)),
    }
}

/// Whether the runtime hides a user's constant of this name from an expansion.
fn is_binding(name: &str) -> bool {
    static TEXT: LazyLock<String> = LazyLock::new(|| {
        let file = concat!(env!("CARGO_MANIFEST_DIR"), "/../lenet-runtime/src/__private.rs");
        fs::read_to_string(file).expect("the runtime stands beside")
    });
    let names = TEXT.split("functions! {").nth(1).and_then(|text| text.split('}').next());
    names.expect("the names of the bindings").split_whitespace().any(|binding| binding == name)
}
