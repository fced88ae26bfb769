//! What the macro claims and cannot prove.

use super::{Axis, Growth, Shape, Size};
use crate::ast::Path;
use crate::report::Mark;
use crate::words::Along;
use proc_macro2::{Span, TokenStream};

/// What rustc is asked to prove.
pub struct Proof {
    /// The tokens to point at.
    pub mark: Mark,
    /// The tokens of which the first claim that fails is told alone: what is said of a layer, in whatever round.
    pub about: Span,
    /// The block that is expanded, and its call, as the last line of a message; or nothing.
    pub call: String,
    pub claim: Claim,
}

/// What is claimed; `layer` is the layer as messages call it.
pub enum Claim {
    /// A size is not less than `least`, nor too large.
    Size {
        what: String,
        size: Size,
        least: usize,
    },
    /// There is not too much of what is counted, each as a product of sizes.
    Limited {
        layer: String,
        input: Shape,
        counts: Vec<(&'static str, Vec<Size>)>,
    },
    /// A condition is true; the sentence says so.
    Holds {
        sentence: String,
        condition: TokenStream,
    },
    /// The window has `out` positions.
    Slides {
        layer: String,
        axis: Axis,
        out: Size,
    },
    /// A pool's window also touches the input at every position.
    Pools {
        layer: String,
        axis: Axis,
        out: Size,
    },
    /// The padding of a window is even on both axes, so that `same` can halve it.
    Halves {
        layer: String,
        axes: [Axis; 2],
    },
    /// The transposed convolution makes `out` elements.
    Grows {
        layer: String,
        growth: Growth,
        out: Size,
    },
    /// `out` follows from other sizes by a rule.
    Makes {
        layer: String,
        rule: Rule,
        out: Size,
    },
    /// Something is left of a size, and not too much.
    Leaves {
        layer: String,
        size: Size,
        out: Size,
    },
    /// `groups` divides `count`.
    Divides {
        layer: String,
        groups: Size,
        what: &'static str,
        count: Size,
    },
    /// The channels can be cut into so many `parts`.
    Cuts {
        layer: String,
        parts: Size,
        channels: Size,
    },
    /// The output of the last layer is the declared one.
    Gives {
        layer: String,
        found: Shape,
        declared: Shape,
    },
    /// The two values that `residual` adds have one shape.
    Adds {
        layer: String,
        body: Shape,
        shortcut: Shape,
    },
    /// All branches of `concat` are images, or all are vectors.
    Alike {
        layer: String,
        branches: Vec<Shape>,
        vectors: bool,
    },
    /// All branches of `concat` have one size along an axis other than that of the sum.
    Joins {
        layer: String,
        along: Along,
        axis: Along,
        first: Size,
        found: Size,
    },
    /// `reshape` keeps the number of elements.
    Keeps {
        layer: String,
        found: Size,
        wanted: Size,
    },
    /// A network that is used as a layer reads this shape.
    Feeds {
        layer: String,
        path: Path,
        found: Shape,
    },
    /// The value that another network computes is an image, or a vector.
    IsImage {
        layer: String,
        shape: Shape,
    },
    IsVector {
        layer: String,
        shape: Shape,
    },
}

/// How a size follows from others, in a layer without a window.
#[derive(Clone)]
pub enum Rule {
    /// A size and what stands before and after it: their sum.
    Padded([Size; 3]),
    /// A size, and how much of it is cut off before and after.
    Cropped([Size; 3]),
    /// A size and a factor: their product.
    Scaled([Size; 2]),
    /// Channels, and the side of the squares of them that become one.
    Squared([Size; 2]),
    /// A size and the number of its shares, which it becomes.
    Shared([Size; 2]),
    /// Sizes that become their sum.
    Joined(Vec<Size>),
    /// Sizes whose product is a number of elements.
    Flat(Vec<Size>),
}

impl Rule {
    /// The sizes that it reads.
    pub fn sizes(&self) -> &[Size] {
        match self {
            Self::Padded(sizes) | Self::Cropped(sizes) => sizes,
            Self::Scaled(sizes) | Self::Squared(sizes) | Self::Shared(sizes) => sizes,
            Self::Joined(sizes) | Self::Flat(sizes) => sizes,
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        let (a, b) = (self.sizes(), other.sizes());
        core::mem::discriminant(self) == core::mem::discriminant(other)
            && a.len() == b.len()
            && a.iter().zip(b).all(|(a, b)| a.is_same(b))
    }
}

impl Claim {
    /// Whether it is about numbers alone.
    pub fn is_known(&self) -> bool {
        match self {
            Self::Slides { axis, .. } | Self::Pools { axis, .. } => axis.known().is_some(),
            Self::Grows { growth, .. } => growth.known().is_some(),
            Self::Makes { rule, .. } => rule.sizes().iter().all(|size| size.known().is_some()),
            Self::Size { .. }
            | Self::Limited { .. }
            | Self::Holds { .. }
            | Self::Halves { .. }
            | Self::Leaves { .. }
            | Self::Divides { .. }
            | Self::Cuts { .. }
            | Self::Gives { .. }
            | Self::Adds { .. }
            | Self::Alike { .. }
            | Self::Joins { .. }
            | Self::Keeps { .. }
            | Self::Feeds { .. }
            | Self::IsImage { .. }
            | Self::IsVector { .. } => false,
        }
    }

    /// Whether both claim the same of numbers: the same size of the same geometry.
    pub fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Slides { axis: a, out: c, .. }, Self::Slides { axis: b, out: d, .. })
            | (Self::Pools { axis: a, out: c, .. }, Self::Pools { axis: b, out: d, .. }) => {
                a.known() == b.known() && c.is_same(d)
            }
            (Self::Grows { growth: a, out: c, .. }, Self::Grows { growth: b, out: d, .. }) => {
                a.known() == b.known() && c.is_same(d)
            }
            (Self::Makes { rule: a, out: c, .. }, Self::Makes { rule: b, out: d, .. }) => a.is_same(b) && c.is_same(d),
            _ => false,
        }
    }
}
