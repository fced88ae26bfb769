//! Which classes were taken for which.

use crate::figure::Figure;
use crate::raster::{Raster, short};
use crate::svg::{Anchor, LINE, Svg, WIDTH, cut, text_width};
use lenet_runtime::train::Confusion;

/// Up to so many classes, each cell has its count and each class its name.
const NAMED: usize = 20;
/// The widest name of a class.
const NAME: f64 = 90.0;
/// How many of the most frequent mistakes are listed.
const LISTED: usize = 12;

/// The confusion matrix: rows are true classes, columns what they were taken for. The darker a cell, the larger its share of the row:
/// blue for what is right, orange for what is wrong, where small shares are shown larger. A class without an image has an empty row.
///
/// `names` are those of the classes; a class without one is called by its number.
#[must_use]
pub fn confusion(confusion: &Confusion, names: &[impl AsRef<str>]) -> Figure {
    let matrix = Matrix { confusion, names: (0..confusion.classes()).map(|class| name(names, class)).collect() };
    let (images, none) = (confusion.images(), confusion.unclassified());
    let mut caption = match images {
        0 => "There is no image.".to_owned(),
        _ => format!("{} of {images} images are right.", (confusion.accuracy() * images as f64).round()),
    };
    if none > 0 {
        caption +=
            &format!(" {none} were given no class, because the output is no finite number; they are in no column.");
    }
    let empty = (0..confusion.classes()).filter(|&class| matrix.row_sum(class) == 0).count();
    if empty > 0 && images > 0 {
        caption += &format!(" {empty} of {} classes have no image in a column.", confusion.classes());
    }
    match confusion.classes() {
        0..=NAMED => Figure::new("confusion", caption, matrix.with_counts()),
        _ => {
            let raster = matrix.raster();
            Figure::of_pixels("confusion", caption, matrix.with_pixels(&raster), raster)
        }
    }
}

/// The most frequent mistakes as a figure: how many images of which class were taken for which.
#[must_use]
pub fn confused_most(confusion: &Confusion, names: &[impl AsRef<str>]) -> Figure {
    let mut pairs = Vec::new();
    for truth in 0..confusion.classes() {
        for guess in (0..confusion.classes()).filter(|&guess| guess != truth) {
            match confusion.count(truth, guess) {
                0 => {}
                count => pairs.push((count, truth, guess)),
            }
        }
    }
    pairs.sort_by_key(|&(count, truth, guess)| (std::cmp::Reverse(count), truth, guess));
    let all: usize = pairs.iter().map(|(count, ..)| count).sum();
    pairs.truncate(LISTED);
    let mut svg = Svg::new();
    svg.text(12.0, 20.0, Anchor::Start, "title", "what was confused most");
    let (mut y, longest) = (30.0, pairs.first().map_or(1, |(count, ..)| *count) as f64);
    for &(count, truth, guess) in &pairs {
        let (truth, guess) = (cut(&name(names, truth), NAME), cut(&name(names, guess), NAME));
        let text = format!("{truth} taken for {guess}");
        svg.text(12.0, y + 15.0, Anchor::Start, "", &text);
        let from = 12.0 + 2.0 * NAME + text_width(" taken for ");
        let length = (WIDTH - from - 50.0) * count as f64 / longest;
        svg.rect([from, y + 4.0], [length.max(1.0), 14.0], "wrong", "rx=\"2\"");
        svg.text(from + length.max(1.0) + 6.0, y + 15.0, Anchor::Start, "quiet", &count.to_string());
        y += LINE + 4.0;
    }
    let caption = match all {
        0 => "Nothing was confused.".to_owned(),
        _ => format!("Of {all} images that were taken for another class."),
    };
    if pairs.is_empty() {
        svg.text(12.0, y + 15.0, Anchor::Start, "quiet", "nothing");
        y += LINE + 4.0;
    }
    Figure::new("confused most", caption, svg.finish(WIDTH, y + 12.0, "what was confused most"))
}

/// The name of a class, or its number.
pub(crate) fn name(names: &[impl AsRef<str>], class: usize) -> String {
    names.get(class).map_or_else(|| class.to_string(), |name| name.as_ref().to_owned())
}

struct Matrix<'a> {
    confusion: &'a Confusion,
    names: Vec<String>,
}

