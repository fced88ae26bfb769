//! One draw: run, compared, and made smaller if it fails.

use crate::Tally;
use lenet_runtime::simd::{Level, limit};
use std::fmt::Display;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// 2⁻²⁴, the largest relative error of one rounding to `f32`.
pub const ROUNDING: f64 = reference::ROUNDING;

/// How far a sum of `terms` terms in `f32` may be from the exact one, where their magnitudes add up to `sum`. The worst case is a
/// rounding of the sum for each term; but roundings go either way, so that they grow with the root, and some operations follow.
#[must_use]
pub fn slack(terms: usize, sum: f64) -> f64 {
    let terms = terms as f64;
    ROUNDING * sum * (4.0 + terms.min(2.0 * terms.sqrt()))
}

/// What is tried: sizes, and all else that a kernel is told. It is printed as whoever mends the kernel would write it down.
pub trait Case: Clone + Display {
    /// Its numbers, and what is right.
    type Exact;

    /// Draws the numbers, the same in every call, and computes what is right in `f64`.
    fn exact(&self) -> Self::Exact;

    /// Runs every kernel that can, at the level that is set.
    ///
    /// # Errors
    ///
    /// Says which number of which kernel is wrong.
    fn run(&self, exact: &Self::Exact, level: Level, tally: &mut Tally) -> Result<(), String>;

    /// Cases that are smaller, or simpler, in one way each.
    fn smaller(&self) -> Vec<Self>;
}

/// A case whose smaller ones all pass, and what is wrong with it.
#[derive(Clone, Debug)]
pub struct Difference(pub String);

/// Runs a case at every level; stops at the first that fails.
pub fn check<C: Case>(case: &C, tally: &mut Tally) -> Result<(), Difference> {
    let exact = case.exact();
    for level in Level::all() {
        limit(level);
        if let Err(error) = attempt(case, &exact, level, tally) {
            return Err(shrink(case.clone(), error, level));
        }
    }
    Ok(())
}

/// A panic is an error, too.
fn attempt<C: Case>(case: &C, exact: &C::Exact, level: Level, tally: &mut Tally) -> Result<(), String> {
    let result = catch_unwind(AssertUnwindSafe(|| case.run(exact, level, tally)));
    result.unwrap_or_else(|panic| {
        let text = panic.downcast_ref::<&str>().map(|text| (*text).to_owned());
        Err(format!("panics: {}", text.or_else(|| panic.downcast_ref::<String>().cloned()).unwrap_or_default()))
    })
}

/// Greedily: the first smaller case that fails takes the place of the case.
fn shrink<C: Case>(mut case: C, mut error: String, level: Level) -> Difference {
    let fails = |case: &C| attempt(case, &case.exact(), level, &mut Tally::default()).err();
    while let Some(found) = case.smaller().into_iter().find_map(|case| fails(&case).map(|error| (case, error))) {
        (case, error) = found;
    }
    Difference(format!("{case}\n    with {}: {error}", level.name()))
}

/// Compares the elements of an image of `[channels, rows, columns]`.
///
/// # Errors
///
/// Names the element that is furthest from what it should be, by its slack.
pub fn compare(what: &str, shape: [usize; 3], found: &[f32], exact: &[f64], slack: &[f64]) -> Result<(), String> {
    assert_eq!([found.len(), exact.len()], [shape.iter().product(); 2], "{what}");
    let off = |index: usize| {
        let distance = (f64::from(found[index]) - exact[index]).abs();
        // Nothing is near to NaN.
        if distance <= slack[index] { 0.0 } else { (distance / slack[index]).max(1.0) }
    };
    let wrong = (0..found.len()).filter(|&index| off(index) > 0.0);
    let count = wrong.clone().count();
    let Some(at) = wrong.max_by(|&a, &b| off(a).total_cmp(&off(b))) else { return Ok(()) };
    let [_, rows, columns] = shape;
    let place = [at / (rows * columns), at / columns % rows, at % columns];
    Err(format!(
        "{what}: {count} of {} elements differ, most at {place:?}: found {}, expected {} ± {:.1e}",
        found.len(),
        found[at],
        exact[at],
        slack[at],
    ))
}
