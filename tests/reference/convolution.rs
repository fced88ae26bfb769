//! Convolution, transposed convolution and the linear layer.

use super::products::{SumOfProducts, Term};
use lenet_runtime::__internals::shape::Growth;
use lenet_runtime::Window;

/// How many positions a window has, counted one by one.
#[must_use]
pub fn positions(window: &Window) -> usize {
    let padded = window.before + window.size + window.after;
    let fits = |start: usize| start + window.dilation * (window.kernel - 1) < padded;
    let counts = |position: usize| {
        let start = position * window.stride;
        // Rounding up keeps a window that overhangs if the one before it did not reach the end and if it starts before the
        // padding at the end.
        fits(start)
            || window.ceil
                && position > 0
                && start - window.stride + window.dilation * (window.kernel - 1) + 1 < padded
                && start < window.before + window.size
    };
    (0..).take_while(|&position| counts(position)).count()
}

/// The input index that a tap reads, unless it reads padding.
#[must_use]
pub fn read(window: &Window, position: usize, tap: usize) -> Option<usize> {
    let index = (position * window.stride + tap * window.dilation) as isize - window.before as isize;
    usize::try_from(index).ok().filter(|&index| index < window.size)
}

/// y[f, i, j] = b[f] + Σ c,u,v  w[f, c, u, v] · x[c, i·s + u·d − before, j·s + v·d − before], over the channels of f's group.
#[derive(Clone, Debug)]
pub struct Conv2d {
    /// Input channels.
    pub channels: usize,
    /// Output channels.
    pub filters: usize,
    /// Groups of channels that do not see each other.
    pub groups: usize,
    /// The window over the rows.
    pub rows: Window,
    /// The window over the columns.
    pub columns: Window,
    /// Whether the kernel is turned by 180°, w[f, c, K − 1 − u, K − 1 − v], which makes it a convolution in the sense of
    /// mathematics.
    pub flip: bool,
    /// Whether there is a b.
    pub bias: bool,
}

impl Conv2d {
    fn weights(&self) -> usize {
        self.filters * (self.channels / self.groups) * self.rows.kernel * self.columns.kernel
    }
}

impl SumOfProducts for Conv2d {
    fn parameters(&self) -> usize {
        self.weights() + if self.bias { self.filters } else { 0 }
    }

    fn inputs(&self) -> usize {
        self.channels * self.rows.size * self.columns.size
    }

    fn outputs(&self) -> usize {
        self.filters * positions(&self.rows) * positions(&self.columns)
    }

    fn terms(&self, add: &mut dyn FnMut(Term)) {
        let (kh, kw) = (self.rows.kernel, self.columns.kernel);
        let (oh, ow) = (positions(&self.rows), positions(&self.columns));
        let (per_group, filters_per_group) = (self.channels / self.groups, self.filters / self.groups);
        for (f, i, j) in cube(self.filters, oh, ow) {
            let y = (f * oh + i) * ow + j;
            if self.bias {
                add(Term { y, p: Some(self.weights() + f), x: None, factor: 1.0 });
            }
            for (c, u, v) in cube(per_group, kh, kw) {
                let (Some(row), Some(column)) = (read(&self.rows, i, u), read(&self.columns, j, v)) else { continue };
                let channel = f / filters_per_group * per_group + c;
                let (u, v) = if self.flip { (kh - 1 - u, kw - 1 - v) } else { (u, v) };
                let p = ((f * per_group + c) * kh + u) * kw + v;
                let x = (channel * self.rows.size + row) * self.columns.size + column;
                add(Term { y, p: Some(p), x: Some(x), factor: 1.0 });
            }
        }
    }
}

/// (n − 1)·s + d·(k − 1) + 1 + output_padding − before − after, the size to which an axis grows.
#[must_use]
pub fn grown(axis: &Growth) -> usize {
    let reach = axis.dilation * (axis.kernel - 1) + 1;
    (axis.size - 1) * axis.stride + reach + axis.output_padding - axis.before - axis.after
}

