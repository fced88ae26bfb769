//! `ast` → text, as a person would write it: four spaces, one layer a line, what does not fit a line one argument a line.

mod spaced;

use crate::ast::{
    Argument, ArgumentValue, Attribute, AttributeValue, Axis, Block, Branch, Budget, Call, Clauses, Declaration,
    Expression, Item, ItemKind, Padding, Shape,
};
use proc_macro2::TokenStream;
use quote::ToTokens;
use spaced::spaced;
use syn::LitStr;

/// The longest line that is not broken.
const WIDTH: usize = 120;

/// Writes a declaration as it stands in `network! { … }`.
///
/// Reading the text gives the same declaration, and writing that the same text. Comments are no part of a declaration; `///` is.
#[must_use]
pub fn print(declaration: &Declaration) -> String {
    let mut page = Page { text: String::new(), depth: 0, blocks: &declaration.blocks };
    page.attributes(&declaration.attributes);
    let mut header = spaced(declaration.visibility.clone());
    if !header.is_empty() {
        header.push(' ');
    }
    header += &format!("struct {}", declaration.name);
    if let Ok(input) = &declaration.input {
        header += &format!(": {}", shape(input));
    }
    if let Ok(Some(output)) = &declaration.output {
        header += &format!(" -> {}", shape(output));
    }
    header += &clauses(&declaration.clauses);
    page.braces(&header, |page| {
        for block in &declaration.blocks {
            let parameters: Vec<String> = block.parameters.iter().map(ToString::to_string).collect();
            page.braces(&format!("block {}({})", block.name, parameters.join(", ")), |page| page.items(&block.items));
        }
        page.items(&declaration.items);
    });
    page.text
}

/// What stands behind the shapes.
fn clauses(clauses: &Clauses) -> String {
    let mut text = String::new();
    if let Some(weights) = &clauses.weights {
        text += &format!(", weights({})", weights.path.to_token_stream());
    }
    if let Some(Budget { ram, flash, plain }) = &clauses.budget {
        let mut arguments = Vec::new();
        arguments.extend(ram.as_ref().map(|ram| format!("ram: {}", expression(ram))));
        arguments.extend(flash.as_ref().map(|flash| format!("flash: {}", expression(flash))));
        arguments.extend(plain.then(|| "prepared: false".to_owned()));
        text += &format!(", budget({})", arguments.join(", "));
    }
    text
}

struct Page<'a> {
    text: String,
    depth: usize,
    blocks: &'a [Block],
}

