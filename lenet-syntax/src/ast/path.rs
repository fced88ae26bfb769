//! Paths of networks, and attributes.

use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;

/// `self::parts::Backbone`, without generic arguments.
#[derive(Clone)]
pub struct Path {
    pub(crate) tokens: TokenStream,
    /// The names.
    pub segments: Vec<Ident>,
    /// Whether it begins with `::`.
    pub is_absolute: bool,
}

impl Path {
    /// The name, if it is one alone.
    #[must_use]
    pub fn name(&self) -> Option<&Ident> {
        match self.segments.as_slice() {
            [name] if !self.is_absolute => Some(name),
            _ => None,
        }
    }

    /// The place of the first name.
    #[must_use]
    pub fn span(&self) -> Span {
        self.segments[0].span()
    }
}

impl ToTokens for Path {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}

/// `#[derive(Clone)]`
#[derive(Clone)]
pub struct Attribute {
    pub(crate) tokens: TokenStream,
    /// `derive`
    pub path: Path,
    /// What stands in its brackets behind the path.
    pub value: AttributeValue,
    /// The brackets.
    pub span: Span,
}

/// What an attribute says.
#[derive(Clone)]
pub enum AttributeValue {
    /// Nothing but its name.
    None,
    /// `(Clone, Debug)`, without the parentheses.
    List(TokenStream),
    /// What stands behind `=`.
    Is(TokenStream),
}

impl Attribute {
    /// Whether it is called so.
    #[must_use]
    pub fn is(&self, word: &str) -> bool {
        self.path.name().is_some_and(|name| name == word)
    }
}

impl ToTokens for Attribute {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }
}
