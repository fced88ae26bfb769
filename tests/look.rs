//! What can be seen of a network: the maps of its layers are those of a naive pass layer by layer; the receptive field is what
//! changes an element; the gradient is the slope of the output, and occlusion what a patch takes from it.

mod composed;

use composed::*;
use examples::Visitor;
use lenet_look::{Area, FeatureMap, Patch, feature_maps, input_gradient, layers, occlusion, receptive_field};
use lenet_runtime::{Layer, Look, Name, Network, Observer, Plain, Prepare, Shape, Value, Zeroed, network};
use reference::numbers::{fractions, uniform};
use reference::{ROUNDING, weights};
use std::collections::HashMap;

network! {
    /// A network to use as a layer.
    pub struct Inside: [4, 6, 6] {
        conv: conv2d(4, kernel: 3, padding: same),
        batch_norm2d,
        relu,
        dropout(0.5),
    }
}

network! {
    /// Everything that stands in another thing.
    pub struct Outside: [3, 8, 8] -> [5] {
        dropout(0.25),
        stem: conv2d(4, kernel: 3),
        batch_norm2d,
        tanh,
        inside: Inside,
        block: residual(shortcut: { skip: conv2d(6, kernel: 1, stride: 2) }) {
            concat {
                { left: conv2d(2, kernel: 3, stride: 2, padding: each_side(1)), sigmoid }
                { max_pool2d(2), right: conv2d(4, kernel: 1, bias: false) }
            }
            relu,
        }
        again: repeat(2) { depthwise: conv2d(6, kernel: 3, groups: 6, dilation: 1, padding: same), relu, avg_pool2d(2, stride: 1) }
        flatten,
        dropout(0.5),
        fc: linear(5),
        softmax,
    }
}

/// Calls `$visitor` with each of some networks.
macro_rules! each {
    ($visitor:ident: $($network:ty)*) => { $($visitor.visit::<$network>();)* };
}

/// The networks whose layers stand in every way beside one another.
fn composed(visitor: &mut impl Visitor) {
    each!(visitor: Outside Inside InPlace SaveInput ActivationFirst ActivationOnly PixelShuffleEnds PixelShuffleOfAView
        ChannelShuffleEnds ReflectEnds ReplicateEnds CircularEnds InstanceNormEnds GroupNormEnds PReluEnds
        ParametersBesideOthers LocalResponseEnds DilatedMeans ChannelsLast ChannelsLastFirst DropoutOnly DropoutFirst
        DropoutBeforePool DropoutInResidual ResidualPlain ResidualShortcut ResidualFirst ShortcutFirst NestedResidual
        EmptyBranch EmptyBranchFirst ManyReaders ManyReadersFirst ConcatInResidual ResidualInConcat DownAndUp RepeatAlike
        RepeatDifferent Blocks Part Head NetworkOnly NetworkEnds NetworkFirst NetworkInResidual NetworkDeep NormFirst
        NormVector NormInResidual SoftmaxMiddle VectorToImage FlattenFirst Names Constants ConcatRows ConcatColumns
        ConcatNested ConcatOfConstants);
}

fn input<N: Network>(seed: u32) -> Box<N::Input> {
    let mut x = N::Input::zeroed_box();
    x.floats_mut().copy_from_slice(&fractions(seed, N::Input::FLOATS));
    x
}

fn assert_close(what: &str, found: &[f32], expected: &[f32], slack: f32) {
    assert_eq!(found.len(), expected.len(), "{what}");
    let largest = expected.iter().fold(1.0, |largest: f32, number| largest.max(number.abs()));
    for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert!((found - expected).abs() <= slack * largest, "{what}: number {index} is {found} instead of {expected}");
    }
}

#[test]
fn each_layer_has_a_map_and_the_last_is_the_output() {
    struct Maps;

    impl Visitor for Maps {
        fn visit<N: Prepare + Look>(&mut self) {
            if N::MACS > 100_000_000 {
                return;
            }
            let (network, x) = (weights::network::<N>(), input::<N>(3));
            let maps = feature_maps(&*network, &x);
            assert_eq!((maps[0].name.as_str(), maps[0].shape), ("input", N::Input::SHAPE), "{}", N::NAME);
            assert_eq!(maps[0].values, x.floats(), "{}", N::NAME);
            let named: Vec<_> = maps[1..].iter().map(|map| (map.name.clone(), map.shape)).collect();
            assert_eq!(named, layers::<N>(), "{}", N::NAME);
            for map in &maps {
                assert_eq!(map.values.len(), map.shape.len(), "{} of {}", map.name, N::NAME);
            }
            // Kernels that compute several layers in one go add in another order.
            let mut output = N::Output::zeroed_box();
            network.forward_into(&x, &mut output);
            assert_close(N::NAME, &maps[maps.len() - 1].values, output.floats(), 1e-5);
        }
    }

    composed(&mut Maps);
    examples::each(&mut Maps);
}

