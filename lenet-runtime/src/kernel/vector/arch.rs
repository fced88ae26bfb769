//! An architecture without vector instructions, or a program that does without them.

use super::Kernel;

/// The instruction sets of the architecture: none.
#[derive(Clone, Copy, Debug)]
pub enum Vectors {}

impl Vectors {
    /// How many there are.
    pub(super) const COUNT: usize = 0;

    #[inline]
    pub(super) fn all() -> [Option<Self>; Self::COUNT] {
        []
    }

    pub(super) const fn name(self) -> &'static str {
        match self {}
    }

    pub(crate) fn run(self, _: impl Kernel) {
        match self {}
    }

    pub(super) fn vectorize<R>(self, _: impl FnOnce() -> R) -> R {
        match self {}
    }
}
