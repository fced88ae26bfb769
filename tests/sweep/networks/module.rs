//! Layers that compute by themselves, in one way for all engines: what only moves elements, normalizations, functions with arguments.

use crate::draw::{less, pick};
use lenet_runtime::Random;
use reference::activation::{Activation, Function};
use reference::norm::{GroupNorm, LayerNorm, LocalResponseNorm, Softmax};
use reference::{Gradient, ROUNDING, Twin};
use std::fmt::{self, Display, Formatter};

/// Such a layer.
#[derive(Clone, Debug, PartialEq)]
pub enum Module {
    /// `pixel_shuffle`.
    PixelShuffle(usize),
    /// `channel_shuffle`.
    ChannelShuffle(usize),
    /// `reshape`, to these sizes.
    Reshape([usize; 3]),
    /// `flatten(order: hwc)`, and back to an image of these sizes, which is another one.
    ChannelsLast([usize; 3]),
    /// `pad` with elements of the image.
    Surround {
        /// Top, bottom, left, right.
        edges: [usize; 4],
        /// Which elements.
        mode: Mode,
    },
    /// `concat` of so many branches, each of which is moved by one more row or column.
    Concat {
        /// Which axis grows: channels, rows or columns.
        along: usize,
        /// How many branches.
        branches: usize,
    },
    /// `dropout` of nothing.
    Dropout,
    /// `dropout2d` of nothing.
    Dropout2d,
    /// `prelu` with so many slopes.
    PRelu(usize),
    /// `layer_norm`.
    LayerNorm,
    /// `group_norm`.
    GroupNorm(usize),
    /// `instance_norm2d`.
    InstanceNorm,
    /// `local_response_norm`, so many channels each.
    LocalResponseNorm(usize),
    /// `softmax`, or its logarithm.
    Softmax {
        /// Whether it is the logarithm.
        log: bool,
    },
    /// A function that no kernel knows, as it is written.
    Function(&'static str, Function),
}

/// What `pad` takes from the image.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Mode {
    /// Mirrored at the last row or column.
    Reflect,
    /// The nearest.
    Replicate,
    /// From the opposite side.
    Circular,
}

impl Mode {
    const ALL: [Self; 3] = [Self::Reflect, Self::Replicate, Self::Circular];

    const fn word(self) -> &'static str {
        match self {
            Self::Reflect => "reflect",
            Self::Replicate => "replicate",
            Self::Circular => "circular",
        }
    }

    /// Where an element comes from, along an axis of so many.
    fn index(self, at: isize, size: usize) -> usize {
        let size = size as isize;
        let index = match self {
            Self::Reflect if at < 0 => -at,
            Self::Reflect if at >= size => 2 * (size - 1) - at,
            Self::Reflect => at,
            Self::Replicate => at.clamp(0, size - 1),
            Self::Circular => at.rem_euclid(size),
        };
        index as usize
    }
}

/// The functions that no kernel knows. Where their slopes jump no image has an element: these are odd numbers of 1/n.
const FUNCTIONS: [(&str, Function); 11] = [
    ("elu(alpha: 0.5)", Function::Elu(0.5)),
    ("selu", Function::Selu),
    ("celu(alpha: 0.5)", Function::Celu(0.5)),
    ("gelu", Function::Gelu),
    ("gelu(approximate: tanh)", Function::GeluTanh),
    ("mish", Function::Mish),
    ("softplus(beta: 2.0)", Function::Softplus(2.0)),
    ("softsign", Function::Softsign),
    ("hard_sigmoid(alpha: 0.5, beta: 0.3)", Function::HardSigmoid(0.5, 0.3_f32 as f64)),
    ("hard_tanh(min_val: -0.6, max_val: 0.2)", Function::Clip(-0.6_f32 as f64, 0.2_f32 as f64)),
    ("clip(-0.2, 0.6)", Function::Clip(-0.2_f32 as f64, 0.6_f32 as f64)),
];

/// How many kinds of them there are.
pub const KINDS: usize = 17 + FUNCTIONS.len();

