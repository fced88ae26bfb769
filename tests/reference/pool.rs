//! Maximum and average over windows.

use super::convolution::{cube, positions, read};
use super::products::{SumOfProducts, Term};
use super::{Gradient, ROUNDING, Twin};
use lenet_runtime::Window;
use std::ops::Range;

/// Which inputs each output of a pooling layer looks at.
trait Windows {
    fn channels(&self) -> usize;
    /// Height and width of the input.
    fn input(&self) -> [usize; 2];
    /// Height and width of the output.
    fn output(&self) -> [usize; 2];
    /// The rows and the columns that output (i, j) reads, in order.
    fn reads(&self, i: usize, j: usize) -> [Vec<usize>; 2];
}

/// y[c, i, j] = max u,v  x[c, i·s + u·d − before, j·s + v·d − before]; what is outside counts as −∞.
#[derive(Clone, Debug)]
pub struct MaxPool {
    /// Channels.
    pub channels: usize,
    /// The window over the rows.
    pub rows: Window,
    /// The window over the columns.
    pub columns: Window,
}

impl Windows for MaxPool {
    fn channels(&self) -> usize {
        self.channels
    }

    fn input(&self) -> [usize; 2] {
        [self.rows.size, self.columns.size]
    }

    fn output(&self) -> [usize; 2] {
        [positions(&self.rows), positions(&self.columns)]
    }

    fn reads(&self, i: usize, j: usize) -> [Vec<usize>; 2] {
        [(&self.rows, i), (&self.columns, j)].map(|(window, position)| taps(window, position))
    }
}

fn taps(window: &Window, position: usize) -> Vec<usize> {
    (0..window.kernel).filter_map(|tap| read(window, position, tap)).collect()
}

/// The maximum over windows that cut the input into OH × OW parts of nearly equal size.
#[derive(Clone, Debug)]
pub struct AdaptiveMaxPool {
    /// Channels.
    pub channels: usize,
    /// Height and width of the input.
    pub input: [usize; 2],
    /// Height and width of the output.
    pub output: [usize; 2],
}

impl Windows for AdaptiveMaxPool {
    fn channels(&self) -> usize {
        self.channels
    }

    fn input(&self) -> [usize; 2] {
        self.input
    }

    fn output(&self) -> [usize; 2] {
        self.output
    }

    fn reads(&self, i: usize, j: usize) -> [Vec<usize>; 2] {
        [part(self.input[0], self.output[0], i).collect(), part(self.input[1], self.output[1], j).collect()]
    }
}

/// Part i of n elements cut into o parts: ⌊i·n/o⌋ .. ⌈(i + 1)·n/o⌉.
fn part(n: usize, o: usize, i: usize) -> Range<usize> {
    i * n / o..((i + 1) * n).div_ceil(o)
}

/// For each output the index of the first largest input.
fn largest<T: Windows>(pool: &T, x: &[f64]) -> Vec<Option<usize>> {
    let ([h, w], [oh, ow]) = (pool.input(), pool.output());
    let largest = |(c, i, j)| {
        let [rows, columns] = pool.reads(i, j);
        let mut best: Option<usize> = None;
        for &row in &rows {
            for &column in &columns {
                let index = (c * h + row) * w + column;
                if best.is_none_or(|best| x[index] > x[best]) {
                    best = Some(index);
                }
            }
        }
        best
    };
    cube(pool.channels(), oh, ow).map(largest).collect()
}

