//! The prepared network: a struct of packed weights, one constant a layer and a layout, one call a layer.

use super::buffers::{Buffer, buffers};
use super::forward::{apart, nested_field};
use super::structs::parameters_type;
use super::{geometry, join, largest, length, place, shape_value, value_type};
use lenet_syntax::fuse::{Call, Kind, Program};
use lenet_syntax::list;
use lenet_syntax::plan::{Axis, Op, Parameters, PerChannel, Plan, Size, Step, ValueId};
use proc_macro2::{Ident, TokenStream};
use quote::{format_ident, quote};

/// The structs, their constants, and `impl Prepare`.
pub fn prepared(plan: &Plan, program: Program) -> TokenStream {
    let prepared = Prepared { plan, program };
    let runtime = &plan.runtime;
    let name = &plan.name;
    let (packed, workspace) = (format_ident!("{name}Packed"), format_ident!("{name}PackedWorkspace"));
    let calls = &prepared.program.calls;
    let constants = list::tokens(calls, |call| prepared.constant(call));
    let maps = prepared.maps();
    let mut fields: Vec<Buffer> = Vec::new();
    for call in calls {
        fields.extend(prepared.field(call));
    }
    let packs = list::tokens(calls, |call| prepared.pack(call));
    let lines = list::tokens(calls, |call| prepared.line(call));
    let (place, take) = prepared.ends();
    let packed_doc = format!(" The weights of [`{name}`] as the kernels for one image read them.");
    let workspace_doc = format!(" The buffers in which a prepared [`{name}`] computes one image.");
    let packed_struct = buffers(runtime, &packed_doc, &packed, false, &fields);
    let workspace_struct = buffers(runtime, &workspace_doc, &workspace, false, &prepared.buffers());
    quote! {
        #constants
        #maps
        #packed_struct
        #workspace_struct
        impl #runtime::Prepare for #name {
            type Packed = #packed;
            type PackedWorkspace = #workspace;
            #[inline]
            fn pack(&self, packed: &mut Self::Packed) {
                #packs
            }
            #[inline]
            fn infer_packed<'a>(
                packed: &Self::Packed,
                x: &Self::Input,
                workspace: &'a mut Self::PackedWorkspace,
            ) -> &'a Self::Output {
                #place
                #lines
                #take
                &workspace.output
            }
        }
    }
}

struct Prepared<'a> {
    plan: &'a Plan,
    program: Program,
}

