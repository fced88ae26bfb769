//! Pictures of digits as people draw and photograph them, made from digits of MNIST and a seed: what must not disturb a reader.

use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{GrayImage, ImageFormat, Luma, LumaA, Rgb, RgbImage, Rgba, RgbaImage};
use lenet_runtime::{Random, Tensor};
use std::io::Cursor;

type Grey = image::ImageBuffer<Luma<f32>, Vec<f32>>;

/// What is odd about a picture.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Disturbance {
    /// Dark ink on light paper, and the noise of a camera.
    None,
    /// Light from one side: the dark side has 25 to 50 % of the light.
    SideLight,
    /// A rectangle around the digit, drawn by a pen, askew.
    Frame,
    /// Ruled or squared paper, with lines of 25 to 60 % of the ink, up to 2° askew.
    Ruled,
    /// One to three dark specks in the corners.
    Specks,
    /// A stroke of a neighbour, cut off by the border, or what lies beside the sheet.
    Border,
    /// A digit cut out so closely that it touches the border.
    Close,
    /// Ink on a clear sheet, dark or light; what is clear has any colour.
    Transparent,
    /// A photograph that lies, and says so by EXIF.
    Turned,
    /// Chalk on a board, lit from one side.
    Chalk,
}

impl Disturbance {
    pub(crate) const ALL: [Self; 10] = [
        Self::None,
        Self::SideLight,
        Self::Frame,
        Self::Ruled,
        Self::Specks,
        Self::Border,
        Self::Close,
        Self::Transparent,
        Self::Turned,
        Self::Chalk,
    ];
}

/// The file of a picture of `digit`, PNG or JPEG.
pub(crate) fn file(digit: &Tensor<1, 28, 28>, disturbance: Disturbance, random: &mut Random) -> Vec<u8> {
    let mut between = |least: f32, most: f32| least + (most - least) * random.uniform();
    let (width, height) = (between(160.0, 640.0), between(160.0, 640.0));
    let size = between(0.4, 0.75) * width.min(height);
    let strokes = strokes(digit, size);
    let (w, h) = (width as u32, height as u32);
    let mut ink = if disturbance == Disturbance::Close {
        strokes.clone()
    } else {
        let mut ink = Grey::new(w, h);
        let place = |between: &mut dyn FnMut(f32, f32) -> f32, side: u32, own: u32| {
            let rest = (side - own) as f32;
            between(0.3 * rest, 0.7 * rest) as i64
        };
        let (left, top) = (place(&mut between, w, strokes.width()), place(&mut between, h, strokes.height()));
        imageops::replace(&mut ink, &strokes, left, top);
        ink
    };
    let (w, h) = ink.dimensions();
    let (wide, high) = (w as f32, h as f32);

    let mut light: Box<dyn Fn(f32, f32) -> f32> = Box::new(|_, _| 1.0);
    match disturbance {
        Disturbance::SideLight | Disturbance::Chalk => {
            let (angle, dark) = (between(0.0, std::f32::consts::TAU), between(0.25, 0.5));
            let (x, y) = (angle.cos(), angle.sin());
            light = Box::new(move |i, j| {
                let along = (x * (2.0 * i - 1.0) + y * (2.0 * j - 1.0)) / (x.abs() + y.abs());
                dark + (1.0 - dark) * (along + 1.0) / 2.0
            });
        }
        Disturbance::Frame => {
            let (margin, thick, strength) = (between(0.03, 0.1), between(2.0, 5.0), between(0.7, 1.0));
            let corners = [[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 1.0]].map(|[x, y]: [f32; 2]| {
                let mut shake = || between(-0.015, 0.015);
                [
                    (margin + (1.0 - 2.0 * margin) * x + shake()) * wide,
                    (margin + (1.0 - 2.0 * margin) * y + shake()) * high,
                ]
            });
            for side in 0..4 {
                line(&mut ink, corners[side], corners[(side + 1) % 4], thick, strength);
            }
        }
        Disturbance::Ruled => {
            let (space, thick) = (between(0.1, 0.2) * high, between(1.0, 2.5));
            let (strength, slope) = (between(0.25, 0.6), between(-0.035, 0.035));
            let (squared, first) = (between(0.0, 1.0) < 0.5, between(0.0, space));
            for i in -3..14 {
                let at = first + i as f32 * space;
                line(&mut ink, [-9.0, at], [wide + 9.0, at + slope * wide], thick, strength);
                if squared {
                    line(&mut ink, [at, -9.0], [at - slope * high, high + 9.0], thick, strength);
                }
            }
        }
        Disturbance::Specks => {
            let count = 1 + (between(0.0, 3.0) as usize).min(2);
            for _ in 0..count {
                let [x, y] = [wide, high].map(|side| {
                    let at = between(0.02, 0.12);
                    side * if between(0.0, 1.0) < 0.5 { at } else { 1.0 - at }
                });
                let size = between(3.0, 10.0);
                line(&mut ink, [x, y], [x + between(-4.0, 4.0), y + between(-4.0, 4.0)], size, 1.0);
            }
        }
        Disturbance::Border => {
            let left = between(0.0, 1.0) < 0.5;
            let x = if left { 0.0 } else { wide };
            if between(0.0, 1.0) < 0.5 {
                let y = between(0.2, 0.6) * high;
                line(
                    &mut ink,
                    [x, y],
                    [x + between(-12.0, 12.0), y + between(0.1, 0.3) * high],
                    between(8.0, 20.0),
                    1.0,
                );
            } else {
                let (thick, strength) = (between(0.04, 0.16) * wide, between(0.5, 0.9));
                line(&mut ink, [x, -90.0], [x + between(-6.0, 6.0), high + 90.0], thick, strength);
            }
        }
        _ => {}
    }

    let (paper, full) = (between(0.8, 0.98), between(0.65, 0.9));
    let grain = 0.015;
    let mut grey = |x: u32, y: u32, strength: f32| {
        let reflected = match disturbance {
            Disturbance::Chalk => 0.12 + 0.65 * strength,
            _ => paper * (1.0 - full * strength),
        };
        let noise: f32 = (0..4).map(|_| between(-grain, grain)).sum();
        255.0 * (reflected * light(x as f32 / wide, y as f32 / high) + noise).clamp(0.0, 1.0)
    };
    let picture = GrayImage::from_fn(w, h, |x, y| Luma([grey(x, y, ink.get_pixel(x, y).0[0]) as u8]));

    match disturbance {
        Disturbance::Transparent => {
            let (colour, clear) = ([between(0.0, 255.0) as u8; 3], between(0.0, 255.0) as u8);
            let sheet = RgbaImage::from_fn(w, h, |x, y| {
                let alpha = ink.get_pixel(x, y).0[0];
                let [r, g, b] = if alpha == 0.0 { [clear; 3] } else { colour };
                Rgba([r, g, b, (255.0 * alpha) as u8])
            });
            png(sheet)
        }
        Disturbance::Turned => {
            let picture = RgbImage::from_fn(w, h, |x, y| Rgb([picture.get_pixel(x, y).0[0]; 3]));
            // What has to be done to the pixels, and the number that says so.
            let (picture, orientation) = match between(0.0, 3.0) as u8 {
                0 => (imageops::rotate270(&picture), 6),
                1 => (imageops::rotate90(&picture), 8),
                _ => (imageops::rotate180(&picture), 3),
            };
            turned(&picture, orientation)
        }
        _ if w % 2 == 0 => png(picture),
        _ => png(image::ImageBuffer::from_fn(w, h, |x, y| LumaA([picture.get_pixel(x, y).0[0], 255]))),
    }
}

