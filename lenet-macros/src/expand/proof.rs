//! What rustc is asked to prove: that every size holds, computed a second time by `typenum`, and that sizes which only
//! rustc knows fit together.

use super::shape_value;
use lenet_syntax::list;
use lenet_syntax::plan::{Claim, Plan, Proof, Rule, Shape, Size, types};
use lenet_syntax::sorted::Sorted;
use lenet_syntax::words::Along;
use proc_macro2::{Delimiter, Group, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

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
    list::tokens(&groups, |claims| quote!(const _: () = { #claims };))
}

/// The checking functions, each with its module, which are imported under their own names: so rustc points at the user's tokens
/// and not at the whole declaration.
pub fn checks(plan: &Plan) -> Vec<(&'static str, &'static str)> {
    list::map(&plan.proofs, |proof| ("__private::proof", function(&proof.claim)))
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
        Claim::Makes { .. } => "makes",
        Claim::Leaves { .. } => "leaves",
        Claim::Divides { .. } => "divides",
        Claim::Cuts { .. } => "cuts",
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

/// A rule as a type: `Padded<U28, U2, U2>`.
fn rule(runtime: &TokenStream, rule: &Rule) -> TokenStream {
    let numbers = list::map(rule.sizes(), |size| types::number(runtime, size));
    // `(A, (B, ()))`
    let listed = || numbers.iter().rev().fold(quote!(()), |rest, number| quote!((#number, #rest)));
    let (name, numbers) = match rule {
        Rule::Padded(_) => ("Padded", list::commas(&numbers)),
        Rule::Cropped(_) => ("Cropped", list::commas(&numbers)),
        Rule::Scaled(_) => ("Scaled", list::commas(&numbers)),
        Rule::Squared(_) => ("Squared", list::commas(&numbers)),
        Rule::Shared(_) => ("Shared", list::commas(&numbers)),
        Rule::Joined(_) => ("Joined", listed()),
        Rule::Flat(_) => ("Flat", listed()),
    };
    let name = format_ident!("{name}");
    quote!(#runtime::__private::proof::#name<#numbers>)
}

/// A call that fails with a message where the claim does not hold.
fn claim(plan: &Plan, proof: &Proof) -> TokenStream {
    let (runtime, network) = (&plan.runtime, &plan.name);
    let shape = |shape: &Shape| shape_value(runtime, shape);
    // What messages call it, then the other arguments.
    let (generics, name, arguments) = match &proof.claim {
        Claim::Size { what, size, least } => {
            (None, what, vec![size.bare(), Literal::usize_unsuffixed(*least).to_token_stream()])
        }
        Claim::Limited { layer, input, counts } => {
            let counts = list::map(counts, |(what, sizes)| {
                let sizes = list::commas(&list::map(sizes, Size::bare));
                quote!((#what, &[#sizes]))
            });
            let counts = list::commas(&counts);
            (None, layer, vec![shape(input), quote!(&[#counts])])
        }
        Claim::Holds { sentence, condition } => (None, sentence, vec![condition.clone()]),
        Claim::Slides { layer, axis, out } | Claim::Pools { layer, axis, out } => {
            (Some(types::axis(runtime, axis)), layer, vec![out.bare()])
        }
        Claim::Halves { layer, axes: [rows, columns] } => {
            let (rows, columns) = (types::axis(runtime, rows), types::axis(runtime, columns));
            (Some(quote!(#rows, #columns)), layer, vec![])
        }
        Claim::Grows { layer, growth, out } => (Some(types::growth(runtime, growth)), layer, vec![out.bare()]),
        Claim::Makes { layer, rule: of, out } => (Some(rule(runtime, of)), layer, vec![out.bare()]),
        Claim::Leaves { layer, size: first, out: second } | Claim::Keeps { layer, found: first, wanted: second } => {
            (None, layer, vec![first.bare(), second.bare()])
        }
        Claim::Divides { layer, groups, what, count } => {
            (None, layer, vec![groups.bare(), quote!(#what), count.bare()])
        }
        Claim::Cuts { layer, parts, channels } => (None, layer, vec![parts.bare(), channels.bare()]),
        Claim::Gives { layer, found: first, declared: second }
        | Claim::Adds { layer, body: first, shortcut: second } => (None, layer, vec![shape(first), shape(second)]),
        Claim::Alike { layer, branches, vectors } => {
            let branches = list::commas(&list::map(branches, shape));
            (None, layer, vec![quote!(&[#branches]), quote!(#vectors)])
        }
        Claim::Joins { layer, along, axis, first, found } => {
            let index = |axis: &Along| Literal::usize_unsuffixed(axis.index());
            let (along, axis) = (index(along), index(axis));
            (None, layer, vec![quote!(#along), quote!(#axis), first.bare(), found.bare()])
        }
        Claim::Feeds { layer, path, found } => (Some(quote!(#path)), layer, vec![shape(found)]),
        Claim::IsImage { layer, shape: found } | Claim::IsVector { layer, shape: found } => {
            (None, layer, vec![shape(found)])
        }
    };
    // The lines after the first say in which block the layer stands.
    let name = if proof.call.is_empty() { name.clone() } else { format!("{name}\n{}", proof.call) };
    let mut all = quote!(#name);
    for argument in arguments {
        all.extend(quote!(, #argument));
    }
    let function = format_ident!("{}", function(&proof.claim), span = proof.mark.first);
    let generics = generics.map(|generics| quote!(, #generics));
    let mut arguments = Group::new(Delimiter::Parenthesis, all);
    arguments.set_span(proof.mark.last);
    quote!(#function::<#network #generics> #arguments;)
}
