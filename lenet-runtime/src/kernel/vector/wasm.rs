//! The vectors of WebAssembly. A module that has them does not start where they are missing, so nothing is detected.

use super::{Kernel, Set};
use core::arch::wasm32::*;

/// The instruction sets of WebAssembly.
#[derive(Clone, Copy, Debug)]
pub enum Vectors {
    /// Vectors of 4 numbers, in 16 registers on most CPUs.
    Simd128(Simd128),
}

impl Vectors {
    /// How many there are.
    pub(super) const COUNT: usize = 1;

    #[inline]
    pub(super) fn all() -> [Option<Self>; Self::COUNT] {
        [Some(Self::Simd128(Simd128(())))]
    }

    pub(super) const fn name(self) -> &'static str {
        "simd128"
    }

    #[inline]
    pub(crate) fn run(self, kernel: impl Kernel) {
        let Self::Simd128(set) = self;
        kernel.run(set);
    }

    #[inline]
    pub(super) fn vectorize<R>(self, f: impl FnOnce() -> R) -> R {
        f()
    }
}

/// The feature `simd128`.
#[derive(Clone, Copy, Debug)]
pub struct Simd128(());

impl super::sealed::Sealed for Simd128 {}

impl Set for Simd128 {
    type Vector = v128;
    const WIDTH: usize = 4;
    const REGISTERS: usize = 16;
    const FUSED: bool = false;

    #[inline(always)]
    fn vectorize<R>(self, f: impl FnOnce() -> R) -> R {
        f()
    }

    #[inline(always)]
    fn splat(self, x: f32) -> v128 {
        f32x4_splat(x)
    }

    #[inline(always)]
    fn load(self, from: &[f32]) -> v128 {
        // SAFETY: the slice has room for a vector.
        unsafe { v128_load(from[..Self::WIDTH].as_ptr().cast()) }
    }

    #[inline(always)]
    fn store(self, a: v128, into: &mut [f32]) {
        // SAFETY: the slice has room for a vector.
        unsafe { v128_store(into[..Self::WIDTH].as_mut_ptr().cast(), a) }
    }

    #[inline(always)]
    fn add(self, a: v128, b: v128) -> v128 {
        f32x4_add(a, b)
    }

    #[inline(always)]
    fn mul(self, a: v128, b: v128) -> v128 {
        f32x4_mul(a, b)
    }

    #[inline(always)]
    fn div(self, a: v128, b: v128) -> v128 {
        f32x4_div(a, b)
    }

    #[inline(always)]
    fn min(self, a: v128, b: v128) -> v128 {
        f32x4_min(a, b)
    }

    #[inline(always)]
    fn max(self, a: v128, b: v128) -> v128 {
        f32x4_max(a, b)
    }

    #[inline(always)]
    fn maximum(self, a: v128, b: v128) -> v128 {
        self.max(a, b)
    }

    #[inline(always)]
    fn power_of_two(self, a: v128) -> v128 {
        i32x4_shl(a, 23)
    }

    #[inline(always)]
    fn unzip(self, a: v128, b: v128) -> (v128, v128) {
        (i32x4_shuffle::<0, 2, 4, 6>(a, b), i32x4_shuffle::<1, 3, 5, 7>(a, b))
    }

    #[inline(always)]
    fn mul_add(self, a: v128, b: v128, c: v128) -> v128 {
        f32x4_add(f32x4_mul(a, b), c)
    }

    #[inline(always)]
    fn sum(self, a: v128) -> f32 {
        let a = f32x4_add(a, i32x4_shuffle::<2, 3, 0, 1>(a, a));
        f32x4_extract_lane::<0>(a) + f32x4_extract_lane::<1>(a)
    }
}
