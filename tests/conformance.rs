//! Every geometry computes what its twin computes, forward and backward, for one image and for sixteen side by side. The twin's
//! own gradient is compared with central differences at the same geometry.
//!
//! An axis is written `[size kernel stride before after dilation]`; a transposed convolution has its output padding last.

use reference::case::{Case, agrees};
use reference::typenum::{B0, B1};
use reference::{
    adaptive, avg_pool2d, check_gradient, conv_transpose2d, conv2d, crop, linear, max_pool2d, numbers, pad, upsample,
    widen,
};

/// Holds a case against its twin.
fn judge<C: Case>(case: &C) -> Result<(), String> {
    // No two inputs are so near that a maximum among them is in doubt.
    agrees::<C, 1>(case, numbers::distinct, 1.0)?;
    agrees::<C, 16>(case, numbers::distinct, 1.0)?;
    let twin = case.twin();
    let (p, x) = (numbers::uniform_f64(1, twin.parameters()), widen(&numbers::distinct(2, twin.inputs())));
    check_gradient(&*twin, &p, &x, 2)
}

/// An odd number of images.
fn judge_odd<C: Case>(case: &C) -> Result<(), String> {
    agrees::<C, 5>(case, numbers::distinct, 1.0)
}

/// Judges one case a line, and names all that fail.
macro_rules! all {
    ($($lines:tt)*) => { each!(judge, $($lines)*) };
}

macro_rules! each {
    ($judge:ident, $($case:ident!($($geometry:tt)*);)*) => {{
        let mut cases = 0;
        let mut mistakes: Vec<String> = vec![];
        $(
            cases += 1;
            if let Err(error) = $judge(&$case!($($geometry)*)) {
                mistakes.push(format!("{}!({}): {error}", stringify!($case), stringify!($($geometry)*)));
            }
        )*
        assert!(mistakes.is_empty(), "{} of {cases} cases disagree:\n{}", mistakes.len(), mistakes.join("\n"));
        cases
    }};
}

