//! Random numbers for cases: sizes about those where kernels change their way, each by itself.

use lenet_runtime::{Random, Window};

/// Numbers of channels about blocks of 16 and about the few that stand channel by channel.
pub const CHANNELS: [usize; 13] = [1, 2, 3, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33];

/// Numbers of positions about the widths of the tiles.
pub const OUT: [usize; 18] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17, 20, 28, 33];

/// One of the items.
pub fn pick<T: Copy>(from: &[T], random: &mut Random) -> T {
    from[random.below(from.len())]
}

/// True once in `of` draws.
pub fn chance(of: usize, random: &mut Random) -> bool {
    random.below(of) == 0
}

/// Numbers in −½..½.
#[must_use]
pub fn numbers(length: usize, random: &mut Random) -> Vec<f32> {
    (0..length).map(|_| random.uniform() - 0.5).collect()
}

/// Rows and columns around an image: top, bottom, left, right.
pub fn border(random: &mut Random) -> [usize; 4] {
    [0; 4].map(|_| random.below(4) * random.below(2))
}

/// A window of these numbers with at least one position: each padding, and what is left over at the end, by chance.
pub fn window([kernel, stride, dilation]: [usize; 3], random: &mut Random) -> Window {
    loop {
        let reach = dilation * (kernel - 1) + 1;
        let [before, after] = [0; 2].map(|_| random.below(reach.min(4) + 1) * random.below(2));
        let padded = (pick(&OUT, random) - 1) * stride + reach + random.below(stride);
        if let Some(size @ 1..) = padded.checked_sub(before + after) {
            return Window { size, kernel, stride, before, after, dilation, ceil: false };
        }
    }
}

/// The same window with one number less, or with nothing special: what a case that fails is tried with.
#[must_use]
pub fn simpler(window: Window) -> Vec<Window> {
    let Window { size, kernel, stride, before, after, dilation, ceil } = window;
    let mut simpler = vec![
        Window { size: size / 2, ..window },
        Window { size: size - 1, ..window },
        Window { kernel: 1, ..window },
        Window { kernel: kernel - 1, ..window },
        Window { stride: 1, ..window },
        Window { before: 0, ..window },
        Window { after: 0, ..window },
        Window { before: before.saturating_sub(1), ..window },
        Window { after: after.saturating_sub(1), ..window },
        Window { dilation: 1, ..window },
        Window { ceil: false, ..window },
    ];
    simpler.retain(|other| *other != window && other.out() > 0);
    debug_assert!(size > 0 && stride > 0 && dilation > 0 && (ceil || window.out() > 0));
    simpler
}

/// The numbers below that are tried instead of a size.
#[must_use]
pub fn less(size: usize) -> Vec<usize> {
    let mut less = vec![1, size / 2, size - 1];
    less.retain(|&other| 0 < other && other < size);
    less.dedup();
    less
}
