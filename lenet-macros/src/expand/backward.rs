//! The backward pass: the layers in reverse, each turning the gradient of its output into that of its input.

use super::forward::{
    activation, dropout, ends_of, gradient_buffer, module_value, nested_tape, nested_workspace, norm, parameters,
};
use super::gradients::{Gradient, Reverse, Target, passes_on};
use super::segment::Segments;
use super::{Passes, buffers, geometry, join, place};
use lenet_syntax::plan::{self, Op, Step};
use lenet_syntax::words::Saves;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// Where a layer writes the gradient of its input.
enum Dx {
    Always(Ident),
    /// To an optional place.
    IfAsked(TokenStream),
}

impl Dx {
    /// As an option.
    fn option(&self) -> TokenStream {
        match self {
            Self::Always(dx) => quote!(::core::option::Option::Some(#dx)),
            Self::IfAsked(dx) => dx.clone(),
        }
    }

    /// As an option for a network that is a layer, whose input may have another shape.
    fn viewed(&self) -> TokenStream {
        match self {
            Self::Always(dx) => quote!(::core::option::Option::Some(#dx.view_mut())),
            Self::IfAsked(dx) => quote!(#dx.map(|dx| dx.view_mut())),
        }
    }

    /// The place, where somebody asked.
    fn asked(&self) -> Ident {
        match self {
            Self::Always(dx) => dx.clone(),
            Self::IfAsked(_) => format_ident!("dx"),
        }
    }
}

impl Passes<'_> {
    pub fn backward(&self) -> TokenStream {
        let runtime = &self.plan.runtime;
        let mut lines = Segments::new(runtime, self.backward.steps.len());
        for reverse in &self.backward.steps {
            self.reverse(&mut lines, reverse);
        }
        let lines = lines.finish();
        let tape = buffers::take_apart(&self.tape_name(), &self.tape(), &quote!(tape), &lines);
        let workspace = buffers::take_apart(
            &self.training_workspace_name(),
            &self.training_workspace(),
            &quote!(workspace),
            &lines,
        );
        let reused = (self.backward.readers > 1).then(|| quote!(mut));
        quote! {
            fn backward<const __L: ::core::primitive::usize>(
                &self,
                x: &#runtime::Tile<Self::Input, __L>,
                tape: &Self::Tape<__L>,
                workspace: &mut Self::TrainingWorkspace<__L>,
                pass: &#runtime::Pass,
                gradient: &mut Self,
                #reused dx: ::core::option::Option<&mut #runtime::Tile<Self::Input, __L>>,
            ) {
                #tape
                #workspace
                #lines
            }
        }
    }

    /// The variable of a gradient, which has the name of the value's place on the tape.
    fn gradient_name(&self, gradient: Gradient) -> Ident {
        self.plan.values[self.tape.storage[gradient.value]].stem.gradient()
    }

    /// A gradient's buffer as a value of its shape.
    fn gradient_view(&self, gradient: Gradient) -> TokenStream {
        let (buffer, value) = (gradient_buffer(gradient.buffer), self.recorded(gradient.value));
        quote!(#buffer.like(#value))
    }

    /// A gradient that is there.
    fn read(&self, lines: &mut Segments<'_>, gradient: Gradient) -> Ident {
        let name = self.gradient_name(gradient);
        lines.bind(&name, gradient.buffer, self.gradient_view(gradient));
        name
    }

    /// A spare buffer, for a part of the gradient of an input.
    fn spare(&self, lines: &mut Segments<'_>, buffer: usize, value: plan::ValueId) -> Ident {
        let (name, gradient, like) = (format_ident!("part"), gradient_buffer(buffer), self.recorded(value));
        lines.bind_anew(&name, buffer, quote!(#gradient.like(#like)));
        name
    }

    fn reverse(&self, lines: &mut Segments<'_>, reverse: &Reverse) {
        let step = &self.plan.steps[reverse.step];
        lines.layer();
        let dy = self.read(lines, reverse.from);
        lines.extend(self.before_inputs(reverse, step, &dy));
        for (index, target) in reverse.into.iter().enumerate() {
            self.target(lines, reverse, index, target, &dy);
        }
    }

    /// What a layer does to the gradient of its output.
    fn before_inputs(&self, reverse: &Reverse, step: &Step, dy: &Ident) -> TokenStream {
        let runtime = &self.plan.runtime;
        match &step.op {
            Op::Activation(value) => {
                let activation = activation(runtime, value);
                match value.function.facts().saves {
                    Saves::Input => {
                        let x = self.recorded(step.inputs[0].value);
                        quote!(#activation.backward_from_input(#x, #dy);)
                    }
                    Saves::Output => {
                        let y = self.recorded(step.output);
                        quote!(#activation.backward_from_output(#y, #dy);)
                    }
                }
            }
            Op::Dropout { p, channels } => {
                let layer = Literal::u64_unsuffixed(reverse.step as u64);
                let dropout = dropout(runtime, p, channels.as_ref());
                quote!(#dropout.backward(#dy, pass, #layer);)
            }
            Op::Network(_) => {
                let ends = ends_of(runtime, step);
                quote!(#runtime::__private::layer::join::place(#dy, #ends.1, 0);)
            }
            Op::Conv { .. }
            | Op::ConvTranspose { .. }
            | Op::Linear
            | Op::MaxPool { .. }
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

    fn target(&self, lines: &mut Segments<'_>, reverse: &Reverse, index: usize, target: &Target, dy: &Ident) {
        let step = &self.plan.steps[reverse.step];
        let runtime = &self.plan.runtime;
        let join = quote!(#runtime::__private::layer::join);
        let if_wanted = |line: TokenStream| {
            let wanted = self.wanted();
            quote!(if let ::core::option::Option::Some(dx) = #wanted { #line })
        };
        let kind = step.op.facts().gradient;
        let passes_on = passes_on(kind);
        match target {
            Target::Keep => {}
            Target::Write(gradient) => {
                let dx = self.gradient_name(*gradient);
                lines.bind_anew(&dx, gradient.buffer, self.gradient_view(*gradient));
                lines.extend(if passes_on {
                    quote!(#join::place(#dy, #dx, 0);)
                } else {
                    self.gradient_of_input(reverse, index, dy, &Dx::Always(dx))
                });
            }
            Target::Add { spare, whole } => {
                let part = self.spare(lines, *spare, step.inputs[index].value);
                lines.extend(self.gradient_of_input(reverse, index, dy, &Dx::Always(part.clone())));
                // It may stand where `dy` did.
                let whole = self.read(lines, *whole);
                lines.extend(quote!(#join::accumulate(#part, #whole);));
            }
            Target::AddTo(whole) => {
                let whole = self.read(lines, *whole);
                lines.extend(quote!(#join::accumulate(#dy, #whole);));
            }
            Target::Input if passes_on => lines.extend(if_wanted(quote!(#join::place(#dy, dx, 0);))),
            Target::InputToo { spare: None } => lines.extend(if_wanted(quote!(#join::accumulate(#dy, dx);))),
            Target::Input => {
                let call = self.gradient_of_input(reverse, index, dy, &Dx::IfAsked(self.wanted()));
                lines.extend(if kind == plan::Gradient::Joint { call } else { if_wanted(call) });
            }
            Target::InputToo { spare: Some(spare) } => {
                let part = self.spare(lines, *spare, 0);
                let asked = quote!(dx.is_some().then_some(&mut *#part));
                let call = self.gradient_of_input(reverse, index, dy, &Dx::IfAsked(asked));
                let add = quote!(#join::accumulate(#part, dx););
                if kind == plan::Gradient::Joint {
                    let add = if_wanted(add);
                    lines.extend(quote!(#call #add));
                } else {
                    let call = self.gradient_of_input(reverse, index, dy, &Dx::Always(part));
                    lines.extend(if_wanted(quote!(#call #add)));
                }
            }
        }
    }

    /// The call that writes the gradient of an input; that of parameters, too, where one call gives both.
    fn gradient_of_input(&self, reverse: &Reverse, index: usize, dy: &Ident, dx: &Dx) -> TokenStream {
        let plan = self.plan;
        let runtime = &plan.runtime;
        let step = &plan.steps[reverse.step];
        let at = place(&step.place);
        let alias = geometry::name(step);
        let x = self.recorded(step.inputs[index].value);
        let (asked, option) = (dx.asked(), dx.option());
        match &step.op {
            Op::Conv { .. } | Op::ConvTranspose { .. } => {
                quote!(#alias::backward(&self #at, #x, #dy, #option, &mut gradient #at, scratch);)
            }
            Op::Linear => quote!(self #at.backward(#x, #dy, #option, &mut gradient #at);),
            Op::MaxPool { .. } | Op::Adaptive { max: true, .. } => quote!(#alias::backward(#x, #dy, #asked);),
            Op::AvgPool { .. } | Op::Adaptive { .. } | Op::Upsample { .. } | Op::Pad { .. } | Op::Crop { .. } => {
                quote!(#alias::backward(#dy, #asked);)
            }
            Op::Module(module) => {
                let value = module_value(runtime, module);
                let (own, into) = (parameters(step, &quote!(self #at)), parameters(step, &quote!(gradient #at)));
                match module.saves {
                    Saves::Input => quote!(#value.backward_from_input(&#own, #x, #dy, #option, &mut #into);),
                    Saves::Output => {
                        let y = self.recorded(step.output);
                        quote!(#value.backward_from_output(&#own, #y, #dy, #option, &mut #into);)
                    }
                }
            }
            Op::BatchNorm { eps, momentum } => {
                let norm = norm(plan, eps, momentum);
                quote!(self #at.backward(#x, #dy, #option, #norm, pass, &mut gradient #at);)
            }
            Op::Concat { along } => join::take(plan, step, *along, index, &quote!(#dy), &quote!(#asked)),
            Op::Network(_) => {
                let layer = Literal::u64_unsuffixed(reverse.step as u64);
                let (tape, workspace, dx) = (nested_tape(step), nested_workspace(step), dx.viewed());
                quote!(self #at.backward(#x.view(), #tape, #workspace, &pass.inside(#layer), &mut gradient #at, #dx);)
            }
            // Their gradient is that of the output.
            Op::Add | Op::Activation(_) | Op::Dropout { .. } | Op::View => quote!(),
        }
    }
}
