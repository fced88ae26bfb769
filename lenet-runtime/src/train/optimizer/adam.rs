//! Adam and AdamW.

use super::{Group, Groups, Optimizer, State, each_weight, normal};
use crate::kernel::math::{self, double};
use crate::kernel::vector::wide;
use crate::parameters::Parameters;

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
pub struct Adam<N: 'static> {
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

impl<N: Parameters> Adam<N> {
    /// β₁ = 0.9, β₂ = 0.999, ε = 1e-8, no weight decay.
    #[must_use]
    pub const fn new(lr: f32) -> Self {
        Self { lr, betas: (0.9, 0.999), eps: 1e-8, weight_decay: 0.0, groups: None, moments: Moments::new() }
    }
}

/// A copy on the heap of what the optimizer remembers.
#[cfg(feature = "alloc")]
impl<N: Parameters> Clone for Adam<N> {
    fn clone(&self) -> Self {
        Self { moments: self.moments.clone(), ..*self }
    }
}

impl<N: Parameters> Optimizer<N> for Adam<N> {
    fn step(&mut self, network: &mut N, gradient: &N) {
        let Self { lr, betas, eps, weight_decay, groups, .. } = *self;
        self.moments.step(network, gradient, betas, eps, groups, |group| {
            (lr * group.lr, Decay { keep: 1.0, add: weight_decay * group.weight_decay })
        });
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

    fn tensors(&mut self, visit: &mut dyn FnMut(&'static str, &mut State<N>)) {
        self.moments.tensors(visit);
    }
}

/// [`Adam`] with the weight decay kept out of the moments: w ← w − lr·λ·w, then a step without decay.
///
/// Source: Loshchilov and Hutter, *Decoupled weight decay regularization*, ICLR 2019.
#[derive(Debug)]
pub struct AdamW<N: 'static> {
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

impl<N: Parameters> AdamW<N> {
    /// β₁ = 0.9, β₂ = 0.999, ε = 1e-8, λ = 0.01.
    #[must_use]
    pub const fn new(lr: f32) -> Self {
        Self { lr, betas: (0.9, 0.999), eps: 1e-8, weight_decay: 0.01, groups: None, moments: Moments::new() }
    }
}

/// A copy on the heap of what the optimizer remembers.
#[cfg(feature = "alloc")]
impl<N: Parameters> Clone for AdamW<N> {
    fn clone(&self) -> Self {
        Self { moments: self.moments.clone(), ..*self }
    }
}

impl<N: Parameters> Optimizer<N> for AdamW<N> {
    fn step(&mut self, network: &mut N, gradient: &N) {
        let Self { lr, betas, eps, weight_decay, groups, .. } = *self;
        self.moments.step(network, gradient, betas, eps, groups, |group| {
            let lr = lr * group.lr;
            (lr, Decay { keep: 1.0 - lr * weight_decay * group.weight_decay, add: 0.0 })
        });
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

    fn tensors(&mut self, visit: &mut dyn FnMut(&'static str, &mut State<N>)) {
        self.moments.tensors(visit);
    }
}

/// What weight decay makes of a weight w, which becomes `keep`·w, and of its gradient, to which `add`·w is added.
struct Decay {
    keep: f32,
    add: f32,
}

/// What Adam remembers of the gradients so far.
#[derive(Debug)]
pub struct Moments<N: 'static> {
    /// t, how many steps were taken.
    pub steps: u64,
    /// m, the running mean of the gradients.
    pub first: State<N>,
    /// v, the running mean of their squares.
    pub second: State<N>,
}

impl<N: Parameters> Moments<N> {
    /// Before the first step.
    #[must_use]
    pub const fn new() -> Self {
        Self { steps: 0, first: State::new(), second: State::new() }
    }
}

impl<N: Parameters> Default for Moments<N> {
    fn default() -> Self {
        Self::new()
    }
}

/// A copy on the heap.
#[cfg(feature = "alloc")]
impl<N: Parameters> Clone for Moments<N> {
    fn clone(&self) -> Self {
        Self { steps: self.steps, first: self.first.clone(), second: self.second.clone() }
    }
}

impl<N: Parameters> Moments<N> {
    /// A step of Adam. `of` gives the learning rate and the weight decay of a group.
    fn step(
        &mut self,
        network: &mut N,
        gradient: &N,
        (beta1, beta2): (f64, f64),
        eps: f32,
        groups: Groups,
        of: impl Fn(Group) -> (f32, Decay),
    ) {
        self.steps += 1;
        let (first, second) = (self.first.numbers(), self.second.numbers());
        let unbiased = 1.0 - double::powi(beta1, self.steps);
        let scale = (1.0 / double::sqrt(1.0 - double::powi(beta2, self.steps))) as f32;
        let numbers = Numbers {
            keep: [beta1, beta2].map(|beta| beta as f32),
            take: [beta1, beta2].map(|beta| (1.0 - beta) as f32),
            scale,
            eps,
        };
        each_weight(network, gradient, groups, |weights, gradient, place, group| {
            let (lr, decay) = of(group);
            let rate = (f64::from(lr) / unbiased) as f32;
            let means = [&mut first.floats_mut()[place.clone()], &mut second.floats_mut()[place]];
            update(weights, means, gradient, &numbers, rate, &decay);
        });
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
        let mut steps = self.steps as f64;
        visit("steps", &mut steps);
        self.steps = steps as u64;
    }

    fn tensors(&mut self, visit: &mut dyn FnMut(&'static str, &mut State<N>)) {
        visit("first", &mut self.first);
        visit("second", &mut self.second);
    }
}

/// Numbers that all weights share in a step: β and 1 − β of both means, 1 / √(1 − β₂ᵗ), ε.
struct Numbers {
    keep: [f32; 2],
    take: [f32; 2],
    scale: f32,
    eps: f32,
}

fn update(
    weights: &mut [f32],
    [first, second]: [&mut [f32]; 2],
    gradient: &[f32],
    numbers: &Numbers,
    rate: f32,
    decay: &Decay,
) {
    let &Numbers { keep: [keep1, keep2], take: [take1, take2], scale, eps } = numbers;
    let &Decay { keep, add } = decay;
    wide(
        #[inline(always)]
        || {
            for (((w, m), v), g) in weights.iter_mut().zip(first).zip(second).zip(gradient) {
                let g = g + add * *w;
                *m = normal(keep1 * *m + take1 * g);
                *v = normal(keep2 * *v + take2 * g * g);
                *w = *w * keep - rate * *m / (math::sqrt(*v) * scale + eps);
            }
        },
    );
}
