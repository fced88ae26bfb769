//! Trains any network of `examples/networks` to tell classes apart, on any data that the library reads.
//!
//! ```text
//! $ cargo run --release --example train -- --network ModernLeNet5 --augment digits --out runs/digits
//! $ cargo run --release --example train -- --network ResNet8 --data cifar-10-batches-bin --augment photographs --out runs/cifar
//! $ cargo run --release --example train -- --network ResNet8 --data photographs --resize crop --save photographs.safetensors
//! $ cargo run --release --features all-networks --example train -- --network ResNet18 --data photographs --resize crop
//! ```
//!
//! In the folder `--out` stand the log of the run, `log.jsonl`, its weights, `weights.safetensors`, and a page with its curves, the classes
//! that were taken for others, the surest mistakes and the kernels, `report.html`.

mod choose;
// Shared with programs that use more of it.
#[allow(dead_code)]
mod command;
mod counting;
mod progress;
#[allow(dead_code)]
mod source;

use choose::{Classifier, Job};
use clap::{Parser, ValueEnum};
use command::output::Unattended;
use command::{Channels, Method, Result, at_least_one, channels, name, rate, seed, shown};
use counting::Counting;
use lenet_look::{Entry, Header, Log, Report, Run};
use lenet_runtime::data::{Augment, Augmented, Normalization};
use lenet_runtime::io::weights::{self, Metadata};
use lenet_runtime::train::{Cosine, CrossEntropy, Diverged, Evaluation, Examples, Optimizer, Trainer, evaluate};
use lenet_runtime::{Network, Shape, Value, threads};
use progress::Progress;
use source::{Data, DataOptions, Shared};
use std::error::Error;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::Instant;

/// Trains a network to tell classes apart.
#[derive(Parser)]
#[command(allow_negative_numbers = true)]
struct Options {
    /// One of the networks in `examples/networks`
    #[arg(long, value_name = "NAME", value_parser = choose::parser(), ignore_case = true, default_value = "LeNet5")]
    network: String,
    #[command(flatten)]
    data: DataOptions,
    /// How many times to go through the training images
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = at_least_one)]
    epochs: usize,
    /// Images in a step
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = at_least_one)]
    batch: usize,
    /// How steps follow from gradients: sgd has a momentum of 0.9
    #[arg(long, value_enum, default_value_t = Method::Adam)]
    optimizer: Method,
    /// Learning rate of the first step, from which it falls to 0 [default: 0.02 for sgd, else 0.001]
    #[arg(long, value_name = "RATE", value_parser = rate)]
    lr: Option<f32>,
    /// Alter the images each time that they are used
    #[arg(long, value_enum, default_value_t)]
    augment: Altered,
    /// Chooses the initial weights, the order of the images and the share to judge by: same seed, same numbers
    #[arg(long, value_name = "N", default_value_t = 42, value_parser = seed)]
    seed: u64,
    /// Threads to run on; the numbers do not depend on it [default: all cores]
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    threads: Option<usize>,
    /// Start from these weights instead of random ones
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// What becomes of pixels [default: that of the weights, or measured on the images to train on]
    #[arg(long, value_name = "MEAN STD", value_parser = channels)]
    normalization: Option<Channels>,
    /// Write the trained weights here, as safetensors
    #[arg(long, value_name = "FILE")]
    save: Option<PathBuf>,
    /// Write the whole run here after each epoch, and go on with the run that this file has
    #[arg(long, value_name = "FILE", conflicts_with = "weights")]
    checkpoint: Option<PathBuf>,
    /// Folder for the log, the weights and a report with pictures
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Altered {
    /// As they are
    #[default]
    None,
    /// Moved, turned, scaled and slanted
    Digits,
    /// Moved, and mirrored half of the time
    Photographs,
}

impl Altered {
    /// Black is what stands where nothing of the image is.
    fn augment(self, shape: Shape, normalization: &[Normalization]) -> Option<Augment> {
        let Shape::Image(_, height, width) = shape else { return None };
        let side = height.min(width);
        let plain =
            Augment { fill: normalization.first().map_or(0.0, |channel| channel.apply(0)), ..Augment::default() };
        Some(match self {
            Self::None => return None,
            Self::Digits => {
                Augment { shift: [side as f32 / 14.0; 2], degrees: 10.0, scale: [0.9, 1.1], shear: 8.0, ..plain }
            }
            Self::Photographs => Augment { flip: 0.5, crop: side / 8, ..plain },
        })
    }
}

impl Options {
    /// The learning rate and the weight decay.
    fn rates(&self) -> (f32, f32) {
        let (lr, weight_decay) = match self.optimizer {
            Method::Sgd => (0.02, 0.0005),
            Method::Adam => (0.001, 0.0),
            Method::Adamw => (0.001, 0.01),
        };
        (self.lr.unwrap_or(lr), weight_decay)
    }

