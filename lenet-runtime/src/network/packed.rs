//! A prepared network whose packed weights stand in the program or in a file.

use super::Layer;
#[cfg(feature = "safetensors")]
use super::Network;
use crate::message::{self, Text};
use crate::tensor::Shape;
use lenet_weights::packed::Packed;
#[cfg(feature = "weights")]
use {
    super::{Prepare, Prepared},
    crate::plain::Filling,
    lenet_weights::packed::{Fault, SIDE, VERSION},
};

#[cfg(feature = "weights")]
const DAMAGED: &str = "the file is damaged, or was not written or copied whole: save or download it again";
#[cfg(feature = "weights")]
const ANEW: &str = "pack the weights again, by `prepare().save(…)` of the network that has them";

/// The prepared network whose weights are the bytes of a file that `save` of a prepared network wrote: a constant for a `static`.
///
/// `network!` has looked at the file before, at the hash and at every number; whether it has the layers of the network, with the kernels
/// that they have here, is checked here.
///
/// # Panics
///
/// If the file is not one of this network, while the program compiles.
#[cfg(feature = "weights")]
#[must_use]
#[track_caller]
pub const fn packed<N: Prepare>(file: &[u8]) -> Prepared<N> {
    let packed = match Packed::read(file) {
        Ok(packed) => packed,
        Err(fault) => refuse(fault),
    };
    let mut text = Text::new();
    let (name, at) = packed.line(0);
    if !message::equal_bytes(name, N::NAME.as_bytes()) {
        text.word("the file has the packed weights of `").bytes(name).word("`, not of `").word(N::NAME).word("`");
        text.help("give the file of this network").end("")
    }
    if let Some(difference) = difference(&packed, at, N::LAYERS) {
        text.word("the file has the packed weights of other layers than those of `")
            .word(N::NAME)
            .word("`\n\n  expected   ");
        text.bytes(or_nothing(difference.expected().written())).word("\n  found      ");
        text.bytes(or_nothing(difference.found)).help(ANEW).end("")
    }
    if packed.weights.len() != size_of::<N::Packed>() {
        text.word("the file has ").number(packed.weights.len()).word(" bytes of packed weights, and `").word(N::NAME);
        text.word("` takes ").number(size_of::<N::Packed>()).help(ANEW).end("")
    }
    let mut filling = Filling::new();
    filling.push(packed.weights);
    Prepared(filling.finish_lines())
}

#[cfg(feature = "weights")]
#[track_caller]
const fn refuse(fault: Fault) -> ! {
    let mut text = Text::new();
    match fault {
        Fault::Format => text
            .word("the file does not have packed weights")
            .help("`save` of a prepared network writes such a file")
            .end(""),
        Fault::Version(found) => {
            text.word("the file was packed by another version of lenet: expected version ").number(VERSION as usize);
            text.word(" of the format, found ").number(found as usize).help(ANEW).end("")
        }
        Fault::Side(found) => {
            text.word("the file is packed for another kind of CPU: expected ").number(SIDE as usize);
            text.word(" numbers side by side, found ").number(found as usize).help(ANEW).end("")
        }
        Fault::Length { expected, found } => {
            text.word(if found < expected { "the file is truncated" } else { "the file has trailing bytes" });
            text.word(": expected ").number(expected as usize).word(" bytes, found ").number(found as usize);
            text.help(DAMAGED).end("")
        }
        Fault::Header => text.word("the file has a header that says something impossible").help(DAMAGED).end(""),
    }
}

/// A layer that a file has otherwise than the network.
#[derive(Clone, Copy)]
pub(crate) struct Difference<'a, 'b> {
    /// The layer of the network, and how many networks within it stands; nothing behind the last.
    expected: Option<(&'b Layer, usize)>,
    /// The line of the file.
    pub found: &'a [u8],
}

impl Difference<'_, '_> {
    /// The line that the network would have.
    pub const fn expected(&self) -> Text {
        match self.expected {
            Some((layer, depth)) => line(layer, depth),
            None => Text::new(),
        }
    }
}

/// The first layer that a file has otherwise than the network, from this place of its text on.
pub(crate) const fn difference<'a, 'b>(
    packed: &Packed<'a>,
    at: usize,
    layers: &'b [Layer],
) -> Option<Difference<'a, 'b>> {
    let at = match within(packed, at, layers, 0) {
        Ok(at) => at,
        Err(difference) => return Some(difference),
    };
    let (found, _) = packed.line(at);
    if found.is_empty() { None } else { Some(Difference { expected: None, found }) }
}

/// As [`difference`], of the layers of a network so many networks within; where the text goes on behind them.
const fn within<'a, 'b>(
    packed: &Packed<'a>,
    mut at: usize,
    layers: &'b [Layer],
    depth: usize,
) -> Result<usize, Difference<'a, 'b>> {
    let mut index = 0;
    while index < layers.len() {
        let layer = &layers[index];
        let (found, next) = packed.line(at);
        if !message::equal_bytes(found, line(layer, depth).written()) {
            return Err(Difference { expected: Some((layer, depth)), found });
        }
        at = match within(packed, next, layer.layers, depth + 1) {
            Ok(at) => at,
            Err(difference) => return Err(difference),
        };
        index += 1;
    }
    Ok(at)
}

/// What decides how the weights of a layer are packed: `conv1: conv2d 5×5, 6 × 28 × 28, 156 parameters, columns`.
pub(crate) const fn line(layer: &Layer, depth: usize) -> Text {
    let mut text = Text::new();
    // A network may be called by one path here and by another there.
    let kind = if layer.layers.is_empty() { layer.kind } else { "network" };
    text.spaces(2 * depth).word(layer.name).word(": ").word(kind);
    if let Some([rows, columns]) = layer.window {
        text.word(" ").number(rows.kernel).word("×").number(columns.kernel);
        text.word(" s").number(rows.stride).word("×").number(columns.stride);
    }
    text.word(", ");
    match layer.output {
        Shape::Image(c, h, w) => _ = text.number(c).word(" × ").number(h).word(" × ").number(w),
        Shape::Vector(n) => _ = text.number(n),
    }
    if layer.groups != 1 {
        text.word(", ").number(layer.groups).word(" groups");
    }
    text.word(", ").number(layer.parameters).word(" parameters");
    if !layer.prepared.is_empty() {
        text.word(", ").word(layer.prepared);
    }
    text
}

/// A line, or a word for none.
pub(crate) const fn or_nothing(line: &[u8]) -> &[u8] {
    if line.is_empty() { b"nothing" } else { line }
}

/// What the text of a file says of a network.
#[cfg(feature = "safetensors")]
pub(crate) fn describe<N: Network>() -> alloc::string::String {
    fn lines(text: &mut alloc::string::String, layers: &[Layer], depth: usize) {
        for layer in layers {
            text.push('\n');
            text.push_str(&alloc::string::String::from_utf8_lossy(line(layer, depth).written()));
            lines(text, layer.layers, depth + 1);
        }
    }
    let mut text = alloc::string::String::from(N::NAME);
    lines(&mut text, N::LAYERS, 0);
    text
}
