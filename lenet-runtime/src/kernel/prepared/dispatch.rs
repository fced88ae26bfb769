//! Convolution of one image: the choice of its kernel, and the calls of it.

use super::conv::{Algorithm, Job, PreparedConv, Weights, plus_one};
use super::map::{FEW, Map, Walk, round_up, times};
use super::{BLOCK, channels, columns, depthwise, depthwise_planes, pointwise, winograd_rows, winograd_tiles};
use crate::kernel::function::{Function, Pooling};
use crate::kernel::geometry::Geometry;
use crate::kernel::vector::Level;
use crate::shape::Window;

impl PreparedConv {
    /// The convolution of so many groups, channels and filters of a group, with nothing after it: sizes that are not known
    /// before the program runs, as a sweep draws them.
    #[doc(hidden)]
    #[must_use]
    pub const fn new([groups, channels, filters]: [usize; 3], windows: [Window; 2], flip: bool) -> Self {
        let function = Function::Identity;
        let (pooling, plain, algorithm) = (None, [false; 2], Algorithm::Channels);
        Self { groups, channels, filters, windows, flip, function, pooling, plain, algorithm }.chosen()
    }

    /// The tile that the depthwise kernel takes for 3 × 3 elements, if it takes one: its stride, rows and columns.
    #[doc(hidden)]
    #[must_use]
    pub fn depthwise_tile(&self, level: Level) -> Option<[usize; 3]> {
        depthwise::three(self, self.positions()[0], super::registers(level).1 >= 32)
    }

    /// The convolution of a geometry, with nothing after it.
    #[must_use]
    pub const fn of<G: Geometry>() -> Self {
        Self::new([G::GROUPS, G::CHANNELS, G::FILTERS], [G::ROWS, G::COLUMNS], G::FLIP)
    }

    /// The same by another kernel than the rule chooses, for comparisons: one that [can run](Self::can) it.
    #[doc(hidden)]
    #[must_use]
    pub const fn by(mut self, algorithm: Algorithm) -> Self {
        assert!(self.can(algorithm), "the kernel must be one that can run the convolution");
        self.algorithm = algorithm;
        self
    }

    /// The same, followed by an activation.
    #[must_use]
    pub const fn then(mut self, function: Function) -> Self {
        self.function = function;
        if self.can(self.algorithm) { self } else { self.chosen() }
    }

    /// The same, followed by a pool of 2 × 2 elements. That needs at most 16 filters in one group, a window that moves by one,
    /// and even numbers of rows and columns, of these at least 4; and no [`Function::Leaky`].
    #[must_use]
    pub const fn pooled(mut self, pooling: Pooling) -> Self {
        self.pooling = Some(pooling);
        self.chosen()
    }

    /// The same, between values of which the input, the output or both may be plain arrays.
    #[must_use]
    pub const fn between(mut self, plain: [bool; 2]) -> Self {
        self.plain = plain;
        self.chosen()
    }

    /// The same by the kernel that the rule chooses: the one that should take the least time, of those that can run it.
    pub(super) const fn chosen(mut self) -> Self {
        let mut best = (Algorithm::Channels, self.cost(Algorithm::Channels));
        let mut index = 1;
        while index < Algorithm::ALL.len() {
            let algorithm = Algorithm::ALL[index];
            if self.can(algorithm) && self.cost(algorithm) < best.1 {
                best = (algorithm, self.cost(algorithm));
            }
            index += 1;
        }
        self.algorithm = best.0;
        self
    }

    /// About how long a kernel takes, in multiply-adds of whole vectors; `rule` in `benches` compares the kernels.
    const fn cost(&self, algorithm: Algorithm) -> usize {
        /// A weight that is read takes as long as so many multiply-adds.
        const WEIGHT: usize = 11;
        /// An input or an output that is transformed takes as long as so many.
        const TRANSFORM: usize = 12;
        /// A column of outputs that is put together from those at six points takes as long as so many.
        const OUTPUTS: usize = 40;
        /// An element that is copied to where there are zeros around it takes as long as so many.
        const COPY: usize = 4;
        /// A channel that is computed by itself takes as long as so many on top.
        const PLANE: usize = 15_000;
        /// An element of a plain array whose layout is changed takes as long as so many.
        const LAYOUT: usize = 12;

        let ([u, v], [i, j]) = (self.kernel(), self.positions());
        let [channels, filters, groups] = self.parts();
        let mut laid_out = 0;
        let [reads, writes] = Self { algorithm, ..*self }.takes_plain();
        if self.plain[0] && !reads {
            laid_out += self.inputs() * self.windows[0].size * self.windows[1].size;
        }
        if self.plain[1] && !writes {
            laid_out += self.outputs() * i * j;
        }
        let compute = match algorithm {
            // Sums of a tile of blocks of filters × positions.
            Algorithm::Channels => groups * channels * filters.next_multiple_of(BLOCK) * u * v * (i * j + WEIGHT),
            // Of a tile of filters × two vectors of columns.
            Algorithm::Columns => channels * filters * u * v * (i * j.next_multiple_of(2 * BLOCK) + WEIGHT),
            Algorithm::Depthwise => self.groups.next_multiple_of(BLOCK) * u * v * (i * j + WEIGHT),
            Algorithm::WinogradTiles(n) => {
                let tiles = i.div_ceil(n) * j.div_ceil(n);
                let products = channels * filters * (tiles + WEIGHT);
                (n + 2) * (n + 2) * (products + TRANSFORM * tiles * (channels + filters))
            }
            Algorithm::WinogradRows => {
                let strips = i.div_ceil(winograd_rows::height(self));
                let filters = filters.next_multiple_of(BLOCK);
                let products = winograd_rows::products(self) * filters * channels * v * (j + 1);
                let inputs = channels * self.windows[0].stride * self.windows[1].size;
                strips * (products + OUTPUTS * filters * j + TRANSFORM * inputs)
            }
            Algorithm::Pointwise => filters.next_multiple_of(8) * channels * ((i * j).next_multiple_of(BLOCK) + 1),
            Algorithm::DepthwisePlanes => {
                self.groups * (PLANE + (u * v + COPY) * i.next_multiple_of(4) * j.next_multiple_of(BLOCK))
            }
        };
        compute + LAYOUT * laid_out
    }

