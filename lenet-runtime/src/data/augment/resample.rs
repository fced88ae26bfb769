//! Images whose pixels stand elsewhere.

use crate::kernel::math::{self, double};
use crate::random::Random;
use alloc::vec;
use alloc::vec::Vec;

/// Where the pixels of a turned image come from: a 2 × 2 matrix around the middle, and a shift.
pub(super) struct Affine {
    matrix: [[f32; 2]; 2],
    shift: [f32; 2],
}

impl Affine {
    /// The inverse of: slant the columns by `shear` degrees, turn counter-clockwise by `degrees`, enlarge by `scale`, and move by `shift` rows and
    /// columns.
    pub(super) fn new(shift: [f32; 2], degrees: f32, scale: f32, shear: f32) -> Self {
        let sin_cos = |degrees: f32| {
            let (sin, cos) = double::sin_cos(f64::from(degrees).to_radians());
            (sin as f32, cos as f32)
        };
        let ((sin, cos), (sin_shear, cos_shear)) = (sin_cos(degrees), sin_cos(shear));
        let tan = sin_shear / cos_shear;
        // Turned back, then slanted back. Rows grow downwards, so that this turns clockwise.
        let [[a, b], [c, d]] = [[cos / scale, sin / scale], [-sin / scale, cos / scale]];
        Self { matrix: [[a, b], [c - tan * a, d - tan * b]], shift }
    }

    pub(super) fn is_identity(&self) -> bool {
        self.matrix == [[1.0, 0.0], [0.0, 1.0]] && self.shift == [0.0; 2]
    }

    /// The row and column that pixel (i, j) of an image of h × w comes from.
    #[inline(always)]
    pub(super) fn source(&self, [i, j]: [usize; 2], [h, w]: [usize; 2]) -> [f32; 2] {
        let middle = [(h - 1) as f32 / 2.0, (w - 1) as f32 / 2.0];
        let [y, x] = [i as f32 - middle[0] - self.shift[0], j as f32 - middle[1] - self.shift[1]];
        let [[a, b], [c, d]] = self.matrix;
        [a * y + b * x + middle[0], c * y + d * x + middle[1]]
    }
}

/// How far each pixel is moved: noise between ±α, smoothed by a Gaussian of σ pixels.
pub(super) struct Elastic {
    rows: Vec<f32>,
    columns: Vec<f32>,
}

impl Elastic {
    pub(super) fn new(alpha: f32, sigma: f32, [h, w]: [usize; 2], random: &mut Random) -> Self {
        let gaussian = gaussian(sigma);
        let mut field = || {
            let mut noise: Vec<f32> = (0..h * w).map(|_| alpha * (2.0 * random.uniform() - 1.0)).collect();
            let mut along = vec![0.0; h * w];
            smooth(&noise, [h, w], &gaussian, &mut along);
            smooth(&along, [w, h], &gaussian, &mut noise);
            noise
        };
        Self { rows: field(), columns: field() }
    }

    #[inline(always)]
    pub(super) fn at(&self, pixel: usize) -> [f32; 2] {
        [self.rows[pixel], self.columns[pixel]]
    }
}

/// The weights of a Gaussian at 0, 1, … pixels from its middle, as far as three σ; they and their mirror images add up to 1.
fn gaussian(sigma: f32) -> Vec<f32> {
    if sigma <= 0.0 {
        return vec![1.0];
    }
    let mut weights: Vec<f32> = (0..=(3.0 * sigma) as usize)
        .map(|distance| {
            let distance = distance as f32 / sigma;
            math::exp(-distance * distance / 2.0)
        })
        .collect();
    let sum = 2.0 * weights.iter().sum::<f32>() - 1.0;
    weights.iter_mut().for_each(|weight| *weight /= sum);
    weights
}

/// Smooths each row of an image of h × w, and writes it as a column of `into`; beyond the edges there is nothing.
fn smooth(from: &[f32], [h, w]: [usize; 2], gaussian: &[f32], into: &mut [f32]) {
    for (i, row) in from.chunks_exact(w).enumerate() {
        for j in 0..w {
            let mut sum = row[j] * gaussian[0];
            for (distance, weight) in gaussian.iter().enumerate().skip(1) {
                let before = j.checked_sub(distance).map_or(0.0, |j| row[j]);
                let after = row.get(j + distance).copied().unwrap_or(0.0);
                sum += weight * (before + after);
            }
            into[j * h + i] = sum;
        }
    }
}

