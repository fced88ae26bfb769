//! The loop of training.

use super::average::Average;
use super::best::Best;
use super::clip::clip_grad_norm;
use super::examples::Examples;
use super::gradient::Gradients;
use super::loss::{Loss, Sum};
use super::optimizer::Optimizer;
use super::schedule::Schedule;
use crate::network::{Network, single_number};
use crate::random::Random;
use alloc::boxed::Box;
use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

/// Trains a network in epochs: passes over all examples in a random order, one step of the optimizer for each batch.
///
/// One seed gives one sequence of steps, bit for bit, on any number of threads. Only the first step allocates.
///
/// The memory that a batch takes is that of [`Gradients::bytes`]. Without batch norms it does not grow beyond 128 examples, so that
/// gradients need not be accumulated over several batches.
pub struct Trainer<N: Network, L, O> {
    /// What to make small.
    pub loss: L,
    /// How steps follow from gradients.
    pub optimizer: O,
    /// How many examples each step sees. The last step of an epoch sees those that are left.
    pub batch: usize,
    /// Whether an epoch ends before a last batch that is not full. PyTorch's `drop_last`.
    pub drop_last: bool,
    /// Sets the optimizer's learning rate before each step.
    pub schedule: Option<Box<dyn Schedule + Send>>,
    /// The largest norm of a gradient: a longer one is shortened to it. PyTorch's `clip_grad_norm_`. Running statistics and frozen
    /// tensors are no part of it.
    pub max_norm: Option<f32>,
    /// The moving average of the weights, if it is wanted.
    pub average: Option<Average<N>>,
    /// The weights with the lowest loss over the validation set, of those that [`Trainer::validated`] has seen.
    pub best: Best<N>,
    gradients: Gradients<N>,
    pub(crate) run: Run,
    /// The examples in the order of this epoch; empty where it is still to be drawn.
    pub(crate) order: Vec<usize>,
}

/// Where a run stands: with the weights, the optimizer's state and the schedule's, all that the further steps follow from.
#[derive(Clone, Debug)]
pub(crate) struct Run {
    /// Where order and dropout are drawn from.
    pub(crate) random: Random,
    /// What `random` was before the order of this epoch was drawn.
    pub(crate) before_order: Random,
    /// How many epochs are complete.
    pub(crate) epochs: usize,
    /// How many steps were taken.
    pub(crate) steps: u64,
    /// How many examples of this epoch were seen.
    pub(crate) seen: usize,
    /// How many examples there are, if an epoch has begun.
    pub(crate) total: usize,
    /// The loss over those that were seen.
    pub(crate) loss: Sum,
}

/// How far an epoch has come.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// How many examples of the epoch were seen.
    pub images: usize,
    /// How many there are.
    pub total: usize,
    /// The mean loss of the examples seen, each at the moment it was seen.
    pub loss: f64,
}

impl Progress {
    /// Whether the epoch is complete.
    #[must_use]
    pub fn is_epoch(&self) -> bool {
        self.images == self.total
    }
}

/// A step whose loss or gradient is infinite or not a number: no further one can mend that.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Diverged {
    /// The epoch, counted from 1.
    pub epoch: usize,
    /// The step of the run, counted from 1.
    pub step: u64,
    /// The loss of its batch.
    pub loss: f64,
}

impl fmt::Display for Diverged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { epoch, step, loss } = self;
        write!(f, "training diverged in step {step}, in epoch {epoch}: ")?;
        match loss.is_finite() {
            true => f.write_str("the gradient is not finite")?,
            false => write!(f, "the loss is {loss}")?,
        }
        f.write_str("; try a smaller learning rate, or clip gradients by `max_norm`")
    }
}

impl core::error::Error for Diverged {}

impl<N: Network, L, O: Optimizer<N>> Trainer<N, L, O> {
    /// A trainer for batches of 64 examples, whose order and dropout follow from `seed`.
    #[must_use]
    pub fn new(loss: L, optimizer: O, seed: u64) -> Self {
        let random = Random::new(seed);
        Self {
            loss,
            optimizer,
            batch: 64,
            drop_last: false,
            schedule: None,
            max_norm: None,
            average: None,
            best: Best::new(),
            gradients: Gradients::new(),
            run: Run {
                before_order: random.clone(),
                random,
                epochs: 0,
                steps: 0,
                seen: 0,
                total: 0,
                loss: Sum::default(),
            },
            order: Vec::new(),
        }
    }

    /// How many epochs are complete.
    #[must_use]
    pub const fn epochs(&self) -> usize {
        self.run.epochs
    }

    /// How many steps were taken.
    #[must_use]
    pub const fn steps(&self) -> u64 {
        self.run.steps
    }

    /// How many examples of an epoch that has begun were seen; 0 between two epochs.
    #[must_use]
    pub const fn seen(&self) -> usize {
        if self.run.total == 0 { 0 } else { self.run.seen }
    }

