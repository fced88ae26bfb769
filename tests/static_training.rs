//! Training without an allocator computes what training with one does, in the memory that a constant says.

use lenet_runtime::train::{
    Adam, AdamW, CrossEntropy, Gradients, Group, MeanSquaredError, Optimizer, Sgd, State, StaticGradients, Trainer,
    loss_and_gradient,
};
use lenet_runtime::{LANES, Name, Network, Parameters, Plain, Tensor, Zeroed, network};
use std::mem::size_of_val;

network! {
    /// A kernel of each kind, and dropout.
    pub struct Small: [1, 8, 8] -> [3] {
        conv: conv2d(4, kernel: 3, padding: same),
        relu,
        max_pool2d(2),
        dropout(0.3),
        body: repeat(2) {
            conv: conv2d(4, kernel: 3, padding: same),
            tanh,
        }
        flatten,
        head: linear(3),
    }
}

network! {
    /// With statistics, and a network within.
    pub struct Nested: [2, 8, 8] -> [3] {
        stem: conv2d(1, kernel: 1),
        batch_norm2d,
        small: self::Small,
    }
}

type Image = Tensor<1, 8, 8>;

static NETWORK: Small = Zeroed::ZERO;
static GRADIENTS: StaticGradients<Small> = Zeroed::ZERO;
static NESTED: Nested = Zeroed::ZERO;
static NESTED_GRADIENTS: StaticGradients<Nested> = Zeroed::ZERO;

/// So many images with their classes.
fn examples(count: usize) -> (Vec<Image>, Vec<u8>) {
    let image = |n: usize| Tensor::from_fn(|_, i, j| ((n * 31 + i * 7 + j * (n % 5 + 1)) % 13) as f32 / 6.5 - 1.0);
    ((0..count).map(image).collect(), (0..count).map(|n| (n % 3) as u8).collect())
}

fn lent<N: Parameters>() -> State<N> {
    State::lent(Box::leak(N::zeroed_box()))
}

#[test]
fn the_constant_is_what_statics_take() {
    assert_eq!(Small::TRAINING_BYTES, size_of_val(&NETWORK) + size_of_val(&GRADIENTS));
    assert_eq!(Nested::TRAINING_BYTES, size_of_val(&NESTED) + size_of_val(&NESTED_GRADIENTS));
    let text = Small::summary().to_string();
    let thousands = |n: usize| format!("{},{:03}", n / 1000, n % 1000);
    let line = format!("training without an allocator {} bytes, one image at a time", thousands(Small::TRAINING_BYTES));
    assert!(text.contains(&line), "{line} is not in\n{text}");
}

#[test]
fn a_static_has_no_byte_that_its_parts_do_not_need() {
    fn check<N: Network, const L: usize>() {
        let parts =
            size_of::<N>() + size_of::<N::Tape<L>>() + size_of::<N::TrainingWorkspace<L>>() + L * size_of::<N::Input>();
        let whole = size_of::<StaticGradients<N, L>>();
        // Tape and workspace begin where a line of the cache does.
        assert!((parts..parts + 3 * 64).contains(&whole), "{}, {L}: {whole} bytes, parts of {parts}", N::NAME);
    }
    check::<Small, 1>();
    check::<Small, 5>();
    check::<Small, LANES>();
    check::<Nested, 1>();
    check::<Nested, LANES>();
    check::<examples::lenet5::LeNet5, 1>();
    check::<examples::dscnn::DsCnn, 4>();
}

/// The gradient of a batch, computed `L` images at a time, and the loss.
fn gradient<const L: usize>(network: &Small, count: usize, seed: u64) -> (Box<Small>, f64) {
    let (images, classes) = examples(count);
    let mut gradients = StaticGradients::<Small, L>::zeroed_box();
    // What another batch has left there changes nothing.
    gradients.compute(network, &CrossEntropy::default(), &images[..1], &classes[..1], seed + 1);
    let sum = gradients.compute(network, &CrossEntropy::default(), &images, &classes, seed);
    (gradients.gradient().clone_box(), sum.mean())
}

