//! Checkpoints: a run that goes on from one ends with the same bits, wherever it was cut off, and one of another run is refused.

use lenet_runtime::data::{Augment, Augmented};
use lenet_runtime::io::checkpoint::{Error, Problem};
use lenet_runtime::train::{
    Adam, AdamW, Average, Cosine, CrossEntropy, Optimizer, Pairs, Plateau, Schedule, Sgd, Trainer, Warmup,
};
use lenet_runtime::{Parameters, Random, Tensor, network};
use std::fs;
use std::path::{Path, PathBuf};

network! {
    /// Three classes of small pictures, with running statistics and dropout.
    struct Small: [2, 5, 6] -> [3] {
        conv: conv2d(4, kernel: 3),
        bn: batch_norm2d,
        relu,
        flatten,
        dropout(0.25),
        fc: linear(3),
    }
}

network! {
    /// Other tensors.
    struct Other: [2, 5, 6] -> [3] {
        flatten,
        fc: linear(3),
    }
}

network! {
    /// The same tensors, another meaning.
    struct Swish: [2, 5, 6] -> [3] {
        conv: conv2d(4, kernel: 3),
        bn: batch_norm2d,
        silu,
        flatten,
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

fn file(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("checkpoint");
    fs::create_dir_all(&folder).unwrap();
    folder.join(name)
}

type Run = Trainer<Small, CrossEntropy<'static>, Box<dyn Optimizer<Small>>>;

/// A trainer with everything that it can remember.
fn trainer(optimizer: usize, schedule: impl Schedule + Send + 'static) -> Run {
    let optimizer: Box<dyn Optimizer<Small>> = match optimizer {
        0 => Box::new(Sgd { momentum: 0.9, ..Sgd::new(0.1) }),
        1 => Box::new(Adam::new(0.01)),
        2 => Box::new(AdamW::new(0.01)),
        _ => Box::new(Sgd::new(0.1)),
    };
    let mut trainer = Trainer::new(CrossEntropy::default(), optimizer, 7);
    trainer.batch = 12;
    trainer.max_norm = Some(1.0);
    trainer.average = Some(Average::new(0.9));
    trainer.schedule = Some(Box::new(Warmup { epochs: 0.5, start: 0.1, then: schedule }));
    trainer
}

/// All that a run has made: weights, averaged and best ones, losses.
type Made = (Vec<u32>, Vec<u32>, Vec<u32>, Vec<u64>);

/// Three epochs, cut off after each of these numbers of steps: another trainer goes on, from the file alone.
fn run(name: &str, cuts: &[u64], new: impl Fn() -> Run) -> Made {
    let ((images, labels), path) = (examples(50), file(name));
    let data = Augmented { examples: Pairs::new(&images, &labels), augment: Augment { crop: 1, ..Augment::default() } };
    let (mut network, mut trainer, mut losses) = (Small::init(1), new(), Vec::new());
    while trainer.epochs() < 3 {
        if cuts.contains(&trainer.steps()) {
            trainer.save(&network, &path).unwrap();
            (network, trainer) = (Small::init(99), new());
            // What another run remembered is gone.
            trainer.step(&mut network, &data).unwrap();
            trainer.resume(&mut network, &path).unwrap();
        }
        let progress = trainer.step(&mut network, &data).unwrap();
        if progress.is_epoch() {
            losses.push(progress.loss.to_bits());
            trainer.validated(&network, [3.0, 2.0, 5.0][trainer.epochs() - 1]);
        }
    }
    let average = trainer.average.as_ref().unwrap().network().unwrap();
    (bits(&*network), bits(average), bits(trainer.best.network().unwrap()), losses)
}

#[test]
fn a_run_ends_with_the_same_bits_wherever_it_was_cut_off() {
    for optimizer in 0..4 {
        let plateau = || trainer(optimizer, Plateau { patience: 0, ..Plateau::new(0.05) });
        let whole = run(&format!("whole{optimizer}"), &[], plateau);
        // Five steps are an epoch.
        for cuts in [&[0][..], &[1], &[4], &[5], &[9], &[11], &[14], &[1, 2, 3, 7, 10, 13]] {
            assert!(
                run(&format!("cut{optimizer}"), cuts, plateau) == whole,
                "optimizer {optimizer}, cut off after {cuts:?}"
            );
        }
    }
    let cosine = || trainer(0, Cosine { start: 0.1, end: 0.0, epochs: 3.0 });
    assert!(run("cosine", &[7], cosine) == run("cosine", &[], cosine));
}

/// The checkpoint of a run of some steps.
fn written(name: &str, steps: usize, mut trainer: Run) -> PathBuf {
    let ((images, labels), path) = (examples(50), file(name));
    let mut network = Small::init(1);
    for _ in 0..steps {
        trainer.step(&mut network, &Pairs::new(&images, &labels)).unwrap();
    }
    trainer.save(&network, &path).unwrap();
    path
}

/// What is said where another run takes up a checkpoint; it stays as it was.
#[track_caller]
fn refused(path: &Path, mut trainer: Run) -> Error {
    let (mut network, (images, labels)) = (Small::init(3), examples(50));
    trainer.step(&mut network, &Pairs::new(&images, &labels)).unwrap();
    let name = path.file_name().unwrap().to_str().unwrap();
    let [before, after] = ["before", "after"].map(|when| file(&format!("{when}_{name}")));
    trainer.save(&network, &before).unwrap();
    let error = trainer.resume(&mut network, path).unwrap_err();
    trainer.save(&network, &after).unwrap();
    assert!(fs::read(before).unwrap() == fs::read(after).unwrap(), "the run is another one after: {error}");
    error
}

#[test]
fn a_checkpoint_of_another_run_is_refused_and_changes_nothing() {
    let plateau = || Plateau::new(0.1);
    let path = written("momentum", 7, trainer(0, plateau()));
    let said = |error: Error| error.problem.to_string();
    let same =
        "\nhelp: give the trainer the optimizer, the schedule and the average that it had when the file was written";

    let error = said(refused(&path, trainer(1, plateau())));
    let expected = "the checkpoint has `optimizer.velocity`, expected one of `network`, `best`, `average`, `optimizer.first`, \
                    `optimizer.second`";
    assert_eq!(error, format!("{expected}{same}"));

    let plain = written("plain", 7, trainer(3, plateau()));
    let error = said(refused(&plain, trainer(2, plateau())));
    assert_eq!(error, format!("the checkpoint has no `optimizer.steps`{same}"));

    let error = refused(&path, trainer(0, Cosine { start: 0.1, end: 0.0, epochs: 3.0 }));
    assert!(matches!(&error.problem, Problem::Unexpected { name } if name == "schedule.rate"));
    let error = said(error);
    assert_eq!(error, format!("the checkpoint has `schedule.rate`, which this run does not remember{same}"));

    let mut without = trainer(0, plateau());
    without.average = None;
    assert!(matches!(refused(&path, without).problem, Problem::Part { .. }));
}

#[test]
fn a_file_that_is_no_checkpoint_of_the_network_is_refused() {
    let new = || trainer(0, Plateau::new(0.1));
    let (path, network) = (file("weights"), Small::init(1));
    network.save(&path).unwrap();
    let error = refused(&path, new());
    assert!(matches!(error.problem, Problem::NoCheckpoint), "{error}");
    assert!(error.to_string().contains("not a checkpoint: there are weights at most"), "{error}");

    let path = written("good", 3, new());
    let good = fs::read(&path).unwrap();
    let changed = |name: &str, from: &str, to: &str| {
        assert_eq!(from.len(), to.len());
        let (mut bytes, path) = (good.clone(), file(name));
        let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).unwrap();
        bytes[at..at + to.len()].copy_from_slice(to.as_bytes());
        fs::write(&path, bytes).unwrap();
        path
    };
    let error = refused(&changed("version", "\"checkpoint\":\"1\"", "\"checkpoint\":\"2\""), new());
    assert!(matches!(&error.problem, Problem::Version { expected: "1", found } if found == "2"), "{error}");
    let error = refused(&changed("number", "\"steps\":\"3\"", "\"steps\":\"-\""), new());
    assert!(matches!(&error.problem, Problem::Number { name, .. } if name == "steps"), "{error}");
    let error = refused(&changed("tensor", "average.conv.bias", "average.conv.bia5"), new());
    assert!(matches!(error.problem, Problem::Weights(_)), "{error}");
    assert!(matches!(refused(&file("nowhere"), new()).problem, Problem::Read(_)));

    let (path, mut other, mut swish) = (written("small", 3, new()), Other::init(1), Swish::init(1));
    let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<Other>::new(0.1), 1);
    trainer.resume(&mut other, &path).unwrap_err();
    let mut trainer = Trainer::new(CrossEntropy::default(), Sgd { momentum: 0.9, ..Sgd::<Swish>::new(0.1) }, 1);
    trainer.average = Some(Average::new(0.5));
    trainer.schedule = Some(Box::new(Plateau::new(0.1)));
    let error = trainer.resume(&mut swish, &path).unwrap_err();
    assert!(error.to_string().contains("`Small`") && error.to_string().contains("`Swish`"), "{error}");
}

