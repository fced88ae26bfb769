//! What the example programs share on the command line: errors of one line, exit codes, which networks
//! there are, and where the data are.

#[path = "output.rs"]
pub(crate) mod output;

use clap::error::ErrorKind;
use clap::{Parser, ValueEnum};
use lenet_runtime::data::Normalization;
use lenet_runtime::io::weights::{LoadOptions, Loaded, Problem};
use lenet_runtime::train::{Adam, AdamW, Optimizer, Sgd};
use lenet_runtime::{Network, Shape, Tensor, Value, Zeroed};
use std::error::Error;
use std::fmt::Display;
use std::fs;
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

/// What a class is called: its name, if the file of weights or the data have one, else its number.
pub(crate) fn class_name(classes: &[String], class: usize) -> String {
    classes.get(class).map_or_else(|| class.to_string(), |name| escaped(name))
}

/// The class with the highest score.
pub(crate) fn likeliest(scores: &[f32]) -> usize {
    (0..scores.len()).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
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
    #[value(aliases = ["LeNet5", "lenet5"])]
    Textbook,
    #[value(aliases = ["ModernLeNet5", "modernlenet5"])]
    Modern,
}

/// How steps follow from gradients.
#[derive(Clone, Copy, Default, ValueEnum)]
pub(crate) enum Method {
    #[default]
    Sgd,
    Adam,
    Adamw,
}

impl Method {
    pub(crate) fn optimizer<N: Network>(self, lr: f32, weight_decay: f32) -> Box<dyn Optimizer<N>> {
        match self {
            Self::Sgd => Box::new(Sgd { momentum: 0.9, weight_decay, ..Sgd::new(lr) }),
            Self::Adam => Box::new(Adam { weight_decay, ..Adam::new(lr) }),
            Self::Adamw => Box::new(AdamW { weight_decay, ..AdamW::new(lr) }),
        }
    }
}

/// How an option's value is written on the command line.
pub(crate) fn name(value: &impl ValueEnum) -> String {
    value.to_possible_value().map_or_else(String::new, |name| name.get_name().into())
}

pub(crate) fn at_least_one(text: &str) -> std::result::Result<usize, String> {
    text.parse()
        .ok()
        .filter(|number| *number > 0)
        .ok_or_else(|| format!("must be a whole number from 1 to {}", usize::MAX))
}

pub(crate) fn seed(text: &str) -> std::result::Result<u64, String> {
    text.parse().map_err(|_| format!("must be a whole number from 0 to {}", u64::MAX))
}

pub(crate) fn rate(text: &str) -> std::result::Result<f32, String> {
    let rate = text.parse::<f32>().ok().filter(|rate| *rate > 0.0 && rate.is_finite());
    rate.ok_or_else(|| format!("must be a number above 0 and at most {:e}", f32::MAX))
}

/// That no file is written over another one that is wanted: the options with their files, what is read before what is written.
pub(crate) fn check_files(files: &[(&str, Option<&PathBuf>)]) -> Result<()> {
    let given: Vec<_> = files.iter().filter_map(|(option, file)| Some((*option, (*file)?))).collect();
    for (i, (option, file)) in given.iter().enumerate() {
        for (other, another) in &given[..i] {
            // What was loaded may be written again. Results may go to `/dev/null`, all of them.
            let is_wanted = !matches!((*other, *option), ("--save", "--weights"));
            let is_file = fs::metadata(file).map_or(true, |found| found.is_file());
            if is_wanted && is_file && output::place(file) == output::place(another) {
                let message = format!("`{other}` and `{option}` name one file, {}: give them two\n", shown(file));
                return Err(clap::Error::raw(ErrorKind::ArgumentConflict, message).into());
            }
        }
    }
    Ok(())
}

/// What both of them read, one channel of 28 × 28 pixels, and answer, ten logits.
pub(crate) type Image = Tensor<1, 28, 28>;
pub(crate) const CLASSES: usize = 10;

/// Either of them.
pub(crate) trait Reader: Network<Input = Image, Output = [f32; CLASSES]> {}

impl<N: Network<Input = Image, Output = [f32; CLASSES]>> Reader for N {}

