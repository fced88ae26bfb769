//! Maxima and means over the cells of one image.

use super::map::{Map, times};
use super::{BLOCK, Shared, each, run};
use crate::kernel::reference::pool::Cell;
use crate::kernel::vector::{Kernel, Level, Set};
use crate::shape::Window;

/// The cells of a pool along one axis.
#[derive(Clone, Copy, Debug)]
pub enum Cells {
    /// A window that slides; whether padding counts in a mean.
    Sliding(Window, bool),
    /// So many elements are shared out over so many positions.
    Share(usize, usize),
}

impl Cells {
    #[inline(always)]
    fn cell(self, position: usize) -> Cell {
        match self {
            Self::Sliding(window, counts) => Cell::of_window(window, counts, position),
            Self::Share(elements, positions) => Cell::of_share(elements, positions, position),
        }
    }
}

/// A pool.
#[derive(Clone, Copy, Debug)]
pub struct PreparedPool {
    /// Whether it takes maxima; else means.
    pub max: bool,
    /// The cells over rows and columns.
    pub cells: [Cells; 2],
}

impl PreparedPool {
    /// y ← the pool of x.
    pub fn forward(&self, (xm, x): (&Map, &[f32]), (ym, y): (&Map, &mut [f32])) {
        assert!(xm.channels == ym.channels && xm.block() == ym.block(), "the maps must be those of the pool");
        assert!(x.len() >= xm.len() && y.len() >= ym.len(), "the buffers must be as long as their maps say");
        let shared = Shared::new(y);
        let level = Level::best();
        let work = times([xm.elements(), 4]);
        each(ym.blocks(), work, |block| run(level, Block { pool: self, xm, x, ym, y: shared, block }));
        ym.clear_border(y);
    }
}

/// A block of channels.
struct Block<'a> {
    pool: &'a PreparedPool,
    xm: &'a Map,
    x: &'a [f32],
    ym: &'a Map,
    y: Shared<'a>,
    block: usize,
}

impl Kernel for Block<'_> {
    #[inline(always)]
    fn run<S: Set>(self, set: S) {
        let (xm, ym) = (self.xm, self.ym);
        let [rows, columns] = self.pool.cells;
        let size = xm.block();
        let channel = self.block * size;
        let x = &self.x[self.block * xm.plane()..];
        let origin = xm.at(0, 0, 0);
        for i in 0..ym.height {
            let row = rows.cell(i);
            for j in 0..ym.width {
                let column = columns.cell(j);
                let first = origin + row.first * xm.row() + column.first * size;
                let (down, right) = (row.step * xm.row(), column.step * size);
                let share = 1.0 / (row.divisor * column.divisor) as f32;
                // SAFETY: this element of each channel of y belongs to the block of this task.
                let y = unsafe { self.y.slice(ym.at(channel, i, j), size) };
                if size == 1 {
                    let mut result = if self.pool.max { f32::NEG_INFINITY } else { 0.0 };
                    for u in 0..row.taps {
                        for v in 0..column.taps {
                            let x = x[first + u * down + v * right];
                            result = if !self.pool.max {
                                result + x
                            } else if x > result || x.is_nan() {
                                x
                            } else {
                                result
                            };
                        }
                    }
                    y[0] = if self.pool.max { result } else { result * share };
                    continue;
                }
                for part in (0..BLOCK).step_by(S::WIDTH) {
                    let mut result = set.splat(if self.pool.max { f32::NEG_INFINITY } else { 0.0 });
                    for u in 0..row.taps {
                        let x = &x[first + u * down + part..];
                        if self.pool.max {
                            for v in 0..column.taps {
                                result = set.maximum(result, set.load(&x[v * right..]));
                            }
                        } else {
                            for v in 0..column.taps {
                                result = set.add(result, set.load(&x[v * right..]));
                            }
                        }
                    }
                    if !self.pool.max {
                        result = set.mul(result, set.splat(share));
                    }
                    set.store(result, &mut y[part..]);
                }
            }
        }
    }
}