/// The tensors of a network by their names.
fn tensors<N: Network>(network: &N) -> HashMap<String, Vec<f64>> {
    let mut tensors = HashMap::new();
    network.visit(Name::ROOT, &mut |tensor| {
        tensors.insert(tensor.name.to_string(), tensor.values.iter().copied().map(f64::from).collect());
    });
    tensors
}

/// A pass layer by layer in `f64`, by the definitions.
struct Naive {
    /// ε of its batch norms, which the table does not say.
    eps: f64,
    tensors: HashMap<String, Vec<f64>>,
    maps: Vec<(String, Vec<f64>)>,
}

impl Naive {
    /// The output of a network in a network, or of the whole.
    fn run(&mut self, layers: &[Layer], prefix: &str, shape: Shape, x: &[f64]) -> Vec<f64> {
        let mut values = vec![(shape, x.to_vec())];
        for layer in layers {
            let name = format!("{prefix}{}", layer.name);
            let inputs: Vec<_> = layer.inputs.iter().map(|&input| values[input].clone()).collect();
            let y = match layer.layers {
                [] => self.layer(layer, &name, &inputs),
                inner => self.run(inner, &format!("{name}."), inputs[0].0, &inputs[0].1),
            };
            self.maps.push((name, y.clone()));
            values.push((layer.output, y));
        }
        values.pop().expect("the input at least").1
    }

    fn layer(&self, layer: &Layer, name: &str, inputs: &[(Shape, Vec<f64>)]) -> Vec<f64> {
        let (shape, x) = &inputs[0];
        let tensor = |which: &str| self.tensors.get(&format!("{name}.{which}"));
        let each = |f: fn(f64) -> f64| x.iter().map(|&x| f(x)).collect();
        let [filters, height, width] = [layer.output.channels(), layer.output.height(), layer.output.width()];
        let [channels, rows, columns] = [shape.channels(), shape.height(), shape.width()];
        match layer.kind {
            "conv2d" => {
                let (weight, windows) = (tensor("weight").expect("a weight"), layer.window.expect("a window"));
                let (each, kernel) = (channels / layer.groups, [windows[0].kernel, windows[1].kernel]);
                let mut y = vec![0.0; filters * height * width];
                for (e, y) in y.iter_mut().enumerate() {
                    let (f, i, j) = (e / width / height, e / width % height, e % width);
                    *y = tensor("bias").map_or(0.0, |bias| bias[f]);
                    for (c, u, v) in reference::convolution::cube(each, kernel[0], kernel[1]) {
                        let (Some(row), Some(column)) = (windows[0].index(i, u), windows[1].index(j, v)) else {
                            continue;
                        };
                        let channel = f / (filters / layer.groups) * each + c;
                        *y += weight[((f * each + c) * kernel[0] + u) * kernel[1] + v]
                            * x[(channel * rows + row) * columns + column];
                    }
                }
                y
            }
            "max_pool2d" | "avg_pool2d" => {
                let windows = layer.window.expect("a window");
                let window = |e: usize| {
                    let (c, i, j) = (e / width / height, e / width % height, e % width);
                    let cells = reference::convolution::cube(1, windows[0].kernel, windows[1].kernel);
                    let read = cells.filter_map(|(_, u, v)| Some((windows[0].index(i, u)?, windows[1].index(j, v)?)));
                    read.map(|(row, column)| x[(c * rows + row) * columns + column]).collect::<Vec<_>>()
                };
                let count = (windows[0].kernel * windows[1].kernel) as f64;
                let pool = |e: usize| match layer.kind {
                    "max_pool2d" => window(e).into_iter().fold(f64::NEG_INFINITY, f64::max),
                    _ => window(e).iter().sum::<f64>() / count,
                };
                (0..layer.output.len()).map(pool).collect()
            }
            "global_avg_pool2d" => {
                x.chunks(rows * columns).map(|plane| plane.iter().sum::<f64>() / plane.len() as f64).collect()
            }
            "batch_norm2d" => {
                let [weight, bias, mean, var] =
                    ["weight", "bias", "running_mean", "running_var"].map(|which| tensor(which).expect("a tensor"));
                let plane = rows * columns;
                let normal = |(e, x): (usize, &f64)| {
                    let c = e / plane;
                    (x - mean[c]) / (var[c] + self.eps).sqrt() * weight[c] + bias[c]
                };
                x.iter().enumerate().map(normal).collect()
            }
            "linear" => {
                let (weight, bias) = (tensor("weight").expect("a weight"), tensor("bias"));
                let sum = |o: usize| reference::dot(&weight[o * x.len()..][..x.len()], x);
                (0..filters).map(|o| sum(o) + bias.map_or(0.0, |bias| bias[o])).collect()
            }
            "relu" => each(|x| x.max(0.0)),
            "tanh" => each(f64::tanh),
            "sigmoid" => each(|x| 1.0 / (1.0 + (-x).exp())),
            "softmax" => {
                let sum: f64 = x.iter().map(|x| x.exp()).sum();
                x.iter().map(|x| x.exp() / sum).collect()
            }
            "dropout" | "flatten" => x.clone(),
            "residual" => x.iter().zip(&inputs[1].1).map(|(a, b)| a + b).collect(),
            "concat" => inputs.iter().flat_map(|(_, x)| x.clone()).collect(),
            kind => panic!("{kind} is not known here"),
        }
    }
}

