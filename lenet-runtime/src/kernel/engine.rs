//! What computes batches, and what trains: by name, for each geometry.

use super::batch::forward::is_minimal;
use super::geometry::{Geometry, Method};
use super::vector;

/// What computes batches of a convolution, and what trains it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// One of 16 images in each lane of a vector.
    Lanes,
    /// The same, but the gradient of the weights is a product of matrices.
    LanesAndProduct,
    /// The same as [`Engine::Lanes`], but with fewer multiplications forward.
    WinogradRows,
    /// Where there are no vector instructions.
    Plain(Method),
}

impl Engine {
    /// All of them.
    #[cfg(feature = "__internals")]
    pub const ALL: [Self; 6] = [
        Self::Lanes,
        Self::LanesAndProduct,
        Self::WinogradRows,
        Self::Plain(Method::Direct),
        Self::Plain(Method::Pointwise),
        Self::Plain(Method::Columns),
    ];

    /// That of a geometry.
    #[must_use]
    pub const fn of<G: Geometry>() -> Self {
        if !vector::VECTORS {
            Self::Plain(G::METHOD)
        } else if G::GRADIENT_BY_PRODUCT {
            Self::LanesAndProduct
        } else if is_minimal::<G>() {
            Self::WinogradRows
        } else {
            Self::Lanes
        }
    }

    /// Its name in a summary.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Lanes => "lanes",
            Self::LanesAndProduct => "lanes, gemm",
            Self::WinogradRows => "winograd rows",
            Self::Plain(method) => method.name(),
        }
    }
}
