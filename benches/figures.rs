//! How fast lenet does a piece of work, and how exactly.
//!
//! ```text
//! $ cargo run --release -p benches --bin figures -- --what lenet5-infer --batch 256 --threads 2
//! ```
//!
//! With `--json` the figures are one line:
//!
//! | key                 | meaning                                                                                  |
//! |---------------------|------------------------------------------------------------------------------------------|
//! | `what`              | the work                                                                                 |
//! | `batch`, `threads`  | how many images at a time, and on how many threads                                       |
//! | `simd`              | the instructions: `plain`, `avx2`, `avx512`, `neon`, `simd128`                           |
//! | `median_us`         | the median time of a call, or of a step, in µs                                           |
//! | `min_us`            | the shortest, in µs                                                                      |
//! | `images_per_second` | the batch divided by the median                                                          |
//! | `gflops`            | 10⁹ multiplications and additions a second, those of convolutions and dense layers       |
//! | `reps`              | how many calls were timed                                                                |
//! | `max_error`         | the largest difference to what the plain engine computes, divided by its largest number  |
//!
//! The plain engine is the code for any CPU, without vector instructions of its own. Outputs are compared, of training the
//! gradients of the first batch.
//!
//! The memory follows in a line of its own, on the standard error output where there is JSON: how much of the heap the work
//! took at most, and what the sizes of its types add up to. Images and outputs do not count, nor, for a prepared network,
//! the weights that it was made of.

mod convolutions;
mod memory;
mod stopwatch;

use clap::error::ErrorKind;
use clap::{Parser, ValueEnum};
use convolutions::{Depthwise, Lenet, Pointwise, Stage1, Stage2, Stage3, Stage4, Stem, Wide};
use examples::dscnn::DsCnn;
use examples::lenet5::{LeNet5, ModernLeNet5};
use examples::mobilenet::{MobileNetV1, MobileNetV2, VisualWakeWords};
use examples::resnet::{ResNet8, ResNet18};
use examples::vgg11::Vgg11;
use lenet_runtime::engine::{self, Engine};
use lenet_runtime::simd::{self, Level};
use lenet_runtime::train::{Adam, CrossEntropy, Gradients, Optimizer, Sgd};
use lenet_runtime::{Inference, LANES, Network, Plain, Prepare, Prepared, Random, Tile, Zeroed, threads};
use serde::Serialize;
use std::error::Error;
use std::fmt::Write;
use std::hint::black_box;
use std::process::{Command, ExitCode};
use std::time::Instant;
use std::{env, slice};
use stopwatch::Times;

/// Everything that can be measured.
const WORKS: &[Work] = &[
    Work("lenet5-infer", infer::<LeNet5>),
    Work("lenet5-modern-infer", infer::<ModernLeNet5>),
    Work("lenet5-train", train::<LeNet5, 10>),
    Work("lenet5-modern-train", train::<ModernLeNet5, 10>),
    // The same by a network that is not prepared.
    Work("lenet5-as-it-is-infer", infer_as_it_is::<LeNet5>),
    Work("lenet5-modern-as-it-is-infer", infer_as_it_is::<ModernLeNet5>),
    // The same by im2col and products of matrices.
    Work("lenet5-gemm-infer", |options| by_gemm(infer_as_it_is::<LeNet5>, options)),
    Work("lenet5-gemm-train", |options| by_gemm(train::<LeNet5, 10>, options)),
    // Image, filters, kernel, stride, padding on each side, groups.
    Work("conv:3x224x224:64:7:2:3", one::<Stem>),
    Work("conv:64x56x56:64:3:1:1", one::<Stage1>),
    Work("conv:64x56x56:64:1:1:0", one::<Pointwise>),
    Work("conv:128x28x28:128:3:1:1", one::<Stage2>),
    Work("conv:256x14x14:256:3:1:1", one::<Stage3>),
    Work("conv:512x7x7:512:3:1:1", one::<Stage4>),
    Work("conv:32x112x112:32:3:1:1:g32", one::<Depthwise>),
    Work("conv:16x14x14:32:5:1:2", one::<Wide>),
    Work("conv:6x14x14:16:5:1:0", one::<Lenet>),
    Work("resnet8-infer", infer::<ResNet8>),
    Work("resnet8-train", train::<ResNet8, 10>),
    Work("dscnn-infer", infer::<DsCnn>),
    Work("dscnn-train", train::<DsCnn, 12>),
    Work("vww-train", train::<VisualWakeWords, 2>),
    Work("vgg11-infer", one::<Vgg11>),
    Work("resnet18-infer", one::<ResNet18>),
    Work("mobilenet-v1-infer", one::<MobileNetV1>),
    Work("mobilenet-v2-infer", one::<MobileNetV2>),
    Work("start", start),
];

