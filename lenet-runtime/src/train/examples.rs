//! What a network learns from.

#[cfg(feature = "alloc")]
use crate::plain::Zeroed;
#[cfg(feature = "alloc")]
use crate::tensor::{LANES, Value};
#[cfg(feature = "alloc")]
use alloc::vec::Vec;

/// Examples: inputs of a network, each with its target.
///
/// Two slices are examples ([`Pairs`]), a `data::Dataset` is, and so is whatever can make the i-th example when it is asked for: from a
/// file, by a formula, or altered at random. Examples are made on the threads that train, and only those of one tile a thread are
/// in memory:
///
/// ```
/// use lenet_runtime::{Random, Tensor};
/// use lenet_runtime::train::Examples;
///
/// /// Bright points in dark pictures; what is asked for is the point's row.
/// struct Points;
///
/// impl Examples<Tensor<1, 8, 8>> for Points {
///     type Target = u8;
///
///     fn len(&self) -> usize {
///         1000
///     }
///
///     fn load(&self, i: usize, _seed: u64, into: &mut Tensor<1, 8, 8>) -> u8 {
///         let mut random = Random::new(i as u64);
///         let (row, column) = (random.below(8), random.below(8));
///         into.0 = [[[0.0; 8]; 8]];
///         into.0[0][row][column] = 1.0;
///         row as u8
///     }
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no source of examples of `{V}`",
    label = "expected inputs with their targets",
    note = "two slices are one: `Pairs::new(&inputs, &targets)`; so is a `Dataset`, and any type that implements `Examples<{V}>`"
)]
pub trait Examples<V>: Sync {
    /// What a loss compares outputs with. It is returned by value: one that is large is better a `Box`.
    type Target: Send + Sync;

    /// How many examples there are.
    fn len(&self) -> usize;

    /// Writes the input of example `i` to `into`, which holds any older one, and returns its target.
    ///
    /// `seed` is another one each time that an example is used, and the only place where random numbers may come from: so that
    /// a run can be repeated, on any number of threads. What is [`stored`](Self::stored) is never loaded.
    fn load(&self, i: usize, seed: u64, into: &mut V) -> Self::Target;

    /// Example `i` where it lies in memory as it is, so that nothing is copied: of all examples, or of none. `None` by default: they
    /// have to be loaded.
    fn stored(&self, _i: usize) -> Option<(&V, &Self::Target)> {
        None
    }

    /// Whether there is none.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl<V, D: Examples<V>> Examples<V> for &D {
    type Target = D::Target;

    fn len(&self) -> usize {
        (**self).len()
    }

    fn load(&self, i: usize, seed: u64, into: &mut V) -> D::Target {
        (**self).load(i, seed, into)
    }

    fn stored(&self, i: usize) -> Option<(&V, &D::Target)> {
        (**self).stored(i)
    }
}

/// Examples in memory: `targets[i]` belongs to `inputs[i]`.
#[derive(Debug)]
pub struct Pairs<'a, V, T> {
    inputs: &'a [V],
    targets: &'a [T],
}

impl<V, T> Clone for Pairs<'_, V, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<V, T> Copy for Pairs<'_, V, T> {}

impl<'a, V, T> Pairs<'a, V, T> {
    /// Inputs and the target of each.
    ///
    /// # Panics
    ///
    /// If there are not as many targets as inputs.
    #[must_use]
    #[track_caller]
    pub fn new(inputs: &'a [V], targets: &'a [T]) -> Self {
        let (n, m) = (inputs.len(), targets.len());
        assert_eq!(n, m, "each input needs a target: there are {n} inputs and {m} targets");
        Self { inputs, targets }
    }
}

impl<V: Sync, T: Send + Sync> Examples<V> for Pairs<'_, V, T> {
    type Target = T;

    fn len(&self) -> usize {
        self.inputs.len()
    }

    fn load(&self, _: usize, _: u64, _: &mut V) -> T {
        unreachable!("every example is stored")
    }

    fn stored(&self, i: usize) -> Option<(&V, &T)> {
        Some((&self.inputs[i], &self.targets[i]))
    }
}

/// The targets that were loaded for the lanes of a tile: none where they are in memory elsewhere.
#[cfg(feature = "alloc")]
pub(super) struct Loaded<T>(Vec<T>);

#[cfg(feature = "alloc")]
impl<T> Default for Loaded<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

#[cfg(feature = "alloc")]
impl<T: Send + Sync> Loaded<T> {
    /// The examples of the first `count` lanes; the further ones repeat the last. `of` says which example a lane has, and with which
    /// seed. `inputs` is empty until there is something to load.
    pub(super) fn fill<'a, V: Value, D: Examples<V, Target = T>>(
        &'a mut self,
        inputs: &'a mut Vec<V>,
        examples: &'a D,
        count: usize,
        of: impl Fn(usize) -> (usize, u64),
    ) -> [(&'a V, &'a T); LANES] {
        self.0.clear();
        if examples.stored(of(0).0).is_none() {
            if inputs.is_empty() {
                *inputs = V::zeroed_vec(LANES);
            }
            self.0.extend(inputs[..count].iter_mut().enumerate().map(|(lane, input)| {
                let (i, seed) = of(lane);
                examples.load(i, seed, input)
            }));
        }
        let (inputs, targets) = (&*inputs, &self.0);
        core::array::from_fn(|lane| {
            let lane = lane.min(count - 1);
            match targets.get(lane) {
                Some(target) => (&inputs[lane], target),
                None => examples.stored(of(lane).0).expect(ALL),
            }
        })
    }

    /// The target of the example `i` in a lane.
    pub(super) fn target<'a, V: 'a, D: Examples<V, Target = T>>(
        &'a self,
        lane: usize,
        i: usize,
        examples: &'a D,
    ) -> &'a T {
        let stored = || examples.stored(i).map(|(_, target)| target);
        self.0.get(lane).or_else(stored).expect(ALL)
    }
}

#[cfg(feature = "alloc")]
const ALL: &str = "where one example is stored, all are";
