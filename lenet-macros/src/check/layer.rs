//! The rule of every built-in layer.

use super::argument::{Arguments, Number, Spacing, SpacingKind};
use super::size::{Dimension, LARGEST};
use super::{Checker, Flow, Made, Scope, output_of};
use crate::ast::Call;
use crate::plan::{Activation, Axis, Claim, Field, FieldKind, Growth, Op, Parameters, Shape, Size};
use crate::shape;
use crate::words::{LayerKind, Word};
use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;

/// A layer that is being checked: how messages call it, and its word for those that have no better token.
struct Layer<'a> {
    name: &'a str,
    word: &'static str,
    span: Span,
}

/// One axis before its output is known: what was written, and the sizes that follow.
struct Written {
    kernel: [Dimension; 2],
    axes: [Axis; 2],
}

impl Checker<'_> {
    pub(super) fn built_in(
        &mut self,
        name: Option<&Ident>,
        call: &Call,
        word: &'static Word,
        scope: &mut Scope,
        flow: &Flow,
    ) -> Flow {
        let text = self.name(name, word.name, call.word.span(), scope);
        let path = scope.join(&text);
        let arguments = self.arguments(call, word);
        let layer = Layer { name: &path, word: word.name, span: call.word.span() };
        let made = if arguments.broken || matches!(flow.shape, Shape::Unknown) {
            self.judge_alone(word.kind, &arguments);
            None
        } else {
            self.layer(&layer, word.kind, &arguments, &flow.shape)
        };
        let Some(made) = made else {
            return Flow { shape: Shape::Unknown, ..flow.clone() };
        };
        let field = name.cloned().unwrap_or_else(|| Ident::new(&text, call.word.span()));
        if let Some(parameters) = &made.parameters {
            let kind = FieldKind::Layer { parameters: parameters.clone(), step: self.steps.len() };
            scope.fields.push(Field { name: field.clone(), kind });
        }
        self.push(word.name, path.clone(), scope.member(field), made, vec![flow.clone()])
    }

    /// What can be said of a layer whose input nobody knows.
    fn judge_alone(&mut self, kind: LayerKind, arguments: &Arguments) {
        if kind == LayerKind::Dropout {
            self.probability(arguments);
        }
    }

    fn layer(&mut self, layer: &Layer, kind: LayerKind, arguments: &Arguments, input: &Shape) -> Option<Made> {
        match kind {
            LayerKind::Conv2d => self.conv2d(layer, arguments, input),
            LayerKind::ConvTranspose2d => self.conv_transpose2d(layer, arguments, input),
            LayerKind::MaxPool2d | LayerKind::AvgPool2d => self.pool(layer, kind, arguments, input),
            LayerKind::GlobalMaxPool2d
            | LayerKind::GlobalAvgPool2d
            | LayerKind::AdaptiveMaxPool2d
            | LayerKind::AdaptiveAvgPool2d => self.adaptive(layer, kind, arguments, input),
            LayerKind::Flatten => {
                if let Shape::Vector(_) = input {
                    self.mistake(
                        layer.span,
                        format!(
                            "`{}` flattens a vector of {}: it is flat already\n\nhelp: remove it",
                            layer.name,
                            input.words()
                        ),
                    );
                    return None;
                }
                let elements = self.elements(input)?;
                Some(Made { op: Op::View, rule: product(input), shape: Shape::Vector(elements), parameters: None })
            }
            LayerKind::Reshape => self.reshape(layer, arguments, input),
            LayerKind::Linear => self.linear(layer, arguments, input),
            LayerKind::BatchNorm2d | LayerKind::BatchNorm1d => self.batch_norm(layer, kind, arguments, input),
            LayerKind::LayerNorm => {
                let eps = self.positive_number(arguments.number("eps"), "eps", 1e-5)?;
                let elements = self.elements(input)?;
                let parameters = Some(Parameters::LayerNorm { shape: input.clone(), elements });
                Some(Made { op: Op::LayerNorm { eps }, shape: input.clone(), rule: None, parameters })
            }
            LayerKind::Dropout => {
                let p = self.probability(arguments)?;
                Some(Made { op: Op::Dropout { p }, shape: input.clone(), rule: None, parameters: None })
            }
            LayerKind::Softmax | LayerKind::LogSoftmax => {
                let log = kind == LayerKind::LogSoftmax;
                Some(Made { op: Op::Softmax { log }, shape: input.clone(), rule: None, parameters: None })
            }
            LayerKind::Upsample => self.upsample(layer, arguments, input),
            LayerKind::Pad | LayerKind::Crop => self.border(layer, kind, arguments, input),
            LayerKind::Sigmoid
            | LayerKind::Tanh
            | LayerKind::Relu
            | LayerKind::Relu6
            | LayerKind::LeakyRelu
            | LayerKind::Elu
            | LayerKind::Gelu
            | LayerKind::Silu
            | LayerKind::HardSigmoid
            | LayerKind::HardSwish => {
                let (value, saves_input) = activation(kind, arguments);
                let op = Op::Activation { value, saves_input };
                Some(Made { op, shape: input.clone(), rule: None, parameters: None })
            }
        }
    }

    fn conv2d(&mut self, layer: &Layer, arguments: &Arguments, input: &Shape) -> Option<Made> {
        let [channels, height, width] = self.as_image(input, layer.word, layer.name, layer.span)?;
        let filters = arguments.size("filters")?;
        self.positive(&filters.size, filters.span, layer.name.to_owned(), "the number of filters");
        let groups = self.groups(layer, arguments, &channels, &filters)?;
        let written = self.window(arguments, [height, width], false)?;
        let out = self.slide(layer, &written, false)?;
        let channels_per_group =
            self.derive("CHANNELS", [&channels, &groups], |[c, g]| c / g, |[c, g]| quote!(#c / #g));
        let bias = arguments.flag("bias", true);
        let parameters = Parameters::Conv2d {
            channels_per_group,
            filters: filters.size.clone(),
            kernel: written.kernel.map(|kernel| kernel.size),
            bias,
        };
        self.check_count(layer, &parameters)?;
        let rule = rule(&written.axes);
        let [rows, columns] = out;
        let shape = Shape::Image([filters.size.clone(), rows, columns]);
        let flip = arguments.flag("flip", false);
        let op = Op::Conv { channels, filters: filters.size, axes: written.axes, groups, flip };
        Some(Made { op, shape, rule, parameters: Some(parameters) })
    }

    fn groups(&mut self, layer: &Layer, arguments: &Arguments, channels: &Size, filters: &Dimension) -> Option<Size> {
        let Some(groups) = arguments.size("groups") else { return Some(Size::Known(1)) };
        for (what, count) in [("input channels", channels), ("filters", &filters.size)] {
            match (count.known(), groups.size.known()) {
                (Some(count), Some(number)) if count % number != 0 => {
                    let divisors: Vec<String> = (1..=count)
                        .filter(|d| count % d == 0 && filters.size.known().is_none_or(|filters| filters % d == 0))
                        .filter(|d| channels.known().is_none_or(|channels| channels % d == 0))
                        .map(|d| d.to_string())
                        .collect();
                    let help = if divisors.len() > 1 && divisors.len() <= 12 {
                        format!("help: the groups can be {}", divisors.join(", "))
                    } else {
                        "help: groups must divide the input channels and the filters".to_owned()
                    };
                    self.mistake(
                        groups.span,
                        format!(
                            "`{}` cannot split its {count} {what} into {number} groups: {count}/{number} is no whole number\n\n{help}",
                            layer.name
                        ),
                    );
                    return None;
                }
                (Some(_), Some(_)) => {}
                _ => self.prove(
                    layer.name,
                    groups.span,
                    Claim::Divides { groups: groups.size.clone(), what, count: count.clone() },
                ),
            }
        }
        Some(groups.size)
    }

    /// A number of parameters that no machine holds is a typing mistake.
    fn check_count(&mut self, layer: &Layer, parameters: &Parameters) -> Option<()> {
        const MOST: usize = 1 << 31;
        match parameters.count() {
            Some(count) if count > MOST => {
                self.mistake(
                    layer.span,
                    format!(
                        "`{}` would have {count} parameters\n\nhelp: at most {MOST} are supported in a layer",
                        layer.name
                    ),
                );
                None
            }
            _ => Some(()),
        }
    }

    /// The window that the arguments describe, on an image of these sizes.
    fn window(&mut self, arguments: &Arguments, sizes: [Size; 2], pool: bool) -> Option<Written> {
        let one = || Dimension { size: Size::Known(1), span: Span::call_site() };
        let kernel = arguments.pair("kernel")?;
        let stride = arguments.pair("stride").unwrap_or_else(|| if pool { kernel.clone() } else { [one(), one()] });
        let dilation = arguments.pair("dilation").unwrap_or_else(|| [one(), one()]);
        let ceil = arguments.word("rounding") == Some("ceil");
        let padding = arguments.padding("padding").cloned();
        let mut axis = |index: usize, size: Size| {
            let (kernel, stride) = (kernel[index].size.clone(), stride[index].size.clone());
            let dilation = dilation[index].size.clone();
            let [before, after] = self.padding(padding.as_ref(), index, [&size, &kernel, &stride, &dilation]);
            Axis { size, kernel, stride, before, after, dilation, ceil }
        };
        let [height, width] = sizes;
        let axes = [axis(0, height), axis(1, width)];
        Some(Written { kernel, axes })
    }

    /// How much padding stands before and after an axis.
    fn padding(&mut self, padding: Option<&Spacing>, axis: usize, window: [&Size; 4]) -> [Size; 2] {
        let zero = [Size::Known(0), Size::Known(0)];
        let Some(padding) = padding else { return zero };
        let runtime = self.declaration.runtime.clone();
        let total = match &padding.kind {
            SpacingKind::Valid => return zero,
            SpacingKind::EachSide(sizes) => return [sizes[axis].size.clone(), sizes[axis].size.clone()],
            SpacingKind::Edges(edges) => return [edges[2 * axis].size.clone(), edges[2 * axis + 1].size.clone()],
            SpacingKind::Total(sizes) => sizes[axis].size.clone(),
            SpacingKind::Same | SpacingKind::SameUpper => self.derive(
                "PADDING",
                window,
                |[n, k, s, d]| shape::same(n, d * (k - 1) + 1, s),
                |[n, k, s, d]| quote!(#runtime::shape::same(#n, #k, #s, #d)),
            ),
        };
        let upper = self.derive("PADDING", [&total], |[p]| p.div_ceil(2), |[p]| quote!(usize::div_ceil(#p, 2)));
        let lower = self.derive("PADDING", [&total], |[p]| p / 2, |[p]| quote!(#p / 2));
        if matches!(padding.kind, SpacingKind::SameUpper) { [lower, upper] } else { [upper, lower] }
    }

    /// The output sizes of a window, or a mistake that shows the rule.
    fn slide(&mut self, layer: &Layer, written: &Written, pool: bool) -> Option<[Size; 2]> {
        if self.too_large(layer, &written.axes) {
            return None;
        }
        let known = written.axes.each_ref().map(Axis::known);
        if let Some(index) = known.iter().position(|axis| axis.is_some_and(|axis| axis.out().is_none())) {
            self.does_not_fit(layer, written, index, pool);
            return None;
        }
        if pool && let Some(index) = known.iter().position(|axis| axis.is_some_and(pads_only)) {
            let axis = known[index]?;
            let (which, line) = if index == 0 { ("rows", "row") } else { ("columns", "column") };
            self.mistake(
                written.kernel[index].span,
                format!(
                    "`{}` has windows wholly inside the padding of its {which}, where there is nothing to pool\n\n  \
                     the window reads {} {which}, but the padding is {} before and {} after\n\n\
                     help: let every window touch a {line} of the input: pad by at most {} on a side",
                    layer.name,
                    axis.reach(),
                    axis.before,
                    axis.after,
                    axis.reach() - 1
                ),
            );
            return None;
        }
        let runtime = self.declaration.runtime.clone();
        let mut sizes = Vec::new();
        for (axis, kernel) in written.axes.iter().zip(&written.kernel) {
            let out = match axis.known().and_then(shape::Window::out) {
                Some(out) => Size::Known(out),
                None => {
                    let window = axis.tokens(&runtime);
                    self.constant("OUT", quote!(#window.out()))
                }
            };
            let (axis, out_size) = (axis.clone(), out.clone());
            let claim = if pool { Claim::Pools { axis, out: out_size } } else { Claim::Slides { axis, out: out_size } };
            self.prove(layer.name, kernel.span, claim);
            sizes.push(out);
        }
        sizes.try_into().ok()
    }

    /// Whether the numbers of a window leave the range in which sizes are computed.
    fn too_large(&mut self, layer: &Layer, axes: &[Axis; 2]) -> bool {
        let large = axes.iter().any(|axis| {
            let product = |a: &Size, b: &Size| a.known().unwrap_or(1).saturating_mul(b.known().unwrap_or(1));
            let padded =
                [&axis.size, &axis.before, &axis.after].map(|size| size.known().unwrap_or(0)).iter().sum::<usize>();
            product(&axis.dilation, &axis.kernel) > LARGEST || padded > LARGEST
        });
        if large {
            self.mistake(
                layer.span,
                format!("`{}` reaches over more than {LARGEST} rows or columns\n\nhelp: make its kernel, dilation or padding smaller", layer.name),
            );
        }
        large
    }

    fn does_not_fit(&mut self, layer: &Layer, written: &Written, index: usize, pool: bool) {
        let shown = |pick: fn(&Axis) -> &Size| {
            let [rows, columns] = written.axes.each_ref().map(|axis| pick(axis).known());
            let word = |size: Option<usize>| size.map_or_else(|| "?".to_owned(), |size| size.to_string());
            (word(rows), word(columns))
        };
        let (kernel_rows, kernel_columns) = shown(|axis| &axis.kernel);
        let (height, width) = shown(|axis| &axis.size);
        let Some(axis) = written.axes[index].known() else { return };
        let what = if pool { "window" } else { "kernel" };
        let reach = |axis: &Axis| axis.known().map_or(1, shape::Window::reach);
        let (needs_rows, needs_columns) = (reach(&written.axes[0]), reach(&written.axes[1]));
        let dilated =
            if axis.dilation > 1 { format!(", dilated by {}: {}", axis.dilation, axis.reach()) } else { String::new() };
        let padded = if axis.padding() > 0 {
            format!(", {} with its padding", axis.size + axis.padding())
        } else {
            String::new()
        };
        let needs = if axis.padding() > 0 { "a padded input" } else { "an input" };
        let most = |axis: &Axis| axis.known().map_or(1, |axis| (axis.size + axis.padding() - 1) / axis.dilation + 1);
        let fix = format!("use a {what} of at most {}×{}", most(&written.axes[0]), most(&written.axes[1]));
        let help = if pool {
            format!("help: {fix}, or remove a pooling layer before it")
        } else {
            format!("help: {fix}, or `padding: same`")
        };
        let trail = self.trail_text(Some((
            layer.name,
            &format!(
                "a {kernel_rows}×{kernel_columns} {what}{dilated} needs {needs} of at least {needs_rows} × {needs_columns}"
            ),
        )));
        let message = format!(
            "`{}` does not fit: its {what} is {kernel_rows}×{kernel_columns} but its input is only {height}×{width}{padded}\n\n\
             {trail}\n\n{help}",
            layer.name
        );
        self.mistake(written.kernel[index].span, message);
    }

    fn conv_transpose2d(&mut self, layer: &Layer, arguments: &Arguments, input: &Shape) -> Option<Made> {
        let [channels, height, width] = self.as_image(input, layer.word, layer.name, layer.span)?;
        let filters = arguments.size("filters")?;
        self.positive(&filters.size, filters.span, layer.name.to_owned(), "the number of filters");
        let groups = self.groups(layer, arguments, &channels, &filters)?;
        let one = || Dimension { size: Size::Known(1), span: Span::call_site() };
        let kernel = arguments.pair("kernel")?;
        let stride = arguments.pair("stride").unwrap_or_else(|| [one(), one()]);
        let dilation = arguments.pair("dilation").unwrap_or_else(|| [one(), one()]);
        let extra = arguments.pair("output_padding");
        let spacing = arguments.padding("padding").cloned();
        if let Some(spacing) = &spacing
            && matches!(spacing.kind, SpacingKind::Same | SpacingKind::SameUpper)
        {
            self.mistake(
                spacing.span,
                format!(
                    "`{}` is a transposed convolution, for which `same` is not defined\n\n\
                     help: its padding is taken away from the output: `each_side(1)` removes one row and column on every side",
                    layer.name
                ),
            );
            return None;
        }
        let mut growths = Vec::new();
        let mut sizes = Vec::new();
        for (index, size) in [height, width].into_iter().enumerate() {
            let (kernel_size, stride_size, dilation_size) =
                (kernel[index].size.clone(), stride[index].size.clone(), dilation[index].size.clone());
            let extra_size = extra.as_ref().map_or(Size::Known(0), |extra| extra[index].size.clone());
            if let (Some(extra), Some(number), Some(stride)) = (&extra, extra_size.known(), stride_size.known())
                && number >= stride
            {
                self.mistake(
                    extra[index].span,
                    format!(
                        "the output padding of `{}` is {number}, but it must be smaller than the stride, {stride}\n\n\
                         help: a stride of {stride} takes {stride} sizes to one; the output padding, at most {}, chooses which \
                         of them to go back to",
                        layer.name,
                        stride - 1
                    ),
                );
                return None;
            }
            let [before, after] =
                self.padding(spacing.as_ref(), index, [&size, &kernel_size, &stride_size, &dilation_size]);
            let growth = Growth {
                size,
                kernel: kernel_size,
                stride: stride_size,
                before,
                after,
                dilation: dilation_size,
                extra: extra_size,
            };
            let out = match growth.known() {
                Some(known) => match known.out() {
                    Some(out) if out <= LARGEST => Size::Known(out),
                    _ => {
                        let trail = self.trail_text(Some((layer.name, &known.rule())));
                        self.mistake(
                            kernel[index].span,
                            format!(
                                "`{}` has no output: its padding takes everything away\n\n{trail}\n\n\
                                 help: the padding of a transposed convolution is removed from its output; make it smaller",
                                layer.name
                            ),
                        );
                        return None;
                    }
                },
                None => {
                    let tokens = growth.tokens(&self.declaration.runtime);
                    self.constant("OUT", quote!(#tokens.out()))
                }
            };
            self.prove(layer.name, kernel[index].span, Claim::Grows { growth: growth.clone(), out: out.clone() });
            growths.push(growth);
            sizes.push(out);
        }
        let axes: [Growth; 2] = growths.try_into().ok()?;
        let [rows, columns]: [Size; 2] = sizes.try_into().ok()?;
        let filters_per_group =
            self.derive("FILTERS", [&filters.size, &groups], |[f, g]| f / g, |[f, g]| quote!(#f / #g));
        let parameters = Parameters::ConvTranspose2d {
            channels: channels.clone(),
            filters: filters.size.clone(),
            filters_per_group,
            kernel: kernel.map(|kernel| kernel.size),
            bias: arguments.flag("bias", true),
        };
        self.check_count(layer, &parameters)?;
        let rule = axes[0].known().map(shape::Growth::rule);
        let shape = Shape::Image([filters.size.clone(), rows, columns]);
        let op = Op::ConvTranspose { channels, filters: filters.size, axes, groups };
        Some(Made { op, shape, rule, parameters: Some(parameters) })
    }

    fn pool(&mut self, layer: &Layer, kind: LayerKind, arguments: &Arguments, input: &Shape) -> Option<Made> {
        let [channels, height, width] = self.as_image(input, layer.word, layer.name, layer.span)?;
        let written = self.window(arguments, [height, width], true)?;
        let [rows, columns] = self.slide(layer, &written, true)?;
        let shape = Shape::Image([channels.clone(), rows, columns]);
        let rule = rule(&written.axes);
        let op = if kind == LayerKind::MaxPool2d {
            Op::MaxPool { channels, axes: written.axes }
        } else {
            let count_include_pad = arguments.flag("count_include_pad", true);
            Op::AvgPool { channels, axes: written.axes, count_include_pad }
        };
        Some(Made { op, shape, rule, parameters: None })
    }

    fn adaptive(&mut self, layer: &Layer, kind: LayerKind, arguments: &Arguments, input: &Shape) -> Option<Made> {
        let [channels, height, width] = self.as_image(input, layer.word, layer.name, layer.span)?;
        let to = arguments
            .pair("output")
            .map_or([Size::Known(1), Size::Known(1)], |pair| pair.map(|dimension| dimension.size));
        for size in &to {
            self.positive(size, layer.span, layer.name.to_owned(), "the output size");
        }
        let max = matches!(kind, LayerKind::GlobalMaxPool2d | LayerKind::AdaptiveMaxPool2d);
        let [rows, columns] = to.clone();
        let shape = Shape::Image([channels.clone(), rows, columns]);
        let op = Op::Adaptive { max, channels, from: [height, width], to };
        Some(Made { op, shape, rule: None, parameters: None })
    }

    fn reshape(&mut self, layer: &Layer, arguments: &Arguments, input: &Shape) -> Option<Made> {
        let sizes = ["channels", "height", "width"].map(|name| arguments.size(name));
        let [Some(channels), Some(height), Some(width)] = sizes else { return None };
        let shape = Shape::Image([channels.size, height.size, width.size]);
        let elements = self.elements(input)?;
        let wanted = self.elements(&shape)?;
        match (elements.known(), wanted.known()) {
            (Some(found), Some(expected)) if found != expected => {
                self.mistake(
                    channels.span,
                    format!(
                        "`{}` cannot give {} its elements: {} = {expected}, but its input has {found}\n\n{}\n\n\
                         help: the elements stay the same, only their arrangement changes",
                        layer.name,
                        shape.words(),
                        shape.words(),
                        self.trail_text(None)
                    )
                    .replace(" its elements", ""),
                );
                return None;
            }
            (Some(_), Some(_)) => {}
            _ => self.prove(
                layer.name,
                channels.span,
                Claim::Equal { what: "the number of elements", found: elements, expected: wanted },
            ),
        }
        Some(Made { op: Op::View, shape, rule: None, parameters: None })
    }

    fn linear(&mut self, layer: &Layer, arguments: &Arguments, input: &Shape) -> Option<Made> {
        let inputs = self.as_vector(input, layer.word, layer.name, layer.span)?;
        let features = arguments.size("features")?;
        self.positive(&features.size, features.span, layer.name.to_owned(), "the number of features");
        let parameters =
            Parameters::Linear { inputs, outputs: features.size.clone(), bias: arguments.flag("bias", true) };
        self.check_count(layer, &parameters)?;
        Some(Made { op: Op::Linear, shape: Shape::Vector(features.size), rule: None, parameters: Some(parameters) })
    }

    fn batch_norm(&mut self, layer: &Layer, kind: LayerKind, arguments: &Arguments, input: &Shape) -> Option<Made> {
        let channels = if kind == LayerKind::BatchNorm2d {
            let [channels, ..] = self.as_image(input, layer.word, layer.name, layer.span)?;
            channels
        } else {
            self.as_vector(input, layer.word, layer.name, layer.span)?
        };
        let eps = self.positive_number(arguments.number("eps"), "eps", 1e-5)?;
        let momentum = self.positive_number(arguments.number("momentum"), "momentum", 0.1)?;
        let op = Op::BatchNorm { eps, momentum };
        Some(Made { op, shape: input.clone(), rule: None, parameters: Some(Parameters::BatchNorm { channels }) })
    }

    fn positive_number(&mut self, number: Option<&Number>, what: &str, default: f64) -> Option<TokenStream> {
        let Some(number) = number else {
            let literal = proc_macro2::Literal::f64_unsuffixed(default);
            return Some(quote!(#literal));
        };
        if number.value.is_some_and(|value| value <= 0.0) {
            self.mistake(number.span, format!("`{what}` must be greater than 0, not {}", number.tokens));
            return None;
        }
        Some(number.tokens.clone())
    }

    fn probability(&mut self, arguments: &Arguments) -> Option<TokenStream> {
        let p = arguments.number("p")?;
        if p.value.is_some_and(|value| !(0.0..1.0).contains(&value)) {
            self.mistake(
                p.span,
                format!(
                    "`dropout` sets elements to zero with a probability of 0 ≤ p < 1, not {}\n\nhelp: 0.5 is usual",
                    p.tokens
                ),
            );
            return None;
        }
        Some(p.tokens.clone())
    }

    fn upsample(&mut self, layer: &Layer, arguments: &Arguments, input: &Shape) -> Option<Made> {
        let [channels, height, width] = self.as_image(input, layer.word, layer.name, layer.span)?;
        let scale = arguments.pair("scale")?.map(|dimension| dimension.size);
        let bilinear = arguments.word("mode") == Some("bilinear");
        let align_corners = arguments.flag("align_corners", false);
        if align_corners && !bilinear {
            self.mistake(layer.span, format!("`align_corners` of `{}` needs `mode: bilinear`", layer.name));
            return None;
        }
        let mut out = Vec::new();
        for (size, factor) in [&height, &width].into_iter().zip(&scale) {
            self.positive(factor, layer.span, layer.name.to_owned(), "the scale");
            out.push(self.derive("OUT", [size, factor], |[n, s]| n * s, |[n, s]| quote!(#n * #s)));
        }
        let [rows, columns]: [Size; 2] = out.try_into().ok()?;
        let shape = Shape::Image([channels.clone(), rows, columns]);
        let op = Op::Upsample { bilinear, align_corners, channels, from: [height, width], scale };
        Some(Made { op, shape, rule: None, parameters: None })
    }

    fn border(&mut self, layer: &Layer, kind: LayerKind, arguments: &Arguments, input: &Shape) -> Option<Made> {
        let [channels, height, width] = self.as_image(input, layer.word, layer.name, layer.span)?;
        let spacing = arguments.padding("padding")?.clone();
        if matches!(spacing.kind, SpacingKind::Same | SpacingKind::SameUpper | SpacingKind::Valid) {
            self.mistake(
                spacing.span,
                format!("`{}` needs numbers\n\nhelp: `{}(each_side(1))`", layer.name, layer.word),
            );
            return None;
        }
        let one = Size::Known(1);
        let [top, bottom] = self.padding(Some(&spacing), 0, [&height, &one, &one, &one]);
        let [left, right] = self.padding(Some(&spacing), 1, [&width, &one, &one, &one]);
        let mut out = Vec::new();
        for (size, before, after) in [(&height, &top, &bottom), (&width, &left, &right)] {
            if kind == LayerKind::Pad {
                out.push(self.derive(
                    "OUT",
                    [size, before, after],
                    |[n, b, a]| n + b + a,
                    |[n, b, a]| quote!(#n + #b + #a),
                ));
                continue;
            }
            if let (Some(size), Some(before), Some(after)) = (size.known(), before.known(), after.known())
                && before + after >= size
            {
                let trail = self.trail_text(None);
                self.mistake(
                    spacing.span,
                    format!(
                        "`{}` crops everything away: {size} − {before} − {after} leaves nothing\n\n{trail}",
                        layer.name
                    ),
                );
                return None;
            }
            let cropped = self.derive(
                "OUT",
                [size, before, after],
                |[n, b, a]| n - b - a,
                |[n, b, a]| quote!(usize::saturating_sub(#n, #b + #a)),
            );
            self.positive(&cropped, spacing.span, layer.name.to_owned(), "what is left");
            out.push(cropped);
        }
        let [rows, columns]: [Size; 2] = out.try_into().ok()?;
        let shape = Shape::Image([channels.clone(), rows, columns]);
        let (from, margins) = ([height, width], [top, bottom, left, right]);
        let op = if kind == LayerKind::Pad {
            let value = arguments.number("value").map_or_else(|| quote!(0.0), |number| number.tokens.clone());
            Op::Pad { channels, from, margins, value }
        } else {
            Op::Crop { channels, from, margins }
        };
        Some(Made { op, shape, rule: None, parameters: None })
    }

    /// The sizes of an image; another kind of input is a mistake at `span`.
    pub(super) fn as_image(&mut self, shape: &Shape, word: &'static str, name: &str, span: Span) -> Option<[Size; 3]> {
        match shape {
            Shape::Image(sizes) => Some(sizes.clone()),
            Shape::Vector(_) => {
                let trail = self.trail_text(Some((name, "needs channels × height × width")));
                self.mistake(
                    span,
                    format!(
                        "`{name}` needs an image, but its input is a vector of {}\n\n{trail}\n\n\
                         help: put `{word}` before `flatten`, or `reshape(channels, height, width)` before it",
                        shape.words()
                    ),
                );
                None
            }
            Shape::Network(path) => {
                self.prove(name, span, Claim::IsImage { shape: shape.clone(), layer: word });
                let output = output_of(&self.declaration.runtime, path);
                Some([
                    self.constant("CHANNELS", quote!(#output.channels())),
                    self.constant("HEIGHT", quote!(#output.height())),
                    self.constant("WIDTH", quote!(#output.width())),
                ])
            }
            Shape::Unknown => None,
        }
    }

    /// The length of a vector; an image is a mistake at `span`.
    pub(super) fn as_vector(&mut self, shape: &Shape, word: &'static str, name: &str, span: Span) -> Option<Size> {
        match shape {
            Shape::Vector(length) => Some(length.clone()),
            Shape::Image(_) => {
                let trail = self.trail_text(Some((name, "needs a vector")));
                let help = if word == "batch_norm1d" {
                    "`flatten` before it, or `batch_norm2d`"
                } else {
                    "put `flatten` before it"
                };
                let help = if word == "batch_norm1d" { format!("help: put {help}") } else { format!("help: {help}") };
                self.mistake(
                    span,
                    format!(
                        "`{name}` needs a vector, but its input is an image of {}\n\n{trail}\n\n{help}",
                        shape.words()
                    ),
                );
                None
            }
            Shape::Network(path) => {
                self.prove(name, span, Claim::IsVector { shape: shape.clone(), layer: word });
                let output = output_of(&self.declaration.runtime, path);
                Some(self.constant("LENGTH", quote!(#output.len())))
            }
            Shape::Unknown => None,
        }
    }

    /// The number of elements of a shape.
    fn elements(&mut self, shape: &Shape) -> Option<Size> {
        match shape {
            Shape::Image([c, h, w]) => {
                Some(self.derive("LENGTH", [c, h, w], |[c, h, w]| c * h * w, |[c, h, w]| quote!(#c * #h * #w)))
            }
            Shape::Vector(length) => Some(length.clone()),
            Shape::Network(path) => {
                let output = output_of(&self.declaration.runtime, path);
                Some(self.constant("LENGTH", quote!(#output.len())))
            }
            Shape::Unknown => None,
        }
    }
}

/// Whether a window of the axis reads nothing but padding.
fn pads_only(axis: shape::Window) -> bool {
    let taps = |position: usize| (0..axis.kernel).map(move |tap| position * axis.stride + tap * axis.dilation);
    let inside = |index: usize| (axis.before..axis.before + axis.size).contains(&index);
    (0..axis.out().unwrap_or(0)).any(|position| !taps(position).any(inside))
}

/// The rule with numbers; where rows and columns differ, both.
fn rule(axes: &[Axis; 2]) -> Option<String> {
    let [rows, columns] = axes.each_ref().map(|axis| axis.known().map(shape::Window::rule));
    match (rows, columns) {
        (Some(rows), Some(columns)) if rows == columns => Some(rows),
        (Some(rows), Some(columns)) => Some(format!("{rows}, {columns}")),
        _ => None,
    }
}

/// `16 · 5 · 5 = 400`
fn product(shape: &Shape) -> Option<String> {
    let sizes: Vec<String> = shape.known()?.iter().map(usize::to_string).collect();
    Some(format!("{} = {}", sizes.join(" · "), shape.elements()?))
}

fn activation(kind: LayerKind, arguments: &Arguments) -> (Activation, bool) {
    let number = |name: &'static str, default: f64| {
        let tokens = arguments.number(name).map_or_else(
            || {
                let literal = proc_macro2::Literal::f64_unsuffixed(default);
                quote!(#literal)
            },
            |number| number.tokens.clone(),
        );
        vec![(name, tokens)]
    };
    let (name, fields, saves_input) = match kind {
        LayerKind::Tanh => ("Tanh", vec![], false),
        LayerKind::Relu => ("Relu", vec![], false),
        LayerKind::Relu6 => ("Relu6", vec![], false),
        LayerKind::LeakyRelu => ("LeakyRelu", number("negative_slope", 0.01), false),
        LayerKind::Elu => ("Elu", number("alpha", 1.0), false),
        LayerKind::Gelu => {
            let tanh = arguments.word("approximate") == Some("tanh");
            ("Gelu", vec![("tanh", quote!(#tanh))], true)
        }
        LayerKind::Silu => ("Silu", vec![], true),
        LayerKind::HardSigmoid => ("HardSigmoid", vec![], false),
        LayerKind::HardSwish => ("HardSwish", vec![], true),
        _ => ("Sigmoid", vec![], false),
    };
    (Activation { name, fields }, saves_input)
}
