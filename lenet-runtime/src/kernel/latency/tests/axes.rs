//! The kernels over axes that are independent of each other: size, kernel, stride, dilation and both paddings of the rows apart from
//! those of the columns, with borders around input and output of which no two sides need be alike.
//!
//! `CASES=20000 SEED=7 cargo test -p lenet-runtime --lib axes` tries others. What fails is said as a declaration for `network!`.

use super::{naive, pools, turn, value};
use crate::kernel::function::{Function, Pooling};
use crate::kernel::latency::conv::{Conv, Method};
use crate::kernel::latency::depthwise::three;
use crate::kernel::latency::linear::Linear;
use crate::kernel::latency::map::Map;
use crate::kernel::latency::pool::{Cells, Pool};
use crate::kernel::latency::{other, registers};
use crate::kernel::simd::{Level, limit};
use crate::shape::Window;
use crate::tensor::Shape;
use crate::train::random::Random;
use std::collections::BTreeMap;

/// Numbers of channels about blocks of 16 and about the few that stand channel by channel.
const CHANNELS: [usize; 13] = [1, 2, 3, 6, 7, 8, 9, 15, 16, 17, 31, 32, 33];

/// Numbers of positions about the widths of the tiles.
const OUT: [usize; 18] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 13, 14, 15, 16, 17, 20, 28, 33];

fn setting(name: &str, otherwise: usize) -> usize {
    std::env::var(name).map_or(otherwise, |number| number.parse().expect("a number"))
}

fn pick<T: Copy>(from: &[T], random: &mut Random) -> T {
    from[random.below(from.len())]
}

fn draw(length: usize, random: &mut Random) -> Vec<f32> {
    (0..length).map(|_| random.uniform() - 0.5).collect()
}

/// A window of these numbers with at least one position: each padding, and what is left over at the end, by chance.
fn window(kernel: usize, stride: usize, dilation: usize, random: &mut Random) -> Window {
    loop {
        let reach = dilation * (kernel - 1) + 1;
        let [before, after] = [0; 2].map(|_| random.below(reach.min(4) + 1) * random.below(2));
        let padded = (pick(&OUT, random) - 1) * stride + reach + random.below(stride);
        if let Some(size @ 1..) = padded.checked_sub(before + after) {
            return Window { size, kernel, stride, before, after, dilation, ceil: false };
        }
    }
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
            return [window(kernel, down, 1, random), window(kernel, across, 1, random)];
        }
    };
    [rows, columns].map(|[kernel, stride, dilation]| window(kernel, stride, dilation, random))
}

fn convolution(random: &mut Random) -> Conv {
    loop {
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
        let mut conv = Conv {
            groups,
            channels,
            filters,
            windows: windows(random),
            flip: random.below(4) == 0,
            function: pick(&functions, random),
            pooling: None,
            plain: pick(&[[true; 2], [true; 2], [true, false], [false, true], [false; 2]], random),
            method: Method::Channels,
        };
        if conv.can_pool() && random.below(2) == 0 {
            conv.pooling = Some(pick(&[Pooling::Max, Pooling::Mean], random));
        }
        // Some are enough work for several threads.
        if conv.macs() < if random.below(4) == 0 { 1_500_000 } else { 150_000 } {
            return conv;
        }
    }
}

fn border(random: &mut Random) -> [usize; 4] {
    [0; 4].map(|_| random.below(4) * random.below(2))
}

/// A network of this layer, for whoever wants to see it fail by itself.
fn declaration(conv: &Conv) -> String {
    let [rows, columns] = conv.windows;
    let Conv { groups, channels, filters, function, pooling, flip, .. } = conv;
    let pool = match pooling {
        Some(Pooling::Max) => ", max_pool2d(2)",
        Some(Pooling::Mean) => ", avg_pool2d(2)",
        None => "",
    };
    let function = match function {
        Function::Identity => "",
        Function::Clamp(_, 6.0) => ", relu6",
        Function::Clamp(..) => ", relu",
        Function::Leaky(_) => ", leaky_relu(negative_slope: 0.1)",
        Function::Sigmoid => ", sigmoid",
        Function::Tanh => ", tanh",
    };
    format!(
        "struct Case: [{}, {}, {}] {{ conv2d({}, kernel: ({}, {}), stride: ({}, {}), \
         padding: edges(top: {}, bottom: {}, left: {}, right: {}), dilation: ({}, {}), groups: {groups}, flip: {flip})\
         {function}{pool} }}",
        groups * channels,
        rows.size,
        columns.size,
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
    )
}

