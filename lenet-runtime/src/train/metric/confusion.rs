//! Which classes were taken for which.

use super::Metric;
use crate::tensor::Tensor;
use crate::train::loss::{Class, place};
use alloc::vec;
use alloc::vec::Vec;
use core::fmt;

/// Counts of images by true class and by the class that the network gave them, that of its largest output (of the first, where
/// several are largest). Where the output is an image, its pixels are counted.
///
/// An output that contains NaN, or whose largest number is infinite, tells no class. Such images are counted apart, and none
/// of them is right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Confusion {
    classes: usize,
    /// For each true class, how many images were taken for each class. A row stays empty until it has an image: so a network
    /// with very many outputs takes only the rows of the labels that there are.
    counts: Vec<Vec<usize>>,
    /// For each true class, how many images were given no class.
    unclassified: Vec<usize>,
    /// The number of a class that is no class.
    ignored: Option<i64>,
}

impl Confusion {
    /// No image yet.
    #[must_use]
    pub fn new(classes: usize) -> Self {
        Self { classes, counts: vec![Vec::new(); classes], unclassified: vec![0; classes], ignored: None }
    }

    /// Does not count what has this number for a class, such as 255 in a mask.
    #[must_use]
    pub fn ignoring(self, class: i64) -> Self {
        Self { ignored: Some(class), ..self }
    }

    /// Counts one image.
    ///
    /// # Panics
    ///
    /// If there is no such class.
    pub fn add(&mut self, truth: usize, guess: usize) {
        assert!(truth < self.classes && guess < self.classes, "there are {} classes", self.classes);
        self.row(truth)[guess] += 1;
    }

    /// Counts one image that the network gave no class.
    ///
    /// # Panics
    ///
    /// If there is no such class.
    pub fn add_unclassified(&mut self, truth: usize) {
        assert!(truth < self.classes, "there are {} classes", self.classes);
        self.unclassified[truth] += 1;
    }

    /// The counts of one true class.
    fn row(&mut self, truth: usize) -> &mut [usize] {
        let row = &mut self.counts[truth];
        row.resize(self.classes, 0);
        row
    }

    /// How many classes there are.
    #[must_use]
    pub fn classes(&self) -> usize {
        self.classes
    }

    /// How many images of the class `truth` were taken for `guess`.
    ///
    /// # Panics
    ///
    /// If there is no such class.
    #[must_use]
    pub fn count(&self, truth: usize, guess: usize) -> usize {
        assert!(truth < self.classes && guess < self.classes, "there are {} classes", self.classes);
        self.counts[truth].get(guess).copied().unwrap_or(0)
    }

    /// How many images were given no class, because the output of the network is not a finite number.
    #[must_use]
    pub fn unclassified(&self) -> usize {
        self.unclassified.iter().sum()
    }

    /// How many images there are, those without a class included.
    #[must_use]
    pub fn images(&self) -> usize {
        self.counts.iter().flatten().sum::<usize>() + self.unclassified()
    }

