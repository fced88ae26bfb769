//! Draws networks: each number by itself, and kinds for which some kernel is the one that is chosen.

use super::layer::{Activation, Conv};
use super::module::{KINDS, Module};
use super::{Layer, Network};
use crate::draw::{chance, pick};
use lenet_runtime::__internals::kernel::geometry::Reference;
use lenet_runtime::__internals::kernel::prepared::conv as prepared;
use lenet_runtime::__internals::shape::Growth;
use lenet_runtime::{LANES, Random, Window};
use reference::resize::Between;

const CHANNELS: [usize; 10] = [1, 2, 3, 7, 9, 15, 16, 17, 31, 33];
const OUT: [usize; 14] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 16, 17];
const KERNELS: [usize; 8] = [1, 2, 3, 3, 3, 4, 5, 7];
const STRIDES: [usize; 4] = [1, 1, 2, 3];
const DILATIONS: [usize; 5] = [1, 1, 1, 2, 3];

/// What a network begins with.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Kind {
    /// A convolution that a prepared network computes by this kernel, and no more.
    Prepared(prepared::Algorithm),
    /// A convolution that is computed with the pool after it; by this kernel, where there are no vector instructions.
    Pooled(Reference),
    /// A transposed convolution by this kernel.
    Transposed(Reference),
    /// One whose gradient is a convolution as of [`Kind::Rows`].
    TransposedRows,
    /// A convolution whose kernel has five rows, over few channels.
    Rows,
    /// One with an output of one or two positions.
    Small,
    /// One of 1 × 1 on a single position: the gradient of its weights is a product of matrices.
    Product,
    /// One whose outputs are enough for a linear layer to read them by vectors.
    Linear,
    Dense,
    Depthwise,
    Grouped,
    Winograd,
    Planes,
    Pointwise,
    /// One with many columns.
    Long,
    /// Layers without weights.
    Shapes,
    /// One that computes by itself, all of them in turn.
    Module,
}

/// So many networks of a round have modules.
const MODULES: usize = 5;

/// In turn: those for whose sake there is a kernel come first, so that each runs in the first 21 networks.
fn kinds() -> Vec<Kind> {
    let mut kinds: Vec<Kind> = prepared::Algorithm::ALL.into_iter().map(Kind::Prepared).collect();
    kinds.extend(Reference::ALL.into_iter().map(Kind::Transposed));
    kinds.extend(Reference::ALL.into_iter().map(Kind::Pooled));
    kinds.extend([Kind::TransposedRows, Kind::Rows, Kind::Product, Kind::Linear, Kind::Small]);
    kinds.extend([Kind::Module; MODULES]);
    kinds.extend([Kind::Shapes, Kind::Dense, Kind::Depthwise, Kind::Grouped, Kind::Winograd, Kind::Rows]);
    kinds.extend([Kind::Planes, Kind::Pointwise, Kind::Long, Kind::Shapes]);
    kinds
}

/// After so many networks it is the turn of the first kind.
#[must_use]
pub fn round() -> usize {
    kinds().len()
}

/// Network number `index` of a seed.
#[must_use]
pub fn draw(seed: u64, index: usize) -> Network {
    let random = &mut Random::new(Random::new(seed).next() ^ index as u64);
    let kinds = kinds();
    let kind = kinds[index % kinds.len()];
    loop {
        let network = match kind {
            Kind::Prepared(algorithm) => alone(random, algorithm),
            Kind::Pooled(reference) => pooled(random, reference),
            Kind::Transposed(reference) => transposed(random, reference),
            Kind::TransposedRows => transposed_rows(random),
            Kind::Shapes => shapes(random),
            Kind::Module => {
                let before = kinds.iter().take_while(|kind| **kind != Kind::Module).count();
                let turn = index / kinds.len() * MODULES + index % kinds.len() - before;
                let (input, module) = Module::draw(turn % (KINDS + 2), random);
                let layer = match (turn % (KINDS + 2)).checked_sub(KINDS) {
                    None => Layer::Module(module),
                    // And the two pools of a whole channel.
                    Some(which) => Layer::Adaptive { max: which == 0, to: [1, 1] },
                };
                let mut layers = vec![layer];
                // By itself it would compute nothing.
                if let Layer::Module(Module::Reshape(_)) = layers[0] {
                    layers.push(Layer::Pad { edges: [0; 4].map(|_| random.below(3)), value: 0.5 });
                }
                Network::fitted(input, layers)
            }
            Kind::Rows
            | Kind::Small
            | Kind::Product
            | Kind::Linear
            | Kind::Dense
            | Kind::Depthwise
            | Kind::Grouped
            | Kind::Winograd
            | Kind::Planes
            | Kind::Pointwise
            | Kind::Long => convolution(random, kind).and_then(|network| follow(random, network, kind)),
        };
        let most = match kind {
            Kind::Winograd | Kind::Prepared(prepared::Algorithm::WinogradTiles(_)) => 1_600_000,
            _ => 60_000,
        };
        let small = |shape: [usize; 3]| shape.iter().product::<usize>() <= 9_000;
        if let Some(network) = network
            && network.macs() <= most
            && small(network.input)
            && small(network.output())
        {
            return network;
        }
    }
}

