//! The network whose weights stand in the program, as it is or prepared.

use lenet_syntax::plan::{Plan, Weights};
use proc_macro2::{Literal, TokenStream};
use quote::{quote, quote_spanned};

/// The function that hands out the trained network, or the prepared one.
pub fn trained(plan: &Plan) -> TokenStream {
    let Some(weights) = &plan.weights else { return quote!() };
    let Weights { written, path } = weights;
    let (runtime, name) = (&plan.runtime, &plan.name);
    let text = written.value();
    let mut file = Literal::string(path.as_deref().unwrap_or(&text));
    file.set_span(written.span());
    // Whoever calls the other function finds this one in the compiler's message.
    let (doc, function, other, ty, constant, value) = if weights.are_packed() {
        (
            format!(
                " The prepared network with the packed weights of `{text}`: they stand in the program, and nothing is packed."
            ),
            quote!(prepared),
            "trained",
            quote!(#runtime::Prepared<#name>),
            quote!(PREPARED),
            quote!(packed),
        )
    } else {
        (
            format!(" The network with the weights of `{text}`: they stand in the program, and nothing is loaded."),
            quote!(trained),
            "prepared",
            quote!(#name),
            quote!(TRAINED),
            quote!(trained),
        )
    };
    // Under a name of its own: where it refuses the file, rustc points at the path, and not at the whole declaration.
    let call = quote_spanned!(written.span()=> __weights::<#name>(::core::include_bytes!(#file)));
    quote! {
        #[allow(dead_code)]
        impl #name {
            #[doc = #doc]
            #[doc(alias = #other)]
            #[must_use]
            #[inline]
            pub const fn #function() -> &'static #ty {
                use #runtime::__private::#value as __weights;
                #[allow(long_running_const_eval)] // with thousands of tensors
                static #constant: #ty = #call;
                &#constant
            }
        }
    }
}
