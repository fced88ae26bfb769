//! How well a network tells classes apart.

use super::loss::Loss;
use crate::kernel::threads;
use crate::network::Network;
use crate::plain::{Plain, Zeroed};
use crate::tensor::{LANES, Tile};
use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::{fmt, iter};

/// The mean loss over images, and how they were classified.
#[derive(Clone, Debug, PartialEq)]
pub struct Evaluation {
    /// The mean loss, in the units of the loss. Not a finite number if the network's output is not, for one image or more.
    pub loss: f64,
    /// How many images of each class were taken for each class.
    pub confusion: Confusion,
}

/// Counts of images by true class and by the class that the network gave them, that of its largest output (of the first, where
/// several are largest).
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
}

/// Runs a network over images whose classes are known.
///
/// # Panics
///
/// If there are not as many labels as images, or none, or if a label is not the number of a class.
pub fn evaluate<N, T>(network: &N, loss: &T, images: &[N::Input], labels: &[u8]) -> Evaluation
where
    N: Network,
    T: Loss<N::Output, Target = u8>,
{
    assert_eq!(images.len(), labels.len(), "each image needs a label");
    assert!(!images.is_empty(), "an evaluation needs an image");
    let tiles = images.len().div_ceil(LANES);
    let worker = || Worker {
        x: Zeroed::zeroed_box(),
        dy: Zeroed::zeroed_box(),
        workspace: Zeroed::zeroed_box(),
        confusion: Confusion::new(N::Output::FLOATS),
    };
    let mut workers: Vec<Worker<N>> = iter::repeat_with(worker).take(threads::count().min(tiles)).collect();
    let mut losses = vec![0.0; tiles];
    let examples = images.chunks(LANES).zip(labels.chunks(LANES)).zip(&mut losses);
    threads::share(&mut workers, examples, |Worker { x, dy, workspace, confusion }, ((images, labels), sum)| {
        x.load(|lane| images.get(lane));
        let y = network.infer(x, workspace);
        let targets: [&u8; LANES] = core::array::from_fn(|lane| &labels[lane.min(labels.len() - 1)]);
        *sum = loss.tile(y, &targets[..labels.len()], dy);
        for (lane, &label) in labels.iter().enumerate() {
            match largest(y.lanes(), lane) {
                Some(class) => confusion.add(label.into(), class),
                None => confusion.add_unclassified(label.into()),
            }
        }
    });
    let mut confusion = Confusion::new(N::Output::FLOATS);
    for worker in &workers {
        confusion.merge(&worker.confusion);
    }
    // The losses of the tiles are added in their order, whichever thread they come from.
    Evaluation { loss: losses.iter().sum::<f64>() / images.len() as f64, confusion }
}

/// The memory of one thread, and what it counted.
struct Worker<N: Network> {
    x: Box<Tile<N::Input, LANES>>,
    dy: Box<Tile<N::Output, LANES>>,
    workspace: Box<N::Workspace<LANES>>,
    confusion: Confusion,
}

/// The place of the largest element of a lane; `None` if it is infinite or if an element is NaN.
fn largest<const L: usize>(y: &[[f32; L]], lane: usize) -> Option<usize> {
    let mut best = 0;
    for (class, element) in y.iter().enumerate() {
        if element[lane].is_nan() {
            return None;
        }
        if element[lane] > y[best][lane] {
            best = class;
        }
    }
    y[best][lane].is_finite().then_some(best)
}

impl Confusion {
    /// No image yet.
    #[must_use]
    pub fn new(classes: usize) -> Self {
        Self { classes, counts: vec![Vec::new(); classes], unclassified: vec![0; classes] }
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

    /// Adds the counts of another matrix of as many classes.
    fn merge(&mut self, other: &Self) {
        for (truth, counts) in other.counts.iter().enumerate().filter(|(_, counts)| !counts.is_empty()) {
            self.row(truth).iter_mut().zip(counts).for_each(|(total, count)| *total += count);
        }
        self.unclassified.iter_mut().zip(&other.unclassified).for_each(|(total, count)| *total += count);
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

    /// The share of images that were taken for what they are, 0 to 1.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        let right: usize = (0..self.classes).map(|class| self.count(class, class)).sum();
        right as f64 / self.images() as f64
    }
}

impl Evaluation {
    /// The share of images that were taken for what they are, 0 to 1.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        self.confusion.accuracy()
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
            assert_eq!(largest(&y.map(|y| [0.0, y]), 1), class, "{y:?}");
        }
    }
}
