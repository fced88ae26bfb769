//! The instruction sets of x86.

use super::{Kernel, Set};
#[cfg(target_arch = "x86")]
use core::arch::x86::*;
#[cfg(target_arch = "x86_64")]
use core::arch::x86_64::*;

/// The instruction sets of x86, of which `detect` proves that the CPU has them.
#[derive(Clone, Copy, Debug)]
pub enum Vectors {
    /// 16 registers of 8 numbers.
    Avx2(Avx2),
    /// 32 registers of 16 numbers.
    Avx512(Avx512),
}

impl Vectors {
    /// How many there are.
    pub(super) const COUNT: usize = 2;

    #[inline]
    pub(super) fn all() -> [Option<Self>; Self::COUNT] {
        [Avx2::detect().map(Self::Avx2), Avx512::detect().map(Self::Avx512)]
    }

    pub(super) const fn name(self) -> &'static str {
        match self {
            Self::Avx2(_) => "avx2",
            Self::Avx512(_) => "avx512",
        }
    }

    #[inline]
    pub(crate) fn run(self, kernel: impl Kernel) {
        match self {
            Self::Avx2(set) => set.vectorize(
                #[inline(always)]
                || kernel.run(set),
            ),
            Self::Avx512(set) => set.vectorize(
                #[inline(always)]
                || kernel.run(set),
            ),
        }
    }

    #[inline]
    pub(super) fn vectorize<R>(self, f: impl FnOnce() -> R) -> R {
        match self {
            Self::Avx2(set) => set.vectorize(f),
            Self::Avx512(set) => set.vectorize(f),
        }
    }
}

