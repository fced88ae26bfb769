//! The backward pass: the layers in reverse, each turning the gradient of its output into that of its input.

use super::forward::{
    activation, dropout, ends_of, gradient_buffer, kept_buffer, module_value, nested_tape, nested_workspace,
    parameters, stage_number,
};
use super::gradients::{Gradient, Kept, Reverse, Target, passes_on};
use super::segment::Segments;
use super::stage::{Stage, norm};
use super::{Passes, buffers, geometry, join, place};
use lenet_syntax::plan::{self, Op, Step};
use lenet_syntax::words::Saves;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};

/// Where a layer writes the gradient of its input.
enum Dx {
    Always(Ident),
    /// To the place that the caller may have given.
    Callers(TokenStream),
    /// To a place from where it goes on to the caller's, if there is one.
    OnTheWay(Ident),
}

impl Dx {
    /// As an option.
    fn option(&self) -> TokenStream {
        match self {
            Self::Always(dx) => quote!(::core::option::Option::Some(#dx)),
            Self::Callers(dx) => dx.clone(),
            Self::OnTheWay(dx) => quote!(dx.is_some().then_some(&mut *#dx)),
        }
    }

    /// As an option for a network that is a layer, whose input may have another shape.
    fn viewed(&self) -> TokenStream {
        match self {
            Self::Always(dx) => quote!(::core::option::Option::Some(#dx.view_mut())),
            Self::Callers(dx) => quote!(#dx.map(|dx| dx.view_mut())),
            Self::OnTheWay(dx) => quote!(dx.is_some().then_some(#dx.view_mut())),
        }
    }

    /// The place, where somebody asked.
    fn asked(&self) -> Ident {
        match self {
            Self::Always(dx) | Self::OnTheWay(dx) => dx.clone(),
            Self::Callers(_) => format_ident!("dx"),
        }
    }
}

impl Passes<'_> {
    pub fn backward(&self) -> TokenStream {
        let runtime = &self.plan.runtime;
        let mut lines = Segments::new(runtime, self.backward.steps.len());
        let (mut stage, number) = (Stage::default(), stage_number(self.has_stages()));
        for (index, reverse) in self.backward.steps.iter().enumerate() {
            self.reverse(&mut lines, &mut stage, reverse, self.backward.steps.get(index + 1));
        }
        if let Some(gradient) = self.backward.input {
            lines.layer();
            let from = self.read(&mut lines, gradient);
            lines.extend(self.if_wanted(&quote!(#runtime::__private::layer::join::place(#from, dx, 0);)));
        }
        if self.has_stages() {
            lines.end_stage(&stage.is(runtime, &number));
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
            fn backward_stage<const __L: ::core::primitive::usize>(
                &self,
                #number: ::core::primitive::usize,
                x: &#runtime::Tile<Self::Input, __L>,
                tape: &mut Self::Tape<__L>,
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

    /// Where a gradient is.
    fn home(&self, gradient: Gradient) -> Ident {
        match gradient.kept {
            None => gradient_buffer(gradient.buffer),
            Some(kept) => self.kept(kept),
        }
    }

    fn kept(&self, kept: Kept) -> Ident {
        match kept {
            Kept::Saved(value) => self.recorded(value),
            Kept::Own(buffer) => kept_buffer(buffer),
        }
    }

    /// Where a gradient is, as a value of its shape.
    fn gradient_view(&self, gradient: Gradient) -> TokenStream {
        let (home, value) = (self.home(gradient), self.recorded(gradient.value));
        if home == value { quote!(&mut *#home) } else { quote!(#home.like(#value)) }
    }

    /// A gradient that is there.
    fn read(&self, lines: &mut Segments<'_>, gradient: Gradient) -> Ident {
        let name = self.gradient_name(gradient);
        lines.bind(&name, &self.home(gradient), self.gradient_view(gradient));
        name
    }

    /// A gradient that will be there.
    fn write(&self, lines: &mut Segments<'_>, gradient: Gradient) -> Ident {
        let name = self.gradient_name(gradient);
        lines.bind_anew(&name, &self.home(gradient), self.gradient_view(gradient));
        name
    }

    /// A spare buffer, for a part of the gradient of an input.
    fn spare(&self, lines: &mut Segments<'_>, buffer: usize, value: plan::ValueId) -> Ident {
        let (name, gradient, like) = (format_ident!("part"), gradient_buffer(buffer), self.recorded(value));
        lines.bind_anew(&name, &gradient, quote!(#gradient.like(#like)));
        name
    }

    /// What was written to a spare buffer.
    fn part(&self, lines: &mut Segments<'_>, buffer: usize, value: plan::ValueId) -> Ident {
        let (name, gradient, like) = (format_ident!("part"), gradient_buffer(buffer), self.recorded(value));
        lines.bind(&name, &gradient, quote!(#gradient.like(#like)));
        name
    }

    fn reverse(&self, lines: &mut Segments<'_>, stage: &mut Stage, reverse: &Reverse, next: Option<&Reverse>) {
        let runtime = &self.plan.runtime;
        let step = &self.plan.steps[reverse.step];
        lines.layer();
        let mut dy = self.read(lines, reverse.from);
        // The batch norm has an activation's slope, too, if it takes both in one go.
        let by_norm = next.is_some_and(|next| next.step + 1 == reverse.step && self.activation_behind(next).is_some());
        if !by_norm {
            lines.extend(self.before_inputs(reverse, step, &dy));
        }
        let activated = self.activation_behind(reverse);
        for (gradient, to) in &reverse.moves[usize::from(activated.is_some())..] {
            let (from, to) = (self.read(lines, *gradient), self.kept(*to));
            lines.extend(quote!(#runtime::__private::layer::join::place(#from, #to, 0);));
        }
        if let Op::BatchNorm { eps, momentum } = &step.op {
            let (at, x, statistics) = (place(&step.place), self.recorded(step.inputs[0].value), step.stem.statistics());
            let norm = norm(self.plan, eps, momentum);
            lines.extend(match activated {
                Some(value) => {
                    let (y, activation) = (self.recorded(step.output), activation(runtime, value));
                    quote! {
                        self #at.observe_activated(
                            #x, #dy, #y, #statistics, #norm, pass, &mut gradient #at, #activation,
                        );
                    }
                }
                None => quote!(self #at.observe_backward(#x, #dy, #statistics, #norm, pass, &mut gradient #at);),
            });
            lines.end_stage(&stage.is(runtime, &stage_number(true)));
            stage.norm();
            dy = self.read(lines, reverse.moved);
        }
        for (index, target) in reverse.into.iter().enumerate() {
            self.target(lines, stage, reverse, index, target, &dy);
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

    /// A line that needs the place for the gradient of the network's input, where there is one.
    fn if_wanted(&self, line: &TokenStream) -> TokenStream {
        let wanted = self.wanted();
        quote!(if let ::core::option::Option::Some(dx) = #wanted { #line })
    }

    fn target(
        &self,
        lines: &mut Segments<'_>,
        stage: &mut Stage,
        reverse: &Reverse,
        index: usize,
        target: &Target,
        dy: &Ident,
    ) {
        let step = &self.plan.steps[reverse.step];
        let value = step.inputs[index].value;
        let runtime = &self.plan.runtime;
        let join = quote!(#runtime::__private::layer::join);
        let joint = step.op.facts().gradient == plan::Gradient::Joint;
        let passes_on = passes_on(step.op.facts().gradient);
        match target {
            Target::Keep => {}
            Target::Write(gradient) if passes_on => {
                let dx = self.write(lines, *gradient);
                lines.extend(quote!(#join::place(#dy, #dx, 0);));
            }
            Target::Write(gradient) => self.call(lines, stage, reverse, index, dy, |lines| {
                let dx = self.write(lines, *gradient);
                self.asked(value, dx)
            }),
            Target::Add { spare, whole } => {
                self.call(lines, stage, reverse, index, dy, |lines| {
                    let part = self.spare(lines, *spare, value);
                    self.asked(value, part)
                });
                let part = self.part(lines, *spare, value);
                // It may stand where `dy` did.
                let whole = self.read(lines, *whole);
                lines.extend(quote!(#join::accumulate(#part, #whole);));
            }
            Target::AddTo(whole) => {
                let whole = self.read(lines, *whole);
                lines.extend(quote!(#join::accumulate(#dy, #whole);));
            }
            Target::Input if passes_on => lines.extend(self.if_wanted(&quote!(#join::place(#dy, dx, 0);))),
            Target::InputToo { spare: None } => lines.extend(self.if_wanted(&quote!(#join::accumulate(#dy, dx);))),
            Target::Input => self.call(lines, stage, reverse, index, dy, |_| Dx::Callers(self.wanted())),
            Target::InputToo { spare: Some(spare) } if joint => {
                self.call(lines, stage, reverse, index, dy, |lines| Dx::OnTheWay(self.spare(lines, *spare, value)));
                let part = self.part(lines, *spare, value);
                lines.extend(self.if_wanted(&quote!(#join::accumulate(#part, dx);)));
            }
            Target::InputToo { spare: Some(spare) } => {
                let part = self.spare(lines, *spare, value);
                let call = self.gradient_of_input(reverse, index, dy, &Dx::Always(part.clone()), &quote!());
                lines.extend(self.if_wanted(&quote!(#call #join::accumulate(#part, dx);)));
            }
        }
    }

    /// Where the gradient of a value is written: that of the network's input only if somebody asks for it.
    fn asked(&self, value: plan::ValueId, place: Ident) -> Dx {
        match value {
            0 => Dx::OnTheWay(place),
            _ => Dx::Always(place),
        }
    }

    /// The call that gives the gradient of an input, which `dx` says the place of. What follows belongs to its last stage.
    fn call(
        &self,
        lines: &mut Segments<'_>,
        stage: &mut Stage,
        reverse: &Reverse,
        index: usize,
        dy: &Ident,
        dx: impl FnOnce(&mut Segments<'_>) -> Dx,
    ) {
        let step = &self.plan.steps[reverse.step];
        let joint = step.op.facts().gradient == plan::Gradient::Joint;
        if let Op::Network(_) = step.op {
            self.nested_stages(lines, stage, step, |lines, since| {
                let dx = dx(lines);
                lines.extend(self.gradient_of_input(reverse, index, dy, &dx, &since));
            });
            return;
        }
        let dx = dx(lines);
        let call = self.gradient_of_input(reverse, index, dy, &dx, &quote!());
        lines.extend(match &dx {
            Dx::Callers(_) if !joint => self.if_wanted(&call),
            Dx::OnTheWay(_) if !joint => quote!(if dx.is_some() { #call }),
            Dx::Always(_) | Dx::Callers(_) | Dx::OnTheWay(_) => call,
        });
    }

    /// The call that writes the gradient of an input; that of parameters, too, where one call gives both.
    fn gradient_of_input(
        &self,
        reverse: &Reverse,
        index: usize,
        dy: &Ident,
        dx: &Dx,
        stage: &TokenStream,
    ) -> TokenStream {
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
                let (statistics, norm) = (step.stem.statistics(), norm(plan, eps, momentum));
                quote!(self #at.backward(#x, #dy, #option, #statistics, #norm, pass);)
            }
            Op::Concat { along } => join::take(plan, step, *along, index, &quote!(#dy), &quote!(#asked)),
            Op::Network(_) => {
                let layer = Literal::u64_unsuffixed(reverse.step as u64);
                let (tape, workspace, dx) = (nested_tape(step), nested_workspace(step), dx.viewed());
                quote! {
                    self #at.backward_stage(
                        #stage, #x.view(), #tape, #workspace, &pass.inside(#layer), &mut gradient #at, #dx,
                    );
                }
            }
            // Their gradient is that of the output.
            Op::Add | Op::Activation(_) | Op::Dropout { .. } | Op::View => quote!(),
        }
    }
}
