//! Reads handwritten digits in PNG pictures and shows how sure it is.
//!
//! ```text
//! $ cargo run --release --example predict examples/data/digits/seven.png
//! ```

mod command;
mod digit;

use clap::Parser;
use command::{CLASSES, Choice, Image, Reader, Result};
use digit::NoDigit;
use examples::lenet5::{LeNet5, ModernLeNet5};
use image::{DynamicImage, ImageFormat};
use lenet_runtime::data::idx::Normalization;
use lenet_runtime::plain::Plain;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How many characters wide a probability of 1 is.
const BAR: f32 = 40.0;

/// Reads handwritten digits in PNG pictures and shows how sure it is.
#[derive(Parser)]
struct Options {
    /// Weights, as `lenet5 --save` writes them [default: those that come with the program]
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// Which LeNet-5 the weights belong to, as given to `lenet5 --network`
    #[arg(long, value_enum, default_value_t, requires = "weights")]
    network: Choice,
    /// PNG pictures of one digit each: any size, grey or colour, dark on light or light on dark
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
    let network = command::load::<N>(&weights)?;
    for (i, file) in options.images.iter().enumerate() {
        if i > 0 {
            writeln!(out)?;
        }
        let logits = network.forward(&read(file)?);
        chart(file, &softmax(logits), out)?;
    }
    Ok(())
}

/// The digit in a PNG file, as the networks are trained to read it.
fn read(file: &Path) -> Result<Image> {
    let name = file.display();
    let bytes = fs::read(file).map_err(|error| format!("{name}: cannot be read: {error}"))?;
    let picture = image::load_from_memory_with_format(&bytes, ImageFormat::Png)
        .map_err(|error| format!("{name}: not a PNG picture, or a damaged one: {error}"))?;
    standardized(&picture).map_err(|problem| format!("{name}: {problem}").into())
}

fn standardized(picture: &DynamicImage) -> std::result::Result<Image, NoDigit> {
    let mut digit = digit::prepare(picture)?;
    let Normalization { mean, std } = Normalization::MNIST;
    digit.floats_mut().iter_mut().for_each(|ink| *ink = (*ink - mean) / std);
    Ok(digit)
}

fn softmax(logits: [f32; CLASSES]) -> [f32; CLASSES] {
    let largest = logits.into_iter().fold(f32::NEG_INFINITY, f32::max);
    let powers = logits.map(|logit| (logit - largest).exp());
    let sum: f32 = powers.iter().sum();
    powers.map(|power| power / sum)
}

fn chart(file: &Path, probabilities: &[f32; CLASSES], out: &mut dyn Write) -> Result<()> {
    writeln!(out, "{}: {}", file.display(), likeliest(probabilities))?;
    for (digit, &probability) in probabilities.iter().enumerate() {
        let percent = 100.0 * probability;
        writeln!(out, "  {digit}  {:BAR$}  {percent:5.1} %", bar(probability), BAR = BAR as usize)?;
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
        let prepared: Vec<_> = images[..1000].iter().map(|d| standardized(&picture(d).into()).unwrap()).collect();
        let logits = network.forward_batch(&prepared);
        let right = logits.iter().zip(labels).filter(|(y, label)| likeliest(y) == usize::from(*label)).count();
        assert!(right >= 980, "{right} of 1000");
    }
}
