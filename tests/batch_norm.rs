//! Batch normalization by the statistics of the whole batch, whatever its size, and on any number of threads.

use examples::resnet::{ResNet8, ResNet18};
use lenet_runtime::data::{Dataset, Normalization, Split};
use lenet_runtime::train::{
    CrossEntropy, Examples, Gradients, Loss, MeanSquaredError, Optimizer, Pairs, Sgd, Sum, Trainer, measure,
};
use lenet_runtime::{
    Kind, LANES, Name, Network, Plain as _, Random, Tensor, Tile, Value, Window, Zeroed, network, threads,
};
use reference::activation::{Activation, Function};
use reference::batch::{Each, Interleave, Ran, run};
use reference::compose::{self, Chain};
use reference::convolution::{Conv2d, Linear};
use reference::norm::BatchNorm;
use reference::numbers::{fractions, uniform_f64};
use reference::{Gradient, Twin, dot, weights, widen};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

/// Every number of a full tile, one more and one less, of two tiles and of four; and the smallest.
const BATCHES: [usize; 9] = [2, 3, 15, 16, 17, 31, 33, 48, 64];

/// Σ dy · y of each image, so that the gradient of the output is the target.
struct Along;

impl<V: Value> Loss<V, Vec<f32>> for Along {
    fn tile<const L: usize>(&self, y: &Tile<V, L>, targets: &[&Vec<f32>], dy: &mut Tile<V, L>) -> Sum {
        dy.floats_mut().fill(0.0);
        let mut loss = 0.0;
        for (lane, target) in targets.iter().enumerate() {
            for ((y, dy), target) in y.lanes().iter().zip(dy.lanes_mut()).zip(*target) {
                dy[lane] = *target;
                loss += f64::from(y[lane] * target);
            }
        }
        Sum { loss, weight: targets.len() as f64 }
    }
}

fn square(channels: usize, filters: usize, size: usize, kernel: usize, padding: usize) -> Conv2d {
    let axis = Window { size, kernel, stride: 1, before: padding, after: padding, dilation: 1, ceil: false };
    Conv2d { channels, filters, groups: 1, rows: axis, columns: axis, flip: false, bias: true }
}

/// The layers of the twins of batches.
struct Batch(usize);

impl Batch {
    fn each(&self, twin: impl Twin + 'static) -> Box<dyn Twin> {
        Box::new(Each { images: self.0, twin })
    }

    fn conv(&self, channels: usize, filters: usize, size: usize, kernel: usize, padding: usize) -> Box<dyn Twin> {
        self.each(square(channels, filters, size, kernel, padding))
    }

    fn linear(&self, inputs: usize, outputs: usize) -> Box<dyn Twin> {
        self.each(Linear { inputs, outputs, bias: true })
    }

    fn tanh(&self, len: usize) -> Box<dyn Twin> {
        Box::new(Activation { len: self.0 * len, function: Function::Tanh })
    }

    fn norm(&self, channels: usize, positions: usize) -> Box<dyn Twin> {
        Box::new(BatchNorm { images: self.0, channels, positions, eps: 1e-5_f32.into(), training: true })
    }

    fn residual(&self, shortcut: Vec<Box<dyn Twin>>, layers: Vec<Box<dyn Twin>>) -> Box<dyn Twin> {
        let identity = shortcut.is_empty();
        // The parameters of the shortcut stand last.
        let mut branches = vec![Chain(layers)];
        if !identity {
            branches.push(Chain(shortcut));
        }
        Box::new(compose::Branches { branches, identity, concat: false })
    }
}

/// Compares numbers with those in `f64`: within 1e-5 of the largest.
#[track_caller]
fn close(what: &str, found: &[f32], expected: &[f64]) {
    let largest = expected.iter().fold(1e-2, |largest: f64, number| largest.max(number.abs()));
    if let Err(error) = reference::close(what, found, expected, &vec![1e-5 * largest; expected.len()]) {
        panic!("{error}");
    }
}

