//! Layers whose outputs depend on a statistic: normalization and softmax.

use super::{Gradient, ROUNDING, Twin, dot};

/// Batch normalization of a whole batch, x of images × channels × positions; parameters are weight, bias, running mean and
/// running variance.
#[derive(Clone, Copy, Debug)]
pub struct BatchNorm {
    /// How many images the batch holds.
    pub images: usize,
    /// Channels.
    pub channels: usize,
    /// Elements of a channel.
    pub positions: usize,
    /// What is added to the variance.
    pub eps: f64,
    /// Whether the statistics are the batch's; else they are the running ones.
    pub training: bool,
}

impl BatchNorm {
    /// The indices of a channel's elements.
    fn elements(&self, channel: usize) -> impl Iterator<Item = usize> + Clone + use<> {
        let Self { images, channels, positions, .. } = *self;
        (0..images).flat_map(move |image| {
            (0..positions).map(move |position| (image * channels + channel) * positions + position)
        })
    }

    /// Mean and (biased) variance of a channel.
    #[must_use]
    pub fn statistics(&self, channel: usize, x: &[f64]) -> [f64; 2] {
        moments(self.elements(channel).map(|index| x[index]))
    }

    fn used(&self, channel: usize, p: &[f64], x: &[f64]) -> [f64; 2] {
        let c = self.channels;
        if self.training { self.statistics(channel, x) } else { [p[2 * c + channel], p[3 * c + channel]] }
    }
}

fn moments(numbers: impl Iterator<Item = f64> + Clone) -> [f64; 2] {
    let n = numbers.clone().count() as f64;
    let mean = numbers.clone().sum::<f64>() / n;
    [mean, numbers.map(|x| (x - mean).powi(2)).sum::<f64>() / n]
}

/// The gradient through x̂ = (x − mean)/√(var + eps) where both statistics are those of x.
fn through_statistics(normal: &[f64], d_normal: &[f64], deviation: f64) -> Vec<f64> {
    let n = normal.len() as f64;
    let (sum, product) = (d_normal.iter().sum::<f64>() / n, dot(normal, d_normal) / n);
    normal.iter().zip(d_normal).map(|(normal, d)| (d - sum - normal * product) / deviation).collect()
}

impl Twin for BatchNorm {
    fn parameters(&self) -> usize {
        4 * self.channels
    }

    fn inputs(&self) -> usize {
        self.images * self.channels * self.positions
    }

    fn forward(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        let mut y = vec![0.0; x.len()];
        for c in 0..self.channels {
            let [mean, variance] = self.used(c, p, x);
            for index in self.elements(c) {
                y[index] = (x[index] - mean) / (variance + self.eps).sqrt() * p[c] + p[self.channels + c];
            }
        }
        y
    }

    fn backward(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let mut gradient = Gradient::zeros(p.len(), x.len());
        for c in 0..self.channels {
            let [mean, variance] = self.used(c, p, x);
            let deviation = (variance + self.eps).sqrt();
            let indices: Vec<usize> = self.elements(c).collect();
            let normal: Vec<f64> = indices.iter().map(|&i| (x[i] - mean) / deviation).collect();
            let dy: Vec<f64> = indices.iter().map(|&i| dy[i]).collect();
            let d_normal: Vec<f64> = dy.iter().map(|dy| dy * p[c]).collect();
            gradient.p[c] = dot(&normal, &dy);
            gradient.p[self.channels + c] = dy.iter().sum();
            let dx = if self.training {
                through_statistics(&normal, &d_normal, deviation)
            } else {
                // The running statistics are numbers that y depends on, like any parameter.
                gradient.p[2 * self.channels + c] = -d_normal.iter().sum::<f64>() / deviation;
                gradient.p[3 * self.channels + c] = -0.5 * dot(&normal, &d_normal) / deviation.powi(2);
                d_normal.iter().map(|d| d / deviation).collect()
            };
            for (index, dx) in indices.into_iter().zip(dx) {
                gradient.x[index] = dx;
            }
        }
        gradient
    }

