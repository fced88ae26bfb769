//! Windows that slide over rows and columns: convolutions and pools, and transposed convolutions, which run them backwards.

use super::argument::Arguments;
use super::padding::{Side, Spacing, SpacingKind};
use super::size::{Dimension, LARGEST};
use super::trail::{self, Trail};
use super::{Checker, Layer, same};
use crate::plan::{Axis, Claim, Growth, Size};
use crate::report::{Mark, Reported};
use crate::shape;
use quote::quote;

/// What the constants for the two sizes of an output are called.
pub const HINTS: [&str; 2] = ["HEIGHT", "WIDTH"];

/// A window before its output is known: what was written, and the sizes that follow.
pub struct Written {
    pub kernel: [Dimension; 2],
    pub axes: [Axis; 2],
    /// Where the padding was written.
    padding: Option<Mark>,
    pool: bool,
}

impl Checker<'_> {
    /// The window that the arguments describe, on an image of these sizes.
    pub(super) fn window(
        &mut self,
        layer: &Layer,
        arguments: &Arguments,
        sizes: [Size; 2],
        pool: bool,
    ) -> Result<Written, Reported> {
        let kernel = arguments.pair("kernel")?;
        let stride = arguments.pair("stride")?;
        let dilation = arguments.pair("dilation")?;
        let ceil = pool && arguments.word("rounding")? == "ceil";
        let spacing = arguments.padding("padding")?.cloned();
        let mut axis = |index: usize, size: Size| {
            let (kernel, stride) = (kernel[index].size.clone(), stride[index].size.clone());
            let dilation = dilation[index].size.clone();
            let [before, after] = self.spacing(spacing.as_ref(), index, [&size, &kernel, &stride, &dilation]);
            Axis { size, kernel, stride, before, after, dilation, ceil }
        };
        let [height, width] = sizes;
        let axes = [axis(0, height), axis(1, width)];
        if let Some(Spacing { word, kind: SpacingKind::Same(None) }) = &spacing {
            self.same_is_even(layer, word, &axes);
        }
        let padding = spacing.map(|spacing| spacing.mark());
        if let Some(mark) = padding {
            self.paddings.push((self.steps.len(), mark));
        }
        Ok(Written { kernel, axes, padding, pool })
    }

    /// How much padding stands before and after an axis.
    pub(super) fn spacing(&mut self, spacing: Option<&Spacing>, axis: usize, window: [&Size; 4]) -> [Size; 2] {
        let zero = [Size::Known(0), Size::Known(0)];
        let Some(spacing) = spacing else { return zero };
        let runtime = self.declaration.runtime.clone();
        let [size, kernel, stride, dilation] = window;
        let total = match &spacing.kind {
            SpacingKind::Valid => return zero,
            SpacingKind::EachSide(sizes) => return [sizes[axis].size.clone(), sizes[axis].size.clone()],
            SpacingKind::Edges(edges) => return [edges[2 * axis].size.clone(), edges[2 * axis + 1].size.clone()],
            SpacingKind::Total(sizes) => sizes[axis].size.clone(),
            SpacingKind::Same(_) => {
                let known = same::padding(size, kernel, stride, dilation);
                let (n, k, s, d) = (size.bare(), kernel.bare(), stride.bare(), dilation.bare());
                self.derive("PADDING", known, quote!(#runtime::__private::shape::same(#n, #k, #s, #d)))
            }
        };
        let (known, p) = (total.known(), total.bare());
        let half = quote!(::core::primitive::usize::div_ceil(#p, 2));
        let upper = self.derive("PADDING", known.map(|p| p.div_ceil(2)), half);
        let lower = self.derive("PADDING", known.map(|p| p / 2), quote!(#p / 2));
        if matches!(spacing.kind, SpacingKind::Same(Some(Side::After))) { [lower, upper] } else { [upper, lower] }
    }

    /// The output sizes of a window, or a mistake that shows the rule.
    pub(super) fn slide(&mut self, layer: &Layer, written: &Written) -> Result<[Size; 2], Reported> {
        let known = [written.axes[0].known(), written.axes[1].known()];
        if let Some(index) = written.axes.iter().position(too_large) {
            let message = format!(
                "`{}` is too large: a padded input or a kernel has at most {LARGEST} rows and columns",
                layer.name
            );
            return Err(self.mistake(written.kernel[index].mark, message));
        }
        for (index, axis) in known.into_iter().enumerate() {
            if let Some(axis) = axis
                && axis.out().is_none()
            {
                return Err(self.does_not_fit(layer, written, index, axis));
            }
        }
        for (index, axis) in known.into_iter().enumerate() {
            let Some(axis) = axis.filter(|axis| written.pool && axis.pads_only()) else { continue };
            let (which, line) = if index == 0 { ("rows", "row") } else { ("columns", "column") };
            return Err(self.mistake(
                written.padding.unwrap_or(written.kernel[index].mark),
                format!(
                    "`{}` has windows with nothing but padding, where there is nothing to pool\n\n  \
                     its window reads {} {which}, but the padding is {} {which} before and {} after\n\n\
                     help: {}so that every window reads a {line} of the input",
                    layer.name,
                    axis.reach(),
                    axis.before,
                    axis.after,
                    match axis.padding_that_reads() {
                        Some(0) => "leave the padding out, ".to_owned(),
                        Some(most) if axis.dilation == 1 => format!("pad by at most {most} on a side, "),
                        Some(some) => format!("pad by {some} on a side, or use a smaller dilation, "),
                        None => "use a smaller dilation or window, ".to_owned(),
                    }
                ),
            ));
        }
        Ok([self.positions(layer, written, 0), self.positions(layer, written, 1)])
    }

    /// How often a window fits along an axis.
    fn positions(&mut self, layer: &Layer, written: &Written, index: usize) -> Size {
        let axis = written.axes[index].clone();
        let out = match axis.known().and_then(shape::Window::out) {
            Some(out) => Size::Known(out),
            None => {
                let window = axis.window(&self.declaration.runtime);
                self.constant(HINTS[index], quote!(#window.out()))
            }
        };
        let (layer, positions) = (layer.name.to_owned(), out.clone());
        let claim = if written.pool {
            Claim::Pools { layer, axis, out: positions }
        } else {
            Claim::Slides { layer, axis, out: positions }
        };
        self.prove(written.kernel[index].mark, claim);
        out
    }

    fn does_not_fit(&mut self, layer: &Layer, written: &Written, index: usize, axis: shape::Window) -> Reported {
        let shown = |pick: fn(&Axis) -> &Size| {
            let word = |axis| pick(axis).known().map_or_else(|| "?".to_owned(), |size| size.to_string());
            format!("{}×{}", word(&written.axes[0]), word(&written.axes[1]))
        };
        let (kernel, input) = (shown(|axis| &axis.kernel), shown(|axis| &axis.size));
        let what = if written.pool { "window" } else { "kernel" };
        let both = |number: fn(shape::Window) -> usize| {
            [written.axes[0].known().map_or(1, number), written.axes[1].known().map_or(1, number)]
        };
        let [rows, columns] = both(shape::Window::reach);
        let dilated = if axis.dilation > 1 { format!(", {rows}×{columns} with its dilation,") } else { String::new() };
        let [padded_rows, padded_columns] = both(|axis| axis.size + axis.padding());
        let padded = if axis.padding() > 0 {
            format!(", {padded_rows}×{padded_columns} with its padding")
        } else {
            String::new()
        };
        let needs = format!("needs an input of at least {rows} × {columns}");
        let needs = if axis.padding() > 0 { needs.replace("an input", "a padded input") } else { needs };
        let [most_rows, most_columns] = both(|axis| (axis.size + axis.padding() - 1) / axis.dilation + 1);
        let help = if written.pool {
            format!("use a window of at most {most_rows}×{most_columns}, or pool less before it")
        } else {
            let dilation = if axis.dilation > 1 { ", a smaller dilation" } else { "" };
            let mut known = Vec::new();
            for axis in &written.axes {
                known.extend(axis.known());
            }
            let same = same::word(&known);
            format!("use a kernel of at most {most_rows}×{most_columns}{dilation}, or {same}")
        };
        let mut lines = self.trail.clone();
        lines.push(Trail { name: layer.name.to_owned(), text: needs, rule: None });
        let message = format!(
            "`{}` does not fit: its {what} is {kernel}{dilated} but its input is only {input}{padded}\n\n\
             {}\n\nhelp: {help}",
            layer.name,
            trail::table(&lines)
        );
        self.mistake(written.kernel[index].mark, message + &self.order())
    }

    /// A last line for an input that looks like rows × columns × channels.
    fn order(&self) -> String {
        match self.values.first().and_then(|input| input.shape.known()).as_deref() {
            Some([rows, columns, channels @ (1 | 3 | 4)]) if rows > channels && columns > channels => format!(
                "\n\nhelp: channels come first: for {rows} rows and {columns} columns the input is `[{channels}, {rows}, {columns}]`"
            ),
            _ => String::new(),
        }
    }

    /// The output sizes of a transposed convolution on an image of these sizes.
    pub(super) fn grow(
        &mut self,
        layer: &Layer,
        arguments: &Arguments,
        sizes: [Size; 2],
    ) -> Result<[(Growth, Size); 2], Reported> {
        let kernel = arguments.pair("kernel")?;
        let (stride, dilation) = (arguments.pair("stride")?, arguments.pair("dilation")?);
        let extra = arguments.pair("output_padding")?;
        let spacing = arguments.padding("padding")?.cloned();
        let runtime = self.declaration.runtime.clone();
        let mut axis = |index: usize, size: Size| {
            let (kernel_size, stride) = (kernel[index].size.clone(), stride[index].size.clone());
            let dilation = dilation[index].size.clone();
            let extra = extra[index].size.clone();
            let [before, after] = self.spacing(spacing.as_ref(), index, [&size, &kernel_size, &stride, &dilation]);
            let growth = Growth { size, kernel: kernel_size, stride, before, after, dilation, extra };
            let out = match growth.known() {
                Some(known) => match known.out() {
                    Some(out) if out <= LARGEST => Size::Known(out),
                    Some(out) => {
                        let message =
                            format!("`{}` is too large: {out}\n\nhelp: a size is at most {LARGEST}", layer.name);
                        return Err(self.mistake(kernel[index].mark, message));
                    }
                    None => {
                        let mut lines = self.trail.clone();
                        let rule = known.rule();
                        lines.push(Trail { name: layer.name.to_owned(), text: rule, rule: None });
                        let message = format!(
                            "`{}` has no output: its padding takes everything away\n\n{}\n\n\
                             help: the padding of a transposed convolution is cut off from its output; make it smaller",
                            layer.name,
                            trail::table(&lines)
                        );
                        let mark = spacing.as_ref().map_or(kernel[index].mark, Spacing::mark);
                        return Err(self.mistake(mark, message));
                    }
                },
                None => {
                    let tokens = growth.growth(&runtime);
                    self.constant(HINTS[index], quote!(#runtime::__private::proof::bounded(#tokens.out())))
                }
            };
            let claim = Claim::Grows { layer: layer.name.to_owned(), growth: growth.clone(), out: out.clone() };
            self.prove(kernel[index].mark, claim);
            Ok((growth, out))
        };
        let [height, width] = sizes;
        Ok([axis(0, height)?, axis(1, width)?])
    }
}

impl Spacing {
    /// What to change: the numbers, or the word of a padding that has none.
    pub fn mark(&self) -> Mark {
        match &self.kind {
            SpacingKind::Total(sizes) | SpacingKind::EachSide(sizes) => sizes[0].mark,
            _ => self.word.span().into(),
        }
    }
}

/// Whether the numbers of a window leave the range in which sizes are computed.
fn too_large(axis: &Axis) -> bool {
    let number = |size: &Size, otherwise| size.known().unwrap_or(otherwise);
    let padded = number(&axis.size, 0) + number(&axis.before, 0) + number(&axis.after, 0);
    let reach = number(&axis.dilation, 1).saturating_mul(number(&axis.kernel, 1));
    padded > LARGEST || reach > LARGEST
}

/// The rule with numbers; where rows and columns differ, both.
pub fn rule(axes: &[Axis; 2]) -> Option<String> {
    let rule = |axis: &Axis| axis.known().map(shape::Window::rule);
    match (rule(&axes[0]), rule(&axes[1])) {
        (Some(rows), Some(columns)) if rows == columns => Some(rows),
        (Some(rows), Some(columns)) => Some(format!("{rows}, {columns}")),
        _ => None,
    }
}
