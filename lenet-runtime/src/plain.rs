//! The promise that a value is plain data, and what follows from it: values made of zeros on the heap or in a
//! constant, and every value as one slice of numbers.
//!
//! This is one of the crate's two rooms for unsafe code; the other is `kernel`.
#![allow(unsafe_code)]

#[cfg(feature = "weights")]
mod filling;

#[cfg(feature = "weights")]
pub(crate) use filling::Filling;

use crate::message::Text;
use core::mem::MaybeUninit;

/// The promise behind [`Zeroed`]. It has no items, so an implementation can get nothing wrong but the promise.
///
/// `network!` implements this for the buffers of a network and proves it there: every field is [`Zeroed`].
///
/// # Safety
///
/// All-zero bytes are a valid value of the type, and the type needs no `Drop`.
#[diagnostic::on_unimplemented(message = "`{Self}` is not known to be valid when all its bytes are zero")]
pub unsafe trait ZeroedData: Sized + Send + Sync + 'static {}

/// Types whose all-zero bytes are a value, and which own nothing.
///
/// Nobody implements it by hand: it is there for each type that keeps the promise [`ZeroedData`].
pub trait Zeroed: ZeroedData {
    /// The value whose numbers are all zero. As a constant it can initialize a `static`. A constant is held by the compiler and
    /// returned over the stack: where there is an allocator, prefer [`Zeroed::zeroed_box`] for large values.
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

    /// `count` values of zeros that are made on the heap and never pass over the stack.
    ///
    /// # Panics
    ///
    /// If they take more than `isize::MAX` bytes.
    #[cfg(feature = "alloc")]
    fn zeroed_vec(count: usize) -> alloc::vec::Vec<Self> {
        let mut values = alloc::vec::Vec::<Self>::with_capacity(count);
        // SAFETY: there is room for `count` values, which zero bytes make valid ones, as the trait promises.
        unsafe {
            values.as_mut_ptr().write_bytes(0, count);
            values.set_len(count);
        }
        values
    }
}

impl<T: ZeroedData> Zeroed for T {}

/// The promise behind [`Plain`]. It has no items, so an implementation can get nothing wrong but the promise.
///
/// `network!` implements this for the network it declares and proves it there: every field is `Plain`, and the sizes of
/// the fields add up to the size of the struct.
///
/// # Safety
///
/// The type is `f32`, or an array or a struct with a defined layout (`repr(C)` or `repr(transparent)`) of such types.
/// So it has the alignment of `f32`, no padding, and any bytes make a value.
#[diagnostic::on_unimplemented(message = "`{Self}` is not known to be made of `f32` and nothing else")]
pub unsafe trait PlainData: Sized + Send + Sync + 'static {}

/// Types made of `f32` and nothing else: arrays of numbers, and structs of such arrays.
///
/// Nobody implements it by hand: it is there for each type that keeps the promise [`PlainData`].
pub trait Plain: PlainData {
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