impl Page<'_> {
    fn line(&mut self, line: &str) {
        for _ in 0..self.depth {
            self.text += "    ";
        }
        self.text += line;
        self.text.push('\n');
    }

    /// `header { inner }` over several lines.
    fn braces(&mut self, header: &str, inner: impl FnOnce(&mut Self)) {
        self.line(format!("{header} {{").trim_start());
        self.depth += 1;
        inner(self);
        self.depth -= 1;
        self.line("}");
    }

    fn attributes(&mut self, attributes: &[Attribute]) {
        for attribute in attributes {
            let line = match docs(attribute) {
                Some(text) => format!("///{text}"),
                None => spaced(attribute.to_token_stream()),
            };
            self.line(&line);
        }
    }

    fn items(&mut self, items: &[Item]) {
        for item in items {
            self.item(item);
        }
    }

    fn item(&mut self, item: &Item) {
        self.attributes(&item.docs);
        if let Some(tensors) = &item.tensors {
            self.line(&format!("#[name = {}]", tensors.to_token_stream()));
        }
        let name = item.name.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
        match &item.kind {
            ItemKind::Unreadable(_) => {}
            ItemKind::Call(call) => self.call(&name, call),
            ItemKind::Network(_) => self.line(&format!("{name}{},", self.simple(item).unwrap_or_default())),
            ItemKind::Residual { shortcut: None, body, .. } => self.branch(&format!("{name}residual"), body),
            ItemKind::Residual { shortcut: Some(shortcut), body, .. } => match self.one_line(shortcut) {
                Some(shortcut) => self.branch(&format!("{name}residual(shortcut: {shortcut})"), body),
                None => {
                    self.line(&format!("{name}residual(shortcut: {{"));
                    self.depth += 1;
                    self.items(&shortcut.items);
                    self.depth -= 1;
                    self.branch("})", body);
                }
            },
            ItemKind::Concat { along, branches, .. } => self.braces(&concat_header(&name, along.as_ref()), |page| {
                for branch in branches {
                    page.branch("", branch);
                }
            }),
            ItemKind::Repeat { count, body, .. } => self.branch(&format!("{name}repeat({})", expression(count)), body),
        }
    }

    fn branch(&mut self, header: &str, branch: &Branch) {
        match self.one_line(branch) {
            Some(line) => self.line(format!("{header} {line}").trim_start()),
            None => self.braces(header, |page| page.items(&branch.items)),
        }
    }

    /// `{ relu }`, if a branch has one layer, or `{}`.
    fn one_line(&self, branch: &Branch) -> Option<String> {
        let item = match branch.items.as_slice() {
            [] => return Some("{}".to_owned()),
            [item] => item,
            [_, _, ..] => return None,
        };
        let name = item.name.as_ref().map(|name| format!("{name}: ")).unwrap_or_default();
        let text = self
            .simple(item)
            .filter(|text| item.docs.is_empty() && item.tensors.is_none() && text.len() < WIDTH / 2)?;
        Some(format!("{{ {name}{text} }}"))
    }

    /// A layer without layers inside, but for its name.
    fn simple(&self, item: &Item) -> Option<String> {
        match &item.kind {
            ItemKind::Call(call) => Some(self.call_text(call)),
            ItemKind::Network(path) => Some(spaced(path.to_token_stream())),
            ItemKind::Unreadable(_) | ItemKind::Residual { .. } | ItemKind::Concat { .. } | ItemKind::Repeat { .. } => {
                None
            }
        }
    }

    /// A block is called with parentheses, a layer without arguments needs none.
    fn call_text(&self, call: &Call) -> String {
        let arguments: Vec<String> = call.arguments.iter().map(argument).collect();
        if arguments.is_empty() && !self.blocks.iter().any(|block| block.name == call.word) {
            return call.word.to_string();
        }
        format!("{}({})", call.word, arguments.join(", "))
    }

    fn call(&mut self, name: &str, call: &Call) {
        let line = format!("{name}{},", self.call_text(call));
        if call.arguments.is_empty() || line.chars().count() + 4 * self.depth <= WIDTH {
            return self.line(&line);
        }
        self.line(&format!("{name}{}(", call.word));
        self.depth += 1;
        for one in &call.arguments {
            self.line(&format!("{},", argument(one)));
        }
        self.depth -= 1;
        self.line("),");
    }
}

/// The text behind `///`, if an attribute can be written so.
fn docs(attribute: &Attribute) -> Option<String> {
    let AttributeValue::Is(text) = &attribute.value else { return None };
    let text = syn::parse2::<LitStr>(text.clone()).ok()?.value();
    let is_line = !text.contains(['\n', '\r']) && !text.starts_with('/');
    (attribute.is("doc") && is_line).then_some(text)
}

fn shape(shape: &Shape) -> String {
    let dimensions: Vec<String> = shape.dimensions.iter().map(expression).collect();
    format!("[{}]", dimensions.join(", "))
}

fn expression(expression: &Expression) -> String {
    spaced(expression.to_token_stream())
}

fn argument(argument: &Argument) -> String {
    let value = match &argument.value {
        ArgumentValue::One(value) => expression(value),
        ArgumentValue::Two(both, _) => pair(both),
        ArgumentValue::List(values, _) => format!("[{}]", values.join(", ")),
        ArgumentValue::Padding(padding) => self::padding(padding),
    };
    match &argument.name {
        Some(name) => format!("{name}{} {value}", if argument.equals.is_some() { " =" } else { ":" }),
        None => value,
    }
}

fn pair([rows, columns]: &[Expression; 2]) -> String {
    format!("({}, {})", expression(rows), expression(columns))
}

fn padding(padding: &Padding) -> String {
    match padding {
        Padding::Word(word) => word.to_string(),
        Padding::Sized(word, both) => {
            let text = |expression: &Expression| -> TokenStream { expression.to_token_stream() };
            let [rows, columns] = &**both;
            if text(rows).to_string() == text(columns).to_string() {
                format!("{word}({})", expression(rows))
            } else {
                format!("{word}({})", pair(both))
            }
        }
        Padding::Edges(word, edges) => {
            let edges: Vec<String> = edges.iter().map(|(name, size)| format!("{name}: {}", expression(size))).collect();
            format!("{word}({})", edges.join(", "))
        }
    }
}

#[cfg(test)]
mod tests;

/// `joined: concat(along: rows)`
fn concat_header(name: &str, axis: Option<&Axis>) -> String {
    let along = axis.map(|axis| format!("(along: {})", axis.along.word())).unwrap_or_default();
    format!("{name}concat{along}")
}