/// How far numbers are from what they should be at most; nothing is near to NaN.
fn distance(found: &[f32], exact: &[f64]) -> f64 {
    assert_eq!(found.len(), exact.len());
    let distances = found.iter().zip(exact).map(|(found, exact)| (f64::from(*found) - exact).abs());
    distances.fold(0.0, |worst, distance| if distance <= worst { worst } else { distance })
}

/// The numbers of a convolution, drawn once, and what is right.
struct Numbers {
    weight: Vec<f32>,
    bias: Vec<f32>,
    x: Vec<f32>,
    /// What is added, if anything is.
    z: Option<Vec<f32>>,
    exact: Vec<f64>,
    /// The greatest sum, of which errors are a part.
    greatest: f64,
}

impl Numbers {
    fn of(conv: &Conv, random: &mut Random) -> Self {
        let [rows, columns] = conv.windows;
        let (inputs, outputs) = (conv.groups * conv.channels, conv.groups * conv.filters);
        let weight = draw(outputs * conv.channels * rows.kernel * columns.kernel, random);
        let bias = draw(outputs, random);
        let x = draw(inputs * rows.size * columns.size, random);
        let mut exact = naive(conv, &weight, &bias, &x);
        let z = (conv.pooling.is_none() && random.below(3) == 0).then(|| draw(exact.len(), random));
        exact.iter_mut().zip(z.iter().flatten()).for_each(|(sum, z)| *sum += f64::from(*z));
        let greatest = exact.iter().fold(1.0, |greatest: f64, sum| greatest.max(sum.abs()));
        exact.iter_mut().for_each(|sum| *sum = value(conv.function, *sum));
        let exact = match conv.pooling {
            Some(pooling) => pools(pooling, &exact, conv.positions()),
            None => exact,
        };
        Self { weight, bias, x, z, exact, greatest }
    }

    /// What a kernel makes of them, between an input and an output that have wider borders than they need.
    fn by(&self, conv: &Conv, [around_x, around_y]: [[usize; 4]; 2]) -> Vec<f32> {
        let [rows, columns] = conv.windows;
        let (inputs, outputs) = (conv.groups * conv.channels, conv.groups * conv.filters);
        let [height, width] = conv.positions().map(|size| if conv.pooling.is_some() { size / 2 } else { size });
        let mut xm = Map::of(Shape::Image(inputs, rows.size, columns.size));
        let mut ym = Map::of(Shape::Image(outputs, height, width));
        if !conv.takes_plain()[0] {
            xm.border = around_x;
        }
        if !conv.takes_plain()[1] {
            ym.border = around_y;
        }
        let (xm, ym) = (xm.around(conv), ym.from(conv));
        let (mut x, mut y, mut found) =
            (vec![f32::NAN; xm.len()], vec![f32::NAN; ym.len()], vec![f32::NAN; self.exact.len()]);
        xm.place(&self.x, &mut x);
        let z = self.z.as_ref().map(|z| {
            let mut placed = vec![f32::NAN; ym.len()];
            ym.place(z, &mut placed);
            placed
        });
        let (mut packed, mut scratch) = (vec![f32::NAN; conv.weights()], vec![f32::NAN; conv.scratch()]);
        conv.pack(&xm, &self.weight, &self.bias, None, &mut packed);
        conv.forward_adding(&packed, (&xm, &x), z.as_deref(), (&ym, &mut y), &mut scratch);
        ym.take(&y, &mut found);
        // Around the image stand zeros, whatever the kernel wrote there.
        for (channel, i) in (0..outputs).flat_map(|channel| (0..height).map(move |i| (channel, i))) {
            let at = ym.at(channel, i, 0);
            let [left, right] = [ym.border[2], ym.border[3]];
            let before = (1..=left).map(|j| y[at - j * ym.block()]);
            let after = (0..right).map(|j| y[at + (width + j) * ym.block()]);
            assert!(before.chain(after).all(|number| number == 0.0), "the border at row {i} of channel {channel}");
        }
        found
    }
}

