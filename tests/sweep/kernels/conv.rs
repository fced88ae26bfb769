//! Convolutions of one image in a prepared network.

use super::Draw;
use crate::Tally;
use crate::case::{Case, ROUNDING, compare, slack};
use crate::draw::{CHANNELS, OUT, border, chance, less, numbers, pick, simpler, window};
use lenet_runtime::__internals::kernel::function::{Function, Pooling};
use lenet_runtime::__internals::kernel::prepared::Map;
use lenet_runtime::__internals::kernel::prepared::conv::{Algorithm, PreparedConv};
use lenet_runtime::simd::Level;
use lenet_runtime::{Random, Shape, Window};
use reference::convolution;
use std::fmt::{self, Display, Formatter};

const ENGINE: &str = "kernel";

/// A convolution with what may follow it, and where its numbers stand.
#[derive(Clone, Debug)]
pub(super) struct Convolution {
    seed: u64,
    groups: usize,
    channels: usize,
    filters: usize,
    windows: [Window; 2],
    flip: bool,
    bias: bool,
    /// Whether a batch norm is folded into the weights.
    norm: bool,
    function: Function,
    pooling: Option<Pooling>,
    /// Whether something is added before the activation.
    adds: bool,
    /// Whether input and output may be plain arrays.
    plain: [bool; 2],
    /// The borders of the input's buffer and the output's are at least as wide.
    borders: [[usize; 4]; 2],
}

pub(super) struct Exact {
    weight: Vec<f32>,
    bias: Vec<f32>,
    norm: Option<[Vec<f32>; 2]>,
    x: Vec<f32>,
    z: Option<Vec<f32>>,
    y: Vec<f64>,
    /// How far each element may be off where it is a sum of products.
    slack: Vec<f64>,
    /// The greatest sum of magnitudes, and how far the activation may be off.
    greatest: f64,
    function: Vec<f64>,
}

/// Windows over rows and columns that share nothing, or what the faster kernels ask for: each such number by chance.
fn windows(random: &mut Random) -> [Window; 2] {
    let numbers = |random: &mut Random| {
        let kernel = pick(&[1, 1, 2, 3, 3, 3, 4, 5, 5, 7], random);
        [kernel, pick(&[1, 1, 1, 2, 2, 3], random), pick(&[1, 1, 1, 2, 3], random)]
    };
    let rows = numbers(random);
    let columns = match random.below(6) {
        0 => numbers(random),
        1 => rows,
        2 => {
            let one = |size| Window { size, kernel: 1, stride: 1, before: 0, after: 0, dilation: 1, ceil: false };
            return [0; 2].map(|_| one(pick(&OUT, random)));
        }
        other => {
            let kernel = pick(&[1, 3, 3, 3, 5], random);
            let strides = [pick(&[1, 1, 2], random), pick(&[1, 1, 2], random)];
            let [down, across] = if other == 3 { strides } else { [pick(&[1, 1, 2], random); 2] };
            return [window([kernel, down, 1], random), window([kernel, across, 1], random)];
        }
    };
    [rows, columns].map(|numbers| window(numbers, random))
}

impl Draw for Convolution {
    fn expect(tally: &mut Tally) {
        Algorithm::ALL.into_iter().for_each(|algorithm| tally.expect(ENGINE, &name(algorithm), |_| true));
    }

    /// Half of them are drawn until some kernel, each as often as the others, can run them.
    fn draw(random: &mut Random) -> Self {
        let wanted = pick(&Algorithm::ALL, random);
        let any = chance(2, random);
        loop {
            let case = Self::any(random);
            // Some are enough work for several threads.
            let most = if chance(4, random) { 1_500_000 } else { 150_000 };
            if case.macs() < most && (any || case.conv().can(wanted)) {
                return case;
            }
        }
    }
}

impl Convolution {
    fn any(random: &mut Random) -> Self {
        let (groups, channels, filters) = match random.below(7) {
            0 | 1 => (pick(&CHANNELS, random), 1, 1),
            2 => (pick(&CHANNELS[4..], random), 1, pick(&[1, 2, 3], random)),
            3 => (pick(&[2, 3, 4], random), pick(&CHANNELS[..9], random), pick(&CHANNELS[..9], random)),
            // Whole blocks.
            4 => (1, pick(&[16, 32, 48], random), pick(&[16, 32, 48], random)),
            _ => (1, pick(&CHANNELS, random), pick(&CHANNELS, random)),
        };
        let functions = [
            Function::Identity,
            Function::Clamp(0.0, f32::INFINITY),
            Function::Clamp(0.0, 6.0),
            Function::Leaky(0.1),
            Function::Sigmoid,
            Function::Tanh,
        ];
        let mut case = Self {
            seed: random.next(),
            groups,
            channels,
            filters,
            windows: windows(random),
            flip: chance(4, random),
            bias: !chance(5, random),
            norm: chance(4, random),
            function: pick(&functions, random),
            pooling: None,
            adds: false,
            plain: pick(&[[true; 2], [true; 2], [true, false], [false, true], [false; 2]], random),
            borders: [border(random), border(random)],
        };
        if case.conv().can_pool() && chance(2, random) {
            case.pooling = Some(pick(&[Pooling::Max, Pooling::Mean], random));
        }
        case.adds = case.pooling.is_none() && chance(3, random);
        case
    }
}

