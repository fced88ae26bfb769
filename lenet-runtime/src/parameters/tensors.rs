//! The tensors of a network as a constant: their names and shapes in memory order, for what reads weights while a program compiles.

use crate::plain::Plain;

/// What [`Parameters::visit`](super::Parameters::visit) hands out, without the numbers: a tensor, or what holds several.
pub enum Tree {
    /// Nobody says, as of structs that are written by hand.
    Unknown,
    /// A tensor of this shape.
    Tensor(&'static [usize]),
    /// Members with their names.
    Members(&'static [(&'static str, Tree)]),
    /// So many of one kind, called `0`, `1` and so on.
    Rounds(&'static Tree, usize),
}

impl Tree {
    /// A weight, and a bias if it has numbers.
    pub(crate) const fn weight<B: Plain>(tensors: &'static [(&'static str, Self); 2]) -> Self {
        Self::Members(if B::FLOATS > 0 { tensors } else { tensors.split_at(1).0 })
    }
}
