//! `concat`: branches one behind the other along channels, rows or columns.

use super::trail::{self, Trail};
use super::window::HINTS;
use super::{Checker, Flow, Layer, Made, Scope};
use crate::ast::{Axis, Branch};
use crate::list;
use crate::plan::{Claim, Input, Op, Rule, Shape, Size};
use crate::report::Reported;
use crate::words::Along;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// What a `concat` joins.
struct Join<'a> {
    word: &'a Ident,
    path: &'a str,
    along: Along,
    /// Where each branch ends, with its story.
    ends: &'a [(Flow, Vec<Trail>)],
}

impl Checker<'_> {
    pub(super) fn concat(
        &mut self,
        word: &Ident,
        path: String,
        axis: Option<&Axis>,
        branches: &[Branch],
        scope: &mut Scope,
        flow: &Flow,
    ) -> Flow {
        let few = (branches.len() < 2).then(|| {
            let message = format!(
                "`{path}` has {} to join\n\nhelp: `concat {{ {{ layers }} {{ layers }} }}` joins two or more branches; an empty \
                 one passes its input on",
                if branches.is_empty() { "no branches" } else { "only one branch" }
            );
            self.mistake(word.span(), message)
        });
        let ends = list::map(branches, |branch| self.branch(&branch.items, scope, flow));
        if let Some(reported) = few {
            return flow.broken(reported);
        }
        self.here.clone_from(&path);
        self.at = word.span();
        let mut inputs = Vec::new();
        for (end, _) in &ends {
            match end.known() {
                Ok(input) => inputs.push(input),
                Err(why) => return flow.broken(why),
            }
        }
        let join = Join { word, path: &path, along: axis.map_or(Along::Channels, |axis| axis.along), ends: &ends };
        match self.joined(&join, axis, &inputs) {
            Ok(made) => self.push("concat", path, scope.place.clone(), made, inputs),
            Err(reported) => flow.broken(reported),
        }
    }

    fn joined(&mut self, join: &Join, axis: Option<&Axis>, inputs: &[Input]) -> Result<Made, Reported> {
        // What a network computes is known to rustc alone: it is taken for what the other branches are.
        let any = |is: fn(&Shape) -> bool| inputs.iter().any(|input| is(&input.shape));
        let vectors = any(|shape| matches!(shape, Shape::Vector(_))) && !any(|shape| matches!(shape, Shape::Image(_)));
        if any(|shape| matches!(shape, Shape::Network(_))) {
            let branches = list::map(inputs, |input| input.shape.clone());
            self.prove(join.word.span(), Claim::Alike { layer: join.path.to_owned(), branches, vectors });
        }
        let (shape, parts, sum) = match axis {
            Some(axis) if vectors => {
                let message =
                    format!("`{}` joins vectors, which have one axis alone\n\nhelp: leave `along` out", join.path);
                return Err(self.mistake(axis.span, message));
            }
            None if vectors => {
                let mut lengths = Vec::new();
                for input in inputs {
                    lengths.push(self.elements(&input.shape));
                }
                let sum = self.sum("LENGTH", &lengths);
                (Shape::Vector(sum.clone()), lengths, sum)
            }
            Some(_) | None => self.joined_images(join, inputs)?,
        };
        self.prove_size(join.path, join.word.span(), Rule::Joined(parts.clone()), &sum);
        let rule = list::all(&parts, |part| Some(part.known()?.to_string())).zip(sum.known());
        let rule = rule.map(|(parts, sum)| format!("{} = {sum}", parts.join(" + ")));
        let made = Made { op: Op::Concat { along: join.along }, shape, rule, parameters: None };
        let layer = Layer { name: join.path, word: "concat", span: join.word.span() };
        self.within_limits(&layer, &made, &inputs[0].shape)?;
        Ok(made)
    }

    fn joined_images(&mut self, join: &Join, inputs: &[Input]) -> Result<(Shape, Vec<Size>, Size), Reported> {
        let mut images = Vec::new();
        for input in inputs {
            images.push(match &input.shape {
                Shape::Image(sizes) => sizes.clone(),
                Shape::Network(network) => self.image_of(network),
                Shape::Vector(_) => {
                    let why = "some are images, some are vectors";
                    return Err(self.cannot_join(join, why, "`flatten` all branches, or none"));
                }
            });
        }
        let mut sizes = images[0].clone();
        for (number, image) in images.iter().enumerate().skip(1) {
            for axis in Along::ALL {
                let (first, found) = (&sizes[axis.index()], &image[axis.index()]);
                match (first.known(), found.known()) {
                    _ if axis == join.along => {}
                    (Some(a), Some(b)) if a != b => {
                        let why = format!(
                            "branch 1 has {}, branch {} has {}",
                            counted(axis, a),
                            number + 1,
                            counted(axis, b)
                        );
                        return Err(self.cannot_join(join, &why, help(join.along)));
                    }
                    (Some(_), Some(_)) => {}
                    _ => {
                        let (layer, along) = (join.path.to_owned(), join.along);
                        let (first, found) = (first.clone(), found.clone());
                        self.prove(join.word.span(), Claim::Joins { layer, along, axis, first, found });
                    }
                }
            }
        }
        let at = join.along.index();
        let parts = list::map(&images, |image| image[at].clone());
        let sum = self.sum(["CHANNELS", HINTS[0], HINTS[1]][at], &parts);
        sizes[at] = sum.clone();
        Ok((Shape::Image(sizes), parts, sum))
    }

    fn sum(&mut self, hint: &str, parts: &[Size]) -> Size {
        let known = list::all(parts, Size::known).map(|parts| parts.iter().sum());
        let mut sum = TokenStream::new();
        for part in parts {
            let part = part.bare();
            sum = if sum.is_empty() { part } else { quote!(#sum + #part) };
        }
        self.derive(hint, known, sum)
    }

    fn cannot_join(&mut self, join: &Join, why: &str, help: &str) -> Reported {
        let mut sections = Vec::new();
        for (index, (_, trail)) in join.ends.iter().enumerate() {
            sections.push((format!("branch {}", index + 1), trail.as_slice()));
        }
        let sections = trail::sections(&sections);
        let message = format!("`{}` cannot join its branches: {why}\n\n{sections}\n\nhelp: {help}", join.path);
        self.mistake(join.word.span(), message)
    }
}

/// `4 channels`, `height 8`
fn counted(axis: Along, size: usize) -> String {
    match axis {
        Along::Channels => format!("{size} channels"),
        Along::Rows => format!("height {size}"),
        Along::Columns => format!("width {size}"),
    }
}

/// What branches must have in common.
fn help(along: Along) -> &'static str {
    match along {
        Along::Channels => {
            "they are joined along channels, so all have the same height and width: `padding: same` keeps that of the input"
        }
        Along::Rows => {
            "they are joined along rows, one below the other, so all have as many channels and the same width: \
             `concat(along: columns)` puts them side by side"
        }
        Along::Columns => {
            "they are joined along columns, side by side, so all have as many channels and the same height: \
             `concat(along: rows)` puts them one below the other"
        }
    }
}
