//! One image as fast as possible: the kernels of prepared networks.
//!
//! Weights are packed once, in the order in which the kernels read them. Between layers an image stands in a buffer as its
//! [`Map`] says: in blocks of 16 channels, so that the channels fill the vector lanes; with room for the zeros that the next
//! layer reads around it. Images of few channels stand channel by channel instead, and there the columns fill the lanes.
//!
//! Sizes are numbers, not types: one compiled kernel serves all layers of its kind.
#![allow(unsafe_code)]
#![allow(clippy::needless_range_loop)] // The loops over a tile count as the formulas do, over several arrays at once.

// In the order of a first reading.
pub mod map;

mod layout;

pub mod conv;

mod channels;

mod sink;

mod columns;

mod depthwise;

mod winograd_tiles;

mod winograd_rows;

mod pointwise;

mod depthwise_planes;

mod dispatch;

pub mod linear;

pub mod pool;

pub mod elementwise;

#[cfg(all(test, feature = "std"))]
mod tests;

pub use super::function;
use super::vector::portable::Portable;
use super::vector::{Kernel, Level};
use crate::plain::Plain;
pub use map::Map;

/// How many channels stand side by side.
pub(crate) const BLOCK: usize = 16;

/// `N` numbers that begin where a cache line does.
#[repr(C, align(64))]
#[derive(Clone, Debug)]
pub struct Floats<const N: usize>(pub [f32; N]);

impl<const N: usize> core::ops::Deref for Floats<N> {
    type Target = [f32];

    #[inline(always)]
    fn deref(&self) -> &[f32] {
        &self.0
    }
}

impl<const N: usize> core::ops::DerefMut for Floats<N> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [f32] {
        &mut self.0
    }
}

// SAFETY: an array of numbers, for which zero bytes are a value; it owns nothing. (Where `N` is not a multiple of 16 there is
// padding after the array; nobody reads it.)
unsafe impl<const N: usize> crate::plain::ZeroedData for Floats<N> {}

/// So many times 16 numbers, which begin where a cache line does: packed weights.
#[repr(transparent)]
pub struct Lines<const N: usize>([Line; N]);

/// 16 numbers.
#[repr(C, align(64))]
#[derive(Clone, Copy)]
struct Line([f32; BLOCK]);

/// How many lines so many numbers take.
#[must_use]
pub const fn lines(numbers: usize) -> usize {
    numbers.div_ceil(BLOCK)
}

impl<const N: usize> core::ops::Deref for Lines<N> {
    type Target = [f32];

    #[inline(always)]
    fn deref(&self) -> &[f32] {
        // SAFETY: a line is 16 numbers, which are as large as its alignment, so that N of them are 16·N numbers without padding.
        unsafe { core::slice::from_raw_parts(self.0.as_ptr().cast(), N * BLOCK) }
    }
}

impl<const N: usize> core::ops::DerefMut for Lines<N> {
    #[inline(always)]
    fn deref_mut(&mut self) -> &mut [f32] {
        // SAFETY: as above; any number makes a line.
        unsafe { core::slice::from_raw_parts_mut(self.0.as_mut_ptr().cast(), N * BLOCK) }
    }
}

impl<const N: usize> Lines<N> {
    /// The first numbers as a value.
    #[must_use]
    #[inline(always)]
    pub fn view<T: Plain>(&self) -> &T {
        const { assert!(T::FLOATS <= N * BLOCK, "the viewed type must fit") }
        // SAFETY: the numbers are there, which the assertion says, and any of them make a value.
        unsafe { &*self.0.as_ptr().cast() }
    }

    /// The first numbers as a value.
    #[inline(always)]
    pub fn view_mut<T: Plain>(&mut self) -> &mut T {
        const { assert!(T::FLOATS <= N * BLOCK, "the viewed type must fit") }
        // SAFETY: as above.
        unsafe { &mut *self.0.as_mut_ptr().cast() }
    }
}

// SAFETY: numbers, for which zero bytes are a value; it owns nothing.
unsafe impl<const N: usize> crate::plain::ZeroedData for Lines<N> {}
// SAFETY: an array of lines, each of which is 16 numbers, as large as its alignment.
unsafe impl<const N: usize> crate::plain::LinesData for Lines<N> {}

/// Runs `kernel` with the instructions of a level, if need be with plain code. A call asks for the level once and hands it down, so
/// that what was chosen for a level runs at that level, whatever [`limit`](super::vector::limit) says meanwhile.
#[inline]
fn run(level: Level, kernel: impl Kernel) {
    match level {
        Level::Plain => kernel.run(Portable),
        Level::Vectors(set) => {
            let _ = Level::Vectors(set).run(kernel);
        }
    }
}

/// How many numbers a vector of a level holds, and how many vectors there are registers for.
fn registers(level: Level) -> (usize, usize) {
    struct Ask<'a>(&'a mut (usize, usize));
    impl Kernel for Ask<'_> {
        #[inline(always)]
        fn run<S: super::vector::Set>(self, _: S) {
            *self.0 = (S::WIDTH, S::REGISTERS);
        }
    }
    let mut answer = (0, 0);
    run(level, Ask(&mut answer));
    answer
}

/// So many multiply-adds each thread should have: for less, about a microsecond, it does not pay to hand them out.
const SHARE: usize = 125_000;

/// How many threads share so many multiply-adds.
fn threads(macs: usize) -> usize {
    #[cfg(feature = "alloc")]
    if macs >= 2 * SHARE {
        return super::threads::count().min(macs / SHARE);
    }
    let _ = macs;
    1
}

/// Calls `work` with 0, 1, … below `count`; on several threads if there are so many multiply-adds that it pays.
fn each(count: usize, macs: usize, work: impl Fn(usize) + Sync) {
    #[cfg(feature = "alloc")]
    if let threads @ 2.. = threads(macs).min(count) {
        // Several parts for each thread, because one may be held up.
        let parts = count.min(8 * threads);
        return super::threads::split(threads, parts, |part| {
            (part * count / parts..(part + 1) * count / parts).for_each(&work);
        });
    }
    let _ = macs;
    (0..count).for_each(work);
}

/// A buffer that several threads write to, each to elements of its own.
#[derive(Clone, Copy)]
struct Shared<'a> {
    first: *mut f32,
    length: usize,
    buffer: core::marker::PhantomData<&'a mut [f32]>,
}

// SAFETY: it is a `&mut [f32]`, which may go to another thread; that two threads never reach the same element is what
// `slice` asks of its callers.
unsafe impl Send for Shared<'_> {}
// SAFETY: as above.
unsafe impl Sync for Shared<'_> {}

impl<'a> Shared<'a> {
    fn new(buffer: &'a mut [f32]) -> Self {
        Self { first: buffer.as_mut_ptr(), length: buffer.len(), buffer: core::marker::PhantomData }
    }

    /// The `length` elements from `at` on.
    ///
    /// # Safety
    ///
    /// As long as the slice is used, nobody else uses an element of it.
    #[inline(always)]
    #[allow(clippy::mut_from_ref)]
    unsafe fn slice(&self, at: usize, length: usize) -> &mut [f32] {
        assert!(at <= self.length && length <= self.length - at);
        // SAFETY: the elements are within the buffer, which is borrowed for `'a`; the caller promises that nobody else uses
        // them.
        unsafe { core::slice::from_raw_parts_mut(self.first.add(at), length) }
    }
}
