//! A declared network beside its twin: one image, a batch, prepared and training, at every level.

use super::Network;
use super::bounded::{Bounded, Expected};
use super::sees::Sees;
use crate::Tally;
use crate::case::compare;
use lenet_runtime::__internals::kernel::geometry::Reference;
use lenet_runtime::__internals::kernel::plan::{Forward, Gradient, Product};
use lenet_runtime::__internals::kernel::prepared;
use lenet_runtime::simd::{self, Level};
use lenet_runtime::{LANES, Pass, Plain, Prepare, Tile, Zeroed};
use reference::numbers::{distinct, uniform};
use reference::widen;

/// So many images that a batch has a tile that is not full.
const IMAGES: usize = 3;

/// What is tried, and what is found.
#[derive(Default)]
pub struct Check {
    /// The networks, as the program has them in this order.
    pub networks: Vec<Network>,
    /// How many times numbers are drawn for each.
    pub seeds: u32,
    /// How far numbers may be off at most, as a part of the greatest of them, if their bounds are wider.
    pub at_most: f64,
    /// Which network differs, and how. Of each the first mistake.
    pub differences: Vec<(usize, String)>,
    /// How many draws of numbers were too near to where a gradient jumps.
    pub skipped: usize,
    /// How many were judged.
    pub judged: usize,
    /// Which kernels ran.
    pub tally: Tally,
}

impl Check {
    /// To try networks with so many draws of numbers each.
    #[must_use]
    pub fn new(networks: Vec<Network>, seeds: u32) -> Self {
        let mut check = Self { networks, seeds, at_most: f64::INFINITY, ..Self::default() };
        expect(&mut check.tally);
        check
    }
}

const ONE: &str = "one image";
const BATCH: &str = "batch";
const GRADIENTS: [&str; 2] = ["gradient of the input", "gradient of the weights"];
const PREPARED: &str = "prepared";

