//! The kernels that learn their sizes while the program runs.

mod conv;
mod gemm;
mod layout;
mod linear;
mod pool;
mod vector;

use crate::Tally;
use crate::case::{Case, Difference, check};
use lenet_runtime::Random;

/// Kernels of one kind: those that there are, and a draw of what they compute.
struct Subject {
    /// How often it is drawn, beside the others.
    share: usize,
    expect: fn(&mut Tally),
    try_one: fn(&mut Random, &mut Tally) -> Result<(), Difference>,
}

impl Subject {
    const fn new<C: Draw>(share: usize) -> Self {
        Self { share, expect: C::expect, try_one: |random, tally| check(&C::draw(random), tally) }
    }
}

/// A case that can be drawn.
trait Draw: Case {
    /// Says which kernels there are.
    fn expect(tally: &mut Tally);

    /// Draws every axis by itself.
    fn draw(random: &mut Random) -> Self;
}

/// All of them.
const SUBJECTS: [Subject; 6] = [
    Subject::new::<conv::Convolution>(26),
    Subject::new::<linear::Linear>(3),
    Subject::new::<pool::Pool>(4),
    Subject::new::<layout::Layout>(4),
    Subject::new::<gemm::Product>(2),
    Subject::new::<vector::Sums>(1),
];

/// Tries `cases` draws of one seed. Returns what is wrong, of which no more than ten cases are looked for.
pub fn run(cases: usize, seed: u64, tally: &mut Tally) -> Vec<Difference> {
    let random = &mut Random::new(seed);
    SUBJECTS.iter().for_each(|subject| (subject.expect)(tally));
    let shares: usize = SUBJECTS.iter().map(|subject| subject.share).sum();
    let mut differences = Vec::new();
    for _ in 0..cases {
        let mut at = random.below(shares);
        let subject = SUBJECTS.iter().find(|subject| {
            let found = at < subject.share;
            at = at.wrapping_sub(subject.share);
            found
        });
        let subject = subject.expect("the shares add up");
        differences.extend((subject.try_one)(random, tally).err());
        if differences.len() == 10 {
            break;
        }
    }
    differences
}
