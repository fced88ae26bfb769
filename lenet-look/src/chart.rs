//! A chart of curves.

use crate::axis::Axis;
use crate::svg::{Anchor, LINE, Px, Svg, WIDTH, cut, text_width};

/// The height of the area of the curves.
const HEIGHT: f64 = 200.0;
/// How far apart points are, in pixels, that have a dot each.
const DOTS: f64 = 9.0;
/// How many colours there are.
const COLOURS: usize = 6;

/// A curve.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// Its points, from the left to the right. Where a number is not finite, the curve has a gap.
    pub points: Vec<[f64; 2]>,
    /// Whether it is dashed.
    pub dashed: bool,
    /// Which of six colours it has; a number beyond begins anew.
    pub colour: usize,
}

/// What a chart shows.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What stands above.
    pub title: String,
    /// What the axis from left to right is.
    pub x: String,
    /// Whether the upright axis is logarithmic where the numbers are positive and of very different size. The chart says so.
    pub logarithmic: bool,
    /// The curves.
    pub series: Vec<Series>,
}

impl Chart {
    /// The chart as an SVG image.
    #[must_use]
    pub fn svg(&self) -> String {
        let points = || self.series.iter().flat_map(|series| &series.points);
        let finite = || points().filter(|[x, y]| x.is_finite() && y.is_finite());
        // What is counted begins at 0.
        let x_axis = Axis::exactly(points().map(|[x, _]| *x).chain([0.0]), 6);
        let y_axis = Axis::over(finite().map(|[_, y]| *y), 5, self.logarithmic);

        let mut svg = Svg::new();
        let widest = y_axis.ticks.iter().map(|(_, text)| text_width(text)).fold(0.0, f64::max);
        let (left, right) = (widest + 18.0, WIDTH - 16.0);
        let title = cut(&self.title, WIDTH - 140.0);
        svg.text(12.0, 20.0, Anchor::Start, "title", &title);
        if y_axis.is_logarithmic() {
            svg.text(12.0 + 1.2 * text_width(&title) + 10.0, 20.0, Anchor::Start, "quiet small", "logarithmic");
        }
        let needs_legend = !matches!(&self.series[..], [one] if one.name == self.title);
        let top = 20.0 + if needs_legend { self.legend(&mut svg, 20.0 + LINE + 3.0) } else { 20.0 };
        let bottom = top + HEIGHT;
        let at =
            |[x, y]: [f64; 2]| [left + x_axis.place(x) * (right - left), bottom - y_axis.place(y) * (bottom - top)];
        for (y, text) in &y_axis.ticks {
            let height = bottom - y_axis.place(*y) * (bottom - top);
            svg.line([left, height], [right, height], "grid");
            svg.text(left - 6.0, height + 4.0, Anchor::End, "quiet", text);
        }
        svg.line([left, bottom], [right, bottom], "axis");
        for (x, text) in &x_axis.ticks {
            let place = left + x_axis.place(*x) * (right - left);
            svg.line([place, bottom], [place, bottom + 4.0], "axis");
            let half = text_width(text) / 2.0;
            svg.text(place.clamp(half + 2.0, WIDTH - half - 2.0), bottom + 17.0, Anchor::Middle, "quiet", text);
        }
        svg.text((left + right) / 2.0, bottom + 35.0, Anchor::Middle, "quiet", &self.x);
        self.breaks(&mut svg, &|x| at([x, 0.0])[0], [top, bottom], right);
        for series in &self.series {
            curve(&mut svg, series, &at);
        }
        if finite().next().is_none() {
            svg.text((left + right) / 2.0, (top + bottom) / 2.0, Anchor::Middle, "quiet", "there is no number to show");
        }
        svg.finish(WIDTH, bottom + 46.0, &self.title)
    }

    /// The names of the curves, in as many lines as they need; returns where the last stands.
    fn legend(&self, svg: &mut Svg, top: f64) -> f64 {
        let (mut x, mut y) = (12.0, top);
        for series in &self.series {
            let name = cut(&series.name, WIDTH - 60.0);
            let width = 26.0 + text_width(&name) + 14.0;
            if x > 12.0 && x + width > WIDTH {
                (x, y) = (12.0, y + LINE);
            }
            let class = class(series);
            svg.line([x, y - 4.0], [x + 20.0, y - 4.0], &format!("line {class}"));
            svg.text(x + 26.0, y, Anchor::Start, "", &name);
            x += width;
        }
        y
    }

    /// Where a curve first has no number: a line, and a word.
    fn breaks(&self, svg: &mut Svg, at: &dyn Fn(f64) -> f64, [top, bottom]: [f64; 2], right: f64) {
        let broken =
            |series: &Series| series.points.iter().find(|[x, y]| x.is_finite() && !y.is_finite()).map(|[x, _]| *x);
        let first = self.series.iter().filter_map(broken).fold(f64::INFINITY, f64::min);
        if !first.is_finite() {
            return;
        }
        let (x, text) = (at(first), "not a finite number");
        svg.line([x, top], [x, bottom], "broken");
        let fits = x + 8.0 + text_width(text) < right;
        let (x, anchor) = if fits { (x + 6.0, Anchor::Start) } else { (x - 6.0, Anchor::End) };
        svg.text(x, top + 14.0, anchor, "alarm small", text);
    }
}

fn class(series: &Series) -> String {
    let dashed = if series.dashed { " second" } else { "" };
    format!("s{}{dashed}", series.colour % COLOURS)
}

fn curve(svg: &mut Svg, series: &Series, at: &dyn Fn([f64; 2]) -> [f64; 2]) {
    let mut path = String::new();
    let mut pen_is_down = false;
    let is_finite = |[x, y]: &[f64; 2]| x.is_finite() && y.is_finite();
    for point in &series.points {
        if is_finite(point) {
            let [x, y] = at(*point).map(Px);
            path += &format!("{}{x} {y}", if pen_is_down { 'L' } else { 'M' });
        }
        pen_is_down = is_finite(point);
    }
    if !path.is_empty() {
        svg.push(format_args!("<path class=\"line {}\" d=\"{path}\"/>", class(series)));
    }
    // A point between two gaps would not be seen without a dot.
    let alone = |index: usize| {
        let has = |index: Option<usize>| index.and_then(|i| series.points.get(i)).is_some_and(is_finite);
        !has(index.checked_sub(1)) && !has(Some(index + 1))
    };
    let ends = [series.points.first(), series.points.last()].map(|end| end.map_or(0.0, |point| at(*point)[0]));
    let are_apart = ends[1] - ends[0] >= DOTS * series.points.len().saturating_sub(1) as f64;
    for (index, point) in series.points.iter().enumerate().filter(|(_, point)| is_finite(point)) {
        if are_apart || alone(index) {
            let [x, y] = at(*point).map(Px);
            svg.push(format_args!("<circle cx=\"{x}\" cy=\"{y}\" r=\"2.6\" class=\"f{}\"/>", series.colour % COLOURS));
        }
    }
}
