//! Down where nothing gets better.

use super::Schedule;

/// Multiplies the rate by `factor` when more than `patience` validations in a row have not brought the loss below
/// (1 − `threshold`) times the lowest so far. PyTorch's `ReduceLROnPlateau` with its names and defaults.
///
/// It hears of losses from [`Trainer::validated`](super::super::Trainer::validated).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plateau {
    /// The rate now.
    pub rate: f32,
    /// What the rate is multiplied by.
    pub factor: f32,
    /// How many validations in a row may bring nothing.
    pub patience: u32,
    /// By which share of the best loss another must be below it.
    pub threshold: f64,
    /// The lowest rate.
    pub min: f32,
    /// The lowest loss so far.
    pub best: f64,
    /// How many validations have brought nothing since.
    pub bad: u32,
}

impl Plateau {
    /// From `rate` on: `factor` = 0.1, `patience` = 10, `threshold` = 1e-4, `min` = 0.
    #[must_use]
    pub const fn new(rate: f32) -> Self {
        Self { rate, factor: 0.1, patience: 10, threshold: 1e-4, min: 0.0, best: f64::INFINITY, bad: 0 }
    }
}

impl Schedule for Plateau {
    fn rate(&self, _: f64) -> f32 {
        self.rate
    }

    fn validated(&mut self, loss: f64) {
        if loss < self.best * (1.0 - self.threshold) {
            (self.best, self.bad) = (loss, 0);
            return;
        }
        self.bad += 1;
        if self.bad > self.patience {
            self.rate = (self.rate * self.factor).max(self.min);
            self.bad = 0;
        }
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
        let (mut rate, mut bad) = (f64::from(self.rate), f64::from(self.bad));
        visit("rate", &mut rate);
        visit("best", &mut self.best);
        visit("bad", &mut bad);
        (self.rate, self.bad) = (rate as f32, bad as u32);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_that_of_pytorch() {
        let mut plateau = Plateau { factor: 0.5, patience: 2, min: 0.06, ..Plateau::new(0.4) };
        let losses = [1.0, 0.9, 0.91, 0.92, 0.899_95, 0.89, 0.9, 0.9, 0.9, f64::NAN, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9, 0.9];
        // torch.optim.lr_scheduler.ReduceLROnPlateau(SGD(lr=0.4), factor=0.5, patience=2, min_lr=0.06), the rate after each.
        let expected = [0.4, 0.4, 0.4, 0.4, 0.2, 0.2, 0.2, 0.2, 0.1, 0.1, 0.1, 0.06, 0.06, 0.06, 0.06, 0.06, 0.06];
        for (loss, expected) in losses.into_iter().zip(expected) {
            plateau.validated(loss);
            assert!((plateau.rate(7.0) - expected).abs() < 1e-7, "{plateau:?}");
        }
    }
}