    /// Trains on every example once, or on those that are left of an epoch that has begun. Calls `watch` after each step, and returns
    /// the mean loss of the epoch.
    ///
    /// # Errors
    ///
    /// As [`Trainer::step`].
    ///
    /// # Panics
    ///
    /// As [`Trainer::step`].
    pub fn epoch<D>(&mut self, network: &mut N, examples: D, mut watch: impl FnMut(Progress)) -> Result<f64, Diverged>
    where
        D: Examples<N::Input>,
        L: Loss<N::Output, D::Target>,
    {
        loop {
            let progress = self.step(network, &examples)?;
            watch(progress);
            if progress.is_epoch() {
                return Ok(progress.loss);
            }
        }
    }

    /// Trains on the next batch of the epoch, and begins an epoch where the last is complete. For loops that do something between two
    /// steps.
    ///
    /// # Errors
    ///
    /// If the loss of the batch or its gradient is infinite or not a number. The network is left as it was before.
    ///
    /// # Panics
    ///
    /// If there is no example, or another number of them than when the epoch began; if `batch` is 0, or, with `drop_last`, larger than
    /// the number of examples; if a batch of the epoch has one example, and a batch norm would have one number a channel: a `batch` of 1,
    /// or a last one, which `drop_last` leaves out.
    pub fn step<D>(&mut self, network: &mut N, examples: &D) -> Result<Progress, Diverged>
    where
        D: Examples<N::Input>,
        L: Loss<N::Output, D::Target>,
    {
        let total = self.prepare(examples.len());
        let Self { optimizer, gradients, run, .. } = self;
        let batch = &self.order[run.seen..total.min(run.seen.saturating_add(self.batch))];
        if let Some(schedule) = &self.schedule {
            *optimizer.rate() = schedule.rate(run.epochs as f64 + run.seen as f64 / total as f64);
        }
        let seed = run.random.next();
        let sum = gradients.compute_from(network, &self.loss, examples, batch.len(), |i| batch[i], seed);
        run.steps += 1;
        let norm = clip_grad_norm(network, gradients.gradient_mut(), optimizer.groups(), self.max_norm);
        if !sum.loss.is_finite() || !norm.is_finite() {
            return Err(Diverged { epoch: run.epochs + 1, step: run.steps, loss: sum.mean() });
        }
        optimizer.step(network, gradients.gradient());
        gradients.update_running_statistics(network, optimizer.groups());
        if let Some(average) = &mut self.average {
            average.add(network);
        }
        run.seen += batch.len();
        run.loss += sum;
        let progress = Progress { images: run.seen, total, loss: run.loss.mean() };
        if progress.is_epoch() {
            (run.epochs, run.total) = (run.epochs + 1, 0);
        }
        Ok(progress)
    }

    /// Begins an epoch if none has begun; returns how many of `count` examples it has.
    fn prepare(&mut self, count: usize) -> usize {
        let Self { run, order, batch, .. } = self;
        assert!(count > 0, "an epoch needs an example");
        assert!(*batch > 0, "a batch needs an example");
        if run.total == 0 {
            (run.seen, run.total, run.loss) = (0, count, Sum::default());
            run.before_order = run.random.clone();
            order.clear();
        }
        assert_eq!(run.total, count, "the epoch began with another number of examples");
        if order.len() != count {
            // At its beginning, or where a checkpoint takes up a run.
            order.clear();
            order.extend(0..count);
            let mut random = run.before_order.clone();
            random.shuffle(order);
            if run.seen == 0 {
                run.random = random;
            }
        }
        let left_out = if self.drop_last { (count - run.seen) % *batch } else { 0 };
        assert!(left_out < count, "with `drop_last`, {count} examples make no batch of {batch}");
        if left_out == count - run.seen {
            // The batch has become larger within the epoch, and nothing is left of it.
            (run.epochs, run.total) = (run.epochs + 1, 0);
            return self.prepare(count);
        }
        let left = count - left_out - run.seen;
        if (left % *batch == 1 || *batch == 1)
            && let Some(norm) = const { single_number(N::LAYERS) }
        {
            let cause: String = match (left, *batch) {
                (1, _) => "1 example makes a batch of one; a batch needs two".into(),
                (_, 1) => "a `batch` needs two".into(),
                _ => format!("{left} examples in batches of {batch} end with one; leave it out by `drop_last`"),
            };
            panic!("in a batch of one example, `{norm}` has one number a channel, and no variance: {cause}");
        }
        count - left_out
    }

    /// Hears the loss of `network` over a validation set: keeps the weights if it is the lowest so far, and tells the schedule. Returns
    /// whether it is.
    ///
    /// `network` may be the one that is trained, or its average.
    pub fn validated(&mut self, network: &N, loss: f64) -> bool {
        if let Some(schedule) = &mut self.schedule {
            schedule.validated(loss);
        }
        self.best.observe(network, loss)
    }
}
