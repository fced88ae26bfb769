//! The rule of every built-in layer.

use super::activation::activation;
use super::argument::Arguments;
use super::module::{channels_last, softmax};
use super::padding::{Spacing, SpacingKind};
use super::size::{Dimension, LARGEST, sizes};
use super::trail::{self, Trail};
use super::window::{HINTS, rule};
use super::{Checker, Flow, Layer, Made, Scope, Unknown};
use crate::ast::Call;
use crate::list;
use crate::plan::{Claim, Field, FieldKind, Input, Op, Parameters, PerChannel, Rule, Runs, Shape, Size};
use crate::report::Reported;
use crate::words::{Function, LayerKind, Word};
use proc_macro2::Ident;
use quote::quote;

/// More parameters of a layer, or elements of a value, than a machine can hold.
pub const MOST: usize = 1 << 31;
/// What to do about more than a machine can hold.
pub const SMALLER: &str = "no machine holds that: choose smaller sizes";
/// More multiply-adds of a layer than a machine does in minutes.
const MOST_MACS: u64 = 1 << 48;

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
        self.here.clone_from(&path);
        self.at = call.word.span();
        let (made, input) = match self.judge(&path, call, word, flow) {
            Ok(made) => made,
            Err(why) => return flow.broken(why),
        };
        let field = name.cloned().unwrap_or_else(|| Ident::new(&text, call.word.span()));
        if let Some(parameters) = &made.parameters {
            let kind = FieldKind::Layer { parameters: parameters.clone(), step: self.steps.len() };
            scope.fields.push(Field::new(field.clone(), kind));
        }
        self.push(word.name, path, scope.member(field), made, vec![input])
    }

    /// What a layer makes, and of what.
    fn judge(&mut self, path: &str, call: &Call, word: &'static Word, flow: &Flow) -> Result<(Made, Input), Unknown> {
        let layer = Layer { name: path, word: word.name, span: call.word.span() };
        if word.kind == LayerKind::Reshape {
            self.nothing_left_open(&layer, call, flow.shape.as_ref().ok())?;
        }
        let arguments = self.arguments(call, word, path);
        let alone = self.judge_alone(&layer, word, &arguments);
        arguments.complete?;
        alone?;
        let input = flow.known()?;
        let made = self.layer(&layer, word, &arguments, &input.shape)?;
        self.within_limits(&layer, &made, &input.shape)?;
        Ok((made, input))
    }

    /// What can be said of a layer whatever its input.
    fn judge_alone(&mut self, layer: &Layer, word: &Word, arguments: &Arguments) -> Result<(), Reported> {
        let before = self.mistakes.len();
        match word.kind {
            LayerKind::Upsample => {
                if arguments.flag("align_corners") == Ok(true) && arguments.word("mode") == Ok("nearest") {
                    let message = format!(
                        "the `align_corners` of `{}` means nothing to nearest neighbours\n\nhelp: add `mode: bilinear`",
                        layer.name
                    );
                    self.mistake(layer.span, message);
                }
            }
            LayerKind::Pad | LayerKind::Crop => {
                if let Ok(Some(spacing)) = arguments.padding("padding")
                    && matches!(spacing.kind, SpacingKind::Same(_) | SpacingKind::Valid)
                {
                    let message = format!(
                        "`{}` has no window that `{}` could refer to\n\nhelp: write numbers, such as `{}(each_side(1))`",
                        layer.name, spacing.word, layer.word
                    );
                    self.mistake(spacing.word.span(), message);
                } else if word.kind == LayerKind::Pad
                    && arguments.word("mode").is_ok_and(|mode| mode != "constant")
                    && arguments.number("value").is_ok_and(|value| value.to_string() != "0.0")
                {
                    let message = format!(
                        "`{}` has no use for a `value`: it is filled with elements of the image\n\nhelp: remove `value` or `mode`",
                        layer.name
                    );
                    self.mistake(layer.span, message);
                }
            }
            LayerKind::ConvTranspose2d => self.judge_transposed(layer, arguments),
            LayerKind::Activation(Function::HardTanh | Function::Clip) => {
                self.judge_bounds(layer, word.arguments, arguments);
            }
            LayerKind::Conv2d
            | LayerKind::MaxPool2d
            | LayerKind::AvgPool2d
            | LayerKind::GlobalMaxPool2d
            | LayerKind::GlobalAvgPool2d
            | LayerKind::AdaptiveMaxPool2d
            | LayerKind::AdaptiveAvgPool2d
            | LayerKind::Flatten
            | LayerKind::Reshape
            | LayerKind::Linear
            | LayerKind::BatchNorm2d
            | LayerKind::BatchNorm1d
            | LayerKind::LayerNorm
            | LayerKind::GroupNorm
            | LayerKind::InstanceNorm2d
            | LayerKind::LocalResponseNorm
            | LayerKind::PRelu
            | LayerKind::Dropout
            | LayerKind::Dropout2d
            | LayerKind::Softmax
            | LayerKind::LogSoftmax
            | LayerKind::PixelShuffle
            | LayerKind::ChannelShuffle
            | LayerKind::Activation(_) => {}
        }
        self.mistakes.none_since(before)
    }

    /// A layer that no machine can hold is a typing mistake.
    pub(super) fn within_limits(&mut self, layer: &Layer, made: &Made, input: &Shape) -> Result<(), Reported> {
        let mut unknown = Vec::new();
        for (what, sizes) in counted(made, input) {
            let known = list::all(&sizes, Size::known);
            // With 32 bits for addresses there may be fewer; rustc knows whether there are.
            let (most, anywhere) = match what {
                "multiply-adds" => (MOST_MACS, MOST_MACS),
                "parameters" => (MOST as u64, 1 << 29),
                _ if sizes.len() == 1 => (LARGEST as u64, LARGEST as u64),
                _ => (MOST as u64, 1 << 25),
            };
            let count = known.map(|sizes| sizes.into_iter().fold(1_u64, |all, size| all.saturating_mul(size as u64)));
            match count {
                Some(count) if count > most => {
                    let verb = if what == "multiply-adds" { "take" } else { "have" };
                    let message = format!("`{}` would {verb} more than {most} {what}", layer.name);
                    return Err(self.mistake(layer.span, format!("{message}\n\nhelp: {SMALLER}")));
                }
                Some(count) if count <= anywhere => {}
                _ => unknown.push((what, sizes)),
            }
        }
        if !unknown.is_empty() {
            let (name, input) = (layer.name.to_owned(), input.clone());
            self.prove(layer.span, Claim::Limited { layer: name, input, counts: unknown });
        }
        Ok(())
    }

    fn layer(&mut self, layer: &Layer, word: &Word, arguments: &Arguments, input: &Shape) -> Result<Made, Reported> {
        let kind = word.kind;
        match kind {
            LayerKind::Conv2d => self.conv2d(layer, arguments, input),
            LayerKind::ConvTranspose2d => self.conv_transpose2d(layer, arguments, input),
            LayerKind::MaxPool2d => self.pool(layer, true, arguments, input),
            LayerKind::AvgPool2d => self.pool(layer, false, arguments, input),
            LayerKind::GlobalMaxPool2d => self.adaptive(layer, true, true, arguments, input),
            LayerKind::GlobalAvgPool2d => self.adaptive(layer, false, true, arguments, input),
            LayerKind::AdaptiveMaxPool2d => self.adaptive(layer, true, false, arguments, input),
            LayerKind::AdaptiveAvgPool2d => self.adaptive(layer, false, false, arguments, input),
            LayerKind::Flatten => self.flatten(layer, arguments, input),
            LayerKind::Reshape => self.reshape(layer, arguments, input),
            LayerKind::Linear => self.linear(layer, arguments, input),
            LayerKind::BatchNorm2d => {
                let [channels, ..] = self.as_image(input, layer)?;
                batch_norm(channels, arguments, input)
            }
            LayerKind::BatchNorm1d => batch_norm(self.as_vector(input, layer)?, arguments, input),
            LayerKind::LayerNorm => self.layer_norm(arguments, input),
            LayerKind::GroupNorm => self.group_norm(layer, arguments, input),
            LayerKind::PRelu => self.prelu(layer, arguments, input),
            LayerKind::Dropout => {
                let op = Op::Dropout { p: arguments.number("p")?, channels: None };
                Ok(Made { op, shape: input.clone(), rule: None, parameters: None })
            }
            LayerKind::Dropout2d => {
                let [channels, ..] = self.as_image(input, layer)?;
                let op = Op::Dropout { p: arguments.number("p")?, channels: Some(channels) };
                Ok(Made { op, shape: input.clone(), rule: None, parameters: None })
            }
            LayerKind::Softmax => Ok(softmax("Softmax", input)),
            LayerKind::LogSoftmax => Ok(softmax("LogSoftmax", input)),
            LayerKind::Upsample => self.upsample(layer, arguments, input),
            LayerKind::Pad => self.border(layer, true, arguments, input),
            LayerKind::Crop => self.border(layer, false, arguments, input),
            LayerKind::PixelShuffle => self.pixel_shuffle(layer, arguments, input),
            LayerKind::ChannelShuffle => self.channel_shuffle(layer, arguments, input),
            LayerKind::InstanceNorm2d => self.instance_norm(layer, arguments, input),
            LayerKind::LocalResponseNorm => self.local_response_norm(layer, arguments, input),
            LayerKind::Activation(function) => {
                let op = Op::Activation(activation(function, word.arguments, arguments)?);
                Ok(Made { op, shape: input.clone(), rule: None, parameters: None })
            }
        }
    }

    fn pool(&mut self, layer: &Layer, max: bool, arguments: &Arguments, input: &Shape) -> Result<Made, Reported> {
        let [channels, height, width] = self.as_image(input, layer)?;
        let written = self.window(layer, arguments, [height, width], true)?;
        let [rows, columns] = self.slide(layer, &written)?;
        let shape = Shape::Image([channels.clone(), rows, columns]);
        let rule = rule(&written.axes);
        let op = if max {
            Op::MaxPool { channels, axes: written.axes }
        } else {
            let count_include_pad = arguments.flag("count_include_pad")?;
            Op::AvgPool { channels, axes: written.axes, count_include_pad }
        };
        Ok(Made { op, shape, rule, parameters: None })
    }

    fn adaptive(
        &mut self,
        layer: &Layer,
        max: bool,
        global: bool,
        arguments: &Arguments,
        input: &Shape,
    ) -> Result<Made, Reported> {
        let [channels, height, width] = self.as_image(input, layer)?;
        let to = if global { [Size::Known(1), Size::Known(1)] } else { sizes(arguments.pair("output")?) };
        let [rows, columns] = to.clone();
        for (from, to) in [(&height, &rows), (&width, &columns)] {
            self.prove_size(layer.name, layer.span, Rule::Shared([from.clone(), to.clone()]), to);
        }
        let shape = Shape::Image([channels.clone(), rows, columns]);
        let op = Op::Adaptive { max, channels, from: [height, width], to };
        Ok(Made { op, shape, rule: None, parameters: None })
    }

    fn flatten(&mut self, layer: &Layer, arguments: &Arguments, input: &Shape) -> Result<Made, Reported> {
        if let Shape::Vector(_) = input {
            let message = format!(
                "`{}` has nothing to flatten: its input is a vector{} already\n\nhelp: remove it",
                layer.name,
                if input.known().is_some() { format!(" of {}", input.words()) } else { String::new() }
            );
            return Err(self.mistake(layer.span, message));
        }
        let elements = self.elements(input);
        if let Shape::Image(sizes) = input {
            self.prove_size(layer.name, layer.span, Rule::Flat(sizes.to_vec()), &elements);
        }
        let op = if arguments.word("order")? == "hwc" {
            let [channels, ..] = self.as_image(input, layer)?;
            channels_last(channels.bare())
        } else {
            Op::View
        };
        Ok(Made { op, rule: product(input), shape: Shape::Vector(elements), parameters: None })
    }

    fn linear(&mut self, layer: &Layer, arguments: &Arguments, input: &Shape) -> Result<Made, Reported> {
        let inputs = self.as_vector(input, layer)?;
        let outputs = arguments.size("features")?.size;
        let parameters = Parameters::Linear { inputs, outputs: outputs.clone(), bias: arguments.flag("bias")? };
        Ok(Made { op: Op::Linear, shape: Shape::Vector(outputs), rule: None, parameters: Some(parameters) })
    }

    fn upsample(&mut self, layer: &Layer, arguments: &Arguments, input: &Shape) -> Result<Made, Reported> {
        let [channels, height, width] = self.as_image(input, layer)?;
        let scale = arguments.pair("scale")?;
        let bilinear = arguments.word("mode")? == "bilinear";
        let align_corners = arguments.flag("align_corners")?;
        let rows = self.scaled(layer, HINTS[0], &height, &scale[0])?;
        let columns = self.scaled(layer, HINTS[1], &width, &scale[1])?;
        let shape = Shape::Image([channels.clone(), rows, columns]);
        let scale = sizes(scale);
        let op = Op::Upsample { bilinear, align_corners, channels, from: [height, width], scale };
        Ok(Made { op, shape, rule: None, parameters: None })
    }

    /// A size times a factor.
    pub(super) fn scaled(
        &mut self,
        layer: &Layer,
        hint: &str,
        size: &Size,
        factor: &Dimension,
    ) -> Result<Size, Reported> {
        let grown = self.times(hint, size, &factor.size);
        let grown = self.bounded(layer, factor, &grown.clone(), grown, "")?;
        self.prove_size(layer.name, factor.mark, Rule::Scaled([size.clone(), factor.size.clone()]), &grown);
        Ok(grown)
    }

    fn border(&mut self, layer: &Layer, pad: bool, arguments: &Arguments, input: &Shape) -> Result<Made, Reported> {
        let [channels, height, width] = self.as_image(input, layer)?;
        let spacing = arguments.padding("padding")?.cloned();
        let mark = spacing.as_ref().map_or(layer.span.into(), Spacing::mark);
        let cause = Dimension { size: Size::Known(0), mark, written: None };
        let one = Size::Known(1);
        let [top, bottom] = self.spacing(spacing.as_ref(), 0, [&height, &one, &one, &one]);
        let [left, right] = self.spacing(spacing.as_ref(), 1, [&width, &one, &one, &one]);
        let mut left_of = |hint: &str, size: &Size, before: &Size, after: &Size| {
            let (known, margins) = (size.known(), before.known().zip(after.known()));
            let known = known.zip(margins);
            let (n, b, a) = (size.bare(), before.bare(), after.bare());
            let left = if pad {
                self.derive(hint, known.map(|(n, (b, a))| n + b + a), quote!(#n + #b + #a))
            } else {
                let value = quote!(::core::primitive::usize::saturating_sub(#n, #b + #a));
                self.derive(hint, known.map(|(n, (b, a))| n.saturating_sub(b + a)), value)
            };
            let rule = format!("{n} − {b} − {a} leaves nothing");
            let left = self.bounded(layer, &cause, size, left, &rule)?;
            let sizes = [size.clone(), before.clone(), after.clone()];
            let rule = if pad { Rule::Padded(sizes) } else { Rule::Cropped(sizes) };
            self.prove_size(layer.name, cause.mark, rule, &left);
            Ok(left)
        };
        let rows = left_of(HINTS[0], &height, &top, &bottom)?;
        let columns = left_of(HINTS[1], &width, &left, &right)?;
        let shape = Shape::Image([channels.clone(), rows, columns]);
        let (from, margins) = ([height, width], [top, bottom, left, right]);
        let op = if pad {
            match arguments.word("mode")? {
                "constant" => Op::Pad { channels, from, margins, value: arguments.number("value")? },
                mode => self.margin(layer, cause.mark, mode, &from, margins)?,
            }
        } else {
            Op::Crop { channels, from, margins }
        };
        Ok(Made { op, shape, rule: None, parameters: None })
    }

    /// The output size `out`, made of `size`: neither 0, which `rule` explains, nor too large.
    pub(super) fn bounded(
        &mut self,
        layer: &Layer,
        cause: &Dimension,
        size: &Size,
        out: Size,
        rule: &str,
    ) -> Result<Size, Reported> {
        match out.known() {
            Some(0) => {
                let mut lines = self.trail.clone();
                lines.push(Trail { name: layer.name.to_owned(), text: rule.to_owned(), rule: None });
                let message =
                    format!("`{}` cuts everything off\n\n{}\n\nhelp: cut less off", layer.name, trail::table(&lines));
                Err(self.mistake(cause.mark, message))
            }
            Some(number) if number > LARGEST => {
                let message = format!("`{}` is too large: {number}\n\nhelp: a size is at most {LARGEST}", layer.name);
                Err(self.mistake(cause.mark, message))
            }
            Some(_) => Ok(out),
            None => {
                let claim = Claim::Leaves { layer: layer.name.to_owned(), size: size.clone(), out: out.clone() };
                self.prove(cause.mark, claim);
                let (runtime, out) = (self.declaration.runtime.clone(), out.bare());
                Ok(self.constant("SIZE", quote!(#runtime::__private::proof::bounded(#out))))
            }
        }
    }
}

fn batch_norm(channels: Size, arguments: &Arguments, input: &Shape) -> Result<Made, Reported> {
    let (eps, momentum) = (arguments.number("eps")?, arguments.number("momentum")?);
    let parameters = PerChannel { ty: "BatchNorm", channels, tensors: 2, start: None };
    let op = Op::BatchNorm { eps, momentum };
    Ok(Made { op, shape: input.clone(), rule: None, parameters: Some(Parameters::PerChannel(parameters)) })
}

/// What there may be too much of in a layer, each as the sizes whose product it is.
fn counted(made: &Made, input: &Shape) -> Vec<(&'static str, Vec<Size>)> {
    let mut counted = Vec::new();
    match &made.shape {
        shape if shape.is_same(input) => {}
        // `reshape` keeps the number of elements.
        Shape::Image(_) if made.op.facts().infers == Runs::Nothing => {}
        Shape::Image(sizes) => counted.push(("outputs", sizes.to_vec())),
        Shape::Vector(length) => counted.push(("outputs", vec![length.clone()])),
        Shape::Network(_) => {}
    }
    let mut weights: Vec<Size> = Vec::new();
    if let Some(parameters) = &made.parameters {
        weights = list::map(&parameters.sizes(), |size| (*size).clone());
    }
    let with = |more: [&Size; 2]| {
        let mut sizes = weights.clone();
        sizes.push(more[0].clone());
        sizes.push(more[1].clone());
        sizes
    };
    match &made.op {
        Op::Conv { channels, axes: [rows, columns], .. } => {
            if let Shape::Image([_, height, width]) = &made.shape {
                counted.push(("multiply-adds", with([height, width])));
            }
            counted.push(("padded inputs", vec![channels.clone(), rows.padded(), columns.padded()]));
        }
        Op::ConvTranspose { axes: [rows, columns], .. } => {
            counted.push(("multiply-adds", with([&rows.size, &columns.size])));
        }
        // Their numbers of outputs or parameters say enough.
        Op::MaxPool { .. }
        | Op::AvgPool { .. }
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
        | Op::Network(_) => {}
    }
    if weights.len() > 1 {
        counted.push(("parameters", weights));
    }
    counted
}

/// `16 · 5 · 5 = 400`
pub(super) fn product(shape: &Shape) -> Option<String> {
    let sizes = list::map(&shape.known()?, usize::to_string);
    Some(format!("{} = {}", sizes.join(" · "), shape.elements()?))
}
