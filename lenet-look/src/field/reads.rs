//! What an area of a layer's output reads of an input.

use super::{Area, sizes};
use lenet_runtime::{Layer, Setting, Shape, Window};
use std::ops::Range;

/// The part of input `place` of a layer that an area of its output depends on.
pub(super) fn of(layer: &Layer, from: &[Shape], place: usize, area: &Area) -> Option<Area> {
    let input = from[place];
    let [channels, height, width] = sizes(input);
    let [out_channels, out_height, out_width] = sizes(layer.output);
    let same = || Some(area.clone());
    let planes = |[rows, columns]: [Option<Range<usize>>; 2]| {
        Some(Area { channels: area.channels.clone(), rows: rows?, columns: columns? })
    };
    let all_channels = |area: Option<Area>| area.map(|area| Area { channels: 0..channels, ..area });
    // A layer that only moves numbers has no kernel.
    let is_view = layer.kernels.is_none();
    match (layer.kind, layer.window) {
        ("conv2d" | "conv_transpose2d", Some(windows)) => {
            let axes = [area.rows.clone(), area.columns.clone()];
            let spread = |(axis, window): (Range<usize>, Window)| match layer.kind {
                "conv2d" => slide(axis, window),
                _ => grow(axis, window),
            };
            let [rows, columns] = [(axes[0].clone(), windows[0]), (axes[1].clone(), windows[1])].map(spread);
            let (each, reads) = (out_channels / layer.groups.max(1), channels / layer.groups.max(1));
            let groups = area.channels.start / each..(area.channels.end - 1) / each + 1;
            Some(Area { channels: groups.start * reads..groups.end * reads, rows: rows?, columns: columns? })
        }
        ("max_pool2d" | "avg_pool2d", Some(windows)) => {
            planes([slide(area.rows.clone(), windows[0]), slide(area.columns.clone(), windows[1])])
        }
        ("global_max_pool2d" | "global_avg_pool2d" | "adaptive_max_pool2d" | "adaptive_avg_pool2d", _) => {
            planes([Some(bins(&area.rows, height, out_height)), Some(bins(&area.columns, width, out_width))])
        }
        ("upsample", _) => {
            let nearest = layer.setting == Some(Setting::Nearest);
            let axis = |axis: &Range<usize>, n: usize, m: usize| Some(upsampled(axis, n, m, nearest));
            planes([axis(&area.rows, height, out_height), axis(&area.columns, width, out_width)])
        }
        ("pad", _) => {
            let Some(Setting::Edges([top, _, left, _])) = layer.setting else { return Some(Area::whole(input)) };
            let inside = |axis: &Range<usize>, before: usize, n: usize| {
                let range = axis.start.max(before)..axis.end.min(before + n);
                (!range.is_empty()).then(|| range.start - before..range.end - before)
            };
            let [rows, columns] = [inside(&area.rows, top, height), inside(&area.columns, left, width)];
            let is_inside = |range: &Option<Range<usize>>, axis: &Range<usize>| {
                range.as_ref().is_some_and(|range| range.len() == axis.len())
            };
            match is_view || is_inside(&rows, &area.rows) && is_inside(&columns, &area.columns) {
                true => planes([rows, columns]),
                false => planes([Some(0..height), Some(0..width)]),
            }
        }
        ("crop", _) => {
            let Some(Setting::Edges([top, _, left, _])) = layer.setting else { return Some(Area::whole(input)) };
            let moved = |axis: &Range<usize>, by: usize| Some(axis.start + by..axis.end + by);
            planes([moved(&area.rows, top), moved(&area.columns, left)])
        }
        ("pixel_shuffle", _) => {
            let factors = [out_height / height.max(1), out_width / width.max(1)];
            let down = |axis: &Range<usize>, by: usize| axis.start / by.max(1)..(axis.end - 1) / by.max(1) + 1;
            let each = factors[0] * factors[1];
            let one = area.channels.len() * area.rows.len() * area.columns.len() == 1;
            let first = area.channels.start * each;
            let within = area.rows.start % factors[0] * factors[1] + area.columns.start % factors[1];
            let channels = if one { first + within..first + within + 1 } else { first..area.channels.end * each };
            Some(Area { channels, rows: down(&area.rows, factors[0]), columns: down(&area.columns, factors[1]) })
        }
        // Both are the same numbers in the same order, but for a `flatten` with the channels innermost.
        ("flatten" | "reshape", _) => match is_view {
            true => reshaped(area, layer.output, input),
            false => Some(Area::whole(input)),
        },
        ("concat", _) => part(area, layer.output, from, place),
        ("softmax" | "log_softmax" | "local_response_norm" | "channel_shuffle", _) => all_channels(same()),
        ("instance_norm2d", _) => planes([Some(0..height), Some(0..width)]),
        ("residual" | "batch_norm1d" | "batch_norm2d" | "dropout" | "dropout2d" | "prelu", _) => same(),
        // Activations have no kernel of their own. Of what is not known, and of linear layers and norms, all is read.
        _ if is_view && layer.window.is_none() && layer.inputs.len() == 1 && layer.output == input => same(),
        _ => Some(Area::whole(input)),
    }
}