    /// Whether a kernel can run it.
    ///
    /// Inlined, as [`PreparedConv::scratch`]: of a constant it is one, so that a program holds what it uses of the kernels' sizes.
    #[must_use]
    #[inline(always)]
    pub const fn can(&self, algorithm: Algorithm) -> bool {
        let [rows, columns] = self.windows;
        match algorithm {
            Algorithm::Channels => true,
            // Both images stand channel by channel.
            Algorithm::Columns => {
                self.groups == 1 && self.channels <= FEW && self.filters <= FEW && columns.stride == 1
            }
            Algorithm::Depthwise => {
                self.groups > FEW && self.channels == 1 && self.filters == 1 && self.pooling.is_none()
            }
            Algorithm::WinogradTiles(n) => {
                (n == 2 || n == 4)
                    && self.groups == 1
                    && self.pooling.is_none()
                    && is_three_by_one(rows)
                    && is_three_by_one(columns)
                    && self.channels.is_multiple_of(BLOCK)
                    && self.filters.is_multiple_of(BLOCK)
            }
            Algorithm::WinogradRows => {
                let taps = winograd_rows::taps(self);
                self.groups == 1
                    && (self.channels <= FEW || self.plain[0] && self.channels <= BLOCK)
                    && self.filters > FEW
                    && 3 <= taps
                    && taps <= 5
                    && (self.pooling.is_none() || taps != 4)
                    && rows.dilation == 1
                    && columns.stride <= 2
                    && columns.out() >= 4
            }
            // Between plain arrays.
            Algorithm::Pointwise => {
                self.plain[0]
                    && self.plain[1]
                    && self.groups == 1
                    && self.pooling.is_none()
                    && is_one(rows)
                    && is_one(columns)
                    && rows.out() * columns.out() >= BLOCK
            }
            Algorithm::DepthwisePlanes => self.plain[0] && self.plain[1] && depthwise_planes::can(self),
        }
    }

    /// How many [`Lines`](super::Lines) the packed weights take.
    #[must_use]
    #[inline(always)]
    pub const fn lines(&self) -> usize {
        super::lines(self.weights())
    }

    /// How many numbers the packed weights take; the largest number if that is less.
    #[must_use]
    #[inline(always)]
    pub const fn weights(&self) -> usize {
        let [u, v] = self.kernel();
        let [channels, filters, groups] = self.parts();
        match self.algorithm {
            Algorithm::Channels => times([groups, round_up(filters, BLOCK), plus_one([channels, u, v])]),
            Algorithm::Columns => round_up(times([self.filters, plus_one([channels, u, v])]), BLOCK),
            Algorithm::Depthwise => times([round_up(self.groups, BLOCK), plus_one([u, v])]),
            Algorithm::WinogradTiles(n) => winograd_tiles::weights(self, n),
            Algorithm::WinogradRows => winograd_rows::weights(self),
            Algorithm::Pointwise => pointwise::weights(self),
            Algorithm::DepthwisePlanes => depthwise_planes::weights(self),
        }
    }

    /// How many numbers of scratch it takes; the largest number if that is less.
    #[must_use]
    #[inline(always)]
    pub const fn scratch(&self) -> usize {
        match self.algorithm {
            Algorithm::WinogradTiles(n) => winograd_tiles::scratch(self, n),
            Algorithm::WinogradRows => winograd_rows::scratch(self),
            Algorithm::DepthwisePlanes => depthwise_planes::scratch(self),
            Algorithm::Channels | Algorithm::Columns | Algorithm::Depthwise | Algorithm::Pointwise => 0,
        }
    }

