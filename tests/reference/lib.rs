//! The twins: every layer once more, slow and plain and in `f64`, for tests to compare with.
//!
//! A twin shares no arithmetic with the runtime. It is written from the layer's formula, its backward pass is checked against
//! central differences, and it says how far the runtime's `f32` may be from it.

// In the order of a first reading.
pub mod numbers;

pub mod weights;

pub mod images;

pub mod products;

pub mod convolution;

pub mod pool;

pub mod resize;

pub mod activation;

pub mod norm;

pub mod compose;

pub mod batch;

pub mod case;

pub mod layers;

pub mod answers;

// For the macros of `layers`.
pub use lenet_runtime::__internals::{layer, shape};
pub use lenet_runtime::Tensor;

pub use typenum::{self, generic_const_mappings::U};

/// 2⁻²⁴, the largest relative error of one rounding to `f32`.
pub const ROUNDING: f64 = 1.0 / (1 << 24) as f64;

/// A layer, or a network, in `f64`.
///
/// Its parameters are one slice, in the memory order of the runtime's struct: weight, then bias.
pub trait Twin {
    /// How many parameters it has.
    fn parameters(&self) -> usize;

    /// How many numbers it reads.
    fn inputs(&self) -> usize;

    /// y = f(p, x).
    fn forward(&self, p: &[f64], x: &[f64]) -> Vec<f64>;

    /// The gradient of Σ dy·f(p, x).
    fn backward(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient;

    /// How far each output may be from [`Twin::forward`] if it is computed in `f32`, in any order.
    fn forward_slack(&self, p: &[f64], x: &[f64]) -> Vec<f64>;

    /// How far each element of the gradient may be from [`Twin::backward`] if it is computed in `f32`, in any order.
    fn backward_slack(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient;
}

/// A gradient with respect to the parameters and to the input.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gradient {
    /// With respect to the parameters.
    pub p: Vec<f64>,
    /// With respect to the input.
    pub x: Vec<f64>,
}

impl Gradient {
    /// A gradient of zeros.
    #[must_use]
    pub fn zeros(parameters: usize, inputs: usize) -> Self {
        Self { p: vec![0.0; parameters], x: vec![0.0; inputs] }
    }
}

/// Compares `twin`'s backward pass at (p, x) with central differences along `directions` random directions.
///
/// # Errors
///
/// Says by how much they disagree.
pub fn check_gradient(twin: &dyn Twin, p: &[f64], x: &[f64], directions: u32) -> Result<(), String> {
    // The error of a central difference is about h² = 1e-10 from the third derivative and 1e-16/h = 1e-11 from rounding,
    // relative to sums of the size of `scale`.
    const H: f64 = 1e-5;
    let dy = numbers::uniform_f64(11, twin.forward(p, x).len());
    let gradient = twin.backward(p, x, &dy);
    if gradient.p.len() != p.len() || gradient.x.len() != x.len() {
        return Err(format!(
            "{} + {} derivatives of {} + {} numbers",
            gradient.p.len(),
            gradient.x.len(),
            p.len(),
            x.len()
        ));
    }
    for direction in 0..directions {
        let u = numbers::uniform_f64(100 + 2 * direction, p.len());
        let v = numbers::uniform_f64(101 + 2 * direction, x.len());
        let at = |h: f64| {
            let moved =
                |from: &[f64], along: &[f64]| from.iter().zip(along).map(|(a, b)| a + h * b).collect::<Vec<_>>();
            dot(&dy, &twin.forward(&moved(p, &u), &moved(x, &v)))
        };
        let difference = (at(H) - at(-H)) / (2.0 * H);
        let derivative = dot(&gradient.p, &u) + dot(&gradient.x, &v);
        let terms = gradient.p.iter().zip(&u).chain(gradient.x.iter().zip(&v));
        let scale = 1.0 + terms.map(|(a, b)| (a * b).abs()).sum::<f64>();
        if (difference - derivative).abs() > 1e-8 * scale {
            return Err(format!("central difference {difference}, derivative {derivative}"));
        }
    }
    Ok(())
}

/// Σ a·b.
#[must_use]
pub fn dot(a: &[f64], b: &[f64]) -> f64 {
    assert_eq!(a.len(), b.len());
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

/// The numbers in `f64`.
#[must_use]
pub fn widen(numbers: &[f32]) -> Vec<f64> {
    numbers.iter().copied().map(f64::from).collect()
}

/// Compares numbers with what they should be.
///
/// # Errors
///
/// Names the first element that is further from its value than its slack.
pub fn close(what: &str, found: &[f32], expected: &[f64], slack: &[f64]) -> Result<(), String> {
    if found.len() != expected.len() {
        return Err(format!("{what}: {} numbers, expected {}", found.len(), expected.len()));
    }
    for (index, (&found, (&expected, &slack))) in found.iter().zip(expected.iter().zip(slack)).enumerate() {
        let distance = (f64::from(found) - expected).abs();
        // A NaN is not close to anything; equal infinities are close.
        if f64::from(found) != expected && (distance > slack || distance.is_nan()) {
            return Err(format!("{what}[{index}] is {found}, expected {expected} ± {slack:e}"));
        }
    }
    Ok(())
}