#[test]
fn convolution_agrees_with_its_twin_on_every_geometry() {
    let cases = all! {
        // Kernels: odd, even, 1 × 1, 1 × n, n × 1, the whole input.
        conv2d!(1 => 1, 1, [1 1 1 0 0 1], [1 1 1 0 0 1]);
        conv2d!(1 => 1, 1, [5 3 1 0 0 1], [5 3 1 0 0 1]);
        conv2d!(2 => 3, 1, [6 3 1 0 0 1], [7 3 1 0 0 1]);
        conv2d!(3 => 2, 1, [7 5 1 0 0 1], [8 5 1 0 0 1]);
        conv2d!(2 => 2, 1, [6 2 1 0 0 1], [5 2 1 0 0 1]);
        conv2d!(2 => 2, 1, [7 4 1 0 0 1], [6 4 1 0 0 1]);
        conv2d!(2 => 3, 1, [6 2 1 0 0 1], [7 3 1 0 0 1]);
        conv2d!(1 => 2, 1, [9 7 1 0 0 1], [8 6 1 0 0 1]);
        conv2d!(4 => 5, 1, [3 1 1 0 0 1], [4 1 1 0 0 1]);
        conv2d!(17 => 19, 1, [2 1 1 0 0 1], [3 1 1 0 0 1]);
        conv2d!(3 => 4, 1, [7 1 2 0 0 1], [8 1 3 0 0 1]);
        conv2d!(2 => 3, 1, [4 1 1 0 0 1], [9 5 1 0 0 1]);
        conv2d!(2 => 3, 1, [9 5 1 0 0 1], [4 1 1 0 0 1]);
        conv2d!(3 => 2, 1, [1 1 1 0 0 1], [9 4 2 1 1 1]);
        conv2d!(3 => 2, 1, [9 4 2 1 1 1], [1 1 1 0 0 1]);
        conv2d!(3 => 5, 1, [4 4 1 0 0 1], [5 5 1 0 0 1]);
        conv2d!(16 => 20, 1, [5 5 1 0 0 1], [5 5 1 0 0 1]);
        // Strides: less than the kernel, equal to it, larger, with a remainder.
        conv2d!(2 => 2, 1, [7 3 2 0 0 1], [8 3 2 0 0 1]);
        conv2d!(2 => 2, 1, [9 3 3 0 0 1], [8 2 2 0 0 1]);
        conv2d!(2 => 3, 1, [9 2 3 0 0 1], [11 2 5 0 0 1]);
        conv2d!(2 => 3, 1, [7 1 4 0 0 1], [8 2 7 0 0 1]);
        conv2d!(2 => 3, 1, [8 3 4 1 1 1], [9 3 5 2 2 1]);
        conv2d!(1 => 2, 1, [11 5 2 2 2 1], [10 5 3 2 2 1]);
        conv2d!(3 => 2, 1, [6 3 1 1 1 1], [9 3 2 1 1 1]);
        conv2d!(2 => 2, 1, [6 3 9 1 1 1], [6 3 9 1 1 1]);
        // The same size: `same`, `same_upper`, `each_side`, odd and even kernels, with and without stride.
        conv2d!(1 => 6, 1, [28 5 1 2 2 1], [28 5 1 2 2 1]);
        conv2d!(6 => 16, 1, [14 5 1 0 0 1], [14 5 1 0 0 1]);
        conv2d!(3 => 4, 1, [6 3 1 1 1 1], [5 3 1 1 1 1]);
        conv2d!(2 => 3, 1, [5 2 1 1 0 1], [6 4 1 2 1 1]);
        conv2d!(2 => 3, 1, [5 2 1 0 1 1], [6 4 1 1 2 1]);
        conv2d!(2 => 3, 1, [6 3 2 1 0 1], [7 3 2 1 1 1]);
        conv2d!(2 => 3, 1, [6 3 2 0 1 1], [8 5 3 1 2 1]);
        conv2d!(2 => 3, 1, [8 5 3 2 1 1], [9 4 2 2 1 1]);
        conv2d!(2 => 3, 1, [6 3 1 2 2 2], [7 3 1 3 3 3]);
        conv2d!(2 => 2, 1, [6 2 1 2 1 3], [5 2 1 1 2 3]);
        // Totals and edges: every side of its own, padding without a kernel that needs it, full padding.
        conv2d!(2 => 2, 1, [5 3 1 1 0 1], [6 3 1 0 1 1]);
        conv2d!(2 => 2, 1, [5 3 1 2 1 1], [6 3 1 0 3 1]);
        conv2d!(2 => 2, 1, [5 3 2 0 2 1], [6 2 3 3 0 1]);
        conv2d!(2 => 2, 1, [5 3 1 2 2 1], [6 4 1 3 3 1]);
        conv2d!(2 => 2, 1, [4 1 1 1 1 1], [5 1 2 2 2 1]);
        conv2d!(2 => 2, 1, [4 1 3 1 2 1], [5 1 1 0 2 1]);
        // Padding larger than the input and than the kernel, windows wholly in the padding.
        conv2d!(1 => 2, 1, [2 3 1 4 4 1], [2 3 1 4 4 1]);
        conv2d!(2 => 2, 1, [1 3 1 1 1 1], [1 3 1 1 1 1]);
        conv2d!(2 => 2, 1, [1 3 2 5 5 1], [2 2 3 4 1 1]);
        conv2d!(2 => 2, 1, [2 5 1 3 3 1], [3 7 1 4 4 1]);
        conv2d!(2 => 2, 1, [3 3 3 6 0 1], [3 3 2 0 7 1]);
        conv2d!(2 => 2, 1, [2 3 1 5 5 2], [3 2 2 6 5 3]);
        // Dilation.
        conv2d!(2 => 2, 1, [7 3 1 0 0 2], [8 3 1 0 0 3]);
        conv2d!(2 => 2, 1, [7 2 1 0 0 3], [8 2 1 0 0 6]);
        conv2d!(2 => 3, 1, [7 3 2 2 2 2], [8 3 2 1 1 2]);
        conv2d!(2 => 3, 1, [9 3 1 4 4 4], [6 3 1 0 0 2]);
        conv2d!(2 => 3, 1, [3 3 1 2 2 2], [2 2 1 3 3 5]);
        conv2d!(2 => 2, 1, [9 3 3 2 2 2], [9 2 4 0 3 5]);
        conv2d!(2 => 3, 1, [6 1 1 0 0 4], [8 5 1 0 0 1]);
        // Groups, and one channel a group.
        conv2d!(4 => 4, 2, [5 3 1 1 1 1], [4 3 1 1 1 1]);
        conv2d!(4 => 6, 2, [5 3 2 1 1 1], [6 2 1 0 0 1]);
        conv2d!(6 => 3, 3, [4 3 1 0 0 1], [4 3 1 0 0 1]);
        conv2d!(6 => 9, 3, [4 1 1 0 0 1], [3 1 1 0 0 1]);
        conv2d!(8 => 4, 4, [5 2 2 0 0 1], [4 4 1 2 1 1]);
        conv2d!(4 => 4, 2, [7 3 2 2 2 2], [8 2 3 1 1 3]);
        conv2d!(3 => 3, 3, [5 3 1 1 1 1], [6 3 1 1 1 1]);
        conv2d!(3 => 3, 3, [6 3 2 1 1 1], [7 3 2 1 1 1]);
        conv2d!(3 => 3, 3, [6 3 2 0 1 1], [7 5 2 2 2 1]);
        conv2d!(5 => 5, 5, [5 2 1 1 0 1], [4 2 1 0 1 1]);
        conv2d!(2 => 6, 2, [5 3 1 1 1 1], [4 3 1 1 1 1]);
        conv2d!(3 => 6, 3, [6 3 2 1 1 1], [5 1 1 0 0 1]);
        conv2d!(4 => 4, 4, [6 3 1 2 2 2], [7 3 1 3 3 3]);
        conv2d!(4 => 4, 4, [3 3 1 0 0 1], [3 3 1 0 0 1]);
        conv2d!(4 => 4, 4, [4 1 1 0 0 1], [4 1 1 0 0 1]);
        conv2d!(4 => 4, 4, [2 3 1 3 3 1], [8 2 3 0 0 1]);
        conv2d!(16 => 16, 16, [7 3 1 1 1 1], [7 3 1 1 1 1]);
        conv2d!(18 => 18, 18, [9 3 2 1 1 1], [9 3 2 1 1 1]);
        // Sizes that no block divides, and blocks' own.
        conv2d!(3 => 16, 1, [9 3 1 1 1 1], [9 3 1 1 1 1]);
        conv2d!(16 => 16, 1, [8 3 1 1 1 1], [8 3 1 1 1 1]);
        conv2d!(16 => 32, 1, [8 3 2 1 1 1], [8 3 2 1 1 1]);
        conv2d!(13 => 17, 1, [7 3 1 1 1 1], [5 3 1 1 1 1]);
        conv2d!(32 => 16, 1, [4 1 1 0 0 1], [4 1 1 0 0 1]);
        conv2d!(31 => 33, 1, [3 1 1 0 0 1], [3 1 1 0 0 1]);
        conv2d!(1 => 8, 1, [12 10 2 4 4 1], [5 4 2 1 1 1]);
        conv2d!(3 => 7, 1, [15 7 2 3 3 1], [13 7 2 3 3 1]);
        conv2d!(3 => 4, 1, [23 11 4 2 2 1], [19 11 4 2 2 1]);
        conv2d!(1 => 33, 1, [5 3 1 1 1 1], [17 3 1 1 1 1]);
        conv2d!(5 => 1, 1, [5 3 1 1 1 1], [31 3 1 1 1 1]);
        // Convolution as mathematics defines it.
        conv2d!(1 => 1, 1, [5 3 1 2 2 1], [6 2 1 1 1 1], flip);
        conv2d!(3 => 4, 1, [5 3 2 1 0 1], [6 2 1 0 0 2], flip);
        conv2d!(4 => 4, 2, [5 4 1 1 1 1], [7 1 3 0 0 1], flip);
        conv2d!(3 => 3, 3, [5 3 1 1 1 1], [6 3 1 1 1 1], flip);
        conv2d!(3 => 4, 1, [4 1 1 0 0 1], [4 1 1 0 0 1], flip);
        // No bias.
        conv2d!(3 => 4, 1, [5 3 1 1 1 1], [6 3 1 1 1 1], no bias);
        conv2d!(3 => 4, 1, [5 1 1 0 0 1], [6 1 1 0 0 1], no bias);
        conv2d!(3 => 3, 3, [5 3 2 1 1 1], [6 3 2 1 1 1], no bias);
        conv2d!(4 => 6, 2, [5 2 1 1 0 1], [6 3 1 0 0 1], no bias);
    };
    assert_eq!(cases, 92);
}

