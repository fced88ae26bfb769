//! A declaration with mistakes: the compile errors, and a type that still exists, so that what uses the network is not
//! blamed for what is wrong in it.

use super::{methods, value_type};
use crate::plan::{Outline, Shape, Size};
use crate::report::Mistakes;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::ext::IdentExt;

/// The type, without passes. The first error stands in a constant of which types are made: about those rustc says nothing
/// more. One of them is what the network dereferences to, so that it has any field and any method one can think of.
pub fn outline(outline: &Outline, mistakes: Mistakes) -> TokenStream {
    let Outline { runtime, attributes, visibility, name, input, output } = outline;
    let text = name.unraw().to_string();
    let mistake = format_ident!("__{}_HAS_MISTAKES", text.to_uppercase());
    let mut errors = mistakes.compile_errors();
    let first = errors.next();
    let size = |size: &Size| match size {
        Size::Known(_) => quote!(#size),
        Size::Constant(_) => quote!({ #mistake }),
    };
    let value = |shape: &Shape| match shape {
        Shape::Image(sizes) => {
            let [c, h, w] = sizes.each_ref().map(size);
            quote!(#runtime::Tensor<#c, #h, #w>)
        }
        Shape::Vector(n) => {
            let n = size(n);
            quote!([::core::primitive::f32; #n])
        }
        Shape::Network(_) => value_type(runtime, shape),
        Shape::Unknown => quote!([::core::primitive::f32; #mistake]),
    };
    let (input, output) = (value(input), value(output));
    let methods = methods(runtime, name, &[]);
    quote! {
        #[doc(hidden)]
        const #mistake: ::core::primitive::usize = #first;
        #(#errors;)*
        #(#attributes)*
        /// A network whose declaration has mistakes.
        #[repr(C)]
        #visibility struct #name { no_parameters: [::core::primitive::f32; 0] }
        const _: () = {
            #methods
            impl ::core::ops::Deref for #name {
                type Target = <[(); #mistake] as #runtime::proof::Mistaken>::Anything;
                fn deref(&self) -> &Self::Target {
                    loop {}
                }
            }
            impl ::core::ops::DerefMut for #name {
                fn deref_mut(&mut self) -> &mut Self::Target {
                    loop {}
                }
            }
            unsafe impl #runtime::plain::PlainData for #name {}
            impl #runtime::Parameters for #name {
                fn visit<'a>(&'a self, _: #runtime::Name<'_>, _: &mut dyn ::core::ops::FnMut(#runtime::TensorRef<'a, '_>)) {}
                fn reset(&mut self, _: ::core::option::Option<#runtime::Init>, _: &mut #runtime::Random) {}
            }
            impl #runtime::Network for #name {
                type Input = #input;
                type Output = #output;
                type Workspace<const __L: ::core::primitive::usize> = #runtime::Tile<#output, __L>;
                type Tape<const __L: ::core::primitive::usize> = #runtime::Tile<#output, __L>;
                const NAME: &'static ::core::primitive::str = #text;
                const LAYERS: &'static [#runtime::Layer] = {
                    let _ = #mistake;
                    &[]
                };
                fn infer<'a, const __L: ::core::primitive::usize>(
                    &self,
                    _: &#runtime::Tile<Self::Input, __L>,
                    workspace: &'a mut Self::Workspace<__L>,
                ) -> &'a #runtime::Tile<Self::Output, __L> {
                    workspace
                }
                fn record<const __L: ::core::primitive::usize>(
                    &self,
                    _: &#runtime::Tile<Self::Input, __L>,
                    _: &mut Self::Tape<__L>,
                    _: &#runtime::Pass,
                ) {
                }
                fn ends<const __L: ::core::primitive::usize>(
                    _: &mut Self::Tape<__L>,
                ) -> (&#runtime::Tile<Self::Output, __L>, &mut #runtime::Tile<Self::Output, __L>) {
                    loop {}
                }
                fn backward<const __L: ::core::primitive::usize>(
                    &self,
                    _: &#runtime::Tile<Self::Input, __L>,
                    _: &mut Self::Tape<__L>,
                    _: &#runtime::Pass,
                    _: &mut Self,
                    _: ::core::option::Option<&mut #runtime::Tile<Self::Input, __L>>,
                ) {
                }
            }
            impl #runtime::Prepare for #name {
                type Packed = [::core::primitive::f32; 0];
                type PackedWorkspace = #output;
                fn pack(&self, _: &mut Self::Packed) {}
                fn infer_packed<'a>(
                    _: &Self::Packed,
                    _: &Self::Input,
                    workspace: &'a mut Self::PackedWorkspace,
                ) -> &'a Self::Output {
                    workspace
                }
            }
        };
    }
}
