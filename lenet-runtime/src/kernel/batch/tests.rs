//! Every kernel beside the direct loops, on every level that the CPU has.

use super::forward;
use super::grad_input::grad_input;
use super::grad_weight::grad_weight;
use crate::kernel::geometry::Geometry;
use crate::kernel::reference::direct;
use crate::kernel::single::conv as single;
use crate::kernel::vector::{LANES, Lanes, Level};
use crate::random::Random;
use crate::shape::Window;

struct Case<
    const GROUPS: usize,
    const CHANNELS: usize,
    const FILTERS: usize,
    const H: usize,
    const W: usize,
    const KH: usize,
    const KW: usize,
    const STRIDE: usize = 1,
    const DILATION: usize = 1,
    const BEFORE: usize = 0,
    const AFTER: usize = 0,
    const FLIP: bool = false,
>;

impl<
    const G: usize,
    const C: usize,
    const F: usize,
    const H: usize,
    const W: usize,
    const KH: usize,
    const KW: usize,
    const S: usize,
    const D: usize,
    const B: usize,
    const A: usize,
    const FLIP: bool,
> Geometry for Case<G, C, F, H, W, KH, KW, S, D, B, A, FLIP>
{
    const GROUPS: usize = G;
    const CHANNELS: usize = C;
    const FILTERS: usize = F;
    const ROWS: Window = Window { size: H, kernel: KH, stride: S, before: B, after: A, dilation: D, ceil: false };
    const COLUMNS: Window = Window { size: W, kernel: KW, ..Self::ROWS };
    const FLIP: bool = FLIP;
}

fn draw(random: &mut Random, length: usize) -> Vec<f32> {
    (0..length).map(|_| random.uniform() - 0.5).collect()
}

fn lanes(numbers: &[f32]) -> &[Lanes] {
    numbers.as_chunks().0
}

/// Both sides add up to `terms` products of at most 1/4 in f32, in different orders.
#[track_caller]
fn assert_close(found: &[f32], expected: &[f32], terms: usize) {
    let bound = (terms * terms + 4) as f32 * 3e-8;
    let bound = bound.min(terms as f32 * 1e-6 + 1e-6);
    for (i, (found, expected)) in found.iter().zip(expected).enumerate() {
        assert!((found - expected).abs() <= bound, "element {i}: {found} for {expected}");
    }
}

fn agrees_with_the_direct_loops<G: Geometry>() {
    let mut random = Random::new(3);
    let filters = G::GROUPS * G::FILTERS;
    let weight = draw(&mut random, filters * G::PATCH);
    let bias = draw(&mut random, filters);
    let x = draw(&mut random, G::GROUPS * G::CHANNELS * G::PLANE * LANES);
    let dy = draw(&mut random, filters * G::POSITIONS * LANES);
    for level in Level::all() {
        let Level::Vectors(set) = level else { continue };
        for bias in [&bias[..], &[]] {
            let (mut y, mut expected) = (vec![f32::NAN; dy.len()], vec![f32::NAN; dy.len()]);
            let mut scratch = vec![f32::NAN; forward::scratch::<G>() * LANES];
            forward::lanes::<G>(set, &weight, bias, lanes(&x), y.as_chunks_mut().0);
            direct::forward::<G, LANES>(&weight, bias, lanes(&x), expected.as_chunks_mut().0);
            assert_close(&y, &expected, G::PATCH + 1);
            if forward::is_minimal::<G>() {
                y.fill(f32::NAN);
                forward::winograd_rows::<G>(set, &weight, bias, lanes(&x), y.as_chunks_mut().0, &mut scratch);
                assert_close(&y, &expected, G::PATCH + 1);
            }

            let one_x = &x[..x.len() / LANES];
            let (mut y, mut expected) = (vec![f32::NAN; y.len() / LANES], vec![f32::NAN; y.len() / LANES]);
            let mut scratch = vec![f32::NAN; single::scratch::<G>()];
            single::forward::<G>(set, &weight, bias, one_x, &mut y, &mut scratch);
            direct::forward::<G, 1>(&weight, bias, one_x.as_chunks().0, expected.as_chunks_mut().0);
            assert_close(&y, &expected, G::PATCH + 1);

            let (mut dw, mut expected) = (weight.clone(), weight.clone());
            let (mut db, mut expected_db) = (bias.to_vec(), bias.to_vec());
            grad_weight::<G>(set, lanes(&x), lanes(&dy), &mut dw, &mut db);
            direct::grad_weight::<G, LANES>(lanes(&x), lanes(&dy), &mut expected, &mut expected_db);
            assert_close(&dw, &expected, G::POSITIONS * LANES + 1);
            assert_close(&db, &expected_db, G::POSITIONS * LANES + 1);
        }
        let (mut dx, mut expected) = (vec![f32::NAN; x.len()], vec![f32::NAN; x.len()]);
        grad_input::<G>(set, &weight, lanes(&dy), dx.as_chunks_mut().0);
        direct::grad_input::<G, LANES>(&weight, lanes(&dy), expected.as_chunks_mut().0);
        assert_close(&dx, &expected, G::FILTERS * G::ROWS.kernel * G::COLUMNS.kernel);
    }
}

