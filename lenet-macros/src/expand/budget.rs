//! What one image takes, held to a budget.

use super::forward::nested_workspace;
use lenet_syntax::ast::{Budget, Expression};
use lenet_syntax::fuse::Program;
use lenet_syntax::memory::Store;
use lenet_syntax::plan::{Plan, Runs};
use lenet_syntax::report::Mark;
use lenet_syntax::{list, memory};
use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};

/// The numbers of the budget, where the user's names mean what they say.
pub fn constants(plan: &Plan) -> TokenStream {
    let Some(Budget { ram, flash, .. }) = &plan.budget else { return quote!() };
    let constant = |text: &str, bytes: &Option<Expression>| {
        let bytes = bytes.as_ref()?;
        let name = format_ident!("{text}");
        Some(quote!(const #name: ::core::primitive::usize = #bytes;))
    };
    let (ram, flash) = (constant(RAM, ram), constant(FLASH, flash));
    let name = &plan.name;
    quote!(impl #name { #ram #flash })
}

const RAM: &str = "__RAM_BUDGET";
const FLASH: &str = "__FLASH_BUDGET";

/// The assertions, which stand where the structs of buffers are known.
pub fn budget(plan: &Plan, program: &Program) -> TokenStream {
    let Some(Budget { ram, flash, plain }) = &plan.budget else { return quote!() };
    let (runtime, name) = (&plan.runtime, &plan.name);
    let packs = plan.weights.as_ref().is_some_and(|weights| !weights.are_packed()) && !plain;
    let ram = ram.as_ref().map(|ram| {
        let nested = plan.steps.iter().filter(|step| step.op.network().is_some());
        let nested: Vec<(&str, Ident)> = nested.map(|step| (step.path.as_str(), nested_workspace(step))).collect();
        let field = |name: &'static str| (name, format_ident!("{name}"));
        let mut fields = vec![field("values")];
        if *plain {
            fields.extend(nested);
            fields.push(field("scratch"));
            let labels = list::commas(&list::map(&memory::inference(plan).0.stores.0, |store| label(plan, store)));
            let workspace = format_ident!("{name}Workspace");
            let parts = parts(&quote!(#workspace<1>), &fields);
            assertion(plan, "plain_ram", ram, RAM, &quote!(&PLACES, &[#labels], &[#parts]))
        } else {
            fields.push(field("scratch"));
            fields.extend(nested);
            fields.push(field("output"));
            let mut labels = list::map(&program.stores.0, |store| label(plan, store));
            labels.push(quote!("input"));
            let (workspace, labels) = (format_ident!("{name}PackedWorkspace"), list::commas(&labels));
            let parts = parts(&quote!(#workspace), &fields);
            assertion(plan, "ram", ram, RAM, &quote!(&PACKED_PLACES, &[#labels], &[#parts], #packs))
        }
    });
    let flash = flash.as_ref().map(|flash| {
        // What is packed at the start stands in memory.
        let total = match *plain || packs {
            true => quote!(::core::mem::size_of::<#name>()),
            false => quote!(#runtime::Prepared::<#name>::FLASH_BYTES),
        };
        assertion(plan, "flash", flash, FLASH, &total)
    });
    quote!(#ram #flash)
}

/// A call that fails at the number of bytes.
fn assertion(plan: &Plan, function: &str, bytes: &Expression, constant: &str, more: &TokenStream) -> TokenStream {
    let (runtime, name) = (&plan.runtime, &plan.name);
    let mark = Mark::of(bytes);
    let function = format_ident!("{function}");
    let constant = format_ident!("{constant}");
    // Under a name of its own, so that rustc points at the number, and not at the whole declaration.
    let counts = if function == "flash" { quote!() } else { quote!(, _) };
    let call = quote_spanned!(mark.first=> __holds::<#name #counts>);
    let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#name::#constant, #more));
    arguments.set_span(mark.last);
    quote! {
        const _: () = {
            use #runtime::__private::budget::#function as __holds;
            #call #arguments
        };
    }
}

/// The parts of a workspace: what each holds, and where it begins.
fn parts(workspace: &TokenStream, fields: &[(&str, Ident)]) -> TokenStream {
    let parts = list::map(fields, |(label, field)| quote!((#label, ::core::mem::offset_of!(#workspace, #field))));
    list::commas(&parts)
}

/// What stands at a place, one after the other: the layers that write it.
fn label(plan: &Plan, store: &Store) -> TokenStream {
    const MOST: usize = 3;
    let mut label = if store.rows.is_some() { "rows of ".to_owned() } else { String::new() };
    for (index, &value) in store.values.iter().enumerate() {
        // A value behind those of the plan is a copy in another layout.
        let maker = plan.steps.iter().rfind(|step| step.output == value && step.op.facts().infers != Runs::Nothing);
        let path = match (value, maker) {
            (0, _) => "input",
            (_, Some(step)) => &step.path,
            (_, None) => "a copy",
        };
        if index < MOST {
            label += if index > 0 { ", " } else { "" };
            label += path;
        }
    }
    label += if store.values.len() > MOST { ", …" } else { "" };
    quote!(#label)
}
