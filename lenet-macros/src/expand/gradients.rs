//! Where the gradients of the backward pass stand: the layers in reverse, and the buffers that they read and write.

use lenet_syntax::plan::{self, Op, Plan, Runs, Step, ValueId};
use lenet_syntax::{list, memory};

/// The backward pass as a list of moves between buffers.
pub struct Backward {
    /// Which values' gradients stand in each buffer, one after the other.
    pub buffers: Vec<Vec<ValueId>>,
    /// As `buffers`, on the tape: for gradients that wait there for all tiles of a batch, where no saved value gives way to them.
    pub kept: Vec<Vec<ValueId>>,
    pub steps: Vec<Reverse>,
    /// How many layers read the network's input, where its gradient goes to the caller at once.
    pub readers: usize,
    /// The gradient of the network's input, where parts of it wait for all tiles.
    pub input: Option<Gradient>,
}

/// The reverse of one step.
pub struct Reverse {
    pub step: usize,
    /// The gradient of the output.
    pub from: Gradient,
    /// Before a batch norm or a network: the gradients that move to the tape, and where. There tiles wait for each other.
    pub moves: Vec<(Gradient, Kept)>,
    /// The gradient of the output after that.
    pub moved: Gradient,
    /// For each input of the step, what happens to its gradient.
    pub into: Vec<Target>,
}

/// The gradient of a value.
#[derive(Clone, Copy)]
pub struct Gradient {
    pub value: ValueId,
    pub buffer: usize,
    /// Where it is on the tape, if it has moved there.
    pub kept: Option<Kept>,
    /// Whether it is also that of another value, for which it stays.
    shared: bool,
}

/// A place on the tape for a gradient.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kept {
    /// Where a value was saved that no layer reads any more.
    Saved(ValueId),
    /// In a buffer of its own.
    Own(usize),
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
        gradients[plan.result] = Some(Gradient { value: plan.result, buffer: 0, kept: None, shared: false });
        let mut planner = Planner {
            plan,
            roots,
            gradients,
            buffers: vec![vec![plan.result]],
            free: Vec::new(),
            kept: Vec::new(),
            readers: 0,
            input_waits: input_waits(plan),
        };
        let mut steps = Vec::new();
        for (index, step) in plan.steps.iter().enumerate().rev() {
            if step.op.facts().records == Runs::Nothing {
                continue;
            }
            let Some(from) = planner.gradients[step.output].take() else { continue };
            let (moves, moved) = match step.op {
                Op::BatchNorm { .. } => planner.keep_with(index, from),
                Op::Network(_) => (planner.keep(index, from), from),
                _ => (Vec::new(), from),
            };
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
            steps.push(Reverse { step: index, from, moves, moved, into });
        }
        let input = if planner.input_waits { planner.gradients[0] } else { None };
        Self { buffers: planner.buffers, kept: planner.kept, steps, readers: planner.readers, input }
    }
}

/// Whether a part of the gradient of the network's input comes before a batch norm, or a network, and another after it.
fn input_waits(plan: &Plan) -> bool {
    let reads =
        |step: &Step| step.op.facts().records != Runs::Nothing && step.inputs.iter().any(|input| input.value == 0);
    let last = plan.steps.iter().rposition(reads).unwrap_or(0);
    plan.steps[..last].iter().any(|step| matches!(step.op, Op::BatchNorm { .. } | Op::Network(_)))
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
    kept: Vec<Vec<ValueId>>,
    readers: usize,
    input_waits: bool,
}

impl Planner<'_> {
    /// Moves to the tape what waits there while a batch norm sums up: `from`, the gradient of its output, and all others.
    fn keep_with(&mut self, index: usize, mut from: Gradient) -> (Vec<(Gradient, Kept)>, Gradient) {
        let mut moves = Vec::new();
        if from.kept.is_none() {
            // Nobody reads the output any more.
            let to = Kept::Saved(self.plan.steps[index].output);
            moves.push((from, to));
            self.move_buffer(from.buffer, to);
            from.kept = Some(to);
        }
        moves.extend(self.keep(index, from));
        (moves, from)
    }

    /// Moves all gradients to the tape, but `from`.
    fn keep(&mut self, index: usize, from: Gradient) -> Vec<(Gradient, Kept)> {
        let mut moves = Vec::new();
        for value in 0..self.gradients.len() {
            let Some(gradient) = self.gradients[value] else { continue };
            if gradient.kept.is_none() {
                let to = self.room(index, value, from);
                moves.push((gradient, to));
                self.move_buffer(gradient.buffer, to);
            }
        }
        moves
    }

    fn move_buffer(&mut self, buffer: usize, to: Kept) {
        for gradient in self.gradients.iter_mut().flatten() {
            if gradient.buffer == buffer {
                gradient.kept = Some(to);
            }
        }
    }

    /// A place on the tape that is as large as a value: where a layer after this one saved something, or a buffer.
    fn room(&mut self, index: usize, value: ValueId, from: Gradient) -> Kept {
        let plan = self.plan;
        let in_use = |place: Kept| {
            from.kept == Some(place) || self.gradients.iter().flatten().any(|gradient| gradient.kept == Some(place))
        };
        let size = |value: ValueId| plan.values[value].shape.elements();
        let fits = |saved: ValueId| {
            plan.values[saved].shape.is_same(&plan.values[value].shape)
                || size(value).zip(size(saved)).is_some_and(|(size, room)| size <= room)
        };
        let saved = plan.steps[index + 1..]
            .iter()
            .filter(|step| step.op.facts().records != Runs::Nothing)
            .map(|step| step.output)
            .filter(|&saved| self.roots[saved] == saved && fits(saved) && !in_use(Kept::Saved(saved)))
            .min_by_key(|&saved| size(saved));
        if let Some(saved) = saved {
            return Kept::Saved(saved);
        }
        let buffer = (0..self.kept.len()).find(|&buffer| !in_use(Kept::Own(buffer)));
        let buffer = buffer.unwrap_or_else(|| {
            self.kept.push(Vec::new());
            self.kept.len() - 1
        });
        self.kept[buffer].push(value);
        Kept::Own(buffer)
    }

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
        let gradient = Gradient { value, buffer: self.take(value), kept: None, shared: false };
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

    /// Whether the caller has the place for the gradient of a value.
    fn is_callers(&self, value: ValueId) -> bool {
        value == 0 && !self.input_waits
    }

    /// A gradient that the layer computes.
    fn compute(&mut self, value: ValueId) -> Target {
        if self.is_callers(value) {
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
            let times = list::count(&step.inputs, |other| other.value == input.value);
            if !self.is_callers(input.value) && self.gradients[input.value].is_none() && times == 1 {
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
            into.push(if self.is_callers(value) {
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
        let mut readers = 0;
        for step in steps.iter().filter(|step| runs(step)) {
            readers += list::count(&step.inputs, |input| input.value == value);
        }
        readers == 1
            && steps[..index]
                .iter()
                .rfind(|step| runs(step))
                .is_some_and(|step| step.output == value && !passes_on(step.op.facts().gradient))
    }
}