#[test]
fn maps_are_those_of_a_naive_pass_layer_by_layer() {
    fn compare<N: Look>(eps: f32) {
        let (network, x) = (weights::network::<N>(), input::<N>(7));
        let maps: Vec<FeatureMap> = feature_maps(&*network, &x);
        let mut naive = Naive { eps: eps.into(), tensors: tensors(&*network), maps: Vec::new() };
        let input: Vec<f64> = x.floats().iter().copied().map(f64::from).collect();
        naive.run(N::LAYERS, "", N::Input::SHAPE, &input);
        assert_eq!(maps.len(), naive.maps.len() + 1, "{}", N::NAME);
        for (map, (name, expected)) in maps[1..].iter().zip(&naive.maps) {
            assert_eq!(&map.name, name, "{}", N::NAME);
            let largest = expected.iter().fold(1.0, |largest: f64, number| largest.max(number.abs()));
            // Each layer adds up to some hundred products, and passes on what the layers before it rounded.
            let slack = vec![3000.0 * ROUNDING * largest; expected.len()];
            reference::close(&format!("{name} of {}", N::NAME), &map.values, expected, &slack).unwrap();
        }
    }

    compare::<Outside>(1e-5);
    compare::<examples::lenet5::LeNet5>(0.0);
    compare::<examples::lenet5::ModernLeNet5>(0.0);
    compare::<examples::resnet::ResNet8>(1e-3);
}

#[test]
fn an_observer_is_told_of_each_layer_in_order() {
    #[derive(Default)]
    struct Told(Vec<String>);

    impl Observer for Told {
        fn layer(&mut self, index: usize, values: &[f32]) {
            self.0.push(format!("{index}: {}", values.len()));
        }

        fn enter(&mut self, index: usize) {
            self.0.push(format!("{index} ("));
        }

        fn leave(&mut self) {
            self.0.push(")".into());
        }
    }

    /// Passes on what it is told, and knows how deep in networks it is.
    struct Deep<'a>(&'a mut dyn Observer, usize);

    impl Observer for Deep<'_> {
        fn layer(&mut self, index: usize, values: &[f32]) {
            self.0.layer(index, values);
        }

        fn enter(&mut self, index: usize) {
            self.0.enter(index);
            self.1 += 1;
        }

        fn leave(&mut self) {
            self.0.leave();
            self.1 -= 1;
        }
    }

    let (network, x, mut told) = (weights::network::<Outside>(), input::<Outside>(7), Told::default());
    let mut workspace = <Outside as Look>::LookWorkspace::zeroed_box();
    let mut deep = Deep(&mut told, 0);
    let y = network.look(&x, &mut workspace, &mut deep).to_vec();
    assert_eq!(deep.1, 0, "it ends where it began");
    assert_eq!(y, feature_maps(&*network, &x).pop().expect("a map").values);
    // A dropout moves no number, first or last.
    let expected = "1: 144|2: 144|3: 144|4 (|0: 144|1: 144|2: 144|)|4: 144|";
    assert!(told.0.join("|").starts_with(expected), "{:?}", told.0);
    let told: Vec<_> = told.0.iter().filter_map(|event| event.split(':').next()?.parse::<usize>().ok()).collect();
    let silent = |index: &usize| ["dropout", "flatten"].contains(&Outside::LAYERS[*index].kind);
    let own = told[..3].iter().chain(&told[6..]);
    assert!(own.copied().eq((0..Outside::LAYERS.len()).filter(|index| !silent(index))), "{told:?}");
}

