//! What convolutions learned.

use crate::figure::Figure;
use crate::raster::{Colours, Raster};
use crate::sheet;
use lenet_runtime::{Name, Network, Shape, Value};

/// Up to so many filters and channels are shown.
const MOST: usize = 24;

/// The kernels of each convolution: blue below 0, red above, on one scale for a layer. A column is a filter, and a row one of the
/// channels that it reads (of a transposed convolution, a column is a channel and a row a filter); filters of one channel stand side by side. Of very many the first are shown, which the figure says. Filters
/// of the first layer that read three channels are shown in colour as well, where 0 is gray.
#[must_use]
pub fn kernels<N: Network>(network: &N) -> Vec<Figure> {
    let mut figures = Vec::new();
    let has_colours = matches!(N::Input::SHAPE, Shape::Image(3, ..));
    network.visit(Name::ROOT, &mut |tensor| {
        let &[filters, channels, height, width] = tensor.shape else { return };
        if filters * channels * height * width == 0 {
            return;
        }
        let name = tensor.name.to_string();
        let name = name.strip_suffix(".weight").unwrap_or(&name).to_owned();
        let kernels = Kernels { name, filters, channels, height, width, values: tensor.values };
        if has_colours && channels == 3 && figures.is_empty() && height * width > 1 {
            figures.push(kernels.in_colour());
        }
        figures.push(kernels.figure());
    });
    figures
}

struct Kernels<'a> {
    name: String,
    filters: usize,
    channels: usize,
    height: usize,
    width: usize,
    values: &'a [f32],
}

impl Kernels<'_> {
    fn plane(&self, filter: usize, channel: usize) -> &[f32] {
        let plane = self.height * self.width;
        &self.values[(filter * self.channels + channel) * plane..][..plane]
    }

    fn shape(&self) -> String {
        format!("{} × {} × {} × {}", self.filters, self.channels, self.height, self.width)
    }

    fn figure(&self) -> Figure {
        let range = sheet::range(self.values);
        let scale = Some((Colours::Diverging, range));
        let raster = |plane: &[f32], width| Colours::Diverging.raster(plane, width, range);
        if self.height * self.width == 1 {
            let (filters, channels) = (self.filters.min(128), self.channels.min(128));
            let cells = (0..channels).flat_map(|c| (0..filters).map(move |f| self.plane(f, c)[0]));
            let tile = raster(&cells.collect::<Vec<f32>>(), filters);
            return sheet::grid(&self.name, &self.name, &self.note([filters, channels]), &[tile], 1, scale);
        }
        if self.channels == 1 {
            let shown = self.filters.min(sheet::most(self.width, self.height));
            let tiles: Vec<_> = (0..shown).map(|f| raster(self.plane(f, 0), self.width)).collect();
            let note = self.note([shown, 1]);
            return sheet::tiles(&self.name, &self.name, &note, &tiles, scale);
        }
        let (filters, channels) = (self.filters.min(MOST), self.channels.min(MOST));
        let cells = (0..channels).flat_map(|c| (0..filters).map(move |f| (f, c)));
        let tiles: Vec<_> = cells.map(|(f, c)| raster(self.plane(f, c), self.width)).collect();
        sheet::grid(&self.name, &self.name, &self.note([filters, channels]), &tiles, filters, scale)
    }

    /// What is shown of how much.
    fn note(&self, [filters, channels]: [usize; 2]) -> String {
        let part = match (filters < self.filters, channels < self.channels) {
            (false, false) => return self.shape(),
            (true, false) => format!("the first {filters} filters"),
            (false, true) => format!("the first {channels} channels"),
            (true, true) => format!("the first {filters} filters, {channels} channels"),
        };
        format!("{}: {part}", self.shape())
    }

    /// Filters of three channels as colours: each on a scale of its own, with 0 in the middle.
    fn in_colour(&self) -> Figure {
        let shown = self.filters.min(sheet::most(self.width, self.height));
        let tile = |f: usize| {
            let planes = [0, 1, 2].map(|c| self.plane(f, c));
            let all = &self.values[f * 3 * planes[0].len()..][..3 * planes[0].len()];
            let [low, high] = sheet::range(all);
            let largest = low.abs().max(high.abs()).max(f32::MIN_POSITIVE);
            Raster::from_fn(self.width, self.height, |i, j| {
                let [r, g, b] = planes.map(|plane| {
                    let share = plane[i * self.width + j] / largest;
                    if share.is_nan() { 0 } else { (127.5 + 127.5 * share).round() as u8 }
                });
                [r, g, b, 255]
            })
        };
        let tiles: Vec<_> = (0..shown).map(tile).collect();
        let title = format!("{}, in colour", self.name);
        let name = format!("{} in colour", self.name);
        sheet::tiles(&name, &title, &self.note([shown, 3]), &tiles, None)
    }
}
