//! A convolution, what stands between, and a pool, some rows at a time, beside the definitions in `f64`. Every axis is varied by itself.

use super::super::activation::{Identity, Relu, Sigmoid, Silu};
use super::super::batch_norm::Running;
use super::super::pool::{AvgPool, MaxPool};
use super::*;
use crate::kernel::geometry::Geometry;
use crate::random::Random;
use crate::shape::{Axis, Window};
use std::vec;
use std::vec::Vec;
use typenum::{
    B0, B1, U0, U1, U2, U3, U4, U5, U6, U7, U8, U9, U10, U11, U12, U13, U14, U15, U16, U17, U18, U19, U20, U23, U28,
    U31, U40,
};

/// Whether a pool takes maxima, and whether padding counts in a mean.
trait Takes {
    const MAX: bool;
    const COUNTS: bool;
    const WINDOWS: [Window; 2];
}

impl<C: Unsigned, H: Slide, W: Slide> Takes for MaxPool<C, H, W> {
    const MAX: bool = true;
    const COUNTS: bool = true;
    const WINDOWS: [Window; 2] = [H::WINDOW, W::WINDOW];
}

impl<C: Unsigned, H: Slide, W: Slide, P: Bit> Takes for AvgPool<C, H, W, P> {
    const MAX: bool = false;
    const COUNTS: bool = P::BOOL;
    const WINDOWS: [Window; 2] = [H::WINDOW, W::WINDOW];
}

/// Of one image: the convolution, and the sums of the absolute values of its terms.
fn convolve<G: Geometry>(weight: &[f32], bias: &[f32], x: &[f64]) -> Vec<[f64; 2]> {
    let (rows, columns) = (G::ROWS, G::COLUMNS);
    let mut y = Vec::new();
    for f in 0..G::GROUPS * G::FILTERS {
        for (i, j) in (0..rows.out()).flat_map(|i| (0..columns.out()).map(move |j| (i, j))) {
            let bias = bias.get(f).map_or(0.0, |&bias| f64::from(bias));
            let mut sum = [bias, bias.abs()];
            for c in 0..G::CHANNELS {
                for (u, v) in (0..rows.kernel).flat_map(|u| (0..columns.kernel).map(move |v| (u, v))) {
                    let (row, column) = if G::FLIP { (rows.kernel - 1 - u, columns.kernel - 1 - v) } else { (u, v) };
                    let (Some(row), Some(column)) = (rows.index(i, row), columns.index(j, column)) else { continue };
                    let weight = weight[((f * G::CHANNELS + c) * rows.kernel + u) * columns.kernel + v];
                    let channel = f / G::FILTERS * G::CHANNELS + c;
                    let term = f64::from(weight) * x[(channel * rows.size + row) * columns.size + column];
                    sum = [sum[0] + term, sum[1] + term.abs()];
                }
            }
            y.push(sum);
        }
    }
    y
}

/// The pool, and the greatest error of what it reads.
fn pool<P: Takes>(x: &[[f64; 2]]) -> Vec<[f64; 2]> {
    let [rows, columns] = P::WINDOWS;
    let mut y = Vec::new();
    for plane in x.chunks_exact(rows.size * columns.size) {
        for (i, j) in (0..rows.out()).flat_map(|i| (0..columns.out()).map(move |j| (i, j))) {
            let (mut taps, mut counted) = (vec![], 0);
            for (u, v) in (0..rows.kernel).flat_map(|u| (0..columns.kernel).map(move |v| (u, v))) {
                if let (Some(row), Some(column)) = (rows.index(i, u), columns.index(j, v)) {
                    taps.push(plane[row * columns.size + column]);
                }
                let is_padded = |window: Window, position: usize, tap: usize| {
                    position * window.stride + tap * window.dilation < window.before + window.size + window.after
                };
                counted += usize::from(is_padded(rows, i, u) && is_padded(columns, j, v));
            }
            let off = taps.iter().fold(0.0, |off: f64, tap| off.max(tap[1]));
            let divisor = if P::COUNTS { counted } else { taps.len() };
            y.push(match (P::MAX, divisor) {
                (true, _) => [taps.iter().fold(f64::NEG_INFINITY, |max, tap| max.max(tap[0])), off],
                (false, 0) => [0.0, 0.0],
                (false, _) => [taps.iter().map(|tap| tap[0]).sum::<f64>() / divisor as f64, off],
            });
        }
    }
    y
}

type Formula = fn(usize, f64) -> f64;
type Run<B, const L: usize> = fn(Level, &[f32], &[f32], &[[f32; L]], B, &mut [[f32; L]], &mut [[f32; L]], &mut [f32]);

