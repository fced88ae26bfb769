//! What is read and printed is the same declaration, whatever it is.

use super::mutate::{declarations, mutations};
use super::{expansion, runtime};
use proc_macro2::TokenStream;

/// How many mutated declarations are tried.
const MUTATIONS: usize = 1500;

#[test]
fn what_is_printed_is_the_declaration() {
    let (mut read, mut accepted) = (0, 0);
    let plain = declarations();
    let mutated = mutations(MUTATIONS).map(|(_, tokens)| tokens);
    for tokens in plain.iter().cloned().chain(mutated) {
        let original = tokens.to_string();
        // With the places of a text, as what was printed has.
        let Ok(tokens) = original.parse() else { continue };
        let Ok(declaration) = lenet_syntax::parse(tokens) else { continue };
        read += 1;
        let text = lenet_syntax::print(&declaration);
        let again: TokenStream = text.parse().unwrap_or_else(|error| panic!("{error}: {original}\n{text}"));
        let again = lenet_syntax::parse(again)
            .unwrap_or_else(|mistakes| panic!("{:?}: {original}\n{text}", mistakes.messages()));
        assert_eq!(lenet_syntax::print(&again), text, "{original}");
        if lenet_syntax::declaration(called(&original)).is_ok() {
            accepted += 1;
            let expanded = |text: &str| expansion(called(text), false).to_string();
            assert_eq!(expanded(&original), expanded(&text), "{original}\n{text}");
        } else {
            assert!(lenet_syntax::declaration(called(&text)).is_err(), "{original}\n{text}");
        }
    }
    assert!(read > 300 && accepted > 150, "{read} read, {accepted} accepted");
}

fn called(text: &str) -> TokenStream {
    [runtime(), text.parse().unwrap()].into_iter().collect()
}
