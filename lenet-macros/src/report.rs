//! Mistakes → compile errors.

use proc_macro2::{Span, TokenStream};
use quote::quote_spanned;

/// Every mistake found so far, each with the token to change.
#[derive(Default)]
pub struct Mistakes {
    list: Vec<(Span, String)>,
}

impl Mistakes {
    pub fn add(&mut self, span: Span, message: impl Into<String>) {
        let message = message.into();
        // A block or a repetition may meet one mistake several times.
        let known = |(other, text): &(Span, String)| {
            format!("{other:?}") == format!("{span:?}") && text.lines().next() == message.lines().next()
        };
        if !self.list.iter().any(known) {
            self.list.push((span, message));
        }
    }

    pub fn add_syn(&mut self, error: &syn::Error) {
        for error in error.clone() {
            let message = error.to_string();
            // Of syn's own words keep what names a token; "unexpected end of input" alone helps nobody.
            let message = message.strip_prefix("unexpected end of input, ").map_or(message.clone(), str::to_owned);
            self.add(error.span(), message);
        }
    }

    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// One `compile_error!("…")` expression a mistake, in the order of the source as far as it was read.
    pub fn compile_errors(&self) -> impl Iterator<Item = TokenStream> + '_ {
        self.list.iter().map(|(span, message)| quote_spanned!(*span=> ::core::compile_error!(#message)))
    }
}

/// The candidate that a typing mistake may have meant: at most a third of its letters differ.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    candidates
        .into_iter()
        .map(|candidate| (distance(word, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= candidate.len().max(word.len()).div_ceil(3))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// The optimal string alignment distance: insertions, deletions, replacements and swaps of neighbours.
fn distance(a: &str, b: &str) -> usize {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let mut table = vec![vec![0; b.len() + 1]; a.len() + 1];
    for i in 0..=a.len() {
        for j in 0..=b.len() {
            table[i][j] = if i == 0 || j == 0 {
                i + j
            } else {
                let replaced = table[i - 1][j - 1] + usize::from(a[i - 1] != b[j - 1]);
                let mut least = replaced.min(table[i - 1][j] + 1).min(table[i][j - 1] + 1);
                if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                    least = least.min(table[i - 2][j - 2] + 1);
                }
                least
            };
        }
    }
    table[a.len()][b.len()]
}

/// `a`, `b` and `c`, each in backticks.
pub fn enumerate<'a>(words: impl IntoIterator<Item = &'a str>, last: &str) -> String {
    let words: Vec<String> = words.into_iter().map(|word| format!("`{word}`")).collect();
    match words.as_slice() {
        [] => String::new(),
        [one] => one.clone(),
        [most @ .., end] => format!("{} {last} {end}", most.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nearest_finds_the_word_that_was_meant() {
        let words = ["conv2d", "max_pool2d", "avg_pool2d", "relu", "sigmoid"];
        assert_eq!(nearest("con2d", words), Some("conv2d"));
        assert_eq!(nearest("maxpool2d", words), Some("max_pool2d"));
        assert_eq!(nearest("sigmiod", words), Some("sigmoid"));
        assert_eq!(nearest("attention", words), None);
    }

    #[test]
    fn swapped_letters_are_one_mistake() {
        assert_eq!(distance("rleu", "relu"), 1);
        assert_eq!(distance("", "relu"), 4);
    }
}
