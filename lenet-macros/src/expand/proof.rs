//! What rustc is asked to prove: that every size holds, computed a second time by `typenum`, and that sizes which only
//! rustc knows fit together.

use super::{bare, geometry, shape_value};
use crate::plan::{Claim, Plan, Proof};
use proc_macro2::TokenStream;
use quote::{format_ident, quote, quote_spanned};

pub fn proofs(plan: &Plan) -> TokenStream {
    plan.proofs.iter().map(|proof| claim(plan, proof)).collect()
}

/// A constant whose evaluation fails with a message where the claim does not hold. The checking function is imported
/// under its own name, so that rustc points at the user's token and not at the whole declaration.
fn claim(plan: &Plan, proof: &Proof) -> TokenStream {
    let runtime = &plan.runtime;
    let (name, span) = (&proof.layer, proof.span);
    let (function, arguments) = match &proof.claim {
        Claim::Slides { axis, out } | Claim::Pools { axis, out } => {
            let function = if let Claim::Pools { .. } = proof.claim { "pools" } else { "slides" };
            let (ty, out) = (geometry::axis(runtime, axis), bare(out));
            (
                function,
                quote!(#name, <#ty as #runtime::shape::Slide>::WINDOW, #runtime::proof::positions::<#ty>(), #out),
            )
        }
        Claim::Grows { growth, out } => {
            let (ty, out) = (geometry::growth(runtime, growth), bare(out));
            ("grows", quote!(#name, <#ty as #runtime::shape::Grow>::GROWTH, #runtime::proof::elements::<#ty>(), #out))
        }
        Claim::Positive { what, count } => {
            let count = bare(count);
            ("positive", quote!(#name, #what, #count))
        }
        Claim::Divides { groups, what, count } => {
            let (groups, count) = (bare(groups), bare(count));
            ("divides", quote!(#name, #groups, #what, #count))
        }
        Claim::Same { what, found, expected } => {
            let (found, expected) = (shape_value(runtime, found), shape_value(runtime, expected));
            ("same", quote!(#name, #what, #found, #expected))
        }
        Claim::Feeds { path, found } => {
            let found = shape_value(runtime, found);
            let expected = quote!(<<#path as #runtime::Network>::Input as #runtime::Value>::SHAPE);
            ("feeds", quote!(#name, <#path as #runtime::Network>::NAME, #found, #expected))
        }
        Claim::Equal { what, found, expected } => {
            let (found, expected) = (bare(found), bare(expected));
            ("equal", quote!(#name, #what, #found, #expected))
        }
        Claim::IsImage { shape, layer } => {
            let shape = shape_value(runtime, shape);
            ("image", quote!(#name, #layer, #shape))
        }
        Claim::IsVector { shape, layer } => {
            let shape = shape_value(runtime, shape);
            ("vector", quote!(#name, #layer, #shape))
        }
    };
    let function = format_ident!("{function}");
    let alias = format_ident!("__{function}", span = span);
    let call = quote_spanned!(span=> #alias(#arguments));
    quote! {
        const _: () = {
            use #runtime::proof::#function as #alias;
            #call
        };
    }
}
