//! The receptive field: which part of the input an element of a feature map can see.

use crate::shape::{Growth, Window};
use crate::tensor::Shape;

/// The receptive field of the elements of a feature map, on rows and on columns.
///
/// Padding counts as input, so a field may be larger than the image. A network starts from [`Field::INPUT`], and each layer
/// computes its field from that of its input.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    rows: Span,
    columns: Span,
}

impl Field {
    /// The input itself: an element sees itself.
    pub const INPUT: Self = Self { rows: Span::POINT, columns: Span::POINT };

    /// Every element sees all of an input of this shape: after a linear layer or a global pooling.
    #[must_use]
    pub const fn whole(input: Shape) -> Self {
        match input {
            Shape::Image(_, h, w) => Self { rows: Span::whole(h), columns: Span::whole(w) },
            Shape::Vector(n) => Self { rows: Span::whole(1), columns: Span::whole(n) },
        }
    }

    /// The rows and the columns of the input that one element can see.
    #[must_use]
    pub const fn size(self) -> [usize; 2] {
        [self.rows.size(), self.columns.size()]
    }

    /// How many rows, and columns, of the input lie between what neighbouring elements see: as fractions, numerator and
    /// denominator, because upsampling makes them less than one.
    #[must_use]
    pub const fn jump(self) -> [(usize, usize); 2] {
        [(self.rows.jump.0, self.rows.jump.1), (self.columns.jump.0, self.columns.jump.1)]
    }

    /// After a convolution or a pooling.
    #[must_use]
    pub const fn slide(self, rows: Window, columns: Window) -> Self {
        Self {
            rows: self.rows.scale(rows.reach() - 1, Ratio(rows.stride, 1)),
            columns: self.columns.scale(columns.reach() - 1, Ratio(columns.stride, 1)),
        }
    }

    /// After a transposed convolution: of the elements whose neighbours are `stride` apart, a kernel of reach r touches at
    /// most ⌊(r − 1)/stride⌋ + 1.
    #[must_use]
    pub const fn grow(self, rows: Growth, columns: Growth) -> Self {
        Self {
            rows: self.rows.scale(grown_steps(rows), Ratio(1, rows.stride)),
            columns: self.columns.scale(grown_steps(columns), Ratio(1, columns.stride)),
        }
    }

    /// After resampling: `rows` = (n, m) where n rows become m, and each of them is made of at most `taps.0` rows; so too for
    /// columns. Upsampling by s is (1, s), with one tap for the nearest element, two for interpolation.
    #[must_use]
    pub const fn resize(self, rows: (usize, usize), columns: (usize, usize), taps: (usize, usize)) -> Self {
        Self {
            rows: self.rows.scale(taps.0.saturating_sub(1), Ratio(rows.0, rows.1)),
            columns: self.columns.scale(taps.1.saturating_sub(1), Ratio(columns.0, columns.1)),
        }
    }

    /// After an adaptive pooling, from n rows to m, and so too for columns: bin i reads ⌊i·n/m⌋ up to ⌈(i + 1)·n/m⌉.
    #[must_use]
    pub const fn bins(self, rows: (usize, usize), columns: (usize, usize)) -> Self {
        self.resize(rows, columns, (widest_bin(rows.0, rows.1), widest_bin(columns.0, columns.1)))
    }

    /// Where two branches meet: an element sees what either sees. Their fields are taken to have the same centre, as they
    /// have unless the branches pad their sides differently.
    #[must_use]
    pub const fn join(self, other: Self) -> Self {
        Self { rows: self.rows.join(other.rows), columns: self.columns.join(other.columns) }
    }

    /// After a network whose own field is `inner`, used as a layer.
    #[must_use]
    pub const fn then(self, inner: Self) -> Self {
        Self { rows: self.rows.then(inner.rows), columns: self.columns.then(inner.columns) }
    }
}

/// The receptive field on one axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    /// From the first to the last input element seen: the size less one. Exact, so that roundings do not add up.
    reach: Ratio,
    /// From what an element sees to what its neighbour sees.
    jump: Ratio,
}

impl Span {
    const POINT: Self = Self { reach: Ratio(0, 1), jump: Ratio(1, 1) };

    /// Neighbouring elements see the same: all `size` elements.
    const fn whole(size: usize) -> Self {
        Self { reach: Ratio(size.saturating_sub(1), 1), jump: Ratio(0, 1) }
    }

    const fn size(self) -> usize {
        self.reach.0.div_ceil(self.reach.1) + 1
    }

    /// After a layer whose elements see up to `steps` elements past the first, and which multiplies distances by `stride`.
    const fn scale(self, steps: usize, stride: Ratio) -> Self {
        self.then(Self { reach: Ratio(steps, 1), jump: stride })
    }

    const fn then(self, inner: Self) -> Self {
        Self { reach: self.reach.plus(self.jump.times(inner.reach)), jump: self.jump.times(inner.jump) }
    }

    const fn join(self, other: Self) -> Self {
        Self { reach: self.reach.max(other.reach), jump: self.jump.max(other.jump) }
    }
}

/// A fraction in lowest terms: numerator and denominator.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Ratio(usize, usize);

impl Ratio {
    /// A fraction without a denominator comes from a size that could not be computed, which is reported elsewhere.
    const fn lowest(numerator: usize, denominator: usize) -> Self {
        if denominator == 0 {
            return Self(0, 1);
        }
        let (mut a, mut b) = (numerator, denominator);
        while b != 0 {
            (a, b) = (b, a % b);
        }
        Self(numerator / a, denominator / a)
    }

    const fn plus(self, other: Self) -> Self {
        Self::lowest(self.0 * other.1 + other.0 * self.1, self.1 * other.1)
    }