macro_rules! set {
    (
        $(#[$doc:meta])*
        $name:ident, $width:literal in $registers:literal registers, features ($($feature:tt)*) = $features:literal,
        $vector:ty, $splat:ident, $load:ident, $store:ident, $add:ident, $mul_add:ident, $sum:ident,
        $mul:ident, $div:ident, $min:ident, $max:ident, $or:ident, $power_of_two:ident, $unzip:ident, $store_part:ident
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name(());

        impl $name {
            /// The proof that the CPU has the set, if it has; without `std`, if the whole program is compiled for it.
            #[must_use]
            #[inline]
            pub fn detect() -> Option<Self> {
                #[cfg(feature = "std")]
                let found = true $(&& std::arch::is_x86_feature_detected!($feature))*;
                #[cfg(not(feature = "std"))]
                let found = true $(&& cfg!(target_feature = $feature))*;
                found.then_some(Self(()))
            }
        }

        impl super::sealed::Sealed for $name {}

        impl Set for $name {
            type Vector = $vector;
            const WIDTH: usize = $width;
            const REGISTERS: usize = $registers;
            const FUSED: bool = true;

            #[inline(always)]
            fn vectorize<R>(self, f: impl FnOnce() -> R) -> R {
                #[target_feature(enable = $features)]
                fn call<R>(f: impl FnOnce() -> R) -> R {
                    f()
                }
                // SAFETY: the CPU has the set: only `detect` makes a value of `Self`, after it has looked.
                unsafe { call(f) }
            }

            #[inline(always)]
            fn splat(self, x: f32) -> $vector {
                // SAFETY: the CPU has the set, as in `vectorize`.
                unsafe { $splat(x) }
            }

            #[inline(always)]
            fn load(self, from: &[f32]) -> $vector {
                // SAFETY: the CPU has the set, as in `vectorize`; the slice has room for a vector.
                unsafe { $load(from[..$width].as_ptr()) }
            }

            #[inline(always)]
            fn store(self, a: $vector, into: &mut [f32]) {
                // SAFETY: the CPU has the set, as in `vectorize`; the slice has room for a vector.
                unsafe { $store(into[..$width].as_mut_ptr(), a) }
            }

            #[inline(always)]
            fn store_part(self, a: $vector, into: &mut [f32]) {
                // SAFETY: the CPU has the set, as in `vectorize`.
                unsafe { $store_part(into, a) }
            }

            #[inline(always)]
            fn add(self, a: $vector, b: $vector) -> $vector {
                // SAFETY: the CPU has the set, as in `vectorize`.
                unsafe { $add(a, b) }
            }

            #[inline(always)]
            fn mul(self, a: $vector, b: $vector) -> $vector {
                // SAFETY: the CPU has the set, as in `vectorize`.
                unsafe { $mul(a, b) }
            }

            #[inline(always)]
            fn div(self, a: $vector, b: $vector) -> $vector {
                // SAFETY: the CPU has the set, as in `vectorize`.
                unsafe { $div(a, b) }
            }

            #[inline(always)]
            fn min(self, a: $vector, b: $vector) -> $vector {
                // SAFETY: the CPU has the set, as in `vectorize`.
                unsafe { $min(a, b) }
            }

            #[inline(always)]
            fn max(self, a: $vector, b: $vector) -> $vector {
                // SAFETY: the CPU has the set, as in `vectorize`.
                unsafe { $max(a, b) }
            }

            #[inline(always)]
            fn maximum(self, a: $vector, b: $vector) -> $vector {
                // Where one is NaN the instruction answers with the second. With both orders joined bit by bit, equal numbers
                // stay what they are, and NaN with a number is NaN.
                // SAFETY: the CPU has the set, as in `vectorize`.
                unsafe { $or($max(a, b), $max(b, a)) }
            }

            #[inline(always)]
            fn power_of_two(self, a: $vector) -> $vector {
                // SAFETY: the CPU has the set, as in `vectorize`.
                unsafe { $power_of_two(a) }
            }

            #[inline(always)]
            fn unzip(self, a: $vector, b: $vector) -> ($vector, $vector) {
                // SAFETY: the CPU has the set, as in `vectorize`.
                unsafe { $unzip(a, b) }
            }

            #[inline(always)]
            fn mul_add(self, a: $vector, b: $vector, c: $vector) -> $vector {
                // SAFETY: the CPU has the set, as in `vectorize`.
                unsafe { $mul_add(a, b, c) }
            }

            #[inline(always)]
            fn sum(self, a: $vector) -> f32 {
                // SAFETY: the CPU has the set, as in `vectorize`.
                unsafe { $sum(a) }
            }

            #[inline(always)]
            fn prefetch(self, from: &[f32], at: usize) {
                let pointer = from.as_ptr().wrapping_add(at);
                // SAFETY: every x86 with vectors has the instruction, and it never faults, wherever the pointer points to.
                unsafe { _mm_prefetch::<_MM_HINT_T0>(pointer.cast()) }
            }
        }
    };
}

set! {
    /// AVX-512 with the extensions BW, DQ and VL.
    Avx512, 16 in 32 registers,
    features ("avx512f" "avx512bw" "avx512dq" "avx512vl" "avx2" "fma") = "avx512f,avx512bw,avx512dq,avx512vl,avx2,fma",
    __m512, _mm512_set1_ps, _mm512_loadu_ps, _mm512_storeu_ps, _mm512_add_ps, _mm512_fmadd_ps, _mm512_reduce_add_ps,
    _mm512_mul_ps, _mm512_div_ps, _mm512_min_ps, _mm512_max_ps, _mm512_or_ps, powers_of_16, unzip_16, store_16
}

set! {
    /// AVX2 with fused multiply-add.
    Avx2, 8 in 16 registers, features ("avx2" "fma") = "avx2,fma",
    __m256, _mm256_set1_ps, _mm256_loadu_ps, _mm256_storeu_ps, _mm256_add_ps, _mm256_fmadd_ps, sum_of_8,
    _mm256_mul_ps, _mm256_div_ps, _mm256_min_ps, _mm256_max_ps, _mm256_or_ps, powers_of_8, unzip_8, store_8
}

/// [`Set::store_part`].
#[inline]
#[target_feature(enable = "avx512f")]
fn store_16(into: &mut [f32], a: __m512) {
    let mask = (1 << into.len().min(16)) - 1;
    // SAFETY: the mask has a bit for each number of the slice, up to 16, and no more.
    unsafe { _mm512_mask_storeu_ps(into.as_mut_ptr(), mask as __mmask16, a) }
}

/// [`Set::store_part`].
#[inline]
#[target_feature(enable = "avx2")]
fn store_8(into: &mut [f32], a: __m256) {
    let lanes = _mm256_setr_epi32(0, 1, 2, 3, 4, 5, 6, 7);
    let mask = _mm256_cmpgt_epi32(_mm256_set1_epi32(into.len().min(8) as i32), lanes);
    // SAFETY: the mask is set for the numbers of the slice, up to 8, and no more.
    unsafe { _mm256_maskstore_ps(into.as_mut_ptr(), mask, a) }
}

/// The sum of the numbers of a vector, halves first.
#[inline]
#[target_feature(enable = "avx2")]
fn sum_of_8(a: __m256) -> f32 {
    let a = _mm_add_ps(_mm256_castps256_ps128(a), _mm256_extractf128_ps::<1>(a));
    let a = _mm_add_ps(a, _mm_movehl_ps(a, a));
    _mm_cvtss_f32(_mm_add_ss(a, _mm_movehdup_ps(a)))
}

/// [`Set::power_of_two`]: n + 127 stands in the lowest bits and becomes the exponent.
#[inline]
#[target_feature(enable = "avx512f")]
fn powers_of_16(a: __m512) -> __m512 {
    _mm512_castsi512_ps(_mm512_slli_epi32::<23>(_mm512_castps_si512(a)))
}

/// [`Set::power_of_two`], as above.
#[inline]
#[target_feature(enable = "avx2")]
fn powers_of_8(a: __m256) -> __m256 {
    _mm256_castsi256_ps(_mm256_slli_epi32::<23>(_mm256_castps_si256(a)))
}

/// [`Set::unzip`].
#[inline]
#[target_feature(enable = "avx512f")]
fn unzip_16(a: __m512, b: __m512) -> (__m512, __m512) {
    let even = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28, 30);
    let odd = _mm512_setr_epi32(1, 3, 5, 7, 9, 11, 13, 15, 17, 19, 21, 23, 25, 27, 29, 31);
    (_mm512_permutex2var_ps(a, even, b), _mm512_permutex2var_ps(a, odd, b))
}

/// [`Set::unzip`]: within the halves first, then the pairs of numbers in order.
#[inline]
#[target_feature(enable = "avx2")]
fn unzip_8(a: __m256, b: __m256) -> (__m256, __m256) {
    let (even, odd) = (_mm256_shuffle_ps::<0b10_00_10_00>(a, b), _mm256_shuffle_ps::<0b11_01_11_01>(a, b));
    (in_order(even), in_order(odd))
}

/// The second and the third pair of numbers change places.
#[inline]
#[target_feature(enable = "avx2")]
fn in_order(a: __m256) -> __m256 {
    _mm256_castpd_ps(_mm256_permute4x64_pd::<0b11_01_10_00>(_mm256_castps_pd(a)))
}
