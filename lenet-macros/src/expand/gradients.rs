//! Where the gradients of the backward pass stand: the layers in reverse, and the buffers that they read and write.

use lenet_syntax::memory;
use lenet_syntax::plan::{self, Plan, Runs, Step, ValueId};

/// The backward pass as a list of moves between buffers.
pub struct Backward {
    /// Which values' gradients stand in each buffer, one after the other.
    pub buffers: Vec<Vec<ValueId>>,
    pub steps: Vec<Reverse>,
    /// How many layers read the network's input.
    pub readers: usize,
}

/// The reverse of one step.
pub struct Reverse {
    pub step: usize,
    /// The gradient of the output.
    pub from: Gradient,
    /// For each input of the step, what happens to its gradient.
    pub into: Vec<Target>,
}

/// The gradient of a value.
#[derive(Clone, Copy)]
pub struct Gradient {
    pub value: ValueId,
    pub buffer: usize,
    /// Whether it is also that of another value, for which it stays.
    shared: bool,
}

pub enum Target {
    /// It is written to its buffer.
    Write(Gradient),
    /// Another part of it exists: this one is written to a spare buffer and added.
    Add { spare: usize, whole: Gradient },
    /// The gradient of the output becomes that of the input, where it is.
    Keep,
    /// The gradient of the output is added to another part.
    AddTo(Gradient),
    /// The first part of the gradient of the network's input, if somebody asks for it.
    Input,
    /// A further part of it, which goes through a spare buffer unless it is the gradient of the output.
    InputToo { spare: Option<usize> },
}

impl Backward {
    /// `roots` says for each value the one that it shares its place on the tape with.
    pub fn new(plan: &Plan, roots: &[ValueId]) -> Self {
        let mut gradients = vec![None; plan.values.len()];
        gradients[plan.result] = Some(Gradient { value: plan.result, buffer: 0, shared: false });
        let mut planner =
            Planner { plan, roots, gradients, buffers: vec![vec![plan.result]], free: Vec::new(), readers: 0 };
        let mut steps = Vec::new();
        for (index, step) in plan.steps.iter().enumerate().rev() {
            if step.op.facts().records == Runs::Nothing {
                continue;
            }
            let Some(from) = planner.gradients[step.output].take() else { continue };
            let into = if passes_on(step.op.facts().gradient) {
                planner.pass_on(index, from)
            } else {
                let mut into = Vec::new();
                for input in &step.inputs {
                    into.push(planner.compute(input.value));
                }
                into
            };
            if !from.shared && !into.iter().any(|target| matches!(target, Target::Keep)) {
                planner.free.push(from.buffer);
            }
            steps.push(Reverse { step: index, from, into });
        }
        Self { buffers: planner.buffers, steps, readers: planner.readers }
    }
}

/// Whether the gradient of an input is that of the output, or takes its place.
pub fn passes_on(gradient: plan::Gradient) -> bool {
    match gradient {
        plan::Gradient::InPlace | plan::Gradient::Same => true,
        plan::Gradient::Apart | plan::Gradient::Joint => false,
    }
}

struct Planner<'a> {
    plan: &'a Plan,
    roots: &'a [ValueId],
    gradients: Vec<Option<Gradient>>,
    buffers: Vec<Vec<ValueId>>,
    free: Vec<usize>,
    readers: usize,
}

impl Planner<'_> {
    fn take(&mut self, value: ValueId) -> usize {
        memory::take(&mut self.free, &mut self.buffers, &self.plan.values, value)
    }

    /// A spare buffer that is free again right after.
    fn spare(&mut self, value: ValueId) -> usize {
        let spare = self.take(value);
        self.free.push(spare);
        spare
    }

    fn write(&mut self, value: ValueId) -> Target {
        let gradient = Gradient { value, buffer: self.take(value), shared: false };
        self.gradients[value] = Some(gradient);
        Target::Write(gradient)
    }

    fn input(&mut self, spare: bool) -> Target {
        self.readers += 1;
        if self.readers == 1 {
            return Target::Input;
        }
        Target::InputToo { spare: spare.then(|| self.spare(0)) }
    }

    /// A gradient that the layer computes.
    fn compute(&mut self, value: ValueId) -> Target {
        if value == 0 {
            return self.input(true);
        }
        match self.gradients[value] {
            Some(whole) => Target::Add { spare: self.spare(value), whole },
            None => self.write(value),
        }
    }

    /// The gradient of a sum is that of each summand. One keeps its buffer; another may read it there, if its own layer comes next
    /// and does nothing else with it. The rest get copies.
    fn pass_on(&mut self, index: usize, from: Gradient) -> Vec<Target> {
        let step = &self.plan.steps[index];
        let (mut new, mut reader, mut keeper) = (Vec::new(), None, None);
        for (place, input) in step.inputs.iter().enumerate() {
            let times = step.inputs.iter().filter(|other| other.value == input.value).count();
            if input.value != 0 && self.gradients[input.value].is_none() && times == 1 {
                new.push(place);
            }
        }
        if new.len() > 1 {
            reader = new.iter().copied().find(|&place| self.reads_next(index, step.inputs[place].value));
        }
        for &place in &new {
            // The names of gradients are those of the tape: the summand that stands where the sum does keeps the buffer.
            let named =
                keeper.is_some_and(|other: usize| self.roots[step.inputs[other].value] == self.roots[step.output]);
            if reader != Some(place) && !named {
                keeper = Some(place);
            }
        }
        let mut into = Vec::new();
        for (place, input) in step.inputs.iter().enumerate() {
            let value = input.value;
            into.push(if value == 0 {
                self.input(false)
            } else if let Some(whole) = self.gradients[value] {
                Target::AddTo(whole)
            } else if keeper == Some(place) {
                self.gradients[value] = Some(Gradient { value, ..from });
                Target::Keep
            } else if reader == Some(place) {
                self.gradients[value] = Some(Gradient { shared: true, ..from });
                Target::Keep
            } else {
                self.write(value)
            });
        }
        into
    }

    /// Whether the layer that made a value comes next in the backward pass, and only reads the gradient of that value, which is
    /// whole.
    fn reads_next(&self, index: usize, value: ValueId) -> bool {
        let steps = &self.plan.steps;
        let runs = |step: &Step| step.op.facts().records != Runs::Nothing;
        let readers: usize = steps
            .iter()
            .filter(|step| runs(step))
            .map(|step| step.inputs.iter().filter(|input| input.value == value).count())
            .sum();
        readers == 1
            && steps[..index]
                .iter()
                .rfind(|step| runs(step))
                .is_some_and(|step| step.output == value && !passes_on(step.op.facts().gradient))
    }
}
