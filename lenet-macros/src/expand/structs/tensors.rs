//! The tensors of a struct as a constant.

use super::{Body, Struct, field_type};
use lenet_syntax::list;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
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
                let tree = tree(field_type(runtime, name, field));
                members.push(quote!((#text, #tree)));
            }
        }
    }
    let members = list::commas(&members);
    quote!(const TENSORS: #runtime::__private::Tree = #runtime::__private::Tree::Members(&[#members]);)
}
