//! Stochastic gradient descent.

use super::{Group, Groups, Optimizer, State, each_weight, normal};
use crate::kernel::vector::wide;
use crate::parameters::Parameters;

/// Stochastic gradient descent, with momentum μ and weight decay λ.
///
/// ```text
/// g ← g + λ·w
/// v ← μ·v + g                         v starts at 0
/// w ← w − lr·v                        with Nesterov's momentum: w − lr·(g + μ·v)
/// ```
///
/// `Sgd { momentum: 0.9, ..Sgd::<LeNet5>::new(0.1) }` sets one option and leaves the others off.
#[derive(Debug)]
pub struct Sgd<N: 'static> {
    /// The learning rate.
    pub lr: f32,
    /// μ, 0 ≤ μ < 1.
    pub momentum: f32,
    /// Whether a step looks ahead along the velocity (Nesterov, 1983).
    pub nesterov: bool,
    /// λ.
    pub weight_decay: f32,
    /// Which tensors learn in another way.
    pub groups: Groups,
    /// v, needed by the first step with momentum.
    pub velocity: State<N>,
}

impl<N: Parameters> Sgd<N> {
    /// Plain gradient descent.
    #[must_use]
    pub const fn new(lr: f32) -> Self {
        Self { lr, momentum: 0.0, nesterov: false, weight_decay: 0.0, groups: None, velocity: State::new() }
    }
}

/// A copy on the heap of what the optimizer remembers.
#[cfg(feature = "alloc")]
impl<N: Parameters> Clone for Sgd<N> {
    fn clone(&self) -> Self {
        Self { velocity: self.velocity.clone(), ..*self }
    }
}

impl<N: Parameters> Optimizer<N> for Sgd<N> {
    fn step(&mut self, network: &mut N, gradient: &N) {
        let Self { lr, momentum, nesterov, weight_decay, groups, .. } = *self;
        let rates = |group: Group| (lr * group.lr, weight_decay * group.weight_decay);
        if momentum == 0.0 {
            return each_weight(network, gradient, groups, |weights, gradient, _, group| {
                let (lr, weight_decay) = rates(group);
                descend(weights, gradient, lr, weight_decay);
            });
        }
        let velocity = self.velocity.numbers();
        each_weight(network, gradient, groups, |weights, gradient, place, group| {
            let (lr, weight_decay) = rates(group);
            let velocity = &mut velocity.floats_mut()[place];
            roll(weights, velocity, gradient, [lr, weight_decay, momentum], nesterov);
        });
    }

    fn rate(&mut self) -> &mut f32 {
        &mut self.lr
    }

    fn groups(&self) -> Groups {
        self.groups
    }

    fn numbers(&mut self, _: &mut dyn FnMut(&'static str, &mut f64)) {}

    fn tensors(&mut self, visit: &mut dyn FnMut(&'static str, &mut State<N>)) {
        visit("velocity", &mut self.velocity);
    }
}

/// A step without momentum.
fn descend(weights: &mut [f32], gradient: &[f32], lr: f32, weight_decay: f32) {
    wide(
        #[inline(always)]
        || {
            for (w, g) in weights.iter_mut().zip(gradient) {
                *w -= lr * (g + weight_decay * *w);
            }
        },
    );
}

/// A step with momentum.
fn roll(
    weights: &mut [f32],
    velocity: &mut [f32],
    gradient: &[f32],
    [lr, weight_decay, momentum]: [f32; 3],
    nesterov: bool,
) {
    wide(
        #[inline(always)]
        || {
            for ((w, v), g) in weights.iter_mut().zip(velocity).zip(gradient) {
                let g = g + weight_decay * *w;
                *v = normal(momentum * *v + g);
                *w -= lr * if nesterov { g + momentum * *v } else { *v };
            }
        },
    );
}
