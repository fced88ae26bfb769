//! The numbers of an axis: where its round ticks stand, and how they are written.

/// The scale of an axis.
#[derive(Clone, Debug)]
pub(crate) struct Axis {
    low: f64,
    high: f64,
    logarithmic: bool,
    /// Where the ticks stand, and what is written there.
    pub(crate) ticks: Vec<(f64, String)>,
}

impl Axis {
    /// An axis for these numbers, with about so many ticks; it ends at ticks. Those that are not finite do not count. By the
    /// logarithm if that is wanted, and the numbers are positive and of very different size.
    pub(crate) fn over(numbers: impl Iterator<Item = f64>, ticks: usize, logarithmic: bool) -> Self {
        let (low, high) = bounds(numbers);
        let is_wide = low > 0.0 && high / low >= 30.0;
        if logarithmic && is_wide { Self::logarithmic(low, high) } else { Self::between(low, high, ticks, true) }
    }

    pub(crate) fn is_logarithmic(&self) -> bool {
        self.logarithmic
    }

    /// An axis that ends at the least and the greatest of the numbers, whether ticks stand there or not.
    pub(crate) fn exactly(numbers: impl Iterator<Item = f64>, ticks: usize) -> Self {
        let (low, high) = bounds(numbers);
        Self::between(low, high, ticks, false)
    }

    fn between(low: f64, high: f64, ticks: usize, round: bool) -> Self {
        // Where all are alike there is still a scale.
        let (low, high) = if high - low > 1e-9 * low.abs().max(high.abs()) {
            (low, high)
        } else {
            let around = if low == 0.0 { 1.0 } else { low.abs() * 0.5 };
            (low - around, high + around)
        };
        let step = round_step((high - low) / ticks.max(1) as f64);
        let (first, last) = if round {
            ((low / step + 1e-6).floor(), (high / step - 1e-6).ceil())
        } else {
            ((low / step - 1e-6).ceil(), (high / step + 1e-6).floor())
        };
        let count = (last - first).clamp(0.0, 1000.0) as usize;
        let ticks = (0..=count).map(|i| (first + i as f64) * step).map(|x| (x, label(x, step))).collect();
        let (low, high) = if round { (first * step, last * step) } else { (low, high) };
        Self { low, high, logarithmic: false, ticks }
    }

    fn logarithmic(low: f64, high: f64) -> Self {
        let (first, last) = (low.log10().floor() as i32, high.log10().ceil() as i32);
        let few = last - first <= 3;
        let every = ((last - first) / 6).max(1);
        let mut ticks = Vec::new();
        for exponent in first..=last {
            let digits: &[f64] = if few { &[1.0, 2.0, 5.0] } else { &[1.0] };
            for &digit in digits {
                let x = digit * 10_f64.powi(exponent);
                if (exponent - first) % every == 0 {
                    ticks.push((x, label(x, 10_f64.powi(exponent))));
                }
            }
        }
        // It ends at the ticks around the numbers.
        let below = ticks.iter().rposition(|(x, _)| *x <= low * 1.000_001).unwrap_or(0);
        let above = ticks.iter().position(|(x, _)| *x >= high * 0.999_999).unwrap_or(ticks.len() - 1);
        let ticks = ticks[below..=above].to_vec();
        let end = |tick: Option<&(f64, String)>, or: f64| tick.map_or(or, |(x, _)| *x);
        let (low, high) = (end(ticks.first(), low).min(low), end(ticks.last(), high).max(high));
        Self { low, high, logarithmic: true, ticks }
    }

    /// Where a number stands: 0 at the lower end, 1 at the upper.
    pub(crate) fn place(&self, x: f64) -> f64 {
        let [x, low, high] = [x, self.low, self.high].map(|x| if self.logarithmic { x.ln() } else { x });
        (x - low) / (high - low)
    }
}

