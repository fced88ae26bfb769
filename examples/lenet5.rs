//! Trains LeNet-5 and tells how well it reads: the layer table, loss and accuracy after each epoch, the confusion matrix.
//!
//! ```text
//! $ cargo run --release --example lenet5
//! $ cargo run --release --example lenet5 -- --network modern --save modern.safetensors
//! $ cargo run --release --example lenet5 -- --network modern --weights modern.safetensors --eval
//! $ cargo run --release --example lenet5 -- --engine gemm
//! $ cargo run --release --example lenet5 -- --checkpoint run.safetensors
//! ```

// Shared with programs that use more of it.
#[allow(dead_code)]
mod command;
mod counting;
mod progress;
mod report;

use clap::{Parser, ValueEnum};
use command::output::Unattended;
use command::{CLASSES, Choice, Image, Method, Reader, Result, at_least_one, name, rate, seed, shown};
use counting::Counting;
use examples::lenet5::{LeNet5, ModernLeNet5};
use lenet_runtime::data::{Dataset, Normalization, Split};
use lenet_runtime::engine::{self, Engine};
use lenet_runtime::io::weights::{self, Metadata};
use lenet_runtime::threads;
use lenet_runtime::train::{Cosine, CrossEntropy, Diverged, Evaluation, Trainer, evaluate};
use progress::Progress;
use report::{Epoch, Report};
use std::error::Error;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Instant;

/// Trains LeNet-5 on MNIST, which comes with the program, or on any images in the same format.
#[derive(Parser)]
#[command(allow_negative_numbers = true)]
struct Options {
    /// Folder with the four IDX files, gzipped or not [default: MNIST]
    #[arg(long, value_name = "DIR")]
    data: Option<PathBuf>,
    /// Which LeNet-5: sigmoid and average pooling, or ReLU and max pooling
    #[arg(long, value_name = "NAME", value_enum, default_value_t)]
    network: Choice,
    /// How many times to go through the training images
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = at_least_one)]
    epochs: usize,
    /// Images in a step
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = at_least_one)]
    batch: usize,
    /// How steps follow from gradients: sgd has a momentum of 0.9
    #[arg(long, value_enum, default_value_t)]
    optimizer: Method,
    /// Learning rate of the first step, from which it falls to 0 [default: by network and optimizer]
    #[arg(long, value_name = "RATE", value_parser = rate)]
    lr: Option<f32>,
    /// Chooses the initial weights and the order of the images: same seed, same numbers
    #[arg(long, value_name = "N", default_value_t = 42, value_parser = seed)]
    seed: u64,
    /// Threads to run on; the numbers do not depend on it [default: all cores]
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    threads: Option<usize>,
    /// What computes convolutions and linear layers
    #[arg(long, value_enum, default_value_t)]
    engine: Kernels,
    /// Use only the first N images of training and of test, for a quick try
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    limit: Option<usize>,
    /// Write the trained weights here, as safetensors
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Start from these weights instead of random ones
    #[arg(long, value_name = "FILE", alias = "load")]
    weights: Option<PathBuf>,
    /// Write the whole run here after each epoch, and go on with the run that this file has
    #[arg(long, value_name = "FILE", conflicts_with_all = ["weights", "eval"])]
    checkpoint: Option<PathBuf>,
    /// Write it after every N steps as well
    #[arg(long, value_name = "N", value_parser = at_least_one, requires = "checkpoint")]
    checkpoint_steps: Option<usize>,
    /// Do not train, only test the loaded weights
    #[arg(long, requires = "weights", conflicts_with = "save")]
    eval: bool,
    /// Write all numbers here, as JSON
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
}

/// A network that guesses among ten classes has a loss of ln 10. Where the mean over an epoch is above this, it guessed for most
/// of the epoch.
const PLATEAU: f64 = 0.8 * std::f64::consts::LN_10;
const PLATEAU_EXPLAINED: &str = "        \
For most of this epoch the network guessed. That is usual for sigmoids: their slopes are small, so at first
        the loss stands still near ln 10 = 2.30, for an epoch or several. Then it falls fast.";

#[derive(Clone, Copy, Default, ValueEnum)]
enum Kernels {
    /// Kernels of vector instructions, each compiled for its layer
    #[default]
    Vectors,
    /// im2col and products of matrices by `matrixmultiply`, for comparison
    Gemm,
}

