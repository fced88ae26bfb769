//! The numbers of a run, each with its name in a checkpoint.

use crate::network::Network;
use crate::train::{Optimizer, Trainer};
use std::str::FromStr;

/// A number of a run, which becomes the same bits again from its text.
pub(super) trait Number {
    fn text(&self) -> String;
    fn accepts(&self, text: &str) -> bool;
    /// Nothing if the text is not accepted.
    fn set(&mut self, text: &str) -> Option<()>;
}

impl<T: FromStr + std::fmt::Debug> Number for T {
    fn text(&self) -> String {
        // `Debug` writes as many digits of an `f64` as tell it from every other.
        format!("{self:?}")
    }

    fn accepts(&self, text: &str) -> bool {
        text.parse::<T>().is_ok()
    }

    fn set(&mut self, text: &str) -> Option<()> {
        *self = text.parse().ok()?;
        Some(())
    }
}

impl<N: Network, L, O: Optimizer<N>> Trainer<N, L, O> {
    /// Calls `visit` with the name and the value of every number that the further steps follow from.
    pub(super) fn numbers(&mut self, visit: &mut dyn FnMut(&str, &mut dyn Number)) {
        let Self { run, best, schedule, optimizer, .. } = self;
        visit("epochs", &mut run.epochs);
        visit("steps", &mut run.steps);
        visit("epoch.seen", &mut run.seen);
        visit("epoch.total", &mut run.total);
        visit("epoch.loss", &mut run.loss.loss);
        visit("epoch.weight", &mut run.loss.weight);
        visit("epoch.random", run.before_order.state());
        visit("random", run.random.state());
        visit("best.loss", &mut best.loss);
        visit("best.since", &mut best.since);
        if let Some(schedule) = schedule {
            schedule.numbers(&mut |name, number| visit(&format!("schedule.{name}"), number));
        }
        optimizer.numbers(&mut |name, number| visit(&format!("optimizer.{name}"), number));
    }
}
