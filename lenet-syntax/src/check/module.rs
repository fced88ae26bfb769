//! Layers behind the runtime's trait `Module`: from one image to another.

use super::argument::Arguments;
use super::size::Dimension;
use super::window::HINTS;
use super::{Checker, Layer, Made};
use crate::plan::{Claim, Module, Op, Parameters, PerChannel, Reads, Rule, Shape, Size, Start};
use crate::report::{Mark, Reported};
use crate::words::Saves;
use proc_macro2::TokenStream;
use quote::quote;

impl Checker<'_> {
    /// C·r² × H × W → C × H·r × W·r
    pub(super) fn pixel_shuffle(
        &mut self,
        layer: &Layer,
        arguments: &Arguments,
        input: &Shape,
    ) -> Result<Made, Reported> {
        let [channels, height, width] = self.as_image(input, layer)?;
        let factor = arguments.size("factor")?;
        let square = self.times("SQUARE", &factor.size, &factor.size);
        self.divides(layer, &factor, &square, &channels)?;
        let quotient = channels.known().zip(square.known()).map(|(channels, parts)| channels / parts);
        let (c, parts) = (channels.bare(), square.bare());
        let rule = Rule::Squared([channels, factor.size.clone()]);
        let channels = self.derive("CHANNELS", quotient, quote!(#c / #parts));
        self.prove_size(layer.name, factor.mark, rule, &channels);
        let rows = self.scaled(layer, HINTS[0], &height, &factor)?;
        let columns = self.scaled(layer, HINTS[1], &width, &factor)?;
        let fields = vec![("factor", factor.size.bare())];
        Ok(made("shuffle", "PixelShuffle", fields, Reads::Elsewhere, Shape::Image([channels, rows, columns])))
    }

    pub(super) fn channel_shuffle(
        &mut self,
        layer: &Layer,
        arguments: &Arguments,
        input: &Shape,
    ) -> Result<Made, Reported> {
        let [channels, ..] = self.as_image(input, layer)?;
        let groups = arguments.size("groups")?;
        self.divides(layer, &groups, &groups.size.clone(), &channels)?;
        let fields = vec![("groups", groups.size.bare())];
        Ok(made("shuffle", "ChannelShuffle", fields, Reads::Place, input.clone()))
    }

    pub(super) fn layer_norm(&mut self, arguments: &Arguments, input: &Shape) -> Result<Made, Reported> {
        let fields = vec![("eps", arguments.number("eps")?)];
        let elements = self.elements(input);
        let mut made = made("norm", "NormalizeAll", fields, Reads::Whole, input.clone());
        made.parameters = Some(Parameters::Elementwise { shape: input.clone(), elements });
        Ok(made)
    }

    pub(super) fn group_norm(&mut self, layer: &Layer, arguments: &Arguments, input: &Shape) -> Result<Made, Reported> {
        let channels = self.channels(input);
        let groups = arguments.size("groups")?;
        self.divides(layer, &groups, &groups.size, &channels)?;
        if input.elements().is_some() && input.elements() == groups.size.known() {
            let message = format!(
                "`{}` would give every element its bias: a group of one element is its own mean\n\nhelp: take fewer groups",
                layer.name
            );
            return Err(self.mistake(groups.mark, message));
        }
        let fields = vec![("groups", groups.size.bare()), ("eps", arguments.number("eps")?)];
        let mut made = made("group_norm", "NormalizeGroups", fields, Reads::Whole, input.clone());
        made.parameters =
            Some(Parameters::PerChannel(PerChannel { ty: "GroupNorm", channels, tensors: 2, start: None }));
        Ok(made)
    }

    /// One slope, or one a channel.
    pub(super) fn prelu(&mut self, layer: &Layer, arguments: &Arguments, input: &Shape) -> Result<Made, Reported> {
        let channels = self.channels(input);
        let Dimension { size, mark, .. } = arguments.size("num_parameters")?;
        match (size.known(), channels.known()) {
            (Some(1), _) => {}
            (Some(slopes), Some(channels)) if slopes == channels => {}
            (Some(slopes), Some(channels)) => {
                let message = format!(
                    "`{}` cannot give {slopes} slopes to {channels} channels\n\nhelp: `num_parameters: {channels}` is one for \
                     each, `num_parameters: 1` one for all",
                    layer.name
                );
                return Err(self.mistake(mark, message));
            }
            _ => {
                let sentence = format!("`{}` has neither one slope nor one for each channel", layer.name);
                let (slopes, channels) = (size.bare(), channels.bare());
                self.prove(mark, Claim::Holds { sentence, condition: quote!(#slopes == 1 || #slopes == #channels) });
            }
        }
        let (fields, reads, saves) = (Vec::new(), Reads::Place, Saves::Input);
        let module = Module { file: "prelu", ty: "Rectify", fields, saves, reads, start: Start::Rectifier };
        let start = Some(arguments.number("init")?);
        let parameters = Parameters::PerChannel(PerChannel { ty: "PRelu", channels: size, tensors: 1, start });
        Ok(Made { op: Op::Module(module), shape: input.clone(), rule: None, parameters: Some(parameters) })
    }

    pub(super) fn instance_norm(
        &mut self,
        layer: &Layer,
        arguments: &Arguments,
        input: &Shape,
    ) -> Result<Made, Reported> {
        let [_, height, width] = self.as_image(input, layer)?;
        if let (Some(1), Some(1)) = (height.known(), width.known()) {
            let message = format!(
                "`{}` would make every element 0: a channel of 1 × 1 is its own mean\n\nhelp: remove it, or write `layer_norm`",
                layer.name
            );
            return Err(self.mistake(layer.span, message));
        }
        let fields = vec![("eps", arguments.number("eps")?)];
        Ok(made("instance_norm", "InstanceNorm", fields, Reads::Whole, input.clone()))
    }

    pub(super) fn local_response_norm(
        &mut self,
        layer: &Layer,
        arguments: &Arguments,
        input: &Shape,
    ) -> Result<Made, Reported> {
        self.as_image(input, layer)?;
        let mut fields = vec![("size", arguments.size("size")?.size.bare())];
        for name in ["alpha", "beta", "k"] {
            fields.push((name, arguments.number(name)?));
        }
        Ok(made("local_response_norm", "LocalResponseNorm", fields, Reads::Place, input.clone()))
    }

    /// Rows and columns around an image that are made of it.
    pub(super) fn margin(
        &mut self,
        layer: &Layer,
        mark: Mark,
        mode: &str,
        from: &[Size; 2],
        margins: [Size; 4],
    ) -> Result<Op, Reported> {
        // The most of a size that there may be on a side, and how the runtime calls the mode.
        let (rest, filling) = match mode {
            "reflect" => (Some(1), quote!(Reflect)),
            "circular" => (Some(0), quote!(Circular)),
            _ => (None, quote!(Replicate)),
        };
        let [height, width] = from;
        for (margin, size, lines) in [
            (&margins[0], height, "rows"),
            (&margins[1], height, "rows"),
            (&margins[2], width, "columns"),
            (&margins[3], width, "columns"),
        ] {
            let Some(rest) = rest else { break };
            match (margin.known(), size.known()) {
                (Some(margin), Some(size)) if margin + rest <= size => {}
                (Some(margin), Some(size)) => {
                    let message = format!(
                        "`{}` cannot add {margin} {lines} to {size}: `mode: {mode}` takes them from the image\n\nhelp: add at most {} \
                         on a side, or write `mode: replicate`",
                        layer.name,
                        size - rest
                    );
                    return Err(self.mistake(mark, message));
                }
                _ => {
                    let sentence =
                        format!("`{}` adds too many {lines}: `mode: {mode}` takes them from the image", layer.name);
                    let (margin, size) = (margin.bare(), size.bare());
                    self.prove(mark, Claim::Holds { sentence, condition: quote!(#margin + #rest <= #size) });
                }
            }
        }
        let runtime = &self.declaration.runtime;
        let [top, bottom, left, right] = [&margins[0], &margins[1], &margins[2], &margins[3]];
        let fields = vec![
            ("top", top.bare()),
            ("bottom", bottom.bare()),
            ("left", left.bare()),
            ("right", right.bare()),
            ("filling", quote!(#runtime::__private::layer::margin::Filling::#filling)),
        ];
        Ok(op("margin", "Margin", fields, Reads::Around(margins)))
    }

    /// Whether the channels can be cut into so many parts.
    fn divides(&mut self, layer: &Layer, cause: &Dimension, parts: &Size, channels: &Size) -> Result<(), Reported> {
        match (parts.known(), channels.known()) {
            (Some(parts), Some(channels)) if channels.is_multiple_of(parts) => {}
            (Some(parts), Some(channels)) => {
                let message = format!(
                    "`{}` cuts the channels into {parts} parts, but there are {channels}\n\nhelp: make the layer before give a \
                     multiple of {parts}",
                    layer.name
                );
                return Err(self.mistake(cause.mark, message));
            }
            _ => {
                let (layer, parts, channels) = (layer.name.to_owned(), parts.clone(), channels.clone());
                self.prove(cause.mark, Claim::Cuts { layer, parts, channels });
            }
        }
        Ok(())
    }
}

/// `softmax` and its logarithm: of an image over the channels of each position, of a vector over all elements.
pub fn softmax(ty: &'static str, input: &Shape) -> Made {
    let reads = match input {
        Shape::Vector(_) => Reads::Whole,
        Shape::Image(_) | Shape::Network(_) => Reads::Place,
    };
    let module = Module { file: "softmax", ty, fields: Vec::new(), saves: Saves::Output, reads, start: Start::Other };
    Made { op: Op::Module(module), shape: input.clone(), rule: None, parameters: None }
}

/// The numbers of an image, the channels innermost.
pub fn channels_last(channels: TokenStream) -> Op {
    op("shuffle", "ChannelsLast", vec![("channels", channels)], Reads::Place)
}

fn made(
    file: &'static str,
    ty: &'static str,
    fields: Vec<(&'static str, TokenStream)>,
    reads: Reads,
    shape: Shape,
) -> Made {
    Made { op: op(file, ty, fields, reads), shape, rule: None, parameters: None }
}

/// A layer whose backward pass reads its input, and which says nothing of how weights start.
fn op(file: &'static str, ty: &'static str, fields: Vec<(&'static str, TokenStream)>, reads: Reads) -> Op {
    Op::Module(Module { file, ty, fields, saves: Saves::Input, reads, start: Start::Next })
}
