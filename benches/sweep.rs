//! Kernels against their definitions in `f64`, on thousands of random geometries.
//!
//! ```text
//! $ cargo run --release -p benches --bin sweep
//! $ cargo run --release -p benches --bin sweep -- --cases 300 --networks 21 --seeds 2
//! ```
//!
//! Kernels that learn their sizes while the program runs take `cases` geometries. For those that are compiled for each size, programs
//! of declared networks are written to `target/sweep`, built and run.
//!
//! Prints the seed, what differs, and how often each kernel ran with which instructions. Fails if anything differs, and if a
//! kernel never ran.

use clap::Parser;
use lenet_runtime::Random;
use std::io;
use std::panic;
use std::path::Path;
use std::process::ExitCode;
use std::time::{Instant, SystemTime, UNIX_EPOCH};
use sweep::networks::program::{Networks, run, shrink};
use sweep::{Difference, Tally, kernels};

/// Kernels against their definitions in f64
#[derive(Parser)]
struct Options {
    /// How many geometries to try on the kernels that learn their sizes while the program runs
    #[arg(long, value_name = "N", default_value_t = 20_000)]
    cases: usize,
    /// How many networks to declare, for the kernels that are compiled for each size
    #[arg(long, value_name = "N", default_value_t = 322)]
    networks: usize,
    /// How many times to draw the numbers of each network
    #[arg(long, value_name = "N", default_value_t = 20)]
    seeds: u32,
    /// Where the random numbers begin; by default the time
    #[arg(long, value_name = "N")]
    seed: Option<u64>,
}

/// So many networks make one program: the compiler takes some hundred megabytes.
const PROGRAM: usize = 46;

fn main() -> ExitCode {
    let options = Options::parse();
    let now = || SystemTime::now().duration_since(UNIX_EPOCH).map_or(1, |time| time.as_nanos() as u64);
    // Short enough to be typed.
    let seed = options.seed.unwrap_or_else(|| Random::new(now()).next() % 1_000_000);
    println!("seed {seed}");
    let mut tally = Tally::default();
    let mut differences = cases(options.cases, seed, &mut tally);
    match networks(&options, seed, &mut tally) {
        Ok(found) => differences.extend(found),
        Err(error) => {
            eprintln!("error: {error}");
            return ExitCode::FAILURE;
        }
    }
    println!("{tally}");
    for difference in &differences {
        println!("\n{}", difference.0);
    }
    let never = tally.never();
    for kernel in &never {
        println!("never ran: {kernel}");
    }
    println!("{} differences, seed {seed}", differences.len());
    if differences.is_empty() && never.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn cases(cases: usize, seed: u64, tally: &mut Tally) -> Vec<Difference> {
    if cases == 0 {
        return Vec::new();
    }
    let start = Instant::now();
    // A kernel that panics is a difference; to make it smaller is to let it panic some more.
    let hook = panic::take_hook();
    panic::set_hook(Box::new(|_| ()));
    let differences = kernels::run(cases, seed, tally);
    panic::set_hook(hook);
    println!("{cases} geometries in {:.0} s", start.elapsed().as_secs_f64());
    differences
}

fn networks(options: &Options, seed: u64, tally: &mut Tally) -> io::Result<Vec<Difference>> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/sweep"));
    let mut differences = Vec::new();
    for from in (0..options.networks).step_by(PROGRAM) {
        let start = Instant::now();
        let count = PROGRAM.min(options.networks - from);
        let found = run(&Networks::Drawn { seed, from, count }, options.seeds, folder)?;
        let [judged, skipped] = found.judged;
        let seconds = start.elapsed().as_secs_f64();
        println!(
            "{count} networks × {} draws in {seconds:.0} s: {judged} judged, {skipped} too near a jump",
            options.seeds
        );
        if skipped > judged {
            return Err(io::Error::other("most numbers are too near to where a gradient jumps, so nothing is tried"));
        }
        tally.add(&found.tally);
        for (index, error) in found.differences {
            differences.push(shrink(seed, from + index, error, options.seeds, folder)?);
        }
    }
    Ok(differences)
}