    /// The statistics are sums of n terms; n·2⁻²⁴ relative to the largest terms is what they, and all that follows, may be
    /// off by.
    fn forward_slack(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        let n = (self.images * self.positions) as f64 + 8.0;
        let mut slack = vec![0.0; x.len()];
        for c in 0..self.channels {
            let [mean, variance] = self.used(c, p, x);
            let deviation = (variance + self.eps).sqrt();
            for index in self.elements(c) {
                let size = (x[index].abs() + mean.abs()) / deviation;
                slack[index] = n * ROUNDING * (p[c].abs() * size + p[self.channels + c].abs() + 1e-3);
            }
        }
        slack
    }

    fn backward_slack(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let n = (self.images * self.positions) as f64 + 8.0;
        let mut slack = Gradient::zeros(p.len(), x.len());
        for c in 0..self.channels {
            let [mean, variance] = self.used(c, p, x);
            let deviation = (variance + self.eps).sqrt();
            let size = self.elements(c).map(|i| (x[i].abs() + mean.abs()) / deviation).fold(1.0, f64::max);
            let sum: f64 = self.elements(c).map(|i| dy[i].abs()).sum();
            slack.p[c] = n * ROUNDING * sum * size;
            slack.p[self.channels + c] = n * ROUNDING * sum;
            let largest = self.elements(c).map(|i| dy[i].abs()).fold(0.0, f64::max);
            for index in self.elements(c) {
                slack.x[index] = n * ROUNDING * p[c].abs() * largest * size * size / deviation;
            }
        }
        slack
    }
}

/// Normalization of each image by its own statistics; weight and bias have the shape of the image.
#[derive(Clone, Copy, Debug)]
pub struct LayerNorm {
    /// Elements of an image.
    pub len: usize,
    /// What is added to the variance.
    pub eps: f64,
}

impl LayerNorm {
    fn normal(&self, x: &[f64]) -> (Vec<f64>, f64) {
        let [mean, variance] = moments(x.iter().copied());
        let deviation = (variance + self.eps).sqrt();
        (x.iter().map(|x| (x - mean) / deviation).collect(), deviation)
    }
}

impl Twin for LayerNorm {
    fn parameters(&self) -> usize {
        2 * self.len
    }

    fn inputs(&self) -> usize {
        self.len
    }

    fn forward(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        let (weight, bias) = p.split_at(self.len);
        self.normal(x).0.iter().zip(weight).zip(bias).map(|((x, w), b)| x * w + b).collect()
    }

    fn backward(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let (normal, deviation) = self.normal(x);
        let product = |a: &[f64], b: &[f64]| a.iter().zip(b).map(|(a, b)| a * b).collect::<Vec<_>>();
        let mut p_gradient = product(&normal, dy);
        p_gradient.extend_from_slice(dy);
        Gradient { p: p_gradient, x: through_statistics(&normal, &product(dy, &p[..self.len]), deviation) }
    }

    fn forward_slack(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        let size = self.normal(x).0.iter().fold(1.0, |a: f64, b| a.max(b.abs()));
        let n = self.len as f64 + 8.0;
        (0..self.len).map(|i| n * ROUNDING * (p[i].abs() * size + p[self.len + i].abs())).collect()
    }

    fn backward_slack(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let (normal, deviation) = self.normal(x);
        let size = normal.iter().fold(1.0, |a: f64, b| a.max(b.abs()));
        let n = self.len as f64 + 8.0;
        let largest = |numbers: &mut dyn Iterator<Item = f64>| numbers.fold(0.0, |a: f64, b| a.max(b.abs()));
        let d = largest(&mut dy.iter().zip(p).map(|(dy, w)| dy * w));
        let mut slack: Vec<f64> = dy.iter().map(|dy| n * ROUNDING * dy.abs() * size).collect();
        slack.extend(dy.iter().map(|dy| n * ROUNDING * dy.abs()));
        Gradient { p: slack, x: vec![n * ROUNDING * d * size * size / deviation; self.len] }
    }
}

/// y[c, q] = e^x[c, q] / Σ k e^x[k, q], or the logarithm of it.
#[derive(Clone, Copy, Debug)]
pub struct Softmax {
    /// Channels.
    pub channels: usize,
    /// Positions, each with its own sum.
    pub positions: usize,
    /// Whether the result is the logarithm.
    pub log: bool,
}

