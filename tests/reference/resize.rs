//! Layers that change the size of an image: upsampling, borders, cropping.

use super::convolution::cube;
use super::products::{SumOfProducts, Term};

/// Each element becomes a block of equal elements, or what lies between elements is interpolated.
#[derive(Clone, Debug)]
pub struct Upsample {
    /// Channels.
    pub channels: usize,
    /// Height and width of the input.
    pub input: [usize; 2],
    /// By how many times height and width grow.
    pub scale: [usize; 2],
    /// How the numbers between the elements come about.
    pub between: Between,
}

/// How upsampling fills the space between elements.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Between {
    /// By the nearest element.
    Nearest,
    /// Linearly on both axes, elements being squares: output i has its centre at (i + ½)/scale − ½.
    Linear,
    /// Linearly on both axes, elements being points: the outer ones stay where they are.
    LinearCorners,
}

impl Upsample {
    /// The input indices and their factors for output `i` of an axis.
    fn mix(&self, axis: usize, i: usize) -> Vec<(usize, f64)> {
        let (n, scale) = (self.input[axis], self.scale[axis]);
        let at = match self.between {
            Between::Nearest => return vec![(i / scale, 1.0)],
            Between::Linear => ((i as f64 + 0.5) / scale as f64 - 0.5).max(0.0),
            Between::LinearCorners if n * scale == 1 => 0.0,
            Between::LinearCorners => i as f64 * (n - 1) as f64 / (n * scale - 1) as f64,
        };
        // Rounding must not turn an index that is whole into the one below it.
        let low = (at + 1e-9).floor();
        let fraction = (at - low).max(0.0);
        let low = low as usize;
        vec![(low, 1.0 - fraction), ((low + 1).min(n - 1), fraction)]
    }
}

impl SumOfProducts for Upsample {
    fn parameters(&self) -> usize {
        0
    }

    fn inputs(&self) -> usize {
        self.channels * self.input[0] * self.input[1]
    }

    fn outputs(&self) -> usize {
        self.inputs() * self.scale[0] * self.scale[1]
    }

    fn terms(&self, add: &mut dyn FnMut(Term)) {
        let [h, w] = self.input;
        let (oh, ow) = (h * self.scale[0], w * self.scale[1]);
        for (c, i, j) in cube(self.channels, oh, ow) {
            for (row, a) in self.mix(0, i) {
                for (column, b) in self.mix(1, j) {
                    add(Term { y: (c * oh + i) * ow + j, p: None, x: Some((c * h + row) * w + column), factor: a * b });
                }
            }
        }
    }

    fn factor_roundings(&self) -> f64 {
        if self.between == Between::Nearest { 0.0 } else { 8.0 }
    }
}

/// A border of constant elements.
#[derive(Clone, Debug)]
pub struct Pad {
    /// Channels.
    pub channels: usize,
    /// Height and width of the input.
    pub input: [usize; 2],
    /// How many elements are added at the top, the bottom, the left and the right.
    pub edges: [usize; 4],
    /// What the elements are.
    pub value: f64,
}

impl SumOfProducts for Pad {
    fn parameters(&self) -> usize {
        0
    }

    fn inputs(&self) -> usize {
        self.channels * self.input[0] * self.input[1]
    }

    fn outputs(&self) -> usize {
        let [top, bottom, left, right] = self.edges;
        self.channels * (top + self.input[0] + bottom) * (left + self.input[1] + right)
    }

    fn terms(&self, add: &mut dyn FnMut(Term)) {
        let ([h, w], [top, bottom, left, right]) = (self.input, self.edges);
        let (oh, ow) = (top + h + bottom, left + w + right);
        for (c, i, j) in cube(self.channels, oh, ow) {
            let y = (c * oh + i) * ow + j;
            if (top..top + h).contains(&i) && (left..left + w).contains(&j) {
                add(Term { y, p: None, x: Some((c * h + i - top) * w + j - left), factor: 1.0 });
            } else {
                add(Term { y, p: None, x: None, factor: self.value });
            }
        }
    }

    fn factor_roundings(&self) -> f64 {
        0.0
    }
}

/// The image without some of its outer rows and columns.
#[derive(Clone, Debug)]
pub struct Crop {
    /// Channels.
    pub channels: usize,
    /// Height and width of the input.
    pub input: [usize; 2],
    /// How many elements are taken away at the top, the bottom, the left and the right.
    pub edges: [usize; 4],
}

impl SumOfProducts for Crop {
    fn parameters(&self) -> usize {
        0
    }

    fn inputs(&self) -> usize {
        self.channels * self.input[0] * self.input[1]
    }

    fn outputs(&self) -> usize {
        let [top, bottom, left, right] = self.edges;
        self.channels * (self.input[0] - top - bottom) * (self.input[1] - left - right)
    }

    fn terms(&self, add: &mut dyn FnMut(Term)) {
        let ([h, w], [top, bottom, left, right]) = (self.input, self.edges);
        let (oh, ow) = (h - top - bottom, w - left - right);
        for (c, i, j) in cube(self.channels, oh, ow) {
            add(Term { y: (c * oh + i) * ow + j, p: None, x: Some((c * h + i + top) * w + j + left), factor: 1.0 });
        }
    }

    fn factor_roundings(&self) -> f64 {
        0.0
    }
}