#[test]
fn transposed_convolution_agrees_with_its_twin_on_every_geometry() {
    let cases = all! {
        // Kernels and strides.
        conv_transpose2d!(1 => 1, 1, [1 1 1 0 0 1 0], [1 1 1 0 0 1 0]);
        conv_transpose2d!(2 => 3, 1, [3 3 1 0 0 1 0], [4 3 1 0 0 1 0]);
        conv_transpose2d!(3 => 2, 1, [4 2 1 0 0 1 0], [3 4 1 0 0 1 0]);
        conv_transpose2d!(3 => 4, 1, [4 1 1 0 0 1 0], [3 1 1 0 0 1 0]);
        conv_transpose2d!(3 => 4, 1, [3 2 2 0 0 1 0], [4 2 2 0 0 1 0]);
        conv_transpose2d!(2 => 2, 1, [3 3 2 0 0 1 0], [4 4 2 0 0 1 0]);
        conv_transpose2d!(2 => 2, 1, [3 2 3 0 0 1 0], [2 1 4 0 0 1 0]);
        conv_transpose2d!(2 => 2, 1, [3 5 2 0 0 1 0], [2 3 3 0 0 1 0]);
        conv_transpose2d!(2 => 2, 1, [1 4 1 0 0 1 0], [1 4 1 0 0 1 0]);
        conv_transpose2d!(2 => 2, 1, [5 1 1 0 0 1 0], [4 3 2 0 0 1 0]);
        conv_transpose2d!(2 => 2, 1, [5 3 2 0 0 1 0], [4 1 1 0 0 1 0]);
        // Padding: even, of every side its own, as large as the kernel and larger.
        conv_transpose2d!(2 => 2, 1, [3 3 1 1 1 1 0], [4 3 1 1 1 1 0]);
        conv_transpose2d!(2 => 3, 1, [3 4 2 1 1 1 0], [4 4 2 1 1 1 0]);
        conv_transpose2d!(2 => 3, 1, [3 3 2 1 0 1 0], [4 3 2 0 1 1 0]);
        conv_transpose2d!(2 => 3, 1, [3 4 2 2 1 1 0], [4 3 2 0 2 1 0]);
        conv_transpose2d!(2 => 2, 1, [4 3 1 2 2 1 0], [5 3 1 2 2 1 0]);
        conv_transpose2d!(2 => 2, 1, [6 2 2 3 2 1 0], [6 3 2 4 4 1 0]);
        conv_transpose2d!(2 => 2, 1, [4 1 2 1 1 1 0], [5 1 3 2 1 1 0]);
        // Output padding.
        conv_transpose2d!(2 => 3, 1, [3 3 2 1 1 1 1], [4 3 2 1 1 1 1]);
        conv_transpose2d!(2 => 3, 1, [3 2 3 0 0 1 2], [2 1 4 0 0 1 3]);
        conv_transpose2d!(2 => 3, 1, [3 5 3 2 2 1 1], [2 3 2 0 0 1 1]);
        conv_transpose2d!(2 => 2, 1, [1 1 5 0 0 1 4], [1 2 4 1 0 1 3]);
        // Dilation.
        conv_transpose2d!(2 => 2, 1, [3 3 1 0 0 2 0], [4 2 1 0 0 3 0]);
        conv_transpose2d!(2 => 2, 1, [3 3 2 1 1 2 0], [4 2 2 1 1 3 1]);
        conv_transpose2d!(2 => 2, 1, [3 3 3 2 2 2 2], [4 2 2 0 3 4 1]);
        conv_transpose2d!(2 => 2, 1, [4 3 2 4 4 3 0], [3 3 4 3 2 2 3]);
        // Groups, and one channel a group.
        conv_transpose2d!(4 => 4, 2, [3 3 2 1 1 1 0], [4 2 2 0 0 1 0]);
        conv_transpose2d!(4 => 6, 2, [3 3 2 1 1 1 1], [3 3 1 1 1 1 0]);
        conv_transpose2d!(6 => 3, 3, [3 2 2 0 0 1 0], [3 4 2 1 1 1 0]);
        conv_transpose2d!(3 => 3, 3, [3 3 2 1 1 1 1], [4 3 2 1 1 1 1]);
        conv_transpose2d!(3 => 6, 3, [3 2 1 0 0 1 0], [4 3 2 0 0 1 0]);
        conv_transpose2d!(4 => 4, 4, [4 4 2 1 1 1 0], [3 1 1 0 0 1 0]);
        conv_transpose2d!(4 => 4, 2, [4 3 2 2 2 2 1], [3 2 3 1 2 2 2]);
        // Sizes that no block divides, and blocks' own.
        conv_transpose2d!(16 => 16, 1, [4 2 2 0 0 1 0], [4 2 2 0 0 1 0]);
        conv_transpose2d!(17 => 13, 1, [3 4 2 1 1 1 0], [5 4 2 1 1 1 0]);
        conv_transpose2d!(33 => 5, 1, [2 3 1 1 1 1 0], [3 3 1 1 1 1 0]);
        conv_transpose2d!(1 => 33, 1, [4 3 2 1 1 1 1], [9 3 2 1 1 1 1]);
        // No bias.
        conv_transpose2d!(2 => 3, 1, [3 3 2 1 1 1 1], [4 2 2 0 0 1 0], no bias);
        conv_transpose2d!(3 => 3, 3, [3 3 2 1 1 1 0], [4 4 2 1 1 1 0], no bias);
        conv_transpose2d!(3 => 4, 1, [3 1 1 0 0 1 0], [4 1 1 0 0 1 0], no bias);
    };
    assert_eq!(cases, 40);
}

