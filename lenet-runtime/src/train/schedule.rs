//! How the learning rate changes while a network learns.

mod one_cycle;
mod plateau;
mod warmup;

pub use one_cycle::OneCycle;
pub use plateau::Plateau;
pub use warmup::Warmup;

use crate::kernel::math::double;

/// A learning rate for every moment of training. Any function of the epoch is one.
pub trait Schedule {
    /// The learning rate after `epoch` passes over the data; 1.5 is the middle of the second.
    fn rate(&self, epoch: f64) -> f32;

    /// Hears the loss over the validation set. Does nothing by default: most schedules look at the epoch alone.
    fn validated(&mut self, _loss: f64) {}

    /// Calls `visit` with the name and the value of every number that is remembered, so that a checkpoint can write it and set
    /// it. Nothing is by default.
    fn numbers(&mut self, _visit: &mut dyn FnMut(&'static str, &mut f64)) {}
}

impl<F: Fn(f64) -> f32> Schedule for F {
    fn rate(&self, epoch: f64) -> f32 {
        self(epoch)
    }
}

/// The same rate all the time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Constant(pub f32);

impl Schedule for Constant {
    fn rate(&self, _: f64) -> f32 {
        self.0
    }
}

/// `start` · `factor` ^ ⌊epoch / `every`⌋: PyTorch's `StepLR`, stepped once an epoch.
///
/// # Panics
///
/// When asked for a rate, if `every` is 0.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Step {
    /// The rate of the first epochs.
    pub start: f32,
    /// After how many epochs the rate changes.
    pub every: u32,
    /// What it is multiplied by.
    pub factor: f32,
}

impl Schedule for Step {
    fn rate(&self, epoch: f64) -> f32 {
        assert!(self.every > 0, "the rate must stay for an epoch at least");
        let changes = (epoch / f64::from(self.every)) as u64;
        (f64::from(self.start) * double::powi(f64::from(self.factor), changes)) as f32
    }
}

/// Down from `start` to `end` along half a cosine, then constant:
///
/// ```text
/// end + (start − end) · (1 + cos(π · epoch / epochs)) / 2
/// ```
///
/// Source: Loshchilov and Hutter, *SGDR: stochastic gradient descent with warm restarts*, ICLR 2017, equation 5; PyTorch's
/// `CosineAnnealingLR`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Cosine {
    /// The rate at the beginning.
    pub start: f32,
    /// The rate at the end.
    pub end: f32,
    /// How many epochs lie between them.
    pub epochs: f64,
}

impl Schedule for Cosine {
    fn rate(&self, epoch: f64) -> f32 {
        half_cosine(self.start.into(), self.end.into(), (epoch / self.epochs).min(1.0)) as f32
    }
}

/// Along half a cosine from `start`, at `progress` = 0, to `end`, at 1.
fn half_cosine(start: f64, end: f64, progress: f64) -> f64 {
    let (_, cos) = double::sin_cos(core::f64::consts::PI * progress);
    end + (start - end) * (1.0 + cos) / 2.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn step_halves_after_every_second_epoch() {
        let step = Step { start: 0.8, every: 2, factor: 0.5 };
        let rates = [0.0, 1.0, 1.99, 2.0, 3.5, 4.0].map(|epoch| step.rate(epoch));
        assert_eq!(rates, [0.8, 0.8, 0.8, 0.4, 0.4, 0.2]);
    }

    #[test]
    fn cosine_goes_from_start_to_end_and_stays() {
        let cosine = Cosine { start: 0.3, end: 0.1, epochs: 4.0 };
        // torch.optim.lr_scheduler.CosineAnnealingLR(SGD(lr=0.3), T_max=4, eta_min=0.1), one step an epoch.
        let expected = [0.3, 0.270_710_68, 0.2, 0.129_289_32, 0.1];
        for (epoch, expected) in expected.into_iter().enumerate() {
            assert!((cosine.rate(epoch as f64) - expected).abs() < 1e-7, "epoch {epoch}");
        }
        assert_eq!(cosine.rate(9.0), 0.1);
    }

    #[test]
    fn rates_are_numbers_at_their_ends() {
        for epoch in [0.0, 1e-300, 1.0, 1e9, 1e300, f64::INFINITY] {
            for epochs in [0.0, 1e-300, 1.0, 1e300, f64::INFINITY] {
                for (start, end) in [(0.1, 0.0), (f32::MAX, -f32::MAX), (0.0, f32::MAX), (1e-45, 0.0)] {
                    let rate = Cosine { start, end, epochs }.rate(epoch);
                    assert!(
                        rate.is_finite() && rate >= start.min(end) && rate <= start.max(end),
                        "{epoch} of {epochs}: {rate}"
                    );
                }
            }
            for (factor, every) in [(0.0, 1), (0.1, 1), (1.0, u32::MAX), (0.999_999_9, 1)] {
                let rate = Step { start: f32::MAX, every, factor }.rate(epoch);
                assert!((0.0..=f32::MAX).contains(&rate), "{epoch} {factor}: {rate}");
            }
        }
    }

    #[cfg(feature = "std")]
    #[test]
    #[should_panic(expected = "an epoch at least")]
    fn a_step_of_no_epochs_has_no_rate() {
        let _ = Step { start: 0.1, every: 0, factor: 0.5 }.rate(0.0);
    }

    #[test]
    fn a_function_is_a_schedule() {
        assert_eq!((|epoch: f64| 1.0 / (1.0 + epoch as f32)).rate(1.0), 0.5);
    }
}
