//! The layer table: one row a layer, from which the summary, the drawings and the constants follow.

use super::{forward, geometry, prepared, shape_value, structs};
use lenet_syntax::fuse::Program;
use lenet_syntax::list;
use lenet_syntax::plan::{Axis, Op, Plan, Reads, Shape, Size, Step, types};
use lenet_syntax::words::Along;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

pub fn rows(plan: &Plan, program: &Program) -> TokenStream {
    let runtime = &plan.runtime;
    let mut rows = Vec::new();
    for (step, fused) in plan.steps.iter().zip(&program.fused) {
        let row = row(plan, step);
        rows.push(if *fused { quote!(#row.fused()) } else { row });
    }
    let (input, rows) = (shape_value(runtime, &plan.input), list::commas(&rows));
    quote!(&#runtime::__private::Row::table(#input, [#rows]))
}

fn row(plan: &Plan, step: &Step) -> TokenStream {
    let runtime = &plan.runtime;
    let path = &step.path;
    let word = match &step.op {
        Op::Network(path) => quote!(#path).to_string().replace(' ', ""),
        _ => step.word.to_owned(),
    };
    let inputs = list::map(&step.inputs, |input| Literal::usize_unsuffixed(input.row).to_token_stream());
    let inputs = list::commas(&inputs);
    let output = forward::output_shape(plan, step);
    let alias = geometry::name(step);
    let mut row = quote!(#runtime::__private::Row::new(#path, #word, &[#inputs], #output));
    let windows = |rows: &Axis, columns: &Axis| {
        let (rows, columns) = (types::axis(runtime, rows), types::axis(runtime, columns));
        quote!(.windows::<#rows, #columns>())
    };
    let grouped = |groups: &Size| {
        let number = groups.bare();
        if groups.known() == Some(1) { quote!() } else { quote!(.groups(#number)) }
    };
    row.extend(match &step.op {
        Op::Conv { axes: [rows, columns], groups, .. } => {
            let (windows, groups) = (windows(rows, columns), grouped(groups));
            let constant = prepared::constant_name(step);
            quote! {
                #windows #groups .costs(#alias::MACS)
                .conv(#alias::PLAN, &#constant)
            }
        }
        Op::ConvTranspose { axes: [rows, columns], groups, .. } => {
            let (rows, columns) = (types::growth(runtime, rows), types::growth(runtime, columns));
            let groups = grouped(groups);
            quote! {
                .grows::<#rows, #columns>() #groups .costs(#alias::MACS)
                .conv_transpose(#alias::PLAN)
            }
        }
        Op::MaxPool { axes: [rows, columns], .. } | Op::AvgPool { axes: [rows, columns], .. } => windows(rows, columns),
        Op::Adaptive { .. } => quote!(.adapts()),
        Op::Linear => {
            let ty = step.parameters.as_ref().map(|parameters| structs::parameters_type(runtime, parameters));
            quote!(.whole().costs(<#ty>::MACS).linear(<#ty>::PLAN))
        }
        Op::Module(module) => match &module.reads {
            Reads::Place => quote!(),
            Reads::Whole => quote!(.whole()),
            Reads::Elsewhere => quote!(.rearranges()),
            Reads::Around(margins) => edges(margins),
        },
        // A vector has no rows and columns that a window could slide over.
        Op::View if matches!(step.shape, Shape::Image(_)) => quote!(.rearranges()),
        Op::Upsample { bilinear, scale: [rows, columns], .. } => {
            let (rows, columns) = (rows.bare(), columns.bare());
            quote!(.upsamples([#rows, #columns], #bilinear))
        }
        Op::Dropout { p, .. } => quote!(.drops(#p)),
        Op::Network(path) => quote!(.nests::<#path>()),
        Op::Pad { margins, .. } | Op::Crop { margins, .. } => edges(margins),
        // The elements of all but the first branch come from other rows or columns.
        Op::Concat { along: Along::Rows | Along::Columns } => quote!(.rearranges()),
        Op::Activation(_) | Op::BatchNorm { .. } | Op::View | Op::Add | Op::Concat { along: Along::Channels } => {
            quote!()
        }
    });
    if let Some(parameters) = &step.parameters {
        let ty = structs::parameters_type(runtime, parameters);
        let count = match parameters.count() {
            Some(count) => Literal::usize_unsuffixed(count).to_token_stream(),
            // Normalizations also hold statistics, which are not trained.
            None if matches!(step.op, Op::BatchNorm { .. }) => quote!((<#ty as #runtime::Plain>::FLOATS / 2)),
            None => quote!(<#ty as #runtime::Plain>::FLOATS),
        };
        row.extend(quote!(.parameters(#count)));
    }
    row
}

fn edges(margins: &[Size]) -> TokenStream {
    let margins = list::commas(&list::map(margins, Size::bare));
    quote!(.edges([#margins]))
}
