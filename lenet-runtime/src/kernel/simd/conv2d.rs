//! Convolution of 16 images at once: one image in each lane.
//!
//! Every operation is one vector operation over the images, so a weight is multiplied with all lanes of an element and no
//! number changes its lane. The sums of a tile of output channels × positions stay in registers while the loops run over
//! all that they add up; the tile is chosen for the sizes of the layer and for the number of registers. Padding costs
//! next to nothing: the check that an index is inside of a row is the check for padding too.

mod forward;
mod grad_input;
mod grad_weight;

pub(super) use forward::Direct;
pub use grad_input::grad_input;
pub use grad_weight::grad_weight;

use super::share;
use crate::kernel::conv2d::Geometry;
use crate::shape::Window;

/// A tile of channels × positions, and what it reaches of the machine's peak with 16 and with 32 registers, in percent; 0 where
/// it does not fit. Measured on the convolutions of LeNet-5 and on 16 × 32 × 32 → 16, kernel 3 × 3.
pub(super) type Tile = (usize, usize, [u64; 2]);

pub(super) const TILES: [Tile; 16] = [
    (1, 1, [10, 10]),
    (1, 4, [45, 45]),
    (1, 8, [60, 60]),
    (2, 1, [20, 20]),
    (2, 2, [50, 40]),
    (2, 4, [80, 70]),
    (2, 10, [0, 93]),
    (3, 3, [70, 75]),
    (3, 7, [0, 80]),
    (4, 1, [45, 40]),
    (4, 2, [88, 75]),
    (4, 4, [0, 90]),
    (4, 5, [0, 93]),
    (6, 2, [86, 95]),
    (8, 1, [60, 70]),
    (8, 2, [0, 97]),
];

/// The index of the best tile for a layer of so many channels and positions a row.
pub(super) const fn best_tile(registers: usize, channels: usize, positions: usize) -> usize {
    let (mut best, mut best_score, mut i) = (0, 0, 0);
    while i < TILES.len() {
        let (c, p, speed) = TILES[i];
        let speed = speed[if registers < 32 { 0 } else { 1 }];
        let score = speed * share(channels, c) * share(positions, p);
        if score > best_score {
            (best, best_score) = (i, score);
        }
        i += 1;
    }
    best
}

/// Calls `$self.$run` for the tile with the constant index `$index` of [`TILES`]. Only that one is compiled.
macro_rules! with_tile {
    ($index:expr, $self:ident.$run:ident $arguments:tt) => {
        match const { $index } {
            0 => $self.$run::<_, { TILES[0].0 }, { TILES[0].1 }> $arguments,
            1 => $self.$run::<_, { TILES[1].0 }, { TILES[1].1 }> $arguments,
            2 => $self.$run::<_, { TILES[2].0 }, { TILES[2].1 }> $arguments,
            3 => $self.$run::<_, { TILES[3].0 }, { TILES[3].1 }> $arguments,
            4 => $self.$run::<_, { TILES[4].0 }, { TILES[4].1 }> $arguments,
            5 => $self.$run::<_, { TILES[5].0 }, { TILES[5].1 }> $arguments,
            6 => $self.$run::<_, { TILES[6].0 }, { TILES[6].1 }> $arguments,
            7 => $self.$run::<_, { TILES[7].0 }, { TILES[7].1 }> $arguments,
            8 => $self.$run::<_, { TILES[8].0 }, { TILES[8].1 }> $arguments,
            9 => $self.$run::<_, { TILES[9].0 }, { TILES[9].1 }> $arguments,
            10 => $self.$run::<_, { TILES[10].0 }, { TILES[10].1 }> $arguments,
            11 => $self.$run::<_, { TILES[11].0 }, { TILES[11].1 }> $arguments,
            12 => $self.$run::<_, { TILES[12].0 }, { TILES[12].1 }> $arguments,
            13 => $self.$run::<_, { TILES[13].0 }, { TILES[13].1 }> $arguments,
            14 => $self.$run::<_, { TILES[14].0 }, { TILES[14].1 }> $arguments,
            _ => $self.$run::<_, { TILES[15].0 }, { TILES[15].1 }> $arguments,
        }
    };
}
pub(super) use with_tile;
/// The tap that the `t`-th weight of a kernel row or column stands for.
#[inline(always)]
pub(super) fn tap<G: Geometry>(window: Window, t: usize) -> usize {
    if G::FLIP { window.kernel - 1 - t } else { t }
}

