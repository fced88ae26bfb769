//! Whoever gives the promise has no more to say: how long a value is and what zeros are cannot be told otherwise.

use lenet_runtime::{Plain, PlainData, Zeroed, ZeroedData};

#[repr(C)]
struct Promised([f32; 2]);

// SAFETY: a struct in C layout of numbers.
unsafe impl PlainData for Promised {}

impl Plain for Promised {
    const FLOATS: usize = 1 << 40;
}

struct Buffers([f32; 2]);

// SAFETY: zero bytes are a value of numbers.
unsafe impl ZeroedData for Buffers {}

impl Zeroed for Buffers {
    const ZERO: Self = Self([1.0; 2]);
}

fn main() {}