impl Options {
    /// The learning rate and the weight decay: those that read MNIST best in trials with several seeds.
    fn rates(&self) -> (f32, f32) {
        let (lr, weight_decay) = match (self.optimizer, self.network) {
            (Method::Sgd, Choice::Textbook) => (0.2, 0.0),
            (Method::Sgd, Choice::Modern) => (0.02, 0.001),
            (Method::Adam, _) => (0.001, 0.0),
            (Method::Adamw, _) => (0.001, 0.01),
        };
        (self.lr.unwrap_or(lr), weight_decay)
    }

    /// What to say of training that went wrong, and what to do.
    fn diverged(&self, what: &str, epoch: usize, when: &str) -> Box<dyn Error> {
        let mut message = format!("{what} in epoch {epoch}, {when}: try an --lr smaller than {}", self.rates().0);
        if let (Some(file), 1) = (&self.weights, epoch) {
            message += &format!(", or start from other weights than {}", shown(file));
        }
        for file in [&self.save, &self.report].into_iter().flatten() {
            message += &format!("; {} was not written", shown(file));
        }
        message.into()
    }

    /// What to say of a step that went wrong.
    fn diverged_step(&self, Diverged { epoch, step, loss }: Diverged, images: usize) -> Box<dyn Error> {
        let steps = images.div_ceil(self.batch);
        let step = step - (epoch - 1) as u64 * steps as u64;
        let what = match loss.is_finite() {
            true => "the gradient is not finite".to_owned(),
            false => format!("the loss became {loss}"),
        };
        self.diverged(&what, epoch, &format!("step {step} of {steps}"))
    }

    fn check_files(&self) -> Result<()> {
        command::check_files(&[
            ("--save", self.save.as_ref()),
            ("--weights", self.weights.as_ref()),
            ("--checkpoint", self.checkpoint.as_ref()),
            ("--report", self.report.as_ref()),
        ])
    }

    fn data(&self, split: Split) -> Result<Dataset<Image>> {
        let folder = self.data.clone().unwrap_or_else(|| command::data("mnist"));
        Ok(Dataset::idx(folder, split, CLASSES, Normalization::NONE)?)
    }
}

fn main() -> ExitCode {
    command::main(|options: Options, out| match options.network {
        Choice::Textbook => run::<LeNet5>(&options, out),
        Choice::Modern => run::<ModernLeNet5>(&options, out),
    })
}

fn run<N: Reader>(options: &Options, out: &mut dyn Write) -> Result<()> {
    let mut unattended;
    let results = [&options.save, &options.report, &options.checkpoint];
    let out: &mut dyn Write = if results.iter().any(|file| file.is_some()) {
        unattended = Unattended(out);
        &mut unattended
    } else {
        out
    };
    options.check_files()?;
    // What would be a pity to find out after training.
    for file in results.into_iter().flatten() {
        weights::check_writable(file)?;
    }
    if let Some(threads) = options.threads {
        threads::limit(threads);
    }
    engine::select(match options.engine {
        Kernels::Vectors => Engine::Vectors,
        Kernels::Gemm => Engine::Gemm,
    });
    let (mut network, known) = match &options.weights {
        Some(file) => {
            let (network, loaded) = command::load::<N>(file)?;
            (network, Some(command::normalization::<N>(&loaded, file, None)?))
        }
        None => (N::init(options.seed), None),
    };
    let mut train =
        if options.eval { Dataset { images: vec![], labels: vec![] } } else { options.data(Split::Train)? };
    let mut test = options.data(Split::Test)?;
    // Weights are good for one normalization: that with which they were trained.
    let (normalization, notice) = known.unwrap_or_else(|| (Normalization::measured(&train.images), None));
    for data in [&mut train, &mut test] {
        data.truncate(options.limit.unwrap_or(usize::MAX));
        Normalization::apply_to(&normalization, &mut data.images);
    }

    writeln!(out, "{}\n", N::summary())?;
    if let Some(notice) = notice {
        writeln!(out, "{notice}")?;
    }
    let start = Instant::now();
    let epochs = if options.eval { vec![] } else { learn(&mut *network, options, &train, &test, out)? };
    let result = judge(&*network, &test);
    if let Some(problem) = not_finite(&result) {
        let source = options.weights.as_ref().map_or("the network".into(), |file| shown(file));
        return Err(format!("{source}: {problem}; these are no weights of a network that was trained well").into());
    }
    let seconds = start.elapsed().as_secs_f64();

    // A file that cannot be written keeps neither the other one nor the result back.
    let saved = options.save.as_ref().map_or(Ok(()), |file| {
        let metadata = Metadata { normalization, ..Metadata::of::<N>() };
        metadata.save(&*network, file)
    });
    let reported = options.report.as_ref().map_or(Ok(()), |file| {
        let report = Report {
            network: name(&options.network),
            parameters: N::PARAMETERS,
            macs: N::MACS,
            train_images: train.len(),
            test_images: test.len(),
            seed: options.seed,
            threads: threads::count(),
            engine: name(&options.engine),
            epochs,
            test_accuracy: result.accuracy(),
            seconds,
        };
        report.write(file)
    });
    writeln!(out, "test loss      {:.4}", result.loss)?;
    writeln!(out, "test accuracy  {:.2} %\n", 100.0 * result.accuracy())?;
    writeln!(out, "Rows are true classes, columns what they were taken for.")?;
    writeln!(out, "{}", result.confusion)?;
    saved?;
    reported
}

