use lenet_runtime::network;

/// Much too large, and only rustc knows it. Nothing may be built from it.
const N: usize = i32::MAX as usize;
/// Small enough as a size, but not for what is made of it.
const HUGE: usize = i32::MAX as usize;
const M: usize = 16_000_000;

network! {
    pub struct Filters: [3, 224, 224] {
        conv1: conv2d(N, kernel: 3, padding: same),
        conv2: conv2d(64, kernel: 3, padding: same),
    }
}

network! {
    pub struct Kernel: [3, 224, 224] {
        conv1: conv2d(64, kernel: N, padding: same_upper),
        relu,
        conv2: conv2d(64, kernel: 3, padding: same),
    }
}

network! {
    pub struct Stride: [3, 224, 224] {
        conv1: conv2d(64, kernel: 3, stride: N),
        conv2: conv2d(64, kernel: 1),
    }
}

network! {
    pub struct Outputs: [3, 224, 224] {
        conv1: conv2d(M, kernel: 3, padding: same),
        max_pool2d(2),
        conv2: conv2d(64, kernel: 3, padding: same),
        flatten,
        fc: linear(10),
    }
}

network! {
    pub struct Features: [3, 64, 64] {
        flatten,
        fc1: linear(M),
        fc2: linear(10),
    }
}

network! {
    pub struct Scale: [3, 8, 8] {
        upsample(M, mode: bilinear),
        conv: conv2d(6, kernel: 5),
    }
}

network! {
    pub struct Bins: [3, 8, 8] {
        adaptive_avg_pool2d(M),
        conv: conv2d(6, kernel: 5),
    }
}

network! {
    /// What is too large is said once, of the argument.
    pub struct Block: [3, 8, 8] {
        block convolve(c) {
            one: conv2d(c, kernel: 1),
            two: conv2d(2 * c, kernel: 1),
        }
        convolve(HUGE),
    }
}

network! {
    pub struct Input: [3, M, M] {
        conv: conv2d(6, kernel: 5),
        global_avg_pool2d,
    }
}

fn main() {}
