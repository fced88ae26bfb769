//! Which part of the input an element of a layer's output sees.

mod reads;

use crate::feature_maps::layers;
use crate::figure::Figure;
use crate::picture::picture;
use crate::raster::Raster;
use crate::svg::{Anchor, LINE, Px, Svg, WIDTH, cut};
use lenet_runtime::{Layer, Network, Shape, Value};
use std::ops::Range;

/// A box of elements of a value. A vector has a row and a column, and as many channels as numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    /// The channels of an image, or the numbers of a vector.
    pub channels: Range<usize>,
    /// The rows.
    pub rows: Range<usize>,
    /// The columns.
    pub columns: Range<usize>,
}

impl Area {
    /// All of a value.
    #[must_use]
    pub fn whole(shape: Shape) -> Self {
        let [channels, height, width] = sizes(shape);
        Self { channels: 0..channels, rows: 0..height, columns: 0..width }
    }

    /// One element, by its channel, row and column.
    #[must_use]
    pub fn element([channel, row, column]: [usize; 3]) -> Self {
        Self { channels: channel..channel + 1, rows: row..row + 1, columns: column..column + 1 }
    }

    /// The least box around both.
    fn join(self, other: Self) -> Self {
        let join = |a: Range<usize>, b: Range<usize>| a.start.min(b.start)..a.end.max(b.end);
        Self {
            channels: join(self.channels, other.channels),
            rows: join(self.rows, other.rows),
            columns: join(self.columns, other.columns),
        }
    }
}

/// Channels, rows and columns.
fn sizes(shape: Shape) -> [usize; 3] {
    match shape {
        Shape::Image(c, h, w) => [c, h, w],
        Shape::Vector(n) => [n, 1, 1],
    }
}

/// The part of the network's input on which an element of a layer's output depends: the receptive field, where it lies and
/// without padding. `layer` is a name of [`layers`](crate::layers), `element` a channel, a row and a column; of a vector, a number, 0 and 0.
/// `None` if there is no such layer or element, or if it depends on nothing but padding.
///
/// It follows from the table of the layers, from the last to the first. Along rows, and along columns too, the elements a to b of an output
/// come from these of the input, where that has them:
///
/// ```text
/// convolution, pool              a·s − p  to  b·s − p + d·(k − 1)
/// transposed convolution         ⌈(a + p − d·(k − 1))/s⌉  to  ⌊(b + p)/s⌋
/// global and adaptive pool       ⌊a·n/m⌋  to  ⌈(b + 1)·n/m⌉ − 1,  from n elements to m
/// upsample                       those that are copied or mixed
/// pad, crop                      a − top  to  b − top,   a + top  to  b + top
/// pixel shuffle by r             ⌊a/r⌋  to  ⌊b/r⌋
/// linear, layer and group norm   all
/// anything else                  a  to  b
/// ```
///
/// with the kernel k, the stride s, the dilation d and the padding p at the top or on the left. It is the least box: where branches
/// see different parts, it is around both. It may be larger than what has an influence where a layer mixes neighbours in a way that the table does
/// not say: `upsample(mode: bilinear)` counts a row and a column more, `pad` with another mode than `constant` the whole image if the padding is read.
#[must_use]
pub fn receptive_field<N: Network>(layer: &str, element: [usize; 3]) -> Option<Area> {
    find(N::LAYERS, N::Input::SHAPE, layer, element)
}

/// The part of `input` on which an element of a named layer depends.
fn find(layers: &[Layer], input: Shape, name: &str, element: [usize; 3]) -> Option<Area> {
    for (index, layer) in layers.iter().enumerate() {
        if layer.name == name {
            let sizes = sizes(layer.output);
            let is_element = element.iter().zip(sizes).all(|(place, size)| *place < size);
            return if is_element { back(layers, input, index + 1, Area::element(element)) } else { None };
        }
        if let Some(inner) = name.strip_prefix(layer.name).and_then(|rest| rest.strip_prefix('.'))
            && !layer.layers.is_empty()
        {
            let source = layer.inputs[0];
            let inside = find(layer.layers, shape(layers, input, source), inner, element)?;
            return back(layers, input, source, inside);
        }
    }
    None
}

/// The shape of the value with this number: 0 is the input, n the output of the n-th layer.
fn shape(layers: &[Layer], input: Shape, value: usize) -> Shape {
    if value == 0 { input } else { layers[value - 1].output }
}