    /// Packs the weights and the bias. Where batch normalization follows the convolution, `norm` has its factor and its
    /// summand for each output channel.
    #[inline(always)] // As `forward_adding`.
    pub fn pack(&self, x: &Map, weight: &[f32], bias: &[f32], norm: Option<(&[f32], &[f32])>, packed: &mut [f32]) {
        packed[..self.weights()].fill(0.0);
        let weights = Weights { conv: self, weight, bias, norm };
        match self.algorithm {
            Algorithm::Channels => channels::pack(&weights, x, packed),
            Algorithm::Columns => columns::pack(&weights, packed),
            Algorithm::Depthwise => depthwise::pack(&weights, packed),
            Algorithm::WinogradTiles(n) => winograd_tiles::pack(&weights, n, packed),
            Algorithm::WinogradRows => winograd_rows::pack(&weights, packed),
            Algorithm::Pointwise => pointwise::pack(&weights, packed),
            Algorithm::DepthwisePlanes => depthwise_planes::pack(&weights, packed),
        }
    }

    /// y ← f(bias + weight ∗ x), pooled if it says so.
    #[inline(always)] // As `forward_adding`.
    pub fn forward(&self, packed: &[f32], (xm, x): (&Map, &[f32]), (ym, y): (&Map, &mut [f32]), scratch: &mut [f32]) {
        self.forward_adding(packed, (xm, x), None, (ym, y), scratch);
    }

    /// y ← f(bias + weight ∗ x + z), where z stands as y does.
    ///
    /// Inlined: where the convolution is a constant, as in a network, the program holds the kernel of its algorithm alone.
    #[inline(always)]
    pub fn forward_adding(
        &self,
        packed: &[f32],
        (xm, x): (&Map, &[f32]),
        z: Option<&[f32]>,
        (ym, y): (&Map, &mut [f32]),
        scratch: &mut [f32],
    ) {
        let job = Job::new(self, packed, (xm, x), z, (ym, y.len()));
        assert!(scratch.len() >= self.scratch(), "there must be as much scratch as `PreparedConv::scratch` says");
        match self.algorithm {
            Algorithm::Channels => {
                let parts = self.parts();
                let walk = Walk::over(xm, parts[0], self.windows[0], self.windows[1]);
                channels::forward(&job, parts, &walk, y);
            }
            Algorithm::Columns => columns::forward(&job, y),
            Algorithm::Depthwise => depthwise::forward(&job, y),
            Algorithm::WinogradTiles(n) => winograd_tiles::forward(&job, n, y, scratch),
            Algorithm::WinogradRows if self.windows[1].stride == 1 => winograd_rows::forward_by_one(&job, y, scratch),
            Algorithm::WinogradRows => winograd_rows::forward_by_two(&job, y, scratch),
            Algorithm::Pointwise => pointwise::forward(&job, y),
            Algorithm::DepthwisePlanes => depthwise_planes::forward(&job, y, scratch),
        }
        ym.clear_border(y);
    }
}

impl<'a> Job<'a> {
    /// Checks that the kernels may read and write where they do: that the kernel is one that can run the convolution, and that
    /// all buffers are long enough. No length has wrapped (see [`Map`]), and so no other number here: windows that have
    /// positions are of sizes that the language takes.
    ///
    /// Inlined: of constants, it is one.
    #[inline(always)]
    fn new(
        conv: &'a PreparedConv,
        packed: &'a [f32],
        (xm, x): (&Map, &'a [f32]),
        z: Option<&'a [f32]>,
        (ym, y_len): (&Map, usize),
    ) -> Self {
        let [i, j] = conv.positions();
        let halves = if conv.pooling.is_some() { 2 } else { 1 };
        assert!(conv.can(conv.algorithm), "the kernel must be one that can run the convolution");
        assert!(conv.pooling.is_none() || conv.can_pool(), "see `PreparedConv::pooled`");
        assert!(conv.inputs() > 0 && conv.outputs() > 0 && i > 0 && j > 0, "a convolution must have an output");
        assert!(xm.channels == conv.inputs() && ym.channels == conv.outputs());
        assert!(xm.height == conv.windows[0].size && xm.width == conv.windows[1].size);
        assert!(ym.height == i / halves && ym.width == j / halves);
        assert!(x.len() >= xm.len() && y_len >= ym.len(), "the buffers must be as long as their maps say");
        assert!(packed.len() >= conv.weights(), "there must be as many weights as `PreparedConv::weights` says");
        let wanted = Map { border: [0; 4], ..*xm }.around(conv).border;
        assert!((0..4).all(|side| xm.border[side] >= wanted[side]), "the input must have the border that is read");
        assert!([xm.plain, ym.plain] == conv.takes_plain(), "plain arrays are for the kernels that take them");
        let [rows, columns] = conv.windows;
        let (xs, ys) = (xm.strides(), ym.strides());
        let start = xs.first.wrapping_sub(rows.before * xs.row + columns.before * xs.block);
        let steps = [rows.stride * xs.row, columns.stride * xs.block];
        Job { conv, level: Level::best(), size: [i, j], macs: conv.macs(), packed, x, xs, start, steps, z, ys }
    }
}

/// Whether a window is one element that moves by one.
#[inline(always)]
const fn is_one(window: Window) -> bool {
    window.kernel == 1 && window.stride == 1 && window.before + window.after == 0
}

#[inline(always)]
const fn is_three_by_one(window: Window) -> bool {
    window.kernel == 3 && window.stride == 1 && window.dilation == 1
}
