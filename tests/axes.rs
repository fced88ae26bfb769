//! Networks of random geometries, of which rows and columns share nothing: for one image, for a batch, prepared and in training, on
//! every instruction set, against their twins. What a table says of their last layer is held against a formula of its own.
//!
//! The sweep wrote the networks: `KEEP=1 cargo test -p tests --test axes` writes them again. It tries others:
//! `cargo run --release -p benches --bin sweep`.

#[path = "axes/networks.rs"]
mod networks;

use std::path::Path;
use sweep::networks::program::{Networks, text};
use sweep::networks::{Check, Network, draw};

fn kept() -> Vec<Network> {
    // Six of each kind.
    Networks::Drawn { seed: 6, from: 0, count: 6 * draw::round() }.all()
}

#[test]
fn the_networks_are_those_that_are_drawn() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("axes/networks.rs");
    let text = format!("//! Written by the sweep: see `axes.rs`.\n\n{}", text(&kept()));
    if std::env::var_os("KEEP").is_some() {
        std::fs::write(&path, &text).expect("it can be written");
    }
    let found = std::fs::read_to_string(&path).expect("it can be read");
    assert!(
        found == text,
        "other networks are drawn now: `KEEP=1 cargo test -p tests --test axes`, then build it again"
    );
}

/// Words of the language that are in none of them, and why.
const NOT_DRAWN: [(&str, &str); 4] = [
    ("batch_norm2d", "its training takes statistics of several images: no twin of one image is right for all passes"),
    ("batch_norm1d", "as batch_norm2d"),
    ("repeat", "it declares layers, and computes nothing"),
    ("block", "it declares layers, and computes nothing"),
];

#[test]
fn every_word_of_the_language_is_drawn() {
    let text = text(&kept());
    let drawn: Vec<&str> = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_').collect();
    let words = lenet_syntax::words::WORDS.iter().map(|word| word.name);
    let words: Vec<&str> = words.chain(lenet_syntax::words::COMPOSITIONS.iter().copied()).collect();
    for word in &words {
        let excused = NOT_DRAWN.iter().any(|(other, _)| other == word);
        assert_ne!(drawn.contains(word), excused, "`{word}` is drawn, or it is said why not");
    }
    assert!(NOT_DRAWN.iter().all(|(word, _)| words.contains(word)));
    for along in lenet_syntax::words::Along::ALL {
        assert!(text.contains(&format!("concat(along: {})", along.word())), "{along:?}");
    }
}

#[test]
fn networks_of_independent_axes_compute_what_their_twins_compute() {
    let mut check = Check::new(kept(), 1);
    // What Winograd's filtering in tiles of 4 × 4 and a layer after it may do.
    check.at_most = 2e-5;
    networks::all(&mut check);
    let mistakes = check.differences.iter().map(|(index, error)| format!("{}\n    {error}", check.networks[*index]));
    let mistakes: Vec<String> = mistakes.collect();
    assert!(mistakes.is_empty(), "{} mistakes:\n{}", mistakes.len(), mistakes.join("\n"));
    assert!(check.judged >= check.networks.len() - 2, "{} were too near to where a gradient jumps", check.skipped);
    // Every kernel that a layer can get has been tried.
    assert!(check.tally.never().is_empty(), "{:?}\n{}", check.tally.never(), check.tally);
}
