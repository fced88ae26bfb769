//! Cross-entropy of classes.

use super::{Class, Loss, Sum, place};
use crate::kernel::math::{self, double};
use crate::tensor::{Tensor, Tile};

/// Cross-entropy of classes, in nats.
///
/// ```text
/// p[k] = exp(y[k]) / Σ_j exp(y[j])
/// loss = −Σ_k w[k] · t[k] · ln p[k]          t[k] = (1 − ε)·(k = class) + ε/K
/// ```
///
/// with `y` the K numbers of the output (logits: the network ends without a softmax), ε the label smoothing and w the weights of the
/// classes. The target is the number of the class, or K probabilities in place of (k = class). Where the output is an image, its
/// channels are the classes, and there is a target for each pixel.
///
/// The mean over a batch is that over images, or over pixels. For numbers of classes it is weighted: divided by the sum of the
/// weights of their classes; what is ignored has none. PyTorch's `CrossEntropyLoss`.
///
/// Logits may be as large and as unequal as an `f32` can say. One of −∞ is that of an impossible class; with one of +∞, or with
/// nothing but −∞, loss and gradient are NaN, as in PyTorch.
///
/// # Panics
///
/// If a class is not below K and not ignored, or if there are weights, but not K.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct CrossEntropy<'a> {
    /// ε, 0 ≤ ε < 1: how much of the target is spread over all classes. 0 by default.
    pub label_smoothing: f32,
    /// The weight of each class: larger than 1 for what is rare. Empty by default: all count alike.
    pub weights: &'a [f32],
    /// The number of a class that is no class, such as 255 in a mask or −100 in PyTorch's labels: it has no loss and no gradient.
    /// `None` by default.
    pub ignored: Option<i64>,
}

impl<const K: usize, T: Class> Loss<[f32; K], T> for CrossEntropy<'_> {
    fn tile<const L: usize>(&self, y: &Tile<[f32; K], L>, targets: &[&T], dy: &mut Tile<[f32; K], L>) -> Sum {
        let mut column = Column { y: y.lanes(), dy: dy.lanes_mut(), classes: K, pixels: 1, pixel: 0 };
        self.classes(&mut column, targets.len(), |lane| targets[lane].number())
    }
}

impl<const K: usize, const H: usize, const W: usize, T: Class> Loss<Tensor<K, H, W>, [[T; W]; H]> for CrossEntropy<'_> {
    fn tile<const L: usize>(
        &self,
        y: &Tile<Tensor<K, H, W>, L>,
        targets: &[&[[T; W]; H]],
        dy: &mut Tile<Tensor<K, H, W>, L>,
    ) -> Sum {
        let mut sum = Sum::default();
        for pixel in 0..H * W {
            let mut column = Column { y: y.lanes(), dy: dy.lanes_mut(), classes: K, pixels: H * W, pixel };
            sum += self.classes(&mut column, targets.len(), |lane| targets[lane][pixel / W][pixel % W].number());
        }
        sum
    }
}

impl<const K: usize> Loss<[f32; K], [f32; K]> for CrossEntropy<'_> {
    fn tile<const L: usize>(&self, y: &Tile<[f32; K], L>, targets: &[&[f32; K]], dy: &mut Tile<[f32; K], L>) -> Sum {
        let mut column = Column { y: y.lanes(), dy: dy.lanes_mut(), classes: K, pixels: 1, pixel: 0 };
        self.probabilities(&mut column, targets.len(), |lane, k| targets[lane][k])
    }
}

impl<const K: usize, const H: usize, const W: usize> Loss<Tensor<K, H, W>, Tensor<K, H, W>> for CrossEntropy<'_> {
    fn tile<const L: usize>(
        &self,
        y: &Tile<Tensor<K, H, W>, L>,
        targets: &[&Tensor<K, H, W>],
        dy: &mut Tile<Tensor<K, H, W>, L>,
    ) -> Sum {
        let mut sum = Sum::default();
        for pixel in 0..H * W {
            let mut column = Column { y: y.lanes(), dy: dy.lanes_mut(), classes: K, pixels: H * W, pixel };
            sum += self.probabilities(&mut column, targets.len(), |lane, k| targets[lane].0[k][pixel / W][pixel % W]);
        }
        sum
    }
}

/// The logits of one pixel of `L` outputs, or of `L` outputs that are vectors.
struct Column<'a, const L: usize> {
    y: &'a [[f32; L]],
    dy: &'a mut [[f32; L]],
    classes: usize,
    pixels: usize,
    pixel: usize,
}

