//! What was meant: each layer with its sizes, its place in the struct and the values it reads and writes. A plan is
//! only made of a declaration without mistakes, so that `expand` cannot fail.

mod claim;
mod facts;
mod name;
mod names;
mod size;
mod tensors;
pub mod types;

pub use claim::{Claim, Proof, Rule};
pub use facts::{Gradient, Runs, Start};
pub use name::Name;
pub use names::{Namer, Stem, group_name, iteration_name};
pub use size::{Axis, Growth, Shape, Size};
pub use tensors::Tensor;

use crate::ast::{Attribute, Budget, Path};
use crate::words::{Along, Function, Saves};
use proc_macro2::{Ident, Span, TokenStream};
use quote::ToTokens;
use syn::{LitStr, Token};

pub struct Plan {
    pub runtime: TokenStream,
    pub attributes: Vec<Attribute>,
    pub visibility: TokenStream,
    pub keyword: Token![struct],
    pub name: Ident,
    /// The braces around the layers.
    pub body: Span,
    pub input: Shape,
    pub output: Shape,
    /// Hidden constants for sizes that only rustc can compute, in an order in which each reads earlier ones.
    pub constants: Vec<Constant>,
    pub proofs: Vec<Proof>,
    pub parameters: Group,
    /// Value 0 is the network's input.
    pub values: Vec<Value>,
    pub steps: Vec<Step>,
    pub result: ValueId,
    pub weights: Option<Weights>,
    pub budget: Option<Budget>,
}

/// The file with the weights of a network.
pub struct Weights {
    /// As it is written.
    pub written: LitStr,
    /// The same from the root of the file system, where the place of the source file is known.
    pub path: Option<String>,
}

impl Weights {
    /// Whether they are packed for a prepared network, which the name of the file says.
    pub fn are_packed(&self) -> bool {
        self.written.value().ends_with(".packed")
    }
}

impl Plan {
    /// For each value the one whose numbers it has at inference, where dropout passes its input on.
    pub fn same(&self) -> Vec<ValueId> {
        let mut same: Vec<ValueId> = (0..self.values.len()).collect();
        for step in &self.steps {
            if step.op.facts().infers == Runs::PassesOn {
                same[step.output] = same[step.inputs[0].value];
            }
        }
        same
    }

    /// The step that alone reads a value at inference, if it reads it once and in the shape that it has; `same` is
    /// [`Self::same`].
    pub fn only_reader(&self, same: &[ValueId], value: ValueId) -> Option<usize> {
        let mut reads = self
            .steps
            .iter()
            .enumerate()
            .filter(|(_, step)| step.op.facts().infers.computes())
            .flat_map(|(index, step)| step.inputs.iter().map(move |input| (index, input)))
            .filter(|(_, input)| same[input.value] == same[value]);
        let (index, input) = reads.next()?;
        let alone = reads.next().is_none() && same[self.result] != same[value];
        (alone && input.shape.is_same(&self.values[value].shape)).then_some(index)
    }
}

/// What is left of a plan after mistakes: enough for the type to exist.
pub struct Outline {
    pub runtime: TokenStream,
    pub attributes: Vec<Attribute>,
    pub visibility: TokenStream,
    pub name: Ident,
    /// The shapes, if they are known.
    pub input: Option<Shape>,
    pub output: Option<Shape>,
}

impl Outline {
    /// What is left of a plan.
    pub fn of(plan: Plan) -> Self {
        let Plan { runtime, attributes, visibility, name, input, output, .. } = plan;
        Self { runtime, attributes, visibility, name, input: Some(input), output: Some(output) }
    }
}

/// A constant of the network's type.
pub struct Constant {
    pub name: Ident,
    pub ty: TokenStream,
    pub value: TokenStream,
}

/// The parameters of the layers of one scope: the network, or a named group of layers.
#[derive(Default)]
pub struct Group {
    pub fields: Vec<Field>,
}

pub struct Field {
    /// What the user says of it.
    pub docs: Vec<Attribute>,
    pub name: Ident,
    pub tensors: Name,
    pub kind: FieldKind,
}

impl Field {
    pub fn new(name: Ident, kind: FieldKind) -> Self {
        Self { docs: Vec::new(), tensors: Name::of(&name), name, kind }
    }
}

pub enum FieldKind {
    /// The parameters of the layer of a step.
    Layer { parameters: Parameters, step: usize },
    /// Another network.
    Network(Path),
    /// A named group.
    Group(Group),
    /// A named `repeat` whose iterations have the same shapes.
    Array(Group, usize),
    /// A named `repeat` whose iterations have different shapes.
    Tuple(Vec<Group>),
}

