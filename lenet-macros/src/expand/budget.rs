//! What one image takes, held to a budget.

use lenet_syntax::ast::Budget;
use lenet_syntax::fuse::Program;
use lenet_syntax::plan::{Plan, ValueId};
use lenet_syntax::report::Mark;
use lenet_syntax::{list, memory};
use proc_macro2::{Delimiter, Group, Ident, TokenStream};
use quote::{format_ident, quote, quote_spanned};
use syn::Expr;

/// The numbers of the budget, where the user's names mean what they say.
pub fn constants(plan: &Plan) -> TokenStream {
    let Some(Budget { ram, flash, .. }) = &plan.budget else { return quote!() };
    let constant = |text: &str, bytes: &Option<Expr>| {
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
    let packs = plan.weights.is_some() && !plain;
    let ram = ram.as_ref().map(|ram| {
        if *plain {
            let buffers = memory::inference(plan).0.buffers;
            let workspace = format_ident!("{name}Workspace");
            let parts = parts(plan, &quote!(#workspace<1>), &buffers, &["scratch"]);
            assertion(plan, "plain_ram", ram, RAM, &quote!(&[#parts]))
        } else {
            let workspace = format_ident!("{name}PackedWorkspace");
            let parts = parts(plan, &quote!(#workspace), &program.buffers, &["scratch", "output"]);
            assertion(plan, "ram", ram, RAM, &quote!(&[#parts], #packs))
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
fn assertion(plan: &Plan, function: &str, bytes: &Expr, constant: &str, more: &TokenStream) -> TokenStream {
    let (runtime, name) = (&plan.runtime, &plan.name);
    let mark = Mark::of(bytes);
    let function = format_ident!("{function}");
    let constant = format_ident!("{constant}");
    // Under a name of its own, so that rustc points at the number, and not at the whole declaration.
    let call = quote_spanned!(mark.first=> __holds::<#name>);
    let mut arguments = Group::new(Delimiter::Parenthesis, quote!(#name::#constant, #more));
    arguments.set_span(mark.last);
    quote! {
        const _: () = {
            use #runtime::__private::budget::#function as __holds;
            #call #arguments
        };
    }
}

/// The parts of a struct of buffers: what each holds, and where it begins.
fn parts(plan: &Plan, workspace: &TokenStream, buffers: &[Vec<ValueId>], others: &[&str]) -> TokenStream {
    let part = |label: &str, field: Ident| quote!((#label, ::core::mem::offset_of!(#workspace, #field)));
    let mut parts = Vec::new();
    for (index, buffer) in buffers.iter().enumerate() {
        parts.push(part(&label(plan, buffer), format_ident!("buffer_{index}")));
    }
    for field in others {
        parts.push(part(field, format_ident!("{field}")));
    }
    list::commas(&parts)
}

/// What stands in a buffer, one after the other: the largest values first.
fn label(plan: &Plan, buffer: &[ValueId]) -> String {
    const MOST: usize = 3;
    let mut held = Vec::new();
    for &value in buffer {
        // A value behind those of the plan is a copy in another layout.
        let Some(known) = plan.values.get(value) else { continue };
        let maker = plan.steps.iter().find(|step| step.output == value);
        held.push((known.shape.elements(), maker.map_or("the input in lanes", |step| &step.path)));
    }
    held.sort_by_key(|(elements, _)| std::cmp::Reverse(*elements));
    let mut label = String::new();
    for (index, (_, path)) in held.iter().take(MOST).enumerate() {
        label += if index > 0 { ", " } else { "" };
        label += path;
    }
    match held.len() {
        0 => "a copy".to_owned(),
        1..=MOST => label,
        _ => label + ", …",
    }
}
