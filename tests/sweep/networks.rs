//! Networks whose sizes are constants: their kernels are compiled for each, so a program of them is written, built and run.
//!
//! A network is a list of [`Layer`]s, drawn from a seed: text for `network!`, a twin in `f64`, and what the table of the network
//! says of its cost and of what its last layer sees, by formulas that are written here once more. The program that holds the
//! declarations draws the same networks again, so that nothing but declarations has to be written.

pub mod layer;

pub mod module;

pub mod draw;

mod sees;

mod bounded;

pub mod judge;

pub mod program;

pub use draw::draw;
pub use judge::{Check, judge};
pub use layer::Layer;

use reference::compose::Chain;
use std::fmt::{self, Display, Formatter};

/// An image, and the layers that it goes through.
#[derive(Clone, Debug, PartialEq)]
pub struct Network {
    /// Channels, rows and columns.
    pub input: [usize; 3],
    /// At least one.
    pub layers: Vec<Layer>,
}

impl Network {
    /// The network of these layers, whose windows are made to read what there is; `None` if a layer cannot.
    #[must_use]
    pub fn fitted(input: [usize; 3], layers: Vec<Layer>) -> Option<Self> {
        let mut shape = input;
        let mut fitted = Vec::new();
        for layer in layers {
            let layer = layer.fitted(shape)?;
            shape = layer.output(shape);
            fitted.push(layer);
        }
        (!fitted.is_empty()).then_some(Self { input, layers: fitted })
    }

    /// Each layer with the shape that it reads.
    pub fn steps(&self) -> impl Iterator<Item = (&Layer, [usize; 3])> {
        self.layers.iter().scan(self.input, |shape, layer| {
            let input = *shape;
            *shape = layer.output(input);
            Some((layer, input))
        })
    }

    /// Channels, rows and columns of the output; of a vector, its length and twice 1.
    #[must_use]
    pub fn output(&self) -> [usize; 3] {
        self.layers.iter().fold(self.input, |shape, layer| layer.output(shape))
    }

    /// The same in `f64`.
    #[must_use]
    pub fn twin(&self) -> Chain {
        Chain(self.steps().map(|(layer, input)| layer.twin(input)).collect())
    }

    /// How many numbers are trained.
    #[must_use]
    pub fn parameters(&self) -> usize {
        self.steps().map(|(layer, input)| layer.parameters(input)).sum()
    }

    /// Multiply-adds of one image.
    #[must_use]
    pub fn macs(&self) -> usize {
        self.steps().map(|(layer, input)| layer.macs(input)).sum()
    }

    /// Its declaration.
    #[must_use]
    pub fn declaration(&self, name: &str) -> String {
        let output = if matches!(self.layers.last(), Some(Layer::Linear { .. })) {
            format!("[{}]", self.output()[0])
        } else {
            format!("{:?}", self.output())
        };
        let comma = |layer: &Layer| if layer.to_string().ends_with('}') { "" } else { "," };
        let layers: String = self.layers.iter().map(|layer| format!("        {layer}{}\n", comma(layer))).collect();
        format!("network! {{\n    struct {name}: {:?} -> {output} {{\n{layers}    }}\n}}\n", self.input)
    }

    /// Networks that are smaller, or simpler, in one way each.
    #[must_use]
    pub fn smaller(&self) -> Vec<Self> {
        let mut smaller = Vec::new();
        for at in 0..self.layers.len() {
            let mut layers = self.layers.clone();
            layers.remove(at);
            smaller.push((self.input, layers));
        }
        // A part of it, from the image that a layer reads.
        smaller.extend(self.steps().enumerate().skip(1).map(|(at, (_, input))| (input, self.layers[at..].to_vec())));
        for axis in 0..3 {
            for size in crate::draw::less(self.input[axis]) {
                let mut input = self.input;
                input[axis] = size;
                smaller.push((input, self.layers.clone()));
                // The groups of depthwise layers go with the channels.
                let to = |layer: &Layer| layer.clone().with_channels(self.input[0], size);
                smaller.extend((axis == 0).then(|| (input, self.layers.iter().map(to).collect())));
            }
        }
        for (at, layer) in self.layers.iter().enumerate() {
            for other in layer.smaller() {
                let mut layers = self.layers.clone();
                layers[at] = other;
                smaller.push((self.input, layers));
            }
        }
        let mut smaller: Vec<Self> =
            smaller.into_iter().filter_map(|(input, layers)| Self::fitted(input, layers)).collect();
        smaller.retain(|network| network != self);
        smaller.dedup();
        smaller
    }
}

impl Display for Network {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        f.write_str(self.declaration("Case").trim_end())
    }
}
