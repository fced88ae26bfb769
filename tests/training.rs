//! Training: losses and optimizers against PyTorch, and what a trainer promises.

mod hand;

use hand::LeNet5;
use lenet_runtime::simd::Level;
use lenet_runtime::train::{
    Adam, AdamW, CrossEntropy, Gradients, Loss, MeanSquaredError, Optimizer, Pairs, Sgd, Step, Trainer, evaluate,
    loss_and_gradient,
};
use lenet_runtime::{BatchNorm, Linear, Network, Parameters, Pass, Plain, Random, Tensor, Tile, Zeroed, threads};

/// The numbers that `answers/training.py` printed after `name`.
fn answer(name: &str) -> Vec<f64> {
    let lines = include_str!("answers/training.txt").lines();
    let numbers = lines.filter_map(|line| line.split_once(' ')).find(|(first, _)| *first == name).unwrap().1;
    numbers.split(' ').map(|number| number.parse().unwrap()).collect()
}

#[track_caller]
fn assert_close(name: &str, found: impl IntoIterator<Item = f32>, tolerance: f64) {
    let expected = answer(name);
    let found: Vec<f32> = found.into_iter().collect();
    assert_eq!(found.len(), expected.len(), "{name}");
    for (found, expected) in found.iter().zip(&expected) {
        assert!((f64::from(*found) - expected).abs() <= tolerance, "{name}: expected {expected}, found {found}");
    }
}

/// Checks loss and gradient of five images in a tile of eight lanes, whose last three hold rubbish.
fn check_loss<T, L: Loss<[f32; 4], T>>(name: &str, loss: &L, targets: &[T; 5]) {
    let outputs: [[f32; 4]; 8] = std::array::from_fn(|i| {
        std::array::from_fn(|k| if i < 5 { ((i * 5 + k * 3) % 7) as f32 / 2.0 - 1.5 } else { 7.0 })
    });
    let mut y = Tile::<[f32; 4], 8>::zeroed_box();
    y.load(|lane| Some(&outputs[lane]));
    let mut dy = Tile::<[f32; 4], 8>::zeroed_box();
    dy.floats_mut().fill(f32::NAN);
    let sum = loss.tile(&y, &targets.each_ref(), &mut dy).loss;
    let gradients = std::array::from_fn::<_, 8, _>(|lane| {
        let mut gradient = [0.0; 4];
        dy.store(lane, &mut gradient);
        gradient
    });
    // Sums of 20 numbers below 4, each with a few roundings of 2⁻²⁴.
    assert_close(name, [sum as f32], 2e-6);
    assert_close(&format!("{name}_gradient"), gradients[..5].concat(), 2e-7);
    assert_eq!(gradients[5..], [[0.0; 4]; 3], "lanes without an image have no gradient");
}

/// What a call says when it panics.
fn panics(call: impl FnOnce() -> f64 + std::panic::UnwindSafe) -> String {
    let said = std::panic::catch_unwind(call).expect_err("it should panic");
    said.downcast_ref::<&str>().map(|words| (*words).to_owned()).or(said.downcast_ref().cloned()).unwrap_or_default()
}

#[test]
fn an_epoch_without_images_or_without_a_batch_is_refused() {
    let epoch = |count: usize, batch: usize| {
        let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<LeNet5>::new(0.1), 1);
        trainer.batch = batch;
        trainer.epoch(&mut LeNet5::init(1), Pairs::new(&vec![Tensor::zeros(); count], &vec![1; count]), |_| {}).unwrap()
    };
    assert_eq!(panics(|| epoch(0, 64)), "an epoch needs an example");
    assert_eq!(panics(|| epoch(3, 0)), "a batch needs an example");
    for (count, batch) in [(1, 1), (1, usize::MAX), (17, 16), (17, 17)] {
        assert!(epoch(count, batch).is_finite());
    }
}

#[test]
fn losses_are_those_of_pytorch() {
    let labels = std::array::from_fn(|i| (i * 3 % 4) as u8);
    check_loss("cross_entropy", &CrossEntropy::default(), &labels);
    check_loss("smoothed_cross_entropy", &CrossEntropy { label_smoothing: 0.1, ..Default::default() }, &labels);
    let targets = std::array::from_fn(|i| std::array::from_fn(|k| ((i + k * 2) % 5) as f32 / 4.0));
    check_loss("mean_squared_error", &MeanSquaredError, &targets);
}

