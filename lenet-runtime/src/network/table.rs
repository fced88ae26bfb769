//! How `network!` writes the table of a network's layers.

use super::{Field, Kernels, Layer, Network, Setting};
use crate::kernel::plan::Plan;
use crate::kernel::prepared::conv::PreparedConv;
use crate::kernel::prepared::linear::PreparedLinear;
use crate::layer::description::{Described, Description, Reach};
use crate::tensor::{Shape, Value};

/// A row of the table, before its receptive field is known.
#[derive(Clone, Copy)]
pub struct Row {
    layer: Layer,
    reach: Reach,
    /// The shape of the output, if it is not that of the first input.
    output: Option<Shape>,
}

impl Row {
    /// The row of a layer that reads the layer before it, each element at the same position, without parameters and
    /// multiply-adds.
    #[must_use]
    pub const fn new(name: &'static str, kind: &'static str) -> Self {
        let layer = Layer {
            name,
            kind,
            inputs: &[],
            output: Shape::Vector(0),
            window: None,
            setting: None,
            groups: 1,
            parameters: 0,
            macs: 0,
            field: Field::INPUT,
            kernels: None,
            prepared: "",
            layers: &[],
        };
        Self { layer, reach: Reach::Element, output: None }
    }

    /// The row of a layer whose type knows its sizes.
    #[must_use]
    pub const fn of<D: Described>(name: &'static str, kind: &'static str) -> Self {
        let Description { output, reach, edges, groups, parameters, macs, plan } = D::DESCRIPTION;
        let mut row = Self { reach, output: Some(output), ..Self::new(name, kind) };
        row.layer.groups = groups;
        row.layer.parameters = parameters;
        row.layer.macs = macs;
        row.layer.window = match reach {
            Reach::Windows(windows) => Some(windows),
            Reach::Growths([h, w]) => Some([h.window(), w.window()]),
            Reach::Element | Reach::Whole | Reach::Bin | Reach::Anywhere | Reach::Upsampled(..) => None,
        };
        row.layer.setting = match (reach, edges) {
            (_, Some(edges)) => Some(Setting::Edges(edges)),
            (Reach::Upsampled(_, 1), None) => Some(Setting::Nearest),
            (Reach::Upsampled(..), None) => Some(Setting::Bilinear),
            (_, None) => None,
        };
        if let Some(plan) = plan {
            row.layer.kernels = Some([plan.kernels(true), plan.kernels(false)]);
            row.layer.prepared = match plan {
                // As `prepared` says.
                Plan::Conv(_) | Plan::ConvPool(_) => "",
                // A prepared network computes it as one that is not.
                Plan::ConvTranspose(plan) => plan.grad_input(1).name(),
                Plan::Linear(_) => PreparedLinear::ALGORITHM.name(),
            };
        }
        row
    }

    /// The layer reads others than the one before it.
    #[must_use]
    pub const fn reads(mut self, inputs: &'static [usize]) -> Self {
        self.layer.inputs = inputs;
        self
    }

    /// The layer has an output of another shape than its first input.
    #[must_use]
    pub const fn output(mut self, output: Shape) -> Self {
        self.output = Some(output);
        self
    }

    /// The layer reads every position.
    #[must_use]
    pub const fn whole(mut self) -> Self {
        self.reach = Reach::Whole;
        self
    }

    /// The layer arranges the elements in other rows and columns.
    #[must_use]
    pub const fn rearranges(mut self) -> Self {
        self.reach = Reach::Anywhere;
        self
    }

    /// The layer adds so many rows and columns: at the top, the bottom, the left and the right.
    #[must_use]
    pub const fn edges(mut self, edges: [usize; 4]) -> Self {
        self.layer.setting = Some(Setting::Edges(edges));
        self
    }

    /// The layer is a dropout.
    #[must_use]
    pub const fn drops(mut self, p: f32) -> Self {
        self.layer.setting = Some(Setting::Drops(p));
        self
    }

    /// The layer has trained numbers.
    #[must_use]
    pub const fn parameters(mut self, parameters: usize) -> Self {
        self.layer.parameters = parameters;
        self
    }

    /// How a prepared network computes a convolution.
    #[must_use]
    pub const fn prepared(mut self, conv: &PreparedConv) -> Self {
        self.layer.prepared = conv.algorithm().name();
        self
    }

