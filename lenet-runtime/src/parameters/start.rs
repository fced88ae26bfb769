//! How the numbers of a tensor start.

use super::{Init, TensorRef};
use crate::random::Random;

/// How the numbers of a tensor start.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Start {
    /// Weights: as this says, unless a program asks for another.
    Weight(Init),
    /// A bias: at zero, or with [`Init::FanIn`] by the number of inputs that an output of the layer reads.
    Bias {
        /// That number.
        fan_in: usize,
    },
    /// Every number is this one, whatever a program asks for.
    Constant(f32),
}

/// What is to be written to one tensor.
#[derive(Clone, Copy)]
struct Tensor {
    start: Start,
    length: usize,
    fan_in: usize,
    fan_out: usize,
}

/// What a visit says of the next tensors.
pub(super) struct Next {
    /// How many tensors come before them and were not seen yet.
    before: usize,
    count: usize,
    tensors: [Tensor; 64],
}

impl Next {
    /// Those after the first ones.
    pub(super) fn after(before: usize) -> Self {
        Self {
            before,
            count: 0,
            tensors: [Tensor { start: Start::Constant(0.0), length: 0, fan_in: 0, fan_out: 0 }; 64],
        }
    }

    pub(super) fn see(&mut self, tensor: &TensorRef<'_, '_>) {
        if self.before > 0 {
            self.before -= 1;
        } else if let Some(next) = self.tensors.get_mut(self.count) {
            // As PyTorch does, this takes the first axis for outputs and the second for inputs.
            let (outputs, inputs) = (tensor.shape.first().unwrap_or(&1), tensor.shape.get(1).unwrap_or(&1));
            let kernel = tensor.shape.iter().skip(2).product::<usize>();
            let (start, length) = (tensor.start, tensor.values.len());
            *next = Tensor { start, length, fan_in: inputs * kernel, fan_out: outputs * kernel };
            self.count += 1;
        }
    }

    /// Writes the numbers of these tensors; how many tensors and how many numbers they are.
    pub(super) fn fill(&self, numbers: &mut [f32], init: Option<Init>, random: &mut Random) -> (usize, usize) {
        let mut filled = 0;
        for tensor in &self.tensors[..self.count] {
            let numbers = &mut numbers[filled..][..tensor.length];
            filled += tensor.length;
            match tensor.start {
                Start::Weight(usual) => {
                    init.unwrap_or(usual).fill(numbers, tensor.fan_in, tensor.fan_out, random);
                }
                Start::Bias { fan_in } => match init {
                    Some(init) => init.fill_bias(numbers, fan_in, random),
                    None => numbers.fill(0.0),
                },
                Start::Constant(number) => numbers.fill(number),
            }
        }
        (self.count, filled)
    }
}