/// Every pixel of `into` is the mean of the four of `from` around the place that `source` names, the nearer the heavier; `fill`
/// stands outside of the image.
#[inline(always)]
pub(super) fn bilinear(
    from: &[f32],
    [h, w]: [usize; 2],
    fill: f32,
    source: impl Fn(usize, usize) -> [f32; 2],
    into: &mut [f32],
) {
    let pixel = |y: i32, x: i32| {
        let inside = (0..h as i32).contains(&y) && (0..w as i32).contains(&x);
        if inside { from[y as usize * w + x as usize] } else { fill }
    };
    for (i, row) in into.chunks_exact_mut(w).enumerate() {
        for (j, to) in row.iter_mut().enumerate() {
            let [y, x] = source(i, j);
            if !(y > -1.0 && x > -1.0 && y < h as f32 && x < w as f32) {
                *to = fill;
                continue;
            }
            // Rounded down: what `as` cuts off is positive.
            let (top, left) = ((y + 1.0) as i32 - 1, (x + 1.0) as i32 - 1);
            let (down, right) = (y - top as f32, x - left as f32);
            let upper = pixel(top, left) * (1.0 - right) + pixel(top, left + 1) * right;
            let lower = pixel(top + 1, left) * (1.0 - right) + pixel(top + 1, left + 1) * right;
            *to = upper * (1.0 - down) + lower * down;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An image of h × w after a map.
    fn mapped(image: &[f32], size: [usize; 2], affine: &Affine) -> Vec<f32> {
        let mut into = vec![f32::NAN; image.len()];
        bilinear(image, size, 0.0, |i, j| affine.source([i, j], size), &mut into);
        into
    }

    #[test]
    fn a_map_is_that_of_pytorch() {
        let image: Vec<f32> = (0..20).map(|i| (i * i % 7) as f32).collect();
        let found = mapped(&image, [4, 5], &Affine::new([0.5, -1.25], 20.0, 1.2, 10.0));
        // torch.nn.functional.grid_sample(…, align_corners=True) with the inverse of the same map, in f64.
        let expected = [
            [2.453_218, 1.995_35, 2.373_277, 1.590_771, 0.0],
            [1.862_437, 1.068_307, 1.918_076, 2.382_472, 0.278_621],
            [1.222_604, 2.049_595, 1.203_643, 0.767_463, 1.054_39],
            [2.185_642, 3.151_56, 2.187_973, 2.324_646, 3.096_969],
        ];
        for (found, expected) in found.iter().zip(expected.as_flattened()) {
            assert!((found - expected).abs() < 1e-5, "{found} {expected}");
        }
    }

    #[test]
    fn a_quarter_turn_moves_whole_pixels_and_a_whole_turn_none() {
        let image: Vec<f32> = (0..25).map(|i| i as f32).collect();
        let turned = mapped(&image, [5, 5], &Affine::new([0.0; 2], 90.0, 1.0, 0.0));
        for (at, found) in turned.iter().enumerate() {
            let (i, j) = (at / 5, at % 5);
            // Counter-clockwise: the right column becomes the upper row.
            assert!((found - image[j * 5 + 4 - i]).abs() < 1e-4, "{i} {j}: {found}");
        }
        let turned = mapped(&image, [5, 5], &Affine::new([0.0; 2], 360.0, 1.0, 0.0));
        assert!(turned.iter().zip(&image).all(|(found, number)| (found - number).abs() < 1e-4));
    }

    #[test]
    fn what_comes_from_outside_is_filled_whatever_the_numbers() {
        for shift in [[100.0, 0.0], [0.0, -100.0], [f32::MAX, f32::MIN], [f32::NAN, 0.0], [f32::INFINITY, 0.0]] {
            assert_eq!(mapped(&[1.0; 6], [2, 3], &Affine::new(shift, 0.0, 1.0, 0.0)), [0.0; 6], "{shift:?}");
        }
        // Half of a row is moved out.
        assert_eq!(mapped(&[1.0; 6], [2, 3], &Affine::new([0.5, 0.0], 0.0, 1.0, 0.0)), [0.5, 0.5, 0.5, 1.0, 1.0, 1.0]);
    }

    #[test]
    fn a_gaussian_adds_up_to_one_and_spreads_a_point_as_it_should() {
        for sigma in [0.0, 0.3, 1.0, 4.0] {
            let weights = gaussian(sigma);
            let sum = 2.0 * weights.iter().sum::<f32>() - weights[0];
            assert!((sum - 1.0).abs() < 1e-6, "{sigma}: {sum}");
        }
        let (mut point, mut once, mut twice) = (vec![0.0; 21 * 25], vec![0.0; 21 * 25], vec![0.0; 21 * 25]);
        point[10 * 25 + 12] = 1.0;
        smooth(&point, [21, 25], &gaussian(2.0), &mut once);
        smooth(&once, [25, 21], &gaussian(2.0), &mut twice);
        for (i, row) in twice.chunks(25).enumerate() {
            for (j, found) in row.iter().enumerate() {
                let (y, x) = (i as f32 - 10.0, j as f32 - 12.0);
                let inside = y.abs() <= 6.0 && x.abs() <= 6.0;
                let expected =
                    if inside { (-(y * y + x * x) / 8.0).exp() / (8.0 * core::f32::consts::PI) } else { 0.0 };
                // The Gaussian is cut at three σ, which leaves out 0.3 %.
                assert!((found - expected).abs() < 4e-4, "{i} {j}: {found} {expected}");
            }
        }
    }
}
