//! What a layer asks of its input: an image, a vector, or so many elements.

use super::trail::{self, Trail};
use super::{Checker, Layer, output_of};
use crate::ast::Path;
use crate::plan::{Claim, Shape, Size};
use crate::report::Reported;
use quote::quote;

impl Checker<'_> {
    /// The sizes of an image; another kind of input is a mistake.
    pub(super) fn as_image(&mut self, shape: &Shape, layer: &Layer) -> Result<[Size; 3], Reported> {
        match shape {
            Shape::Image(sizes) => Ok(sizes.clone()),
            Shape::Vector(_) => {
                let help = match layer.word {
                    "batch_norm2d" => "use `batch_norm1d`, or put it before `flatten`".to_owned(),
                    word => format!("put `{word}` before `flatten`, or `reshape(channels, height, width)` before it"),
                };
                Err(self.wrong_kind(shape, layer, "an image", "a vector of", &help))
            }
            Shape::Network(path) => {
                let claim = Claim::IsImage { layer: layer.name.to_owned(), shape: shape.clone() };
                self.prove(layer.span, claim);
                Ok(self.image_of(path))
            }
        }
    }

    /// How many channels a value has; each number of a vector is one.
    pub(super) fn channels(&mut self, shape: &Shape) -> Size {
        match shape {
            Shape::Image([channels, ..]) => channels.clone(),
            Shape::Vector(length) => length.clone(),
            Shape::Network(path) => {
                let output = output_of(&self.declaration.runtime, path);
                self.constant("CHANNELS", quote!(#output.channels()))
            }
        }
    }

    /// The sizes of the image that another network computes.
    pub(super) fn image_of(&mut self, path: &Path) -> [Size; 3] {
        let output = output_of(&self.declaration.runtime, path);
        [
            self.constant("CHANNELS", quote!(#output.channels())),
            self.constant("HEIGHT", quote!(#output.height())),
            self.constant("WIDTH", quote!(#output.width())),
        ]
    }

    /// The length of a vector; another kind of input is a mistake.
    pub(super) fn as_vector(&mut self, shape: &Shape, layer: &Layer) -> Result<Size, Reported> {
        match shape {
            Shape::Vector(length) => Ok(length.clone()),
            Shape::Image(_) => {
                let help = match layer.word {
                    "batch_norm1d" => "use `batch_norm2d`, or put `flatten` before it",
                    _ => "put `flatten` before it",
                };
                Err(self.wrong_kind(shape, layer, "a vector", "an image of", help))
            }
            Shape::Network(path) => {
                let claim = Claim::IsVector { layer: layer.name.to_owned(), shape: shape.clone() };
                self.prove(layer.span, claim);
                Ok(self.length_of(path))
            }
        }
    }

    /// The number of elements of what another network computes.
    pub(super) fn length_of(&mut self, path: &Path) -> Size {
        let output = output_of(&self.declaration.runtime, path);
        self.constant("LENGTH", quote!(#output.len()))
    }

    fn wrong_kind(&mut self, shape: &Shape, layer: &Layer, needs: &str, has: &str, help: &str) -> Reported {
        let mut lines = self.trail.clone();
        lines.push(Trail { name: layer.name.to_owned(), text: format!("needs {needs}"), rule: None });
        let message = format!(
            "`{}` needs {needs}, but its input is {has} {}\n\n{}\n\nhelp: {help}",
            layer.name,
            shape.words(),
            trail::table(&lines)
        );
        self.mistake(layer.span, message)
    }

    /// The number of elements of a shape.
    pub(super) fn elements(&mut self, shape: &Shape) -> Size {
        match shape {
            Shape::Image([c, h, w]) => {
                let runtime = &self.declaration.runtime;
                let (c, h, w) = (c.bare(), h.bare(), w.bare());
                let length = quote!(#runtime::Shape::Image(#c, #h, #w).len());
                self.derive("LENGTH", shape.elements(), length)
            }
            Shape::Vector(length) => length.clone(),
            Shape::Network(path) => self.length_of(path),
        }
    }
}
