//! A workspace is as small as what is alive at once allows. What is alive is found here from the table of the layers alone: who reads
//! what, and the shapes of the outputs.

use examples::Visitor;
use examples::alexnet::AlexNet;
use examples::dscnn::DsCnn;
use examples::googlenet::GoogLeNet;
use examples::lenet5::{LeNet5, ModernLeNet5};
use examples::mlp::Mlp;
use examples::mobilenet::{MobileNetV1, MobileNetV2, VisualWakeWords};
use examples::resnet::{ResNet8, ResNet18};
use examples::squeezenet::SqueezeNet;
use examples::unet::UNet;
use examples::vgg11::Vgg11;
use lenet_runtime::{Layer, Network, Plain, Prepare, Prepared, Workspace, Zeroed, network};
use std::collections::BTreeSet;

/// These may write over what they read, if nobody reads it after them.
const IN_PLACE: [&str; 6] = ["sigmoid", "tanh", "relu", "relu6", "batch_norm2d", "residual"];

/// The numbers of these are those of their input.
const PASSES_ON: [&str; 3] = ["flatten", "reshape", "dropout"];

/// The most numbers that are alive at once, with the input of so many. Of a convolution that is computed with the pool after it, some
/// rows are alive: `rows` says how many numbers, or that it is there as a whole.
fn bound(layers: &[Layer], input: usize, rows: Option<fn(&Pooled) -> usize>) -> usize {
    let mut size = vec![input];
    size.extend(layers.iter().map(|layer| layer.output.len()));
    // For each row, the one that has its numbers.
    let mut root: Vec<usize> = (0..=layers.len()).collect();
    for (row, layer) in (1..).zip(layers) {
        if PASSES_ON.contains(&layer.kind) {
            root[row] = root[layer.inputs[0]];
        }
    }
    let inputs = |row: usize| layers[row - 1].inputs.iter().map(|&from| root[from]);
    // What is computed with a pool, of which no value is there as a whole.
    let all = (1..=layers.len()).filter(|_| rows.is_some());
    let pooled: Vec<Pooled> = all.filter_map(|row| Pooled::of(layers, row)).collect();
    let is_inside = |row: usize| pooled.iter().any(|pooled| pooled.inside.contains(&row));
    let mut alive = BTreeSet::from([root[layers.len()]]);
    let mut most = 0;
    for row in (1..=layers.len()).rev().filter(|&row| root[row] == row) {
        if is_inside(row) {
            // What the convolution reads is in use until the pool has been computed.
            alive.remove(&row);
            alive.extend(inputs(row));
            continue;
        }
        let dies = inputs(row).any(|from| from != 0 && !alive.contains(&from));
        let output = if IN_PLACE.contains(&layers[row - 1].kind) && dies { 0 } else { size[row] };
        alive.remove(&row);
        let mut at_once = alive.clone();
        let mut strip = 0;
        match pooled.iter().find(|pooled| pooled.pool == row) {
            Some(pooled) => {
                at_once.extend(inputs(pooled.inside[0]));
                strip = rows.map_or(0, |rows| rows(pooled));
            }
            None => at_once.extend(inputs(row)),
        }
        alive.extend(inputs(row));
        most = most.max(at_once.iter().map(|&value| size[value]).sum::<usize>() + output + strip);
    }
    most
}

/// A pool, and the convolution with which it is computed.
struct Pooled {
    pool: usize,
    /// The convolution, and the layers between.
    inside: Vec<usize>,
    /// How many numbers the rows have that one row of the pool reads.
    least: usize,
    /// The same where calls take time: strips of 1,024 numbers, as long as these and the pool are fewer than the convolution has.
    most: usize,
}

impl Pooled {
    /// The one whose pool is in this row.
    fn of(layers: &[Layer], pool: usize) -> Option<Self> {
        let layer = &layers[pool - 1];
        let readers = |row: usize| layers.iter().flat_map(|layer| layer.inputs).filter(|&&from| from == row).count();
        if !matches!(layer.kind, "max_pool2d" | "avg_pool2d") {
            return None;
        }
        let mut inside = vec![layer.inputs[0]];
        while inside[0] > 0
            && ["sigmoid", "tanh", "relu", "relu6", "batch_norm2d", "dropout"].contains(&layers[inside[0] - 1].kind)
            && readers(inside[0]) == 1
        {
            inside.insert(0, layers[inside[0] - 1].inputs[0]);
        }
        let first = inside[0];
        if first == 0 || layers[first - 1].kind != "conv2d" || readers(first) != 1 {
            return None;
        }
        let conv = &layers[first - 1];
        let ([rows, columns], [height, width]) = (layer.window?, [layer.output.height(), layer.output.width()]);
        // Else the rows and the pool would be more than the convolution.
        let read = rows.reach().min(rows.size);
        let filters = conv.output.channels() / conv.groups;
        let (row, room) = (filters * columns.size, rows.size * columns.size);
        let at_once = 1024_usize.div_ceil(row * rows.stride);
        let most = row * (read + (at_once - 1) * rows.stride);
        (read * columns.size + height * width <= room).then(|| Self {
            pool,
            inside,
            least: row * read,
            most: most.min(filters * (room - height * width)).max(row * read),
        })
    }
}