#[test]
fn any_damage_is_refused() {
    let new = || trainer(0, Plateau::new(0.1));
    let good = fs::read(written("whole", 2, new())).unwrap();
    let path = file("damaged");
    for length in (0..good.len()).step_by(97).chain([good.len() - 1]) {
        fs::write(&path, &good[..length]).unwrap();
        refused(&path, new());
    }
    let mut random = Random::new(3);
    let header = 8 + u64::from_le_bytes(*good.first_chunk().unwrap()) as usize;
    for _ in 0..300 {
        let mut bytes = good.clone();
        bytes[random.below(header)] ^= 1 << random.below(8);
        fs::write(&path, bytes).unwrap();
        // Another letter in the name of the format or of a number may say something else that is right; nothing panics.
        let (mut network, mut trainer) = (Small::init(1), new());
        _ = trainer.resume(&mut network, &path);
    }
}

#[test]
fn weights_that_are_not_finite_are_not_written() {
    let (path, mut network) = (file("infinite"), Small::init(1));
    fs::write(&path, "as it was").unwrap();
    network.fc.bias[2] = f32::INFINITY;
    let error = trainer(0, Plateau::new(0.1)).save(&network, &path).unwrap_err();
    assert!(error.to_string().contains("network.fc.bias"), "{error}");
    assert_eq!(fs::read(&path).unwrap(), b"as it was");
    network.fc.bias[2] = 0.0;
    let missing = file("no such folder").join("file");
    assert!(matches!(trainer(0, Plateau::new(0.1)).save(&network, missing).unwrap_err().problem, Problem::Write(_)));
}
