//! `ast` → `plan`, or every mistake at once.
//!
//! After a mistake the shape is [`Unknown`]. Layers below are still read, but checks that need a shape are left out.

mod activation;
mod argument;
mod block;
mod compose;
mod concat;
mod convolution;
mod header;
mod input;
mod layer;
mod module;
mod number;
mod padding;
mod reshape;
mod same;
mod size;
mod tensors;
mod trail;
pub mod weights;
mod window;

use crate::ast::{Declaration, Item, ItemKind, Path, is_keyword};
use crate::plan::{
    Claim, Constant, Field, FieldKind, Group, Input, Member, Namer, Op, Outline, Parameters, Plan, Proof, Rule, Runs,
    Shape, Size, Stem, Step, Value, ValueId, group_name, iteration_name,
};
use crate::report::{Mark, Mistakes, Reported};
use crate::sorted::Sorted;
use crate::{foreign, list, plan, words};
use block::Uncalled;
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use size::Dimension;
use syn::ext::IdentExt;
use trail::Trail;

/// Checks a declaration. A mistake leaves an outline of the type.
pub fn network(declaration: Declaration, namer: Namer, mistakes: &mut Mistakes) -> Result<Plan, Box<Outline>> {
    let readable = mistakes.none();
    let mut checker = Checker {
        declaration: &declaration,
        mistakes,
        here: String::new(),
        at: Span::call_site(),
        constants: Vec::new(),
        constant_texts: Vec::new(),
        proofs: Vec::new(),
        values: Vec::new(),
        steps: Vec::new(),
        computes: false,
        paddings: Vec::new(),
        trail: Vec::new(),
        calls: Vec::new(),
        called: Sorted::default(),
        misnamed: Sorted::default(),
        round: Round::default(),
        rounds: 0,
        items_read: 0,
        renamed: false,
        namer,
    };
    checker.attributes();
    checker.blocks();
    let input = match &declaration.input {
        Ok(shape) => checker.shape(shape, "input"),
        Err(reported) => Err(*reported),
    };
    checker.input(&input);
    let mut scope = Scope::default();
    let start = Flow { value: 0, row: 0, shape: input.clone().map_err(Unknown::Reported) };
    let Flow { value: result, shape: mut end, .. } = checker.items(&declaration.items, &mut scope, start);
    if !checker.computes && readable.is_ok() && end.is_ok() {
        end = Err(checker.computes_nothing().into());
    }
    let declared = match &declaration.output {
        Ok(Some(shape)) => checker.shape(shape, "output").ok().map(|declared| (declared, shape.span)),
        Ok(None) | Err(_) => None,
    };
    let output = match (end, declared) {
        (Ok(computed), Some((declared, span))) => match checker.declared_output(&computed, &declared, span) {
            Ok(()) => Ok(computed),
            Err(_) => Err(None),
        },
        (Ok(computed), None) => Ok(computed),
        // The outline has what is declared.
        (Err(_), declared) => Err(declared.map(|(shape, _)| shape)),
    };
    checker.uncalled();
    let name = declaration.name.unraw().to_string();
    let mut names = Sorted::default();
    names.insert(name.clone(), ());
    for part in PARTS {
        names.insert(name.clone() + part, ());
    }
    checker.group_names(&name, &scope.fields, &mut names);
    checker.each_tensor_once(&scope.fields);
    let Checker { constants, proofs, values, steps, .. } = checker;
    let parameters = Group { fields: scope.fields };
    let Declaration { runtime, attributes, visibility, keyword, name, body, clauses, .. } = declaration;
    let (input, output) = match (mistakes.none(), input, output) {
        (Ok(()), Ok(input), Ok(output)) => (input, output),
        (_, input, output) => {
            let attributes = attributes.into_iter().filter(header::is_known).collect();
            let (input, output) = (input.ok(), output.map_or_else(|declared| declared, Some));
            return Err(Box::new(Outline { runtime, attributes, visibility, name, input, output }));
        }
    };
    Ok(Plan {
        runtime,
        attributes,
        visibility,
        keyword,
        name,
        body,
        input,
        output,
        constants,
        proofs,
        parameters,
        values,
        steps,
        result,
        weights: clauses.weights.map(|weights| plan::Weights { written: weights.path, path: None }),
        budget: clauses.budget,
    })
}

