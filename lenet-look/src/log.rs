//! The log of a run, a line of JSON each: first what the run is, then where it stood.

use serde::{Deserialize, Serialize};
use std::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// What a run is: the first line of its log.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Header {
    /// What the run is called.
    pub run: String,
    /// The name of the network's type.
    pub network: String,
    /// How many numbers are trained.
    pub parameters: usize,
    /// What the metric is called, such as `accuracy`; empty if there is none.
    #[serde(default)]
    pub metric: String,
    /// What else was chosen, by name and value, in this order.
    #[serde(default)]
    pub settings: Vec<(String, String)>,
}

/// Where a run stood: any further line of its log. What is not known is not written.
///
/// A number that is infinite or none is written as the text `"inf"`, `"-inf"` or `"NaN"`, since JSON has no such number.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// How many epochs were complete, and which part of the next.
    #[serde(with = "number")]
    pub epoch: f64,
    /// How many steps were taken.
    pub step: u64,
    /// Seconds since the run began.
    #[serde(default, with = "number")]
    pub seconds: f64,
    /// The learning rate of the last step.
    #[serde(default, with = "optional", skip_serializing_if = "Option::is_none")]
    pub rate: Option<f64>,
    /// The mean loss of the training examples since the last entry.
    #[serde(default, with = "optional", skip_serializing_if = "Option::is_none")]
    pub train_loss: Option<f64>,
    /// The metric over them.
    #[serde(default, with = "optional", skip_serializing_if = "Option::is_none")]
    pub train_metric: Option<f64>,
    /// The mean loss over the examples that are not learned from.
    #[serde(default, with = "optional", skip_serializing_if = "Option::is_none")]
    pub test_loss: Option<f64>,
    /// The metric over them.
    #[serde(default, with = "optional", skip_serializing_if = "Option::is_none")]
    pub test_metric: Option<f64>,
}

/// A log that is being written. Each line is on its way to the disk before the next one begins.
#[derive(Debug)]
pub struct Log {
    file: File,
}

impl Log {
    /// A new log, over any older one.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn create(file: impl AsRef<Path>, header: &Header) -> Result<Self, LogError> {
        let path = file.as_ref();
        let file = File::create(path).map_err(|error| LogError::new(path, None, error))?;
        let mut log = Self { file };
        log.line(header).map_err(|error| LogError::new(path, None, error))?;
        Ok(log)
    }

    /// Goes on with the log of a run that is taken up again after `step` steps. Lines of later steps are taken away: they will be
    /// written again. So is a last line that was not written to its end.
    ///
    /// # Errors
    ///
    /// If the file cannot be read or written, or is no log.
    pub fn resume(file: impl AsRef<Path>, step: u64) -> Result<Self, LogError> {
        let path = file.as_ref();
        let run = Run::read(path)?;
        let mut text = line(&run.header);
        run.entries.iter().filter(|entry| entry.step <= step).for_each(|entry| text += &line(entry));
        lenet_runtime::io::atomic::write(path, text.as_bytes()).map_err(|error| LogError::new(path, None, error))?;
        let file = OpenOptions::new().append(true).open(path).map_err(|error| LogError::new(path, None, error))?;
        Ok(Self { file })
    }

    /// Writes where the run stands.
    ///
    /// # Errors
    ///
    /// If the file cannot be written.
    pub fn add(&mut self, entry: &Entry) -> io::Result<()> {
        self.line(entry)
    }

    fn line(&mut self, value: &impl Serialize) -> io::Result<()> {
        self.file.write_all(line(value).as_bytes())
    }
}

fn line(value: &impl Serialize) -> String {
    serde_json::to_string(value).expect("names and numbers are JSON") + "\n"
}

/// What a log says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Run {
    /// What the run is.
    pub header: Header,
    /// Where it stood, from its beginning to its end.
    pub entries: Vec<Entry>,
}

impl Run {
    /// Reads a log. A last line that was not written to its end is left out.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or a line says something else than a log does.
    pub fn read(file: impl AsRef<Path>) -> Result<Self, LogError> {
        let path = file.as_ref();
        let text = fs::read_to_string(path).map_err(|error| LogError::new(path, None, error))?;
        let whole = text.rfind('\n').map_or("", |end| &text[..end]);
        let mut lines = whole.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
        let Some((_, first)) = lines.next() else {
            return Err(LogError::new(path, None, "the file has no line: it is no log of a run"));
        };
        let problem = |number: usize, error: serde_json::Error| LogError::new(path, Some(number + 1), error);
        let header = serde_json::from_str(first).map_err(|error| problem(0, error))?;
        let entries = lines.map(|(number, line)| serde_json::from_str(line).map_err(|error| problem(number, error)));
        Ok(Self { header, entries: entries.collect::<Result<_, _>>()? })
    }
}

/// Why a log cannot be read or written.
#[derive(Debug)]
pub struct LogError {
    file: PathBuf,
    line: Option<usize>,
    problem: String,
}

impl LogError {
    fn new(file: &Path, line: Option<usize>, problem: impl fmt::Display) -> Self {
        Self { file: file.to_owned(), line, problem: problem.to_string() }
    }
}

impl fmt::Display for LogError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.file.display())?;
        match self.line {
            Some(line) => write!(f, "line {line} is none of the log of a run: {}", self.problem),
            None => f.write_str(&self.problem),
        }
    }
}

impl std::error::Error for LogError {}

/// A number, or the name of one that JSON does not have.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Number {
    Finite(f64),
    Named(String),
}

impl Number {
    fn of(x: f64) -> Self {
        if x.is_finite() { Self::Finite(x) } else { Self::Named(x.to_string()) }
    }

    fn read<E: serde::de::Error>(self) -> Result<f64, E> {
        match self {
            Self::Finite(x) => Ok(x),
            Self::Named(name) => match name.as_str() {
                "NaN" => Ok(f64::NAN),
                "inf" => Ok(f64::INFINITY),
                "-inf" => Ok(f64::NEG_INFINITY),
                _ => Err(E::custom(format!("expected a number, \"NaN\", \"inf\" or \"-inf\", found \"{name}\""))),
            },
        }
    }
}

mod number {
    use super::Number;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(x: &f64, to: S) -> Result<S::Ok, S::Error> {
        Number::of(*x).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<f64, D::Error> {
        Number::deserialize(from)?.read()
    }
}

mod optional {
    use super::Number;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(super) fn serialize<S: Serializer>(x: &Option<f64>, to: S) -> Result<S::Ok, S::Error> {
        x.map(Number::of).serialize(to)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<f64>, D::Error> {
        Option::<Number>::deserialize(from)?.map(Number::read).transpose()
    }
}