/// What `start` calls in a process of its own; no work to measure.
const FIRST_RESULT: Work = Work("first-result", first_result);

/// A name and what it stands for. The work itself says `None` if it has nothing to tell.
#[derive(Clone, Copy)]
struct Work(&'static str, fn(&Options) -> Result<Option<Figures>>);

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// How fast lenet does a piece of work, and how exactly.
#[derive(Parser)]
struct Options {
    /// The work: lenet5-infer, lenet5-modern-infer, lenet5-train, lenet5-modern-train, lenet5-gemm-infer, lenet5-gemm-train,
    /// conv:CxHxW:F:K:S:P[:gG], resnet8-infer, resnet8-train, dscnn-infer, dscnn-train,
    /// vww-train, vgg11-infer, resnet18-infer, mobilenet-v1-infer, mobilenet-v2-infer, or start
    #[arg(long, value_name = "W", value_parser = work)]
    what: Work,
    /// How many images at a time
    #[arg(long, value_name = "B", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=65536))]
    batch: u32,
    /// On how many threads
    #[arg(long, value_name = "T", default_value_t = 1, value_parser = clap::value_parser!(u32).range(1..=1024))]
    threads: u32,
    /// For how long to measure
    #[arg(long, value_name = "S", default_value_t = 1.0, value_parser = seconds)]
    seconds: f64,
    /// Print one line of JSON
    #[arg(long)]
    json: bool,
    /// How training makes steps of gradients: SGD with momentum, or Adam
    #[arg(long, value_enum, default_value_t)]
    optimizer: Choice,
    /// The highest level of instructions to use: plain, avx2, avx512, neon or simd128, whichever this CPU has
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    simd: Option<Level>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Choice {
    #[default]
    Sgd,
    Adam,
}

fn work(name: &str) -> std::result::Result<Work, String> {
    let found = WORKS.iter().chain([&FIRST_RESULT]).find(|work| work.0 == name);
    let names = || WORKS.iter().map(|work| work.0).collect::<Vec<_>>().join(", ");
    found.copied().ok_or_else(|| format!("it must be one of {}", names()))
}

fn seconds(text: &str) -> std::result::Result<f64, String> {
    let seconds = text.parse().ok().filter(|seconds| (0.001..=3600.0).contains(seconds));
    seconds.ok_or_else(|| "it must be a number from 0.001 to 3600".into())
}

fn level(name: &str) -> std::result::Result<Level, String> {
    let found = Level::all().find(|level| level.name() == name);
    let names = || Level::all().map(Level::name).collect::<Vec<_>>().join(", ");
    found.ok_or_else(|| format!("this CPU has {}", names()))
}

/// Exit code 0: all went well; 1: the work failed; 2: the command line was wrong.
fn main() -> ExitCode {
    let options = match Options::try_parse() {
        Ok(options) => options,
        Err(answer) if answer.kind() == ErrorKind::DisplayHelp => answer.exit(),
        Err(mistake) => {
            eprintln!("{}", one_line(&mistake.to_string()));
            return ExitCode::from(2);
        }
    };
    let Work(name, run) = options.what;
    if let Some(level) = options.simd {
        simd::limit(level);
    }
    threads::limit(options.threads as usize);
    match run(&options) {
        Ok(Some(figures)) => figures.print(name, &options),
        Ok(None) => {}
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::from(if error.is::<Unfit>() { 2 } else { 1 });
        }
    }
    ExitCode::SUCCESS
}

/// The lines of a message behind one another, without those in which clap says how it is used.
fn one_line(message: &str) -> String {
    let lines = message.lines().map(str::trim).take_while(|line| !line.starts_with("Usage:"));
    lines.filter(|line| !line.is_empty() && !line.starts_with("For more")).collect::<Vec<_>>().join(" ")
}

/// The work is for single images.
#[derive(Debug)]
struct Unfit;

impl std::fmt::Display for Unfit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("this work takes one image at a time: --batch 1")
    }
}

