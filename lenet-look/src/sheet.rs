//! Many small pictures, or many numbers, as one figure.

use crate::axis::Axis;
use crate::figure::Figure;
use crate::raster::{Colours, Raster, short};
use crate::svg::{Anchor, LINE, Svg, WIDTH, cut, text_width};

/// The width of the pictures.
const INNER: f64 = WIDTH - 24.0;
/// The height of the pictures, at most.
const TALL: f64 = 420.0;
/// The height of a single one, at most.
const SINGLE: f64 = 300.0;
/// Tiles that have fewer pixels on a side are enlarged, so that a gap of one pixel is narrow beside them.
const LARGE: usize = 24;
/// Up to so many numbers are bars; more are a picture.
const BARS: usize = 128;

/// How many tiles of this size are shown at most: 64, and fewer where they are large.
pub(crate) fn most(width: usize, height: usize) -> usize {
    (600_000 / (width * height).max(1)).clamp(4, 64)
}

/// The least and the greatest of those that are finite; `[0, 0]` if none is.
pub(crate) fn range(numbers: &[f32]) -> [f32; 2] {
    let mut finite = numbers.iter().copied().filter(|x| x.is_finite());
    let Some(first) = finite.next() else { return [0.0; 2] };
    finite.fold([first; 2], |[low, high], x| [low.min(x), high.max(x)])
}

/// What colours mean, and from where to where.
pub(crate) type Scale = Option<(Colours, [f32; 2])>;

/// Tiles of one size, in as many columns as fit best.
pub(crate) fn tiles(name: &str, title: &str, note: &str, tiles: &[Raster], scale: Scale) -> Figure {
    let size = tiles.first().map_or((1, 1), |tile| (tile.width().max(1), tile.height().max(1)));
    let columns = columns(tiles.len(), size.0 as f64 / size.1 as f64);
    grid(name, title, note, tiles, columns, scale)
}

/// Tiles of one size in so many columns, with the scale of their colours.
pub(crate) fn grid(name: &str, title: &str, note: &str, tiles: &[Raster], columns: usize, scale: Scale) -> Figure {
    let side = tiles.first().map_or(1, |tile| tile.width().max(tile.height()).max(1));
    let times = if tiles.len() > 1 { LARGE.div_ceil(side) } else { 1 };
    let large: Vec<_> = tiles.iter().map(|tile| tile.enlarged(times)).collect();
    let raster = Raster::grid(&large, columns, (side * times / 10).max(1));
    let mut svg = Svg::new();
    let y = head(&mut svg, title, note);
    let (width, height) = (raster.width().max(1) as f64, raster.height().max(1) as f64);
    // Neither is one pixel a wall, nor are many too small to be seen.
    let tall = if tiles.len() > 1 { TALL } else { SINGLE };
    let size = (INNER / width).min(tall / height).min(48.0);
    svg.image([12.0, y], [width * size, height * size], &raster);
    let mut bottom = y + height * size;
    if let Some((colours, range)) = scale {
        bottom = legend(&mut svg, bottom + 8.0, colours, range);
    }
    Figure::of_pixels(name, "", svg.finish(WIDTH, bottom + 10.0, title), raster)
}

/// The title, and a note at its right or below; returns where they end.
pub(crate) fn head(svg: &mut Svg, title: &str, note: &str) -> f64 {
    let title = cut(title, INNER / 1.2);
    svg.text(12.0, 20.0, Anchor::Start, "title", &title);
    if 1.2 * text_width(&title) + 16.0 + text_width(note) < INNER {
        svg.text(WIDTH - 12.0, 20.0, Anchor::End, "quiet", note);
        return 32.0;
    }
    svg.text(12.0, 20.0 + LINE, Anchor::Start, "quiet", &cut(note, INNER));
    32.0 + LINE
}

