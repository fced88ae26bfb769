//! How a step follows from a gradient.
//!
//! The formulas, defaults and names are PyTorch's. Below, w is a weight and g its gradient, the mean over a batch.
//! Running statistics ([`Kind::Buffer`]) are not weights: no optimizer moves them.

mod adam;
mod sgd;
mod state;

pub use adam::{Adam, AdamW, Moments};
pub use sgd::Sgd;
pub use state::State;

use crate::parameters::{Kind, Name, Parameters, TensorRef};
#[cfg(feature = "alloc")]
use alloc::boxed::Box;
use core::ops::Range;

/// Moves a network along a gradient.
pub trait Optimizer<N: Parameters> {
    /// One step. The first may allocate the optimizer's state, where none is lent.
    fn step(&mut self, network: &mut N, gradient: &N);

    /// The learning rate, for a schedule to set.
    fn rate(&mut self) -> &mut f32;

    /// How the step differs from tensor to tensor, if it does.
    fn groups(&self) -> Groups;

    /// Calls `visit` with the name and the value of every number that is remembered from step to step, so that a checkpoint can
    /// write it and set it. Numbers up to 2⁵³ are exact.
    fn numbers(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64));

    /// Calls `visit` with the name and the value of every number for each weight that is remembered from step to step.
    fn tensors(&mut self, visit: &mut dyn FnMut(&'static str, &mut State<N>));
}

/// An optimizer chosen while the program runs.
#[cfg(feature = "alloc")]
impl<N: Parameters, O: Optimizer<N> + ?Sized> Optimizer<N> for Box<O> {
    fn step(&mut self, network: &mut N, gradient: &N) {
        (**self).step(network, gradient);
    }

    fn rate(&mut self) -> &mut f32 {
        (**self).rate()
    }

    fn groups(&self) -> Groups {
        (**self).groups()
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
        (**self).numbers(visit);
    }

    fn tensors(&mut self, visit: &mut dyn FnMut(&'static str, &mut State<N>)) {
        (**self).tensors(visit);
    }
}

/// Which group a tensor belongs to, by its name and shape; `None` puts all into one. PyTorch's parameter groups.
///
/// ```
/// use lenet_runtime::network;
/// use lenet_runtime::train::{Group, Sgd};
///
/// network! {
///     struct Small: [1, 8, 8] -> [10] {
///         conv: conv2d(4, kernel: 3),
///         relu,
///         flatten,
///         head: linear(10),
///     }
/// }
///
/// // Only the head learns; its bias does not decay.
/// let optimizer = Sgd {
///     weight_decay: 1e-4,
///     groups: Some(|tensor| match () {
///         _ if tensor.name.starts_with("head.bias") => Group::NO_DECAY,
///         _ if tensor.name.starts_with("head") => Group::ALL,
///         _ => Group::FROZEN,
///     }),
///     ..Sgd::<Small>::new(0.1)
/// };
/// ```
pub type Groups = Option<fn(&TensorRef<'_, '_>) -> Group>;

/// How the tensors of a group learn.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Group {
    /// What the learning rate is multiplied by. With 0 the tensor stays as it is, and its gradient does not count where gradients are
    /// clipped; running statistics stay as well.
    pub lr: f32,
    /// What the weight decay is multiplied by.
    pub weight_decay: f32,
}

impl Group {
    /// As the optimizer says.
    pub const ALL: Self = Self { lr: 1.0, weight_decay: 1.0 };
    /// Without weight decay.
    pub const NO_DECAY: Self = Self { lr: 1.0, weight_decay: 0.0 };
    /// Does not learn.
    pub const FROZEN: Self = Self { lr: 0.0, weight_decay: 0.0 };

    /// Weight decay for weights alone: tensors of one dimension, which are biases and the scales of normalizations, have none.
    ///
    /// `Sgd { weight_decay: 1e-4, groups: Some(Group::weights_decay), ..Sgd::<N>::new(0.1) }`
    #[must_use]
    pub fn weights_decay(tensor: &TensorRef<'_, '_>) -> Self {
        if tensor.shape.len() > 1 { Self::ALL } else { Self::NO_DECAY }
    }

    /// The group of a tensor.
    pub(crate) fn of(tensor: &TensorRef<'_, '_>, groups: Groups) -> Self {
        groups.map_or(Self::ALL, |group| group(tensor))
    }
}

/// Calls `update` with every weight tensor that is not frozen, its gradient, the place of both in the network, and its group.
fn each_weight<N: Parameters>(
    network: &mut N,
    gradient: &N,
    groups: Groups,
    mut update: impl FnMut(&mut [f32], &[f32], Range<usize>, Group),
) {
    let mut end = 0;
    gradient.visit(Name::ROOT, &mut |tensor| {
        let place = end..end + tensor.values.len();
        end = place.end;
        let group = Group::of(&tensor, groups);
        if tensor.kind == Kind::Trained && group.lr != 0.0 {
            update(&mut network.floats_mut()[place.clone()], tensor.values, place, group);
        }
    });
}

/// A number that is remembered: 0 in place of a subnormal one. They are too small to count, and slow.
#[inline(always)]
pub(super) fn normal(x: f32) -> f32 {
    if x.abs() < f32::MIN_POSITIVE { 0.0 } else { x }
}