/// Types that a network has beside its own: their names begin with its name.
const PARTS: [&str; 5] = ["Tape", "Workspace", "TrainingWorkspace", "Packed", "PackedWorkspace"];

pub struct Checker<'a> {
    declaration: &'a Declaration,
    mistakes: &'a mut Mistakes,
    /// The path of the layer that is being checked, and its word.
    here: String,
    at: Span,
    constants: Vec<Constant>,
    constant_texts: Vec<String>,
    proofs: Vec<Proof>,
    values: Vec<Value>,
    steps: Vec<Step>,
    /// Whether any layer does more than change the shape.
    computes: bool,
    /// Where the padding of a step was written.
    paddings: Vec<(usize, Mark)>,
    /// How the current shape came about, for messages.
    trail: Vec<Trail>,
    /// The blocks that are being expanded, the outermost first.
    calls: Vec<BlockCall>,
    /// The blocks that were called.
    called: Sorted<()>,
    /// The blocks that have the name of a layer.
    misnamed: Sorted<Reported>,
    round: Round,
    rounds: usize,
    items_read: usize,
    /// Whether any entry says what its tensors are called.
    renamed: bool,
    namer: Namer,
}

/// The same layers may be read several times: once a call of their block, or once a round of a `repeat`.
#[derive(Clone, Copy, Default)]
struct Round {
    number: usize,
    /// "block" or "repeat"; nothing for what is read once.
    of: &'static str,
}

struct BlockCall {
    block: Ident,
    /// The call as messages show it; nothing for a block that is not called.
    text: String,
    parameters: Vec<(Ident, Dimension)>,
}

/// A place for names: the network, or a named group of layers.
#[derive(Default)]
struct Scope {
    path: Vec<String>,
    place: Vec<Member>,
    fields: Vec<Field>,
    /// Each name with what it is the name of, and the round in which it was given.
    names: Sorted<(&'static str, usize)>,
    counters: Sorted<usize>,
}

/// What flows from one layer to the next.
#[derive(Clone)]
struct Flow {
    value: ValueId,
    row: usize,
    shape: Result<Shape, Unknown>,
}

impl Flow {
    /// What flows on after a mistake.
    fn broken(&self, why: impl Into<Unknown>) -> Self {
        Self { value: self.value, row: self.row, shape: Err(why.into()) }
    }

    /// What a layer reads, if its shape is known.
    fn known(&self) -> Result<Input, Unknown> {
        Ok(Input { value: self.value, row: self.row, shape: self.shape.clone()? })
    }
}

/// Why a shape is not known.
#[derive(Clone, Copy)]
enum Unknown {
    /// A mistake left it open.
    Reported(Reported),
    /// It is of a block that no layer calls, of which nothing is planned.
    Uncalled(Uncalled),
}

impl From<Reported> for Unknown {
    fn from(reported: Reported) -> Self {
        Self::Reported(reported)
    }
}

/// A layer that is being checked: how messages call it, and its word for those that have no better token.
struct Layer<'a> {
    name: &'a str,
    word: &'static str,
    span: Span,
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
    fn mistake(&mut self, mark: impl Into<Mark>, message: impl Into<String>) -> Reported {
        let mut message = message.into();
        if !self.calls.is_empty() {
            message += "\n\n";
            message += &self.call_text();
        }
        self.mistakes.add(mark, message)
    }

