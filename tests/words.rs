//! Every word of the language stands first, in the middle and last in a network, and every engine agrees on what it computes: one
//! image, prepared, a batch, and training; gradients agree with differences of the outputs, with and without that of the input.
//! What a layer computes, other tests compare with PyTorch and with `f64`. A word that is not in this list fails.

use lenet_runtime::{Kind, LANES, Name, Network, Pass, Plain, Prepare, Tile, Value, Zeroed, network};
use reference::numbers::uniform;
use reference::weights;

/// Images of a tile that is not full, and of a batch that fills one and begins another.
const IMAGES: usize = 3;
const BATCH: usize = LANES + 2;

fn close(what: &str, found: &[f32], expected: &[f32]) {
    let largest = expected.iter().fold(0.5, |largest: f32, number| largest.max(number.abs()));
    for (index, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert!((found - expected).abs() <= 1e-5 * largest, "{what}: number {index} is {found} instead of {expected}");
    }
}

fn lane<V: Value, const L: usize>(tile: &Tile<V, L>, lane: usize) -> Vec<f32> {
    tile.lanes().iter().map(|element| element[lane]).collect()
}

/// A tile whose first lanes hold these numbers.
fn tile<V: Value, const L: usize>(images: &[Vec<f32>]) -> Box<Tile<V, L>> {
    let mut tile = Tile::<V, L>::zeroed_box();
    for (lane, image) in images.iter().enumerate().take(L) {
        tile.lanes_mut().iter_mut().zip(image).for_each(|(element, number)| element[lane] = *number);
    }
    tile
}

/// Which numbers of a network are trained: statistics are not.
fn trained<N: Network>(network: &N) -> Vec<bool> {
    let mut trained = Vec::new();
    network.visit(Name::ROOT, &mut |tensor| {
        trained.resize(trained.len() + tensor.values.len(), tensor.kind == Kind::Trained)
    });
    trained
}

/// The outputs and Σ dy · y of training.
fn record<N: Network, const L: usize>(
    network: &N,
    x: &Tile<N::Input, L>,
    dy: &[Vec<f32>],
    pass: &Pass,
) -> (Vec<Vec<f32>>, f64) {
    let (mut tape, mut workspace) = (N::Tape::<L>::zeroed_box(), N::TrainingWorkspace::<L>::zeroed_box());
    network.record(x, &mut tape, &mut workspace, pass);
    let y: Vec<_> = (0..dy.len()).map(|l| lane(N::ends(&tape, &mut workspace).0, l)).collect();
    let products = y.iter().flatten().zip(dy.iter().flatten()).map(|(y, dy)| f64::from(*y) * f64::from(*dy));
    let sum = products.sum();
    (y, sum)
}

/// The slope of Σ dy · y along `v` and what the gradient says of it agree: over a short way, or over a shorter one where a corner of
/// a rectifier or of a maximum lies on it.
fn slope(what: &str, loss: &dyn Fn(f32) -> f64, gradient: &[f32], v: &[f32]) {
    const WAYS: [f32; 2] = [1.0 / 1024.0, 1.0 / 8192.0];
    let found: f64 = gradient.iter().zip(v).map(|(g, v)| f64::from(*g) * f64::from(*v)).sum();
    let size = |numbers: &[f32]| numbers.iter().map(|x| f64::from(*x).powi(2)).sum::<f64>().sqrt();
    let slack = 0.01 * (0.1 + found.abs().max(0.1 * size(gradient) * size(v)));
    let expected = WAYS.map(|h| (loss(h) - loss(-h)) / f64::from(2.0 * h));
    assert!(
        expected.iter().any(|expected| (found - expected).abs() <= slack),
        "{what}: {found}, by differences {expected:?}, within {slack}"
    );
}

fn moved<T: Plain>(from: &T, v: &[f32], by: f32) -> Box<T> {
    let mut to = T::zeroed_box();
    for ((to, from), v) in to.floats_mut().iter_mut().zip(from.floats()).zip(v) {
        *to = from + by * v;
    }
    to
}

