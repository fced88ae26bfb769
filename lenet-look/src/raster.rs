//! Pictures of pixels, and how numbers become colours.

use std::fmt::Write;

/// A picture of pixels: red, green, blue and how opaque it is, 0 to 255 each, row by row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raster {
    width: usize,
    height: usize,
    pixels: Vec<[u8; 4]>,
}

impl Raster {
    /// A picture without colour, through which one sees what is behind it.
    #[must_use]
    pub fn transparent(width: usize, height: usize) -> Self {
        Self { width, height, pixels: vec![[0; 4]; width * height] }
    }

    /// The picture whose pixel in row `i` and column `j` is `f(i, j)`.
    #[must_use]
    pub fn from_fn(width: usize, height: usize, mut f: impl FnMut(usize, usize) -> [u8; 4]) -> Self {
        let mut raster = Self::transparent(width, height);
        for i in 0..height {
            for j in 0..width {
                raster.pixels[i * width + j] = f(i, j);
            }
        }
        raster
    }

    /// How many columns there are.
    #[must_use]
    pub fn width(&self) -> usize {
        self.width
    }

    /// How many rows there are.
    #[must_use]
    pub fn height(&self) -> usize {
        self.height
    }

    /// The pixel in row `i` and column `j`.
    ///
    /// # Panics
    ///
    /// If there is no such pixel.
    #[must_use]
    pub fn pixel(&self, i: usize, j: usize) -> [u8; 4] {
        assert!(j < self.width, "the picture has {} columns", self.width);
        self.pixels[i * self.width + j]
    }

    /// Tiles of one size side by side, so many in a row, with transparent pixels between them.
    ///
    /// # Panics
    ///
    /// If a tile has another size than the first.
    #[must_use]
    pub fn grid(tiles: &[Self], columns: usize, gap: usize) -> Self {
        let Some(first) = tiles.first() else { return Self::transparent(0, 0) };
        let (columns, rows) = (columns.max(1), tiles.len().div_ceil(columns.max(1)));
        let (wide, high) = (first.width + gap, first.height + gap);
        let mut grid = Self::transparent(columns * wide - gap, rows * high - gap);
        for (index, tile) in tiles.iter().enumerate() {
            assert_eq!((tile.width, tile.height), (first.width, first.height), "the tiles have one size");
            let (top, left) = (index / columns * high, index % columns * wide);
            for (i, row) in tile.pixels.chunks_exact(tile.width.max(1)).enumerate() {
                let start = (top + i) * grid.width + left;
                grid.pixels[start..start + row.len()].copy_from_slice(row);
            }
        }
        grid
    }

    /// The picture with each pixel as a square of this many.
    #[must_use]
    pub fn enlarged(&self, times: usize) -> Self {
        let times = times.max(1);
        Self::from_fn(self.width * times, self.height * times, |i, j| self.pixel(i / times, j / times))
    }

    /// The picture as a PNG file.
    ///
    /// # Panics
    ///
    /// If the picture has no pixel, which the format does not know.
    #[must_use]
    pub fn png(&self) -> Vec<u8> {
        let mut file = Vec::new();
        let side = |side: usize| u32::try_from(side).expect("a picture that fits in memory has sides of 32 bits");
        let mut encoder = png::Encoder::new(&mut file, side(self.width), side(self.height));
        encoder.set_color(png::ColorType::Rgba);
        encoder.set_depth(png::BitDepth::Eight);
        let mut writer = encoder.write_header().expect("a picture has pixels");
        writer.write_image_data(self.pixels.as_flattened()).expect("memory takes everything");
        writer.finish().expect("memory takes everything");
        file
    }

    /// The picture within a document.
    pub(crate) fn data_uri(&self) -> String {
        let mut uri = String::from("data:image/png;base64,");
        if self.pixels.is_empty() {
            return Self::transparent(1, 1).data_uri();
        }
        base64(&self.png(), &mut uri);
        uri
    }
}

fn base64(bytes: &[u8], text: &mut String) {
    const LETTERS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for three in bytes.chunks(3) {
        let bits = three.iter().enumerate().fold(0_u32, |bits, (i, byte)| bits | u32::from(*byte) << (16 - 8 * i));
        for place in 0..4 {
            let letter = LETTERS[(bits >> (18 - 6 * place)) as usize & 63];
            text.push(if place <= three.len() { char::from(letter) } else { '=' });
        }
    }
}

/// How a number becomes a colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Colours {
    /// From black to white.
    Gray,
    /// From dark blue over green to yellow, evenly to the eye: for what is not negative.
    Viridis,
    /// Blue below 0, white at 0 and red above.
    Diverging,
}

/// What stands for a number that is none: violet, which no scale has.
const NOT_FINITE: [u8; 4] = [214, 64, 224, 255];

impl Colours {
    /// The colour of a share of the scale: 0 to 1, and −1 to 1 where it diverges. What lies beyond has the colour of the end.
    #[must_use]
    pub fn of(self, share: f32) -> [u8; 4] {
        if share.is_nan() {
            return NOT_FINITE;
        }
        let [r, g, b] = match self {
            Self::Gray => [share.clamp(0.0, 1.0) * 255.0; 3],
            Self::Viridis => between(&VIRIDIS, share.clamp(0.0, 1.0)),
            Self::Diverging => between(&DIVERGING, share.clamp(-1.0, 1.0) / 2.0 + 0.5),
        };
        [r.round() as u8, g.round() as u8, b.round() as u8, 255]
    }

