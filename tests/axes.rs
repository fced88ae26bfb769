//! Networks of random geometries, of which rows and columns share nothing: for one image, for a batch, prepared and in training, on
//! every instruction set, against their twins. What a table says of their last layer is held against a formula of its own.
//!
//! `axes/networks.py` wrote the networks to `axes/networks.rs`, and says how to write others.

#[path = "axes/networks.rs"]
mod networks;

use lenet_runtime::shape::{Growth, Window};
use lenet_runtime::simd::{self, Level};
use lenet_runtime::{LANES, Pass, Plain, Prepare, Tile, Zeroed};
use reference::activation::{self, Function};
use reference::compose::{Branches, Chain};
use reference::convolution::{Conv2d, ConvTranspose2d, Linear};
use reference::numbers::{distinct, uniform};
use reference::pool::{AdaptiveAvgPool, AdaptiveMaxPool, AvgPool, MaxPool};
use reference::resize::{Between, Crop, Pad, Upsample};
use reference::{Gradient, Twin, widen};
use std::collections::BTreeSet;

type Layer = Box<dyn Twin>;

fn window([size, kernel, stride, before, after, dilation]: [usize; 6], ceil: bool) -> Window {
    Window { size, kernel, stride, before, after, dilation, ceil }
}

fn conv(
    [channels, filters, groups]: [usize; 3],
    rows: [usize; 6],
    columns: [usize; 6],
    flip: bool,
    bias: bool,
) -> Layer {
    let [rows, columns] = [rows, columns].map(|axis| window(axis, false));
    Box::new(Conv2d { channels, filters, groups, rows, columns, flip, bias })
}

fn transposed([channels, filters, groups]: [usize; 3], rows: [usize; 7], columns: [usize; 7], bias: bool) -> Layer {
    let [rows, columns] = [rows, columns].map(|[size, kernel, stride, before, after, dilation, output_padding]| {
        Growth { size, kernel, stride, before, after, dilation, output_padding }
    });
    Box::new(ConvTranspose2d { channels, filters, groups, rows, columns, bias })
}

fn max_pool(channels: usize, rows: [usize; 6], columns: [usize; 6], ceil: bool) -> Layer {
    let [rows, columns] = [rows, columns].map(|axis| window(axis, ceil));
    Box::new(MaxPool { channels, rows, columns })
}

fn avg_pool(channels: usize, rows: [usize; 6], columns: [usize; 6], ceil: bool, count_include_pad: bool) -> Layer {
    let [rows, columns] = [rows, columns].map(|axis| window(axis, ceil));
    Box::new(AvgPool { channels, rows, columns, count_include_pad })
}

fn adaptive(max: bool, channels: usize, input: [usize; 2], output: [usize; 2]) -> Layer {
    if max {
        Box::new(AdaptiveMaxPool { channels, input, output })
    } else {
        Box::new(AdaptiveAvgPool { channels, input, output })
    }
}

fn upsample(channels: usize, input: [usize; 2], scale: [usize; 2], between: Between) -> Layer {
    Box::new(Upsample { channels, input, scale, between })
}

fn pad(channels: usize, input: [usize; 2], edges: [usize; 4], value: f64) -> Layer {
    Box::new(Pad { channels, input, edges, value })
}

fn crop(channels: usize, input: [usize; 2], edges: [usize; 4]) -> Layer {
    Box::new(Crop { channels, input, edges })
}

fn activation(len: usize, function: Function) -> Layer {
    Box::new(activation::Activation { len, function })
}

fn residual(layer: Layer) -> Layer {
    Box::new(Branches { branches: vec![Chain(vec![layer])], identity: true, concat: false })
}

fn linear(inputs: usize, outputs: usize) -> Layer {
    Box::new(Linear { inputs, outputs, bias: true })
}

