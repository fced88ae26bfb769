//! Where values live: which layers work in place, and from which step to which each value is alive. Sizes do not matter here, only
//! who reads whom when, so it also works for sizes that only rustc knows.

use crate::plan::{Axis, Op, Plan, Runs, Step, Value, ValueId};

/// The memory of inference.
pub struct Inference {
    /// Where each value stands.
    pub homes: Vec<Home>,
    pub stores: Stores,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Home {
    /// The network's input: given, or in the first store.
    Input,
    Store(usize),
    /// The workspace of the network that is used as a layer in this step.
    Nested(usize),
}

/// How a step makes its output.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Mode {
    /// From its inputs into another buffer.
    Apart,
    /// Over its n-th input.
    InPlace(usize),
    /// Not at all: the output is the input.
    Nothing,
    /// By a network, in buffers of that network.
    Nested,
    /// Together with the pool after it.
    WithPool,
    /// Together with the convolution before it, and what stands between.
    Pooled(Pool),
}

/// Where the values of inference stand, and how long.
pub fn inference(plan: &Plan) -> (Inference, Vec<Mode>) {
    let roots = plan.same();
    with_pools(plan, &roots, &pools(plan, &roots))
}

/// The same with every layer by itself.
pub fn layer_by_layer(plan: &Plan) -> (Inference, Vec<Mode>) {
    with_pools(plan, &plan.same(), &[])
}

fn with_pools(plan: &Plan, roots: &[ValueId], pools: &[Pool]) -> (Inference, Vec<Mode>) {
    let last_use = last_use(plan, roots, pools);
    let mut homes = vec![Home::Input; plan.values.len()];
    let last = |value: ValueId| last_use[roots[value]].min(plan.steps.len()) + 1;
    let mut stores = Stores::of_input(last(0));
    let mut modes = Vec::new();
    for (index, step) in plan.steps.iter().enumerate() {
        let dies = |value: ValueId| last_use[roots[value]] == index;
        // The input is there before the first step.
        let (now, end) = (index + 1, last(step.output));
        let mode = match (step.op.facts().infers, pools.iter().find(|pool| pool.has(index))) {
            (_, Some(pool)) if pool.pool == index => Mode::Pooled(pool.clone()),
            (_, Some(_)) => Mode::WithPool,
            // The result has to stand in the workspace.
            (Runs::PassesOn, _) if step.output == plan.result && roots[step.output] == 0 => Mode::Apart,
            (Runs::PassesOn | Runs::Nothing, _) => Mode::Nothing,
            (Runs::Nested, _) => Mode::Nested,
            (Runs::InPlace, _) => step
                .inputs
                .iter()
                .position(|input| {
                    matches!(homes[input.value], Home::Store(_))
                        && dies(input.value)
                        && step.inputs.iter().filter(|other| homes[other.value] == homes[input.value]).count() == 1
                })
                .map_or(Mode::Apart, Mode::InPlace),
            (Runs::Apart, _) => Mode::Apart,
        };
        match mode {
            Mode::Nothing => homes[step.output] = homes[step.inputs[0].value],
            Mode::InPlace(input) => {
                homes[step.output] = homes[step.inputs[input].value];
                if let Home::Store(store) = homes[step.output] {
                    stores.over(store, step.output, end);
                }
            }
            Mode::Nested => homes[step.output] = Home::Nested(index),
            Mode::WithPool => {
                homes[step.output] = match pools.iter().find(|pool| pool.conv == index) {
                    Some(pool) => Home::Store(stores.add_rows(step.output, pool)),
                    // What stands between works on what the convolution wrote.
                    None => homes[step.inputs[0].value],
                }
            }
            Mode::Apart | Mode::Pooled(_) => {
                homes[step.output] = Home::Store(stores.add(step.output, now, end));
            }
        }
        modes.push(mode);
    }
    (Inference { homes, stores }, modes)
}

/// What stands in memory: values that overwrite each other, from the step that writes the first to the one that reads the last.
pub struct Store {
    pub values: Vec<ValueId>,
    /// The steps of a convolution and a pool, where some rows of the convolution are all that is stored.
    pub rows: Option<[usize; 2]>,
    pub from: usize,
    pub to: usize,
}

/// What a pass stores. No two of them that are alive in one step may stand at one place; where each stands, rustc finds, which
/// knows all sizes.
pub struct Stores(pub Vec<Store>);

impl Stores {
    /// The input, which is there before the first step.
    pub fn of_input(to: usize) -> Self {
        Self(vec![Store { values: vec![0], rows: None, from: 0, to }])
    }

    /// A store of its own for a value, alive from one step to another.
    pub fn add(&mut self, value: ValueId, from: usize, to: usize) -> usize {
        self.0.push(Store { values: vec![value], rows: None, from, to: to.max(from) });
        self.0.len() - 1
    }

    /// One for some rows of a convolution, while they are pooled.
    fn add_rows(&mut self, value: ValueId, pool: &Pool) -> usize {
        let store = self.add(value, pool.pool + 1, pool.pool + 1);
        self.0[store].rows = Some([pool.conv, pool.pool]);
        store
    }

    /// A value that overwrites what is in a store, and is alive to a step.
    pub fn over(&mut self, store: usize, value: ValueId, to: usize) {
        self.0[store].values.push(value);
        self.extend(store, to);
    }

    /// A store is alive to a step at least.
    pub fn extend(&mut self, store: usize, to: usize) {
        let last = &mut self.0[store].to;
        *last = to.max(*last);
    }
}

/// A convolution, layers that work in place, and a pool, which are computed as one: the numbers of the steps.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Pool {
    pub conv: usize,
    pub between: Vec<usize>,
    pub pool: usize,
}