    /// The files that are written.
    fn results(&self) -> Vec<PathBuf> {
        let own = self
            .out
            .iter()
            .flat_map(|folder| ["log.jsonl", "weights.safetensors", "report.html"].map(|name| folder.join(name)));
        [&self.save, &self.checkpoint].into_iter().flatten().cloned().chain(own).collect()
    }

    fn diverged(&self, Diverged { epoch, loss, step }: Diverged) -> Box<dyn Error> {
        let what =
            if loss.is_finite() { "the gradient is not finite".into() } else { format!("the loss became {loss}") };
        let mut message = format!("{what} in epoch {epoch}, step {step}: try an --lr smaller than {}", self.rates().0);
        self.results().iter().take(1).for_each(|file| message += &format!("; {} was not written", shown(file)));
        message.into()
    }
}

fn main() -> ExitCode {
    command::main(|options: Options, out| {
        let mut unattended;
        let out: &mut dyn Write = if options.results().is_empty() {
            out
        } else {
            unattended = Unattended(out);
            &mut unattended
        };
        choose::with(&options.network, Train { options: &options, out })
    })
}

struct Train<'a> {
    options: &'a Options,
    out: &'a mut dyn Write,
}

impl Job for Train<'_> {
    fn run<N: Classifier<K>, const K: usize>(self) -> Result<()> {
        let Self { options, out } = self;
        prepare(options)?;
        let (mut network, known) = match &options.weights {
            Some(file) => {
                let (network, loaded) = command::load::<N>(file)?;
                (network, Some(loaded.metadata.normalization).filter(|known| !known.is_empty()))
            }
            None => (N::init(options.seed), None),
        };
        let known = options.normalization.clone().map(|given| given.of::<N>()).transpose()?.or(known);
        let data = options.data.read::<N::Input>(N::NAME, K, options.seed, known)?;
        writeln!(out, "{}\n", N::summary())?;
        for note in &data.notes {
            writeln!(out, "note: {}", command::escaped(note).replace("\\u{a}", "; "))?;
        }
        let result = learn(&mut *network, options, &data, out)?;
        let metadata = Metadata {
            normalization: data.normalization.clone(),
            classes: data.classes.clone(),
            ..Metadata::of::<N>()
        };
        // A file that cannot be written keeps no other one back.
        let saved = options.save.as_ref().map_or(Ok(()), |file| metadata.save(&*network, file));
        let reported = options.out.as_ref().map_or(Ok(()), |folder| {
            metadata.save(&*network, folder.join("weights.safetensors"))?;
            report::<N, K>(folder, &network, &data, &result)
        });
        saved?;
        reported
    }
}

/// What would be a pity to find out after training.
fn prepare(options: &Options) -> Result<()> {
    command::check_files(&[
        ("--save", options.save.as_ref()),
        ("--weights", options.weights.as_ref()),
        ("--checkpoint", options.checkpoint.as_ref()),
    ])?;
    if let Some(folder) = &options.out {
        fs::create_dir_all(folder).map_err(|error| format!("{}: cannot be made: {error}", shown(folder)))?;
    }
    for file in options.results() {
        weights::check_writable(file)?;
    }
    if let Some(threads) = options.threads {
        threads::limit(threads);
    }
    Ok(())
}