/// A network of one convolution, whose kernel is this one.
fn alone(random: &mut Random, algorithm: prepared::Algorithm) -> Option<Network> {
    let kind = match algorithm {
        prepared::Algorithm::Channels => Kind::Dense,
        prepared::Algorithm::Columns => Kind::Long,
        prepared::Algorithm::Depthwise => Kind::Depthwise,
        prepared::Algorithm::WinogradTiles(_) => Kind::Winograd,
        prepared::Algorithm::WinogradRows => Kind::Rows,
        prepared::Algorithm::Pointwise => Kind::Pointwise,
        prepared::Algorithm::DepthwisePlanes => Kind::Planes,
    };
    let network = convolution(random, kind)?;
    let Layer::Conv(Conv { filters, groups, windows, flip, .. }) = network.layers[0].clone() else { return None };
    let sizes = [groups, network.input[0] / groups, filters / groups];
    let conv = prepared::PreparedConv::new(sizes, windows, flip).between([true; 2]);
    (conv.algorithm() == algorithm).then_some(network)
}

/// A convolution, perhaps a function, and a pool that makes less of it.
fn pooled(random: &mut Random, reference: Reference) -> Option<Network> {
    let kind = match reference {
        Reference::Direct => Kind::Depthwise,
        Reference::Gemm => Kind::Pointwise,
        Reference::Im2col => pick(&[Kind::Dense, Kind::Grouped, Kind::Rows, Kind::Long], random),
    };
    let network = convolution(random, kind)?;
    let [_, height, width] = network.output();
    let Network { input, mut layers } = network;
    let Layer::Conv(Conv { groups, windows, .. }) = layers[0].clone() else { return None };
    if Reference::of(groups, input[0] / groups, windows) != reference {
        return None;
    }
    if !chance(4, random) {
        layers.push(activation(random));
    }
    let ceil = chance(3, random);
    layers.push(pool(random, [height, width], true, ceil));
    let Some(Layer::Pool { windows: [rows, columns], .. }) = layers.last() else { return None };
    let read = rows.reach().min(height) * width;
    (read + rows.out() * columns.out() <= height * width).then_some(())?;
    Network::fitted(input, layers)
}

/// What numbers an axis may have.
struct Axis<'a> {
    kernels: &'a [usize],
    strides: &'a [usize],
    dilations: &'a [usize],
    out: &'a [usize],
    edges: bool,
}

impl Axis<'_> {
    /// A window with about as many positions as it says; over `size` elements, if that is said.
    fn draw(&self, size: Option<usize>, ceil: bool, random: &mut Random) -> Window {
        loop {
            let [kernel, stride, dilation] =
                [self.kernels, self.strides, self.dilations].map(|from| pick(from, random));
            let reach = dilation * (kernel - 1) + 1;
            let edge = |random: &mut Random| {
                if self.edges && chance(2, random) { random.below(reach.min(3)) } else { 0 }
            };
            let (before, after) = (edge(random), edge(random));
            let padded = (pick(self.out, random) - 1) * stride + reach + random.below(stride);
            let Some(size) = size.or_else(|| padded.checked_sub(before + after)) else { continue };
            let window = Window { size, kernel, stride, before, after, dilation, ceil };
            if size > 0 && window.out() > 0 {
                return window;
            }
        }
    }
}

