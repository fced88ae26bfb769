//! Which kernel computes what: one constant for each layer, made of its sizes alone. Its passes match this constant, and a
//! summary prints it, so that both say the same.

#[cfg(all(test, feature = "std"))]
mod tests;

use super::batch;
use super::geometry::{Geometry, Reference};
use super::reference::im2col;
use super::single;
use super::vector::{LANES, Level, VECTORS};
use crate::shape::largest;
use core::sync::atomic::{AtomicBool, Ordering};

/// What computes the forward pass of a convolution.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forward {
    /// One of 16 images in each lane of a vector.
    Lanes,
    /// The same with fewer multiplications: Winograd's minimal filtering along the rows.
    WinogradRows,
    /// One image, neighbouring columns of the output in the lanes.
    Columns,
    /// The definition, or products of matrices.
    Reference(Reference),
}

/// What computes the forward pass of a linear layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Product {
    /// One of 16 vectors in each lane.
    Lanes,
    /// One vector, neighbouring inputs in the lanes.
    Inputs,
    /// The definition, or a product of matrices.
    Reference(Reference),
}

/// What computes the gradient with respect to the input, or to the weights.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gradient {
    /// One of 16 images in each lane of a vector.
    Lanes,
    /// The definition, or products of matrices.
    Reference(Reference),
}

impl Forward {
    /// Its name in a summary.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lanes => "lanes",
            Self::WinogradRows => "winograd rows",
            Self::Columns => "columns",
            Self::Reference(reference) => reference.name(),
        }
    }

    /// Its name where the pool after the convolution is computed with it.
    #[must_use]
    pub const fn name_with_pool(self) -> &'static str {
        match self {
            Self::Lanes => "lanes + pool",
            Self::WinogradRows => "winograd rows + pool",
            Self::Columns => "columns + pool",
            Self::Reference(Reference::Direct) => "direct + pool",
            Self::Reference(Reference::Gemm) => "gemm + pool",
            Self::Reference(Reference::Im2col) => "im2col + gemm + pool",
        }
    }
}

impl Product {
    /// Its name in a summary.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lanes => "lanes",
            Self::Inputs => "inputs",
            Self::Reference(reference) => reference.name(),
        }
    }
}

impl Gradient {
    /// Its name in a summary.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lanes => "lanes",
            Self::Reference(reference) => reference.name(),
        }
    }
}

/// The kernels of a convolution on tiles, where there are vector instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConvPlan {
    /// The forward pass of 16 images, in training too.
    pub batch: Forward,
    /// The forward pass of one image.
    pub single: Forward,
    /// The gradient of 16 images with respect to the input.
    pub grad_input: Gradient,
    /// The gradient of 16 images with respect to the weights.
    pub grad_weight: Gradient,
    /// All passes of tiles of another size, and all passes where there are no vector instructions or [`Engine::Gemm`] is chosen.
    pub reference: Reference,
    /// How many numbers of scratch these kernels need for each image of a tile.
    pub scratch: usize,
}

impl ConvPlan {
    /// That of a geometry.
    #[must_use]
    pub const fn of<G: Geometry>() -> Self {
        let reference = G::REFERENCE;
        let vectors = Self {
            batch: if batch::forward::is_minimal::<G>() { Forward::WinogradRows } else { Forward::Lanes },
            single: Forward::Columns,
            grad_input: Gradient::Lanes,
            grad_weight: if is_product_faster::<G>() { Gradient::Reference(reference) } else { Gradient::Lanes },
            reference,
            // None for a window that fits nowhere, of which `network!` tells.
            scratch: if G::POSITIONS == 0 {
                0
            } else {
                largest(&[im2col::scratch::<G>(), single::conv::scratch::<G>(), batch::forward::scratch::<G>()])
            },
        };
        if VECTORS {
            return vectors;
        }
        Self {
            batch: Forward::Reference(reference),
            single: Forward::Reference(reference),
            grad_input: Gradient::Reference(reference),
            grad_weight: Gradient::Reference(reference),
            ..vectors
        }
    }

    /// What computes the forward pass of a tile of so many images.
    #[must_use]
    pub const fn forward(&self, images: usize) -> Forward {
        match images {
            LANES => self.batch,
            1 => self.single,
            _ => Forward::Reference(self.reference),
        }
    }

    /// What computes the gradient of so many images with respect to the input.
    #[must_use]
    pub const fn grad_input(&self, images: usize) -> Gradient {
        if images == LANES { self.grad_input } else { Gradient::Reference(self.reference) }
    }

    /// What computes the gradient of so many images with respect to the weights.
    #[must_use]
    pub const fn grad_weight(&self, images: usize) -> Gradient {
        if images == LANES { self.grad_weight } else { Gradient::Reference(self.reference) }
    }
}

/// Whether, for 16 images, a product of matrices gives the gradient of the weights sooner than the kernel that has an image in each
/// lane. That one ends with adding up the lanes of every weight, too much for sums over one or two positions; and where a 1 × 1
/// kernel reads images that do not fit into the cache, 16 MiB, it waits for memory, more than the product unless there are few
/// filters.
const fn is_product_faster<G: Geometry>() -> bool {
    let bytes = LANES * G::GROUPS * G::CHANNELS * G::PLANE * size_of::<f32>();
    match G::REFERENCE {
        Reference::Direct => false,
        Reference::Gemm => G::POSITIONS <= 2 || (bytes >= 1 << 24 && G::FILTERS >= LANES),
        Reference::Im2col => G::POSITIONS <= 2,
    }
}