/// The kernels that there are, by the names that a summary has for them.
fn expect(tally: &mut Tally) {
    let vectors = |level: Level| matches!(level, Level::Vectors(_));
    let plain = |level| !vectors(level);
    let mut expect = |engine: &str, kernels: &[&str], at: &dyn Fn(Level) -> bool| {
        kernels.iter().for_each(|kernel| tally.expect(engine, kernel, at));
    };
    let references = Reference::ALL.map(Reference::name);
    expect(BATCH, &[Forward::Lanes, Forward::WinogradRows].map(Forward::name), &vectors);
    expect(ONE, &[Forward::Columns.name(), Forward::Columns.name_with_pool(), Product::Inputs.name()], &vectors);
    expect(ONE, &Reference::ALL.map(Forward::Reference).map(Forward::name_with_pool), &plain);
    // The gradient of a transposed convolution's input is a convolution.
    expect(GRADIENTS[0], &[Gradient::Lanes.name(), Forward::WinogradRows.name()], &vectors);
    expect(GRADIENTS[1], &[Gradient::Lanes.name()], &vectors);
    // A product of matrices may be the best at every level.
    expect(GRADIENTS[1], &references[1..], &|_| true);
    for engine in [BATCH, GRADIENTS[0], GRADIENTS[1]] {
        expect(engine, &references, &plain);
    }
    // Transposed convolutions have no other kernel for one image.
    expect(ONE, &references, &|_| true);
    expect(PREPARED, &references, &|_| true);
    expect(PREPARED, &prepared::conv::Algorithm::ALL.map(prepared::conv::Algorithm::name), &|_| true);
    expect(PREPARED, &[lenet_runtime::Layer::FUSED], &|_| true);
    for engine in [BATCH, ONE, GRADIENTS[0], GRADIENTS[1], PREPARED] {
        expect(engine, &["definition"], &|_| true);
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

struct Numbers {
    p: Vec<f32>,
    x: Vec<Vec<f32>>,
    dy: Vec<Vec<f32>>,
}

impl Numbers {
    /// Weights that keep sums near 1, images without two numbers near each other.
    fn draw<N: Prepare>(network: &Network, seed: u32) -> Self {
        let outputs = network.output().iter().product::<usize>();
        let size = 2.0 / (network.macs() as f32 / outputs as f32).sqrt().max(2.0);
        let images = |of: u32, numbers: &dyn Fn(u32) -> Vec<f32>| {
            (0..IMAGES as u32).map(|image| numbers(100 * seed + of + image)).collect()
        };
        Self {
            p: uniform(100 * seed + 1, N::FLOATS).into_iter().map(|p| p * size).collect(),
            x: images(10, &|seed| distinct(seed, N::Input::FLOATS)),
            dy: images(20, &|seed| uniform(seed, N::Output::FLOATS)),
        }
    }
}

fn compute<N: Prepare>(numbers: &Numbers) -> Computed {
    let Numbers { p, x, dy } = numbers;
    let mut network = N::zeroed_box();
    network.floats_mut().copy_from_slice(p);
    let mut images = vec![N::Input::ZERO; LANES + IMAGES];
    for (image, x) in images.iter_mut().zip(x.iter().cycle()) {
        image.floats_mut().copy_from_slice(x);
    }
    let one = network.forward(&images[0]).floats().to_vec();
    let prepared = network.prepare().forward(&images[0]).floats().to_vec();
    let batch = network.forward_batch(&images).iter().map(|y| y.floats().to_vec()).collect();

    let (mut tape, mut workspace) = (N::Tape::<LANES>::zeroed_box(), N::TrainingWorkspace::<LANES>::zeroed_box());
    let (mut x_tile, mut dx_tile) = (Tile::<N::Input, LANES>::zeroed_box(), Tile::<N::Input, LANES>::zeroed_box());
    let mut dp = N::zeroed_box();
    fill(x_tile.lanes_mut(), x);
    dx_tile.floats_mut().fill(f32::NAN);
    let pass = Pass { seed: 1, images: IMAGES, training: true };
    network.record(&x_tile, &mut tape, &mut workspace, &pass);
    let (y, end) = N::ends(&tape, &mut workspace);
    let trained = take(y.lanes());
    fill(end.lanes_mut(), dy);
    network.backward(&x_tile, &mut tape, &mut workspace, &pass, &mut dp, Some(&mut dx_tile));
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

/// What is right for all images: outputs and gradients of each, and the gradient of the parameters.
struct Right {
    y: Vec<Bounded>,
    dx: Vec<Bounded>,
    dp: Bounded,
}

impl Right {
    fn of(network: &Network, numbers: &Numbers, minimal: bool) -> Option<Self> {
        let p = widen(&numbers.p);
        let zeros = vec![0.0; p.len()];
        let mut right = Self { y: vec![], dx: vec![], dp: Bounded { at: zeros.clone(), off: zeros } };
        for (x, dy) in numbers.x.iter().zip(&numbers.dy) {
            let expected = Expected::of(network, &p, widen(x), widen(dy), minimal, IMAGES)?;
            right.dp.add(&expected.dp);
            right.y.push(expected.y);
            right.dx.push(expected.dx);
        }
        Some(right)
    }
}

/// Judges network number `index`, which is declared as `N`.
pub fn judge<N: Prepare>(check: &mut Check, index: usize) {
    let network = check.networks[index].clone();
    if let Err(error) = table::<N>(&network).and_then(|()| numbers::<N>(check, &network)) {
        check.differences.push((index, error));
    }
}

/// What the table of a network says.
fn table<N: Prepare>(network: &Network) -> Result<(), String> {
    let expect = |what: &str, found: u64, expected: usize| {
        let right = found == expected as u64;
        if right { Ok(()) } else { Err(format!("{found} {what}, expected {expected}")) }
    };
    expect("parameters", N::PARAMETERS as u64, network.parameters())?;
    expect("numbers", N::FLOATS as u64, network.parameters())?;
    expect("multiply-adds", N::MACS, network.macs())?;
    let last = N::LAYERS.last().ok_or("no layer")?;
    let ([rows, columns], sees) = (last.field.size(), network.sees());
    let right = match sees {
        Sees::Exactly(sizes) => [rows, columns] == sizes,
        Sees::AtMost(sizes) => rows >= sizes[0] && columns >= sizes[1],
    };
    if right { Ok(()) } else { Err(format!("a receptive field of {rows}×{columns}, expected {sees:?}")) }
}

fn numbers<N: Prepare>(check: &mut Check, network: &Network) -> Result<(), String> {
    let minimal = N::LAYERS.iter().any(|layer| {
        let kernels = layer.kernels.into_iter().flatten();
        let mut names = kernels.flat_map(|kernels| [kernels.batch, kernels.gradients[0]]).chain([layer.prepared]);
        names.any(|name| name.contains("winograd"))
    });
    for seed in 0..check.seeds {
        let drawn = (0..8).find_map(|again| {
            let numbers = Numbers::draw::<N>(network, seed + 1000 * again);
            Right::of(network, &numbers, minimal).map(|right| (numbers, right))
        });
        let Some((numbers, right)) = drawn else {
            check.skipped += 1;
            continue;
        };
        check.judged += 1;
        for level in Level::all() {
            simd::limit(level);
            agree(network, &compute::<N>(&numbers), &right, check.at_most)
                .map_err(|error| format!("with {}, numbers {seed}: {error}", level.name()))?;
            count::<N>(check, level)?;
        }
    }
    Ok(())
}

fn agree(network: &Network, found: &Computed, right: &Right, at_most: f64) -> Result<(), String> {
    let close = |what: &str, shape: [usize; 3], found: &[f32], right: &Bounded| {
        let greatest = right.at.iter().fold(1e-3, |greatest: f64, number| greatest.max(number.abs()));
        let off: Vec<f64> = right.off.iter().map(|off| off.min(at_most * greatest)).collect();
        compare(what, shape, found, &right.at, &off)
    };
    let (input, output) = (network.input, network.output());
    close("one image", output, &found.one, &right.y[0])?;
    close("prepared", output, &found.prepared, &right.y[0])?;
    for (image, y) in found.batch.iter().enumerate() {
        close(&format!("image {image} of a batch"), output, y, &right.y[image % IMAGES])?;
    }
    for image in 0..IMAGES {
        close(&format!("image {image} in training"), output, &found.trained[image], &right.y[image])?;
        close(&format!("gradient of image {image}"), input, &found.dx[image], &right.dx[image])?;
    }
    close("gradient of the parameters", [1, 1, found.dp.len()], &found.dp, &right.dp)
}

/// Counts the kernels that have run, by their names in the plans of the layers.
fn count<N: Prepare>(check: &mut Check, level: Level) -> Result<(), String> {
    for layer in N::LAYERS {
        let mut ran = Vec::new();
        if let Some(kernels) = layer.kernels_at(level) {
            ran.extend([(BATCH, kernels.batch), (ONE, kernels.single)]);
            ran.extend(GRADIENTS.into_iter().zip(kernels.gradients));
        }
        if !layer.prepared.is_empty() {
            ran.push((PREPARED, layer.prepared));
        }
        for (engine, kernel) in ran {
            if !check.tally.knows(engine, kernel) {
                return Err(format!("{engine}: `{kernel}` is the name of no kernel"));
            }
            check.tally.hit(engine, kernel, level);
        }
    }
    Ok(())
}
