//! The layer table: one row a layer, from which the summary, the drawings and the constants follow. Where the type of a layer
//! knows its sizes, the row says the type.

use super::prepared::Prepared;
use super::{forward, geometry, shape_value, structs};
use lenet_syntax::list;
use lenet_syntax::memory::Mode;
use lenet_syntax::plan::{Op, Parameters, PerChannel, Plan, Reads, Shape, Size, Step};
use lenet_syntax::words::Along;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

pub fn rows(plan: &Plan, modes: &[Mode], prepared: &Prepared) -> TokenStream {
    let runtime = &plan.runtime;
    let mut rows = Vec::new();
    for index in 0..plan.steps.len() {
        rows.push(row(plan, modes, prepared, index));
    }
    let (input, rows) = (shape_value(runtime, &plan.input), list::commas(&rows));
    quote!(&#runtime::__private::Row::table(#input, [#rows]))
}

fn row(plan: &Plan, modes: &[Mode], prepared: &Prepared, index: usize) -> TokenStream {
    let runtime = &plan.runtime;
    let step = &plan.steps[index];
    let path = &step.path;
    let new = |word: &str| quote!(#runtime::__private::Row::new(#path, #word));
    let sized = |ty: &dyn ToTokens| {
        let word = step.word;
        quote!(#runtime::__private::Row::of::<#ty>(#path, #word))
    };
    // A layer whose type does not know its sizes says the shape of its output, if that is another than its first input has.
    let shaped = |step: &Step| {
        let output = forward::output_shape(plan, step);
        let same = step.shape.is_same(&step.inputs[0].shape);
        if same { quote!() } else { quote!(.output(#output)) }
    };
    let mut row = match &step.op {
        Op::Conv { .. }
        | Op::ConvTranspose { .. }
        | Op::MaxPool { .. }
        | Op::AvgPool { .. }
        | Op::Adaptive { .. }
        | Op::Upsample { .. }
        | Op::Pad { .. }
        | Op::Crop { .. } => {
            let (geometry, trained) = (geometry::name(step), trained(runtime, step));
            let pool = modes.iter().find_map(|mode| match mode {
                Mode::Pooled(pool) if pool.conv == index => Some(geometry::name(&plan.steps[pool.pool])),
                _ => None,
            });
            let sized = match pool {
                Some(pool) => sized(&quote!(#runtime::__private::layer::conv_pool::ConvPool<#geometry, #pool>)),
                None => sized(&geometry),
            };
            quote!(#sized #trained)
        }
        // Its type is that of its parameters.
        Op::Linear => {
            let ty = step.parameters.as_ref().map(|parameters| structs::parameters_type(runtime, parameters));
            sized(&ty)
        }
        Op::Activation(_)
        | Op::BatchNorm { .. }
        | Op::Dropout { .. }
        | Op::Module(_)
        | Op::View
        | Op::Add
        | Op::Concat { .. } => {
            let (new, shaped, trained) = (new(step.word), shaped(step), trained(runtime, step));
            quote!(#new #shaped #trained)
        }
        Op::Network(path) => {
            let new = new(&quote!(#path).to_string().replace(' ', ""));
            quote!(#new.nests::<#path>())
        }
    };
    row.extend(match &step.op {
        Op::Module(module) => match &module.reads {
            Reads::Place => quote!(.by_definition()),
            Reads::Whole => quote!(.by_definition().whole()),
            Reads::Elsewhere => quote!(.by_definition().rearranges()),
            Reads::Around(margins) => {
                let margins = list::commas(&list::map(margins, Size::bare));
                quote!(.by_definition().edges([#margins]))
            }
        },
        Op::View => match &step.shape {
            Shape::Image(_) => quote!(.rearranges()),
            // A vector has no rows and columns that a window could slide over.
            Shape::Vector(_) | Shape::Network(_) => quote!(),
        },
        Op::Dropout { p, .. } => quote!(.drops(#p)),
        Op::Concat { along } => match along {
            Along::Channels => quote!(),
            // The elements of all but the first branch come from other rows or columns.
            Along::Rows | Along::Columns => quote!(.rearranges()),
        },
        Op::Conv { .. }
        | Op::ConvTranspose { .. }
        | Op::MaxPool { .. }
        | Op::AvgPool { .. }
        | Op::Adaptive { .. }
        | Op::Linear
        | Op::Activation(_)
        | Op::BatchNorm { .. }
        | Op::Upsample { .. }
        | Op::Pad { .. }
        | Op::Crop { .. }
        | Op::Add
        | Op::Network(_) => quote!(),
    });
    let before = [index];
    let inputs = list::map(&step.inputs, |input| input.row);
    if inputs != before {
        let inputs = list::map(&inputs, |row| Literal::usize_unsuffixed(*row).to_token_stream());
        let inputs = list::commas(&inputs);
        row.extend(quote!(.reads(&[#inputs])));
    }
    if let Some(constant) = prepared.conv(index) {
        row.extend(quote!(.prepared(&#constant)));
    }
    if prepared.is_fused(index) {
        row.extend(quote!(.fused()));
    }
    row
}

/// How many numbers of a layer are trained.
fn trained(runtime: &TokenStream, step: &Step) -> Option<TokenStream> {
    let parameters = step.parameters.as_ref()?;
    let count = match (parameters.count(), parameters) {
        (Some(count), _) => Literal::usize_unsuffixed(count).to_token_stream(),
        // Some also hold statistics, which are not trained.
        (None, Parameters::PerChannel(PerChannel { channels, tensors, .. })) => {
            let (tensors, channels) = (Literal::usize_unsuffixed(*tensors), channels.bare());
            quote!(#tensors * #channels)
        }
        (
            None,
            Parameters::Conv2d { .. }
            | Parameters::ConvTranspose2d { .. }
            | Parameters::Linear { .. }
            | Parameters::Elementwise { .. },
        ) => {
            let ty = structs::parameters_type(runtime, parameters);
            quote!(<#ty as #runtime::Plain>::FLOATS)
        }
    };
    Some(quote!(.parameters(#count)))
}
