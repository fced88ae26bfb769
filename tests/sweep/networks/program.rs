//! The program that holds declared networks: its text, its building, and what it says.

use super::{Check, Network, draw};
use crate::Tally;
use crate::case::Difference;
use std::fmt::Write;
use std::io;
use std::path::Path;
use std::process::{Command, Stdio};

/// Which networks a program holds. It is told to the program, which draws them once more.
#[derive(Clone, Debug, PartialEq)]
pub enum Networks {
    /// So many of a seed, from some number on.
    Drawn {
        /// Where the random numbers begin.
        seed: u64,
        /// The first one.
        from: usize,
        /// How many.
        count: usize,
    },
    /// All that are smaller than one of a seed, or than one that is itself so found.
    Smaller {
        /// Where the random numbers begin.
        seed: u64,
        /// Its number.
        index: usize,
        /// Which of the smaller ones was taken, each time.
        path: Vec<usize>,
    },
}

impl Networks {
    /// The networks themselves.
    #[must_use]
    pub fn all(&self) -> Vec<Network> {
        match self {
            Self::Drawn { seed, from, count } => (*from..from + count).map(|index| draw(*seed, index)).collect(),
            Self::Smaller { seed, index, path } => {
                let network = path.iter().fold(draw(*seed, *index), |network, &at| network.smaller().swap_remove(at));
                network.smaller()
            }
        }
    }

    fn arguments(&self) -> Vec<String> {
        match self {
            Self::Drawn { seed, from, count } => {
                vec!["drawn".into(), seed.to_string(), from.to_string(), count.to_string()]
            }
            Self::Smaller { seed, index, path } => {
                let path = path.iter().map(ToString::to_string);
                ["smaller".into(), seed.to_string(), index.to_string()].into_iter().chain(path).collect()
            }
        }
    }

    /// What [`Networks::arguments`] has made of it.
    fn from_arguments(arguments: &[String]) -> Option<Self> {
        let number = |at: usize| arguments.get(at)?.parse::<usize>().ok();
        let seed = arguments.get(1)?.parse().ok()?;
        match arguments.first()?.as_str() {
            "drawn" => Some(Self::Drawn { seed, from: number(2)?, count: number(3)? }),
            "smaller" => {
                let path = (3..arguments.len()).map(number).collect::<Option<_>>()?;
                Some(Self::Smaller { seed, index: number(2)?, path })
            }
            _ => None,
        }
    }
}

/// The text of a module that declares networks, with a function `all` that judges every one.
#[must_use]
pub fn text(networks: &[Network]) -> String {
    let mut text = "use lenet_runtime::network;\nuse sweep::networks::{Check, judge};\n\n".to_owned();
    let (mut declarations, mut calls) = (Vec::new(), String::new());
    for (index, network) in networks.iter().enumerate() {
        let name = format!("N{index:03}");
        declarations.push(network.declaration(&name));
        let _ = writeln!(calls, "    judge::<{name}>(check, {index});");
    }
    text += &declarations.join("\n");
    let _ = write!(text, "\n/// Every network beside its twin.\npub fn all(check: &mut Check) {{\n{calls}}}\n");
    text
}

/// The `main` of such a program. Its arguments say how many numbers to draw, and which networks it holds.
///
/// # Panics
///
/// If the arguments are not those that [`run`] gives.
pub fn main(all: fn(&mut Check)) {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let seeds = arguments[0].parse().expect("how many times numbers are drawn");
    let networks = Networks::from_arguments(&arguments[1..]).expect("which networks");
    let mut check = Check::new(networks.all(), seeds);
    all(&mut check);
    print!("{}", check.tally.lines());
    for (index, error) in &check.differences {
        println!("differs\t{index}\t{}", error.replace('\n', " "));
    }
    println!("judged\t{}\t{}", check.judged, check.skipped);
}

/// What a program has found.
#[derive(Default)]
pub struct Found {
    /// Which network differs, and how.
    pub differences: Vec<(usize, String)>,
    /// How many draws of numbers were judged, and how many were not.
    pub judged: [usize; 2],
    /// Which kernels ran.
    pub tally: Tally,
}

/// Writes, builds and runs a program. It is a binary of this package, so that all it stands on is built already.
///
/// # Errors
///
/// If it cannot be built, or does not end as it should.
pub fn run(networks: &Networks, seeds: u32, folder: &Path) -> io::Result<Found> {
    std::fs::create_dir_all(folder)?;
    let file = folder.join("networks.rs");
    std::fs::write(&file, text(&networks.all()))?;
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.args(["run", "--release", "--quiet", "--offline", "-p", "sweep", "--features", "networks"]);
    command.args(["--bin", "networks", "--", &seeds.to_string()]).args(networks.arguments());
    command.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../..")).env("SWEEP_NETWORKS", file);
    let output = command.stderr(Stdio::inherit()).output()?;
    let mut found = Found::default();
    for line in String::from_utf8_lossy(&output.stdout).lines() {
        let words: Vec<&str> = line.splitn(3, '\t').collect();
        match words[..] {
            ["differs", index, error] => {
                found.differences.push((index.parse().map_err(io::Error::other)?, error.to_owned()));
            }
            ["judged", judged, skipped] => {
                found.judged = [judged.parse().map_err(io::Error::other)?, skipped.parse().map_err(io::Error::other)?];
            }
            _ => found.tally.read(line),
        }
    }
    if !output.status.success() {
        return Err(io::Error::other(format!("the program of {networks:?} ended with {}", output.status)));
    }
    Ok(found)
}

/// Makes a network that differs as small as it can be: all that are smaller are tried in one program, and the first that differs
/// is the next.
///
/// # Errors
///
/// As [`run`].
pub fn shrink(seed: u64, index: usize, error: String, seeds: u32, folder: &Path) -> io::Result<Difference> {
    let (mut path, mut error) = (Vec::new(), error);
    loop {
        let smaller = Networks::Smaller { seed, index, path: path.clone() };
        if smaller.all().is_empty() {
            break;
        }
        let found = run(&smaller, seeds, folder)?;
        let Some((at, other)) = found.differences.into_iter().next() else { break };
        path.push(at);
        error = other;
    }
    let network = path.iter().fold(draw(seed, index), |network, &at| network.smaller().swap_remove(at));
    Ok(Difference(format!("{network}\n    {error}")))
}
