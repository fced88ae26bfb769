//! What each layer computes of one image.

use crate::figure::Figure;
use crate::picture::picture_of;
use crate::raster::{Colours, Raster};
use crate::sheet;
use lenet_runtime::{Layer, Look, Network, Observer, Plain, Shape, Value, Zeroed};

/// What a layer computed.
#[derive(Clone, Debug, PartialEq)]
pub struct FeatureMap {
    /// The path of the layer, as in the network's table; within a network that is a layer, the path of that comes first:
    /// `backbone.layer1.conv`. The network's input is called `input`.
    pub name: String,
    /// The word that declared the layer, `conv2d`; `input` for the input.
    pub kind: &'static str,
    /// The shape.
    pub shape: Shape,
    /// The numbers: channel by channel, row by row.
    pub values: Vec<f32>,
}

/// The network's input, and what each layer computes of it at inference, in the order of the table. An activation that works in
/// place has its own map, beside that of the layer before it. The layers of a network that is a layer stand before it.
#[must_use]
pub fn feature_maps<N: Look>(network: &N, x: &N::Input) -> Vec<FeatureMap> {
    let input = FeatureMap { name: "input".into(), kind: "input", shape: N::Input::SHAPE, values: x.floats().to_vec() };
    let mut recorder = Recorder { maps: vec![input], levels: vec![Level::new(N::LAYERS, String::new(), 0)] };
    network.look(x, &mut N::LookWorkspace::zeroed_box(), &mut recorder);
    recorder.fill(N::LAYERS.len());
    recorder.maps
}

/// The names of the layers whose maps there are, each with its shape, in their order; the input is not among them.
#[must_use]
pub fn layers<N: Network>() -> Vec<(String, Shape)> {
    fn add(layers: &[Layer], prefix: &str, names: &mut Vec<(String, Shape)>) {
        for layer in layers {
            let name = format!("{prefix}{}", layer.name);
            add(layer.layers, &format!("{name}."), names);
            names.push((name, layer.output));
        }
    }
    let mut names = Vec::new();
    add(N::LAYERS, "", &mut names);
    names
}

/// Keeps what it is told.
struct Recorder {
    maps: Vec<FeatureMap>,
    /// The network, and those inside of each other that are being computed.
    levels: Vec<Level>,
}

/// A network that is being computed.
struct Level {
    layers: &'static [Layer],
    prefix: String,
    /// For its input and for each layer so far, which map it is.
    values: Vec<usize>,
}

impl Level {
    fn new(layers: &'static [Layer], prefix: String, input: usize) -> Self {
        Self { layers, prefix, values: vec![input] }
    }

    fn next(&self) -> usize {
        self.values.len() - 1
    }
}

impl Recorder {
    fn level(&mut self) -> &mut Level {
        self.levels.last_mut().expect("the network itself is never left")
    }

    fn push(&mut self, values: Vec<f32>) {
        let map = self.maps.len();
        let level = self.level();
        let layer = &level.layers[level.next()];
        let (name, kind, shape) = (format!("{}{}", level.prefix, layer.name), layer.kind, layer.output);
        level.values.push(map);
        self.maps.push(FeatureMap { name, kind, shape, values });
    }

    /// The layers before this one that were not told of have the numbers of their input.
    fn fill(&mut self, index: usize) {
        while self.level().next() < index {
            let level = self.level();
            let input = level.values[level.layers[level.next()].inputs[0]];
            self.push(self.maps[input].values.clone());
        }
    }
}

impl Observer for Recorder {
    fn layer(&mut self, index: usize, values: &[f32]) {
        self.fill(index);
        self.push(values.to_vec());
    }

    fn enter(&mut self, index: usize) {
        self.fill(index);
        let level = self.level();
        let layer = &level.layers[index];
        let inner = Level::new(layer.layers, format!("{}{}.", level.prefix, layer.name), level.values[layer.inputs[0]]);
        self.levels.push(inner);
    }

    fn leave(&mut self) {
        let count = self.level().layers.len();
        self.fill(count);
        self.levels.pop();
    }
}

impl FeatureMap {
    /// The map as a figure: its channels side by side, on one scale from the least to the greatest number; of a vector, a bar for each
    /// number; the input as [`picture`](crate::picture) shows it. Of very many channels the first are shown, which the caption says.
    #[must_use]
    pub fn figure(&self) -> Figure {
        let title = if self.kind == self.name { self.name.clone() } else { format!("{} · {}", self.name, self.kind) };
        let shape = self.shape.to_string();
        match self.shape {
            Shape::Image(..) if self.kind == "input" => {
                sheet::tiles(&self.name, &title, &shape, &[picture_of(&self.values, self.shape)], None)
            }
            Shape::Image(channels, height, width) if height * width > 1 => {
                let shown = channels.min(sheet::most(width, height));
                let plane = height * width;
                let numbers = &self.values[..shown * plane];
                let range = sheet::range(numbers);
                let tiles: Vec<Raster> =
                    numbers.chunks_exact(plane).map(|plane| Colours::Viridis.raster(plane, width, range)).collect();
                let note = if shown < channels { format!("the first {shown} of {channels} channels") } else { shape };
                sheet::tiles(&self.name, &title, &note, &tiles, Some((Colours::Viridis, range)))
            }
            Shape::Image(..) | Shape::Vector(_) => sheet::numbers(&self.name, &title, &shape, &self.values),
        }
    }
}
