//! Inference that an observer watches, layer by layer.

use super::Passes;
use super::buffers::take_apart;
use super::forward;
use lenet_syntax::memory::Mode;
use lenet_syntax::plan::Plan;
use proc_macro2::TokenStream;
use quote::quote;

/// The implementation of `Look`.
pub fn look(plan: &Plan) -> TokenStream {
    let (runtime, name) = (&plan.runtime, &plan.name);
    let passes = layer_by_layer(plan);
    let lines = passes.inference(true);
    let workspace = take_apart(&passes.workspace_name(), &passes.workspace(), &quote!(workspace), &lines);
    quote! {
        impl #runtime::Look for #name {
            fn observe<'a>(
                &self,
                input: ::core::option::Option<&#runtime::Tile<Self::Input, 1>>,
                workspace: &'a mut Self::Workspace<1>,
                observer: &mut dyn #runtime::Observer,
            ) -> &'a #runtime::Tile<Self::Output, 1> {
                #workspace
                #lines
            }
        }
    }
}

/// The passes with every layer by itself: convolutions and pools write where they do when they are computed together.
fn layer_by_layer(plan: &Plan) -> Passes<'_> {
    let mut passes = Passes::new(plan);
    for index in 0..passes.modes.len() {
        if let Mode::Pooled(pool) = passes.modes[index] {
            passes.modes[pool.conv] = Mode::Apart;
            if let Some(activation) = pool.activation {
                passes.modes[activation] = Mode::InPlace(0);
            }
            passes.modes[index] = Mode::Apart;
        }
    }
    passes.locals = forward::locals(plan, &passes.modes);
    passes
}