impl Module {
    /// One of each kind in turn, with an image that it takes.
    pub fn draw(kind: usize, random: &mut Random) -> ([usize; 3], Self) {
        let mut size = || 2 + random.below(11);
        let ([height, width], channels) = ([size(), size()], 1 + size());
        let mut image = [channels, height, width];
        let module = match kind % KINDS {
            0 => {
                let factor = pick(&[1, 2, 3], random);
                image[0] = factor * factor * pick(&[1, 2, 3, 5], random);
                Self::PixelShuffle(factor)
            }
            1 => {
                let groups = pick(&[1, 2, 3, 5], random);
                image[0] = groups * pick(&[1, 2, 3, 7], random);
                Self::ChannelShuffle(groups)
            }
            2 => Self::Reshape([width, channels, height]),
            3 => Self::ChannelsLast([height, width, channels]),
            4 => {
                let mode = pick(&Mode::ALL, random);
                let edges = [height, height, width, width].map(|size| random.below(size.min(5)));
                Self::Surround { edges, mode }
            }
            5..8 => Self::Concat { along: kind % KINDS - 5, branches: 2 + random.below(3) },
            8 => Self::PRelu(pick(&[1, channels], random)),
            9 => Self::LayerNorm,
            10 => {
                let groups = pick(&[1, 2, 3, 5], random);
                image[0] = groups * pick(&[1, 2, 3, 7], random);
                Self::GroupNorm(groups)
            }
            11 => Self::InstanceNorm,
            12 => Self::LocalResponseNorm(pick(&[1, 2, 3, 5], random)),
            13 => Self::Softmax { log: false },
            14 => Self::Softmax { log: true },
            15 => Self::Dropout,
            16 => Self::Dropout2d,
            other => {
                let (word, function) = FUNCTIONS[other - 17];
                Self::Function(word, function)
            }
        };
        (image, module)
    }

    /// What it makes of an image; `None` if it cannot be behind that.
    #[must_use]
    pub fn output(&self, [channels, height, width]: [usize; 3]) -> Option<[usize; 3]> {
        let same = [channels, height, width];
        match *self {
            Self::PixelShuffle(factor) => channels.is_multiple_of(factor * factor).then_some([
                channels / (factor * factor),
                height * factor,
                width * factor,
            ]),
            Self::ChannelShuffle(parts) => channels.is_multiple_of(parts).then_some(same),
            Self::GroupNorm(groups) => {
                (channels.is_multiple_of(groups) && channels * height * width > groups).then_some(same)
            }
            Self::Reshape(to) | Self::ChannelsLast(to) => {
                (to.iter().product::<usize>() == channels * height * width).then_some(to)
            }
            Self::Surround { edges: [top, bottom, left, right], mode } => {
                let most = match mode {
                    Mode::Reflect => [height - 1, width - 1],
                    Mode::Circular => [height, width],
                    Mode::Replicate => [usize::MAX; 2],
                };
                let fits = top.max(bottom) <= most[0] && left.max(right) <= most[1];
                fits.then_some([channels, top + height + bottom, left + width + right])
            }
            Self::Concat { along, branches } => {
                let moved: usize = (0..branches).sum();
                Some(match along {
                    0 => [channels * branches, height, width],
                    1 => [channels, height * branches + moved, width],
                    _ => [channels, height, width * branches + moved],
                })
            }
            Self::PRelu(slopes) => (slopes == 1 || slopes == channels).then_some(same),
            Self::InstanceNorm => (height * width > 1).then_some(same),
            Self::Dropout
            | Self::Dropout2d
            | Self::LayerNorm
            | Self::LocalResponseNorm(_)
            | Self::Softmax { .. }
            | Self::Function(..) => Some(same),
        }
    }