    /// A copy that is made on the heap and never passes over the stack.
    #[cfg(feature = "alloc")]
    fn clone_box(&self) -> alloc::boxed::Box<Self> {
        let mut copy = Self::zeroed_box();
        copy.floats_mut().copy_from_slice(self.floats());
        copy
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

impl<T: PlainData> Plain for T {}

/// The promise of packed weights: numbers and nothing else, as [`Plain`], but in whole cache lines.
///
/// `network!` implements this for the packed weights of a network and proves it there: every field keeps the promise.
///
/// # Safety
///
/// The type is lines of 16 `f32`, aligned to 64 bytes, or a struct in C layout of such types. So it has no padding, and any bytes make
/// a value.
#[diagnostic::on_unimplemented(message = "`{Self}` is not known to be made of whole lines of `f32`")]
pub unsafe trait LinesData: ZeroedData {}

/// The numbers of packed weights.
#[cfg(feature = "safetensors")]
pub(crate) const fn lines<T: LinesData>(value: &T) -> &[f32] {
    // SAFETY: the trait promises that the value is numbers without padding; the borrow is that of `value`.
    unsafe { core::slice::from_raw_parts(core::ptr::from_ref(value).cast(), size_of::<T>() / size_of::<f32>()) }
}

/// The numbers of packed weights.
#[cfg(feature = "safetensors")]
pub(crate) const fn lines_mut<T: LinesData>(value: &mut T) -> &mut [f32] {
    // SAFETY: as above; any bytes make a value, so no write through the slice can break it.
    unsafe { core::slice::from_raw_parts_mut(core::ptr::from_mut(value).cast(), size_of::<T>() / size_of::<f32>()) }
}

// What follows returns by value. Each value is read from where it stands, as the last step: `assume_init` or a plain move would
// copy it once more in a build without optimization.

/// The value whose numbers are all zero, made while the program runs: unlike [`Zeroed::ZERO`], no program holds it.
pub(crate) const fn zeros<T: Plain>() -> T {
    let mut value = MaybeUninit::<T>::uninit();
    // SAFETY: zero bytes are a value, and they are written before it is read.
    unsafe {
        value.as_mut_ptr().write_bytes(0, 1);
        value.as_ptr().read()
    }
}

/// The value that `fill` makes of zeros.
pub(crate) fn filled<T: Plain>(fill: impl FnOnce(&mut T)) -> T {
    let mut value = MaybeUninit::<T>::uninit();
    // SAFETY: zero bytes are a value, and they are written before anybody reads it; any bytes that `fill` writes are one too.
    unsafe {
        value.as_mut_ptr().write_bytes(0, 1);
        fill(value.assume_init_mut());
        value.as_ptr().read()
    }
}

/// Numbers in memory order as a value, if they are as many as it has.
pub(crate) fn of<T: Plain>(floats: &[f32]) -> Option<&T> {
    // SAFETY: the numbers are there, with the alignment of `f32`, and any bytes make a value; the borrow is that of `floats`.
    (floats.len() == T::FLOATS).then(|| unsafe { &*floats.as_ptr().cast() })
}

/// Numbers in memory order as a value.
///
/// # Panics
///
/// If they are more than it has, or fewer.
#[inline(always)]
pub(crate) fn of_mut<T: Plain>(floats: &mut [f32]) -> &mut T {
    assert!(floats.len() == T::FLOATS, "a value has as many numbers as its type");
    // SAFETY: as above; any bytes that are written through the borrow make a value of either type.
    unsafe { &mut *floats.as_mut_ptr().cast() }
}

/// A copy of a value.
pub(crate) const fn copy<T: Plain>(value: &T) -> T {
    // SAFETY: a plain value is numbers, which may be copied.
    unsafe { core::ptr::from_ref(value).read() }
}

/// The value whose numbers these are, in memory order and in the byte order of the CPU, which is `to_le_bytes` nearly
/// everywhere. As a constant it can initialize a `static`: so a program without a file system carries a trained network.
///
/// ```
/// use lenet_runtime::{Linear, from_ne_bytes};
///
/// const BYTES: &[u8] = &[0; 12]; // `include_bytes!("weights")`
/// static LAYER: Linear<2, 1> = from_ne_bytes(BYTES);
/// # assert_eq!(LAYER.bias, [0.0]);
/// ```
///
/// # Panics
///
/// If there are more bytes or fewer than the value has.
#[must_use]
pub const fn from_ne_bytes<T: Plain>(bytes: &[u8]) -> T {
    if bytes.len() != size_of::<T>() {
        let mut text = Text::new();
        text.word("expected ").number(size_of::<T>()).word(" bytes, four for each number of the value, found ");
        text.number(bytes.len()).end("");
    }
    // SAFETY: the bytes are there, since other lengths panicked above, and any bytes make a value.
    unsafe { bytes.as_ptr().cast::<T>().read_unaligned() }
}

// SAFETY: plain numbers are valid when all their bytes are zero, and own nothing.
unsafe impl<T: PlainData> ZeroedData for T {}

// SAFETY: zero bytes are the number 0.
unsafe impl ZeroedData for f64 {}

// SAFETY: this is the number itself.
unsafe impl PlainData for f32 {}

// SAFETY: an array lays out its elements without padding.
unsafe impl<T: Plain, const N: usize> PlainData for [T; N] {}

/// Claims for a struct in C or transparent layout that it is plain data: `claim!([const N: usize] Numbers<N> { field })`, in the
/// file of the struct. It compiles if these are all of its fields, and each of them is plain.
macro_rules! claim {
    ([$($generics:tt)*] $name:ident<$($argument:ident),*> { $($field:tt),* }) => {
        // SAFETY: below, rustc holds every field to be plain, and C's layout puts no padding between values of one alignment.
        #[allow(unsafe_code)]
        unsafe impl<$($generics)*> $crate::plain::PlainData for $name<$($argument),*> {}

        const _: () = {
            #[allow(dead_code)]
            fn every_field_is_plain<$($generics)*>(value: &$name<$($argument),*>) {
                let $name { $($field: _),* } = value;
                $($crate::plain::is_plain(&value.$field);)*
            }
        };
    };
}
pub(crate) use claim;

/// Claims for a struct that zero bytes are a value of it, as `claim!` claims more: every field is [`Zeroed`], and nothing is dropped.
/// A struct without parameters, `claim_zeroed!(Statistics { count })`, may be the element of an array, too.
macro_rules! claim_zeroed {
    ($name:ident { $($field:tt),* }) => {
        $crate::plain::claim_zeroed!([] $name<> { $($field),* });

        // SAFETY: an array holds its elements and nothing else.
        #[allow(unsafe_code)]
        unsafe impl<const N: usize> $crate::plain::ZeroedData for [$name; N] {}
    };
    ([$($generics:tt)*] $name:ident<$($argument:ident),*> { $($field:tt),* }) => {
        // SAFETY: below, rustc holds every field to be a value of zeros that owns nothing. The struct has no `Drop`: a field moves out.
        #[allow(unsafe_code)]
        unsafe impl<$($generics)*> $crate::plain::ZeroedData for $name<$($argument),*> {}

        const _: () = {
            #[allow(dead_code)]
            fn every_field_is_zeroed<$($generics)*>(value: $name<$($argument),*>) {
                let $name { $($field: _),* } = &value;
                $($crate::plain::is_zeroed(value.$field);)*
            }
        };
    };
}
pub(crate) use claim_zeroed;

/// Compiles for values of zeros alone.
pub(crate) fn is_zeroed<T: Zeroed>(_: T) {}

/// Compiles for plain data alone.
pub(crate) const fn is_plain<T: Plain>(_: &T) {}