    /// The share of images that were taken for what they are, 0 to 1; NaN if there is no image.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        let right: usize = (0..self.classes).map(|class| self.count(class, class)).sum();
        right as f64 / self.images() as f64
    }

    /// Of the images that were taken for `class`, the share that are of it: 0 to 1, NaN if there is none.
    ///
    /// # Panics
    ///
    /// If there is no such class.
    #[must_use]
    pub fn precision(&self, class: usize) -> f64 {
        self.count(class, class) as f64 / self.taken_for(class) as f64
    }

    /// Of the images of `class`, the share that were taken for it: 0 to 1, NaN if there is none.
    ///
    /// # Panics
    ///
    /// If there is no such class.
    #[must_use]
    pub fn recall(&self, class: usize) -> f64 {
        self.count(class, class) as f64 / self.of(class) as f64
    }

    /// The harmonic mean of precision and recall, 0 to 1: twice the images of `class` that were taken for it, divided by the images of
    /// the class and those taken for it. NaN if there is none of either.
    ///
    /// # Panics
    ///
    /// If there is no such class.
    #[must_use]
    pub fn f1(&self, class: usize) -> f64 {
        2.0 * self.count(class, class) as f64 / (self.of(class) + self.taken_for(class)) as f64
    }

    /// What is of `class` and was taken for it, divided by what is either: 0 to 1, NaN if there is none. Of pixels it says how well
    /// two areas agree.
    ///
    /// # Panics
    ///
    /// If there is no such class.
    #[must_use]
    pub fn intersection_over_union(&self, class: usize) -> f64 {
        let both = self.count(class, class);
        both as f64 / (self.of(class) + self.taken_for(class) - both) as f64
    }

    /// The mean of [`intersection_over_union`](Self::intersection_over_union) over the classes that there are.
    #[must_use]
    pub fn mean_intersection_over_union(&self) -> f64 {
        let known = (0..self.classes).map(|class| self.intersection_over_union(class)).filter(|share| !share.is_nan());
        let (sum, count) = known.fold((0.0, 0.0), |(sum, count), share| (sum + share, count + 1.0));
        sum / count
    }

    /// How many images are of a class.
    fn of(&self, class: usize) -> usize {
        self.counts[class].iter().sum::<usize>() + self.unclassified[class]
    }

    /// How many images were taken for a class.
    fn taken_for(&self, class: usize) -> usize {
        (0..self.classes).map(|truth| self.count(truth, class)).sum()
    }

    /// Counts one output: `numbers` has one for each class.
    fn judge(&mut self, truth: i64, numbers: impl Iterator<Item = f32>) {
        if self.ignored == Some(truth) {
            return;
        }
        let truth = place(truth, self.classes);
        match largest(numbers) {
            Some(guess) => self.add(truth, guess),
            None => self.add_unclassified(truth),
        }
    }

    #[track_caller]
    fn check(&self, outputs: usize) {
        assert_eq!(outputs, self.classes, "the network has {outputs} outputs, and the matrix {} classes", self.classes);
    }
}

/// The place of the largest number, of the first if several are; `None` if it is infinite or if one is NaN.
fn largest(numbers: impl Iterator<Item = f32>) -> Option<usize> {
    let mut best = (0, f32::NEG_INFINITY);
    for (class, number) in numbers.enumerate() {
        if number.is_nan() {
            return None;
        }
        if number > best.1 {
            best = (class, number);
        }
    }
    best.1.is_finite().then_some(best.0)
}

/// Counts images.
impl<const K: usize, T: Class> Metric<[f32; K], T> for Confusion {
    fn add(&mut self, output: &[f32; K], target: &T) {
        self.check(K);
        self.judge(target.number(), output.iter().copied());
    }
}

/// Counts pixels.
impl<const K: usize, const H: usize, const W: usize, T: Class> Metric<Tensor<K, H, W>, [[T; W]; H]> for Confusion {
    fn add(&mut self, output: &Tensor<K, H, W>, target: &[[T; W]; H]) {
        self.check(K);
        for (row, classes) in target.iter().enumerate() {
            for (column, class) in classes.iter().enumerate() {
                self.judge(class.number(), output.0.iter().map(|channel| channel[row][column]));
            }
        }
    }
}

