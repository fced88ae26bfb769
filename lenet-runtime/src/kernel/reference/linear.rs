//! Products of a matrix of weights, O × I, with the vectors of a tile.
//!
//! One vector at a time, the weights are read once and used once, so that packing them would cost more than it saves;
//! with several lanes it is a product of two matrices.

use super::gemm::{Matrix, MatrixMut, gemm};
use super::sums::{axpy, dot, sum};
use crate::kernel::geometry::Reference;
use crate::kernel::ran::ran;

/// y ← bias + weight · x.
pub fn forward<const I: usize, const O: usize, const L: usize>(
    weight: &[[f32; I]; O],
    bias: &[f32],
    x: &[[f32; L]],
    y: &mut [[f32; L]],
) {
    y.fill([0.0; L]);
    for (y, &bias) in y.iter_mut().zip(bias) {
        *y = [bias; L];
    }
    only!(match Reference::of_linear(L), {
        Reference::Direct => {
            ran("reference::linear");
            for (y, weight) in y.as_flattened_mut().iter_mut().zip(weight) {
                *y += dot(weight, x.as_flattened());
            }
        },
        Reference::Gemm | Reference::Im2col => gemm(
            [O, I, L],
            Matrix::rows(weight.as_flattened(), I),
            Matrix::rows(x.as_flattened(), L),
            1.0,
            MatrixMut::rows(y.as_flattened_mut(), L),
        ),
    });
}

/// dx ← weightᵀ · dy.
pub fn grad_input<const I: usize, const O: usize, const L: usize>(
    weight: &[[f32; I]; O],
    dy: &[[f32; L]],
    dx: &mut [[f32; L]],
) {
    only!(match Reference::of_linear(L), {
        Reference::Direct => {
            ran("reference::linear");
            dx.fill([0.0; L]);
            for (&dy, weight) in dy.as_flattened().iter().zip(weight) {
                axpy(dy, weight, dx.as_flattened_mut());
            }
        },
        Reference::Gemm | Reference::Im2col => gemm(
            [I, O, L],
            Matrix::rows(weight.as_flattened(), I).transposed(),
            Matrix::rows(dy.as_flattened(), L),
            0.0,
            MatrixMut::rows(dx.as_flattened_mut(), L),
        ),
    });
}

/// dw ← dw + dy · xᵀ, and db ← db + dy, summed over the lanes.
pub fn grad_weight<const I: usize, const O: usize, const L: usize>(
    x: &[[f32; L]],
    dy: &[[f32; L]],
    dw: &mut [[f32; I]; O],
    db: &mut [f32],
) {
    for (db, dy) in db.iter_mut().zip(dy) {
        *db += sum(dy);
    }
    only!(match Reference::of_linear(L), {
        Reference::Direct => {
            ran("reference::linear");
            for (&dy, dw) in dy.as_flattened().iter().zip(dw) {
                axpy(dy, x.as_flattened(), dw);
            }
        },
        Reference::Gemm | Reference::Im2col => gemm(
            [O, L, I],
            Matrix::rows(dy.as_flattened(), L),
            Matrix::rows(x.as_flattened(), L).transposed(),
            1.0,
            MatrixMut::rows(dw.as_flattened_mut(), I),
        ),
    });
}
