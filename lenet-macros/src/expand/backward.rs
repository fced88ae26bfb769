//! The backward pass: the layers in reverse, each turning the gradient of its output into that of its input.

use super::forward::{activation, borrow, dropout, module_value, nested_field, parameters};
use super::{Passes, geometry, join, place, value_type};
use lenet_syntax::list;
use lenet_syntax::plan::{self, Op, Plan, Runs, Step, ValueId};
use lenet_syntax::words::Saves;
use proc_macro2::{Ident, Literal, Span, TokenStream};
use quote::{format_ident, quote};

/// The backward pass as a list of moves between gradient buffers.
pub struct Backward {
    /// Which values' gradients stand in each buffer, one after the other.
    pub buffers: Vec<Vec<ValueId>>,
    steps: Vec<Reverse>,
    /// How many layers read the network's input.
    readers: usize,
}

/// The reverse of one step.
struct Reverse {
    step: usize,
    /// The variable that holds the gradient of the output.
    from: Gradient,
    /// For each input of the step, what happens to its gradient.
    into: Vec<Target>,
}

/// The gradient of a value in a buffer.
#[derive(Clone)]
struct Gradient {
    variable: Ident,
    buffer: usize,
}

enum Target {
    /// It is written to a buffer.
    Write(Gradient, ValueId),
    /// Another part of it exists: this one is written to a spare buffer and added.
    Add { part: Gradient, whole: Gradient, value: ValueId },
    /// The gradient of the output becomes that of the input, in place.
    Keep,
    /// The gradient of the output is added to another part, and is then free.
    AddTo(Gradient),
    /// The gradient of the network's input, if somebody asks for it. A first part is written, a further one goes through a
    /// spare buffer.
    Input { first: bool, spare: Option<Gradient> },
}

/// Whether the gradient of the input is that of the output, or takes its place.
fn moves(gradient: plan::Gradient) -> bool {
    match gradient {
        plan::Gradient::InPlace | plan::Gradient::Same => true,
        plan::Gradient::Apart | plan::Gradient::Joint => false,
    }
}

impl Backward {
    pub fn new(plan: &Plan) -> Self {
        let mut planner = Planner { plan, buffers: vec![vec![plan.result]], free: Vec::new(), input_parts: 0 };
        let mut gradients: Vec<Option<Gradient>> = vec![None; plan.values.len()];
        gradients[plan.result] = Some(Gradient { variable: gradient_name(plan, plan.result), buffer: 0 });
        let mut steps = Vec::new();
        for (index, step) in plan.steps.iter().enumerate().rev() {
            let facts = step.op.facts();
            if facts.records == Runs::Nothing {
                continue;
            }
            let Some(from) = gradients[step.output].take() else { continue };
            let mut into = Vec::new();
            let mut kept = false;
            for (place, input) in step.inputs.iter().enumerate() {
                // The last operand of a sum takes over the buffer of the gradient, the others get copies.
                let takes_over = moves(facts.gradient) && place + 1 == step.inputs.len();
                let value = input.value;
                into.push(if value == 0 {
                    planner.input(moves(facts.gradient), value)
                } else if let Some(whole) = gradients[value].clone() {
                    if takes_over { Target::AddTo(whole) } else { planner.add(whole, value) }
                } else if takes_over {
                    kept = true;
                    let variable = gradient_name(plan, value);
                    gradients[value] = Some(Gradient { variable, buffer: from.buffer });
                    Target::Keep
                } else {
                    let gradient = planner.take(value, gradient_name(plan, value));
                    gradients[value] = Some(gradient.clone());
                    Target::Write(gradient, value)
                });
            }
            if !kept {
                planner.free.push(from.buffer);
            }
            steps.push(Reverse { step: index, from, into });
        }
        Self { buffers: planner.buffers, steps, readers: planner.input_parts }
    }
}

struct Planner<'a> {
    plan: &'a Plan,
    buffers: Vec<Vec<ValueId>>,
    free: Vec<usize>,
    input_parts: usize,
}

impl Planner<'_> {
    fn take(&mut self, value: ValueId, variable: Ident) -> Gradient {
        let buffer = lenet_syntax::memory::take(&mut self.free, &mut self.buffers, &self.plan.values, value);
        Gradient { variable, buffer }
    }

    /// A spare buffer that is free again right after.
    fn spare(&mut self, value: ValueId) -> Gradient {
        let part = self.take(value, Ident::new("part", Span::mixed_site()));
        self.free.push(part.buffer);
        part
    }

    /// A further part of a gradient.
    fn add(&mut self, whole: Gradient, value: ValueId) -> Target {
        Target::Add { part: self.spare(value), whole, value }
    }

    fn input(&mut self, moves: bool, value: ValueId) -> Target {
        let first = self.input_parts == 0;
        self.input_parts += 1;
        let spare = (!first && !moves).then(|| self.spare(value));
        Target::Input { first, spare }
    }
}