fn trains<N: Network, const L: usize>(network: &N, images: &[Vec<f32>], inferred: &[Vec<f32>]) {
    let count = IMAGES.min(L);
    let pass = Pass { seed: 3, images: count, training: true };
    let x = tile::<N::Input, L>(&images[..count]);
    let dy: Vec<_> = (0..count).map(|image| uniform(40 + image as u32, N::Output::FLOATS)).collect();
    let (y, _) = record::<N, L>(network, &x, &dy, &pass);
    let trained = trained(network);
    let random = N::LAYERS.iter().any(|layer| layer.kind.starts_with("dropout"));
    if !random && trained.iter().all(|trained| *trained) {
        y.iter().zip(inferred).for_each(|(y, inferred)| close("training", y, inferred));
    }

    let mut gradients: Vec<Box<N>> = Vec::new();
    let mut dx = Tile::<N::Input, L>::zeroed_box();
    dx.floats_mut().fill(f32::NAN);
    for wanted in [true, false] {
        let (mut tape, mut workspace) = (N::Tape::<L>::zeroed_box(), N::TrainingWorkspace::<L>::zeroed_box());
        let mut gradient = N::zeroed_box();
        network.record(&x, &mut tape, &mut workspace, &pass);
        *N::ends(&tape, &mut workspace).1 = (*tile::<N::Output, L>(&dy)).clone();
        network.backward(&x, &mut tape, &mut workspace, &pass, &mut gradient, wanted.then_some(&mut *dx));
        gradients.push(gradient);
    }
    assert_eq!(
        gradients[0].floats(),
        gradients[1].floats(),
        "the gradient, whether or not that of the input is wanted"
    );

    let mut along =
        tile::<N::Input, L>(&(0..count).map(|l| uniform(60 + l as u32, N::Input::FLOATS)).collect::<Vec<_>>());
    along.floats_mut().iter_mut().for_each(|v| *v *= 0.5);
    let by_input = |by: f32| record::<N, L>(network, &moved(&*x, along.floats(), by), &dy, &pass).1;
    slope("dx", &by_input, dx.floats(), along.floats());
    let along: Vec<f32> =
        uniform(80, N::FLOATS).into_iter().zip(&trained).map(|(v, trained)| if *trained { v } else { 0.0 }).collect();
    let by_weights = |by: f32| record::<N, L>(&*moved(network, &along, by), &x, &dy, &pass).1;
    slope("the gradient of the weights", &by_weights, gradients[0].floats(), &along);
}

fn agrees<N: Prepare>() {
    let network = weights::network::<N>();
    let images: Vec<_> = (0..BATCH as u32).map(|image| uniform(image + 1, N::Input::FLOATS)).collect();
    let inputs: Vec<N::Input> = images
        .iter()
        .map(|image| {
            let mut input = N::Input::ZERO;
            input.floats_mut().copy_from_slice(image);
            input
        })
        .collect();
    let inferred: Vec<_> = inputs.iter().map(|x| network.forward(x).floats().to_vec()).collect();
    let prepared = network.prepare();
    for (x, y) in inputs.iter().zip(&inferred) {
        close("prepared", prepared.forward(x).floats(), y);
    }
    for (found, y) in network.forward_batch(&inputs).iter().zip(&inferred) {
        close("a batch", found.floats(), y);
    }
    trains::<N, 1>(&network, &images, &inferred);
    trains::<N, LANES>(&network, &images, &inferred);
}

/// A test for each place of each word: the shape of the input, layers before that keep it, the layer, and layers behind.
macro_rules! words {
    ($listed:ident = $($word:ident: $input:tt, { $($before:tt)* } [$($layer:tt)*] { $($behind:tt)* })*) => {
        const $listed: &[&str] = &[$(stringify!($word)),*];
        $(mod $word {
            use super::*;

            network! { struct First: $input { $($layer)*, $($behind)* } }
            network! { struct Middle: $input { $($before)*, $($layer)*, $($behind)* } }
            network! { struct Last: $input { $($before)*, $($layer)* } }

            #[test]
            fn is_first() {
                agrees::<First>();
            }

            #[test]
            fn is_in_the_middle() {
                agrees::<Middle>();
            }

            #[test]
            fn is_last() {
                agrees::<Last>();
            }
        })*
    };
}

