//! What was written: names, words, expressions and their spans.

use proc_macro2::{Ident, Span, TokenStream};
use syn::{Attribute, Expr, Path, Token, Visibility};

/// A whole `network!` declaration.
pub struct Declaration {
    /// `$crate` of the runtime, however the user calls it.
    pub runtime: TokenStream,
    pub attributes: Vec<Attribute>,
    pub visibility: Visibility,
    pub keyword: Token![struct],
    pub name: Ident,
    /// `None` if it could not be read.
    pub input: Option<Shape>,
    pub output: Option<Shape>,
    pub blocks: Vec<Block>,
    /// The names of blocks whose headers could not be read, of which enough has been said.
    pub unread: Vec<Ident>,
    pub items: Vec<Item>,
    /// The braces around the layers.
    pub body: Span,
}

/// `[C, H, W]` or `[N]`.
pub struct Shape {
    pub dimensions: Vec<Expr>,
    pub span: Span,
}

/// `block name(parameters) { items }`.
pub struct Block {
    pub name: Ident,
    pub parameters: Vec<Ident>,
    pub items: Vec<Item>,
}

/// One entry of a body, with its name if it has one.
pub struct Item {
    /// What the user says of it.
    pub docs: Vec<Attribute>,
    pub name: Option<Ident>,
    pub kind: ItemKind,
}

pub enum ItemKind {
    /// Something that could not be read, of which enough has been said: nobody knows what comes out of it.
    Unreadable,
    /// A built-in layer or a local block: which of them, `check` decides.
    Call(Call),
    /// Another network, by its path.
    Network(Path),
    Residual {
        word: Ident,
        shortcut: Option<Branch>,
        body: Branch,
    },
    Concat {
        word: Ident,
        branches: Vec<Branch>,
    },
    Repeat {
        word: Ident,
        count: Expr,
        body: Branch,
    },
}

/// `{ items }`, of which a composition has one or several.
pub struct Branch {
    pub items: Vec<Item>,
    pub span: Span,
}

/// `word(arguments)`, or a bare `word`.
pub struct Call {
    pub word: Ident,
    pub arguments: Vec<Argument>,
    /// Whether all arguments could be read.
    pub readable: bool,
}

pub struct Argument {
    pub name: Option<Ident>,
    /// The `=` that stands behind the name instead of `:`.
    pub equals: Option<Span>,
    pub value: ArgumentValue,
}

pub enum ArgumentValue {
    /// One expression, for both axes where there are two.
    One(Expr),
    /// `(rows, columns)`.
    Two(Box<[Expr; 2]>, Span),
    /// `[5, 5]`, as Python has it: what stands between the commas.
    List(Vec<String>, Span),
    /// A padding in words.
    Padding(Padding),
}

pub enum Padding {
    /// `total(4)`, `each_side(2)`: the word, then the values of rows and columns.
    Sized(Ident, Box<[Expr; 2]>),
    /// `same`, `same_lower`, `same_upper`, `valid`.
    Word(Ident),
    /// `edges(top: 1, …)`.
    Edges(Ident, Vec<(Ident, Expr)>),
}