impl Softmax {
    /// The probabilities and their logarithms.
    fn probabilities(&self, x: &[f64]) -> (Vec<f64>, Vec<f64>) {
        let mut logs = x.to_vec();
        for q in 0..self.positions {
            let column = || (0..self.channels).map(|c| c * self.positions + q);
            let largest = column().map(|i| x[i]).fold(f64::NEG_INFINITY, f64::max);
            let sum: f64 = column().map(|i| (x[i] - largest).exp()).sum();
            column().for_each(|i| logs[i] = x[i] - largest - sum.ln());
        }
        (logs.iter().map(|log| log.exp()).collect(), logs)
    }
}

impl Twin for Softmax {
    fn parameters(&self) -> usize {
        0
    }

    fn inputs(&self) -> usize {
        self.channels * self.positions
    }

    fn forward(&self, _: &[f64], x: &[f64]) -> Vec<f64> {
        let (probabilities, logs) = self.probabilities(x);
        if self.log { logs } else { probabilities }
    }

    fn backward(&self, _: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let (y, _) = self.probabilities(x);
        let mut dx = vec![0.0; x.len()];
        for q in 0..self.positions {
            let column = || (0..self.channels).map(|c| c * self.positions + q);
            let sum: f64 = column().map(|i| if self.log { dy[i] } else { dy[i] * y[i] }).sum();
            for i in column() {
                dx[i] = if self.log { dy[i] - y[i] * sum } else { y[i] * (dy[i] - sum) };
            }
        }
        Gradient { p: vec![], x: dx }
    }

    /// The exponent x − max is rounded relative to |x|, the sum has a term for each channel.
    fn forward_slack(&self, _: &[f64], x: &[f64]) -> Vec<f64> {
        let size = x.iter().fold(1.0, |a: f64, b| a.max(b.abs()));
        vec![(self.channels as f64 + 8.0) * ROUNDING * size; x.len()]
    }

    fn backward_slack(&self, _: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let size = x.iter().fold(1.0, |a: f64, b| a.max(b.abs()));
        let sum: f64 = dy.iter().map(|dy| dy.abs()).sum();
        Gradient { p: vec![], x: vec![(self.channels as f64 + 8.0) * ROUNDING * size * sum; x.len()] }
    }
}

/// Normalization of groups of channels, each by its own statistics; weight and bias have a number a channel, if there are any.
#[derive(Clone, Copy, Debug)]
pub struct GroupNorm {
    /// Channels.
    pub channels: usize,
    /// Elements of a channel.
    pub positions: usize,
    /// How many groups there are.
    pub groups: usize,
    /// What is added to the variance.
    pub eps: f64,
    /// Whether there are weight and bias.
    pub affine: bool,
}

impl GroupNorm {
    fn weight(&self, p: &[f64], index: usize) -> f64 {
        if self.affine { p[index / self.positions] } else { 1.0 }
    }

    /// The elements of each group, normal, with their deviation.
    fn normal(&self, x: &[f64]) -> Vec<(std::ops::Range<usize>, Vec<f64>, f64)> {
        let len = self.inputs() / self.groups;
        let group = |group: usize| {
            let elements = group * len..(group + 1) * len;
            let [mean, variance] = moments(x[elements.clone()].iter().copied());
            let deviation = (variance + self.eps).sqrt();
            let normal = x[elements.clone()].iter().map(|x| (x - mean) / deviation).collect();
            (elements, normal, deviation)
        };
        (0..self.groups).map(group).collect()
    }
}

impl Twin for GroupNorm {
    fn parameters(&self) -> usize {
        if self.affine { 2 * self.channels } else { 0 }
    }

    fn inputs(&self) -> usize {
        self.channels * self.positions
    }

    fn forward(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        let mut y = vec![0.0; x.len()];
        for (elements, normal, _) in self.normal(x) {
            for (index, normal) in elements.zip(normal) {
                let bias = if self.affine { p[self.channels + index / self.positions] } else { 0.0 };
                y[index] = normal * self.weight(p, index) + bias;
            }
        }
        y
    }

