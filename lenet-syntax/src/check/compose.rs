//! Groups of layers: `residual` and `repeat`.

use super::size::Dimension;
use super::trail::{self, Trail};
use super::{Checker, Flow, Made, Scope, same};
use crate::ast::{Branch, Expression, Item};
use crate::list;
use crate::plan::{Claim, Field, FieldKind, Group, Member, Op, Shape, Size};
use crate::report::{Mark, enumerate};
use crate::shape::Window;
use proc_macro2::Ident;
use std::ops::Range;

/// What a message proposes, and where, if it knows a better place than the composition's word.
struct Proposal {
    mark: Option<Mark>,
    help: String,
}

impl Checker<'_> {
    /// Checks layers on a path of their own; the second result is their part of the story.
    pub(super) fn branch(&mut self, items: &[Item], scope: &mut Scope, flow: &Flow) -> (Flow, Vec<Trail>) {
        let fork = self.trail.clone();
        let end = self.items(items, scope, flow.clone());
        let whole = std::mem::replace(&mut self.trail, fork);
        // A branch without layers ends where it began.
        let start = self.trail.len().min(whole.len().saturating_sub(1));
        (end, whole[start..].to_vec())
    }

    pub(super) fn residual(
        &mut self,
        word: &Ident,
        path: String,
        shortcut: Option<&Branch>,
        body: &Branch,
        scope: &mut Scope,
        flow: &Flow,
    ) -> Flow {
        if body.items.is_empty() {
            self.mistake(
                body.span,
                "this `residual` has no layers\n\nhelp: its layers compute what is added to its input",
            );
        }
        let first = self.steps.len();
        let (main, main_trail) = self.branch(&body.items, scope, flow);
        let last = self.steps.len();
        let (side, side_trail) = match shortcut {
            Some(branch) => self.branch(&branch.items, scope, flow),
            None => self.branch(&[], scope, flow),
        };
        let (input, addend) = match (main.known(), side.known()) {
            (Ok(input), Ok(addend)) => (input, addend),
            (Err(why), _) | (Ok(_), Err(why)) => return main.broken(why),
        };
        let (body, other) = (&input.shape, &addend.shape);
        match (body.known(), other.known()) {
            (Some(a), Some(b)) if a != b => {
                let proposal = self.same_ends(first..last, flow, body, other, shortcut.is_some());
                let message = format!(
                    "`{path}` cannot add {} and {}: its layers and its shortcut must end in one shape\n\n{}\n\nhelp: {}",
                    body.words(),
                    other.words(),
                    trail::sections(&[("layers".to_owned(), &main_trail), ("shortcut".to_owned(), &side_trail)]),
                    proposal.help
                );
                return main.broken(self.mistake(proposal.mark.unwrap_or(word.span().into()), message));
            }
            (Some(_), Some(_)) => {}
            _ => {
                let (body, shortcut) = (body.clone(), other.clone());
                self.at = word.span();
                self.prove(word.span(), Claim::Adds { layer: path.clone(), body, shortcut });
            }
        }
        if last > first {
            self.trail.extend(main_trail);
        }
        let made = Made { op: Op::Add, shape: body.clone(), rule: None, parameters: None };
        let inputs = vec![input, addend];
        self.push("residual", path, scope.place.clone(), made, inputs)
    }

    /// How the two ways of a `residual` could end in the same shape.
    fn same_ends(&self, steps: Range<usize>, flow: &Flow, main: &Shape, side: &Shape, has_shortcut: bool) -> Proposal {
        let here = |help: String| Proposal { mark: None, help };
        let (Some([a, h, w]), Some([b, height, width])) = (image(main), image(side)) else {
            return here("both must end in an image of one shape, or in a vector of one length".to_owned());
        };
        // The convolution of one pixel that gives the shortcut the shape of the layers, if its stride can.
        let pixel = flow.shape.as_ref().ok().and_then(image).and_then(|[_, height, width]| {
            let stride = match (stride(height, h)?, stride(width, w)?) {
                (1, 1) => String::new(),
                (s, t) if s == t => format!(", stride: {s}"),
                (s, t) => format!(", stride: ({s}, {t})"),
            };
            Some(format!("conv2d({a}, kernel: 1{stride})"))
        });
        if has_shortcut {
            return here(match pixel {
                Some(pixel) => format!("a shortcut of `{pixel}` gives {}", main.words()),
                None => format!("let the shortcut give {} too", main.words()),
            });
        }
        if (h, w) != (height, width)
            && let Some(proposal) = self.keep_size(steps, b)
        {
            return proposal;
        }
        here(match pixel {
            Some(pixel) => format!("give it a shortcut of that shape: `residual(shortcut: {{ {pixel} }}) {{ … }}`"),
            None => format!("give it a shortcut that gives {}: `residual(shortcut: {{ … }}) {{ … }}`", main.words()),
        })
    }

    /// Where windows of stride 1 are all that changes the size, `padding: same` keeps it.
    fn keep_size(&self, steps: Range<usize>, channels: usize) -> Option<Proposal> {
        let mut changing = Vec::new();
        for index in steps {
            let step = &self.steps[index];
            match &step.op {
                Op::Conv { axes, .. } | Op::MaxPool { axes, .. } | Op::AvgPool { axes, .. } => {
                    let axes = [axes[0].known()?, axes[1].known()?];
                    if axes.iter().any(|axis| axis.stride > 1) {
                        return None;
                    }
                    if axes.iter().any(|axis| axis.out() != Some(axis.size)) {
                        changing.push((index, axes));
                    }
                }
                Op::ConvTranspose { .. }
                | Op::Adaptive { .. }
                | Op::Linear
                | Op::Activation(_)
                | Op::BatchNorm { .. }
                | Op::Dropout { .. }
                | Op::Upsample { .. }
                | Op::Pad { .. }
                | Op::Crop { .. }
                | Op::Module(_)
                | Op::View
                | Op::Add
                | Op::Concat { .. }
                | Op::Network(_) => {
                    let ([_, h, w], [_, height, width]) = (image(&step.inputs[0].shape)?, image(&step.shape)?);
                    if [h, w] != [height, width] {
                        return None;
                    }
                }
            }
        }
        let even = |axis: &Window| axis.reach().is_multiple_of(2) && axis.before == axis.after && axis.before > 0;
        if let Some((index, axes)) = changing.iter().find(|(_, axes)| axes.iter().any(even))
            && let Some((axis, lines)) = axes.iter().zip(["rows", "columns"]).find(|(axis, _)| even(axis))
        {
            let mark = self.paddings.iter().find(|(step, _)| step == index).map(|(_, mark)| *mark);
            let (more, less) = (axis.reach() / 2, axis.reach() / 2 - 1);
            let help = format!(
                "an even kernel cannot keep the size with as much padding on every side: `{}` reads {}, so it needs {} {lines} in \
                 all; `padding: same_lower` puts {more} before and {less} after, `padding: same_upper` {less} before and {more} \
                 after",
                self.steps[*index].path,
                axis.reach(),
                axis.reach() - 1,
            );
            return Some(Proposal { mark, help });
        }
        let names = enumerate(&list::map(&changing, |(index, _)| self.steps[*index].path.as_str()), "and");
        let filters = self.steps[changing.last()?.0].shape.known()?[0];
        let mut windows = Vec::new();
        for (_, axes) in &changing {
            windows.extend_from_slice(axes);
        }
        let same = same::word(&windows);
        let help = if filters == channels {
            format!("{same} in {names} keeps the height and the width")
        } else {
            format!(
                "{same} in {names} keeps the height and the width, and a shortcut gives the input {filters} channels: \
                 `residual(shortcut: {{ conv2d({filters}, kernel: 1) }}) {{ … }}`"
            )
        };
        Some(Proposal { mark: None, help })
    }

    pub(super) fn repeat(
        &mut self,
        name: Option<&Ident>,
        word: &Ident,
        count: &Expression,
        body: &Branch,
        scope: &mut Scope,
        mut flow: Flow,
    ) -> Flow {
        const MOST: usize = 1000;
        if body.items.is_empty() {
            self.mistake(body.span, "this `repeat` has no layers");
        }
        let text = self.name(name, "repeat", word.span(), scope);
        self.here = scope.join(&text);
        let count = match self.dimension(count, "the count of `repeat`", "COUNT", 1) {
            Ok(Dimension { size: Size::Known(count), .. }) if count <= MOST => count,
            Ok(Dimension { size, mark, .. }) => {
                let message = if size.known().is_some() {
                    format!("the count of `repeat` is at most {MOST}")
                } else {
                    "the count of `repeat` must be a literal\n\n\
                     help: the layers are written out while the program compiles, before the value of a constant is known"
                        .to_owned()
                };
                self.mistake(mark, message);
                1
            }
            Err(_) => 1,
        };
        let first_step = self.steps.len();
        let mistakes = self.mistakes.len();
        let mut groups: Vec<Group> = Vec::new();
        for iteration in 0..count {
            match name {
                Some(name) => {
                    let mut outer = scope.inner(&text, Member::Named(name.clone()));
                    let mut inner = outer.inner(&iteration.to_string(), Member::Element(iteration));
                    outer.fields.clear();
                    flow = self.in_round("repeat", |checker| checker.items(&body.items, &mut inner, flow));
                    groups.push(Group { fields: inner.fields });
                }
                None => flow = self.in_round("repeat", |checker| checker.items(&body.items, scope, flow)),
            }
            if let Err(reported) = self.mistakes.none_since(mistakes) {
                // The other iterations could only repeat what was said.
                flow = flow.broken(reported);
                break;
            }
        }
        let Some(name) = name else { return flow };
        if groups.iter().all(|group| group.fields.is_empty()) {
            return flow;
        }
        let alike = groups.windows(2).all(|pair| pair[0].is_same(&pair[1]));
        let kind = if alike {
            let count = groups.len();
            FieldKind::Array(groups.remove(0), count)
        } else {
            let depth = scope.place.len() + 1;
            for step in &mut self.steps[first_step..] {
                if let Some(Member::Element(index)) = step.place.get(depth) {
                    step.place[depth] = Member::Tuple(*index);
                }
            }
            FieldKind::Tuple(groups)
        };
        scope.fields.push(Field::new(name.clone(), kind));
        flow
    }
}

fn image(shape: &Shape) -> Option<[usize; 3]> {
    shape.known()?.try_into().ok()
}

/// The stride with which a window of one element goes from `size` to `out`.
fn stride(size: usize, out: usize) -> Option<usize> {
    (1..=size).find(|stride| (size - 1) / stride + 1 == out)
}