fn bits(network: &impl lenet_runtime::Plain) -> Vec<u32> {
    network.floats().iter().map(|number| number.to_bits()).collect()
}

/// The numbers of a network of one kind.
fn of_kind<N: Network>(network: &N, kind: Kind) -> Vec<f32> {
    let mut numbers = Vec::new();
    network.visit(Name::ROOT, &mut |tensor| {
        if tensor.kind == kind {
            numbers.extend(tensor.values);
        }
    });
    numbers
}

/// Compares the gradient of a twin with a central difference along a random direction.
fn check_slope(twin: &Chain, p: &[f64], x: &[f64], dy: &[f64], gradient: &Gradient) {
    const H: f64 = 1e-5;
    let (u, v) = (uniform_f64(1, p.len()), uniform_f64(2, x.len()));
    let at = |h: f64| {
        let moved = |from: &[f64], along: &[f64]| from.iter().zip(along).map(|(a, b)| a + h * b).collect::<Vec<_>>();
        dot(dy, &twin.forward(&moved(p, &u), &moved(x, &v)))
    };
    let (difference, slope) = ((at(H) - at(-H)) / (2.0 * H), dot(&gradient.p, &u) + dot(&gradient.x, &v));
    // The third derivative of a dozen layers, times H²/6.
    assert!(
        (difference - slope).abs() < 1e-6 * (1.0 + slope.abs()),
        "a difference of {difference}, a slope of {slope}"
    );
}

/// Compares a network with its twin, in batches of every size: outputs, the gradients of inputs and parameters. What a trainer computes has
/// the same bits on any number of threads, and agrees with what the stages compute one by one.
fn check<N: Network>(twin: impl Fn(&Batch) -> Vec<Box<dyn Twin>>) {
    let network = weights::network::<N>();
    for count in BATCHES {
        let twin = Chain(twin(&Batch(count)));
        let images: Vec<_> = (0..count).map(|i| fractions(10 + i as u32, N::Input::FLOATS)).collect();
        let dy: Vec<_> = (0..count).map(|i| fractions(500 + i as u32, N::Output::FLOATS)).collect();
        let what = |part: &str| format!("{}, {count} images: {part}", N::NAME);
        let (p, x) = (widen(network.floats()), widen(&images.concat()));
        let y = twin.forward(&p, &x);
        let gradient = twin.backward(&p, &x, &widen(&dy.concat()));
        if count == 17 {
            check_slope(&twin, &p, &x, &widen(&dy.concat()), &gradient);
        }

        let ran: Ran<N> = run::<N, 16>(&network, &images, &dy, true, 0.0);
        close(&what("the output"), &ran.y.concat(), &y);
        close(&what("the gradient of the input"), &ran.dx.concat(), &gradient.x);
        close(&what("the gradient of the parameters"), ran.gradient.floats(), &gradient.p);
        let other = run::<N, 4>(&network, &images, &dy, false, 0.0);
        close(&what("the gradient by tiles of four"), other.gradient.floats(), &gradient.p);
        close(&what("the running statistics by tiles of four"), other.next.floats(), &widen(ran.next.floats()));

        let images: Vec<_> = images.iter().map(|image| input::<N>(image)).collect();
        let mut first: Option<[Vec<u32>; 2]> = None;
        for most in [1, 2, 3, 5] {
            threads::limit(most);
            let (mut gradients, mut next) = (Gradients::<N>::new(), network.clone_box());
            // Twice: what the first batch leaves behind must not show.
            gradients.compute(&next, &Along, &images[..2], &dy[..2], 0);
            gradients.compute(&next, &Along, &images, &dy, 1);
            let trained = [bits(gradients.gradient()), {
                gradients.update_running_statistics(&mut next, None);
                bits(&*next)
            }];
            let mean: Vec<f64> = gradient.p.iter().map(|sum| sum / count as f64).collect();
            close(&what("the trainer's gradient"), gradients.gradient().floats(), &mean);
            assert_eq!(of_kind(&*next, Kind::Trained), of_kind(&*network, Kind::Trained));
            close(&what("the trainer's running statistics"), next.floats(), &widen(ran.next.floats()));
            match &first {
                Some(first) => assert!(*first == trained, "{}", what(&format!("{most} threads give other bits"))),
                None => first = Some(trained),
            }
        }
    }
}

