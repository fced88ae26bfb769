//! Products of matrices over any strides, and their twin without `matrixmultiply`.

use super::Draw;
use crate::Tally;
use crate::case::{Case, compare, slack};
use crate::draw::{chance, less, numbers, pick};
use lenet_runtime::__internals::kernel::reference::gemm::{Matrix, MatrixMut, gemm, plain};
use lenet_runtime::Random;
use lenet_runtime::simd::Level;
use std::fmt::{self, Display, Formatter};

const ENGINE: &str = "kernel";

type Kernel = fn([usize; 3], Matrix<'_>, Matrix<'_>, f32, MatrixMut<'_>);

/// They depend on no level: `matrixmultiply` looks at the CPU by itself.
const KERNELS: [(&str, Kernel); 2] = [("gemm", gemm), ("gemm: plain", plain)];

/// C ← A·B + β·C, with A of m × k, B of k × n and C of m × n.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Product {
    seed: u64,
    sizes: [usize; 3],
    beta: f32,
    /// Of each matrix: whether its columns follow one another, and how many elements there are between two rows.
    layouts: [(bool, usize); 3],
}

pub(super) struct Exact {
    matrices: [Vec<f32>; 3],
    c: Vec<f64>,
    slack: Vec<f64>,
}

impl Draw for Product {
    fn expect(tally: &mut Tally) {
        KERNELS.into_iter().for_each(|(kernel, _)| tally.expect(ENGINE, kernel, |_| true));
    }

    fn draw(random: &mut Random) -> Self {
        let size = |random: &mut Random| {
            let most = if chance(3, random) { 130 } else { 20 };
            random.below(most)
        };
        Self {
            seed: random.next(),
            sizes: [0; 3].map(|_| size(random)),
            beta: pick(&[0.0, 1.0, -0.5], random),
            layouts: [0; 3].map(|_| (chance(2, random), random.below(2) * random.below(5))),
        }
    }
}

impl Product {
    /// The rows and columns of each matrix.
    const fn shapes(&self) -> [[usize; 2]; 3] {
        let [m, k, n] = self.sizes;
        [[m, k], [k, n], [m, n]]
    }

    fn strides(&self, matrix: usize) -> [usize; 2] {
        let [rows, columns] = self.shapes()[matrix];
        // An axis without elements may have any stride.
        match self.layouts[matrix] {
            (false, gap) => [(columns + gap).max(1), 1],
            (true, gap) => [1, (rows + gap).max(1)],
        }
    }

    fn length(&self, matrix: usize) -> usize {
        let ([rows, columns], [row, column]) = (self.shapes()[matrix], self.strides(matrix));
        if rows * columns == 0 { 0 } else { (rows - 1) * row + (columns - 1) * column + 1 }
    }
}

impl Case for Product {
    type Exact = Exact;

    fn exact(&self) -> Exact {
        let random = &mut Random::new(self.seed);
        let matrices = [0, 1, 2].map(|matrix| numbers(self.length(matrix), random));
        let at = |matrix: usize, i: usize, j: usize| {
            let [row, column] = self.strides(matrix);
            f64::from(matrices[matrix][i * row + j * column])
        };
        let [m, k, n] = self.sizes;
        // The elements between the rows of C stay as they are.
        let mut c: Vec<f64> = matrices[2].iter().copied().map(f64::from).collect();
        let mut slacks = vec![0.0; c.len()];
        let [row, column] = self.strides(2);
        for (i, j) in (0..m).flat_map(|i| (0..n).map(move |j| (i, j))) {
            let products = (0..k).map(|p| at(0, i, p) * at(1, p, j));
            let before = f64::from(self.beta) * at(2, i, j);
            c[i * row + j * column] = before + products.clone().sum::<f64>();
            slacks[i * row + j * column] = slack(k, before.abs() + products.map(f64::abs).sum::<f64>());
        }
        Exact { matrices, c, slack: slacks }
    }

    fn run(&self, exact: &Exact, level: Level, tally: &mut Tally) -> Result<(), String> {
        let [a, b, c] = &exact.matrices;
        for (name, kernel) in KERNELS {
            let mut found = c.clone();
            if self.beta == 0.0 {
                // What is not read may be anything.
                let [row, column] = self.strides(2);
                let [m, _, n] = self.sizes;
                (0..m).for_each(|i| (0..n).for_each(|j| found[i * row + j * column] = f32::NAN));
            }
            let (a, b) = (Matrix::new(a, self.strides(0)), Matrix::new(b, self.strides(1)));
            kernel(self.sizes, a, b, self.beta, MatrixMut::new(&mut found, self.strides(2)));
            tally.hit(ENGINE, name, level);
            compare(name, [1, 1, found.len()], &found, &exact.c, &exact.slack)?;
        }
        Ok(())
    }

    fn smaller(&self) -> Vec<Self> {
        let mut smaller = vec![Self { beta: 0.0, ..self.clone() }];
        for at in 0..3 {
            for size in less(self.sizes[at]) {
                let mut case = self.clone();
                case.sizes[at] = size;
                smaller.push(case);
            }
            let mut case = self.clone();
            case.layouts[at] = (false, 0);
            smaller.push(case);
        }
        smaller.retain(|case| case != self);
        smaller
    }
}

impl Display for Product {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let [m, k, n] = self.sizes;
        let strides = [0, 1, 2].map(|matrix| self.strides(matrix));
        write!(f, "{m} × {k} times {k} × {n}, beta {}, strides {strides:?}", self.beta)
    }
}