#[test]
fn cross_entropy_of_huge_logits_is_finite() {
    let (mut y, mut dy) = (Tile::<[f32; 2], 1>::zeroed_box(), Tile::<[f32; 2], 1>::zeroed_box());
    y.floats_mut().copy_from_slice(&[3e38, -3e38]);
    assert_eq!(CrossEntropy::default().tile(&y, &[&0], &mut dy).loss, 0.0);
    assert_eq!(dy.floats(), [0.0, 0.0]);
    let loss = CrossEntropy::default().tile(&y, &[&1], &mut dy).loss;
    assert!((loss / 6e38 - 1.0).abs() < 1e-6, "{loss}");
}

/// Ten steps on eight weights, each pulled to a place of its own with a strength of its own.
fn check_optimizer(name: &str, mut optimizer: impl Optimizer<Linear<3, 2>>) {
    let mut weights = Linear::<3, 2>::zeroed_box();
    let mut gradient = Linear::<3, 2>::ZERO;
    for (i, w) in weights.floats_mut().iter_mut().enumerate() {
        *w = i as f32 / 8.0 - 0.5;
    }
    for _ in 0..10 {
        for (i, (g, w)) in gradient.floats_mut().iter_mut().zip(weights.floats()).enumerate() {
            *g = 0.5 * (i + 1) as f32 * (w - ((i * 7 + 3) % 11) as f32 / 10.0);
        }
        optimizer.step(&mut weights, &gradient);
    }
    // Ten steps of numbers below 2 that round to 2⁻²⁴, amplified at most threefold by the momentum.
    assert_close(name, weights.floats().iter().copied(), 4e-6);
}

#[test]
fn optimizers_are_those_of_pytorch() {
    check_optimizer("sgd", Sgd::new(0.1));
    check_optimizer("sgd_decay", Sgd { weight_decay: 0.2, ..Sgd::new(0.1) });
    let momentum = Sgd { momentum: 0.9, weight_decay: 0.05, ..Sgd::new(0.1) };
    check_optimizer("momentum", momentum.clone());
    check_optimizer("nesterov", Sgd { nesterov: true, ..momentum });
    check_optimizer("adam", Adam::new(0.05));
    check_optimizer("adam_decay", Adam { betas: (0.8, 0.99), eps: 1e-3, weight_decay: 0.1, ..Adam::new(0.05) });
    check_optimizer("adamw", AdamW::new(0.05));
    check_optimizer("adamw_decay", AdamW { betas: (0.8, 0.99), eps: 1e-3, weight_decay: 0.1, ..AdamW::new(0.05) });
}

#[test]
fn no_optimizer_moves_running_statistics() {
    fn check(mut optimizer: impl Optimizer<BatchNorm<2>>) {
        let mut norm = BatchNorm::<2>::zeroed_box();
        norm.reset(None, &mut Random::new(1));
        let mut step = BatchNorm::<2>::zeroed_box();
        step.floats_mut().copy_from_slice(&[1.0, 1.0, 1.0, 1.0, 0.25, -0.5, 0.125, 2.0]);
        optimizer.step(&mut norm, &step);
        assert_eq!(norm.floats()[4..], [0.0, 0.0, 1.0, 1.0]);
        assert!(norm.floats()[..4].iter().zip([1.0, 1.0, 0.0, 0.0]).all(|(w, before)| *w < before));
    }
    check(Sgd { weight_decay: 0.1, ..Sgd::new(0.1) });
    check(Sgd { weight_decay: 0.1, momentum: 0.9, ..Sgd::new(0.1) });
    check(Adam { weight_decay: 0.1, ..Adam::new(0.1) });
    check(AdamW::new(0.1));
}

/// Images of ten classes: two bright rows whose place is the class, in noise.
fn bars(count: usize, seed: u64) -> (Vec<Tensor<1, 28, 28>>, Vec<u8>) {
    let mut random = Random::new(seed);
    let labels: Vec<u8> = (0..count).map(|_| random.below(10) as u8).collect();
    let image = |&label: &u8| {
        Tensor::from_fn(|_, i, _| random.uniform() - 0.5 + if i / 2 == 2 + usize::from(label) { 3.0 } else { 0.0 })
    };
    (labels.iter().map(image).collect(), labels)
}