fn input<N: Network>(numbers: &[f32]) -> N::Input {
    let mut value = N::Input::ZERO;
    value.floats_mut().copy_from_slice(numbers);
    value
}

network! {
    struct Middle: [2, 5, 6] -> [3] {
        conv: conv2d(4, kernel: 3),
        bn: batch_norm2d,
        tanh,
        flatten,
        fc: linear(3),
    }
}

#[test]
fn batch_norm_in_the_middle() {
    let conv = |b: &Batch| {
        let rows = Window { size: 5, kernel: 3, stride: 1, before: 0, after: 0, dilation: 1, ceil: false };
        let columns = Window { size: 6, ..rows };
        b.each(Conv2d { channels: 2, filters: 4, groups: 1, rows, columns, flip: false, bias: true })
    };
    check::<Middle>(|b| vec![conv(b), b.norm(4, 12), b.tanh(48), b.linear(48, 3)]);
}

network! {
    struct First: [3, 4, 4] -> [2] {
        bn: batch_norm2d,
        conv: conv2d(2, kernel: 3, padding: same),
        tanh,
        flatten,
        fc: linear(2),
    }
}

network! {
    struct Last: [2, 4, 4] -> [3, 4, 4] {
        conv: conv2d(3, kernel: 3, padding: same),
        bn: batch_norm2d,
    }
}

network! {
    struct Only: [3, 2, 2] -> [3, 2, 2] {
        bn: batch_norm2d,
    }
}

network! {
    struct Rows: [2, 4, 4] -> [3, 4, 4] {
        bn1: batch_norm2d,
        bn2: batch_norm2d,
        conv: conv2d(3, kernel: 3, padding: same),
        bn3: batch_norm2d,
        tanh,
        bn4: batch_norm2d,
        bn5: batch_norm2d,
    }
}

network! {
    struct Vectors: [5] -> [3] {
        fc1: linear(6),
        bn1: batch_norm1d,
        tanh,
        residual { fc2: linear(6), bn2: batch_norm1d }
        bn3: batch_norm1d,
        fc3: linear(3),
    }
}

network! {
    struct Residuals: [2, 4, 4] -> [3, 4, 4] {
        block unit(c) {
            conv1: conv2d(c, kernel: 3, padding: same),
            bn1: batch_norm2d,
            tanh,
            conv2: conv2d(c, kernel: 3, padding: same),
            bn2: batch_norm2d,
        }
        stem: conv2d(2, kernel: 3, padding: same),
        layers: repeat(2) {
            residual { unit(2) }
            tanh,
        }
        side: residual(shortcut: { conv: conv2d(3, kernel: 1), bn: batch_norm2d }) { body: unit(3) }
        tanh,
        residual { residual { bn3: batch_norm2d } tanh }
    }
}

network! {
    /// A residual that reads the input, whose gradient waits for the statistics in between.
    struct Part: [2, 4, 4] -> [2, 4, 4] {
        residual { bn: batch_norm2d, tanh, conv: conv2d(2, kernel: 3, padding: same) }
    }
}

network! {
    /// Networks with batch norms as layers: first, in a residual, twice, and last.
    struct Modules: [2, 4, 4] -> [2, 4, 4] {
        first: Part,
        bn: batch_norm2d,
        residual { inner: Part, tanh, bn2: batch_norm2d }
        again: Part,
        tanh,
        last: Part,
    }
}

