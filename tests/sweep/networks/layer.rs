//! A layer: its word, its sizes, its twin.

use super::module::Module;
use crate::draw::{less, simpler};
use lenet_runtime::__internals::shape::Growth;
use lenet_runtime::Window;
use reference::Twin;
use reference::activation::{self, Function};
use reference::compose::{Branches, Chain};
use reference::convolution::{self, Conv2d, ConvTranspose2d};
use reference::pool::{AdaptiveAvgPool, AdaptiveMaxPool, AvgPool, MaxPool};
use reference::resize::{self, Between};
use std::fmt::{self, Display, Formatter};

/// A layer, with all that its word says.
#[derive(Clone, Debug, PartialEq)]
pub enum Layer {
    /// `conv2d`.
    Conv(Conv),
    /// `residual` around a convolution that keeps the shape.
    Residual(Conv),
    /// `conv_transpose2d`.
    Transposed {
        /// The output channels.
        filters: usize,
        /// The groups.
        groups: usize,
        /// Rows and columns.
        axes: [Growth; 2],
        /// Whether there is a bias.
        bias: bool,
    },
    /// `max_pool2d` or `avg_pool2d`.
    Pool {
        /// Whether it takes maxima.
        max: bool,
        /// Rows and columns.
        windows: [Window; 2],
        /// Whether padding counts in a mean.
        counts: bool,
    },
    /// `adaptive_max_pool2d` or `adaptive_avg_pool2d`.
    Adaptive {
        /// Whether it takes maxima.
        max: bool,
        /// Rows and columns of the output.
        to: [usize; 2],
    },
    /// `upsample`.
    Upsample {
        /// By how many times rows and columns grow.
        scale: [usize; 2],
        /// What stands between elements.
        between: Between,
    },
    /// `pad` with a value.
    Pad {
        /// Top, bottom, left, right.
        edges: [usize; 4],
        /// What stands there.
        value: f32,
    },
    /// `crop`.
    Crop {
        /// Top, bottom, left, right.
        edges: [usize; 4],
    },
    /// A function of each element.
    Activation(Activation),
    /// `flatten, linear`.
    Linear {
        /// The number of outputs.
        outputs: usize,
    },
    /// One that computes by itself.
    Module(Module),
}

/// The arguments of `conv2d`.
#[derive(Clone, Debug, PartialEq)]
pub struct Conv {
    /// The output channels.
    pub filters: usize,
    /// The groups.
    pub groups: usize,
    /// Rows and columns.
    pub windows: [Window; 2],
    /// Whether the kernel is turned by 180°.
    pub flip: bool,
    /// Whether there is a bias.
    pub bias: bool,
}

/// The functions that follow a convolution here.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Activation {
    /// `relu`.
    Relu,
    /// `relu6`.
    Relu6,
    /// `leaky_relu(negative_slope: 0.1)`.
    LeakyRelu,
    /// `sigmoid`.
    Sigmoid,
    /// `tanh`.
    Tanh,
    /// `silu`.
    Silu,
    /// `hard_swish`.
    HardSwish,
}

impl Activation {
    /// All of them.
    pub const ALL: [Self; 7] =
        [Self::Relu, Self::Relu6, Self::LeakyRelu, Self::Sigmoid, Self::Tanh, Self::Silu, Self::HardSwish];

    const fn word(self) -> &'static str {
        match self {
            Self::Relu => "relu",
            Self::Relu6 => "relu6",
            Self::LeakyRelu => "leaky_relu(negative_slope: 0.1)",
            Self::Sigmoid => "sigmoid",
            Self::Tanh => "tanh",
            Self::Silu => "silu",
            Self::HardSwish => "hard_swish",
        }
    }

    /// The same in `f64`.
    #[must_use]
    pub fn function(self) -> Function {
        match self {
            Self::Relu => Function::Relu,
            Self::Relu6 => Function::Relu6,
            Self::LeakyRelu => Function::LeakyRelu(f64::from(0.1_f32)),
            Self::Sigmoid => Function::Sigmoid,
            Self::Tanh => Function::Tanh,
            Self::Silu => Function::Silu,
            Self::HardSwish => Function::HardSwish,
        }
    }

    /// Where its slope jumps.
    #[must_use]
    pub const fn corners(self) -> &'static [f64] {
        match self {
            Self::Relu | Self::LeakyRelu => &[0.0],
            Self::Relu6 => &[0.0, 6.0],
            Self::HardSwish => &[-3.0, 3.0],
            Self::Sigmoid | Self::Tanh | Self::Silu => &[],
        }
    }
}

