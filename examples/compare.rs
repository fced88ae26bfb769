//! Shows training runs side by side, from their logs and checkpoints.
//!
//! ```text
//! $ cargo run --release --example compare runs/digits runs/cifar
//! $ cargo run --release --example compare -- --out runs/both runs/digits runs/cifar
//! ```

// Shared with programs that use more of it.
#[allow(dead_code)]
mod command;

use clap::Parser;
use command::{Result, escaped, shown};
use lenet_look::{Entry, Report, Run};
use serde_json::Value;
use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Shows training runs side by side: how far they are, how well they do, and the settings in which they differ.
#[derive(Parser)]
struct Options {
    /// Folder for a page with the curves of all runs
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// Folders of runs as `train --out` writes them, logs, or checkpoints
    #[arg(required = true, value_name = "RUN")]
    runs: Vec<PathBuf>,
}

fn main() -> ExitCode {
    command::main(|options: Options, out| {
        let runs = options.runs.iter().map(|path| read(path)).collect::<Result<Vec<_>>>()?;
        table(&runs, out)?;
        epochs(&runs, out)?;
        if let Some(folder) = &options.out {
            let mut page = Report::new("Runs side by side");
            page.section("Training", "", lenet_look::compare(&runs));
            page.save(folder)?;
        }
        Ok(())
    })
}

/// The run of a folder, a log or a checkpoint.
fn read(path: &Path) -> Result<Run> {
    let file = if path.is_dir() { path.join("log.jsonl") } else { path.to_owned() };
    if !file.exists() {
        let what = if path.is_dir() {
            "there is no log.jsonl in it: give a folder that `train --out` wrote"
        } else {
            "there is no such file"
        };
        return Err(format!("{}: {what}", shown(path)).into());
    }
    if file.extension().is_some_and(|ending| ending == "safetensors") {
        checkpoint(&file)
    } else {
        Ok(Run::read(&file)?)
    }
}

/// What a checkpoint says of its run.
fn checkpoint(file: &Path) -> Result<Run> {
    /// The longest header that is read, in bytes.
    const HEADER: u64 = 1 << 24;

    let name = shown(file);
    let no_checkpoint = || format!("{name}: no checkpoint: give a file that `train --checkpoint` wrote, or a log");
    let unreadable = |error| format!("{name}: cannot be read: {error}");
    let mut opened = File::open(file).map_err(unreadable)?;
    let mut length = [0; 8];
    opened.read_exact(&mut length).map_err(|_| no_checkpoint())?;
    let length = u64::from_le_bytes(length);
    let mut header = Vec::new();
    opened.take(length.min(HEADER)).read_to_end(&mut header).map_err(unreadable)?;
    let header: Value = serde_json::from_slice(&header).map_err(|_| no_checkpoint())?;
    let entry = |name: &str| header["__metadata__"][name].as_str().map(str::to_owned);
    if entry("checkpoint").is_none() {
        return Err(no_checkpoint().into());
    }
    let number = |name: &str| entry(name).and_then(|text| text.parse::<f64>().ok());
    let mut run = Run::default();
    run.header.run = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
    run.header.network = entry("network").unwrap_or_default();
    let part = match (number("epoch.seen"), number("epoch.total")) {
        (Some(seen), Some(total)) if total > 0.0 => seen / total,
        _ => 0.0,
    };
    let train_loss = match (number("epoch.loss"), number("epoch.weight")) {
        (Some(loss), Some(weight)) if weight > 0.0 => Some(loss / weight),
        _ => None,
    };
    run.entries.push(Entry {
        epoch: number("epochs").unwrap_or(0.0) + part,
        step: number("steps").unwrap_or(0.0) as u64,
        train_loss,
        ..Entry::default()
    });
    Ok(run)
}

/// What is not known.
const NONE: &str = "–";

/// A line of the table: what it is, and what it is in a run.
type Row = (String, Vec<String>);

