//! The sizes of a convolution, and its kernel in a build without vector instructions.

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
    /// The kernel that runs it where none of vector instructions does.
    const REFERENCE: Reference = Reference::of(Self::GROUPS, Self::CHANNELS, [Self::ROWS, Self::COLUMNS]);
}

/// How a layer is computed without vector instructions, in [`reference`](super::reference).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reference {
    /// Plain loops: for depthwise convolutions, whose product has a single row, and for every convolution in a build without
    /// `alloc`.
    Direct,
    /// A product of the weights and the input as it stands: for 1 × 1 kernels that move by one and need no padding.
    Gemm,
    /// A product of the weights and a matrix of patches.
    Im2col,
}

impl Reference {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Direct, Self::Gemm, Self::Im2col];

    /// The rule for convolutions of so many groups of so many input channels.
    #[must_use]
    pub const fn of(groups: usize, channels: usize, [rows, columns]: [Window; 2]) -> Self {
        if !cfg!(feature = "alloc") || (groups > 1 && channels == 1) {
            Self::Direct
        } else if is_pointwise(rows) && is_pointwise(columns) {
            Self::Gemm
        } else {
            Self::Im2col
        }
    }

    /// The rule for linear layers of so many vectors: for one, a product of matrices would pack more than it computes.
    #[must_use]
    pub const fn of_linear(vectors: usize) -> Self {
        if vectors == 1 { Self::Direct } else { Self::Gemm }
    }

    /// Its name in a summary.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Direct => "direct",
            Self::Gemm => "gemm",
            Self::Im2col => "im2col + gemm",
        }
    }
}

const fn is_pointwise(window: Window) -> bool {
    window.kernel == 1 && window.stride == 1 && window.before == 0 && window.after == 0
}