impl Group {
    /// Whether both have the same fields of the same types.
    pub fn is_same(&self, other: &Self) -> bool {
        self.fields.len() == other.fields.len()
            && self
                .fields
                .iter()
                .zip(&other.fields)
                .all(|(a, b)| a.name == b.name && a.tensors.text == b.tensors.text && a.kind.is_same(&b.kind))
    }
}

impl FieldKind {
    fn is_same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Layer { parameters: a, .. }, Self::Layer { parameters: b, .. }) => a.is_same(b),
            (Self::Network(a), Self::Network(b)) => a.to_token_stream().to_string() == b.to_token_stream().to_string(),
            (Self::Group(a), Self::Group(b)) => a.is_same(b),
            (Self::Array(a, n), Self::Array(b, m)) => n == m && a.is_same(b),
            (Self::Tuple(a), Self::Tuple(b)) => a.len() == b.len() && a.iter().zip(b).all(|(a, b)| a.is_same(b)),
            (
                Self::Layer { .. } | Self::Network(_) | Self::Group(_) | Self::Array(..) | Self::Tuple(_),
                Self::Layer { .. } | Self::Network(_) | Self::Group(_) | Self::Array(..) | Self::Tuple(_),
            ) => false,
        }
    }
}

/// The parameters of a layer.
#[derive(Clone)]
pub enum Parameters {
    Conv2d {
        channels_per_group: Size,
        filters: Size,
        kernel: [Size; 2],
        bias: bool,
    },
    ConvTranspose2d {
        channels: Size,
        filters: Size,
        filters_per_group: Size,
        kernel: [Size; 2],
        bias: bool,
    },
    Linear {
        inputs: Size,
        outputs: Size,
        bias: bool,
    },
    PerChannel(PerChannel),
    /// A factor and a summand for each element of this shape.
    Elementwise {
        shape: Shape,
        elements: Size,
    },
}

/// Trained tensors of one number a channel: the runtime's type, over the number of channels.
#[derive(Clone)]
pub struct PerChannel {
    pub ty: &'static str,
    pub channels: Size,
    pub tensors: usize,
    /// What all of its numbers start at, if the declaration says so.
    pub start: Option<TokenStream>,
}

impl Parameters {
    /// The sizes whose product is the number of weights.
    pub fn sizes(&self) -> Vec<&Size> {
        match self {
            Self::Conv2d { channels_per_group, filters, kernel: [rows, columns], .. } => {
                vec![channels_per_group, filters, rows, columns]
            }
            Self::ConvTranspose2d { channels, filters, filters_per_group, kernel: [rows, columns], .. } => {
                vec![channels, filters, filters_per_group, rows, columns]
            }
            Self::Linear { inputs, outputs, .. } => vec![inputs, outputs],
            Self::PerChannel(PerChannel { channels: size, .. }) | Self::Elementwise { elements: size, .. } => {
                vec![size]
            }
        }
    }

    pub fn bias(&self) -> bool {
        match self {
            Self::Conv2d { bias, .. } | Self::ConvTranspose2d { bias, .. } | Self::Linear { bias, .. } => *bias,
            Self::PerChannel(_) | Self::Elementwise { .. } => true,
        }
    }

    fn is_same(&self, other: &Self) -> bool {
        let (a, b) = (self.sizes(), other.sizes());
        core::mem::discriminant(self) == core::mem::discriminant(other)
            && self.bias() == other.bias()
            && self.kind() == other.kind()
            && a.iter().zip(b).all(|(a, b)| a.is_same(b))
    }

    /// What their type, and how they start, says beside their sizes.
    fn kind(&self) -> String {
        match self {
            Self::Conv2d { .. } | Self::ConvTranspose2d { .. } | Self::Linear { .. } => String::new(),
            Self::PerChannel(PerChannel { ty, start, .. }) => {
                format!("{ty} {}", start.as_ref().map(ToString::to_string).unwrap_or_default())
            }
            Self::Elementwise { shape, .. } => shape.words(),
        }
    }

    /// How many numbers are trained, where it is known.
    pub fn count(&self) -> Option<usize> {
        let product =
            |sizes: &[&Size]| sizes.iter().try_fold(1, |all: usize, size| Some(all.saturating_mul(size.known()?)));
        let (weights, biases) = match self {
            Self::Conv2d { channels_per_group, filters, kernel: [rows, columns], .. } => {
                (product(&[channels_per_group, filters, rows, columns])?, filters)
            }
            Self::ConvTranspose2d { channels, filters, filters_per_group, kernel: [rows, columns], .. } => {
                (product(&[channels, filters_per_group, rows, columns])?, filters)
            }
            Self::Linear { inputs, outputs, .. } => (product(&[inputs, outputs])?, outputs),
            Self::PerChannel(PerChannel { channels, tensors, .. }) => {
                return Some(tensors.saturating_mul(channels.known()?));
            }
            Self::Elementwise { elements, .. } => (elements.known()?, elements),
        };
        let biases = if self.bias() { biases.known()? } else { 0 };
        Some(weights.saturating_add(biases))
    }
}