/// How many rows and columns of the input an element of the output sees.
enum Sees {
    Exactly([usize; 2]),
    /// Where the formula of a layer is a bound.
    AtMost([usize; 2]),
}

/// So many images that a batch has a tile that is not full.
const IMAGES: usize = 3;

/// What is found, and what is right.
#[derive(Default)]
struct Check {
    cases: usize,
    mistakes: Vec<String>,
    /// The kernels that the networks' layers name.
    kernels: BTreeSet<&'static str>,
}

impl Check {
    /// Numbers that may be off by 2e-5 of the greatest: what Winograd's filtering in tiles of 4 × 4 and a layer after it may do.
    fn close(&mut self, what: &str, found: &[f32], exact: &[f64]) {
        let greatest = exact.iter().fold(1e-3, |greatest: f64, number| greatest.max(number.abs()));
        if let Err(error) = reference::close(what, found, exact, &vec![2e-5 * greatest; exact.len()]) {
            self.mistakes.push(error);
        }
    }

    fn same<T: PartialEq + std::fmt::Debug>(&mut self, what: &str, found: T, expected: T) {
        if found != expected {
            self.mistakes.push(format!("{what}: {found:?}, expected {expected:?}"));
        }
    }
}

/// What is right for some images.
struct Exact {
    y: Vec<Vec<f64>>,
    dx: Vec<Vec<f64>>,
    dp: Vec<f64>,
}

impl Exact {
    fn of(twin: &Chain, p: &[f32], x: &[Vec<f32>], dy: &[Vec<f32>]) -> Self {
        let p = widen(p);
        let mut exact = Self { y: vec![], dx: vec![], dp: vec![0.0; p.len()] };
        for (x, dy) in x.iter().zip(dy) {
            let (x, dy) = (widen(x), widen(dy));
            exact.y.push(twin.forward(&p, &x));
            let Gradient { p: dp, x: dx } = twin.backward(&p, &x, &dy);
            exact.dx.push(dx);
            exact.dp.iter_mut().zip(dp).for_each(|(sum, dp)| *sum += dp);
        }
        exact
    }
}

/// What a network computes in every way, with the level that is set: outputs, and gradients.
struct Computed {
    one: Vec<f32>,
    batch: Vec<Vec<f32>>,
    prepared: Vec<f32>,
    trained: Vec<Vec<f32>>,
    dx: Vec<Vec<f32>>,
    dp: Vec<f32>,
}

fn compute<N: Prepare>(p: &[f32], x: &[Vec<f32>], dy: &[Vec<f32>]) -> Computed {
    let mut network = N::zeroed_box();
    network.floats_mut().copy_from_slice(p);
    let mut images = vec![N::Input::ZERO; LANES + IMAGES];
    for (image, x) in images.iter_mut().zip(x.iter().cycle()) {
        image.floats_mut().copy_from_slice(x);
    }
    let one = network.forward(&images[0]).floats().to_vec();
    let prepared = network.prepare().forward(&images[0]).floats().to_vec();
    let batch = network.forward_batch(&images).iter().map(|y| y.floats().to_vec()).collect();

    let mut tape = N::Tape::<LANES>::zeroed_box();
    let (mut x_tile, mut dx_tile) = (Tile::<N::Input, LANES>::zeroed_box(), Tile::<N::Input, LANES>::zeroed_box());
    let mut dp = N::zeroed_box();
    fill(x_tile.lanes_mut(), x);
    dx_tile.floats_mut().fill(f32::NAN);
    let pass = Pass { seed: 1, images: IMAGES };
    network.record(&x_tile, &mut tape, &pass);
    let (y, end) = N::ends(&mut tape);
    let trained = take(y.lanes());
    fill(end.lanes_mut(), dy);
    network.backward(&x_tile, &mut tape, &pass, &mut dp, Some(&mut dx_tile));
    Computed { one, batch, prepared, trained, dx: take(dx_tile.lanes()), dp: dp.floats().to_vec() }
}

