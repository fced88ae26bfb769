//! `ast` → `plan`, or every mistake at once.
//!
//! A mistake takes the shape from what follows it: layers below are still read, but not judged by a size that nobody knows.

mod argument;
mod layer;
mod size;

use crate::ast::{Block, Branch, Call, Declaration, Item, ItemKind};
use crate::plan::{
    Claim, Constant, Field, FieldKind, Group, Input, Member, Op, Outline, Parameters, Plan, Proof, Shape, Size, Step,
    Value, ValueId,
};
use crate::report::{Mistakes, enumerate, nearest};
use crate::words;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, quote};
use size::Dimension;
use std::collections::HashMap;
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, Path};

/// Checks a declaration. A mistake leaves an outline of the type.
pub fn network(declaration: Declaration, mistakes: &mut Mistakes) -> Result<Plan, Box<Outline>> {
    let mut checker = Checker {
        declaration: &declaration,
        mistakes,
        constants: Vec::new(),
        constant_texts: Vec::new(),
        proofs: Vec::new(),
        values: Vec::new(),
        steps: Vec::new(),
        trail: Vec::new(),
        calls: Vec::new(),
        identifiers: Vec::new(),
    };
    checker.attributes(&declaration.attributes);
    checker.blocks();
    let input = checker.shape(&declaration.input, "the input");
    checker.values.push(Value { name: "x".to_owned(), shape: input.clone() });
    checker.trail.push(Trail { name: "input".to_owned(), shape: input.words(), rule: None });
    if declaration.items.is_empty() && checker.mistakes.is_empty() {
        checker.mistake(
            declaration.body,
            format!("`{}` has no layers\n\nhelp: a network needs at least one, such as `relu`", declaration.name),
        );
    }
    let mut scope = Scope::default();
    let end = checker.items(&declaration.items, &mut scope, Flow { value: 0, row: 0, shape: input.clone() });
    if checker.steps.iter().all(|step| matches!(step.op, Op::View)) && checker.mistakes.is_empty() {
        checker.mistake(
            declaration.body,
            format!(
                "`{}` computes nothing: its output is its input\n\nhelp: add a layer, such as `relu`",
                declaration.name
            ),
        );
    }
    let declared = declaration.output.as_ref().map(|shape| checker.shape(shape, "the output"));
    if let (Some(declared), Some(written)) = (&declared, &declaration.output) {
        checker.declared_output(&end.shape, declared, written.span);
    }
    let output = if let Shape::Unknown = end.shape { declared.unwrap_or(Shape::Unknown) } else { end.shape };
    let Checker { constants, proofs, values, steps, .. } = checker;
    let parameters = Group { fields: scope.fields };
    let Declaration { runtime, attributes, visibility, name, .. } = declaration;
    if !mistakes.is_empty() {
        return Err(Box::new(Outline { runtime, visibility, name, input, output, parameters }));
    }
    let result = end.value;
    Ok(Plan {
        runtime,
        attributes,
        visibility,
        name,
        input,
        output,
        constants,
        proofs,
        parameters,
        values,
        steps,
        result,
    })
}

pub struct Checker<'a> {
    declaration: &'a Declaration,
    mistakes: &'a mut Mistakes,
    constants: Vec<Constant>,
    constant_texts: Vec<String>,
    proofs: Vec<Proof>,
    values: Vec<Value>,
    steps: Vec<Step>,
    /// How the current shape came about, for messages.
    trail: Vec<Trail>,
    /// The blocks that are being expanded, the outermost first.
    calls: Vec<BlockCall>,
    identifiers: Vec<String>,
}

/// One line of the story of a shape.
#[derive(Clone)]
struct Trail {
    name: String,
    shape: String,
    rule: Option<String>,
}

struct BlockCall {
    block: Ident,
    /// The call as messages show it.
    text: String,
    parameters: Vec<(Ident, Dimension)>,
}

/// A place for names: the network, or a named group of layers.
#[derive(Default)]
struct Scope {
    path: Vec<String>,
    place: Vec<Member>,
    fields: Vec<Field>,
    /// Each name with what it is the name of.
    names: HashMap<String, &'static str>,
    counters: HashMap<&'static str, usize>,
}

