//! How a step follows from a gradient.
//!
//! The formulas, defaults and names are PyTorch's. Below, w is a weight and g its gradient, the mean over a batch.
//! Running statistics ([`Kind::Buffer`]) are not weights: whatever the optimizer, their "gradient" is added to them.

use crate::kernel::math::{self, double};
use crate::kernel::vector::wide;
use crate::parameters::{Kind, Name, Parameters};
use crate::plain::Zeroed;
use alloc::boxed::Box;
use core::ops::Range;

/// Moves a network along a gradient.
pub trait Optimizer<N: Parameters> {
    /// One step. The first may allocate the optimizer's memory.
    fn step(&mut self, network: &mut N, gradient: &N);

    /// The learning rate, for a schedule to set.
    fn rate(&mut self) -> &mut f32;
}

/// An optimizer chosen while the program runs.
impl<N: Parameters, O: Optimizer<N> + ?Sized> Optimizer<N> for Box<O> {
    fn step(&mut self, network: &mut N, gradient: &N) {
        (**self).step(network, gradient);
    }

    fn rate(&mut self) -> &mut f32 {
        (**self).rate()
    }
}

/// Adds their gradient to the running statistics, and calls `update` with every weight tensor, its gradient, and the place
/// of both in the network.
fn each_weight<N: Parameters>(network: &mut N, gradient: &N, mut update: impl FnMut(&mut [f32], &[f32], Range<usize>)) {
    let mut end = 0;
    gradient.visit(Name::ROOT, &mut |tensor| {
        let place = end..end + tensor.values.len();
        end = place.end;
        let numbers = &mut network.floats_mut()[place.clone()];
        match tensor.kind {
            Kind::Trained => update(numbers, tensor.values, place),
            Kind::Buffer => numbers.iter_mut().zip(tensor.values).for_each(|(number, step)| *number += step),
        }
    });
}

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
pub struct Sgd<N> {
    /// The learning rate.
    pub lr: f32,
    /// μ, 0 ≤ μ < 1.
    pub momentum: f32,
    /// Whether a step looks ahead along the velocity (Nesterov, 1983).
    pub nesterov: bool,
    /// λ.
    pub weight_decay: f32,
    /// v, allocated by the first step with momentum.
    pub velocity: Option<Box<N>>,
}

impl<N> Sgd<N> {
    /// Plain gradient descent.
    #[must_use]
    pub const fn new(lr: f32) -> Self {
        Self { lr, momentum: 0.0, nesterov: false, weight_decay: 0.0, velocity: None }
    }
}

/// A copy on the heap of what the optimizer remembers.
impl<N: Parameters> Clone for Sgd<N> {
    fn clone(&self) -> Self {
        Self { velocity: self.velocity.as_deref().map(N::clone_box), ..*self }
    }
}

impl<N: Parameters> Optimizer<N> for Sgd<N> {
    fn step(&mut self, network: &mut N, gradient: &N) {
        let Self { lr, momentum, nesterov, weight_decay, .. } = *self;
        if momentum == 0.0 {
            return each_weight(network, gradient, |weights, gradient, _| {
                wide(
                    #[inline(always)]
                    move || {
                        for (w, g) in weights.iter_mut().zip(gradient) {
                            *w -= lr * (g + weight_decay * *w);
                        }
                    },
                );
            });
        }
        let velocity = self.velocity.get_or_insert_with(N::zeroed_box);
        each_weight(network, gradient, |weights, gradient, place| {
            let velocity = &mut velocity.floats_mut()[place];
            wide(
                #[inline(always)]
                move || {
                    for ((w, v), g) in weights.iter_mut().zip(velocity).zip(gradient) {
                        let g = g + weight_decay * *w;
                        *v = momentum * *v + g;
                        *w -= lr * if nesterov { g + momentum * *v } else { *v };
                    }
                },
            );
        });
    }

    fn rate(&mut self) -> &mut f32 {
        &mut self.lr
    }
}

/// Adam: steps of about `lr` a weight, whatever the gradient's scale.
///
/// ```text
/// g ← g + λ·w
/// m ← β₁·m + (1 − β₁)·g               v ← β₂·v + (1 − β₂)·g²        m and v start at 0
/// w ← w − lr · (m / (1 − β₁ᵗ)) / (√(v / (1 − β₂ᵗ)) + ε)             in step t = 1, 2, …
/// ```
///
/// Source: Kingma and Ba, *Adam: a method for stochastic optimization*, ICLR 2015.
#[derive(Debug)]
pub struct Adam<N> {
    /// The learning rate.
    pub lr: f32,
    /// β₁ and β₂. In f64, because 1 − 0.999 in f32 would be wrong by 1e-5 of its value.
    pub betas: (f64, f64),
    /// ε.
    pub eps: f32,
    /// λ.
    pub weight_decay: f32,
    /// m, v and t.
    pub moments: Moments<N>,
}

