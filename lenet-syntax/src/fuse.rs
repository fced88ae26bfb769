//! plan → the calls of a prepared network: which layers become one, where values live, and which of them need the same map.

use crate::memory::{self, Stores};
use crate::plan::{Op, Plan, Shape, Value, ValueId};
use crate::shape::Window;
use crate::words::{Along, Fuses};

/// The calls in order, and the values between them.
pub struct Program {
    /// The values of the plan, and those that only stand in another layout.
    pub values: Vec<Value>,
    pub calls: Vec<Call>,
    pub result: ValueId,
    /// For each value, the first one of those that stand in the same layout.
    pub layouts: Vec<ValueId>,
    /// In which store each value is, if it is in one.
    pub homes: Vec<Option<usize>>,
    pub stores: Stores,
    /// Which layers are part of the call of an earlier one.
    pub fused: Vec<bool>,
    /// The convolutions that alone read the network's input, and alone touch its output: their kernels may work on these plain
    /// arrays.
    pub plain: [Option<usize>; 2],
}

/// One call of a kernel.
pub struct Call {
    pub kind: Kind,
    /// The layer that gives it its name; for a change of layout the layer that wants it.
    pub step: usize,
    pub inputs: Vec<ValueId>,
    pub output: ValueId,
    /// The layers that became part of it: batch normalization, activation, pool.
    pub norm: Option<usize>,
    pub activation: Option<usize>,
    pub pool: Option<usize>,
    /// What is added before the activation.
    pub addend: Option<ValueId>,
    /// Whether the output overwrites the first input.
    pub in_place: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Conv,
    Linear,
    Pool,
    Activation,
    Norm,
    Add,
    /// Along channels.
    Concat,
    /// Along rows or columns: it reads and writes plain values.
    Join(Along),
    /// The same elements in another layout.
    Copy,
    Network,
    /// A layer without a kernel of its own: it reads and writes plain values.
    Plain,
}

/// What a layer is to the kernel of the layer before it, which may compute both.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Norm,
    Sum,
    Activation(Fuses),
    Pool,
    /// Something that it does not compute.
    Other,
}

fn role(op: &Op) -> Role {
    match op {
        Op::BatchNorm { .. } => Role::Norm,
        Op::Add => Role::Sum,
        Op::Activation(activation) => Role::Activation(activation.function.facts().fuses),
        Op::MaxPool { .. } | Op::AvgPool { .. } => Role::Pool,
        Op::Conv { .. }
        | Op::ConvTranspose { .. }
        | Op::Adaptive { .. }
        | Op::Linear
        | Op::Dropout { .. }
        | Op::Upsample { .. }
        | Op::Pad { .. }
        | Op::Crop { .. }
        | Op::Module(_)
        | Op::View
        | Op::Concat { .. }
        | Op::Network(_) => Role::Other,
    }
}

/// Up to so many output channels a convolution also does the pool after it: these are the layers where the sums of two
/// rows fit into registers and the pool would be a large part of the work.
const POOLED: usize = 16;

/// And if it has so many columns, which the smallest of its tiles needs.
const NARROWEST: usize = 4;

pub fn program(plan: &Plan) -> Program {
    let mut fuser = Fuser::new(plan);
    for step in 0..plan.steps.len() {
        fuser.step(step);
    }
    let result = fuser.same[plan.result];
    let Fuser { values, calls, done: fused, .. } = fuser;
    let homes = vec![None; values.len()];
    let mut program = Program {
        layouts: Vec::new(),
        homes,
        stores: Stores::of_input(0),
        values,
        calls,
        result,
        fused,
        plain: [None; 2],
    };
    program.place();
    program.lay_out();
    program.plain = [program.only_user(0), program.only_user(result)];
    program
}

struct Fuser<'a> {
    plan: &'a Plan,
    values: Vec<Value>,
    calls: Vec<Call>,
    /// For each value the one that has its numbers: dropout changes nothing.
    same: Vec<ValueId>,
    /// Which layers are part of an earlier call.
    done: Vec<bool>,
}