impl Error for Unfit {}

/// What was measured.
struct Figures {
    times: Times,
    /// Multiplications and additions of a call.
    operations: u64,
    max_error: f64,
    memory: String,
}

/// The line of JSON.
#[derive(Serialize)]
struct Line<'a> {
    what: &'a str,
    batch: u32,
    threads: u32,
    simd: &'a str,
    median_us: f64,
    min_us: f64,
    images_per_second: f64,
    gflops: f64,
    reps: usize,
    max_error: f64,
}

impl Figures {
    fn print(&self, what: &str, options: &Options) {
        let rounded = |x: f64| (x * 1000.0).round() / 1000.0;
        let median = self.times.median();
        let line = Line {
            what,
            batch: options.batch,
            threads: options.threads,
            simd: Level::best().name(),
            median_us: rounded(median * 1e6),
            min_us: rounded(self.times.shortest() * 1e6),
            images_per_second: rounded(f64::from(options.batch) / median),
            gflops: rounded(self.operations as f64 / median * 1e-9),
            reps: self.times.count(),
            max_error: self.max_error,
        };
        if options.json {
            println!("{}", serde_json::to_string(&line).expect("a struct of numbers and names is JSON"));
            eprintln!("{}", self.memory);
            return;
        }
        let Line { batch, threads, simd, median_us, min_us, images_per_second, gflops, reps, max_error, .. } = line;
        println!("{what}, batch {batch}, threads {threads}, {simd}");
        println!("  {median_us} µs median of {reps}, {min_us} µs at least");
        println!("  {images_per_second:.0} images/s, {gflops:.1} GFLOP/s");
        println!("  largest error {max_error:.1e} of the largest number");
        println!("  {}", self.memory);
    }
}

/// Inference: one image in its own way, more of them as tiles.
fn infer<N: Prepare>(options: &Options) -> Result<Option<Figures>> {
    if options.batch == 1 { one::<N>(options) } else { many::<N>(options) }
}

/// Inference of one image, by a network that was prepared for it.
fn one<N: Prepare>(options: &Options) -> Result<Option<Figures>> {
    if options.batch != 1 {
        return Err(Unfit.into());
    }
    let images = images::<N>(1);
    let network = N::init(1);
    let ((prepared, mut workspace), peak) = memory::peak(|| {
        let (prepared, mut workspace) = (network.prepare(), Prepared::<N>::workspace());
        prepared.forward_in(&images[0], &mut workspace);
        (prepared, workspace)
    });
    let memory = told(peak, Prepared::<N>::BYTES + Prepared::<N>::WORKSPACE_BYTES);
    let times = Times::of(options.seconds, || {
        black_box(prepared.forward_in(black_box(&images[0]), &mut workspace));
    });
    let result = prepared.forward_in(&images[0], &mut workspace).clone();
    let max_error = largest_error(slice::from_ref(&result), &by_the_plain_engine::<N>(&network, &images));
    Ok(Some(Figures { times, operations: 2 * N::MACS, max_error, memory }))
}

/// A work with products of matrices by `matrixmultiply` for convolutions and linear layers.
fn by_gemm(work: fn(&Options) -> Result<Option<Figures>>, options: &Options) -> Result<Option<Figures>> {
    engine::select(Engine::Gemm);
    work(options)
}