/// All levels, with so many images.
fn agrees<G: Geometry, P: Pool + Takes, B: Between, const L: usize>(
    name: &str,
    run: Run<B, L>,
    [strip, scratch]: [usize; 2],
    between: B,
    formula: Formula,
    has_bias: bool,
) {
    let mut random = Random::new(11);
    let mut draw = |length: usize| -> Vec<f32> { (0..length).map(|_| 2.0 * random.uniform() - 1.0).collect() };
    let filters = G::GROUPS * G::FILTERS;
    let (weight, bias) = (draw(filters * G::PATCH), if has_bias { draw(filters) } else { vec![] });
    let x = draw(G::GROUPS * G::CHANNELS * G::PLANE * L);
    let (x, _) = x.as_chunks::<L>();
    let right: Vec<Vec<[f64; 2]>> = (0..L)
        .map(|lane| {
            let x: Vec<f64> = x.iter().map(|x| f64::from(x[lane])).collect();
            let mut y = convolve::<G>(&weight, &bias, &x);
            for (at, y) in y.iter_mut().enumerate() {
                y[0] = formula(at / G::POSITIONS, y[0]);
            }
            pool::<P>(&y)
        })
        .collect();
    for level in Level::all() {
        let mut y = vec![[f32::NAN; L]; right[0].len()];
        let (mut strip, mut scratch) = (vec![[f32::NAN; L]; strip], vec![f32::NAN; scratch * L]);
        run(level, &weight, &bias, x, between, &mut strip, &mut y, &mut scratch);
        for (at, y) in y.iter().enumerate() {
            for lane in 0..L {
                let [right, size] = right[lane][at];
                let error = (f64::from(y[lane]) - right).abs();
                // Winograd's filtering doubles the error of a sum; the functions have slopes and errors near 1 at most.
                let most = 4e-7 * (8.0 + G::PATCH as f64).sqrt() * size + 1e-6;
                let same = f64::from(y[lane]) == right;
                assert!(same || error <= most, "{name}, {}: at {at} {} for {right}", level.name(), y[lane]);
            }
        }
    }
}

/// Each with one image and with a batch; each with some kind of layer between.
macro_rules! check {
    ($($between:ident, $conv:ty, $pool:ty;)*) => {$({
        check!(1, $between, $conv, $pool);
        check!(16, $between, $conv, $pool);
    })*};
    ($lanes:literal, $between:ident, $conv:ty, $pool:ty) => {{
        const CHANNELS: usize = <$conv as Geometry>::GROUPS * <$conv as Geometry>::FILTERS;
        type Both = ConvPool<$conv, $pool>;
        let norm = BatchNorm::<CHANNELS> {
            weight: core::array::from_fn(|c| norm(c)[0] as f32),
            bias: core::array::from_fn(|c| norm(c)[1] as f32),
            running_mean: Running(core::array::from_fn(|c| norm(c)[2] as f32)),
            running_var: Running([3.0; CHANNELS]),
        };
        let name = concat!(stringify!($conv), ", ", stringify!($pool));
        let (between, formula, has_bias) = between!($between, &norm);
        let _ = &norm;
        let sizes = [Both::STRIP, <$conv>::SCRATCH];
        agrees::<$conv, $pool, _, $lanes>(name, Both::forward_at, sizes, between, formula, has_bias);
    }};
}

macro_rules! between {
    (Nothing, $norm:expr) => {{
        let _ = $norm;
        (Identity, (|_, x| x) as Formula, true)
    }};
    (Relu, $norm:expr) => {
        (Relu, (|_, x: f64| x.max(0.0)) as Formula, false)
    };
    (Sigmoid, $norm:expr) => {
        (Sigmoid, (|_, x: f64| 1.0 / (1.0 + (-x).exp())) as Formula, true)
    };
    (Silu, $norm:expr) => {
        (Silu, (|_, x: f64| x / (1.0 + (-x).exp())) as Formula, false)
    };
    (Norm, $norm:expr) => {
        (Normed($norm, 1.0), normed as Formula, true)
    };
    (NormRelu, $norm:expr) => {
        (Then(Normed($norm, 1.0), Relu), (|c, x: f64| normed(c, x).max(0.0)) as Formula, false)
    };
}

/// The factor, the summand and the mean of a channel.
fn norm(c: usize) -> [f64; 3] {
    [1.0 - 0.125 * (c % 8) as f64, 0.25 * (c % 5) as f64, 0.5 * (c % 3) as f64]
}

fn normed(c: usize, x: f64) -> f64 {
    let [weight, bias, mean] = norm(c);
    weight * (x - mean) / 2.0 + bias
}

type Half<N> = Axis<N, U2, U2>;

