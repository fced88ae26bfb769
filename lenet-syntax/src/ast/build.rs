//! Declarations made by code, to be printed.

use super::{
    Along, Argument, ArgumentValue, Axis, Branch, Call, Clauses, Declaration, Expression, Item, ItemKind, Shape,
};
use proc_macro2::{Ident, Literal, Span};
use quote::quote;
use syn::{LitStr, Token, parse_quote};

/// A name; a word of Rust is written `r#type`.
fn ident(name: &str) -> Ident {
    if super::is_keyword(name) { Ident::new_raw(name, Span::call_site()) } else { Ident::new(name, Span::call_site()) }
}

/// A size as it is written.
#[must_use]
pub fn size(size: usize) -> Expression {
    let size = Literal::usize_unsuffixed(size);
    parse_quote!(#size)
}

/// A number with a fraction, finite.
#[must_use]
pub fn number(number: f64) -> Expression {
    let positive = Literal::f64_unsuffixed(number.abs());
    if number.is_sign_negative() { parse_quote!(-#positive) } else { parse_quote!(#positive) }
}

impl Declaration {
    /// `pub struct Name: [1, 28, 28] { … }`, still without layers.
    #[must_use]
    pub fn new(name: &str, input: Shape) -> Self {
        Self {
            runtime: quote!(lenet_runtime),
            attributes: Vec::new(),
            visibility: quote!(pub),
            keyword: Token![struct](Span::call_site()),
            name: ident(name),
            input: Ok(input),
            output: Ok(None),
            clauses: Clauses::default(),
            blocks: Vec::new(),
            unread: Vec::new(),
            items: Vec::new(),
            body: Span::call_site(),
        }
    }
}

impl Shape {
    /// A shape of numbers: `[1, 28, 28]`.
    #[must_use]
    pub fn new(sizes: &[usize]) -> Self {
        Self { dimensions: sizes.iter().map(|&one| size(one)).collect(), span: Span::call_site() }
    }
}

impl Item {
    /// A layer without a name.
    #[must_use]
    pub fn new(kind: ItemKind) -> Self {
        Self { docs: Vec::new(), tensors: None, name: None, kind }
    }

    /// With a name: `conv1: …`.
    #[must_use]
    pub fn named(mut self, name: &str) -> Self {
        self.name = Some(ident(name));
        self
    }

    /// With a name for its tensors: `#[name = "features.0"]`.
    #[must_use]
    pub fn called(mut self, tensors: &str) -> Self {
        self.tensors = Some(LitStr::new(tensors, Span::call_site()));
        self
    }

    /// With a line of documentation.
    #[must_use]
    pub fn documented(mut self, line: &str) -> Self {
        let text = format!(" {line}");
        self.docs.push(parse_quote!(#[doc = #text]));
        self
    }
}

impl ItemKind {
    /// `residual { … }`, or with a shortcut.
    #[must_use]
    pub fn residual(shortcut: Option<Vec<Item>>, body: Vec<Item>) -> Self {
        Self::Residual { word: ident("residual"), shortcut: shortcut.map(Branch::new), body: Branch::new(body) }
    }

    /// `concat { { … } { … } }`
    #[must_use]
    pub fn concat(branches: Vec<Vec<Item>>) -> Self {
        Self::Concat { word: ident("concat"), along: None, branches: branches.into_iter().map(Branch::new).collect() }
    }

    /// `concat(along: rows) { { … } { … } }`
    #[must_use]
    pub fn concat_along(along: Along, branches: Vec<Vec<Item>>) -> Self {
        let branches = branches.into_iter().map(Branch::new).collect();
        Self::Concat { word: ident("concat"), along: Some(Axis { along, span: Span::call_site() }), branches }
    }

    /// `repeat(n) { … }`
    #[must_use]
    pub fn repeat(count: usize, body: Vec<Item>) -> Self {
        Self::Repeat { word: ident("repeat"), count: size(count), body: Branch::new(body) }
    }
}

impl Branch {
    fn new(items: Vec<Item>) -> Self {
        Self { items, span: Span::call_site() }
    }
}

impl Call {
    /// A layer without arguments: `relu`.
    #[must_use]
    pub fn new(word: &str) -> Self {
        Self { word: ident(word), arguments: Vec::new(), readable: Ok(()) }
    }

    /// With an argument that stands alone: `linear(10)`.
    #[must_use]
    pub fn with(mut self, value: Expression) -> Self {
        self.arguments.push(Argument { name: None, equals: None, value: ArgumentValue::One(value) });
        self
    }

    /// With an argument that has a name: `conv2d(6, kernel: 5)`.
    #[must_use]
    pub fn with_named(mut self, name: &str, value: ArgumentValue) -> Self {
        self.arguments.push(Argument { name: Some(ident(name)), equals: None, value });
        self
    }

    /// As a layer of a network.
    #[must_use]
    pub fn item(self) -> Item {
        Item::new(ItemKind::Call(self))
    }
}