    /// The same in `f64`.
    #[must_use]
    pub fn twin(&self, image: [usize; 3]) -> Box<dyn Twin> {
        let [channels, height, width] = image;
        let (positions, len) = (height * width, channels * height * width);
        let eps = f64::from(1e-5_f32);
        match *self {
            Self::LayerNorm => Box::new(LayerNorm { len, eps }),
            Self::GroupNorm(groups) => Box::new(GroupNorm { channels, positions, groups, eps, affine: true }),
            Self::InstanceNorm => Box::new(GroupNorm { channels, positions, groups: channels, eps, affine: false }),
            Self::LocalResponseNorm(size) => {
                Box::new(LocalResponseNorm { channels, positions, size, alpha: 0.5, beta: 0.75, k: 1.0 })
            }
            Self::Softmax { log } => Box::new(Softmax { channels, positions, log }),
            Self::Function(_, function) => Box::new(Activation { len, function }),
            Self::PRelu(slopes) => Box::new(Slopes { slopes, positions, len }),
            Self::PixelShuffle(_)
            | Self::ChannelShuffle(_)
            | Self::Reshape(_)
            | Self::ChannelsLast(_)
            | Self::Surround { .. }
            | Self::Concat { .. }
            | Self::Dropout
            | Self::Dropout2d => Box::new(self.moves(image)),
        }
    }

    /// Where each element of the output comes from.
    fn moves(&self, image: [usize; 3]) -> Moves {
        let [channels, height, width] = image;
        let len = channels * height * width;
        let at = |c: usize, i: usize, j: usize| (c * height + i) * width + j;
        let output = self.output(image).expect("it fits");
        let from = |c: usize, i: usize, j: usize| match *self {
            Self::PixelShuffle(r) => Ok(at((c * r + i % r) * r + j % r, i / r, j / r)),
            Self::ChannelShuffle(groups) => Ok(at(c % groups * (channels / groups) + c / groups, i, j)),
            Self::Surround { edges: [top, _, left, _], mode } => {
                let row = mode.index(i as isize - top as isize, height);
                Ok(at(c, row, mode.index(j as isize - left as isize, width)))
            }
            Self::ChannelsLast([_, rows, columns]) => {
                let index = (c * rows + i) * columns + j;
                let (position, channel) = (index / channels, index % channels);
                Ok(at(channel, position / width, position % width))
            }
            Self::Concat { along, .. } => {
                // The branch, and where in it.
                let branch = |mut at: usize, size: usize| {
                    let mut branch = 0;
                    while at >= size + branch {
                        at -= size + branch;
                        branch += 1;
                    }
                    (branch, at)
                };
                match along {
                    0 => {
                        let row = i + c / channels;
                        if row < height { Ok(at(c % channels, row, j)) } else { Err(SURROUNDING) }
                    }
                    1 => {
                        let (branch, row) = branch(i, height);
                        if row < branch { Err(SURROUNDING) } else { Ok(at(c, row - branch, j)) }
                    }
                    _ => {
                        let (branch, column) = branch(j, width);
                        if column < branch { Err(SURROUNDING) } else { Ok(at(c, i, column - branch)) }
                    }
                }
            }
            Self::Reshape([_, rows, columns]) => Ok((c * rows + i) * columns + j),
            Self::Dropout | Self::Dropout2d => Ok(at(c, i, j)),
            Self::PRelu(_)
            | Self::LayerNorm
            | Self::GroupNorm(_)
            | Self::InstanceNorm
            | Self::LocalResponseNorm(_)
            | Self::Softmax { .. }
            | Self::Function(..) => unreachable!("it computes"),
        };
        let [c, rows, columns] = output;
        Moves {
            inputs: len,
            from: reference::convolution::cube(c, rows, columns).map(|(c, i, j)| from(c, i, j)).collect(),
        }
    }

    /// How many numbers are trained.
    #[must_use]
    pub fn parameters(&self, image: [usize; 3]) -> usize {
        self.twin(image).parameters()
    }

    /// Whether an element of the output is made of the one at its own place and of nothing else.
    pub(super) fn stays(&self) -> bool {
        match self {
            Self::ChannelShuffle(_)
            | Self::Dropout
            | Self::Dropout2d
            | Self::PRelu(_)
            | Self::LocalResponseNorm(_)
            | Self::Softmax { .. }
            | Self::Function(..) => true,
            Self::PixelShuffle(_)
            | Self::Reshape(_)
            | Self::ChannelsLast(_)
            | Self::Surround { .. }
            | Self::Concat { .. }
            | Self::LayerNorm
            | Self::GroupNorm(_)
            | Self::InstanceNorm => false,
        }
    }