/// The least and the greatest; 0 and 1 if there is none.
fn bounds(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    let empty = (f64::INFINITY, f64::NEG_INFINITY);
    // Beyond that, the difference of two numbers is none.
    let finite = numbers.filter(|x| x.abs() < 1e300);
    let (low, high) = finite.fold(empty, |(low, high), x| (low.min(x), high.max(x)));
    if low <= high { (low, high) } else { (0.0, 1.0) }
}

/// The least of 1, 2 and 5 times a power of ten that is not less.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powi(step.log10().floor() as i32);
    let times = step / power;
    power * [1.0, 2.0, 5.0].into_iter().find(|round| times <= round * 1.000_001).unwrap_or(10.0)
}

/// A number on an axis whose ticks are `step` apart.
fn label(x: f64, step: f64) -> String {
    if x == 0.0 || x.abs() < step * 1e-6 {
        return "0".into();
    }
    let text = if !(1e-4..1e6).contains(&step) {
        let digits = ((x.abs().log10().floor() - step.log10().floor()).max(0.0)) as usize;
        format!("{x:.digits$e}")
    } else {
        let decimals = (-step.log10() - 1e-9).ceil().max(0.0) as usize;
        format!("{x:.decimals$}")
    };
    text.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(axis: &Axis) -> Vec<&str> {
        axis.ticks.iter().map(|(_, text)| text.as_str()).collect()
    }

    #[test]
    fn ticks_are_round_numbers() {
        let axis = |low, high| Axis::over([low, high].into_iter(), 5, false);
        assert_eq!(ticks(&axis(0.0, 1.0)), ["0", "0.2", "0.4", "0.6", "0.8", "1.0"]);
        assert_eq!(ticks(&axis(0.912, 0.987)), ["0.90", "0.92", "0.94", "0.96", "0.98", "1.00"]);
        assert_eq!(ticks(&axis(-3.0, 12.0)), ["−5", "0", "5", "10", "15"]);
        assert_eq!(ticks(&axis(0.0, 3e-5)), ["0", "1e−5", "2e−5", "3e−5"]);
        assert_eq!(ticks(&Axis::exactly((1..=20).map(f64::from), 5)), ["5", "10", "15", "20"]);
    }

    #[test]
    fn sizes_that_are_far_apart_have_a_logarithmic_axis() {
        assert_eq!(
            ticks(&Axis::over([0.012, 2.3].into_iter(), 5, true)),
            ["0.01", "0.02", "0.05", "0.1", "0.2", "0.5", "1", "2", "5"]
        );
        assert_eq!(ticks(&Axis::over([1e-6, 2.0].into_iter(), 5, true)).len(), 8);
        assert_eq!(ticks(&Axis::over([0.0, 2.0].into_iter(), 4, true)), ["0", "0.5", "1.0", "1.5", "2.0"]);
    }

    #[test]
    fn every_number_of_the_axis_stands_on_it() {
        let mut random = lenet_runtime::Random::new(1);
        for round in 0..2000 {
            let mut number = || (f64::from(random.uniform()) - 0.3) * 10_f64.powi(random.below(24) as i32 - 12);
            let numbers = [number(), number(), number()];
            let axis = Axis::over(numbers.into_iter(), 5, round % 2 == 0);
            assert!((2..=12).contains(&axis.ticks.len()), "{round}: {numbers:?} {axis:?}");
            assert!(numbers.iter().all(|&x| (-1e-6..=1.000_001).contains(&axis.place(x))), "{numbers:?} {axis:?}");
            let mut texts = ticks(&axis);
            texts.dedup();
            assert_eq!(texts.len(), axis.ticks.len(), "{axis:?}");
        }
    }

    #[test]
    fn numbers_that_are_alike_none_or_not_finite_have_an_axis() {
        for numbers in [&[][..], &[0.0], &[7.0, 7.0], &[f64::NAN], &[f64::INFINITY, 1.0], &[1e308, -1e308]] {
            let axis = Axis::over(numbers.iter().copied(), 5, true);
            assert!(axis.low.is_finite() && axis.high.is_finite() && axis.low < axis.high, "{axis:?}");
            assert!(axis.ticks.len() >= 2, "{axis:?}");
        }
    }
}