    /// The picture of numbers, row by row, so many columns wide, on a scale that ends at `range`: at its two numbers, or, where it
    /// diverges, at the larger of the two and as far below 0.
    #[must_use]
    pub fn raster(self, numbers: &[f32], width: usize, range: [f32; 2]) -> Raster {
        let [low, high] = range;
        let share = |x: f32| match self {
            Self::Diverging => x / low.abs().max(high.abs()).max(f32::MIN_POSITIVE),
            // Where all are alike, they are in the middle.
            _ if high <= low => x - low + 0.5,
            _ => (x - low) / (high - low),
        };
        let height = numbers.len().checked_div(width).unwrap_or(0);
        Raster::from_fn(width, height, |i, j| self.of(share(numbers[i * width + j])))
    }
}

/// Colours at even distances.
///
/// Source: matplotlib's `viridis` (Smith, van der Walt, 2015, CC0), every eighth of it.
const VIRIDIS: [[f32; 3]; 9] = [
    [68.0, 1.0, 84.0],
    [71.0, 44.0, 122.0],
    [59.0, 81.0, 139.0],
    [44.0, 113.0, 142.0],
    [33.0, 144.0, 141.0],
    [39.0, 173.0, 129.0],
    [92.0, 200.0, 99.0],
    [170.0, 220.0, 50.0],
    [253.0, 231.0, 37.0],
];

/// Source: ColorBrewer's `RdBu` (Brewer, Harrower, Apache 2.0), from blue to red.
const DIVERGING: [[f32; 3]; 9] = [
    [5.0, 48.0, 97.0],
    [33.0, 102.0, 172.0],
    [67.0, 147.0, 195.0],
    [146.0, 197.0, 222.0],
    [247.0, 247.0, 247.0],
    [244.0, 165.0, 130.0],
    [214.0, 96.0, 77.0],
    [178.0, 24.0, 43.0],
    [103.0, 0.0, 31.0],
];

fn between(colours: &[[f32; 3]; 9], share: f32) -> [f32; 3] {
    let place = share * 8.0;
    let index = (place as usize).min(7);
    let part = place - index as f32;
    std::array::from_fn(|c| colours[index][c] + part * (colours[index + 1][c] - colours[index][c]))
}

/// A number as people write it, to three figures.
pub(crate) fn short(x: f64) -> String {
    let mut text = String::new();
    let size = x.abs();
    let decimals = match size {
        0.0 => return "0".into(),
        _ if !x.is_finite() => return x.to_string(),
        _ if !(1e-3..1e6).contains(&size) => {
            write!(text, "{x:.1e}").expect("a string takes everything");
            return text.replace('-', "−");
        }
        _ => (2 - size.log10().floor() as i32).clamp(0, 5) as usize,
    };
    write!(text, "{x:.decimals$}").expect("a string takes everything");
    if text.contains('.') {
        text.truncate(text.trim_end_matches('0').trim_end_matches('.').len());
    }
    text.replace('-', "−")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn base64_is_that_of_rfc_4648() {
        let cases = ["", "f", "fo", "foo", "foob", "fooba", "foobar"];
        let expected = ["", "Zg==", "Zm8=", "Zm9v", "Zm9vYg==", "Zm9vYmE=", "Zm9vYmFy"];
        for (bytes, expected) in cases.iter().zip(expected) {
            let mut text = String::new();
            base64(bytes.as_bytes(), &mut text);
            assert_eq!(text, expected);
        }
    }

    #[test]
    fn a_png_has_the_pixels_of_the_picture() {
        let raster = Raster::from_fn(5, 3, |i, j| [i as u8, j as u8, 7, 255 - i as u8]);
        let mut reader = png::Decoder::new(std::io::Cursor::new(raster.png())).read_info().expect("a PNG");
        let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
        let info = reader.next_frame(&mut pixels).expect("a picture");
        assert_eq!((info.width, info.height), (5, 3));
        assert_eq!(pixels, raster.pixels.as_flattened());
    }

    #[test]
    fn numbers_have_three_figures() {
        let numbers = [0.0, 1.0, -1.5, 0.12345, 1234.6, 1e-5, 2.5e7, -0.999_96, 100.0, f64::NAN];
        let texts: Vec<_> = numbers.iter().map(|&x| short(x)).collect();
        assert_eq!(texts, ["0", "1", "−1.5", "0.123", "1235", "1.0e−5", "2.5e7", "−1", "100", "NaN"]);
    }

    #[test]
    fn what_is_no_number_has_a_colour_that_no_scale_has() {
        for colours in [Colours::Gray, Colours::Viridis, Colours::Diverging] {
            assert_eq!(colours.of(f32::NAN), NOT_FINITE);
            assert!((-100..=100).all(|x| colours.of(x as f32 / 100.0) != NOT_FINITE));
        }
    }
}
