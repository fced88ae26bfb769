//! The product of two matrices over any strides: one safe door to `matrixmultiply`, and its plain twin.
//!
//! `matrixmultiply` allocates and frees memory in each product; nothing else in inference, and in training after the first step,
//! does. The layers that come here are transposed convolutions of one image; and, on a CPU for which there are no
//! vector [kernels](crate::kernel::vector), all convolutions but depthwise ones, and linear layers. Without `alloc` nothing allocates.
#![allow(unsafe_code)]

use crate::kernel::ran::ran;

/// A matrix in a slice: element (i, j) stands at `i · row + j · column`.
#[derive(Clone, Copy, Debug)]
pub struct Matrix<'a> {
    elements: &'a [f32],
    strides: [usize; 2],
}

impl<'a> Matrix<'a> {
    /// A matrix whose rows stand `row` elements apart and whose columns stand `column` elements apart.
    #[must_use]
    pub const fn new(elements: &'a [f32], [row, column]: [usize; 2]) -> Self {
        Self { elements, strides: [row, column] }
    }

    /// A matrix whose rows of `columns` elements follow one another.
    #[must_use]
    pub const fn rows(elements: &'a [f32], columns: usize) -> Self {
        Self::new(elements, [columns, 1])
    }

    /// The same elements with rows and columns exchanged.
    #[must_use]
    pub const fn transposed(self) -> Self {
        Self::new(self.elements, [self.strides[1], self.strides[0]])
    }
}

/// A matrix to write to: element (i, j) stands at `i · row + j · column`.
#[derive(Debug)]
pub struct MatrixMut<'a> {
    elements: &'a mut [f32],
    strides: [usize; 2],
}

impl<'a> MatrixMut<'a> {
    /// A matrix whose rows stand `row` elements apart and whose columns stand `column` elements apart.
    #[must_use]
    pub const fn new(elements: &'a mut [f32], [row, column]: [usize; 2]) -> Self {
        Self { elements, strides: [row, column] }
    }

    /// A matrix whose rows of `columns` elements follow one another.
    #[must_use]
    pub const fn rows(elements: &'a mut [f32], columns: usize) -> Self {
        Self::new(elements, [columns, 1])
    }
}

/// C ← A·B + β·C, with A of m × k, B of k × n and C of m × n.
///
/// With β = 0, C is only written. Runs on `matrixmultiply`, which packs its operands into a buffer that it allocates;
/// without the feature `alloc` on plain loops.
///
/// # Panics
///
/// If a matrix reaches past the end of its slice, or if two elements of C share a place.
pub fn gemm(sizes: [usize; 3], a: Matrix<'_>, b: Matrix<'_>, beta: f32, c: MatrixMut<'_>) {
    ran("reference::gemm");
    #[cfg(not(feature = "alloc"))]
    return plain(sizes, a, b, beta, c);

    #[cfg(feature = "alloc")]
    {
        let [m, k, n] = sizes;
        let [[rsa, csa], [rsb, csb], [rsc, csc]] = check(sizes, &a, &b, &c);
        // SAFETY: `sgemm` reads the elements of A and B, and reads and writes those of C. `check` has found every one
        // of them inside of its slice, so that the strides of a matrix with elements fit into `isize`; one without
        // elements is not touched. No two elements of C share a place, by `check`, and C comes from a `&mut`, so it
        // overlaps neither input.
        unsafe {
            matrixmultiply::sgemm(
                m,
                k,
                n,
                1.0,
                a.elements.as_ptr(),
                rsa as isize,
                csa as isize,
                b.elements.as_ptr(),
                rsb as isize,
                csb as isize,
                beta,
                c.elements.as_mut_ptr(),
                rsc as isize,
                csc as isize,
            );
        }
    }
}

/// [`gemm`] by three plain loops.
///
/// # Panics
///
/// As [`gemm`].
#[cfg(any(test, not(feature = "alloc"), feature = "__internals"))]
pub fn plain(sizes: [usize; 3], a: Matrix<'_>, b: Matrix<'_>, beta: f32, c: MatrixMut<'_>) {
    let [m, k, n] = sizes;
    let [[rsa, csa], [rsb, csb], [rsc, csc]] = check(sizes, &a, &b, &c);
    for i in 0..m {
        for j in 0..n {
            let c = &mut c.elements[i * rsc + j * csc];
            // Zero times what an unwritten place holds need not be zero.
            *c = if beta == 0.0 { 0.0 } else { beta * *c };
        }
        for p in 0..k {
            let a = a.elements[i * rsa + p * csa];
            for j in 0..n {
                c.elements[i * rsc + j * csc] += a * b.elements[p * rsb + j * csb];
            }
        }
    }
}

