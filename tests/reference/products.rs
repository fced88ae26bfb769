//! Layers whose outputs are sums of products, stated as the list of all their terms.

use super::{Gradient, ROUNDING, Twin};

/// One term of one output: y\[`y`\] += `factor` · p\[`p`\] · x\[`x`\], where a factor that is not there counts as 1.
#[derive(Clone, Copy, Debug)]
pub struct Term {
    /// The output.
    pub y: usize,
    /// The parameter.
    pub p: Option<usize>,
    /// The input.
    pub x: Option<usize>,
    /// A constant.
    pub factor: f64,
}

/// A layer that is linear in its input and in its parameters.
pub trait SumOfProducts {
    /// How many parameters it has.
    fn parameters(&self) -> usize;
    /// How many numbers it reads.
    fn inputs(&self) -> usize;
    /// How many numbers it writes.
    fn outputs(&self) -> usize;
    /// Calls `add` with every term of every output.
    fn terms(&self, add: &mut dyn FnMut(Term));
    /// By how many roundings, at most, the runtime's `factor` may be off.
    fn factor_roundings(&self) -> f64 {
        2.0
    }
}

impl<T: SumOfProducts> Twin for T {
    fn parameters(&self) -> usize {
        SumOfProducts::parameters(self)
    }

    fn inputs(&self) -> usize {
        SumOfProducts::inputs(self)
    }

    fn forward(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        let mut y = vec![0.0; self.outputs()];
        self.terms(&mut |t| y[t.y] += t.factor * at(p, t.p) * at(x, t.x));
        y
    }

    fn backward(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let mut gradient = Gradient::zeros(p.len(), x.len());
        self.terms(&mut |t| {
            if let Some(i) = t.p {
                gradient.p[i] += t.factor * dy[t.y] * at(x, t.x);
            }
            if let Some(i) = t.x {
                gradient.x[i] += t.factor * dy[t.y] * at(p, t.p);
            }
        });
        gradient
    }

    // A sum of n products that is computed in any order, with or without fused multiply-adds, is within n · 2⁻²⁴ · Σ|a·b| of
    // the exact sum (Higham, Accuracy and Stability of Numerical Algorithms, §3.1). One more term is what the sum is added to.

    fn forward_slack(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        let mut count = vec![1.0 + self.factor_roundings(); self.outputs()];
        self.terms(&mut |t| count[t.y] += 1.0);
        let sum = self.forward(&magnitudes(p), &magnitudes(x));
        slack(&count, &sum)
    }

    fn backward_slack(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let mut count = Gradient::zeros(p.len(), x.len());
        count.p.fill(1.0 + self.factor_roundings());
        count.x.fill(1.0 + self.factor_roundings());
        self.terms(&mut |t| {
            if let Some(i) = t.p {
                count.p[i] += 1.0;
            }
            if let Some(i) = t.x {
                count.x[i] += 1.0;
            }
        });
        let sum = self.backward(&magnitudes(p), &magnitudes(x), &magnitudes(dy));
        Gradient { p: slack(&count.p, &sum.p), x: slack(&count.x, &sum.x) }
    }
}

fn at(numbers: &[f64], index: Option<usize>) -> f64 {
    index.map_or(1.0, |index| numbers[index])
}

fn magnitudes(numbers: &[f64]) -> Vec<f64> {
    numbers.iter().map(|number| number.abs()).collect()
}

fn slack(count: &[f64], sum: &[f64]) -> Vec<f64> {
    count.iter().zip(sum).map(|(n, sum)| n * ROUNDING * sum.abs()).collect()
}
