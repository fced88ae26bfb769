//! Vectors of four numbers in plain code, for kernels that have to run on every CPU.

use super::Set;

/// Plain code, of which the compiler makes what instructions it has.
#[derive(Clone, Copy, Debug)]
pub struct Portable;

/// f of each pair of numbers.
#[inline(always)]
fn pairs(a: [f32; 4], b: [f32; 4], f: impl Fn(f32, f32) -> f32) -> [f32; 4] {
    [f(a[0], b[0]), f(a[1], b[1]), f(a[2], b[2]), f(a[3], b[3])]
}

impl super::sealed::Sealed for Portable {}

impl Set for Portable {
    type Vector = [f32; 4];
    const WIDTH: usize = 4;
    const REGISTERS: usize = 16;
    const FUSED: bool = false;

    #[inline(always)]
    fn vectorize<R>(self, f: impl FnOnce() -> R) -> R {
        f()
    }

    #[inline(always)]
    fn splat(self, x: f32) -> [f32; 4] {
        [x; 4]
    }

    #[inline(always)]
    fn load(self, from: &[f32]) -> [f32; 4] {
        [from[0], from[1], from[2], from[3]]
    }

    #[inline(always)]
    fn store(self, a: [f32; 4], into: &mut [f32]) {
        into[..4].copy_from_slice(&a);
    }

    #[inline(always)]
    fn add(self, a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
        pairs(a, b, |a, b| a + b)
    }

    #[inline(always)]
    fn mul(self, a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
        pairs(a, b, |a, b| a * b)
    }

    #[inline(always)]
    fn div(self, a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
        pairs(a, b, |a, b| a / b)
    }

    #[inline(always)]
    fn min(self, a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
        pairs(a, b, |a, b| if a < b { a } else { b })
    }

    #[inline(always)]
    fn max(self, a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
        pairs(a, b, |a, b| if a > b { a } else { b })
    }

    #[inline(always)]
    fn maximum(self, a: [f32; 4], b: [f32; 4]) -> [f32; 4] {
        pairs(a, b, |a, b| if a > b || a.is_nan() { a } else { b })
    }

    #[inline(always)]
    fn power_of_two(self, a: [f32; 4]) -> [f32; 4] {
        pairs(a, a, |a, _| f32::from_bits(a.to_bits() << 23))
    }

    #[inline(always)]
    fn unzip(self, a: [f32; 4], b: [f32; 4]) -> ([f32; 4], [f32; 4]) {
        ([a[0], a[2], b[0], b[2]], [a[1], a[3], b[1], b[3]])
    }

    #[inline(always)]
    fn mul_add(self, a: [f32; 4], b: [f32; 4], c: [f32; 4]) -> [f32; 4] {
        [a[0] * b[0] + c[0], a[1] * b[1] + c[1], a[2] * b[2] + c[2], a[3] * b[3] + c[3]]
    }

    #[inline(always)]
    fn sum(self, a: [f32; 4]) -> f32 {
        (a[0] + a[2]) + (a[1] + a[3])
    }
}
