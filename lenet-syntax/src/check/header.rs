//! What stands around the layers: attributes, and the shapes of the header.

use super::layer::{MOST, SMALLER};
use super::{Checker, trail};
use crate::ast::{Attribute, Expression};
use crate::list;
use crate::plan::{Claim, Shape, Size};
use crate::report::{Mark, Reported, source};
use proc_macro2::Span;

/// Whether a network may have this attribute.
pub fn is_known(attribute: &Attribute) -> bool {
    const KNOWN: [&str; 8] = ["doc", "derive", "allow", "expect", "warn", "deny", "forbid", "must_use"];
    KNOWN.iter().any(|name| attribute.is(name))
}

/// What other libraries write where here nothing stands: how many images there are.
const IMAGES: [&str; 8] = ["1", "-1", "none", "n", "b", "bs", "batch", "batch_size"];

impl Checker<'_> {
    pub(super) fn attributes(&mut self) {
        for attribute in self.declaration.attributes.iter().filter(|attribute| !is_known(attribute)) {
            let path = &attribute.path;
            let help = if attribute.is("cfg") || attribute.is("cfg_attr") {
                "put the whole `network!` into a module that has this attribute"
            } else {
                "documentation, derives and lint levels are allowed here"
            };
            let mark = Mark::of(attribute);
            self.mistake(mark, format!("a network takes no attribute `{}`\n\nhelp: {help}", source(path)));
        }
    }

    /// A shape of the header; `which` is "input" or "output".
    pub(super) fn shape(&mut self, shape: &crate::ast::Shape, which: &str) -> Result<Shape, Reported> {
        which.clone_into(&mut self.here);
        self.at = shape.span;
        let sizes = match shape.dimensions.as_slice() {
            [length] => Shape::Vector(self.header_size(length, which, "length")?),
            [channels, height, width] => {
                let channels = self.header_size(channels, which, "channels");
                let height = self.header_size(height, which, "height");
                let width = self.header_size(width, which, "width");
                Shape::Image([channels?, height?, width?])
            }
            other => return Err(self.wrong_dimensions(other, shape.span, which)),
        };
        if sizes.elements().is_some_and(|elements| elements > MOST) {
            let message = format!("the {which} would have more than {MOST} elements\n\nhelp: {SMALLER}");
            return Err(self.mistake(shape.span, message));
        }
        if let Shape::Image(image) = &sizes
            && sizes.elements().is_none_or(|elements| elements >= 1 << 25)
        {
            let (input, counts) = (Shape::Vector(Size::Known(1)), vec![("elements", image.to_vec())]);
            self.prove(shape.span, Claim::Limited { layer: which.to_owned(), input, counts });
        }
        Ok(sizes)
    }

    fn header_size(&mut self, size: &Expression, which: &str, name: &str) -> Result<Size, Reported> {
        let what = format!("the {} of the {which}", name.replace("channels", "number of channels"));
        Ok(self.dimension(size, &what, name, 1)?.size)
    }

    fn wrong_dimensions(&mut self, dimensions: &[Expression], span: Span, which: &str) -> Reported {
        let count = dimensions.len();
        let sizes = list::map(dimensions, |size| source(size));
        let help = match sizes.as_slice() {
            [first, length] if IMAGES.contains(&first.to_lowercase().as_str()) => format!(
                "how many images there are is not part of it: a vector is `[{length}]`, an image `[channels, height, width]`"
            ),
            [height, width] => format!("an image has its channels first: `[1, {height}, {width}]`"),
            [_, image @ ..] if count == 4 => {
                format!("how many images there are is not part of it: `[{}]`", image.join(", "))
            }
            _ => "an image is `[channels, height, width]`, a vector is `[length]`".to_owned(),
        };
        self.mistake(span, format!("the {which} has {count} dimensions\n\nhelp: {help}"))
    }

    /// The declared output may be what the layers compute.
    pub(super) fn declared_output(&mut self, found: &Shape, declared: &Shape, span: Span) -> Result<(), Reported> {
        let last = self.trail.last().map(|last| last.name.clone()).unwrap_or_default();
        match (found.known(), declared.known()) {
            (Some(found_sizes), Some(sizes)) if found_sizes != sizes => {
                let flat = sizes.len() == 1 && found.elements() == Some(sizes[0]);
                let help = if flat {
                    "add `flatten` as the last layer".to_owned()
                } else {
                    let sizes = list::map(&found_sizes, usize::to_string);
                    format!("declare `-> [{}]`, or change `{last}`", sizes.join(", "))
                };
                let message = format!(
                    "the output is declared as {}, but `{last}` gives {}\n\n{}\n\nhelp: {help}",
                    declared.words(),
                    found.words(),
                    trail::table(&self.trail)
                );
                Err(self.mistake(span, message))
            }
            (Some(_), Some(_)) => Ok(()),
            _ if found.is_same(declared) => Ok(()),
            _ => {
                self.at = span;
                self.prove(span, Claim::Gives { layer: last, found: found.clone(), declared: declared.clone() });
                Ok(())
            }
        }
    }

    /// A network without layers, or with none that computes anything.
    pub(super) fn computes_nothing(&mut self) -> Reported {
        let name = &self.declaration.name;
        if self.declaration.items.is_empty() {
            let message = format!("`{name}` has no layers\n\nhelp: a network needs at least one, such as `linear(10)`");
            return self.mistake(self.declaration.body, message);
        }
        // If one were anything else, it would compute.
        let views = list::map(&self.steps, |step| format!("`{}`", step.word));
        let only = if views.is_empty() { String::new() } else { format!(": it has only {}", views.join(" and ")) };
        let message = format!("`{name}` computes nothing{only}\n\nhelp: add a layer, such as `linear(10)`");
        self.mistake(name.span(), message)
    }
}