impl Pool {
    fn has(&self, step: usize) -> bool {
        self.conv == step || self.between.contains(&step) || self.pool == step
    }
}

fn pools(plan: &Plan, roots: &[ValueId]) -> Vec<Pool> {
    let mut pools = Vec::new();
    for (conv, step) in plan.steps.iter().enumerate() {
        if part(&step.op) != Some(Part::Conv) {
            continue;
        }
        let (mut between, mut last) = (Vec::new(), conv);
        while let Some(next) = plan.only_reader(roots, plan.steps[last].output) {
            match part(&plan.steps[next].op) {
                Some(Part::Between) => between.push(next),
                Some(Part::Pool) => {
                    pools.push(Pool { conv, between, pool: next });
                    break;
                }
                Some(Part::Conv) | None => break,
            }
            last = next;
        }
    }
    pools
}

/// A part of [`Pool`].
#[derive(Clone, Copy, PartialEq, Eq)]
enum Part {
    Conv,
    /// What changes each element by itself.
    Between,
    Pool,
}

/// Which part a layer can be.
fn part(op: &Op) -> Option<Part> {
    match op {
        Op::Conv { .. } => Some(Part::Conv),
        Op::Activation(_) | Op::BatchNorm { .. } => Some(Part::Between),
        Op::MaxPool { axes, .. } | Op::AvgPool { axes, .. } => shrinks(axes).then_some(Part::Pool),
        Op::ConvTranspose { .. }
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

/// Whether what a pool makes, and the rows that one row of it reads, are not more than its input: else they would take more room
/// than the input does. Of sizes that only rustc knows, the strides tell.
fn shrinks([rows, columns]: &[Axis; 2]) -> bool {
    if let (Some(rows), Some(columns)) = (rows.known(), columns.known()) {
        let (Some(height), Some(width)) = (rows.out(), columns.out()) else { return false };
        let read = rows.reach().min(rows.size).saturating_mul(columns.size);
        return read.saturating_add(height.saturating_mul(width)) <= rows.size.saturating_mul(columns.size);
    }
    rows.stride.known() != Some(1) || columns.stride.known() != Some(1)
}

/// Whether a layer is a pool of 2 × 2 elements that do not overlap and leave nothing out.
pub fn halves(op: &Op) -> bool {
    let (Op::MaxPool { axes, .. } | Op::AvgPool { axes, .. }) = op else { return false };
    axes.iter().all(|axis| {
        axis.known().is_some_and(|window| {
            [window.kernel, window.stride, window.before, window.after, window.dilation] == [2, 2, 0, 0, 1]
                && window.size.is_multiple_of(2)
        })
    })
}

/// The step that reads each root last, itself or as what dropout makes of it; the result is never dead.
fn last_use(plan: &Plan, roots: &[ValueId], pools: &[Pool]) -> Vec<usize> {
    let mut last_use = vec![0; plan.values.len()];
    for (index, step) in plan.steps.iter().enumerate() {
        for input in &step.inputs {
            last_use[roots[input.value]] = index;
        }
    }
    for pool in pools {
        for input in &plan.steps[pool.conv].inputs {
            let last = &mut last_use[roots[input.value]];
            *last = (*last).max(pool.pool);
        }
    }
    last_use[roots[plan.result]] = usize::MAX;
    last_use
}

/// A free buffer, the best of those that need not grow, or a new one.
pub fn take(free: &mut Vec<usize>, buffers: &mut Vec<Vec<ValueId>>, values: &[Value], value: ValueId) -> usize {
    let size = |value: ValueId| values[value].shape.elements().unwrap_or(0);
    let capacity = |buffer: usize| buffers[buffer].iter().map(|&value| size(value)).max().unwrap_or(0);
    let fits =
        free.iter().copied().filter(|&buffer| capacity(buffer) >= size(value)).min_by_key(|&buffer| capacity(buffer));
    let best = fits.or_else(|| free.iter().copied().max_by_key(|&buffer| capacity(buffer)));
    match best {
        Some(buffer) => {
            free.retain(|&other| other != buffer);
            buffers[buffer].push(value);
            buffer
        }
        None => {
            buffers.push(vec![value]);
            buffers.len() - 1
        }
    }
}

/// The tape of training: for each value the one that it shares its storage with, because the layer between them works
/// in place.
pub struct Tape {
    pub storage: Vec<ValueId>,
    pub modes: Vec<Mode>,
}

/// A layer may overwrite its input if nobody else reads it, and neither its own backward pass nor that of the layer
/// before it needs what was there.
pub fn tape(plan: &Plan) -> Tape {
    let mut storage: Vec<ValueId> = (0..plan.values.len()).collect();
    let mut modes = Vec::new();
    for step in &plan.steps {
        let value = step.inputs[0].value;
        let mode = match step.op.facts().records {
            Runs::Nothing | Runs::PassesOn => Mode::Nothing,
            Runs::Nested => Mode::Nested,
            Runs::InPlace
                if value != 0
                    && readers(plan, value) == 1
                    && value != plan.result
                    && !producer_needs_output(plan, value) =>
            {
                Mode::InPlace(0)
            }
            Runs::InPlace | Runs::Apart => Mode::Apart,
        };
        if let Mode::InPlace(_) = mode {
            storage[step.output] = storage[value];
        }
        modes.push(mode);
    }
    Tape { storage, modes }
}

fn readers(plan: &Plan, value: ValueId) -> usize {
    let reads = |step: &Step| step.inputs.iter().filter(|input| input.value == value).count();
    plan.steps.iter().filter(|step| step.op.facts().records != Runs::Nothing).map(reads).sum()
}

fn producer_needs_output(plan: &Plan, value: ValueId) -> bool {
    plan.steps.iter().any(|step| step.output == value && step.op.facts().reads_output)
}
