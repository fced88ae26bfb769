//! Sizes, and what is made of them: shapes and windows.

use crate::ast::Path;
use crate::list;
use crate::report::source;
use crate::shape;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, TokenStreamExt, quote};

/// A size that the macro knows, or a constant that rustc knows, `LeNet5::CONV1_KERNEL`.
#[derive(Clone)]
pub enum Size {
    Known(usize),
    Constant(TokenStream),
}

impl Size {
    pub fn known(&self) -> Option<usize> {
        match self {
            Self::Known(size) => Some(*size),
            Self::Constant(_) => None,
        }
    }

    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Known(a), Self::Known(b)) => a == b,
            (Self::Constant(a), Self::Constant(b)) => a.to_string() == b.to_string(),
            _ => false,
        }
    }

    /// As an expression: without the braces that a constant argument of a type needs.
    pub fn bare(&self) -> TokenStream {
        match self {
            Self::Known(size) => Literal::usize_unsuffixed(*size).to_token_stream(),
            Self::Constant(name) => name.clone(),
        }
    }
}

/// As a constant argument of a type.
impl ToTokens for Size {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        match self {
            Self::Known(size) => tokens.append(Literal::usize_unsuffixed(*size)),
            Self::Constant(name) => tokens.extend(quote!({ #name })),
        }
    }
}

/// The shape of a value.
#[derive(Clone)]
pub enum Shape {
    Image([Size; 3]),
    Vector(Size),
    /// What another network computes: its `Output`.
    Network(Path),
}

impl Shape {
    /// `6 × 14 × 14` where it is known.
    pub fn known(&self) -> Option<Vec<usize>> {
        match self {
            Self::Image(sizes) => list::all(sizes, Size::known),
            Self::Vector(size) => Some(vec![size.known()?]),
            Self::Network(_) => None,
        }
    }

    /// Whether both are known to be the same.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Image(a), Self::Image(b)) => a.iter().zip(b).all(|(a, b)| a.is_same(b)),
            (Self::Vector(a), Self::Vector(b)) => a.is_same(b),
            (Self::Network(a), Self::Network(b)) => source(a) == source(b),
            _ => false,
        }
    }

    /// How many elements, where it is known.
    pub fn elements(&self) -> Option<usize> {
        let mut elements: usize = 1;
        for size in self.known()? {
            elements = elements.saturating_mul(size);
        }
        Some(elements)
    }

    pub fn words(&self) -> String {
        let word = |size: &Size| size.known().map_or_else(|| "?".to_owned(), |size| size.to_string());
        match self {
            Self::Image([c, h, w]) => format!("{} × {} × {}", word(c), word(h), word(w)),
            Self::Vector(n) => word(n),
            Self::Network(path) => format!("the output of `{}`", source(path)),
        }
    }
}

/// A window along one axis.
#[derive(Clone)]
pub struct Axis {
    pub size: Size,
    pub kernel: Size,
    pub stride: Size,
    pub before: Size,
    pub after: Size,
    pub dilation: Size,
    pub ceil: bool,
}

impl Axis {
    /// The size with its padding.
    pub fn padded(&self) -> Size {
        let Self { size, before, after, .. } = self;
        match (size, before, after) {
            (Size::Known(size), Size::Known(before), Size::Known(after)) => Size::Known(size + before + after),
            _ => {
                let (size, before, after) = (size.bare(), before.bare(), after.bare());
                Size::Constant(quote!(#size + #before + #after))
            }
        }
    }

    pub fn known(&self) -> Option<shape::Window> {
        Some(shape::Window {
            size: self.size.known()?,
            kernel: self.kernel.known()?,
            stride: self.stride.known()?,
            before: self.before.known()?,
            after: self.after.known()?,
            dilation: self.dilation.known()?,
            ceil: self.ceil,
        })
    }
}

/// One axis of a transposed convolution.
#[derive(Clone)]
pub struct Growth {
    pub size: Size,
    pub kernel: Size,
    pub stride: Size,
    pub before: Size,
    pub after: Size,
    pub dilation: Size,
    pub extra: Size,
}

impl Growth {
    pub fn known(&self) -> Option<shape::Growth> {
        Some(shape::Growth {
            size: self.size.known()?,
            kernel: self.kernel.known()?,
            stride: self.stride.known()?,
            before: self.before.known()?,
            after: self.after.known()?,
            dilation: self.dilation.known()?,
            extra: self.extra.known()?,
        })
    }
}
