//! Sums over slices; images into lanes.

use super::Draw;
use crate::Tally;
use crate::case::{Case, ROUNDING, compare, slack};
use crate::draw::{chance, less, numbers};
use lenet_runtime::__internals::kernel::reference::sums::{axpy, dot, sum};
use lenet_runtime::__internals::kernel::vector::transpose;
use lenet_runtime::simd::Level;
use lenet_runtime::{LANES, Random};
use std::fmt::{self, Display, Formatter};

const ENGINE: &str = "kernel";
const LOAD: &str = "load into lanes";

/// Two slices of so many numbers, that begin anywhere; and as many numbers of some images.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sums {
    seed: u64,
    lengths: [usize; 2],
    starts: [usize; 2],
    images: usize,
}

impl Draw for Sums {
    fn expect(tally: &mut Tally) {
        ["dot", "sum", "axpy"].into_iter().for_each(|kernel| tally.expect(ENGINE, kernel, |_| true));
        tally.expect(ENGINE, LOAD, |level| matches!(level, Level::Vectors(_)));
    }

    fn draw(random: &mut Random) -> Self {
        let most = if chance(4, random) { 2000 } else { 80 };
        let length = random.below(most);
        let lengths = if chance(2, random) { [length; 2] } else { [length, random.below(most)] };
        let starts = [random.below(16), random.below(16)];
        Self { seed: random.next(), lengths, starts, images: random.below(LANES + 1) }
    }
}

impl Case for Sums {
    type Exact = [Vec<f32>; 2];

    fn exact(&self) -> Self::Exact {
        let random = &mut Random::new(self.seed);
        [0, 1].map(|at| numbers(self.starts[at] + self.lengths[at], random))
    }

    fn run(&self, exact: &Self::Exact, level: Level, tally: &mut Tally) -> Result<(), String> {
        let (a, b) = (&exact[0][self.starts[0]..], &exact[1][self.starts[1]..]);
        let sums = |kernel: &str, found: f32, terms: &[f64]| {
            let slack = slack(terms.len(), terms.iter().map(|term| term.abs()).sum());
            compare(kernel, [1; 3], &[found], &[terms.iter().sum()], &[slack])
        };
        let products: Vec<f64> = a.iter().zip(b).map(|(a, b)| f64::from(*a) * f64::from(*b)).collect();
        sums("dot", dot(a, b), &products)?;
        tally.hit(ENGINE, "dot", level);
        let terms: Vec<f64> = a.iter().copied().map(f64::from).collect();
        sums("sum", sum(a), &terms)?;
        tally.hit(ENGINE, "sum", level);

        let mut y = b.to_vec();
        axpy(0.75, a, &mut y);
        let scaled = a.iter().map(|a| 0.75 * f64::from(*a)).chain(std::iter::repeat(0.0));
        let added: Vec<f64> = b.iter().zip(scaled).map(|(b, a)| f64::from(*b) + a).collect();
        compare("axpy", [1, 1, b.len()], &y, &added, &vec![2.0 * ROUNDING; b.len()])?;
        tally.hit(ENGINE, "axpy", level);

        // Image l begins at l elements of a; there is none in the last lanes.
        let length = a.len().saturating_sub(LANES);
        let image = |lane: usize| (lane < self.images).then(|| &a[lane.min(a.len())..][..length]);
        let mut elements = vec![[f32::NAN; LANES]; length];
        if transpose::load(level, image, &mut elements) {
            tally.hit(ENGINE, LOAD, level);
            let number = |at: usize| image(at % LANES).map_or(0.0, |image| f64::from(image[at / LANES]));
            let expected: Vec<f64> = (0..length * LANES).map(number).collect();
            compare(LOAD, [1, length, LANES], elements.as_flattened(), &expected, &vec![0.0; expected.len()])?;
        }
        Ok(())
    }

    fn smaller(&self) -> Vec<Self> {
        let mut smaller = vec![Self { starts: [0; 2], ..self.clone() }];
        for at in 0..2 {
            for length in less(self.lengths[at].max(1)) {
                let mut case = self.clone();
                case.lengths[at] = length;
                smaller.push(case);
            }
        }
        smaller.extend(less(self.images.max(1)).into_iter().map(|images| Self { images, ..self.clone() }));
        smaller.retain(|case| case != self);
        smaller
    }
}

impl Display for Sums {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { lengths, starts, images, .. } = self;
        write!(f, "slices of {lengths:?} numbers, from {starts:?} on; {images} images")
    }
}
