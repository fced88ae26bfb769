//! The tensors of a network as a constant: their names and shapes in memory order, for what reads weights while a program compiles.

use crate::message::{self, Text};
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

/// The dotted name of a tensor, in pieces: a constant can put these one behind the other, and no string.
#[derive(Clone, Copy)]
pub(crate) struct Path {
    pieces: [&'static str; Path::MOST],
    pub(crate) count: usize,
}

impl Path {
    const MOST: usize = 128;

    pub(crate) const fn new() -> Self {
        Self { pieces: [""; Self::MOST], count: 0 }
    }

    /// One more name, behind a dot.
    pub(crate) const fn push(&mut self, name: &'static str) {
        if self.count > 0 {
            self.piece(".");
        }
        self.piece(name);
    }

    /// The number of a round, behind a dot.
    pub(crate) const fn round(&mut self, number: usize) {
        self.piece(".");
        self.number(number);
    }

    const fn number(&mut self, number: usize) {
        if number >= 10 {
            self.number(number / 10);
        }
        self.piece("0123456789".split_at(number % 10).1.split_at(1).0);
    }

    const fn piece(&mut self, piece: &'static str) {
        self.pieces[self.count] = piece;
        self.count += 1;
    }

    pub(crate) const fn pieces(&self) -> &[&'static str] {
        self.pieces.split_at(self.count).0
    }

    /// Another last name, if `last` is the last.
    pub(crate) const fn beside(&mut self, last: &str, other: &'static str) -> bool {
        let is = self.count > 0 && message::equal(self.pieces[self.count - 1], last);
        if is {
            self.pieces[self.count - 1] = other;
        }
        is
    }

    pub(crate) const fn width(&self) -> usize {
        let (mut width, mut index) = (0, 0);
        while index < self.count {
            width += message::width(self.pieces[index]);
            index += 1;
        }
        width
    }

    pub(crate) const fn write(&self, text: &mut Text) {
        let mut index = 0;
        while index < self.count {
            text.word(self.pieces[index]);
            index += 1;
        }
    }
}