impl<N> Adam<N> {
    /// β₁ = 0.9, β₂ = 0.999, ε = 1e-8, no weight decay.
    #[must_use]
    pub const fn new(lr: f32) -> Self {
        Self { lr, betas: (0.9, 0.999), eps: 1e-8, weight_decay: 0.0, moments: Moments::new() }
    }
}

/// A copy on the heap of what the optimizer remembers.
impl<N: Parameters> Clone for Adam<N> {
    fn clone(&self) -> Self {
        Self { moments: self.moments.clone(), ..*self }
    }
}

impl<N: Parameters> Optimizer<N> for Adam<N> {
    fn step(&mut self, network: &mut N, gradient: &N) {
        let decay = self.weight_decay;
        self.moments.step(
            network,
            gradient,
            self.lr,
            self.betas,
            self.eps,
            #[inline(always)]
            move |w, g| (w, g + decay * w),
        );
    }

    fn rate(&mut self) -> &mut f32 {
        &mut self.lr
    }
}

/// [`Adam`] with the weight decay kept out of the moments: w ← w − lr·λ·w, then a step without decay.
///
/// Source: Loshchilov and Hutter, *Decoupled weight decay regularization*, ICLR 2019.
#[derive(Debug)]
pub struct AdamW<N> {
    /// The learning rate.
    pub lr: f32,
    /// β₁ and β₂.
    pub betas: (f64, f64),
    /// ε.
    pub eps: f32,
    /// λ.
    pub weight_decay: f32,
    /// m, v and t.
    pub moments: Moments<N>,
}

impl<N> AdamW<N> {
    /// β₁ = 0.9, β₂ = 0.999, ε = 1e-8, λ = 0.01.
    #[must_use]
    pub const fn new(lr: f32) -> Self {
        Self { lr, betas: (0.9, 0.999), eps: 1e-8, weight_decay: 0.01, moments: Moments::new() }
    }
}

/// A copy on the heap of what the optimizer remembers.
impl<N: Parameters> Clone for AdamW<N> {
    fn clone(&self) -> Self {
        Self { moments: self.moments.clone(), ..*self }
    }
}

impl<N: Parameters> Optimizer<N> for AdamW<N> {
    fn step(&mut self, network: &mut N, gradient: &N) {
        let keep = 1.0 - self.lr * self.weight_decay;
        self.moments.step(
            network,
            gradient,
            self.lr,
            self.betas,
            self.eps,
            #[inline(always)]
            move |w, g| (w * keep, g),
        );
    }

    fn rate(&mut self) -> &mut f32 {
        &mut self.lr
    }
}

/// What Adam remembers of the gradients so far.
#[derive(Debug)]
pub struct Moments<N> {
    /// t, how many steps were taken.
    pub steps: u32,
    /// m, the running mean of the gradients, and v, that of their squares; allocated by the first step.
    pub means: Option<[Box<N>; 2]>,
}

impl<N> Moments<N> {
    /// Before the first step.
    #[must_use]
    pub const fn new() -> Self {
        Self { steps: 0, means: None }
    }
}

impl<N> Default for Moments<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// A copy on the heap.
impl<N: Parameters> Clone for Moments<N> {
    fn clone(&self) -> Self {
        let means = self.means.as_ref().map(|means| means.each_ref().map(|mean| mean.clone_box()));
        Self { steps: self.steps, means }
    }
}

impl<N: Parameters> Moments<N> {
    /// A step of Adam with the weights and gradients that `decay` makes of each weight and gradient.
    #[inline]
    fn step(
        &mut self,
        network: &mut N,
        gradient: &N,
        lr: f32,
        (beta1, beta2): (f64, f64),
        eps: f32,
        decay: impl Fn(f32, f32) -> (f32, f32) + Copy,
    ) {
        self.steps += 1;
        let [first, second] = self.means.get_or_insert_with(|| [N::zeroed_box(), N::zeroed_box()]);
        let rate = (f64::from(lr) / (1.0 - double::powi(beta1, self.steps.into()))) as f32;
        let scale = (1.0 / double::sqrt(1.0 - double::powi(beta2, self.steps.into()))) as f32;
        let (keep1, take1) = (beta1 as f32, (1.0 - beta1) as f32);
        let (keep2, take2) = (beta2 as f32, (1.0 - beta2) as f32);
        each_weight(network, gradient, |weights, gradient, place| {
            let means = first.floats_mut()[place.clone()].iter_mut().zip(&mut second.floats_mut()[place]);
            wide(
                #[inline(always)]
                move || {
                    for ((w, (m, v)), &g) in weights.iter_mut().zip(means).zip(gradient) {
                        let (decayed, g) = decay(*w, g);
                        *m = keep1 * *m + take1 * g;
                        *v = keep2 * *v + take2 * g * g;
                        *w = decayed - rate * *m / (math::sqrt(*v) * scale + eps);
                    }
                },
            );
        });
    }
}
