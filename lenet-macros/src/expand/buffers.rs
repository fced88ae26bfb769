//! Structs of buffers, which start as zeros.

use lenet_syntax::list;
use lenet_syntax::sorted::Sorted;
use proc_macro2::{Ident, TokenStream, TokenTree};
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

/// `let NetTape { conv1_out, fc_out } = tape;`, with the fields that the lines read.
pub fn take_apart(name: &Ident, fields: &[Buffer], value: &TokenStream, lines: &TokenStream) -> TokenStream {
    let mut words = Sorted::default();
    read(lines, &mut words);
    let mut parts: Vec<TokenStream> = Vec::new();
    for (field, _) in fields {
        if words.contains(&field.to_string()) {
            parts.push(quote!(#field));
        }
    }
    if parts.is_empty() {
        return quote!();
    }
    let scratch = words.contains("scratch") && fields.iter().any(|(field, _)| field == "scratch");
    let floats = scratch.then(|| quote!(let scratch = scratch.floats_mut();));
    if parts.len() < fields.len() {
        parts.push(quote!(..));
    }
    let parts = list::commas(&parts);
    quote!(let #name { #parts } = #value; #floats)
}

fn read(tokens: &TokenStream, words: &mut Sorted<()>) {
    for token in tokens.clone() {
        match token {
            TokenTree::Ident(word) => drop(words.insert(word.to_string(), ())),
            TokenTree::Group(group) => read(&group.stream(), words),
            TokenTree::Punct(_) | TokenTree::Literal(_) => {}
        }
    }
}