/// Whether it has fewer multiplications than the definition: then an element has errors of its neighbours.
const fn is_minimal(algorithm: Algorithm) -> bool {
    match algorithm {
        Algorithm::WinogradTiles(_) | Algorithm::WinogradRows => true,
        Algorithm::Channels
        | Algorithm::Columns
        | Algorithm::Depthwise
        | Algorithm::Pointwise
        | Algorithm::DepthwisePlanes => false,
    }
}

/// How far any element may be off, in roundings of the greatest sum of magnitudes: twice what a hundred thousand cases had.
const fn roundings(algorithm: Algorithm) -> f64 {
    match algorithm {
        Algorithm::WinogradTiles(4) => 70.0,
        Algorithm::WinogradRows => 25.0,
        Algorithm::WinogradTiles(_) => 10.0,
        Algorithm::Channels
        | Algorithm::Columns
        | Algorithm::Depthwise
        | Algorithm::Pointwise
        | Algorithm::DepthwisePlanes => 10.0,
    }
}

/// Its name among all kernels of the engine.
fn name(algorithm: Algorithm) -> String {
    format!("conv2d: {}", algorithm.name())
}

impl Convolution {
    fn conv(&self) -> PreparedConv {
        let sizes = [self.groups, self.channels, self.filters];
        let conv = PreparedConv::new(sizes, self.windows, self.flip).between(self.plain).then(self.function);
        self.pooling.map_or(conv, |pooling| conv.pooled(pooling))
    }

    fn positions(&self) -> [usize; 2] {
        self.windows.map(|window| convolution::positions(&window))
    }

    fn macs(&self) -> usize {
        let [rows, columns] = self.windows;
        let [i, j] = self.positions();
        self.groups * self.filters * self.channels * rows.kernel * columns.kernel * i * j
    }

    fn inputs(&self) -> usize {
        self.groups * self.channels
    }

    fn outputs(&self) -> [usize; 3] {
        let halves = if self.pooling.is_some() { 2 } else { 1 };
        let [i, j] = self.positions();
        [self.groups * self.filters, i / halves, j / halves]
    }

    /// Bias and products, added up in `f64`; and their magnitudes.
    fn sums(&self, weight: &[f32], bias: &[f32], x: &[f32]) -> (Vec<f64>, Vec<f64>) {
        let [rows, columns] = self.windows;
        let [height, width] = self.positions();
        let (mut sums, mut magnitudes) = (Vec::new(), Vec::new());
        for f in 0..self.groups * self.filters {
            for (i, j) in (0..height).flat_map(|i| (0..width).map(move |j| (i, j))) {
                let mut sum = bias.get(f).map_or(0.0, |b| f64::from(*b));
                let mut magnitude = sum.abs();
                for (c, u) in (0..self.channels).flat_map(|c| (0..rows.kernel).map(move |u| (c, u))) {
                    let Some(row) = rows.index(i, if self.flip { rows.kernel - 1 - u } else { u }) else { continue };
                    let x = &x[((f / self.filters * self.channels + c) * rows.size + row) * columns.size..];
                    let weights = &weight[((f * self.channels + c) * rows.kernel + u) * columns.kernel..];
                    for (v, w) in weights[..columns.kernel].iter().enumerate() {
                        let tap = if self.flip { columns.kernel - 1 - v } else { v };
                        if let Some(column) = columns.index(j, tap) {
                            let product = f64::from(*w) * f64::from(x[column]);
                            sum += product;
                            magnitude += product.abs();
                        }
                    }
                }
                sums.push(sum);
                magnitudes.push(magnitude);
            }
        }
        (sums, magnitudes)
    }

