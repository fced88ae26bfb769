//! Values from one layout to another: copied, added, put behind other channels, scaled.

use super::Draw;
use crate::Tally;
use crate::case::{Case, ROUNDING, compare};
use crate::draw::{CHANNELS, border, less, numbers, pick};
use lenet_runtime::__internals::kernel::prepared::{Map, elementwise};
use lenet_runtime::__internals::layer::activation;
use lenet_runtime::simd::Level;
use lenet_runtime::{Random, Shape};
use std::fmt::{self, Display, Formatter};

const ENGINE: &str = "kernel";

const KERNELS: [&str; 5] = ["copy", "add", "concat", "scale", "activation"];

/// A value, and another shape of as many elements.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Layout {
    seed: u64,
    from: [usize; 3],
    to: [usize; 3],
    /// How many channels there are when others are before and after it, and how many are before.
    joined: usize,
    offset: usize,
    borders: [[usize; 4]; 3],
}

pub(super) struct Exact {
    value: Vec<f32>,
    other: Vec<f32>,
    scale: Vec<f32>,
    shift: Vec<f32>,
}

/// Three sizes whose product is that of `sizes`, in another order of factors.
fn rearranged(sizes: [usize; 3], random: &mut Random) -> [usize; 3] {
    let length = sizes.iter().product::<usize>();
    let divisors: Vec<usize> = (1..=length).filter(|d| length.is_multiple_of(*d)).collect();
    let channels = pick(&divisors, random);
    let rest: Vec<usize> = divisors.into_iter().filter(|d| (length / channels).is_multiple_of(*d)).collect();
    let height = pick(&rest, random);
    [channels, height, length / channels / height]
}

impl Draw for Layout {
    fn expect(tally: &mut Tally) {
        KERNELS.into_iter().for_each(|kernel| tally.expect(ENGINE, kernel, |_| true));
    }

    fn draw(random: &mut Random) -> Self {
        let from = [pick(&CHANNELS, random), 1 + random.below(9), 1 + random.below(9)];
        let to = if random.below(3) == 0 { from } else { rearranged(from, random) };
        let more = random.below(40);
        let borders = [0; 3].map(|_| border(random));
        Self { seed: random.next(), from, to, joined: from[0] + more, offset: random.below(more + 1), borders }
    }
}

fn map([channels, height, width]: [usize; 3], border: [usize; 4]) -> Map {
    Map::of(Shape::Image(channels, height, width)).bordered(border)
}

fn placed(map: &Map, value: &[f32]) -> Vec<f32> {
    let mut placed = vec![f32::NAN; map.len()];
    map.place(value, &mut placed);
    placed
}

fn taken(map: &Map, placed: &[f32], length: usize) -> Vec<f32> {
    let mut taken = vec![f32::NAN; length];
    map.take(placed, &mut taken);
    taken
}

impl Case for Layout {
    type Exact = Exact;

    fn exact(&self) -> Exact {
        let random = &mut Random::new(self.seed);
        let length = self.from.iter().product();
        Exact {
            value: numbers(length, random),
            other: numbers(length, random),
            scale: numbers(self.from[0], random),
            shift: numbers(self.from[0], random),
        }
    }

    fn run(&self, exact: &Exact, level: Level, tally: &mut Tally) -> Result<(), String> {
        let [copy, add, concat, scale, activation] = KERNELS;
        let Exact { value, other, .. } = exact;
        let (length, plane) = (value.len(), self.from[1] * self.from[2]);
        let wide = |number: f32| f64::from(number);
        let values: Vec<f64> = value.iter().copied().map(wide).collect();
        let (xm, ym) = (map(self.from, self.borders[0]), map(self.to, self.borders[1]));
        let x = placed(&xm, value);

        let mut y = vec![f32::NAN; ym.len()];
        elementwise::copy((&xm, &x), (&ym, &mut y));
        tally.hit(ENGINE, copy, level);
        compare(copy, self.to, &taken(&ym, &y, length), &values, &vec![0.0; length])?;

        let mut y = placed(&ym, other);
        elementwise::add((&xm, &x), (&ym, &mut y));
        tally.hit(ENGINE, add, level);
        let sums: Vec<f64> = value.iter().zip(other).map(|(a, b)| wide(*a) + wide(*b)).collect();
        compare(add, self.to, &taken(&ym, &y, length), &sums, &vec![ROUNDING; length])?;

        // Channels before it, and after it; a part writes no channel of those before.
        let sizes = [self.joined, self.from[1], self.from[2]];
        let whole = map(sizes, self.borders[2]);
        let mut joined: Vec<f32> = (0..self.joined * plane).map(|index| index as f32).collect();
        joined[self.offset * plane..][..length].copy_from_slice(value);
        let mut y = vec![0.0; whole.len()];
        for part in [0..self.offset, self.offset..self.offset + self.from[0], self.offset + self.from[0]..self.joined] {
            if !part.is_empty() {
                let from = map([part.len(), self.from[1], self.from[2]], self.borders[0]);
                let part_of = &joined[part.start * plane..part.end * plane];
                elementwise::place((&from, &placed(&from, part_of)), part.start, (&whole, &mut y));
                tally.hit(ENGINE, concat, level);
            }
        }
        let joined: Vec<f64> = joined.into_iter().map(wide).collect();
        compare(concat, sizes, &taken(&whole, &y, joined.len()), &joined, &vec![0.0; joined.len()])?;

        let mut y = x.clone();
        elementwise::scale(&xm, &exact.scale, &exact.shift, &mut y);
        tally.hit(ENGINE, scale, level);
        let affine = |(at, x): (usize, &f64)| x * wide(exact.scale[at / plane]) + wide(exact.shift[at / plane]);
        let affine: Vec<f64> = values.iter().enumerate().map(affine).collect();
        compare(scale, self.from, &taken(&xm, &y, length), &affine, &vec![2.0 * ROUNDING; length])?;

        let mut y = x.clone();
        activation::apply_to_map(&activation::LeakyRelu { negative_slope: 0.5 }, &xm, &mut y);
        tally.hit(ENGINE, activation, level);
        let leaky: Vec<f64> = values.iter().map(|x| x.max(0.5 * x)).collect();
        compare(activation, self.from, &taken(&xm, &y, length), &leaky, &vec![0.0; length])
    }

    fn smaller(&self) -> Vec<Self> {
        let mut smaller = vec![
            Self { to: self.from, ..self.clone() },
            Self { offset: 0, ..self.clone() },
            Self { joined: self.from[0] + self.offset, ..self.clone() },
        ];
        for axis in 0..3 {
            for size in less(self.from[axis]) {
                let mut case = self.clone();
                case.from[axis] = size;
                case.to = if self.to == self.from { case.from } else { [1, 1, case.from.iter().product()] };
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

impl Display for Layout {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { from, to, joined, offset, borders, .. } = self;
        write!(f, "{from:?} as {to:?}, and within {joined} channels from {offset} on, borders {borders:?}")
    }
}