impl<'a> Fuser<'a> {
    fn new(plan: &'a Plan) -> Self {
        let values = plan.values.iter().map(|value| Value { stem: value.stem.clone(), shape: value.shape.clone() });
        let done = vec![false; plan.steps.len()];
        Self { plan, values: values.collect(), calls: Vec::new(), same: plan.same(), done }
    }

    /// The call for a layer, with what can be done at once after it.
    fn step(&mut self, index: usize) {
        let step = &self.plan.steps[index];
        if self.done[index] || !step.op.facts().infers.computes() {
            return;
        }
        let kind = match &step.op {
            Op::Conv { .. } => Kind::Conv,
            Op::Linear => Kind::Linear,
            Op::MaxPool { .. } | Op::AvgPool { .. } | Op::Adaptive { .. } => Kind::Pool,
            Op::Activation(_) => Kind::Activation,
            Op::BatchNorm { .. } => Kind::Norm,
            Op::Add => Kind::Add,
            Op::Concat { along: Along::Channels } => Kind::Concat,
            Op::Concat { along: along @ (Along::Rows | Along::Columns) } => Kind::Join(*along),
            Op::Network(_) => Kind::Network,
            Op::ConvTranspose { .. }
            | Op::Upsample { .. }
            | Op::Pad { .. }
            | Op::Crop { .. }
            | Op::Module(_)
            | Op::Dropout { .. }
            | Op::View => Kind::Plain,
        };
        let mut inputs: Vec<ValueId> = step.inputs.iter().map(|input| self.same[input.value]).collect();
        if matches!(kind, Kind::Conv | Kind::Pool | Kind::Norm) && !step.inputs[0].shape.is_same(self.shape(inputs[0]))
        {
            inputs[0] = self.relaid(index, inputs[0]);
        }
        let mut call = Call {
            kind,
            step: index,
            inputs,
            output: self.same[step.output],
            norm: None,
            activation: None,
            pool: None,
            addend: None,
            in_place: false,
        };
        if matches!(kind, Kind::Conv | Kind::Linear) {
            self.absorb(&mut call);
        }
        self.calls.push(call);
    }

    fn shape(&self, value: ValueId) -> &Shape {
        &self.values[value].shape
    }

    /// The elements of `value` in the layout of the shape in which a layer reads them.
    fn relaid(&mut self, step: usize, value: ValueId) -> ValueId {
        let shape = self.plan.steps[step].inputs[0].shape.clone();
        let stem = self.plan.steps[step].stem.clone();
        self.values.push(Value { stem, shape });
        let output = self.values.len() - 1;
        self.calls.push(Call {
            kind: Kind::Copy,
            step,
            inputs: vec![value],
            output,
            norm: None,
            activation: None,
            pool: None,
            addend: None,
            in_place: false,
        });
        output
    }

    /// Makes the layers after a convolution or a linear layer part of it.
    fn absorb(&mut self, call: &mut Call) {
        let plan = self.plan;
        let next = |fuser: &Self, call: &Call| {
            plan.only_reader(&fuser.same, call.output).map(|index| (index, role(&plan.steps[index].op)))
        };
        if let Some((index, Role::Norm)) = next(self, call) {
            call.norm = Some(index);
            self.take(call, index);
        }
        if call.kind == Kind::Conv
            && let Some((index, Role::Sum)) = next(self, call)
        {
            let inputs = plan.steps[index].inputs.iter().map(|input| self.same[input.value]);
            let others: Vec<ValueId> = inputs.filter(|&input| input != call.output).collect();
            if let [other] = others[..]
                && self.is_made(other)
                && self.shape(other).is_same(self.shape(self.same[plan.steps[index].output]))
                && self.shape(other).is_same(self.shape(call.output))
            {
                call.addend = Some(other);
                self.take(call, index);
            }
        }
        if let Some((index, Role::Activation(Fuses::Before | Fuses::BeforePool))) = next(self, call) {
            call.activation = Some(index);
            self.take(call, index);
        }
        if call.addend.is_none()
            && self.can_pool(call)
            && let Some((index, Role::Pool)) = next(self, call)
            && memory::halves(&plan.steps[index].op)
        {
            call.pool = Some(index);
            self.take(call, index);
        }
    }