/// A convolution of some kind.
fn convolution(random: &mut Random, kind: Kind) -> Option<Network> {
    let mut axis = Axis { kernels: &KERNELS, strides: &STRIDES, dilations: &DILATIONS, out: &OUT, edges: true };
    let (mut channels, mut filters, mut groups) = (pick(&CHANNELS, random), pick(&CHANNELS, random), 1);
    match kind {
        Kind::Dense
        | Kind::Linear
        | Kind::Transposed(_)
        | Kind::TransposedRows
        | Kind::Shapes
        | Kind::Module
        | Kind::Pooled(_)
        | Kind::Prepared(_) => {}
        Kind::Depthwise => {
            // Most are of 3 × 3 elements, for which there are kernels of their own.
            channels = pick(&[7, 9, 15, 16, 17, 31, 33], random);
            groups = channels;
            filters = channels * pick(&[1, 1, 1, 2], random);
            if !chance(3, random) {
                axis.kernels = &[3];
            }
            if !chance(3, random) {
                axis.dilations = &[1];
            }
        }
        Kind::Grouped => {
            groups = pick(&[2, 3, 4], random);
            [channels, filters] = [0; 2].map(|_| groups * pick(&[1, 2, 3, 4, 5, 8, 16], random));
        }
        Kind::Winograd => {
            // Tiles of 2 × 2 outputs take the smaller images, of 4 × 4 the larger ones.
            (channels, filters) = (32, pick(&[32, 32, 48], random));
            let small = chance(2, random);
            axis = Axis { kernels: &[3], strides: &[1], dilations: &[1], out: &[10, 11, 12], edges: true };
            if small {
                axis.out = &[7, 8];
            }
        }
        Kind::Rows => {
            (channels, filters) = (pick(&[1, 2, 3, 7], random), pick(&[6, 9, 15, 16, 17], random));
            axis = Axis { kernels: &[5], strides: &[1], dilations: &[1], out: &[2, 5, 6, 9, 14], edges: true };
        }
        Kind::Planes => {
            channels = pick(&[1, 2, 3], random);
            (filters, groups) = (channels, channels);
            axis = Axis { kernels: &[3], strides: &[1], dilations: &[1], out: &[16, 17, 40], edges: true };
            if chance(2, random) {
                axis.kernels = &[5];
            }
        }
        Kind::Pointwise => {
            axis = Axis { kernels: &[1], strides: &[1], dilations: &[1], out: &OUT, edges: false };
        }
        Kind::Small => {
            axis.kernels = &[2, 3, 4, 5, 7];
            axis.out = &[1];
        }
        Kind::Product => {
            axis = Axis { kernels: &[1], strides: &[1], dilations: &[1], out: &[1], edges: false };
        }
        Kind::Long => {
            (channels, filters) = (pick(&[1, 2, 3, 7], random), pick(&[1, 2, 3, 7, 9], random));
            axis.out = &[16, 17, 31, 33, 47];
        }
    }
    let windows = [axis.draw(None, false, random), axis.draw(None, false, random)];
    let input = [channels, windows[0].size, windows[1].size];
    let bias = !chance(5, random);
    let layers = vec![Layer::Conv(Conv { filters, groups, windows, flip: chance(6, random), bias })];
    Network::fitted(input, layers)
}

fn activation(random: &mut Random) -> Layer {
    Layer::Activation(pick(&Activation::ALL, random))
}

/// What may come after a convolution.
fn follow(random: &mut Random, network: Network, kind: Kind) -> Option<Network> {
    let [channels, height, width] = network.output();
    let Network { input, mut layers } = network;
    if kind == Kind::Rows {
        // One that a prepared network computes with the convolution.
        layers.push(Layer::Activation(Activation::Relu));
    } else if chance(2, random) {
        layers.push(activation(random));
    }
    if kind == Kind::Linear && channels * height * width < LANES {
        return None;
    }
    match if kind == Kind::Linear { 5 } else { random.below(6) } {
        0..3 if height % 2 + width % 2 == 0 => {
            let half = |size| Window { size, kernel: 2, stride: 2, before: 0, after: 0, dilation: 1, ceil: false };
            layers.push(Layer::Pool { max: chance(2, random), windows: [half(height), half(width)], counts: true });
        }
        3 => layers.push(pool(random, [height, width], true, false)),
        4 => {
            // Kernels that keep the size: one more than what is around the image.
            let mut keeps = |size| {
                let (before, after) = (random.below(3), random.below(3));
                Window { size, kernel: before + after + 1, stride: 1, before, after, dilation: 1, ceil: false }
            };
            let windows = [keeps(height), keeps(width)];
            let groups = if chance(2, random) { channels } else { 1 };
            layers.push(Layer::Residual(Conv { filters: channels, groups, windows, flip: false, bias: true }));
            if chance(2, random) {
                layers.push(activation(random));
            }
        }
        5 => layers.push(Layer::Linear { outputs: pick(&[1, 5, 16, 17], random) }),
        _ => {}
    }
    Network::fitted(input, layers)
}

