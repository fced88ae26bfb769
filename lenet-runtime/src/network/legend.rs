//! What the words and signs of a [`Summary`](super::Summary) mean.

use super::{Layer, Setting};
use crate::shape::Window;
use core::fmt::{self, Formatter};

/// A word of the table, what it means, and which layers' rows need it.
struct Term {
    word: &'static str,
    meaning: &'static str,
    is_in: fn(&Layer) -> bool,
}

const fn term(word: &'static str, meaning: &'static str, is_in: fn(&Layer) -> bool) -> Term {
    Term { word, meaning, is_in }
}

/// Every term, in the order of the columns.
const TERMS: &[Term] = &[
    term("kernel", "rows × columns of the window", |layer| layer.window.is_some()),
    term("  s", "stride; s2×1: down by 2, to the right by 1", |layer| any(layer, |axis| axis.stride != 1)),
    term("  p", "padding on every side; p2×1: 2 above and below, 1 left and right", |layer| {
        any(layer, |axis| axis.before + axis.after > 0)
    }),
    term("  d", "dilation", |layer| any(layer, |axis| axis.dilation != 1)),
    term("  g", "groups of channels", |layer| layer.groups != 1),
    term("  ceil", "a last window that is not full counts", |layer| any(layer, |axis| axis.ceil)),
    term("  p =", "how probable it is that an element is dropped", |layer| {
        matches!(layer.setting, Some(Setting::Drops(_)))
    }),
    term(
        "  each side",
        "rows and columns that are added or cut off; 2×1: 2 above and below, 1 left and right",
        |layer| matches!(layer.setting, Some(Setting::Edges([top, bottom, left, right])) if top == bottom && left == right),
    ),
    term("receptive field", "the part of the input that one element of the output depends on", |_| true),
    term("batch", "how training and several images are computed", |layer| !layer.engine.is_empty()),
    term("prepared", "how one image is computed after `prepare()`", |layer| !layer.prepared.is_empty()),
    term("  lanes", "an image in each lane of a vector", |layer| runs(layer, "lanes")),
    term("  lanes, gemm", "as lanes; the gradient of the weights is a product of matrices", |layer| {
        runs(layer, "lanes, gemm")
    }),
    term("  channels", "output channels in the lanes of a vector", |layer| runs(layer, "channels")),
    term("  columns", "output columns in the lanes of a vector", |layer| runs(layer, "columns")),
    term("  depthwise", "each channel by itself, its columns in the lanes of a vector", |layer| {
        runs(layer, "depthwise")
    }),
    term("  winograd 2×2", "2×2 outputs at a time, with fewer multiplications", |layer| runs(layer, "winograd 2×2")),
    term("  winograd 4×4", "4×4 outputs at a time, with fewer multiplications", |layer| runs(layer, "winograd 4×4")),
    term("  winograd rows", "two or four rows at a time, with fewer multiplications", |layer| {
        runs(layer, "winograd rows")
    }),
    term("  pointwise", "a product of matrices, positions in the lanes of a vector", |layer| runs(layer, "pointwise")),
    term("  planes", "each channel by itself, columns in the lanes of a vector", |layer| runs(layer, "planes")),
    term("  gemm", "a product of matrices", |layer| runs(layer, "gemm")),
    term("  im2col + gemm", "windows become columns of a matrix, then a product of matrices", |layer| {
        runs(layer, "im2col + gemm")
    }),
    term("  ↑", "together with the layer above", |layer| runs(layer, "↑")),
];

/// Whether a layer is computed by this kernel, in batches or prepared.
fn runs(layer: &Layer, kernel: &str) -> bool {
    layer.engine == kernel || layer.prepared == kernel
}

fn any(layer: &Layer, is: fn(&Window) -> bool) -> bool {
    layer.window.is_some_and(|window| window.iter().any(is))
}

/// Writes the terms that the rows of `layers` need, each on a line of its own.
pub(super) fn write(layers: &[Layer], f: &mut Formatter<'_>) -> fmt::Result {
    let terms = || TERMS.iter().filter(|term| is_in(layers, term.is_in));
    let width = terms().map(|term| term.word.chars().count()).max().unwrap_or(0);
    if width > 0 {
        f.write_str("\n")?;
    }
    terms().try_for_each(|Term { word, meaning, .. }| write!(f, "\n{word:width$}   {meaning}"))
}

fn is_in(layers: &[Layer], term: fn(&Layer) -> bool) -> bool {
    layers.iter().any(|layer| term(layer) || is_in(layer.layers, term))
}