    /// The formula of the layer is computed as it stands.
    #[must_use]
    pub const fn by_definition(mut self) -> Self {
        self.layer.kernels = Some([Kernels::DEFINITION; 2]);
        self.layer.prepared = Kernels::DEFINITION.single;
        self
    }

    /// A prepared network computes the layer together with one above it.
    #[must_use]
    pub const fn fused(mut self) -> Self {
        self.layer.prepared = Layer::FUSED;
        self
    }

    /// The layer is another network.
    #[must_use]
    pub const fn nests<N: Network>(mut self) -> Self {
        self.output = Some(N::Output::SHAPE);
        self.layer.parameters = N::PARAMETERS;
        self.layer.macs = N::MACS;
        self.layer.layers = N::LAYERS;
        self
    }

    /// The table of a network that reads `input`: each layer's receptive field follows from those of its inputs.
    #[must_use]
    pub const fn table<const N: usize>(input: Shape, rows: [Self; N]) -> [Layer; N] {
        let mut layers = [Self::new("", "").layer; N];
        let mut index = 0;
        while index < N {
            let Self { mut layer, reach, output } = rows[index];
            if layer.inputs.is_empty() {
                layer.inputs = before::<N>(index);
            }
            let (mut field, mut from) = (Field::INPUT, input);
            let mut place = 0;
            while place < layer.inputs.len() {
                let (source, shape) = match layer.inputs[place] {
                    0 => (Field::INPUT, input),
                    row => (layers[row - 1].field, layers[row - 1].output),
                };
                (field, from) = if place == 0 { (source, shape) } else { (field.join(source), from) };
                place += 1;
            }
            layer.output = match output {
                Some(output) => output,
                None => from,
            };
            layer.field = match (reach, layer.layers.last()) {
                (Reach::Element, None) => field,
                (Reach::Element, Some(last)) => field.then(last.field),
                (Reach::Windows([h, w]), _) => field.slide(h, w),
                (Reach::Growths([h, w]), _) => field.grow(h, w),
                (Reach::Whole, _) => Field::whole(input),
                (Reach::Bin, _) => {
                    let (n, m) = (from, layer.output);
                    field.bins((n.height(), m.height()), (n.width(), m.width()))
                }
                (Reach::Upsampled(scale, taps), _) => field.upsample(scale, taps),
                (Reach::Anywhere, _) => field.rearranged(input),
            };
            layers[index] = layer;
            index += 1;
        }
        layers
    }
}

/// The inputs of the layer with this index, counted from 0, that reads the one before it.
const fn before<const N: usize>(index: usize) -> &'static [usize] {
    struct Numbers<const N: usize>;
    impl<const N: usize> Numbers<N> {
        const ALL: [usize; N] = {
            let (mut numbers, mut index) = ([0; N], 0);
            while index < N {
                numbers[index] = index;
                index += 1;
            }
            numbers
        };
    }
    Numbers::<N>::ALL.split_at(index).1.split_at(1).0
}

pub(super) const fn parameters(layers: &[Layer]) -> usize {
    let (mut sum, mut index) = (0_usize, 0);
    while index < layers.len() {
        sum = layers[index].parameters.saturating_add(sum);
        index += 1;
    }
    sum
}

pub(super) const fn macs(layers: &[Layer]) -> u64 {
    let (mut sum, mut index) = (0_u64, 0);
    while index < layers.len() {
        sum = layers[index].macs.saturating_add(sum);
        index += 1;
    }
    sum
}

/// How many batch norms there are.
pub(super) const fn batch_norms(layers: &[Layer]) -> usize {
    let (mut sum, mut index) = (0, 0);
    while index < layers.len() {
        let layer = &layers[index];
        sum += if layer.is_batch_norm() { 1 } else { batch_norms(layer.layers) };
        index += 1;
    }
    sum
}

/// The name of the first batch norm that has a single number of each channel in an image. A constant, so that the table is in no program
/// that only trains.
pub(crate) const fn single_number(layers: &[Layer]) -> Option<&'static str> {
    let mut index = 0;
    while index < layers.len() {
        let layer = &layers[index];
        if layer.is_batch_norm() && layer.output.positions() == 1 {
            return Some(layer.name);
        }
        if let Some(name) = single_number(layer.layers) {
            return Some(name);
        }
        index += 1;
    }
    None
}