fn bits(network: &LeNet5) -> Vec<u32> {
    network.floats().iter().map(|number| number.to_bits()).collect()
}

#[test]
fn the_gradient_of_a_batch_is_the_mean_over_its_images() {
    let network = LeNet5::init_with(3, lenet_runtime::Init::FanIn);
    for count in [1, 15, 16, 37, 150] {
        let (images, labels) = bars(count, 5);
        let mut gradient = LeNet5::zeroed_box();
        let mean = loss_and_gradient(&*network, &CrossEntropy::default(), &images, &labels, 0, &mut gradient);

        let (mut sums, mut loss) = (vec![0.0; LeNet5::FLOATS], 0.0);
        for (image, label) in images.iter().zip(&labels) {
            let mut tape = <LeNet5 as Network>::Tape::<1>::zeroed_box();
            let mut workspace = <LeNet5 as Network>::TrainingWorkspace::<1>::zeroed_box();
            let mut gradient = LeNet5::zeroed_box();
            let pass = Pass { seed: 0, images: 1, training: true };
            network.record(Tile::of(image), &mut tape, &mut workspace, &pass);
            let (y, dy) = LeNet5::ends(&tape, &mut workspace);
            loss += CrossEntropy::default().tile(y, &[label], dy).loss;
            network.backward(Tile::of(image), &mut tape, &mut workspace, &pass, &mut gradient, None);
            for (sum, number) in sums.iter_mut().zip(gradient.floats()) {
                *sum += f64::from(*number);
            }
        }
        // f32 sums of up to 784 · 150 terms that differ in sign; the largest gradients are of order 0.1.
        assert!((mean - loss / count as f64).abs() < 1e-6, "{count} images");
        for (number, sum) in gradient.floats().iter().zip(&sums) {
            assert!((f64::from(*number) - sum / count as f64).abs() < 1e-6, "{count} images: {number} {sum}");
        }
    }
}

#[test]
fn any_number_of_threads_gives_the_same_bits() {
    let (images, labels) = bars(200, 1);
    let run = |threads: usize| {
        threads::limit(threads);
        let mut network = LeNet5::init(1);
        let mut trainer = Trainer::new(CrossEntropy::default(), Adam::<LeNet5>::new(0.01), 9);
        // Ten tiles in eight parts, then four tiles of which the last is not full.
        trainer.batch = 150;
        let losses =
            [0, 1].map(|_| trainer.epoch(&mut network, Pairs::new(&images, &labels), |_| {}).unwrap().to_bits());
        let evaluation = evaluate(&*network, &CrossEntropy::default(), Pairs::new(&images, &labels));
        (bits(&network), losses, evaluation.loss.to_bits(), evaluation.confusion)
    };
    let one = run(1);
    for threads in [2, 3, 8, 20] {
        assert!(run(threads) == one, "{threads} threads");
    }
}

#[test]
fn a_seed_decides_everything_and_another_seed_something_else() {
    let (images, labels) = bars(100, 1);
    let run = |seed| {
        let mut network = LeNet5::init(1);
        let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<LeNet5>::new(0.1), seed);
        trainer.epoch(&mut network, Pairs::new(&images, &labels), |_| {}).unwrap();
        bits(&network)
    };
    assert_eq!(run(5), run(5));
    assert_ne!(run(5), run(6));
}

#[test]
fn a_trainer_does_what_the_loop_by_hand_does() {
    // With one batch an epoch only the order of the images is left to chance: 16 equal images make it harmless.
    let (image, label) = bars(1, 2);
    let (images, labels) = (vec![image[0].clone(); 16], vec![label[0]; 16]);
    let mut by_hand = LeNet5::init(7);
    let mut trained = by_hand.clone();

    let mut gradients = Gradients::<LeNet5>::new();
    let mut optimizer = Sgd { momentum: 0.9, ..Sgd::<LeNet5>::new(0.5) };
    let mut losses = Vec::new();
    for _ in 0..4 {
        losses.push(gradients.compute(&by_hand, &CrossEntropy::default(), &images, &labels, 0).mean());
        optimizer.step(&mut by_hand, gradients.gradient());
    }

    let mut trainer = Trainer::new(CrossEntropy::default(), Sgd { momentum: 0.9, ..Sgd::<LeNet5>::new(0.5) }, 1);
    let trainer_losses: Vec<f64> =
        (0..4).map(|_| trainer.epoch(&mut trained, Pairs::new(&images, &labels), |_| {}).unwrap()).collect();
    assert_eq!(losses, trainer_losses);
    assert_eq!(bits(&by_hand), bits(&trained));
    assert!(losses[3] < losses[0]);
}

