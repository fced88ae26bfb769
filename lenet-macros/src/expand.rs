//! `plan` → Rust, as a person would write it: a struct of arrays, one geometry type a layer, one call a layer and pass.

mod backward;
mod budget;
mod buffers;
mod document;
mod forward;
mod geometry;
mod gradients;
mod imports;
mod join;
mod look;
mod outline;
mod prepared;
mod proof;
mod rows;
mod segment;
mod stage;
mod structs;
mod weights;

pub use outline::outline;

use lenet_syntax::ast::Path;
use lenet_syntax::plan::{Constant, Member, Op, Plan, Shape, Step, ValueId};
use lenet_syntax::sorted::Sorted;
use lenet_syntax::{fuse, list, memory};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote, quote_spanned};
use syn::ext::IdentExt;

/// The items of a network. If it is `observed`, it implements `Look`.
pub fn network(mut plan: Plan, observed: bool) -> TokenStream {
    let geometries = geometry::aliases(&mut plan);
    let plan = &plan;
    let Plan { runtime, name, .. } = plan;
    let (constants, bytes) = (constants(plan), budget::constants(plan));
    let structs = structs::structs(plan);
    let promises = structs::promises(plan);
    let methods = methods(runtime, name, &plan.steps);
    let proofs = proof::proofs(plan);
    let passes = Passes::new(plan);
    let norms = stage::norms(plan);
    let (scratch, places) = (passes.scratch(), passes.places());
    let buffers = passes.buffers();
    let infer = passes.infer();
    let record = passes.record();
    let ends = passes.ends();
    let backward = passes.backward();
    let statistics = passes.statistics();
    let (workspace, tape, training_workspace) =
        (passes.workspace_name(), passes.tape_name(), passes.training_workspace_name());
    let prepared = prepared::Prepared::new(plan, fuse::program(plan));
    let rows = rows::rows(plan, &passes.modes, &prepared);
    let (input, output) = (value_type(runtime, &plan.input), value_type(runtime, &plan.output));
    let text = name.unraw().to_string();
    let budget = budget::budget(plan, &prepared.program);
    let prepared = prepared.items();
    let trained = weights::trained(plan);
    let look = observed.then(|| look::look(plan));
    let mut traits = vec![("", "Parameters"), ("", "Plain"), ("__private", "Activation")];
    if plan.steps.iter().any(|step| matches!(step.op, Op::Module(_))) {
        traits.push(("__private", "Module"));
    }
    let mut functions = proof::checks(plan);
    functions.extend(structs::FUNCTIONS);
    let hidden = imports::shortened(
        runtime,
        &traits,
        &functions,
        quote! {
            #geometries
            #proofs
            #promises
            #norms
            #scratch
            #places
            #buffers
            impl #runtime::Network for #name {
                type Input = #input;
                type Output = #output;
                type Workspace<const __L: ::core::primitive::usize> = #workspace<__L>;
                type Tape<const __L: ::core::primitive::usize> = #tape<__L>;
                type TrainingWorkspace<const __L: ::core::primitive::usize> = #training_workspace<__L>;
                const NAME: &'static ::core::primitive::str = #text;
                const LAYERS: &'static [#runtime::Layer] = #rows;
                const VALUES: ::core::primitive::usize = PLACES.length();
                #infer
                #record
                #ends
                #backward
                #statistics
            }
            #prepared
            #look
        },
    );
    quote! {
        #structs
        #constants
        #bytes
        const _: () = {
            #methods
            #trained
            #hidden
            #budget
        };
    }
}

