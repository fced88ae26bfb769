//! The tensors of a network or a layer: their names, their kinds, and how they start.

mod init;
mod start;
pub mod tensors;

pub use init::Init;
pub use start::Start;

use crate::plain::Plain;
use crate::random::Random;

/// A struct of tensors: a network, or the parameters of one layer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a network nor the parameters of a layer",
    note = "where a box is passed, name the network that it holds once, as in `Sgd::<LeNet5>::new(0.1)`"
)]
pub trait Parameters: Plain {
    /// The tensors, in memory order.
    #[doc(hidden)]
    const TENSORS: tensors::Tensors;

    /// Calls `visit` with every tensor, in memory order.
    ///
    /// `name` is the path so far, empty at the top; a layer appends `weight`, a network `conv1` and so on, joined by dots.
    fn visit<'a>(&'a self, name: Name<'_>, visit: &mut dyn FnMut(TensorRef<'a, '_>)) {
        Self::TENSORS.visit(name, None, &mut self.floats(), visit);
    }

    /// Sets every tensor to its initial values, as its [`Start`] says; without `init`, a network chooses it for each layer by the
    /// activation that follows.
    fn reset(&mut self, init: Option<Init>, random: &mut Random) {
        let (mut tensors, mut numbers) = (0, 0);
        loop {
            // A visit only reads: what it says of the next tensors is kept, and then they are written.
            let mut next = start::Next::after(tensors);
            self.visit(Name::ROOT, &mut |tensor| next.see(&tensor));
            match next.fill(&mut self.floats_mut()[numbers..], init, random) {
                (0, _) => return,
                (more, filled) => (tensors, numbers) = (tensors + more, numbers + filled),
            }
        }
    }
}

/// One tensor of a network.
pub struct TensorRef<'a, 'n> {
    /// The path of the tensor, `conv1.weight`.
    pub name: Name<'n>,
    /// The shape, as PyTorch's `state_dict` has it.
    pub shape: &'static [usize],
    /// Whether training changes the tensor by its gradient.
    pub kind: Kind,
    /// How the numbers start.
    pub start: Start,
    /// The numbers.
    pub values: &'a [f32],
}

/// What training does with a tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Optimizers move it along its gradient.
    Trained,
    /// A running statistic. A "gradient" of it is the step to add, whatever the optimizer.
    Buffer,
}

/// A dotted path of names, a linked list on the stack: it needs no allocator.
#[derive(Clone, Copy)]
pub struct Name<'n> {
    parent: Option<&'n Name<'n>>,
    last: Last<'n>,
}

#[derive(Clone, Copy)]
enum Last<'n> {
    Word(&'n str),
    /// An element of an array.
    Element(usize),
}

impl<'n> Name<'n> {
    /// The empty path.
    pub const ROOT: Self = Self { parent: None, last: Last::Word("") };

    /// This path with one more name.
    #[must_use]
    pub fn then(&'n self, last: &'n str) -> Self {
        Self { parent: Some(self), last: Last::Word(last) }
    }

    /// Whether the path begins with these names: `layers.0.conv.weight` starts with `layers.0`, and `layers`, but not with `layer`.
    #[must_use]
    pub fn starts_with(&self, path: &str) -> bool {
        self.is(path) || self.parent.is_some_and(|parent| parent.starts_with(path))
    }

    fn is(&self, path: &str) -> bool {
        let Some(parent) = self.parent else { return path.is_empty() };
        let (before, last) = path.rsplit_once('.').unwrap_or(("", path));
        let same = match self.last {
            Last::Word(word) => word == last,
            Last::Element(index) => last.parse() == Ok(index),
        };
        same && before.len() + usize::from(!before.is_empty()) + last.len() == path.len() && parent.is(before)
    }

    /// This path with the index of an element.
    const fn element(&'n self, index: usize) -> Self {
        Self { parent: Some(self), last: Last::Element(index) }
    }
}

impl core::fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        if let Some(parent) = self.parent
            && !matches!(parent.last, Last::Word(""))
        {
            write!(f, "{parent}.")?;
        }
        match self.last {
            Last::Word(word) => f.write_str(word),
            Last::Element(index) => write!(f, "{index}"),
        }
    }
}

/// Several of one kind: the rounds of a `repeat`, called `0`, `1` and so on.
impl<T: Parameters, const N: usize> Parameters for [T; N] {
    const TENSORS: tensors::Tensors = tensors::Tensors::Rounds(&T::TENSORS, N);
}
