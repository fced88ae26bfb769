//! Inference that an observer watches, layer by layer.

use super::Passes;
use super::buffers::{self, Buffer, take_apart};
use super::forward;
use lenet_syntax::memory;
use lenet_syntax::plan::{Op, Plan};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The implementation of `Look`, with buffers of its own: every value that a layer writes has a place as a whole.
pub fn look(plan: &Plan) -> TokenStream {
    let (runtime, name) = (&plan.runtime, &plan.name);
    let passes = layer_by_layer(plan);
    let (places, lines) = (passes.places(), passes.inference(true));
    let doc = format!(" The buffers of [`{name}`] where its layers are looked at.");
    let (buffer, fields) = (format_ident!("{name}LookWorkspace"), workspace(&passes));
    let buffers = buffers::buffers(runtime, &doc, &buffer, true, &fields);
    let workspace = take_apart(&buffer, &fields, &quote!(workspace), &lines);
    quote! {
        #[allow(dead_code)]
        const _: () = {
            #places
            #buffers
            impl #runtime::Look for #name {
                type LookWorkspace = #buffer<1>;
                fn observe<'a>(
                    &self,
                    input: ::core::option::Option<&#runtime::Tile<Self::Input, 1>>,
                    workspace: &'a mut Self::LookWorkspace,
                    observer: &mut dyn #runtime::Observer,
                ) -> &'a #runtime::Tile<Self::Output, 1> {
                    #workspace
                    #lines
                }
            }
        };
    }
}

fn workspace(passes: &Passes<'_>) -> Vec<Buffer> {
    let runtime = &passes.plan.runtime;
    let values = quote!(#runtime::__private::Vectors<{ PLACES.length() }, __L>);
    let mut fields: Vec<Buffer> = vec![(format_ident!("values"), values)];
    for step in &passes.plan.steps {
        if let Op::Network(path) = &step.op {
            fields.push((forward::nested_workspace(step), quote!(<#path as #runtime::Look>::LookWorkspace)));
        }
    }
    fields.push(passes.scratch_field());
    fields
}

/// The passes with every layer by itself.
fn layer_by_layer(plan: &Plan) -> Passes<'_> {
    let mut passes = Passes::new(plan);
    (passes.inference, passes.modes) = memory::layer_by_layer(plan);
    passes.locals = forward::locals(plan, &passes.modes);
    passes
}
