//! The promise that a value is plain data, and what follows from it: values made of zeros on the heap or in a
//! constant, and every value as one slice of numbers.
//!
//! This is one of the crate's two rooms for unsafe code; the other is `kernel`.
#![allow(unsafe_code)]

use crate::layer::batch_norm::{BatchNorm, Running};
use crate::layer::conv_transpose2d::ConvTranspose2d;
use crate::layer::conv2d::Conv2d;
use crate::layer::linear::Linear;
use crate::layer::norm::LayerNorm;
use crate::tensor::{Tensor, Tile};
use core::mem::MaybeUninit;

/// Types whose all-zero bytes are a value, and which own nothing.
///
/// # Safety
///
/// All-zero bytes are a valid value of the type, and the type needs no `Drop`.
pub unsafe trait Zeroed: Sized + Send + Sync + 'static {
    /// The value whose numbers are all zero. As a constant it can initialize a `static`.
    // SAFETY: the trait promises that zero bytes are a valid value.
    const ZERO: Self = unsafe { MaybeUninit::zeroed().assume_init() };

    /// A value of zeros that is made on the heap and never passes over the stack.
    #[cfg(feature = "alloc")]
    fn zeroed_box() -> alloc::boxed::Box<Self> {
        let layout = core::alloc::Layout::new::<Self>();
        if layout.size() == 0 {
            // Not `Box::new(Self::ZERO)`: without optimization, that would reserve stack for a `Self` of any size.
            let nowhere = core::ptr::NonNull::<Self>::dangling().as_ptr();
            // SAFETY: a box of a type without size has no memory, and its pointer need only be aligned. The type has a value,
            // which the trait promises.
            return unsafe { alloc::boxed::Box::from_raw(nowhere) };
        }
        // SAFETY: the layout's size is not zero. The memory comes from the global allocator with the layout of `Self`,
        // as `Box` requires, and holds zeros, which the trait promises are a value.
        unsafe {
            let memory = alloc::alloc::alloc_zeroed(layout).cast::<Self>();
            if memory.is_null() {
                alloc::alloc::handle_alloc_error(layout);
            }
            alloc::boxed::Box::from_raw(memory)
        }
    }
}

/// Types made of `f32` and nothing else: arrays of numbers, and structs of such arrays.
///
/// `network!` implements this for the network it declares and proves it there: every field is `Plain`, and the sizes of
/// the fields add up to the size of the struct.
///
/// # Safety
///
/// The type is `f32`, or an array or a struct with a defined layout (`repr(C)` or `repr(transparent)`) of such types.
/// So it has the alignment of `f32`, no padding, and any bytes make a value.
pub unsafe trait Plain: Sized + Send + Sync + 'static {
    /// How many numbers a value holds.
    const FLOATS: usize = {
        assert!(align_of::<Self>() == align_of::<f32>() && size_of::<Self>().is_multiple_of(size_of::<f32>()));
        size_of::<Self>() / size_of::<f32>()
    };

    /// Every number, in memory order.
    fn floats(&self) -> &[f32] {
        // SAFETY: the trait promises that the value is `FLOATS` numbers without padding; the borrow is that of `self`.
        unsafe { core::slice::from_raw_parts(core::ptr::from_ref(self).cast(), Self::FLOATS) }
    }

    /// Every number, in memory order.
    fn floats_mut(&mut self) -> &mut [f32] {
        // SAFETY: as in `floats`; any bytes make a value, so no write through the slice can break it.
        unsafe { core::slice::from_raw_parts_mut(core::ptr::from_mut(self).cast(), Self::FLOATS) }
    }

    /// The first `T::FLOATS` numbers as a value of another plain type.
    fn view<T: Plain>(&self) -> &T {
        const { assert!(T::FLOATS <= Self::FLOATS, "the viewed type must fit") }
        // SAFETY: both types have the alignment of `f32` and no padding, and the assertion gives room for a `T`.
        unsafe { &*core::ptr::from_ref(self).cast() }
    }

    /// The first `T::FLOATS` numbers as a value of another plain type.
    fn view_mut<T: Plain>(&mut self) -> &mut T {
        const { assert!(T::FLOATS <= Self::FLOATS, "the viewed type must fit") }
        // SAFETY: as in `view`; any bytes make a value of either type.
        unsafe { &mut *core::ptr::from_mut(self).cast() }
    }
}

/// The value whose numbers these are, in memory order and in the byte order of the CPU, which is `to_le_bytes` nearly
/// everywhere. As a constant it can initialize a `static`: so a program without a file system carries a trained network.
///
/// ```
/// use lenet_runtime::layer::linear::Linear;
/// use lenet_runtime::plain;
///
/// const BYTES: &[u8] = &[0; 12]; // `include_bytes!("weights")`
/// static LAYER: Linear<2, 1> = plain::from_ne_bytes(BYTES);
/// # assert_eq!(LAYER.bias, [0.0]);
/// ```
///
/// # Panics
///
/// If there are more bytes or fewer than the value has.
#[must_use]
pub const fn from_ne_bytes<T: Plain>(bytes: &[u8]) -> T {
    assert!(bytes.len() == size_of::<T>(), "the bytes must be as many as the value has");
    // SAFETY: the bytes are there, by the assertion, and any bytes make a value.
    unsafe { bytes.as_ptr().cast::<T>().read_unaligned() }
}

// SAFETY: plain numbers are valid when all their bytes are zero, and own nothing.
unsafe impl<T: Plain> Zeroed for T {}

// SAFETY: this is the number itself.
unsafe impl Plain for f32 {}

// SAFETY: an array lays out its elements without padding.
unsafe impl<T: Plain, const N: usize> Plain for [T; N] {}

// SAFETY: a transparent wrapper of nested arrays of `f32`.
unsafe impl<const C: usize, const H: usize, const W: usize> Plain for Tensor<C, H, W> {}

// SAFETY: a transparent wrapper of an array of plain values.
unsafe impl<V: Plain, const L: usize> Plain for Tile<V, L> {}

// SAFETY: a struct in C layout of plain values.
unsafe impl<V: Plain> Plain for LayerNorm<V> {}

// SAFETY: a transparent wrapper of an array of `f32`.
unsafe impl<const C: usize> Plain for Running<C> {}

// SAFETY: a struct in C layout of arrays of `f32`.
unsafe impl<const C: usize> Plain for BatchNorm<C> {}

// SAFETY: a struct in C layout of plain values.
unsafe impl<const C: usize, const F: usize, const KH: usize, const KW: usize, B: Plain> Plain
    for Conv2d<C, F, KH, KW, B>
{
}

// SAFETY: a struct in C layout of plain values.
unsafe impl<const C: usize, const F: usize, const KH: usize, const KW: usize, B: Plain> Plain
    for ConvTranspose2d<C, F, KH, KW, B>
{
}

// SAFETY: a struct in C layout of plain values.
unsafe impl<const I: usize, const O: usize, B: Plain> Plain for Linear<I, O, B> {}
