//! The trait that `network!` implements, and what a declaration tells about itself.

use crate::plain::{Plain, Zeroed};
use crate::shape::Window;
use crate::tensor::{Shape, Tile, Value};
use crate::train::init::Init;
use crate::train::random::Random;

/// A network declared by `network!`: a plain struct of arrays, with its forward and backward passes.
///
/// The methods work on [`Tile`]s of `L` images at once. Generic training code uses this trait; a program that runs one
/// network uses the inherent methods of the network's type instead.
pub trait Network: Parameters {
    /// The value that the network reads.
    type Input: Value;
    /// The value that the network computes.
    type Output: Value;
    /// The buffers of inference, shared between layers that are not alive at the same time.
    type Workspace<const L: usize>: Zeroed;
    /// Every value that the backward pass reads, and the buffers of that pass.
    type Tape<const L: usize>: Zeroed;

    /// The name of the declared type.
    const NAME: &'static str;
    /// How many numbers are trained.
    const PARAMETERS: usize;
    /// How many multiplications with a following addition one forward pass of one image takes.
    const MACS: usize;
    /// The layers in the order of the declaration.
    const LAYERS: &'static [Layer];

    /// The forward pass for inference. The result stands in the workspace.
    fn infer<'a, const L: usize>(
        &self,
        x: &Tile<Self::Input, L>,
        workspace: &'a mut Self::Workspace<L>,
    ) -> &'a Tile<Self::Output, L>;

    /// The forward pass of training: fills the tape. The result is the first of [`Network::ends`].
    fn record<const L: usize>(&self, x: &Tile<Self::Input, L>, tape: &mut Self::Tape<L>, pass: &Pass);

    /// The recorded output, and the place for the gradient of the loss with respect to it, which [`Network::backward`]
    /// reads.
    fn ends<const L: usize>(tape: &mut Self::Tape<L>) -> (&Tile<Self::Output, L>, &mut Tile<Self::Output, L>);

    /// The backward pass after [`Network::record`] with the same `x` and `pass`: *adds* the gradient of every parameter
    /// to `gradient`, and writes the gradient with respect to the input to `dx` if one is given.
    fn backward<const L: usize>(
        &self,
        x: &Tile<Self::Input, L>,
        tape: &mut Self::Tape<L>,
        pass: &Pass,
        gradient: &mut Self,
        dx: Option<&mut Tile<Self::Input, L>>,
    );
}

/// A struct of tensors: a network, or the parameters of one layer.
pub trait Parameters: Plain {
    /// Calls `visit` with every tensor, in memory order.
    ///
    /// `name` is the path so far, empty at the top; a layer appends `weight`, a network `conv1` and so on, joined by dots.
    fn visit<'a>(&'a self, name: Name<'_>, visit: &mut dyn FnMut(TensorRef<'a, '_>));

    /// Sets every tensor to its initial values; without `init`, a network chooses it for each layer by the activation that
    /// follows.
    fn reset(&mut self, init: Option<Init>, random: &mut Random);
}

/// One tensor of a network.
pub struct TensorRef<'a, 'n> {
    /// The path of the tensor, `conv1.weight`.
    pub name: Name<'n>,
    /// The shape, as PyTorch's `state_dict` has it.
    pub shape: &'static [usize],
    /// Whether training changes the tensor by its gradient.
    pub kind: Kind,
    /// The numbers.
    pub values: &'a [f32],
}

/// What training does with a tensor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Optimizers move it along its gradient.
    Trained,
    /// A running statistic. A "gradient" of it is the step to add, whatever the optimizer.
    Buffer,
}

/// A dotted path of names, a linked list on the stack: it needs no allocator.
#[derive(Clone, Copy)]
pub struct Name<'n> {
    parent: Option<&'n Name<'n>>,
    last: &'n str,
}

impl<'n> Name<'n> {
    /// The empty path.
    pub const ROOT: Self = Self { parent: None, last: "" };

    /// This path with one more name.
    #[must_use]
    pub fn then(&'n self, last: &'n str) -> Self {
        Self { parent: Some(self), last }
    }
}

impl core::fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self.parent {
            Some(parent) if !parent.last.is_empty() => write!(f, "{parent}.{}", self.last),
            _ => f.write_str(self.last),
        }
    }
}

/// What a training pass must know beside its input.
#[derive(Clone, Copy, Debug)]
pub struct Pass {
    /// The seed from which dropout draws, another one for each step and tile.
    pub seed: u64,
    /// How many lanes of the tile hold an image; the rest are padding that no statistic counts.
    pub images: usize,
}

/// A layer of a declared network: one row of its summary.
#[derive(Clone, Copy, Debug)]
pub struct Layer {
    /// Its path in the network, `layer1.0.conv1`; a layer without a name is called by kind and number, `sigmoid_1`.
    pub name: &'static str,
    /// The word that declared it, `conv2d`.
    pub kind: &'static str,
    /// Where its inputs come from: 0 is the network's input, n is the output of the n-th layer, counted from 1.
    pub inputs: &'static [usize],
    /// The shape of its output.
    pub output: Shape,
    /// Its window over rows and columns, if it has one.
    pub window: Option<[Window; 2]>,
    /// How many groups its channels form; 1 unless it is a grouped convolution.
    pub groups: usize,
    /// How many trained numbers it has.
    pub parameters: usize,
    /// How many multiply-adds it takes.
    pub macs: usize,
    /// The receptive field of an element of its output.
    pub field: Field,
    /// The kernel that runs it.
    pub engine: &'static str,
    /// The rows of the network that is used as a layer here; empty for every other layer.
    pub layers: &'static [Layer],
}

/// The receptive field of a feature map: which part of the input one of its elements can see, on rows and columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// How many input elements an element sees.
    pub size: [usize; 2],
    /// How many input elements lie between what neighbouring elements see, as a fraction (numerator, denominator): a transposed
    /// convolution makes it less than one.
    pub jump: [(usize, usize); 2],
}
