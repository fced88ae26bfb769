//! The sweep, a few thousand cases of it, with the same numbers every time; and the sweep itself.
//!
//! `CASES=20000 SEED=7 cargo test -p sweep` tries others, as `cargo run --release -p benches --bin sweep` does sooner.

use lenet_runtime::Random;
use lenet_runtime::simd::Level;
use reference::numbers::{distinct, uniform};
use reference::{check_gradient, widen};
use std::fmt::{self, Display, Formatter};
use sweep::case::{Case, check, compare};
use sweep::networks::module::Module;
use sweep::{Tally, kernels};

fn setting(name: &str, otherwise: u64) -> u64 {
    std::env::var(name).map_or(otherwise, |number| number.parse().expect("a number"))
}

#[test]
fn kernels_agree_with_their_definitions_on_independent_axes() {
    let mut tally = Tally::default();
    let (cases, seed) = (setting("CASES", 5000), setting("SEED", 1));
    let differences = kernels::run(cases as usize, seed, &mut tally);
    assert!(differences.is_empty(), "{}", differences[0].0);
    assert!(tally.never().is_empty(), "{tally}");
    // The tiles of the depthwise kernel for 3 × 3 elements.
    let tiles = tally.to_string().lines().filter(|line| line.contains("tile")).count();
    assert!(tiles >= 4, "{tally}");
}

/// Sizes that fail from 5 channels and 3 rows on, unless the stride is 1.
#[derive(Clone)]
struct Broken {
    channels: usize,
    rows: usize,
    stride: usize,
    flip: bool,
}

impl Case for Broken {
    type Exact = ();

    fn exact(&self) {}

    fn run(&self, (): &(), level: Level, tally: &mut Tally) -> Result<(), String> {
        tally.hit("test", "broken", level);
        let wrong = self.channels >= 5 && self.rows >= 3 && self.stride > 1;
        assert!(!wrong || self.channels < 60, "out of bounds");
        let found = if wrong { 2.0 } else { 1.0 };
        compare("broken", [1, 1, 2], &[1.0, found], &[1.0, 1.0], &[1e-6, 1e-6])
    }

    fn smaller(&self) -> Vec<Self> {
        let mut smaller: Vec<Self> =
            sweep::draw::less(self.channels).into_iter().map(|channels| Self { channels, ..self.clone() }).collect();
        smaller.extend(sweep::draw::less(self.rows).into_iter().map(|rows| Self { rows, ..self.clone() }));
        smaller.extend(sweep::draw::less(self.stride).into_iter().map(|stride| Self { stride, ..self.clone() }));
        smaller.extend(self.flip.then(|| Self { flip: false, ..self.clone() }));
        smaller
    }
}

impl Display for Broken {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let Self { channels, rows, stride, flip } = self;
        write!(f, "channels {channels}, rows {rows}, stride {stride}, flip {flip}")
    }
}

#[test]
fn what_fails_is_made_as_small_as_it_can_be() {
    let mut tally = Tally::default();
    // It panics first, and is wrong when it is smaller.
    for channels in [60, 33, 5] {
        let case = Broken { channels, rows: 17, stride: 3, flip: true };
        let difference = check(&case, &mut tally).expect_err("it is broken").0;
        let expected = "channels 5, rows 3, stride 2, flip false\n    with plain: broken: 1 of 2 elements differ, \
                        most at [0, 0, 1]: found 2, expected 1 ± 1.0e-6";
        assert_eq!(difference, expected);
    }
    assert!(check(&Broken { channels: 4, rows: 17, stride: 3, flip: true }, &mut tally).is_ok());
}

#[test]
fn numbers_that_are_none_differ() {
    let slack = [f64::INFINITY, 1e-6];
    assert!(compare("nan", [1, 1, 2], &[f32::NAN, 0.0], &[0.0, 0.0], &slack).is_err());
    assert!(compare("nan", [1, 1, 2], &[0.0, 0.0], &[0.0, f64::NAN], &slack).is_err());
    assert!(compare("near", [1, 1, 2], &[9.0, 0.0], &[0.0, 1e-7], &slack).is_ok());
}

#[test]
fn a_kernel_that_never_ran_is_told() {
    let mut tally = Tally::default();
    tally.expect("engine", "one", |_| true);
    tally.expect("engine", "two", |level| matches!(level, Level::Vectors(_)));
    tally.hit("engine", "one", Level::Plain);
    let never = tally.never();
    assert!(!never.contains(&"engine: one, plain".to_owned()) && !never.contains(&"engine: two, plain".to_owned()));
    assert_eq!(never.len(), 2 * (Level::all().count() - 1));
    let mut more = Tally::default();
    Level::all().for_each(|level| more.hit("engine", "one", level));
    tally.add(&more);
    assert_eq!(tally.never().len(), Level::all().count() - 1);
}

#[test]
fn gradients_of_the_twins_of_modules_agree_with_differences() {
    for kind in 0..sweep::networks::module::KINDS {
        let random = &mut Random::new(kind as u64 + 1);
        let (input, module) = Module::draw(kind, random);
        if module.output(input).is_none() {
            continue;
        }
        let twin = module.twin(input);
        // Near 0, where functions are bent, no number is.
        let x: Vec<f64> = widen(&distinct(3, twin.inputs()));
        let p: Vec<f64> = widen(&uniform(4, twin.parameters()));
        check_gradient(&*twin, &p, &x, 3).unwrap_or_else(|error| panic!("{module} of {input:?}: {error}"));
    }
}
