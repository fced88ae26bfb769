//! One type a layer for its geometry, over the numbers of `typenum`.

use lenet_syntax::list;
use lenet_syntax::plan::types::{axis, growth, number};
use lenet_syntax::plan::{Op, Plan, Size, Stem, Step};
use lenet_syntax::sorted::Sorted;
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// `type Conv1Geometry = Conv<U1, U6, Axis<…>, Axis<…>>;`, for layers that have one. Layers of one geometry share the alias of the
/// first of them.
pub fn aliases(plan: &mut Plan) -> TokenStream {
    let mut known: Sorted<Option<Stem>> = Sorted::default();
    let mut aliases = TokenStream::new();
    for step in &mut plan.steps {
        let Some(geometry) = geometry(&plan.runtime, &step.op) else { continue };
        let first = known.entry(&geometry.to_string());
        if first.is_none() {
            let name = step.stem.geometry();
            aliases.extend(quote!(type #name = #geometry;));
        }
        step.geometry = first.get_or_insert_with(|| step.stem.clone()).clone();
    }
    aliases
}

/// The name of a layer's geometry: `conv1` → `Conv1Geometry`.
pub fn name(step: &Step) -> Ident {
    step.geometry.geometry()
}

/// The size of the scratch buffer of a layer whose kernel works on columns.
pub fn scratch(step: &Step) -> Option<TokenStream> {
    let name = name(step);
    matches!(step.op, Op::Conv { .. } | Op::ConvTranspose { .. }).then(|| quote!(#name::SCRATCH))
}

fn geometry(runtime: &TokenStream, op: &Op) -> Option<TokenStream> {
    let bit = |flag: bool| {
        if flag { quote!(#runtime::__private::typenum::B1) } else { quote!(#runtime::__private::typenum::B0) }
    };
    let numbers = |sizes: &[&Size]| list::map(sizes, |size| number(runtime, size));
    // The columns are as the rows, unless they are said.
    let windows = |arguments: &mut Vec<TokenStream>, [rows, columns]: [TokenStream; 2], others: Vec<TokenStream>| {
        let square = others.is_empty() && rows.to_string() == columns.to_string();
        arguments.push(rows);
        arguments.extend((!square).then_some(columns));
        arguments.extend(others);
    };
    let (module, name, arguments) = match op {
        Op::Conv { channels, filters, axes: [rows, columns], groups, flip } => {
            let mut arguments = numbers(&[channels, filters]);
            let mut others = Vec::new();
            if *flip || groups.known() != Some(1) {
                others.push(number(runtime, groups));
            }
            if *flip {
                others.push(bit(true));
            }
            windows(&mut arguments, [axis(runtime, rows), axis(runtime, columns)], others);
            ("conv2d", "Conv", arguments)
        }
        Op::ConvTranspose { channels, filters, axes: [rows, columns], groups } => {
            let mut arguments = numbers(&[channels, filters]);
            let others = if groups.known() == Some(1) { Vec::new() } else { vec![number(runtime, groups)] };
            windows(&mut arguments, [growth(runtime, rows), growth(runtime, columns)], others);
            ("conv_transpose2d", "ConvTranspose", arguments)
        }
        Op::MaxPool { channels, axes: [rows, columns] } => {
            let mut arguments = numbers(&[channels]);
            windows(&mut arguments, [axis(runtime, rows), axis(runtime, columns)], Vec::new());
            ("pool", "MaxPool", arguments)
        }
        Op::AvgPool { channels, axes: [rows, columns], count_include_pad } => {
            let mut arguments = numbers(&[channels]);
            let others = if *count_include_pad { Vec::new() } else { vec![bit(false)] };
            windows(&mut arguments, [axis(runtime, rows), axis(runtime, columns)], others);
            ("pool", "AvgPool", arguments)
        }
        Op::Adaptive { max, channels, from: [height, width], to: [rows, columns] } => {
            let name = if *max { "AdaptiveMaxPool" } else { "AdaptiveAvgPool" };
            ("pool", name, numbers(&[channels, height, width, rows, columns]))
        }
        Op::Upsample { bilinear, align_corners, channels, from: [height, width], scale: [rows, columns] } => {
            let mut arguments = numbers(&[channels, height, width, rows, columns]);
            if *bilinear && *align_corners {
                arguments.push(bit(true));
            }
            ("resize", if *bilinear { "UpsampleBilinear" } else { "UpsampleNearest" }, arguments)
        }
        Op::Pad { channels, from: [height, width], margins: [top, bottom, left, right], .. } => {
            ("border", "Pad", numbers(&[channels, height, width, top, bottom, left, right]))
        }
        Op::Crop { channels, from: [height, width], margins: [top, bottom, left, right] } => {
            ("border", "Crop", numbers(&[channels, height, width, top, bottom, left, right]))
        }
        Op::Linear
        | Op::Activation(_)
        | Op::BatchNorm { .. }
        | Op::Dropout { .. }
        | Op::Module(_)
        | Op::View
        | Op::Add
        | Op::Concat { .. }
        | Op::Network(_) => return None,
    };
    let (module, name) = (format_ident!("{module}"), format_ident!("{name}"));
    let arguments = list::commas(&arguments);
    Some(quote!(#runtime::__private::layer::#module::#name<#arguments>))
}