/// The input element that a tap reads at a position; in the padding an index past the end.
#[inline(always)]
pub(super) fn input(window: Window, position: usize, tap: usize) -> usize {
    (position * window.stride + tap * window.dilation).wrapping_sub(window.before)
}
#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::kernel::direct;
    use crate::kernel::simd::{LANES, Lanes, Level, columns, rows};
    use crate::train::random::Random;

    struct Case<
        const GROUPS: usize,
        const CHANNELS: usize,
        const FILTERS: usize,
        const H: usize,
        const W: usize,
        const KH: usize,
        const KW: usize,
        const STRIDE: usize = 1,
        const DILATION: usize = 1,
        const BEFORE: usize = 0,
        const AFTER: usize = 0,
        const FLIP: bool = false,
    >;

    impl<
        const G: usize,
        const C: usize,
        const F: usize,
        const H: usize,
        const W: usize,
        const KH: usize,
        const KW: usize,
        const S: usize,
        const D: usize,
        const B: usize,
        const A: usize,
        const FLIP: bool,
    > Geometry for Case<G, C, F, H, W, KH, KW, S, D, B, A, FLIP>
    {
        const GROUPS: usize = G;
        const CHANNELS: usize = C;
        const FILTERS: usize = F;
        const ROWS: Window = Window { size: H, kernel: KH, stride: S, before: B, after: A, dilation: D, ceil: false };
        const COLUMNS: Window = Window { size: W, kernel: KW, ..Self::ROWS };
        const FLIP: bool = FLIP;
    }

    fn draw(random: &mut Random, length: usize) -> Vec<f32> {
        (0..length).map(|_| random.uniform() - 0.5).collect()
    }

    fn lanes(numbers: &[f32]) -> &[Lanes] {
        numbers.as_chunks().0
    }

    /// Both sides add up to `terms` products of at most 1/4 in f32, in different orders.
    #[track_caller]
    fn assert_close(found: &[f32], expected: &[f32], terms: usize) {
        let bound = (terms * terms + 4) as f32 * 3e-8;
        let bound = bound.min(terms as f32 * 1e-6 + 1e-6);
        for (i, (found, expected)) in found.iter().zip(expected).enumerate() {
            assert!((found - expected).abs() <= bound, "element {i}: {found} for {expected}");
        }
    }

    fn agrees_with_the_direct_loops<G: Geometry>() {
        let mut random = Random::new(3);
        let filters = G::GROUPS * G::FILTERS;
        let weight = draw(&mut random, filters * G::PATCH);
        let bias = draw(&mut random, filters);
        let x = draw(&mut random, G::GROUPS * G::CHANNELS * G::PLANE * LANES);
        let dy = draw(&mut random, filters * G::POSITIONS * LANES);
        for level in Level::all() {
            for bias in [&bias[..], &[]] {
                let (mut y, mut expected) = (vec![f32::NAN; dy.len()], vec![f32::NAN; dy.len()]);
                let mut scratch = vec![f32::NAN; rows::scratch::<G>() * LANES];
                if !rows::forward::<G, LANES>(level, &weight, bias, lanes(&x), y.as_chunks_mut().0, &mut scratch) {
                    assert_eq!(level.name(), "plain");
                    continue;
                }
                direct::forward::<G, LANES>(&weight, bias, lanes(&x), expected.as_chunks_mut().0);
                assert_close(&y, &expected, G::PATCH + 1);

                let one_x: &[[f32; 1]] = x[..x.len() / LANES].as_chunks().0;
                let (mut y, mut expected) = (vec![[f32::NAN]; y.len() / LANES], vec![[f32::NAN]; y.len() / LANES]);
                let mut scratch = vec![f32::NAN; columns::scratch::<G>()];
                assert!(columns::forward::<G, 1>(level, &weight, bias, one_x, &mut y, &mut scratch));
                direct::forward::<G, 1>(&weight, bias, one_x, &mut expected);
                assert_close(y.as_flattened(), expected.as_flattened(), G::PATCH + 1);

                let (mut dw, mut expected) = (weight.clone(), weight.clone());
                let (mut db, mut expected_db) = (bias.to_vec(), bias.to_vec());
                assert!(grad_weight::<G, LANES>(level, lanes(&x), lanes(&dy), &mut dw, &mut db));
                direct::grad_weight::<G, LANES>(lanes(&x), lanes(&dy), &mut expected, &mut expected_db);
                assert_close(&dw, &expected, G::POSITIONS * LANES + 1);
                assert_close(&db, &expected_db, G::POSITIONS * LANES + 1);
            }
            let (mut dx, mut expected) = (vec![f32::NAN; x.len()], vec![f32::NAN; x.len()]);
            if grad_input::<G, LANES>(level, &weight, lanes(&dy), dx.as_chunks_mut().0) {
                direct::grad_input::<G, LANES>(&weight, lanes(&dy), expected.as_chunks_mut().0);
                assert_close(&dx, &expected, G::FILTERS * G::ROWS.kernel * G::COLUMNS.kernel);
            }
        }
    }

    #[test]
    fn every_level_agrees_with_the_direct_loops() {
        // The convolutions of LeNet-5.
        agrees_with_the_direct_loops::<Case<1, 1, 6, 28, 28, 5, 5, 1, 1, 2, 2>>();
        agrees_with_the_direct_loops::<Case<1, 6, 16, 14, 14, 5, 5>>();
        // Sizes that no tile divides.
        agrees_with_the_direct_loops::<Case<1, 3, 7, 9, 11, 3, 3, 1, 1, 1, 1>>();
        agrees_with_the_direct_loops::<Case<1, 5, 11, 5, 23, 1, 4>>();
        agrees_with_the_direct_loops::<Case<1, 2, 5, 33, 19, 3, 3>>();
        // So many channels that one image is computed in strips of rows.
        agrees_with_the_direct_loops::<Case<1, 40, 3, 21, 17, 3, 2, 1, 1, 1, 1>>();
        agrees_with_the_direct_loops::<Case<1, 7, 9, 6, 6, 1, 1>>();
        agrees_with_the_direct_loops::<Case<1, 2, 3, 8, 9, 7, 7, 1, 1, 3, 3>>();
        agrees_with_the_direct_loops::<Case<1, 1, 1, 1, 1, 1, 1>>();
        // Strides and dilations, also larger than the window, the padding, and the input.
        agrees_with_the_direct_loops::<Case<1, 3, 8, 12, 13, 3, 3, 2, 1, 1, 1>>();
        agrees_with_the_direct_loops::<Case<1, 2, 4, 12, 13, 2, 2, 3, 1, 0, 1>>();
        agrees_with_the_direct_loops::<Case<1, 2, 4, 12, 13, 3, 3, 2, 3, 2, 4>>();
        agrees_with_the_direct_loops::<Case<1, 2, 4, 3, 2, 2, 2, 5, 1, 4, 4>>();
        agrees_with_the_direct_loops::<Case<1, 2, 5, 2, 2, 3, 3, 1, 2, 5, 5>>();
        // Groups and kernels that are turned.
        agrees_with_the_direct_loops::<Case<5, 1, 1, 7, 8, 3, 3, 1, 1, 1, 1>>();
        agrees_with_the_direct_loops::<Case<2, 3, 4, 7, 8, 3, 3, 2, 1, 1, 1>>();
        agrees_with_the_direct_loops::<Case<1, 3, 4, 7, 20, 3, 5, 1, 1, 1, 2, true>>();
        agrees_with_the_direct_loops::<Case<1, 3, 4, 9, 9, 4, 4, 2, 1, 1, 1, true>>();
    }
}