/// A row for each class, a column for each guess, and the share of the class that was found. Where images were given no class,
/// the column `none` counts them.
impl fmt::Display for Confusion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = |number: usize| number.checked_ilog10().unwrap_or(0) as usize + 1;
        let largest = self.counts.iter().flatten().chain(&self.unclassified).copied().max().unwrap_or(0);
        let width = digits(largest).max(digits(self.classes)) + 1;
        let none = (self.unclassified() > 0).then(|| width.max("none".len()));
        write!(f, "{:>5}", "")?;
        (0..self.classes).try_for_each(|guess| write!(f, " {guess:>width$}"))?;
        none.map_or(Ok(()), |width| write!(f, " {:>width$}", "none"))?;
        for truth in 0..self.classes {
            write!(f, "\n{truth:>5}")?;
            let counts = (0..self.classes).map(|guess| self.count(truth, guess));
            counts.clone().try_for_each(|count| write!(f, " {count:>width$}"))?;
            none.map_or(Ok(()), |width| write!(f, " {:>width$}", self.unclassified[truth]))?;
            let images = counts.sum::<usize>() + self.unclassified[truth];
            if images > 0 {
                write!(f, " {:>7.2} %", 100.0 * self.count(truth, truth) as f64 / images as f64)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::string::ToString;

    #[test]
    fn a_confusion_matrix_counts_and_aligns() {
        let mut confusion = Confusion::new(3);
        for (truth, guess, times) in [(0, 0, 8), (0, 2, 2), (1, 1, 120), (2, 1, 1)] {
            (0..times).for_each(|_| confusion.add(truth, guess));
        }
        assert_eq!((confusion.images(), confusion.count(0, 2)), (131, 2));
        assert_eq!(confusion.accuracy(), 128.0 / 131.0);
        let expected = [
            "         0    1    2",
            "    0    8    0    2   80.00 %",
            "    1    0  120    0  100.00 %",
            "    2    0    1    0    0.00 %",
        ];
        assert_eq!(confusion.to_string(), expected.join("\n"));
    }

    #[test]
    fn shares_are_those_of_their_definitions() {
        let mut confusion = Confusion::new(3);
        // Rows: 6 0 2, 1 3 0, and none of the last class.
        for (truth, guess, times) in [(0, 0, 6), (0, 2, 2), (1, 0, 1), (1, 1, 3)] {
            (0..times).for_each(|_| confusion.add(truth, guess));
        }
        confusion.add_unclassified(1);
        assert_eq!([0, 1, 2].map(|class| confusion.precision(class)), [6.0 / 7.0, 1.0, 0.0]);
        assert_eq!([0, 1].map(|class| confusion.recall(class)), [0.75, 0.6]);
        assert!(confusion.recall(2).is_nan());
        assert_eq!([0, 1, 2].map(|class| confusion.f1(class)), [12.0 / 15.0, 6.0 / 8.0, 0.0]);
        assert_eq!([0, 1, 2].map(|class| confusion.intersection_over_union(class)), [6.0 / 9.0, 0.6, 0.0]);
        assert_eq!(confusion.mean_intersection_over_union(), (6.0 / 9.0 + 0.6) / 3.0);
        assert!(Confusion::new(2).f1(0).is_nan() && Confusion::new(2).mean_intersection_over_union().is_nan());
    }

    #[test]
    fn pixels_are_counted_but_for_those_that_are_ignored() {
        let mut confusion = Confusion::new(2).ignoring(255);
        let output = Tensor([[[1.0, 0.0, 5.0]], [[0.0, 2.0, 7.0]]]);
        Metric::add(&mut confusion, &output, &[[0_u8, 0, 255]]);
        assert_eq!((confusion.images(), confusion.count(0, 0), confusion.count(0, 1)), (2, 1, 1));
    }

    #[test]
    fn images_without_a_class_are_counted_and_are_not_right() {
        let mut confusion = Confusion::new(2);
        (0..3).for_each(|_| confusion.add(0, 0));
        confusion.add_unclassified(0);
        confusion.add(1, 1);
        assert_eq!((confusion.images(), confusion.unclassified(), confusion.accuracy()), (5, 1, 0.8));
        let expected = ["       0  1 none", "    0  3  0    1   75.00 %", "    1  0  1    0  100.00 %"];
        assert_eq!(confusion.to_string(), expected.join("\n"));
    }

    #[test]
    fn an_output_that_is_not_finite_tells_no_class() {
        const NAN: f32 = f32::NAN;
        const INF: f32 = f32::INFINITY;
        for (y, class) in [
            ([1.0, 3.0, 2.0], Some(1)),
            ([2.0, 2.0, 1.0], Some(0)),
            ([-INF, -5.0, -INF], Some(1)),
            ([NAN, 1.0, 2.0], None),
            ([1.0, NAN, 0.0], None),
            ([3.0, 1.0, NAN], None),
            ([NAN; 3], None),
            ([0.0, INF, 0.0], None),
            ([INF, INF, NAN], None),
            ([-INF; 3], None),
        ] {
            assert_eq!(largest(y.into_iter()), class, "{y:?}");
        }
    }
}