/// How to reach a field from the network: `.layer1[0].conv1`.
#[derive(Clone)]
pub enum Member {
    Named(Ident),
    Tuple(usize),
    Element(usize),
}

pub type ValueId = usize;

/// A buffer that a layer fills.
pub struct Value {
    /// What the layer that fills it is called.
    pub stem: Stem,
    pub shape: Shape,
}

/// One layer, in the order of execution.
pub struct Step {
    /// The path of the layer, `layer1.0.conv1`, and what it is called in the expansion.
    pub path: String,
    pub stem: Stem,
    /// What its geometry is called after: the layer itself, or an earlier one with the same.
    pub geometry: Stem,
    /// The word that declared it.
    pub word: &'static str,
    pub op: Op,
    pub inputs: Vec<Input>,
    pub output: ValueId,
    /// The shape of the output: that of the value, or for `flatten` and `reshape` another view of it.
    pub shape: Shape,
    /// Where its parameters are.
    pub place: Vec<Member>,
    pub parameters: Option<Parameters>,
}

/// What a step reads: a value, and the step that made it (0 is the network's input, n the n-th step).
#[derive(Clone)]
pub struct Input {
    pub value: ValueId,
    pub row: usize,
    pub shape: Shape,
}

pub enum Op {
    Conv {
        channels: Size,
        filters: Size,
        axes: [Axis; 2],
        groups: Size,
        flip: bool,
    },
    ConvTranspose {
        channels: Size,
        filters: Size,
        axes: [Growth; 2],
        groups: Size,
    },
    MaxPool {
        channels: Size,
        axes: [Axis; 2],
    },
    AvgPool {
        channels: Size,
        axes: [Axis; 2],
        count_include_pad: bool,
    },
    Adaptive {
        max: bool,
        channels: Size,
        from: [Size; 2],
        to: [Size; 2],
    },
    Linear,
    Activation(Activation),
    BatchNorm {
        eps: TokenStream,
        momentum: TokenStream,
    },
    /// With a number of channels, each is dropped as a whole.
    Dropout {
        p: TokenStream,
        channels: Option<Size>,
    },
    Upsample {
        bilinear: bool,
        align_corners: bool,
        channels: Size,
        from: [Size; 2],
        scale: [Size; 2],
    },
    /// Margins are top, bottom, left, right.
    Pad {
        channels: Size,
        from: [Size; 2],
        margins: [Size; 4],
        value: TokenStream,
    },
    Crop {
        channels: Size,
        from: [Size; 2],
        margins: [Size; 4],
    },
    /// A layer behind the runtime's trait `Module`, with or without parameters.
    Module(Module),
    /// The same numbers in another shape: no code.
    View,
    /// The sum of two values of one shape.
    Add,
    /// Values one behind the other.
    Concat {
        along: Along,
    },
    Network(Path),
}

impl Op {
    /// The activation that it is.
    pub fn activation(&self) -> Option<&Activation> {
        match self {
            Self::Activation(activation) => Some(activation),
            Self::Conv { .. }
            | Self::ConvTranspose { .. }
            | Self::MaxPool { .. }
            | Self::AvgPool { .. }
            | Self::Adaptive { .. }
            | Self::Linear
            | Self::BatchNorm { .. }
            | Self::Dropout { .. }
            | Self::Upsample { .. }
            | Self::Pad { .. }
            | Self::Crop { .. }
            | Self::Module(_)
            | Self::View
            | Self::Add
            | Self::Concat { .. }
            | Self::Network(_) => None,
        }
    }

    /// The network that it is.
    pub fn network(&self) -> Option<&Path> {
        if let Self::Network(path) = self { Some(path) } else { None }
    }
}

/// A layer that the runtime computes by one trait, from one value to another: its type below `layer`, with its fields.
pub struct Module {
    pub file: &'static str,
    pub ty: &'static str,
    pub fields: Vec<(&'static str, TokenStream)>,
    pub saves: Saves,
    pub reads: Reads,
    pub start: Start,
}

/// Which elements of the image each output of a layer is made of.
pub enum Reads {
    /// Those at its own place.
    Place,
    /// All of them.
    Whole,
    /// Those of another place.
    Elsewhere,
    /// Those at its own place, and others outside of the image. Top, bottom, left, right.
    Around([Size; 4]),
}

/// A function of each element, and what it is given, in the order of its arguments.
pub struct Activation {
    pub function: Function,
    pub values: Vec<TokenStream>,
}
