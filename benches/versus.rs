//! Whether one build of `figures` is as fast as another: both run in turn, old, new, new, old, so that both meet the same noise.
//!
//! ```text
//! $ cargo run --release -p benches --bin versus -- OLD/target/release/figures NEW/target/release/figures
//! ```
//!
//! For each work it prints both medians, and the median of the ratios new / old of all pairs; at the end the geometric mean of
//! those ratios. Above 1 the new build is slower.

use clap::Parser;
use serde::Deserialize;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};

/// What is run where no work is named: the work, and how many images at a time.
const WORKS: &[(&str, u32)] = &[
    ("lenet5-infer", 1),
    ("lenet5-infer", 32),
    ("lenet5-infer", 256),
    ("lenet5-modern-infer", 1),
    ("lenet5-modern-infer", 256),
    ("lenet5-train", 64),
    ("lenet5-train", 256),
    ("lenet5-modern-train", 64),
    ("conv:3x224x224:64:7:2:3", 1),
    ("conv:64x56x56:64:3:1:1", 1),
    ("conv:64x56x56:64:1:1:0", 1),
    ("conv:128x28x28:128:3:1:1", 1),
    ("conv:256x14x14:256:3:1:1", 1),
    ("conv:512x7x7:512:3:1:1", 1),
    ("conv:32x112x112:32:3:1:1:g32", 1),
    ("conv:16x14x14:32:5:1:2", 1),
    ("conv:6x14x14:16:5:1:0", 1),
    ("resnet8-infer", 1),
    ("dscnn-infer", 1),
    ("vgg11-infer", 1),
    ("resnet18-infer", 1),
    ("mobilenet-v1-infer", 1),
    ("mobilenet-v2-infer", 1),
];

type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Compares two builds of `figures`.
#[derive(Parser)]
struct Options {
    /// The program to compare with
    old: PathBuf,
    /// The program to be judged
    new: PathBuf,
    /// How often each work is run by both
    #[arg(long, value_name = "N", default_value_t = 9, value_parser = clap::value_parser!(u32).range(1..=1000))]
    pairs: u32,
    /// For how long a run measures, in seconds
    #[arg(long, value_name = "S", default_value_t = 0.3)]
    seconds: f64,
    /// On how many threads
    #[arg(long, value_name = "T", default_value_t = 1)]
    threads: u32,
    /// The highest level of instructions to use, as for `figures`
    #[arg(long, value_name = "LEVEL")]
    simd: Option<String>,
    /// Only works whose names contain this
    #[arg(long, value_name = "TEXT", default_value = "")]
    only: String,
}

/// What of a line of `figures --json` is of interest.
#[derive(Deserialize)]
struct Line {
    median_us: f64,
}

fn main() -> ExitCode {
    match compare(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn compare(options: &Options) -> Result<()> {
    println!("{:32} {:>6} {:>12} {:>12} {:>8} {:>15}", "work", "batch", "old µs", "new µs", "new/old", "of all pairs");
    let mut logarithms = Vec::new();
    for &(work, batch) in WORKS.iter().filter(|(work, _)| work.contains(&options.only)) {
        let (mut old, mut new) = (Vec::new(), Vec::new());
        for pair in 0..options.pairs {
            // Old, new, new, old: what slows the machine down for a while meets both.
            let mut order = [(&options.old, &mut old), (&options.new, &mut new)];
            if pair % 2 == 1 {
                order.reverse();
            }
            for (program, times) in order {
                times.push(median_us(program, work, batch, options)?);
            }
        }
        let ratios = sorted(old.iter().zip(&new).map(|(old, new)| new / old).collect());
        let ratio = median(&ratios);
        let spread = format!("{:.3} to {:.3}", ratios[0], ratios[ratios.len() - 1]);
        let [old, new] = [old, new].map(|times| median(&sorted(times)));
        println!("{work:32} {batch:6} {old:12.2} {new:12.2} {ratio:8.3} {spread:>15}");
        logarithms.push(ratio.ln());
    }
    if logarithms.is_empty() {
        return Err(format!("no work is called `{}`", options.only).into());
    }
    let mean = (logarithms.iter().sum::<f64>() / logarithms.len() as f64).exp();
    println!("geometric mean of {} works: {mean:.4}", logarithms.len());
    Ok(())
}

/// The median time that a program tells of a work, in µs.
fn median_us(program: &Path, work: &str, batch: u32, options: &Options) -> Result<f64> {
    let mut command = Command::new(program);
    command.args(["--what", work, "--batch", &batch.to_string(), "--threads", &options.threads.to_string()]);
    command.args(["--seconds", &options.seconds.to_string(), "--json"]);
    if let Some(level) = &options.simd {
        command.args(["--simd", level]);
    }
    let output = command.output().map_err(|error| format!("{}: {error}", program.display()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        return Err(format!("{} --what {work}: {}", program.display(), said.trim()).into());
    }
    Ok(serde_json::from_slice::<Line>(&output.stdout)?.median_us)
}

fn sorted(mut numbers: Vec<f64>) -> Vec<f64> {
    numbers.sort_by(f64::total_cmp);
    numbers
}

fn median(sorted: &[f64]) -> f64 {
    let half = sorted.len() / 2;
    if sorted.len() % 2 == 1 { sorted[half] } else { (sorted[half - 1] + sorted[half]) / 2.0 }
}
