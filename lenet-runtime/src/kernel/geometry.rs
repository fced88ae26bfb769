//! The sizes of a convolution, and the rule that chooses its kernel.

use super::vector::LANES;
use crate::shape::Window;

/// The sizes of a two-dimensional convolution, known to the compiler.
///
/// Of the slices that its kernels take, for G groups of C channels and F filters:
///
/// ```text
/// weight   G·F × C × KH × KW
/// bias     G·F, or empty
/// x, dx    G·C × H × W elements
/// y, dy    G·F × OH × OW elements
/// ```
pub trait Geometry {
    /// G, the number of groups.
    const GROUPS: usize;
    /// C, the input channels of one group.
    const CHANNELS: usize;
    /// F, the output channels of one group.
    const FILTERS: usize;
    /// The window over the rows.
    const ROWS: Window;
    /// The window over the columns.
    const COLUMNS: Window;
    /// Whether the kernel is turned by 180°.
    const FLIP: bool;

    /// C·KH·KW, the number of weights of a filter.
    const PATCH: usize = Self::CHANNELS * Self::ROWS.kernel * Self::COLUMNS.kernel;
    /// H·W, the number of elements of an input channel.
    const PLANE: usize = Self::ROWS.size * Self::COLUMNS.size;
    /// OH·OW, the number of elements of an output channel.
    const POSITIONS: usize = Self::ROWS.out() * Self::COLUMNS.out();
    /// The kernel that runs it where there is none of vector instructions for it.
    const METHOD: Method = Method::of(Self::GROUPS, Self::CHANNELS, [Self::ROWS, Self::COLUMNS]);
    /// Whether, for 16 images, a product of matrices gives the gradient of the weights sooner than the kernel that has an
    /// image in each lane. That one ends with adding up the lanes of every weight, too much for sums over one or two
    /// positions; and where a 1 × 1 kernel reads images that do not fit into the cache, 16 MiB, it waits for memory,
    /// more than the product unless there are few filters.
    const GRADIENT_BY_PRODUCT: bool = {
        let bytes = LANES * Self::GROUPS * Self::CHANNELS * Self::PLANE * size_of::<f32>();
        match Self::METHOD {
            Method::Direct => false,
            Method::Pointwise => Self::POSITIONS <= 2 || (bytes >= 1 << 24 && Self::FILTERS >= LANES),
            Method::Columns => Self::POSITIONS <= 2,
        }
    };
}

/// How a convolution is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Plain loops over the output, [`direct`](super::reference::direct): for depthwise convolutions, whose product has a single
    /// row, and for everything in a build without `alloc`.
    Direct,
    /// A product of the weights and the input as it stands: for 1 × 1 kernels that move by one and need no padding.
    Pointwise,
    /// A product of the weights and a matrix of patches, [`im2col`](super::reference::im2col).
    Columns,
}

impl Method {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Pointwise, Self::Columns];

    /// The rule, for so many groups of so many input channels.
    #[must_use]
    pub const fn of(groups: usize, channels: usize, [rows, columns]: [Window; 2]) -> Self {
        if !cfg!(feature = "alloc") || (groups > 1 && channels == 1) {
            Self::Direct
        } else if is_pointwise(rows) && is_pointwise(columns) {
            Self::Pointwise
        } else {
            Self::Columns
        }
    }

    /// The method's name in a summary.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Pointwise => "gemm",
            Self::Columns => "im2col + gemm",
        }
    }
}

const fn is_pointwise(window: Window) -> bool {
    window.kernel == 1 && window.stride == 1 && window.before == 0 && window.after == 0
}