/// The ink of a digit, enlarged and cut out: its longer side has this many pixels.
fn strokes(digit: &Tensor<1, 28, 28>, size: f32) -> Grey {
    let ink = Grey::from_fn(28, 28, |x, y| Luma([digit[(0, y as usize, x as usize)]]));
    let [_, _, w, h] = inked(&ink);
    let side = (28.0 * size / w.max(h) as f32) as u32;
    let mut large = imageops::resize(&ink, side, side, FilterType::CatmullRom);
    // A pen has an edge.
    large.pixels_mut().for_each(|pixel| pixel.0[0] = ((pixel.0[0] - 0.3) / 0.4).clamp(0.0, 1.0));
    let [x, y, w, h] = inked(&large);
    imageops::crop_imm(&large, x, y, w, h).to_image()
}

/// The left, the top, the width and the height of what is inked.
fn inked(ink: &Grey) -> [u32; 4] {
    let inked = || ink.enumerate_pixels().filter(|(_, _, pixel)| pixel.0[0] > 0.5);
    let (left, right) = inked().fold((u32::MAX, 0), |(low, high), (x, ..)| (low.min(x), high.max(x)));
    let (top, bottom) = inked().fold((u32::MAX, 0), |(low, high), (_, y, _)| (low.min(y), high.max(y)));
    [left, top, right + 1 - left, bottom + 1 - top]
}

/// A straight stroke with round ends.
fn line(ink: &mut Grey, a: [f32; 2], b: [f32; 2], thick: f32, strength: f32) {
    let along = [b[0] - a[0], b[1] - a[1]];
    let length = along[0].hypot(along[1]).max(1e-6);
    for (x, y, pixel) in ink.enumerate_pixels_mut() {
        let from = [x as f32 + 0.5 - a[0], y as f32 + 0.5 - a[1]];
        let part = ((from[0] * along[0] + from[1] * along[1]) / (length * length)).clamp(0.0, 1.0);
        let distance = (from[0] - part * along[0]).hypot(from[1] - part * along[1]);
        let inked = strength * (thick / 2.0 + 0.5 - distance).clamp(0.0, 1.0);
        pixel.0[0] = pixel.0[0].max(inked);
    }
}

fn png(picture: impl Into<image::DynamicImage>) -> Vec<u8> {
    let mut bytes = Vec::new();
    picture.into().write_to(&mut Cursor::new(&mut bytes), ImageFormat::Png).expect("memory takes it");
    bytes
}

/// A photograph with this EXIF orientation.
pub(crate) fn turned(picture: &RgbImage, orientation: u8) -> Vec<u8> {
    let mut plain = Vec::new();
    JpegEncoder::new_with_quality(&mut plain, 85).encode_image(picture).expect("memory takes it");
    // The head of a TIFF file in big-endian order, and a directory of one entry: 0x0112, a short.
    let mut exif = b"Exif\0\0MM\0\x2a\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0".to_vec();
    exif[25] = orientation;
    let length = (exif.len() as u16 + 2).to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat()
}
