//! Some of the examples: a part to learn from, a part to validate by.

use crate::random::Random;
use crate::train::Examples;
use alloc::vec::Vec;

/// Examples of another source, by their numbers.
///
/// ```
/// use lenet_runtime::data::{Subset, stratified};
/// use lenet_runtime::train::Pairs;
///
/// let (inputs, labels) = ([[0.0]; 100], [1_u8; 100]);
/// let examples = Pairs::new(&inputs, &labels);
/// let [train, validation] = stratified(&labels, 0.2, 42).map(|places| Subset::new(examples, places));
/// ```
#[derive(Clone, Debug)]
pub struct Subset<D> {
    examples: D,
    places: Vec<usize>,
}

impl<D> Subset<D> {
    /// The examples with these numbers, in this order. A number that is none of an example is found when that example is used.
    #[must_use]
    pub const fn new(examples: D, places: Vec<usize>) -> Self {
        Self { examples, places }
    }
}

impl<V, D: Examples<V>> Examples<V> for Subset<D> {
    type Target = D::Target;

    fn len(&self) -> usize {
        self.places.len()
    }

    fn load(&self, i: usize, seed: u64, into: &mut V) -> D::Target {
        self.examples.load(self.places[i], seed, into)
    }

    fn stored(&self, i: usize) -> Option<(&V, &D::Target)> {
        self.examples.stored(self.places[i])
    }
}

/// The numbers of examples in two parts, in which every label has the same share: `share` of its examples, rounded, are in the second. Which
/// ones follows from `seed`. Both parts are in ascending order. scikit-learn's `train_test_split(stratify=labels)`.
///
/// # Panics
///
/// If `share` is not between 0 and 1, or if one of the parts would be empty.
#[must_use]
#[track_caller]
pub fn stratified<T: Ord>(labels: &[T], share: f64, seed: u64) -> [Vec<usize>; 2] {
    assert!(share > 0.0 && share < 1.0, "the share of a part is between 0 and 1, not {share}");
    let mut random = Random::new(seed);
    let mut places: Vec<_> = (0..labels.len()).collect();
    places.sort_by_key(|&place| &labels[place]);
    let mut parts = [Vec::new(), Vec::new()];
    for class in places.chunk_by_mut(|&a, &b| labels[a] == labels[b]) {
        random.shuffle(class);
        let second = (class.len() as f64 * share + 0.5) as usize;
        parts[1].extend(&class[..second]);
        parts[0].extend(&class[second..]);
    }
    let [first, second] = [parts[0].len(), parts[1].len()];
    assert!(first > 0 && second > 0, "a share of {share} of {} examples leaves one part empty", labels.len());
    parts.iter_mut().for_each(|part| part.sort_unstable());
    parts
}
