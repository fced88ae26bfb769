//! The instruction set of 64-bit ARM.

use super::{Kernel, Set};
use core::arch::aarch64::*;

/// The instruction sets of 64-bit ARM.
#[derive(Clone, Copy, Debug)]
pub enum Vectors {
    /// 32 registers of 4 numbers.
    Neon(Neon),
}

impl Vectors {
    /// How many there are.
    pub(super) const COUNT: usize = 1;

    #[inline]
    pub(super) fn all() -> [Option<Self>; Self::COUNT] {
        [Some(Self::Neon(Neon(())))]
    }

    pub(super) const fn name(self) -> &'static str {
        "neon"
    }

    #[inline]
    pub(crate) fn run(self, kernel: impl Kernel) {
        let Self::Neon(set) = self;
        kernel.run(set);
    }

    #[inline]
    pub(super) fn vectorize<R>(self, f: impl FnOnce() -> R) -> R {
        f()
    }
}

/// Neon. This module is only there in a program that is compiled for it.
#[derive(Clone, Copy, Debug)]
pub struct Neon(());

// SAFETY of the calls below: each needs nothing but Neon, which the whole program is compiled for. The load and the store
// also need room for a vector, which the indexing checks.
impl super::sealed::Sealed for Neon {}

impl Set for Neon {
    type Vector = float32x4_t;
    const WIDTH: usize = 4;
    const REGISTERS: usize = 32;
    const FUSED: bool = true;

    #[inline(always)]
    fn vectorize<R>(self, f: impl FnOnce() -> R) -> R {
        f()
    }

    #[inline(always)]
    fn splat(self, x: f32) -> float32x4_t {
        // SAFETY: see above.
        unsafe { vdupq_n_f32(x) }
    }

    #[inline(always)]
    fn load(self, from: &[f32]) -> float32x4_t {
        // SAFETY: see above.
        unsafe { vld1q_f32(from[..Self::WIDTH].as_ptr()) }
    }

    #[inline(always)]
    fn store(self, a: float32x4_t, into: &mut [f32]) {
        // SAFETY: see above.
        unsafe { vst1q_f32(into[..Self::WIDTH].as_mut_ptr(), a) }
    }

    #[inline(always)]
    fn add(self, a: float32x4_t, b: float32x4_t) -> float32x4_t {
        // SAFETY: see above.
        unsafe { vaddq_f32(a, b) }
    }

    #[inline(always)]
    fn mul(self, a: float32x4_t, b: float32x4_t) -> float32x4_t {
        // SAFETY: see above.
        unsafe { vmulq_f32(a, b) }
    }

    #[inline(always)]
    fn div(self, a: float32x4_t, b: float32x4_t) -> float32x4_t {
        // SAFETY: see above.
        unsafe { vdivq_f32(a, b) }
    }

    #[inline(always)]
    fn min(self, a: float32x4_t, b: float32x4_t) -> float32x4_t {
        // SAFETY: see above.
        unsafe { vminq_f32(a, b) }
    }

    #[inline(always)]
    fn max(self, a: float32x4_t, b: float32x4_t) -> float32x4_t {
        // SAFETY: see above.
        unsafe { vmaxq_f32(a, b) }
    }

    #[inline(always)]
    fn maximum(self, a: float32x4_t, b: float32x4_t) -> float32x4_t {
        self.max(a, b)
    }

    #[inline(always)]
    fn power_of_two(self, a: float32x4_t) -> float32x4_t {
        // SAFETY: see above.
        unsafe { vreinterpretq_f32_s32(vshlq_n_s32::<23>(vreinterpretq_s32_f32(a))) }
    }

    #[inline(always)]
    fn unzip(self, a: float32x4_t, b: float32x4_t) -> (float32x4_t, float32x4_t) {
        // SAFETY: see above.
        unsafe { (vuzp1q_f32(a, b), vuzp2q_f32(a, b)) }
    }

    #[inline(always)]
    fn mul_add(self, a: float32x4_t, b: float32x4_t, c: float32x4_t) -> float32x4_t {
        // SAFETY: see above.
        unsafe { vfmaq_f32(c, a, b) }
    }

    #[inline(always)]
    fn sum(self, a: float32x4_t) -> f32 {
        // SAFETY: see above.
        unsafe { vaddvq_f32(a) }
    }
}
