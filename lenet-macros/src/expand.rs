//! `plan` → Rust, as a person would write it: a struct of arrays, one geometry type a layer, one call a layer and pass.

mod backward;
mod buffers;
mod document;
mod forward;
mod geometry;
mod imports;
mod outline;
mod prepared;
mod proof;
mod rows;
mod structs;

pub use outline::outline;

use crate::plan::{Constant, Member, Op, Plan, Shape, Size, Step, ValueId};
use crate::{fuse, memory};
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

/// The items of a network.
pub fn network(plan: &Plan) -> TokenStream {
    let Plan { runtime, name, .. } = plan;
    let constants = constants(plan);
    let structs = structs::structs(plan);
    let promises = structs::promises(plan);
    let methods = methods(runtime, name, &plan.steps);
    let geometries = plan.steps.iter().filter_map(|step| geometry::alias(plan, step));
    let proofs = proof::proofs(plan);
    let passes = Passes::new(plan);
    let scratch = passes.scratch();
    let tape = passes.tape_struct();
    let workspace = passes.workspace_struct();
    let infer = passes.infer();
    let record = passes.record();
    let ends = passes.ends();
    let backward = passes.backward();
    let (tape_name, workspace_name) = (passes.tape_name(), passes.workspace_name());
    let program = fuse::program(plan);
    let rows = rows::rows(plan, &program);
    let (input, output) = (value_type(runtime, &plan.input), value_type(runtime, &plan.output));
    let text = name.unraw().to_string();
    let prepared = prepared::prepared(plan, program);
    let hidden = imports::shortened(
        runtime,
        &["Activation", "Parameters", "Plain"],
        &proof::checks(plan),
        quote! {
            #(#geometries)*
            #proofs
            #promises
            #scratch
            #tape
            #workspace
            impl #runtime::Network for #name {
                type Input = #input;
                type Output = #output;
                type Workspace<const __L: ::core::primitive::usize> = #workspace_name<__L>;
                type Tape<const __L: ::core::primitive::usize> = #tape_name<__L>;
                const NAME: &'static ::core::primitive::str = #text;
                const LAYERS: &'static [#runtime::Layer] = #rows;
                #infer
                #record
                #ends
                #backward
            }
            #prepared
        },
    );
    quote! {
        #structs
        #constants
        const _: () = {
            #methods
            #hidden
        };
    }
}

/// Sizes that only rustc can compute.
fn constants(plan: &Plan) -> Option<TokenStream> {
    let name = &plan.name;
    let constants = plan.constants.iter().map(|constant| {
        let Constant { name, ty, value } = constant;
        quote!(const #name: #ty = #value;)
    });
    (!plan.constants.is_empty()).then(|| {
        quote! {
            #[allow(arithmetic_overflow, unconditional_panic)] // rustc says it as an error of the constant
            impl #name { #(#constants)* }
        }
    })
}

/// What the passes of one network have in common.
struct Passes<'a> {
    plan: &'a Plan,
    inference: memory::Inference,
    modes: Vec<memory::Mode>,
    locals: Vec<ValueId>,
    tape: memory::Tape,
    backward: backward::Backward,
}

impl<'a> Passes<'a> {
    fn new(plan: &'a Plan) -> Self {
        let (inference, modes) = memory::inference(plan);
        let locals = forward::locals(plan, &modes);
        let tape = memory::tape(plan);
        let backward = backward::Backward::new(plan);
        Self { plan, inference, modes, locals, tape, backward }
    }

    fn tape_name(&self) -> Ident {
        format_ident!("{}Tape", self.plan.name)
    }

    fn workspace_name(&self) -> Ident {
        format_ident!("{}Workspace", self.plan.name)
    }

