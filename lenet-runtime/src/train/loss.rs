//! How far an output is from what it should be, and in which direction to move it.

mod binary;
mod cross_entropy;
mod regression;

pub use binary::BinaryCrossEntropy;
pub use cross_entropy::CrossEntropy;
pub use regression::{Huber, MeanAbsoluteError, MeanSquaredError};

use crate::tensor::{Tile, Value};
use core::ops::AddAssign;

/// A loss: one number for an output `Y` and its target `T`, the smaller the better.
///
/// | loss | output | target |
/// |------|--------|--------|
/// | [`CrossEntropy`] | `[f32; K]` | the number of a class, of any integer type; or `[f32; K]`, the probability of each class |
/// | [`CrossEntropy`] | `Tensor<K, H, W>` | `[[class; W]; H]`, a class for each pixel; or `Tensor<K, H, W>` |
/// | [`BinaryCrossEntropy`] | any | a value like the output, with numbers from 0 to 1 |
/// | [`MeanSquaredError`], [`MeanAbsoluteError`], [`Huber`] | any | a value like the output |
#[diagnostic::on_unimplemented(
    message = "`{Self}` does not compare an output of `{Y}` with a target of `{T}`",
    label = "no loss of this output and this target",
    note = "`CrossEntropy` takes `[f32; K]` and the number of a class, or `Tensor<K, H, W>` and `[[class; W]; H]`, a class for each pixel; \
            `MeanSquaredError` and others take a target like the output"
)]
pub trait Loss<Y: Value, T>: Sync {
    /// The losses of the first `targets.len()` lanes of `y`. Writes the gradient of [`Sum::loss`] to `dy`: zeros in the further
    /// lanes, which hold no image.
    fn tile<const L: usize>(&self, y: &Tile<Y, L>, targets: &[&T], dy: &mut Tile<Y, L>) -> Sum;
}

/// Losses of several outputs: their mean is `loss` / `weight`.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Sum {
    /// The sum of the losses, each times its weight.
    pub loss: f64,
    /// The sum of the weights: how many outputs there are, where all count alike.
    pub weight: f64,
}

impl Sum {
    /// The mean loss; 0 if nothing counts.
    #[must_use]
    pub fn mean(self) -> f64 {
        if self.weight == 0.0 { 0.0 } else { self.loss / self.weight }
    }

    /// What makes the mean of a sum of gradients. Where nothing counts, no gradient does.
    pub(crate) fn scale(self) -> f32 {
        if self.weight == 0.0 { 0.0 } else { 1.0 / self.weight as f32 }
    }
}

impl AddAssign for Sum {
    fn add_assign(&mut self, other: Self) {
        self.loss += other.loss;
        self.weight += other.weight;
    }
}

/// The number of a class, counted from 0: any integer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not the number of a class",
    label = "expected an integer, for each output or for each pixel",
    note = "a target that is a number, and no class, goes with `MeanSquaredError`, `MeanAbsoluteError` or `Huber`"
)]
pub trait Class: Copy + Sync {
    /// The number, or the nearest that an `i64` can say.
    fn number(self) -> i64;
}

macro_rules! classes {
    ($($integer:ty)*) => {$(
        impl Class for $integer {
            #[inline]
            fn number(self) -> i64 {
                i64::try_from(self).unwrap_or(i64::MAX)
            }
        }
    )*};
}

classes! { u8 u16 u32 u64 usize i8 i16 i32 i64 isize }

/// The place of a class among `classes` others.
///
/// # Panics
///
/// If there is no such class.
#[track_caller]
pub(super) fn place(class: i64, classes: usize) -> usize {
    match usize::try_from(class) {
        Ok(place) if place < classes => place,
        _ => panic!("a class of {class} where the classes are 0 to {}", classes - 1),
    }
}
