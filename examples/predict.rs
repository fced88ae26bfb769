//! Reads handwritten digits in PNG pictures and shows how sure it is.
//!
//! ```text
//! $ cargo run --release --example predict examples/data/digits/seven.png
//! ```

mod command;
mod digit;

use clap::Parser;
use command::{CLASSES, Choice, Image, Reader, Result, shown};
use digit::NoDigit;
use examples::lenet5::{LeNet5, ModernLeNet5};
use image::codecs::png::PngDecoder;
use image::{DynamicImage, ImageError, ImageFormat, Limits};
use lenet_runtime::data::Normalization;
use std::error::Error;
use std::fs::File;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How many characters wide a probability of 1 is.
const BAR: f32 = 40.0;
/// The most pixels that a picture may have.
const MAX_PIXELS: u64 = 4096 * 4096;
/// The most bytes that the decoder may use for a pixel: four channels of 16 bits, and some for itself.
const BYTES: u64 = 10;
/// The most bytes that the decoder may use beside the pixels, as for texts and colours.
const OTHER_BYTES: u64 = 8_000_000;

/// Reads handwritten digits in PNG pictures and shows how sure it is.
#[derive(Parser)]
struct Options {
    /// Weights, as `lenet5 --save` writes them [default: those that come with the program]
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Which LeNet-5 the weights belong to, as given to `lenet5 --network`
    #[arg(long, value_enum, default_value_t, requires = "weights")]
    network: Choice,
    /// PNG pictures of one digit each: up to 16,777,216 pixels (4096 × 4096), grey or colour, dark on light or light on dark
    #[arg(required = true, value_name = "IMAGE")]
    images: Vec<PathBuf>,
}

fn main() -> ExitCode {
    command::main(|options: Options, out| match options.network {
        Choice::Textbook => run::<LeNet5>(&options, out),
        Choice::Modern => run::<ModernLeNet5>(&options, out),
    })
}

fn run<N: Reader>(options: &Options, out: &mut dyn Write) -> Result<()> {
    let weights = options.weights.clone().unwrap_or_else(|| command::data("lenet5.safetensors"));
    let (network, loaded) = command::load::<N>(&weights)?;
    let (normalization, notice) = command::normalization(&loaded, &weights);
    let class = |class: usize| loaded.metadata.classes.get(class).cloned().unwrap_or_else(|| class.to_string());
    let classes: Vec<String> = (0..CLASSES).map(class).collect();
    let mut bad = 0;
    for (i, file) in options.images.iter().enumerate() {
        let answer = read(file, normalization).and_then(|image| logits(&*network, &image, file, &weights));
        match answer {
            Ok(logits) => {
                if i > bad {
                    writeln!(out)?;
                }
                chart(file, &classes, &softmax(logits), out)?;
            }
            // One picture that cannot be read does not stop the others.
            Err(problem) if options.images.len() > 1 => {
                command::complain(format_args!("error: {problem}"));
                bad += 1;
            }
            Err(problem) => return Err(problem),
        }
    }
    if let Some(notice) = notice {
        command::complain(notice);
    }
    match bad {
        0 => Ok(()),
        _ => Err(format!("{bad} of {} pictures were not read", options.images.len()).into()),
    }
}

/// The digit in a PNG file, as the networks are trained to read it. No more is read than its header if it is too large.
fn read(file: &Path, normalization: Normalization) -> Result<Image> {
    let name = shown(file);
    let unreadable = |error| format!("{name}: cannot be read: {error}");
    let mut reader = BufReader::new(File::open(file).map_err(unreadable)?);
    let start = reader.fill_buf().map_err(unreadable)?;
    match image::guess_format(start) {
        Ok(ImageFormat::Png) => {}
        Ok(format) => return Err(format!("{name}: not a PNG picture but {format:?}: convert it to PNG").into()),
        Err(_) if start.is_empty() => return Err(format!("{name}: the file is empty: give a PNG picture").into()),
        Err(_) => return Err(format!("{name}: not a PNG picture: give one").into()),
    }
    let [width, height] = size(start);
    let pixels = u64::from(width) * u64::from(height);
    if pixels > MAX_PIXELS {
        return Err(format!(
            "{name}: the picture has {width} × {height} pixels, more than the {MAX_PIXELS} pixels (4096 × 4096) that are \
             read: scale it down"
        )
        .into());
    }
    let damaged = |error: ImageError| match &error {
        ImageError::Limits(_) => format!(
            "{name}: what stands beside the pixels, texts or colours, takes more than {OTHER_BYTES} bytes: save the picture \
             without it"
        ),
        ImageError::Decoding(decoding) => {
            let reason = decoding.source().map_or_else(|| error.to_string(), ToString::to_string);
            format!("{name}: a damaged PNG picture: {}: save or download it again", reason.trim_end_matches('.'))
        }
        error => format!("{name}: a damaged PNG picture: {error}: save or download it again"),
    };
    let mut limits = Limits::default();
    limits.max_alloc = Some(BYTES * pixels + OTHER_BYTES);
    let decoder = PngDecoder::with_limits(reader, limits).map_err(damaged)?;
    let picture = DynamicImage::from_decoder(decoder).map_err(damaged)?;
    standardized(&picture, normalization).map_err(|problem| format!("{name}: {problem}").into())
}

