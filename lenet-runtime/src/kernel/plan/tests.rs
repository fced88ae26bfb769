//! What a plan says is what runs: each kernel notes that it runs, and that is compared with the name in the plan.

use super::{ConvPlan, Engine, Forward, Gradient, LinearPlan, Plan, Product};
use crate::kernel::geometry::{Geometry, Reference};
use crate::kernel::prepared::Map;
use crate::kernel::prepared::conv::{Algorithm, PreparedConv};
use crate::kernel::ran::during;
use crate::kernel::vector::{LANES, Level};
use crate::layer::activation::Relu;
use crate::layer::conv_pool::ConvPool;
use crate::layer::conv2d::Conv;
use crate::layer::description::Described;
use crate::layer::linear::Linear;
use crate::layer::pool::MaxPool;
use crate::random::Random;
use crate::shape::{Axis, Window};
use crate::tensor::Shape;
use std::collections::BTreeSet;
use std::string::{String, ToString};
use std::vec;
use std::vec::Vec;
use typenum::{B1, U0, U1, U2, U3, U4, U5, U6, U8, U9, U10, U12, U14, U16, U28};

/// The names in a plan that were seen, by the pass that they are of.
type Seen = BTreeSet<(&'static str, String)>;

fn of_reference(reference: Reference) -> Vec<&'static str> {
    match reference {
        Reference::Direct => vec!["reference::direct"],
        Reference::Gemm => vec!["reference::gemm"],
        Reference::Im2col => vec!["reference::gemm", "reference::im2col"],
    }
}

/// What must run for a forward pass of a convolution.
fn of_forward(forward: Forward) -> Vec<&'static str> {
    match forward {
        Forward::Lanes => vec!["batch::by_definition"],
        Forward::WinogradRows => vec!["batch::winograd_rows"],
        Forward::Columns => vec!["single::conv"],
        Forward::Reference(reference) => of_reference(reference),
    }
}

