//! Padding with elements of the image itself.

use super::module::{Module, NoParameters, Saves};
use super::shuffle::image;
use crate::plain::Plain;
use crate::tensor::{Tile, Value};

/// Which elements of the image stand around it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Filling {
    /// Those as far inside of the edge row or column as they stand outside of it: fewer on a side than the image has.
    Reflect,
    /// The nearest.
    Replicate,
    /// Those of the opposite side: at most as many on a side as the image has.
    Circular,
}

/// Surrounds an image with rows and columns of its own elements: PyTorch's `ReflectionPad2d`, `ReplicationPad2d` and
/// `CircularPad2d`.
///
/// ```text
/// y[c, i, j] = x[c, from(i − top), from(j − left)]
/// ```
///
/// with `x` of C × H × W and `y` of C × (top + H + bottom) × (left + W + right), and for an index k outside of 0 ≤ k < n
///
/// ```text
/// reflect:    from(k) = −k before, 2·(n − 1) − k behind
/// replicate:  from(k) = 0 before, n − 1 behind
/// circular:   from(k) = k mod n
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Margin {
    /// Rows above.
    pub top: usize,
    /// Rows below.
    pub bottom: usize,
    /// Columns on the left.
    pub left: usize,
    /// Columns on the right.
    pub right: usize,
    /// What they are filled with.
    pub filling: Filling,
}

impl Filling {
    /// The place in 0..n that place `at` of the larger axis takes its element from.
    fn from(self, at: usize, before: usize, n: usize) -> usize {
        match (at.checked_sub(before), self) {
            (Some(inside), _) if inside < n => inside,
            (None, Self::Reflect) => before - at,
            (Some(behind), Self::Reflect) => 2 * (n - 1) - behind,
            (None, Self::Replicate) => 0,
            (Some(_), Self::Replicate) => n - 1,
            (None, Self::Circular) => n - (before - at),
            (Some(behind), Self::Circular) => behind - n,
        }
    }
}

impl Margin {
    /// Calls `each` with every element of an output of this shape and the element of the input that it is.
    fn each(self, [channels, rows, columns]: [usize; 3], mut each: impl FnMut(usize, usize)) {
        let (height, width) = (rows - self.top - self.bottom, columns - self.left - self.right);
        for row in 0..channels * rows {
            let (channel, i) = (row / rows, row % rows);
            let from = (channel * height + self.filling.from(i, self.top, height)) * width;
            for j in 0..columns {
                each(row * columns + j, from + self.filling.from(j, self.left, width));
            }
        }
    }
}

impl Module for Margin {
    const SAVES: Saves = Saves::Input;

    fn forward<X: Value, Y: Value, const L: usize>(&self, _: &NoParameters, x: &Tile<X, L>, y: &mut Tile<Y, L>) {
        let (x, y) = (x.lanes(), y.lanes_mut());
        self.each(image::<Y>(), |element, from| y[element] = x[from]);
    }

    /// The gradient of an element of `x` is the sum of those of all its copies.
    fn backward<S: Value, X: Value, Y: Value, const L: usize>(
        &self,
        _: &NoParameters,
        _: &Tile<S, L>,
        dy: &Tile<Y, L>,
        dx: Option<&mut Tile<X, L>>,
        _: &mut NoParameters,
    ) {
        let Some(dx) = dx else { return };
        dx.floats_mut().fill(0.0);
        let (dy, dx) = (dy.lanes(), dx.lanes_mut());
        self.each(image::<Y>(), |element, from| {
            for l in 0..L {
                dx[from][l] += dy[element][l];
            }
        });
    }
}
