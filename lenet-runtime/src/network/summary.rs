//! The table of a network's layers.

use super::padding::Padding;
use super::training::Training;
use super::{Field, Layer, Network, legend};
use crate::kernel::plan::{self, Kernels};
use crate::tensor::{Shape, Value};
use core::fmt::{self, Display, Formatter, Write};

/// A network's layers, as a table when displayed, with a legend of what appears in it.
///
/// `kernel` shows rows × columns of the window, then what is not as usual of stride, padding, dilation and groups: `3×3 s2 p1
/// g32` has a padding of 1 on every side, `5×3 p2×1` of 2 above and below and of 1 on the left and on the right, and where sides
/// differ each is named, `p(top 0, bottom 1, left 0, right 1)`. `ceil` stands where a last window that is not full counts. Or it
/// shows what else a layer is told, `p = 0.5` or `nearest`. `parameters` counts trained numbers; `multiply-adds` and
/// `activation bytes`, those of the output, are for one image; `receptive field` is the part of the image that one element of the
/// output depends on. The layers of a network that is used as a layer are indented, and its own row adds them up.
///
/// The last columns show which kernel computes the layer, as follows from its sizes and from what the CPU can do: `batch` 16 images
/// at once, in training too; `gradients` those with respect to the input and to the weights, by two kernels where two are named;
/// `one image` a network as it is, and `prepared` one that is [prepared](super::Prepared). Layers without a word have one kernel
/// whatever their sizes.
#[derive(Clone, Copy, Debug)]
pub struct Summary {
    name: &'static str,
    input: Shape,
    output: Shape,
    layers: &'static [Layer],
    parameters: usize,
    macs: u64,
    weight_bytes: usize,
    workspace_bytes: usize,
    training_bytes: usize,
}

impl Summary {
    /// The table of `N`.
    #[must_use]
    pub const fn of<N: Network>() -> Self {
        Self {
            name: N::NAME,
            input: N::Input::SHAPE,
            output: N::Output::SHAPE,
            layers: N::LAYERS,
            parameters: N::PARAMETERS,
            macs: N::MACS,
            weight_bytes: size_of::<N>(),
            workspace_bytes: size_of::<N::Workspace<1>>(),
            training_bytes: size_of::<N>() + size_of::<Training<N, 1>>(),
        }
    }
}

impl Display for Summary {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let mut widths = [0; COLUMNS.len()];
        self.each_row(&mut |row| {
            for (width, column) in widths.iter_mut().zip(&COLUMNS) {
                *width = (*width).max(row.width(column)?);
            }
            Ok(())
        })?;
        let line = widths.iter().sum::<usize>() + GAP * (COLUMNS.len() - 1);
        writeln!(f, "{}: {} → {}", self.name, self.input, self.output)?;
        self.each_row(&mut |row| {
            if matches!(row, Row::Total(_)) {
                writeln!(f, "{:─<line$}", "")?;
            }
            // Spaces wait for the next cell that is not empty, so that no line ends in them.
            let mut spaces = 0;
            for (&width, column) in widths.iter().zip(&COLUMNS) {
                let cell = row.width(column)?;
                let (before, after) = if column.right { (width - cell, 0) } else { (0, width - cell) };
                if cell > 0 {
                    write!(f, "{:1$}", "", spaces + before)?;
                    row.write(column, f)?;
                    spaces = 0;
                }
                spaces += GAP + after + if cell > 0 { 0 } else { before };
            }
            f.write_char('\n')?;
            if matches!(row, Row::Head) { writeln!(f, "{:─<line$}", "") } else { Ok(()) }
        })?;
        write!(
            f,
            "weights {} bytes, workspace for one image {} bytes, with input and output\n\
             training without an allocator {} bytes, one image at a time",
            Thousands(self.weight_bytes as u64),
            Thousands(self.workspace_bytes as u64),
            Thousands(self.training_bytes as u64)
        )?;
        legend::write(self.layers, f)
    }
}

/// Spaces between columns.
const GAP: usize = 3;