/// The elements between the first and the last of these, if there is any.
fn around(elements: impl Iterator<Item = usize>) -> Option<Range<usize>> {
    elements.fold(None, |range: Option<Range<usize>>, element| {
        Some(range.map_or(element..element + 1, |range| range.start.min(element)..range.end.max(element + 1)))
    })
}

/// What positions of a window read.
fn slide(axis: Range<usize>, window: Window) -> Option<Range<usize>> {
    around(axis.flat_map(|position| (0..window.kernel).filter_map(move |tap| window.index(position, tap))))
}

/// What reaches elements of a transposed convolution, whose window slides over its output.
fn grow(axis: Range<usize>, window: Window) -> Option<Range<usize>> {
    let reaches =
        |input: usize| (0..window.kernel).any(|tap| window.index(input, tap).is_some_and(|at| axis.contains(&at)));
    around((0..window.out()).filter(|&input| reaches(input)))
}

/// What bins of an adaptive pool read, from n elements to m.
fn bins(axis: &Range<usize>, n: usize, m: usize) -> Range<usize> {
    axis.start * n / m..(axis.end * n).div_ceil(m)
}

/// What elements of an upsampled axis are made of, from n elements to m: with half-pixel centres or with aligned corners.
fn upsampled(axis: &Range<usize>, n: usize, m: usize, nearest: bool) -> Range<usize> {
    if n == m {
        return axis.clone();
    }
    let (first, last) = (axis.start, axis.end - 1);
    if nearest {
        return first * n / m..last * n / m + 1;
    }
    let centre = |i: usize| ((2 * i + 1) * n).saturating_sub(m) / (2 * m);
    let corner = |i: usize| i * (n - 1) / (m - 1).max(1);
    centre(first).min(corner(first))..(centre(last).max(corner(last)) + 2).min(n)
}

/// The same numbers in another shape: the box around them.
fn reshaped(area: &Area, from: Shape, to: Shape) -> Option<Area> {
    let ([_, height, width], [_, to_height, to_width]) = (sizes(from), sizes(to));
    if from == to {
        return Some(area.clone());
    }
    let mut found: Option<Area> = None;
    for c in area.channels.clone() {
        for i in area.rows.clone() {
            for j in area.columns.clone() {
                let at = (c * height + i) * width + j;
                let element = Area::element([at / (to_height * to_width), at / to_width % to_height, at % to_width]);
                found = Some(match found {
                    Some(area) => area.join(element),
                    None => element,
                });
            }
        }
    }
    found
}

/// The part of a joined area that comes from one of the inputs.
fn part(area: &Area, output: Shape, from: &[Shape], place: usize) -> Option<Area> {
    let axes: Vec<[usize; 3]> = from.iter().map(|shape| sizes(*shape)).collect();
    let sum = |axis: usize| axes.iter().map(|sizes| sizes[axis]).sum::<usize>();
    let along = (0..3).find(|&axis| sum(axis) == sizes(output)[axis] && from.len() > 1)?;
    let before: usize = axes[..place].iter().map(|sizes| sizes[along]).sum();
    let mut ranges = [area.channels.clone(), area.rows.clone(), area.columns.clone()];
    let range = &mut ranges[along];
    let (start, end) = (range.start.max(before), range.end.min(before + axes[place][along]));
    if start >= end {
        return None;
    }
    *range = start - before..end - before;
    let [channels, rows, columns] = ranges;
    Some(Area { channels, rows, columns })
}
