//! The loop of training.

use super::examples::Examples;
use super::gradient::Gradients;
use super::loss::{Loss, Sum};
use super::optimizer::Optimizer;
use super::schedule::Schedule;
use crate::network::Network;
use crate::random::Random;
use alloc::boxed::Box;
use alloc::vec::Vec;

/// Trains a network in epochs: passes over all images in a random order, one step of the optimizer for each batch.
///
/// One seed gives one sequence of steps, bit for bit, on any number of threads. Only the first step allocates.
pub struct Trainer<N: Network, L, O> {
    /// What to make small.
    pub loss: L,
    /// How steps follow from gradients.
    pub optimizer: O,
    /// How many images each step sees. The last step of an epoch sees those that are left.
    pub batch: usize,
    /// Sets the optimizer's learning rate before each step.
    pub schedule: Option<Box<dyn Schedule + Send>>,
    gradients: Gradients<N>,
    random: Random,
    order: Vec<usize>,
    epochs: usize,
}

/// How far an epoch has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// How many images of the epoch were seen.
    pub images: usize,
    /// How many there are.
    pub total: usize,
    /// The mean loss of the images seen, each at the moment it was seen.
    pub loss: f64,
}

impl<N: Network, L, O: Optimizer<N>> Trainer<N, L, O> {
    /// A trainer for batches of 64 images, whose order and dropout follow from `seed`.
    #[must_use]
    pub fn new(loss: L, optimizer: O, seed: u64) -> Self {
        Self {
            loss,
            optimizer,
            batch: 64,
            schedule: None,
            gradients: Gradients::new(),
            random: Random::new(seed),
            order: Vec::new(),
            epochs: 0,
        }
    }

    /// Trains on every example once. Calls `watch` after each step, and returns the mean loss of the epoch.
    ///
    /// A batch whose loss is NaN or infinite ends the epoch, since no step can mend that. The network is left as it was before
    /// that step, `watch` is told of it, and that loss is returned.
    ///
    /// # Panics
    ///
    /// If there is no example, or if `batch` is 0.
    pub fn epoch<D>(&mut self, network: &mut N, examples: D, mut watch: impl FnMut(Progress)) -> f64
    where
        D: Examples<N::Input>,
        L: Loss<N::Output, D::Target>,
    {
        assert!(!examples.is_empty(), "an epoch needs an example");
        assert!(self.batch > 0, "a batch needs an image");
        let total = examples.len();
        self.order.clear();
        self.order.extend(0..total);
        shuffle(&mut self.order, &mut self.random);
        let (mut seen, mut sum) = (0, Sum::default());
        for batch in self.order.chunks(self.batch) {
            if let Some(schedule) = &self.schedule {
                *self.optimizer.rate() = schedule.rate(self.epochs as f64 + seen as f64 / total as f64);
            }
            let seed = self.random.next();
            let place = |i: usize| batch[i];
            let loss = self.gradients.compute_from(network, &self.loss, &examples, batch.len(), place, seed);
            if !loss.loss.is_finite() {
                watch(Progress { images: seen + batch.len(), total, loss: loss.mean() });
                return loss.mean();
            }
            self.optimizer.step(network, self.gradients.gradient());
            seen += batch.len();
            sum += loss;
            watch(Progress { images: seen, total, loss: sum.mean() });
        }
        self.epochs += 1;
        sum.mean()
    }
}

/// Puts `order` into a random order, all alike probable.
///
/// Source: Fisher and Yates, 1938; Knuth, *The art of computer programming*, volume 2, algorithm 3.4.2P.
fn shuffle(order: &mut [usize], random: &mut Random) {
    for last in (1..order.len()).rev() {
        order.swap(last, random.below(last + 1));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shuffle_keeps_every_number_and_moves_each_anywhere() {
        let mut counts = [[0; 5]; 5];
        let mut random = Random::new(1);
        for _ in 0..10_000 {
            let mut order = [0, 1, 2, 3, 4];
            shuffle(&mut order, &mut random);
            for (place, &number) in order.iter().enumerate() {
                counts[place][number] += 1;
            }
        }
        // 2000 expected, standard deviation 40.
        assert!(counts.as_flattened().iter().all(|count| (1800..2200).contains(count)), "{counts:?}");
    }
}
