//! A linear layer of one vector: neighbouring inputs in the lanes.
#![allow(clippy::needless_range_loop)] // The loops over a tile count as the formulas do, over several arrays at once.

use crate::kernel::ran::ran;
use crate::kernel::vector::{Kernel, LANES, Set, Vectors, blocks};

/// y ← bias + weight · x, for at least 16 inputs.
#[inline]
pub fn forward<const I: usize, const O: usize>(
    set: Vectors,
    weight: &[[f32; I]; O],
    bias: &[f32],
    x: &[f32],
    y: &mut [f32],
) {
    set.run(Forward { weight, bias, x, y });
}

struct Forward<'a, const I: usize, const O: usize> {
    weight: &'a [[f32; I]; O],
    bias: &'a [f32],
    x: &'a [f32],
    y: &'a mut [f32],
}

impl<const I: usize, const O: usize> Kernel for Forward<'_, I, O> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        ran("single::linear");
        if const { O >= 4 } {
            self.tiles::<S, 4>(set);
        } else {
            self.tiles::<S, 1>(set);
        }
    }
}

impl<const I: usize, const O: usize> Forward<'_, I, O> {
    /// Tiles of `T` rows, with two sums for each row. Neighbouring inputs stand in the lanes, so that a weight is read once
    /// and where it stands.
    #[inline(always)]
    fn tiles<S: Set, const T: usize>(self, set: S) {
        let width = S::WIDTH;
        let x = &self.x[..I];
        // The last vector of inputs, without those that the one before has had.
        let mut last = [0.0; LANES];
        let rest = I % width;
        last[width - rest..width].copy_from_slice(&x[I - rest..]);
        for (o, _) in blocks(O, T) {
            let weight = &self.weight[o..o + T];
            let mut sums = [[set.splat(0.0); 2]; T];
            for i in (0..I / width).step_by(2) {
                for k in 0..2 {
                    if i + k < I / width {
                        let x = set.load(&x[(i + k) * width..]);
                        for t in 0..T {
                            sums[t][k] = set.mul_add(set.load(&weight[t][(i + k) * width..]), x, sums[t][k]);
                        }
                    }
                }
            }
            if rest > 0 {
                let x = set.load(&last);
                for t in 0..T {
                    sums[t][0] = set.mul_add(set.load(&weight[t][I - width..]), x, sums[t][0]);
                }
            }
            for t in 0..T {
                let bias = if self.bias.is_empty() { 0.0 } else { self.bias[o + t] };
                self.y[o + t] = set.sum(set.add(sums[t][0], sums[t][1])) + bias;
            }
        }
    }
}
