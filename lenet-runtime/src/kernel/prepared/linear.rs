//! A linear layer of one vector.
//!
//! ```text
//! y[o] = f(b[o] + Σ i  w[o, i] · x[i])
//! ```
//!
//! The outputs are in the lanes and every weight is read once, in the order in which it is packed; so what counts is that
//! several vectors of weights are on their way at any time.

use super::conv::{Algorithm, plus_one};
use super::map::{Map, Walk, for_each_tap, round_up, times};
use super::{BLOCK, Shared, each, run};
use crate::kernel::function::Function;
use crate::kernel::vector::{Kernel, Level, Set};
use crate::shape::Window;

/// A linear layer with the activation that follows it.
#[derive(Clone, Copy, Debug)]
pub struct PreparedLinear {
    /// The number of inputs.
    pub(super) inputs: usize,
    /// The number of outputs.
    pub(super) outputs: usize,
    /// What is applied to the sums.
    pub(super) function: Function,
}

/// The panels of so many outputs: the first output, and how many there is room for.
fn panels(outputs: usize) -> impl Iterator<Item = (usize, usize)> {
    let outputs = outputs.next_multiple_of(BLOCK);
    let mut first = 0;
    core::iter::from_fn(move || {
        let width = [8, 6, 4, 2, 1].into_iter().map(|n| n * BLOCK).find(|width| first + width <= outputs)?;
        let panel = (first, width);
        first += width;
        Some(panel)
    })
}

/// The window over a whole axis.
#[inline(always)]
const fn whole(size: usize) -> Window {
    Window { size, kernel: size, stride: 1, before: 0, after: 0, dilation: 1, ceil: false }
}

impl PreparedLinear {
    /// How it is computed: the outputs, which are channels of one element, are in the lanes.
    pub const ALGORITHM: Algorithm = Algorithm::Channels;

    /// A layer with nothing after it.
    #[must_use]
    pub const fn new(inputs: usize, outputs: usize) -> Self {
        Self { inputs, outputs, function: Function::Identity }
    }

    /// The same, followed by an activation.
    #[must_use]
    pub const fn then(mut self, function: Function) -> Self {
        self.function = function;
        self
    }

    /// How many [`Lines`](super::Lines) the packed weights take.
    #[must_use]
    #[inline(always)]
    pub const fn lines(&self) -> usize {
        super::lines(self.weights())
    }

    /// How many numbers the packed weights take; the largest number if that is less.
    #[must_use]
    #[inline(always)]
    pub const fn weights(&self) -> usize {
        times([round_up(self.outputs, BLOCK), plus_one([self.inputs])])
    }

    /// Packs the weights, outputs × inputs, and the bias. `x` is the map of the input: an image is read as it stands.
    pub fn pack(&self, x: &Map, weight: &[f32], bias: &[f32], norm: Option<(&[f32], &[f32])>, packed: &mut [f32]) {
        assert!(x.elements() == self.inputs, "the map must be that of the input");
        packed[..self.weights()].fill(0.0);
        let mut at = 0;
        for (first, width) in panels(self.outputs) {
            let used = width.min(self.outputs - first);
            for o in first..first + used {
                let b = bias.get(o).copied().unwrap_or(0.0);
                packed[at + o - first] = norm.map_or(b, |(scale, shift)| b * scale[o] + shift[o]);
            }
            at += width;
            for_each_tap(x, x.channels, [x.height, x.width], |c, u, v| {
                for o in first..first + used {
                    let w = weight[o * self.inputs + (c * x.height + u) * x.width + v];
                    packed[at + o - first] = norm.map_or(w, |(scale, _)| w * scale[o]);
                }
                at += width;
            });
        }
    }

    /// y ← f(b + w·x).
    ///
    /// Inlined: what follows from the maps, which are constants in a network, is one too.
    #[inline(always)]
    pub fn forward(&self, packed: &[f32], (xm, x): (&Map, &[f32]), (ym, y): (&Map, &mut [f32])) {
        assert!(xm.elements() == self.inputs && ym.channels == self.outputs, "the maps must be those of the layer");
        assert!(self.inputs > 0 && self.outputs > 0 && ym.plane() == ym.block(), "the output must be a vector");
        assert!(x.len() >= xm.len() && y.len() >= ym.len(), "the buffers must be as long as their maps say");
        assert!(packed.len() >= self.weights(), "there must be as many weights as `PreparedLinear::weights` says");
        let walk = Walk::over(xm, xm.channels, whole(xm.height), whole(xm.width));
        self.panels(Level::best(), packed, &walk, &x[xm.at(0, 0, 0)..], y);
    }

