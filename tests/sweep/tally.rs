//! How often each kernel ran, with the instructions of each level.

use lenet_runtime::simd::Level;
use std::collections::BTreeMap;
use std::fmt::{self, Display, Formatter};

/// How often each kernel of each engine ran.
#[derive(Clone, Debug, Default)]
pub struct Tally(BTreeMap<(String, String), Vec<Option<u64>>>);

impl Tally {
    /// Says that there is such a kernel, at the levels for which `at` holds.
    pub fn expect(&mut self, engine: &str, kernel: &str, at: impl Fn(Level) -> bool) {
        let counts = Level::all().map(|level| at(level).then_some(0)).collect();
        self.0.entry((engine.to_owned(), kernel.to_owned())).or_insert(counts);
    }

    /// Counts a run of a kernel.
    pub fn hit(&mut self, engine: &str, kernel: &str, level: Level) {
        let counts =
            self.0.entry((engine.to_owned(), kernel.to_owned())).or_insert_with(|| vec![None; Level::all().count()]);
        let index = Level::all().position(|other| other.name() == level.name()).expect("a level of this CPU");
        *counts[index].get_or_insert(0) += 1;
    }

    /// Whether there is such a kernel.
    #[must_use]
    pub fn knows(&self, engine: &str, kernel: &str) -> bool {
        self.0.contains_key(&(engine.to_owned(), kernel.to_owned()))
    }

    /// The counts as lines, for another program.
    #[must_use]
    pub fn lines(&self) -> String {
        let count = |count: &Option<u64>| count.map_or("-".to_owned(), |count| count.to_string());
        let line = |((engine, kernel), counts): (&(String, String), &Vec<Option<u64>>)| {
            let counts: Vec<String> = counts.iter().map(count).collect();
            format!("ran\t{engine}\t{kernel}\t{}\n", counts.join("\t"))
        };
        self.0.iter().map(line).collect()
    }

    /// Adds the counts of such a line. Other lines are none.
    pub fn read(&mut self, line: &str) {
        if let ["ran", engine, kernel, counts @ ..] = &line.split('\t').collect::<Vec<_>>()[..] {
            let counts = counts.iter().map(|count| count.parse().ok()).collect();
            self.add(&Self(BTreeMap::from([(((*engine).to_owned(), (*kernel).to_owned()), counts)])));
        }
    }

    /// Adds what another one counted.
    pub fn add(&mut self, other: &Self) {
        for (kernel, counts) in &other.0 {
            let sums = self.0.entry(kernel.clone()).or_insert_with(|| vec![None; counts.len()]);
            for (sum, count) in sums.iter_mut().zip(counts) {
                *sum = sum.map(|sum| sum + count.unwrap_or(0)).or(*count);
            }
        }
    }

    /// The kernels that never ran, though there are such: `engine: kernel, level`.
    #[must_use]
    pub fn never(&self) -> Vec<String> {
        let levels: Vec<_> = Level::all().map(Level::name).collect();
        let at = |((engine, kernel), counts): (&(String, String), &Vec<Option<u64>>)| -> Vec<String> {
            let never = levels.iter().zip(counts).filter(|(_, count)| **count == Some(0));
            never.map(|(level, _)| format!("{engine}: {kernel}, {level}")).collect()
        };
        self.0.iter().flat_map(at).collect()
    }
}

/// A line for each kernel, a column for each level; `–` where a level has no such kernel.
impl Display for Tally {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let wide = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
        let engines = wide(&mut self.0.keys().map(|(engine, _)| engine.chars().count()));
        let kernels = wide(&mut self.0.keys().map(|(_, kernel)| kernel.chars().count()));
        write!(f, "{:engines$}  {:kernels$}", "engine", "kernel")?;
        for level in Level::all() {
            write!(f, "  {:>9}", level.name())?;
        }
        for ((engine, kernel), counts) in &self.0 {
            write!(f, "\n{engine:engines$}  {kernel:kernels$}")?;
            for count in counts {
                write!(f, "  {:>9}", count.map_or("–".to_owned(), |count| count.to_string()))?;
            }
        }
        Ok(())
    }
}