/// Trains, and prints a line of a table for each epoch.
fn learn<N: Reader>(
    network: &mut N,
    options: &Options,
    train: &Dataset<Image>,
    test: &Dataset<Image>,
    out: &mut dyn Write,
) -> Result<Vec<Epoch>> {
    let (lr, weight_decay) = options.rates();
    let mut trainer =
        Trainer::new(Counting::default(), options.optimizer.optimizer::<N>(lr, weight_decay), options.seed);
    trainer.batch = options.batch;
    trainer.schedule = Some(Box::new(Cosine { start: lr, end: 0.0, epochs: options.epochs as f64 }));

    let method = name(&options.optimizer);
    writeln!(out, "images to train on: {}, to test on: {}, threads: {}", train.len(), test.len(), threads::count())?;
    writeln!(out, "{method}, lr {lr}, weight decay {weight_decay}, batch {}, seed {}", options.batch, options.seed)?;
    if let Some(file) = options.checkpoint.as_ref().filter(|file| file.exists()) {
        trainer.resume(network, file)?;
        writeln!(out, "goes on after {} epochs and {} steps, from {}", trainer.epochs(), trainer.steps(), shown(file))?;
    }
    writeln!(out)?;
    writeln!(out, "epoch   train loss  accuracy   test loss  accuracy   seconds  images/s")?;
    let mut epochs = Vec::new();
    let mut explained = false;
    for epoch in trainer.epochs() + 1..=options.epochs {
        let (start, before) = (Instant::now(), trainer.seen());
        let mut progress = Progress::new(epoch, options.epochs, train.len());
        let train_loss = loop {
            let now = trainer.step(network, train).map_err(|error| options.diverged_step(error, train.len()))?;
            progress.update(now.images, now.loss);
            let is_due = options.checkpoint_steps.is_some_and(|n| trainer.steps().is_multiple_of(n as u64));
            if let Some(file) = options.checkpoint.as_ref().filter(|_| is_due || now.is_epoch()) {
                trainer.save(network, file)?;
            }
            if now.is_epoch() {
                break now.loss;
            }
        };
        drop(progress);
        let (seconds, images) = (start.elapsed().as_secs_f64(), train.len() - before);
        if !network.floats().iter().all(|weight| weight.is_finite()) {
            return Err(options.diverged("a weight grew beyond all numbers", epoch, "after its last step"));
        }
        let test = judge(network, test);
        if let Some(problem) = not_finite(&test) {
            return Err(options.diverged(&problem, epoch, "after its last step"));
        }
        let train_accuracy = trainer.loss.take() as f64 / images as f64;
        // A clock may be too coarse for a few images.
        let images_per_second = images as f64 / seconds.max(1e-9);
        writeln!(
            out,
            "{epoch:>5}   {train_loss:>10.4}  {:>6.2} %  {:>10.4}  {:>6.2} %  {seconds:>8.2}  {images_per_second:>8.0}",
            100.0 * train_accuracy,
            test.loss,
            100.0 * test.accuracy(),
        )?;
        if !explained && matches!(options.network, Choice::Textbook) && train_loss > PLATEAU {
            explained = true;
            writeln!(out, "{PLATEAU_EXPLAINED}")?;
        }
        let (test_loss, test_accuracy) = (test.loss, test.accuracy());
        epochs.push(Epoch { epoch, train_loss, train_accuracy, test_loss, test_accuracy, seconds, images_per_second });
    }
    writeln!(out)?;
    Ok(epochs)
}

fn judge<N: Reader>(network: &N, test: &Dataset<Image>) -> Evaluation {
    evaluate(network, &CrossEntropy::default(), test)
}

/// What to say of a test in which the network did not answer with numbers.
fn not_finite(test: &Evaluation) -> Option<String> {
    let (images, none) = (test.confusion.images(), test.confusion.unclassified());
    (none > 0 || !test.loss.is_finite()).then(|| {
        format!("the output for {none} of {images} test images is not a finite number, and the loss is {}", test.loss)
    })
}
