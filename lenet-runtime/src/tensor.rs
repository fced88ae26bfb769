//! Shapes, and the values that have them.

use crate::kernel::simd::{LANES, Level, lanes};
use crate::plain::Plain;
use core::{fmt, ops};

/// The shape of a value: channels × height × width of an image, or the length of a vector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Channels, height and width.
    Image(usize, usize, usize),
    /// The length.
    Vector(usize),
}

impl Shape {
    /// How many numbers a value of this shape holds; 0 if there are more than a `usize` can count.
    #[must_use]
    pub const fn len(self) -> usize {
        match self {
            Self::Image(c, h, w) => match c.saturating_mul(h).checked_mul(w) {
                Some(elements) => elements,
                None => 0,
            },
            Self::Vector(n) => n,
        }
    }

    /// Whether a value of this shape holds no number, which marks a size that could not be computed.
    #[must_use]
    pub const fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// The channels of an image, the length of a vector.
    #[must_use]
    pub const fn channels(self) -> usize {
        match self {
            Self::Image(n, ..) | Self::Vector(n) => n,
        }
    }

    /// The height of an image; 0 for a vector.
    #[must_use]
    pub const fn height(self) -> usize {
        match self {
            Self::Image(_, h, _) => h,
            Self::Vector(_) => 0,
        }
    }

    /// The width of an image; 0 for a vector.
    #[must_use]
    pub const fn width(self) -> usize {
        match self {
            Self::Image(.., w) => w,
            Self::Vector(_) => 0,
        }
    }
}

impl fmt::Display for Shape {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Image(c, h, w) => write!(f, "{c} × {h} × {w}"),
            Self::Vector(n) => write!(f, "{n}"),
        }
    }
}

/// What flows between layers: an image, [`Tensor`], or a vector, `[f32; N]`.
pub trait Value: Plain + Clone + PartialEq + fmt::Debug {
    /// The value's shape.
    const SHAPE: Shape;
}

impl<const N: usize> Value for [f32; N] {
    const SHAPE: Shape = Shape::Vector(N);
}

/// An image of `C` channels, `H` rows and `W` columns: `tensor.0[channel][row][column]`, or `tensor[(c, h, w)]`.
#[repr(transparent)]
#[derive(Clone, Debug, PartialEq)]
pub struct Tensor<const C: usize, const H: usize, const W: usize>(pub [[[f32; W]; H]; C]);

impl<const C: usize, const H: usize, const W: usize> Value for Tensor<C, H, W> {
    const SHAPE: Shape = Shape::Image(C, H, W);
}

impl<const C: usize, const H: usize, const W: usize> Tensor<C, H, W> {
    /// An image of zeros.
    #[must_use]
    pub const fn zeros() -> Self {
        Self([[[0.0; W]; H]; C])
    }

    /// The image whose element at channel `c`, row `i`, column `j` is `f(c, i, j)`.
    #[must_use]
    pub fn from_fn(mut f: impl FnMut(usize, usize, usize) -> f32) -> Self {
        Self(core::array::from_fn(|c| core::array::from_fn(|i| core::array::from_fn(|j| f(c, i, j)))))
    }

    /// The image whose elements, channel by channel and row by row, are `elements`; `None` unless there are C·H·W of
    /// them.
    #[must_use]
    pub fn from_slice(elements: &[f32]) -> Option<Self> {
        let mut image = Self::zeros();
        if elements.len() != Self::FLOATS {
            return None;
        }
        image.floats_mut().copy_from_slice(elements);
        Some(image)
    }
}

impl<const C: usize, const H: usize, const W: usize> ops::Index<(usize, usize, usize)> for Tensor<C, H, W> {
    type Output = f32;

    fn index(&self, (c, i, j): (usize, usize, usize)) -> &f32 {
        &self.0[c][i][j]
    }
}

impl<const C: usize, const H: usize, const W: usize> ops::IndexMut<(usize, usize, usize)> for Tensor<C, H, W> {
    fn index_mut(&mut self, (c, i, j): (usize, usize, usize)) -> &mut f32 {
        &mut self.0[c][i][j]
    }
}

/// `L` values of one shape side by side: element `e` of value `l` stands at `e · L + l`.
///
/// Every layer works on tiles. With `L` = 1 a tile is the value itself; with more, each arithmetic operation of a layer
/// becomes one vector operation over the `L` lanes, and no layer needs to know.
#[repr(transparent)]
#[derive(Clone, Debug, PartialEq)]
pub struct Tile<V, const L: usize>([V; L]);

impl<V: Value> Tile<V, 1> {
    /// One value as a tile of one lane.
    #[must_use]
    pub fn of(value: &V) -> &Self {
        value.view()
    }

    /// The value of a tile of one lane.
    #[must_use]
    pub fn value(&self) -> &V {
        &self.0[0]
    }
}

impl<V: Value, const L: usize> Tile<V, L> {
    /// The tile as elements of `L` lanes.
    #[must_use]
    pub fn lanes(&self) -> &[[f32; L]] {
        self.floats().as_chunks().0
    }

    /// The tile as elements of `L` lanes.
    #[must_use]
    pub fn lanes_mut(&mut self) -> &mut [[f32; L]] {
        self.floats_mut().as_chunks_mut().0
    }

    /// Sets lane `l` to the value `values(l)`, or to zeros where that is `None`.
    pub fn load<'a>(&mut self, values: impl Fn(usize) -> Option<&'a V>) {
        if const { L == LANES }
            && lanes::load(Level::best(), |lane| values(lane).map(V::floats), self.floats_mut().as_chunks_mut().0)
        {
            return;
        }
        // In blocks, so that the elements stay in the L1 cache until all lanes are written.
        const BLOCK: usize = 16;

        for (block, elements) in self.lanes_mut().chunks_mut(BLOCK).enumerate() {
            for lane in 0..L {
                if let Some(value) = values(lane) {
                    for (element, &number) in elements.iter_mut().zip(&value.floats()[block * BLOCK..]) {
                        element[lane] = number;
                    }
                } else {
                    for element in &mut *elements {
                        element[lane] = 0.0;
                    }
                }
            }
        }
    }

    /// Copies lane `lane` into `value`.
    pub fn store(&self, lane: usize, value: &mut V) {
        for (number, element) in value.floats_mut().iter_mut().zip(self.lanes()) {
            *number = element[lane];
        }
    }
}
