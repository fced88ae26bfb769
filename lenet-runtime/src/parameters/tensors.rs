//! The tensors of a network or a layer as a constant, in memory order: what [`Parameters::visit`] hands out, and what reads weights
//! while a program compiles.

use super::{Init, Kind, Name, Parameters, Start, TensorRef};
use crate::message::{self, Text};
use crate::plain::Plain;

/// A tensor, or what holds several.
pub enum Tensors {
    /// One tensor.
    Tensor {
        /// Its shape, as PyTorch's `state_dict` has it.
        shape: &'static [usize],
        /// Whether training changes it by its gradient.
        kind: Kind,
        /// How its numbers start.
        start: Start,
    },
    /// The members of a struct.
    Members(&'static [Member]),
    /// So many of one kind, called `0`, `1` and so on.
    Rounds(&'static Tensors, usize),
}

/// A member with its name.
pub struct Member {
    pub(crate) name: &'static str,
    pub(crate) tensors: Tensors,
    /// How its tensors start, if not as the layer itself says.
    start: Option<Start>,
    /// How many numbers its type has.
    numbers: usize,
}

/// A field of a network. `field` is not called: it tells the field's type, which must be plain data.
#[must_use]
pub const fn member<S, T: Parameters>(name: &'static str, _field: fn(&S) -> &T) -> Member {
    Member { name, tensors: T::TENSORS, start: None, numbers: T::FLOATS }
}

/// A layer that a rectifier follows: its weights start accordingly.
#[must_use]
pub const fn rectified<S, T: Parameters>(name: &'static str, field: fn(&S) -> &T) -> Member {
    Member { start: Some(Start::Weight(Init::KaimingUniform)), ..member(name, field) }
}

/// A layer whose numbers all start at this one.
#[must_use]
pub const fn starting<S, T: Parameters>(name: &'static str, field: fn(&S) -> &T, number: f32) -> Member {
    Member { start: Some(Start::Constant(number)), ..member(name, field) }
}

/// The members of the struct `T`. Compiles only where they are all of its numbers. `fields` is not called: it names all fields.
#[must_use]
pub const fn members<T: Plain>(_fields: fn(&T), members: &'static [Member]) -> Tensors {
    let (mut numbers, mut index) = (0, 0);
    while index < members.len() {
        numbers += members[index].numbers;
        index += 1;
    }
    assert!(numbers == T::FLOATS, "a network has no numbers beside those of its layers");
    Tensors::Members(members)
}

impl Member {
    /// A tensor that is trained.
    pub(crate) const fn trained(name: &'static str, shape: &'static [usize], start: Start) -> Self {
        Self::tensor(name, shape, Kind::Trained, start)
    }

    /// A running statistic.
    pub(crate) const fn buffer(name: &'static str, shape: &'static [usize], start: f32) -> Self {
        Self::tensor(name, shape, Kind::Buffer, Start::Constant(start))
    }

    const fn tensor(name: &'static str, shape: &'static [usize], kind: Kind, start: Start) -> Self {
        Self { name, tensors: Tensors::Tensor { shape, kind, start }, start: None, numbers: length(shape) }
    }
}

/// How many numbers a tensor has.
pub(crate) const fn length(shape: &[usize]) -> usize {
    let (mut length, mut axis) = (1, 0);
    while axis < shape.len() {
        length *= shape[axis];
        axis += 1;
    }
    length
}

impl Tensors {
    /// A weight, and a bias if it has numbers.
    pub(crate) const fn weight<B: Plain>(tensors: &'static [Member; 2]) -> Self {
        Self::Members(if B::FLOATS > 0 { tensors } else { tensors.split_at(1).0 })
    }

    /// Calls `visit` with every tensor, whose numbers stand one behind the other at the beginning of `numbers`. They start as `start`
    /// says, if it is given.
    pub(super) fn visit<'a>(
        &self,
        name: Name<'_>,
        start: Option<Start>,
        numbers: &mut &'a [f32],
        visit: &mut dyn FnMut(TensorRef<'a, '_>),
    ) {
        match self {
            Self::Tensor { shape, kind, start: usual } => {
                let values = numbers.split_off(..length(shape)).unwrap_or_default();
                let start = match (start, usual) {
                    (Some(Start::Constant(number)), _) => Start::Constant(number),
                    (Some(start), Start::Weight(_)) => start,
                    _ => *usual,
                };
                visit(TensorRef { name, shape, kind: *kind, start, values });
            }
            Self::Members(members) => {
                for member in *members {
                    member.tensors.visit(name.then(member.name), start.or(member.start), numbers, visit);
                }
            }
            Self::Rounds(round, rounds) => {
                for index in 0..*rounds {
                    round.visit(name.element(index), start, numbers, visit);
                }
            }
        }
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

    #[cfg(feature = "weights")]
    pub(crate) const fn pieces(&self) -> &[&'static str] {
        self.pieces.split_at(self.count).0
    }

    /// Another last name, if `last` is the last.
    #[cfg(feature = "weights")]
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
