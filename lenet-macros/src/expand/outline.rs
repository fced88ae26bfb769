//! A declaration with mistakes: the compile errors, and a type that still exists, so that what uses the network is not
//! blamed for what is wrong in it.

use super::value_type;
use crate::plan::{Field, FieldKind, Group, Outline, Shape, Size};
use crate::report::Mistakes;
use proc_macro2::TokenStream;
use quote::{format_ident, quote};

/// The type, without passes. The first error stands in a constant that sizes are made of: rustc then says nothing more
/// about values of these sizes.
pub fn outline(outline: &Outline, mistakes: &Mistakes) -> TokenStream {
    let Outline { runtime, visibility, name, input, output, parameters } = outline;
    let bad = format_ident!("__{}_HAS_MISTAKES", name.to_string().to_uppercase());
    let mut errors = mistakes.compile_errors();
    let first = errors.next();
    let further = errors.map(|error| quote!(#error;));
    let size = |size: &Size| match size {
        Size::Known(_) => quote!(#size),
        Size::Constant(_) => quote!({ #bad }),
    };
    let value = |shape: &Shape| match shape {
        Shape::Image(sizes) => {
            let [c, h, w] = sizes.each_ref().map(size);
            quote!(#runtime::Tensor<#c, #h, #w>)
        }
        Shape::Vector(n) => {
            let n = size(n);
            quote!([f32; #n])
        }
        Shape::Network(_) => value_type(runtime, shape),
        Shape::Unknown => quote!([f32; #bad]),
    };
    let (input, output) = (value(input), value(output));
    let fields = fields(parameters, &bad);
    let text = name.to_string();
    quote! {
        #[doc(hidden)]
        const #bad: usize = #first;
        #(#further)*
        /// A network whose declaration has mistakes.
        #[repr(C)]
        #visibility struct #name { #(#fields,)* no_parameters: [f32; 0] }
        #runtime::__methods! { #name }
        const _: () = {
            unsafe impl #runtime::Plain for #name {}
            impl #runtime::Parameters for #name {
                fn visit<'a>(&'a self, _: #runtime::Name<'_>, _: &mut dyn FnMut(#runtime::TensorRef<'a, '_>)) {}
                fn reset(&mut self, _: ::core::option::Option<#runtime::Init>, _: &mut #runtime::Random) {}
            }
            impl #runtime::Network for #name {
                type Input = #input;
                type Output = #output;
                type Workspace<const L: usize> = #runtime::Tile<#output, L>;
                type Tape<const L: usize> = #runtime::Tile<#output, L>;
                const NAME: &'static str = #text;
                const LAYERS: &'static [#runtime::Layer] = &[];
                fn infer<'a, const L: usize>(
                    &self,
                    _: &#runtime::Tile<Self::Input, L>,
                    workspace: &'a mut Self::Workspace<L>,
                ) -> &'a #runtime::Tile<Self::Output, L> {
                    workspace
                }
                fn record<const L: usize>(
                    &self,
                    _: &#runtime::Tile<Self::Input, L>,
                    _: &mut Self::Tape<L>,
                    _: &#runtime::Pass,
                ) {
                }
                fn ends<const L: usize>(
                    _: &mut Self::Tape<L>,
                ) -> (&#runtime::Tile<Self::Output, L>, &mut #runtime::Tile<Self::Output, L>) {
                    loop {}
                }
                fn backward<const L: usize>(
                    &self,
                    _: &#runtime::Tile<Self::Input, L>,
                    _: &mut Self::Tape<L>,
                    _: &#runtime::Pass,
                    _: &mut Self,
                    _: ::core::option::Option<&mut #runtime::Tile<Self::Input, L>>,
                ) {
                }
            }
            impl #runtime::Prepare for #name {
                type Packed = [f32; 0];
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

/// The fields, so that `net.conv1` is not one more error; what they hold is nobody's business now.
fn fields(parameters: &Group, bad: &proc_macro2::Ident) -> Vec<TokenStream> {
    parameters
        .fields
        .iter()
        .filter(|field| !matches!(field.kind, FieldKind::Network(_)))
        .map(|Field { name, .. }| quote!(#[doc = "Part of a network whose declaration has mistakes."] pub #name: [f32; #bad]))
        .collect()
}
