//! `reshape`: as many elements in another arrangement.

use super::argument::Arguments;
use super::layer::product;
use super::trail::{self, Trail};
use super::{Checker, Layer, Made};
use crate::ast::Call;
use crate::list;
use crate::plan::{Claim, Op, Rule, Shape};
use crate::report::{Mark, Reported};

impl Checker<'_> {
    /// PyTorch's −1, which stands for as much as is left.
    pub(super) fn nothing_left_open(
        &mut self,
        layer: &Layer,
        call: &Call,
        input: Option<&Shape>,
    ) -> Result<(), Reported> {
        let mut sizes = list::map(&call.arguments, |argument| argument.value.text());
        let Some(open) = sizes.iter().position(|size| size == "-1") else { return Ok(()) };
        let help = match (sizes.len(), open) {
            (1, _) | (2, 0) => "`flatten` makes a vector of an image".to_owned(),
            (4, 0) => format!(
                "how many images there are is not part of it: write `{}({})`",
                layer.word,
                sizes[1..].join(", ")
            ),
            (_, open) => {
                let mut others = Some(1_usize);
                for size in sizes.iter().filter(|size| *size != "-1") {
                    others = others.zip(size.parse().ok()).and_then(|(others, size)| others.checked_mul(size));
                }
                let rest = input.and_then(Shape::elements).zip(others.filter(|others| *others > 0));
                match rest {
                    Some((elements, others)) if elements.is_multiple_of(others) => {
                        sizes[open] = (elements / others).to_string();
                        let named = call.arguments.iter().zip(&sizes).map(|(argument, size)| match &argument.name {
                            Some(name) => format!("{name}: {size}"),
                            None => size.clone(),
                        });
                        format!("write `{}({})`", layer.word, named.collect::<Vec<_>>().join(", "))
                    }
                    Some(_) | None => "write the number of channels, rows and columns".to_owned(),
                }
            }
        };
        let message = format!("`{}` leaves a size open: `-1` is no size here\n\nhelp: {help}", layer.name);
        Err(self.mistake(call.arguments[open].value.mark(), message))
    }

    pub(super) fn reshape(&mut self, layer: &Layer, arguments: &Arguments, input: &Shape) -> Result<Made, Reported> {
        let channels = arguments.size("channels")?;
        let (height, width) = (arguments.size("height")?, arguments.size("width")?);
        let mark = Mark { first: channels.mark.first, last: width.mark.last };
        let shape = Shape::Image([channels.size, height.size, width.size]);
        let elements = self.elements(input);
        let wanted = self.elements(&shape);
        match (elements.known(), wanted.known()) {
            (Some(found), Some(expected)) if found != expected => {
                let help = match shape.known().as_deref() {
                    Some([c, h, _]) if found.is_multiple_of(c * h) => {
                        format!("`{}({c}, {h}, {})` has {found} elements", layer.word, found / (c * h))
                    }
                    _ => "only the arrangement of the elements changes, not their number".to_owned(),
                };
                let mut lines = self.trail.clone();
                let text = shape.words();
                lines.push(Trail { name: layer.name.to_owned(), text, rule: product(&shape) });
                return Err(self.mistake(
                    mark,
                    format!(
                        "`{}` makes {expected} elements of {found}\n\n{}\n\nhelp: {help}",
                        layer.name,
                        trail::table(&lines)
                    ),
                ));
            }
            (Some(_), Some(_)) => {}
            _ => {
                let (layer, found, wanted) = (layer.name.to_owned(), elements.clone(), wanted.clone());
                self.prove(mark, Claim::Keeps { layer, found, wanted });
            }
        }
        // Both shapes have as many elements as the other is said to have.
        for (shape, elements) in [(input, &wanted), (&shape, &elements)] {
            let sizes = match shape {
                Shape::Image(sizes) => sizes.to_vec(),
                Shape::Vector(length) => vec![length.clone()],
                Shape::Network(_) => continue,
            };
            self.prove_size(layer.name, mark, Rule::Flat(sizes), elements);
        }
        Ok(Made { op: Op::View, rule: product(&shape), shape, parameters: None })
    }
}