    /// The blocks that are being expanded, the innermost first.
    fn call_text(&self) -> String {
        let mut lines = list::map(&self.calls, BlockCall::line);
        lines.reverse();
        lines.join("\n")
    }

    /// Reads layers in a round of their own.
    fn in_round<T>(&mut self, of: &'static str, read: impl FnOnce(&mut Self) -> T) -> T {
        self.rounds += 1;
        let outer = std::mem::replace(&mut self.round, Round { number: self.rounds, of });
        let result = read(self);
        self.round = outer;
        result
    }

    /// Asks rustc to prove what the macro cannot know.
    fn prove(&mut self, mark: impl Into<Mark>, claim: Claim) {
        // Numbers are proved once, for all layers that have them; what would be said of them, nobody reads.
        let known = claim.is_known();
        if !(known && self.proofs.iter().any(|proof| proof.claim.is_same(&claim))) {
            let call = if known { String::new() } else { self.call_text() };
            let mark = mark.into();
            // Sizes are told one by one, and what follows from them once a layer.
            let about = match claim {
                Claim::Size { .. } | Claim::Holds { .. } => mark.first,
                _ => self.at,
            };
            self.proofs.push(Proof { mark, about, call, claim });
        }
    }

    /// Asks rustc to compute the size that a layer makes once more.
    fn prove_size(&mut self, layer: &str, mark: impl Into<Mark>, rule: Rule, out: &Size) {
        self.prove(mark, Claim::Makes { layer: layer.to_owned(), rule, out: out.clone() });
    }

    fn items(&mut self, items: &[Item], scope: &mut Scope, mut flow: Flow) -> Flow {
        for item in items {
            flow = self.item(item, scope, flow);
        }
        flow
    }

    /// An entry, with what the user says of it and how its tensors are called at its field.
    fn item(&mut self, item: &Item, scope: &mut Scope, flow: Flow) -> Flow {
        let fields = scope.fields.len();
        let flow = self.entry(item, scope, flow);
        self.tensor_names(item, scope, fields);
        if !item.docs.is_empty()
            && let [field] = &mut scope.fields[fields..]
        {
            field.docs.clone_from(&item.docs);
        }
        flow
    }

    fn entry(&mut self, item: &Item, scope: &mut Scope, flow: Flow) -> Flow {
        // So many are expanded in a second or two.
        const MOST: usize = 2000;
        self.items_read += 1;
        if self.items_read > MOST {
            // Blocks and repetitions multiply: two lines can ask for more layers than memory holds.
            let name = self.declaration.name.span();
            let message = format!("`{}` would have more than {MOST} layers", self.declaration.name);
            let help = "every layer of a `repeat` or a block counts each time it is written out";
            return flow.broken(self.mistakes.add(name, format!("{message}\n\nhelp: {help}")));
        }
        match &item.kind {
            ItemKind::Unreadable(reported) => {
                if let Some(name) = &item.name {
                    self.name(Some(name), "layer", name.span(), scope);
                }
                flow.broken(*reported)
            }
            ItemKind::Network(path) => self.nested_network(item.name.as_ref(), path, scope, &flow),
            ItemKind::Residual { word, shortcut, body } => {
                let name = self.name(item.name.as_ref(), "residual", word.span(), scope);
                self.grouped(item.name.as_ref(), &name, scope, |checker, scope, path| {
                    checker.residual(word, path, shortcut.as_ref(), body, scope, &flow)
                })
            }
            ItemKind::Concat { word, along, branches } => {
                let name = self.name(item.name.as_ref(), "concat", word.span(), scope);
                self.grouped(item.name.as_ref(), &name, scope, |checker, scope, path| {
                    checker.concat(word, path, along.as_ref(), branches, scope, &flow)
                })
            }
            ItemKind::Repeat { word, count, body } => self.repeat(item.name.as_ref(), word, count, body, scope, flow),
            ItemKind::Call(call) => {
                let word = call.word.to_string();
                match (words::find(&word), self.misnamed.get(&word)) {
                    (Some(_), Some(reported)) => flow.broken(*reported),
                    (Some(word), None) => self.built_in(item.name.as_ref(), call, word, scope, &flow),
                    (None, _) => self.block_call(item.name.as_ref(), call, scope, flow),
                }
            }
        }
    }