network! {
    /// Networks of networks, beside one without batch norms, and an input with several readers.
    struct Deep: [2, 4, 4] -> [2] {
        residual { modules: Modules, tanh }
        plain: Plain,
        residual { plain2: Plain, bn: batch_norm2d }
        flatten,
        fc: linear(2),
    }
}

network! {
    struct Plain: [2, 4, 4] -> [2, 4, 4] {
        conv: conv2d(2, kernel: 3, padding: same),
        tanh,
    }
}

network! {
    struct Branches: [2, 4, 4] -> [2] {
        stem: conv2d(3, kernel: 3, padding: same),
        concat {
            { a: conv2d(2, kernel: 1), bn1: batch_norm2d, tanh }
            {}
            { b: conv2d(3, kernel: 3, padding: same), bn2: batch_norm2d, tanh, c: conv2d(1, kernel: 1), bn3: batch_norm2d }
            { d: conv2d(2, kernel: 3, padding: same), tanh }
        }
        flatten,
        fc: linear(2),
    }
}

/// The layers of [`Part`], [`Modules`] and [`Plain`].
impl Batch {
    fn part(&self) -> Box<dyn Twin> {
        self.residual(vec![], vec![self.norm(2, 16), self.tanh(32), self.conv(2, 2, 4, 3, 1)])
    }

    fn modules(&self) -> Vec<Box<dyn Twin>> {
        let inner = vec![self.part(), self.tanh(32), self.norm(2, 16)];
        vec![self.part(), self.norm(2, 16), self.residual(vec![], inner), self.part(), self.tanh(32), self.part()]
    }

    fn plain(&self) -> Vec<Box<dyn Twin>> {
        vec![self.conv(2, 2, 4, 3, 1), self.tanh(32)]
    }
}

#[test]
fn batch_norm_first() {
    check::<First>(|b| vec![b.norm(3, 16), b.conv(3, 2, 4, 3, 1), b.tanh(32), b.linear(32, 2)]);
}

#[test]
fn batch_norm_last() {
    check::<Last>(|b| vec![b.conv(2, 3, 4, 3, 1), b.norm(3, 16)]);
}

#[test]
fn batch_norm_alone() {
    check::<Only>(|b| vec![b.norm(3, 4)]);
}

#[test]
fn batch_norms_in_a_row() {
    check::<Rows>(|b| {
        let end = vec![b.norm(3, 16), b.tanh(48), b.norm(3, 16), b.norm(3, 16)];
        let mut layers = vec![b.norm(2, 16), b.norm(2, 16), b.conv(2, 3, 4, 3, 1)];
        layers.extend(end);
        layers
    });
}

#[test]
fn batch_norm_of_vectors() {
    check::<Vectors>(|b| {
        let residual = b.residual(vec![], vec![b.linear(6, 6), b.norm(6, 1)]);
        vec![b.linear(5, 6), b.norm(6, 1), b.tanh(6), residual, b.norm(6, 1), b.linear(6, 3)]
    });
}

#[test]
fn batch_norm_in_residuals_blocks_and_repetitions() {
    check::<Residuals>(|b| {
        let unit = |channels: usize, filters: usize| {
            let (norm, tanh) = (|| b.norm(filters, 16), b.tanh(16 * filters));
            vec![b.conv(channels, filters, 4, 3, 1), norm(), tanh, b.conv(filters, filters, 4, 3, 1), norm()]
        };
        let mut layers = vec![b.conv(2, 2, 4, 3, 1)];
        for _ in 0..2 {
            layers.extend([b.residual(vec![], unit(2, 2)), b.tanh(32)]);
        }
        layers.push(b.residual(vec![b.conv(2, 3, 4, 1, 0), b.norm(3, 16)], unit(2, 3)));
        let inner = b.residual(vec![], vec![b.norm(3, 16)]);
        layers.extend([b.tanh(48), b.residual(vec![], vec![inner, b.tanh(48)])]);
        layers
    });
}

