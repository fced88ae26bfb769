//! What a trainer promises beside its steps: groups, clipped gradients, averages, the best weights, and epochs that stop anywhere.

use lenet_runtime::train::{
    Adam, AdamW, Average, Best, CrossEntropy, Diverged, Gradients, Group, Groups, MeanSquaredError, OneCycle,
    Optimizer, Pairs, Plateau, Progress, Schedule, Sgd, Trainer, Warmup,
};
use lenet_runtime::{Kind, Name, Parameters, Plain, Random, Tensor, TensorRef, Zeroed, network};

network! {
    /// Two classes of small pictures, with running statistics and dropout.
    struct Small: [2, 5, 6] -> [3] {
        conv: conv2d(4, kernel: 3),
        bn: batch_norm2d,
        relu,
        flatten,
        dropout(0.25),
        fc: linear(3),
    }
}

fn examples(count: usize) -> (Vec<Tensor<2, 5, 6>>, Vec<u8>) {
    let mut random = Random::new(5);
    let labels: Vec<u8> = (0..count).map(|_| random.below(3) as u8).collect();
    let image =
        |&label: &u8| Tensor::from_fn(|_, i, _| random.uniform() + f32::from(u8::from(i == usize::from(label))));
    (labels.iter().map(image).collect(), labels)
}

fn bits(network: &impl Parameters) -> Vec<u32> {
    network.floats().iter().map(|number| number.to_bits()).collect()
}

/// The numbers of the tensors that `wanted` names.
fn numbers(network: &Small, wanted: impl Fn(&str) -> bool) -> Vec<f32> {
    let mut numbers = Vec::new();
    network.visit(Name::ROOT, &mut |tensor| {
        if wanted(&tensor.name.to_string()) {
            numbers.extend(tensor.values);
        }
    });
    numbers
}

/// A step of `optimizer` with gradients between −1 and 1.
fn step(network: &mut Small, optimizer: &mut impl Optimizer<Small>, seed: u64) {
    let (mut gradient, mut random) = (Small::zeroed_box(), Random::new(seed));
    gradient.floats_mut().fill_with(|| 2.0 * random.uniform() - 1.0);
    optimizer.step(network, &gradient);
}

#[test]
fn frozen_tensors_stay_and_the_others_learn_as_if_alone() {
    fn check<O: Optimizer<Small>>(all: O, mut head: O) {
        let (mut all, before) = (all, Small::init(1));
        let (mut network, mut other) = (before.clone_box(), before.clone_box());
        for seed in 0..3 {
            step(&mut network, &mut head, seed);
            step(&mut other, &mut all, seed);
        }
        let is_head = |name: &str| name.starts_with("fc.");
        assert_eq!(numbers(&network, |name| !is_head(name)), numbers(&before, |name| !is_head(name)));
        assert_eq!(numbers(&network, is_head), numbers(&other, is_head));
        assert_ne!(numbers(&network, is_head), numbers(&before, is_head));
    }
    let groups: Groups =
        Some(|tensor| if tensor.name.to_string().starts_with("fc.") { Group::ALL } else { Group::FROZEN });
    check(Sgd::new(0.1), Sgd { groups, ..Sgd::new(0.1) });
    check(Sgd { momentum: 0.9, ..Sgd::new(0.1) }, Sgd { momentum: 0.9, groups, ..Sgd::new(0.1) });
    check(Adam { weight_decay: 0.1, ..Adam::new(0.1) }, Adam { weight_decay: 0.1, groups, ..Adam::new(0.1) });
    check(AdamW::new(0.1), AdamW { groups, ..AdamW::new(0.1) });
}