/// The scale of the colours, with the numbers at its ends; returns where it ends.
pub(crate) fn legend(svg: &mut Svg, y: f64, colours: Colours, [low, high]: [f32; 2]) -> f64 {
    let [low, high] = match colours {
        Colours::Diverging => [-low.abs().max(high.abs()), low.abs().max(high.abs())],
        _ => [low, high],
    };
    let bar = Raster::from_fn(64, 1, |_, j| {
        let share = j as f32 / 63.0;
        colours.of(if colours == Colours::Diverging { 2.0 * share - 1.0 } else { share })
    });
    let [low, high] = [low, high].map(|x| short(f64::from(x)));
    let left = 12.0 + text_width(&low) + 6.0;
    svg.text(12.0, y + 11.0, Anchor::Start, "quiet", &low);
    svg.image([left, y + 2.0], [96.0, 10.0], &bar);
    svg.text(left + 102.0, y + 11.0, Anchor::Start, "quiet", &high);
    y + LINE
}

/// The most columns in which tiles are about as large as they can be.
fn columns(count: usize, aspect: f64) -> usize {
    let width = |columns: usize| (INNER / columns as f64).min(TALL / count.div_ceil(columns) as f64 * aspect);
    let best = (1..=count).map(width).fold(0.0, f64::max);
    (1..=count).rev().find(|&columns| width(columns) >= 0.93 * best).unwrap_or(1)
}

/// Numbers as bars; very many of them as a picture.
pub(crate) fn numbers(name: &str, title: &str, note: &str, values: &[f32]) -> Figure {
    if values.len() > BARS {
        let range = range(values);
        let width = values.len().min(64);
        let shown = values.len().min(64 * 64) / width * width;
        let mut pixels = Colours::Viridis.raster(&values[..shown], width, range);
        // What is left of the last row.
        if shown < values.len() && values.len() < 64 * 64 {
            let mut rest = values[shown..].to_vec();
            rest.resize(width, f32::NAN);
            let last = Colours::Viridis.raster(&rest, width, range);
            let left = values.len() - shown;
            pixels = Raster::from_fn(width, pixels.height() + 1, |i, j| match () {
                () if i < pixels.height() => pixels.pixel(i, j),
                () if j < left => last.pixel(0, j),
                () => [0; 4],
            });
        }
        let note = match values.len() {
            0..4097 => format!("{note}, row by row"),
            all => format!("the first {shown} of {all}, row by row"),
        };
        return grid(name, title, &note, &[pixels], 1, Some((Colours::Viridis, range)));
    }
    let mut svg = Svg::new();
    let top = head(&mut svg, title, note) + 4.0;
    let axis = Axis::over(values.iter().map(|&x| f64::from(x)).chain([0.0]), 4, false);
    let widest = axis.ticks.iter().map(|(_, text)| text_width(text)).fold(0.0, f64::max);
    let (left, right, bottom) = (widest + 18.0, WIDTH - 12.0, top + 120.0);
    let height = |x: f64| bottom - axis.place(x) * (bottom - top);
    for (x, text) in &axis.ticks {
        svg.line([left, height(*x)], [right, height(*x)], "grid");
        svg.text(left - 6.0, height(*x) + 4.0, Anchor::End, "quiet", text);
    }
    let step = (right - left) / values.len().max(1) as f64;
    let (step, bar) = (step.min(40.0), (step.min(40.0) * 0.72).max(0.8));
    for (index, &x) in values.iter().enumerate() {
        let (middle, zero) = (left + step * (index as f64 + 0.5), height(0.0));
        if x.is_finite() {
            let end = height(f64::from(x));
            svg.rect([middle - bar / 2.0, end.min(zero)], [bar, (end - zero).abs().max(0.6)], "right", "");
        } else {
            svg.text(middle, zero - 4.0, Anchor::Middle, "alarm small", "×");
        }
    }
    svg.line([left, height(0.0)], [right, height(0.0)], "axis");
    let places = Axis::exactly([0.0, values.len().saturating_sub(1) as f64].into_iter(), 8);
    for (index, text) in places.ticks.iter().filter(|(index, _)| index.fract() == 0.0 && *index >= 0.0) {
        if (*index as usize) < values.len() {
            svg.text(left + step * (index + 0.5), bottom + 17.0, Anchor::Middle, "quiet", text);
        }
    }
    Figure::new(name, "", svg.finish(WIDTH, bottom + 28.0, title))
}
