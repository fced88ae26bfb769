//! What the example programs share on the command line: errors of one line, exit codes, which networks
//! there are, and where the data are.

use clap::error::ErrorKind;
use clap::{Parser, ValueEnum};
use lenet_runtime::Network;
use lenet_runtime::Tensor;
use lenet_runtime::io::weights::Problem;
use std::error::Error;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Anything that ends a program early. What it displays is one line.
pub(crate) type Result<T> = std::result::Result<T, Box<dyn Error>>;

/// Reads the command line and runs the program on it. Exit code 0: all went well; 1: an input, a file or a result was
/// wrong; 2: the command line was.
pub(crate) fn main<A: Parser>(run: impl FnOnce(A, &mut dyn Write) -> Result<()>) -> ExitCode {
    let arguments = match A::try_parse() {
        Ok(arguments) => arguments,
        Err(answer) if matches!(answer.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => answer.exit(),
        Err(mistake) => {
            eprintln!("{}", one_line(&mistake.to_string()));
            return ExitCode::from(2);
        }
    };
    match run(arguments, &mut io::stdout().lock()) {
        Ok(()) => ExitCode::SUCCESS,
        // The reader of a pipe, `head` say, has seen enough: there is nobody to tell.
        Err(error) if error.downcast_ref::<io::Error>().is_some_and(|e| e.kind() == io::ErrorKind::BrokenPipe) => {
            ExitCode::from(1)
        }
        // What only the program can see of the command line.
        Err(error) if error.is::<clap::Error>() => {
            eprintln!("{}", one_line(&error.to_string()));
            ExitCode::from(2)
        }
        Err(error) => {
            eprintln!("error: {}", one_line(&error.to_string()));
            ExitCode::from(1)
        }
    }
}

/// The lines of a message behind one another, without the paragraphs in which clap repeats how it is used.
fn one_line(message: &str) -> String {
    let lines = message.lines().map(str::trim).filter(|line| !line.is_empty());
    let told = lines.take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more information"));
    told.fold(String::new(), |line, next| match line.chars().next_back() {
        None => next.to_owned(),
        Some(':') => line + " " + next,
        Some(_) => line + "; " + next,
    })
}

/// Which of the networks in `examples::lenet5`.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum Choice {
    #[default]
    Textbook,
    Modern,
}

/// What both of them read, one channel of 28 × 28 pixels, and answer, ten logits.
pub(crate) type Image = Tensor<1, 28, 28>;
pub(crate) const CLASSES: usize = 10;

/// Either of them.
pub(crate) trait Reader: Network<Input = Image, Output = [f32; CLASSES]> {}

impl<N: Network<Input = Image, Output = [f32; CLASSES]>> Reader for N {}

/// The network whose weights are in `file`.
pub(crate) fn load<N: Reader>(file: &Path) -> Result<Box<N>> {
    N::load(file).map_err(|error| match &error.problem {
        Problem::Name { found, .. } if found == "LeNet5" => format!("{error}; give `--network textbook`").into(),
        Problem::Name { found, .. } if found == "ModernLeNet5" => format!("{error}; give `--network modern`").into(),
        _ => error.into(),
    })
}

/// A folder or file of this repository's `examples/data`, wherever the program is run.
pub(crate) fn data(name: &str) -> PathBuf {
    let folders = [concat!(env!("CARGO_MANIFEST_DIR"), "/data"), "examples/data", "data"];
    let places = folders.map(|folder| Path::new(folder).join(name));
    places.iter().find(|place| place.exists()).unwrap_or(&places[0]).clone()
}
