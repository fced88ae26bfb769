//! A picture of a digit, prepared as the pictures of MNIST were: white ink on black paper, scaled to fit 20 × 20 pixels, its centre of
//! mass in the middle of 28 × 28.
//!
//! Source: LeCun, Cortes, Burges, *The MNIST database of handwritten digits*, 1998.

#[cfg(test)]
pub(crate) mod drawn;
mod lines;
mod mask;
mod paper;
mod parts;

use image::imageops::{self, FilterType};
use image::{DynamicImage, ImageBuffer, Luma, LumaA};
use lenet_runtime::Tensor;
use mask::Mask;
use std::fmt;

/// The brightness and the opacity of each pixel, both in 0..=1.
type Sheet = ImageBuffer<LumaA<f32>, Vec<f32>>;
/// One number a pixel, in 0..=1.
type Grey = ImageBuffer<Luma<f32>, Vec<f32>>;

/// The side of the box that the ink fills, in pixels.
const INK: u32 = 20;
/// The side of the whole picture, in pixels.
const SIDE: u32 = 28;
/// The longer side, in pixels, above which a picture is made smaller before anything else. That is enough for a digit.
const LARGE: u32 = 1024;
/// Brightness that differs from the paper's by less than this shows nothing.
const CONTRAST: f32 = 0.1;
/// Ink fainter than this part of the full ink is a stain of the paper.
const STAIN: f32 = 0.15;
/// The part of the full ink from which on there is a stroke.
const DISTINCT: f32 = 0.35;

/// Why there is no digit in a picture.
#[derive(Debug, PartialEq)]
pub(crate) enum NoDigit {
    /// The picture has no pixels.
    Empty,
    /// Every pixel has about the same brightness.
    Blank,
}

impl fmt::Display for NoDigit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Empty => "the picture has no pixels",
            Self::Blank => "the picture has about one brightness all over, so it shows no digit",
        })
    }
}

/// The digit of `picture` as MNIST would hold it, ink in 0..=1.
pub(crate) fn prepare(picture: &DynamicImage) -> Result<Tensor<1, 28, 28>, NoDigit> {
    let ink = ink(picture)?;
    let ink = fit(&ink);
    Ok(centre(&ink))
}

/// The brightness and the opacity of each pixel. A picture whose longer side is more than [`LARGE`] is cut into squares of
/// equal size, each of which becomes one pixel, so that it is.
fn brightness(picture: &DynamicImage) -> Sheet {
    let (width, height) = (picture.width(), picture.height());
    let side = width.max(height).div_ceil(LARGE);
    if side <= 1 {
        return picture.to_luma_alpha32f();
    }
    let mut small = Sheet::new(width.div_ceil(side), height.div_ceil(side));
    for y in 0..small.height() {
        // The rows of some squares at a time, since numbers of 32 bits take up to 8 times the memory of the picture.
        let top = y * side;
        let rows = picture.crop_imm(0, top, width, side.min(height - top)).to_luma_alpha32f();
        for (x, _, &LumaA([grey, alpha])) in rows.enumerate_pixels() {
            let LumaA([sum, weight]) = small.get_pixel_mut(x / side, y);
            *sum += grey * alpha;
            *weight += alpha;
        }
        for x in 0..small.width() {
            let pixels = side.min(width - x * side) * rows.height();
            let LumaA([grey, alpha]) = small.get_pixel_mut(x, y);
            // A clear pixel has no colour, and lends none to its neighbours.
            *grey /= alpha.max(f32::MIN_POSITIVE);
            *alpha /= pixels as f32;
        }
    }
    small
}