#[test]
fn convolutions_agree_with_the_definition_on_independent_axes() {
    let _turn = turn();
    let cases = setting("CASES", 3000);
    let random = &mut Random::new(setting("SEED", 1) as u64);
    let mut kernels: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    let mut tiles: BTreeMap<[usize; 3], usize> = BTreeMap::new();
    let mut mistakes = Vec::new();
    for _ in 0..cases {
        let conv = convolution(random);
        let borders = [border(random), border(random)];
        let numbers = Numbers::of(&conv, random);
        for level in Level::all() {
            limit(level);
            let wide = registers(Level::best()).1 >= 32;
            for method in Method::ALL.into_iter().filter(|method| conv.can(*method)) {
                let conv = conv.by(method);
                *kernels.entry((level.name(), method.name())).or_default() += 1;
                if let (Method::Depthwise, Some(tile)) = (method, three(&conv, conv.positions()[0], wide)) {
                    *tiles.entry(tile).or_default() += 1;
                }
                let bound = numbers.greatest * if method == Method::Winograd(4) { 2e-5 } else { 2e-6 };
                let distance = distance(&numbers.by(&conv, borders), &numbers.exact);
                if distance.is_nan() || distance > bound {
                    mistakes.push(format!(
                        "{} by {method:?}, {}, plain {:?}, borders {borders:?}, adding {}: off by {distance:e}",
                        declaration(&conv),
                        level.name(),
                        conv.plain,
                        numbers.z.is_some(),
                    ));
                }
            }
        }
    }
    assert!(
        mistakes.is_empty(),
        "{} mistakes, such as\n{}",
        mistakes.len(),
        mistakes[..mistakes.len().min(10)].join("\n")
    );
    // Nothing is left out, however the numbers fall.
    for level in Level::all() {
        for method in Method::ALL {
            let count = kernels.get(&(level.name(), method.name())).copied().unwrap_or(0);
            assert!(count * 500 >= cases, "{method:?} ran {count} times with {}", level.name());
        }
    }
    assert!(tiles.len() >= 4, "tiles of 3 × 3: {tiles:?}");
}

/// The input elements of a position, counted one by one, and by how many a mean divides.
fn cell(cells: Cells, position: usize) -> (Vec<usize>, usize) {
    match cells {
        Cells::Sliding(window, counts) => {
            let taps: Vec<usize> = (0..window.kernel).filter_map(|tap| window.index(position, tap)).collect();
            let padded = window.before + window.size + window.after;
            let inside = |tap: &usize| position * window.stride + tap * window.dilation < padded;
            let divisor = if counts { (0..window.kernel).filter(inside).count() } else { taps.len() };
            (taps, divisor)
        }
        Cells::Share(elements, positions) => {
            let taps: Vec<usize> = (0..elements)
                .filter(|e| (e + 1) * positions > position * elements && e * positions < (position + 1) * elements)
                .collect();
            let divisor = taps.len();
            (taps, divisor)
        }
    }
}

/// The cells of an axis, and how many elements and positions it has.
fn cells(counts: bool, random: &mut Random) -> (Cells, usize, usize) {
    if random.below(4) == 0 {
        let (elements, positions) = (1 + random.below(12), 1 + random.below(12));
        return (Cells::Share(elements, positions), elements, positions);
    }
    loop {
        let kernel = 1 + random.below(5);
        let window = window(kernel, 1 + random.below(4), 1 + random.below(3), random);
        let window = Window { ceil: random.below(2) == 0, ..window };
        // A pool has no window of nothing but padding.
        let reads = |position| (0..kernel).any(|tap| window.index(position, tap).is_some());
        if (0..window.out()).all(reads) {
            return (Cells::Sliding(window, counts), window.size, window.out());
        }
    }
}

#[test]
fn pools_agree_with_the_definition_on_independent_axes() {
    let _turn = turn();
    let random = &mut Random::new(setting("SEED", 2) as u64);
    for _ in 0..setting("CASES", 600) {
        let channels = pick(&CHANNELS, random);
        let (max, counts) = (random.below(2) == 0, random.below(2) == 0);
        let ((rows, height, down), (columns, width, across)) = (cells(counts, random), cells(counts, random));
        let pool = Pool { max, cells: [rows, columns] };
        let map = |height, width, border| Map { border, ..Map::of(Shape::Image(channels, height, width)) };
        let (xm, ym) = (map(height, width, border(random)), map(down, across, border(random)));
        let x = draw(channels * height * width, random);
        let mut exact = Vec::new();
        for plane in x.chunks_exact(height * width) {
            for (i, j) in (0..down).flat_map(|i| (0..across).map(move |j| (i, j))) {
                let ((us, by), (vs, by_columns)) = (cell(rows, i), cell(columns, j));
                let numbers = us.iter().flat_map(|u| vs.iter().map(move |v| f64::from(plane[u * width + v])));
                exact.push(if max {
                    numbers.fold(f64::NEG_INFINITY, f64::max)
                } else {
                    numbers.sum::<f64>() / (by * by_columns) as f64
                });
            }
        }
        for level in Level::all() {
            limit(level);
            let (mut placed, mut y, mut found) =
                (vec![f32::NAN; xm.len()], vec![f32::NAN; ym.len()], vec![f32::NAN; exact.len()]);
            xm.place(&x, &mut placed);
            pool.forward((&xm, &placed), (&ym, &mut y));
            ym.take(&y, &mut found);
            let distance = distance(&found, &exact);
            assert!(distance < 1e-6, "{pool:?} of {xm:?} to {ym:?}, {}: off by {distance:e}", level.name());
        }
    }
}

