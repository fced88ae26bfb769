//! Networks made ready to compute one image as fast as possible.

use super::Network;
use crate::plain::{self, LinesData, Zeroed};
#[cfg(feature = "alloc")]
use {crate::plain::Plain, alloc::boxed::Box};

/// A network that can be prepared; `network!` implements it.
pub trait Prepare: Network {
    /// The weights as the kernels for one image read them.
    #[doc(hidden)]
    type Packed: LinesData;
    /// The buffers of `infer_packed`; [`PreparedWorkspace`] names them.
    #[doc(hidden)]
    type PackedWorkspace: Zeroed;

    /// As [`Network::VALUES`], of the prepared network.
    #[doc(hidden)]
    const PACKED_VALUES: usize;

    /// Packs the weights.
    #[doc(hidden)]
    fn pack(&self, packed: &mut Self::Packed);

    /// The forward pass for one image. The result stands in the workspace; the input too, if none is given.
    #[doc(hidden)]
    fn infer_packed<'a>(
        packed: &Self::Packed,
        input: Option<&Self::Input>,
        workspace: &'a mut Self::PackedWorkspace,
    ) -> &'a Self::Output;

    /// The place for the input in a workspace.
    #[doc(hidden)]
    fn packed_input(workspace: &mut Self::PackedWorkspace) -> &mut Self::Input;

    /// The network made ready to compute one image as fast as possible.
    #[cfg(feature = "alloc")]
    #[must_use]
    fn prepare(&self) -> Box<Prepared<Self>> {
        let mut prepared = Prepared::zeroed_box();
        prepared.update(self);
        prepared
    }
}

/// The buffers in which a prepared `N` computes one image: from [`Prepared::workspace`] on the heap, or, without an allocator,
/// as a `static` whose value is [`Zeroed::ZERO`].
pub type PreparedWorkspace<N> = <N as Prepare>::PackedWorkspace;

/// A network made ready to compute one image as fast as possible, and to learn no more.
///
/// The weights are packed in the order in which the kernels read them. Batch normalization has become part of the
/// convolution before it, and activations, sums and small pools of the layer before them. The last bits of what it computes
/// differ from those of the network itself. What a convolution computes is within 3e-6 of the exact sums, as part of the
/// greatest of them, for up to 512 channels; within 1.5e-5 where the summary says `winograd 4×4`. Sigmoid and
/// the hyperbolic tangent have a relative error below 4e-7 wherever the result is a normal number.
///
/// [`Prepared::save`] writes the packed weights to a file, which a program loads or holds without packing anything:
/// [`io::packed`](crate::io::packed).
///
/// The number of threads does not change the result. What is NaN for the network is NaN here too. More may be: a NaN spreads over the tile
/// of outputs that Winograd's method computes at once, and over groups of a convolution that are computed as one.
#[repr(transparent)]
pub struct Prepared<N: Prepare>(pub(crate) N::Packed);

plain::claim_zeroed!([N: Prepare] Prepared<N> { 0 });

impl<N: Prepare> Prepared<N> {
    /// How many bytes the packed weights take.
    pub const BYTES: usize = size_of::<N::Packed>();
    /// How many bytes the buffers for one image take.
    pub const WORKSPACE_BYTES: usize = size_of::<N::PackedWorkspace>();
    /// How many bytes of memory one image takes: the buffers, with the input and the output in them. A program that keeps images
    /// elsewhere needs memory for these beside.
    pub const RAM_BYTES: usize = Self::WORKSPACE_BYTES;
    /// How many bytes of constants the network has: [`Prepared::BYTES`], in a program that holds packed weights. One that packs them
    /// at the start holds those of the network, and the packed ones in memory.
    pub const FLASH_BYTES: usize = Self::BYTES;

    /// Packs the weights of a network once more, in place of those here.
    pub fn update(&mut self, network: &N) {
        network.pack(&mut self.0);
    }

    /// What the network computes from one image, in buffers that the caller keeps: allocates nothing, but for transposed
    /// convolutions, whose products of matrices do.
    pub fn forward_in<'a>(&self, image: &N::Input, workspace: &'a mut N::PackedWorkspace) -> &'a N::Output {
        N::infer_packed(&self.0, Some(image), workspace)
    }

    /// The place for the input in a workspace, for [`Prepared::forward_in_place`].
    pub fn input_mut(workspace: &mut N::PackedWorkspace) -> &mut N::Input {
        N::packed_input(workspace)
    }

    /// What the network computes from the image that [`Prepared::input_mut`] has of a workspace. Layers write over it when it has
    /// been read, so it has to be written anew for each call.
    pub fn forward_in_place<'a>(&self, workspace: &'a mut N::PackedWorkspace) -> &'a N::Output {
        N::infer_packed(&self.0, None, workspace)
    }

    /// Buffers for [`Prepared::forward_in`], on the heap.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn workspace() -> Box<N::PackedWorkspace> {
        Zeroed::zeroed_box()
    }

    /// What the network computes from one image, in buffers made for it. [`Prepared::forward_in`] is faster.
    ///
    /// The output is returned by value, so it takes as much stack as it is large: `size_of::<N::Output>()` bytes.
    /// [`Prepared::forward_into`] takes none.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn forward(&self, image: &N::Input) -> N::Output {
        plain::copy(self.forward_in(image, &mut Self::workspace()))
    }

    /// Writes to `output` what the network computes from one image, in buffers made for it.
    #[cfg(feature = "alloc")]
    pub fn forward_into(&self, image: &N::Input, output: &mut N::Output) {
        output.floats_mut().copy_from_slice(self.forward_in(image, &mut Self::workspace()).floats());
    }
}