/// The strides of the three matrices, after checking that every element is inside of its slice and that C's are
/// distinct. The stride of an axis with fewer than two elements is never used; it is replaced by 1.
fn check([m, k, n]: [usize; 3], a: &Matrix<'_>, b: &Matrix<'_>, c: &MatrixMut<'_>) -> [[usize; 2]; 3] {
    let inside = |name, length, [rows, columns]: [usize; 2], [row, column]: [usize; 2]| {
        let last = |count: usize, stride: usize| count.saturating_sub(1).checked_mul(stride);
        let end = last(rows, row).zip(last(columns, column)).and_then(|(r, c)| r.checked_add(c));
        assert!(
            rows == 0 || columns == 0 || end.is_some_and(|end| end < length),
            "`{name}` of {rows} × {columns} with strides {row}, {column} reaches past its {length} elements"
        );
        [if rows > 1 { row } else { 1 }, if columns > 1 { column } else { 1 }]
    };
    let a = inside("a", a.elements.len(), [m, k], a.strides);
    let b = inside("b", b.elements.len(), [k, n], b.strides);
    let [row, column] = inside("c", c.elements.len(), [m, n], c.strides);
    // One axis steps over the whole of the other. The products do not overflow: they are inside of C, unless C is
    // empty.
    let distinct = m == 0 || n == 0 || column > 0 && row > (n - 1) * column || row > 0 && column > (m - 1) * row;
    assert!(distinct, "two elements of `c` share a place");
    [a, b, [row, column]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::Random;

    #[test]
    fn gemm_agrees_with_its_twin_over_sizes_that_no_block_divides() {
        let mut random = Random::new(1);
        let mut draw = || core::array::from_fn::<f32, 10_000, _>(|_| random.uniform() - 0.5);
        let (a, b, c) = (draw(), draw(), draw());
        for [m, k, n] in [
            [0, 3, 2],
            [3, 0, 2],
            [3, 2, 0],
            [1, 1, 1],
            [1, 7, 1],
            [7, 1, 5],
            [1, 5, 33],
            [33, 5, 1],
            [9, 17, 13],
            [31, 33, 35],
            [6, 25, 64],
            [65, 64, 63],
        ] {
            for beta in [0.0, 1.0, -0.5] {
                for layout in 0..8 {
                    let strides = |bit: usize, rows, columns, gap| {
                        if layout >> bit & 1 == 0 { [columns + gap, 1] } else { [1, rows + gap] }
                    };
                    let a = Matrix::new(&a, strides(0, m, k, 1));
                    let b = Matrix::new(&b, strides(1, k, n, 2));
                    let c_strides = strides(2, m, n, 3);
                    let mut found = c;
                    let mut expected = c;
                    gemm([m, k, n], a, b, beta, MatrixMut::new(&mut found, c_strides));
                    plain([m, k, n], a, b, beta, MatrixMut::new(&mut expected, c_strides));
                    for (found, expected) in found.iter().zip(&expected) {
                        // Both add k products of at most 1/4 in f32, in different orders: within 2·k²·2⁻²⁴/4, and some
                        // roundings of β·C.
                        let bound = (k * k + 4) as f32 * 3e-8;
                        assert!((found - expected).abs() <= bound, "{m} {k} {n}: {found} for {expected}");
                    }
                }
            }
        }
    }

    #[test]
    fn a_result_with_beta_zero_is_not_read() {
        for product in [gemm, plain] {
            let mut c = [f32::NAN; 4];
            product(
                [2, 1, 2],
                Matrix::rows(&[1.0, 2.0], 1),
                Matrix::rows(&[3.0, 4.0], 2),
                0.0,
                MatrixMut::rows(&mut c, 2),
            );
            assert_eq!(c, [3.0, 4.0, 6.0, 8.0]);
            let mut c = [f32::NAN; 4];
            product([2, 0, 2], Matrix::rows(&[], 0), Matrix::rows(&[], 2), 0.0, MatrixMut::rows(&mut c, 2));
            assert_eq!(c, [0.0; 4]);
        }
    }

    #[test]
    #[should_panic(expected = "`b` of 2 × 2 with strides 3, 1 reaches past its 4 elements")]
    fn a_matrix_that_reaches_past_its_slice_is_refused() {
        gemm([1, 2, 2], Matrix::rows(&[0.0; 2], 2), Matrix::rows(&[0.0; 4], 3), 0.0, MatrixMut::rows(&mut [0.0; 2], 2));
    }

    #[test]
    #[should_panic(expected = "reaches past")]
    fn a_stride_that_overflows_is_refused() {
        let a = Matrix::new(&[0.0; 4], [usize::MAX, 1]);
        gemm([3, 1, 1], a, Matrix::rows(&[0.0; 4], 1), 0.0, MatrixMut::rows(&mut [0.0; 3], 1));
    }

    #[test]
    #[should_panic(expected = "two elements of `c` share a place")]
    fn a_result_that_overlaps_itself_is_refused() {
        gemm([2, 1, 2], Matrix::rows(&[0.0; 2], 1), Matrix::rows(&[0.0; 2], 2), 0.0, MatrixMut::rows(&mut [0.0; 4], 1));
    }
}
