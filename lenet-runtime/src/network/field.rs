//! The receptive field: which part of the input an element of a feature map can see.

use crate::shape::{Growth, Window};
use crate::tensor::Shape;

/// The receptive field of the elements of a feature map, on rows and on columns.
///
/// Padding counts as input, so a field may be larger than the image. It is that of the element that sees most; where a map that
/// was upsampled is made smaller again, it may be a little more. A network starts from [`Field::INPUT`], and each layer
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
        [self.rows.jump(), self.columns.jump()]
    }

    /// After a convolution or a pooling.
    #[must_use]
    pub const fn slide(self, rows: Window, columns: Window) -> Self {
        Self {
            rows: self.rows.through(Steps::slide(rows.stride, rows.reach())),
            columns: self.columns.through(Steps::slide(columns.stride, columns.reach())),
        }
    }

    /// After a transposed convolution: neighbouring elements whose first and last are t apart get something of at most
    /// ⌊(t + r − 1)/stride⌋ + 1 elements, for a kernel of reach r.
    #[must_use]
    pub(crate) const fn grow(self, rows: Growth, columns: Growth) -> Self {
        Self {
            rows: self.rows.through(Steps::share(1, rows.reach() - 1, rows.stride)),
            columns: self.columns.through(Steps::share(1, columns.reach() - 1, columns.stride)),
        }
    }

    /// After upsampling by whole factors: each row is made of at most so many rows as `taps` says, one for the nearest element,
    /// two for interpolation; so is each column. What does not grow stays as it is.
    #[must_use]
    pub(crate) const fn upsample(self, factors: [usize; 2], taps: usize) -> Self {
        const fn steps(factor: usize, taps: usize) -> Steps {
            Steps::share(1, if factor > 1 { taps * factor - 1 } else { 0 }, factor)
        }
        Self {
            rows: self.rows.through(steps(factors[0], taps)),
            columns: self.columns.through(steps(factors[1], taps)),
        }
    }

    /// After an adaptive pooling, from n rows to m, and so too for columns: bin i reads ⌊i·n/m⌋ up to ⌈(i + 1)·n/m⌉.
    #[must_use]
    pub(crate) const fn bins(self, rows: (usize, usize), columns: (usize, usize)) -> Self {
        Self {
            rows: self.rows.through(bins(rows.0, rows.1)),
            columns: self.columns.through(bins(columns.0, columns.1)),
        }
    }

    /// After the elements of an `input` have been arranged in other rows and columns: an element sees what it saw, its neighbours
    /// may see something from anywhere.
    #[must_use]
    pub(crate) const fn rearranged(self, input: Shape) -> Self {
        let (rows, columns) = (Steps::slide(input.len(), 1), Steps::slide(input.len(), 1));
        Self { rows: self.rows.through(rows), columns: self.columns.through(columns) }
    }

    /// Where two branches meet: an element sees what either sees. Their fields are taken to have the same centre, as they
    /// have unless the branches pad their sides differently.
    #[must_use]
    pub(crate) const fn join(self, other: Self) -> Self {
        Self { rows: self.rows.join(other.rows), columns: self.columns.join(other.columns) }
    }

    /// After a network whose own field is `inner`, used as a layer.
    #[must_use]
    pub(crate) const fn then(self, inner: Self) -> Self {
        Self { rows: self.rows.then(inner.rows), columns: self.columns.then(inner.columns) }
    }
}

/// The receptive field on one axis: elements whose first and last are t apart see input elements whose first and last are
/// F(t) apart. `outer` is what is applied last.
///
/// ```text
/// F(t) = outer(inner(t)),   outer(t) = m·t + k,   inner(t) = ⌊(a·t + b)/q⌋
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Span {
    outer: Steps,
    inner: Steps,
}

impl Span {
    const POINT: Self = Self { outer: Steps::SAME, inner: Steps::SAME };

    /// Neighbouring elements see the same: all `size` elements.
    const fn whole(size: usize) -> Self {
        Self { outer: Steps { a: 0, b: size.saturating_sub(1), q: 1 }, inner: Steps::SAME }
    }

    const fn size(self) -> usize {
        self.outer.of(self.inner.of(0)).saturating_add(1)
    }