#[test]
fn an_activation_in_place_has_its_own_map() {
    let (network, x) = (weights::network::<Outside>(), input::<Outside>(7));
    let maps = feature_maps(&*network, &x);
    let map = |name: &str| &maps.iter().find(|map| map.name == name).expect("a map").values;
    let (before, after) = (map("inside.batch_norm2d_1"), map("inside.relu_1"));
    assert!(before.iter().any(|&x| x < 0.0));
    assert!(before.iter().zip(after).all(|(before, after)| before.max(0.0) == *after));
    assert_eq!(map("inside.dropout_1"), after);
    assert_eq!(map("inside"), after);
}

network! {
    /// Windows with every argument.
    pub struct Windows: [4, 11, 13] {
        a: conv2d(4, kernel: (3, 2), stride: (2, 3), padding: edges(top: 2, bottom: 1, left: 0, right: 1)),
        leaky_relu,
        b: conv2d(4, kernel: 3, dilation: 2, groups: 2, padding: same),
        c: conv_transpose2d(4, kernel: 3, stride: 2, padding: each_side(1), output_padding: 1),
        d: conv_transpose2d(3, kernel: 2, stride: 3, dilation: 2),
        avg_pool2d(3, stride: 2, padding: each_side(1), rounding: ceil),
        max_pool2d(2, stride: 1),
        adaptive_avg_pool2d((3, 4)),
        adaptive_max_pool2d((2, 3)),
        global_avg_pool2d,
    }
}

network! {
    /// What makes images larger, and moves numbers.
    pub struct Resized: [4, 4, 5] {
        pad(edges(top: 1, bottom: 0, left: 2, right: 1)),
        a: conv2d(4, kernel: 2),
        upsample((2, 3)),
        crop(edges(top: 1, bottom: 2, left: 3, right: 1)),
        upsample((3, 2), mode: bilinear),
        crop(each_side(2)),
        upsample(2, mode: bilinear, align_corners: true),
        b: conv2d(4, kernel: 3, stride: 4),
        pixel_shuffle(2),
        flatten,
        elu,
    }
}

/// The elements of the input that change an element of a map, and the box around them.
fn influence(
    before: &[FeatureMap],
    changed: &[Vec<FeatureMap>],
    map: usize,
    element: usize,
    shape: Shape,
) -> Option<Area> {
    let [_, height, width] = sizes(shape);
    let is_other = |maps: &&Vec<FeatureMap>| {
        (maps[map].values[element] - before[map].values[element]).abs()
            > 1e-4 * before[map].values[element].abs().max(1e-2)
    };
    // Two ways to change each number of the input stand one after the other.
    let found = changed.iter().enumerate().filter(|(_, maps)| is_other(maps)).map(|(index, _)| index / 2);
    found.fold(None, |area: Option<Area>, at| {
        let [c, i, j] = [at / (height * width), at / width % height, at % width];
        let join = |range: &std::ops::Range<usize>, at: usize| range.start.min(at)..range.end.max(at + 1);
        Some(area.map_or(Area::element([c, i, j]), |area| Area {
            channels: join(&area.channels, c),
            rows: join(&area.rows, i),
            columns: join(&area.columns, j),
        }))
    })
}

fn sizes(shape: Shape) -> [usize; 3] {
    match shape {
        Shape::Image(c, h, w) => [c, h, w],
        Shape::Vector(n) => [n, 1, 1],
    }
}

fn contains(outer: &Area, inner: &Area) -> bool {
    let within = |a: &std::ops::Range<usize>, b: &std::ops::Range<usize>| a.start <= b.start && b.end <= a.end;
    within(&outer.channels, &inner.channels)
        && within(&outer.rows, &inner.rows)
        && within(&outer.columns, &inner.columns)
}