    /// The name of an entry in its scope: its own, or one made of its word and a number.
    fn name(&mut self, name: Option<&Ident>, word: &'static str, span: Span, scope: &mut Scope) -> String {
        let text = match name {
            Some(name) => name.unraw().to_string(),
            None => {
                let counter = scope.counters.entry(word);
                *counter += 1;
                format!("{word}_{counter}")
            }
        };
        let Some(&(other, round)) = scope.names.get(&text) else {
            scope.names.insert(text.clone(), (word, self.round.number));
            return text;
        };
        let message = match name {
            Some(_) if scope.counters.contains(other) && text.starts_with(&format!("{other}_")) => format!(
                "the name `{text}` is taken: it was given to an earlier `{other}` that has no name of its own\n\n\
                 help: name that layer, or take another name here"
            ),
            Some(_) => {
                let help = match self.round.of {
                    "block" if round != self.round.number => {
                        "a name on the call of the block gives its layers a scope of their own: `first: …`"
                    }
                    "repeat" if round != self.round.number => {
                        "a name on the `repeat` gives every round a scope of its own: `stage: repeat(3) { … }`"
                    }
                    _ => "every layer of a scope has a name of its own",
                };
                format!("the name `{text}` is used twice\n\nhelp: {help}")
            }
            None => format!(
                "this `{word}` has no name and would be called `{text}`, but that name is taken\n\nhelp: give it a name"
            ),
        };
        self.mistake(name.map_or(span, Ident::span), message);
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
            scope.fields.push(Field::new(name.clone(), FieldKind::Group(Group { fields: inner.fields })));
        }
        flow
    }

    /// Adds the step of a layer, and its line to the trail.
    fn push(&mut self, word: &'static str, path: String, place: Vec<Member>, made: Made, inputs: Vec<Input>) -> Flow {
        let output = if made.op.facts().infers == Runs::Nothing {
            inputs.first().map_or(0, |input| input.value)
        } else {
            self.computes = true;
            self.value(&path, &made.shape)
        };
        self.trail.push(Trail::new(&path, &made.shape, made.rule));
        let stem = self.values[output].stem.clone();
        let (op, shape, parameters) = (made.op, made.shape.clone(), made.parameters);
        let geometry = stem.clone();
        self.steps.push(Step { path, stem, geometry, word, op, inputs, output, shape, place, parameters });
        Flow { value: output, row: self.steps.len(), shape: Ok(made.shape) }
    }

    /// What a layer computes.
    fn value(&mut self, path: &str, shape: &Shape) -> ValueId {
        let stem = self.namer.stem(path);
        self.values.push(Value { stem, shape: shape.clone() });
        self.values.len() - 1
    }

    /// What the network reads.
    fn input(&mut self, shape: &Result<Shape, Reported>) {
        if let Ok(shape) = shape {
            self.values.push(Value { stem: Stem::input(), shape: shape.clone() });
        }
        let text = shape.as_ref().map_or_else(|_| "?".to_owned(), Shape::words);
        self.trail.push(Trail { name: "input".to_owned(), text, rule: None });
    }

    /// The structs of named groups have names of their own.
    fn group_names(&mut self, outer: &str, fields: &[Field], names: &mut Sorted<()>) {
        for field in fields {
            let name = group_name(outer, &field.name.unraw().to_string());
            match &field.kind {
                FieldKind::Layer { .. } | FieldKind::Network(_) => {}
                FieldKind::Group(group) | FieldKind::Array(group, _) => {
                    if self.group_type(&field.name, &name, names) {
                        self.group_names(&name, &group.fields, names);
                    }
                }
                FieldKind::Tuple(groups) => {
                    if !self.group_type(&field.name, &name, names) {
                        continue;
                    }
                    for (index, group) in groups.iter().enumerate() {
                        let name = iteration_name(&name, index);
                        if !self.group_type(&field.name, &name, names) {
                            break;
                        }
                        self.group_names(&name, &group.fields, names);
                    }
                }
            }
        }
    }

    /// Whether a group may have a type of this name.
    fn group_type(&mut self, group: &Ident, name: &str, names: &mut Sorted<()>) -> bool {
        let free = names.insert(name.to_owned(), ());
        if !free {
            let message = format!("the group `{group}` would have the type `{name}`, which is taken");
            self.mistake(group.span(), format!("{message}\n\nhelp: give it another name"));
        }
        free
    }

    fn nested_network(&mut self, name: Option<&Ident>, path: &Path, scope: &mut Scope, flow: &Flow) -> Flow {
        let mark = Mark::of(path);
        let last = path.segments.last().map_or_else(String::new, Ident::to_string);
        let field = name.cloned().unwrap_or_else(|| field(&snake(&last), mark.first));
        let text = self.name(Some(&field), "network", mark.first, scope);
        if self.is_itself(path) {
            let message =
                format!("`{last}` contains itself\n\nhelp: a network has a fixed depth; use `repeat(n) {{ … }}`");
            return flow.broken(self.mistake(mark, message));
        }
        if path.name().is_some()
            && foreign::is_layer(&last)
            && let Some(message) = foreign::message(&last, &[])
        {
            return flow.broken(self.mistake(mark, format!("{message}; a network of this name is `self::{last}`")));
        }
        if let Some(first) = path.segments.first()
            && path.segments.len() > 1
            && foreign::is_module(&first.to_string())
            && let Some(message) = foreign::message(&last, &[])
        {
            return flow.broken(self.mistake(mark, message));
        }
        let own = PARTS
            .iter()
            .find(|part| path.name().is_some_and(|name| *name == format!("{}{part}", self.declaration.name)));
        if let Some(part) = own {
            let message = format!(
                "`{last}` is also what the {} of `{}` would be called",
                part.to_lowercase(),
                self.declaration.name
            );
            let help = format!("write `self::{last}`, or give one of the networks another name");
            return flow.broken(self.mistake(mark, format!("{message}\n\nhelp: {help}")));
        }
        scope.fields.push(Field::new(field.clone(), FieldKind::Network(path.clone())));
        let (layer, shape) = (scope.join(&text), Shape::Network(path.clone()));
        let Ok(input) = flow.known() else {
            // What it computes is known, whatever it reads.
            self.computes = true;
            self.trail.push(Trail::new(&layer, &shape, None));
            let value = self.value(&layer, &shape);
            return Flow { value, row: flow.row, shape: Ok(shape) };
        };
        self.at = mark.first;
        let claim = Claim::Feeds { layer: layer.clone(), path: path.clone(), found: input.shape.clone() };
        self.prove(mark, claim);
        let made = Made { op: Op::Network(path.clone()), shape, rule: None, parameters: None };
        self.push("network", layer, scope.member(field), made, vec![input])
    }

    /// Whether a path is `Name` or `self::Name` of the network that is declared.
    fn is_itself(&self, path: &Path) -> bool {
        let name = &self.declaration.name;
        match path.name() {
            Some(only) => only == name || only == "Self",
            None => path.segments.len() == 2 && path.segments[0] == "self" && path.segments[1] == *name,
        }
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

/// A field of this name: `r#in` where it is a keyword.
fn field(name: &str, span: Span) -> Ident {
    match name {
        "self" | "super" | "crate" => Ident::new(&format!("{name}_"), span),
        name if is_keyword(name) => Ident::new_raw(name, span),
        name => Ident::new(name, span),
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