#[test]
fn max_pool_agrees_with_its_twin_on_every_geometry() {
    let cases = all! {
        // Windows side by side, with a remainder, apart, overlapping.
        max_pool2d!(1, [1 1 1 0 0 1], [1 1 1 0 0 1]);
        max_pool2d!(2, [6 2 2 0 0 1], [8 2 2 0 0 1]);
        max_pool2d!(6, [28 2 2 0 0 1], [28 2 2 0 0 1]);
        max_pool2d!(3, [7 2 2 0 0 1], [8 3 3 0 0 1]);
        max_pool2d!(2, [8 2 3 0 0 1], [9 1 4 0 0 1]);
        max_pool2d!(2, [7 3 2 0 0 1], [9 3 1 0 0 1]);
        max_pool2d!(2, [6 5 1 0 0 1], [7 4 3 0 0 1]);
        max_pool2d!(3, [5 5 1 0 0 1], [4 4 4 0 0 1]);
        max_pool2d!(2, [6 1 1 0 0 1], [9 5 2 0 0 1]);
        max_pool2d!(2, [9 5 2 0 0 1], [6 1 2 0 0 1]);
        // Padding, which is never the largest.
        max_pool2d!(2, [6 3 2 1 1 1], [7 3 2 1 1 1]);
        max_pool2d!(2, [6 3 1 1 1 1], [5 2 1 1 0 1]);
        max_pool2d!(2, [6 3 2 1 0 1], [7 3 2 0 1 1]);
        max_pool2d!(2, [6 5 2 2 1 1], [7 4 3 0 3 1]);
        max_pool2d!(2, [2 5 1 2 2 1], [1 3 1 1 1 1]);
        max_pool2d!(2, [1 3 2 2 2 1], [2 7 1 3 4 1]);
        // Dilation.
        max_pool2d!(2, [7 3 1 0 0 2], [8 2 2 0 0 3]);
        max_pool2d!(2, [7 3 2 1 1 2], [8 3 1 1 1 3]);
        max_pool2d!(2, [6 2 3 1 1 3], [5 3 1 2 2 2]);
        // Rounding up.
        max_pool2d!(2, [6 3 2 0 0 1 ceil], [7 2 2 0 0 1 ceil]);
        max_pool2d!(2, [6 3 2 1 1 1 ceil], [8 3 3 1 1 1 ceil]);
        max_pool2d!(2, [4 2 2 1 1 1 ceil], [5 3 4 1 1 1 ceil]);
        max_pool2d!(2, [7 2 4 0 0 1 ceil], [6 1 4 0 0 1 ceil]);
        max_pool2d!(2, [8 3 3 0 1 2 ceil], [9 2 4 1 0 3 ceil]);
        // Widths of a vector and about it.
        max_pool2d!(5, [4 2 2 0 0 1], [32 2 2 0 0 1]);
        max_pool2d!(16, [6 3 2 1 1 1], [17 3 1 1 1 1]);
    };
    assert_eq!(cases, 26);
}

