//! Products of a matrix of weights, O × I, with 16 vectors at once, one in each lane.
#![allow(clippy::needless_range_loop)] // The loops over a tile count as the formulas do, over several arrays at once.

use super::share;
use crate::kernel::ran::ran;
use crate::kernel::vector::{Kernel, LANES, Lanes, Set, Vectors, blocks};

/// y ← bias + weight · x.
#[inline]
pub fn forward<const I: usize, const O: usize>(
    set: Vectors,
    weight: &[[f32; I]; O],
    bias: &[f32],
    x: &[Lanes],
    y: &mut [Lanes],
) {
    set.run(Forward { weight, bias, x, y });
}

/// dx ← weightᵀ · dy.
#[inline]
pub fn grad_input<const I: usize, const O: usize>(
    set: Vectors,
    weight: &[[f32; I]; O],
    dy: &[Lanes],
    dx: &mut [Lanes],
) {
    set.run(GradInput { weight, dy, dx });
}

/// dw ← dw + dy · xᵀ and db ← db + dy, summed over the lanes.
#[inline]
pub fn grad_weight<const I: usize, const O: usize>(
    set: Vectors,
    x: &[Lanes],
    dy: &[Lanes],
    dw: &mut [[f32; I]; O],
    db: &mut [f32],
) {
    set.run(GradWeight { x, dy, dw, db });
}

/// How many sums are held in registers, and what that reaches of the machine's peak with 16 and with 32 registers, in percent.
/// Each vector of inputs is read once for all of them.
const TILES: [(usize, [u64; 2]); 10] = [
    (1, [10, 10]),
    (2, [20, 20]),
    (4, [40, 40]),
    (6, [60, 60]),
    (8, [80, 80]),
    (10, [87, 83]),
    (12, [90, 86]),
    (16, [0, 90]),
    (20, [0, 92]),
    (24, [0, 94]),
];

/// The number of sums that suits a matrix with `size` of them best.
const fn best_tile(registers: usize, size: usize) -> usize {
    let (mut best, mut best_score, mut i) = (1, 0, 0);
    while i < TILES.len() {
        let (tile, speed) = TILES[i];
        let score = speed[if registers < 32 { 0 } else { 1 }] * share(size, tile);
        if score > best_score {
            (best, best_score) = (tile, score);
        }
        i += 1;
    }
    best
}

/// Calls `$self.$run` for a tile of [`TILES`]. Only that one is compiled.
macro_rules! with_tile {
    ($tile:expr, $self:ident.$run:ident($set:ident)) => {
        match const { $tile } {
            1 => $self.$run::<_, 1>($set),
            2 => $self.$run::<_, 2>($set),
            4 => $self.$run::<_, 4>($set),
            6 => $self.$run::<_, 6>($set),
            8 => $self.$run::<_, 8>($set),
            10 => $self.$run::<_, 10>($set),
            12 => $self.$run::<_, 12>($set),
            16 => $self.$run::<_, 16>($set),
            20 => $self.$run::<_, 20>($set),
            _ => $self.$run::<_, 24>($set),
        }
    };
}

struct Forward<'a, const I: usize, const O: usize> {
    weight: &'a [[f32; I]; O],
    bias: &'a [f32],
    x: &'a [Lanes],
    y: &'a mut [Lanes],
}

impl<const I: usize, const O: usize> Kernel for Forward<'_, I, O> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        ran("batch::linear::forward");
        with_tile!(best_tile(S::REGISTERS, O), self.tiles(set));
    }
}

impl<const I: usize, const O: usize> Forward<'_, I, O> {
    #[inline(always)]
    fn tiles<S: Set, const T: usize>(self, set: S) {
        let x = &self.x[..I];
        for (o, _) in blocks(O, T) {
            let weight = &self.weight[o..o + T];
            for part in (0..LANES).step_by(S::WIDTH) {
                let mut sums = [set.splat(0.0); T];
                if !self.bias.is_empty() {
                    for t in 0..T {
                        sums[t] = set.splat(self.bias[o + t]);
                    }
                }
                for i in 0..I {
                    let x = set.load(&x[i][part..]);
                    for t in 0..T {
                        sums[t] = set.mul_add(x, set.splat(weight[t][i]), sums[t]);
                    }
                }
                for t in 0..T {
                    set.store(sums[t], &mut self.y[o + t][part..]);
                }
            }
        }
    }
}