    /// How far apart in the input neighbours are, on average: numerator and denominator.
    const fn jump(self) -> (usize, usize) {
        let Steps { a, q, .. } = Steps { a: self.outer.a.saturating_mul(self.inner.a), b: 0, q: self.inner.q }.lowest();
        (a, q)
    }

    /// After a layer.
    const fn through(self, layer: Steps) -> Self {
        let inner = self.inner.after(layer);
        // Without a rounding it is one map.
        if inner.q == 1 { Self { outer: self.outer.after(inner), inner: Steps::SAME } } else { Self { inner, ..self } }
    }

    const fn then(self, other: Self) -> Self {
        self.through(other.outer).through(other.inner)
    }

    const fn join(self, other: Self) -> Self {
        if self.outer.a == other.outer.a && self.inner.a == other.inner.a && self.inner.q == other.inner.q {
            return Self { outer: self.outer.join(other.outer), inner: self.inner.join(other.inner) };
        }
        Self { outer: Steps::SAME, inner: self.bound().join(other.bound()) }.through(Steps::SAME)
    }

    /// One map that is not less: m·⌊x⌋ + k ≤ ⌊m·x + k⌋.
    const fn bound(self) -> Steps {
        self.outer.after(self.inner)
    }
}

/// ⌊(a·t + b)/q⌋, how far apart the first and the last of the elements are that a layer reads for elements that are t apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Steps {
    a: usize,
    b: usize,
    q: usize,
}

impl Steps {
    const SAME: Self = Self { a: 1, b: 0, q: 1 };

    /// A window of so many elements.
    const fn slide(stride: usize, reach: usize) -> Self {
        Self { a: stride, b: reach - 1, q: 1 }
    }

    /// A layer that makes q elements of a. A denominator of 0 comes from a size that could not be computed, which is reported
    /// elsewhere.
    const fn share(a: usize, b: usize, q: usize) -> Self {
        if q == 0 { Self::SAME } else { Self { a, b, q } }
    }

    const fn of(self, t: usize) -> usize {
        sum(self.a, t, self.b, 1) / self.q
    }

    /// First `other`, then this. As ⌊(⌊x⌋ + b)/q⌋ = ⌊(x + b)/q⌋ it is exact where a = 1; else it may be too much.
    const fn after(self, other: Self) -> Self {
        let (a, q) = (self.a.saturating_mul(other.a), self.q.saturating_mul(other.q));
        Self { a, b: sum(self.a, other.b, self.b, other.q), q }.lowest()
    }

    /// The same, without a common divisor of a and q: what it is of b makes no difference.
    const fn lowest(self) -> Self {
        let divisor = divisor(self.a, self.q);
        Self { a: self.a / divisor, b: self.b / divisor, q: self.q / divisor }
    }

    /// What is less than neither.
    const fn join(self, other: Self) -> Self {
        let (p, q) = (other.q, self.q);
        let a = max(self.a.saturating_mul(p), other.a.saturating_mul(q));
        let b = max(self.b.saturating_mul(p), other.b.saturating_mul(q));
        Self { a, b, q: p.saturating_mul(q) }.lowest()
    }
}

/// a·b + c·d, or the largest number there is: no field is too large for a program to compile.
const fn sum(a: usize, b: usize, c: usize, d: usize) -> usize {
    a.saturating_mul(b).saturating_add(c.saturating_mul(d))
}

/// The greatest common divisor, or the other number where one is 0.
const fn divisor(mut a: usize, mut b: usize) -> usize {
    while b != 0 {
        (a, b) = (b, a % b);
    }
    a
}

const fn max(a: usize, b: usize) -> usize {
    if a > b { a } else { b }
}

