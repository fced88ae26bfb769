//! A low rate at first.

use super::Schedule;

/// Begins with a low rate, which rises for `epochs` to the first rate of another schedule, and then follows that:
///
/// ```text
/// then(0) · (start + (1 − start) · epoch / epochs)        before `epochs`
/// then(epoch − epochs)                                    afterwards
/// ```
///
/// PyTorch's `LinearLR`, followed by another in `SequentialLR`.
///
/// Source: Goyal et al., *Accurate, large minibatch SGD: training ImageNet in 1 hour*, 2017, section 2.2.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Warmup<S> {
    /// For how many epochs the rate rises.
    pub epochs: f64,
    /// The share of the full rate at the beginning, 0 to 1.
    pub start: f32,
    /// What follows.
    pub then: S,
}

impl<S: Schedule> Schedule for Warmup<S> {
    fn rate(&self, epoch: f64) -> f32 {
        if epoch >= self.epochs {
            return self.then.rate(epoch - self.epochs);
        }
        let start = f64::from(self.start);
        (f64::from(self.then.rate(0.0)) * (start + (1.0 - start) * epoch / self.epochs)) as f32
    }

    fn validated(&mut self, loss: f64) {
        self.then.validated(loss);
    }

    fn numbers(&mut self, visit: &mut dyn FnMut(&'static str, &mut f64)) {
        self.then.numbers(visit);
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Constant, Step};
    use super::*;

    #[test]
    fn it_rises_along_a_line_and_then_follows_the_other() {
        let warmup = Warmup { epochs: 4.0, start: 0.25, then: Step { start: 0.8, every: 2, factor: 0.5 } };
        let rates = [0.0, 1.0, 2.0, 3.0, 4.0, 5.9, 6.0].map(|epoch| warmup.rate(epoch));
        // torch.optim.lr_scheduler.LinearLR(SGD(lr=0.8), start_factor=0.25, total_iters=4), one step an epoch.
        for (rate, expected) in rates.into_iter().zip([0.2, 0.35, 0.5, 0.65, 0.8, 0.8, 0.4]) {
            assert!((rate - expected).abs() < 1e-7, "{rates:?}");
        }
    }

    #[test]
    fn no_epochs_are_no_warmup() {
        assert_eq!(Warmup { epochs: 0.0, start: 0.0, then: Constant(0.5) }.rate(0.0), 0.5);
    }
}