/// The part of the input on which an area of the value with this number depends.
fn back(layers: &[Layer], input: Shape, value: usize, area: Area) -> Option<Area> {
    let mut areas = vec![None; value + 1];
    areas[value] = Some(area);
    for number in (1..=value).rev() {
        let Some(area) = areas[number].take() else { continue };
        let layer = &layers[number - 1];
        for (place, &source) in layer.inputs.iter().enumerate() {
            let from: Vec<Shape> = layer.inputs.iter().map(|&value| shape(layers, input, value)).collect();
            let read = match layer.layers {
                [] => reads::of(layer, &from, place, &area),
                inner => back(inner, from[0], inner.len(), area.clone()),
            };
            areas[source] = match (areas[source].take(), read) {
                (Some(area), Some(other)) => Some(area.join(other)),
                (area, read) => area.or(read),
            };
        }
    }
    areas[0].take()
}

/// The middle of a layer's output, channel 0.
fn middle(shape: Shape) -> [usize; 3] {
    let [_, height, width] = sizes(shape);
    [0, height / 2, width / 2]
}

/// Up to six layers whose fields grow, from the first to the last, each with the element in the middle.
fn growing<N: Network>() -> Vec<(String, [usize; 3])> {
    const MOST: usize = 6;
    let mut found: Vec<(String, [usize; 3], Area)> = Vec::new();
    for (name, shape) in layers::<N>() {
        let element = middle(shape);
        let Some(area) = receptive_field::<N>(&name, element) else { continue };
        let is_larger = |last: &Area| area.rows.len() > last.rows.len() || area.columns.len() > last.columns.len();
        if found.last().map_or(area.rows.len() * area.columns.len() > 1, |(_, _, last)| is_larger(last)) {
            found.push((name, element, area));
        }
    }
    let count = found.len();
    let chosen = (0..count.min(MOST)).map(|i| i * (count.max(2) - 1) / (count.clamp(2, MOST) - 1));
    chosen.map(|index| (found[index].0.clone(), found[index].1)).collect()
}

/// The receptive fields of elements of layers, drawn on an image; with no element given, of those in the middle of up to six
/// layers whose fields grow. What has no field is left out.
#[must_use]
pub fn receptive_fields<N: Network>(x: &N::Input, elements: &[(&str, [usize; 3])]) -> Figure {
    let elements: Vec<(String, [usize; 3])> = match elements {
        [] => growing::<N>(),
        elements => elements.iter().map(|(name, element)| ((*name).to_owned(), *element)).collect(),
    };
    let fields: Vec<_> = elements
        .into_iter()
        .filter_map(|(name, element)| Some((receptive_field::<N>(&name, element)?, name, element)))
        .collect();
    // A vector stands as a row.
    let is_vector = matches!(N::Input::SHAPE, Shape::Vector(_));
    let place =
        |area: &Area| if is_vector { [0..1, area.channels.clone()] } else { [area.rows.clone(), area.columns.clone()] };
    draw(&picture(x), fields.iter().map(|(area, name, element)| (place(area), name.as_str(), *element)))
}

fn draw<'a>(picture: &Raster, fields: impl Iterator<Item = ([Range<usize>; 2], &'a str, [usize; 3])>) -> Figure {
    const SIDE: f64 = 300.0;
    let (width, height) = (picture.width().max(1) as f64, picture.height().max(1) as f64);
    let scale = (SIDE / width).min(SIDE / height);
    let (left, top) = ((WIDTH - width * scale) / 2.0, 34.0);
    let mut svg = Svg::new();
    svg.text(12.0, 20.0, Anchor::Start, "title", "receptive fields");
    svg.image([left, top], [width * scale, height * scale], picture);
    let mut y = top + height * scale + 24.0;
    for (index, ([rows, columns], name, [channel, row, column])) in fields.enumerate() {
        let colour = format!("s{}", index % 6);
        let [x0, y0] = [left + columns.start as f64 * scale, top + rows.start as f64 * scale];
        let [w, h] = [columns.len() as f64 * scale, rows.len() as f64 * scale];
        // Of fields that end at one place, all lines are seen.
        let inset = (index as f64 * 1.5).min(w / 4.0).min(h / 4.0);
        let [x0, y0, w, h] = [x0 + inset, y0 + inset, w - 2.0 * inset, h - 2.0 * inset].map(Px);
        for (class, stroke) in [("casing", 4.0), (colour.as_str(), 2.0)] {
            svg.push(format_args!(
                "<rect x=\"{x0}\" y=\"{y0}\" width=\"{w}\" height=\"{h}\" fill=\"none\" class=\"{class}\" stroke-width=\"{stroke}\"/>"
            ));
        }
        svg.line([16.0, y - 4.0], [36.0, y - 4.0], &format!("line {colour}"));
        let size = format!("{} × {}", rows.len(), columns.len());
        svg.text(44.0, y, Anchor::Start, "", &cut(&format!("{name} [{channel}, {row}, {column}]"), 260.0));
        svg.text(WIDTH - 12.0, y, Anchor::End, "quiet", &size);
        y += LINE;
    }
    Figure::of_pixels("receptive fields", "", svg.finish(WIDTH, y, "receptive fields"), picture.clone())
}
