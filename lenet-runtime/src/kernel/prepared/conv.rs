//! Convolution of one image: its sizes, and what every kernel of it reads.

use super::BLOCK;
use super::map::{FEW, Map, Strides, max, times};
use crate::kernel::function::{Function, Pooling};
use crate::kernel::vector::Level;
use crate::shape::Window;

/// A convolution with what follows it: an activation, and a pool of 2 × 2 elements.
#[derive(Clone, Copy, Debug)]
pub struct PreparedConv {
    /// G, the number of groups.
    pub(super) groups: usize,
    /// The input channels of one group.
    pub(super) channels: usize,
    /// The output channels of one group.
    pub(super) filters: usize,
    /// The windows over rows and columns.
    pub(super) windows: [Window; 2],
    /// Whether the kernel is turned by 180°.
    pub(super) flip: bool,
    /// What is applied to the sums.
    pub(super) function: Function,
    /// How 2 × 2 neighbours become one afterwards.
    pub(super) pooling: Option<Pooling>,
    /// Whether the input and the output may be plain arrays, as the ends of a network are.
    pub(super) plain: [bool; 2],
    /// The kernel that runs it.
    pub(super) algorithm: Algorithm,
}

/// How a convolution is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    /// The output channels in the lanes: `channels`.
    Channels,
    /// The output columns in the lanes, for few channels: `columns`.
    Columns,
    /// Each channel by itself: `depthwise`.
    Depthwise,
    /// Winograd's minimal filtering F(n × n, 3 × 3), n = 2 or 4: `winograd_tiles`. Up to 512 channels errors stay below 1e-6 of
    /// the greatest output for n = 2, which is better than plain sums (3e-6), and below 1.5e-5 for n = 4.
    WinogradTiles(usize),
    /// Winograd's minimal filtering along the rows, for inputs of at most 16 channels that stand channel by channel:
    /// `winograd_rows`. Errors stay below 1.5e-6 of the greatest sum of magnitudes, |bias| + Σ |weight · input|.
    WinogradRows,
    /// From one plain array to another by 1 × 1, the positions in the lanes: `pointwise`.
    Pointwise,
    /// From one plain array to another, each channel by itself, the columns in the lanes: `depthwise_planes`.
    DepthwisePlanes,
}

impl Algorithm {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Channels,
        Self::Columns,
        Self::Depthwise,
        Self::WinogradTiles(2),
        Self::WinogradTiles(4),
        Self::WinogradRows,
        Self::Pointwise,
        Self::DepthwisePlanes,
    ];

    /// The algorithm's name in a summary.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Channels => "channels",
            Self::Columns => "columns",
            Self::Depthwise => "depthwise",
            Self::WinogradTiles(2) => "winograd 2×2",
            Self::WinogradTiles(_) => "winograd 4×4",
            Self::WinogradRows => "winograd rows",
            Self::Pointwise => "pointwise",
            Self::DepthwisePlanes => "depthwise planes",
        }
    }
}

impl PreparedConv {
    /// The kernel that runs it.
    #[must_use]
    #[inline(always)]
    pub const fn algorithm(&self) -> Algorithm {
        self.algorithm
    }

    /// Whether the kernel reads the input as a plain array, and whether it writes the output as one.
    #[must_use]
    #[inline(always)]
    pub const fn takes_plain(&self) -> [bool; 2] {
        match self.algorithm {
            Algorithm::Pointwise | Algorithm::DepthwisePlanes => [true; 2],
            Algorithm::WinogradRows => [self.plain[0], self.plain[1] && self.pooling.is_none()],
            Algorithm::Channels | Algorithm::Columns | Algorithm::Depthwise | Algorithm::WinogradTiles(_) => [false; 2],
        }
    }

    /// Whether [`PreparedConv::pooled`] may be asked for.
    #[doc(hidden)]
    #[must_use]
    #[inline(always)]
    pub const fn can_pool(&self) -> bool {
        let [i, j] = self.positions();
        self.groups == 1
            && self.filters <= BLOCK
            && self.windows[0].stride == 1
            && self.windows[1].stride == 1
            && i.is_multiple_of(2)
            && j.is_multiple_of(2)
            && j >= 4
            && match self.function {
                Function::Identity | Function::Clamp(..) | Function::Sigmoid | Function::Tanh => true,
                Function::Leaky(_) => false,
            }
    }

    #[inline(always)]
    pub(super) const fn inputs(&self) -> usize {
        times([self.groups, self.channels])
    }

    #[inline(always)]
    pub(super) const fn outputs(&self) -> usize {
        times([self.groups, self.filters])
    }

    #[inline(always)]
    pub(super) const fn kernel(&self) -> [usize; 2] {
        [self.windows[0].kernel, self.windows[1].kernel]
    }

    /// The rows and columns of the output before pooling.
    #[inline(always)]
    pub(super) const fn positions(&self) -> [usize; 2] {
        [self.windows[0].out(), self.windows[1].out()]
    }