struct GradInput<'a, const I: usize, const O: usize> {
    weight: &'a [[f32; I]; O],
    dy: &'a [Lanes],
    dx: &'a mut [Lanes],
}

impl<const I: usize, const O: usize> Kernel for GradInput<'_, I, O> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        ran("batch::linear::grad_input");
        with_tile!(best_tile(S::REGISTERS, I), self.tiles(set));
    }
}

impl<const I: usize, const O: usize> GradInput<'_, I, O> {
    #[inline(always)]
    fn tiles<S: Set, const T: usize>(self, set: S) {
        let dy = &self.dy[..O];
        for (i, _) in blocks(I, T) {
            for part in (0..LANES).step_by(S::WIDTH) {
                let mut sums = [set.splat(0.0); T];
                for o in 0..O {
                    let dy = set.load(&dy[o][part..]);
                    let weight = &self.weight[o][i..i + T];
                    for t in 0..T {
                        sums[t] = set.mul_add(dy, set.splat(weight[t]), sums[t]);
                    }
                }
                for t in 0..T {
                    set.store(sums[t], &mut self.dx[i + t][part..]);
                }
            }
        }
    }
}

struct GradWeight<'a, const I: usize, const O: usize> {
    x: &'a [Lanes],
    dy: &'a [Lanes],
    dw: &'a mut [[f32; I]; O],
    db: &'a mut [f32],
}

impl<const I: usize, const O: usize> Kernel for GradWeight<'_, I, O> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        ran("batch::linear::grad_weight");
        for o in 0..self.db.len() {
            for part in (0..LANES).step_by(S::WIDTH) {
                self.db[o] += set.sum(set.load(&self.dy[o][part..]));
            }
        }
        if const { O < 4 } {
            self.tiles::<S, 1, 5>(set);
        } else if const { S::REGISTERS < 32 } {
            self.tiles::<S, 4, 2>(set);
        } else if const { O.is_multiple_of(5) } {
            self.tiles::<S, 5, 5>(set);
        } else {
            self.tiles::<S, 4, 5>(set);
        }
    }
}

/// The widest block of inputs, in numbers.
const WIDEST: usize = 5 * LANES;

