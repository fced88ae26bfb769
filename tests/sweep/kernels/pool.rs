//! Pools of one image in a prepared network.

use super::Draw;
use crate::Tally;
use crate::case::{Case, compare, slack};
use crate::draw::{CHANNELS, border, chance, less, numbers, pick, simpler, window};
use lenet_runtime::__internals::kernel::prepared::Map;
use lenet_runtime::__internals::kernel::prepared::pool::{Cells, PreparedPool as Kernel};
use lenet_runtime::simd::Level;
use lenet_runtime::{Random, Shape, Window};
use std::fmt::{self, Display, Formatter};

const ENGINE: &str = "kernel";

/// The cells of an axis: a window that slides, or so many elements shared out over so many positions.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Axis {
    Slides(Window),
    Shares(usize, usize),
}

impl Axis {
    fn draw(random: &mut Random) -> Self {
        if chance(4, random) {
            return Self::Shares(1 + random.below(12), 1 + random.below(12));
        }
        loop {
            let numbers = [1 + random.below(5), 1 + random.below(4), 1 + random.below(3)];
            let axis = Self::Slides(Window { ceil: chance(2, random), ..window(numbers, random) });
            if axis.is_sound() {
                return axis;
            }
        }
    }

    /// A pool has no window of nothing but padding.
    fn is_sound(self) -> bool {
        (0..self.out()).all(|position| !self.taps(position).is_empty())
    }

    fn size(self) -> usize {
        match self {
            Self::Slides(window) => window.size,
            Self::Shares(elements, _) => elements,
        }
    }

    fn out(self) -> usize {
        match self {
            Self::Slides(window) => reference::convolution::positions(&window),
            Self::Shares(_, positions) => positions,
        }
    }

    /// The input elements of a position, counted one by one.
    fn taps(self, position: usize) -> Vec<usize> {
        match self {
            Self::Slides(window) => {
                (0..window.kernel).filter_map(|tap| reference::convolution::read(&window, position, tap)).collect()
            }
            Self::Shares(elements, positions) => (0..elements)
                .filter(|e| (e + 1) * positions > position * elements && e * positions < (position + 1) * elements)
                .collect(),
        }
    }

    /// By how many a mean divides.
    fn divisor(self, position: usize, counts: bool) -> usize {
        match self {
            Self::Slides(window) if counts => {
                let padded = window.before + window.size + window.after;
                let inside = |tap: &usize| position * window.stride + tap * window.dilation < padded;
                (0..window.kernel).filter(inside).count()
            }
            _ => self.taps(position).len(),
        }
    }

    fn smaller(self) -> Vec<Self> {
        match self {
            Self::Slides(window) => {
                simpler(window).into_iter().map(Self::Slides).filter(|axis| axis.is_sound()).collect()
            }
            Self::Shares(elements, positions) => {
                let fewer = less(elements).into_iter().map(|elements| Self::Shares(elements, positions));
                fewer.chain(less(positions).into_iter().map(|positions| Self::Shares(elements, positions))).collect()
            }
        }
    }
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Pool {
    seed: u64,
    max: bool,
    /// Whether padding counts in a mean.
    counts: bool,
    channels: usize,
    axes: [Axis; 2],
    borders: [[usize; 4]; 2],
}

pub(super) struct Exact {
    x: Vec<f32>,
    y: Vec<f64>,
    slack: Vec<f64>,
}

impl Draw for Pool {
    fn expect(tally: &mut Tally) {
        for max in [true, false] {
            tally.expect(ENGINE, name(max), |_| true);
        }
    }

    fn draw(random: &mut Random) -> Self {
        Self {
            seed: random.next(),
            max: chance(2, random),
            counts: chance(2, random),
            channels: pick(&CHANNELS, random),
            axes: [Axis::draw(random), Axis::draw(random)],
            borders: [border(random), border(random)],
        }
    }
}

const fn name(max: bool) -> &'static str {
    if max { "pool: max" } else { "pool: mean" }
}

impl Pool {
    fn outputs(&self) -> [usize; 3] {
        let [rows, columns] = self.axes;
        [self.channels, rows.out(), columns.out()]
    }
}

impl Case for Pool {
    type Exact = Exact;

    fn exact(&self) -> Exact {
        let [rows, columns] = self.axes;
        let x = numbers(self.channels * rows.size() * columns.size(), &mut Random::new(self.seed));
        let (mut y, mut slacks) = (Vec::new(), Vec::new());
        for plane in x.chunks_exact(rows.size() * columns.size()) {
            for (i, j) in (0..rows.out()).flat_map(|i| (0..columns.out()).map(move |j| (i, j))) {
                let (us, vs) = (rows.taps(i), columns.taps(j));
                let cell = us.iter().flat_map(|u| vs.iter().map(move |v| f64::from(plane[u * columns.size() + v])));
                let divisor = (rows.divisor(i, self.counts) * columns.divisor(j, self.counts)) as f64;
                if self.max {
                    y.push(cell.fold(f64::NEG_INFINITY, f64::max));
                    slacks.push(0.0);
                } else {
                    y.push(cell.clone().sum::<f64>() / divisor);
                    slacks.push(slack(us.len() * vs.len(), cell.map(f64::abs).sum::<f64>()) / divisor);
                }
            }
        }
        Exact { x, y, slack: slacks }
    }

    fn run(&self, exact: &Exact, level: Level, tally: &mut Tally) -> Result<(), String> {
        let [rows, columns] = self.axes;
        let cells = self.axes.map(|axis| match axis {
            Axis::Slides(window) => Cells::Sliding(window, self.counts),
            Axis::Shares(elements, positions) => Cells::Share(elements, positions),
        });
        let kernel = Kernel { max: self.max, cells };
        let xm = Map::of(Shape::Image(self.channels, rows.size(), columns.size())).bordered(self.borders[0]);
        let ym = Map::of(Shape::Image(self.channels, rows.out(), columns.out())).bordered(self.borders[1]);
        let (mut x, mut y) = (vec![f32::NAN; xm.len()], vec![f32::NAN; ym.len()]);
        let mut found = vec![f32::NAN; exact.y.len()];
        xm.place(&exact.x, &mut x);
        kernel.forward((&xm, &x), (&ym, &mut y));
        tally.hit(ENGINE, name(self.max), level);
        ym.take(&y, &mut found);
        compare(name(self.max), self.outputs(), &found, &exact.y, &exact.slack)
    }

    fn smaller(&self) -> Vec<Self> {
        let mut smaller: Vec<Self> =
            less(self.channels).into_iter().map(|channels| Self { channels, ..self.clone() }).collect();
        for axis in 0..2 {
            for other in self.axes[axis].smaller() {
                let mut case = self.clone();
                case.axes[axis] = other;
                smaller.push(case);
            }
            let mut case = self.clone();
            case.borders[axis] = [0; 4];
            smaller.push(case);
        }
        smaller.retain(|case| case != self);
        smaller
    }
}

impl Display for Pool {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { max, counts, channels, axes: [rows, columns], borders, .. } = self;
        let name = name(*max);
        write!(f, "{name} of {channels} channels, rows {rows:?}, columns {columns:?}, count_include_pad: {counts}")?;
        write!(f, "\n    borders {borders:?}")
    }
}