    /// What a kernel makes of the numbers, between an input and an output that have wider borders than they need.
    fn by(&self, conv: &PreparedConv, exact: &Exact) -> Result<Vec<f32>, String> {
        let [rows, columns] = self.windows;
        let [outputs, height, width] = self.outputs();
        let map = |shape, side: usize| {
            let map = Map::of(shape);
            if conv.takes_plain()[side] { map } else { map.bordered(self.borders[side]) }
        };
        let xm = map(Shape::Image(self.inputs(), rows.size, columns.size), 0).around(conv);
        let ym = map(Shape::Image(outputs, height, width), 1).from(conv);
        let (mut x, mut y) = (vec![f32::NAN; xm.len()], vec![f32::NAN; ym.len()]);
        xm.place(&exact.x, &mut x);
        let z = exact.z.as_ref().map(|z| {
            let mut placed = vec![f32::NAN; ym.len()];
            ym.place(z, &mut placed);
            placed
        });
        let (mut packed, mut scratch) = (vec![f32::NAN; conv.weights()], vec![f32::NAN; conv.scratch()]);
        let norm = exact.norm.as_ref().map(|[scale, shift]| (&scale[..], &shift[..]));
        conv.pack(&xm, &exact.weight, &exact.bias, norm, &mut packed);
        conv.forward_adding(&packed, (&xm, &x), z.as_deref(), (&ym, &mut y), &mut scratch);
        let mut found = vec![f32::NAN; exact.y.len()];
        ym.take(&y, &mut found);
        if ym.is_plain() {
            return Ok(found);
        }
        // Around the image stand zeros, whatever the kernel wrote there.
        let [_, _, left, right] = self.borders[1];
        for (channel, i) in (0..outputs).flat_map(|channel| (0..height).map(move |i| (channel, i))) {
            let at = ym.at(channel, i, 0);
            let before = (1..=left).map(|j| y[at - j * ym.block()]);
            let after = (0..right).map(|j| y[at + (width + j) * ym.block()]);
            if !before.chain(after).all(|number| number == 0.0) {
                return Err(format!("no zeros beside row {i} of channel {channel}"));
            }
        }
        Ok(found)
    }
}

impl Case for Convolution {
    type Exact = Exact;

    fn exact(&self) -> Exact {
        let random = &mut Random::new(self.seed);
        let [rows, columns] = self.windows;
        let filters = self.groups * self.filters;
        let weight = numbers(filters * self.channels * rows.kernel * columns.kernel, random);
        let bias = numbers(if self.bias { filters } else { 0 }, random);
        let x = numbers(self.inputs() * rows.size * columns.size, random);
        let norm = self.norm.then(|| [0; 2].map(|_| numbers(filters, random)));
        let (mut y, mut terms) = self.sums(&weight, &bias, &x);
        let [height, width] = self.positions();
        let z = self.adds.then(|| numbers(y.len(), random));
        for at in 0..y.len() {
            if let Some([scale, shift]) = &norm {
                let [scale, shift] = [scale, shift].map(|numbers| f64::from(numbers[at / (height * width)]));
                y[at] = y[at] * scale + shift;
                terms[at] = terms[at] * scale.abs() + shift.abs();
            }
            if let Some(z) = &z {
                y[at] += f64::from(z[at]);
                terms[at] += f64::from(z[at]).abs();
            }
        }
        let greatest = terms.iter().fold(0.0, |greatest: f64, sum| greatest.max(*sum));
        y.iter_mut().for_each(|y| *y = value(self.function, *y));
        // No function is steeper than 1.
        let count = self.channels * rows.kernel * columns.kernel;
        let mut slack: Vec<f64> = terms.iter().map(|terms| slack(count, *terms)).collect();
        let mut function: Vec<f64> = y.iter().map(|y| 4e-7 * y.abs()).collect();
        if let Some(pooling) = self.pooling {
            y = pools(pooling, &y, [height, width]);
            [slack, function] = [slack, function].map(|slack| pools(Pooling::Max, &slack, [height, width]));
        }
        Exact { weight, bias, norm, x, z, y, slack, greatest, function }
    }

    fn run(&self, exact: &Exact, level: Level, tally: &mut Tally) -> Result<(), String> {
        let conv = self.conv();
        for algorithm in Algorithm::ALL.into_iter().filter(|algorithm| conv.can(*algorithm)) {
            let conv = conv.by(algorithm);
            tally.hit(ENGINE, &name(algorithm), level);
            if let (Algorithm::Depthwise, Some([stride, rows, columns])) = (algorithm, conv.depthwise_tile(level)) {
                tally.hit(ENGINE, &format!("conv2d: depthwise, tile {rows}×{columns} s{stride}"), level);
            }
            let most = roundings(algorithm) * ROUNDING * exact.greatest;
            let sums = exact.slack.iter().map(|slack| if is_minimal(algorithm) { most } else { slack.min(most) });
            let slack: Vec<f64> = sums.zip(&exact.function).map(|(sum, function)| sum + function).collect();
            let found = self.by(&conv, exact).map_err(|error| format!("{}: {error}", algorithm.name()))?;
            compare(algorithm.name(), self.outputs(), &found, &exact.y, &slack)?;
        }
        Ok(())
    }