/// `conv1_grad`
fn gradient_name(plan: &Plan, value: ValueId) -> Ident {
    plan.values[value].stem.gradient()
}

impl Passes<'_> {
    pub fn backward(&self) -> TokenStream {
        let plan = self.plan;
        let runtime = &plan.runtime;
        let result = gradient_name(plan, plan.result);
        let result_type = value_type(runtime, &plan.values[plan.result].shape);
        let lines = list::tokens(&self.backward.steps, |reverse| self.reverse(reverse));
        let reused = (self.backward.readers > 1).then(|| quote!(mut));
        quote! {
            fn backward<const __L: ::core::primitive::usize>(
                &self,
                x: &#runtime::Tile<Self::Input, __L>,
                tape: &mut Self::Tape<__L>,
                pass: &#runtime::Pass,
                gradient: &mut Self,
                #reused dx: ::core::option::Option<&mut #runtime::Tile<Self::Input, __L>>,
            ) {
                let #result = tape.gradient_0.view_mut::<#runtime::Tile<#result_type, __L>>();
                #lines
            }
        }
    }

    fn reverse(&self, reverse: &Reverse) -> TokenStream {
        let step = &self.plan.steps[reverse.step];
        let mut lines = self.before_inputs(reverse, step);
        for (index, target) in reverse.into.iter().enumerate() {
            lines.extend(self.target(reverse, step, index, target));
        }
        lines
    }

    /// What a layer does whether or not anybody wants the gradient of its input.
    fn before_inputs(&self, reverse: &Reverse, step: &Step) -> TokenStream {
        let runtime = &self.plan.runtime;
        let dy = &reverse.from.variable;
        let x = borrow(&self.recorded(step.inputs[0].value));
        let at = place(&step.place);
        match &step.op {
            Op::Conv { .. } | Op::ConvTranspose { .. } => {
                let alias = geometry::name(step);
                quote!(#alias::grad_weight(#x, #dy, &mut gradient #at, tape.scratch.floats_mut());)
            }
            Op::Linear => quote!(#runtime::Linear::grad_weight(#x, #dy, &mut gradient #at);),
            Op::Activation(value) => {
                let activation = activation(runtime, value);
                match value.function.facts().saves {
                    Saves::Input => quote!(#activation.backward_from_input(#x, #dy);),
                    Saves::Output => {
                        let y = borrow(&self.recorded(step.output));
                        quote!(#activation.backward_from_output(#y, #dy);)
                    }
                }
            }
            Op::Dropout { p, channels } => {
                let layer = Literal::u64_unsuffixed(reverse.step as u64);
                let dropout = dropout(runtime, p, channels.as_ref());
                quote!(#dropout.backward(#dy, pass, #layer);)
            }
            Op::Network(path) => {
                let field = nested_field(step);
                quote! {
                    #runtime::__private::layer::join::place(
                        #dy, <#path as #runtime::Network>::ends(&mut tape.#field).1, 0,
                    );
                }
            }
            Op::MaxPool { .. }
            | Op::AvgPool { .. }
            | Op::Adaptive { .. }
            | Op::BatchNorm { .. }
            | Op::Upsample { .. }
            | Op::Pad { .. }
            | Op::Crop { .. }
            | Op::Module(_)
            | Op::View
            | Op::Add
            | Op::Concat { .. } => quote!(),
        }
    }

    /// The place for the gradient of the network's input, if it is wanted.
    fn wanted(&self) -> TokenStream {
        if self.backward.readers > 1 { quote!(dx.as_deref_mut()) } else { quote!(dx) }
    }

    fn target(&self, reverse: &Reverse, step: &Step, index: usize, target: &Target) -> TokenStream {
        let wanted = self.wanted();
        let runtime = &self.plan.runtime;
        let dy = &reverse.from.variable;
        let buffer = |gradient: &Gradient, value: ValueId| {
            let (variable, buffer) = (&gradient.variable, format_ident!("gradient_{}", gradient.buffer));
            let ty = value_type(runtime, &self.plan.values[value].shape);
            quote!(let #variable = tape.#buffer.view_mut::<#runtime::Tile<#ty, __L>>();)
        };
        let gradient = step.op.facts().gradient;
        let joint = gradient == plan::Gradient::Joint;
        // A layer that gives all gradients in one call is told whether that of the input is wanted.
        let is_network = matches!(step.op, Op::Network(_));
        let into = |dx: &Ident| {
            let dx = if is_network { quote!(#dx.view_mut()) } else { quote!(#dx) };
            if joint { quote!(::core::option::Option::Some(#dx)) } else { dx }
        };
        match target {
            Target::Write(gradient, value) => {
                let (line, variable) = (buffer(gradient, *value), &gradient.variable);
                let call = self.gradient_of_input(reverse, index, &quote!(#dy), &into(variable));
                quote!(#line #call)
            }
            Target::Add { part, whole, value } => {
                let (line, part, whole) = (buffer(part, *value), &part.variable, &whole.variable);
                let call = self.gradient_of_input(reverse, index, &quote!(#dy), &into(part));
                quote!(#line #call #runtime::__private::layer::join::accumulate(#part, #whole);)
            }
            Target::Keep => {
                let kept = gradient_name(self.plan, step.inputs[index].value);
                if kept == *dy { quote!() } else { quote!(let #kept = #dy;) }
            }
            Target::AddTo(whole) => {
                let whole = &whole.variable;
                quote!(#runtime::__private::layer::join::accumulate(#dy, #whole);)
            }
            Target::Input { first, spare: Some(spare) } => {
                let (line, part) = (buffer(spare, 0), &spare.variable);
                let call = self.gradient_of_input(reverse, index, &quote!(#dy), &into(part));
                let join = if *first { quote!(place(#part, dx, 0)) } else { quote!(accumulate(#part, dx)) };
                let hand_over = quote!(if let ::core::option::Option::Some(dx) = #wanted { #runtime::__private::layer::join::#join; });
                if joint {
                    quote!(#line #call #hand_over)
                } else {
                    quote! {
                        if let ::core::option::Option::Some(dx) = #wanted {
                            #line
                            #call
                            #runtime::__private::layer::join::#join;
                        }
                    }
                }
            }
            Target::Input { first, spare: None } => {
                if joint {
                    let dx = if is_network { quote!(#wanted.map(|dx| dx.view_mut())) } else { wanted };
                    return self.gradient_of_input(reverse, index, &quote!(#dy), &dx);
                }
                let call = if moves(gradient) {
                    if *first {
                        quote!(#runtime::__private::layer::join::place(#dy, dx, 0);)
                    } else {
                        quote!(#runtime::__private::layer::join::accumulate(#dy, dx);)
                    }
                } else {
                    self.gradient_of_input(reverse, index, &quote!(#dy), &quote!(dx))
                };
                quote!(if let ::core::option::Option::Some(dx) = #wanted { #call })
            }
        }
    }

    /// The call that writes the gradient of an input.
    fn gradient_of_input(&self, reverse: &Reverse, index: usize, dy: &TokenStream, dx: &TokenStream) -> TokenStream {
        let plan = self.plan;
        let runtime = &plan.runtime;
        let step = &plan.steps[reverse.step];
        let at = place(&step.place);
        let alias = geometry::name(step);
        let x = borrow(&self.recorded(step.inputs[index].value));
        match &step.op {
            Op::Conv { .. } | Op::ConvTranspose { .. } => {
                quote!(#alias::grad_input(&self #at, #dy, #dx, tape.scratch.floats_mut());)
            }
            Op::Linear => quote!(self #at.grad_input(#dy, #dx);),
            Op::MaxPool { .. } | Op::Adaptive { max: true, .. } => quote!(#alias::backward(#x, #dy, #dx);),
            Op::AvgPool { .. } | Op::Adaptive { .. } | Op::Upsample { .. } | Op::Pad { .. } | Op::Crop { .. } => {
                quote!(#alias::backward(#dy, #dx);)
            }
            Op::Module(module) => {
                let value = module_value(runtime, module);
                let (own, into) = (parameters(step, &quote!(self #at)), parameters(step, &quote!(gradient #at)));
                match module.saves {
                    Saves::Input => quote!(#value.backward_from_input(&#own, #x, #dy, #dx, &mut #into);),
                    Saves::Output => {
                        let y = borrow(&self.recorded(step.output));
                        quote!(#value.backward_from_output(&#own, #y, #dy, #dx, &mut #into);)
                    }
                }
            }
            Op::BatchNorm { eps, momentum } => {
                quote!(self #at.backward(#x, #dy, #dx, #eps, #momentum, pass, &mut gradient #at);)
            }
            Op::Add => quote!(#runtime::__private::layer::join::place(#dy, #dx, 0);),
            Op::Concat { along } => join::take(plan, step, *along, index, dy, dx),
            Op::Network(_) => {
                let field = nested_field(step);
                let layer = Literal::u64_unsuffixed(reverse.step as u64);
                let x = self.recorded(step.inputs[index].value);
                quote! {
                    self #at.backward(
                        #x.view(),
                        &mut tape.#field,
                        &pass.inside(#layer),
                        &mut gradient #at,
                        #dx,
                    );
                }
            }
            Op::Activation(_) | Op::Dropout { .. } | Op::View => quote!(),
        }
    }
}