impl Conv {
    fn output(&self) -> [usize; 3] {
        let [rows, columns] = self.windows;
        [self.filters, convolution::positions(&rows), convolution::positions(&columns)]
    }

    fn weights(&self, channels: usize) -> usize {
        let [rows, columns] = self.windows;
        self.filters * (channels / self.groups) * rows.kernel * columns.kernel
    }

    fn twin(&self, channels: usize) -> Box<dyn Twin> {
        let &Self { filters, groups, windows: [rows, columns], flip, bias } = self;
        Box::new(Conv2d { channels, filters, groups, rows, columns, flip, bias })
    }

    fn fitted(mut self, [channels, height, width]: [usize; 3]) -> Option<Self> {
        self.windows[0].size = height;
        self.windows[1].size = width;
        let divides = channels.is_multiple_of(self.groups) && self.filters.is_multiple_of(self.groups);
        (divides && self.windows.iter().all(|window| window.out() > 0)).then_some(self)
    }

    fn smaller(&self) -> Vec<Self> {
        let mut smaller: Vec<Self> =
            less(self.filters).into_iter().map(|filters| Self { filters, ..self.clone() }).collect();
        smaller.push(Self { groups: 1, ..self.clone() });
        for at in 0..2 {
            for window in simpler(self.windows[at]) {
                let mut conv = self.clone();
                conv.windows[at] = window;
                smaller.push(conv);
            }
        }
        smaller.push(Self { flip: false, ..self.clone() });
        smaller.push(Self { bias: false, ..self.clone() });
        smaller
    }
}

impl Layer {
    /// What a layer makes of an image.
    #[must_use]
    pub fn output(&self, [channels, height, width]: [usize; 3]) -> [usize; 3] {
        match self {
            Self::Conv(conv) => conv.output(),
            Self::Residual(_) | Self::Activation(_) => [channels, height, width],
            Self::Transposed { filters, axes: [rows, columns], .. } => {
                [*filters, convolution::grown(rows), convolution::grown(columns)]
            }
            Self::Pool { windows: [rows, columns], .. } => {
                [channels, convolution::positions(rows), convolution::positions(columns)]
            }
            Self::Adaptive { to, .. } => [channels, to[0], to[1]],
            Self::Upsample { scale, .. } => [channels, height * scale[0], width * scale[1]],
            Self::Pad { edges: [top, bottom, left, right], .. } => {
                [channels, top + height + bottom, left + width + right]
            }
            Self::Crop { edges: [top, bottom, left, right] } => [channels, height - top - bottom, width - left - right],
            Self::Linear { outputs } => [*outputs, 1, 1],
            Self::Module(module) => module.output([channels, height, width]).expect("it fits"),
        }
    }

    /// The same layer behind another shape; `None` if it cannot be.
    #[must_use]
    pub fn fitted(mut self, shape: [usize; 3]) -> Option<Self> {
        let [channels, height, width] = shape;
        let sizes = [height, width];
        let fits = match &mut self {
            Self::Conv(conv) => {
                *conv = conv.clone().fitted(shape)?;
                true
            }
            Self::Residual(conv) => {
                *conv = conv.clone().fitted(shape)?;
                conv.output() == shape
            }
            Self::Transposed { filters, groups, axes, .. } => {
                axes.iter_mut().zip(sizes).for_each(|(axis, size)| axis.size = size);
                axes.iter().all(|axis| axis.output_padding < axis.stride && axis.out() > 0)
                    && channels.is_multiple_of(*groups)
                    && filters.is_multiple_of(*groups)
            }
            Self::Pool { windows, .. } => {
                windows.iter_mut().zip(sizes).for_each(|(window, size)| window.size = size);
                // A pool has no window of nothing but padding.
                let reads = |window: &Window, at| (0..window.kernel).any(|tap| window.index(at, tap).is_some());
                windows.iter().all(|window| window.out() > 0 && (0..window.out()).all(|at| reads(window, at)))
            }
            Self::Crop { edges: [top, bottom, left, right] } => *top + *bottom < height && *left + *right < width,
            Self::Module(module) => module.output(shape).is_some(),
            Self::Adaptive { .. }
            | Self::Upsample { .. }
            | Self::Pad { .. }
            | Self::Activation(_)
            | Self::Linear { .. } => true,
        };
        fits.then_some(self)
    }