#[test]
fn halves_of_any_convolution() {
    check! {
        // One of LeNet-5; more channels than a vector has; one filter, for which more rows are computed at once.
        Sigmoid, Conv<U1, U6, Axis<U28, U5, U1, U2, U2>>, AvgPool<U6, Half<U28>>;
        Relu, Conv<U5, U17, Axis<U9, U3>, Axis<U8, U3, U1, U1, U1>>, MaxPool<U17, Half<U7>, Half<U8>>;
        NormRelu, Conv<U3, U1, Axis<U40, U3, U1, U1, U1>, Axis<U9, U3>>, AvgPool<U1, Half<U40>, Half<U7>>;
    }
}

#[test]
fn strides_dilations_groups_and_turned_kernels() {
    check! {
        Norm, Conv<U3, U8, Axis<U17, U3, U2, U1, U0>, Axis<U19, U4, U3, U0, U2>>, MaxPool<U8, Half<U8>, Half<U6>>;
        Silu, Conv<U2, U4, Axis<U20, U3, U1, U0, U0, U3>, Axis<U15, U2, U2, U1, U1, U2>>, AvgPool<U4, Half<U14>, Half<U8>>;
        Relu, Conv<U6, U9, Axis<U10, U3>, Axis<U11, U2>, U3>, MaxPool<U9, Half<U8>, Half<U10>>;
        Norm, Conv<U7, U7, Axis<U14, U3, U1, U1, U1>, Axis<U18, U5, U1, U2, U2>, U7>, AvgPool<U7, Half<U14>, Half<U18>>;
        Nothing, Conv<U2, U6, Axis<U9, U2>, Axis<U10, U3>, U1, B1>, AvgPool<U6, Half<U8>, Half<U8>>;
    }
}

#[test]
fn windows_that_overlap_leave_gaps_have_holes_and_padding() {
    check! {
        // As in ResNet's stem; strides that are odd, and windows that overlap by more than they move.
        NormRelu, Conv<U3, U8, Axis<U31, U7, U2, U3, U3>>, MaxPool<U8, Axis<U16, U3, U2, U1, U1>>;
        Silu, Conv<U2, U7, Axis<U20, U2>, Axis<U12, U3>>, AvgPool<U7, Axis<U19, U4, U3>, Axis<U10, U2, U3>>;
        Sigmoid, Conv<U1, U4, Axis<U23, U4>, Axis<U11, U2>>, AvgPool<U4, Axis<U20, U5, U1>, Axis<U10, U3, U4>>;
        // Gaps between windows, and holes in them.
        Relu, Conv<U3, U8, Axis<U19, U2>, Axis<U9, U1>>, MaxPool<U8, Axis<U18, U2, U5>, Axis<U9, U2, U2>>;
        Norm, Conv<U2, U6, Axis<U20, U3>, Axis<U14, U3>>, MaxPool<U6, Axis<U18, U3, U2, U0, U0, U3>, Axis<U12, U2, U2, U0, U0, U4>>;
        // Padding, with holes too, uneven, and windows that lie in it; a last window that is not whole; all rows at once.
        Relu, Conv<U2, U6, Axis<U20, U3>, Axis<U14, U3>>, AvgPool<U6, Axis<U18, U4, U1, U3, U1, U3>, Axis<U12, U2, U2, U1, U0>>;
        Silu, Conv<U1, U5, Axis<U8, U3>, Axis<U6, U3>>, AvgPool<U5, Axis<U6, U2, U1, U5, U4>, Axis<U4, U2, U2>, B0>;
        Nothing, Conv<U2, U9, Axis<U13, U3>, Axis<U12, U3>>, AvgPool<U9, Axis<U11, U4, U3, U1, U1, U1, B1>, Axis<U10, U3, U3, U1, U1, U1, B1>>;
        Relu, Conv<U2, U3, Axis<U9, U2>, Axis<U9, U3>>, MaxPool<U3, Axis<U8, U8>, Axis<U7, U2>>;
    }
}

/// A strip is a small part of the convolution.
#[test]
fn a_strip_is_as_small_as_its_windows_and_its_calls_allow() {
    type Stem<P> = ConvPool<Conv<U3, U16, Axis<U40, U3, U1, U1, U1>>, P>;
    const ROW: usize = 16 * 40;
    assert_eq!(Stem::<MaxPool<U16, Axis<U40, U3, U2, U1, U1>>>::STRIP, 3 * ROW);
    assert_eq!(Stem::<MaxPool<U16, Axis<U40, U5, U4>>>::STRIP, 5 * ROW);
    assert_eq!(Stem::<AvgPool<U16, Axis<U40, U40>>>::STRIP, 40 * ROW);
    // Fewer numbers than a thousand do not pay for the calls, where there is more memory than on a microcontroller.
    type Narrow<P> = ConvPool<Conv<U3, U6, Axis<U28, U3, U1, U1, U1>>, P>;
    let rows = if cfg!(feature = "alloc") { 8 } else { 2 };
    assert_eq!(Narrow::<MaxPool<U6, Half<U28>>>::STRIP, rows * 6 * 28);
}