fn of_gradient(gradient: Gradient, lanes: &'static str) -> Vec<&'static str> {
    match gradient {
        Gradient::Lanes => vec![lanes],
        Gradient::Reference(reference) => of_reference(reference),
    }
}

fn draw<const L: usize>(length: usize) -> Vec<[f32; L]> {
    let mut random = Random::new(1);
    (0..length).map(|_| core::array::from_fn(|_| random.uniform() - 0.5)).collect()
}

/// All passes over a tile of `L` images, at every level.
macro_rules! conv {
    ($seen:ident, $images:literal, $geometry:ty) => {
        for level in Level::all() {
            const L: usize = $images;
            type G = $geometry;
            let (groups, plan) = (<G as Geometry>::GROUPS, G::PLAN);
            let plan = match level {
                Level::Vectors(_) => [plan.forward(L), Forward::Reference(plan.reference)],
                Level::Plain => [Forward::Reference(plan.reference); 2],
            };
            let gradients = match level {
                Level::Vectors(_) => [G::PLAN.grad_input(L), G::PLAN.grad_weight(L)],
                Level::Plain => [Gradient::Reference(G::PLAN.reference); 2],
            };
            let (inputs, outputs) = (groups * G::CHANNELS * G::PLANE, groups * G::FILTERS * G::POSITIONS);
            let (weight, bias) = (draw::<1>(groups * G::FILTERS * G::PATCH), draw::<1>(groups * G::FILTERS));
            let (weight, bias) = (weight.as_flattened(), bias.as_flattened());
            let (x, mut dx) = (draw::<L>(inputs), draw::<L>(inputs));
            let (dy, mut y) = (draw::<L>(outputs), draw::<L>(outputs));
            let (mut dw, mut db) = (weight.to_vec(), bias.to_vec());
            let mut scratch = vec![0.0; L * G::SCRATCH];
            let about = || std::format!("{} of {L} images, {}", stringify!($geometry), level.name());
            let ran = during(|| G::forward_at::<L>(level, weight, bias, &x, &mut y, &mut scratch));
            assert_eq!(ran, of_forward(plan[0]), "{}, forward", about());
            let ran = during(|| G::grad_input_at::<L>(level, weight, &dy, &mut dx, &mut scratch));
            assert_eq!(ran, of_gradient(gradients[0], "batch::grad_input"), "{}, gradient of the input", about());
            let ran = during(|| G::grad_weight_at::<L>(level, &x, &dy, &mut dw, &mut db, &mut scratch));
            assert_eq!(ran, of_gradient(gradients[1], "batch::grad_weight"), "{}, gradient of the weights", about());
            // And these are the names that a summary shows.
            let kernels = Plan::Conv(G::PLAN).kernels(matches!(level, Level::Vectors(_)));
            let names = [plan[0].name(), gradients[0].name(), gradients[1].name()];
            if L == LANES {
                assert_eq!([kernels.batch, kernels.gradients[0], kernels.gradients[1]], names);
                let of_transposed = Plan::ConvTranspose(G::PLAN).kernels(matches!(level, Level::Vectors(_)));
                assert_eq!([of_transposed.gradients[0], of_transposed.batch, of_transposed.gradients[1]], names);
            } else if L == 1 {
                assert_eq!(kernels.single, names[0]);
                assert_eq!(Plan::ConvTranspose(G::PLAN).kernels(matches!(level, Level::Vectors(_))).single, names[1]);
            }
            for (pass, name) in ["forward", "grad_input", "grad_weight"].into_iter().zip(names) {
                $seen.insert((pass, name.to_string()));
            }
        }
    };
    ($seen:ident, $geometry:ty) => {
        conv!($seen, 16, $geometry);
        conv!($seen, 1, $geometry);
        conv!($seen, 3, $geometry);
    };
}

#[test]
fn the_passes_of_a_convolution_run_what_its_plan_says() {
    let mut seen = Seen::new();
    type Plain<N, K> = Axis<N, K>;
    // Those of LeNet-5: by Winograd's minimal filtering.
    conv!(seen, Conv<U1, U6, Axis<U28, U5, U1, U2, U2>, Axis<U28, U5, U1, U2, U2>>);
    conv!(seen, Conv<U6, U16, Plain<U14, U5>, Plain<U14, U5>>);
    // Five rows, but too few filters, or a stride, a dilation, or groups.
    conv!(seen, Conv<U6, U3, Plain<U14, U5>, Plain<U14, U5>>);
    conv!(seen, Conv<U2, U4, Axis<U14, U5, U2>, Plain<U14, U5>>);
    conv!(seen, Conv<U2, U4, Axis<U14, U5, U1, U0, U0, U2>, Plain<U14, U5>>);
    conv!(seen, Conv<U2, U8, Plain<U14, U5>, Plain<U9, U3>, U2>);
    conv!(seen, Conv<U2, U8, Plain<U14, U5>, Plain<U9, U3>, U1, B1>);
    // One position, and two: the gradient of the weights is a product.
    conv!(seen, Conv<U3, U4, Plain<U3, U3>, Plain<U3, U3>>);
    conv!(seen, Conv<U3, U4, Plain<U1, U1>, Plain<U2, U1>>);
    conv!(seen, Conv<U3, U4, Plain<U3, U1>, Plain<U4, U1>>);
    conv!(seen, Conv<U3, U4, Axis<U3, U1, U2>, Plain<U4, U1>>);
    // Depthwise.
    conv!(seen, Conv<U4, U4, Axis<U8, U3, U1, U1, U1>, Axis<U6, U3, U1, U1, U1>, U4>);
    conv!(seen, Conv<U4, U8, Plain<U1, U1>, Plain<U2, U1>, U4>);
    conv!(seen, Conv<U5, U3, Axis<U8, U3, U2, U1, U0>, Axis<U9, U2, U3, U0, U2>>);

    let vectors = Level::all().count() > 1;
    let mut expected: Seen = Seen::new();
    for pass in ["forward", "grad_input", "grad_weight"] {
        expected.extend(Reference::ALL.map(|reference| (pass, reference.name().to_string())));
        if vectors {
            expected.insert((pass, Gradient::Lanes.name().to_string()));
        }
    }
    if vectors {
        expected.insert(("forward", Forward::WinogradRows.name().to_string()));
        expected.insert(("forward", Forward::Columns.name().to_string()));
    }
    assert_eq!(seen, expected, "no kernel is left out");
}

#[test]
fn a_convolution_with_its_pool_runs_what_its_plan_says() {
    type Wide = Conv<U2, U6, Axis<U14, U3>, Axis<U12, U3>>;
    type Deep = Conv<U6, U6, Axis<U14, U3>, Axis<U12, U3>, U6>;
    type Point = Conv<U3, U6, Axis<U12, U1>, Axis<U10, U1>>;
    macro_rules! ran {
        ($conv:ty) => {
            for level in Level::all() {
                type Both = ConvPool<$conv, MaxPool<U6, Axis<U12, U3, U2>, Axis<U10, U2, U2>>>;
                let Some(plan) = <Both as Described>::DESCRIPTION.plan else { panic!("a convolution has a plan") };
                let (weight, x) = (vec![0.5; 6 * <$conv>::PATCH], vec![[0.5]; 6 * <$conv>::PLANE]);
                let x = &x[..<$conv>::GROUPS * <$conv>::CHANNELS * <$conv>::PLANE];
                let (mut strip, mut y) = (vec![[0.0]; Both::STRIP], vec![[0.0]; 6 * 5 * 5]);
                let mut scratch = vec![0.0; <$conv>::SCRATCH];
                let ran = during(|| Both::forward_at(level, &weight, &[], x, Relu, &mut strip, &mut y, &mut scratch));
                let (mut kernels, single) = match level {
                    Level::Vectors(_) => (vec!["single::conv"], Forward::Columns),
                    Level::Plain => match <$conv>::REFERENCE {
                        Reference::Direct => (vec!["reference::direct"], Forward::Reference(Reference::Direct)),
                        Reference::Gemm => (vec!["reference::gemm"], Forward::Reference(Reference::Gemm)),
                        Reference::Im2col => {
                            (vec!["reference::gemm", "reference::im2col"], Forward::Reference(Reference::Im2col))
                        }
                    },
                };
                kernels.push("strips");
                assert_eq!(ran, kernels, "{}, {}", stringify!($conv), level.name());
                assert_eq!(plan.kernels(matches!(level, Level::Vectors(_))).single, single.name_with_pool());
            }
        };
    }
    ran!(Wide);
    ran!(Deep);
    ran!(Point);
}

fn linear<const I: usize, const O: usize, const L: usize>(seen: &mut Seen) {
    for level in Level::all() {
        let reference = Reference::of_linear(L);
        let plan = LinearPlan::of(I);
        let (forward, gradients) = match level {
            Level::Vectors(_) => (plan.forward(L), plan.gradients(L)),
            Level::Plain => (Product::Reference(reference), Gradient::Reference(reference)),
        };
        let of_reference = || if L == 1 { vec!["reference::linear"] } else { vec!["reference::gemm"] };
        let of_gradient = |lanes| match gradients {
            Gradient::Lanes => vec![lanes],
            Gradient::Reference(_) => of_reference(),
        };
        let (weight, mut dw) = ([[0.5; I]; O], [[0.0; I]; O]);
        let (x, mut dx, dy, mut y) = (draw::<L>(I), draw::<L>(I), draw::<L>(O), draw::<L>(O));
        let ran = during(|| Linear::<I, O>::forward_at(level, &weight, &[0.5; O], &x, &mut y));
        let right = match forward {
            Product::Lanes => vec!["batch::linear::forward"],
            Product::Inputs => vec!["single::linear"],
            Product::Reference(_) => of_reference(),
        };
        assert_eq!(ran, right, "{I} to {O}, {L} vectors, {}", level.name());
        let ran = during(|| Linear::<I, O>::grad_input_at(level, &weight, &dy, &mut dx));
        assert_eq!(ran, of_gradient("batch::linear::grad_input"), "{I} to {O}, {L} vectors, {}", level.name());
        let ran = during(|| Linear::<I, O>::grad_weight_at(level, &x, &dy, &mut dw, &mut [0.0; O]));
        assert_eq!(ran, of_gradient("batch::linear::grad_weight"), "{I} to {O}, {L} vectors, {}", level.name());
        let kernels = Plan::Linear(Linear::<I, O>::PLAN).kernels(matches!(level, Level::Vectors(_)));
        match L {
            1 => assert_eq!(kernels.single, forward.name()),
            LANES => assert_eq!((kernels.batch, kernels.gradients), (forward.name(), [gradients.name(); 2])),
            _ => {}
        }
        seen.insert(("forward", forward.name().to_string()));
        seen.insert(("gradients", gradients.name().to_string()));
    }
}

#[test]
fn the_passes_of_a_linear_layer_run_what_its_plan_says() {
    let mut seen = Seen::new();
    linear::<15, 4, 1>(&mut seen);
    linear::<16, 4, 1>(&mut seen);
    linear::<17, 3, 1>(&mut seen);
    linear::<5, 7, 16>(&mut seen);
    linear::<40, 1, 16>(&mut seen);
    linear::<40, 1, 3>(&mut seen);
    assert_eq!(seen.len(), if Level::all().count() > 1 { 7 } else { 4 }, "{seen:?}");
}

fn of_algorithm(algorithm: Algorithm) -> &'static str {
    match algorithm {
        Algorithm::Channels => "prepared::channels",
        Algorithm::Columns => "prepared::columns",
        Algorithm::Depthwise => "prepared::depthwise",
        Algorithm::WinogradTiles(_) => "prepared::winograd_tiles",
        Algorithm::WinogradRows => "prepared::winograd_rows",
        Algorithm::Pointwise => "prepared::pointwise",
        Algorithm::DepthwisePlanes => "prepared::depthwise_planes",
    }
}