    fn panels(&self, level: Level, packed: &[f32], walk: &Walk, x: &[f32], y: &mut [f32]) {
        let y = Shared::new(y);
        // A panel is a part of the work for another thread.
        let count = panels(self.outputs).count();
        each(count, self.inputs * self.outputs, |index| {
            if let Some((first, width)) = panels(self.outputs).nth(index) {
                let packed = &packed[first * (1 + self.inputs)..][..width * (1 + self.inputs)];
                run(level, Panel { walk, x, packed, first, width, y, function: self.function });
            }
        });
    }
}

struct Panel<'a> {
    walk: &'a Walk,
    x: &'a [f32],
    packed: &'a [f32],
    first: usize,
    width: usize,
    y: Shared<'a>,
    function: Function,
}

impl Kernel for Panel<'_> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        // Vectors side by side × inputs at a time: enough sums so that none waits for the one before.
        let mut part = 0;
        while part < self.width {
            let vectors = (self.width - part) / S::WIDTH;
            part += S::WIDTH
                * if vectors >= 8 {
                    self.sums::<S, 8, 1>(set, part)
                } else if const { S::REGISTERS >= 32 } && vectors >= 6 {
                    self.sums::<S, 6, 2>(set, part)
                } else if vectors >= 4 {
                    self.sums::<S, 4, 2>(set, part)
                } else if vectors >= 2 {
                    self.sums::<S, 2, 4>(set, part)
                } else {
                    self.sums::<S, 1, 8>(set, part)
                };
        }
    }
}

impl Panel<'_> {
    /// V vectors of outputs from `part` on, U inputs at a time; returns V.
    #[inline(always)]
    fn sums<S: Set, const V: usize, const U: usize>(&self, set: S, part: usize) -> usize {
        let (walk, width) = (self.walk, self.width);
        assert!(walk.reach() < self.x.len());
        assert!(part + V * S::WIDTH <= width && self.packed.len() >= width * (1 + walk.taps()));
        let mut sums = [[set.splat(0.0); U]; V];
        for v in 0..V {
            sums[v][0] = set.load(&self.packed[part + v * S::WIDTH..]);
        }
        let mut weight = width + part;
        for block in 0..walk.blocks.0 {
            let run = if block + 1 == walk.blocks.0 { walk.run.1 } else { walk.run.0 };
            for row in 0..walk.rows.0 {
                for column in 0..walk.columns.0 {
                    let mut at = block * walk.blocks.1 + row * walk.rows.1 + column * walk.columns.1;
                    let mut left = run;
                    while left >= U {
                        for u in 0..U {
                            // SAFETY: this is one of the walk's elements; the first assertion.
                            let x = set.splat(*unsafe { self.x.get_unchecked(at + u * walk.step) });
                            for v in 0..V {
                                let w = weight + u * width + v * S::WIDTH;
                                // SAFETY: `weight` grows by the width with each of the walk's elements; the second
                                // assertion.
                                let w = set.load(unsafe { self.packed.get_unchecked(w..w + S::WIDTH) });
                                sums[v][u] = set.mul_add(x, w, sums[v][u]);
                            }
                        }
                        at += U * walk.step;
                        weight += U * width;
                        left -= U;
                    }
                    for _ in 0..left {
                        // SAFETY: as above.
                        let x = set.splat(*unsafe { self.x.get_unchecked(at) });
                        for v in 0..V {
                            let w = weight + v * S::WIDTH;
                            // SAFETY: as above.
                            let w = set.load(unsafe { self.packed.get_unchecked(w..w + S::WIDTH) });
                            sums[v][0] = set.mul_add(x, w, sums[v][0]);
                        }
                        at += walk.step;
                        weight += width;
                    }
                }
            }
        }
        // SAFETY: these elements of y belong to the panel. There is room for whole blocks.
        let out = unsafe { self.y.slice(self.first + part, V * S::WIDTH) };
        for v in 0..V {
            let mut sum = sums[v][0];
            for u in 1..U {
                sum = set.add(sum, sums[v][u]);
            }
            set.store(sum, &mut out[v * S::WIDTH..]);
        }
        self.function.apply(set, out, S::WIDTH);
        V
    }
}