/// What flows from one layer to the next.
#[derive(Clone)]
struct Flow {
    value: ValueId,
    row: usize,
    shape: Shape,
}

/// A layer that is about to become a step.
struct Made {
    op: Op,
    shape: Shape,
    rule: Option<String>,
    parameters: Option<Parameters>,
}

impl Checker<'_> {
    /// Adds a mistake; inside a block, the message says which call it is about.
    fn mistake(&mut self, span: Span, message: impl Into<String>) {
        let mut message = message.into();
        if let Some(call) = self.calls.last() {
            message += &format!("\n\nin block `{}`, called as `{}`", call.block, call.text);
        }
        self.mistakes.add(span, message);
    }

    fn attributes(&mut self, attributes: &[Attribute]) {
        for attribute in attributes {
            let path = attribute.path();
            let known = ["doc", "derive", "allow", "expect", "warn", "deny", "forbid", "must_use"];
            if !known.iter().any(|name| path.is_ident(name)) {
                let text = path.to_token_stream().to_string();
                let help = if path.is_ident("cfg") || path.is_ident("cfg_attr") {
                    "put the whole `network!` into a module with that attribute"
                } else {
                    "documentation, derives and lint levels are allowed here"
                };
                self.mistake(attribute.span(), format!("a network takes no attribute `{text}`\n\nhelp: {help}"));
            }
        }
    }

    fn blocks(&mut self) {
        let blocks = &self.declaration.blocks;
        for (index, block) in blocks.iter().enumerate() {
            let name = block.name.to_string();
            if words::find(&name).is_some() || words::COMPOSITIONS.contains(&name.as_str()) {
                self.mistake(block.name.span(), format!("`{name}` is a built-in layer and cannot be a block"));
            } else if blocks[..index].iter().any(|other| other.name == block.name) {
                self.mistake(block.name.span(), format!("block `{name}` is declared twice"));
            }
            for (place, parameter) in block.parameters.iter().enumerate() {
                if block.parameters[..place].contains(parameter) {
                    self.mistake(parameter.span(), format!("block `{name}` has two parameters named `{parameter}`"));
                }
            }
        }
    }

    /// The shape of the header.
    fn shape(&mut self, shape: &crate::ast::Shape, what: &str) -> Shape {
        let names: &[&str] = match shape.dimensions.len() {
            1 => &["length"],
            3 => &["channels", "height", "width"],
            count => {
                self.mistake(
                    shape.span,
                    format!(
                        "{what} has {count} dimensions\n\n\
                         help: an image is `[channels, height, width]`, a vector is `[length]`"
                    ),
                );
                return Shape::Unknown;
            }
        };
        let mut sizes = Vec::new();
        for (dimension, name) in shape.dimensions.iter().zip(names) {
            let what = format!("the {name} of {}", what.trim_start_matches("the "));
            let what = if let Some(rest) = what.strip_suffix("input") {
                format!("{rest}the input")
            } else {
                what.replace("of output", "of the output")
            };
            if let Some(dimension) = self.dimension(dimension, &what, 1) {
                self.positive(&dimension.size, dimension.span, what.clone(), "it");
                sizes.push(dimension.size);
            }
        }
        match <[Size; 3]>::try_from(sizes) {
            Ok(sizes) => Shape::Image(sizes),
            Err(mut sizes) if sizes.len() == 1 && names.len() == 1 => Shape::Vector(sizes.remove(0)),
            Err(_) => Shape::Unknown,
        }
    }

    fn declared_output(&mut self, found: &Shape, declared: &Shape, span: Span) {
        match (found.known(), declared.known()) {
            (Some(found_sizes), Some(sizes)) if found_sizes != sizes => {
                let last = self.trail.last().map(|last| last.name.clone()).unwrap_or_default();
                let flat = sizes.len() == 1 && found_sizes.iter().product::<usize>() == sizes[0];
                let help = if flat {
                    "help: add `flatten` as the last layer".to_owned()
                } else {
                    let sizes: Vec<String> = found_sizes.iter().map(usize::to_string).collect();
                    format!("help: declare `-> [{}]`, or change `{last}`", sizes.join(", "))
                };
                let message = format!(
                    "the output is declared as {}, but `{last}` gives {}\n\n{}\n\n{help}",
                    declared.words(),
                    found.words(),
                    self.trail_text(None)
                );
                self.mistake(span, message);
            }
            (Some(_), Some(_)) => {}
            _ => self.same_shape(found, declared, span, "the output", "the declared output"),
        }
    }

    /// Asks rustc to prove that two shapes are the same, where the macro cannot know. Kinds that differ are a mistake.
    fn same_shape(&mut self, found: &Shape, expected: &Shape, span: Span, layer: &str, what: &'static str) {
        if matches!(found, Shape::Unknown) || matches!(expected, Shape::Unknown) {
            return;
        }
        let claim = Claim::Same { what, found: found.clone(), expected: expected.clone() };
        self.prove(layer, span, claim);
    }

    fn prove(&mut self, layer: &str, span: Span, claim: Claim) {
        self.proofs.push(Proof { layer: layer.to_owned(), span, claim });
    }

    fn positive(&mut self, size: &Size, span: Span, layer: String, what: &'static str) {
        if size.known().is_none() {
            self.prove(&layer, span, Claim::Positive { what, count: size.clone() });
        }
    }

    /// The lines that tell how the current shape came about, the newest last, and one more about the layer that fails.
    fn trail_text(&self, failing: Option<(&str, &str)>) -> String {
        const SHOWN: usize = 7;
        let hidden = self.trail.len().saturating_sub(SHOWN);
        let mut lines: Vec<(String, String, String)> = self
            .trail
            .iter()
            .enumerate()
            .filter(|(index, _)| *index == 0 || *index > hidden)
            .map(|(_, line)| (line.name.clone(), line.shape.clone(), line.rule.clone().unwrap_or_default()))
            .collect();
        if hidden > 0 {
            lines.insert(1, ("…".to_owned(), String::new(), String::new()));
        }
        let count = |text: &str| text.chars().count();
        let names = lines.iter().map(|line| count(&line.0)).chain(failing.map(|(name, _)| count(name))).max();
        let (names, shapes) = (names.unwrap_or(0), lines.iter().map(|line| count(&line.1)).max().unwrap_or(0));
        let mut text: Vec<String> = lines
            .iter()
            .map(|(name, shape, rule)| {
                let pad_name = " ".repeat(names - count(name));
                let pad_shape = " ".repeat(shapes - count(shape));
                format!("  {name}{pad_name}   {shape}{pad_shape}   {rule}").trim_end().to_owned()
            })
            .collect();
        if let Some((name, needs)) = failing {
            text.push(format!("  {name}{}   {needs}", " ".repeat(names - count(name))));
        }
        text.join("\n")
    }

    fn items(&mut self, items: &[Item], scope: &mut Scope, mut flow: Flow) -> Flow {
        for item in items {
            flow = self.item(item, scope, flow);
        }
        flow
    }

    fn item(&mut self, item: &Item, scope: &mut Scope, flow: Flow) -> Flow {
        match &item.kind {
            ItemKind::Network(path) => self.nested_network(item.name.as_ref(), path, scope, &flow),
            ItemKind::Residual { word, shortcut, body } => {
                let name = self.name(item.name.as_ref(), "residual", word.span(), scope);
                self.grouped(item.name.as_ref(), &name, scope, |checker, scope, path| {
                    checker.residual(word, path, shortcut.as_deref(), body, scope, &flow)
                })
            }
            ItemKind::Concat { word, branches } => {
                let name = self.name(item.name.as_ref(), "concat", word.span(), scope);
                self.grouped(item.name.as_ref(), &name, scope, |checker, scope, path| {
                    checker.concat(word, path, branches, scope, &flow)
                })
            }
            ItemKind::Repeat { word, count, body } => self.repeat(item.name.as_ref(), word, count, body, scope, flow),
            ItemKind::Call(call) => match words::find(&call.word.to_string()) {
                Some(word) => self.built_in(item.name.as_ref(), call, word, scope, &flow),
                None => self.block_call(item.name.as_ref(), call, scope, flow),
            },
        }
    }

    /// The name of an entry in its scope: its own, or one made of its word and a number.
    fn name(&mut self, name: Option<&Ident>, word: &'static str, span: Span, scope: &mut Scope) -> String {
        let text = match name {
            Some(name) => name.unraw().to_string(),
            None => {
                let counter = scope.counters.entry(word).or_default();
                *counter += 1;
                format!("{word}_{counter}")
            }
        };
        if let Some(other) = scope.names.insert(text.clone(), word) {
            let message = match name {
                Some(_) if scope.counters.contains_key(other) && text.starts_with(&format!("{other}_")) => format!(
                    "`{text}` is the name that an earlier `{other}` without a name has got\n\nhelp: name that layer, or take another name here"
                ),
                Some(_) => {
                    let help = if self.calls.is_empty() {
                        "every layer of a scope has a name of its own"
                    } else {
                        "a name on the block's call gives its layers a scope of their own: `first: …`"
                    };
                    format!("the name `{text}` is used twice\n\nhelp: {help}")
                }
                None => format!(
                    "this `{word}` has no name and would be called `{text}`, but that name is taken\n\nhelp: give it a name"
                ),
            };
            self.mistake(name.map_or(span, Ident::span), message);
        }
        text
    }

    /// A group of layers: with a name it is a scope of its own, without one it joins the scope around it.
    fn grouped(
        &mut self,
        name: Option<&Ident>,
        text: &str,
        scope: &mut Scope,
        check: impl FnOnce(&mut Self, &mut Scope, String) -> Flow,
    ) -> Flow {
        let path = scope.join(text);
        let Some(name) = name else { return check(self, scope, path) };
        let mut inner = scope.inner(text, Member::Named(name.clone()));
        let flow = check(self, &mut inner, path);
        if !inner.fields.is_empty() {
            scope.fields.push(Field { name: name.clone(), kind: FieldKind::Group(Group { fields: inner.fields }) });
        }
        flow
    }

    /// Adds the step of a layer, and its line to the trail.
    fn push(&mut self, word: &'static str, path: String, place: Vec<Member>, made: Made, inputs: Vec<Flow>) -> Flow {
        let output = if matches!(made.op, Op::View) {
            inputs.first().map_or(0, |flow| flow.value)
        } else {
            let name = self.identifier(&path);
            self.values.push(Value { name, shape: made.shape.clone() });
            self.values.len() - 1
        };
        self.trail.push(Trail { name: path.clone(), shape: made.shape.words(), rule: made.rule });
        let inputs =
            inputs.into_iter().map(|flow| Input { value: flow.value, row: flow.row, shape: flow.shape }).collect();
        let identifier = self.values[output].name.clone();
        let (op, shape, parameters) = (made.op, made.shape.clone(), made.parameters);
        self.steps.push(Step { path, identifier, word, op, inputs, output, shape, place, parameters });
        Flow { value: output, row: self.steps.len(), shape: made.shape }
    }

    /// A path as a lower-case identifier that no other has, not even without its underscores: types are named after it.
    fn identifier(&mut self, path: &str) -> String {
        let mut plain = path.replace('.', "_").to_lowercase();
        // These are names of the generated code's own.
        if matches!(
            plain.as_str(),
            "x" | "dx" | "tape" | "pass" | "gradient" | "workspace" | "scratch" | "self" | "part"
        ) || plain.starts_with("gradient_")
            || plain.starts_with("in_")
            || syn::parse_str::<Ident>(&plain).is_err()
        {
            plain.insert_str(0, "layer_");
        }
        let letters = |identifier: &str| identifier.replace('_', "");
        let mut identifier = plain.clone();
        let mut number = 1;
        while self.identifiers.iter().any(|known| letters(known) == letters(&identifier)) {
            number += 1;
            identifier = format!("{plain}_{number}");
        }
        self.identifiers.push(identifier.clone());
        identifier
    }

    fn nested_network(&mut self, name: Option<&Ident>, path: &Path, scope: &mut Scope, flow: &Flow) -> Flow {
        let span = path.span();
        let word = path.segments.last().map_or_else(String::new, |segment| snake(&segment.ident.to_string()));
        let text = match name {
            Some(name) => self.name(Some(name), "network", span, scope),
            None => {
                let named = Ident::new(&word, span);
                self.name(Some(&named), "network", span, scope)
            }
        };
        let field = name.cloned().unwrap_or_else(|| Ident::new(&text, span));
        scope.fields.push(Field { name: field.clone(), kind: FieldKind::Network(path.clone()) });
        if !matches!(flow.shape, Shape::Unknown) {
            let claim = Claim::Feeds { path: path.clone(), found: flow.shape.clone() };
            self.prove(&text, span, claim);
        }
        let mut place = scope.place.clone();
        place.push(Member::Named(field));
        let made =
            Made { op: Op::Network(path.clone()), shape: Shape::Network(path.clone()), rule: None, parameters: None };
        self.push("network", scope.join(&text), place, made, vec![flow.clone()])
    }

    fn residual(
        &mut self,
        word: &Ident,
        path: String,
        shortcut: Option<&[Item]>,
        body: &[Item],
        scope: &mut Scope,
        flow: &Flow,
    ) -> Flow {
        if body.is_empty() {
            self.mistake(word.span(), "this `residual` has no layers");
        }
        let trail = self.trail.clone();
        let branch = self.items(body, scope, flow.clone());
        let main_trail = std::mem::replace(&mut self.trail, trail);
        let side = match shortcut {
            Some(items) => self.items(items, scope, flow.clone()),
            None => flow.clone(),
        };
        let mut shape = branch.shape.clone();
        match (branch.shape.known(), side.shape.known()) {
            (Some(a), Some(b)) if a != b => {
                let ends = |trail: &[Trail]| trail.last().map(|line| line.name.clone()).unwrap_or_default();
                let (branch_end, side_end) = (ends(&main_trail), ends(&self.trail));
                let help = if shortcut.is_some() {
                    "help: both ways must end in the same shape".to_owned()
                } else if a.len() == 3 && b.len() == 3 {
                    let (vertical, horizontal) = (b[1].div_ceil(a[1].max(1)), b[2].div_ceil(a[2].max(1)));
                    let stride = match (vertical, horizontal) {
                        (1, 1) => String::new(),
                        (v, h) if v == h => format!(", stride: {v}"),
                        (v, h) => format!(", stride: ({v}, {h})"),
                    };
                    format!(
                        "help: give it a shortcut of the same shape: \
                         `residual(shortcut: {{ conv2d({}, kernel: 1{stride}) }}) {{ … }}`",
                        a[0]
                    )
                } else {
                    "help: give it a shortcut of the same shape: `residual(shortcut: { … }) { … }`".to_owned()
                };
                let message = format!(
                    "the two ways of this `residual` cannot be added: their shapes differ\n\n  \
                     layers     {}   `{branch_end}`\n  shortcut   {}   `{side_end}`\n\n{help}",
                    branch.shape.words(),
                    side.shape.words(),
                );
                self.mistake(word.span(), message);
                shape = Shape::Unknown;
            }
            (Some(_), Some(_)) => {}
            _ => self.same_shape(&side.shape, &branch.shape, word.span(), &path, "the shortcut"),
        }
        if matches!(side.shape, Shape::Unknown) {
            shape = Shape::Unknown;
        }
        self.trail = main_trail;
        let place = scope.place.clone();
        self.push(
            "residual",
            path,
            place,
            Made { op: Op::Add, shape, rule: None, parameters: None },
            vec![branch, side],
        )
    }

    fn concat(&mut self, word: &Ident, path: String, branches: &[Branch], scope: &mut Scope, flow: &Flow) -> Flow {
        if branches.len() < 2 {
            self.mistake(
                word.span(),
                "`concat` joins at least two branches\n\nhelp: `concat { { layers } { layers } }`; an empty branch `{}` passes its input on",
            );
        }
        let trail = self.trail.clone();
        let mut ends = Vec::new();
        for branch in branches {
            self.trail.clone_from(&trail);
            ends.push((self.items(&branch.items, scope, flow.clone()), branch.span));
        }
        self.trail = trail;
        let shape = self.joined_shape(word, &path, &ends);
        let rule = match &shape {
            Shape::Image([channels, ..]) | Shape::Vector(channels) if channels.known().is_some() => {
                let parts: Option<Vec<String>> =
                    ends.iter().map(|(flow, _)| Some(flow.shape.known()?[0].to_string())).collect();
                parts.map(|parts| format!("{} = {}", parts.join(" + "), channels.known().unwrap_or_default()))
            }
            _ => None,
        };
        let inputs = ends.into_iter().map(|(flow, _)| flow).collect();
        let place = scope.place.clone();
        self.push("concat", path, place, Made { op: Op::Concat, shape, rule, parameters: None }, inputs)
    }

    /// The shape of branches one behind the other along channels.
    fn joined_shape(&mut self, word: &Ident, path: &str, ends: &[(Flow, Span)]) -> Shape {
        if ends.iter().any(|(flow, _)| matches!(flow.shape, Shape::Unknown)) || ends.is_empty() {
            return Shape::Unknown;
        }
        // What a network computes is known to rustc alone: it is taken for what the other branches are.
        let any = |is: fn(&Shape) -> bool| ends.iter().any(|(flow, _)| is(&flow.shape));
        let vectors = any(|shape| matches!(shape, Shape::Vector(_))) && !any(|shape| matches!(shape, Shape::Image(_)));
        let mut channels: Option<Size> = None;
        let mut area: Option<[Size; 2]> = None;
        for (flow, span) in ends {
            let sizes = match &flow.shape {
                shape if vectors => match self.as_vector(shape, "concat", path, *span) {
                    Some(length) => [length, Size::Known(1), Size::Known(1)],
                    None => return Shape::Unknown,
                },
                shape => match self.as_image(shape, "concat", path, *span) {
                    Some(sizes) => sizes,
                    None => return Shape::Unknown,
                },
            };
            let [count, height, width] = sizes;
            channels = Some(match channels {
                Some(sum) => self.derive("CHANNELS", [&sum, &count], |[a, b]| a + b, |[a, b]| quote!(#a + #b)),
                None => count,
            });
            let Some([first_height, first_width]) = area.clone() else {
                area = Some([height, width]);
                continue;
            };
            for (what, first, found) in [("height", first_height, height), ("width", first_width, width)] {
                match (first.known(), found.known()) {
                    (Some(a), Some(b)) if a != b => {
                        let lines: Vec<String> = ends
                            .iter()
                            .enumerate()
                            .map(|(index, (flow, _))| format!("  branch {}   {}", index + 1, flow.shape.words()))
                            .collect();
                        self.mistake(
                            word.span(),
                            format!(
                                "the branches of this `concat` cannot be joined: their {what}s differ\n\n{}\n\n\
                                 help: branches are joined along channels, so all must have the same height and width",
                                lines.join("\n")
                            ),
                        );
                        return Shape::Unknown;
                    }
                    (Some(_), Some(_)) => {}
                    _ => {
                        let what = if what == "height" { "the height of a branch" } else { "the width of a branch" };
                        self.prove(path, *span, Claim::Equal { what, found, expected: first });
                    }
                }
            }
        }
        match (channels, area) {
            (Some(length), Some(_)) if vectors => Shape::Vector(length),
            (Some(channels), Some([height, width])) => Shape::Image([channels, height, width]),
            _ => Shape::Unknown,
        }
    }

    fn repeat(
        &mut self,
        name: Option<&Ident>,
        word: &Ident,
        count: &syn::Expr,
        body: &[Item],
        scope: &mut Scope,
        mut flow: Flow,
    ) -> Flow {
        if body.is_empty() {
            self.mistake(word.span(), "this `repeat` has no layers");
        }
        let count = match self.dimension(count, "the count of `repeat`", 1) {
            Some(Dimension { size: Size::Known(count), .. }) if count <= 1000 => count,
            Some(dimension) => {
                self.mistake(dimension.span, "the count of `repeat` is a literal of at most 1000\n\nhelp: the macro writes the layers out, so it must know how many");
                1
            }
            None => 1,
        };
        let text = self.name(name, "repeat", word.span(), scope);
        let first_step = self.steps.len();
        let mistakes = self.mistakes.len();
        let mut groups: Vec<Group> = Vec::new();
        for iteration in 0..count {
            match name {
                Some(name) => {
                    let mut outer = scope.inner(&text, Member::Named(name.clone()));
                    let mut inner = outer.inner(&iteration.to_string(), Member::Element(iteration));
                    outer.fields.clear();
                    flow = self.items(body, &mut inner, flow);
                    groups.push(Group { fields: inner.fields });
                }
                None => flow = self.items(body, scope, flow),
            }
            if self.mistakes.len() > mistakes {
                // The other iterations could only repeat what was said.
                flow.shape = Shape::Unknown;
                break;
            }
        }
        let Some(name) = name else { return flow };
        if groups.iter().all(|group| group.fields.is_empty()) {
            return flow;
        }
        let alike = groups.windows(2).all(|pair| pair[0].is_same(&pair[1]));
        let kind = if alike {
            let count = groups.len();
            FieldKind::Array(groups.remove(0), count)
        } else {
            let depth = scope.place.len() + 1;
            for step in &mut self.steps[first_step..] {
                if let Some(Member::Element(index)) = step.place.get(depth) {
                    step.place[depth] = Member::Tuple(*index);
                }
            }
            FieldKind::Tuple(groups)
        };
        scope.fields.push(Field { name: name.clone(), kind });
        flow
    }

    fn block_call(&mut self, name: Option<&Ident>, call: &Call, scope: &mut Scope, flow: Flow) -> Flow {
        let declaration = self.declaration;
        let broken = Flow { shape: Shape::Unknown, ..flow.clone() };
        let Some(block) = declaration.blocks.iter().find(|block| block.name == call.word) else {
            self.unknown_word(call);
            if let Some(name) = name {
                self.name(Some(name), "layer", name.span(), scope);
            }
            return broken;
        };
        if self.calls.iter().any(|outer| outer.block == block.name) {
            let mut chain: Vec<String> = self.calls.iter().map(|outer| format!("`{}`", outer.block)).collect();
            chain.push(format!("`{}`", block.name));
            self.mistake(
                call.word.span(),
                format!(
                    "block `{}` contains itself: {}\n\nhelp: a network has a fixed depth; use `repeat(n) {{ … }}`",
                    block.name,
                    chain.join(" → ")
                ),
            );
            return broken;
        }
        let Some(parameters) = self.block_parameters(block, call) else { return broken };
        let values: Vec<String> = parameters
            .iter()
            .map(|(parameter, dimension)| match dimension.size.known() {
                Some(size) => format!("{parameter}: {size}"),
                None => format!("{parameter}: …"),
            })
            .collect();
        let label = name.map(|name| format!("{name}: ")).unwrap_or_default();
        let text = format!("{label}{}({})", block.name, values.join(", "));
        let inner_call = BlockCall { block: block.name.clone(), text, parameters };
        let run = |checker: &mut Self, scope: &mut Scope, _: String| {
            checker.calls.push(inner_call);
            let flow = checker.items(&block.items, scope, flow);
            checker.calls.pop();
            flow
        };
        match name {
            Some(label) => {
                let text = self.name(name, "block", label.span(), scope);
                self.grouped(name, &text, scope, run)
            }
            None => run(self, scope, String::new()),
        }
    }

    fn block_parameters(&mut self, block: &Block, call: &Call) -> Option<Vec<(Ident, Dimension)>> {
        let signature: Vec<String> = block.parameters.iter().map(ToString::to_string).collect();
        let signature = format!("`{}({})`", block.name, signature.join(", "));
        let mut values: Vec<(Ident, Dimension)> = Vec::new();
        let mut positions = block.parameters.iter();
        let mut complete = true;
        for argument in &call.arguments {
            let parameter = match &argument.name {
                Some(name) => block.parameters.iter().find(|parameter| *parameter == name),
                None => positions.next(),
            };
            let Some(parameter) = parameter else {
                let text = argument.name.as_ref().map_or_else(|| argument.value.text(), ToString::to_string);
                let span = argument.name.as_ref().map_or_else(|| argument.value.span(), Ident::span);
                self.mistake(
                    span,
                    format!("block `{}` has no parameter for `{text}`\n\nhelp: it is {signature}", block.name),
                );
                complete = false;
                continue;
            };
            if values.iter().any(|(known, _)| known == parameter) {
                self.mistake(argument.value.span(), format!("`{parameter}` is given twice"));
                complete = false;
                continue;
            }
            let crate::ast::ArgumentValue::One(expression) = &argument.value else {
                self.mistake(argument.value.span(), format!("`{parameter}` of block `{}` is one number", block.name));
                complete = false;
                continue;
            };
            match self.dimension(expression, &format!("`{parameter}` of block `{}`", block.name), 0) {
                Some(dimension) => values.push((parameter.clone(), dimension)),
                None => complete = false,
            }
        }
        let missing: Vec<String> = block
            .parameters
            .iter()
            .filter(|parameter| !values.iter().any(|(known, _)| known == *parameter))
            .map(ToString::to_string)
            .collect();
        if complete && !missing.is_empty() {
            let missing = enumerate(missing.iter().map(String::as_str), "and");
            self.mistake(
                call.word.span(),
                format!("block `{}` needs {missing}\n\nhelp: it is {signature}", block.name),
            );
            complete = false;
        }
        complete.then_some(values)
    }

    fn unknown_word(&mut self, call: &Call) {
        let text = call.word.to_string();
        let blocks: Vec<String> = self.declaration.blocks.iter().map(|block| block.name.to_string()).collect();
        let candidates = words::WORDS
            .iter()
            .map(|word| word.name)
            .chain(words::COMPOSITIONS.iter().copied())
            .chain(blocks.iter().map(String::as_str));
        // Names of other libraries that no spelling leads to.
        let known_elsewhere = match text.as_str() {
            "dense" | "fc" | "fully_connected" => Some("linear"),
            "conv" | "convolution" | "convolution2d" => Some("conv2d"),
            "deconv2d" | "conv2d_transpose" => Some("conv_transpose2d"),
            "maxpool" | "max_pool" | "maxpool2d" => Some("max_pool2d"),
            "avgpool" | "avg_pool" | "avgpool2d" | "mean_pool2d" => Some("avg_pool2d"),
            "swish" => Some("silu"),
            "batchnorm" | "batch_norm" | "batchnorm2d" => Some("batch_norm2d"),
            _ => None,
        };
        let help = match known_elsewhere.or_else(|| nearest(&text, candidates)) {
            Some(near) => format!("help: did you mean `{near}`?"),
            None => {
                let names = words::WORDS.iter().map(|word| word.name);
                format!("help: the layers are {}", enumerate(names, "and"))
            }
        };
        let message = format!(
            "unknown layer `{text}`\n\n{help}\n\na network of your own starts with a capital or is a path: `self::{text}`"
        );
        self.mistake(call.word.span(), message);
    }
}

impl Scope {
    fn join(&self, name: &str) -> String {
        let mut path = self.path.clone();
        path.push(name.to_owned());
        path.join(".")
    }

    fn inner(&self, name: &str, member: Member) -> Self {
        let mut inner = Self { path: self.path.clone(), place: self.place.clone(), ..Self::default() };
        inner.path.push(name.to_owned());
        inner.place.push(member);
        inner
    }

    fn member(&self, name: Ident) -> Vec<Member> {
        let mut place = self.place.clone();
        place.push(Member::Named(name));
        place
    }
}

/// `LeNet5` → `le_net5`
fn snake(name: &str) -> String {
    let mut snake = String::new();
    for (index, letter) in name.char_indices() {
        if letter.is_uppercase() && index > 0 {
            snake.push('_');
        }
        snake.extend(letter.to_lowercase());
    }
    snake
}

/// The tokens of a constant expression over another network's output shape.
fn output_of(runtime: &TokenStream, path: &Path) -> TokenStream {
    quote!(<<#path as #runtime::Network>::Output as #runtime::Value>::SHAPE)
}

#[cfg(test)]
mod tests {
    use super::snake;

    #[test]
    fn a_network_without_a_name_is_called_by_its_type() {
        assert_eq!(snake("Backbone"), "backbone");
        assert_eq!(snake("ResNet18"), "res_net18");
    }
}
