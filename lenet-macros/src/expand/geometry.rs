//! One type a layer for its geometry, over the numbers of `typenum`.

use crate::plan::{Axis, Growth, Op, Plan, Size, Step, geometry_name};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

/// `type Conv1Geometry = Conv<U1, U6, Axis<…>, Axis<…>>;`, for layers that have one.
pub fn alias(plan: &Plan, step: &Step) -> Option<TokenStream> {
    let geometry = geometry(&plan.runtime, &step.op)?;
    let name = name(step);
    Some(quote!(type #name = #geometry;))
}

/// The name of a layer's geometry: `conv1` → `Conv1Geometry`.
pub fn name(step: &Step) -> Ident {
    Ident::new(&geometry_name(&step.identifier), Span::call_site())
}

/// Whether the layer's kernel works on columns in a scratch buffer.
pub fn needs_scratch(step: &Step) -> bool {
    matches!(step.op, Op::Conv { .. } | Op::ConvTranspose { .. })
}

fn geometry(runtime: &TokenStream, op: &Op) -> Option<TokenStream> {
    let n = |size: &Size| number(runtime, size);
    let bit = |flag: bool| if flag { quote!(#runtime::typenum::B1) } else { quote!(#runtime::typenum::B0) };
    Some(match op {
        Op::Conv { channels, filters, axes: [rows, columns], groups, flip } => {
            let (channels, filters) = (n(channels), n(filters));
            let (rows, columns) = (axis(runtime, rows), axis(runtime, columns));
            let tail = match (groups.known(), flip) {
                (Some(1), false) => quote!(),
                (_, false) => {
                    let groups = n(groups);
                    quote!(, #groups)
                }
                (_, true) => {
                    let (groups, flip) = (n(groups), bit(true));
                    quote!(, #groups, #flip)
                }
            };
            quote!(#runtime::layer::conv2d::Conv<#channels, #filters, #rows, #columns #tail>)
        }
        Op::ConvTranspose { channels, filters, axes: [rows, columns], groups } => {
            let (channels, filters) = (n(channels), n(filters));
            let (rows, columns) = (growth(runtime, rows), growth(runtime, columns));
            let groups = if groups.known() == Some(1) {
                quote!()
            } else {
                let groups = n(groups);
                quote!(, #groups)
            };
            quote!(#runtime::layer::conv_transpose2d::ConvTranspose<#channels, #filters, #rows, #columns #groups>)
        }
        Op::MaxPool { channels, axes: [rows, columns] } => {
            let (channels, rows, columns) = (n(channels), axis(runtime, rows), axis(runtime, columns));
            quote!(#runtime::layer::pool::MaxPool<#channels, #rows, #columns>)
        }
        Op::AvgPool { channels, axes: [rows, columns], count_include_pad } => {
            let (channels, rows, columns) = (n(channels), axis(runtime, rows), axis(runtime, columns));
            let count = if *count_include_pad {
                quote!()
            } else {
                let count = bit(false);
                quote!(, #count)
            };
            quote!(#runtime::layer::pool::AvgPool<#channels, #rows, #columns #count>)
        }
        Op::Adaptive { max, channels, from: [height, width], to: [rows, columns] } => {
            let sizes = [channels, height, width, rows, columns].map(n);
            let pool = if *max { quote!(AdaptiveMaxPool) } else { quote!(AdaptiveAvgPool) };
            quote!(#runtime::layer::pool::#pool<#(#sizes),*>)
        }
        Op::Upsample { bilinear, align_corners, channels, from: [height, width], scale: [rows, columns] } => {
            let sizes = [channels, height, width, rows, columns].map(n);
            match (bilinear, align_corners) {
                (false, _) => quote!(#runtime::layer::resize::UpsampleNearest<#(#sizes),*>),
                (true, false) => quote!(#runtime::layer::resize::UpsampleBilinear<#(#sizes),*>),
                (true, true) => {
                    let corners = bit(true);
                    quote!(#runtime::layer::resize::UpsampleBilinear<#(#sizes),*, #corners>)
                }
            }
        }
        Op::Pad { channels, from: [height, width], margins, .. } => {
            let [top, bottom, left, right] = margins.each_ref().map(n);
            let (channels, height, width) = (n(channels), n(height), n(width));
            quote!(#runtime::layer::border::Pad<#channels, #height, #width, #top, #bottom, #left, #right>)
        }
        Op::Crop { channels, from: [height, width], margins } => {
            let [top, bottom, left, right] = margins.each_ref().map(n);
            let (channels, height, width) = (n(channels), n(height), n(width));
            quote!(#runtime::layer::border::Crop<#channels, #height, #width, #top, #bottom, #left, #right>)
        }
        _ => return None,
    })
}

/// `Axis<U28, U5, U1, U2, U2>`; trailing defaults are left out.
pub fn axis(runtime: &TokenStream, axis: &Axis) -> TokenStream {
    let sizes = [&axis.size, &axis.kernel, &axis.stride, &axis.before, &axis.after, &axis.dilation];
    let defaults = [None, None, Some(1), Some(0), Some(0), Some(1)];
    if axis.ceil {
        let sizes = sizes.map(|size| number(runtime, size));
        return quote!(#runtime::shape::Axis<#(#sizes),*, #runtime::typenum::B1>);
    }
    let sizes = without_defaults(runtime, &sizes, &defaults);
    quote!(#runtime::shape::Axis<#(#sizes),*>)
}

/// `GrowthAxis<U14, U2, U2>`; trailing defaults are left out.
pub fn growth(runtime: &TokenStream, growth: &Growth) -> TokenStream {
    let sizes =
        [&growth.size, &growth.kernel, &growth.stride, &growth.before, &growth.after, &growth.dilation, &growth.extra];
    let defaults = [None, None, Some(1), Some(0), Some(0), Some(1), Some(0)];
    let sizes = without_defaults(runtime, &sizes, &defaults);
    quote!(#runtime::shape::GrowthAxis<#(#sizes),*>)
}

fn without_defaults(runtime: &TokenStream, sizes: &[&Size], defaults: &[Option<usize>]) -> Vec<TokenStream> {
    let needed = sizes
        .iter()
        .zip(defaults)
        .rposition(|(size, default)| default.is_none() || size.known() != *default)
        .map_or(0, |last| last + 1);
    sizes[..needed].iter().map(|size| number(runtime, size)).collect()
}

/// A size as a type: `U28`; numbers without a name in `typenum`, and constants, are built bit by bit.
pub fn number(runtime: &TokenStream, size: &Size) -> TokenStream {
    match size {
        Size::Known(known) if *known <= 1024 => {
            let name = format_ident!("U{}", known);
            quote!(#runtime::typenum::#name)
        }
        _ => {
            let value = size.bare();
            quote!(#runtime::number!(#value))
        }
    }
}

impl Axis {
    /// The window as a value.
    pub fn window(&self, runtime: &TokenStream) -> TokenStream {
        let ty = axis(runtime, self);
        quote!(<#ty as #runtime::shape::Slide>::WINDOW)
    }
}

impl Growth {
    /// The growth as a value.
    pub fn growth(&self, runtime: &TokenStream) -> TokenStream {
        let ty = growth(runtime, self);
        quote!(<#ty as #runtime::shape::Grow>::GROWTH)
    }
}