words! {
    LISTED =
    conv2d: [2, 5, 6], { conv2d(2, kernel: 1) } [conv2d(3, kernel: (3, 2), stride: (1, 2))] { conv2d(2, kernel: 1) }
    conv_transpose2d: [2, 3, 2], { conv2d(2, kernel: 1) } [conv_transpose2d(3, kernel: 3, stride: 2)] { conv2d(2, kernel: 1) }
    max_pool2d: [2, 6, 5], { conv2d(2, kernel: 1) } [max_pool2d((3, 2), stride: (1, 2))] { conv2d(3, kernel: 1) }
    avg_pool2d: [2, 6, 5], { conv2d(2, kernel: 1) } [avg_pool2d((3, 2), stride: (1, 2))] { conv2d(3, kernel: 1) }
    global_max_pool2d: [2, 3, 4], { conv2d(2, kernel: 1) } [global_max_pool2d] { conv2d(3, kernel: 1) }
    global_avg_pool2d: [2, 3, 4], { conv2d(2, kernel: 1) } [global_avg_pool2d] { conv2d(3, kernel: 1) }
    adaptive_max_pool2d: [2, 5, 4], { conv2d(2, kernel: 1) } [adaptive_max_pool2d((2, 3))] { conv2d(3, kernel: 1) }
    adaptive_avg_pool2d: [2, 5, 4], { conv2d(2, kernel: 1) } [adaptive_avg_pool2d((2, 3))] { conv2d(3, kernel: 1) }
    flatten: [2, 3, 4], { conv2d(2, kernel: 1) } [flatten] { linear(3) }
    reshape: [2, 3, 4], { conv2d(2, kernel: 1) } [reshape(3, 2, 4)] { conv2d(2, kernel: 1) }
    linear: [7], { linear(7) } [linear(5)] { linear(3) }
    batch_norm2d: [2, 3, 4], { conv2d(2, kernel: 1) } [batch_norm2d] { conv2d(3, kernel: 1) }
    batch_norm1d: [7], { linear(7) } [batch_norm1d(eps: 0.1)] { linear(3) }
    layer_norm: [2, 3, 4], { conv2d(2, kernel: 1) } [layer_norm] { conv2d(3, kernel: 1) }
    group_norm: [4, 3, 2], { conv2d(4, kernel: 1) } [group_norm(2)] { conv2d(3, kernel: 1) }
    instance_norm2d: [2, 3, 4], { conv2d(2, kernel: 1) } [instance_norm2d] { conv2d(3, kernel: 1) }
    local_response_norm: [4, 3, 2], { conv2d(4, kernel: 1) } [local_response_norm(3, alpha: 0.5)] { conv2d(3, kernel: 1) }
    dropout: [2, 3, 4], { conv2d(2, kernel: 1) } [dropout(0.5)] { conv2d(3, kernel: 1) }
    dropout2d: [2, 3, 4], { conv2d(2, kernel: 1) } [dropout2d(0.5)] { conv2d(3, kernel: 1) }
    softmax: [3, 2, 4], { conv2d(3, kernel: 1) } [softmax] { conv2d(3, kernel: 1) }
    log_softmax: [7], { linear(7) } [log_softmax] { linear(3) }
    upsample: [2, 3, 4], { conv2d(2, kernel: 1) } [upsample((2, 3), mode: bilinear)] { conv2d(3, kernel: 1) }
    pad: [2, 3, 4], { conv2d(2, kernel: 1) } [pad(edges(top: 1, bottom: 0, left: 2, right: 1), value: 0.5)] { conv2d(3, kernel: 1) }
    crop: [2, 4, 5], { conv2d(2, kernel: 1) } [crop(edges(top: 1, bottom: 0, left: 2, right: 1))] { conv2d(3, kernel: 1) }
    pixel_shuffle: [4, 2, 3], { conv2d(4, kernel: 1) } [pixel_shuffle(2)] { conv2d(3, kernel: 1) }
    channel_shuffle: [4, 2, 3], { conv2d(4, kernel: 1) } [channel_shuffle(2)] { conv2d(3, kernel: 1) }
    sigmoid: [2, 3, 4], { conv2d(2, kernel: 1) } [sigmoid] { conv2d(3, kernel: 1) }
    tanh: [2, 3, 4], { conv2d(2, kernel: 1) } [tanh] { conv2d(3, kernel: 1) }
    relu: [2, 3, 4], { conv2d(2, kernel: 1) } [relu] { conv2d(3, kernel: 1) }
    relu6: [7], { linear(7) } [relu6] { linear(3) }
    leaky_relu: [2, 3, 4], { conv2d(2, kernel: 1) } [leaky_relu] { conv2d(3, kernel: 1) }
    prelu: [2, 3, 4], { conv2d(2, kernel: 1) } [prelu(num_parameters: 2)] { conv2d(3, kernel: 1) }
    elu: [7], { linear(7) } [elu] { linear(3) }
    selu: [2, 3, 4], { conv2d(2, kernel: 1) } [selu] { conv2d(3, kernel: 1) }
    celu: [7], { linear(7) } [celu(alpha: 0.5)] { linear(3) }
    gelu: [2, 3, 4], { conv2d(2, kernel: 1) } [gelu] { conv2d(3, kernel: 1) }
    silu: [2, 3, 4], { conv2d(2, kernel: 1) } [silu] { conv2d(3, kernel: 1) }
    mish: [7], { linear(7) } [mish] { linear(3) }
    softplus: [2, 3, 4], { conv2d(2, kernel: 1) } [softplus] { conv2d(3, kernel: 1) }
    softsign: [7], { linear(7) } [softsign] { linear(3) }
    hard_sigmoid: [2, 3, 4], { conv2d(2, kernel: 1) } [hard_sigmoid] { conv2d(3, kernel: 1) }
    hard_swish: [2, 3, 4], { conv2d(2, kernel: 1) } [hard_swish] { conv2d(3, kernel: 1) }
    hard_tanh: [7], { linear(7) } [hard_tanh] { linear(3) }
    clip: [2, 3, 4], { conv2d(2, kernel: 1) } [clip(-0.5, 0.75)] { conv2d(3, kernel: 1) }
}

