//! Expressions → sizes: literal arithmetic is done here, everything else becomes a hidden constant for rustc.

use super::Checker;
use crate::plan::{Constant, Size};
use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::spanned::Spanned;
use syn::{BinOp, Expr, Lit, UnOp};

/// The largest size: beyond it no proof is made.
pub const LARGEST: usize = (1 << 24) - 1;

/// A size as written.
#[derive(Clone)]
pub struct Dimension {
    pub size: Size,
    pub span: Span,
}

impl Checker<'_> {
    /// A whole number of at least `least`, called `what` in messages. `None` after a mistake.
    pub fn dimension(&mut self, expression: &Expr, what: &str, least: usize) -> Option<Dimension> {
        let span = expression.span();
        let size = match self.fold(expression) {
            Ok(Some(size)) if size < least => {
                self.mistake(span, format!("{what} cannot be {size}\n\nhelp: it is at least {least}"));
                return None;
            }
            Ok(Some(size)) if size > LARGEST => {
                self.mistake(span, format!("{what} is too large: {size}\n\nhelp: a size is at most {LARGEST}"));
                return None;
            }
            Ok(Some(size)) => Size::Known(size),
            Ok(None) => {
                let tokens = self.substitute(expression.to_token_stream());
                self.constant("SIZE", tokens)
            }
            Err(message) => {
                self.mistake(span, format!("{what} {message}"));
                return None;
            }
        };
        Some(Dimension { size, span })
    }

    /// The value of an expression of literals and block parameters; `None` if it holds anything else. An error
    /// continues a sentence that begins with what the expression stands for.
    fn fold(&self, expression: &Expr) -> Result<Option<usize>, String> {
        match expression {
            Expr::Lit(literal) => match &literal.lit {
                Lit::Int(int) if !matches!(int.suffix(), "" | "usize") => {
                    Err(format!("is a `usize`, but `{int}` has another type\n\nhelp: write `{}`", int.base10_digits()))
                }
                Lit::Int(int) => match int.base10_parse::<usize>() {
                    Ok(size) => Ok(Some(size)),
                    Err(_) => Err(format!("is too large: {int}\n\nhelp: a size is at most {LARGEST}")),
                },
                other => Err(format!("must be a whole number, but `{}` is none", other.to_token_stream())),
            },
            Expr::Paren(inner) => self.fold(&inner.expr),
            Expr::Group(inner) => self.fold(&inner.expr),
            Expr::Unary(unary) if matches!(unary.op, UnOp::Neg(_)) => {
                Err(format!("cannot be negative, but it is `{}`", expression.to_token_stream()))
            }
            Expr::Path(path) => match path.path.get_ident().and_then(|name| self.parameter(name)) {
                Some(Size::Known(size)) => Ok(Some(size)),
                _ => Ok(None),
            },
            Expr::Binary(binary) => {
                let (Some(left), Some(right)) = (self.fold(&binary.left)?, self.fold(&binary.right)?) else {
                    return Ok(None);
                };
                let value = match binary.op {
                    BinOp::Add(_) => left.checked_add(right),
                    BinOp::Sub(_) => left.checked_sub(right),
                    BinOp::Mul(_) => left.checked_mul(right),
                    BinOp::Div(_) => left.checked_div(right),
                    BinOp::Rem(_) => left.checked_rem(right),
                    _ => return Ok(None),
                };
                let operator = binary.op.to_token_stream();
                value.map(Some).ok_or_else(|| format!("cannot be computed: `{left} {operator} {right}` is no size"))
            }
            _ => Ok(None),
        }
    }

    /// The value of a parameter of the block that is being expanded.
    fn parameter(&self, name: &Ident) -> Option<Size> {
        let call = self.calls.last()?;
        call.parameters.iter().find(|(parameter, _)| parameter == name).map(|(_, dimension)| dimension.size.clone())
    }

    /// The tokens of an expression with the values of block parameters in their places.
    pub fn substitute(&self, tokens: TokenStream) -> TokenStream {
        if self.calls.last().is_none_or(|call| call.parameters.is_empty()) {
            return tokens;
        }
        let mut substituted = TokenStream::new();
        let mut in_path = false;
        for token in tokens {
            let next_in_path =
                matches!(&token, TokenTree::Punct(punct) if punct.as_char() == ':' || punct.as_char() == '.');
            match token {
                TokenTree::Ident(name) if !in_path => match self.parameter(&name) {
                    Some(size) => size.to_tokens(&mut substituted),
                    None => name.to_tokens(&mut substituted),
                },
                TokenTree::Group(group) => {
                    let mut inner = proc_macro2::Group::new(group.delimiter(), self.substitute(group.stream()));
                    inner.set_span(group.span());
                    inner.to_tokens(&mut substituted);
                }
                other => other.to_tokens(&mut substituted),
            }
            in_path = next_in_path;
        }
        substituted
    }

    /// A hidden constant of type `usize` with this value; the same value gives the same constant.
    pub fn constant(&mut self, hint: &str, value: TokenStream) -> Size {
        let text = value.to_string();
        if let Some(index) = self.constant_texts.iter().position(|known| *known == text) {
            return Size::Constant(self.constants[index].name.clone());
        }
        let name =
            format!("__{}_{hint}_{}", self.declaration.name.to_string().to_uppercase(), self.constants.len() + 1);
        let name = Ident::new(&name, Span::call_site());
        self.constants.push(Constant { name: name.clone(), value });
        self.constant_texts.push(text);
        Size::Constant(name)
    }

    /// A size computed from others: here where all are known, else by rustc from the tokens.
    pub fn derive<const N: usize>(
        &mut self,
        hint: &str,
        from: [&Size; N],
        known: impl FnOnce([usize; N]) -> usize,
        tokens: impl FnOnce([TokenStream; N]) -> TokenStream,
    ) -> Size {
        let values = from.each_ref().map(|size| size.known());
        if values.iter().all(Option::is_some) {
            return Size::Known(known(values.map(Option::unwrap_or_default)));
        }
        let tokens = tokens(from.map(|size| match size {
            Size::Known(_) => quote!(#size),
            Size::Constant(name) => quote!(#name),
        }));
        self.constant(hint, tokens)
    }
}