impl Matrix<'_> {
    fn row_sum(&self, truth: usize) -> usize {
        (0..self.names.len()).map(|guess| self.confusion.count(truth, guess)).sum()
    }

    /// How dark each cell of a row is, 0 to 1. A mistake is shown by the root of its share.
    fn shades(&self, truth: usize) -> Vec<f64> {
        let sum = self.row_sum(truth).max(1) as f64;
        let share = |guess| self.confusion.count(truth, guess) as f64 / sum;
        (0..self.names.len()).map(|guess| if guess == truth { share(guess) } else { share(guess).sqrt() }).collect()
    }

    fn with_counts(&self) -> String {
        let classes = self.names.len();
        let shown: Vec<_> = self.names.iter().map(|name| cut(name, NAME)).collect();
        let widest = shown.iter().map(|name| text_width(name)).fold(0.0, f64::max);
        let left = 34.0 + widest + 8.0;
        let cell = ((WIDTH - left - 12.0) / classes.max(1) as f64).min(72.0);
        let upright = widest > cell - 4.0;
        let mut svg = Svg::new();
        svg.text(12.0, 20.0, Anchor::Start, "title", "confusion");
        let top = 34.0;
        let bottom = top + cell * classes as f64;
        for (truth, name) in shown.iter().enumerate() {
            let y = top + cell * truth as f64;
            svg.text(left - 8.0, y + cell / 2.0 + 4.0, Anchor::End, "", name);
            let (shades, is_empty) = (self.shades(truth), self.row_sum(truth) == 0);
            for (guess, shade) in shades.into_iter().enumerate() {
                let (x, count) = (left + cell * guess as f64, self.confusion.count(truth, guess));
                if count > 0 {
                    let class = if truth == guess { "right" } else { "wrong" };
                    let opacity = format!("fill-opacity=\"{:.3}\"", 0.12 + 0.88 * shade);
                    svg.rect([x, y], [cell; 2], class, &opacity);
                }
                let text = match count {
                    0 if is_empty && truth == guess => "–".to_owned(),
                    0 => continue,
                    count => brief(count),
                };
                let size = if text_width(&text) > cell - 2.0 { "small" } else { "" };
                let class = if shade > 0.5 { format!("on {size}") } else { size.to_owned() };
                svg.text(x + cell / 2.0, y + cell / 2.0 + 4.0, Anchor::Middle, class.trim(), &text);
            }
        }
        let right = left + cell * classes as f64;
        for line in 0..=classes {
            let at = cell * line as f64;
            svg.line([left, top + at], [right, top + at], "grid");
            svg.line([left + at, top], [left + at, bottom], "grid");
        }
        svg.rect([left, top], [right - left, bottom - top], "frame", "");
        let mut below = bottom + 17.0;
        for (guess, name) in shown.iter().enumerate() {
            let x = left + cell * (guess as f64 + 0.5);
            if upright {
                svg.upright(x + 4.0, bottom + 8.0, Anchor::End, "", name);
                below = bottom + 8.0 + widest;
            } else {
                svg.text(x, bottom + 17.0, Anchor::Middle, "", name);
            }
        }
        svg.text((left + right) / 2.0, below + LINE + 2.0, Anchor::Middle, "quiet", "taken for");
        svg.upright(22.0, (top + bottom) / 2.0, Anchor::Middle, "quiet", "true class");
        svg.finish(WIDTH, below + LINE + 14.0, "confusion matrix")
    }

    /// A pixel a cell, as opaque as it is dark.
    fn raster(&self) -> Raster {
        let rows: Vec<_> = (0..self.names.len()).map(|truth| self.shades(truth)).collect();
        Raster::from_fn(self.names.len(), self.names.len(), |truth, guess| {
            let shade = rows[truth][guess];
            let [r, g, b] = if truth == guess { [0x2f, 0x72, 0xc8] } else { [0xd0, 0x60, 0x22] };
            [r, g, b, if shade > 0.0 { (255.0 * (0.12 + 0.88 * shade)).round() as u8 } else { 0 }]
        })
    }

    fn with_pixels(&self, raster: &Raster) -> String {
        let classes = self.names.len();
        let (left, top) = (62.0, 34.0);
        let side = WIDTH - left - 16.0;
        let (right, bottom) = (left + side, top + side);
        let mut svg = Svg::new();
        svg.text(12.0, 20.0, Anchor::Start, "title", &format!("confusion of {classes} classes"));
        let axis = crate::axis::Axis::exactly([0.0, (classes - 1) as f64].into_iter(), 8);
        for (class, text) in &axis.ticks {
            let at = side * (class + 0.5) / classes as f64;
            svg.line([left - 4.0, top + at], [left, top + at], "axis");
            svg.text(left - 8.0, top + at + 4.0, Anchor::End, "quiet", text);
            svg.line([left + at, bottom], [left + at, bottom + 4.0], "axis");
            svg.text(left + at, bottom + 17.0, Anchor::Middle, "quiet", text);
        }
        svg.image([left, top], [side; 2], raster);
        svg.rect([left, top], [side; 2], "frame", "");
        svg.text((left + right) / 2.0, bottom + 36.0, Anchor::Middle, "quiet", "taken for");
        svg.upright(22.0, (top + bottom) / 2.0, Anchor::Middle, "quiet", "true class");
        svg.finish(WIDTH, bottom + 48.0, "confusion matrix")
    }
}

/// A count in at most four letters.
fn brief(count: usize) -> String {
    match count {
        0..10_000 => count.to_string(),
        10_000..1_000_000 => short((count as f64 / 1e3).round()) + "k",
        _ => short(count as f64 / 1e6) + "M",
    }
}
