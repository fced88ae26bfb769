//! Weights that follow from the names of tensors: `answers/networks.py` computes the same.

use super::numbers::fraction;
use lenet_runtime::{Name, Network};

/// A network with these weights, made on the heap.
#[must_use]
pub fn network<N: Network>() -> Box<N> {
    let mut network = N::init(1);
    let mut tensors = Vec::new();
    network.visit(Name::ROOT, &mut |tensor| tensors.push((tensor.name.to_string(), tensor.shape)));
    let mut rest = network.floats_mut();
    for (name, shape) in tensors {
        let (own, behind) = rest.split_at_mut(shape.iter().product());
        fill(&name, shape, own);
        rest = behind;
    }
    assert!(rest.is_empty(), "every number belongs to a tensor");
    network
}

/// The numbers of a tensor: weights as wide as Kaiming would have them, everything else near where it starts.
pub fn fill(name: &str, shape: &[usize], numbers: &mut [f32]) {
    let fan_in: usize = shape[1..].iter().product();
    let (offset, scale) = match name.rsplit('.').next() {
        Some("weight") if shape.len() > 1 => (0.0, (6.0 / fan_in as f64).sqrt()),
        Some("weight") => (1.0, 0.25),
        Some("running_var") => (1.0, 0.5),
        _ => (0.0, 0.125),
    };
    let seed = seed_of(name);
    for (index, number) in numbers.iter_mut().enumerate() {
        *number = (offset + f64::from(fraction(seed, index as u32)) * scale) as f32;
    }
}

/// FNV-1a of a name.
fn seed_of(name: &str) -> u32 {
    name.bytes().fold(0x811C_9DC5, |h, byte| (h ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
