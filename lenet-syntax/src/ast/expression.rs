//! Sizes and numbers as they are written.

use proc_macro2::{Ident, TokenStream};
use quote::ToTokens;
use syn::Lit;

/// A number, a constant, or arithmetic of these.
#[derive(Clone)]
pub struct Expression {
    pub(crate) tokens: TokenStream,
    /// What it is, as far as the language asks.
    pub kind: ExpressionKind,
}

/// What an expression is.
#[derive(Clone)]
pub enum ExpressionKind {
    /// `3`
    Literal(Lit),
    /// A name alone: a constant, or a parameter of a block.
    Name(Ident),
    /// `usize::MAX`
    Path,
    /// `-1`: the sign and what it stands before.
    Prefixed(char, Box<Expression>),
    /// `N / 2`: the operator and what it stands between.
    Binary(&'static str, Box<[Expression; 2]>),
    /// `N as usize`
    Cast,
    /// `(N)`, or what a macro put in as one.
    Inside(Box<Expression>),
    /// `(3, 3)`
    Tuple(Vec<Expression>),
    /// `half(N)`: the function and what it is called with.
    Call(TokenStream, Vec<Expression>),
    /// What rustc alone understands: `SIZES[0]`, `env_size!()`.
    Other,
}

impl Expression {
    /// Without parentheses around it, and without the invisible brackets of a macro's fragment.
    #[must_use]
    pub fn bare(&self) -> &Self {
        match &self.kind {
            ExpressionKind::Inside(inner) => inner.bare(),
            _ => self,
        }
    }

    /// Whether it needs parentheses to be one operand of another.
    #[must_use]
    pub fn is_operation(&self) -> bool {
        matches!(self.kind, ExpressionKind::Prefixed(..) | ExpressionKind::Binary(..) | ExpressionKind::Cast)
    }
}

impl ToTokens for Expression {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.tokens.to_tokens(tokens);
    }

    fn to_token_stream(&self) -> TokenStream {
        self.tokens.clone()
    }
}