    /// Where its slope jumps.
    pub(super) fn corners(&self) -> Vec<f64> {
        match self {
            Self::Function(_, Function::HardSigmoid(slope, middle)) => vec![-middle / slope, (1.0 - middle) / slope],
            Self::Function(_, Function::Clip(least, greatest)) => vec![*least, *greatest],
            // At 0, where no image has an element, or nowhere.
            Self::Function(
                _,
                Function::Sigmoid
                | Function::Tanh
                | Function::Relu
                | Function::Relu6
                | Function::LeakyRelu(_)
                | Function::Elu(_)
                | Function::Gelu
                | Function::GeluTanh
                | Function::Silu
                | Function::HardSwish
                | Function::Selu
                | Function::Celu(_)
                | Function::Mish
                | Function::Softplus(_)
                | Function::Softsign,
            )
            | Self::PixelShuffle(_)
            | Self::ChannelShuffle(_)
            | Self::Reshape(_)
            | Self::ChannelsLast(_)
            | Self::Surround { .. }
            | Self::Concat { .. }
            | Self::Dropout
            | Self::Dropout2d
            | Self::PRelu(_)
            | Self::LayerNorm
            | Self::GroupNorm(_)
            | Self::InstanceNorm
            | Self::LocalResponseNorm(_)
            | Self::Softmax { .. } => Vec::new(),
        }
    }

    /// Layers that are simpler in one way each.
    pub(super) fn smaller(&self) -> Vec<Self> {
        match *self {
            Self::PixelShuffle(factor) => less(factor).into_iter().map(Self::PixelShuffle).collect(),
            Self::ChannelShuffle(groups) => less(groups).into_iter().map(Self::ChannelShuffle).collect(),
            Self::GroupNorm(groups) => less(groups).into_iter().map(Self::GroupNorm).collect(),
            Self::LocalResponseNorm(size) => less(size).into_iter().map(Self::LocalResponseNorm).collect(),
            Self::PRelu(_) => vec![Self::PRelu(1)],
            Self::Surround { edges, mode } => {
                let without = |at: usize| {
                    let mut edges = edges;
                    edges[at] = 0;
                    Self::Surround { edges, mode }
                };
                (0..4).map(without).collect()
            }
            Self::Concat { along, branches } => vec![Self::Concat { along, branches: (branches - 1).max(2) }],
            Self::Reshape(_)
            | Self::ChannelsLast(_)
            | Self::Dropout
            | Self::Dropout2d
            | Self::LayerNorm
            | Self::InstanceNorm
            | Self::Softmax { .. }
            | Self::Function(..) => Vec::new(),
        }
    }
}

/// What stands around the branches of a `concat`.
const SURROUNDING: f64 = 0.5;

/// As it is declared.
impl Display for Module {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self {
            Self::PixelShuffle(factor) => write!(f, "pixel_shuffle({factor})"),
            Self::ChannelShuffle(groups) => write!(f, "channel_shuffle({groups})"),
            Self::Reshape([c, h, w]) => write!(f, "reshape({c}, {h}, {w})"),
            Self::ChannelsLast([c, h, w]) => write!(f, "flatten(order: hwc), reshape({c}, {h}, {w})"),
            Self::Surround { edges, mode } => {
                f.write_str("pad(")?;
                super::layer::edges(f, *edges)?;
                write!(f, ", mode: {})", mode.word())
            }
            Self::Concat { along, branches } => {
                write!(f, "concat(along: {}) {{", ["channels", "rows", "columns"][*along])?;
                for branch in 0..*branches {
                    let value = SURROUNDING;
                    match along {
                        _ if branch == 0 => f.write_str(" {}")?,
                        0 => write!(
                            f,
                            " {{ pad(edges(top: 0, bottom: {branch}, left: 0, right: 0), value: {value}), crop(edges(top: {branch}, bottom: 0, left: 0, right: 0)) }}"
                        )?,
                        1 => {
                            write!(f, " {{ pad(edges(top: {branch}, bottom: 0, left: 0, right: 0), value: {value}) }}")?
                        }
                        _ => {
                            write!(f, " {{ pad(edges(top: 0, bottom: 0, left: {branch}, right: 0), value: {value}) }}")?
                        }
                    }
                }
                f.write_str(" }")
            }
            Self::Dropout => f.write_str("dropout(0.0)"),
            Self::Dropout2d => f.write_str("dropout2d(0.0)"),
            Self::PRelu(slopes) => write!(f, "prelu(num_parameters: {slopes})"),
            Self::LayerNorm => f.write_str("layer_norm"),
            Self::GroupNorm(groups) => write!(f, "group_norm({groups})"),
            Self::InstanceNorm => f.write_str("instance_norm2d"),
            Self::LocalResponseNorm(size) => write!(f, "local_response_norm({size}, alpha: 0.5)"),
            Self::Softmax { log: true } => f.write_str("log_softmax"),
            Self::Softmax { log: false } => f.write_str("softmax"),
            Self::Function(word, _) => f.write_str(word),
        }
    }
}

