//! The curves of one run, or of several side by side.

use crate::chart::{Chart, Series};
use crate::figure::Figure;
use crate::log::{Entry, Run};

/// The curves of loss, metric and learning rate of a run; those of which there is no number are left out.
#[must_use]
pub fn curves(run: &Run) -> Vec<Figure> {
    figures(&[run], |kind, _| kind.to_owned())
}

/// The curves of several runs: a colour each, and dashed where examples are learned from.
#[must_use]
pub fn compare(runs: &[Run]) -> Vec<Figure> {
    let runs: Vec<_> = runs.iter().collect();
    figures(&runs, |kind, run| if kind.is_empty() { run.to_owned() } else { format!("{run}, {kind}") })
}

/// A number of each entry, under a name.
type Kind = (&'static str, fn(&Entry) -> Option<f64>);

fn figures(runs: &[&Run], name: impl Fn(&str, &str) -> String) -> Vec<Figure> {
    let metric =
        runs.iter().map(|run| run.header.metric.as_str()).find(|metric| !metric.is_empty()).unwrap_or("metric");
    let charts: [(&str, &str, &[Kind]); 3] = [
        ("loss", "The mean loss of an example.", &[("training", |e| e.train_loss), ("test", |e| e.test_loss)]),
        (metric, "", &[("training", |e| e.train_metric), ("test", |e| e.test_metric)]),
        ("learning rate", "", &[("", |e| e.rate)]),
    ];
    let mut figures = Vec::new();
    for (title, caption, kinds) in charts {
        let mut series = Vec::new();
        for (index, run) in runs.iter().enumerate() {
            for (of_kind, (kind, number)) in kinds.iter().enumerate() {
                let points: Vec<_> =
                    run.entries.iter().filter_map(|entry| Some([entry.epoch, number(entry)?])).collect();
                if !points.is_empty() {
                    let alone = runs.len() == 1;
                    let name = if alone && kind.is_empty() { title.to_owned() } else { name(kind, &run.header.run) };
                    let colour = if alone { of_kind } else { index };
                    series.push(Series { name, points, dashed: kinds.len() > 1 && of_kind == 0, colour });
                }
            }
        }
        if !series.is_empty() {
            let chart = Chart { title: title.to_owned(), x: "epochs".into(), logarithmic: title == "loss", series };
            figures.push(Figure::new(title, caption, chart.svg()));
        }
    }
    figures
}
