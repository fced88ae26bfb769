//! The direct loops and the products of matrices beside the definition.

use super::*;
use crate::kernel::geometry::Reference;
use crate::layer::conv2d::Conv;
use crate::random::Random;
use crate::shape::{Axis, Slide, Window};
use typenum::{B0, B1, U0, U1, U2, U3, U4, U5, U6, U7, U8, U9, U12, U70};

/// One geometry with another kernel.
struct With<G, const IM2COL: bool>(G);

impl<G: Geometry, const IM2COL: bool> Geometry for With<G, IM2COL> {
    const GROUPS: usize = G::GROUPS;
    const CHANNELS: usize = G::CHANNELS;
    const FILTERS: usize = G::FILTERS;
    const ROWS: Window = G::ROWS;
    const COLUMNS: Window = G::COLUMNS;
    const FLIP: bool = G::FLIP;
    const REFERENCE: Reference = if IM2COL { Reference::Im2col } else { Reference::Direct };
}

/// Calls `visit` with the indices of weight, x and y of every product in the definition.
fn products<G: Geometry>(mut visit: impl FnMut(usize, usize, usize)) {
    let (h, w) = (G::ROWS, G::COLUMNS);
    for f in 0..G::GROUPS * G::FILTERS {
        for (i, j) in (0..h.out()).flat_map(|i| (0..w.out()).map(move |j| (i, j))) {
            for c in 0..G::CHANNELS {
                for (u, v) in (0..h.kernel).flat_map(|u| (0..w.kernel).map(move |v| (u, v))) {
                    let (row, column) = if G::FLIP { (h.kernel - 1 - u, w.kernel - 1 - v) } else { (u, v) };
                    if let (Some(row), Some(column)) = (h.index(i, row), w.index(j, column)) {
                        let channel = f / G::FILTERS * G::CHANNELS + c;
                        visit(
                            ((f * G::CHANNELS + c) * h.kernel + u) * w.kernel + v,
                            (channel * h.size + row) * w.size + column,
                            (f * h.out() + i) * w.out() + j,
                        );
                    }
                }
            }
        }
    }
}

fn draw<const L: usize>(length: usize, random: &mut Random) -> Vec<[f32; L]> {
    (0..length).map(|_| core::array::from_fn(|_| random.uniform() - 0.5)).collect()
}

fn close(name: &str, found: &[f32], expected: &[f64], terms: usize) {
    // Sums of that many products of at most 1/4 in f32.
    let bound = (terms * terms) as f64 * 1.5e-8 + 1e-6;
    for (at, (&found, expected)) in found.iter().zip(expected).enumerate() {
        assert!((f64::from(found) - expected).abs() < bound, "{name} at {at}: {found} for {expected}");
    }
}

fn check<G: Geometry, const L: usize>(name: &str) {
    let random = &mut Random::new(5);
    let (inputs, outputs) = (G::GROUPS * G::CHANNELS * G::PLANE, G::GROUPS * G::FILTERS * G::POSITIONS);
    let filters = G::GROUPS * G::FILTERS;
    let weight = draw::<1>(filters * G::PATCH, random);
    let bias = draw::<1>(filters, random);
    let (weight, bias) = (weight.as_flattened(), bias.as_flattened());
    let (x, dy) = (draw::<L>(inputs, random), draw::<L>(outputs, random));

    for bias in [bias, &[]] {
        let mut y = vec![f64::NAN; outputs * L];
        for (at, y) in y.iter_mut().enumerate() {
            *y = bias.get(at / L / G::POSITIONS).map_or(0.0, |&b| f64::from(b));
        }
        let mut dx = vec![0.0; inputs * L];
        let mut dw = vec![1.0; weight.len()];
        let mut db = vec![1.0; bias.len()];
        for l in 0..L {
            products::<G>(|w, i, o| {
                y[o * L + l] += f64::from(weight[w]) * f64::from(x[i][l]);
                dx[i * L + l] += f64::from(weight[w]) * f64::from(dy[o][l]);
                dw[w] += f64::from(x[i][l]) * f64::from(dy[o][l]);
            });
            for (at, dy) in dy.iter().enumerate() {
                if let Some(db) = db.get_mut(at / G::POSITIONS) {
                    *db += f64::from(dy[l]);
                }
            }
        }

        for columns in [false, true] {
            let name = format!("{name}, {L} lanes, columns {columns}, bias {}", !bias.is_empty());
            let mut scratch = vec![[f32::NAN; L]; im2col::scratch::<With<G, true>>().max(im2col::scratch::<G>())];
            let mut found_y = vec![[f32::NAN; L]; outputs];
            let mut found_dx = vec![[f32::NAN; L]; inputs];
            let mut found_dw = vec![1.0; weight.len()];
            let mut found_db = vec![1.0; bias.len()];
            if columns {
                im2col::forward::<With<G, true>, L>(weight, bias, &x, &mut found_y, &mut scratch);
                im2col::grad_input::<With<G, true>, L>(weight, &dy, &mut found_dx, &mut scratch);
                im2col::grad_weight::<With<G, true>, L>(&x, &dy, &mut found_dw, &mut found_db, &mut scratch);
            } else if G::REFERENCE == Reference::Gemm {
                im2col::forward::<G, L>(weight, bias, &x, &mut found_y, &mut scratch);
                im2col::grad_input::<G, L>(weight, &dy, &mut found_dx, &mut scratch);
                im2col::grad_weight::<G, L>(&x, &dy, &mut found_dw, &mut found_db, &mut scratch);
            } else {
                direct::forward::<With<G, false>, L>(weight, bias, &x, &mut found_y);
                direct::grad_input::<With<G, false>, L>(weight, &dy, &mut found_dx);
                direct::grad_weight::<With<G, false>, L>(&x, &dy, &mut found_dw, &mut found_db);
            }
            close(&(name.clone() + ", y"), found_y.as_flattened(), &y, G::PATCH + 1);
            close(&(name.clone() + ", dx"), found_dx.as_flattened(), &dx, G::FILTERS * G::PATCH / G::CHANNELS);
            close(&(name.clone() + ", dw"), &found_dw, &dw, G::POSITIONS * L + 1);
            close(&(name + ", db"), &found_db, &db, G::POSITIONS * L + 1);
        }
    }
}