/// Sizes that only rustc can compute.
fn constants(plan: &Plan) -> TokenStream {
    if plan.constants.is_empty() {
        return quote!();
    }
    let name = &plan.name;
    let constants = list::tokens(&plan.constants, |Constant { name, ty, value }| quote!(const #name: #ty = #value;));
    quote! {
        #[allow(arithmetic_overflow, unconditional_panic)] // rustc says it as an error of the constant
        impl #name { #constants }
    }
}

/// What the passes of one network have in common.
struct Passes<'a> {
    plan: &'a Plan,
    inference: memory::Inference,
    modes: Vec<memory::Mode>,
    locals: Vec<ValueId>,
    tape: memory::Tape,
    backward: gradients::Backward,
}

impl<'a> Passes<'a> {
    fn new(plan: &'a Plan) -> Self {
        let (inference, modes) = memory::inference(plan);
        let locals = forward::locals(plan, &modes);
        let tape = memory::tape(plan);
        let backward = gradients::Backward::new(plan, &tape.storage);
        Self { plan, inference, modes, locals, tape, backward }
    }

    fn tape_name(&self) -> Ident {
        format_ident!("{}Tape", self.plan.name)
    }

    fn workspace_name(&self) -> Ident {
        format_ident!("{}Workspace", self.plan.name)
    }

    fn training_workspace_name(&self) -> Ident {
        format_ident!("{}TrainingWorkspace", self.plan.name)
    }

    /// The structs of buffers.
    fn buffers(&self) -> TokenStream {
        let (runtime, network) = (&self.plan.runtime, &self.plan.name);
        let saved = format!(" What training of [`{network}`] saves for the backward pass.");
        let inference = format!(" The buffers of [`{network}`] for inference.");
        let training = format!(" The buffers of [`{network}`] for training.");
        [
            buffers::buffers(runtime, &saved, &self.tape_name(), true, &self.tape()),
            buffers::buffers(runtime, &inference, &self.workspace_name(), true, &self.workspace()),
            buffers::buffers(runtime, &training, &self.training_workspace_name(), true, &self.training_workspace()),
        ]
        .into_iter()
        .collect()
    }

    /// The largest scratch of a layer, as a constant.
    fn scratch(&self) -> TokenStream {
        let (mut sizes, mut known) = (Vec::new(), Sorted::default());
        for step in &self.plan.steps {
            sizes.extend(geometry::scratch(step).filter(|size| known.insert(size.to_string(), ())));
        }
        let size = largest(&self.plan.runtime, &sizes);
        quote!(const SCRATCH: ::core::primitive::usize = #size;)
    }

    /// A buffer that holds each of these values at another time.
    fn buffer(&self, values: &[ValueId]) -> TokenStream {
        let runtime = &self.plan.runtime;
        // The largest of those that are known stands first.
        let mut known = 0;
        let mut sizes: Vec<TokenStream> = Vec::new();
        for &value in values {
            let shape = &self.plan.values[value].shape;
            let size = length(runtime, shape);
            match shape.elements() {
                Some(elements) => known = known.max(elements),
                None if sizes.iter().any(|other| other.to_string() == size.to_string()) => {}
                None => sizes.push(size),
            }
        }
        if known > 0 {
            sizes.insert(0, Literal::usize_unsuffixed(known).to_token_stream());
        }
        let size = largest(runtime, &sizes);
        let size = if known > 0 && sizes.len() == 1 { size } else { quote!({ #size }) };
        quote!(#runtime::__private::Vectors<#size, __L>)
    }
}

/// The largest of some sizes, as an expression.
fn largest(runtime: &TokenStream, sizes: &[TokenStream]) -> TokenStream {
    match sizes {
        [] => quote!(0),
        [one] => one.clone(),
        _ => {
            let sizes = list::commas(sizes);
            quote!(#runtime::__private::shape::largest(&[#sizes]))
        }
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
    }
}

/// A shape as a value.
fn shape_value(runtime: &TokenStream, shape: &Shape) -> TokenStream {
    match shape {
        Shape::Image([c, h, w]) => {
            let (c, h, w) = (c.bare(), h.bare(), w.bare());
            quote!(#runtime::Shape::Image(#c, #h, #w))
        }
        Shape::Vector(n) => {
            let n = n.bare();
            quote!(#runtime::Shape::Vector(#n))
        }
        Shape::Network(path) => quote!(<<#path as #runtime::Network>::Output as #runtime::Value>::SHAPE),
    }
}

/// The number of elements, as an expression.
fn length(runtime: &TokenStream, shape: &Shape) -> TokenStream {
    if let Some(elements) = shape.elements() {
        return Literal::usize_unsuffixed(elements).to_token_stream();
    }
    if let Shape::Vector(n) = shape {
        return n.bare();
    }
    let shape = shape_value(runtime, shape);
    quote!(#shape.len())
}

/// `.layer1[0].conv1`
fn place(members: &[Member]) -> TokenStream {
    list::tokens(members, |member| match member {
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
}

/// The name of a local variable or a field for a value.
fn variable(plan: &Plan, value: ValueId) -> Ident {
    plan.values[value].stem.output()
}

/// The methods of the type, which need no trait in scope. All tokens have the place of the network's name: where a value of a
/// wrong type is given to a method, rustc also points at the method's definition, and at the bound that it does not meet. So the
/// bounds are written here too; what `Loss` and `Output` are, `__methods` says, which knows whether there is training.
fn methods(runtime: &TokenStream, name: &Ident, steps: &[Step]) -> TokenStream {
    let is_network = |word: &str| {
        let begins = |path: &Path| path.segments[0] == word;
        *name == word || steps.iter().any(|step| matches!(&step.op, Op::Network(path) if begins(path)))
    };
    let alias = |word: &str| {
        let text = if is_network(word) { format!("__{word}") } else { word.to_owned() };
        Ident::new(&text, name.span())
    };
    let (loss, examples, metric) = (alias("Loss"), alias("Examples"), alias("Metric"));
    let (input, output) = (alias("Input"), alias("Output"));
    // By its path, since a `macro_rules!` of the user's may have the same name; and the path stands where the name does.
    let mut path = TokenStream::new();
    for mut token in runtime.clone() {
        token.set_span(token.span().located_at(name.span()));
        path.extend([token]);
    }
    quote_spanned! {name.span()=>
        #path::__methods! {
            #name
            [summary forward_in input_mut forward_in_place #input #output]
            [init init_with workspace prepare clone_box forward forward_into forward_batch loss_and_gradient evaluate
                [#loss #examples #metric #input #output]
                [#loss<#output, T>] [#examples<#input, Target = T>] [#metric<#output, T>]]
            [to_bytes from_bytes]
            [save load [::core::convert::AsRef<::std::path::Path>]]
        }
    }
}