fn table(runs: &[Run], out: &mut dyn Write) -> Result<()> {
    let row = |name: &str, value: &dyn Fn(&Run) -> String| (name.to_owned(), runs.iter().map(value).collect());
    let last = |run: &Run, number: fn(&Entry) -> Option<f64>| run.entries.iter().rev().find_map(number);
    let metric =
        runs.iter().map(|run| run.header.metric.as_str()).find(|metric| !metric.is_empty()).unwrap_or("metric");
    let mut rows: Vec<Row> = vec![
        row("run", &|run| escaped(&run.header.run)),
        row("network", &|run| escaped(&run.header.network)),
        row("parameters", &|run| {
            if run.header.parameters == 0 { NONE.into() } else { run.header.parameters.to_string() }
        }),
        row("epochs", &|run| run.entries.last().map_or_else(|| "0".into(), |entry| short(entry.epoch))),
        row("steps", &|run| run.entries.last().map_or_else(|| "0".into(), |entry| entry.step.to_string())),
        row("seconds", &|run| {
            run.entries
                .last()
                .filter(|entry| entry.seconds > 0.0)
                .map_or_else(|| NONE.into(), |entry| format!("{:.1}", entry.seconds))
        }),
        row("train loss", &|run| four(last(run, |entry| entry.train_loss))),
        row("test loss", &|run| four(last(run, |entry| entry.test_loss))),
        row(&format!("test {metric}"), &|run| percent(last(run, |entry| entry.test_metric))),
        row(&format!("best test {metric}"), &|run| {
            let best = run
                .entries
                .iter()
                .filter(|entry| entry.test_metric.is_some())
                .max_by(|a, b| a.test_metric.partial_cmp(&b.test_metric).unwrap_or(std::cmp::Ordering::Equal));
            best.map_or_else(
                || NONE.into(),
                |entry| format!("{} (epoch {})", percent(entry.test_metric), short(entry.epoch)),
            )
        }),
    ];
    // The settings in which they differ, in the order of the first that has them.
    let mut names: Vec<&str> = Vec::new();
    for (name, _) in runs.iter().flat_map(|run| &run.header.settings) {
        if !names.contains(&name.as_str()) {
            names.push(name);
        }
    }
    for name in names {
        let value = |run: &Run| {
            let found = run.header.settings.iter().find(|(setting, _)| setting == name);
            found.map_or_else(|| NONE.into(), |(_, value)| escaped(value))
        };
        let row = row(&escaped(name), &value);
        let mut known = row.1.iter().filter(|value| *value != NONE);
        let first = known.next();
        if known.any(|value| Some(value) != first) {
            rows.push(row);
        }
    }
    aligned(&rows, out)
}

/// What the runs reached in each epoch.
fn epochs(runs: &[Run], out: &mut dyn Write) -> Result<()> {
    let mut epochs: Vec<f64> = runs
        .iter()
        .flat_map(|run| &run.entries)
        .filter(|entry| entry.test_metric.is_some())
        .map(|entry| entry.epoch)
        .collect();
    epochs.sort_by(f64::total_cmp);
    epochs.dedup();
    if epochs.is_empty() {
        return Ok(());
    }
    writeln!(out)?;
    let mut rows: Vec<Row> = vec![("epoch".into(), runs.iter().map(|run| escaped(&run.header.run)).collect())];
    for epoch in epochs {
        let of = |run: &Run| {
            percent(run.entries.iter().rev().find(|entry| entry.epoch == epoch).and_then(|entry| entry.test_metric))
        };
        rows.push((short(epoch), runs.iter().map(of).collect()));
    }
    aligned(&rows, out)
}

fn aligned(rows: &[Row], out: &mut dyn Write) -> Result<()> {
    let letters = |text: &str| text.chars().count();
    let names = rows.iter().map(|(name, _)| letters(name)).max().unwrap_or(0);
    let columns = rows.first().map_or(0, |(_, values)| values.len());
    let widths: Vec<usize> =
        (0..columns).map(|column| rows.iter().map(|(_, values)| letters(&values[column])).max().unwrap_or(0)).collect();
    for (name, values) in rows {
        let values: Vec<_> = values.iter().zip(&widths).map(|(value, &width)| format!("{value:>width$}")).collect();
        writeln!(out, "{name:names$}  {}", values.join("  "))?;
    }
    Ok(())
}

fn short(number: f64) -> String {
    if number.fract() == 0.0 { format!("{number:.0}") } else { format!("{number:.2}") }
}

fn four(number: Option<f64>) -> String {
    number.map_or_else(|| NONE.into(), |number| format!("{number:.4}"))
}

fn percent(share: Option<f64>) -> String {
    share.map_or_else(|| NONE.into(), |share| format!("{:.2} %", 100.0 * share))
}
