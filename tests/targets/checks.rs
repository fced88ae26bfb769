//! Each network at each level of the CPU, compared with what PyTorch computes, and the gradients compared with those of plain
//! code.
#![allow(unsafe_code)]

use crate::answers;
use crate::networks::{LeNet5, Mixed, modern, seven, waves};
use core::fmt::Write;
use lenet_runtime::simd::{self, Level};
use lenet_runtime::{LANES, Pass, Plain, Prepare, Prepared, PreparedWorkspace, Tensor, Tile, Workspace, Zeroed};

/// The largest difference that is allowed, relative to the greatest number.
const BOUND: f32 = 2e-6;

/// All that a network needs, and nothing on the heap.
struct Space<N: Prepare> {
    workspace: Workspace<N>,
    prepared: Prepared<N>,
    prepared_workspace: PreparedWorkspace<N>,
    images: Tile<N::Input, LANES>,
    tape: N::Tape<LANES>,
    training_workspace: N::TrainingWorkspace<LANES>,
    /// By plain code and by the level.
    gradients: [N; 2],
}

impl<N: Prepare> Space<N> {
    const NEW: Self = Self {
        workspace: Zeroed::ZERO,
        prepared: Zeroed::ZERO,
        prepared_workspace: Zeroed::ZERO,
        images: Zeroed::ZERO,
        tape: Zeroed::ZERO,
        training_workspace: Zeroed::ZERO,
        gradients: [N::ZERO, N::ZERO],
    };
}

/// A `static` for all but the weights.
macro_rules! check {
    ($out:ident, $network:ty, $image:expr, $answer:expr) => {{
        static mut SPACE: Space<$network> = Space::NEW;
        // SAFETY: `run` is called once, on one thread.
        check(<$network>::trained(), $image, &$answer, unsafe { &mut *&raw mut SPACE }, $out)
    }};
}

/// Runs everything; to be called once.
///
/// # Panics
///
/// If anything differs.
pub fn run(out: &mut impl Write) {
    let mut image = Tensor::zeros();
    waves(&mut image);
    let textbook = check!(out, LeNet5, &seven(), answers::TEXTBOOK);
    assert!((0..10).all(|class| textbook[class] <= textbook[7]), "the picture shows a seven");
    check!(out, modern::LeNet5, &seven(), answers::MODERN);
    check!(out, Mixed, &image, answers::MIXED);
}

/// Returns what the network computes.
fn check<'a, N: Prepare>(
    network: &N,
    image: &N::Input,
    expected: &N::Output,
    space: &'a mut Space<N>,
    out: &mut impl Write,
) -> &'a N::Output {
    space.prepared.update(network);
    for (lane, x) in space.images.lanes_mut().iter_mut().zip(image.floats()) {
        // Another image in each lane.
        *lane = core::array::from_fn(|l| x * (1.0 - l as f32 / 20.0));
    }
    for (index, level) in Level::all().enumerate() {
        simd::limit(level);
        let output = network.forward_in(image, &mut space.workspace);
        let plainly = difference(output.floats(), expected.floats());
        let output = space.prepared.forward_in(image, &mut space.prepared_workspace);
        let prepared = difference(output.floats(), expected.floats());

        let gradients = &mut space.gradients;
        let pass = Pass { seed: 1, images: LANES, training: true };
        network.record(&space.images, &mut space.tape, &mut space.training_workspace, &pass);
        let (y, dy) = N::ends(&space.tape, &mut space.training_workspace);
        dy.lanes_mut().copy_from_slice(y.lanes());
        gradients[1].floats_mut().fill(0.0);
        network.backward(&space.images, &mut space.tape, &mut space.training_workspace, &pass, &mut gradients[1], None);
        if index == 0 {
            let [first, second] = gradients;
            first.floats_mut().copy_from_slice(second.floats());
        }
        let gradient = difference(gradients[1].floats(), gradients[0].floats());

        let (name, level) = (N::NAME, level.name());
        let _ = writeln!(out, "{name:12}  {level:8}  {plainly:.1e}  prepared {prepared:.1e}  gradient {gradient:.1e}");
        assert!(plainly.max(prepared).max(gradient) < BOUND, "too much");
    }
    space.prepared.forward_in(image, &mut space.prepared_workspace)
}

/// The largest difference, relative to the greatest number; infinite where a number is missing.
fn difference(found: &[f32], expected: &[f32]) -> f32 {
    let greatest = expected.iter().fold(0.0, |greatest: f32, x| greatest.max(x.abs()));
    let differences = found.iter().zip(expected).map(|(found, expected)| (found - expected).abs() / greatest);
    differences.fold(0.0, |worst, x| {
        if x <= worst {
            worst
        } else if x.is_nan() {
            f32::INFINITY
        } else {
            x
        }
    })
}
