//! What the words and signs of a [`Summary`](super::Summary) mean.

use super::{Layer, Setting};
use crate::kernel::plan::{self, Kernels};
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
    term("batch", "how 16 images are computed at once, in training too", has_kernels),
    term("gradients", "how those of the input and of the weights are computed", has_kernels),
    term("one image", "how one image is computed by the network as it is", has_kernels),
    term("prepared", "how one image is computed after `prepare()`", |layer| !layer.prepared.is_empty()),
];

/// Every kernel by its name in the table.
const KERNELS: &[(&str, &str)] = &[
    ("lanes", "an image in each lane of a vector"),
    ("inputs", "neighbouring inputs in the lanes of a vector"),
    ("channels", "output channels in the lanes of a vector"),
    ("columns", "output columns in the lanes of a vector"),
    ("depthwise", "each channel by itself, 16 of them in the lanes of a vector"),
    ("depthwise planes", "each channel by itself, columns in the lanes of a vector"),
    ("winograd 2×2", "2×2 outputs at a time, with fewer multiplications"),
    ("winograd 4×4", "4×4 outputs at a time, with fewer multiplications"),
    ("winograd rows", "two or four rows at a time, with fewer multiplications"),
    ("pointwise", "a product of matrices, positions in the lanes of a vector"),
    ("direct", "sums of products, one after the other"),
    ("gemm", "a product of matrices"),
    ("im2col + gemm", "windows become columns of a matrix, then a product of matrices"),
    ("columns + pool", "output columns in the lanes of a vector, and some rows at a time the layers down to the pool"),
    ("direct + pool", "sums of products, and some rows at a time the layers down to the pool"),
    ("gemm + pool", "a product of matrices, and some rows at a time the layers down to the pool"),
    (
        "im2col + gemm + pool",
        "windows become a matrix, then a product, and some rows at a time the layers down to the pool",
    ),
    ("definition", "the formula of the layer as it stands"),
    (Layer::FUSED, "together with the layer above"),
];

fn has_kernels(layer: &Layer) -> bool {
    layer.kernels.is_some()
}

/// Whether a layer is computed by this kernel, in one of the ways that the table shows.
fn runs(layer: &Layer, kernel: &str) -> bool {
    let plan = layer.kernels_at(plan::level());
    let of_plan =
        |Kernels { batch, gradients: [input, weight], single }| [batch, input, weight, single].contains(&kernel);
    layer.prepared == kernel || plan.is_some_and(of_plan)
}

fn any(layer: &Layer, is: fn(&Window) -> bool) -> bool {
    layer.window.is_some_and(|window| window.iter().any(is))
}

/// Writes the terms that the rows of `layers` need, each on a line of its own.
pub(super) fn write(layers: &[Layer], f: &mut Formatter<'_>) -> fmt::Result {
    let terms = || TERMS.iter().filter(|term| is_in(layers, &|layer| (term.is_in)(layer)));
    let kernels = || KERNELS.iter().filter(|(name, _)| is_in(layers, &|layer| runs(layer, name)));
    let words = terms().map(|term| term.word.chars().count());
    let names = kernels().map(|(name, _)| 2 + name.chars().count());
    let width = words.chain(names).max().unwrap_or(0);
    if width > 0 {
        f.write_str("\n")?;
    }
    terms().try_for_each(|Term { word, meaning, .. }| write!(f, "\n{word:width$}   {meaning}"))?;
    let width = width.saturating_sub(2);
    kernels().try_for_each(|(name, meaning)| write!(f, "\n  {name:width$}   {meaning}"))
}

fn is_in(layers: &[Layer], is: &dyn Fn(&Layer) -> bool) -> bool {
    layers.iter().any(|layer| is(layer) || is_in(layer.layers, is))
}

#[cfg(all(test, feature = "std"))]
mod tests {
    use super::*;
    use crate::kernel::geometry::Reference;
    use crate::kernel::plan::{Forward, Gradient, Product};
    use crate::kernel::prepared::conv::Algorithm;

    #[test]
    fn every_kernel_has_a_line_and_every_line_a_kernel() {
        let mut names = vec![Layer::FUSED, Kernels::DEFINITION.single];
        names.extend([Forward::Lanes, Forward::WinogradRows, Forward::Columns].map(Forward::name));
        names.push(Forward::Columns.name_with_pool());
        names.extend(Reference::ALL.map(Forward::Reference).map(Forward::name_with_pool));
        names.extend([Product::Lanes, Product::Inputs].map(Product::name));
        names.push(Gradient::Lanes.name());
        names.extend(Reference::ALL.map(Reference::name));
        names.extend(Algorithm::ALL.map(Algorithm::name));
        assert!(names.iter().all(|name| KERNELS.iter().any(|(line, _)| line == name)));
        assert!(KERNELS.iter().all(|(line, _)| names.contains(line)));
    }
}
