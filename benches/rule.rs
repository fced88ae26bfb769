//! Whether the rules that choose the kernel of a convolution choose the fastest.
//!
//! ```text
//! $ cargo run --release -p benches --bin rule                  # one image, by a prepared network
//! $ cargo run --release -p benches --bin rule -- --batch       # sixteen images, forward and backward
//! ```
//!
//! Each shape is computed by every kernel that can, in turn on one thread. A line tells the kernel that the rule chooses,
//! the fastest, by how much the choice is slower, and the times of all; the last lines tell on how many shapes the choice
//! is the fastest kernel or nearly.

mod shapes;

use clap::Parser;
use lenet_runtime::__internals::kernel::batch;
use lenet_runtime::__internals::kernel::geometry::{Geometry, Reference};
use lenet_runtime::__internals::kernel::plan::{ConvPlan, Forward};
use lenet_runtime::__internals::kernel::prepared::Map;
use lenet_runtime::__internals::kernel::prepared::conv::{Algorithm, PreparedConv};
use lenet_runtime::__internals::kernel::reference::{direct, im2col};
use lenet_runtime::__internals::kernel::vector::{self, Vectors};
use lenet_runtime::simd::Level;
use lenet_runtime::{LANES, Random, Shape, Window, threads};
use shapes::SHAPES;
use std::cell::RefCell;
use std::fmt::{self, Display, Formatter};
use std::marker::PhantomData;
use std::rc::Rc;
use std::time::Instant;

/// Whether the rules that choose the kernel of a convolution choose the fastest.
#[derive(Parser)]
struct Options {
    /// Sixteen images at a time, forward and backward, instead of one image
    #[arg(long)]
    batch: bool,
    /// For how long to measure each kernel, in seconds
    #[arg(long, value_name = "S", default_value_t = 0.1)]
    seconds: f64,
    /// Only shapes whose line contains this
    #[arg(long, value_name = "TEXT", default_value = "")]
    only: String,
    /// The highest level of instructions to use: plain, avx2, avx512, neon or simd128, whichever this CPU has
    #[arg(long, value_name = "LEVEL", value_parser = level)]
    simd: Option<Level>,
}

fn level(name: &str) -> Result<Level, String> {
    let found = Level::all().find(|level| level.name() == name);
    found.ok_or_else(|| format!("this CPU has {}", Level::all().map(Level::name).collect::<Vec<_>>().join(", ")))
}

fn main() {
    let options = Options::parse();
    threads::limit(1);
    if let Some(level) = options.simd {
        vector::limit(level);
    }
    let mut losses = Vec::new();
    for shape in SHAPES {
        let line = shape.to_string();
        if !line.contains(&options.only) {
            continue;
        }
        for mut contest in if options.batch { (shape.batch)() } else { (shape.one)() } {
            let (loss, told) = contest.run(options.seconds);
            println!("{line:<45} {told}");
            losses.push((loss, format!("{line}, {}", contest.pass)));
        }
    }
    losses.sort_by(|a, b| a.0.total_cmp(&b.0));
    let Some((worst, shape)) = losses.last() else { return println!("no such shape") };
    let within = |percent: f64| losses.iter().filter(|(loss, _)| *loss <= percent / 100.0).count();
    println!("{}, {} choices", Level::best().name(), losses.len());
    println!("the fastest kernel, or at most 5 % slower: {}; at most 10 %: {}", within(5.0), within(10.0));
    println!("at worst {:.0} % slower: {shape}", 100.0 * worst);
}

/// A convolution, and what to measure.
struct Case {
    /// Where it comes from.
    of: &'static str,
    groups: usize,
    channels: usize,
    filters: usize,
    windows: [Window; 2],
    one: fn() -> Vec<Contest>,
    batch: fn() -> Vec<Contest>,
}

impl Case {
    const fn new<G: Geometry + 'static>(of: &'static str) -> Self {
        Self {
            of,
            groups: G::GROUPS,
            channels: G::GROUPS * G::CHANNELS,
            filters: G::GROUPS * G::FILTERS,
            windows: [G::ROWS, G::COLUMNS],
            one: one::<G>,
            batch: batch::<G>,
        }
    }
}