/// The output index to which a tap of an input goes, unless it is cut off.
fn write(axis: &Growth, position: usize, tap: usize) -> Option<usize> {
    let index = (position * axis.stride + tap * axis.dilation) as isize - axis.before as isize;
    usize::try_from(index).ok().filter(|&index| index < grown(axis))
}

/// y[f, i·s + u·d − before, j·s + v·d − before] += w[c, f, u, v] · x[c, i, j], beginning with b[f].
#[derive(Clone, Debug)]
pub struct ConvTranspose2d {
    /// Input channels.
    pub channels: usize,
    /// Output channels.
    pub filters: usize,
    /// Groups of channels that do not see each other.
    pub groups: usize,
    /// The rows.
    pub rows: Growth,
    /// The columns.
    pub columns: Growth,
    /// Whether there is a b.
    pub bias: bool,
}

impl ConvTranspose2d {
    fn weights(&self) -> usize {
        self.channels * (self.filters / self.groups) * self.rows.kernel * self.columns.kernel
    }
}

impl SumOfProducts for ConvTranspose2d {
    fn parameters(&self) -> usize {
        self.weights() + if self.bias { self.filters } else { 0 }
    }

    fn inputs(&self) -> usize {
        self.channels * self.rows.size * self.columns.size
    }

    fn outputs(&self) -> usize {
        self.filters * grown(&self.rows) * grown(&self.columns)
    }

    fn terms(&self, add: &mut dyn FnMut(Term)) {
        let (h, w, oh, ow) = (self.rows.size, self.columns.size, grown(&self.rows), grown(&self.columns));
        let (kh, kw) = (self.rows.kernel, self.columns.kernel);
        let (per_group, filters_per_group) = (self.channels / self.groups, self.filters / self.groups);
        if self.bias {
            for y in 0..self.outputs() {
                add(Term { y, p: Some(self.weights() + y / (oh * ow)), x: None, factor: 1.0 });
            }
        }
        for (c, i, j) in cube(self.channels, h, w) {
            for (f, u, v) in cube(filters_per_group, kh, kw) {
                let (Some(row), Some(column)) = (write(&self.rows, i, u), write(&self.columns, j, v)) else { continue };
                let filter = c / per_group * filters_per_group + f;
                add(Term {
                    y: (filter * oh + row) * ow + column,
                    p: Some(((c * filters_per_group + f) * kh + u) * kw + v),
                    x: Some((c * h + i) * w + j),
                    factor: 1.0,
                });
            }
        }
    }
}

/// y[o] = b[o] + Σ i  w[o, i] · x[i].
#[derive(Clone, Debug)]
pub struct Linear {
    /// How many numbers it reads.
    pub inputs: usize,
    /// How many numbers it writes.
    pub outputs: usize,
    /// Whether there is a b.
    pub bias: bool,
}

impl SumOfProducts for Linear {
    fn parameters(&self) -> usize {
        self.outputs * (self.inputs + usize::from(self.bias))
    }

    fn inputs(&self) -> usize {
        self.inputs
    }

    fn outputs(&self) -> usize {
        self.outputs
    }

    fn terms(&self, add: &mut dyn FnMut(Term)) {
        for y in 0..self.outputs {
            if self.bias {
                add(Term { y, p: Some(self.outputs * self.inputs + y), x: None, factor: 1.0 });
            }
            for i in 0..self.inputs {
                add(Term { y, p: Some(y * self.inputs + i), x: Some(i), factor: 1.0 });
            }
        }
    }
}

/// All (c, i, j) in row-major order.
pub fn cube(c: usize, h: usize, w: usize) -> impl Iterator<Item = (usize, usize, usize)> {
    (0..c).flat_map(move |c| (0..h).flat_map(move |i| (0..w).map(move |j| (c, i, j))))
}