#[test]
fn average_pool_agrees_with_its_twin_on_every_geometry() {
    let cases = all! {
        avg_pool2d!(1, [1 1 1 0 0 1], [1 1 1 0 0 1]);
        avg_pool2d!(2, [6 2 2 0 0 1], [8 2 2 0 0 1]);
        avg_pool2d!(6, [28 2 2 0 0 1], [28 2 2 0 0 1]);
        avg_pool2d!(3, [7 2 2 0 0 1], [8 3 3 0 0 1]);
        avg_pool2d!(2, [8 2 3 0 0 1], [9 1 4 0 0 1]);
        avg_pool2d!(2, [7 3 2 0 0 1], [9 3 1 0 0 1]);
        avg_pool2d!(3, [5 5 1 0 0 1], [4 4 4 0 0 1]);
        avg_pool2d!(2, [6 1 1 0 0 1], [9 5 2 0 0 1]);
        avg_pool2d!(2, [9 5 2 0 0 1], [6 1 2 0 0 1]);
        // Padding that counts.
        avg_pool2d!(2, [6 3 2 1 1 1], [7 3 2 1 1 1]);
        avg_pool2d!(2, [6 3 2 1 0 1], [7 3 2 0 1 1]);
        avg_pool2d!(2, [2 5 1 2 2 1], [1 3 1 1 1 1]);
        avg_pool2d!(2, [6 3 2 1 1 1 ceil], [8 3 3 1 1 1 ceil]);
        avg_pool2d!(2, [6 4 3 1 2 1 ceil], [7 4 3 2 1 1 ceil]);
        // Padding that does not.
        avg_pool2d!(2, [6 3 2 1 1 1], [7 3 2 1 1 1], inside);
        avg_pool2d!(2, [6 3 2 1 0 1], [7 3 2 0 1 1], inside);
        avg_pool2d!(2, [2 5 1 2 2 1], [1 3 1 1 1 1], inside);
        avg_pool2d!(2, [6 3 2 1 1 1 ceil], [8 3 3 1 1 1 ceil], inside);
        avg_pool2d!(2, [6 4 3 1 2 1 ceil], [7 4 3 2 1 1 ceil], inside);
        // Dilation.
        avg_pool2d!(2, [7 3 1 0 0 2], [8 2 2 0 0 3]);
        avg_pool2d!(2, [7 3 2 1 1 2], [8 3 1 1 1 3], inside);
        avg_pool2d!(2, [8 3 3 0 1 2 ceil], [9 2 4 1 0 3 ceil]);
        // Widths of a vector and about it.
        avg_pool2d!(5, [4 2 2 0 0 1], [32 2 2 0 0 1]);
        avg_pool2d!(16, [6 3 2 1 1 1], [17 3 1 1 1 1]);
    };
    assert_eq!(cases, 24);
}

