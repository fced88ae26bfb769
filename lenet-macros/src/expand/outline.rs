//! A declaration with mistakes: the compile errors, and a type that still exists, so that what uses the network is not
//! blamed for what is wrong in it.

use super::{methods, value_type};
use lenet_syntax::Mistakes;
use lenet_syntax::list;
use lenet_syntax::plan::{Outline, Shape, Size};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;

/// The type, without passes. The first error stands in a constant of which types are made: about those rustc says nothing
/// more.
pub fn outline(outline: &Outline, mistakes: &Mistakes) -> TokenStream {
    let Outline { runtime, attributes, visibility, name, input, output } = outline;
    let text = name.unraw().to_string();
    let mistake = format_ident!("__HAS_MISTAKES");
    // A size that only rustc knows is the mistake, too.
    let unknown = Size::Constant(quote!(#mistake));
    let size = |size: &Size| if size.known().is_some() { size.clone() } else { unknown.clone() };
    let value = |shape: &Option<Shape>| match shape {
        Some(Shape::Image([c, h, w])) => value_type(runtime, &Shape::Image([size(c), size(h), size(w)])),
        Some(Shape::Vector(n)) => value_type(runtime, &Shape::Vector(size(n))),
        Some(network @ Shape::Network(_)) => value_type(runtime, network),
        None => value_type(runtime, &Shape::Vector(unknown.clone())),
    };
    let (input, output) = (value(input), value(output));
    let methods = methods(runtime, name, &[]);
    let errors = mistakes.compile_errors();
    let first = errors.first();
    let others = list::tokens(errors.get(1..).unwrap_or_default(), |error| quote!(#error;));
    let attributes = list::tokens(attributes, ToTokens::to_token_stream);
    quote! {
        #attributes
        /// A network whose declaration has mistakes.
        #[repr(C)]
        #visibility struct #name { no_parameters: [::core::primitive::f32; 0] }
        const _: () = {
            const #mistake: ::core::primitive::usize = #first;
            #others
            #methods
            #runtime::__outline! { #name #text #mistake #input, #output }
        };
    }
}