    fn take(&mut self, call: &mut Call, index: usize) {
        self.done[index] = true;
        call.output = self.same[self.plan.steps[index].output];
    }

    /// Whether a value is there before the next call.
    fn is_made(&self, value: ValueId) -> bool {
        value == 0 || self.calls.iter().any(|call| call.output == value)
    }

    /// Whether the kernel of a convolution can do the pool after it.
    fn can_pool(&self, call: &Call) -> bool {
        // Only a convolution has such a kernel.
        let Op::Conv { filters, axes, groups, .. } = &self.plan.steps[call.step].op else { return false };
        let before_pool =
            call.activation.is_none_or(|index| role(&self.plan.steps[index].op) == Role::Activation(Fuses::BeforePool));
        before_pool
            && groups.known() == Some(1)
            && filters.known().is_some_and(|filters| filters <= POOLED)
            && axes.iter().all(|axis| axis.stride.known() == Some(1))
            && axes[1].known().and_then(Window::out).is_some_and(|width| width >= NARROWEST)
    }
}

impl Program {
    /// Finds which values overwrite each other, and how long each is alive.
    fn place(&mut self) {
        let mut last_use = vec![0; self.values.len()];
        for (index, call) in self.calls.iter().enumerate() {
            for &input in call.inputs.iter().chain(&call.addend) {
                last_use[input] = index;
            }
        }
        last_use[self.result] = usize::MAX;
        let stores = &mut self.stores;
        let calls = self.calls.len();
        let last = |value: ValueId| last_use[value].min(calls) + 1;
        stores.extend(0, last(0));
        self.homes[0] = Some(0);
        for (index, call) in self.calls.iter_mut().enumerate() {
            let dies = |value: ValueId| last_use[value] == index;
            let (now, end) = (index + 1, last(call.output));
            let over = match call.kind {
                Kind::Activation | Kind::Norm => Some(0),
                // Either summand may be overwritten.
                Kind::Add if call.inputs[0] != call.inputs[1] => call.inputs.iter().position(|&input| dies(input)),
                Kind::Add
                | Kind::Conv
                | Kind::Linear
                | Kind::Pool
                | Kind::Concat
                | Kind::Join(_)
                | Kind::Copy
                | Kind::Network
                | Kind::Plain => None,
            }
            .filter(|&input| dies(call.inputs[input]));
            if let Some(input) = over
                && let Some(home) = self.homes[call.inputs[input]]
                && self.values[call.inputs[input]].shape.is_same(&self.values[call.output].shape)
            {
                call.inputs.swap(0, input);
                call.in_place = true;
                self.homes[call.output] = Some(home);
                stores.over(home, call.output, end);
            } else {
                self.homes[call.output] = Some(stores.add(call.output, now, end));
            }
        }
    }

    /// The convolution that alone reads or writes a value, unless the value stands in a layout with others.
    fn only_user(&self, value: ValueId) -> Option<usize> {
        let alone = self.layouts.iter().filter(|layout| **layout == self.layouts[value]).count() == 1;
        let is_end = (value == 0) != (value == self.result);
        let uses = |call: &&Call| {
            call.output == value || call.inputs.contains(&value) || call.addend.is_some_and(|addend| addend == value)
        };
        let mut users = self.calls.iter().filter(uses);
        match (users.next(), users.next()) {
            (Some(call), None) if alone && is_end && call.kind == Kind::Conv => Some(call.step),
            _ => None,
        }
    }

    /// Finds the values that stand in the same layout: those that overwrite each other, and what is added to what.
    fn lay_out(&mut self) {
        let mut layouts: Vec<ValueId> = (0..self.values.len()).collect();
        let mut join = |a: ValueId, b: ValueId| {
            let (a, b) = (layouts[a], layouts[b]);
            let (first, second) = (a.min(b), a.max(b));
            layouts.iter_mut().filter(|layout| **layout == second).for_each(|layout| *layout = first);
        };
        for call in &self.calls {
            if call.in_place {
                join(call.inputs[0], call.output);
            }
            if let Some(addend) = call.addend {
                join(addend, call.output);
            }
        }
        self.layouts = layouts;
    }
}
