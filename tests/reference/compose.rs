//! Twins made of twins.

use super::{Gradient, Twin};

/// One layer after the other; their parameters stand one after the other too.
pub struct Chain(pub Vec<Box<dyn Twin>>);

impl Chain {
    /// The input of every layer, and the output of the last.
    fn record(&self, p: &[f64], x: &[f64]) -> Vec<Vec<f64>> {
        let (mut values, mut p) = (vec![x.to_vec()], p);
        for layer in &self.0 {
            let (own, rest) = p.split_at(layer.parameters());
            values.push(layer.forward(own, &values[values.len() - 1]));
            p = rest;
        }
        values
    }
}

impl Twin for Chain {
    fn parameters(&self) -> usize {
        self.0.iter().map(|layer| layer.parameters()).sum()
    }

    fn inputs(&self) -> usize {
        self.0[0].inputs()
    }

    fn forward(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        self.record(p, x).pop().expect("a chain has a layer")
    }

    fn backward(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let values = self.record(p, x);
        let mut gradient = Gradient { p: vec![0.0; p.len()], x: dy.to_vec() };
        let mut end = p.len();
        for (layer, x) in self.0.iter().zip(&values).rev() {
            let own = end - layer.parameters()..end;
            let part = layer.backward(&p[own.clone()], x, &gradient.x);
            gradient.p[own.clone()].copy_from_slice(&part.p);
            gradient.x = part.x;
            end = own.start;
        }
        gradient
    }

    /// Errors of early layers are amplified by the later ones; tests of whole networks state their own tolerance.
    fn forward_slack(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        relative(&self.forward(p, x))
    }

    fn backward_slack(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let gradient = self.backward(p, x, dy);
        Gradient { p: relative(&gradient.p), x: relative(&gradient.x) }
    }
}

/// 1e-5 of the largest number.
fn relative(numbers: &[f64]) -> Vec<f64> {
    vec![1e-5 * numbers.iter().fold(0.0, |a: f64, b| a.max(b.abs())); numbers.len()]
}

/// The sum, or the concatenation, of what several branches make of one input.
pub struct Branches {
    /// The branches. An empty chain is not one; `identity` stands for it.
    pub branches: Vec<Chain>,
    /// Whether the input itself is one more, first, summand.
    pub identity: bool,
    /// Whether the outputs stand one after the other; else they are added.
    pub concat: bool,
}

impl Twin for Branches {
    fn parameters(&self) -> usize {
        self.branches.iter().map(Twin::parameters).sum()
    }

    fn inputs(&self) -> usize {
        self.branches[0].inputs()
    }

    fn forward(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        let mut y: Vec<f64> = if self.identity { x.to_vec() } else { vec![] };
        let mut p = p;
        for branch in &self.branches {
            let (own, rest) = p.split_at(branch.parameters());
            p = rest;
            let part = branch.forward(own, x);
            if self.concat || y.is_empty() {
                y.extend(part);
            } else {
                assert_eq!(y.len(), part.len(), "summands have one shape");
                y.iter_mut().zip(part).for_each(|(y, part)| *y += part);
            }
        }
        y
    }

    fn backward(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let mut gradient = Gradient::zeros(0, x.len());
        let (mut p, mut dy) = (p, dy);
        if self.identity {
            gradient.x.copy_from_slice(&dy[..x.len()]);
            dy = if self.concat { &dy[x.len()..] } else { dy };
        }
        for branch in &self.branches {
            let (own, rest) = p.split_at(branch.parameters());
            p = rest;
            let mut own_dy = dy;
            if self.concat {
                (own_dy, dy) = dy.split_at(branch.forward(own, x).len());
            }
            let part = branch.backward(own, x, own_dy);
            gradient.p.extend(part.p);
            gradient.x.iter_mut().zip(part.x).for_each(|(dx, part)| *dx += part);
        }
        gradient
    }

    fn forward_slack(&self, p: &[f64], x: &[f64]) -> Vec<f64> {
        relative(&self.forward(p, x))
    }

    fn backward_slack(&self, p: &[f64], x: &[f64], dy: &[f64]) -> Gradient {
        let gradient = self.backward(p, x, dy);
        Gradient { p: relative(&gradient.p), x: relative(&gradient.x) }
    }
}