#[test]
fn adaptive_pools_agree_with_their_twins_on_every_geometry() {
    let cases = all! {
        adaptive!(AdaptiveAvgPool, 3, 5 x 4 => 1 x 1);
        adaptive!(AdaptiveAvgPool, 2, 6 x 8 => 3 x 2);
        adaptive!(AdaptiveAvgPool, 2, 7 x 5 => 3 x 2);
        adaptive!(AdaptiveAvgPool, 2, 7 x 7 => 7 x 6);
        adaptive!(AdaptiveAvgPool, 2, 3 x 2 => 5 x 7);
        adaptive!(AdaptiveAvgPool, 17, 1 x 9 => 1 x 4);
        adaptive!(AdaptiveMaxPool, 3, 5 x 4 => 1 x 1);
        adaptive!(AdaptiveMaxPool, 2, 6 x 8 => 3 x 2);
        adaptive!(AdaptiveMaxPool, 2, 7 x 5 => 3 x 2);
        adaptive!(AdaptiveMaxPool, 2, 7 x 7 => 7 x 6);
        adaptive!(AdaptiveMaxPool, 2, 3 x 2 => 5 x 7);
        adaptive!(AdaptiveMaxPool, 17, 1 x 9 => 1 x 4);
    };
    assert_eq!(cases, 12);
}

