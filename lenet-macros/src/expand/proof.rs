//! What rustc is asked to prove: that every size holds, computed a second time by `typenum`, and that sizes which only
//! rustc knows fit together.

use super::{geometry, shape_value};
use crate::plan::{Claim, Plan, Proof, Size};
use crate::sorted::Sorted;
use proc_macro2::{Delimiter, Group, Literal, TokenStream};
use quote::{format_ident, quote};

/// One constant for all that is claimed of the same tokens, so that the first claim that fails is told alone: a layer may have
/// many rounds, and what is wrong in one is wrong in the others.
pub fn proofs(plan: &Plan) -> TokenStream {
    let mut groups: Vec<TokenStream> = Vec::new();
    let mut places = Sorted::default();
    for proof in &plan.proofs {
        let place = places.entry(&format!("{:?}", proof.about));
        if *place == 0 {
            groups.push(TokenStream::new());
            *place = groups.len();
        }
        groups[*place - 1].extend(claim(plan, proof));
    }
    groups.iter().map(|claims| quote!(const _: () = { #claims };)).collect()
}

/// The checking functions, which are imported under their own names: so rustc points at the user's tokens and not at the
/// whole declaration.
pub fn checks(plan: &Plan) -> Vec<&'static str> {
    plan.proofs.iter().map(|proof| function(&proof.claim)).collect()
}

fn function(claim: &Claim) -> &'static str {
    match claim {
        Claim::Size { .. } => "size",
        Claim::Limited { .. } => "limited",
        Claim::Holds { .. } => "holds",
        Claim::Slides { .. } => "slides",
        Claim::Pools { .. } => "pools",
        Claim::Halves { .. } => "halves",
        Claim::Grows { .. } => "grows",
        Claim::Leaves { .. } => "leaves",
        Claim::Divides { .. } => "divides",
        Claim::Gives { .. } => "gives",
        Claim::Adds { .. } => "adds",
        Claim::Alike { .. } => "branches",
        Claim::Joins { .. } => "joins",
        Claim::Keeps { .. } => "keeps",
        Claim::Feeds { .. } => "feeds",
        Claim::IsImage { .. } => "image",
        Claim::IsVector { .. } => "vector",
    }
}

/// A call that fails with a message where the claim does not hold.
fn claim(plan: &Plan, proof: &Proof) -> TokenStream {
    let (runtime, network) = (&plan.runtime, &plan.name);
    // The lines after the first say in which block the layer stands.
    let words = |text: &String| if proof.call.is_empty() { text.clone() } else { format!("{text}\n{}", proof.call) };
    let (generics, arguments) = match &proof.claim {
        Claim::Size { what, size, least } => {
            let (what, size, least) = (words(what), size.bare(), Literal::usize_unsuffixed(*least));
            (None, quote!(#what, #size, #least))
        }
        Claim::Limited { layer, input, counts } => {
            let (layer, input) = (words(layer), shape_value(runtime, input));
            let counts = counts.iter().map(|(what, sizes)| {
                let sizes = sizes.iter().map(Size::bare);
                quote!((#what, &[#(#sizes),*]))
            });
            (None, quote!(#layer, #input, &[#(#counts),*]))
        }
        Claim::Holds { sentence, condition } => {
            let sentence = words(sentence);
            (None, quote!(#sentence, #condition))
        }
        Claim::Slides { layer, axis, out } | Claim::Pools { layer, axis, out } => {
            let (layer, out) = (words(layer), out.bare());
            (Some(geometry::axis(runtime, axis)), quote!(#layer, #out))
        }
        Claim::Halves { layer, axes } => {
            let (layer, [rows, columns]) = (words(layer), axes.each_ref().map(|axis| geometry::axis(runtime, axis)));
            (Some(quote!(#rows, #columns)), quote!(#layer))
        }
        Claim::Grows { layer, growth, out } => {
            let (layer, out) = (words(layer), out.bare());
            (Some(geometry::growth(runtime, growth)), quote!(#layer, #out))
        }
        Claim::Leaves { layer, size, out } => {
            let (layer, size, out) = (words(layer), size.bare(), out.bare());
            (None, quote!(#layer, #size, #out))
        }
        Claim::Divides { layer, groups, what, count } => {
            let (layer, groups, count) = (words(layer), groups.bare(), count.bare());
            (None, quote!(#layer, #groups, #what, #count))
        }
        Claim::Gives { layer, found, declared } => {
            let (found, declared) = (shape_value(runtime, found), shape_value(runtime, declared));
            (None, quote!(#layer, #found, #declared))
        }
        Claim::Adds { layer, body, shortcut } => {
            let (layer, body, shortcut) = (words(layer), shape_value(runtime, body), shape_value(runtime, shortcut));
            (None, quote!(#layer, #body, #shortcut))
        }
        Claim::Alike { layer, branches, vectors } => {
            let (layer, branches) = (words(layer), branches.iter().map(|branch| shape_value(runtime, branch)));
            (None, quote!(#layer, &[#(#branches),*], #vectors))
        }
        Claim::Joins { layer, what, first, found } => {
            let (layer, first, found) = (words(layer), first.bare(), found.bare());
            (None, quote!(#layer, #what, #first, #found))
        }
        Claim::Keeps { layer, found, wanted } => {
            let (layer, found, wanted) = (words(layer), found.bare(), wanted.bare());
            (None, quote!(#layer, #found, #wanted))
        }
        Claim::Feeds { layer, path, found } => {
            let (layer, found) = (words(layer), shape_value(runtime, found));
            (Some(quote!(#path)), quote!(#layer, #found))
        }
        Claim::IsImage { layer, shape } | Claim::IsVector { layer, shape } => {
            let (layer, shape) = (words(layer), shape_value(runtime, shape));
            (None, quote!(#layer, #shape))
        }
    };
    let function = format_ident!("{}", function(&proof.claim), span = proof.mark.first);
    let generics = generics.map(|generics| quote!(, #generics));
    let mut arguments = Group::new(Delimiter::Parenthesis, arguments);
    arguments.set_span(proof.mark.last);
    quote!(#function::<#network #generics> #arguments;)
}