macro_rules! maximum {
    ($pool:ty) => {
        impl Twin for $pool {
            fn parameters(&self) -> usize {
                0
            }

            fn inputs(&self) -> usize {
                self.channels * self.input()[0] * self.input()[1]
            }

            fn forward(&self, _: &[f64], x: &[f64]) -> Vec<f64> {
                largest(self, x).into_iter().map(|index| index.map_or(f64::NEG_INFINITY, |index| x[index])).collect()
            }

            fn backward(&self, _: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
                let mut gradient = Gradient::zeros(0, x.len());
                for (index, dy) in largest(self, x).into_iter().zip(dy) {
                    if let Some(index) = index {
                        gradient.x[index] += dy;
                    }
                }
                gradient
            }

            /// A maximum is not rounded.
            fn forward_slack(&self, _: &[f64], x: &[f64]) -> Vec<f64> {
                vec![0.0; largest(self, x).len()]
            }

            /// An input is the largest of `count` windows, so its derivative is a sum of that many terms.
            fn backward_slack(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
                let count = self.backward(p, x, &vec![1.0; dy.len()]);
                let sum = self.backward(p, x, &dy.iter().map(|dy| dy.abs()).collect::<Vec<_>>());
                Gradient { p: vec![], x: count.x.iter().zip(&sum.x).map(|(n, sum)| n * ROUNDING * sum).collect() }
            }
        }
    };
}

maximum!(MaxPool);
maximum!(AdaptiveMaxPool);

/// y[c, i, j] = 1/n Σ u,v  x[c, i·s + u·d − before, j·s + v·d − before].
#[derive(Clone, Debug)]
pub struct AvgPool {
    /// Channels.
    pub channels: usize,
    /// The window over the rows.
    pub rows: Window,
    /// The window over the columns.
    pub columns: Window,
    /// Whether n counts the taps in the padding. It never counts the taps behind the padding, which `ceil` can bring.
    pub count_include_pad: bool,
}

impl SumOfProducts for AvgPool {
    fn parameters(&self) -> usize {
        0
    }

    fn inputs(&self) -> usize {
        self.channels * self.rows.size * self.columns.size
    }

    fn outputs(&self) -> usize {
        self.channels * positions(&self.rows) * positions(&self.columns)
    }

    fn terms(&self, add: &mut dyn FnMut(Term)) {
        let counted = |window: &Window, position: usize| {
            let padded = window.before + window.size + window.after;
            let inside = |&tap: &usize| position * window.stride + tap * window.dilation < padded;
            if self.count_include_pad {
                (0..window.kernel).filter(inside).count()
            } else {
                taps(window, position).len()
            }
        };
        let (h, w, oh, ow) = (self.rows.size, self.columns.size, positions(&self.rows), positions(&self.columns));
        for (c, i, j) in cube(self.channels, oh, ow) {
            let factor = 1.0 / (counted(&self.rows, i) * counted(&self.columns, j)) as f64;
            for row in taps(&self.rows, i) {
                for column in taps(&self.columns, j) {
                    add(Term { y: (c * oh + i) * ow + j, p: None, x: Some((c * h + row) * w + column), factor });
                }
            }
        }
    }
}

/// The average over windows that cut the input into OH × OW parts of nearly equal size.
#[derive(Clone, Debug)]
pub struct AdaptiveAvgPool {
    /// Channels.
    pub channels: usize,
    /// Height and width of the input.
    pub input: [usize; 2],
    /// Height and width of the output.
    pub output: [usize; 2],
}

impl SumOfProducts for AdaptiveAvgPool {
    fn parameters(&self) -> usize {
        0
    }

    fn inputs(&self) -> usize {
        self.channels * self.input[0] * self.input[1]
    }

    fn outputs(&self) -> usize {
        self.channels * self.output[0] * self.output[1]
    }

    fn terms(&self, add: &mut dyn FnMut(Term)) {
        let ([h, w], [oh, ow]) = (self.input, self.output);
        for (c, i, j) in cube(self.channels, oh, ow) {
            let (rows, columns) = (part(h, oh, i), part(w, ow, j));
            let factor = 1.0 / (rows.len() * columns.len()) as f64;
            for row in rows {
                for column in columns.clone() {
                    add(Term { y: (c * oh + i) * ow + j, p: None, x: Some((c * h + row) * w + column), factor });
                }
            }
        }
    }
}
