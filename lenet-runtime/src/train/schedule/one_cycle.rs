//! Up and down once.

use super::{Schedule, half_cosine};

/// Up from `max` / `div_factor` to `max` in the first `pct_start` of the run, then down to the ten-thousandth of where it began, both
/// along half a cosine; constant afterwards. PyTorch's `OneCycleLR` with its names and defaults, at every moment instead of at whole steps.
///
/// Source: Smith and Topin, *Super-convergence: very fast training of neural networks using large learning rates*, 2018.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OneCycle {
    /// The highest rate.
    pub max: f32,
    /// How many epochs the run has.
    pub epochs: f64,
    /// The share of the run in which the rate rises, 0 to 1.
    pub pct_start: f32,
    /// The highest rate divided by the first.
    pub div_factor: f32,
    /// The first rate divided by the last.
    pub final_div_factor: f32,
}

impl OneCycle {
    /// `pct_start` = 0.3, `div_factor` = 25, `final_div_factor` = 10,000.
    #[must_use]
    pub const fn new(max: f32, epochs: f64) -> Self {
        Self { max, epochs, pct_start: 0.3, div_factor: 25.0, final_div_factor: 1e4 }
    }
}

impl Schedule for OneCycle {
    fn rate(&self, epoch: f64) -> f32 {
        let (max, rising) = (f64::from(self.max), f64::from(self.pct_start));
        let first = max / f64::from(self.div_factor);
        let last = first / f64::from(self.final_div_factor);
        // A run of no epochs is over.
        let progress = if self.epochs > 0.0 { (epoch / self.epochs).min(1.0) } else { 1.0 };
        let rate = if progress < rising {
            half_cosine(first, max, progress / rising)
        } else if progress < 1.0 {
            half_cosine(max, last, (progress - rising) / (1.0 - rising))
        } else {
            last
        };
        rate as f32
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_that_of_pytorch() {
        // torch.optim.lr_scheduler.OneCycleLR(SGD(lr=1), max_lr=0.4, total_steps=100_001), at these steps: PyTorch reaches the
        // highest rate one step earlier.
        let cycle = OneCycle::new(0.4, 100_000.0);
        for (step, expected) in [
            (0, 0.016),
            (10_000, 0.112_004_06),
            (29_999, 0.4),
            (40_000, 0.380_191_52),
            (75_000, 0.113_222_38),
            (100_000, 1.6e-6),
        ] {
            let rate = cycle.rate(f64::from(step));
            assert!((rate - expected).abs() < 2e-5, "{step}: {rate} {expected}");
        }
        assert_eq!(cycle.rate(2e5), cycle.rate(1e5));
    }

    #[test]
    fn rates_are_numbers_at_their_ends() {
        for epochs in [0.0, 1e-300, 1.0, 1e300] {
            for pct_start in [0.0, 0.5, 1.0] {
                for epoch in [0.0, 1e-300, 0.5, 1.0, 1e300] {
                    let rate = OneCycle { pct_start, ..OneCycle::new(0.1, epochs) }.rate(epoch);
                    assert!(rate > 0.0 && rate <= 0.1, "{epoch} of {epochs}, {pct_start}: {rate}");
                }
            }
        }
    }
}
