//! The trait that `network!` implements, and what a declaration tells about itself.

mod field;
#[cfg(feature = "alloc")]
mod inference;
mod legend;
pub(crate) mod padding;
mod prepared;
mod summary;
pub(crate) mod table;

pub use field::Field;
#[cfg(feature = "alloc")]
pub use inference::Inference;
pub use prepared::{Prepare, Prepared, PreparedWorkspace};
pub use summary::Summary;
#[cfg(feature = "draw")]
pub(crate) use summary::Thousands;

#[cfg(feature = "safetensors")]
use crate::io::weights;
#[cfg(feature = "alloc")]
use crate::plain;
use crate::plain::{Plain, Zeroed};
use crate::shape::Window;
use crate::tensor::{Shape, Tile, Value};
use crate::train::init::Init;
use crate::train::random::Random;
#[cfg(feature = "alloc")]
use {
    crate::train::evaluate::{Evaluation, evaluate},
    crate::train::{gradient::Gradients, loss::Loss},
    alloc::{boxed::Box, vec::Vec},
};

/// How many images training and batch inference work on at a time: as many as an AVX-512 register has lanes.
pub const LANES: usize = 16;

/// The buffers in which `N` computes one image: from `N::workspace()` on the heap, or, without an allocator, as a `static`.
///
/// ```
/// use lenet_runtime::{Workspace, Zeroed, network};
/// use std::sync::Mutex;
///
/// network! {
///     /// The mean of a small image.
///     struct Mean: [1, 4, 4] -> [1, 1, 1] {
///         global_avg_pool2d,
///     }
/// }
///
/// static WORKSPACE: Mutex<Workspace<Mean>> = Mutex::new(Zeroed::ZERO);
/// ```
pub type Workspace<N> = <N as Network>::Workspace<1>;

/// A network declared by `network!`: a plain struct of arrays, with its forward and backward passes.
///
/// The methods work on [`Tile`]s of `L` images at once. Generic training code uses this trait; a program that runs one
/// network uses the inherent methods of the network's type instead.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a network",
    note = "where a box is passed, name the network that it holds once, as in `Sgd::<LeNet5>::new(0.1)`"
)]
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
    const PARAMETERS: usize = table::parameters(Self::LAYERS);
    /// How many multiplications with a following addition one forward pass of one image takes.
    const MACS: u64 = table::macs(Self::LAYERS);
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

    /// The table of the layers.
    #[must_use]
    fn summary() -> Summary {
        Summary::of::<Self>()
    }

    /// A network with random weights: one seed gives one network. Each layer starts as suits the activation after it.
    #[cfg(feature = "alloc")]
    #[must_use]
    fn init(seed: u64) -> Box<Self> {
        let mut network = Self::zeroed_box();
        network.reset(None, &mut Random::new(seed));
        network
    }

    /// A network with random weights that all start in the same way.
    #[cfg(feature = "alloc")]
    #[must_use]
    fn init_with(seed: u64, init: Init) -> Box<Self> {
        let mut network = Self::zeroed_box();
        network.reset(Some(init), &mut Random::new(seed));
        network
    }

    /// Buffers for [`Network::forward_in`].
    #[cfg(feature = "alloc")]
    #[must_use]
    fn workspace() -> Box<Self::Workspace<1>> {
        Zeroed::zeroed_box()
    }

    /// What the network says of one image, computed in buffers that the caller keeps: allocates nothing, but for the layers that
    /// [`gemm`](crate::kernel::reference::gemm) names.
    fn forward_in<'a>(&self, x: &Self::Input, workspace: &'a mut Self::Workspace<1>) -> &'a Self::Output {
        self.infer(Tile::of(x), workspace).value()
    }

    /// What the network says of one image.
    ///
    /// The output is returned by value, so it takes as much stack as it is large: `size_of::<Self::Output>()` bytes.
    /// [`Network::forward_into`] takes none.
    #[cfg(feature = "alloc")]
    #[must_use]
    fn forward(&self, x: &Self::Input) -> Self::Output {
        plain::copy(self.forward_in(x, &mut Self::workspace()))
    }

    /// Writes to `output` what the network says of one image.
    #[cfg(feature = "alloc")]
    fn forward_into(&self, x: &Self::Input, output: &mut Self::Output) {
        output.floats_mut().copy_from_slice(self.forward_in(x, &mut Self::workspace()).floats());
    }

    /// What the network says of many images, [`LANES`] at a time on each thread. The last bits may differ from those of
    /// [`Network::forward`], which adds in another order. To allocate nothing in a loop, see [`Inference`].
    #[cfg(feature = "alloc")]
    #[must_use]
    fn forward_batch(&self, images: &[Self::Input]) -> Vec<Self::Output> {
        let mut outputs = Self::Output::zeroed_vec(images.len());
        Inference::new().run(self, images, &mut outputs);
        outputs
    }

    /// The mean loss of a batch, and its gradient with respect to every parameter, which is written to `gradient`.
    ///
    /// `seed` is where dropout draws from: another one for each step. To allocate nothing in a loop, see [`Gradients`].
    ///
    /// # Panics
    ///
    /// If there are not as many targets as images.
    #[cfg(feature = "alloc")]
    fn loss_and_gradient<T: Loss<Self::Output>>(
        &self,
        loss: &T,
        images: &[Self::Input],
        targets: &[T::Target],
        seed: u64,
        gradient: &mut Self,
    ) -> f64 {
        let mut gradients = Gradients::new();
        let mean = gradients.compute(self, loss, images, targets, seed);
        gradient.floats_mut().copy_from_slice(gradients.gradient().floats());
        mean
    }

    /// Runs the network over images whose classes are known.
    ///
    /// # Panics
    ///
    /// If there are not as many labels as images, or none, or if a label is not the number of a class.
    #[cfg(feature = "alloc")]
    fn evaluate<T: Loss<Self::Output, Target = u8>>(
        &self,
        loss: &T,
        images: &[Self::Input],
        labels: &[u8],
    ) -> Evaluation {
        evaluate(self, loss, images, labels)
    }

    /// The weights as the bytes of a safetensors file, which names the network.
    #[cfg(feature = "safetensors")]
    #[must_use]
    fn to_bytes(&self) -> Vec<u8> {
        weights::write(self, Some(Self::NAME))
    }

    /// The network whose weights are in the bytes of a safetensors file.
    ///
    /// # Errors
    ///
    /// If the bytes are damaged, or are the weights of another network: see [`weights`].
    #[cfg(feature = "safetensors")]
    fn from_bytes(bytes: &[u8]) -> Result<Box<Self>, weights::Problem> {
        weights::read(bytes, Some(Self::NAME))
    }

    /// Writes the weights to a safetensors file, which names the network: whole, or not at all.
    ///
    /// # Errors
    ///
    /// If a weight is not finite, or if the file cannot be written.
    #[cfg(all(feature = "safetensors", feature = "std"))]
    fn save(&self, path: impl AsRef<std::path::Path>) -> Result<(), weights::Error> {
        weights::save_as(self, Some(Self::NAME), path.as_ref())
    }

    /// The network whose weights are in a safetensors file.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, is damaged, or holds the weights of another network: see [`weights`].
    #[cfg(all(feature = "safetensors", feature = "std"))]
    fn load(path: impl AsRef<std::path::Path>) -> Result<Box<Self>, weights::Error> {
        weights::load_named(path.as_ref(), Some(Self::NAME))
    }
}