impl<'a> Prepared<'a> {
    fn step(&self, call: &Call) -> &'a Step {
        &self.plan.steps[call.step]
    }

    /// `::lenet_runtime::__private::prepared`
    fn kernels(&self) -> TokenStream {
        let runtime = &self.plan.runtime;
        quote!(#runtime::__private::prepared)
    }

    /// The name of a layer's packed weights.
    fn name(&self, call: &Call) -> Ident {
        self.step(call).stem.weights()
    }

    /// The name of the constant that describes a layer.
    fn constant_name(&self, call: &Call) -> Ident {
        constant_name(self.step(call))
    }

    /// The name of the map of a value.
    fn map(&self, value: ValueId) -> Ident {
        let value = self.program.layouts[value];
        let stem = &self.program.values[value].stem;
        // Behind the values of the plan are those that only stand in another layout.
        if value < self.plan.values.len() { stem.map() } else { stem.input_map() }
    }

    /// Where a value stands.
    fn buffer(&self, value: ValueId) -> TokenStream {
        let buffer = format_ident!("buffer_{}", self.program.homes[value].unwrap_or(0));
        quote!(workspace.#buffer.0)
    }

    /// A value as a kernel reads it.
    fn read(&self, value: ValueId) -> TokenStream {
        let (map, buffer) = (self.map(value), self.buffer(value));
        if value == 0 && self.program.plain[0].is_some() {
            return quote!((&#map, #map.choose(x.floats(), &#buffer)));
        }
        quote!((&#map, &#buffer))
    }

    /// A value as a kernel writes it.
    fn write(&self, value: ValueId) -> TokenStream {
        let (map, buffer) = (self.map(value), self.buffer(value));
        if value == self.program.result && self.program.plain[1].is_some() {
            return quote!((&#map, #map.choose_mut(workspace.output.floats_mut(), &mut #buffer)));
        }
        quote!((&#map, &mut #buffer))
    }

    /// The lines that bring the input into its layout, and the output out of its own, where kernels do not do so.
    fn ends(&self) -> (TokenStream, TokenStream) {
        let result = self.program.result;
        let (first, first_buffer) = (self.map(0), self.buffer(0));
        let (last, last_buffer) = (self.map(result), self.buffer(result));
        let unless_plain = |end: usize, map: &Ident, line: TokenStream| match self.program.plain[end] {
            Some(_) => quote!(if !#map.is_plain() { #line }),
            None => line,
        };
        (
            unless_plain(0, &first, quote!(#first.place(x.floats(), &mut #first_buffer);)),
            unless_plain(1, &last, quote!(#last.take(&#last_buffer, workspace.output.floats_mut());)),
        )
    }

    /// The layer as a value: its sizes and what follows it.
    fn constant(&self, call: &Call) -> TokenStream {
        // A copy is named by the layer that wants it.
        if call.kind == Kind::Copy {
            return quote!();
        }
        let kernels = self.kernels();
        let step = self.step(call);
        let name = self.constant_name(call);
        let function = call.activation.and_then(|index| self.plan.steps[index].op.activation()).map(|value| {
            let activation = super::forward::activation(&self.plan.runtime, value);
            quote!(.then(#activation.in_kernel()))
        });
        let (ty, value) = match (&step.op, &step.parameters) {
            (Op::Conv { .. }, _) => {
                let geometry = geometry::name(step);
                let pool = call.pool.map(|index| {
                    let max = matches!(self.plan.steps[index].op, Op::MaxPool { .. });
                    let pooling = if max { quote!(Max) } else { quote!(Mean) };
                    quote!(.pooled(#kernels::function::Pooling::#pooling))
                });
                let [input, output] = self.program.plain;
                let (input, output) = (input == Some(call.step), output == Some(call.step));
                let between = (input || output).then(|| quote!(.between([#input, #output])));
                (
                    quote!(conv::PreparedConv),
                    quote!(#kernels::conv::PreparedConv::of::<#geometry>() #function #pool #between),
                )
            }
            (Op::Linear, Some(Parameters::Linear { inputs, outputs, .. })) => {
                let (inputs, outputs) = (inputs.bare(), outputs.bare());
                (
                    quote!(linear::PreparedLinear),
                    quote!(#kernels::linear::PreparedLinear::new(#inputs, #outputs) #function),
                )
            }
            (op @ (Op::MaxPool { .. } | Op::AvgPool { .. } | Op::Adaptive { .. }), _) => {
                let value = self.pool(op);
                (quote!(pool::PreparedPool), value)
            }
            _ => return quote!(),
        };
        quote!(const #name: #kernels::#ty = #value;)
    }

    fn pool(&self, op: &Op) -> TokenStream {
        let (runtime, kernels) = (&self.plan.runtime, self.kernels());
        let sliding = |axis: &Axis, counts: bool| {
            let window = axis.window(runtime);
            quote!(#kernels::pool::Cells::Sliding(#window, #counts))
        };
        let share = |from: &Size, to: &Size| {
            let (from, to) = (from.bare(), to.bare());
            quote!(#kernels::pool::Cells::Share(#from, #to))
        };
        let (max, rows, columns) = match op {
            Op::MaxPool { axes: [rows, columns], .. } => (true, sliding(rows, true), sliding(columns, true)),
            Op::AvgPool { axes: [rows, columns], count_include_pad: counts, .. } => {
                (false, sliding(rows, *counts), sliding(columns, *counts))
            }
            Op::Adaptive { max, from: [height, width], to: [rows, columns], .. } => {
                (*max, share(height, rows), share(width, columns))
            }
            _ => (false, quote!(), quote!()),
        };
        quote!(#kernels::pool::PreparedPool { max: #max, cells: [#rows, #columns] })
    }

    /// Where the elements of each value stand: with room for the zeros that a convolution reads around it.
    fn maps(&self) -> TokenStream {
        let (runtime, kernels) = (&self.plan.runtime, self.kernels());
        let layouts = &self.program.layouts;
        let mut used = vec![false; layouts.len()];
        used[layouts[0]] = true;
        used[layouts[self.program.result]] = true;
        for call in &self.program.calls {
            used[layouts[call.output]] = true;
            for &input in &call.inputs {
                used[layouts[input]] = true;
            }
        }
        let mut maps = TokenStream::new();
        for root in 0..layouts.len() {
            if layouts[root] != root || !used[root] {
                continue;
            }
            let name = self.map(root);
            let shape = shape_value(runtime, &self.program.values[root].shape);
            let around = list::tokens(&self.program.calls, |call| {
                let constant = self.constant_name(call);
                let reads = call.kind == Kind::Conv && call.inputs.iter().any(|&input| layouts[input] == root);
                if reads { quote!(.around(&#constant)) } else { quote!() }
            });
            let from = match self.program.plain[1] {
                Some(step) if root == layouts[self.program.result] => {
                    let constant = constant_name(&self.plan.steps[step]);
                    quote!(.from(&#constant))
                }
                _ => quote!(),
            };
            maps.extend(quote!(const #name: #kernels::Map = #kernels::Map::of(#shape) #around #from;));
        }
        maps
    }

    /// The field for what a layer packs.
    fn field(&self, call: &Call) -> Option<Buffer> {
        let (runtime, kernels) = (&self.plan.runtime, self.kernels());
        let step = self.step(call);
        let (name, constant) = (self.name(call), self.constant_name(call));
        Some(match (call.kind, &step.parameters, &step.op) {
            (Kind::Conv | Kind::Linear, ..) => (name, quote!(#kernels::Floats<{ #constant.weights() }>)),
            (Kind::Norm, Some(Parameters::PerChannel(PerChannel { channels, .. })), _) => {
                let channels = channels.bare();
                (name, quote!([[::core::primitive::f32; #channels]; 2]))
            }
            (Kind::Plain, Some(parameters), _) => (name, parameters_type(runtime, parameters)),
            (Kind::Network, _, Op::Network(path)) => (name, quote!(<#path as #runtime::Prepare>::Packed)),
            _ => return None,
        })
    }

    /// The fields of the workspace.
    fn buffers(&self) -> Vec<Buffer> {
        let (runtime, kernels) = (&self.plan.runtime, self.kernels());
        let program = &self.program;
        let mut fields: Vec<Buffer> = Vec::new();
        for (index, values) in program.buffers.iter().enumerate() {
            let mut maps = list::map(values, |&value| self.map(value));
            maps.dedup();
            let size = largest(runtime, &list::map(&maps, |map| quote!(#map.buffer())));
            fields.push((format_ident!("buffer_{index}"), quote!(#kernels::Floats<{ #size }>)));
        }
        let (mut scratch, mut nested) = (Vec::new(), Vec::new());
        let (mut plain_x, mut plain_y, mut plain_scratch) = (Vec::new(), Vec::new(), Vec::new());
        for call in &program.calls {
            let step = self.step(call);
            if call.kind == Kind::Conv {
                let constant = self.constant_name(call);
                scratch.push(quote!(#constant.scratch()));
            }
            if let Op::Network(path) = &step.op {
                nested.push((nested_field(step), quote!(<#path as #runtime::Prepare>::PackedWorkspace)));
            }
            if matches!(call.kind, Kind::Plain | Kind::Join(_) | Kind::Network) {
                plain_x.extend(list::map(&step.inputs, |input| length(runtime, &input.shape)));
                plain_y.push(length(runtime, &step.shape));
                plain_scratch.extend(geometry::scratch(step));
            }
        }
        let scratch = largest(runtime, &scratch);
        fields.push((format_ident!("scratch"), quote!(#kernels::Floats<{ #scratch }>)));
        fields.append(&mut nested);
        if !plain_x.is_empty() {
            for (name, sizes) in [("plain_x", plain_x), ("plain_y", plain_y), ("plain_scratch", plain_scratch)] {
                let size = largest(runtime, &sizes);
                fields.push((format_ident!("{name}"), quote!([::core::primitive::f32; { #size }])));
            }
        }
        fields.push((format_ident!("output"), value_type(runtime, &self.plan.output)));
        fields
    }

    /// The lines that pack the weights of a layer.
    fn pack(&self, call: &Call) -> TokenStream {
        let step = self.step(call);
        let at = place(&step.place);
        let (name, constant) = (self.name(call), self.constant_name(call));
        match (call.kind, &step.op) {
            (Kind::Conv | Kind::Linear, _) => {
                let map = self.map(call.inputs[0]);
                let fold = call.norm.map(|index| &self.plan.steps[index]).and_then(|step| match &step.op {
                    Op::BatchNorm { eps, .. } => {
                        let at = place(&step.place);
                        Some(quote!(let (scale, shift) = self #at.fold(#eps);))
                    }
                    _ => None,
                });
                let norm = if fold.is_some() { quote!(Some((&scale, &shift))) } else { quote!(None) };
                let norm = quote!(::core::option::Option::#norm);
                let line = quote! {
                    #constant.pack(
                        &#map,
                        self #at.weight.floats(),
                        self #at.bias.floats(),
                        #norm,
                        &mut packed.#name.0,
                    );
                };
                if fold.is_some() { quote!({ #fold #line }) } else { line }
            }
            (Kind::Norm, Op::BatchNorm { eps, .. }) => {
                quote!(self #at.fold_into(#eps, &mut packed.#name);)
            }
            (Kind::Plain, _) if step.parameters.is_some() => {
                quote!(packed.#name.floats_mut().copy_from_slice(self #at.floats());)
            }
            (Kind::Network, Op::Network(_)) => {
                let runtime = &self.plan.runtime;
                quote!(#runtime::Prepare::pack(&self #at, &mut packed.#name);)
            }
            _ => quote!(),
        }
    }

    /// The call of a layer.
    fn line(&self, call: &Call) -> TokenStream {
        let (runtime, kernels) = (&self.plan.runtime, self.kernels());
        let step = self.step(call);
        let (name, constant) = (self.name(call), self.constant_name(call));
        let (x, y) = (self.read(call.inputs[0]), self.write(call.output));
        let (map, buffer) = (self.map(call.output), self.buffer(call.output));
        let copy = (!call.in_place).then(|| quote!(#kernels::elementwise::copy(#x, #y);));
        match (call.kind, &step.op) {
            (Kind::Conv, _) => {
                let addend = call.addend.map(|value| self.buffer(value));
                let (forward, addend) = match addend {
                    Some(buffer) => (quote!(forward_adding), quote!(::core::option::Option::Some(&#buffer),)),
                    None => (quote!(forward), quote!()),
                };
                quote!(#constant.#forward(&packed.#name.0, #x, #addend #y, &mut workspace.scratch.0);)
            }
            (Kind::Linear, _) => quote!(#constant.forward(&packed.#name.0, #x, #y);),
            (Kind::Pool, _) => quote!(#constant.forward(#x, #y);),
            (Kind::Activation, Op::Activation(value)) => {
                let activation = super::forward::activation(runtime, value);
                quote!(#copy #runtime::__private::layer::activation::apply_to_map(&#activation, &#map, &mut #buffer);)
            }
            (Kind::Norm, _) => {
                quote!(#copy #kernels::elementwise::scale(&#map, &packed.#name[0], &packed.#name[1], &mut #buffer);)
            }
            (Kind::Add, _) => {
                let other = self.read(call.inputs[1]);
                quote!(#copy #kernels::elementwise::add(#other, #y);)
            }
            (Kind::Concat, _) => {
                // Channels of an image; elements of a vector.
                let mut parts = TokenStream::new();
                let mut at = quote!(0);
                for (input, &value) in step.inputs.iter().zip(&call.inputs) {
                    let x = self.read(value);
                    parts.extend(quote!(#kernels::elementwise::place(#x, #at, #y);));
                    let shape = shape_value(runtime, &input.shape);
                    at.extend(quote!(+ #shape.channels()));
                }
                quote!(#parts #map.clear_border(&mut #buffer);)
            }
            (Kind::Copy, _) => quote!(#copy),
            (Kind::Network, Op::Network(path)) => {
                let field = nested_field(step);
                let (from, input) = (self.map(call.inputs[0]), self.buffer(call.inputs[0]));
                quote! {
                    let x = workspace.plain_x.view_mut::<<#path as #runtime::Network>::Input>();
                    #from.take(&#input, x.floats_mut());
                    let y = <#path as #runtime::Prepare>::infer_packed(&packed.#name, x, &mut workspace.#field);
                    #map.place(y.floats(), &mut #buffer);
                }
            }
            (Kind::Join(along), _) => {
                let y_type = value_type(runtime, &step.shape);
                let mut lines = TokenStream::new();
                for (branch, (input, &value)) in step.inputs.iter().zip(&call.inputs).enumerate() {
                    let x_type = value_type(runtime, &input.shape);
                    let (from, input) = (self.map(value), self.buffer(value));
                    let part = join::place(self.plan, step, along, branch, &quote!(x), &quote!(y));
                    lines.extend(quote! {
                        let x = workspace.plain_x.view_mut::<#runtime::Tile<#x_type, 1>>();
                        #from.take(&#input, x.floats_mut());
                        #part
                    });
                }
                quote! {
                    let y = workspace.plain_y.view_mut::<#runtime::Tile<#y_type, 1>>();
                    #lines
                    #map.place(y.floats(), &mut #buffer);
                }
            }
            (Kind::Activation | Kind::Network, _) => quote!(),
            (Kind::Plain, _) => {
                let (from, input) = (self.map(call.inputs[0]), self.buffer(call.inputs[0]));
                let x_type = value_type(runtime, &step.inputs[0].shape);
                let y_type = value_type(runtime, &step.shape);
                let inputs = [quote!(x)];
                let line = apart(
                    self.plan,
                    step,
                    &quote!(packed.#name),
                    &inputs,
                    &quote!(y),
                    &quote!(workspace.plain_scratch),
                    false,
                );
                quote! {
                    let x = workspace.plain_x.view_mut::<#runtime::Tile<#x_type, 1>>();
                    let y = workspace.plain_y.view_mut::<#runtime::Tile<#y_type, 1>>();
                    #from.take(&#input, x.floats_mut());
                    #line
                    #map.place(y.floats(), &mut #buffer);
                }
            }
        }
    }
}

/// The name of the constant that describes a layer: `CONV1_PREPARED`.
pub fn constant_name(step: &Step) -> Ident {
    step.stem.prepared()
}