#[test]
fn the_gradient_is_that_of_training_with_an_allocator() {
    let network = Small::init(3);
    let mut expected = Small::zeroed_box();
    for count in [1, 2, 3, 15, 16, 17, 31, 32, 33, 48] {
        let (images, classes) = examples(count);
        let loss = network.loss_and_gradient(&CrossEntropy::default(), &images, &classes, 7, &mut expected);
        let (found, found_loss) = gradient::<LANES>(&network, count, 7);
        let greatest = expected.floats().iter().fold(0.0, |most: f32, x| most.max(x.abs()));
        assert!((found_loss - loss).abs() <= 1e-12 * loss, "{count} images: a loss of {found_loss}, {loss} expected");
        for (found, expected) in found.floats().iter().zip(expected.floats()) {
            // A tile is the part of a batch there, so the sums are the same; parts are added in another order than tiles.
            let bound = if count <= LANES { 0.0 } else { 2e-7 * greatest };
            assert!((found - expected).abs() <= bound, "{count} images: {found} for {expected}");
        }
    }
}

network! {
    /// Without dropout, which draws by tile.
    pub struct Drawless: [1, 8, 8] -> [3] {
        conv: conv2d(4, kernel: 3, stride: 2),
        prelu,
        flatten,
        head: linear(3),
    }
}

#[test]
fn how_many_images_are_computed_at_once_changes_no_gradient() {
    fn check<const L: usize>(network: &Drawless) {
        let mut expected = Drawless::zeroed_box();
        let mut gradients = StaticGradients::<Drawless, L>::zeroed_box();
        for count in [1, L, L + 1, 2 * L + 1, 20] {
            let (images, classes) = examples(count);
            let targets: Vec<[f32; 3]> = classes.iter().map(|&class| [f32::from(class), 0.5, -1.0]).collect();
            let loss = loss_and_gradient(network, &MeanSquaredError, &images, &targets, 0, &mut expected);
            let sum = gradients.compute(network, &MeanSquaredError, &images, &targets, 0);
            let greatest = expected.floats().iter().fold(0.0, |most: f32, x| most.max(x.abs()));
            assert!((sum.mean() - loss).abs() <= 1e-6 * loss, "{count} by {L}: {} for {loss}", sum.mean());
            for (found, expected) in gradients.gradient().floats().iter().zip(expected.floats()) {
                assert!((found - expected).abs() <= 2e-6 * greatest, "{count} by {L}: {found} for {expected}");
            }
        }
    }
    let network = Drawless::init(1);
    check::<1>(&network);
    check::<2>(&network);
    check::<3>(&network);
    check::<8>(&network);
    check::<LANES>(&network);
}

#[test]
fn a_step_with_lent_state_is_the_step_with_state_on_the_heap() {
    fn check(name: &str, mut lent: impl Optimizer<Small>, mut heap: impl Optimizer<Small>) {
        let (mut left, mut right) = (Small::init(1), Small::init(1));
        for step in 0..5 {
            let gradient = gradient::<1>(&right, 4, step).0;
            lent.step(&mut left, &gradient);
            heap.step(&mut right, &gradient);
            assert!(left.floats() == right.floats(), "{name}, step {step}");
        }
        assert_ne!(left.floats(), Small::init(1).floats(), "{name} moves");
    }
    let sgd = || Sgd { momentum: 0.9, weight_decay: 1e-3, ..Sgd::new(0.1) };
    check("momentum", Sgd { velocity: lent(), ..sgd() }, sgd());
    check("nesterov", Sgd { velocity: lent(), nesterov: true, ..sgd() }, Sgd { nesterov: true, ..sgd() });
    let moments = || lenet_runtime::train::Moments { steps: 0, first: lent(), second: lent() };
    check("Adam", Adam { moments: moments(), ..Adam::new(0.01) }, Adam::new(0.01));
    check("AdamW", AdamW { moments: moments(), ..AdamW::new(0.01) }, AdamW::new(0.01));
}

#[test]
fn some_layers_learn_alone() {
    let mut network = Small::init(1);
    let before = network.clone_box();
    let mut optimizer = Sgd {
        groups: Some(|tensor| if tensor.name.starts_with("head") { Group::ALL } else { Group::FROZEN }),
        ..Sgd::<Small>::new(0.1)
    };
    let gradient = gradient::<1>(&network, 6, 0).0;
    optimizer.step(&mut network, &gradient);
    assert!(network.conv.weight == before.conv.weight && network.body[1].conv.bias == before.body[1].conv.bias);
    assert!(network.head.weight != before.head.weight && network.head.bias != before.head.bias);
}