/// The ink of the digit: 0 for paper, 1 for full ink, and 0 for what belongs to the paper, as lines, frames, stains and specks.
fn ink(picture: &DynamicImage) -> Result<Grey, NoDigit> {
    let sheet = brightness(picture);
    let (width, height) = sheet.dimensions();
    if width == 0 || height == 0 {
        return Err(NoDigit::Empty);
    }
    let border = border(&sheet);
    // What is clear shows the paper.
    let picture = Grey::from_fn(width, height, |x, y| {
        let [grey, alpha] = sheet.get_pixel(x, y).0;
        Luma([border + alpha * (grey - border)])
    });
    let paper = paper::paper(&picture, border);
    let difference = |x, y| picture.get_pixel(x, y).0[0] - paper.get_pixel(x, y).0[0];
    let differences = Grey::from_fn(width, height, |x, y| Luma([difference(x, y)]));
    let visible = |sign: f32| differences.pixels().map(move |pixel| sign * pixel.0[0]).filter(|ink| *ink >= CONTRAST);
    let energy = |sign: f32| visible(sign).map(|ink| ink * ink).sum::<f32>();
    let is_dark = energy(-1.0) >= energy(1.0);
    if energy(-1.0) + energy(1.0) == 0.0 {
        return Err(NoDigit::Blank);
    }

    // Dark ink takes a share of the light that falls on the paper.
    let mut ink = Grey::from_fn(width, height, |x, y| {
        let (difference, paper) = (difference(x, y), paper.get_pixel(x, y).0[0]);
        Luma([if is_dark { -difference / paper.max(0.1) } else { difference / (1.0 - paper).max(0.1) }.max(0.0)])
    });
    let full = strongest(ink.pixels().map(|pixel| pixel.0[0]).filter(|ink| *ink >= CONTRAST).collect(), 0.02);
    let noise = 2.0 * paper::noise(&ink);
    let from = |share: f32| {
        let least = (share * full).max(noise).min(0.9 * full);
        let mut mask = Mask::new(width as usize, height as usize);
        for (x, y, _) in ink.enumerate_pixels().filter(|(_, _, pixel)| pixel.0[0] >= least) {
            mask.set(x as usize, y as usize, true);
        }
        mask
    };
    // Lines are often fainter than strokes.
    let mut mask = from(DISTINCT);
    let unruled = mask.and(&lines::removed(&from(STAIN)));
    // A stroke from border to border is no line if there is nothing else.
    if unruled.count() * 20 >= mask.count() {
        mask = unruled;
    }
    let digit = parts::digit(&mask, &ink);

    let strengths = ink.enumerate_pixels().filter(|(x, y, _)| digit.get(*x as isize, *y as isize));
    let full = strongest(strengths.map(|(_, _, pixel)| pixel.0[0]).collect(), 0.1);
    // The edges of the strokes are fainter than what is distinct.
    let digit = digit.grown((width.max(height) / 200).max(1) as usize);
    for (x, y, pixel) in ink.enumerate_pixels_mut() {
        let strength = (pixel.0[0] / full).min(1.0);
        let is_ink = strength >= STAIN && digit.get(x as isize, y as isize);
        pixel.0[0] = if is_ink { strength } else { 0.0 };
    }
    Ok(ink)
}

/// The brightness of the paper at the border of the picture.
fn border(sheet: &Sheet) -> f32 {
    let (width, height) = sheet.dimensions();
    let border = sheet.enumerate_pixels().filter(|(x, y, _)| *x == 0 || *y == 0 || *x == width - 1 || *y == height - 1);
    let (opaque, clear): (Vec<_>, Vec<_>) = border.map(|(_, _, pixel)| pixel.0).partition(|[_, alpha]| *alpha >= 0.5);
    if opaque.len() >= clear.len() {
        return median(opaque.iter().map(|[grey, _]| *grey).collect());
    }
    // Ink on a clear sheet: lay the sheet on what shows the ink best.
    let (sum, weight) = sheet.pixels().fold((0.0, 0.0), |(s, w), p| (s + p.0[0] * p.0[1], w + p.0[1]));
    if sum > 0.5 * weight { 0.0 } else { 1.0 }
}

/// The number above which this share of the numbers is.
fn strongest(mut numbers: Vec<f32>, share: f32) -> f32 {
    numbers.sort_by(f32::total_cmp);
    let above = (share * numbers.len() as f32) as usize;
    numbers[numbers.len() - 1 - above]
}

fn median(mut values: Vec<f32>) -> f32 {
    values.sort_by(f32::total_cmp);
    values[values.len() / 2]
}

/// The ink alone, scaled so that its longer side is [`INK`].
fn fit(ink: &Grey) -> Grey {
    let inked = || ink.enumerate_pixels().filter(|(_, _, pixel)| pixel.0[0] > 0.0);
    // The strongest ink is 1, so there is at least one inked pixel.
    let (left, right) = inked().fold((u32::MAX, 0), |(low, high), (x, ..)| (low.min(x), high.max(x)));
    let (top, bottom) = inked().fold((u32::MAX, 0), |(low, high), (_, y, _)| (low.min(y), high.max(y)));
    let (width, height) = (right + 1 - left, bottom + 1 - top);

    let longer = width.max(height);
    // Rounded to the nearest pixel; a stroke of one pixel does not vanish.
    let scaled = |side: u32| ((side as f32 * INK as f32 / longer as f32).round() as u32).max(1);
    let digit = imageops::crop_imm(ink, left, top, width, height).to_image();
    let mut digit = imageops::resize(&digit, scaled(width), scaled(height), FilterType::Triangle);
    // Thin strokes fade when they are scaled down.
    let full = digit.pixels().fold(f32::MIN_POSITIVE, |full, pixel| full.max(pixel.0[0]));
    digit.pixels_mut().for_each(|pixel| pixel.0[0] = (pixel.0[0] / full).clamp(0.0, 1.0));
    digit
}

