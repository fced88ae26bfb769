//! Adam and AdamW.

use super::{Group, Groups, Optimizer, each_weight, normal};
use crate::kernel::math::{self, double};
use crate::kernel::vector::wide;
use crate::parameters::Parameters;
use crate::plain::Zeroed;
use alloc::boxed::Box;

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
    /// Which tensors learn in another way.
    pub groups: Groups,
    /// m, v and t.
    pub moments: Moments<N>,
}

impl<N> Adam<N> {
    /// β₁ = 0.9, β₂ = 0.999, ε = 1e-8, no weight decay.
    #[must_use]
    pub const fn new(lr: f32) -> Self {
        Self { lr, betas: (0.9, 0.999), eps: 1e-8, weight_decay: 0.0, groups: None, moments: Moments::new() }
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
        let Self { lr, weight_decay, groups, .. } = *self;
        self.moments.step(
            network,
            gradient,
            self.betas,
            self.eps,
            groups,
            #[inline(always)]
            move |group| {
                let decay = weight_decay * group.weight_decay;
                (lr * group.lr, move |w: f32, g: f32| (w, g + decay * w))
            },
        );
    }

    fn rate(&mut self) -> &mut f32 {
        &mut self.lr
    }

    fn groups(&self) -> Groups {
        self.groups
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
        self.moments.numbers(visit);
    }

    fn tensors(&mut self, visit: &mut dyn FnMut(&'static str, &mut Option<Box<N>>)) {
        self.moments.tensors(visit);
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
    /// Which tensors learn in another way.
    pub groups: Groups,
    /// m, v and t.
    pub moments: Moments<N>,
}

impl<N> AdamW<N> {
    /// β₁ = 0.9, β₂ = 0.999, ε = 1e-8, λ = 0.01.
    #[must_use]
    pub const fn new(lr: f32) -> Self {
        Self { lr, betas: (0.9, 0.999), eps: 1e-8, weight_decay: 0.01, groups: None, moments: Moments::new() }
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
        let Self { lr, weight_decay, groups, .. } = *self;
        self.moments.step(
            network,
            gradient,
            self.betas,
            self.eps,
            groups,
            #[inline(always)]
            move |group| {
                let lr = lr * group.lr;
                let keep = 1.0 - lr * weight_decay * group.weight_decay;
                (lr, move |w: f32, g: f32| (w * keep, g))
            },
        );
    }

    fn rate(&mut self) -> &mut f32 {
        &mut self.lr
    }

    fn groups(&self) -> Groups {
        self.groups
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
        self.moments.numbers(visit);
    }

    fn tensors(&mut self, visit: &mut dyn FnMut(&'static str, &mut Option<Box<N>>)) {
        self.moments.tensors(visit);
    }
}

/// What Adam remembers of the gradients so far.
#[derive(Debug)]
pub struct Moments<N> {
    /// t, how many steps were taken.
    pub steps: u64,
    /// m, the running mean of the gradients, allocated by the first step.
    pub first: Option<Box<N>>,
    /// v, the running mean of their squares, allocated by the first step.
    pub second: Option<Box<N>>,
}

impl<N> Moments<N> {
    /// Before the first step.
    #[must_use]
    pub const fn new() -> Self {
        Self { steps: 0, first: None, second: None }
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
        let [first, second] = [&self.first, &self.second].map(|mean| mean.as_deref().map(N::clone_box));
        Self { steps: self.steps, first, second }
    }
}

impl<N: Parameters> Moments<N> {
    /// A step of Adam. `of` gives the learning rate of a group, and what weight decay makes of each weight and gradient.
    #[inline]
    fn step<D: Fn(f32, f32) -> (f32, f32) + Copy>(
        &mut self,
        network: &mut N,
        gradient: &N,
        (beta1, beta2): (f64, f64),
        eps: f32,
        groups: Groups,
        of: impl Fn(Group) -> (f32, D),
    ) {
        self.steps += 1;
        let [first, second] = [&mut self.first, &mut self.second].map(|mean| mean.get_or_insert_with(N::zeroed_box));
        let unbiased = 1.0 - double::powi(beta1, self.steps);
        let scale = (1.0 / double::sqrt(1.0 - double::powi(beta2, self.steps))) as f32;
        let (keep1, take1) = (beta1 as f32, (1.0 - beta1) as f32);
        let (keep2, take2) = (beta2 as f32, (1.0 - beta2) as f32);
        each_weight(network, gradient, groups, |weights, gradient, place, group| {
            let (lr, decay) = of(group);
            let rate = (f64::from(lr) / unbiased) as f32;
            let means = first.floats_mut()[place.clone()].iter_mut().zip(&mut second.floats_mut()[place]);
            wide(
                #[inline(always)]
                move || {
                    for ((w, (m, v)), &g) in weights.iter_mut().zip(means).zip(gradient) {
                        let (decayed, g) = decay(*w, g);
                        *m = normal(keep1 * *m + take1 * g);
                        *v = normal(keep2 * *v + take2 * g * g);
                        *w = decayed - rate * *m / (math::sqrt(*v) * scale + eps);
                    }
                },
            );
        });
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
        let mut steps = self.steps as f64;
        visit("steps", &mut steps);
        self.steps = steps as u64;
    }

    fn tensors(&mut self, visit: &mut dyn FnMut(&'static str, &mut Option<Box<N>>)) {
        visit("first", &mut self.first);
        visit("second", &mut self.second);
    }
}
