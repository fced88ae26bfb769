//! The tensors of a network as a constant, and the network whose weights stand in the program.

use super::structs::{Body, Struct, field_type, inner_name};
use lenet_syntax::list;
use lenet_syntax::plan::{FieldKind, Plan, Weights};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;

/// What `Parameters::visit` hands out, without the numbers: so a network within a network is found in a file, too.
pub fn tensors(runtime: &TokenStream, Struct { name, body, .. }: &Struct) -> TokenStream {
    let tree = |ty: TokenStream| quote!(<#ty as #runtime::Parameters>::TENSORS);
    let mut members = Vec::new();
    match body {
        Body::Tuple(names) => {
            for (index, inner) in names.iter().enumerate() {
                let (text, tree) = (index.to_string(), tree(inner.to_token_stream()));
                members.push(quote!((#text, #tree)));
            }
        }
        Body::Fields(fields) => {
            for field in *fields {
                let text = field.name.unraw().to_string();
                let tree = match &field.kind {
                    FieldKind::Array(_, count) => {
                        let inner = tree(inner_name(name, &field.name).to_token_stream());
                        let count = Literal::usize_unsuffixed(*count);
                        quote!(#runtime::__private::Tree::Rounds(&#inner, #count))
                    }
                    _ => tree(field_type(runtime, name, field)),
                };
                members.push(quote!((#text, #tree)));
            }
        }
    }
    let members = list::commas(&members);
    quote!(const TENSORS: #runtime::__private::Tree = #runtime::__private::Tree::Members(&[#members]);)
}

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
