//! The gradient of a batch without an allocator.

use super::examples::Pairs;
use super::loss::{Loss, Sum};
use super::optimizer::Groups;
use super::running;
use crate::layer::Pass;
use crate::network::Network;
use crate::network::training::Training;
use crate::plain;
use crate::random::Random;

/// Computes gradients in memory that the program has: tape, workspace and gradient are one `static`. It needs no allocator, and
/// no `std`.
///
/// ```
/// use lenet_runtime::train::{CrossEntropy, Optimizer, Sgd, StaticGradients};
/// use lenet_runtime::{Parameters, Random, Zeroed, network};
/// use std::sync::Mutex;
///
/// network! {
///     /// Says which of two numbers is the greater.
///     struct Greater: [2] -> [2] {
///         hidden: linear(4),
///         relu,
///         last: linear(2),
///     }
/// }
///
/// static NETWORK: Mutex<Greater> = Mutex::new(Zeroed::ZERO);
/// static GRADIENTS: Mutex<StaticGradients<Greater>> = Mutex::new(Zeroed::ZERO);
///
/// let mut network = NETWORK.lock().unwrap();
/// let mut gradients = GRADIENTS.lock().unwrap();
/// let mut optimizer = Sgd::<Greater>::new(0.2);
/// network.reset(None, &mut Random::new(1));
/// let (inputs, classes) = ([[0.0, 1.0], [1.0, 0.0], [2.0, 3.0], [3.0, 2.0]], [1_u8, 0, 1, 0]);
/// for _ in 0..100 {
///     let sum = gradients.compute(&network, &CrossEntropy::default(), &inputs, &classes, 0);
///     optimizer.step(&mut network, gradients.gradient());
/// }
/// let [first, second] = *network.forward_in(&[4.0, 3.5], &mut Zeroed::ZERO);
/// assert!(first > second);
/// assert_eq!(Greater::TRAINING_BYTES, size_of::<Greater>() + size_of::<StaticGradients<Greater>>());
/// ```
///
/// On a microcontroller, where there is no `Mutex`, `static_cell::ConstStaticCell` hands out a `static` without unsafe code; the
/// firmware among the examples does so.
///
/// A batch of any size is computed `L` images at a time: with 1, in the least memory, which is what `TRAINING_BYTES` of a network
/// says, with its weights; with [`LANES`](crate::LANES), fastest where the CPU has vector instructions. Every optimizer works in this way.
/// [`Sgd`](super::Sgd) without momentum takes no memory of its own; a momentum takes as much as the weights, and
/// [`Adam`](super::Adam) twice as much, which a program lends as a [`State`](super::State). To train some layers alone, see
/// [`Groups`](super::Groups).
///
/// Nothing is allocated in a build without the feature `alloc`. With it, the gradients of convolutions are products of matrices where `L` is 1,
/// and some are where it is [`LANES`](crate::LANES); each such product takes memory from the heap and gives it back.
///
/// Batch norms take their statistics from the whole batch, and there is memory for `L` images: a batch of a network that has batch norms
/// has at most as many.
#[repr(transparent)]
pub struct StaticGradients<N: Network, const L: usize = 1>(Training<N, L>);

plain::claim_zeroed!([N: Network, const L: usize] StaticGradients<N, L> { 0 });

impl<N: Network, const L: usize> StaticGradients<N, L> {
    /// The gradient of the last batch: the mean over its images.
    #[must_use]
    pub const fn gradient(&self) -> &N {
        &self.0.gradient
    }

    /// Computes the gradient of a batch, and returns its loss. `seed` is where dropout draws from: another one for each step.
    ///
    /// # Panics
    ///
    /// If there are not as many targets as images, or none; if there are batch norms, and more than `L` images, or one where a batch norm
    /// would have one number a channel.
    #[track_caller]
    pub fn compute<T, F: Loss<N::Output, T>>(
        &mut self,
        network: &N,
        loss: &F,
        images: &[N::Input],
        targets: &[T],
        seed: u64,
    ) -> Sum {
        // Says if there are not as many.
        let _ = Pairs::new(images, targets);
        running::check_batch::<N>(images.len());
        assert!(
            N::BATCH_NORMS == 0 || images.len() <= L,
            "batch norms take their statistics from the whole batch, and `StaticGradients<_, {L}>` computes {L} images at a time: expected at \
             most {L} images, found {}",
            images.len()
        );
        let Training { x, tape, workspace, gradient } = &mut self.0;
        let mut sum = Sum::default();
        gradient.floats_mut().fill(0.0);
        for (tile, (images, targets)) in images.chunks(L).zip(targets.chunks(L)).enumerate() {
            // The last tile may have fewer images: the other lanes of `targets` are not looked at.
            let targets: [&T; L] = core::array::from_fn(|lane| targets.get(lane).unwrap_or(&targets[0]));
            let pass = Pass { seed: Random::new(seed ^ tile as u64).next(), images: images.len(), training: true };
            x.load(|lane| images.get(lane));
            network.record(x, tape, workspace, &pass);
            let (y, dy) = N::ends(tape, workspace);
            sum += loss.tile(y, &targets[..images.len()], dy);
            network.backward(x, tape, workspace, &pass, gradient, None);
        }
        let scale = sum.scale();
        gradient.floats_mut().iter_mut().for_each(|number| *number *= scale);
        sum
    }

    /// Moves the running statistics of batch norms by those of the last batch, but not those of tensors that are frozen: after the step of
    /// the optimizer. Does nothing to a network without batch norms.
    pub fn update_running_statistics(&mut self, network: &mut N, groups: Groups) {
        if N::BATCH_NORMS > 0 {
            running::update(network, &mut self.0.gradient, &self.0.tape, groups);
        }
    }
}
