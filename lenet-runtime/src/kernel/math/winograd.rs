//! The transforms of Winograd's minimal filtering F(N, K), on vectors.
//!
//! ```text
//! y = Aᵀ · [(G·w) ⊙ (Bᵀ·x)]
//! ```
//!
//! M = N + K − 1 inputs x and a filter w of K taps give N outputs with M multiplications in place of N·K. Both are taken for
//! polynomials, whose values at M points are multiplied: at 0, 1, −1 and ∞ for M = 4, at 2 and −2 as well for M = 6. Bᵀ is
//! the same for all K.
//!
//! Sources: Winograd, *Arithmetic complexity of computations*, SIAM 1980; Lavin, Gray, *Fast algorithms for convolutional
//! neural networks*, CVPR 2016, arXiv:1509.09308.

use crate::kernel::vector::Set;

/// Bᵀ·x for M = 4 or 6 vectors.
#[inline(always)]
pub fn inputs<S: Set, const M: usize>(set: S, x: [S::Vector; M]) -> [S::Vector; M] {
    let minus = set.splat(-1.0);
    let mut y = x;
    if const { M == 4 } {
        y[0] = set.mul_add(x[2], minus, x[0]);
        y[1] = set.add(x[1], x[2]);
        y[2] = set.mul_add(x[1], minus, x[2]);
        y[3] = set.mul_add(x[M - 1], minus, x[1]);
        return y;
    }
    let (two, four) = (set.splat(2.0), set.splat(4.0));
    let (minus_four, minus_five) = (set.splat(-4.0), set.splat(-5.0));
    // x₄ − 4x₂, x₃ − 4x₁, x₄ − x₂, 2·(x₃ − x₁)
    let a = set.mul_add(x[2], minus_four, x[M - 2]);
    let b = set.mul_add(x[1], minus_four, x[3]);
    let c = set.mul_add(x[2], minus, x[M - 2]);
    let d = set.mul(set.mul_add(x[1], minus, x[3]), two);
    y[0] = set.mul_add(x[0], four, set.mul_add(x[2], minus_five, x[M - 2]));
    y[1] = set.add(a, b);
    y[2] = set.mul_add(b, minus, a);
    y[3] = set.add(c, d);
    y[M - 2] = set.mul_add(d, minus, c);
    y[M - 1] = set.mul_add(x[1], four, set.mul_add(x[3], minus_five, x[M - 1]));
    y
}

/// Aᵀ·m for M = 4 vectors and N = 2, or M = 6 and N = 2, 3 or 4.
#[inline(always)]
pub fn outputs<S: Set, const N: usize, const M: usize>(set: S, m: [S::Vector; M]) -> [S::Vector; N] {
    let minus = set.splat(-1.0);
    let mut y = [m[0]; N];
    if const { M == 4 } {
        y[0] = set.add(set.add(m[0], m[1]), m[2]);
        y[1] = set.mul_add(set.add(m[2], m[3]), minus, m[1]);
        return y;
    }
    let (a, b) = (set.add(m[1], m[2]), set.mul_add(m[2], minus, m[1]));
    let (c, d) = (set.add(m[3], m[M - 2]), set.mul_add(m[M - 2], minus, m[3]));
    y[0] = set.add(set.add(m[0], a), c);
    y[1] = set.mul_add(d, set.splat(2.0), b);
    if const { N >= 3 } {
        y[2 % N] = set.mul_add(c, set.splat(4.0), a);
    }
    if const { N == 4 } {
        y[3 % N] = set.mul_add(d, set.splat(8.0), b);
    }
    y[N - 1] = set.add(y[N - 1], m[M - 1]);
    y
}

/// G·w for six points and five taps.
#[inline(always)]
pub fn weights<S: Set>(set: S, w: [S::Vector; 5]) -> [S::Vector; 6] {
    let minus = set.splat(-1.0);
    let four = set.splat(4.0);
    // The polynomial at 1 and −1, and at 2 and −2: the sum and the difference of its even and odd terms.
    let even = set.add(set.add(w[0], w[2]), w[4]);
    let odd = set.add(w[1], w[3]);
    let even_2 = set.mul_add(set.mul_add(w[4], four, w[2]), four, w[0]);
    let odd_2 = set.mul(set.mul_add(w[3], four, w[1]), set.splat(2.0));
    let (sixth, part) = (set.splat(-1.0 / 6.0), set.splat(1.0 / 24.0));
    [
        set.mul(w[0], set.splat(1.0 / 4.0)),
        set.mul(set.add(even, odd), sixth),
        set.mul(set.mul_add(odd, minus, even), sixth),
        set.mul(set.add(even_2, odd_2), part),
        set.mul(set.mul_add(odd_2, minus, even_2), part),
        w[4],
    ]
}