/// One image in each of the first lanes.
fn fill(lanes: &mut [[f32; LANES]], images: &[Vec<f32>]) {
    for (lane, image) in images.iter().enumerate() {
        lanes.iter_mut().zip(image).for_each(|(element, number)| element[lane] = *number);
    }
}

fn take(lanes: &[[f32; LANES]]) -> Vec<Vec<f32>> {
    (0..IMAGES).map(|lane| lanes.iter().map(|element| element[lane]).collect()).collect()
}

/// Judges a network by its twin.
fn case<N: Prepare>(check: &mut Check, parameters: usize, macs: u64, sees: Sees, layers: Vec<Layer>) {
    let what = |of: &str| format!("{}: {of}", N::NAME);
    check.cases += 1;
    check.same(&what("parameters"), (N::PARAMETERS, N::FLOATS), (parameters, parameters));
    check.same(&what("multiply-adds"), N::MACS, macs);
    let last = N::LAYERS.last().expect("a layer");
    let found = last.field.size();
    match sees {
        Sees::Exactly(field) => check.same(&what("field"), found, field),
        Sees::AtMost([rows, columns]) => {
            check.same(
                &what(&format!("a field of {found:?} holds {rows}×{columns}")),
                found[0] >= rows && found[1] >= columns,
                true,
            );
        }
    }
    check.kernels.extend(N::LAYERS.iter().flat_map(|layer| [layer.engine, layer.prepared]));

    // Weights that keep sums near 1, images without two numbers near each other.
    let size = 2.0 / (macs as f32 / last.output.len() as f32).sqrt().max(2.0);
    let p: Vec<f32> = uniform(1, parameters).into_iter().map(|p| p * size).collect();
    let x: Vec<Vec<f32>> = (0..IMAGES).map(|image| distinct(10 + image as u32, N::Input::FLOATS)).collect();
    let dy: Vec<Vec<f32>> = (0..IMAGES).map(|image| uniform(20 + image as u32, N::Output::FLOATS)).collect();
    let exact = Exact::of(&Chain(layers), &p, &x, &dy);
    for level in Level::all() {
        simd::limit(level);
        let computed = compute::<N>(&p, &x, &dy);
        judge(check, &|of| format!("{}, {}: {of}", N::NAME, level.name()), &computed, &exact);
    }
}

fn judge(check: &mut Check, what: &dyn Fn(&str) -> String, found: &Computed, exact: &Exact) {
    check.close(&what("one image"), &found.one, &exact.y[0]);
    check.close(&what("prepared"), &found.prepared, &exact.y[0]);
    for (image, y) in found.batch.iter().enumerate() {
        check.close(&what(&format!("image {image} of a batch")), y, &exact.y[image % IMAGES]);
    }
    for image in 0..IMAGES {
        check.close(&what(&format!("image {image} in training")), &found.trained[image], &exact.y[image]);
        check.close(&what(&format!("gradient of image {image}")), &found.dx[image], &exact.dx[image]);
    }
    check.close(&what("gradient of the parameters"), &found.dp, &exact.dp);
}

#[test]
fn networks_of_independent_axes_compute_what_their_twins_compute() {
    let mut check = Check::default();
    networks::all(&mut check);
    let Check { cases, mistakes, kernels } = check;
    assert!(mistakes.is_empty(), "{} mistakes in {cases} networks:\n{}", mistakes.len(), mistakes.join("\n"));
    // Every kernel that a layer can get has been tried.
    for kernel in [
        "lanes",
        "lanes, gemm",
        "winograd rows",
        "channels",
        "columns",
        "depthwise",
        "winograd 2×2",
        "winograd 4×4",
        "pointwise",
        "planes",
        "direct",
        "gemm",
        "im2col + gemm",
        "↑",
    ] {
        assert!(kernels.contains(kernel), "no layer runs by `{kernel}`: {kernels:?}");
    }
}
