//! What a network should compute, and how far each number may be off: errors of a layer are those of its input, made larger by its
//! weights, and those of its own sums.

use super::{Layer, Network};
use crate::case::{ROUNDING, slack};
use lenet_runtime::Window;
use reference::convolution::{positions, read};
use reference::{Gradient, Twin};

/// Numbers, and how far each may be off.
#[derive(Clone, Debug)]
pub(super) struct Bounded {
    pub at: Vec<f64>,
    pub off: Vec<f64>,
}

impl Bounded {
    fn exact(at: Vec<f64>) -> Self {
        let off = vec![0.0; at.len()];
        Self { at, off }
    }

    pub fn add(&mut self, other: &Self) {
        self.at.iter_mut().zip(&other.at).for_each(|(sum, number)| *sum += number);
        self.off.iter_mut().zip(&other.off).for_each(|(sum, number)| *sum += number);
    }

    fn is_exact(&self) -> bool {
        self.off.iter().all(|off| *off == 0.0)
    }
}

/// What is right for an image.
pub(super) struct Expected {
    pub y: Bounded,
    pub dx: Bounded,
    pub dp: Bounded,
}

impl Expected {
    /// `None` if errors may decide which element is the greatest of a cell, or on which side of a corner a number is: then the
    /// gradient may jump. `minimal` says that some layer runs by Winograd's filtering, `images` how many gradients are added up.
    pub fn of(network: &Network, p: &[f64], x: Vec<f64>, dy: Vec<f64>, minimal: bool, images: usize) -> Option<Self> {
        let mut values = vec![Bounded::exact(x)];
        let mut start = 0;
        let mut own = Vec::new();
        for (layer, shape) in network.steps() {
            let end = start + layer.parameters(shape);
            own.push(start..end);
            let step = Step { layer, shape, twin: layer.twin(shape), p: &p[start..end], minimal, images };
            values.push(step.forward(&values[values.len() - 1])?);
            start = end;
        }
        let y = values.pop().expect("a layer");
        let mut dx = Bounded::exact(dy);
        let mut dp = Bounded::exact(vec![0.0; p.len()]);
        let steps: Vec<_> = network.steps().collect();
        for (((layer, shape), own), x) in steps.into_iter().zip(own).zip(&values).rev() {
            let step = Step { layer, shape, twin: layer.twin(shape), p: &p[own.clone()], minimal, images };
            let (next, part) = step.backward(x, &dx);
            dp.at[own.clone()].copy_from_slice(&part.at);
            dp.off[own].copy_from_slice(&part.off);
            dx = next;
        }
        Some(Self { y, dx, dp })
    }
}

struct Step<'a> {
    layer: &'a Layer,
    shape: [usize; 3],
    twin: Box<dyn Twin>,
    p: &'a [f64],
    minimal: bool,
    images: usize,
}

fn magnitudes(numbers: &[f64]) -> Vec<f64> {
    numbers.iter().map(|number| number.abs()).collect()
}

fn sum(a: Vec<f64>, b: impl IntoIterator<Item = f64>) -> Vec<f64> {
    a.into_iter().zip(b).map(|(a, b)| a + b).collect()
}

/// Winograd's filtering in tiles of 4 × 4 is off by at most so many roundings of the greatest sum of magnitudes, see
/// [`crate::kernels`].
const MINIMAL: f64 = 70.0;

/// With what the filtering may add, for sums of these magnitudes.
fn minimal(off: Vec<f64>, terms: &[f64]) -> Vec<f64> {
    let greatest = terms.iter().fold(0.0, |a: f64, b| a.max(*b));
    sum(off, std::iter::repeat(MINIMAL * ROUNDING * greatest))
}

/// What the runtime's functions may be off by, in roundings of |x| and 1, whichever is larger.
const SMOOTH: f64 = 12.0;