// Groups of layers, by their word and what it is given.
words! {
    GROUPS =
    residual: [2, 3, 4], { conv2d(2, kernel: 1) } [residual { conv2d(2, kernel: 3, padding: same) }] { conv2d(3, kernel: 1) }
    residual_with_a_shortcut: [2, 3, 4], { conv2d(2, kernel: 1) }
        [residual(shortcut: { conv2d(3, kernel: 1) }) { conv2d(3, kernel: 3, padding: same) }] { conv2d(3, kernel: 1) }
    concat: [2, 3, 4], { conv2d(2, kernel: 1) } [concat { {} { conv2d(3, kernel: 1) } { tanh } }] { conv2d(3, kernel: 1) }
    concat_along_channels: [2, 3, 4], { conv2d(2, kernel: 1) }
        [concat(along: channels) { { conv2d(3, kernel: 1) } {} }] { conv2d(3, kernel: 1) }
    concat_along_rows: [2, 3, 4], { conv2d(2, kernel: 1) }
        [concat(along: rows) { {} { conv2d(2, kernel: (2, 1)) } { tanh } }] { conv2d(3, kernel: (2, 1)) }
    concat_along_columns: [2, 3, 4], { conv2d(2, kernel: 1) }
        [concat(along: columns) { {} { conv2d(2, kernel: (1, 3)) } { tanh } }] { conv2d(3, kernel: (1, 2)) }
    concat_of_vectors: [5], { linear(5) } [concat { {} { linear(3) } { tanh } }] { linear(3) }
    repeat: [2, 3, 4], { conv2d(2, kernel: 1) } [repeat(2) { conv2d(2, kernel: 1), tanh }] { conv2d(3, kernel: 1) }
    block: [2, 3, 4], { conv2d(2, kernel: 1) } [block turned(c) { conv2d(c, kernel: 1), tanh } turned(2)] { conv2d(3, kernel: 1) }
}

#[test]
fn every_word_of_the_language_is_tried() {
    let words: Vec<&str> = lenet_syntax::words::WORDS.iter().map(|word| word.name).collect();
    let missing: Vec<_> = words.iter().filter(|word| !LISTED.contains(word)).collect();
    assert!(missing.is_empty(), "the list above has no line for {missing:?}");
    assert_eq!(LISTED.len(), words.len(), "the list above has lines for words that there are not");
    for group in lenet_syntax::words::COMPOSITIONS {
        assert!(GROUPS.contains(group), "the list above has no line for `{group}`");
    }
    for along in lenet_syntax::words::Along::ALL {
        let line = format!("concat_along_{}", along.word());
        assert!(GROUPS.contains(&line.as_str()), "the list above has no line for `{line}`");
    }
}