impl<const L: usize> Column<'_, L> {
    fn at(&self, class: usize) -> usize {
        class * self.pixels + self.pixel
    }

    /// Writes e^(y − largest) to `dy`; returns the largest logits and the sums.
    fn exponentials(&mut self) -> ([f32; L], [f32; L]) {
        // The largest logit is taken off first, so that no exponential overflows.
        let mut largest = [f32::NEG_INFINITY; L];
        for k in 0..self.classes {
            for (largest, &y) in largest.iter_mut().zip(&self.y[self.at(k)]) {
                *largest = largest.max(y);
            }
        }
        let mut sum = [0.0; L];
        for k in 0..self.classes {
            let at = self.at(k);
            for lane in 0..L {
                self.dy[at][lane] = math::exp(self.y[at][lane] - largest[lane]);
                sum[lane] += self.dy[at][lane];
            }
        }
        (largest, sum)
    }
}

impl CrossEntropy<'_> {
    fn weight(&self, class: usize) -> f32 {
        if self.weights.is_empty() { 1.0 } else { self.weights[class] }
    }

    #[track_caller]
    fn check_weights(&self, classes: usize) {
        let weights = self.weights.len();
        assert!(weights == 0 || weights == classes, "{weights} weights for {classes} classes");
    }

    /// The loss where the target of each of the first `count` lanes is a class.
    #[inline(always)]
    fn classes<const L: usize>(&self, column: &mut Column<L>, count: usize, class: impl Fn(usize) -> i64) -> Sum {
        let classes = column.classes;
        self.check_weights(classes);
        let (largest, sum) = column.exponentials();
        let spread = self.label_smoothing / classes as f32;
        // What the losses of all classes together weigh by the smoothing.
        let all =
            if self.weights.is_empty() { self.label_smoothing } else { spread * self.weights.iter().sum::<f32>() };
        let mut total = Sum::default();
        // The weight of a lane's own class, and that of p in its gradient.
        let (mut own, mut whole) = ([0.0; L], [0.0; L]);
        let mut places = [0; L];
        for lane in 0..count {
            let class = class(lane);
            if self.ignored == Some(class) {
                continue;
            }
            places[lane] = place(class, classes);
            let weight = self.weight(places[lane]);
            own[lane] = (1.0 - self.label_smoothing) * weight;
            whole[lane] = if self.weights.is_empty() { 1.0 } else { own[lane] + all };
            total.weight += f64::from(weight);
        }
        for k in 0..classes {
            let (at, spread) = (column.at(k), spread * self.weight(k));
            let dy = &mut column.dy[at];
            for lane in 0..L {
                // By a choice, and not by a product with 0: what is ignored may be NaN.
                let slope = dy[lane] / sum[lane] * whole[lane] - spread;
                dy[lane] = if whole[lane] == 0.0 { 0.0 } else { slope };
            }
        }
        for lane in (0..count).filter(|&lane| whole[lane] != 0.0) {
            let at = column.at(places[lane]);
            column.dy[at][lane] -= own[lane];
            // −ln p[k] = ln Σ exp(y − largest) + (largest − y[k]). The differences come first: beside a huge logit the logarithm would
            // be lost.
            let below = |at: usize| f64::from(largest[lane]) - f64::from(column.y[at][lane]);
            total.loss += f64::from(whole[lane]) * double::ln(f64::from(sum[lane])) + f64::from(own[lane]) * below(at);
            if spread != 0.0 {
                total.loss +=
                    (0..classes).map(|k| f64::from(spread * self.weight(k)) * below(column.at(k))).sum::<f64>();
            }
        }
        total
    }

    /// The loss where the target of each of the first `count` lanes is a probability for each class.
    #[inline(always)]
    fn probabilities<const L: usize>(
        &self,
        column: &mut Column<L>,
        count: usize,
        target: impl Fn(usize, usize) -> f32,
    ) -> Sum {
        let classes = column.classes;
        self.check_weights(classes);
        let (largest, sum) = column.exponentials();
        let spread = self.label_smoothing / classes as f32;
        let target = |lane, k| self.weight(k) * ((1.0 - self.label_smoothing) * target(lane, k) + spread);
        let mut loss = 0.0;
        for lane in 0..L {
            let whole: f32 = if lane < count { (0..classes).map(|k| target(lane, k)).sum() } else { 0.0 };
            for k in 0..classes {
                let at = column.at(k);
                let t = if lane < count { target(lane, k) } else { 0.0 };
                let slope = column.dy[at][lane] / sum[lane] * whole - t;
                column.dy[at][lane] = if lane < count { slope } else { 0.0 };
                // An impossible class may have a logit of −∞.
                if t != 0.0 {
                    let below = f64::from(largest[lane]) - f64::from(column.y[at][lane]);
                    loss += f64::from(t) * (double::ln(f64::from(sum[lane])) + below);
                }
            }
        }
        Sum { loss, weight: count as f64 }
    }
}