    /// The same in `f64`.
    #[must_use]
    pub fn twin(&self, [channels, height, width]: [usize; 3]) -> Box<dyn Twin> {
        let (input, len) = ([height, width], channels * height * width);
        match self.clone() {
            Self::Conv(conv) => conv.twin(channels),
            Self::Residual(conv) => {
                let branches = vec![Chain(vec![conv.twin(channels)])];
                Box::new(Branches { branches, identity: true, concat: false })
            }
            Self::Transposed { filters, groups, axes: [rows, columns], bias } => {
                Box::new(ConvTranspose2d { channels, filters, groups, rows, columns, bias })
            }
            Self::Pool { max: true, windows: [rows, columns], .. } => Box::new(MaxPool { channels, rows, columns }),
            Self::Pool { max: false, windows: [rows, columns], counts } => {
                Box::new(AvgPool { channels, rows, columns, count_include_pad: counts })
            }
            Self::Adaptive { max: true, to } => Box::new(AdaptiveMaxPool { channels, input, output: to }),
            Self::Adaptive { max: false, to } => Box::new(AdaptiveAvgPool { channels, input, output: to }),
            Self::Upsample { scale, between } => Box::new(resize::Upsample { channels, input, scale, between }),
            Self::Pad { edges, value } => Box::new(resize::Pad { channels, input, edges, value: value.into() }),
            Self::Crop { edges } => Box::new(resize::Crop { channels, input, edges }),
            Self::Activation(function) => Box::new(activation::Activation { len, function: function.function() }),
            Self::Linear { outputs } => Box::new(convolution::Linear { inputs: len, outputs, bias: true }),
            Self::Module(module) => module.twin([channels, height, width]),
        }
    }

    /// How many numbers are trained.
    #[must_use]
    pub fn parameters(&self, input: [usize; 3]) -> usize {
        let weights = self.weights(input);
        match self {
            Self::Conv(conv) | Self::Residual(conv) => weights + if conv.bias { conv.filters } else { 0 },
            Self::Transposed { filters, bias, .. } => weights + if *bias { *filters } else { 0 },
            Self::Linear { outputs } => weights + outputs,
            Self::Module(module) => module.parameters(input),
            Self::Pool { .. }
            | Self::Adaptive { .. }
            | Self::Upsample { .. }
            | Self::Pad { .. }
            | Self::Crop { .. }
            | Self::Activation(_) => weights,
        }
    }

    /// How many numbers multiply others.
    fn weights(&self, [channels, height, width]: [usize; 3]) -> usize {
        match self {
            Self::Conv(conv) | Self::Residual(conv) => conv.weights(channels),
            Self::Transposed { filters, groups, axes: [rows, columns], .. } => {
                channels * (filters / groups) * rows.kernel * columns.kernel
            }
            Self::Linear { outputs } => outputs * channels * height * width,
            Self::Pool { .. }
            | Self::Adaptive { .. }
            | Self::Upsample { .. }
            | Self::Pad { .. }
            | Self::Crop { .. }
            | Self::Activation(_)
            | Self::Module(_) => 0,
        }
    }

