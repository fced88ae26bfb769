//! Vector instructions, chosen while the program runs.
//!
//! A [`Kernel`] is written once for every instruction set. [`Level::best`] finds the best set that the CPU has, and
//! `Level::run`, which compiles the kernel for each set, calls the one for the level. Code without vector types gains too:
//! [`wide`] compiles plain loops once for each set, and the compiler makes vector instructions of them.
//!
//! Everything between `Level::run` or [`wide`] and the arithmetic must be `#[inline(always)]`, closures too: a function
//! that is called is compiled for the oldest CPU.
#![allow(unsafe_code)]

// The sets of the architecture that the program is compiled for; `arch.rs` stands for those without.
#[cfg_attr(all(feature = "simd", any(target_arch = "x86", target_arch = "x86_64")), path = "vector/x86.rs")]
#[cfg_attr(all(feature = "simd", target_arch = "aarch64", target_feature = "neon"), path = "vector/arm.rs")]
#[cfg_attr(all(feature = "simd", target_arch = "wasm32", target_feature = "simd128"), path = "vector/wasm.rs")]
mod arch;

pub mod portable;

pub mod transpose;

pub use crate::tensor::LANES;
pub use arch::Vectors;
use core::sync::atomic::{AtomicUsize, Ordering};

/// Whether there are kernels for the architecture that the program is compiled for.
pub const VECTORS: bool = Vectors::COUNT != 0;

/// One element of each image.
pub type Lanes = [f32; LANES];

/// Keeps [`Set`] to the sets here: kernels rely on what it says of itself.
mod sealed {
    pub trait Sealed {}
}

/// An instruction set. Whoever has a value of the type knows that the CPU has the set.
///
/// Only the sets here implement it.
pub trait Set: Copy + sealed::Sealed {
    /// `WIDTH` numbers.
    type Vector: Copy;
    /// How many numbers a vector holds; a divisor of [`LANES`].
    const WIDTH: usize;
    /// How many vectors fit into registers.
    const REGISTERS: usize;
    /// Whether it multiplies and adds in one instruction, which rounds once.
    const FUSED: bool;

    /// Calls `f`, compiled for this set.
    fn vectorize<R>(self, f: impl FnOnce() -> R) -> R;

    /// `WIDTH` times `x`.
    fn splat(self, x: f32) -> Self::Vector;
    /// The first `WIDTH` numbers of `from`.
    fn load(self, from: &[f32]) -> Self::Vector;
    /// Writes the numbers of `a` to the first `WIDTH` of `into`.
    fn store(self, a: Self::Vector, into: &mut [f32]);
    /// The numbers of `from`, of which there are at most `WIDTH`, with zeros after them.
    #[inline(always)]
    fn load_part(self, from: &[f32]) -> Self::Vector {
        let mut numbers = [0.0; LANES];
        numbers[..from.len()].copy_from_slice(from);
        self.load(&numbers)
    }
    /// Writes as many numbers of `a` as there are in `into`, of which there are at most `WIDTH`.
    #[inline(always)]
    fn store_part(self, a: Self::Vector, into: &mut [f32]) {
        let mut numbers = [0.0; LANES];
        self.store(a, &mut numbers);
        into.copy_from_slice(&numbers[..into.len()]);
    }
    /// a + b.
    fn add(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// a · b.
    fn mul(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// a / b.
    fn div(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// The lesser of a and b; NaN where b is.
    fn min(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// The greater of a and b; NaN where b is.
    fn max(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// The greater of a and b; NaN where one of them is.
    fn maximum(self, a: Self::Vector, b: Self::Vector) -> Self::Vector;
    /// 2ⁿ for n = a − 1.5·2²³ − 127, −127 < n < 128; 0 for n = −127. Adding 1.5·2²³ to a number is how it is rounded to an
    /// integer.
    fn power_of_two(self, a: Self::Vector) -> Self::Vector;
    /// The numbers of a, then those of b, at even and at odd places.
    fn unzip(self, a: Self::Vector, b: Self::Vector) -> (Self::Vector, Self::Vector);
    /// a·b + c; rounded once if [`Set::FUSED`].
    fn mul_add(self, a: Self::Vector, b: Self::Vector, c: Self::Vector) -> Self::Vector;
    /// The sum of the numbers of `a`, in an order that only the set decides.
    fn sum(self, a: Self::Vector) -> f32;

    /// Says that the number at `at` will be read soon, so that it comes into the cache; not all sets can. There may be none.
    #[inline(always)]
    fn prefetch(self, from: &[f32], at: usize) {
        let _ = (from, at);
    }
}

/// A computation that is written once for all instruction sets.
pub trait Kernel {
    /// Computes. To be marked `#[inline(always)]`.
    fn run<S: Set>(self, set: S);
}

/// What the CPU can do.
#[derive(Clone, Copy, Debug)]
pub enum Level {
    /// What every CPU of the architecture can. There are no kernels for it.
    Plain,
    /// Vector instructions.
    Vectors(Vectors),
}

/// The highest level that may be used: 0 is plain, then come the instruction sets.
static LIMIT: AtomicUsize = AtomicUsize::new(usize::MAX);

/// Lets the program use `level` at most, so that the paths of other CPUs can be measured on this one.
///
/// Results may differ in their last bits from level to level.
pub fn limit(level: Level) {
    let limit = Level::all().position(|other| other.name() == level.name());
    LIMIT.store(limit.unwrap_or(0), Ordering::Relaxed);
}

impl Level {
    /// The levels of this CPU, the plainest first. Without `std`, those that the whole program is compiled for.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::Plain].into_iter().chain(Vectors::all().into_iter().flatten().map(Self::Vectors))
    }

    /// The best level of this CPU that [`limit`] allows.
    #[must_use]
    #[inline]
    pub fn best() -> Self {
        let sets = Vectors::all();
        let limit = LIMIT.load(Ordering::Relaxed).min(sets.len());
        sets[..limit].iter().rev().find_map(|set| *set).map_or(Self::Plain, Self::Vectors)
    }

    /// The level's name: `plain`, `avx2`, `avx512`, `neon` or `simd128`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plain => "plain",
            Self::Vectors(set) => set.name(),
        }
    }

    /// Runs `kernel` with the instructions of this level; returns whether it did, which [`Level::Plain`] does not.
    #[must_use]
    #[inline]
    pub(crate) fn run(self, kernel: impl Kernel) -> bool {
        match self {
            Self::Plain => return false,
            Self::Vectors(set) => set.run(kernel),
        }
        true
    }
}

/// Calls `f`, compiled for the best level of this CPU.
///
/// What `f` calls must be `#[inline(always)]`. It should take by value (`move`) what it captures: a number behind a reference
/// has to be read again after each write to a slice, and then no loop becomes vector instructions.
#[inline]
pub fn wide<R>(f: impl FnOnce() -> R) -> R {
    match Level::best() {
        Level::Plain => f(),
        Level::Vectors(set) => set.vectorize(f),
    }
}

/// Cuts `size` elements into blocks of `block`, at most `size`. Where the last one would reach past the end, it is moved
/// back. Each block comes as its first element, and how many of its elements the one before has had already.
#[inline(always)]
pub(super) fn blocks(size: usize, block: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..size).step_by(block).map(
        #[inline(always)]
        move |first| {
            let start = first.min(size - block);
            (start, first - start)
        },
    )
}