/// A struct of tensors: a network, or the parameters of one layer.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is neither a network nor the parameters of a layer",
    note = "where a box is passed, name the network that it holds once, as in `Sgd::<LeNet5>::new(0.1)`"
)]
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

impl Pass {
    /// The pass of the network that is used as the given layer. It draws from another seed, so that no two dropouts drop
    /// the same.
    #[must_use]
    pub fn inside(&self, layer: u64) -> Self {
        let seed = Random::new(self.seed ^ Random::new(layer).next()).next();
        Self { seed, images: self.images }
    }
}

/// A layer of a declared network: one row of its summary.
#[derive(Clone, Copy, Debug)]
pub struct Layer {
    /// Its path in the network, `layer1.0.conv1`; a layer without a name is called by kind and number, `sigmoid_1`.
    pub name: &'static str,
    /// The word that declared it: `conv2d`, or the path of a network.
    pub kind: &'static str,
    /// Where its inputs come from: 0 is the network's input, n is the output of the n-th layer, counted from 1.
    pub inputs: &'static [usize],
    /// The shape of its output.
    pub output: Shape,
    /// Its window over rows and columns, if it has one.
    pub window: Option<[Window; 2]>,
    /// What it is told beside sizes, if anything.
    pub setting: Option<Setting>,
    /// How many groups its channels form; 1 unless it is a grouped convolution.
    pub groups: usize,
    /// How many trained numbers it has.
    pub parameters: usize,
    /// How many multiply-adds it takes.
    pub macs: u64,
    /// The receptive field of an element of its output.
    pub field: Field,
    /// The kernel that computes batches and training.
    pub engine: &'static str,
    /// The kernel of a [`Prepared`] network, or [`Layer::FUSED`].
    pub prepared: &'static str,
    /// The rows of the network that is used as a layer here; empty for every other layer.
    pub layers: &'static [Layer],
}

/// What a layer is told beside sizes.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Setting {
    /// How probable it is that dropout drops an element.
    Drops(f32),
    /// Upsampling takes the nearest element.
    Nearest,
    /// Upsampling mixes the elements around a place.
    Bilinear,
    /// How many rows and columns `pad` adds, or `crop` cuts off: at the top, the bottom, the left and the right.
    Edges([usize; 4]),
}

impl core::fmt::Display for Setting {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        match self {
            Self::Drops(p) => write!(f, "p = {p}"),
            Self::Nearest => f.write_str("nearest"),
            Self::Bilinear => f.write_str("bilinear"),
            Self::Edges([top, bottom, left, right]) if top == bottom && left == right => {
                f.write_str("each side ")?;
                if top == left { write!(f, "{top}") } else { write!(f, "{top}×{left}") }
            }
            Self::Edges([top, bottom, left, right]) => {
                write!(f, "top {top}, bottom {bottom}, left {left}, right {right}")
            }
        }
    }
}

impl Layer {
    /// What stands for the kernel of a layer that a prepared network computes together with one above it.
    pub const FUSED: &'static str = "↑";

    /// The path of the group that the layer is in, empty at the top, and its name in there.
    pub(crate) fn split_name(&self) -> (&'static str, &'static str) {
        self.name.rsplit_once('.').unwrap_or(("", self.name))
    }

    /// Whether the declaration gives no name, so that a number tells the layer from others of its kind.
    pub(crate) fn is_numbered(&self) -> bool {
        let (_, name) = self.split_name();
        name.strip_prefix(self.kind).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
    }
}
