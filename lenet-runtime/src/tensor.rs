//! Shapes, and the values that have them.

#[cfg(feature = "alloc")]
use crate::plain::Zeroed;
use crate::plain::{self, Plain};
#[cfg(feature = "alloc")]
use alloc::boxed::Box;
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

    /// How many numbers a channel has: height × width of an image, one of a vector.
    pub(crate) const fn positions(self) -> usize {
        match self {
            Self::Image(_, h, w) => h.saturating_mul(w),
            Self::Vector(_) => 1,
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
///
/// What returns a tensor by value takes as much stack as the tensor is large, 4·C·H·W bytes, and twice as much in a build
/// without optimization. A thread has 2 MB of stack unless it asks for more, and `main` has 8 or less. Large images belong on the heap: the
/// functions whose names end in `_box` make them there, and take no stack.
#[repr(transparent)]
#[derive(Debug, PartialEq)]
pub struct Tensor<const C: usize, const H: usize, const W: usize>(pub [[[f32; W]; H]; C]);

plain::claim!([const C: usize, const H: usize, const W: usize] Tensor<C, H, W> { 0 });

impl<const C: usize, const H: usize, const W: usize> Value for Tensor<C, H, W> {
    const SHAPE: Shape = Shape::Image(C, H, W);
}

impl<const C: usize, const H: usize, const W: usize> Tensor<C, H, W> {
    /// An image of zeros, by value; [`Tensor::zeros_box`] takes no stack.
    #[must_use]
    pub const fn zeros() -> Self {
        plain::zeros()
    }

    /// The image whose element at channel `c`, row `i`, column `j` is `f(c, i, j)`, by value; [`Tensor::from_fn_box`] takes no
    /// stack.
    #[must_use]
    pub fn from_fn(f: impl FnMut(usize, usize, usize) -> f32) -> Self {
        plain::filled(|image: &mut Self| image.fill_with(f))
    }

    /// The image whose elements, channel by channel and row by row, are `elements`; `None` unless there are C·H·W of
    /// them. By value; [`Tensor::from_slice_box`] takes no stack.
    #[must_use]
    pub fn from_slice(elements: &[f32]) -> Option<Self> {
        let image = plain::of(elements)?;
        Some(plain::copy(image))
    }

    /// An image of zeros on the heap.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn zeros_box() -> Box<Self> {
        Self::zeroed_box()
    }

    /// [`Tensor::from_fn`] on the heap.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn from_fn_box(f: impl FnMut(usize, usize, usize) -> f32) -> Box<Self> {
        let mut image = Self::zeroed_box();
        image.fill_with(f);
        image
    }

    /// [`Tensor::from_slice`] on the heap.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn from_slice_box(elements: &[f32]) -> Option<Box<Self>> {
        plain::of(elements).map(Self::clone_box)
    }

    /// A copy on the heap.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn clone_box(&self) -> Box<Self> {
        Plain::clone_box(self)
    }

    /// Sets each element to `f` of its place.
    fn fill_with(&mut self, mut f: impl FnMut(usize, usize, usize) -> f32) {
        for (c, channel) in self.0.iter_mut().enumerate() {
            for (i, row) in channel.iter_mut().enumerate() {
                for (j, element) in row.iter_mut().enumerate() {
                    *element = f(c, i, j);
                }
            }
        }
    }
}

/// By value; [`Tensor::clone_box`] takes no stack.
impl<const C: usize, const H: usize, const W: usize> Clone for Tensor<C, H, W> {
    fn clone(&self) -> Self {
        plain::copy(self)
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

/// How many images training and batch inference work on at a time: as many as an AVX-512 register has lanes.
pub const LANES: usize = 16;

/// `L` values of one shape side by side: element `e` of value `l` stands at `e · L + l`.
///
/// Every layer works on tiles. With `L` = 1 a tile is the value itself; with more, each arithmetic operation of a layer
/// becomes one vector operation over the `L` lanes, and no layer needs to know.
#[repr(transparent)]
#[derive(Clone, Debug, PartialEq)]
pub struct Tile<V, const L: usize>([V; L]);

plain::claim!([V: Plain, const L: usize] Tile<V, L> { 0 });

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

    /// The value of a tile of one lane.
    #[doc(hidden)]
    pub fn value_mut(&mut self) -> &mut V {
        &mut self.0[0]
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

    /// The first elements as an image of this shape.
    #[doc(hidden)]
    pub fn image<const C: usize, const H: usize, const W: usize>(&mut self) -> &mut Tile<Tensor<C, H, W>, L> {
        self.view_mut()
    }

    /// The first elements as a vector of this length.
    #[doc(hidden)]
    pub fn vector<const N: usize>(&mut self) -> &mut Tile<[f32; N], L> {
        self.view_mut()
    }

    /// The first elements as a value of the shape of another.
    #[doc(hidden)]
    pub fn like<U: Value>(&mut self, _: &Tile<U, L>) -> &mut Tile<U, L> {
        self.view_mut()
    }

    /// Copies lane `lane` into `value`.
    pub fn store(&self, lane: usize, value: &mut V) {
        for (number, element) in value.floats_mut().iter_mut().zip(self.lanes()) {
            *number = element[lane];
        }
    }
}