#[test]
fn batch_norm_in_a_residual_that_reads_the_input() {
    check::<Part>(|b| vec![b.part()]);
}

#[test]
fn networks_with_batch_norms_are_layers() {
    assert_eq!([Part::BATCH_NORMS, Modules::BATCH_NORMS, Deep::BATCH_NORMS, Plain::BATCH_NORMS], [1, 6, 7, 0]);
    check::<Modules>(Batch::modules);
    check::<Deep>(|b| {
        let mut modules = b.modules();
        modules.push(b.tanh(32));
        let mut layers = vec![b.residual(vec![], modules)];
        layers.extend(b.plain());
        let mut plain = b.plain();
        plain.push(b.norm(2, 16));
        layers.extend([b.residual(vec![], plain), b.linear(32, 2)]);
        layers
    });
}

#[test]
fn batch_norm_in_branches() {
    check::<Branches>(|b| {
        let branches = vec![
            Chain(vec![b.conv(3, 2, 4, 1, 0), b.norm(2, 16), b.tanh(32)]),
            Chain(vec![b.conv(3, 3, 4, 3, 1), b.norm(3, 16), b.tanh(48), b.conv(3, 1, 4, 1, 0), b.norm(1, 16)]),
            Chain(vec![b.conv(3, 2, 4, 3, 1), b.tanh(32)]),
        ];
        // The input is the first branch of the twin, and the second of the network.
        let joined = compose::Branches { branches, identity: true, concat: true };
        let interleave = Interleave { images: b.0, parts: vec![48, 32, 16, 32], places: vec![1, 0, 2, 3] };
        vec![b.conv(2, 3, 4, 3, 1), Box::new(joined), Box::new(interleave), b.linear(128, 2)]
    });
}

network! {
    struct Number: [1] -> [1] {
        bn: batch_norm1d,
    }
}

#[test]
fn the_numbers_from_0_to_16_have_the_mean_and_variance_of_pytorch() {
    let numbers: Vec<[f32; 1]> = (0..17).map(|number| [number as f32]).collect();
    let mut network = Number::init(1);
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::<Number>::new(0.0), 1);
    trainer.step(&mut network, &Pairs::new(&numbers, &numbers)).unwrap();
    // BatchNorm1d(1) in PyTorch: 0.1 · 8, and 0.9 + 0.1 · 25.5.
    assert_eq!((network.bn.running_mean.0, network.bn.running_var.0), ([0.8], [3.45]));
}

network! {
    /// Dropout beside batch norms.
    struct Dropping: [2, 3, 3] -> [2] {
        conv: conv2d(4, kernel: 2),
        bn1: batch_norm2d,
        relu,
        dropout(0.5),
        flatten,
        fc1: linear(6),
        bn2: batch_norm1d,
        dropout(0.25),
        fc2: linear(2),
    }
}

/// Examples that are drawn, and never stored.
struct Drawn(usize);

impl Examples<Tensor<2, 3, 3>> for Drawn {
    type Target = Box<[f32; 2]>;

    fn len(&self) -> usize {
        self.0
    }

    fn load(&self, i: usize, _: u64, into: &mut Tensor<2, 3, 3>) -> Self::Target {
        let mut random = Random::new(i as u64);
        into.floats_mut().fill_with(|| random.uniform());
        Box::new([random.uniform(), random.uniform()])
    }
}

