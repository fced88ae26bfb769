//! Convolution as a product of matrices.
//!
//! Each output position reads a patch of the input. The patches of a block of positions, one a column, make a matrix of
//! C·KH·KW × positions, and the convolution of the block is the product of the weights, F × C·KH·KW, with it. Blocks
//! keep the matrix small however large the image is.
//!
//! Source: Chellapilla, Puri, Simard, *High performance convolutional neural networks for document processing*, 2006.

use super::gemm::{Matrix, MatrixMut, gemm};
use super::{fill_rows, grad_bias};
use crate::kernel::geometry::{Geometry, Reference};
use crate::kernel::ran::ran;
use core::ops::Range;

/// How many output positions one block has. A block of 2¹⁵ numbers a lane lets a small network run in one product a
/// layer and fits into the second-level cache at one lane; fewer than 64 columns would not pay for packing the weights.
const fn block<G: Geometry>() -> usize {
    // A geometry that does not fit has no weights; its error is not a division by zero here.
    let wanted = match (1_usize << 15).checked_div(G::PATCH) {
        Some(wanted) if wanted > 64 => wanted,
        _ => 64,
    };
    if wanted < G::POSITIONS { wanted } else { G::POSITIONS }
}

/// How many elements of scratch the functions below need: the patches of one block.
#[must_use]
pub const fn scratch<G: Geometry>() -> usize {
    match G::REFERENCE {
        Reference::Im2col => G::PATCH * block::<G>(),
        Reference::Gemm | Reference::Direct => 0,
    }
}

/// y ← bias + weight ∗ x.
pub fn forward<G: Geometry, const L: usize>(
    weight: &[f32],
    bias: &[f32],
    x: &[[f32; L]],
    y: &mut [[f32; L]],
    scratch: &mut [[f32; L]],
) {
    for group in 0..G::GROUPS {
        let y = &mut y[outputs::<G>(group)];
        rows::<G, L>(weight, bias, x, scratch, group, 0..G::ROWS.out(), y, G::POSITIONS);
    }
}

/// y ← some rows of the output of a group, whose filters stand `plane` elements apart.
#[allow(clippy::too_many_arguments)]
pub fn rows<G: Geometry, const L: usize>(
    weight: &[f32],
    bias: &[f32],
    x: &[[f32; L]],
    scratch: &mut [[f32; L]],
    group: usize,
    rows: Range<usize>,
    y: &mut [[f32; L]],
    plane: usize,
) {
    if !bias.is_empty() {
        fill_rows::<G, L>(bias, group, rows.len(), y, plane);
    }
    let beta = if bias.is_empty() { 0.0 } else { 1.0 };
    let (x, w) = (&x[inputs::<G>(group)], &weight[weights::<G>(group)]);
    let all = rows.start * G::COLUMNS.out()..rows.end * G::COLUMNS.out();
    for positions in cut::<G>(&all) {
        let columns = gather::<G, L>(x, &positions, scratch);
        let n = positions.len() * L;
        // The input itself has a column for every position.
        let (columns, pitch) = match G::REFERENCE {
            Reference::Gemm => (&columns[positions.start..], G::POSITIONS),
            Reference::Direct | Reference::Im2col => (columns, positions.len()),
        };
        gemm(
            [G::FILTERS, G::PATCH, n],
            Matrix::rows(w, G::PATCH),
            Matrix::rows(columns.as_flattened(), pitch * L),
            beta,
            MatrixMut::rows(y[positions.start - all.start..].as_flattened_mut(), plane * L),
        );
    }
}

/// dx ← the gradient with respect to the input.
pub fn grad_input<G: Geometry, const L: usize>(
    weight: &[f32],
    dy: &[[f32; L]],
    dx: &mut [[f32; L]],
    scratch: &mut [[f32; L]],
) {
    if !matches!(G::REFERENCE, Reference::Gemm) {
        dx.fill([0.0; L]);
    }
    for_each_block::<G>(|group, positions| {
        let dx = &mut dx[inputs::<G>(group)];
        let w = &weight[weights::<G>(group)];
        let dy = &dy[outputs::<G>(group)][positions.start..];
        let n = positions.len() * L;
        let columns = if matches!(G::REFERENCE, Reference::Gemm) { &mut *dx } else { &mut *scratch };
        gemm(
            [G::PATCH, G::FILTERS, n],
            Matrix::rows(w, G::PATCH).transposed(),
            Matrix::rows(dy.as_flattened(), G::POSITIONS * L),
            0.0,
            MatrixMut::rows(columns.as_flattened_mut(), n),
        );
        if !matches!(G::REFERENCE, Reference::Gemm) {
            scatter::<G, L>(scratch, &positions, dx);
        }
    });
}