/// The width and the height that stand in the header of a PNG file. If it is cut off, the decoder will say so.
fn size(start: &[u8]) -> [u32; 2] {
    [16, 20].map(|at| start.get(at..).and_then(<[u8]>::first_chunk).map_or(0, |bytes| u32::from_be_bytes(*bytes)))
}

/// What the network answers, which has to be numbers.
fn logits<N: Reader>(network: &N, image: &Image, file: &Path, weights: &Path) -> Result<[f32; CLASSES]> {
    let logits = network.forward(image);
    match logits.iter().position(|logit| !logit.is_finite()) {
        None => Ok(logits),
        Some(class) => Err(format!(
            "{}: with these weights the network's output {class} for {} is {}, not a finite number; use weights of a \
             network that was trained well",
            shown(weights),
            shown(file),
            logits[class],
        )
        .into()),
    }
}

fn standardized(picture: &DynamicImage, normalization: Normalization) -> std::result::Result<Image, NoDigit> {
    let mut digit = digit::prepare(picture)?;
    Normalization::apply_to(&[normalization], std::slice::from_mut(&mut digit));
    Ok(digit)
}

fn softmax(logits: [f32; CLASSES]) -> [f32; CLASSES] {
    let largest = logits.into_iter().fold(f32::NEG_INFINITY, f32::max);
    let powers = logits.map(|logit| (logit - largest).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|power| power / sum)
}

fn chart(file: &Path, classes: &[String], probabilities: &[f32; CLASSES], out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}: {}", shown(file), command::escaped(&classes[likeliest(probabilities)]))?;
    let names: Vec<String> = classes.iter().map(|class| command::escaped(class)).collect();
    let width = names.iter().map(|name| name.chars().count()).max().unwrap_or(1);
    for (class, &probability) in names.iter().zip(probabilities) {
        let percent = 100.0 * probability;
        writeln!(out, "  {class:width$}  {:BAR$}  {percent:5.1} %", bar(probability), BAR = BAR as usize)?;
    }
    Ok(())
}

fn likeliest(scores: &[f32; CLASSES]) -> usize {
    (0..CLASSES).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).unwrap_or(0)
}

/// A bar of a length in proportion, to an eighth of a character.
fn bar(probability: f32) -> String {
    let eighths = (8.0 * BAR * probability).round() as usize;
    let rest = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"][eighths % 8];
    "█".repeat(eighths / 8) + rest
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{GrayImage, Luma};
    use lenet_runtime::data::idx;

    #[test]
    fn prepared_images_of_mnist_are_read_as_well_as_the_originals() {
        let file = |name: &str| command::data("mnist").join(name);
        let images: Vec<Image> = idx::images(file("t10k-images-idx3-ubyte.gz"), Normalization::NONE).unwrap();
        let labels = idx::labels(file("t10k-labels-idx1-ubyte.gz"), CLASSES).unwrap();
        let network = LeNet5::load(command::data("lenet5.safetensors")).unwrap();
        // Ink on paper, as a scanner would see it.
        let picture = |digit: &Image| {
            GrayImage::from_fn(28, 28, |x, y| Luma([240 - (220.0 * digit[(0, y as usize, x as usize)]) as u8]))
        };
        let prepared: Vec<_> =
            images[..1000].iter().map(|d| standardized(&picture(d).into(), Normalization::MNIST).unwrap()).collect();
        let logits = network.forward_batch(&prepared);
        let right = logits.iter().zip(labels).filter(|(y, label)| likeliest(y) == usize::from(*label)).count();
        assert!(right >= 980, "{right} of 1000");
    }
}