struct Column {
    title: &'static str,
    right: bool,
    cell: fn(&Entry<'_>, &mut dyn Write) -> fmt::Result,
}

/// One line of the table.
enum Row<'a> {
    Head,
    Layer(Entry<'a>),
    Total(&'a Summary),
}

/// A layer, how many networks it is inside of, and its receptive field in the outermost.
struct Entry<'a> {
    layer: &'a Layer,
    depth: usize,
    field: Field,
    input: Shape,
}

const COLUMNS: [Column; 11] = [
    Column { title: "layer", right: false, cell: layer },
    Column { title: "output", right: false, cell: |entry, out| write!(out, "{}", entry.layer.output) },
    Column { title: "kernel", right: false, cell: kernel },
    Column { title: "parameters", right: true, cell: |entry, out| count(entry.layer.parameters as u64, out) },
    Column { title: "multiply-adds", right: true, cell: |entry, out| count(entry.layer.macs, out) },
    Column { title: "activation bytes", right: true, cell: |entry, out| count(bytes(entry.layer), out) },
    Column { title: "receptive field", right: false, cell: field },
    Column { title: "batch", right: false, cell: |entry, out| kernels(entry, out, &|of, out| out.write_str(of.batch)) },
    Column { title: "gradients", right: false, cell: |entry, out| kernels(entry, out, &gradients) },
    Column {
        title: "one image",
        right: false,
        cell: |entry, out| kernels(entry, out, &|of, out| out.write_str(of.single)),
    },
    Column { title: "prepared", right: false, cell: |entry, out| out.write_str(entry.layer.prepared) },
];

impl Summary {
    fn each_row(&self, row: &mut dyn FnMut(Row<'_>) -> fmt::Result) -> fmt::Result {
        row(Row::Head)?;
        self.each_layer(self.layers, 0, Field::INPUT, row)?;
        row(Row::Total(self))
    }

    /// The rows of `layers`, a network whose input has the receptive field `start`.
    fn each_layer(
        &self,
        layers: &'static [Layer],
        depth: usize,
        start: Field,
        row: &mut dyn FnMut(Row<'_>) -> fmt::Result,
    ) -> fmt::Result {
        for layer in layers {
            row(Row::Layer(Entry { layer, depth, field: start.then(layer.field), input: self.input }))?;
            let from = layer.inputs.first().and_then(|&input| layers.get(input.checked_sub(1)?));
            let inner = from.map_or(start, |from| start.then(from.field));
            self.each_layer(layer.layers, depth + 1, inner, row)?;
        }
        Ok(())
    }
}

impl Row<'_> {
    fn write(&self, column: &Column, out: &mut dyn Write) -> fmt::Result {
        match self {
            Self::Head => out.write_str(column.title),
            Self::Layer(entry) => (column.cell)(entry, out),
            Self::Total(summary) => match column.title {
                "layer" => out.write_str("total"),
                "parameters" => count(summary.parameters as u64, out),
                "multiply-adds" => count(summary.macs, out),
                "activation bytes" => count(all_bytes(summary.layers), out),
                _ => Ok(()),
            },
        }
    }

    /// The width in characters. All of them, `×` and `─` too, are one column wide in a terminal.
    fn width(&self, column: &Column) -> Result<usize, fmt::Error> {
        struct Width(usize);

        impl Write for Width {
            fn write_str(&mut self, text: &str) -> fmt::Result {
                self.0 += text.chars().count();
                Ok(())
            }
        }

        let mut width = Width(0);
        self.write(column, &mut width)?;
        Ok(width.0)
    }
}

/// The layer as it was declared: `conv1: conv2d`, or `sigmoid` where only a number tells it from others of its kind.
fn layer(entry: &Entry<'_>, out: &mut dyn Write) -> fmt::Result {
    let Layer { name, kind, parameters, .. } = *entry.layer;
    write!(out, "{:1$}", "", 2 * entry.depth)?;
    let (path, _) = entry.layer.split_name();
    match (entry.layer.is_numbered(), parameters) {
        (false, _) => write!(out, "{name}: {kind}"),
        (true, 0) if path.is_empty() => out.write_str(kind),
        (true, 0) => write!(out, "{path}.{kind}"),
        (true, _) => out.write_str(name),
    }
}

fn kernel(entry: &Entry<'_>, out: &mut dyn Write) -> fmt::Result {
    if let Some(setting) = entry.layer.setting {
        write!(out, "{setting}")?;
    }
    let Some([rows, columns]) = entry.layer.window else { return Ok(()) };
    write!(out, "{}×{}", rows.kernel, columns.kernel)?;
    let groups = entry.layer.groups;
    pair('s', rows.stride, columns.stride, out)?;
    if let Some(padding) = Padding::of([rows, columns]) {
        if padding.is_uneven() { write!(out, " p({padding})")? } else { write!(out, " p{padding}")? }
    }
    pair('d', rows.dilation, columns.dilation, out)?;
    pair('g', groups, groups, out)?;
    if rows.ceil || columns.ceil { out.write_str(" ceil") } else { Ok(()) }
}

/// ` s2` or ` s2×1`; nothing where both are 1.
fn pair(letter: char, rows: usize, columns: usize, out: &mut dyn Write) -> fmt::Result {
    match (rows, columns) {
        (1, 1) => Ok(()),
        (rows, columns) if rows == columns => write!(out, " {letter}{rows}"),
        (rows, columns) => write!(out, " {letter}{rows}×{columns}"),
    }
}

/// What is said of the kernels that run now, if the layer has several.
fn kernels(
    entry: &Entry<'_>,
    out: &mut dyn Write,
    say: &dyn Fn(&Kernels, &mut dyn Write) -> fmt::Result,
) -> fmt::Result {
    entry.layer.kernels_at(plan::level()).map_or(Ok(()), |kernels| say(&kernels, out))
}

fn gradients(kernels: &Kernels, out: &mut dyn Write) -> fmt::Result {
    let [input, weight] = kernels.gradients;
    if input == weight { out.write_str(input) } else { write!(out, "{input}, {weight}") }
}

fn field(entry: &Entry<'_>, out: &mut dyn Write) -> fmt::Result {
    let [rows, columns] = entry.field.size();
    match entry.input {
        Shape::Image(_, h, w) => write!(out, "{}×{}", rows.min(h), columns.min(w)),
        Shape::Vector(n) => write!(out, "{}", rows.saturating_mul(columns).min(n)),
    }
}

fn bytes(layer: &Layer) -> u64 {
    (layer.output.len() * size_of::<f32>()) as u64
}

/// The bytes of all outputs, a network's as those of its layers.
fn all_bytes(layers: &[Layer]) -> u64 {
    layers.iter().map(|layer| if layer.layers.is_empty() { bytes(layer) } else { all_bytes(layer.layers) }).sum()
}

fn count(number: u64, out: &mut dyn Write) -> fmt::Result {
    if number == 0 { out.write_char('–') } else { write!(out, "{}", Thousands(number)) }
}

/// A number with a comma before every three digits.
struct Thousands(u64);

impl Display for Thousands {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            0..1000 => write!(f, "{}", self.0),
            _ => write!(f, "{},{:03}", Thousands(self.0 / 1000), self.0 % 1000),
        }
    }
}