/// Changes each number of an input, and compares what changes with the fields: nothing outside of a field has an influence. Returns how
/// many elements were tried, and for how many of them the field is the least box.
fn fields<N: Look>() -> [usize; 2] {
    let (network, mut x) = (weights::network::<N>(), N::Input::zeroed_box());
    x.floats_mut().copy_from_slice(&uniform(5, N::Input::FLOATS));
    let before = feature_maps(&*network, &x);
    let mut changed = Vec::new();
    for at in 0..N::Input::FLOATS {
        for by in [3.0, -3.0] {
            let old = x.floats()[at];
            x.floats_mut()[at] += by;
            changed.push(feature_maps(&*network, &x));
            x.floats_mut()[at] = old;
        }
    }
    let (mut tried, mut least) = (0, 0);
    for (map, (name, shape)) in layers::<N>().into_iter().enumerate() {
        let [_, height, width] = sizes(shape);
        for element in (0..shape.len()).step_by(shape.len().div_ceil(60)) {
            let place = [element / (height * width), element / width % height, element % width];
            let field = receptive_field::<N>(&name, place);
            let seen = influence(&before, &changed, map + 1, element, N::Input::SHAPE);
            let what = format!("{name} {place:?} of {}: the field is {field:?}, what changes it {seen:?}", N::NAME);
            if let Some(seen) = &seen {
                assert!(field.as_ref().is_some_and(|field| contains(field, seen)), "{what}");
            }
            tried += 1;
            least += usize::from(field == seen);
        }
    }
    [tried, least]
}

#[test]
fn the_receptive_field_is_the_box_around_what_changes_an_element() {
    // What a maximum passes over, a rectifier cuts off or interpolation gives no weight cannot be seen; all else is.
    for ([tried, least], share) in [
        (fields::<Windows>(), 0.9),
        (fields::<Resized>(), 0.5),
        (fields::<Outside>(), 0.8),
        (fields::<ConcatRows>(), 1.0),
    ] {
        println!("{least} of {tried}");
        assert!(least as f64 >= share * tried as f64, "{least} of {tried} fields are the least box");
    }
}

#[test]
fn nothing_outside_of_the_receptive_field_changes_an_element() {
    struct Fields([usize; 2]);

    impl Visitor for Fields {
        fn visit<N: Prepare + Look>(&mut self) {
            let [tried, least] = fields::<N>();
            self.0 = [self.0[0] + tried, self.0[1] + least];
        }
    }

    let mut all = Fields([0; 2]);
    composed(&mut all);
    let [tried, least] = all.0;
    println!("{least} of {tried}");
    assert!(tried > 3000 && 10 * least >= 7 * tried, "{least} of {tried} fields are the least box");
}

#[test]
fn fields_of_lenet5_are_those_of_the_table() {
    use examples::lenet5::LeNet5;
    let area = |rows, columns| Some(Area { channels: 0..1, rows, columns });
    assert_eq!(receptive_field::<LeNet5>("conv1", [5, 0, 14]), area(0..3, 12..17));
    assert_eq!(receptive_field::<LeNet5>("avg_pool2d_1", [0, 7, 7]), area(12..18, 12..18));
    assert_eq!(receptive_field::<LeNet5>("conv2", [15, 3, 4]), area(4..18, 6..20));
    assert_eq!(receptive_field::<LeNet5>("fc3", [9, 0, 0]), area(0..28, 0..28));
    assert_eq!(receptive_field::<LeNet5>("fc3", [10, 0, 0]), None);
    assert_eq!(receptive_field::<LeNet5>("conv3", [0, 0, 0]), None);
    // Where no padding is read, the size is that of the summary.
    for layer in LeNet5::LAYERS.iter().filter(|layer| matches!(layer.output, Shape::Image(..))) {
        let middle = [0, layer.output.height() / 2, layer.output.width() / 2];
        let area = receptive_field::<LeNet5>(layer.name, middle).expect("a field");
        assert_eq!([area.rows.len(), area.columns.len()], layer.field.size(), "{}", layer.name);
    }
}