/// A pool of the image there is. Some windows may miss it: then it does not fit.
fn pool(random: &mut Random, sizes: [usize; 2], may_be_max: bool, ceil: bool) -> Layer {
    let max = may_be_max && chance(2, random);
    let axis = Axis { kernels: &[1, 2, 3, 4], strides: &[1, 2, 3, 4], dilations: &[1, 1, 2], out: &[1], edges: true };
    let windows = sizes.map(|size| axis.draw(Some(size), ceil, random));
    Layer::Pool { max, windows, counts: chance(2, random) }
}

fn transposed(random: &mut Random, reference: Reference) -> Option<Network> {
    let mut groups = pick(&[1, 1, 1, 2, 3], random);
    let [mut channels, mut filters] = [0; 2].map(|_| groups * pick(&[1, 2, 3, 5, 8, 16], random));
    if reference == Reference::Direct {
        groups = pick(&[7, 9, 16, 17], random);
        (channels, filters) = (groups, groups);
    }
    let one = reference == Reference::Gemm;
    let axes = [0; 2].map(|_| {
        let stride = if one { 1 } else { pick(&[1, 2, 3], random) };
        let edge = |random: &mut Random| if one || chance(2, random) { 0 } else { random.below(3) };
        Growth {
            size: 1 + random.below(9),
            kernel: if one { 1 } else { pick(&[1, 2, 3, 4, 5], random) },
            stride,
            before: edge(random),
            after: edge(random),
            dilation: pick(&[1, 1, 2, 3], random),
            output_padding: random.below(stride),
        }
    });
    if Reference::of(groups, filters / groups, axes.map(Growth::window)) != reference {
        return None;
    }
    grown(random, [channels, filters, groups], axes)
}

fn transposed_rows(random: &mut Random) -> Option<Network> {
    let axes = [5, pick(&KERNELS, random)].map(|kernel| Growth {
        size: 2 + random.below(8),
        kernel,
        stride: 1,
        before: random.below(3),
        after: random.below(3),
        dilation: 1,
        output_padding: 0,
    });
    let (channels, filters) = (pick(&[4, 5, 9, 15, 16, 17], random), pick(&[1, 2, 3], random));
    grown(random, [channels, filters, 1], axes)
}

fn grown(random: &mut Random, [channels, filters, groups]: [usize; 3], axes: [Growth; 2]) -> Option<Network> {
    let mut layers = vec![Layer::Transposed { filters, groups, axes, bias: !chance(5, random) }];
    if chance(2, random) {
        layers.push(activation(random));
    }
    Network::fitted([channels, axes[0].size, axes[1].size], layers)
}

/// Layers without weights.
fn shapes(random: &mut Random) -> Option<Network> {
    let input = [pick(&CHANNELS, random), 3 + random.below(11), 3 + random.below(11)];
    let mut layers: Vec<Layer> = Vec::new();
    for _ in 0..2 + random.below(2) {
        let [_, height, width] = layers.iter().fold(input, |shape, layer| layer.output(shape));
        // Rounding decides which of several elements is the greatest: those that are interpolated at a border.
        let ties = layers
            .iter()
            .any(|layer| matches!(layer, Layer::Upsample { between: Between::Linear | Between::LinearCorners, .. }));
        let edges = |below: usize, random: &mut Random| [0; 4].map(|_| random.below(below));
        layers.push(match random.below(6) {
            0 => Layer::Pad { edges: edges(4, random), value: pick(&[0.5, -1.0], random) },
            1 if height.min(width) > 4 => Layer::Crop { edges: edges(3, random) },
            2 if height * width < 120 => Layer::Upsample {
                scale: [1 + random.below(3), 1 + random.below(3)],
                between: pick(&[Between::Nearest, Between::Linear, Between::LinearCorners], random),
            },
            3 => Layer::Adaptive {
                max: chance(2, random) && !ties,
                to: [1 + random.below(height + 2), 1 + random.below(width + 2)],
            },
            _ => {
                let ceil = chance(2, random);
                pool(random, [height, width], !ties, ceil)
            }
        });
        Network::fitted(input, layers.clone())?;
    }
    Network::fitted(input, layers)
}
