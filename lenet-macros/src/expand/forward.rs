//! The forward passes, for inference and for training: one call a layer.

use super::buffers::{Buffer, buffers};
use super::{Passes, geometry, join, place, shape_value, value_type, variable};
use lenet_syntax::list;
use lenet_syntax::memory::{Home, Mode, Pool};
use lenet_syntax::plan::{Op, Plan, Size, Step, ValueId};
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

impl Passes<'_> {
    /// The buffers of inference.
    pub fn workspace_struct(&self) -> TokenStream {
        let runtime = &self.plan.runtime;
        let name = self.workspace_name();
        let mut fields: Vec<Buffer> = Vec::new();
        for (index, values) in self.inference.buffers.iter().enumerate() {
            fields.push((format_ident!("buffer_{index}"), self.buffer(values)));
        }
        self.common_fields(&mut fields, &quote!(Workspace));
        let doc = format!(" The buffers of [`{}`] for inference.", self.plan.name);
        buffers(runtime, &doc, &name, true, &fields)
    }

    /// The values and buffers of training.
    pub fn tape_struct(&self) -> TokenStream {
        let runtime = &self.plan.runtime;
        let name = self.tape_name();
        let mut fields: Vec<Buffer> = Vec::new();
        for value in 1..self.plan.values.len() {
            if self.tape.storage[value] == value {
                let ty = value_type(runtime, &self.plan.values[value].shape);
                fields.push((variable(self.plan, value), quote!(#runtime::Tile<#ty, __L>)));
            }
        }
        for (index, values) in self.backward.buffers.iter().enumerate() {
            fields.push((format_ident!("gradient_{index}"), self.buffer(values)));
        }
        self.common_fields(&mut fields, &quote!(Tape));
        let doc = format!(" What the backward pass of [`{}`] reads.", self.plan.name);
        buffers(runtime, &doc, &name, true, &fields)
    }

    /// A field for each network that is used as a layer, and the scratch of the layers.
    fn common_fields(&self, fields: &mut Vec<Buffer>, what: &TokenStream) {
        let runtime = &self.plan.runtime;
        for step in &self.plan.steps {
            if let Op::Network(path) = &step.op {
                fields.push((nested_field(step), quote!(<#path as #runtime::Network>::#what<__L>)));
            }
        }
        fields.push((format_ident!("scratch"), quote!(#runtime::Tile<[::core::primitive::f32; SCRATCH], __L>)));
    }

    /// Inference: values in shared buffers.
    pub fn infer(&self) -> TokenStream {
        let plan = self.plan;
        let runtime = &plan.runtime;
        let mut lines = TokenStream::new();
        for (step, mode) in plan.steps.iter().zip(&self.modes) {
            let inputs = list::map(&step.inputs, |input| self.local(input.value));
            let output = variable(plan, step.output);
            lines.extend(match mode {
                Mode::Nothing | Mode::WithPool => quote!(),
                Mode::InPlace(input) => in_place(plan, step, *input, &inputs),
                Mode::Pooled(pool) => self.pooled(pool),
                Mode::Apart => match (&step.op, self.inference.homes[step.output]) {
                    (Op::Network(_), _) => {
                        let (field, at, x) = (nested_field(step), place(&step.place), &inputs[0]);
                        quote!(let #output = self #at.infer(#x.view(), &mut workspace.#field);)
                    }
                    (_, Home::Buffer(buffer)) => {
                        let buffer = format_ident!("buffer_{buffer}");
                        let ty = value_type(runtime, &plan.values[step.output].shape);
                        let line =
                            apart(plan, step, &own(step), &inputs, &quote!(#output), &quote!(workspace.scratch), false);
                        quote!(let #output = workspace.#buffer.view_mut::<#runtime::Tile<#ty, __L>>(); #line)
                    }
                    _ => quote!(),
                },
            });
        }
        let result = self.local(plan.result);
        quote! {
            fn infer<'a, const __L: ::core::primitive::usize>(
                &self,
                x: &#runtime::Tile<Self::Input, __L>,
                workspace: &'a mut Self::Workspace<__L>,
            ) -> &'a #runtime::Tile<Self::Output, __L> {
                #lines
                #result.view()
            }
        }
    }

    /// A convolution, an activation and a pool at inference.
    fn pooled(&self, pool: &Pool) -> TokenStream {
        let plan = self.plan;
        let runtime = &plan.runtime;
        let (conv, last) = (&plan.steps[pool.conv], &plan.steps[pool.pool]);
        let bind = |step: &Step| {
            let Home::Buffer(buffer) = self.inference.homes[step.output] else { return quote!() };
            let (name, buffer) = (variable(plan, step.output), format_ident!("buffer_{buffer}"));
            let ty = value_type(runtime, &plan.values[step.output].shape);
            quote!(let #name = workspace.#buffer.view_mut::<#runtime::Tile<#ty, __L>>();)
        };
        let (bind_conv, bind_pool) = (bind(conv), bind(last));
        let activation = pool.activation.and_then(|index| plan.steps[index].op.activation());
        let activation = match activation {
            Some(value) => self::activation(runtime, value),
            None => quote!(#runtime::__private::layer::activation::Identity),
        };
        let (conv_type, pool_type) = (geometry::name(conv), geometry::name(last));
        let (owner, x) = (own(conv), self.local(conv.inputs[0].value));
        let (between, y) = (variable(plan, conv.output), variable(plan, last.output));
        quote! {
            #bind_conv
            #bind_pool
            #runtime::__private::layer::conv_pool::ConvPool::<#conv_type, #pool_type>::forward(
                &#owner, #x, #activation, #between, #y, workspace.scratch.floats_mut(),
            );
        }
    }

    /// The local variable that holds a value during inference: that of the layer that first wrote its buffer.
    fn local(&self, value: ValueId) -> TokenStream {
        match self.locals[value] {
            0 => quote!(x),
            first => variable(self.plan, first).to_token_stream(),
        }
    }

    /// Training: every value that the backward pass reads stays on the tape.
    pub fn record(&self) -> TokenStream {
        let plan = self.plan;
        let runtime = &plan.runtime;
        let mut lines = TokenStream::new();
        for (index, (step, mode)) in plan.steps.iter().zip(&self.tape.modes).enumerate() {
            let mut inputs = list::map(&step.inputs, |input| borrow(&self.recorded(input.value)));
            let output = self.recorded(step.output);
            let layer = Literal::u64_unsuffixed(index as u64);
            lines.extend(match (mode, &step.op) {
                (Mode::Nothing | Mode::WithPool | Mode::Pooled(_), _) => quote!(),
                (Mode::InPlace(_), Op::Dropout { p, channels }) => {
                    let dropout = dropout(runtime, p, channels.as_ref());
                    quote!(#dropout.forward_in_place(&mut #output, pass, #layer);)
                }
                (Mode::InPlace(input), _) => {
                    let target = self.recorded(step.inputs[*input].value);
                    inputs[*input] = quote!(&mut #target);
                    in_place(plan, step, *input, &inputs)
                }
                (Mode::Apart, Op::Dropout { p, channels }) => {
                    let (x, dropout) = (&inputs[0], dropout(runtime, p, channels.as_ref()));
                    quote!(#dropout.forward(#x, &mut #output, pass, #layer);)
                }
                (Mode::Apart, Op::Network(path)) => {
                    let (field, at) = (nested_field(step), place(&step.place));
                    let x = self.recorded(step.inputs[0].value);
                    quote! {
                        self #at.record(#x.view(), &mut tape.#field, &pass.inside(#layer));
                        #runtime::__private::layer::join::place(
                            <#path as #runtime::Network>::ends(&mut tape.#field).0, &mut #output, 0,
                        );
                    }
                }
                (Mode::Apart, _) => {
                    apart(plan, step, &own(step), &inputs, &quote!(&mut #output), &quote!(tape.scratch), true)
                }
            });
        }
        quote! {
            fn record<const __L: ::core::primitive::usize>(
                &self,
                x: &#runtime::Tile<Self::Input, __L>,
                tape: &mut Self::Tape<__L>,
                pass: &#runtime::Pass,
            ) {
                #lines
            }
        }
    }

    /// Where a value stands on the tape.
    pub fn recorded(&self, value: ValueId) -> TokenStream {
        if value == 0 {
            return quote!(x);
        }
        let field = variable(self.plan, self.tape.storage[value]);
        quote!(tape.#field)
    }

    /// The output and its gradient.
    pub fn ends(&self) -> TokenStream {
        let runtime = &self.plan.runtime;
        let output = self.recorded(self.plan.result);
        quote! {
            fn ends<const __L: ::core::primitive::usize>(
                tape: &mut Self::Tape<__L>,
            ) -> (&#runtime::Tile<Self::Output, __L>, &mut #runtime::Tile<Self::Output, __L>) {
                (#output.view(), tape.gradient_0.view_mut())
            }
        }
    }
}

/// Where the network has the parameters of a layer.
fn own(step: &Step) -> TokenStream {
    let at = place(&step.place);
    quote!(self #at)
}

/// `x` is a reference already; fields of the tape are borrowed.
pub fn borrow(name: &TokenStream) -> TokenStream {
    if name.to_string() == "x" { quote!(x) } else { quote!(&#name) }
}

/// The field that holds the buffers of a network used as a layer.
pub fn nested_field(step: &Step) -> proc_macro2::Ident {
    step.stem.workspace()
}

/// An elementwise function as a value: `Sigmoid`, `LeakyRelu { negative_slope: 0.01 }`.
pub fn activation(runtime: &TokenStream, activation: &lenet_syntax::plan::Activation) -> TokenStream {
    let facts = activation.function.facts();
    let name = format_ident!("{}", facts.ty);
    let fields: Vec<_> = facts.fields.iter().copied().zip(activation.values.iter().cloned()).collect();
    let fields = struct_fields(&fields);
    quote!(#runtime::__private::layer::activation::#name #fields)
}

/// `Dropout { p: 0.5 }`, or `Dropout2d { p: 0.5, channels: 16 }`.
pub fn dropout(runtime: &TokenStream, p: &TokenStream, channels: Option<&Size>) -> TokenStream {
    match channels.map(Size::bare) {
        Some(channels) => quote!(#runtime::__private::layer::dropout::Dropout2d { p: #p, channels: #channels }),
        None => quote!(#runtime::__private::layer::dropout::Dropout { p: #p }),
    }
}

/// The parameters of a layer behind the trait `Module`, which may have none.
pub fn parameters(step: &Step, owner: &TokenStream) -> TokenStream {
    if step.parameters.is_some() { owner.clone() } else { quote!([]) }
}

/// A layer behind the trait `Module` as a value: `PixelShuffle { factor: 2 }`.
pub fn module_value(runtime: &TokenStream, module: &lenet_syntax::plan::Module) -> TokenStream {
    let (file, name) = (format_ident!("{}", module.file), format_ident!("{}", module.ty));
    let fields = struct_fields(&module.fields);
    quote!(#runtime::__private::layer::#file::#name #fields)
}

/// `{ factor: 2 }`, or nothing for a type that is one value.
fn struct_fields(fields: &[(&str, TokenStream)]) -> TokenStream {
    if fields.is_empty() {
        return quote!();
    }
    let fields = list::map(fields, |(field, value)| {
        let field = format_ident!("{field}");
        quote!(#field: #value)
    });
    let fields = list::commas(&fields);
    quote!({ #fields })
}

/// The call of a layer that writes over its n-th input.
fn in_place(plan: &Plan, step: &Step, input: usize, inputs: &[TokenStream]) -> TokenStream {
    let runtime = &plan.runtime;
    let target = &inputs[input];
    match &step.op {
        Op::Activation(value) => {
            let activation = activation(runtime, value);
            quote!(#activation.forward_in_place(#target);)
        }
        Op::BatchNorm { eps, .. } => {
            let at = place(&step.place);
            quote!(self #at.infer_in_place(#target, #eps);)
        }
        Op::Add => {
            let other = &inputs[1 - input];
            quote!(#runtime::__private::layer::join::accumulate(#other, #target);)
        }
        // Dropout says what pass it is in.
        Op::Dropout { .. }
        | Op::Conv { .. }
        | Op::ConvTranspose { .. }
        | Op::MaxPool { .. }
        | Op::AvgPool { .. }
        | Op::Adaptive { .. }
        | Op::Linear
        | Op::Upsample { .. }
        | Op::Pad { .. }
        | Op::Crop { .. }
        | Op::Module(_)
        | Op::View
        | Op::Concat { .. }
        | Op::Network(_) => quote!(),
    }
}

/// The call of a layer that writes to another buffer. `owner` is where its parameters are.
pub fn apart(
    plan: &Plan,
    step: &Step,
    owner: &TokenStream,
    inputs: &[TokenStream],
    output: &TokenStream,
    scratch: &TokenStream,
    training: bool,
) -> TokenStream {
    let runtime = &plan.runtime;
    let alias = geometry::name(step);
    let x = &inputs[0];
    match &step.op {
        Op::Conv { .. } | Op::ConvTranspose { .. } => {
            quote!(#alias::forward(&#owner, #x, #output, #scratch.floats_mut());)
        }
        Op::MaxPool { .. } | Op::AvgPool { .. } | Op::Adaptive { .. } | Op::Upsample { .. } | Op::Crop { .. } => {
            quote!(#alias::forward(#x, #output);)
        }
        Op::Pad { value, .. } => quote!(#alias::forward(#x, #output, #value);),
        Op::Module(module) => {
            let (module, parameters) = (module_value(runtime, module), parameters(step, owner));
            quote!(#module.forward(&#parameters, #x, #output);)
        }
        Op::Linear => quote!(#owner.forward(#x, #output);),
        Op::Activation(value) => {
            let activation = activation(runtime, value);
            quote!(#activation.forward(#x, #output);)
        }
        Op::BatchNorm { eps, .. } if training => quote!(#owner.forward(#x, #output, #eps, pass);),
        Op::BatchNorm { eps, .. } => quote!(#owner.infer(#x, #output, #eps);),
        Op::Add => {
            let other = &inputs[1];
            quote! {
                #runtime::__private::layer::join::place(#x, #output, 0);
                #runtime::__private::layer::join::accumulate(#other, #output);
            }
        }
        Op::Concat { along } => {
            let mut parts = TokenStream::new();
            for (branch, x) in inputs.iter().enumerate() {
                parts.extend(join::place(plan, step, *along, branch, x, output));
            }
            parts
        }
        // At inference, where the input of the network is also its result.
        Op::Dropout { .. } => quote!(#runtime::__private::layer::join::place(#x, #output, 0);),
        Op::View | Op::Network(_) => quote!(),
    }
}

/// The shape of a step's output, as a value.
pub fn output_shape(plan: &Plan, step: &Step) -> TokenStream {
    shape_value(&plan.runtime, &step.shape)
}

/// For each value the one in whose local variable it stands during inference.
pub fn locals(plan: &Plan, modes: &[Mode]) -> Vec<ValueId> {
    let mut locals: Vec<ValueId> = (0..plan.values.len()).collect();
    for (step, mode) in plan.steps.iter().zip(modes) {
        match (mode, &step.op) {
            (_, Op::View) | (Mode::Apart | Mode::WithPool | Mode::Pooled(_), _) => {}
            (Mode::InPlace(input), _) => locals[step.output] = locals[step.inputs[*input].value],
            (Mode::Nothing, _) => locals[step.output] = locals[step.inputs[0].value],
        }
    }
    locals
}