    #[inline(always)]
    pub(super) const fn macs(&self) -> usize {
        let ([u, v], [i, j]) = (self.kernel(), self.positions());
        times([self.outputs(), self.channels, u, v, i, j])
    }

    /// The windows, rounded up to what the kernel reads.
    #[inline(always)]
    pub(super) const fn reads(&self) -> [Window; 2] {
        let mut windows = self.windows;
        if let Algorithm::WinogradTiles(n) = self.algorithm {
            let mut axis = 0;
            while axis < 2 {
                let more = windows[axis].out().next_multiple_of(n) - windows[axis].out();
                windows[axis].after += more;
                axis += 1;
            }
        }
        windows
    }

    /// How many groups are computed as one, so that their channels fill blocks. What does not belong together gets zeros for
    /// weights.
    #[inline(always)]
    const fn merged(&self) -> usize {
        if self.groups == 1 {
            return 1;
        }
        let (few_in, few_out) = (self.inputs() <= FEW, self.outputs() <= FEW);
        let mut groups = 1;
        while groups < self.groups {
            if self.groups.is_multiple_of(groups)
                && (few_in || (groups * self.channels).is_multiple_of(BLOCK))
                && (few_out || (groups * self.filters).is_multiple_of(BLOCK))
            {
                return groups;
            }
            groups += 1;
        }
        self.groups
    }

    /// Channels, filters and number of the groups as they are computed.
    #[inline(always)]
    pub(super) const fn parts(&self) -> [usize; 3] {
        let merged = self.merged();
        [merged * self.channels, merged * self.filters, self.groups / merged]
    }
}

impl Map {
    /// The same as a convolution reads it: with a border that is wide enough, or as a plain array.
    #[must_use]
    #[inline(always)]
    pub const fn around(mut self, conv: &PreparedConv) -> Self {
        if conv.takes_plain()[0] {
            self.plain = true;
            return self;
        }
        let [rows, columns] = conv.reads();
        let [top, bottom, left, right] = self.border;
        self.border =
            [max(top, rows.before), max(bottom, after(rows)), max(left, columns.before), max(right, after(columns))];
        self
    }

    /// The same as a convolution writes it, which may be as a plain array.
    #[must_use]
    pub const fn from(mut self, conv: &PreparedConv) -> Self {
        self.plain = conv.takes_plain()[1];
        self
    }
}

/// How many elements behind the last one a window reads.
#[inline(always)]
const fn after(window: Window) -> usize {
    ((window.out().saturating_sub(1)) * window.stride + window.reach()).saturating_sub(window.before + window.size)
}

/// The weights of a convolution as they are in the network, for the kernels that pack them.
pub(super) struct Weights<'a> {
    pub conv: &'a PreparedConv,
    pub weight: &'a [f32],
    pub bias: &'a [f32],
    pub norm: Option<(&'a [f32], &'a [f32])>,
}

impl Weights<'_> {
    /// What filter f multiplies channel c of its group with, under row u and column v of the kernel.
    pub fn at(&self, f: usize, c: usize, u: usize, v: usize) -> f32 {
        let [rows, columns] = self.conv.kernel();
        let (u, v) = if self.conv.flip { (rows - 1 - u, columns - 1 - v) } else { (u, v) };
        let w = self.weight[((f * self.conv.channels + c) * rows + u) * columns + v];
        self.norm.map_or(w, |(scale, _)| w * scale[f])
    }

    pub fn bias(&self, f: usize) -> f32 {
        let b = self.bias.get(f).copied().unwrap_or(0.0);
        self.norm.map_or(b, |(scale, shift)| b * scale[f] + shift[f])
    }
}

/// What a kernel of a convolution reads.
pub(super) struct Job<'a> {
    pub conv: &'a PreparedConv,
    /// The level of all of it, whatever [`limit`](crate::kernel::vector::limit) says meanwhile.
    pub level: Level,
    /// [`PreparedConv::positions`].
    pub size: [usize; 2],
    /// [`PreparedConv::macs`].
    pub macs: usize,
    pub packed: &'a [f32],
    pub x: &'a [f32],
    pub xs: Strides,
    /// Where the first element under the window at the first position stands, and how far apart neighbouring positions are.
    pub start: usize,
    pub steps: [usize; 2],
    /// What is added to the sums, which stands as y does.
    pub z: Option<&'a [f32]>,
    pub ys: Strides,
}

impl Job<'_> {
    /// Where the first element under the window at position (i, j) stands.
    #[inline(always)]
    pub fn base(&self, channel: usize, i: usize, j: usize) -> usize {
        let blocks = if self.xs.block == 1 { channel } else { channel / BLOCK };
        self.start + blocks * self.xs.plane + i * self.steps[0] + j * self.steps[1]
    }

    /// How far apart the elements of neighbouring positions stand, in a row.
    pub fn step(&self) -> usize {
        self.steps[1]
    }
}

/// 1 + the product of some sizes.
#[inline(always)]
pub(super) const fn plus_one<const N: usize>(sizes: [usize; N]) -> usize {
    times(sizes).saturating_add(1)
}

const _: () = assert!(max(FEW, BLOCK) == BLOCK);
