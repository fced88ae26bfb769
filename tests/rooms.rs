//! Rooms without circles: no module of a crate of ours needs a sibling that needs it in turn.
//!
//! A module needs what its `use` declarations and its paths name, followed through re-exports to where it is defined. What a
//! module needs of its parents, and they of it, does not count, nor does what stands behind `cfg(test)`. Of two modules of
//! different parents, the parents that are siblings count: `layer/linear.rs` that names `kernel/vector.rs` is an arrow from
//! `layer` to `kernel`.
//!
//! A method that is called without its type being named is not seen, nor what a macro names when it is called.

#[path = "rooms/crates.rs"]
mod crates;

use crates::{Arrow, Module};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The crates of the house that are free of circles.
const CRATES: [&str; 5] = ["lenet-weights", "lenet-syntax", "lenet-macros", "lenet-draw", "lenet-runtime"];

type Name = Vec<String>;

/// For each parent the arrows between its children, and one example of each.
type Arrows<'a> = BTreeMap<Name, BTreeMap<(String, String), &'a Arrow>>;

fn between_siblings(arrows: &[Arrow]) -> Arrows<'_> {
    let mut all = Arrows::new();
    for arrow in arrows {
        let common = arrow.from.iter().zip(&arrow.to).take_while(|(a, b)| a == b).count();
        if let (Some(from), Some(to)) = (arrow.from.get(common), arrow.to.get(common)) {
            let siblings = all.entry(arrow.from[..common].to_vec()).or_default();
            siblings.entry((from.clone(), to.clone())).or_insert(arrow);
        }
    }
    all
}

/// A shortest circle of arrows.
fn circle(arrows: &BTreeMap<(String, String), &Arrow>) -> Option<Vec<String>> {
    let starts: BTreeSet<&String> = arrows.keys().map(|(from, _)| from).collect();
    let mut circles = Vec::new();
    for start in starts {
        let mut paths = vec![vec![start]];
        let mut seen = BTreeSet::new();
        while let Some(path) = (!paths.is_empty()).then(|| paths.remove(0)) {
            for (_, to) in arrows.keys().filter(|(from, _)| path.last() == Some(&from)) {
                let longer: Vec<&String> = path.iter().copied().chain([to]).collect();
                if to == start {
                    circles.push(longer.into_iter().cloned().collect());
                } else if seen.insert(to) {
                    paths.push(longer);
                }
            }
        }
    }
    circles.into_iter().min_by_key(Vec::len)
}

/// Every circle of a crate in words, one for each parent.
fn circles(arrows: &[Arrow]) -> String {
    let mut words = String::new();
    for (parent, siblings) in between_siblings(arrows) {
        let Some(circle) = circle(&siblings) else { continue };
        words += &format!("in `{}`: {}\n", parent.join("::"), circle.join(" → "));
        for pair in circle.windows(2) {
            let Arrow { from, place, to, .. } = siblings[&(pair[0].clone(), pair[1].clone())];
            words += &format!("    {place}: {} names {}\n", from.join("::"), to.join("::"));
        }
    }
    words
}

fn read(name: &str) -> Module {
    Module::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("..").join(name).join("src/lib.rs"))
}

#[test]
fn a_circle_is_named() {
    let arrow = |from: &[&str], to: &[&str]| Arrow {
        from: from.iter().map(|&name| name.to_owned()).collect(),
        to: to.iter().map(|&name| name.to_owned()).collect(),
        place: "a.rs:1".to_owned(),
    };
    let mut arrows =
        vec![arrow(&["a"], &["b", "x"]), arrow(&["b", "y"], &["c"]), arrow(&["c"], &[]), arrow(&[], &["a"])];
    assert_eq!(circles(&arrows), "");
    arrows.push(arrow(&["c", "z"], &["a"]));
    assert!(circles(&arrows).starts_with("in ``: a → b → c → a\n    a.rs:1: a names b::x\n"), "{}", circles(&arrows));
}

#[test]
fn no_circle_between_siblings() {
    let mut words = String::new();
    for name in CRATES {
        let arrows = read(name).arrows();
        assert!(arrows.len() > 50, "{name}: its modules were not read");
        let found = circles(&arrows);
        if !found.is_empty() {
            words += &format!("{name}\n{found}");
        }
    }
    assert!(words.is_empty(), "\n{words}");
}
