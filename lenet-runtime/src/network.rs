//! The trait that `network!` implements, and what a declaration tells about itself.

pub mod budget;
mod field;
#[cfg(feature = "alloc")]
mod inference;
mod legend;
mod look;
#[cfg(any(feature = "safetensors", feature = "weights"))]
pub mod packed;
mod padding;
mod prepared;
pub(crate) mod segment;
mod summary;
pub(crate) mod table;
#[cfg(feature = "weights")]
pub mod trained;
pub(crate) mod training;

pub(crate) use table::single_number;

pub use crate::kernel::plan::Kernels;
pub use field::Field;
#[cfg(feature = "alloc")]
pub use inference::Inference;
pub use look::{Look, Observer};
pub use prepared::{Prepare, Prepared, PreparedWorkspace};
pub use summary::Summary;

use crate::kernel::vector::Level;
use crate::layer::Pass;
use crate::layer::batch_norm::Statistics;
use crate::parameters::Parameters;
use crate::plain::Zeroed;
use crate::shape::Window;
use crate::tensor::{Shape, Tile, Value};
#[cfg(feature = "alloc")]
use {
    crate::parameters::Init,
    crate::plain::{self, Plain},
    crate::random::Random,
    alloc::{boxed::Box, vec::Vec},
};

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
    /// What the forward pass of training saves for the backward pass, of one tile, and all else that a later stage reads.
    type Tape<const L: usize>: Zeroed;
    /// The buffers of training, which hold nothing from one tile or stage to the next: gradients on their way, and the scratch of kernels.
    type TrainingWorkspace<const L: usize>: Zeroed;

    /// The name of the declared type.
    const NAME: &'static str;
    /// How many numbers are trained.
    const PARAMETERS: usize = table::parameters(Self::LAYERS);
    /// How many multiplications with a following addition one forward pass of one image takes.
    const MACS: u64 = table::macs(Self::LAYERS);
    /// How many batch norms there are, those of networks that are layers included.
    ///
    /// Each needs statistics of a whole batch before it has its output, and sums over the batch again before it has the gradient of its
    /// input. So the passes of training are cut there, into one stage more than there are batch norms. Each stage runs on every tile of
    /// the batch before the next one begins.
    const BATCH_NORMS: usize = table::batch_norms(Self::LAYERS);
    /// The layers in the order of the declaration.
    const LAYERS: &'static [Layer];
    /// How many numbers of a workspace, for each image, are for values: all but the scratch of kernels and the workspaces of networks
    /// that are layers.
    #[doc(hidden)]
    const VALUES: usize;

    /// The forward pass for inference. The result stands in the workspace; the input too, if none is given.
    #[doc(hidden)]
    fn infer_from<'a, const L: usize>(
        &self,
        input: Option<&Tile<Self::Input, L>>,
        workspace: &'a mut Self::Workspace<L>,
    ) -> &'a Tile<Self::Output, L>;

    /// The place for the input in a workspace.
    #[doc(hidden)]
    fn input_place<const L: usize>(workspace: &mut Self::Workspace<L>) -> &mut Tile<Self::Input, L>;

    /// The forward pass for inference. The result stands in the workspace.
    fn infer<'a, const L: usize>(
        &self,
        x: &Tile<Self::Input, L>,
        workspace: &'a mut Self::Workspace<L>,
    ) -> &'a Tile<Self::Output, L> {
        self.infer_from(Some(x), workspace)
    }

    /// A stage of the forward pass of training, from 0 to [`Network::BATCH_NORMS`]: goes on to fill the tape, up to the next batch
    /// norm. What that counts of the tile is [`Network::statistics`] then. After the last stage, the result is the first of
    /// [`Network::ends`].
    fn record_stage<const L: usize>(
        &self,
        stage: usize,
        x: &Tile<Self::Input, L>,
        tape: &mut Self::Tape<L>,
        workspace: &mut Self::TrainingWorkspace<L>,
        pass: &Pass,
    );

    /// The recorded output, and the place for the gradient of the loss with respect to it, which [`Network::backward`]
    /// reads.
    fn ends<'a, const L: usize>(
        tape: &'a Self::Tape<L>,
        workspace: &'a mut Self::TrainingWorkspace<L>,
    ) -> (&'a Tile<Self::Output, L>, &'a mut Tile<Self::Output, L>);

    /// A stage of the backward pass after all of [`Network::record_stage`], with the same `x` and `pass`: the first goes from the output
    /// to the last batch norm, whose sums of the tile are [`Network::statistics`] then, and the last to the input. *Adds* the gradient of
    /// every parameter to `gradient`, but of no running statistic. The last stage also writes the gradient with respect to the input to
    /// `dx`; one is given to all stages or to none. What was recorded gives way to gradients.
    #[expect(clippy::too_many_arguments, reason = "everything that a tile is computed from and to")]
    fn backward_stage<const L: usize>(
        &self,
        stage: usize,
        x: &Tile<Self::Input, L>,
        tape: &mut Self::Tape<L>,
        workspace: &mut Self::TrainingWorkspace<L>,
        pass: &Pass,
        gradient: &mut Self,
        dx: Option<&mut Tile<Self::Input, L>>,
    );

    /// What the batch norm with this number, in the order of the forward pass, counts of each channel: of the tile after the stage that
    /// ends there, forward or backward. The next stage reads that of the batch. Nothing, if there is no such batch norm.
    fn statistics<const L: usize>(tape: &mut Self::Tape<L>, norm: usize) -> &mut [Statistics] {
        let _ = (tape, norm);
        &mut []
    }

    /// Writes to `next` what the running statistics become by the batch on the tape, and nothing else.
    fn running_statistics<const L: usize>(&self, tape: &Self::Tape<L>, next: &mut Self) {
        let _ = (tape, next);
    }

    /// The forward pass of training of a batch that is one tile.
    fn record<const L: usize>(
        &self,
        x: &Tile<Self::Input, L>,
        tape: &mut Self::Tape<L>,
        workspace: &mut Self::TrainingWorkspace<L>,
        pass: &Pass,
    ) {
        (0..=Self::BATCH_NORMS).for_each(|stage| self.record_stage(stage, x, tape, workspace, pass));
    }

    /// The backward pass after [`Network::record`].
    fn backward<const L: usize>(
        &self,
        x: &Tile<Self::Input, L>,
        tape: &mut Self::Tape<L>,
        workspace: &mut Self::TrainingWorkspace<L>,
        pass: &Pass,
        gradient: &mut Self,
        mut dx: Option<&mut Tile<Self::Input, L>>,
    ) {
        for stage in 0..=Self::BATCH_NORMS {
            self.backward_stage(stage, x, tape, workspace, pass, gradient, dx.as_deref_mut());
        }
    }

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

    /// What the network says of one image, computed in buffers that the caller keeps. Allocates nothing, but for transposed
    /// convolutions and, where the CPU has no vector instructions or the feature `simd` is off, convolutions and linear layers:
    /// their products of matrices do.
    fn forward_in<'a>(&self, x: &Self::Input, workspace: &'a mut Self::Workspace<1>) -> &'a Self::Output {
        self.infer(Tile::of(x), workspace).value()
    }

    /// The place for the input in a workspace, for [`Network::forward_in_place`].
    fn input_mut(workspace: &mut Self::Workspace<1>) -> &mut Self::Input {
        Self::input_place(workspace).value_mut()
    }

    /// What the network says of the image that [`Network::input_mut`] has of a workspace. Layers write over it when it has been
    /// read, so it has to be written anew for each call.
    fn forward_in_place<'a>(&self, workspace: &'a mut Self::Workspace<1>) -> &'a Self::Output {
        self.infer_from(None, workspace).value()
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

    /// What the network says of many images, [`LANES`](crate::LANES) at a time on each thread. The last bits may differ from those of
    /// [`Network::forward`], which adds in another order. To allocate nothing in a loop, see [`Inference`].
    #[cfg(feature = "alloc")]
    #[must_use]
    fn forward_batch(&self, images: &[Self::Input]) -> Vec<Self::Output> {
        let mut outputs = Self::Output::zeroed_vec(images.len());
        Inference::new().run(self, images, &mut outputs);
        outputs
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
    /// The kernels of a network that is not prepared: those with vector instructions, and those without. Nothing is said of
    /// activations, pools and whatever else only has one kernel.
    pub kernels: Option<[Kernels; 2]>,
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
    /// Whether it normalizes by statistics of a batch.
    pub(crate) const fn is_batch_norm(&self) -> bool {
        matches!(self.kind.as_bytes(), b"batch_norm1d" | b"batch_norm2d") && self.layers.is_empty()
    }

    /// What stands for the kernel of a layer that a prepared network computes together with one above it.
    pub const FUSED: &'static str = "↑";

    /// The kernels of a network that is not prepared, at a level.
    #[must_use]
    pub const fn kernels_at(&self, level: Level) -> Option<Kernels> {
        match self.kernels {
            Some([vectors, reference]) => Some(if matches!(level, Level::Vectors(_)) { vectors } else { reference }),
            None => None,
        }
    }

    /// The path of the group that the layer is in, empty at the top, and its name in there.
    #[must_use]
    pub fn split_name(&self) -> (&'static str, &'static str) {
        self.name.rsplit_once('.').unwrap_or(("", self.name))
    }

    /// The padding of its window in words: `1` on every side; `2×1`, two above and below and one on the left and on the right; or
    /// each side by its name where opposite sides differ, `top 0, bottom 1, left 0, right 1`. `None` where there is none.
    #[must_use]
    pub fn padding(&self) -> Option<impl core::fmt::Display> {
        padding::Padding::of(self.window?)
    }

    /// Whether the declaration gives no name, so that a number tells the layer from others of its kind.
    #[must_use]
    pub fn is_numbered(&self) -> bool {
        let (_, name) = self.split_name();
        name.strip_prefix(self.kind).is_some_and(|rest| rest.is_empty() || rest.starts_with('_'))
    }
}
