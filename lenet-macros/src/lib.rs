//! The procedural macro behind `lenet_runtime::network!`: parse, check, expand.
#![forbid(unsafe_code)]

mod ast;
mod check;
mod expand;
mod foreign;
mod fuse;
mod list;
mod memory;
mod parse;
mod plan;
mod report;
mod shape;
mod sorted;
mod words;

use proc_macro2::TokenStream;

/// Expands a declaration; the first token is the path to the runtime. Use `lenet_runtime::network!`, which adds it.
#[doc(hidden)]
#[proc_macro]
pub fn __network(tokens: proc_macro::TokenStream) -> proc_macro::TokenStream {
    expansion(tokens.into()).into()
}

fn expansion(tokens: TokenStream) -> TokenStream {
    let mut mistakes = report::Mistakes::default();
    let declaration = parse::declaration(tokens, &mut mistakes);
    match declaration.map(|declaration| check::network(declaration, &mut mistakes)) {
        Some(Ok(plan)) => expand::network(&plan),
        Some(Err(outline)) => expand::outline(&outline, mistakes),
        None => list::tokens(&mistakes.compile_errors(), |error| quote::quote!(#error;)),
    }
}

#[cfg(test)]
mod tests;
