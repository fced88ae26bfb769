//! Whether the right class is among the likeliest.

use super::Metric;
use crate::train::loss::Class;

/// Counts how often the right class is among the `k` largest numbers of the output `[f32; K]`. Of equal numbers, that of the lower
/// class is the larger. An output with a NaN is not right.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TopK {
    k: usize,
    right: usize,
    images: usize,
}

impl TopK {
    /// No output yet. `k` of 1 counts what [`Confusion::accuracy`](super::Confusion::accuracy) does.
    #[must_use]
    pub fn new(k: usize) -> Self {
        Self { k, right: 0, images: 0 }
    }

    /// The share of the outputs that are right, 0 to 1; NaN if there is none.
    #[must_use]
    pub fn accuracy(&self) -> f64 {
        self.right as f64 / self.images as f64
    }
}

impl<const K: usize, T: Class> Metric<[f32; K], T> for TopK {
    fn add(&mut self, output: &[f32; K], target: &T) {
        self.images += 1;
        let class = crate::train::loss::place(target.number(), K);
        let own = output[class];
        let before = output.iter().enumerate().filter(|&(i, &y)| y > own || y == own && i < class).count();
        if before < self.k && !output.iter().any(|y| y.is_nan()) {
            self.right += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_right_class_is_looked_for_among_the_largest() {
        let mut counts = [TopK::new(1), TopK::new(2), TopK::new(3)];
        let nan = f32::NAN;
        // The place of the right class: second, first, third by a tie, first by a tie, none.
        for (output, class) in [
            ([1.0, 3.0, 2.0], 2),
            ([1.0, 3.0, 2.0], 1),
            ([5.0, 5.0, 5.0], 2),
            ([5.0, 5.0, 5.0], 0),
            ([1.0, nan, 0.0], 0),
        ] {
            counts.iter_mut().for_each(|count| count.add(&output, &class));
        }
        assert_eq!(counts.map(|count| count.accuracy()), [0.4, 0.6, 0.8]);
    }
}
