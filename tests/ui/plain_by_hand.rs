//! How long a value is and what zeros are follows from a promise, which safe code cannot give.

use lenet_runtime::{Plain, Zeroed};

#[repr(C)]
struct Longer([f32; 2]);

impl Plain for Longer {
    const FLOATS: usize = 1 << 40;
}

struct Zero(&'static str);

impl Zeroed for Zero {
    const ZERO: Self = Self("zero");
}

fn main() {}
