//! The language of `network!`: whatever is written gets a plan whose expansion is Rust, or messages, and soon.
#![no_main]

#[path = "../../lenet-macros/src"]
mod macros {
    pub mod expand;
    #[path = "tests/mutate.rs"]
    #[allow(dead_code)]
    pub mod mutate;
}

use lenet_syntax::{Refused, declaration, parse, print};
use libfuzzer_sys::{fuzz_mutator, fuzz_target, fuzzer_mutate};
use macros::expand;
use macros::mutate::{Random, declarations, mutate, pieces};
use proc_macro2::{TokenStream, TokenTree};
use std::str::from_utf8;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

/// Far more than any takes, though the fuzzer slows it down.
const LIMIT: Duration = Duration::from_secs(20);

fuzz_target!(|text: &str| {
    judge(text);
    // The places of all texts would be kept otherwise.
    proc_macro2::extra::invalidate_current_thread_spans();
});

fn judge(text: &str) {
    let Ok(tokens) = text.parse::<TokenStream>() else { return };
    let start = Instant::now();
    let called = [quote::quote!(lenet_runtime), tokens.clone()].into_iter().collect();
    let (expansion, accepted) = match declaration(called) {
        // All passes, that of looking too.
        Ok(plan) => (expand::network(plan, true), true),
        Err(Refused { mistakes, outline }) => {
            let messages = mistakes.messages();
            assert!(!messages.is_empty(), "refused without a word");
            for message in messages {
                assert!(!message.is_empty() && !message.starts_with("expected one of"), "{message}");
            }
            let Some(outline) = outline else { return };
            (expand::outline(&outline, &mistakes), false)
        }
    };
    let expansion = expansion.to_string();
    assert_eq!(!accepted, expansion.contains("compile_error"));
    if let Err(error) = syn_full::parse_str::<syn_full::File>(&expansion) {
        panic!("{error}: {expansion}");
    }
    if let Ok(declaration) = parse(tokens) {
        let text = print(&declaration);
        let again = text.parse().ok().and_then(|tokens| parse(tokens).ok()).expect(&text);
        assert_eq!(print(&again), text);
    }
    assert!(start.elapsed() < LIMIT, "{:?}", start.elapsed());
}

/// Tokens of the language for tokens: few texts of random letters are declarations.
fn mutated(text: &str, seed: u64) -> String {
    static KNOWN: OnceLock<Vec<String>> = OnceLock::new();
    let known = KNOWN.get_or_init(|| declarations().iter().map(ToString::to_string).collect());
    let mut random = Random(seed);
    let tokens = text.parse().ok().filter(|tokens: &TokenStream| !tokens.is_empty() && random.below(50) > 0);
    let mut tokens = tokens.unwrap_or_else(|| known[random.below(known.len())].parse().expect("a declaration"));
    let other: TokenStream = known[random.below(known.len())].parse().expect("a declaration");
    let pieces: Vec<TokenTree> = pieces(&[other]);
    for _ in 0..=random.below(4) {
        tokens = mutate(tokens, &pieces, &mut random);
    }
    let text = tokens.to_string();
    proc_macro2::extra::invalidate_current_thread_spans();
    text
}

fuzz_mutator!(|data: &mut [u8], size: usize, most: usize, seed: u32| {
    match from_utf8(&data[..size]) {
        Ok(text) if seed % 8 > 0 => {
            let text = mutated(text, u64::from(seed));
            if text.len() > most {
                return size;
            }
            data[..text.len()].copy_from_slice(text.as_bytes());
            text.len()
        }
        _ => fuzzer_mutate(data, size, most),
    }
});