    fn backward(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let mut gradient = Gradient::zeros(p.len(), x.len());
        for (elements, normal, deviation) in self.normal(x) {
            let d_normal: Vec<f64> = elements.clone().map(|index| dy[index] * self.weight(p, index)).collect();
            gradient.x[elements.clone()].copy_from_slice(&through_statistics(&normal, &d_normal, deviation));
            for (index, normal) in elements.zip(normal).filter(|_| self.affine) {
                gradient.p[index / self.positions] += normal * dy[index];
                gradient.p[self.channels + index / self.positions] += dy[index];
            }
        }
        gradient
    }

    fn forward_slack(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        let mut slack = vec![0.0; x.len()];
        for (elements, normal, _) in self.normal(x) {
            let size = normal.iter().fold(1.0, |a: f64, b| a.max(b.abs()));
            let n = elements.len() as f64 + 8.0;
            for index in elements {
                let bias = if self.affine { p[self.channels + index / self.positions].abs() } else { 0.0 };
                slack[index] = n * ROUNDING * (self.weight(p, index).abs() * size + bias);
            }
        }
        slack
    }

    fn backward_slack(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let mut slack = Gradient::zeros(p.len(), x.len());
        for (elements, normal, deviation) in self.normal(x) {
            let size = normal.iter().fold(1.0, |a: f64, b| a.max(b.abs()));
            let n = elements.len() as f64 + 8.0;
            let d = elements.clone().map(|index| (dy[index] * self.weight(p, index)).abs()).fold(0.0, f64::max);
            for index in elements {
                slack.x[index] = n * ROUNDING * d * size * size / deviation;
                if self.affine {
                    slack.p[index / self.positions] += n * ROUNDING * dy[index].abs() * size;
                    slack.p[self.channels + index / self.positions] += n * ROUNDING * dy[index].abs();
                }
            }
        }
        slack
    }
}

/// y[c, q] = x[c, q] / s[c, q]^β, s = k + α/n · Σ x² over n channels about c.
#[derive(Clone, Copy, Debug)]
pub struct LocalResponseNorm {
    /// Channels.
    pub channels: usize,
    /// Elements of a channel.
    pub positions: usize,
    /// n.
    pub size: usize,
    /// α.
    pub alpha: f64,
    /// β.
    pub beta: f64,
    /// k.
    pub k: f64,
}

impl LocalResponseNorm {
    fn summed(&self, c: usize) -> std::ops::Range<usize> {
        c.saturating_sub(self.size / 2)..(c + (self.size - 1) / 2 + 1).min(self.channels)
    }

    fn s(&self, x: &[f64], c: usize, q: usize) -> f64 {
        let sum: f64 = self.summed(c).map(|j| x[j * self.positions + q].powi(2)).sum();
        self.k + self.alpha / self.size as f64 * sum
    }
}

impl Twin for LocalResponseNorm {
    fn parameters(&self) -> usize {
        0
    }

    fn inputs(&self) -> usize {
        self.channels * self.positions
    }

    fn forward(&self, _: &[f64], x: &[f64]) -> Vec<f64> {
        let y = |i: usize| x[i] * self.s(x, i / self.positions, i % self.positions).powf(-self.beta);
        (0..x.len()).map(y).collect()
    }

    fn backward(&self, _: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let mut dx = vec![0.0; x.len()];
        for i in 0..x.len() {
            let (c, q) = (i / self.positions, i % self.positions);
            let s = self.s(x, c, q);
            dx[i] += dy[i] * s.powf(-self.beta);
            for j in self.summed(c) {
                let j = j * self.positions + q;
                let slope = 2.0 * self.alpha / self.size as f64 * x[j];
                dx[j] -= dy[i] * x[i] * self.beta * s.powf(-self.beta - 1.0) * slope;
            }
        }
        Gradient { p: vec![], x: dx }
    }

    /// A power is e^(−β · ln s), which some operations round; a sum has a term for each channel.
    fn forward_slack(&self, _: &[f64], x: &[f64]) -> Vec<f64> {
        x.iter().map(|x| (self.size as f64 + 24.0) * ROUNDING * x.abs()).collect()
    }

    fn backward_slack(&self, _: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let most = |numbers: &[f64]| numbers.iter().fold(1.0, |a: f64, b| a.max(b.abs()));
        let terms = (self.size as f64 + 24.0) * (1.0 + 2.0 * self.alpha * self.beta);
        Gradient { p: vec![], x: vec![terms * ROUNDING * most(dy) * most(x).powi(2); x.len()] }
    }
}