/// The file of weights that is given, or that which comes with the programs.
pub(crate) fn weights<N: Network>(given: Option<&PathBuf>) -> Result<PathBuf> {
    match given {
        Some(file) => Ok(file.clone()),
        None if N::NAME == "LeNet5" => Ok(data("lenet5.safetensors")),
        None => Err(format!("no weights of `{}` come with the program: give `--weights FILE`", N::NAME).into()),
    }
}

/// The network whose weights are in `file`, and what the file says of itself.
pub(crate) fn load<N: Network>(file: &Path) -> Result<(Box<N>, Loaded)> {
    let mut network = N::zeroed_box();
    let loaded = LoadOptions::new().load(&mut *network, file).map_err(|error| match &error.problem {
        Problem::Name { found, .. } if found == "LeNet5" => format!("{error}; give `--network textbook`").into(),
        Problem::Name { found, .. } if found == "ModernLeNet5" => format!("{error}; give `--network modern`").into(),
        Problem::Name { found, .. } => format!("{error}; give `--network {}`", escaped(found)).into(),
        _ => Box::<dyn Error>::from(error),
    })?;
    Ok((network, loaded))
}

/// The normalization of each channel, or one for all, as given on the command line.
#[derive(Clone, Debug)]
pub(crate) struct Channels(Vec<Normalization>);

/// Reads `0.1307 0.3081`, or as much for each channel, with commas between.
pub(crate) fn channels(text: &str) -> std::result::Result<Channels, String> {
    let channel = |text: &str| {
        let numbers: Vec<f32> = text.split_whitespace().map(|number| number.parse().ok()).collect::<Option<_>>()?;
        let &[mean, std] = &numbers[..] else { return None };
        (mean.is_finite() && std.is_finite() && std > 0.0).then_some(Normalization { mean, std })
    };
    let channels: Option<Vec<_>> = text.split(',').map(channel).collect();
    channels.map(Channels).ok_or_else(|| {
        "must be a mean and a standard deviation of pixels/255, as \"0.1307 0.3081\", or those of each channel, with commas between".into()
    })
}

impl Channels {
    /// The numbers for a network.
    pub(crate) fn of<N: Network>(self) -> Result<Vec<Normalization>> {
        let (Shape::Image(channels, ..) | Shape::Vector(channels)) = N::Input::SHAPE;
        let given = self.0.len();
        if given == 1 || given == channels {
            return Ok(self.0);
        }
        Err(format!("`--normalization` has numbers for {given} channels: `{}` reads {channels}", N::NAME).into())
    }
}

/// How the pictures are to be normalized: as `given`, as the file says, else as those of MNIST or ImageNet, by the channels, and then what to
/// tell of that.
pub(crate) fn normalization<N: Network>(
    loaded: &Loaded,
    file: &Path,
    given: Option<&Channels>,
) -> Result<(Vec<Normalization>, Option<String>)> {
    let notice = loaded.notice().map(|notice| format!("note: {}: {notice}", shown(file)));
    if let Some(given) = given {
        return Ok((given.clone().of::<N>()?, notice));
    }
    if !loaded.metadata.normalization.is_empty() {
        return Ok((loaded.metadata.normalization.clone(), notice));
    }
    let (whose, numbers) = match N::Input::SHAPE {
        Shape::Image(3, ..) => {
            let imagenet = [(0.485, 0.229), (0.456, 0.224), (0.406, 0.225)];
            ("ImageNet", imagenet.map(|(mean, std)| Normalization { mean, std }).to_vec())
        }
        _ => ("MNIST", vec![Normalization::MNIST]),
    };
    Ok((numbers, notice.map(|notice| format!("{notice}; {whose}'s normalization is taken"))))
}

/// A folder or file of this repository's `examples/data`, wherever the program is run.
pub(crate) fn data(name: &str) -> PathBuf {
    let folders = [concat!(env!("CARGO_MANIFEST_DIR"), "/data"), "examples/data", "data"];
    let places = folders.map(|folder| Path::new(folder).join(name));
    places.iter().find(|place| place.exists()).unwrap_or(&places[0]).clone()
}
