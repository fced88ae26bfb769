//! The language of `lenet_runtime::network!`: tokens in; a plan of the network, or every mistake at once.
//!
//! [`declaration`] needs no compiler around it, so that tests, fuzzers and tools can read what users write:
//!
//! ```
//! let read = |text: &str| lenet_syntax::declaration(text.parse().unwrap());
//!
//! assert!(read("lenet_runtime struct Net: [1, 28, 28] { conv2d(6, kernel: 5), relu }").is_ok());
//!
//! let refused = read("lenet_runtime struct Net: [1, 28, 28] { conv2d(6, kernel: 30), relu }").err().unwrap();
//! assert!(refused.mistakes.messages()[0].starts_with("`conv2d_1` does not fit"));
//! ```
#![forbid(unsafe_code)]

// What stands between the stages, and the tables of the language: for the macro, which makes Rust of it.
#[cfg_attr(not(feature = "print"), doc(hidden))]
pub mod ast;
mod check;
mod foreign;
#[doc(hidden)]
pub mod fuse;
#[doc(hidden)]
pub mod list;
#[doc(hidden)]
pub mod memory;
mod parse;
#[doc(hidden)]
pub mod plan;
#[cfg(any(test, feature = "print"))]
mod print;
#[doc(hidden)]
pub mod report;
mod shape;
#[doc(hidden)]
pub mod sorted;
#[cfg(test)]
mod tests;
#[doc(hidden)]
pub mod words;

#[cfg(feature = "weights")]
#[doc(hidden)]
pub use check::weights::refusal;
pub use plan::Plan;
#[cfg(any(test, feature = "print"))]
pub use print::print;
pub use report::{Mistakes, Reported};

use plan::{Namer, Outline};
use proc_macro2::TokenStream;

/// Why a declaration has no plan.
pub struct Refused {
    /// At least one.
    pub mistakes: Mistakes,
    #[doc(hidden)]
    pub outline: Option<Box<Outline>>,
}

/// Reads a declaration, as it stands in `network! { … }`, without checking what it means.
///
/// # Errors
/// What could not be read.
#[cfg(any(test, feature = "print"))]
pub fn parse(tokens: TokenStream) -> Result<ast::Declaration, Mistakes> {
    let mut mistakes = Mistakes::default();
    let runtime = quote::quote!(lenet_runtime);
    let declaration = parse::declaration([runtime, tokens].into_iter().collect(), &mut mistakes);
    match (declaration, mistakes.none()) {
        (Ok(declaration), Ok(())) => Ok(declaration),
        _ => Err(mistakes),
    }
}

/// Reads and checks a declaration, as it stands in `network! { … }`, behind the path to the runtime: one token.
///
/// # Errors
/// Every mistake that does not follow from another.
pub fn declaration(tokens: TokenStream) -> Result<Plan, Refused> {
    let mut mistakes = Mistakes::default();
    let outline = match parse::declaration(tokens.clone(), &mut mistakes) {
        Ok(declaration) => match check::network(declaration, Namer::new(tokens), &mut mistakes) {
            Ok(mut plan) => match check::weights::weights(&mut plan, &mut mistakes) {
                Ok(()) => return Ok(plan),
                Err(_) => Some(Box::new(Outline::of(plan))),
            },
            Err(outline) => Some(outline),
        },
        Err(_) => None,
    };
    Err(Refused { mistakes, outline })
}
