//! The linear layer of one image in a prepared network.

use super::Draw;
use crate::Tally;
use crate::case::{Case, compare, slack};
use crate::draw::{CHANNELS, border, chance, less, numbers, pick};
use lenet_runtime::__internals::kernel::function::Function;
use lenet_runtime::__internals::kernel::prepared::{Map, linear};
use lenet_runtime::simd::Level;
use lenet_runtime::{Random, Shape};
use std::fmt::{self, Display, Formatter};

const ENGINE: &str = "kernel";

/// An image as it stands in its buffer, and how many outputs there are.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Linear {
    seed: u64,
    sizes: [usize; 3],
    outputs: usize,
    border: [usize; 4],
    bias: bool,
    norm: bool,
    relu: bool,
}

pub(super) struct Exact {
    weight: Vec<f32>,
    bias: Vec<f32>,
    norm: Option<[Vec<f32>; 2]>,
    x: Vec<f32>,
    y: Vec<f64>,
    slack: Vec<f64>,
}

fn name() -> String {
    format!("linear: {}", linear::PreparedLinear::ALGORITHM.name())
}

impl Draw for Linear {
    fn expect(tally: &mut Tally) {
        tally.expect(ENGINE, &name(), |_| true);
    }

    fn draw(random: &mut Random) -> Self {
        let image = [pick(&CHANNELS, random), 1 + random.below(9), 1 + random.below(9)];
        let vector = [1 + random.below(700), 1, 1];
        Self {
            seed: random.next(),
            sizes: if chance(3, random) { vector } else { image },
            outputs: if chance(4, random) { 1 + random.below(300) } else { 1 + random.below(40) },
            border: border(random),
            bias: !chance(4, random),
            norm: chance(4, random),
            relu: chance(2, random),
        }
    }
}

impl Case for Linear {
    type Exact = Exact;

    fn exact(&self) -> Exact {
        let random = &mut Random::new(self.seed);
        let inputs = self.sizes.iter().product();
        let (weight, x) = (numbers(inputs * self.outputs, random), numbers(inputs, random));
        let bias = numbers(if self.bias { self.outputs } else { 0 }, random);
        let norm = self.norm.then(|| [0; 2].map(|_| numbers(self.outputs, random)));
        let (mut y, mut slacks) = (Vec::new(), Vec::new());
        for (o, row) in weight.chunks_exact(inputs).enumerate() {
            let b = bias.get(o).map_or(0.0, |b| f64::from(*b));
            let products = row.iter().zip(&x).map(|(w, x)| f64::from(*w) * f64::from(*x));
            let mut sum = b + products.clone().sum::<f64>();
            let mut terms = b.abs() + products.map(f64::abs).sum::<f64>();
            if let Some([scale, shift]) = &norm {
                sum = sum * f64::from(scale[o]) + f64::from(shift[o]);
                terms = terms * f64::from(scale[o].abs()) + f64::from(shift[o].abs());
            }
            y.push(if self.relu { sum.max(0.0) } else { sum });
            slacks.push(slack(inputs, terms));
        }
        Exact { weight, bias, norm, x, y, slack: slacks }
    }

    fn run(&self, exact: &Exact, level: Level, tally: &mut Tally) -> Result<(), String> {
        let [channels, height, width] = self.sizes;
        let xm = Map::of(Shape::Image(channels, height, width)).bordered(self.border);
        let ym = Map::of(Shape::Vector(self.outputs));
        let mut linear = linear::PreparedLinear::new(exact.x.len(), self.outputs);
        if self.relu {
            linear = linear.then(Function::Clamp(0.0, f32::INFINITY));
        }
        let (mut x, mut y) = (vec![f32::NAN; xm.len()], vec![f32::NAN; ym.len()]);
        xm.place(&exact.x, &mut x);
        let mut packed = vec![f32::NAN; linear.weights()];
        let norm = exact.norm.as_ref().map(|[scale, shift]| (&scale[..], &shift[..]));
        linear.pack(&xm, &exact.weight, &exact.bias, norm, &mut packed);
        linear.forward(&packed, (&xm, &x), (&ym, &mut y));
        tally.hit(ENGINE, &name(), level);
        let mut found = vec![f32::NAN; self.outputs];
        ym.take(&y, &mut found);
        compare("linear", [self.outputs, 1, 1], &found, &exact.y, &exact.slack)
    }

    fn smaller(&self) -> Vec<Self> {
        let mut smaller: Vec<Self> =
            less(self.outputs).into_iter().map(|outputs| Self { outputs, ..self.clone() }).collect();
        for axis in 0..3 {
            for size in less(self.sizes[axis]) {
                let mut case = self.clone();
                case.sizes[axis] = size;
                smaller.push(case);
            }
        }
        smaller.push(Self { border: [0; 4], ..self.clone() });
        smaller.push(Self { bias: false, ..self.clone() });
        smaller.push(Self { norm: false, ..self.clone() });
        smaller.push(Self { relu: false, ..self.clone() });
        smaller.retain(|case| case != self);
        smaller
    }
}

impl Display for Linear {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { sizes, outputs, bias, norm, relu, border, .. } = self;
        let (norm, relu) = (if *norm { ", batch_norm1d" } else { "" }, if *relu { ", relu" } else { "" });
        let layers = format!("flatten, linear({outputs}, bias: {bias}){norm}{relu}");
        write!(f, "network! {{ struct Case: {sizes:?} -> [{outputs}] {{ {layers} }} }}\n    border {border:?}")
    }
}
