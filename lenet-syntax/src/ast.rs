//! What was written: names, words, expressions and their spans.

#[cfg(any(test, feature = "print"))]
pub mod build;
mod expression;
mod path;

use crate::report::Reported;
pub use crate::words::Along;
pub use expression::{Expression, ExpressionKind};
pub use path::{Attribute, AttributeValue, Path};
use proc_macro2::{Ident, Span, TokenStream};
use syn::{LitStr, Token};

/// A whole `network!` declaration.
pub struct Declaration {
    /// `$crate` of the runtime, however the user calls it.
    pub runtime: TokenStream,
    /// What stands before the network: its documentation, derives.
    pub attributes: Vec<Attribute>,
    /// Of the network and its fields.
    pub visibility: TokenStream,
    /// `struct`
    pub keyword: Token![struct],
    /// The name of the network.
    pub name: Ident,
    /// The shape of one input.
    pub input: Result<Shape, Reported>,
    /// The shape behind `->`, if one is written.
    pub output: Result<Option<Shape>, Reported>,
    /// What stands behind the shapes.
    pub clauses: Clauses,
    /// The templates.
    pub blocks: Vec<Block>,
    /// The names of blocks whose headers could not be read.
    pub unread: Vec<(Ident, Reported)>,
    /// The layers.
    pub items: Vec<Item>,
    /// The braces around the layers.
    pub body: Span,
}

/// `[C, H, W]` or `[N]`.
pub struct Shape {
    /// Numbers, constants and arithmetic.
    pub dimensions: Vec<Expression>,
    /// The brackets.
    pub span: Span,
}

/// What may stand behind the shapes.
#[derive(Default)]
pub struct Clauses {
    /// The file with the weights.
    pub weights: Option<Weights>,
    /// What one image may take.
    pub budget: Option<Budget>,
}

/// `budget(ram: 16 * KIB, flash: 64 * KIB)`.
#[derive(Default)]
pub struct Budget {
    /// In bytes.
    pub ram: Option<Expression>,
    /// In bytes.
    pub flash: Option<Expression>,
    /// `prepared: false`: of the network as it is.
    pub plain: bool,
}

/// `weights("lenet5.safetensors")`.
pub struct Weights {
    /// The path, relative to the file in which it stands.
    pub path: LitStr,
}

/// `block name(parameters) { items }`.
pub struct Block {
    /// Its name.
    pub name: Ident,
    /// The names of the numbers that a call gives.
    pub parameters: Vec<Ident>,
    /// The layers.
    pub items: Vec<Item>,
}

/// One entry of a body, with its name if it has one.
pub struct Item {
    /// What the user says of it.
    pub docs: Vec<Attribute>,
    /// `#[name = "features.0"]`: what its tensors are called, below the group around it.
    pub tensors: Option<LitStr>,
    /// `conv1:`
    pub name: Option<Ident>,
    /// What it is.
    pub kind: ItemKind,
}

/// What an entry is.
pub enum ItemKind {
    /// Something that could not be read.
    Unreadable(Reported),
    /// A built-in layer or a local block: which of them, `check` decides.
    Call(Call),
    /// Another network, by its path.
    Network(Path),
    /// `residual(shortcut: { … }) { … }`
    Residual {
        /// `residual`
        word: Ident,
        /// What the input passes on its way to the sum.
        shortcut: Option<Branch>,
        /// The layers whose output is added.
        body: Branch,
    },
    /// `concat(along: rows) { { … } { … } }`
    Concat {
        /// `concat`
        word: Ident,
        /// What stands in the parentheses.
        along: Option<Axis>,
        /// What is joined.
        branches: Vec<Branch>,
    },
    /// `repeat(n) { … }`
    Repeat {
        /// `repeat`
        word: Ident,
        /// How often.
        count: Expression,
        /// The layers of one round.
        body: Branch,
    },
}

/// `along: rows`
pub struct Axis {
    /// The axis.
    pub along: Along,
    /// Its word.
    pub span: Span,
}

/// `{ items }`, of which a composition has one or several.
pub struct Branch {
    /// The layers.
    pub items: Vec<Item>,
    /// The braces.
    pub span: Span,
}

/// `word(arguments)`, or a bare `word`.
pub struct Call {
    /// The word of the layer, or the name of a block.
    pub word: Ident,
    /// What stands in the parentheses.
    pub arguments: Vec<Argument>,
    /// Whether all arguments could be read.
    pub readable: Result<(), Reported>,
}

/// `name: value`, or a value alone.
pub struct Argument {
    /// `kernel:`
    pub name: Option<Ident>,
    /// The `=` that stands behind the name instead of `:`.
    pub equals: Option<Span>,
    /// The value.
    pub value: ArgumentValue,
}

/// The value of an argument.
pub enum ArgumentValue {
    /// One expression, for both axes where there are two.
    One(Expression),
    /// `(rows, columns)`.
    Two(Box<[Expression; 2]>, Span),
    /// `[5, 5]`, as Python has it: what stands between the commas.
    List(Vec<String>, Span),
    /// A padding in words.
    Padding(Padding),
}

/// A padding in words.
pub enum Padding {
    /// `total(4)`, `each_side(2)`: the word, then the values of rows and columns.
    Sized(Ident, Box<[Expression; 2]>),
    /// `same`, `same_lower`, `same_upper`, `valid`.
    Word(Ident),
    /// `edges(top: 1, …)`.
    Edges(Ident, Vec<(Ident, Expression)>),
}

/// Whether a name is a keyword of Rust 2024, which syn knows but for `gen`.
pub fn is_keyword(name: &str) -> bool {
    name == "gen" || syn::parse_str::<Ident>(name).is_err()
}
