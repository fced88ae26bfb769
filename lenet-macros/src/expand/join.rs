//! What the passes call for `concat`, and where each branch stands in what it is joined to.

use super::length;
use lenet_syntax::list;
use lenet_syntax::plan::{Plan, Shape, Size, Step};
use lenet_syntax::words::Along;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

/// Puts a branch in its place.
pub fn place(plan: &Plan, step: &Step, along: Along, branch: usize, x: &TokenStream, y: &TokenStream) -> TokenStream {
    let (join, offset) = (module(plan), offset(plan, step, along, branch));
    match blocks(step, along).as_slice() {
        [] => quote!(#join::place(#x, #y, #offset);),
        sizes => {
            let blocks = product(sizes);
            quote!(#join::place_in_each(#x, #y, #blocks, #offset);)
        }
    }
}

/// Takes the gradient of a branch from that of the whole.
pub fn take(plan: &Plan, step: &Step, along: Along, branch: usize, dy: &TokenStream, dx: &TokenStream) -> TokenStream {
    let (join, offset) = (module(plan), offset(plan, step, along, branch));
    match blocks(step, along).as_slice() {
        [] => quote!(#join::take(#dy, #dx, #offset);),
        sizes => {
            let blocks = product(sizes);
            quote!(#join::take_from_each(#dy, #dx, #blocks, #offset);)
        }
    }
}

fn module(plan: &Plan) -> TokenStream {
    let runtime = &plan.runtime;
    quote!(#runtime::__private::layer::join)
}

/// The sizes of which the product is the number of blocks that lie one behind the other in memory, each with a part of every
/// branch. Along channels, and of a vector, there is one.
fn blocks(step: &Step, along: Along) -> Vec<&Size> {
    match (along, &step.shape) {
        (Along::Channels, _) | (_, Shape::Vector(_) | Shape::Network(_)) => Vec::new(),
        (Along::Rows, Shape::Image([channels, ..])) => vec![channels],
        (Along::Columns, Shape::Image([channels, height, _])) => vec![channels, height],
    }
}

fn multiplied(sizes: &[usize]) -> usize {
    let mut product = 1;
    for size in sizes {
        product *= size;
    }
    product
}

/// A product of sizes, as an expression.
fn product(sizes: &[&Size]) -> TokenStream {
    if let Some(known) = list::all(sizes, |size| size.known()) {
        return Literal::usize_unsuffixed(multiplied(&known)).to_token_stream();
    }
    let mut product = TokenStream::new();
    for size in sizes {
        let size = size.bare();
        product = if product.is_empty() { size } else { quote!(#product * #size) };
    }
    product
}

/// Where a branch begins in each block, in elements.
fn offset(plan: &Plan, step: &Step, along: Along, branch: usize) -> TokenStream {
    let blocks = blocks(step, along);
    let before = &step.inputs[..branch];
    let known = list::all(before, |input| input.shape.elements()).zip(list::all(&blocks, |size| size.known()));
    if let Some((before, blocks)) = known {
        let mut sum = 0;
        for elements in before {
            sum += elements;
        }
        return Literal::usize_unsuffixed(sum / multiplied(&blocks)).to_token_stream();
    }
    let mut sum = quote!(0);
    for input in before {
        let length = length(&plan.runtime, &input.shape);
        sum.extend(quote!(+ #length));
    }
    if blocks.is_empty() {
        return sum;
    }
    let blocks = product(&blocks);
    quote!((#sum) / (#blocks))
}