/// `ResNet-18: 64×56×56 → 64, 3×3 p1`
impl Display for Case {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let [rows, columns] = &self.windows;
        let Self { of, channels, filters, groups, .. } = self;
        write!(f, "{of}: {channels}×{}×{} → {filters}, {}×{}", rows.size, columns.size, rows.kernel, columns.kernel)?;
        for (letter, value, usual) in
            [('s', rows.stride, 1), ('p', rows.before, 0), ('d', rows.dilation, 1), ('g', *groups, 1)]
        {
            if value != usual {
                write!(f, " {letter}{value}")?;
            }
        }
        Ok(())
    }
}

/// Kernels that compute the same.
struct Contest {
    pass: &'static str,
    chosen: &'static str,
    kernels: Vec<(&'static str, Kernel)>,
}

type Kernel = Box<dyn FnMut()>;

impl Contest {
    fn new(pass: &'static str, chosen: &'static str) -> Self {
        Self { pass, chosen, kernels: Vec::new() }
    }

    fn add(&mut self, name: &'static str, kernel: impl FnMut() + 'static) {
        self.kernels.push((name, Box::new(kernel)));
    }

    /// By what part the choice is slower than the fastest, and a line that tells it.
    fn run(&mut self, seconds: f64) -> (f64, String) {
        const ROUNDS: usize = 9;

        // As many calls at a time as take their part of the seconds.
        let mut calls = Vec::new();
        for (_, kernel) in &mut self.kernels {
            kernel();
            let (mut count, mut took) = (1, time(1, kernel));
            while took < seconds / 10.0 {
                count *= 2;
                took = time(count, kernel);
            }
            calls.push((count as f64 * seconds / ROUNDS as f64 / took).ceil() as usize);
        }
        // In turn, so that all meet the same noise.
        let mut samples = vec![Vec::new(); calls.len()];
        for _ in 0..ROUNDS {
            for (((_, kernel), &calls), samples) in self.kernels.iter_mut().zip(&calls).zip(&mut samples) {
                samples.push(time(calls, kernel) / calls as f64);
            }
        }
        let mut results: Vec<(f64, &str)> = samples
            .iter_mut()
            .zip(&self.kernels)
            .map(|(samples, (name, _))| {
                samples.sort_by(f64::total_cmp);
                (samples[ROUNDS / 2], *name)
            })
            .collect();
        results.sort_by(|a, b| a.0.total_cmp(&b.0));
        let of_choice = results.iter().find(|(_, name)| *name == self.chosen).map_or(f64::NAN, |(time, _)| *time);
        let loss = of_choice / results[0].0 - 1.0;
        let times: Vec<String> = results.iter().map(|(time, name)| format!("{name} {:.1}", time * 1e6)).collect();
        let told = if loss > 0.0 { format!("+{:.0} %", 100.0 * loss) } else { String::new() };
        (loss, format!("{:<9} {:<12} {told:>6}   {}", self.pass, self.chosen, times.join(", ")))
    }
}

/// The seconds that some calls take.
fn time(calls: usize, kernel: &mut dyn FnMut()) -> f64 {
    let start = Instant::now();
    for _ in 0..calls {
        kernel();
    }
    start.elapsed().as_secs_f64()
}

/// Numbers, the first of them where a cache line begins.
struct Buffer {
    numbers: Vec<f32>,
    start: usize,
    length: usize,
}

impl Buffer {
    /// Random numbers from −½ to ½.
    fn new(length: usize) -> Self {
        let mut random = Random::new(length as u64);
        let numbers: Vec<f32> = (0..length + 16).map(|_| random.uniform() - 0.5).collect();
        let start = numbers.as_ptr().align_offset(64).min(16);
        Self { numbers, start, length }
    }

    fn floats(&self) -> &[f32] {
        &self.numbers[self.start..][..self.length]
    }