#[test]
fn a_group_has_its_own_rate_and_decay() {
    fn check<O: Optimizer<Small>>(mut grouped: O, mut weights: O, mut others: O) {
        let [mut network, mut by_weights, mut by_others] = [(); 3].map(|()| Small::init(1));
        for seed in 0..3 {
            step(&mut network, &mut grouped, seed);
            step(&mut by_weights, &mut weights, seed);
            step(&mut by_others, &mut others, seed);
        }
        let is_matrix = |name: &str| matches!(name, "conv.weight" | "fc.weight");
        assert_eq!(numbers(&network, is_matrix), numbers(&by_weights, is_matrix));
        assert_eq!(numbers(&network, |name| !is_matrix(name)), numbers(&by_others, |name| !is_matrix(name)));
        assert_ne!(bits(&*by_weights), bits(&*by_others));
    }
    let sgd = |lr, weight_decay| Sgd { momentum: 0.5, weight_decay, ..Sgd::new(lr) };
    let biases = |tensor: &TensorRef<'_, '_>| match tensor.shape.len() {
        1 => Group::NO_DECAY,
        _ => Group::ALL,
    };
    check(Sgd { groups: Some(biases), ..sgd(0.5, 0.25) }, sgd(0.5, 0.25), sgd(0.5, 0.0));
    check(Sgd { groups: Some(Group::weights_decay), ..sgd(0.5, 0.25) }, sgd(0.5, 0.25), sgd(0.5, 0.0));
    let adam = |lr, weight_decay| AdamW { weight_decay, ..AdamW::new(lr) };
    check(AdamW { groups: Some(Group::weights_decay), ..adam(0.5, 0.25) }, adam(0.5, 0.25), adam(0.5, 0.0));
    // The factor is a power of two: the products have the same bits.
    let slow = |tensor: &TensorRef<'_, '_>| match tensor.shape.len() {
        1 => Group { lr: 0.125, weight_decay: 1.0 },
        _ => Group::ALL,
    };
    check(Sgd { groups: Some(slow), ..sgd(0.5, 0.25) }, sgd(0.5, 0.25), sgd(0.0625, 0.25));
    check(AdamW { groups: Some(slow), ..adam(0.5, 0.25) }, adam(0.5, 0.25), adam(0.0625, 0.25));
}

/// A network's gradient over all examples as one batch, and its norm over the tensors that are trained.
fn gradient(network: &Small, images: &[Tensor<2, 5, 6>], labels: &[u8], seed: u64) -> (Box<Small>, f64) {
    let mut gradient = Small::zeroed_box();
    network.loss_and_gradient(&CrossEntropy::default(), images, labels, seed, &mut gradient);
    let mut squares = 0.0_f64;
    gradient.visit(Name::ROOT, &mut |tensor| {
        if tensor.kind == Kind::Trained {
            squares += tensor.values.iter().map(|g| f64::from(*g).powi(2)).sum::<f64>();
        }
    });
    (gradient, squares.sqrt())
}

#[test]
fn a_gradient_that_is_too_long_is_shortened_and_running_statistics_are_not() {
    // Sixteen equal images: the order in which they are drawn changes nothing.
    let (images, labels) = examples(1);
    let (images, labels) = (vec![images[0].clone(); 16], vec![labels[0]; 16]);
    let mut random = Random::new(3);
    // The first numbers of the trainer's seed draw the order, the next is that of the step.
    (0..15).for_each(|_| _ = random.next());
    let seed = random.next();
    for (share, shortened) in [(0.25, true), (4.0, false)] {
        let mut network = Small::init(2);
        let (full, norm) = gradient(&network, &images, &labels, seed);
        let before = network.clone_box();
        let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<Small>::new(1.0), 3);
        trainer.max_norm = Some((share * norm) as f32);
        trainer.step(&mut network, &Pairs::new(&images, &labels)).unwrap();
        let scale = if shortened { share } else { 1.0 };
        let (mut moved, mut gradients) = (before.clone_box(), Gradients::<Small>::new());
        gradients.compute(&moved, &CrossEntropy::default(), &images, &labels, seed);
        gradients.update_running_statistics(&mut moved, None);
        let (mut at, full) = (0, full.floats());
        before.visit(Name::ROOT, &mut |tensor| {
            for value in tensor.values {
                let expected = match tensor.kind {
                    Kind::Trained => f64::from(*value) - scale * f64::from(full[at]),
                    Kind::Buffer => f64::from(moved.floats()[at]),
                };
                let found = f64::from(network.floats()[at]);
                // A norm to 1e-6, and two roundings.
                assert!(
                    (found - expected).abs() < 4e-6 * (1.0 + expected.abs()),
                    "{}: {found} {expected}",
                    tensor.name
                );
                at += 1;
            }
        });
    }
}

