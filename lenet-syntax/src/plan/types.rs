//! Sizes and windows as types over the numbers of `typenum`.

use super::{Axis, Growth, Size};
use crate::list;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// `Axis<U28, U5, U1, U2, U2>`; trailing defaults are left out.
pub fn axis(runtime: &TokenStream, axis: &Axis) -> TokenStream {
    let Axis { size, kernel, stride, before, after, dilation, ceil } = axis;
    let sizes =
        [(size, None), (kernel, None), (stride, Some(1)), (before, Some(0)), (after, Some(0)), (dilation, Some(1))];
    let ceil = ceil.then(|| quote!(#runtime::__private::typenum::B1));
    let sizes = arguments(runtime, &sizes, ceil);
    quote!(#runtime::__private::shape::Axis<#sizes>)
}

/// `GrowthAxis<U14, U2, U2>`; trailing defaults are left out.
pub fn growth(runtime: &TokenStream, growth: &Growth) -> TokenStream {
    let Growth { size, kernel, stride, before, after, dilation, extra } = growth;
    let sizes = [
        (size, None),
        (kernel, None),
        (stride, Some(1)),
        (before, Some(0)),
        (after, Some(0)),
        (dilation, Some(1)),
        (extra, Some(0)),
    ];
    let sizes = arguments(runtime, &sizes, None);
    quote!(#runtime::__private::shape::GrowthAxis<#sizes>)
}

/// Sizes as arguments of a type, each with its default: the last ones are left out, if no other argument follows.
fn arguments(runtime: &TokenStream, sizes: &[(&Size, Option<usize>)], last: Option<TokenStream>) -> TokenStream {
    let mut needed = sizes;
    while let [before @ .., (size, Some(default))] = needed
        && last.is_none()
        && size.known() == Some(*default)
    {
        needed = before;
    }
    let mut arguments = list::map(needed, |(size, _)| number(runtime, size));
    arguments.extend(last);
    list::commas(&arguments)
}

/// A size as a type: `U28`; numbers without a name in `typenum`, and constants, are built bit by bit.
pub fn number(runtime: &TokenStream, size: &Size) -> TokenStream {
    match size {
        Size::Known(known) if *known <= 1024 => {
            let name = format_ident!("U{}", known);
            quote!(#runtime::__private::typenum::#name)
        }
        _ => {
            let value = size.bare();
            quote!(#runtime::__number!(#value))
        }
    }
}

impl Axis {
    /// The window as a value.
    pub fn window(&self, runtime: &TokenStream) -> TokenStream {
        let ty = axis(runtime, self);
        quote!(<#ty as #runtime::__private::shape::Slide>::WINDOW)
    }
}

impl Growth {
    /// The growth as a value.
    pub fn growth(&self, runtime: &TokenStream) -> TokenStream {
        let ty = growth(runtime, self);
        quote!(<#ty as #runtime::__private::shape::Grow>::GROWTH)
    }
}
