//! What the example programs share on the command line: errors of one line, exit codes, which networks
//! there are, and where the data are.

use clap::error::ErrorKind;
use clap::{Parser, ValueEnum};
use lenet_runtime::data::Normalization;
use lenet_runtime::io::weights::{LoadOptions, Loaded, Problem};
use lenet_runtime::{Network, Tensor, Zeroed};
use std::error::Error;
use std::fmt::Display;
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
        Err(answer) if matches!(answer.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return finish(answer.print().map_err(Into::into));
        }
        Err(mistake) => return finish(Err(mistake.into())),
    };
    finish(run(arguments, &mut io::stdout().lock()))
}

/// Tells what went wrong, and gives the exit code.
fn finish(result: Result<()>) -> ExitCode {
    let Err(error) = result else { return ExitCode::SUCCESS };
    if let Some(mistake) = error.downcast_ref::<clap::Error>() {
        complain(mistake);
        return ExitCode::from(2);
    }
    match error.downcast_ref::<io::Error>() {
        // The reader of a pipe, `head` say, has seen enough: there is nobody to tell.
        Some(error) if error.kind() == io::ErrorKind::BrokenPipe => {}
        Some(error) => complain(format_args!("error: standard output: cannot be written: {error}")),
        None => complain(format_args!("error: {error}")),
    }
    ExitCode::from(1)
}

/// Prints a message as one line on the standard error output. If that cannot be written, the exit code has to do.
pub(crate) fn complain(message: impl Display) {
    let _ = writeln!(io::stderr(), "{}", one_line(&message.to_string()));
}

/// The lines of a message behind one another, without the paragraphs in which clap repeats how it is used. Of a long one, the
/// beginning and the end.
fn one_line(message: &str) -> String {
    /// In characters.
    const LONGEST: usize = 2000;

    let lines = message.lines().map(str::trim).filter(|line| !line.is_empty());
    let told = lines.take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more information"));
    let line = told.fold(String::new(), |line, next| match line.chars().next_back() {
        None => next.to_owned(),
        Some(':') => line + " " + next,
        Some(_) => line + "; " + next,
    });
    let letters: Vec<_> = escaped(&line).chars().collect();
    match letters.len().checked_sub(LONGEST) {
        None | Some(0) => letters.into_iter().collect(),
        Some(_) => {
            let (start, end) = (&letters[..LONGEST / 2], &letters[letters.len() - LONGEST / 2..]);
            start.iter().chain(&['…']).chain(end).collect()
        }
    }
}

/// A path, fit for a line of output.
pub(crate) fn shown(file: &Path) -> String {
    escaped(&file.display().to_string())
}

/// A text with its control characters escaped, and those that show nothing or turn the direction of writing.
pub(crate) fn escaped(text: &str) -> String {
    let hidden = |letter: char| {
        letter.is_control()
            || matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}')
    };
    text.chars().fold(String::new(), |mut text, letter| {
        if hidden(letter) {
            text.extend(letter.escape_unicode())
        } else {
            text.push(letter)
        }
        text
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

/// The network whose weights are in `file`, and what the file says of itself.
pub(crate) fn load<N: Reader>(file: &Path) -> Result<(Box<N>, Loaded)> {
    let mut network = N::zeroed_box();
    let loaded = LoadOptions::new().load(&mut *network, file).map_err(|error| match &error.problem {
        Problem::Name { found, .. } if found == "LeNet5" => format!("{error}; give `--network textbook`").into(),
        Problem::Name { found, .. } if found == "ModernLeNet5" => format!("{error}; give `--network modern`").into(),
        _ => Box::<dyn Error>::from(error),
    })?;
    Ok((network, loaded))
}

/// How the pictures are to be normalized; MNIST's way if the file does not say, and then what to tell of that.
pub(crate) fn normalization(loaded: &Loaded, file: &Path) -> (Normalization, Option<String>) {
    let notice = loaded.notice().map(|notice| format!("note: {}: {notice}", shown(file)));
    match loaded.metadata.normalization.first() {
        Some(&normalization) => (normalization, notice),
        None => (Normalization::MNIST, notice.map(|notice| notice + "; MNIST's normalization is taken")),
    }
}

/// A folder or file of this repository's `examples/data`, wherever the program is run.
pub(crate) fn data(name: &str) -> PathBuf {
    let folders = [concat!(env!("CARGO_MANIFEST_DIR"), "/data"), "examples/data", "data"];
    let places = folders.map(|folder| Path::new(folder).join(name));
    places.iter().find(|place| place.exists()).unwrap_or(&places[0]).clone()
}