/// With vector instructions a value begins where a cache line does: so many numbers more for each that is alive at the peak.
const LINE: usize = 16;

struct Compare;

impl Visitor for Compare {
    fn visit<N: Network>(&mut self) {
        let least = bound(N::LAYERS, N::Input::FLOATS, Some(|pooled| pooled.least));
        let most = bound(N::LAYERS, N::Input::FLOATS, Some(|pooled| pooled.most)) + 4 * LINE;
        assert!((least..=most).contains(&N::VALUES), "{}: {} numbers, and {least} are alive", N::NAME, N::VALUES);
        assert!(size_of::<Workspace<N>>() >= size_of::<f32>() * N::VALUES);
    }
}

#[test]
fn the_values_of_a_workspace_take_what_is_alive_at_once() {
    examples::each(&mut Compare);
}

/// A prepared network fuses layers, and its images stand in blocks of 16 channels with zeros around them, those of few
/// channels in rows of whole vectors: for images that is at most a tenth more than what is alive in the network as it is, or a fifth
/// where they are small. Convolutions are computed with the pools after it up to 16 output channels: those of LeNet-5.
#[test]
fn the_values_of_a_prepared_workspace_take_little_more() {
    fn check<N: Prepare>(pools: bool, most: f64) {
        let rows = pools.then_some((|pooled| pooled.least) as fn(&Pooled) -> usize);
        let (found, plain) = (N::PACKED_VALUES, bound(N::LAYERS, N::Input::FLOATS, rows));
        assert!(found as f64 <= most * plain as f64, "{}: {found} numbers, {plain} as it is", N::NAME);
        assert!(Prepared::<N>::RAM_BYTES >= size_of::<f32>() * (found + N::Output::FLOATS));
    }
    check::<LeNet5>(true, 1.1);
    check::<ModernLeNet5>(true, 1.1);
    check::<Mlp>(false, 1.7);
    check::<AlexNet>(false, 1.1);
    check::<Vgg11>(false, 1.1);
    check::<GoogLeNet>(false, 1.1);
    check::<ResNet18>(false, 1.1);
    check::<ResNet8>(false, 1.1);
    check::<UNet>(false, 1.1);
    check::<SqueezeNet>(false, 1.1);
    check::<MobileNetV1>(false, 1.1);
    check::<MobileNetV2>(false, 1.1);
    check::<VisualWakeWords>(false, 1.1);
    check::<DsCnn>(false, 1.2);
}

/// What is computed from the image in the workspace is what is computed from one outside, again and again.
#[test]
fn the_place_of_the_input_serves_as_one_outside() {
    fn check<N: Prepare>() {
        let (network, mut image) = (N::init(5), N::Input::zeroed_box());
        let (mut workspace, mut packed) = (N::workspace(), Prepared::<N>::workspace());
        let prepared = network.prepare();
        for round in 0..3 {
            for (at, pixel) in image.floats_mut().iter_mut().enumerate() {
                *pixel = ((at * (7 + round)) % 31) as f32 / 31.0 - 0.4;
            }
            let expected = network.forward(&image);
            N::input_mut(&mut workspace).floats_mut().copy_from_slice(image.floats());
            assert_eq!(network.forward_in_place(&mut workspace).floats(), expected.floats(), "{}", N::NAME);
            let expected = prepared.forward(&image);
            Prepared::<N>::input_mut(&mut packed).floats_mut().copy_from_slice(image.floats());
            assert_eq!(prepared.forward_in_place(&mut packed).floats(), expected.floats(), "{}, prepared", N::NAME);
        }
    }
    check::<LeNet5>();
    check::<ModernLeNet5>();
    check::<Mlp>();
    check::<ResNet8>();
    check::<UNet>();
    check::<VisualWakeWords>();
    check::<DsCnn>();
    check::<Passes>();
    check::<Nested>();
    check::<Twice>();
    check::<Across>();
}

network! {
    /// One layer, which could write over the input.
    struct Passes: [2, 3, 4] -> [24] { dropout(0.5), flatten, dropout(0.1), relu }
}

network! {
    /// Networks as the first layer and the last.
    struct Nested: [2, 3, 4] -> [24] { first: self::Across, residual { self::Across } second: self::Across, third: self::Passes }
}

network! {
    /// The input is read again late, and added to itself.
    struct Twice: [2, 6, 6] -> [4, 6, 6] {
        residual { residual { relu } conv2d(2, kernel: 3, padding: same), relu, residual { conv2d(2, kernel: 1) } }
        concat { { relu } { max_pool2d(3, stride: 1, padding: each_side(1)) } }
    }
}

network! {
    /// From plain array to plain array.
    struct Across: [2, 3, 4] -> [2, 3, 4] { conv2d(2, kernel: 1), relu }
}