#[test]
fn an_epoch_reports_its_progress_and_follows_its_schedule() {
    let (images, labels) = bars(40, 1);
    let mut network = LeNet5::init(1);
    let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<LeNet5>::new(9.0), 1);
    trainer.batch = 16;
    trainer.schedule = Some(Box::new(Step { start: 0.1, every: 1, factor: 0.5 }));
    let mut seen = Vec::new();
    let mean = trainer.epoch(&mut network, Pairs::new(&images, &labels), |progress| seen.push(progress)).unwrap();
    assert_eq!(seen.iter().map(|progress| progress.images).collect::<Vec<_>>(), [16, 32, 40]);
    assert_eq!((seen[2].loss, seen[2].total), (mean, 40));
    assert_eq!(trainer.optimizer.lr, 0.1);
    trainer.epoch(&mut network, Pairs::new(&images, &labels), |_| {}).unwrap();
    assert_eq!(trainer.optimizer.lr, 0.05);
}

#[test]
fn a_network_learns() {
    let (images, labels) = bars(400, 1);
    let (test_images, test_labels) = bars(100, 2);
    let mut network = LeNet5::init(1);
    let mut trainer = Trainer::new(CrossEntropy::default(), Adam::<LeNet5>::new(0.01), 1);
    trainer.batch = 32;
    for _ in 0..10 {
        trainer.epoch(&mut network, Pairs::new(&images, &labels), |_| {}).unwrap();
    }
    let test = evaluate(&*network, &CrossEntropy::default(), Pairs::new(&test_images, &test_labels));
    assert!(test.accuracy() > 0.95, "{}\n{}", test.loss, test.confusion);
    assert_eq!(test.confusion.images(), 100);

    let outputs = network.forward_batch(&test_images);
    for (image, output) in test_images.iter().zip(&outputs) {
        let one = network.forward(image);
        let largest = one.iter().fold(0.0, |largest: f32, y| largest.max(y.abs()));
        assert!(one.iter().zip(output).all(|(a, b)| (a - b).abs() <= 1e-5 * largest), "{one:?} {output:?}");
    }
}

#[test]
fn a_network_without_numbers_gets_nothing_right() {
    let (images, labels) = bars(40, 2);
    // The last layer alone decides: NaN in one output, in all, and infinite outputs.
    for (from, value) in [(0, f32::NAN), (9, f32::NAN), (3, f32::INFINITY)] {
        let mut network = LeNet5::init(1);
        network.fc3.bias[from..].fill(value);
        let test = evaluate(&*network, &CrossEntropy::default(), Pairs::new(&images, &labels));
        assert_eq!((test.accuracy(), test.confusion.unclassified(), test.confusion.images()), (0.0, 40, 40), "{value}");
        assert!(!test.loss.is_finite());
    }
}

#[test]
fn a_loss_that_is_no_number_ends_the_epoch_and_leaves_the_network_as_it_was() {
    let (images, labels) = bars(40, 1);
    let mut network = LeNet5::init(1);
    let mut trainer = Trainer::new(CrossEntropy::default(), Adam::<LeNet5>::new(0.01), 1);
    trainer.batch = 16;
    trainer.epoch(&mut network, Pairs::new(&images, &labels), |_| {}).unwrap();
    network.fc3.bias[9] = f32::NAN;
    let before = bits(&network);
    let diverged = trainer.epoch(&mut network, Pairs::new(&images, &labels), |_| unreachable!()).unwrap_err();
    assert!(diverged.loss.is_nan() && (diverged.epoch, diverged.step) == (2, 4), "{diverged:?}");
    assert_eq!(
        diverged.to_string(),
        "training diverged in step 4, in epoch 2: the loss is NaN; try a smaller learning rate, or clip gradients by `max_norm`"
    );
    assert_eq!(bits(&network), before);
}

#[test]
fn the_summary_is_a_table() {
    // It names the kernels that run here.
    if matches!(Level::best(), Level::Plain) {
        return;
    }
    assert_eq!(LeNet5::summary().to_string(), include_str!("answers/summary.txt").trim_end());
}