impl<const I: usize, const O: usize> GradWeight<'_, I, O> {
    /// Tiles of `T` rows × `V` vectors of a row of dw. Here the inputs stand side by side in a vector, and the loop runs over
    /// the lanes.
    #[inline(always)]
    fn tiles<S: Set, const T: usize, const V: usize>(self, set: S) {
        let width = V * S::WIDTH;
        // A block of inputs, image by image.
        let mut block = [[0.0; WIDEST]; LANES];
        for i in (0..I).step_by(width) {
            let count = width.min(I - i);
            for (at, x) in self.x[i..i + count].iter().enumerate() {
                for lane in 0..LANES {
                    block[lane][at] = x[lane];
                }
            }
            for (o, seen) in blocks(O, T) {
                let mut sums = [[set.splat(0.0); V]; T];
                for lane in 0..LANES {
                    for v in 0..V {
                        let x = set.load(&block[lane][v * S::WIDTH..]);
                        for t in 0..T {
                            sums[t][v] = set.mul_add(x, set.splat(self.dy[o + t][lane]), sums[t][v]);
                        }
                    }
                }
                for t in 0..T {
                    // Skipped in here, because a loop that starts late would take the sums out of their registers.
                    if t < seen {
                        continue;
                    }
                    let dw = &mut self.dw[o + t][i..i + count];
                    if count == width {
                        for v in 0..V {
                            let dw = &mut dw[v * S::WIDTH..][..S::WIDTH];
                            set.store(set.add(set.load(dw), sums[t][v]), dw);
                        }
                    } else {
                        let mut row = [0.0; WIDEST];
                        for v in 0..V {
                            set.store(sums[t][v], &mut row[v * S::WIDTH..]);
                        }
                        for (dw, sum) in dw.iter_mut().zip(row) {
                            *dw += sum;
                        }
                    }
                }
            }
        }
    }
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::kernel::single::linear as single;
    use crate::kernel::vector::Level;
    use crate::random::Random;

    fn agrees_with_plain_sums<const I: usize, const O: usize>() {
        let mut random = Random::new(5);
        let mut draw = |length: usize| -> Vec<Lanes> {
            (0..length).map(|_| core::array::from_fn(|_| random.uniform() - 0.5)).collect()
        };
        let (x, dy) = (draw(I), draw(O));
        let weight: Box<[[f32; I]; O]> =
            draw((I * O).div_ceil(LANES)).as_flattened().as_chunks().0[..O].to_vec().try_into().unwrap();
        let bias = dy.iter().map(|dy| dy[0]).collect::<Vec<_>>();
        // The sum of n products of at most 1/4 is at most n/4, and off by at most n roundings.
        let close = |found: f32, expected: f64, terms: usize| {
            let bound = (terms * terms + 4) as f64 / 4.0 * 2f64.powi(-24);
            assert!((f64::from(found) - expected).abs() <= bound, "{I} × {O}: {found} for {expected}");
        };
        for level in Level::all() {
            let Level::Vectors(set) = level else { continue };
            for bias in [&bias[..], &[]] {
                let mut y = vec![[f32::NAN; LANES]; O];
                forward(set, &weight, bias, &x, &mut y);
                let mut dx = vec![[f32::NAN; LANES]; I];
                grad_input(set, &weight, &dy, &mut dx);
                if I >= LANES {
                    let one_x: Vec<f32> = x.iter().map(|x| x[0]).collect();
                    let mut one_y = vec![f32::NAN; O];
                    single::forward(set, &weight, bias, &one_x, &mut one_y);
                    for o in 0..O {
                        close(one_y[o], f64::from(y[o][0]), 2 * I + 1);
                    }
                }
                let (mut dw, mut db) = (weight.clone(), bias.to_vec());
                grad_weight(set, &x, &dy, &mut dw, &mut db);

                let product = |a: f32, b: f32| f64::from(a) * f64::from(b);
                for o in 0..O {
                    for l in 0..LANES {
                        let sum: f64 = (0..I).map(|i| product(weight[o][i], x[i][l])).sum();
                        close(y[o][l], sum + bias.get(o).map_or(0.0, |&b| f64::from(b)), I + 1);
                    }
                    if let Some(&bias) = bias.get(o) {
                        close(db[o], f64::from(bias) + dy[o].iter().map(|&dy| f64::from(dy)).sum::<f64>(), 2 * LANES);
                    }
                    for i in 0..I {
                        let sum: f64 = (0..LANES).map(|l| product(dy[o][l], x[i][l])).sum();
                        close(dw[o][i], sum + f64::from(weight[o][i]), LANES + 1);
                    }
                }
                for i in 0..I {
                    for l in 0..LANES {
                        close(dx[i][l], (0..O).map(|o| product(weight[o][i], dy[o][l])).sum(), O);
                    }
                }
            }
        }
    }

    #[test]
    fn every_level_agrees_with_plain_sums() {
        agrees_with_plain_sums::<400, 120>();
        agrees_with_plain_sums::<120, 84>();
        agrees_with_plain_sums::<84, 10>();
        agrees_with_plain_sums::<1, 1>();
        agrees_with_plain_sums::<3, 2>();
        agrees_with_plain_sums::<7, 25>();
        agrees_with_plain_sums::<81, 9>();
        agrees_with_plain_sums::<33, 47>();
    }
}