#[test]
fn linear_agrees_with_its_twin_on_every_size() {
    all! {
        linear!(1 => 1);
        linear!(7 => 5);
        linear!(16 => 32);
        linear!(33 => 17);
        linear!(120 => 84);
        linear!(400 => 10);
        linear!(1 => 19);
        linear!(19 => 1);
        linear!(9 => 4, no bias);
        linear!(31 => 16, no bias);
    };
}

#[test]
fn resizing_agrees_with_its_twin_on_every_geometry() {
    all! {
        upsample!(UpsampleNearest, 2, 3 x 4, by 2 x 2);
        upsample!(UpsampleNearest, 3, 1 x 5, by 3 x 1);
        upsample!(UpsampleNearest, 1, 4 x 3, by 1 x 4);
        upsample!(UpsampleBilinear, 2, 3 x 4, by 2 x 2, B0);
        upsample!(UpsampleBilinear, 2, 1 x 5, by 3 x 1, B0);
        upsample!(UpsampleBilinear, 2, 4 x 2, by 5 x 3, B0);
        upsample!(UpsampleBilinear, 2, 3 x 4, by 2 x 2, B1);
        upsample!(UpsampleBilinear, 2, 1 x 5, by 3 x 1, B1);
        upsample!(UpsampleBilinear, 2, 4 x 2, by 5 x 3, B1);
        upsample!(UpsampleBilinear, 2, 1 x 1, by 1 x 1, B1);
        pad!(2, 3 x 4, [1 1 1 1], 0.0);
        pad!(2, 3 x 4, [1 0 2 3], 0.5);
        pad!(3, 1 x 2, [4 3 0 0], -2.0);
        crop!(2, 5 x 6, [1 1 1 1]);
        crop!(2, 5 x 6, [1 0 2 3]);
        crop!(3, 9 x 2, [4 4 0 0]);
    };
}

#[test]
fn an_odd_number_of_images_agrees_too() {
    each! {
        judge_odd,
        conv2d!(2 => 3, 1, [6 3 1 1 1 1], [7 3 1 1 1 1]);
        conv2d!(3 => 2, 1, [7 5 2 2 1 1], [8 4 3 0 0 1]);
        conv2d!(5 => 7, 1, [3 1 1 0 0 1], [4 1 1 0 0 1]);
        conv2d!(4 => 6, 2, [7 3 1 2 2 2], [6 2 1 0 0 1]);
        conv2d!(3 => 3, 3, [6 3 2 1 1 1], [7 3 1 1 1 1]);
        conv2d!(3 => 4, 1, [5 3 2 1 0 1], [6 2 1 0 0 2], flip);
        conv_transpose2d!(2 => 3, 1, [3 3 2 1 1 1 1], [4 3 2 1 1 1 1]);
        conv_transpose2d!(4 => 6, 2, [3 2 2 0 0 1 0], [4 2 1 0 0 2 0]);
        conv_transpose2d!(3 => 3, 3, [3 3 2 1 1 1 1], [4 3 2 1 1 1 1]);
        max_pool2d!(2, [6 2 2 0 0 1], [8 2 2 0 0 1]);
        max_pool2d!(2, [7 3 2 1 1 1 ceil], [8 3 2 0 1 1]);
        avg_pool2d!(2, [6 2 2 0 0 1], [8 2 2 0 0 1]);
        avg_pool2d!(2, [7 3 2 1 1 1 ceil], [8 3 2 0 1 1], inside);
        adaptive!(AdaptiveAvgPool, 2, 7 x 5 => 3 x 2);
        adaptive!(AdaptiveMaxPool, 2, 7 x 5 => 3 x 2);
        linear!(33 => 17);
        upsample!(UpsampleBilinear, 2, 4 x 2, by 5 x 3, B0);
        pad!(2, 3 x 4, [1 0 2 3], 0.5);
        crop!(2, 5 x 6, [1 0 2 3]);
    };
}