#[test]
fn occlusion_is_what_a_patch_takes_from_an_output() {
    fn compare<N: Network>(output: usize, patch: Patch) {
        let (network, x) = (weights::network::<N>(), input::<N>(9));
        let shape = N::Input::SHAPE;
        let (channels, height, width) = match shape {
            Shape::Image(c, h, w) => (c, h, w),
            Shape::Vector(n) => (1, 1, n),
        };
        let found = occlusion(&*network, &x, output, patch);
        let places = [height.div_ceil(patch.stride), width.div_ceil(patch.stride)];
        assert_eq!((found.places, found.losses.len()), (places, places[0] * places[1]));
        let score = |image: &N::Input| {
            let mut y = N::Output::zeroed_box();
            network.forward_into(image, &mut y);
            y.floats()[output]
        };
        let whole = score(&x);
        let mut expected = Vec::new();
        for top in (0..height).step_by(patch.stride) {
            for left in (0..width).step_by(patch.stride) {
                let mut covered = N::Input::zeroed_box();
                for e in 0..channels * height * width {
                    let (i, j) = (e / width % height, e % width);
                    let inside = (top..top + patch.size).contains(&i) && (left..left + patch.size).contains(&j);
                    covered.floats_mut()[e] = if inside { patch.fill } else { x.floats()[e] };
                }
                expected.push(whole - score(&covered));
            }
        }
        assert_close(N::NAME, &found.losses, &expected, 1e-5);

        // A pixel has the mean of the patches over it.
        let pixels = found.pixels(height, width);
        for (e, pixel) in pixels.iter().enumerate() {
            let (i, j) = (e / width, e % width);
            let (mut sum, mut count) = (0.0, 0);
            for (place, loss) in found.losses.iter().enumerate() {
                let [top, left] = [place / places[1], place % places[1]].map(|place| place * patch.stride);
                if (top..top + patch.size).contains(&i) && (left..left + patch.size).contains(&j) {
                    (sum, count) = (sum + loss, count + 1);
                }
            }
            let expected = if count > 0 { sum / count as f32 } else { 0.0 };
            assert!((pixel - expected).abs() < 1e-5, "{e}: {pixel} instead of {expected}");
        }
    }

    compare::<Outside>(3, Patch { size: 3, stride: 2, fill: 0.5 });
    compare::<Outside>(0, Patch { size: 1, stride: 1, fill: -1.0 });
    compare::<Outside>(0, Patch { size: 2, stride: 3, fill: 0.0 });
    compare::<Outside>(1, Patch { size: 20, stride: 20, fill: 0.0 });
    compare::<Outside>(2, Patch::of(&*input::<Outside>(9)));
    compare::<Head>(1, Patch { size: 2, stride: 1, fill: 0.0 });
}

#[test]
fn the_gradient_is_the_slope_of_inference() {
    struct Slopes;

    impl Visitor for Slopes {
        fn visit<N: Prepare + Look>(&mut self) {
            let (network, mut x) = (weights::network::<N>(), N::Input::zeroed_box());
            // None of them is 0, where a rectifier has no slope.
            x.floats_mut().copy_from_slice(&uniform(11, N::Input::FLOATS));
            let output = N::Output::FLOATS / 2;
            let gradient = input_gradient(&*network, &x, output);
            let score = |by: f32, direction: &[f32]| {
                let mut moved = N::Input::zeroed_box();
                for ((to, from), along) in moved.floats_mut().iter_mut().zip(x.floats()).zip(direction) {
                    *to = from + by * along;
                }
                let mut y = N::Output::zeroed_box();
                network.forward_into(&moved, &mut y);
                f64::from(y.floats()[output])
            };
            for seed in 0..3 {
                let direction = uniform(seed, N::Input::FLOATS);
                let terms = gradient.floats().iter().zip(&direction).map(|(g, v)| f64::from(g * v));
                let (found, scale) = terms.fold((0.0, 0.1), |(sum, scale), term| (sum + term, scale + term.abs()));
                // Over a short way, or a shorter one where a corner of a rectifier or a maximum lies on it.
                let slopes =
                    [1e-2_f32, 2e-3, 4e-4].map(|h| (score(h, &direction) - score(-h, &direction)) / f64::from(2.0 * h));
                let is_near = |slope: &f64| (slope - found).abs() <= 0.02 * scale;
                assert!(slopes.iter().any(is_near), "{}: {found}, by differences {slopes:?}", N::NAME);
            }
        }
    }

    composed(&mut Slopes);
    let slopes = &mut Slopes;
    each!(slopes: examples::lenet5::LeNet5 examples::lenet5::ModernLeNet5 examples::resnet::ResNet8);
}