    fn floats_mut(&mut self) -> &mut [f32] {
        &mut self.numbers[self.start..][..self.length]
    }

    fn lanes<const L: usize>(&self) -> &[[f32; L]] {
        self.floats().as_chunks().0
    }

    fn lanes_mut<const L: usize>(&mut self) -> &mut [[f32; L]] {
        self.floats_mut().as_chunks_mut().0
    }
}

/// One image: the kernels of prepared networks, and the product of matrices. Within a network, where the input stands as a
/// kernel wants it; and alone, from one plain array to another.
fn one<G: Geometry + 'static>() -> Vec<Contest> {
    vec![one_image::<G>("within", false), one_image::<G>("alone", true)]
}

fn one_image<G: Geometry + 'static>(pass: &'static str, ends: bool) -> Contest {
    let conv = if ends { PreparedConv::of::<G>().between([true; 2]) } else { PreparedConv::of::<G>() };
    let mut contest = Contest::new(pass, conv.algorithm().name());
    let [rows, columns] = [G::ROWS, G::COLUMNS];
    let (inputs, outputs) = (G::GROUPS * G::CHANNELS, G::GROUPS * G::FILTERS);
    let (weight, bias) = (Buffer::new(outputs * G::PATCH), Buffer::new(outputs));
    let x = Rc::new(Buffer::new(inputs * G::PLANE));
    for algorithm in Algorithm::ALL.into_iter().filter(|algorithm| conv.can(*algorithm)) {
        let conv = conv.by(algorithm);
        let xm = Map::of(Shape::Image(inputs, rows.size, columns.size)).around(&conv);
        let ym = Map::of(Shape::Image(outputs, rows.out(), columns.out())).from(&conv);
        let (mut placed, mut packed) = (Buffer::new(xm.len()), Buffer::new(conv.weights()));
        let (mut y, mut scratch) = (Buffer::new(ym.len()), Buffer::new(conv.scratch()));
        xm.place(x.floats(), placed.floats_mut());
        conv.pack(&xm, weight.floats(), bias.floats(), None, packed.floats_mut());
        let (x, mut taken) = (x.clone(), Buffer::new(outputs * G::POSITIONS));
        contest.add(algorithm.name(), move || {
            if ends && !xm.is_plain() {
                xm.place(x.floats(), placed.floats_mut());
            }
            conv.forward(packed.floats(), (&xm, placed.floats()), (&ym, y.floats_mut()), scratch.floats_mut());
            if ends && !ym.is_plain() {
                ym.take(y.floats(), taken.floats_mut());
            }
        });
    }
    let mut y = Buffer::new(outputs * G::POSITIONS);
    let mut scratch = Buffer::new(im2col::scratch::<Product<G>>());
    contest.add("gemm", move || {
        let (weight, bias) = (weight.floats(), bias.floats());
        im2col::forward::<Product<G>, 1>(weight, bias, x.lanes(), y.lanes_mut(), scratch.lanes_mut());
    });
    contest
}

/// With so many multiply-adds the plain loops are left out, which would take nearly all of the time.
const SLOW: usize = 2_000_000;