#[test]
fn an_average_follows_the_weights_and_copies_running_statistics() {
    let (images, labels) = examples(40);
    let mut network = Small::init(1);
    let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<Small>::new(0.1), 1);
    trainer.batch = 8;
    trainer.average = Some(Average::new(0.75));
    assert!(trainer.average.as_ref().unwrap().network().is_none());
    let mut expected: Option<Vec<f64>> = None;
    for _ in 0..7 {
        trainer.step(&mut network, &Pairs::new(&images, &labels)).unwrap();
        let weights: Vec<f64> = network.floats().iter().map(|w| f64::from(*w)).collect();
        expected = Some(match expected {
            None => weights,
            Some(average) => average.iter().zip(weights).map(|(a, w)| 0.75 * a + 0.25 * w).collect(),
        });
    }
    let average = trainer.average.unwrap();
    let (average, mut at) = (average.network().unwrap(), 0);
    network.visit(Name::ROOT, &mut |tensor| {
        for value in tensor.values {
            let found = f64::from(average.floats()[at]);
            match tensor.kind {
                // Seven sums of numbers below 2.
                Kind::Trained => assert!((found - expected.as_ref().unwrap()[at]).abs() < 2e-6, "{}", tensor.name),
                Kind::Buffer => assert_eq!(found, f64::from(*value), "{}", tensor.name),
            }
            at += 1;
        }
    });
}

#[test]
fn the_best_weights_are_kept_and_a_plateau_lowers_the_rate() {
    let (images, labels) = examples(20);
    let mut network = Small::init(1);
    let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<Small>::new(9.0), 1);
    trainer.schedule = Some(Box::new(Plateau { patience: 1, factor: 0.5, ..Plateau::new(0.25) }));
    let nothing = |best: &Best<Small>| best.network().is_none() && best.loss() == f64::INFINITY && best.since() == 0;
    assert!(nothing(&trainer.best));
    let (mut best, mut rates) = (Vec::new(), Vec::new());
    for loss in [f64::NAN, 3.0, 2.0, 2.0, 2.5, 2.25, f64::NAN] {
        trainer.epoch(&mut network, Pairs::new(&images, &labels), |_| ()).unwrap();
        if trainer.validated(&network, loss) {
            best = bits(&*network);
        }
        rates.push(trainer.optimizer.lr);
    }
    assert_eq!(rates, [0.25, 0.25, 0.25, 0.25, 0.25, 0.125, 0.125]);
    assert_eq!((trainer.best.loss(), trainer.best.since()), (2.0, 4));
    assert_eq!(bits(trainer.best.network().unwrap()), best);
    assert_ne!(bits(&*network), best);
}

#[test]
fn drop_last_leaves_out_the_last_batch_that_is_not_full() {
    let (images, labels) = examples(40);
    for (batch, drop_last, expected) in
        [(16, false, vec![16, 32, 40]), (16, true, vec![16, 32]), (20, true, vec![20, 40])]
    {
        let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<Small>::new(0.1), 1);
        (trainer.batch, trainer.drop_last) = (batch, drop_last);
        for epochs in 1..3 {
            let mut seen = Vec::new();
            let watch = |progress: Progress| seen.push((progress.images, progress.is_epoch()));
            trainer.epoch(&mut Small::init(1), Pairs::new(&images, &labels), watch).unwrap();
            let last = *expected.last().unwrap();
            assert_eq!(seen, expected.iter().map(|&images| (images, images == last)).collect::<Vec<_>>());
            assert_eq!((trainer.epochs(), trainer.steps()), (epochs, (epochs * expected.len()) as u64));
        }
    }
}

#[test]
fn an_epoch_ends_where_a_larger_batch_finds_too_few_examples_left() {
    let (images, labels) = examples(40);
    let (mut network, pairs) = (Small::init(1), Pairs::new(&images, &labels));
    let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<Small>::new(0.1), 1);
    (trainer.batch, trainer.drop_last) = (16, true);
    assert_eq!(trainer.step(&mut network, &pairs).unwrap().images, 16);
    trainer.batch = 32;
    let progress = trainer.step(&mut network, &pairs).unwrap();
    assert_eq!((progress.images, progress.is_epoch(), trainer.epochs(), trainer.steps()), (32, true, 2, 2));
}