    fn smaller(&self) -> Vec<Self> {
        let mut smaller = Vec::new();
        smaller.extend(less(self.groups).into_iter().map(|groups| Self { groups, ..self.clone() }));
        smaller.extend(less(self.channels).into_iter().map(|channels| Self { channels, ..self.clone() }));
        smaller.extend(less(self.filters).into_iter().map(|filters| Self { filters, ..self.clone() }));
        let [rows, columns] = self.windows;
        smaller.extend(simpler(rows).into_iter().map(|rows| Self { windows: [rows, columns], ..self.clone() }));
        smaller.extend(simpler(columns).into_iter().map(|columns| Self { windows: [rows, columns], ..self.clone() }));
        smaller.push(Self { pooling: None, ..self.clone() });
        smaller.push(Self { function: Function::Identity, ..self.clone() });
        smaller.push(Self { flip: false, ..self.clone() });
        smaller.push(Self { bias: false, ..self.clone() });
        smaller.push(Self { norm: false, ..self.clone() });
        smaller.push(Self { adds: false, ..self.clone() });
        smaller.push(Self { plain: [false; 2], ..self.clone() });
        for side in 0..2 {
            let mut borders = self.borders;
            borders[side] = [0; 4];
            smaller.push(Self { borders, ..self.clone() });
        }
        smaller.retain(|case| case.differs(self) && (case.pooling.is_none() || case.unpooled().can_pool()));
        smaller
    }
}

impl Convolution {
    fn unpooled(&self) -> PreparedConv {
        Self { pooling: None, ..self.clone() }.conv()
    }

    fn differs(&self, other: &Self) -> bool {
        format!("{self:?}") != format!("{other:?}")
    }
}

fn value(function: Function, x: f64) -> f64 {
    match function {
        Function::Identity => x,
        Function::Clamp(low, high) => x.max(f64::from(low)).min(f64::from(high)),
        Function::Leaky(slope) => x.max(0.0) + f64::from(slope) * x.min(0.0),
        Function::Sigmoid => 1.0 / (1.0 + (-x).exp()),
        Function::Tanh => x.tanh(),
    }
}

fn pools(pooling: Pooling, y: &[f64], [height, width]: [usize; 2]) -> Vec<f64> {
    let mut pools = Vec::new();
    for plane in y.chunks_exact(height * width) {
        for (i, j) in (0..height / 2).flat_map(|i| (0..width / 2).map(move |j| (2 * i * width, 2 * j))) {
            let four = [plane[i + j], plane[i + j + 1], plane[i + width + j], plane[i + width + j + 1]];
            pools.push(match pooling {
                Pooling::Max => four.into_iter().fold(f64::NEG_INFINITY, f64::max),
                Pooling::Mean => four.iter().sum::<f64>() / 4.0,
            });
        }
    }
    pools
}

/// A network of this layer, for whoever wants to see it fail by itself; and what a declaration does not say.
impl Display for Convolution {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { groups, channels, filters, windows: [rows, columns], flip, bias, .. } = self;
        let conv = format!(
            "conv2d({}, kernel: ({}, {}), stride: ({}, {}), padding: edges(top: {}, bottom: {}, left: {}, right: {}), \
             dilation: ({}, {}), groups: {groups}, flip: {flip}, bias: {bias})",
            groups * filters,
            rows.kernel,
            columns.kernel,
            rows.stride,
            columns.stride,
            rows.before,
            rows.after,
            columns.before,
            columns.after,
            rows.dilation,
            columns.dilation,
        );
        let function = match self.function {
            Function::Identity => "",
            Function::Clamp(_, 6.0) => ", relu6",
            Function::Clamp(..) => ", relu",
            Function::Leaky(_) => ", leaky_relu(negative_slope: 0.1)",
            Function::Sigmoid => ", sigmoid",
            Function::Tanh => ", tanh",
        };
        let pool = match self.pooling {
            Some(Pooling::Max) => ", max_pool2d(2)",
            Some(Pooling::Mean) => ", avg_pool2d(2)",
            None => "",
        };
        let norm = if self.norm { ", batch_norm2d" } else { "" };
        let [inputs, outputs] = [[groups * channels, rows.size, columns.size], self.outputs()];
        write!(f, "network! {{ struct Case: {inputs:?} -> {outputs:?} {{ {conv}{norm}{function}{pool} }} }}")?;
        let Self { plain, borders, adds, .. } = self;
        write!(f, "\n    plain ends {plain:?}, borders {borders:?}, a summand before the activation: {adds}")
    }
}