#[test]
fn drawn_examples_wait_with_their_targets_and_threads_change_nothing() {
    let network = Dropping::init(1);
    let place = |i| (i * 7 + 3) % 50;
    let mut stored = (vec![Tensor::zeros(); 50], vec![Box::new([0.0; 2]); 50]);
    for i in 0..50 {
        let example = place(i);
        stored.1[example] = Drawn(50).load(example, 0, &mut stored.0[example]);
    }
    let (stored, targets) = (stored.0, stored.1.iter().map(|target| **target).collect::<Vec<_>>());
    for count in [2, 17, 33, 50] {
        let mut first = None;
        for most in [1, 2, 3, 5] {
            threads::limit(most);
            let mut gradients = Gradients::<Dropping>::new();
            let sum = gradients.compute_from(&network, &Boxed, &Drawn(50), count, place, 9);
            let drawn = (sum.mean().to_bits(), bits(gradients.gradient()));
            let pairs = Pairs::new(&stored, &targets);
            let sum = gradients.compute_from(&network, &MeanSquaredError, &pairs, count, place, 9);
            assert_eq!(drawn, (sum.mean().to_bits(), bits(gradients.gradient())), "{count} examples, {most} threads");
            assert_eq!(*first.get_or_insert(drawn.clone()), drawn, "{count} examples, {most} threads");
        }
    }
}

/// The mean squared error, of boxes.
struct Boxed;

impl Loss<[f32; 2], Box<[f32; 2]>> for Boxed {
    fn tile<const L: usize>(
        &self,
        y: &Tile<[f32; 2], L>,
        targets: &[&Box<[f32; 2]>],
        dy: &mut Tile<[f32; 2], L>,
    ) -> Sum {
        let targets: Vec<&[f32; 2]> = targets.iter().map(|target| &***target).collect();
        MeanSquaredError.tile(y, &targets, dy)
    }
}

/// What a call says when it panics.
fn panics<R>(call: impl FnOnce() -> R) -> String {
    let Err(said) = catch_unwind(AssertUnwindSafe(call)) else { panic!("it should panic") };
    said.downcast_ref::<&str>().map(|words| (*words).to_owned()).or(said.downcast_ref().cloned()).unwrap_or_default()
}

network! {
    /// One position a channel, within a network that is a layer.
    struct Pooled: [2, 4, 4] -> [2] {
        conv: conv2d(2, kernel: 4),
        top: Top,
    }
}

network! {
    struct Top: [2, 1, 1] -> [2] {
        relu,
        single: batch_norm2d,
        flatten,
    }
}

#[test]
fn a_batch_with_one_number_a_channel_is_refused_before_the_epoch_begins() {
    fn run<N: Network>(count: usize, batch: usize, drop_last: bool) -> (Result<u64, String>, bool) {
        let (inputs, targets) = (N::Input::zeroed_vec(count), N::Output::zeroed_vec(count));
        let mut network = N::init(1);
        let before = bits(&*network);
        let mut trainer = Trainer::new(MeanSquaredError, Sgd::<N>::new(0.1), 1);
        (trainer.batch, trainer.drop_last) = (batch, drop_last);
        let epoch = || trainer.epoch(&mut network, Pairs::new(&inputs, &targets), |_| ()).map(|_| ());
        let ran = match catch_unwind(AssertUnwindSafe(epoch)) {
            Ok(ran) => ran.map(|()| trainer.steps()).map_err(|error| error.to_string()),
            Err(said) => Err(panics(|| std::panic::resume_unwind(said))),
        };
        (ran, bits(&*network) == before)
    }
    for (name, run) in [("bn", run::<Number> as fn(_, _, _) -> _), ("single", run::<Pooled>)] {
        let said = format!("in a batch of one example, `{name}` has one number a channel, and no variance: ");
        for (count, batch, end) in [
            (65, 64, "65 examples in batches of 64 end with one; leave it out by `drop_last`"),
            (1, 64, "1 example makes a batch of one; a batch needs two"),
            (3, 1, "a `batch` needs two"),
            (17, 16, "17 examples in batches of 16 end with one; leave it out by `drop_last`"),
        ] {
            assert_eq!(run(count, batch, false), (Err(format!("{said}{end}")), true));
        }
        assert_eq!(run(65, 64, true).0, Ok(1));
        assert_eq!(run(33, 2, true).0, Ok(16));
        assert_eq!(run(66, 64, false).0, Ok(2));
    }
    // Twelve numbers a channel.
    assert_eq!(run::<Middle>(65, 64, false).0, Ok(2));
    assert_eq!(run::<Middle>(3, 1, false).0, Ok(3));

    let one = || Number::init(1).loss_and_gradient(&MeanSquaredError, &[[1.0]], &[[1.0]], 0, &mut Number::init(1));
    assert_eq!(panics(one), "in a batch of one example, `bn` has one number a channel, and no variance");
}

