//! Where an optimizer keeps its state.

use crate::parameters::Parameters;
#[cfg(feature = "alloc")]
use {crate::plain::Zeroed, alloc::boxed::Box};

/// A number for each weight that an optimizer remembers from step to step; all are 0 before the first.
///
/// The first step that needs them makes them on the heap. A program without an allocator lends them, from a `static`: see
/// [`StaticGradients`](crate::train::StaticGradients).
#[derive(Debug)]
pub struct State<N: 'static>(Place<N>);

#[derive(Debug)]
enum Place<N: 'static> {
    Nowhere,
    #[cfg(feature = "alloc")]
    Heap(Box<N>),
    Lent(&'static mut N),
}

impl<N: Parameters> State<N> {
    /// Before the first step.
    #[must_use]
    pub const fn new() -> Self {
        Self(Place::Nowhere)
    }

    /// In memory of the program, which holds zeros, or what an earlier run remembered.
    #[must_use]
    pub const fn lent(numbers: &'static mut N) -> Self {
        Self(Place::Lent(numbers))
    }

    /// The numbers, if there are any yet.
    #[must_use]
    pub const fn get(&self) -> Option<&N> {
        match &self.0 {
            Place::Nowhere => None,
            #[cfg(feature = "alloc")]
            Place::Heap(numbers) => Some(numbers),
            Place::Lent(numbers) => Some(numbers),
        }
    }

    /// Sets all numbers; none are as before the first step.
    #[cfg(all(feature = "safetensors", feature = "std"))]
    pub(crate) fn set(&mut self, numbers: Option<Box<N>>) {
        match (&mut self.0, numbers) {
            (Place::Lent(lent), Some(numbers)) => lent.floats_mut().copy_from_slice(numbers.floats()),
            (Place::Lent(lent), None) => lent.floats_mut().fill(0.0),
            (place, numbers) => *place = numbers.map_or(Place::Nowhere, Place::Heap),
        }
    }

    /// The numbers to change.
    ///
    /// # Panics
    ///
    /// Without an allocator, if none are lent.
    pub(super) fn numbers(&mut self) -> &mut N {
        #[cfg(feature = "alloc")]
        if matches!(self.0, Place::Nowhere) {
            self.0 = Place::Heap(N::zeroed_box());
        }
        match &mut self.0 {
            Place::Nowhere => panic!("without an allocator, lend an optimizer its state: `State::lent`"),
            #[cfg(feature = "alloc")]
            Place::Heap(numbers) => numbers,
            Place::Lent(numbers) => numbers,
        }
    }
}

impl<N: Parameters> Default for State<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// A copy on the heap.
#[cfg(feature = "alloc")]
impl<N: Parameters> Clone for State<N> {
    fn clone(&self) -> Self {
        Self(self.get().map_or(Place::Nowhere, |numbers| Place::Heap(numbers.clone_box())))
    }
}