/// From n elements to m: those from i to i + t read ⌊i·n/m⌋ up to ⌈(i + t + 1)·n/m⌉, at most ⌊((t + 1)·n − 1 + r)/m⌋ + 1 where r is the
/// greatest rest of i·n/m.
const fn bins(n: usize, m: usize) -> Steps {
    // All rests are multiples of the common divisor.
    let greatest = m.saturating_sub(divisor(m, n));
    Steps::share(n, (n + greatest).saturating_sub(1), m)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bins_know_the_greatest_rest() {
        for (n, m) in (1_usize..40).flat_map(|n| (1..40).map(move |m| (n, m))) {
            let greatest = (0..m).map(|i| i * n % m).max().unwrap_or(0);
            assert_eq!(bins(n, m), Steps::share(n, n + greatest - 1, m), "{n} to {m}");
        }
    }

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
        let up = |field: Field, taps| field.upsample([2, 2], taps);
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

    /// A layer on one axis: its window, growth, factor and taps, or bins; and what an element of its output sees.
    type Layer = (fn(Field, [usize; 4]) -> Field, fn(isize, [isize; 4]) -> Vec<isize>);

    const LAYERS: [Layer; 4] = [
        (
            |field, [_, kernel, stride, dilation]| {
                field.slide(window(99, kernel, stride, dilation), window(99, 1, 1, 1))
            },
            |i, [_, kernel, stride, dilation]| (0..kernel).map(|u| i * stride + u * dilation).collect(),
        ),
        (
            |field, [_, kernel, stride, _]| {
                let growth = Growth { size: 9, kernel, stride, before: 0, after: 0, dilation: 1, output_padding: 0 };
                field.grow(growth, Growth { kernel: 1, stride: 1, ..growth })
            },
            |i, [_, kernel, stride, _]| {
                (0..kernel).map(|u| i - u).filter(|at| at % stride == 0).map(|at| at.div_euclid(stride)).collect()
            },
        ),
        (|field, [factor, ..]| field.upsample([factor, 1], 1), |i, [factor, ..]| vec![i.div_euclid(factor)]),
        (
            |field, [factor, ..]| field.upsample([factor, 1], 2),
            |i, [factor, ..]| {
                let place = 2 * i + 1 - factor;
                let low = place.div_euclid(2 * factor);
                (low..=low + isize::from(place % (2 * factor) != 0)).collect()
            },
        ),
    ];

    #[test]
    fn no_chain_of_layers_sees_more_than_its_field_and_few_see_less() {
        use crate::random::Random;
        let random = &mut Random::new(5);
        let (mut exact, mut all) = (0, 0);
        for _ in 0..2000 {
            let mut field = Field::INPUT;
            let mut chain = Vec::new();
            for _ in 0..=random.below(6) {
                let (of, seen) = LAYERS[random.below(6).saturating_sub(2)];
                let numbers = [1 + random.below(3), 1 + random.below(4), 1 + random.below(3), 1 + random.below(2)];
                field = of(field, numbers);
                chain.push((seen, numbers.map(|number| number as isize)));
            }
            let counted = (4000..4000 + 6_isize.pow(3)).map(|i| {
                let mut elements = vec![i];
                for (seen, numbers) in chain.iter().rev() {
                    elements = elements.into_iter().flat_map(|i| seen(i, *numbers)).collect();
                    elements.sort_unstable();
                    elements.dedup();
                }
                elements.last().zip(elements.first()).map_or(1, |(last, first)| (last - first + 1) as usize)
            });
            let counted = counted.max().unwrap();
            let [rows, columns] = field.size();
            assert!(counted <= rows && columns == 1, "{counted} rows seen, {field:?}");
            exact += usize::from(counted == rows);
            all += 1;
        }
        assert!(exact * 10 > all * 9, "{exact} of {all} fields are exact");
    }

    #[test]
    fn what_is_pooled_and_grows_again_is_seen_as_a_whole() {
        // A convolution of two rows between two of those that a row of the pool became.
        let pooled = square(Field::INPUT, 2, 2);
        assert_eq!(square(pooled.upsample([2, 2], 1), 2, 1).size(), [4, 4]);
        assert_eq!(square(pooled.bins((2, 4), (3, 3)), 2, 1).size(), [4, 4]);
    }

    #[test]
    fn what_is_arranged_anew_is_seen_from_anywhere() {
        let input = Shape::Image(2, 6, 5);
        let field = square(Field::INPUT, 3, 1).rearranged(input);
        assert_eq!((field.size(), square(field, 1, 1).size()), ([3, 3], [3, 3]));
        let [rows, columns] = field.slide(window(5, 2, 1, 1), window(6, 1, 1, 1)).size();
        assert!(rows >= 6 && columns == 3);
    }

    #[test]
    fn a_field_may_be_larger_than_any_number() {
        let mut field = Field::INPUT;
        for _ in 0..100 {
            field = square(field.rearranged(Shape::Image(64, 224, 224)).upsample([3, 3], 2), 3, 2);
            field = field.join(Field::INPUT.bins((7, 7), (5, 5)));
        }
        assert!(field.size()[0] > 224);
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
