//! The sentences of the checks, put together while the program compiles.

use crate::message::{Text, digits, equal, larger, width};
use crate::network::Network;
use crate::tensor::{Shape, Value};

/// The first line, and the lines after it, which say in which block a layer stands.
pub const fn split(words: &str) -> (&str, &str) {
    let bytes = words.as_bytes();
    let mut line = 0;
    while line < bytes.len() && bytes[line] != b'\n' {
        line += 1;
    }
    let (first, rest) = words.split_at(line);
    (first, if rest.is_empty() { rest } else { rest.split_at(1).1 })
}

/// Adds the story of a shape: the outputs of the layers from the network's input to the input of `layer`; to the last of
/// all where no layer has that name.
pub const fn story<N: Network>(text: &mut Text, layer: &str) {
    let layers = N::LAYERS;
    let mut row = 0;
    while row < layers.len() && !equal(layers[row].name, layer) {
        row += 1;
    }
    // The way back along the first inputs, which is then told from its end.
    let input = <N::Input as Value>::SHAPE;
    let mut way = [0; 8];
    let (mut length, mut longest, mut widest) = (0, width("input"), columns(input, [0; 3]));
    let mut from = if row < layers.len() { layers[row].inputs[0] } else { layers.len() };
    while from > 0 {
        let layer = &layers[from - 1];
        if length < way.len() {
            way[length] = from;
            longest = larger(longest, width(layer.name));
            widest = columns(layer.output, widest);
        }
        length += 1;
        from = layer.inputs[0];
    }
    text.word("\n\n  input").spaces(longest - width("input") + 3).aligned(input, widest);
    if length > way.len() {
        text.word("\n  …");
        length = way.len();
    }
    while length > 0 {
        length -= 1;
        let layer = &layers[way[length] - 1];
        text.word("\n  ").word(layer.name).spaces(longest - width(layer.name) + 3).aligned(layer.output, widest);
    }
}

/// How many digits the dimensions of images have, at least those of `widest`.
const fn columns(shape: Shape, widest: [usize; 3]) -> [usize; 3] {
    match (shape, widest) {
        (Shape::Image(c, h, w), [a, b, d]) => [larger(digits(c), a), larger(digits(h), b), larger(digits(w), d)],
        (Shape::Vector(_), widest) => widest,
    }
}

impl Text {
    pub const fn shape(&mut self, shape: Shape) -> &mut Self {
        match shape {
            Shape::Image(c, h, w) => self.number(c).word(" × ").number(h).word(" × ").number(w),
            Shape::Vector(n) => self.number(n),
        }
    }

    /// A shape whose dimensions stand below those of others.
    const fn aligned(&mut self, shape: Shape, widest: [usize; 3]) -> &mut Self {
        match (shape, widest) {
            (Shape::Image(c, h, w), [a, b, d]) => {
                self.spaces(a - digits(c)).number(c).word(" × ").spaces(b - digits(h)).number(h);
                self.word(" × ").spaces(d - digits(w)).number(w)
            }
            (Shape::Vector(n), _) => self.number(n),
        }
    }
}