/// Inference by a network that is not prepared: one image at a time, or more of them as tiles.
fn infer_as_it_is<N: Network>(options: &Options) -> Result<Option<Figures>> {
    if options.batch != 1 {
        return many::<N>(options);
    }
    let images = images::<N>(1);
    let ((network, mut workspace), peak) = memory::peak(|| {
        let (network, mut workspace) = (N::init(1), N::workspace());
        network.forward_in(&images[0], &mut workspace);
        (network, workspace)
    });
    let memory = told(peak, size_of::<N>() + size_of::<N::Workspace<1>>());
    let times = Times::of(options.seconds, || {
        black_box(network.forward_in(black_box(&images[0]), &mut workspace));
    });
    let result = network.forward_in(&images[0], &mut workspace).clone();
    let max_error = largest_error(slice::from_ref(&result), &by_the_plain_engine::<N>(&network, &images));
    Ok(Some(Figures { times, operations: 2 * N::MACS, max_error, memory }))
}

/// Inference of a batch.
fn many<N: Network>(options: &Options) -> Result<Option<Figures>> {
    let images = images::<N>(options.batch);
    let mut outputs = vec![N::Output::ZERO; images.len()];
    let ((network, mut inference), peak) = memory::peak(|| {
        let (network, mut inference) = (N::init(1), Inference::<N>::new());
        inference.run(&network, &images, &mut outputs);
        (network, inference)
    });
    let workers = threads::count().min(images.len().div_ceil(LANES));
    let worker = size_of::<Tile<N::Input, LANES>>() + size_of::<N::Workspace<LANES>>();
    let memory = told(peak, size_of::<N>() + workers * worker);
    let times = Times::of(options.seconds, || inference.run(&network, black_box(&images), &mut outputs));
    let max_error = largest_error(&outputs, &by_the_plain_engine::<N>(&network, &images));
    Ok(Some(Figures { times, operations: 2 * N::MACS * images.len() as u64, max_error, memory }))
}

/// Steps of training, all with the same batch: forward, cross-entropy, backward, and the optimizer.
fn train<N: Network<Output = [f32; CLASSES]>, const CLASSES: usize>(options: &Options) -> Result<Option<Figures>> {
    let images = images::<N>(options.batch);
    let labels: Vec<u8> = (0..images.len()).map(|i| (i % CLASSES) as u8).collect();
    let loss = CrossEntropy::default();
    let mut optimizer: Box<dyn Optimizer<N>> = match options.optimizer {
        Choice::Sgd => Box::new(Sgd { momentum: 0.9, ..Sgd::<N>::new(1e-3) }),
        Choice::Adam => Box::new(Adam::<N>::new(1e-4)),
    };
    let ((mut network, mut gradients), peak) = memory::peak(|| {
        let (mut network, mut gradients) = (N::init(1), Gradients::<N>::new());
        gradients.compute(&network, &loss, &images, &labels, 1);
        optimizer.step(&mut network, gradients.gradient());
        (network, gradients)
    });
    let state = match options.optimizer {
        Choice::Sgd => 1,
        Choice::Adam => 2,
    };
    // The weights, and what the optimizer remembers.
    let memory = told(peak, (1 + state) * size_of::<N>() + Gradients::<N>::bytes(images.len()));
    let times = Times::of(options.seconds, || {
        black_box(gradients.compute(&network, &loss, black_box(&images), &labels, 1));
        optimizer.step(&mut network, gradients.gradient());
        gradients.update_running_statistics(&mut network, None);
    });
    let mut gradient = || {
        gradients.compute(&*N::init(1), &loss, &images, &labels, 1);
        gradients.gradient().floats().to_vec()
    };
    let gradient_here = gradient();
    let max_error = largest_error(&gradient_here, &with_the_plain_engine(gradient));
    // Twice a forward pass backward, but for the gradient of the images, which nobody reads.
    let macs = 3 * N::MACS - N::LAYERS[0].macs;
    Ok(Some(Figures { times, operations: 2 * macs * images.len() as u64, max_error, memory }))
}

