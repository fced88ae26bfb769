//! The procedural macro behind `lenet_runtime::network!`. `lenet_syntax` reads and checks; here its plan becomes Rust.
#![forbid(unsafe_code)]

mod expand;

use lenet_syntax::{Refused, list};
use proc_macro2::TokenStream;

/// Expands a declaration; the first token is the path to the runtime. Use `lenet_runtime::network!`, which adds it.
#[doc(hidden)]
#[proc_macro]
pub fn __network(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expansion(tokens.into(), cfg!(feature = "look")).into()
}

fn expansion(tokens: TokenStream, observed: bool) -> TokenStream {
    match lenet_syntax::declaration(tokens) {
        Ok(plan) => expand::network(plan, observed),
        Err(Refused { mistakes, outline: Some(outline) }) => expand::outline(&outline, &mistakes),
        Err(Refused { mistakes, outline: None }) => {
            list::tokens(&mistakes.compile_errors(), |error| quote::quote!(#error;))
        }
    }
}

#[cfg(test)]
mod tests;