/// Three sizes whose product is that of `sizes`, in another order of factors.
fn rearranged(sizes: [usize; 3], random: &mut Random) -> [usize; 3] {
    let length = sizes.iter().product::<usize>();
    let divisors: Vec<usize> = (1..=length).filter(|d| length.is_multiple_of(*d)).collect();
    let channels = pick(&divisors, random);
    let rest: Vec<usize> = divisors.into_iter().filter(|d| (length / channels).is_multiple_of(*d)).collect();
    let height = pick(&rest, random);
    [channels, height, length / channels / height]
}

#[test]
fn what_stands_in_another_layout_is_the_same() {
    let _turn = turn();
    let random = &mut Random::new(setting("SEED", 3) as u64);
    for _ in 0..setting("CASES", 600) {
        let sizes = [pick(&CHANNELS, random), 1 + random.below(9), 1 + random.below(9)];
        let map = |[channels, height, width]: [usize; 3], random: &mut Random| Map {
            border: border(random),
            ..Map::of(Shape::Image(channels, height, width))
        };
        let xm = map(sizes, random);
        let others = rearranged(sizes, random);
        let ym = map(others, random);
        // Behind some channels of another value with the same rows and columns.
        let (ahead, offset) = (map([sizes[0] + 40, sizes[1], sizes[2]], random), random.below(40));
        let (value, added) = (draw(sizes.iter().product(), random), draw(sizes.iter().product(), random));
        let linear = Linear::new(value.len(), 1 + random.below(40));
        let (weight, bias) = (draw(linear.inputs * linear.outputs, random), draw(linear.outputs, random));
        let exact: Vec<f64> = (0..linear.outputs)
            .map(|o| {
                let row = weight[o * value.len()..].iter().zip(&value);
                f64::from(bias[o]) + row.map(|(w, x)| f64::from(*w) * f64::from(*x)).sum::<f64>()
            })
            .collect();
        for level in Level::all() {
            limit(level);
            let place = |map: &Map, value: &[f32]| {
                let mut placed = vec![f32::NAN; map.len()];
                map.place(value, &mut placed);
                placed
            };
            let take = |map: &Map, placed: &[f32]| {
                let mut taken = vec![f32::NAN; map.channels * map.height * map.width];
                map.take(placed, &mut taken);
                taken
            };
            let x = place(&xm, &value);
            let mut y = vec![f32::NAN; ym.len()];
            other::copy((&xm, &x), (&ym, &mut y));
            assert_eq!(take(&ym, &y), value, "{xm:?} copied to {ym:?}");

            let mut sum = place(&ym, &added);
            other::add((&xm, &x), (&ym, &mut sum));
            let expected: Vec<f32> = value.iter().zip(&added).map(|(a, b)| a + b).collect();
            assert_eq!(take(&ym, &sum), expected, "{xm:?} added to {ym:?}");

            let mut joined = vec![0.0; ahead.len()];
            other::place((&xm, &x), offset, (&ahead, &mut joined));
            let plane = sizes[1] * sizes[2];
            assert_eq!(
                take(&ahead, &joined)[offset * plane..][..value.len()],
                value,
                "{xm:?} in {ahead:?} at {offset}"
            );

            let factors: Vec<f32> = (0..xm.channels).map(|c| c as f32).collect();
            let mut scaled = x.clone();
            other::scale(&xm, &factors, &factors, &mut scaled);
            let expected: Vec<f32> =
                value.iter().enumerate().map(|(at, x)| x * factors[at / plane] + factors[at / plane]).collect();
            assert_eq!(take(&xm, &scaled), expected, "{xm:?} scaled");

            let out = Map::of(Shape::Vector(linear.outputs));
            let (mut packed, mut y) = (vec![f32::NAN; linear.weights()], vec![f32::NAN; out.len()]);
            linear.pack(&xm, &weight, &bias, None, &mut packed);
            linear.forward(&packed, (&xm, &x), (&out, &mut y));
            let distance = distance(&take(&out, &y), &exact);
            // Sums of products of at most 1/4.
            assert!(
                distance < 1e-6 + 3e-8 * value.len() as f64,
                "{linear:?} of {xm:?}, {}: off by {distance:e}",
                level.name()
            );
        }
    }
}