/// From the start of a process to its first result: LeNet-5 with embedded weights reads an image.
fn start(options: &Options) -> Result<Option<Figures>> {
    if options.batch != 1 {
        return Err(Unfit.into());
    }
    let mut child = Command::new(env::current_exe()?);
    child.args(["--what", FIRST_RESULT.0, "--simd", Level::best().name(), "--threads", &options.threads.to_string()]);
    let mut answer = String::new();
    // A call that fails ends the work.
    let mut problem = None;
    let times = Times::reported(options.seconds, || {
        let start = Instant::now();
        match child.output() {
            Ok(output) if output.status.success() => answer = String::from_utf8_lossy(&output.stdout).into_owned(),
            Ok(output) => problem = Some(format!("the process that was started ended with {}", output.status)),
            Err(error) => problem = Some(format!("this program cannot be started: {error}")),
        }
        start.elapsed()
    });
    if let Some(problem) = problem {
        return Err(problem.into());
    }
    let mut words = answer.split_whitespace();
    let result: Vec<f32> = words.by_ref().take(10).map(str::parse).collect::<std::result::Result<_, _>>()?;
    let memory = format!("memory: {} KiB resident at most, weights and program included", words.next().unwrap_or("?"));
    let network = LeNet5::from_bytes(WEIGHTS)?;
    let max_error = largest_error(&result, by_the_plain_engine::<LeNet5>(&network, &images::<LeNet5>(1))[0].floats());
    Ok(Some(Figures { times, operations: 2 * LeNet5::MACS, max_error, memory }))
}

const WEIGHTS: &[u8] = include_bytes!("../examples/data/lenet5.safetensors");

/// Prints the scores of the first image and the KiB that this took.
fn first_result(_: &Options) -> Result<Option<Figures>> {
    let scores = LeNet5::from_bytes(WEIGHTS)?.forward(&images::<LeNet5>(1)[0]);
    let mut line = String::new();
    for score in scores {
        write!(line, "{score} ")?;
    }
    println!("{line}{}", memory::resident().map_or("?".into(), |kib| kib.to_string()));
    Ok(None)
}

/// Images of random numbers, always the same.
fn images<N: Network>(count: u32) -> Vec<N::Input> {
    let mut random = Random::new(2);
    let mut images = vec![N::Input::ZERO; count as usize];
    images.iter_mut().flat_map(Plain::floats_mut).for_each(|pixel| *pixel = random.uniform());
    images
}

/// What the network says of each image, in the code for any CPU, one image at a time.
fn by_the_plain_engine<N: Network>(network: &N, images: &[N::Input]) -> Vec<N::Output> {
    with_the_plain_engine(|| {
        let mut workspace = N::workspace();
        images.iter().map(|image| network.forward_in(image, &mut workspace).clone()).collect()
    })
}

fn with_the_plain_engine<R>(f: impl FnOnce() -> R) -> R {
    let level = Level::best();
    simd::limit(Level::Plain);
    let result = f();
    simd::limit(level);
    result
}

/// The largest difference, divided by the largest number of the reference.
fn largest_error<V: Plain>(values: &[V], reference: &[V]) -> f64 {
    let (mut largest, mut difference) = (0.0_f64, 0.0);
    for (value, expected) in values.iter().flat_map(V::floats).zip(reference.iter().flat_map(V::floats)) {
        let (value, expected) = (f64::from(*value), f64::from(*expected));
        largest = largest.max(expected.abs());
        // What is not a number must not pass for a small error.
        let apart = if value.is_finite() { (value - expected).abs() } else { f64::INFINITY };
        difference = apart.max(difference);
    }
    difference / largest
}

/// A sentence about memory in bytes: what was in use at most, and what the sizes of the types add up to.
fn told(peak: usize, constants: usize) -> String {
    let kib = |bytes: usize| bytes as f64 / 1024.0;
    let percent = 100.0 * (peak as f64 / constants as f64 - 1.0);
    let resident = memory::resident().map_or("unknown".into(), |kib| format!("{kib} KiB"));
    format!(
        "memory: {:.1} KiB on the heap at most, {:.1} KiB by the types ({percent:+.1} %); process: {resident}",
        kib(peak),
        kib(constants),
    )
}
