//! The mistakes of which a network is surest.

use crate::confusion::name;
use crate::figure::Figure;
use crate::picture::picture;
use crate::raster::Raster;
use crate::svg::{Anchor, LINE, Svg, WIDTH, cut};
use lenet_runtime::train::{Class, Examples};
use lenet_runtime::{Network, Plain, Zeroed};

/// An example that was taken for another class.
#[derive(Clone, Debug, PartialEq)]
pub struct Mistake {
    /// Which example it is, counted from 0.
    pub example: usize,
    /// What it is.
    pub truth: usize,
    /// What it was taken for.
    pub guess: usize,
    /// The probability of `guess` by the network: its share of `softmax`, 0 to 1.
    pub probability: f32,
    /// The example.
    pub picture: Raster,
}

/// The `most` mistakes with the highest probability, from the highest to the lowest; the network's outputs are scores of classes, as
/// `CrossEntropy` takes them. An example whose output is not finite is none, and neither is one whose class is not among the
/// outputs.
#[must_use]
pub fn mistakes<N, D>(network: &N, examples: D, most: usize) -> Vec<Mistake>
where
    N: Network,
    D: Examples<N::Input>,
    D::Target: Class,
{
    /// How many examples are in memory at a time.
    const PART: usize = 256;

    let mut found: Vec<Mistake> = Vec::new();
    let mut loaded = N::Input::zeroed_vec(PART.min(examples.len()));
    for start in (0..examples.len()).step_by(PART) {
        let count = PART.min(examples.len() - start);
        let mut truths = Vec::with_capacity(count);
        for (index, input) in loaded.iter_mut().enumerate().take(count) {
            let truth = match examples.stored(start + index) {
                Some((stored, target)) => {
                    input.floats_mut().copy_from_slice(stored.floats());
                    target.number()
                }
                None => examples.load(start + index, 0, input).number(),
            };
            truths.push(truth);
        }
        for (index, output) in network.forward_batch(&loaded[..count]).iter().enumerate() {
            let Some((guess, probability)) = surest(output.floats()) else { continue };
            let Ok(truth) = usize::try_from(truths[index]) else { continue };
            let is_surer = || found.len() < most || found.last().is_some_and(|last| last.probability < probability);
            if truth != guess && truth < output.floats().len() && is_surer() {
                let picture = picture(&loaded[index]);
                let place = found.partition_point(|other| other.probability >= probability);
                found.insert(place, Mistake { example: start + index, truth, guess, probability, picture });
                found.truncate(most);
            }
        }
    }
    found
}

/// The class with the highest score, and its share of `softmax`; `None` if a score is not finite.
fn surest(scores: &[f32]) -> Option<(usize, f32)> {
    if scores.iter().any(|score| !score.is_finite()) {
        return None;
    }
    let first = |best: usize, class: usize| if scores[class] > scores[best] { class } else { best };
    let best = (0..scores.len()).reduce(first)?;
    let sum: f64 = scores.iter().map(|score| f64::from(score - scores[best]).exp()).sum();
    Some((best, (1.0 / sum) as f32))
}

/// The mistakes side by side: what each is, what it was taken for, and how sure the network was.
#[must_use]
pub fn mistakes_figure(mistakes: &[Mistake], names: &[impl AsRef<str>]) -> Figure {
    const COLUMNS: usize = 4;
    const CELL: f64 = (WIDTH - 24.0 + 12.0) / COLUMNS as f64;
    const SIDE: f64 = CELL - 12.0;

    let mut svg = Svg::new();
    svg.text(12.0, 20.0, Anchor::Start, "title", "the surest mistakes");
    let mut bottom = 34.0;
    if mistakes.is_empty() {
        svg.text(12.0, bottom + 12.0, Anchor::Start, "quiet", "none");
        bottom += LINE + 6.0;
    }
    for (index, mistake) in mistakes.iter().enumerate() {
        let (x, y) = (12.0 + CELL * (index % COLUMNS) as f64, 34.0 + (SIDE + 3.4 * LINE) * (index / COLUMNS) as f64);
        let picture = &mistake.picture;
        let (width, height) = (picture.width().max(1) as f64, picture.height().max(1) as f64);
        let scale = (SIDE / width).min(SIDE / height);
        let [w, h] = [width * scale, height * scale];
        svg.image([x + (SIDE - w) / 2.0, y + (SIDE - h) / 2.0], [w, h], picture);
        let guess = format!("→ {}", name(names, mistake.guess));
        svg.text(x, y + SIDE + 15.0, Anchor::Start, "", &cut(&name(names, mistake.truth), SIDE));
        svg.text(x, y + SIDE + 31.0, Anchor::Start, "alarm", &cut(&guess, SIDE));
        let percent = format!("{:.1} %", 100.0 * mistake.probability);
        svg.text(x, y + SIDE + 46.0, Anchor::Start, "quiet small", &percent);
        bottom = y + SIDE + 52.0;
    }
    let caption = match mistakes {
        [] => "",
        _ => "Above what each is, below what it was taken for and how probable the network found that.",
    };
    Figure::new("mistakes", caption, svg.finish(WIDTH, bottom + 6.0, "the surest mistakes"))
}
