//! The forward passes, for inference and for training: one call a layer.

use super::buffers::{Buffer, take_apart};
use super::segment::Segments;
use super::stage::{Stage, channels, norm};
use super::{Passes, geometry, join, length, place, shape_value, value_type, variable};
use lenet_syntax::list;
use lenet_syntax::memory::{Home, Mode, Pool, Store};
use lenet_syntax::plan::{Op, Plan, Shape, Size, Step, ValueId};
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

impl Passes<'_> {
    /// The buffers of inference.
    pub fn workspace(&self) -> Vec<Buffer> {
        let runtime = &self.plan.runtime;
        let values = quote!(#runtime::__private::Vectors<{ PLACES.length() }, __L>);
        let mut fields: Vec<Buffer> = vec![(format_ident!("values"), values)];
        self.nested(&mut fields, nested_workspace, &quote!(Workspace));
        fields.push(self.scratch_field());
        fields
    }

    /// What training saves for the backward pass.
    pub fn tape(&self) -> Vec<Buffer> {
        let runtime = &self.plan.runtime;
        let mut fields: Vec<Buffer> = Vec::new();
        for value in 1..self.plan.values.len() {
            if self.tape.storage[value] == value {
                let ty = match &self.plan.values[value].shape {
                    Shape::Image([c, h, w]) => quote!(#runtime::__private::Images<#c, #h, #w, __L>),
                    Shape::Vector(n) => quote!(#runtime::__private::Vectors<#n, __L>),
                    shape @ Shape::Network(_) => {
                        let value = value_type(runtime, shape);
                        quote!(#runtime::Tile<#value, __L>)
                    }
                };
                fields.push((variable(self.plan, value), ty));
            }
        }
        self.nested(&mut fields, nested_tape, &quote!(Tape));
        for (index, values) in self.backward.kept.iter().enumerate() {
            fields.push((kept_buffer(index), self.buffer(values)));
        }
        for step in &self.plan.steps {
            if let Op::BatchNorm { .. } = step.op {
                let channels = channels(step);
                fields.push((step.stem.statistics(), quote!([#runtime::Statistics; #channels])));
            }
        }
        fields
    }

    /// The buffers of training.
    pub fn training_workspace(&self) -> Vec<Buffer> {
        let buffer = |(index, values): (usize, &Vec<ValueId>)| (gradient_buffer(index), self.buffer(values));
        let mut fields: Vec<Buffer> = self.backward.buffers.iter().enumerate().map(buffer).collect();
        self.nested(&mut fields, nested_workspace, &quote!(TrainingWorkspace));
        fields.push(self.scratch_field());
        fields
    }

    /// A field for each network that is used as a layer.
    fn nested(&self, fields: &mut Vec<Buffer>, name: impl Fn(&Step) -> Ident, what: &TokenStream) {
        let runtime = &self.plan.runtime;
        for step in &self.plan.steps {
            if let Op::Network(path) = &step.op {
                fields.push((name(step), quote!(<#path as #runtime::Network>::#what<__L>)));
            }
        }
    }

    /// The scratch of the layers.
    pub fn scratch_field(&self) -> Buffer {
        let runtime = &self.plan.runtime;
        (format_ident!("scratch"), quote!(#runtime::__private::Vectors<SCRATCH, __L>))
    }

    /// Where the values of inference stand: a constant for all, and one for each.
    pub fn places(&self) -> TokenStream {
        let plan = self.plan;
        let runtime = &plan.runtime;
        let mut places = TokenStream::new();
        let lives = list::map(&self.inference.stores.0, |store| {
            let value = &plan.values[store.values[0]];
            let size = match store.rows {
                None => length(runtime, &value.shape),
                Some(steps) => {
                    let [conv, pool] = steps.map(|step| geometry::name(&plan.steps[step]));
                    let strip = value.stem.strip();
                    let numbers = quote!(#runtime::__private::layer::conv_pool::ConvPool::<#conv, #pool>::STRIP);
                    places.extend(quote!(const #strip: ::core::primitive::usize = #numbers;));
                    strip.to_token_stream()
                }
            };
            life(&size, store)
        });
        let (count, lives) = (Literal::usize_unsuffixed(lives.len()), list::commas(&lives));
        places.extend(quote! {
            const PLACES: #runtime::__private::Places<#count> = #runtime::__private::Places::of([#lives]);
        });
        for (index, store) in self.inference.stores.0.iter().enumerate() {
            let value = &plan.values[store.values[0]];
            let (name, index) = (value.stem.place(), Literal::usize_unsuffixed(index));
            let ty = match store.rows {
                None => value_type(runtime, &value.shape),
                Some(_) => {
                    let strip = value.stem.strip();
                    quote!([::core::primitive::f32; #strip])
                }
            };
            places.extend(quote!(const #name: #runtime::__private::Place<#ty> = PLACES.place(#index);));
        }
        places
    }

    /// Inference: values where they have a place.
    pub fn infer(&self) -> TokenStream {
        let runtime = &self.plan.runtime;
        let lines = self.inference(false);
        let workspace = take_apart(&self.workspace_name(), &self.workspace(), &quote!(workspace), &lines);
        quote! {
            fn infer_from<'a, const __L: ::core::primitive::usize>(
                &self,
                input: ::core::option::Option<&#runtime::Tile<Self::Input, __L>>,
                workspace: &'a mut Self::Workspace<__L>,
            ) -> &'a #runtime::Tile<Self::Output, __L> {
                #workspace
                #lines
            }
            fn input_place<const __L: ::core::primitive::usize>(
                workspace: &mut Self::Workspace<__L>,
            ) -> &mut #runtime::Tile<Self::Input, __L> {
                workspace.values.one(X_PLACE)
            }
        }
    }

    /// The lines of inference. If they are `observed`, an observer is told what each layer wrote, before another writes over it.
    pub fn inference(&self, observed: bool) -> TokenStream {
        let plan = self.plan;
        let runtime = &plan.runtime;
        let layers = list::count(&self.modes, |mode| !matches!(mode, Mode::Nothing | Mode::WithPool));
        let mut lines = Segments::new(runtime, layers);
        for (index, (step, mode)) in plan.steps.iter().zip(&self.modes).enumerate() {
            match mode {
                Mode::Nothing | Mode::WithPool => continue,
                Mode::Nested if observed => {
                    lines.between();
                    let (field, at, output) = (nested_workspace(step), place(&step.place), variable(plan, step.output));
                    let row = Literal::usize_unsuffixed(index);
                    self.bind(&mut lines, &[step.inputs[0].value]);
                    let x = self.local(step.inputs[0].value);
                    lines.extend(quote! {
                        observer.enter(#row);
                        let #output = self #at.observe(::core::option::Option::Some(#x.view()), #field, observer);
                        observer.leave();
                    });
                }
                Mode::Nested => {
                    // What it computes stands in its own workspace.
                    lines.between();
                    let (field, at, output) = (nested_workspace(step), place(&step.place), variable(plan, step.output));
                    self.bind(&mut lines, &[step.inputs[0].value]);
                    let x = self.local(step.inputs[0].value);
                    lines.extend_between(&quote!(let #output =), quote!(self #at.infer(#x.view(), #field)));
                }
                Mode::Pooled(pool) => {
                    lines.layer();
                    self.pooled(&mut lines, pool);
                }
                Mode::InPlace(input) => {
                    lines.layer();
                    let values = list::map(&step.inputs, |input| input.value);
                    self.bind(&mut lines, &values);
                    let inputs = list::map(&step.inputs, |input| self.local(input.value));
                    lines.extend(in_place(plan, step, *input, &inputs));
                }
                Mode::Apart => {
                    lines.layer();
                    self.apart(&mut lines, step);
                }
            }
            if observed {
                self.bind(&mut lines, &[step.output]);
                let (row, output) = (Literal::usize_unsuffixed(index), self.local(step.output));
                lines.extend(quote!(observer.layer(#row, #output.floats());));
            }
        }
        lines.between();
        lines.extend(match self.inference.homes[self.locals[plan.result]] {
            Home::Store(_) => {
                let place = plan.values[self.locals[plan.result]].stem.place();
                quote!(values.one(#place).view())
            }
            Home::Input | Home::Nested(_) => {
                let result = self.local(plan.result);
                quote!(#result.view())
            }
        });
        lines.finish()
    }

    /// A layer that writes apart from what it reads.
    fn apart(&self, lines: &mut Segments<'_>, step: &Step) {
        let plan = self.plan;
        let output = self.local(step.output);
        if let Op::Concat { along } = &step.op {
            for (branch, input) in step.inputs.iter().enumerate() {
                self.bind(lines, &[input.value, step.output]);
                lines.extend(join::place(plan, step, *along, branch, &self.local(input.value), &output));
            }
            return;
        }
        let mut values = list::map(&step.inputs, |input| input.value);
        values.push(step.output);
        self.bind(lines, &values);
        let inputs = list::map(&step.inputs, |input| self.local(input.value));
        lines.extend(apart(plan, step, &own(step), &inputs, &output, &quote!(scratch)));
    }

    /// A convolution, what stands between, and a pool at inference.
    fn pooled(&self, lines: &mut Segments<'_>, pool: &Pool) {
        let plan = self.plan;
        let runtime = &plan.runtime;
        let (conv, last) = (&plan.steps[pool.conv], &plan.steps[pool.pool]);
        self.bind(lines, &[conv.inputs[0].value, conv.output, last.output]);
        let (x, rows, y) = (self.local(conv.inputs[0].value), self.local(conv.output), self.local(last.output));
        let mut between: Option<TokenStream> = None;
        for &index in &pool.between {
            let Some(next) = between_value(plan, &plan.steps[index]) else { continue };
            between = Some(match between {
                None => next,
                Some(first) => quote!(#runtime::__private::layer::conv_pool::Then(#first, #next)),
            });
        }
        let between = between.unwrap_or_else(|| quote!(#runtime::__private::layer::activation::Identity));
        let (conv_type, pool_type) = (geometry::name(conv), geometry::name(last));
        let owner = own(conv);
        lines.extend(quote! {
            #runtime::__private::layer::conv_pool::ConvPool::<#conv_type, #pool_type>::forward(
                &#owner, #x, #between, #rows, #y, scratch,
            );
        });
    }

    /// Binds the variables of some values, which are alive at the same time.
    fn bind(&self, lines: &mut Segments<'_>, values: &[ValueId]) {
        let (mut names, mut places): (Vec<Ident>, Vec<Ident>) = (Vec::new(), Vec::new());
        let mut reads_input = false;
        for &value in values {
            let first = self.locals[value];
            match self.inference.homes[first] {
                Home::Input => reads_input = true,
                Home::Store(store) => {
                    let name = self.stored(first, store);
                    if !names.contains(&name) {
                        names.push(name);
                        places.push(self.plan.values[first].stem.place());
                    }
                }
                Home::Nested(_) => {}
            }
        }
        let (mut bound, places) = (names.clone(), list::commas(&list::map(&places, ToTokens::to_token_stream)));
        if reads_input {
            bound.insert(0, format_ident!("x"));
        }
        let pattern = list::commas(&list::map(&bound, ToTokens::to_token_stream));
        let view = match (reads_input, names.len()) {
            (_, 0) if !reads_input => return,
            (true, 0) => quote!(let x = values.input(input, X_PLACE);),
            (true, 1) => quote!(let (#pattern) = values.input_and(input, X_PLACE, #places);),
            (true, _) => quote!(let (#pattern) = values.input_and_two(input, X_PLACE, #places);),
            (false, 1) => quote!(let #pattern = values.one(#places);),
            (false, 2) => quote!(let (#pattern) = values.two(#places);),
            (false, _) => quote!(let (#pattern) = values.three(#places);),
        };
        lines.bind_together(bound, view);
    }

    /// The local variable that holds a value during inference: that of the layer that first wrote there.
    fn local(&self, value: ValueId) -> TokenStream {
        let first = self.locals[value];
        match self.inference.homes[first] {
            Home::Input => quote!(x),
            Home::Store(store) => self.stored(first, store).to_token_stream(),
            Home::Nested(_) => variable(self.plan, first).to_token_stream(),
        }
    }

    /// The variable for what stands in a store.
    fn stored(&self, value: ValueId, store: usize) -> Ident {
        match self.inference.stores.0[store].rows {
            Some(_) => self.plan.values[value].stem.rows(),
            None => variable(self.plan, value),
        }
    }

    /// Training: every value that the backward pass reads stays on the tape.
    pub fn record(&self) -> TokenStream {
        let plan = self.plan;
        let runtime = &plan.runtime;
        let layers = list::count(&self.tape.modes, |mode| *mode != Mode::Nothing);
        let mut lines = Segments::new(runtime, layers);
        let (mut stage, number) = (Stage::default(), stage_number(self.has_stages()));
        for (index, (step, mode)) in plan.steps.iter().zip(&self.tape.modes).enumerate() {
            let inputs = list::map(&step.inputs, |input| self.recorded(input.value).to_token_stream());
            let output = self.recorded(step.output).to_token_stream();
            let layer = Literal::u64_unsuffixed(index as u64);
            if *mode == Mode::Nothing {
                continue;
            }
            lines.layer();
            match (mode, &step.op) {
                // Those of inference.
                (Mode::Nothing | Mode::WithPool | Mode::Pooled(_), _) => {}
                (Mode::InPlace(_), Op::Dropout { p, channels }) => {
                    let dropout = dropout(runtime, p, channels.as_ref());
                    lines.extend(quote!(#dropout.forward_in_place(#output, pass, #layer);));
                }
                // With the batch norm.
                (Mode::InPlace(_), Op::Activation(_)) if index > 0 && self.activation_over(index - 1).is_some() => {}
                (Mode::InPlace(input), _) => lines.extend(in_place(plan, step, *input, &inputs)),
                (Mode::Apart, Op::Dropout { p, channels }) => {
                    let (x, dropout) = (&inputs[0], dropout(runtime, p, channels.as_ref()));
                    lines.extend(quote!(#dropout.forward(#x, #output, pass, #layer);));
                }
                (Mode::Apart, Op::BatchNorm { eps, momentum }) => {
                    let (at, x, statistics) = (place(&step.place), &inputs[0], step.stem.statistics());
                    let norm = norm(plan, eps, momentum);
                    lines.extend(quote!(self #at.observe(#x, #statistics, pass);));
                    lines.end_stage(&stage.is(runtime, &number));
                    stage.norm();
                    lines.extend(match self.activation_over(index) {
                        Some(value) => {
                            let activation = activation(runtime, value);
                            quote!(self #at.forward_activated(#x, #output, #statistics, #norm, #activation);)
                        }
                        None => quote!(self #at.forward(#x, #output, #statistics, #norm);),
                    });
                }
                (Mode::Nested, _) => {
                    let (at, x) = (place(&step.place), &inputs[0]);
                    let (tape, workspace) = (nested_tape(step), nested_workspace(step));
                    let ends = ends_of(runtime, step);
                    self.nested_stages(&mut lines, &mut stage, step, |lines, since| {
                        lines.extend(quote! {
                            self #at.record_stage(#since, #x.view(), #tape, #workspace, &pass.inside(#layer));
                        });
                    });
                    lines.extend(quote!(#runtime::__private::layer::join::place(#ends.0, #output, 0);));
                }
                (Mode::Apart, _) => lines.extend(apart(plan, step, &own(step), &inputs, &output, &quote!(scratch))),
            }
        }
        if self.has_stages() {
            lines.end_stage(&stage.is(runtime, &number));
        }
        let lines = lines.finish();
        let tape = take_apart(&self.tape_name(), &self.tape(), &quote!(tape), &lines);
        let workspace =
            take_apart(&self.training_workspace_name(), &self.training_workspace(), &quote!(workspace), &lines);
        quote! {
            fn record_stage<const __L: ::core::primitive::usize>(
                &self,
                #number: ::core::primitive::usize,
                x: &#runtime::Tile<Self::Input, __L>,
                tape: &mut Self::Tape<__L>,
                workspace: &mut Self::TrainingWorkspace<__L>,
                pass: &#runtime::Pass,
            ) {
                #tape
                #workspace
                #lines
            }
        }
    }

    /// A call of a network that is a layer, in each of its stages: `call` is told how the number of a stage is there. What was written
    /// before belongs to the first of them, what follows to the last.
    pub fn nested_stages(
        &self,
        lines: &mut Segments<'_>,
        stage: &mut Stage,
        step: &Step,
        call: impl FnOnce(&mut Segments<'_>, TokenStream),
    ) {
        let (runtime, number) = (&self.plan.runtime, stage_number(true));
        let Op::Network(path) = &step.op else { return };
        lines.end_stage(&stage.is(runtime, &number));
        let first = stage.clone();
        stage.network(path);
        call(lines, first.since(runtime, &number));
        lines.end_stage(&first.to(stage, runtime, &number));
    }

    /// The variable for what training saves of a value: that of the layer that first wrote there.
    pub fn recorded(&self, value: ValueId) -> Ident {
        if value == 0 { format_ident!("x") } else { variable(self.plan, self.tape.storage[value]) }
    }

    /// The output and its gradient.
    pub fn ends(&self) -> TokenStream {
        let runtime = &self.plan.runtime;
        let output = self.recorded(self.plan.result);
        let gradient = gradient_buffer(0);
        quote! {
            fn ends<'a, const __L: ::core::primitive::usize>(
                tape: &'a Self::Tape<__L>,
                workspace: &'a mut Self::TrainingWorkspace<__L>,
            ) -> (&'a #runtime::Tile<Self::Output, __L>, &'a mut #runtime::Tile<Self::Output, __L>) {
                (tape.#output.view(), workspace.#gradient.view_mut())
            }
        }
    }
}

/// A layer between a convolution and a pool as a value: a function of each element, `Normed(&self.bn1, BN1_NORM.eps)`.
fn between_value(plan: &Plan, step: &Step) -> Option<TokenStream> {
    let runtime = &plan.runtime;
    match &step.op {
        Op::Activation(value) => Some(activation(runtime, value)),
        Op::BatchNorm { eps, momentum } => {
            let (owner, norm) = (own(step), norm(plan, eps, momentum));
            Some(quote!(#runtime::__private::layer::conv_pool::Normed(&#owner, #norm.eps)))
        }
        Op::Conv { .. }
        | Op::ConvTranspose { .. }
        | Op::MaxPool { .. }
        | Op::AvgPool { .. }
        | Op::Adaptive { .. }
        | Op::Linear
        | Op::Dropout { .. }
        | Op::Upsample { .. }
        | Op::Pad { .. }
        | Op::Crop { .. }
        | Op::Module(_)
        | Op::View
        | Op::Add
        | Op::Concat { .. }
        | Op::Network(_) => None,
    }
}

/// How long something is stored, as a value: how many numbers it has, and its first and last step.
pub fn life(size: &TokenStream, store: &Store) -> TokenStream {
    let (from, to) = (Literal::usize_unsuffixed(store.from), Literal::usize_unsuffixed(store.to));
    quote!((#size, #from, #to))
}

/// A buffer of gradients.
pub fn gradient_buffer(buffer: usize) -> Ident {
    format_ident!("gradient_{buffer}")
}

/// A buffer of gradients on the tape.
pub fn kept_buffer(buffer: usize) -> Ident {
    format_ident!("kept_{buffer}")
}

/// The variable for the number of a stage.
pub fn stage_number(is_read: bool) -> TokenStream {
    if is_read { quote!(stage) } else { quote!(_) }
}

/// The output of a network that is used as a layer, and the place for its gradient.
pub fn ends_of(runtime: &TokenStream, step: &Step) -> TokenStream {
    let (tape, workspace) = (nested_tape(step), nested_workspace(step));
    let path = if let Op::Network(path) = &step.op { quote!(#path) } else { quote!() };
    quote!(<#path as #runtime::Network>::ends(#tape, #workspace))
}

/// Where the network has the parameters of a layer.
fn own(step: &Step) -> TokenStream {
    let at = place(&step.place);
    quote!(self #at)
}

/// The field that holds the buffers of a network used as a layer.
pub fn nested_workspace(step: &Step) -> Ident {
    step.stem.workspace()
}

/// The field that holds what such a network saves.
pub fn nested_tape(step: &Step) -> Ident {
    step.stem.tape()
}

/// An elementwise function as a value: `Sigmoid`, `LeakyRelu { negative_slope: 0.01 }`.
pub fn activation(runtime: &TokenStream, activation: &lenet_syntax::plan::Activation) -> TokenStream {
    let facts = activation.function.facts();
    let name = format_ident!("{}", facts.ty);
    let mut fields = Vec::new();
    for (name, value) in facts.fields.iter().zip(&activation.values) {
        fields.push((*name, value.clone()));
    }
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
        Op::BatchNorm { eps, momentum } => {
            let (at, norm) = (place(&step.place), norm(plan, eps, momentum));
            quote!(self #at.infer_in_place(#target, #norm);)
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

/// The call of a layer that writes to another buffer. `owner` is where its parameters are, `scratch` a slice.
pub fn apart(
    plan: &Plan,
    step: &Step,
    owner: &TokenStream,
    inputs: &[TokenStream],
    output: &TokenStream,
    scratch: &TokenStream,
) -> TokenStream {
    let runtime = &plan.runtime;
    let alias = geometry::name(step);
    let x = &inputs[0];
    match &step.op {
        Op::Conv { .. } | Op::ConvTranspose { .. } => {
            quote!(#alias::forward(&#owner, #x, #output, #scratch);)
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
        Op::BatchNorm { eps, momentum } => {
            let norm = norm(plan, eps, momentum);
            quote!(#owner.infer(#x, #output, #norm);)
        }
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
        match mode {
            Mode::Apart | Mode::Nested | Mode::WithPool | Mode::Pooled(_) => {}
            Mode::InPlace(input) => locals[step.output] = locals[step.inputs[*input].value],
            Mode::Nothing => locals[step.output] = locals[step.inputs[0].value],
        }
    }
    locals
}
