//! What rustc is asked to prove: that every size holds, computed a second time by `typenum`, and that sizes which only
//! rustc knows fit together.

use super::{geometry, shape_value};
use crate::plan::{Claim, Plan, Proof};
use proc_macro2::{Delimiter, Group, TokenStream};
use quote::{format_ident, quote};

pub fn proofs(plan: &Plan) -> TokenStream {
    plan.proofs.iter().map(|proof| claim(plan, proof)).collect()
}

/// A constant whose evaluation fails with a message where the claim does not hold. The checking function is imported
/// under its own name, so that rustc points at the user's tokens and not at the whole declaration.
fn claim(plan: &Plan, proof: &Proof) -> TokenStream {
    let (runtime, network) = (&plan.runtime, &plan.name);
    // The lines after the first say in which block the layer stands.
    let words = |text: &String| if proof.call.is_empty() { text.clone() } else { format!("{text}\n{}", proof.call) };
    let (function, arguments) = match &proof.claim {
        Claim::Size { what, size, least } => {
            let (what, size) = (words(what), size.bare());
            ("size", quote!(#what, #size, #least))
        }
        Claim::Holds { sentence, condition } => {
            let sentence = words(sentence);
            ("holds", quote!(#sentence, #condition))
        }
        Claim::Slides { layer, axis, out } | Claim::Pools { layer, axis, out } => {
            let function = if let Claim::Pools { .. } = proof.claim { "pools" } else { "slides" };
            let (layer, ty, out) = (words(layer), geometry::axis(runtime, axis), out.bare());
            let window = axis.window(runtime);
            (function, quote!(#layer, #window, #runtime::proof::positions::<#ty>(), #out))
        }
        Claim::Grows { layer, growth, out } => {
            let (layer, ty, out) = (words(layer), geometry::growth(runtime, growth), out.bare());
            let growth = growth.growth(runtime);
            ("grows", quote!(#layer, #growth, #runtime::proof::elements::<#ty>(), #out))
        }
        Claim::Leaves { layer, size, out } => {
            let (layer, size, out) = (words(layer), size.bare(), out.bare());
            ("leaves", quote!(#layer, #size, #out))
        }
        Claim::Divides { layer, groups, what, count } => {
            let (layer, groups, count) = (words(layer), groups.bare(), count.bare());
            ("divides", quote!(#layer, #groups, #what, #count))
        }
        Claim::Gives { layer, found, declared } => {
            let (found, declared) = (shape_value(runtime, found), shape_value(runtime, declared));
            ("gives", quote!(#layer, #found, #declared))
        }
        Claim::Adds { layer, body, shortcut } => {
            let (layer, body, shortcut) = (words(layer), shape_value(runtime, body), shape_value(runtime, shortcut));
            ("adds", quote!(#layer, #body, #shortcut))
        }
        Claim::Joins { layer, what, first, found } => {
            let (layer, first, found) = (words(layer), first.bare(), found.bare());
            ("joins", quote!(#layer, #what, #first, #found))
        }
        Claim::Keeps { layer, found, wanted } => {
            let (layer, found, wanted) = (words(layer), found.bare(), wanted.bare());
            ("keeps", quote!(#layer, #found, #wanted))
        }
        Claim::Feeds { layer, path, found } => {
            let (layer, found) = (words(layer), shape_value(runtime, found));
            let reads = quote!(<<#path as #runtime::Network>::Input as #runtime::Value>::SHAPE);
            ("feeds", quote!(#layer, <#path as #runtime::Network>::NAME, #found, #reads))
        }
        Claim::IsImage { layer, shape } => {
            let (layer, shape) = (words(layer), shape_value(runtime, shape));
            ("image", quote!(#layer, #shape))
        }
        Claim::IsVector { layer, shape } => {
            let (layer, shape) = (words(layer), shape_value(runtime, shape));
            ("vector", quote!(#layer, #shape))
        }
    };
    let function = format_ident!("{function}");
    let alias = format_ident!("__{function}", span = proof.mark.first);
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
    arguments.set_span(proof.mark.last);
    quote! {
        const _: () = {
            use #runtime::proof::#function as #alias;
            #alias::<#network> #arguments
        };
    }
}