#[test]
fn a_run_goes_on_in_lent_state() {
    let file = std::env::temp_dir().join(format!("lenet-static-training-{}.safetensors", std::process::id()));
    let (images, classes) = examples(20);
    let pairs = || lenet_runtime::train::Pairs::new(&images, &classes);
    let sgd = |velocity| Sgd { momentum: 0.9, velocity, ..Sgd::<Small>::new(0.05) };
    let mut network = Small::init(1);
    let mut trainer = Trainer::new(CrossEntropy::default(), sgd(State::new()), 5);
    trainer.epoch(&mut network, pairs(), |_| ()).unwrap();
    trainer.save(&network, &file).unwrap();
    trainer.epoch(&mut network, pairs(), |_| ()).unwrap();

    let mut resumed = Small::init(2);
    let mut trainer = Trainer::new(CrossEntropy::default(), sgd(lent()), 5);
    trainer.resume(&mut resumed, &file).unwrap();
    std::fs::remove_file(&file).unwrap();
    let velocity = trainer.optimizer.velocity.get().expect("it is lent");
    assert!(velocity.floats().iter().any(|number| *number != 0.0));
    trainer.epoch(&mut resumed, pairs(), |_| ()).unwrap();
    assert!(network.floats() == resumed.floats());
}

#[test]
#[should_panic(expected = "each input needs a target: there are 2 inputs and 1 targets")]
fn an_image_without_a_target_is_refused() {
    let (images, classes) = examples(2);
    let mut gradients = StaticGradients::<Small>::zeroed_box();
    gradients.compute(&Small::init(1), &CrossEntropy::default(), &images, &classes[..1], 0);
}

#[test]
fn names_start_with_whole_words() {
    let (root, body) = (Name::ROOT, Name::ROOT.then("body"));
    let mut seen = 0;
    Small::init(1).visit(root, &mut |tensor| {
        if tensor.name.to_string() == "body.1.conv.weight" {
            seen += 1;
            for path in ["body", "body.1", "body.1.conv", "body.1.conv.weight"] {
                assert!(tensor.name.starts_with(path), "{path}");
            }
            for path in [
                "bod",
                "bodyy",
                "body.",
                "body.0",
                "body.11",
                "body.1.con",
                "conv",
                "1",
                "weight",
                ".body",
                "body.1.conv.weight.x",
            ] {
                assert!(!tensor.name.starts_with(path), "{path}");
            }
        }
    });
    assert!(seen == 1 && body.starts_with("body") && !body.starts_with("body.body"));
    assert!(body.starts_with("") && root.starts_with(""), "every path starts with no name");
}

#[test]
fn batch_norms_have_the_statistics_of_the_whole_batch() {
    let images: Vec<Tensor<2, 8, 8>> =
        (0..7).map(|n| Tensor::from_fn(|c, i, j| ((n * 31 + c * 5 + i * 7 + j * 3) % 13) as f32 / 6.5 - 1.0)).collect();
    let classes: Vec<u8> = (0..7).map(|n| n % 3).collect();
    let (mut network, mut other) = (Nested::init(3), Nested::init(3));
    let (mut small, mut large) = (StaticGradients::<Nested, LANES>::zeroed_box(), Gradients::<Nested>::new());
    let loss = CrossEntropy::default();
    for seed in 0..3 {
        small.compute(&network, &loss, &images, &classes, seed);
        large.compute(&other, &loss, &images, &classes, seed);
        Sgd::new(0.1).step(&mut *network, small.gradient());
        Sgd::new(0.1).step(&mut *other, large.gradient());
        small.update_running_statistics(&mut network, None);
        large.update_running_statistics(&mut other, None);
    }
    for (small, large) in network.floats().iter().zip(other.floats()) {
        assert!((small - large).abs() <= 1e-5, "{small} for {large}");
    }
    assert_ne!(network.floats(), Nested::init(3).floats());

    // A step of frozen tensors moves no statistics.
    let before = network.clone_box();
    small.update_running_statistics(&mut network, Some(|_| Group::FROZEN));
    assert_eq!(network.floats(), before.floats());

    let said = std::panic::catch_unwind(|| {
        StaticGradients::<Nested, 2>::zeroed_box().compute(&before, &CrossEntropy::default(), &images, &classes, 0)
    })
    .unwrap_err();
    let said = said.downcast_ref::<String>().unwrap();
    assert!(said.contains("computes 2 images at a time: expected at most 2 images, found 7"), "{said}");
}
