//! Kernels against their definitions in `f64`, on thousands of random geometries.
//!
//! ```text
//! $ cargo run --release -p benches --bin sweep
//! $ cargo run --release -p benches --bin sweep -- --cases 300 --seed 7
//! ```
//!
//! Prints the seed, what differs, and how often each kernel ran with which instructions. Fails if anything differs, and if a
//! kernel never ran.

use clap::Parser;
use lenet_runtime::Random;
use std::panic;
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use sweep::{Tally, kernels};

/// Kernels against their definitions in f64
#[derive(Parser)]
struct Options {
    /// How many geometries to try on the kernels that learn their sizes while the program runs
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    cases: usize,
    /// Where the random numbers begin; by default the time
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

fn main() -> ExitCode {
    let options = Options::parse();
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_nanos() as u64);
    // Short enough to be typed.
    let seed = options.seed.unwrap_or_else(|| Random::new(now()).next() % 1_000_000);
    println!("seed {seed}");
    let (mut tally, start) = (Tally::default(), Instant::now());
    // A kernel that panics is a difference; to make it smaller is to let it panic some more.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| ()));
    let differences = kernels::run(options.cases, seed, &mut tally);
    panic::set_hook(hook);
    let never = if options.cases > 0 { tally.never() } else { Vec::new() };
    println!("{tally}");
    for difference in &differences {
        println!("\n{}", difference.0);
    }
    for kernel in &never {
        println!("never ran: {kernel}");
    }
    println!("{} geometries in {:.0} s", options.cases, start.elapsed().as_secs_f64());
    println!("{} differences, seed {seed}", differences.len());
    if differences.is_empty() && never.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
