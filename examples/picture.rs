//! Reading a picture that nobody has looked at.

use crate::command::Result;
use image::codecs::jpeg::JpegDecoder;
use image::codecs::png::PngDecoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, Limits};
use std::error::Error;
use std::io::{BufRead, Cursor, Read, Seek};

/// The most pixels that a picture may have.
const MAX_PIXELS: u64 = 4096 * 4096;
/// The most bytes that the decoder may use for a pixel: four channels of 16 bits, and some for itself.
const BYTES: u64 = 10;
/// The most bytes that the decoder may use beside the pixels, as for texts and colours.
const OTHER_BYTES: u64 = 8_000_000;
/// The most bytes of a JPEG file that are read: more than so many pixels take in the best quality.
const JPEG: u64 = 1 << 26;

/// A PNG or JPEG picture, upright. `name` is the file's. No more is read than its header if it is too large.
pub(crate) fn read(mut reader: impl BufRead + Seek, name: &str) -> Result<DynamicImage> {
    let unreadable = |error| format!("{name}: cannot be read: {error}");
    let start = reader.fill_buf().map_err(unreadable)?;
    let format = match image::guess_format(start) {
        Ok(format @ (ImageFormat::Png | ImageFormat::Jpeg)) => format,
        Ok(format) => {
            return Err(format!("{name}: neither a PNG nor a JPEG picture but {format:?}: convert it to PNG").into());
        }
        Err(_) if start.is_empty() => {
            return Err(format!("{name}: the file is empty: give a PNG or JPEG picture").into());
        }
        Err(_) => return Err(format!("{name}: neither a PNG nor a JPEG picture: give one").into()),
    };
    let kind = if format == ImageFormat::Png { "PNG" } else { "JPEG" };
    let damaged = |error: ImageError| match &error {
        ImageError::Limits(_) => format!(
            "{name}: what stands beside the pixels, texts or colours, takes more than {OTHER_BYTES} bytes: save the picture \
             without it"
        ),
        ImageError::Decoding(decoding) => {
            let reason = decoding.source().map_or_else(|| error.to_string(), ToString::to_string);
            format!("{name}: a damaged {kind} picture: {}: save or download it again", reason.trim_end_matches('.'))
        }
        error => format!("{name}: a damaged {kind} picture: {error}: save or download it again"),
    };
    let check = |[width, height]: [u32; 2]| {
        let pixels = u64::from(width) * u64::from(height);
        if pixels > MAX_PIXELS {
            return Err(format!(
                "{name}: the picture has {width} × {height} pixels, more than the {MAX_PIXELS} pixels (4096 × 4096) that \
                 are read: scale it down"
            ));
        }
        let mut limits = Limits::default();
        limits.max_alloc = Some(BYTES * pixels + OTHER_BYTES);
        Ok(limits)
    };
    let mut decoder: Box<dyn ImageDecoder> = if format == ImageFormat::Png {
        let limits = check(size(start))?;
        Box::new(PngDecoder::with_limits(reader, limits).map_err(damaged)?)
    } else {
        // The decoder would read all that there is.
        let mut bytes = Vec::new();
        reader.take(JPEG).read_to_end(&mut bytes).map_err(unreadable)?;
        let mut decoder = JpegDecoder::new(Cursor::new(bytes)).map_err(damaged)?;
        let (width, height) = decoder.dimensions();
        let limits = check([width, height])?;
        decoder.set_limits(limits).map_err(damaged)?;
        Box::new(decoder)
    };
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    picture.apply_orientation(orientation);
    Ok(picture)
}

/// The width and the height that stand in the header of a PNG file. If it is cut off, the decoder will say so.
fn size(start: &[u8]) -> [u32; 2] {
    [16, 20].map(|at| start.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |bytes| u32::from_be_bytes(*bytes)))
}

/// The pixels/255 of a picture on white: channel by channel, row by row. It is scaled: rows and columns each by its own factor, or, to `cover` this
/// size, both by one, and its middle is kept.
pub(crate) fn pixels(picture: &DynamicImage, [channels, height, width]: [usize; 3], cover: bool) -> Vec<f32> {
    let mut opaque = picture.to_rgba8();
    for pixel in opaque.pixels_mut() {
        let [red, green, blue, alpha] = pixel.0.map(u32::from);
        pixel.0 = [red, green, blue, 255].map(|colour| ((colour * alpha + 255 * (255 - alpha) + 127) / 255) as u8);
        pixel.0[3] = 255;
    }
    let (picture, w, h) = (DynamicImage::ImageRgba8(opaque), width as u32, height as u32);
    let picture = match cover {
        true => picture.resize_to_fill(w, h, FilterType::Triangle),
        false => picture.resize_exact(w, h, FilterType::Triangle),
    };
    let bytes = if channels == 1 { picture.to_luma8().into_raw() } else { picture.to_rgb8().into_raw() };
    (0..channels)
        .flat_map(|channel| bytes.iter().skip(channel).step_by(channels))
        .map(|byte| f32::from(*byte) / 255.0)
        .collect()
}
