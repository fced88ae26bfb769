//! Sums over slices, with enough independent partial sums that additions need not wait for one another.

/// Σ aᵢ·bᵢ over the shorter of the two lengths.
#[inline]
#[must_use]
pub fn dot(a: &[f32], b: &[f32]) -> f32 {
    let length = a.len().min(b.len());
    let (a, a_rest) = a[..length].as_chunks::<16>();
    let (b, b_rest) = b[..length].as_chunks::<16>();
    let mut sums = [0.0; 16];
    for (a, b) in a.iter().zip(b) {
        for ((sum, a), b) in sums.iter_mut().zip(a).zip(b) {
            *sum += a * b;
        }
    }
    let whole = if a.is_empty() { 0.0 } else { fold(&mut sums) };
    whole + a_rest.iter().zip(b_rest).map(|(a, b)| a * b).sum::<f32>()
}

/// Σ xᵢ.
#[inline]
#[must_use]
pub fn sum(x: &[f32]) -> f32 {
    let (x, rest) = x.as_chunks::<16>();
    let mut sums = [0.0; 16];
    for x in x {
        for (sum, x) in sums.iter_mut().zip(x) {
            *sum += x;
        }
    }
    let whole = if x.is_empty() { 0.0 } else { fold(&mut sums) };
    whole + rest.iter().sum::<f32>()
}

/// y ← y + a·x over the shorter of the two lengths.
#[inline]
pub fn axpy(a: f32, x: &[f32], y: &mut [f32]) {
    for (y, x) in y.iter_mut().zip(x) {
        *y += a * x;
    }
}

/// The sum of 16 partial sums, halves first.
///
/// Not inlined: the compiler would arrange the loop before it for the last, shortest half, in vectors of two.
#[inline(never)]
fn fold(sums: &mut [f32; 16]) -> f32 {
    let mut half = 8;
    while half > 0 {
        for i in 0..half {
            sums[i] += sums[i + half];
        }
        half /= 2;
    }
    sums[0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sums_of_small_integers_are_exact_at_every_length() {
        for length in 0..70 {
            let a: [f32; 70] = core::array::from_fn(|i| if i < length { (i % 7) as f32 - 3.0 } else { f32::NAN });
            let b: [f32; 70] = core::array::from_fn(|i| (i % 5) as f32 - 1.0);
            let (a, b) = (&a[..length], &b[..]);
            assert_eq!(sum(a), a.iter().sum::<f32>());
            assert_eq!(dot(a, b), a.iter().zip(b).map(|(a, b)| a * b).sum::<f32>());
            let mut y = [1.0; 70];
            axpy(2.0, a, &mut y);
            assert!((0..70).all(|i| y[i] == if i < length { 1.0 + 2.0 * a[i] } else { 1.0 }));
        }
    }
}