/// The kernels of a linear layer on tiles, where there are vector instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinearPlan {
    /// The forward pass of 16 vectors, in training too.
    pub batch: Product,
    /// The forward pass of one vector.
    pub single: Product,
    /// Both gradients of 16 vectors.
    pub gradients: Gradient,
}

impl LinearPlan {
    /// That of a layer of so many inputs.
    #[must_use]
    pub const fn of(inputs: usize) -> Self {
        if VECTORS {
            Self {
                batch: Product::Lanes,
                // For fewer there is no whole vector of the widest set.
                single: if inputs >= LANES { Product::Inputs } else { Product::Reference(Reference::of_linear(1)) },
                gradients: Gradient::Lanes,
            }
        } else {
            Self {
                batch: Product::Reference(Reference::of_linear(LANES)),
                single: Product::Reference(Reference::of_linear(1)),
                gradients: Gradient::Reference(Reference::of_linear(LANES)),
            }
        }
    }

    /// What computes the forward pass of so many vectors.
    #[must_use]
    pub const fn forward(&self, vectors: usize) -> Product {
        match vectors {
            LANES => self.batch,
            1 => self.single,
            _ => Product::Reference(Reference::of_linear(vectors)),
        }
    }

    /// What computes both gradients of so many vectors.
    #[must_use]
    pub const fn gradients(&self, vectors: usize) -> Gradient {
        if vectors == LANES { self.gradients } else { Gradient::Reference(Reference::of_linear(vectors)) }
    }
}

/// The kernels of a layer on tiles: the constant that its passes match.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Plan {
    /// Those of a convolution.
    Conv(ConvPlan),
    /// The same where inference computes the pool after it, too.
    ConvPool(ConvPlan),
    /// Those of the convolution that a layer is the transpose of: the forward pass is its gradient with respect to the input.
    ConvTranspose(ConvPlan),
    /// Those of a linear layer.
    Linear(LinearPlan),
}

/// The kernels of a layer by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kernels {
    /// The forward pass of 16 images, in training too.
    pub batch: &'static str,
    /// The gradients of 16 images with respect to the input and to the weights.
    pub gradients: [&'static str; 2],
    /// The forward pass of one image, if the network is not prepared.
    pub single: &'static str,
}

impl Kernels {
    /// Those of a layer whose formula is computed as it stands, for any number of images, prepared or not.
    pub(crate) const DEFINITION: Self =
        Self { batch: "definition", gradients: ["definition"; 2], single: "definition" };
}

impl Plan {
    /// Those that run with vector instructions, or without.
    #[must_use]
    pub const fn kernels(&self, vectors: bool) -> Kernels {
        match self {
            Self::Conv(ConvPlan { reference, .. }) | Self::ConvTranspose(ConvPlan { reference, .. }) if !vectors => {
                let name = reference.name();
                Kernels { batch: name, gradients: [name; 2], single: name }
            }
            Self::ConvPool(plan) => {
                let single = if vectors { plan.single } else { Forward::Reference(plan.reference) };
                Kernels { single: single.name_with_pool(), ..Self::Conv(*plan).kernels(vectors) }
            }
            Self::Conv(plan) => Kernels {
                batch: plan.batch.name(),
                gradients: [plan.grad_input.name(), plan.grad_weight.name()],
                single: plan.single.name(),
            },
            Self::ConvTranspose(plan) => Kernels {
                batch: plan.grad_input.name(),
                gradients: [plan.batch.name(), plan.grad_weight.name()],
                single: plan.grad_input(1).name(),
            },
            Self::Linear(_) if !vectors => {
                let [batch, single] = [Reference::of_linear(LANES).name(), Reference::of_linear(1).name()];
                Kernels { batch, gradients: [batch; 2], single }
            }
            Self::Linear(plan) => {
                Kernels { batch: plan.batch.name(), gradients: [plan.gradients.name(); 2], single: plan.single.name() }
            }
        }
    }
}

/// What computes convolutions and linear layers of networks that are not prepared.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// Kernels of vector instructions, each compiled for its layer.
    #[default]
    Vectors,
    /// Products of matrices by the crate `matrixmultiply`, after im2col where a kernel is larger than 1 × 1; depthwise
    /// convolutions, for which a product has a single row, by plain loops. Without the feature `alloc` all products are plain
    /// loops.
    Gemm,
}

/// Whether [`Engine::Gemm`] is chosen.
static GEMM: AtomicBool = AtomicBool::new(false);

/// Chooses the engine of the whole program, so that the two can be compared.
///
/// Results may differ in their last bits from engine to engine. Prepared networks have kernels of their own, and keep them.
pub fn select(engine: Engine) {
    GEMM.store(engine == Engine::Gemm, Ordering::Relaxed);
}

/// The level at which convolutions and linear layers run: [`Level::Plain`] stands for their reference kernels.
#[must_use]
#[inline]
pub fn level() -> Level {
    if GEMM.load(Ordering::Relaxed) { Level::Plain } else { Level::best() }
}
