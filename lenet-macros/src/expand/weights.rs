//! The network whose weights stand in the program.

use lenet_syntax::plan::{Plan, Weights};
use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};

/// The function that hands out the trained network.
pub fn trained(plan: &Plan) -> TokenStream {
    let Some(Weights { written, path }) = &plan.weights else { return quote!() };
    let (runtime, name) = (&plan.runtime, &plan.name);
    let doc = format!(
        " The network with the weights of `{}`: they stand in the program, and nothing is loaded.",
        written.value()
    );
    let mut file = Literal::string(path.as_deref().unwrap_or(&written.value()));
    file.set_span(written.span());
    // Under a name of its own: where it refuses the file, rustc points at the path, and not at the whole declaration.
    let value = quote_spanned!(written.span()=> __trained::<#name>(::core::include_bytes!(#file)));
    quote! {
        #[allow(dead_code)]
        impl #name {
            #[doc = #doc]
            #[must_use]
            #[inline]
            pub const fn trained() -> &'static Self {
                use #runtime::__private::trained as __trained;
                #[allow(long_running_const_eval)] // with thousands of tensors
                static TRAINED: #name = #value;
                &TRAINED
            }
        }
    }
}