#[test]
fn both_kernels_agree_with_the_definition() {
    type Plain<K, N = U9> = Axis<N, K>;
    macro_rules! agree {
        ($($c:ty, $f:ty, $h:ty, $w:ty, $g:ty, $t:ty;)*) => {$(
            check::<Conv<$c, $f, $h, $w, $g, $t>, 1>(stringify!($c, $f, $h, $w, $g, $t));
            check::<Conv<$c, $f, $h, $w, $g, $t>, 3>(stringify!($c, $f, $h, $w, $g, $t));
            check::<Conv<$c, $f, $h, $w, $g, $t>, 16>(stringify!($c, $f, $h, $w, $g, $t));
        )*};
    }
    agree! {
        U1, U1, Plain<U1, U1>, Plain<U1, U1>, U1, B0;
        U3, U5, Plain<U1>, Plain<U1, U7>, U1, B0;
        U4, U6, Plain<U1>, Plain<U1, U7>, U2, B0;
        U3, U5, Axis<U9, U1, U2>, Axis<U7, U1, U3>, U1, B0;
        U2, U3, Axis<U7, U1, U1, U1, U0>, Axis<U7, U1>, U1, B0;
        U1, U6, Axis<U8, U5, U1, U2, U2>, Axis<U9, U5, U1, U2, U2>, U1, B0;
        U3, U4, Axis<U8, U3, U2, U1, U0>, Axis<U9, U4, U3, U0, U2>, U1, B0;
        U3, U4, Axis<U8, U3, U2, U1, U0>, Axis<U9, U4, U3, U0, U2>, U1, B1;
        U2, U2, Axis<U7, U2, U4>, Axis<U9, U2, U5>, U1, B0;
        U4, U6, Axis<U7, U3, U1, U2, U2, U2>, Axis<U9, U2, U1, U1, U3, U3>, U2, B0;
        U4, U4, Axis<U7, U3, U1, U1, U1>, Axis<U9, U3, U1, U1, U1>, U4, B0;
        U4, U8, Axis<U7, U3, U2, U1, U1>, Axis<U9, U3, U2, U0, U1>, U4, B0;
        U4, U8, Axis<U7, U3, U2, U1, U1>, Axis<U9, U3, U2, U0, U1>, U4, B1;
        U2, U3, Axis<U2, U3, U1, U5, U7>, Axis<U1, U2, U2, U6, U4>, U1, B0;
        U2, U3, Axis<U2, U3, U3, U5, U7>, Axis<U1, U2, U2, U6, U4, U3>, U1, B1;
        U2, U3, Axis<U8, U3, U2, U0, U0, U1, B1>, Axis<U9, U4, U3, U1, U1, U1, B1>, U1, B0;
        U2, U2, Axis<U9, U1>, Axis<U9, U7>, U1, B1;
        U2, U2, Axis<U5, U5>, Axis<U5, U5>, U1, B1;
        U12, U2, Axis<U70, U5, U1, U2, U2>, Axis<U12, U3, U1, U1, U1>, U1, B0;
    }
    // The last one needs several blocks, so the test covers where one ends in the middle of a row.
    type Large = Conv<U12, U2, Axis<U70, U5, U1, U2, U2>, Axis<U12, U3, U1, U1, U1>>;
    assert!(im2col::scratch::<Large>() < Large::PATCH * Large::POSITIONS);
    assert_ne!(im2col::scratch::<Large>() / Large::PATCH % <Axis<U12, U3, U1, U1, U1>>::WINDOW.out(), 0);
}

#[test]
fn the_rule_chooses_by_the_sizes() {
    assert_eq!(<Conv<U3, U5, Axis<U9, U1>, Axis<U7, U1>>>::REFERENCE, Reference::Gemm);
    assert_eq!(<Conv<U3, U5, Axis<U9, U1>, Axis<U7, U1, U2>>>::REFERENCE, Reference::Im2col);
    assert_eq!(<Conv<U1, U6, Axis<U9, U5>, Axis<U9, U5>>>::REFERENCE, Reference::Im2col);
    assert_eq!(<Conv<U4, U8, Axis<U9, U5>, Axis<U9, U5>, U4>>::REFERENCE, Reference::Direct);
}
