//! What the tests of the layers share: random values, and slopes by central differences in `f64`.

use super::module::{Module, Saves};
use crate::plain::{Plain, Zeroed};
use crate::random::Random;
use crate::tensor::{Tile, Value};

/// A value of numbers between −1 and 1.
pub(super) fn random<V: Plain>(seed: u64) -> V {
    let (mut value, mut random) = (V::ZERO, Random::new(seed));
    value.floats_mut().fill_with(|| random.uniform() * 2.0 - 1.0);
    value
}

/// The value in lane `l`.
pub(super) fn lane<V: Value, const L: usize>(tile: &Tile<V, L>, l: usize) -> Vec<f32> {
    tile.lanes().iter().map(|element| element[l]).collect()
}

/// The numbers in `f64`.
pub(super) fn wide(numbers: &[f32]) -> Vec<f64> {
    numbers.iter().map(|&number| f64::from(number)).collect()
}

/// Σ a · b: with a fixed b, the loss whose gradient with respect to a is b.
pub(super) fn dot(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The gradient of `f` at `x`, by (f(x + h) − f(x − h)) / 2h.
///
/// With h = 10⁻⁵ both errors, h²/6 · f‴ and 2⁻⁵³ · f/h, are about 10⁻¹¹.
pub(super) fn gradient(x: &[f64], f: impl Fn(&[f64]) -> f64) -> Vec<f64> {
    const H: f64 = 1e-5;
    let mut x = x.to_vec();
    (0..x.len())
        .map(|i| {
            let middle = x[i];
            x[i] = middle + H;
            let above = f(&x);
            x[i] = middle - H;
            let below = f(&x);
            x[i] = middle;
            (above - below) / (2.0 * H)
        })
        .collect()
}

/// Asserts that every number differs from the expected one by at most `tolerance` times the largest expected one, or
/// times 1 if all are smaller.
#[track_caller]
pub(super) fn assert_close(actual: &[f32], expected: &[f64], tolerance: f64) {
    assert_eq!(actual.len(), expected.len());
    let largest = expected.iter().fold(1.0, |largest: f64, number| largest.max(number.abs()));
    for (i, (&actual, expected)) in actual.iter().zip(expected).enumerate() {
        let difference = (f64::from(actual) - expected).abs();
        // A NaN is no small difference.
        assert!(difference <= tolerance * largest, "element {i}: {actual} instead of {expected}");
    }
}

/// Compares a layer with a formula of its parameters and one image, and its gradients with differences of that formula: for `L`
/// images, with and without the gradient of the input.
#[track_caller]
pub(super) fn agrees<M: Module<P>, P: Plain, X: Value, Y: Value, const L: usize>(
    layer: &M,
    formula: impl Fn(&[f64], &[f64]) -> Vec<f64>,
) {
    let parameters: P = random(1);
    let (x, dy): (Tile<X, L>, Tile<Y, L>) = (random(2), random(3));
    // What was there before must not show in `y` and `dx`; to the gradient of the parameters it is added.
    let (mut y, mut dx): (Tile<Y, L>, Tile<X, L>) = (random(4), random(5));
    layer.forward(&parameters, &x, &mut y);
    let backward = |dx: Option<&mut Tile<X, L>>| {
        let mut sum: P = random(6);
        match M::SAVES {
            Saves::Input => layer.backward(&parameters, &x, &dy, dx, &mut sum),
            Saves::Output => layer.backward(&parameters, &y, &dy, dx, &mut sum),
        }
        sum
    };
    let (sum, alone) = (backward(Some(&mut dx)), backward(None));
    assert_eq!(
        sum.floats(),
        alone.floats(),
        "the gradient of the parameters, whether or not that of the input is wanted"
    );

    let p = wide(parameters.floats());
    let mut dp = wide(random::<P>(6).floats());
    for l in 0..L {
        let (x, dy) = (wide(&lane(&x, l)), wide(&lane(&dy, l)));
        assert_close(&lane(&y, l), &formula(&p, &x), 1e-6);
        assert_close(&lane(&dx, l), &gradient(&x, |x| dot(&formula(&p, x), &dy)), 1e-6);
        for (dp, one) in dp.iter_mut().zip(gradient(&p, |p| dot(&formula(p, &x), &dy))) {
            *dp += one;
        }
    }
    assert_close(sum.floats(), &dp, 1e-6);
}
