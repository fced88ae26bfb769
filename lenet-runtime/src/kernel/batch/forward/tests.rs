//! A convolution, its activation and a pool in one go, beside the three one after the other.

use super::*;
use crate::kernel::reference::direct;
use crate::kernel::vector::{LANES, Level};
use crate::layer::conv2d::Conv;
use crate::random::Random;
use crate::shape::{Axis, Slide};
use typenum::{U1, U2, U3, U4, U5, U6, U8, U10, U12, U14, U16, U28, Unsigned};

/// The pools of f(conv(x)), against the definitions.
fn agrees_with_one_after_the_other<G: Geometry>() {
    let mut random = Random::new(8);
    let mut draw = |length: usize| -> Vec<f32> { (0..length).map(|_| 4.0 * random.uniform() - 2.0).collect() };
    let filters = G::GROUPS * G::FILTERS;
    let (weight, bias) = (draw(filters * G::PATCH), draw(filters));
    let x = draw(G::GROUPS * G::CHANNELS * G::PLANE * LANES);
    let x: &[Lanes] = x.as_chunks().0;
    let mut sums = vec![[0.0; LANES]; filters * G::POSITIONS];
    direct::forward::<G, LANES>(&weight, &bias, x, &mut sums);
    let width = G::COLUMNS.out();
    for level in Level::all() {
        let Level::Vectors(set) = level else { continue };
        for function in [
            Function::Identity,
            Function::Clamp(0.0, f32::INFINITY),
            Function::Clamp(0.0, 6.0),
            Function::Leaky(0.1),
            Function::Sigmoid,
            Function::Tanh,
        ] {
            for pooling in [Pooling::Max, Pooling::Mean] {
                let mut y = vec![[f32::NAN; LANES]; sums.len() / 4];
                let mut strip = vec![[f32::NAN; LANES]; sums.len()];
                let mut scratch = vec![f32::NAN; scratch::<G>() * LANES];
                let after = (function, pooling);
                if is_minimal::<G>() {
                    winograd_rows_pooled::<G>(set, &weight, &bias, x, after, &mut strip, &mut y, &mut scratch);
                } else {
                    lanes_pooled::<G>(set, &weight, &bias, x, after, &mut strip, &mut y);
                }
                for (at, y) in y.iter().enumerate() {
                    let (row, column) = (at / (width / 2), at % (width / 2));
                    let first = 2 * row * width + 2 * column;
                    for lane in 0..LANES {
                        let four = [first, first + 1, first + width, first + width + 1]
                            .map(|at| f64::from(function.value(sums[at][lane])));
                        let expected = match pooling {
                            Pooling::Max => four.into_iter().fold(f64::NEG_INFINITY, f64::max),
                            Pooling::Mean => four.iter().sum::<f64>() / 4.0,
                        };
                        let error = (f64::from(y[lane]) - expected).abs();
                        assert!(error < 1e-6 * (2 * G::PATCH) as f64, "{function:?}, {pooling:?}: off by {error}");
                    }
                }
            }
        }
    }
}

type Square<N, K, S = U1, B = typenum::U0> = Axis<N, K, S, B, B>;

fn square<C: Unsigned, F: Unsigned, A: Slide, G: Unsigned>() {
    agrees_with_one_after_the_other::<Conv<C, F, A, A, G>>();
}

#[test]
fn pooled_rows_are_the_pools_of_the_convolution() {
    // Those of LeNet-5, by six rows at a time.
    square::<U1, U6, Square<U28, U5, U1, U2>, U1>();
    square::<U6, U16, Square<U14, U5>, U1>();
    // With 3 × 3 kernels; 6 rows are not a multiple of 4.
    square::<U2, U8, Square<U8, U3>, U1>();
    square::<U4, U8, Square<U12, U3, U1, U1>, U2>();
    // By the definition: few filters, a stride, a wide kernel, a kernel that is none.
    square::<U1, U3, Square<U10, U3>, U1>();
    square::<U3, U8, Square<U16, U2, U2>, U1>();
    square::<U2, U5, Square<U10, U3, U1, U1>, U1>();
    square::<U1, U6, Square<U14, U1>, U1>();
}