    /// Multiply-adds of one image.
    #[must_use]
    pub fn macs(&self, input: [usize; 3]) -> usize {
        let [_, height, width] = input;
        self.weights(input)
            * match self {
                Self::Conv(conv) | Self::Residual(conv) => conv.output()[1] * conv.output()[2],
                Self::Transposed { .. } => height * width,
                Self::Pool { .. }
                | Self::Adaptive { .. }
                | Self::Upsample { .. }
                | Self::Pad { .. }
                | Self::Crop { .. }
                | Self::Activation(_)
                | Self::Linear { .. }
                | Self::Module(_) => 1,
            }
    }

    /// Layers that are simpler in one way each.
    #[must_use]
    pub fn smaller(&self) -> Vec<Self> {
        match self.clone() {
            Self::Conv(conv) => conv.smaller().into_iter().map(Self::Conv).collect(),
            Self::Residual(conv) => {
                let inner = conv.smaller().into_iter().map(Self::Residual);
                inner.chain([Self::Conv(conv)]).collect()
            }
            Self::Transposed { filters, groups, axes, bias } => {
                let mut smaller: Vec<_> =
                    less(filters).into_iter().map(|filters| Self::Transposed { filters, groups, axes, bias }).collect();
                smaller.push(Self::Transposed { filters, groups: 1, axes, bias });
                smaller.push(Self::Transposed { filters, groups, axes, bias: false });
                for at in 0..2 {
                    let axis = axes[at];
                    for axis in [
                        Growth { kernel: 1, ..axis },
                        Growth { kernel: (axis.kernel - 1).max(1), ..axis },
                        Growth { stride: 1, output_padding: 0, ..axis },
                        Growth { before: 0, ..axis },
                        Growth { after: 0, ..axis },
                        Growth { dilation: 1, ..axis },
                        Growth { output_padding: 0, ..axis },
                    ] {
                        let mut axes = axes;
                        axes[at] = axis;
                        smaller.push(Self::Transposed { filters, groups, axes, bias });
                    }
                }
                smaller
            }
            Self::Pool { max, windows, counts } => {
                let mut smaller = vec![Self::Pool { max, windows, counts: true }];
                for at in 0..2 {
                    for window in simpler(windows[at]) {
                        let mut windows = windows;
                        windows[at] = window;
                        smaller.push(Self::Pool { max, windows, counts });
                    }
                }
                // One word rounds both axes.
                smaller.retain(|layer| !matches!(layer, Self::Pool { windows: [a, b], .. } if a.ceil != b.ceil));
                let floor = windows.map(|window| Window { ceil: false, ..window });
                smaller.push(Self::Pool { max, windows: floor, counts });
                smaller
            }
            Self::Adaptive { max, to: [rows, columns] } => {
                let less_rows = less(rows).into_iter().map(|rows| Self::Adaptive { max, to: [rows, columns] });
                let less_columns = less(columns).into_iter().map(|columns| Self::Adaptive { max, to: [rows, columns] });
                less_rows.chain(less_columns).collect()
            }
            Self::Upsample { scale: [rows, columns], between } => {
                vec![
                    Self::Upsample { scale: [1, columns], between },
                    Self::Upsample { scale: [rows, 1], between },
                    Self::Upsample { scale: [rows, columns], between: Between::Nearest },
                ]
            }
            Self::Pad { edges, value } => {
                let without = |at: usize| Self::Pad { edges: without(edges, at), value };
                (0..4).map(without).collect()
            }
            Self::Crop { edges } => (0..4).map(|at| Self::Crop { edges: without(edges, at) }).collect(),
            Self::Activation(_) => vec![Self::Activation(Activation::Relu)],
            Self::Module(module) => module.smaller().into_iter().map(Self::Module).collect(),
            Self::Linear { outputs } => less(outputs).into_iter().map(|outputs| Self::Linear { outputs }).collect(),
        }
    }

    /// The same where there are `to` channels instead of `from`, if it computes each by itself.
    #[must_use]
    pub fn with_channels(self, from: usize, to: usize) -> Self {
        let of = |conv: Conv| {
            if conv.groups == from { Conv { filters: conv.filters / from * to, groups: to, ..conv } } else { conv }
        };
        match self {
            Self::Conv(conv) => Self::Conv(of(conv)),
            Self::Residual(conv) => Self::Residual(of(conv)),
            // The others have no channels of their own.
            other => other,
        }
    }
}

