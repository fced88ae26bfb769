//! The rules of convolutions, transposed ones too.

use super::argument::Arguments;
use super::padding::SpacingKind;
use super::size::sizes;
use super::window::rule;
use super::{Checker, Layer, Made};
use crate::plan::{Claim, Growth, Op, Parameters, Shape, Size};
use crate::report::Reported;
use quote::quote;

impl Checker<'_> {
    pub(super) fn judge_transposed(&mut self, layer: &Layer, arguments: &Arguments) {
        if let Ok(Some(spacing)) = arguments.padding("padding")
            && matches!(spacing.kind, SpacingKind::Same(_))
        {
            let message = format!(
                "`{}` is a transposed convolution, for which `{}` is not defined\n\n\
                 help: its padding is cut off from its output: `each_side(1)` cuts one row and column off on every side",
                layer.name, spacing.word
            );
            self.mistake(spacing.word.span(), message);
        }
        let (Ok(extra), Ok(stride)) = (arguments.pair("output_padding"), arguments.pair("stride")) else { return };
        for (extra, stride) in extra.into_iter().zip(stride) {
            if let (Some(number), Some(stride)) = (extra.size.known(), stride.size.known())
                && number >= stride
            {
                let help = match stride {
                    1 => "with a stride of 1 it is 0".to_owned(),
                    _ => format!(
                        "the convolution of stride {stride} that it reverses takes {stride} sizes to one; an output padding of 0 \
                         to {} chooses which of them to go back to",
                        stride - 1
                    ),
                };
                let message = format!(
                    "the `output_padding` of `{}` is {number}, but it must be smaller than the stride, which is {stride}\n\n\
                     help: {help}",
                    layer.name
                );
                self.mistake(extra.mark, message);
            }
        }
    }

    pub(super) fn conv2d(&mut self, layer: &Layer, arguments: &Arguments, input: &Shape) -> Result<Made, Reported> {
        let [channels, height, width] = self.as_image(input, layer)?;
        let filters = arguments.size("filters")?.size;
        let groups = self.groups(layer, arguments, &channels, &filters);
        let written = self.window(layer, arguments, [height, width], false)?;
        let out = self.slide(layer, &written);
        let (groups, [rows, columns]) = (groups?, out?);
        let channels_per_group = self.per_group("CHANNELS", &channels, &groups);
        let parameters = Parameters::Conv2d {
            channels_per_group,
            filters: filters.clone(),
            kernel: sizes(written.kernel),
            bias: arguments.flag("bias")?,
        };
        let rule = rule(&written.axes);
        let shape = Shape::Image([filters.clone(), rows, columns]);
        let flip = arguments.flag("flip")?;
        let op = Op::Conv { channels, filters, axes: written.axes, groups, flip };
        Ok(Made { op, shape, rule, parameters: Some(parameters) })
    }

    /// How many groups the channels form: their number divides that of the channels and of the filters.
    fn groups(
        &mut self,
        layer: &Layer,
        arguments: &Arguments,
        channels: &Size,
        filters: &Size,
    ) -> Result<Size, Reported> {
        let groups = arguments.size("groups")?;
        if groups.size.known() == Some(1) {
            return Ok(groups.size);
        }
        for (what, count) in [("input channels", channels), ("filters", filters)] {
            let (Some(number), Some(by)) = (count.known(), groups.size.known()) else {
                let (layer, groups_size, count) = (layer.name.to_owned(), groups.size.clone(), count.clone());
                self.prove(groups.mark, Claim::Divides { layer, groups: groups_size, what, count });
                continue;
            };
            if number.is_multiple_of(by) {
                continue;
            }
            let divides = |count: &Size, d: usize| count.known().is_none_or(|count| count.is_multiple_of(d));
            let mut fitting = Vec::new();
            for d in 1..=number {
                if fitting.len() < 13 && divides(channels, d) && divides(filters, d) {
                    fitting.push(d.to_string());
                }
            }
            let help = match fitting.as_slice() {
                [_, .., last] if fitting.len() <= 12 => {
                    format!("use {} or {last} groups", fitting[..fitting.len() - 1].join(", "))
                }
                [_, ..] if fitting.len() > 12 => "the groups must divide the input channels and the filters".to_owned(),
                _ => "leave `groups` out: no number but 1 divides both the input channels and the filters".to_owned(),
            };
            return Err(self.mistake(
                groups.mark,
                format!(
                    "`{}` cannot split its {number} {what} into {by} groups: {number}/{by} is not a whole number\n\nhelp: {help}",
                    layer.name
                ),
            ));
        }
        Ok(groups.size)
    }

    fn per_group(&mut self, hint: &str, count: &Size, groups: &Size) -> Size {
        let runtime = &self.declaration.runtime;
        let known = count.known().zip(groups.known()).map(|(count, groups)| count / groups);
        let (count, groups) = (count.bare(), groups.bare());
        self.derive(hint, known, quote!(#runtime::__private::proof::quotient(#count, #groups)))
    }

    pub(super) fn conv_transpose2d(
        &mut self,
        layer: &Layer,
        arguments: &Arguments,
        input: &Shape,
    ) -> Result<Made, Reported> {
        let [channels, height, width] = self.as_image(input, layer)?;
        let filters = arguments.size("filters")?.size;
        let groups = self.groups(layer, arguments, &channels, &filters);
        let grown = self.grow(layer, arguments, [height, width]);
        let (groups, [(rows, height), (columns, width)]) = (groups?, grown?);
        let filters_per_group = self.per_group("FILTERS", &filters, &groups);
        let parameters = Parameters::ConvTranspose2d {
            channels: channels.clone(),
            filters: filters.clone(),
            filters_per_group,
            kernel: sizes(arguments.pair("kernel")?),
            bias: arguments.flag("bias")?,
        };
        let rule = |growth: &Growth| growth.known().map(crate::shape::Growth::rule);
        let rule = match (rule(&rows), rule(&columns)) {
            (Some(rows), Some(columns)) if rows != columns => Some(format!("{rows}, {columns}")),
            (rows, _) => rows,
        };
        let shape = Shape::Image([filters.clone(), height, width]);
        let op = Op::ConvTranspose { channels, filters, axes: [rows, columns], groups };
        Ok(Made { op, shape, rule, parameters: Some(parameters) })
    }
}