    const fn times(self, other: Self) -> Self {
        Self::lowest(self.0 * other.0, self.1 * other.1)
    }

    const fn max(self, other: Self) -> Self {
        if self.0 * other.1 < other.0 * self.1 { other } else { self }
    }
}

/// How many elements past the first an output element of a transposed convolution sees at most.
const fn grown_steps(growth: Growth) -> usize {
    match (growth.reach() - 1).checked_div(growth.stride) {
        Some(steps) => steps,
        None => 0,
    }
}

/// The most elements that a bin of an adaptive pooling from `n` elements to `m` has.
const fn widest_bin(n: usize, m: usize) -> usize {
    let (mut widest, mut i) = (1, 0);
    while i < m {
        let size = ((i + 1) * n).div_ceil(m) - i * n / m;
        if size > widest {
            widest = size;
        }
        i += 1;
    }
    widest
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn window(size: usize, kernel: usize, stride: usize, dilation: usize) -> Window {
        Window { size, kernel, stride, before: 0, after: 0, dilation, ceil: false }
    }

    const fn square(field: Field, kernel: usize, stride: usize) -> Field {
        field.slide(window(99, kernel, stride, 1), window(99, kernel, stride, 1))
    }

    /// Which input elements output element `i` of one axis sees, layer by layer, and how many at most in a stack of layers.
    fn seen(layers: &[&dyn Fn(isize) -> (isize, isize)]) -> usize {
        let sizes = (100..200).map(|i| {
            let (mut first, mut last) = (i, i);
            for layer in layers.iter().rev() {
                (first, last) = (layer(first).0, layer(last).1);
            }
            (last - first + 1) as usize
        });
        sizes.max().unwrap()
    }

    #[test]
    fn lenet_sees_5_6_14_16_and_all() {
        const CONV1: Field = square(Field::INPUT, 5, 1);
        const POOL1: Field = square(CONV1, 2, 2);
        const CONV2: Field = square(POOL1, 5, 1);
        const POOL2: Field = square(CONV2, 2, 2);
        assert_eq!([CONV1, POOL1, CONV2, POOL2].map(|field| field.size()[0]), [5, 6, 14, 16]);
        assert_eq!(POOL2.jump(), [(4, 1); 2]);
        assert_eq!(Field::whole(Shape::Image(1, 28, 28)).size(), [28, 28]);
    }

    #[test]
    fn resnet_18_sees_435_pixels_before_its_pooling() {
        // Araujo, Norris, Sim, "Computing receptive fields of convolutional neural networks", Distill 2019.
        let mut field = square(square(Field::INPUT, 7, 2), 3, 2);
        for (block, stride) in [1, 1, 2, 1, 2, 1, 2, 1].into_iter().enumerate() {
            let main = square(square(field, 3, stride), 3, 1);
            let shortcut = square(field, 1, stride);
            assert_eq!(main.jump(), shortcut.jump(), "block {block}");
            field = main.join(shortcut);
        }
        assert_eq!((field.size(), field.jump()), ([435, 435], [(32, 1); 2]));
    }

    #[test]
    fn axes_and_dilation_are_apart() {
        let field = Field::INPUT.slide(window(99, 3, 1, 4), window(99, 1, 2, 1));
        assert_eq!((field.size(), field.jump()), ([9, 1], [(1, 1), (2, 1)]));
    }

    #[test]
    fn fields_through_upsampling_are_what_counting_finds() {
        let conv3 = |i: isize| (i - 1, i + 1);
        let conv2 = |i: isize| (i, i + 1);
        let nearest = |i: isize| (i.div_euclid(2), i.div_euclid(2));
        let linear = |i: isize| ((i - 1).div_euclid(2), (i - 1).div_euclid(2) + 1);
        // Kernel 4, stride 2: output i gets from j where i = 2j + t, 0 ≤ t < 4.
        let transposed = |i: isize| ((i - 2).div_euclid(2), i.div_euclid(2));
        let up = |field: Field, taps| field.resize((1, 2), (1, 2), (taps, taps));
        let growth = Growth { size: 9, kernel: 4, stride: 2, before: 0, after: 0, dilation: 1, output_padding: 0 };
        let start = square(Field::INPUT, 3, 1);
        let cases: [(Field, usize); 5] = [
            (square(up(start, 1), 3, 1), seen(&[&conv3, &nearest, &conv3])),
            (square(square(up(start, 1), 2, 1), 2, 1), seen(&[&conv3, &nearest, &conv2, &conv2])),
            (square(up(start, 2), 3, 1), seen(&[&conv3, &linear, &conv3])),
            (square(start.grow(growth, growth), 3, 1), seen(&[&conv3, &transposed, &conv3])),
            (square(start.grow(growth, growth), 2, 1), seen(&[&conv3, &transposed, &conv2])),
        ];
        for (case, (field, seen)) in cases.into_iter().enumerate() {
            assert_eq!((field.size()[0], field.jump()[0]), (seen, (1, 2)), "case {case}");
        }
    }

    #[test]
    fn adaptive_bins_overlap_where_they_do_not_divide() {
        assert_eq!(Field::INPUT.bins((6, 3), (7, 3)).size(), [2, 3]);
        assert_eq!(Field::INPUT.bins((6, 3), (7, 3)).jump(), [(2, 1), (7, 3)]);
    }

    #[test]
    fn a_network_as_a_layer_composes() {
        let before = square(Field::INPUT, 3, 2);
        let inner = square(square(Field::INPUT, 5, 1), 2, 2);
        assert_eq!(before.then(inner), square(square(before, 5, 1), 2, 2));
    }
}
