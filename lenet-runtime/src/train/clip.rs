//! Gradients that are too long.

use super::optimizer::{Group, Groups};
use crate::kernel::math::double;
use crate::parameters::{Kind, Name, Parameters};
use core::ops::Range;

/// The Euclidean norm of a gradient, over all tensors that learn. Shortens the gradient to `max_norm` if it is longer:
///
/// ```text
/// g ← g · min(1, max_norm / (‖g‖ + 10⁻⁶))
/// ```
///
/// Source: Pascanu et al., *On the difficulty of training recurrent neural networks*, 2013; PyTorch's `clip_grad_norm_`.
pub(super) fn clip_grad_norm<N: Parameters>(
    network: &N,
    gradient: &mut N,
    groups: Groups,
    max_norm: Option<f32>,
) -> f64 {
    let mut sum = 0.0;
    each_that_learns(network, groups, |place| sum += squares(&gradient.floats()[place]));
    let norm = double::sqrt(sum);
    let scale = max_norm.map_or(1.0, |most| f64::from(most) / (norm + 1e-6)) as f32;
    if scale < 1.0 {
        each_that_learns(network, groups, |place| {
            gradient.floats_mut()[place].iter_mut().for_each(|number| *number *= scale);
        });
    }
    norm
}

/// Calls `visit` with the place of each tensor that learns.
fn each_that_learns<N: Parameters>(network: &N, groups: Groups, mut visit: impl FnMut(Range<usize>)) {
    let mut end = 0;
    network.visit(Name::ROOT, &mut |tensor| {
        let place = end..end + tensor.values.len();
        end = place.end;
        if tensor.kind == Kind::Trained && Group::of(&tensor, groups).lr != 0.0 {
            visit(place);
        }
    });
}

/// The sum of the squares, added in the same order on every machine.
fn squares(numbers: &[f32]) -> f64 {
    let square = |number: &f32| f64::from(*number) * f64::from(*number);
    let (chunks, rest) = numbers.as_chunks::<16>();
    let mut sums = [0.0; 16];
    for chunk in chunks {
        for (sum, number) in sums.iter_mut().zip(chunk) {
            *sum += square(number);
        }
    }
    sums.iter().sum::<f64>() + rest.iter().map(square).sum::<f64>()
}