/// Elements in other places: each of the output is one of the input, or a number.
struct Moves {
    inputs: usize,
    from: Vec<Result<usize, f64>>,
}

impl Twin for Moves {
    fn parameters(&self) -> usize {
        0
    }

    fn inputs(&self) -> usize {
        self.inputs
    }

    fn forward(&self, _: &[f64], x: &[f64]) -> Vec<f64> {
        self.from.iter().map(|from| from.map_or_else(|number| number, |index| x[index])).collect()
    }

    fn backward(&self, _: &[f64], _: &[f64], dy: &[f64]) -> Gradient {
        let mut gradient = Gradient::zeros(0, self.inputs);
        for (from, dy) in self.from.iter().zip(dy) {
            if let Ok(index) = from {
                gradient.x[*index] += dy;
            }
        }
        gradient
    }

    fn forward_slack(&self, _: &[f64], _: &[f64]) -> Vec<f64> {
        vec![0.0; self.from.len()]
    }

    /// An element that is there several times gets a sum.
    fn backward_slack(&self, _: &[f64], _: &[f64], dy: &[f64]) -> Gradient {
        let magnitudes: Vec<f64> = dy.iter().map(|dy| dy.abs()).collect();
        let mut slack = self.backward(&[], &[], &magnitudes);
        slack.x.iter_mut().for_each(|x| *x *= 32.0 * ROUNDING);
        slack
    }
}

/// `prelu`.
struct Slopes {
    slopes: usize,
    positions: usize,
    len: usize,
}

impl Slopes {
    /// Which slope an element has.
    fn slope(&self, index: usize) -> usize {
        if self.slopes == 1 { 0 } else { index / self.positions }
    }
}

impl Twin for Slopes {
    fn parameters(&self) -> usize {
        self.slopes
    }

    fn inputs(&self) -> usize {
        self.len
    }

    fn forward(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        x.iter().enumerate().map(|(i, &x)| if x > 0.0 { x } else { p[self.slope(i)] * x }).collect()
    }

    fn backward(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let mut gradient = Gradient::zeros(p.len(), x.len());
        for (i, (&x, &dy)) in x.iter().zip(dy).enumerate() {
            gradient.x[i] = if x > 0.0 { dy } else { dy * p[self.slope(i)] };
            gradient.p[self.slope(i)] += if x > 0.0 { 0.0 } else { dy * x };
        }
        gradient
    }

    fn forward_slack(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        self.forward(p, x).iter().map(|y| 2.0 * ROUNDING * y.abs()).collect()
    }

    fn backward_slack(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let magnitudes: Vec<f64> = dy.iter().map(|dy| dy.abs()).collect();
        let mut slack = self.backward(p, x, &magnitudes);
        let terms = 2.0 + (self.len / self.slopes) as f64;
        slack.x.iter_mut().for_each(|x| *x = 2.0 * ROUNDING * x.abs());
        slack.p.iter_mut().for_each(|p| *p = terms * ROUNDING * p.abs());
        slack
    }
}
