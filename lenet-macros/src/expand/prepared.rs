//! The prepared network: a struct of packed weights, one constant a layer and a layout, one call a layer.

use super::buffers::{Buffer, buffers};
use super::forward::{apart, life, nested_workspace};
use super::segment::Segments;
use super::structs::parameters_type;
use super::{geometry, join, largest, length, place, shape_value, value_type};
use lenet_syntax::fuse::{Call, Kind, Program};
use lenet_syntax::list;
use lenet_syntax::plan::{Op, Parameters, Plan, Step, ValueId};
use lenet_syntax::sorted::Sorted;
use proc_macro2::{Ident, Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};

/// What a prepared network is made of.
pub struct Prepared<'a> {
    plan: &'a Plan,
    pub program: Program,
    /// For each layer, the constant that describes its call: that of the first layer with an equal one.
    constants: Vec<Option<Ident>>,
    /// For each value the name of its map: that of the first value with an equal one.
    maps: Vec<Ident>,
    /// These constants.
    declared: TokenStream,
}

impl<'a> Prepared<'a> {
    pub fn new(plan: &'a Plan, program: Program) -> Self {
        let constants = vec![None; plan.steps.len()];
        let mut prepared = Self { plan, program, constants, maps: Vec::new(), declared: TokenStream::new() };
        prepared.declare_constants();
        prepared.declare_maps();
        prepared
    }