impl Step<'_> {
    fn forward(&self, x: &Bounded) -> Option<Bounded> {
        let at = self.twin.forward(self.p, &x.at);
        let off = match self.layer {
            Layer::Activation(function) => {
                let near = |x: f64, off: f64| function.corners().iter().any(|corner| (x - corner).abs() < off);
                if x.at.iter().zip(&x.off).any(|(x, off)| near(*x, *off)) {
                    return None;
                }
                let off = |(x, off): (&f64, &f64)| {
                    let slope = function.function().slope(*x).abs();
                    match function.corners() {
                        // No slope is steeper than 1.1.
                        [] => 1.1 * off + SMOOTH * ROUNDING * x.abs().max(1.0),
                        _ if slope == 0.0 => 0.0,
                        _ => slope.max(0.5) * off + off * off + 4.0 * ROUNDING * x.abs(),
                    }
                };
                x.at.iter().zip(&x.off).map(off).collect()
            }
            Layer::Pool { max: true, .. } | Layer::Adaptive { max: true, .. } => self.greatest(x)?,
            // By itself: the image is exact.
            Layer::Module(module) => {
                let near = |corner: f64| x.at.iter().any(|x| (x - corner).abs() < 1e-6);
                if !x.is_exact() || module.corners().into_iter().any(near) {
                    return None;
                }
                self.twin.forward_slack(self.p, &x.at)
            }
            Layer::Conv(_)
            | Layer::Residual(_)
            | Layer::Transposed { .. }
            | Layer::Pool { max: false, .. }
            | Layer::Adaptive { max: false, .. }
            | Layer::Upsample { .. }
            | Layer::Pad { .. }
            | Layer::Crop { .. }
            | Layer::Linear { .. } => {
                let p = magnitudes(self.p);
                // A factor may be negative: the value around an image.
                let terms = magnitudes(&self.twin.forward(&p, &magnitudes(&x.at)));
                let own: Vec<f64> = terms.iter().map(|sum| slack(self.terms()[0], *sum)).collect();
                let own = match self.layer {
                    Layer::Conv(_) | Layer::Residual(_) if self.minimal => minimal(own, &terms),
                    _ => own,
                };
                if x.is_exact() {
                    own
                } else {
                    let nothing = self.twin.forward(&p, &vec![0.0; x.at.len()]);
                    let passed = self.twin.forward(&p, &x.off).into_iter().zip(nothing).map(|(a, b)| a - b);
                    sum(own, passed)
                }
            }
        };
        Some(Bounded { at, off })
    }

    /// The gradients with respect to the input and to the parameters.
    fn backward(&self, x: &Bounded, dy: &Bounded) -> (Bounded, Bounded) {
        let Gradient { x: at, p } = self.twin.backward(self.p, &x.at, &dy.at);
        let magnitude = magnitudes(&dy.at);
        let nothing = Bounded::exact(vec![]);
        match self.layer {
            Layer::Activation(function) => {
                let elements = x.at.iter().zip(&x.off).zip(dy.at.iter().zip(&dy.off));
                let off = elements.map(|((x, x_off), (dy, dy_off))| {
                    let slope = function.function().slope(*x).abs();
                    let own = match function.corners() {
                        [] => SMOOTH,
                        _ if slope == 0.0 || slope == 1.0 => 0.0,
                        _ => 4.0,
                    };
                    // No slope changes faster than 1; where there are corners and no curve, it does not change at all.
                    let bend = if own == 0.0 { 0.0 } else { *x_off };
                    1.1 * slope.max(f64::from(u8::from(own > 0.0))) * dy_off
                        + (bend + own * ROUNDING * x.abs().max(1.0)) * dy.abs()
                });
                (Bounded { off: off.collect(), at }, nothing)
            }
            Layer::Pool { max: true, .. } | Layer::Adaptive { max: true, .. } => {
                // Each goes to the greatest element.
                let passed = self.twin.backward(self.p, &x.at, &dy.off).x;
                let terms = self.twin.backward(self.p, &x.at, &magnitude).x;
                let own = terms.iter().map(|sum| slack(self.terms()[1], *sum));
                (Bounded { off: sum(passed, own), at }, nothing)
            }
            Layer::Module(_) => {
                let Gradient { x: x_off, p: p_off } = self.twin.backward_slack(self.p, &x.at, &dy.at);
                // What has a layer behind it only moves elements.
                let passed = self.twin.backward(self.p, &x.at, &dy.off).x;
                let x_off = sum(x_off, passed);
                // The gradients of the images are added up.
                let p_off = p_off.iter().map(|off| self.images as f64 * off).collect();
                (Bounded { at, off: x_off }, Bounded { at: p, off: p_off })
            }
            Layer::Conv(_)
            | Layer::Residual(_)
            | Layer::Transposed { .. }
            | Layer::Pool { max: false, .. }
            | Layer::Adaptive { max: false, .. }
            | Layer::Upsample { .. }
            | Layer::Pad { .. }
            | Layer::Crop { .. }
            | Layer::Linear { .. } => {
                let (p_magnitude, x_magnitude) = (magnitudes(self.p), magnitudes(&x.at));
                let [_, to_input, to_weight] = self.terms();
                let terms = self.twin.backward(&p_magnitude, &x_magnitude, &magnitude);
                let mut dx_off: Vec<f64> = terms.x.iter().map(|sum| slack(to_input, *sum)).collect();
                if self.minimal && matches!(self.layer, Layer::Transposed { .. }) {
                    // The gradient of its input is a convolution.
                    dx_off = minimal(dx_off, &terms.x);
                }
                let mut dp_off: Vec<f64> = terms.p.iter().map(|sum| slack(to_weight, *sum)).collect();
                if !dy.is_exact() {
                    let passed = self.twin.backward(&p_magnitude, &x_magnitude, &dy.off);
                    dx_off = sum(dx_off, passed.x);
                    dp_off = sum(dp_off, passed.p);
                }
                if !x.is_exact() && !dp_off.is_empty() {
                    let bias = self.twin.backward(&p_magnitude, &vec![0.0; x.at.len()], &magnitude).p;
                    let passed = self.twin.backward(&p_magnitude, &x.off, &magnitude).p;
                    dp_off = sum(dp_off, passed.into_iter().zip(bias).map(|(a, b)| a - b));
                }
                (Bounded { at, off: dx_off }, Bounded { at: p, off: dp_off })
            }
        }
    }

    /// How many terms the sums have at most: forward, to the input, and over all images to a weight.
    fn terms(&self) -> [usize; 3] {
        let [channels, height, width] = self.shape;
        let [_, rows, columns] = self.layer.output(self.shape);
        let area = |[rows, columns]: &[Window; 2]| rows.kernel * columns.kernel;
        let [forward, to_input] = match self.layer {
            Layer::Conv(conv) | Layer::Residual(conv) => {
                [channels / conv.groups, conv.filters / conv.groups].map(|n| n * area(&conv.windows) + 2)
            }
            Layer::Transposed { filters, groups, axes: [a, b], .. } => {
                [channels / groups, filters / groups].map(|n| n * a.kernel * b.kernel + 1)
            }
            Layer::Pool { windows, .. } => [area(windows); 2],
            Layer::Adaptive { .. } => [(height / rows + 2) * (width / columns + 2), (rows + 2) * (columns + 2)],
            Layer::Upsample { scale: [a, b], .. } => [4, (2 * a + 1) * (2 * b + 1)],
            Layer::Pad { .. } | Layer::Crop { .. } | Layer::Activation(_) | Layer::Module(_) => [1; 2],
            Layer::Linear { outputs } => [channels * height * width + 1, *outputs],
        };
        [forward, to_input, self.images * rows.max(height) * columns.max(width)]
    }

    /// How far the greatest element of each cell may be off; `None` if it may be another one.
    fn greatest(&self, x: &Bounded) -> Option<Vec<f64>> {
        let [channels, height, width] = self.shape;
        let [_, rows, columns] = self.layer.output(self.shape);
        let taps = |axis: usize, position: usize, elements: usize| -> Vec<usize> {
            match self.layer {
                Layer::Pool { windows, .. } => {
                    (0..windows[axis].kernel).filter_map(|tap| read(&windows[axis], position, tap)).collect()
                }
                Layer::Adaptive { to, .. } => {
                    (position * elements / to[axis]..((position + 1) * elements).div_ceil(to[axis])).collect()
                }
                Layer::Conv(_)
                | Layer::Residual(_)
                | Layer::Transposed { .. }
                | Layer::Upsample { .. }
                | Layer::Pad { .. }
                | Layer::Crop { .. }
                | Layer::Activation(_)
                | Layer::Linear { .. }
                | Layer::Module(_) => unreachable!("no layer of cells"),
            }
        };
        if let Layer::Pool { windows: [a, b], .. } = self.layer {
            debug_assert_eq!([positions(a), positions(b)], [rows, columns]);
        }
        let mut off = Vec::new();
        for (c, i, j) in reference::convolution::cube(channels, rows, columns) {
            let (us, vs) = (taps(0, i, height), taps(1, j, width));
            let cell: Vec<usize> =
                us.iter().flat_map(|u| vs.iter().map(move |v| (c * height + u) * width + v)).collect();
            let first = *cell.iter().max_by(|a, b| x.at[**a].total_cmp(&x.at[**b]))?;
            // Zeros of a rectifier are exact, and of these the first is the greatest. Two means that are the same need not be so
            // in `f32`.
            let near = |at: &usize| *at != first && x.at[first] - x.at[*at] < x.off[first] + x.off[*at];
            if cell.iter().any(near) {
                return None;
            }
            off.push(cell.iter().fold(0.0, |most: f64, at| most.max(x.off[*at])));
        }
        Some(off)
    }
}
