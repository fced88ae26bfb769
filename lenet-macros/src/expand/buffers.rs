//! Structs of buffers, which start as zeros.

use lenet_syntax::list;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

/// A field of a struct of buffers, and its type.
pub type Buffer = (Ident, TokenStream);

/// A struct of buffers, and the proof in place that zero bytes are a value of it. With `lanes` it holds the values of so many
/// images.
pub fn buffers(runtime: &TokenStream, doc: &str, name: &Ident, lanes: bool, fields: &[Buffer]) -> TokenStream {
    let (parameter, argument) = match lanes {
        true => (quote!(<const __L: ::core::primitive::usize>), quote!(<__L>)),
        false => (quote!(), quote!()),
    };
    let proofs = list::commas(&list::map(fields, |(name, _)| quote!(&self.#name)));
    let fields = list::tokens(fields, |(name, ty)| quote!(#name: #ty,));
    quote! {
        #[doc = #doc]
        #[repr(C, align(64))]
        pub struct #name #parameter { #fields }
        // SAFETY: zero bytes are a value of every field, as the function below proves. The struct is known here alone, where
        // nobody implements `Drop` for it.
        unsafe impl #parameter #runtime::ZeroedData for #name #argument {}
        impl #parameter #name #argument {
            fn _fields(&self) {
                #runtime::__private::proof::zeroed(&[#proofs]);
            }
        }
    }
}
