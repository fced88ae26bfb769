//! How `network!` writes the table of a network's layers.

use super::{Field, Layer, Network, Setting};
use crate::kernel::plan::{ConvPlan, Kernels, LinearPlan, Plan};
use crate::kernel::prepared::conv::PreparedConv;
use crate::kernel::prepared::linear::PreparedLinear;
use crate::shape::{Grow, Growth, Slide, Window};
use crate::tensor::Shape;

/// A row of the table, before its receptive field is known.
#[derive(Clone, Copy)]
pub struct Row {
    layer: Layer,
    reach: Reach,
}

/// What an element of a layer's output reads.
#[derive(Clone, Copy)]
enum Reach {
    /// The element at the same position; or what a nested network reads.
    Element,
    Windows([Window; 2]),
    Growths([Growth; 2]),
    /// Every position.
    Whole,
    /// A bin of adaptive pooling.
    Bin,
    /// The element at another position.
    Anywhere,
    /// The nearest elements of a smaller image: its scale, and how many elements are mixed.
    Upsampled([usize; 2], usize),
}

impl Row {
    /// The row of a layer that reads the element at the same position, without parameters and multiply-adds.
    #[must_use]
    pub const fn new(name: &'static str, kind: &'static str, inputs: &'static [usize], output: Shape) -> Self {
        let layer = Layer {
            name,
            kind,
            inputs,
            output,
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
        Self { layer, reach: Reach::Element }
    }

    /// The layer slides a window.
    #[must_use]
    pub const fn windows<H: Slide, W: Slide>(mut self) -> Self {
        self.layer.window = Some([H::WINDOW, W::WINDOW]);
        self.reach = Reach::Windows([H::WINDOW, W::WINDOW]);
        self
    }

    /// The layer is a transposed convolution.
    #[must_use]
    pub const fn grows<H: Grow, W: Grow>(mut self) -> Self {
        self.layer.window = Some([H::GROWTH.window(), W::GROWTH.window()]);
        self.reach = Reach::Growths([H::GROWTH, W::GROWTH]);
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

    /// The layer is an adaptive pooling.
    #[must_use]
    pub const fn adapts(mut self) -> Self {
        self.reach = Reach::Bin;
        self
    }

    /// The layer makes `scale` elements of one.
    #[must_use]
    pub const fn upsamples(mut self, scale: [usize; 2], bilinear: bool) -> Self {
        self.layer.setting = Some(if bilinear { Setting::Bilinear } else { Setting::Nearest });
        self.reach = Reach::Upsampled(scale, if bilinear { 2 } else { 1 });
        self
    }

    /// The layer adds so many rows and columns, or cuts them off: at the top, the bottom, the left and the right.
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

    /// The channels form groups.
    #[must_use]
    pub const fn groups(mut self, groups: usize) -> Self {
        self.layer.groups = groups;
        self
    }

    /// The layer has trained numbers.
    #[must_use]
    pub const fn parameters(mut self, parameters: usize) -> Self {
        self.layer.parameters = parameters;
        self
    }

    /// The layer takes multiply-adds.
    #[must_use]
    pub const fn costs(mut self, macs: u64) -> Self {
        self.layer.macs = macs;
        self
    }

    /// The kernels of a convolution: those of tiles, and that of a prepared network.
    #[must_use]
    pub const fn conv(mut self, plan: ConvPlan, prepared: &PreparedConv) -> Self {
        self.layer.kernels = kernels(Plan::Conv(plan));
        self.layer.prepared = prepared.algorithm().name();
        self
    }

    /// The kernels of a transposed convolution. A prepared network computes it as one that is not.
    #[must_use]
    pub const fn conv_transpose(mut self, plan: ConvPlan) -> Self {
        self.layer.kernels = kernels(Plan::ConvTranspose(plan));
        self.layer.prepared = plan.grad_input(1).name();
        self
    }

    /// The kernels of a linear layer.
    #[must_use]
    pub const fn linear(mut self, plan: LinearPlan) -> Self {
        self.layer.kernels = kernels(Plan::Linear(plan));
        self.layer.prepared = PreparedLinear::ALGORITHM.name();
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
        self.layer.parameters = N::PARAMETERS;
        self.layer.macs = N::MACS;
        self.layer.layers = N::LAYERS;
        self
    }

    /// The table of a network that reads `input`: each layer's receptive field follows from those of its inputs.
    #[must_use]
    pub const fn table<const N: usize>(input: Shape, rows: [Self; N]) -> [Layer; N] {
        let mut layers = [Self::new("", "", &[], input).layer; N];
        let mut index = 0;
        while index < N {
            let Self { mut layer, reach } = rows[index];
            let (mut field, mut from) = (Field::INPUT, input);
            let mut place = 0;
            while place < layer.inputs.len() {
                let source = match layer.inputs[place] {
                    0 => Field::INPUT,
                    row => {
                        from = layers[row - 1].output;
                        layers[row - 1].field
                    }
                };
                field = if place == 0 { source } else { field.join(source) };
                place += 1;
            }
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

const fn kernels(plan: Plan) -> Option<[Kernels; 2]> {
    Some([plan.kernels(true), plan.kernels(false)])
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