fn without(mut edges: [usize; 4], at: usize) -> [usize; 4] {
    edges[at] = 0;
    edges
}

pub(super) fn edges(f: &mut Formatter<'_>, [top, bottom, left, right]: [usize; 4]) -> fmt::Result {
    write!(f, "edges(top: {top}, bottom: {bottom}, left: {left}, right: {right})")
}

fn windows(f: &mut Formatter<'_>, [rows, columns]: &[Window; 2]) -> fmt::Result {
    write!(f, "kernel: ({}, {}), stride: ({}, {})", rows.kernel, columns.kernel, rows.stride, columns.stride)?;
    let padding = [rows.before, rows.after, columns.before, columns.after];
    if padding != [0; 4] {
        f.write_str(", padding: ")?;
        edges(f, padding)?;
    }
    if [rows.dilation, columns.dilation] != [1; 2] {
        write!(f, ", dilation: ({}, {})", rows.dilation, columns.dilation)?;
    }
    Ok(())
}

impl Display for Conv {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "conv2d({}, ", self.filters)?;
        windows(f, &self.windows)?;
        if self.groups != 1 {
            write!(f, ", groups: {}", self.groups)?;
        }
        f.write_str(if self.bias { "" } else { ", bias: false" })?;
        f.write_str(if self.flip { ", flip: true)" } else { ")" })
    }
}

/// As it is declared.
impl Display for Layer {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::Conv(conv) => write!(f, "{conv}"),
            Self::Residual(conv) => write!(f, "residual {{ {conv} }}"),
            Self::Transposed { filters, groups, axes, bias } => {
                write!(f, "conv_transpose2d({filters}, ")?;
                let window = |axis: &Growth| {
                    let &Growth { size, kernel, stride, before, after, dilation, .. } = axis;
                    Window { size, kernel, stride, before, after, dilation, ceil: false }
                };
                windows(f, &[window(&axes[0]), window(&axes[1])])?;
                let extra = [axes[0].output_padding, axes[1].output_padding];
                if extra != [0; 2] {
                    write!(f, ", output_padding: ({}, {})", extra[0], extra[1])?;
                }
                if *groups != 1 {
                    write!(f, ", groups: {groups}")?;
                }
                f.write_str(if *bias { ")" } else { ", bias: false)" })
            }
            Self::Pool { max, windows: sizes, counts } => {
                f.write_str(if *max { "max_pool2d(" } else { "avg_pool2d(" })?;
                windows(f, sizes)?;
                f.write_str(if sizes[0].ceil { ", rounding: ceil" } else { "" })?;
                f.write_str(if *max || *counts { ")" } else { ", count_include_pad: false)" })
            }
            Self::Adaptive { max, to: [1, 1] } => write!(f, "global_{}_pool2d", if *max { "max" } else { "avg" }),
            Self::Adaptive { max, to: [rows, columns] } => {
                write!(f, "adaptive_{}_pool2d(({rows}, {columns}))", if *max { "max" } else { "avg" })
            }
            Self::Upsample { scale: [rows, columns], between } => {
                write!(f, "upsample(({rows}, {columns})")?;
                f.write_str(match between {
                    Between::Nearest => ")",
                    Between::Linear => ", mode: bilinear)",
                    Between::LinearCorners => ", mode: bilinear, align_corners: true)",
                })
            }
            Self::Pad { edges: sizes, value } => {
                f.write_str("pad(")?;
                edges(f, *sizes)?;
                write!(f, ", value: {value:?})")
            }
            Self::Crop { edges: sizes } => {
                f.write_str("crop(")?;
                edges(f, *sizes)?;
                f.write_str(")")
            }
            Self::Activation(function) => f.write_str(function.word()),
            Self::Linear { outputs } => write!(f, "flatten, linear({outputs})"),
            Self::Module(module) => write!(f, "{module}"),
        }
    }
}
