//! Tells how well a trained network does on any data that the library reads.
//!
//! ```text
//! $ cargo run --release --example evaluate -- --weights examples/data/lenet5.safetensors
//! $ cargo run --release --example evaluate -- --network ResNet8 --weights cifar.safetensors --data cifar-10-batches-bin
//! ```

mod choose;
// Shared with programs that use more of it.
#[allow(dead_code)]
mod command;
#[allow(dead_code)]
mod source;

use choose::{Classifier, Job};
use clap::Parser;
use command::{Channels, Result, at_least_one, channels, shown};
use lenet_runtime::threads;
use lenet_runtime::train::{CrossEntropy, Evaluation, Examples, evaluate};
use source::DataOptions;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Tells how well a trained network does: loss, accuracy, and for each class how often it was found.
#[derive(Parser)]
struct Options {
    /// Which network the weights belong to
    #[arg(long, value_name = "NAME", value_parser = choose::parser(), ignore_case = true, default_value = "LeNet5")]
    network: String,
    /// Its weights, as `train --save` writes them
    #[arg(long, value_name = "FILE")]
    weights: PathBuf,
    /// What becomes of pixels [default: that of the weights]
    #[arg(long, value_name = "MEAN STD", value_parser = channels)]
    normalization: Option<Channels>,
    #[command(flatten)]
    data: DataOptions,
    /// Judge only by the share that `train` does not learn from, where the data have no half to judge by
    #[arg(long)]
    held_out: bool,
    /// Chooses that share, as `train --seed` does
    #[arg(long, value_name = "N", default_value_t = 42, value_parser = command::seed)]
    seed: u64,
    /// Threads to run on; the numbers do not depend on it [default: all cores]
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    threads: Option<usize>,
}

fn main() -> ExitCode {
    command::main(|options: Options, out| {
        if let Some(threads) = options.threads {
            threads::limit(threads);
        }
        choose::with(&options.network, Evaluate { options: &options, out })
    })
}

struct Evaluate<'a> {
    options: &'a Options,
    out: &'a mut dyn Write,
}

impl Job for Evaluate<'_> {
    fn run<N: Classifier<K>, const K: usize>(self) -> Result<()> {
        let Self { options, out } = self;
        let (network, loaded) = command::load::<N>(&options.weights)?;
        let (known, notice) = command::normalization::<N>(&loaded, &options.weights, options.normalization.as_ref())?;
        let data = options.data.read::<N::Input>(N::NAME, K, options.seed, Some(known))?;
        notice.into_iter().for_each(command::complain);
        data.notes.iter().for_each(|note| command::complain(format_args!("note: {note}")));
        let examples = if options.held_out { &data.test } else { &data.all };
        let result = evaluate(&*network, &CrossEntropy::default(), examples);
        let classes = if data.classes.is_empty() { loaded.metadata.classes } else { data.classes };
        show(&result, examples.len(), K, &classes, options, out)
    }
}

fn show(
    result: &Evaluation,
    images: usize,
    outputs: usize,
    classes: &[String],
    options: &Options,
    out: &mut dyn Write,
) -> Result<()> {
    /// A larger matrix fits no terminal.
    const MOST: usize = 20;

    let none = result.confusion.unclassified();
    if none > 0 || !result.loss.is_finite() {
        return Err(format!(
            "{}: the output for {none} of {images} images is not a finite number: these are no weights of a network that was \
             trained well",
            shown(&options.weights)
        )
        .into());
    }
    writeln!(
        out,
        "images         {images}\ntest loss      {:.4}\ntest accuracy  {:.2} %\n",
        result.loss,
        100.0 * result.accuracy()
    )?;
    let name = |class| command::class_name(classes, class);
    let width = (0..outputs).map(|class| name(class).chars().count()).max().unwrap_or(0).max("class".len());
    writeln!(out, "{:width$}  precision    recall        F1", "class")?;
    for class in 0..outputs {
        let (recall, precision, f1) =
            (result.confusion.recall(class), result.confusion.precision(class), result.confusion.f1(class));
        // A class without an image.
        if !recall.is_nan() {
            let percent = |share: f64| if share.is_nan() { "–".into() } else { format!("{:.2} %", 100.0 * share) };
            writeln!(
                out,
                "{:width$}  {:>9} {:>9} {:>9}",
                name(class),
                percent(precision),
                percent(recall),
                percent(f1)
            )?;
        }
    }
    if outputs <= MOST {
        writeln!(out, "\nRows are true classes, columns what they were taken for.\n{}", result.confusion)?;
    }
    Ok(())
}