/// The numbers that `answers/resnet8.py` printed after `name`.
fn answer(name: &str) -> Vec<f64> {
    let lines = include_str!("answers/resnet8.txt").lines();
    let numbers = lines.filter_map(|line| line.split_once(' ')).find(|(first, _)| *first == name).unwrap().1;
    numbers.split(' ').map(|number| number.parse().unwrap()).collect()
}

/// With the same weights, order and rates. The environment variable `CIFAR10` names the folder of `data_batch_1_first4000.bin.gz`, which
/// is no part of this repository: without it there is nothing to train on.
#[test]
fn resnet8_trains_as_in_pytorch() {
    const IMAGES: usize = 4000;
    const BATCH: usize = 64;

    let Some(folder) = std::env::var_os("CIFAR10") else {
        println!("skipped: `CIFAR10` is not set");
        return;
    };
    // (x / 255 − 1/2) · 4.
    let data = Dataset::cifar10(Path::new(&folder), Split::Train, [Normalization { mean: 0.5, std: 0.25 }; 3]).unwrap();
    let mut network = weights::network::<ResNet8>();
    let mut optimizer = Sgd { momentum: 0.9, ..Sgd::<ResNet8>::new(0.005) };
    let (mut gradients, loss) = (Gradients::<ResNet8>::new(), CrossEntropy::default());
    let mut steps = Vec::new();
    for epoch in 0..3 {
        let order = |i: usize| (i * 1999 + 7 * epoch) % IMAGES;
        let mut total = Sum::default();
        for first in (0..IMAGES).step_by(BATCH) {
            let count = BATCH.min(IMAGES - first);
            let sum = gradients.compute_from(&network, &loss, &data, count, |i| order(first + i), 0);
            optimizer.step(&mut network, gradients.gradient());
            gradients.update_running_statistics(&mut network, None);
            steps.push(sum.mean());
            total += sum;
            if steps.len() == 10 {
                let near = |found: f64, expected: f64, slack: f64| (found / expected - 1.0).abs() < slack;
                let expected = answer("steps");
                assert!(
                    steps.iter().zip(&expected).all(|(a, b)| near(*a, *b, 1e-4)),
                    "{steps:?}, expected {expected:?}"
                );
                let images = Pairs::new(&data.images[..200], &data.labels[..200]);
                let (found, expected) = (measure(&*network, &loss, images, &mut ()), answer("inference")[0]);
                assert!(near(found, expected, 1e-3), "at inference {found}, expected {expected}");
            }
        }
        let (found, expected) = (total.mean(), answer(&format!("epoch{epoch}"))[0]);
        assert!((found / expected - 1.0).abs() < 0.02, "epoch {epoch}: {found}, expected {expected}");
    }
}

#[test]
fn the_memory_of_resnet18_is_known_before_it_is_taken() {
    threads::limit(2);
    let batch = Gradients::<ResNet18>::bytes(64);
    println!("ResNet-18: {batch} bytes for 64 images");
    // What is saved of four tiles; two workspaces; four parts of a gradient, and their sum.
    let saved =
        4 * (size_of::<<ResNet18 as Network>::Tape<LANES>>() + size_of::<Tile<<ResNet18 as Network>::Input, LANES>>());
    let workspaces = 2 * size_of::<<ResNet18 as Network>::TrainingWorkspace<LANES>>();
    assert_eq!(batch, saved + workspaces + 5 * size_of::<ResNet18>());
    assert!(batch < 2_000_000_000, "{batch}");
}
