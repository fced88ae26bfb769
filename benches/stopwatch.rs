//! Times of many calls.

use std::time::{Duration, Instant};

/// What the calls took.
pub(crate) struct Times {
    /// In seconds, the shortest first.
    sorted: Vec<f64>,
}

impl Times {
    /// Fewer calls than this say nothing of a median.
    const FEWEST: usize = 5;

    /// Calls `f` over and over for so many seconds, after a quarter of that to warm up.
    pub(crate) fn of(seconds: f64, mut f: impl FnMut()) -> Self {
        Self::reported(seconds, || {
            let start = Instant::now();
            f();
            start.elapsed()
        })
    }

    /// As [`Times::of`], where `f` itself says what it took.
    pub(crate) fn reported(seconds: f64, mut f: impl FnMut() -> Duration) -> Self {
        let start = Instant::now();
        while start.elapsed().as_secs_f64() < seconds / 4.0 {
            f();
        }
        let (start, mut sorted) = (Instant::now(), Vec::new());
        while sorted.len() < Self::FEWEST || start.elapsed().as_secs_f64() < seconds {
            sorted.push(f().as_secs_f64());
        }
        sorted.sort_by(f64::total_cmp);
        Self { sorted }
    }

    pub(crate) fn count(&self) -> usize {
        self.sorted.len()
    }

    pub(crate) fn median(&self) -> f64 {
        self.sorted[self.sorted.len() / 2]
    }

    pub(crate) fn shortest(&self) -> f64 {
        self.sorted[0]
    }
}