#[cfg(all(test, feature = "alloc"))]
mod tests {
    use super::*;
    use crate::shape::Window;
    use alloc::string::ToString;

    const CONV: Window = Window { size: 8, kernel: 3, stride: 2, before: 1, after: 1, dilation: 1, ceil: false };
    const WIDE: Window = Window { kernel: 2, stride: 1, after: 0, ..CONV };
    const PLAIN: Layer = Layer {
        name: "act.relu_1",
        kind: "relu",
        inputs: &[0],
        output: Shape::Image(4, 4, 4),
        window: None,
        setting: None,
        groups: 1,
        parameters: 0,
        macs: 0,
        field: Field::INPUT,
        kernels: None,
        prepared: Layer::FUSED,
        layers: &[],
    };
    const INNER: &[Layer] = &[
        Layer { name: "conv2d_1", kind: "conv2d", window: Some([CONV, WIDE]), parameters: 1_000_000, ..CONVOLUTION },
        Layer { inputs: &[1], field: CONVOLUTION.field, ..PLAIN },
    ];
    const CONVOLUTION: Layer = Layer {
        window: Some([CONV, CONV]),
        groups: 2,
        parameters: 999,
        macs: 64_000,
        field: Field::INPUT.slide(CONV, CONV),
        kernels: Some([Kernels { batch: "lanes", gradients: ["lanes"; 2], single: "direct" }; 2]),
        prepared: "channels",
        ..PLAIN
    };
    const TABLE: Summary = Summary {
        name: "Nested",
        input: Shape::Image(2, 8, 8),
        output: Shape::Image(4, 4, 4),
        layers: &[
            Layer { name: "stem", kind: "conv2d", ..CONVOLUTION },
            Layer {
                name: "body",
                kind: "nets::Inner",
                inputs: &[1],
                parameters: 1_000_000,
                macs: 64_000,
                field: CONVOLUTION.field.then(CONVOLUTION.field),
                kernels: None,
                prepared: "",
                layers: INNER,
                ..PLAIN
            },
        ],
        parameters: 1_000_999,
        macs: 128_000,
        weight_bytes: 4_003_996,
        workspace_bytes: 12,
        training_bytes: 8_009_000,
    };

    #[test]
    fn networks_within_networks_are_indented_and_see_through_what_is_before_them() {
        let expected = "\
Nested: 2 × 8 × 8 → 4 × 4 × 4
layer               output      kernel                                            parameters   multiply-adds   activation bytes   receptive field   batch   gradients   one image   prepared
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
stem: conv2d        4 × 4 × 4   3×3 s2 p1 g2                                             999          64,000                256   3×3               lanes   lanes       direct      channels
body: nets::Inner   4 × 4 × 4                                                      1,000,000          64,000                256   7×7
  conv2d_1          4 × 4 × 4   3×2 s2×1 p(top 1, bottom 1, left 1, right 0) g2    1,000,000          64,000                256   7×7               lanes   lanes       direct      channels
  act.relu          4 × 4 × 4                                                              –               –                256   7×7                                               ↑
────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────────
total                                                                              1,000,999         128,000                768
weights 4,003,996 bytes, workspace for one image 12 bytes, with input and output
training without an allocator 8,009,000 bytes, one image at a time

kernel            rows × columns of the window
  s               stride; s2×1: down by 2, to the right by 1
  p               padding on every side; p2×1: 2 above and below, 1 left and right
  g               groups of channels
receptive field   the part of the input that one element of the output depends on
batch             how 16 images are computed at once, in training too
gradients         how those of the input and of the weights are computed
one image         how one image is computed by the network as it is
prepared          how one image is computed after `prepare()`
  lanes           an image in each lane of a vector
  channels        output channels in the lanes of a vector
  direct          sums of products, one after the other
  ↑               together with the layer above";
        assert_eq!(TABLE.to_string(), expected);
    }
}