/// Adds the gradient of the weights to `dw` and that of the bias to `db`.
pub fn grad_weight<G: Geometry, const L: usize>(
    x: &[[f32; L]],
    dy: &[[f32; L]],
    dw: &mut [f32],
    db: &mut [f32],
    scratch: &mut [[f32; L]],
) {
    grad_bias::<G, L>(dy, db);
    for_each_block::<G>(|group, positions| {
        let columns = gather::<G, L>(&x[inputs::<G>(group)], &positions, scratch);
        let dw = &mut dw[weights::<G>(group)];
        let dy = &dy[outputs::<G>(group)][positions.start..];
        let n = positions.len() * L;
        gemm(
            [G::FILTERS, n, G::PATCH],
            Matrix::rows(dy.as_flattened(), G::POSITIONS * L),
            Matrix::rows(columns.as_flattened(), n).transposed(),
            1.0,
            MatrixMut::rows(dw, G::PATCH),
        );
    });
}

fn inputs<G: Geometry>(group: usize) -> Range<usize> {
    let size = G::CHANNELS * G::PLANE;
    group * size..(group + 1) * size
}

fn outputs<G: Geometry>(group: usize) -> Range<usize> {
    let size = G::FILTERS * G::POSITIONS;
    group * size..(group + 1) * size
}

fn weights<G: Geometry>(group: usize) -> Range<usize> {
    let size = G::FILTERS * G::PATCH;
    group * size..(group + 1) * size
}

/// Visits every group and block of positions.
#[inline(always)]
fn for_each_block<G: Geometry>(mut visit: impl FnMut(usize, Range<usize>)) {
    for group in 0..G::GROUPS {
        cut::<G>(&(0..G::POSITIONS)).for_each(|positions| visit(group, positions));
    }
}

/// Cuts positions into blocks. Without a matrix of patches, one block is all.
#[inline(always)]
fn cut<G: Geometry>(positions: &Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let block = const { if matches!(G::REFERENCE, Reference::Im2col) { block::<G>() } else { G::POSITIONS } };
    let end = positions.end;
    positions.clone().step_by(block).map(move |start| start..end.min(start + block))
}

/// The patches of `positions` as a matrix of C·KH·KW × positions, built in `scratch`; the input itself, where it is
/// that matrix.
#[inline(always)]
fn gather<'a, G: Geometry, const L: usize>(
    x: &'a [[f32; L]],
    positions: &Range<usize>,
    scratch: &'a mut [[f32; L]],
) -> &'a [[f32; L]] {
    if matches!(G::REFERENCE, Reference::Gemm) {
        return x;
    }
    let columns = &mut scratch[..G::PATCH * positions.len()];
    for_each_run::<G>(
        positions,
        #[inline(always)]
        |run, first| {
            let run = &mut columns[run];
            match first {
                None => run.fill([0.0; L]),
                Some(first) if G::COLUMNS.stride == 1 => run.copy_from_slice(&x[first..first + run.len()]),
                Some(first) => {
                    for (column, x) in run.iter_mut().zip(x[first..].iter().step_by(G::COLUMNS.stride)) {
                        *column = *x;
                    }
                }
            }
        },
    );
    columns
}

/// Adds each patch of `columns` to the elements of `dx` that it came from: the transpose of `gather`.
#[inline(always)]
fn scatter<G: Geometry, const L: usize>(columns: &[[f32; L]], positions: &Range<usize>, dx: &mut [[f32; L]]) {
    for_each_run::<G>(
        positions,
        #[inline(always)]
        |run, first| {
            let Some(first) = first else { return };
            for (dx, column) in dx[first..].iter_mut().step_by(G::COLUMNS.stride).zip(&columns[run]) {
                for (dx, column) in dx.iter_mut().zip(column) {
                    *dx += column;
                }
            }
        },
    );
}

/// Cuts the matrix of patches of `positions` into runs of neighbouring columns of one row that are all padding, or all
/// input elements a stride apart; visits each run with the index of its first input element.
#[inline(always)]
fn for_each_run<G: Geometry>(positions: &Range<usize>, mut visit: impl FnMut(Range<usize>, Option<usize>)) {
    ran("reference::im2col");
    let (rows, columns) = (G::ROWS, G::COLUMNS);
    let width = columns.out();
    let mut row = 0;
    for c in 0..G::CHANNELS {
        for u in 0..rows.kernel {
            let u = if G::FLIP { rows.kernel - 1 - u } else { u };
            for v in 0..columns.kernel {
                let v = if G::FLIP { columns.kernel - 1 - v } else { v };
                let met = columns.positions(v);
                let mut at = row;
                let mut position = positions.start;
                while position < positions.end {
                    let (i, start) = (position / width, position % width);
                    let end = width.min(start + positions.end - position);
                    // The part of start..end that meets the input, and the padding on both sides of it.
                    let (first, last) = match rows.index(i, u) {
                        Some(_) => (met.start.clamp(start, end), met.end.clamp(start, end)),
                        None => (end, end),
                    };
                    let last = last.max(first);
                    if start < first {
                        visit(at..at + first - start, None);
                    }
                    if first < last {
                        let (i, j) = (rows.index(i, u).unwrap_or(0), columns.index(first, v).unwrap_or(0));
                        visit(at + first - start..at + last - start, Some((c * rows.size + i) * columns.size + j));
                    }
                    if last < end {
                        visit(at + last - start..at + end - start, None);
                    }
                    at += end - start;
                    position += end - start;
                }
                row += positions.len();
            }
        }
    }
}