    /// Declares each constant once, and notes whose it is.
    fn declare_constants(&mut self) {
        let kernels = self.kernels();
        let mut known: Sorted<Option<Ident>> = Sorted::default();
        for call in &self.program.calls {
            let Some((ty, value)) = self.constant(call) else { continue };
            let first = known.entry(&value.to_string());
            if first.is_none() {
                let name = self.step(call).stem.prepared();
                self.declared.extend(quote!(const #name: #kernels::#ty = #value;));
                *first = Some(name);
            }
            self.constants[call.step].clone_from(first);
        }
    }

    /// Declares each map once: where the elements of a value stand, with room for the zeros that a convolution reads around it.
    fn declare_maps(&mut self) {
        let kernels = self.kernels();
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
        let mut known: Sorted<Option<Ident>> = Sorted::default();
        let mut maps: Vec<Ident> = Vec::new();
        for (value, &root) in layouts.iter().enumerate() {
            if root != value {
                maps.push(maps[root].clone());
                continue;
            }
            let stem = &self.program.values[value].stem;
            // Behind the values of the plan are those that only stand in another layout.
            let name = if value < self.plan.values.len() { stem.map() } else { stem.input_map() };
            if !used[value] {
                maps.push(name);
                continue;
            }
            let map = self.map_of(value);
            let first = known.entry(&map.to_string());
            if first.is_none() {
                self.declared.extend(quote!(const #name: #kernels::Map = #map;));
            }
            maps.push(first.get_or_insert(name).clone());
        }
        self.maps = maps;
    }

    /// The map of a value that stands in a layout of its own, as an expression.
    fn map_of(&self, root: ValueId) -> TokenStream {
        let (runtime, kernels, program) = (&self.plan.runtime, self.kernels(), &self.program);
        let layouts = &program.layouts;
        let shape = shape_value(runtime, &program.values[root].shape);
        let mut around = Vec::new();
        for call in &program.calls {
            if call.kind == Kind::Conv && call.inputs.iter().any(|&input| layouts[input] == root) {
                around.push(self.constant_name(call));
            }
        }
        let around = list::tokens(&distinct(around), |constant| quote!(.around(&#constant)));
        let from = match program.plain[1] {
            Some(step) if root == layouts[program.result] => {
                let constant = &self.constants[step];
                quote!(.from(&#constant))
            }
            Some(_) | None => quote!(),
        };
        quote!(#kernels::Map::of(#shape) #around #from)
    }

    /// The constant of a convolution.
    pub fn conv(&self, step: usize) -> Option<&Ident> {
        match &self.plan.steps[step].op {
            Op::Conv { .. } => self.constants[step].as_ref(),
            Op::ConvTranspose { .. }
            | Op::MaxPool { .. }
            | Op::AvgPool { .. }
            | Op::Adaptive { .. }
            | Op::Linear
            | Op::Activation(_)
            | Op::BatchNorm { .. }
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

    /// Whether a layer is part of the call of an earlier one.
    pub fn is_fused(&self, step: usize) -> bool {
        self.program.fused[step]
    }

    /// The structs, their constants, and `impl Prepare`.
    pub fn items(&self) -> TokenStream {
        let (runtime, name, declared) = (&self.plan.runtime, &self.plan.name, &self.declared);
        let (packed, workspace) = (format_ident!("{name}Packed"), format_ident!("{name}PackedWorkspace"));
        let calls = &self.program.calls;
        let mut weights: Vec<Buffer> = Vec::new();
        for call in calls {
            weights.extend(self.field(call));
        }
        let packs = Segments::of(runtime, calls, |call| self.pack(call));
        let lines = Segments::of(runtime, calls, |call| self.line(call));
        let (place, take) = self.ends();
        let places = self.places();
        let (first, spare) = (self.map(0), self.spare());
        let packed_doc = format!(" The weights of [`{name}`] as the kernels for one image read them.");
        let workspace_doc = format!(" The buffers in which a prepared [`{name}`] computes one image.");
        let proofs = list::commas(&list::map(&weights, |(name, _)| quote!(&self.#name)));
        let packed_struct = buffers(runtime, &packed_doc, &packed, false, &weights);
        let fields = self.buffers();
        let workspace_struct = buffers(runtime, &workspace_doc, &workspace, false, &fields);
        let names = list::commas(&list::map(&fields, |(name, _)| name.to_token_stream()));
        quote! {
            #declared
            #places
            #packed_struct
            // SAFETY: lines of numbers one behind the other, as the function below proves.
            unsafe impl #runtime::__private::LinesData for #packed {}
            impl #packed {
                fn _lines(&self) {
                    #runtime::__private::proof::lines(&[#proofs]);
                }
            }
            #workspace_struct
            impl #runtime::Prepare for #name {
                type Packed = #packed;
                type PackedWorkspace = #workspace;
                const PACKED_VALUES: ::core::primitive::usize = PACKED_PLACES.length();
                #[inline]
                fn pack(&self, packed: &mut Self::Packed) {
                    #packs
                }
                #[inline]
                fn infer_packed<'a>(
                    packed: &Self::Packed,
                    input: ::core::option::Option<&Self::Input>,
                    workspace: &'a mut Self::PackedWorkspace,
                ) -> &'a Self::Output {
                    let #workspace { #names } = workspace;
                    let image = input.map(|input| input.floats());
                    #place
                    #lines
                    #take
                    output
                }
                #[inline]
                fn packed_input(workspace: &mut Self::PackedWorkspace) -> &mut Self::Input {
                    let place = if #first.is_plain() { 0 } else { #spare };
                    PACKED_PLACES.value(&mut workspace.values, place)
                }
            }
        }
    }

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

    /// The name of the constant that describes a layer's call.
    fn constant_name(&self, call: &Call) -> Ident {
        self.constants[call.step].clone().unwrap_or_else(|| self.step(call).stem.prepared())
    }

    /// The name of the map of a value.
    fn map(&self, value: ValueId) -> &Ident {
        &self.maps[value]
    }

    /// Where a value stands.
    fn buffer(&self, value: ValueId) -> Ident {
        format_ident!("buffer_{}", self.program.homes[value].unwrap_or(0))
    }

    /// A value as a kernel reads it.
    fn read(&self, value: ValueId) -> TokenStream {
        let (map, buffer) = (self.map(value), self.buffer(value));
        if value == 0 && self.program.plain[0].is_some() {
            return quote!((&#map, #map.given(image, #buffer)));
        }
        quote!((&#map, #buffer))
    }

    /// A value as a kernel writes it.
    fn write(&self, value: ValueId) -> TokenStream {
        let (map, buffer) = (self.map(value), self.buffer(value));
        if value == self.program.result && self.program.plain[1].is_some() {
            return quote!((&#map, #map.choose_mut(output.floats_mut(), #buffer)));
        }
        quote!((&#map, #buffer))
    }

    /// The place of the input as it is given, where it does not stand so for a kernel: behind those of the values.
    fn spare(&self) -> Literal {
        Literal::usize_unsuffixed(self.program.stores.0.len())
    }

    /// Binds the variables of some values, which are alive at the same time.
    fn bind(&self, values: &[ValueId]) -> TokenStream {
        let stores = distinct(list::map(values, |&value| self.buffer(value)));
        let places = list::map(values, |&value| self.program.homes[value].unwrap_or(0));
        let mut indices: Vec<usize> = Vec::new();
        for place in places {
            if !indices.contains(&place) {
                indices.push(place);
            }
        }
        let names = list::commas(&list::map(&stores, ToTokens::to_token_stream));
        let places = list::commas(&list::map(&indices, |index| Literal::usize_unsuffixed(*index).to_token_stream()));
        match stores.len() {
            1 => quote!(let #names = PACKED_PLACES.one(values, #places);),
            2 => quote!(let (#names) = PACKED_PLACES.two(values, #places);),
            _ => quote!(let (#names) = PACKED_PLACES.three(values, [#places]);),
        }
    }

    /// The lines that bring the input into its layout, and the output out of its own, where kernels do not do so.
    fn ends(&self) -> (TokenStream, TokenStream) {
        let result = self.program.result;
        let (first, first_buffer, spare) = (self.map(0), self.buffer(0), self.spare());
        let (last, last_buffer) = (self.map(result), self.buffer(result));
        let unless_plain = |end: usize, map: &Ident, line: TokenStream| match self.program.plain[end] {
            Some(_) => quote!(if !#map.is_plain() { #line }),
            None => line,
        };
        let bind = self.bind(&[result]);
        let place = quote! {
            let (x, #first_buffer) = PACKED_PLACES.two(values, #spare, 0);
            #first.place(image.unwrap_or(x), #first_buffer);
        };
        let take = quote!(#bind #last.take(#last_buffer, output.floats_mut()););
        (unless_plain(0, first, place), unless_plain(1, last, take))
    }

    /// Where the values stand, and behind them the input as it is given.
    fn places(&self) -> TokenStream {
        let (runtime, program) = (&self.plan.runtime, &self.program);
        let first = self.map(0);
        let mut lives = Vec::new();
        for (index, store) in program.stores.0.iter().enumerate() {
            let maps = distinct(list::map(&store.values, |&value| self.map(value).clone()));
            let buffer =
                |map: &Ident| if index == 0 && map == first { quote!(#map.len()) } else { quote!(#map.buffer()) };
            let size = largest(runtime, &list::map(&maps, buffer));
            lives.push(life(&size, store));
        }
        lives.push(quote!((#first.elements_apart(), 0, 0)));
        let (count, lives) = (Literal::usize_unsuffixed(lives.len()), list::commas(&lives));
        quote!(const PACKED_PLACES: #runtime::__private::Places<#count> = #runtime::__private::Places::of([#lives]);)
    }

    /// The call of a layer as a value: its sizes and what follows it; and the value's type.
    fn constant(&self, call: &Call) -> Option<(TokenStream, TokenStream)> {
        match call.kind {
            Kind::Conv | Kind::Linear => {}
            // The geometry of a pool knows it.
            Kind::Pool
            | Kind::Activation
            | Kind::Norm
            | Kind::Add
            | Kind::Concat
            | Kind::Join(_)
            // It is named by the layer that wants it.
            | Kind::Copy
            | Kind::Network
            | Kind::Plain => return None,
        }
        let kernels = self.kernels();
        let step = self.step(call);
        let function = call.activation.and_then(|index| self.plan.steps[index].op.activation()).map(|value| {
            let activation = super::forward::activation(&self.plan.runtime, value);
            quote!(.then(#activation.in_kernel()))
        });
        match &step.op {
            Op::Conv { .. } => {
                let geometry = geometry::name(step);
                let pool = call.pool.map(|index| {
                    let max = matches!(self.plan.steps[index].op, Op::MaxPool { .. });
                    let pooling = if max { quote!(Max) } else { quote!(Mean) };
                    quote!(.pooled(#kernels::function::Pooling::#pooling))
                });
                let [input, output] = self.program.plain;
                let (input, output) = (input == Some(call.step), output == Some(call.step));
                let between = (input || output).then(|| quote!(.between([#input, #output])));
                let value = quote!(#kernels::conv::PreparedConv::of::<#geometry>() #function #pool #between);
                Some((quote!(conv::PreparedConv), value))
            }
            Op::Linear => {
                let sizes = step.parameters.as_ref().map(Parameters::sizes).unwrap_or_default();
                let sizes = list::commas(&list::map(&sizes, |size| size.bare()));
                let value = quote!(#kernels::linear::PreparedLinear::new(#sizes) #function);
                Some((quote!(linear::PreparedLinear), value))
            }
            Op::MaxPool { .. }
            | Op::AvgPool { .. }
            | Op::Adaptive { .. }
            | Op::ConvTranspose { .. }
            | Op::Activation(_)
            | Op::BatchNorm { .. }
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

    /// The field for what a layer packs.
    fn field(&self, call: &Call) -> Option<Buffer> {
        let (runtime, kernels) = (&self.plan.runtime, self.kernels());
        let step = self.step(call);
        let parameters = step.parameters.as_ref();
        let ty = match call.kind {
            Kind::Conv | Kind::Linear => {
                let constant = self.constant_name(call);
                Some(quote!(#kernels::Lines<{ #constant.lines() }>))
            }
            Kind::Norm => parameters.map(|parameters| {
                let channels = list::tokens(&parameters.sizes(), |size| size.bare());
                quote!(#kernels::Lines<{ #kernels::lines(2 * #channels) }>)
            }),
            Kind::Plain => parameters.map(|parameters| {
                let ty = parameters_type(runtime, parameters);
                quote!(#kernels::Lines<{ #kernels::lines(<#ty as #runtime::Plain>::FLOATS) }>)
            }),
            Kind::Network => step.op.network().map(|path| quote!(<#path as #runtime::Prepare>::Packed)),
            Kind::Pool | Kind::Activation | Kind::Add | Kind::Concat | Kind::Join(_) | Kind::Copy => None,
        };
        ty.map(|ty| (self.name(call), ty))
    }

    /// The fields of the workspace.
    fn buffers(&self) -> Vec<Buffer> {
        let (runtime, kernels) = (&self.plan.runtime, self.kernels());
        let program = &self.program;
        let values = quote!(#kernels::Floats<{ PACKED_PLACES.length() }>);
        let mut fields: Vec<Buffer> = vec![(format_ident!("values"), values)];
        let (mut scratch, mut nested) = (Vec::new(), Vec::new());
        let (mut plain_x, mut plain_y, mut plain_scratch) = (Vec::new(), Vec::new(), Vec::new());
        for call in &program.calls {
            let step = self.step(call);
            if call.kind == Kind::Conv {
                scratch.push(self.constant_name(call));
            }
            if let Some(path) = step.op.network() {
                nested.push((nested_workspace(step), quote!(<#path as #runtime::Prepare>::PackedWorkspace)));
            }
            if matches!(call.kind, Kind::Plain | Kind::Join(_) | Kind::Network) {
                plain_x.extend(list::map(&step.inputs, |input| length(runtime, &input.shape)));
                plain_y.push(length(runtime, &step.shape));
                plain_scratch.extend(geometry::scratch(step));
            }
        }
        let scratch = list::map(&distinct(scratch), |constant| quote!(#constant.scratch()));
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

    /// The line that packs the weights of a layer.
    fn pack(&self, call: &Call) -> TokenStream {
        let step = self.step(call);
        let at = place(&step.place);
        let name = self.name(call);
        match call.kind {
            Kind::Conv | Kind::Linear => {
                let (constant, map) = (self.constant_name(call), self.map(call.inputs[0]));
                match call.norm.and_then(|index| self.norm(&self.plan.steps[index])) {
                    Some((norm, eps)) => {
                        quote!(self #at.pack_normed(#norm, #eps, &#constant, &#map, &mut packed.#name);)
                    }
                    None => quote!(self #at.pack(&#constant, &#map, &mut packed.#name);),
                }
            }
            Kind::Norm => self
                .norm(step)
                .map_or_else(TokenStream::new, |(_, eps)| quote!(self #at.fold_into(#eps, packed.#name.view_mut());)),
            Kind::Plain if let Some(parameters) = &step.parameters => {
                let ty = parameters_type(&self.plan.runtime, parameters);
                quote!(packed.#name.view_mut::<#ty>().floats_mut().copy_from_slice(self #at.floats());)
            }
            Kind::Network => {
                let runtime = &self.plan.runtime;
                quote!(#runtime::Prepare::pack(&self #at, &mut packed.#name);)
            }
            Kind::Plain | Kind::Pool | Kind::Activation | Kind::Add | Kind::Concat | Kind::Join(_) | Kind::Copy => {
                quote!()
            }
        }
    }

    /// Where a batch norm stands, and its ε.
    fn norm<'s>(&self, step: &'s Step) -> Option<(TokenStream, &'s TokenStream)> {
        let Op::BatchNorm { eps, .. } = &step.op else { return None };
        let at = place(&step.place);
        Some((quote!(&self #at), eps))
    }

    /// The call of a layer, with what it reads and writes.
    fn line(&self, call: &Call) -> TokenStream {
        let bind = match call.kind {
            // They bind one after the other.
            Kind::Concat | Kind::Join(_) | Kind::Network | Kind::Plain => quote!(),
            Kind::Conv | Kind::Linear | Kind::Pool | Kind::Activation | Kind::Norm | Kind::Add | Kind::Copy => {
                let mut values = call.inputs.clone();
                values.extend(call.addend);
                values.push(call.output);
                self.bind(&values)
            }
        };
        let call = self.call(call);
        quote!(#bind #call)
    }

    fn call(&self, call: &Call) -> TokenStream {
        let (runtime, kernels) = (&self.plan.runtime, self.kernels());
        let step = self.step(call);
        let (name, constant) = (self.name(call), self.constant_name(call));
        let (x, y) = (self.read(call.inputs[0]), self.write(call.output));
        let (map, buffer) = (self.map(call.output), self.buffer(call.output));
        let bind_output = self.bind(&[call.output]);
        let copy = (!call.in_place).then(|| quote!(#kernels::elementwise::copy(#x, #y);));
        match call.kind {
            Kind::Conv => {
                let addend = call.addend.map(|value| self.buffer(value));
                let (forward, addend) = match addend {
                    Some(buffer) => (quote!(forward_adding), quote!(::core::option::Option::Some(#buffer),)),
                    None => (quote!(forward), quote!()),
                };
                quote!(#constant.#forward(&packed.#name, #x, #addend #y, scratch);)
            }
            Kind::Linear => quote!(#constant.forward(&packed.#name, #x, #y);),
            Kind::Pool => {
                let geometry = geometry::name(step);
                quote!(#geometry::PREPARED.forward(#x, #y);)
            }
            Kind::Activation => step.op.activation().map_or_else(TokenStream::new, |value| {
                let activation = super::forward::activation(runtime, value);
                quote!(#copy #runtime::__private::layer::activation::apply_to_map(&#activation, &#map, #buffer);)
            }),
            Kind::Norm => {
                let channels = step.parameters.as_ref().map(Parameters::sizes).unwrap_or_default();
                let channels = list::tokens(&channels, |size| size.bare());
                quote! {
                    #copy
                    let [scale, shift] = packed.#name.view::<[[::core::primitive::f32; #channels]; 2]>();
                    #kernels::elementwise::scale(&#map, scale, shift, #buffer);
                }
            }
            Kind::Add => {
                let other = self.read(call.inputs[1]);
                quote!(#copy #kernels::elementwise::add(#other, #y);)
            }
            Kind::Concat => {
                // Channels of an image; elements of a vector.
                let mut parts = TokenStream::new();
                let mut at = quote!(0);
                for (input, &value) in step.inputs.iter().zip(&call.inputs) {
                    let (x, bind) = (self.read(value), self.bind(&[value, call.output]));
                    parts.extend(quote!(#bind #kernels::elementwise::place(#x, #at, #y);));
                    let shape = shape_value(runtime, &input.shape);
                    at.extend(quote!(+ #shape.channels()));
                }
                quote!(#parts #map.clear_border(#buffer);)
            }
            Kind::Copy => quote!(#copy),
            Kind::Network => step.op.network().map_or_else(TokenStream::new, |path| {
                let field = nested_workspace(step);
                let (from, input) = (self.map(call.inputs[0]), self.buffer(call.inputs[0]));
                let bind = self.bind(&call.inputs[..1]);
                quote! {
                    let x = plain_x.view_mut::<<#path as #runtime::Network>::Input>();
                    #bind
                    #from.take(#input, x.floats_mut());
                    let input = ::core::option::Option::Some(&*x);
                    let y = <#path as #runtime::Prepare>::infer_packed(&packed.#name, input, #field);
                    #bind_output
                    #map.place(y.floats(), #buffer);
                }
            }),
            Kind::Join(along) => {
                let y_type = value_type(runtime, &step.shape);
                let mut lines = TokenStream::new();
                for (branch, (input, &value)) in step.inputs.iter().zip(&call.inputs).enumerate() {
                    let x_type = value_type(runtime, &input.shape);
                    let (from, input, bind) = (self.map(value), self.buffer(value), self.bind(&[value]));
                    let part = join::place(self.plan, step, along, branch, &quote!(x), &quote!(y));
                    lines.extend(quote! {
                        let x = plain_x.view_mut::<#runtime::Tile<#x_type, 1>>();
                        #bind
                        #from.take(#input, x.floats_mut());
                        #part
                    });
                }
                quote! {
                    let y = plain_y.view_mut::<#runtime::Tile<#y_type, 1>>();
                    #lines
                    #bind_output
                    #map.place(y.floats(), #buffer);
                }
            }
            Kind::Plain => {
                let (from, input) = (self.map(call.inputs[0]), self.buffer(call.inputs[0]));
                let bind = self.bind(&call.inputs[..1]);
                let x_type = value_type(runtime, &step.inputs[0].shape);
                let y_type = value_type(runtime, &step.shape);
                let inputs = [quote!(x)];
                let owner = match &step.parameters {
                    Some(parameters) => {
                        let ty = parameters_type(runtime, parameters);
                        quote!((*packed.#name.view::<#ty>()))
                    }
                    None => quote!(),
                };
                let line = apart(self.plan, step, &owner, &inputs, &quote!(y), &quote!(plain_scratch));
                quote! {
                    let x = plain_x.view_mut::<#runtime::Tile<#x_type, 1>>();
                    let y = plain_y.view_mut::<#runtime::Tile<#y_type, 1>>();
                    #bind
                    #from.take(#input, x.floats_mut());
                    #line
                    #bind_output
                    #map.place(y.floats(), #buffer);
                }
            }
        }
    }
}

/// Each name once.
fn distinct(mut names: Vec<Ident>) -> Vec<Ident> {
    let mut known = Sorted::default();
    names.retain(|name| known.insert(name.to_string(), ()));
    names
}
