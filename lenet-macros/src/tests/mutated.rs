//! Declarations with random mistakes: whatever is written, the macro answers with items or with messages, and soon.

use super::mutate::{declarations, mutations};
use super::{expansion, runtime};
use proc_macro2::{TokenStream, TokenTree};
use std::panic::catch_unwind;
use std::time::{Duration, Instant};

/// How many, unless `MUTATIONS` says so.
const MUTATIONS: usize = 4000;

/// Far more than any of them takes.
const LIMIT: Duration = Duration::from_secs(20);

#[test]
fn whatever_is_written_gets_items_or_messages() {
    let count = std::env::var("MUTATIONS").map_or(MUTATIONS, |count| count.parse().unwrap());
    for (number, mutated) in mutations(count) {
        judge(number, &mutated);
    }
}

#[test]
fn every_declaration_without_its_end_gets_messages() {
    for (number, tokens) in declarations().into_iter().enumerate() {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        for end in 0..tokens.len() {
            judge(number, &tokens[..end].iter().cloned().collect());
        }
    }
}

/// The expansion is a file of items; where it holds errors, each says something.
fn judge(number: usize, declaration: &TokenStream) {
    let text = declaration.to_string();
    // With the places of a text; a lonely `'` has none.
    let Ok(tokens) = text.parse() else { return };
    let start = Instant::now();
    let tokens: TokenStream = [runtime(), tokens].into_iter().collect();
    let Ok(expansion) = catch_unwind(|| expansion(tokens, false).to_string()) else {
        panic!("number {number} panics: {text}");
    };
    assert!(start.elapsed() < LIMIT, "number {number} takes {:?}: {text}", start.elapsed());
    assert!(!expansion.is_empty(), "number {number} gives nothing: {text}");
    if let Err(error) = syn_of_prettyplease::parse_str::<syn_of_prettyplease::File>(&expansion) {
        panic!("number {number} does not give items, {error}: {text}\n\n{expansion}");
    }
    for message in expansion.split("compile_error ! (").skip(1) {
        assert!(message.starts_with('"') && !message.starts_with("\"\""), "number {number} says nothing: {text}");
        assert!(!message.starts_with("\"expected one of"), "number {number} says what syn says: {text} {message}");
    }
}