    /// The largest scratch of a layer, as a constant.
    fn scratch(&self) -> TokenStream {
        let runtime = &self.plan.runtime;
        let sizes: Vec<TokenStream> = self
            .plan
            .steps
            .iter()
            .filter(|step| geometry::needs_scratch(step))
            .map(|step| {
                let alias = geometry::name(step);
                quote!(#alias::SCRATCH)
            })
            .collect();
        let size = match sizes.as_slice() {
            [] => quote!(0),
            [one] => one.clone(),
            _ => quote!(#runtime::shape::largest(&[#(#sizes),*])),
        };
        quote!(const SCRATCH: ::core::primitive::usize = #size;)
    }

    /// A buffer that holds each of these values at another time.
    fn buffer(&self, values: &[ValueId]) -> TokenStream {
        let runtime = &self.plan.runtime;
        let shapes: Vec<&Shape> = values.iter().map(|&value| &self.plan.values[value].shape).collect();
        let known = shapes.iter().filter_map(|shape| shape.elements()).max().map(Literal::usize_unsuffixed);
        let mut sizes: Vec<TokenStream> = known.into_iter().map(|known| known.to_token_stream()).collect();
        for shape in shapes.iter().filter(|shape| shape.elements().is_none()) {
            let size = length(runtime, shape);
            if !sizes.iter().any(|other| other.to_string() == size.to_string()) {
                sizes.push(size);
            }
        }
        let size = match sizes.as_slice() {
            [one] => one.clone(),
            _ => quote!(#runtime::shape::largest(&[#(#sizes),*])),
        };
        quote!(#runtime::Tile<[::core::primitive::f32; #size], __L>)
    }
}

/// The type of a value: `Tensor<6, 28, 28>` or `[::core::primitive::f32; 10]`.
fn value_type(runtime: &TokenStream, shape: &Shape) -> TokenStream {
    match shape {
        Shape::Image([c, h, w]) => quote!(#runtime::Tensor<#c, #h, #w>),
        Shape::Vector(n) => {
            let n = n.bare();
            quote!([::core::primitive::f32; #n])
        }
        Shape::Network(path) => quote!(<#path as #runtime::Network>::Output),
        // Never in a plan; an outline puts its own word here.
        Shape::Unknown => quote!([::core::primitive::f32; 0]),
    }
}

/// A shape as a value.
fn shape_value(runtime: &TokenStream, shape: &Shape) -> TokenStream {
    match shape {
        Shape::Image([c, h, w]) => {
            let [c, h, w] = [c, h, w].map(Size::bare);
            quote!(#runtime::Shape::Image(#c, #h, #w))
        }
        Shape::Vector(n) => {
            let n = n.bare();
            quote!(#runtime::Shape::Vector(#n))
        }
        Shape::Network(path) => quote!(<<#path as #runtime::Network>::Output as #runtime::Value>::SHAPE),
        Shape::Unknown => quote!(#runtime::Shape::Vector(0)),
    }
}

/// The number of elements, as an expression.
fn length(runtime: &TokenStream, shape: &Shape) -> TokenStream {
    if let Some(elements) = shape.elements() {
        let literal = Literal::usize_unsuffixed(elements);
        return quote!(#literal);
    }
    if let Shape::Vector(n) = shape {
        return n.bare();
    }
    let shape = shape_value(runtime, shape);
    quote!(#shape.len())
}

/// `.layer1[0].conv1`
fn place(members: &[Member]) -> TokenStream {
    members
        .iter()
        .map(|member| match member {
            Member::Named(name) => quote!(.#name),
            Member::Tuple(index) => {
                let index = Literal::usize_unsuffixed(*index);
                quote!(.#index)
            }
            Member::Element(index) => {
                let index = Literal::usize_unsuffixed(*index);
                quote!([#index])
            }
        })
        .collect()
}

/// The name of a local variable or a field for a value.
fn variable(plan: &Plan, value: ValueId) -> Ident {
    Ident::new(&plan.values[value].name, Span::mixed_site())
}

fn step_variable(step: &Step) -> Ident {
    Ident::new(&step.identifier, Span::mixed_site())
}

/// The methods of the type, which need no trait in scope. All tokens have the place of the network's name: where a value of a
/// wrong type is given to a method, rustc also points at the method's definition, and at the bound that it does not meet. So the
/// bounds are written here too; what `Loss` and `Output` are, `__methods` says, which knows whether there is a loss.
fn methods(runtime: &TokenStream, name: &Ident, steps: &[Step]) -> TokenStream {
    let is_network = |word: &str| {
        let begins = |path: &syn::Path| path.segments.first().is_some_and(|first| first.ident == word);
        *name == word || steps.iter().any(|step| matches!(&step.op, Op::Network(path) if begins(path)))
    };
    let [loss, output] = ["Loss", "Output"].map(|word| {
        let text = if is_network(word) { format!("__{word}") } else { word.to_owned() };
        Ident::new(&text, name.span())
    });
    // By its path, since a `macro_rules!` of the user's may have the same name; and the path stands where the name does.
    let runtime = runtime.clone().into_iter().map(|mut token| {
        token.set_span(token.span().located_at(name.span()));
        token
    });
    let runtime: TokenStream = runtime.collect();
    quote_spanned! {name.span()=>
        #runtime::__methods! {
            #name
            [summary forward_in]
            [init init_with workspace prepare clone_box forward forward_into forward_batch loss_and_gradient evaluate
                [#loss #output] [#loss<#output>] [#loss<#output, Target = ::core::primitive::u8>]]
            [to_bytes from_bytes]
            [save load [::core::convert::AsRef<::std::path::Path>]]
        }
    }
}
