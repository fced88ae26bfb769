//! Pictures: what is prepared is ink of 0 to 1 on a picture of 28 × 28.
#![no_main]

#[path = "../../examples/digit/mod.rs"]
mod digit;

use image::{DynamicImage, GrayAlphaImage, GrayImage, ImageFormat, ImageReader, Limits, RgbImage, RgbaImage};
use libfuzzer_sys::fuzz_target;
use std::io::Cursor;

/// The most bytes that a picture takes here.
const MOST: u64 = 1 << 20;

fuzz_target!(|bytes: &[u8]| {
    let mut reader = ImageReader::with_format(Cursor::new(bytes), ImageFormat::Png);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST);
    reader.limits(limits);
    if let Ok(picture) = reader.decode() {
        prepare(&picture);
    }
    if let [kind, width, pixels @ ..] = bytes
        && let Some(picture) = raw(*kind, u32::from(*width), pixels)
    {
        prepare(&picture);
    }
});

fn prepare(picture: &DynamicImage) {
    // Two numbers of 32 bits for each pixel, one for its ink, and copies of these while it is scaled.
    let most = 100_000 + 64 * picture.width() as usize * picture.height() as usize;
    if let Ok(digit) = fuzz::within(most, || digit::prepare(picture)) {
        let ink = digit.0.as_flattened().as_flattened();
        assert!(ink.iter().all(|ink| (0.0..=1.0).contains(ink)), "{digit:?}");
        assert!(ink.contains(&1.0), "the strongest ink is 1: {digit:?}");
    }
}

/// A picture of these pixels, of one of four kinds.
fn raw(kind: u8, width: u32, pixels: &[u8]) -> Option<DynamicImage> {
    let channels = kind % 4 + 1;
    let height = (pixels.len() as u32).checked_div(width * u32::from(channels))?;
    let pixels = pixels.to_vec();
    Some(match channels {
        1 => GrayImage::from_raw(width, height, pixels)?.into(),
        2 => GrayAlphaImage::from_raw(width, height, pixels)?.into(),
        3 => RgbImage::from_raw(width, height, pixels)?.into(),
        _ => RgbaImage::from_raw(width, height, pixels)?.into(),
    })
}