#[test]
fn every_level_agrees_with_the_direct_loops() {
    // The convolutions of LeNet-5.
    agrees_with_the_direct_loops::<Case<1, 1, 6, 28, 28, 5, 5, 1, 1, 2, 2>>();
    agrees_with_the_direct_loops::<Case<1, 6, 16, 14, 14, 5, 5>>();
    // Sizes that no tile divides.
    agrees_with_the_direct_loops::<Case<1, 3, 7, 9, 11, 3, 3, 1, 1, 1, 1>>();
    agrees_with_the_direct_loops::<Case<1, 5, 11, 5, 23, 1, 4>>();
    agrees_with_the_direct_loops::<Case<1, 2, 5, 33, 19, 3, 3>>();
    // So many channels that one image is computed in strips of rows.
    agrees_with_the_direct_loops::<Case<1, 40, 3, 21, 17, 3, 2, 1, 1, 1, 1>>();
    agrees_with_the_direct_loops::<Case<1, 7, 9, 6, 6, 1, 1>>();
    agrees_with_the_direct_loops::<Case<1, 2, 3, 8, 9, 7, 7, 1, 1, 3, 3>>();
    agrees_with_the_direct_loops::<Case<1, 1, 1, 1, 1, 1, 1>>();
    // Strides and dilations, also larger than the window, the padding, and the input.
    agrees_with_the_direct_loops::<Case<1, 3, 8, 12, 13, 3, 3, 2, 1, 1, 1>>();
    agrees_with_the_direct_loops::<Case<1, 2, 4, 12, 13, 2, 2, 3, 1, 0, 1>>();
    agrees_with_the_direct_loops::<Case<1, 2, 4, 12, 13, 3, 3, 2, 3, 2, 4>>();
    agrees_with_the_direct_loops::<Case<1, 2, 4, 3, 2, 2, 2, 5, 1, 4, 4>>();
    agrees_with_the_direct_loops::<Case<1, 2, 5, 2, 2, 3, 3, 1, 2, 5, 5>>();
    // Groups and kernels that are turned.
    agrees_with_the_direct_loops::<Case<5, 1, 1, 7, 8, 3, 3, 1, 1, 1, 1>>();
    agrees_with_the_direct_loops::<Case<2, 3, 4, 7, 8, 3, 3, 2, 1, 1, 1>>();
    agrees_with_the_direct_loops::<Case<1, 3, 4, 7, 20, 3, 5, 1, 1, 1, 2, true>>();
    agrees_with_the_direct_loops::<Case<1, 3, 4, 9, 9, 4, 4, 2, 1, 1, 1, true>>();
}