#[test]
fn a_prepared_convolution_runs_the_algorithm_that_it_names() {
    let mut seen = BTreeSet::new();
    let mut random = Random::new(4);
    for _ in 0..2000 {
        let mut pick = |from: &[usize]| from[random.below(from.len())];
        let (kernel, stride) = (pick(&[1, 3, 3, 5]), pick(&[1, 1, 2]));
        let pad = pick(&[0, 0, kernel / 2]);
        let window = |size| Window { size, kernel, stride, before: pad, after: pad, dilation: 1, ceil: false };
        let windows = [window(pick(&[5, 8, 12, 20])), window(pick(&[6, 9, 16, 32]))];
        let channels = pick(&[1, 3, 8, 16, 32]);
        let sizes = [[1, channels, pick(&[4, 8, 16, 32])], [channels, 1, 1]][pick(&[0, 0, 1])];
        let plain = [[false; 2], [true, false], [true; 2]][pick(&[0, 1, 2])];
        let conv = PreparedConv::new(sizes, windows, false).between(plain);
        let [groups, channels, filters] = sizes;
        let xm = Map::of(Shape::Image(groups * channels, windows[0].size, windows[1].size)).around(&conv);
        let ym = Map::of(Shape::Image(groups * filters, windows[0].out(), windows[1].out())).from(&conv);
        let (packed, x) = (vec![0.0; conv.weights()], vec![0.0; xm.len()]);
        let (mut y, mut scratch) = (vec![0.0; ym.len()], vec![0.0; conv.scratch()]);
        let ran = during(|| conv.forward(&packed, (&xm, &x), (&ym, &mut y), &mut scratch));
        assert_eq!(ran, [of_algorithm(conv.algorithm())], "{conv:?}");
        seen.insert(conv.algorithm().name());
    }
    assert!(Algorithm::ALL.iter().all(|algorithm| seen.contains(algorithm.name())), "{seen:?}");
}

#[test]
fn the_engine_is_vectors_unless_another_is_chosen() {
    assert_eq!(Engine::default(), Engine::Vectors);
    assert_eq!(ConvPlan::of::<Conv<U1, U6, Axis<U28, U5>, Axis<U28, U5>>>().reference, Reference::Im2col);
}