#[test]
fn steps_by_hand_are_an_epoch_and_so_is_what_is_left_of_one() {
    let (images, labels) = examples(50);
    let pairs = Pairs::new(&images, &labels);
    // Up in the first half of two epochs from 0.01 to 0.1, down in the other to 0.001.
    let cycle = OneCycle { pct_start: 0.5, div_factor: 10.0, final_div_factor: 10.0, ..OneCycle::new(0.1, 2.0) };
    for (epoch, rate) in [(0.0, 0.01), (0.5, 0.055), (1.0, 0.1), (1.5, 0.0505), (2.0, 0.001)] {
        assert!((cycle.rate(epoch) - rate).abs() < 1e-7);
    }
    let trainer = || {
        let optimizer = Sgd { momentum: 0.9, ..Sgd::<Small>::new(9.0) };
        let mut trainer = Trainer::new(CrossEntropy::default(), optimizer, 7);
        trainer.batch = 12;
        trainer.schedule = Some(Box::new(Warmup { epochs: 1.0, start: 0.1, then: cycle }));
        trainer
    };
    let run = |by_hand: usize| {
        let (mut network, mut trainer) = (Small::init(1), trainer());
        for _ in 0..by_hand {
            trainer.step(&mut network, &pairs).unwrap();
        }
        let mut losses = Vec::new();
        while trainer.epochs() < 3 {
            losses.push(trainer.epoch(&mut network, pairs, |_| ()).unwrap().to_bits());
        }
        (bits(&*network), losses)
    };
    let (whole, losses) = run(0);
    for by_hand in [1, 4, 5, 8, 14] {
        let (network, left) = run(by_hand);
        assert_eq!((network == whole, &losses[by_hand / 5..]), (true, &*left), "{by_hand} steps");
    }
}

network! {
    /// Doubles a number.
    struct Line: [1] -> [1] {
        line: linear(1, bias: false),
    }
}

#[test]
fn a_gradient_that_is_not_finite_changes_no_weight() {
    let mut network = Line::init(1);
    network.line.weight = [[1.0]];
    let mut trainer = Trainer::new(MeanSquaredError, Sgd::<Line>::new(0.1), 1);
    // The square of 1e19 is a number, its product with another 1e20 is none.
    let diverged = trainer.step(&mut network, &Pairs::new(&[[1e20]], &[[1e20 - 1e19]])).unwrap_err();
    assert_eq!((diverged.epoch, diverged.step), (1, 1));
    assert!(diverged.loss.is_finite() && diverged.to_string().contains("the gradient is not finite"), "{diverged}");
    assert_eq!(network.line.weight, [[1.0]]);
}

#[test]
fn what_an_optimizer_remembers_never_becomes_subnormal() {
    fn check(mut optimizer: impl Optimizer<Line>) {
        let mut network = Line::init(1);
        let mut gradient = Line::zeroed_box();
        for step in 0..3000 {
            gradient.line.weight = [[if step == 0 { 1e-3 } else { 0.0 }]];
            optimizer.step(&mut network, &gradient);
            optimizer.tensors(&mut |name, tensor| {
                let number = tensor.get().unwrap().line.weight[0][0];
                assert!(!number.is_subnormal(), "{name} is {number} after step {step}");
            });
        }
        optimizer.tensors(&mut |name, tensor| {
            let number = tensor.get().unwrap().line.weight[0][0];
            assert!(number == 0.0 || name == "second", "{name} is {number} at the end");
        });
    }
    check(Sgd { momentum: 0.9, ..Sgd::new(0.1) });
    check(Sgd { momentum: 0.9, nesterov: true, ..Sgd::new(0.1) });
    check(Adam::new(0.1));
    check(AdamW { betas: (0.5, 0.6), ..AdamW::new(0.1) });
}

#[test]
fn a_diverged_run_is_an_error_that_programs_can_pass_on() {
    let error: Box<dyn std::error::Error + Send + Sync> = Diverged { epoch: 2, step: 9, loss: f64::INFINITY }.into();
    assert!(error.to_string().starts_with("training diverged in step 9, in epoch 2: the loss is inf;"), "{error}");
}