/// Trains, prints a line of a table for each epoch, and returns how well the network does in the end.
fn learn<N: Classifier<K>, const K: usize>(
    network: &mut N,
    options: &Options,
    data: &Data<N::Input>,
    out: &mut dyn Write,
) -> Result<Evaluation> {
    let (lr, weight_decay) = options.rates();
    let mut trainer =
        Trainer::new(Counting::default(), options.optimizer.optimizer::<N>(lr, weight_decay), options.seed);
    trainer.batch = options.batch;
    trainer.schedule = Some(Box::new(Cosine { start: lr, end: 0.0, epochs: options.epochs as f64 }));
    let train = match options.augment.augment(N::Input::SHAPE, &data.normalization) {
        Some(augment) => Shared::new(Augmented { examples: data.train.clone(), augment }),
        None => data.train.clone(),
    };
    let (images, method) = (train.len(), name(&options.optimizer));
    writeln!(out, "images to train on: {images}, to test on: {}, threads: {}", data.test.len(), threads::count())?;
    writeln!(out, "{method}, lr {lr}, weight decay {weight_decay}, batch {}, seed {}", options.batch, options.seed)?;
    let resumed = options.checkpoint.as_ref().filter(|file| file.exists());
    if let Some(file) = resumed {
        trainer.resume(network, file)?;
        writeln!(out, "goes on after {} epochs and {} steps, from {}", trainer.epochs(), trainer.steps(), shown(file))?;
    }
    let mut log =
        options.out.as_ref().map(|folder| begin::<N>(options, folder, resumed.map(|_| trainer.steps()))).transpose()?;
    writeln!(out, "\nepoch   train loss  accuracy   test loss  accuracy   seconds  images/s")?;
    let began = Instant::now();
    let mut evaluation = None;
    for epoch in trainer.epochs() + 1..=options.epochs {
        let (start, before) = (Instant::now(), trainer.seen());
        let mut progress = Progress::new(epoch, options.epochs, images);
        let trained = trainer.epoch(network, &train, |now| progress.update(now.images, now.loss));
        drop(progress);
        let train_loss = trained.map_err(|diverged| options.diverged(diverged))?;
        let seconds = start.elapsed().as_secs_f64();
        let seen = images - before;
        let train_accuracy = trainer.loss.take() as f64 / seen as f64;
        let test = judge(network, &data.test);
        if let Some(problem) = not_finite(&test) {
            return Err(format!("{problem}, after epoch {epoch}: try an --lr smaller than {lr}").into());
        }
        if let Some(file) = &options.checkpoint {
            trainer.save(network, file)?;
        }
        writeln!(
            out,
            "{epoch:>5}   {train_loss:>10.4}  {:>6.2} %  {:>10.4}  {:>6.2} %  {seconds:>8.2}  {:>8.0}",
            100.0 * train_accuracy,
            test.loss,
            100.0 * test.accuracy(),
            seen as f64 / seconds.max(1e-9),
        )?;
        if let Some((log, file)) = &mut log {
            let entry = Entry {
                epoch: epoch as f64,
                step: trainer.steps(),
                seconds: began.elapsed().as_secs_f64(),
                rate: Some((*Optimizer::<N>::rate(&mut trainer.optimizer)).into()),
                train_loss: Some(train_loss),
                train_metric: Some(train_accuracy),
                test_loss: Some(test.loss),
                test_metric: Some(test.accuracy()),
            };
            log.add(&entry).map_err(|error| format!("{}: cannot be written: {error}", shown(file)))?;
        }
        evaluation = Some(test);
    }
    let last = evaluation.unwrap_or_else(|| judge(network, &data.test));
    writeln!(out, "\ntest loss      {:.4}\ntest accuracy  {:.2} %", last.loss, 100.0 * last.accuracy())?;
    Ok(last)
}

fn begin<N: Network>(options: &Options, folder: &Path, resumed: Option<u64>) -> Result<(Log, PathBuf)> {
    let file = folder.join("log.jsonl");
    let (lr, weight_decay) = options.rates();
    let settings = [
        ("optimizer", name(&options.optimizer)),
        ("lr", lr.to_string()),
        ("weight decay", weight_decay.to_string()),
        ("batch", options.batch.to_string()),
        ("augment", name(&options.augment)),
        ("epochs", options.epochs.to_string()),
        ("seed", options.seed.to_string()),
        ("data", options.data.shown()),
    ];
    let header = Header {
        run: folder.file_name().map_or_else(|| shown(folder), |name| name.to_string_lossy().into_owned()),
        network: N::NAME.into(),
        parameters: N::PARAMETERS,
        metric: "accuracy".into(),
        settings: settings.map(|(name, value)| (name.to_owned(), value)).into(),
    };
    let log = match resumed {
        Some(step) if file.exists() => Log::resume(&file, step)?,
        _ => Log::create(&file, &header)?,
    };
    Ok((log, file))
}

fn judge<N: Classifier<K>, const K: usize>(network: &N, test: &Shared<N::Input>) -> Evaluation {
    evaluate(network, &CrossEntropy::default(), test)
}

/// What to say of a test in which the network did not answer with numbers.
fn not_finite(test: &Evaluation) -> Option<String> {
    let (images, none) = (test.confusion.images(), test.confusion.unclassified());
    (none > 0 || !test.loss.is_finite()).then(|| {
        format!("the output for {none} of {images} test images is not a finite number, and the loss is {}", test.loss)
    })
}

/// Writes the page with the pictures of a run.
fn report<N: Classifier<K>, const K: usize>(
    folder: &Path,
    network: &N,
    data: &Data<N::Input>,
    result: &Evaluation,
) -> Result<()> {
    /// How many mistakes are shown.
    const MISTAKES: usize = 24;

    let classes = &data.classes;
    let run = Run::read(folder.join("log.jsonl"))?;
    let mut page = Report::new(run.header.run.clone());
    page.fact("network", &run.header.network).fact("parameters", run.header.parameters.to_string());
    for (name, value) in &run.header.settings {
        page.fact(name, value);
    }
    page.fact("test accuracy", format!("{:.2} %", 100.0 * result.accuracy()));
    page.section("Training", "", lenet_look::curves(&run));
    let confusion = &result.confusion;
    let figures = vec![lenet_look::confusion(confusion, classes), lenet_look::confused_most(confusion, classes)];
    page.section("Classes", "", figures);
    let mistakes = lenet_look::mistakes(network, &data.test, MISTAKES);
    if !mistakes.is_empty() {
        page.section("Surest mistakes", "", vec![lenet_look::mistakes_figure(&mistakes, classes)]);
    }
    page.section("Kernels", "", lenet_look::kernels(network));
    Ok(page.save(folder)?)
}
