//! Two examples in one.

use crate::kernel::math::{self, double};
use crate::plain::Zeroed;
use crate::random::Random;
use crate::tensor::Value;
use crate::train::{Class, Examples};

/// Mixes each example with another one, drawn at random: images and classes alike, λ of the first and 1 − λ of the second, λ from the
/// distribution Beta(α, α). The targets are the probabilities of `K` classes, which [`CrossEntropy`](crate::train::CrossEntropy) takes.
///
/// Source: Zhang et al., *mixup: beyond empirical risk minimization*, ICLR 2018.
#[derive(Clone, Copy, Debug)]
pub struct Mixup<D, const K: usize> {
    /// What is mixed.
    pub examples: D,
    /// α, 0.2 for most: the smaller, the more an image stays as it is. At most 1.
    pub alpha: f32,
}

impl<V: Value, D: Examples<V>, const K: usize> Examples<V> for Mixup<D, K>
where
    D::Target: Class + Clone,
{
    type Target = [f32; K];

    fn len(&self) -> usize {
        self.examples.len()
    }

    /// # Panics
    ///
    /// If the class of an example is not below `K`.
    fn load(&self, i: usize, seed: u64, into: &mut V) -> [f32; K] {
        let mut random = Random::new(seed);
        let (share, other) = (beta(self.alpha, &mut random), random.below(self.len()));
        let mut another = V::zeroed_box();
        let first = fetch(&self.examples, i, random.next(), into);
        let second = fetch(&self.examples, other, random.next(), &mut another);
        for (number, other) in into.floats_mut().iter_mut().zip(another.floats()) {
            *number = share * *number + (1.0 - share) * other;
        }
        let mut probabilities = [0.0; K];
        for (class, share) in [(first, share), (second, 1.0 - share)] {
            let number = class.number();
            let place = usize::try_from(number).ok().and_then(|class| probabilities.get_mut(class));
            *place.unwrap_or_else(|| panic!("class {number} is none of the {K} classes")) += share;
        }
        probabilities
    }
}

/// Example `i`, also where it is stored.
fn fetch<V: Value, D: Examples<V>>(examples: &D, i: usize, seed: u64, into: &mut V) -> D::Target
where
    D::Target: Clone,
{
    match examples.stored(i) {
        Some((image, target)) => {
            into.floats_mut().copy_from_slice(image.floats());
            target.clone()
        }
        None => examples.load(i, seed, into),
    }
}

/// A number between 0 and 1 with the distribution Beta(α, α).
///
/// Source: Jöhnk, *Erzeugung von betaverteilten und gammaverteilten Zufallszahlen*, 1964.
fn beta(alpha: f32, random: &mut Random) -> f32 {
    let mut power = || math::exp((double::ln(1.0 - f64::from(random.uniform())) / f64::from(alpha)) as f32);
    // For α ≤ 1 more than half of the pairs are taken; very small numbers are both 0 and leave the image as it is.
    for _ in 0..100 {
        let (x, y) = (power(), power());
        if x + y <= 1.0 && x + y > 0.0 {
            return x / (x + y);
        }
    }
    1.0
}