/// Sixteen images: the kernels that hold one of them in each lane, the product of matrices, and the plain loops.
fn batch<G: Geometry + 'static>() -> Vec<Contest> {
    let forward: [Pass; 3] = [
        |o| batch::forward::lanes::<G>(set(), o.w, o.b, o.x, o.y),
        |o| im2col::forward::<Product<G>, LANES>(o.w, o.b, o.x, o.y, o.scratch),
        |o| direct::forward::<G, LANES>(o.w, o.b, o.x, o.y),
    ];
    let grad_input: [Pass; 3] = [
        |o| batch::grad_input::grad_input::<G>(set(), o.w, o.y, o.x),
        |o| im2col::grad_input::<Product<G>, LANES>(o.w, o.y, o.x, o.scratch),
        |o| direct::grad_input::<G, LANES>(o.w, o.y, o.x),
    ];
    let grad_weight: [Pass; 3] = [
        |o| batch::grad_weight::grad_weight::<G>(set(), o.x, o.y, o.w, o.b),
        |o| im2col::grad_weight::<Product<G>, LANES>(o.x, o.y, o.w, o.b, o.scratch),
        |o| direct::grad_weight::<G, LANES>(o.x, o.y, o.w, o.b),
    ];
    let passes = [("forward", forward), ("to input", grad_input), ("to weight", grad_weight)];
    let vectors = matches!(Level::best(), Level::Vectors(_));
    passes
        .into_iter()
        .map(|(name, [lanes, gemm, direct])| {
            let plan = const { ConvPlan::of::<G>() };
            let minimal = name == "forward" && plan.batch == Forward::WinogradRows;
            let chosen = match name {
                _ if !vectors => plan.reference.name(),
                "forward" => plan.batch.name(),
                "to input" => plan.grad_input.name(),
                _ => plan.grad_weight.name(),
            };
            let operands = Rc::new(RefCell::new(Operands::new::<G>()));
            let mut contest = Contest::new(name, chosen);
            let mut add = |name, pass: Pass| {
                let operands = operands.clone();
                contest.add(name, move || operands.borrow_mut().give(pass));
            };
            if vectors {
                add("lanes", lanes);
                if minimal {
                    add("winograd rows", |o| {
                        let scratch = o.scratch.as_flattened_mut();
                        batch::forward::winograd_rows::<G>(set(), o.w, o.b, o.x, o.y, scratch);
                    });
                }
            }
            add(Product::<G>::REFERENCE.name(), gemm);
            if G::REFERENCE == Reference::Direct || G::GROUPS * G::FILTERS * G::PATCH * G::POSITIONS < SLOW {
                add(Reference::Direct.name(), direct);
            }
            contest
        })
        .collect()
}

/// The instructions of the level.
fn set() -> Vectors {
    let Level::Vectors(set) = Level::best() else { panic!("kernels of vector instructions run where there are some") };
    set
}

type Pass = fn(Slices<'_>);

/// Weights, bias, sixteen inputs, outputs, and scratch; or their gradients.
struct Slices<'a> {
    w: &'a mut [f32],
    b: &'a mut [f32],
    x: &'a mut [[f32; LANES]],
    y: &'a mut [[f32; LANES]],
    scratch: &'a mut [[f32; LANES]],
}

/// Where they stand.
struct Operands {
    w: Buffer,
    b: Buffer,
    x: Buffer,
    y: Buffer,
    scratch: Buffer,
}

impl Operands {
    fn new<G: Geometry>() -> Self {
        let outputs = G::GROUPS * G::FILTERS;
        Self {
            w: Buffer::new(outputs * G::PATCH),
            b: Buffer::new(outputs),
            x: Buffer::new(LANES * G::GROUPS * G::CHANNELS * G::PLANE),
            y: Buffer::new(LANES * outputs * G::POSITIONS),
            scratch: Buffer::new(LANES * im2col::scratch::<Product<G>>().max(batch::forward::scratch::<G>())),
        }
    }

    fn give(&mut self, pass: Pass) {
        pass(Slices {
            w: self.w.floats_mut(),
            b: self.b.floats_mut(),
            x: self.x.lanes_mut(),
            y: self.y.lanes_mut(),
            scratch: self.scratch.lanes_mut(),
        });
    }
}

/// A geometry whose reference kernel is a product of matrices.
struct Product<G>(PhantomData<G>);

impl<G: Geometry> Geometry for Product<G> {
    const GROUPS: usize = G::GROUPS;
    const CHANNELS: usize = G::CHANNELS;
    const FILTERS: usize = G::FILTERS;
    const ROWS: Window = G::ROWS;
    const COLUMNS: Window = G::COLUMNS;
    const FLIP: bool = G::FLIP;
    const REFERENCE: Reference = match G::REFERENCE {
        Reference::Gemm => Reference::Gemm,
        Reference::Direct | Reference::Im2col => Reference::Im2col,
    };
}
