//! Numbers that look random and are the same everywhere: `answers/answers.py` computes the same.

/// A hash of an index.
#[must_use]
pub fn hash(seed: u32, index: u32) -> u32 {
    let mut h = index.wrapping_add(1).wrapping_mul(0x9E37_79B1).wrapping_add(seed.wrapping_mul(0x85EB_CA77));
    h ^= h >> 15;
    h = h.wrapping_mul(0x2C1B_3C6D);
    h ^= h >> 12;
    h = h.wrapping_mul(0x297A_2D39);
    h ^ h >> 15
}

fn series<T>(seed: u32, len: usize, number: impl Fn(u32) -> T) -> Vec<T> {
    (0..u32::try_from(len).expect("tests are small")).map(|index| number(hash(seed, index))).collect()
}

/// Multiples of 1/64 in −1..=1: exact in every format, and sums of their products are too.
#[must_use]
pub fn fractions(seed: u32, len: usize) -> Vec<f32> {
    (0..u32::try_from(len).expect("tests are small")).map(|index| fraction(seed, index)).collect()
}

/// An element of [`fractions`].
#[must_use]
pub fn fraction(seed: u32, index: u32) -> f32 {
    (hash(seed, index) % 129) as f32 / 64.0 - 1.0
}

/// Multiples of 2⁻²³ in −1..1: products of them are rounded.
#[must_use]
pub fn uniform(seed: u32, len: usize) -> Vec<f32> {
    series(seed, len, |h| (h >> 8) as f32 / (1 << 23) as f32 - 1.0)
}

/// As [`uniform`], in `f64`.
#[must_use]
pub fn uniform_f64(seed: u32, len: usize) -> Vec<f64> {
    super::widen(&uniform(seed, len))
}

/// Numbers in −1..1, no two of which are nearer than 2/len: a maximum among them stays one when they move a little.
#[must_use]
pub fn distinct(seed: u32, len: usize) -> Vec<f32> {
    let mut order: Vec<usize> = (0..len).collect();
    order.sort_by_key(|&index| hash(seed, index as u32));
    order.into_iter().map(|rank| (2 * rank + 1) as f32 / len as f32 - 1.0).collect()
}