/// The picture of [`SIDE`] × [`SIDE`] with `digit`'s centre of mass in its middle, to the nearest pixel.
fn centre(digit: &Grey) -> Tensor<1, 28, 28> {
    let (mut mass, mut moment) = (0.0, [0.0; 2]);
    for (x, y, pixel) in digit.enumerate_pixels() {
        mass += pixel.0[0];
        // A pixel's own middle is half a pixel from its corner.
        moment[0] += pixel.0[0] * (x as f32 + 0.5);
        moment[1] += pixel.0[0] * (y as f32 + 0.5);
    }
    // Where the digit's corner goes; a lopsided digit is kept whole rather than centred.
    let offset =
        |moment: f32, side: u32| (SIDE as f32 / 2.0 - moment / mass).round().clamp(0.0, (SIDE - side) as f32) as usize;
    let (left, top) = (offset(moment[0], digit.width()), offset(moment[1], digit.height()));
    let mut image = Tensor::zeros();
    for (x, y, pixel) in digit.enumerate_pixels() {
        image[(0, top + y as usize, left + x as usize)] = pixel.0[0];
    }
    image
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayAlphaImage, Rgba, RgbaImage};
    use lenet_runtime::Plain;

    /// A thick "7", 60 × 90 pixels at (`x`, `y`) of a picture of 200 × 150.
    fn seven(x: u32, y: u32) -> impl Fn(u32, u32) -> bool {
        move |i, j| {
            let (i, j) = (i.wrapping_sub(x), j.wrapping_sub(y));
            i < 60 && j < 90 && (j < 12 || (48..60).contains(&(i + j * 48 / 90)))
        }
    }

    fn grey(paper: u8, ink: u8, alpha: [u8; 2], x: u32, y: u32) -> DynamicImage {
        let inked = seven(x, y);
        GrayAlphaImage::from_fn(
            200,
            150,
            |i, j| {
                if inked(i, j) { LumaA([ink, alpha[1]]) } else { LumaA([paper, alpha[0]]) }
            },
        )
        .into()
    }

    #[test]
    fn paper_ink_place_and_transparency_make_no_difference() {
        let expected = prepare(&grey(255, 0, [255, 255], 30, 20)).unwrap();
        for (paper, ink, alpha) in
            [(0, 255, [255, 255]), (255, 0, [0, 255]), (0, 255, [0, 255]), (0, 0, [0, 255]), (255, 255, [0, 255])]
        {
            assert_eq!(prepare(&grey(paper, ink, alpha, 120, 50)).unwrap(), expected, "{paper} {ink} {alpha:?}");
        }
        let inked = seven(0, 0);
        let colour = RgbaImage::from_fn(200, 150, |i, j| {
            if inked(i, j) { Rgba([20, 30, 120, 255]) } else { Rgba([250, 240, 200, 255]) }
        });
        let colour = prepare(&colour.into()).unwrap();
        let difference = |c, i, j| (colour[(c, i, j)] - expected[(c, i, j)]).abs();
        assert!((0..28).all(|i| (0..28).all(|j| difference(0, i, j) < 1e-5)));
    }

    #[test]
    fn the_ink_fills_twenty_pixels_and_its_centre_of_mass_is_in_the_middle() {
        let image = prepare(&grey(255, 0, [255, 255], 3, 40)).unwrap();
        let inked: Vec<_> = (0..28 * 28).map(|e| (e / 28, e % 28)).filter(|&(i, j)| image[(0, i, j)] > 0.0).collect();
        let rows = (inked.iter().map(|p| p.0).min().unwrap(), inked.iter().map(|p| p.0).max().unwrap());
        assert_eq!(rows.1 - rows.0 + 1, 20);
        let mass: f32 = inked.iter().map(|&(i, j)| image[(0, i, j)]).sum();
        let mean = |f: fn((usize, usize)) -> usize| {
            inked.iter().map(|&p| image[(0, p.0, p.1)] * (f(p) as f32 + 0.5)).sum::<f32>() / mass
        };
        assert!((mean(|p| p.0) - 14.0).abs() <= 0.51 && (mean(|p| p.1) - 14.0).abs() <= 0.51);
    }

    #[test]
    fn pictures_of_any_size_are_prepared() {
        for (width, height) in [(1, 2), (2, 1), (3, 3), (28, 28), (1, 500), (1000, 3), (640, 480)] {
            let picture = GrayAlphaImage::from_fn(width, height, |x, y| {
                LumaA([if x == width / 2 && y == height / 2 { 0 } else { 255 }, 255])
            });
            let image = prepare(&picture.into()).unwrap();
            assert!(image.0.iter().flatten().flatten().all(|ink| (0.0..=1.0).contains(ink)));
            assert!(image.0.iter().flatten().flatten().any(|&ink| ink == 1.0));
        }
    }

    /// A seven `scale` times as large in each direction.
    fn enlarged(scale: u32, paper: LumaA<u8>, ink: LumaA<u8>) -> DynamicImage {
        let inked = seven(30, 20);
        let pixel = |x, y| if inked(x / scale, y / scale) { ink } else { paper };
        GrayAlphaImage::from_fn(200 * scale, 150 * scale, pixel).into()
    }

    #[test]
    fn a_large_picture_is_prepared_as_a_small_one() {
        for (paper, ink) in [([255, 255], [0, 255]), ([0, 255], [255, 255]), ([0, 0], [255, 255]), ([90, 0], [0, 255])]
        {
            let [expected, large, larger] =
                [1, 6, 17].map(|s| prepare(&enlarged(s, LumaA(paper), LumaA(ink))).unwrap());
            for (scale, image) in [(6, large), (17, larger)] {
                let worst =
                    image.floats().iter().zip(expected.floats()).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
                // The edges of a stroke fall elsewhere into the pixels, by less than a twelfth of one.
                assert!(worst < 0.1, "{scale}, {paper:?}, {ink:?}: {worst}");
            }
        }
    }

    #[test]
    fn squares_at_the_edge_that_are_not_full_have_the_mean_of_what_is_there() {
        // 2050 × 3: squares of 3 × 3, the last one of one column.
        let picture = GrayAlphaImage::from_fn(2050, 3, |x, _| LumaA([if x == 2049 { 51 } else { 255 }, 255]));
        let sheet = brightness(&picture.into());
        assert_eq!(sheet.dimensions(), (684, 1));
        let near = |x, grey: f32| {
            let [found, alpha] = sheet.get_pixel(x, 0).0;
            assert!((found - grey).abs() < 1e-5 && (alpha - 1.0).abs() < 1e-5, "{found} {alpha}");
        };
        near(0, 1.0);
        near(682, 1.0);
        near(683, 0.2);
    }

    #[test]
    fn every_kind_of_pixel_gives_the_same_digit() {
        let grey = grey(255, 0, [255, 255], 30, 20);
        let expected = prepare(&grey).unwrap();
        for picture in [
            DynamicImage::from(grey.to_luma8()),
            grey.to_luma16().into(),
            grey.to_luma_alpha16().into(),
            grey.to_rgb8().into(),
            grey.to_rgba8().into(),
            grey.to_rgb16().into(),
            grey.to_rgba16().into(),
            grey.to_rgb32f().into(),
        ] {
            let image = prepare(&picture).unwrap();
            let worst = image.floats().iter().zip(expected.floats()).map(|(a, b)| (a - b).abs()).fold(0.0, f32::max);
            assert!(worst < 1e-5, "{:?}: {worst}", picture.color());
        }
    }

    #[test]
    fn a_picture_without_a_digit_is_refused() {
        for (width, height) in [(1, 1), (1, 3000), (3000, 1), (2000, 1500)] {
            for pixel in [[0, 255], [255, 255], [7, 0]] {
                let blank = GrayAlphaImage::from_pixel(width, height, LumaA(pixel));
                assert_eq!(prepare(&blank.into()), Err(NoDigit::Blank), "{width} × {height}, {pixel:?}");
            }
        }
        assert_eq!(prepare(&grey(200, 200, [255, 255], 0, 0)), Err(NoDigit::Blank));
        assert_eq!(prepare(&grey(0, 0, [0, 0], 0, 0)), Err(NoDigit::Blank));
        assert_eq!(prepare(&GrayAlphaImage::new(0, 0).into()), Err(NoDigit::Empty));
    }
}
