//! Tells what is in pictures: by default which digit, by any network of `examples/networks` what it was trained to tell apart.
//!
//! ```text
//! $ cargo run --release --example predict examples/data/digits/seven.png
//! $ cargo run --release --example predict -- --network ResNet8 --weights photographs.safetensors cat.jpg
//! ```
//!
//! A digit may be drawn on paper or on a board, under light from one side, on ruled paper or in a frame, and photographed.

mod choose;
// Shared with programs that use more of it.
#[allow(dead_code)]
mod command;
mod digit;
mod input;
mod picture;
#[allow(dead_code)]
mod source;

use choose::{Classifier, Job};
use clap::Parser;
use command::{Channels, Result, at_least_one, channels, shown};
use input::Resize;
use lenet_runtime::{Network, Zeroed};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How many characters wide a probability of 1 is.
const BAR: f32 = 40.0;
/// How many classes are shown of more than [`FEW`].
const TOP: usize = 5;
const FEW: usize = 20;

/// Tells what is in pictures and shows how sure it is: digits, or what a network was trained for.
#[derive(Parser)]
struct Options {
    /// Which network the weights belong to, as given to `train --network` or `lenet5 --network`
    #[arg(long, value_name = "NAME", value_parser = choose::parser(), ignore_case = true, default_value = "LeNet5")]
    network: String,
    /// Its weights, as `train --save` and `lenet5 --save` write them [default: those of LeNet-5 that come with the program]
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// What becomes of pixels [default: that of the weights]
    #[arg(long, value_name = "MEAN STD", value_parser = channels)]
    normalization: Option<Channels>,
    /// How a picture becomes as large as the input [default: digit for ten classes of 1 × 28 × 28, else crop]
    #[arg(long, value_enum)]
    resize: Option<Resize>,
    /// Show the N likeliest classes [default: all of up to 20, else 5]
    #[arg(long, value_name = "N", value_parser = at_least_one)]
    top: Option<usize>,
    /// PNG or JPEG pictures: up to 16,777,216 pixels (4096 × 4096), grey or colour
    #[arg(required = true, value_name = "IMAGE")]
    images: Vec<PathBuf>,
}

fn main() -> ExitCode {
    command::main(|options: Options, out| choose::with(&options.network, Predict { options: &options, out }))
}

struct Predict<'a> {
    options: &'a Options,
    out: &'a mut dyn Write,
}

impl Job for Predict<'_> {
    fn run<N: Classifier<K>, const K: usize>(self) -> Result<()> {
        let Self { options, out } = self;
        let weights = command::weights::<N>(options.weights.as_ref())?;
        let (network, loaded) = command::load::<N>(&weights)?;
        let (normalization, notice) = command::normalization::<N>(&loaded, &weights, options.normalization.as_ref())?;
        let classes: Vec<String> = (0..K).map(|class| command::class_name(&loaded.metadata.classes, class)).collect();
        let resize = input::resize::<N, K>(options.resize)?;
        let top = options.top.unwrap_or(if K <= FEW { K } else { TOP });
        let mut bad = 0;
        for (i, file) in options.images.iter().enumerate() {
            let mut input = N::Input::zeroed_box();
            let answer = input::read(file, resize, &normalization, &mut *input)
                .and_then(|()| logits(&*network, &input, file, &weights));
            match answer {
                Ok(logits) => {
                    if i > bad {
                        writeln!(out)?;
                    }
                    chart(file, &classes, &softmax(&logits), top, out)?;
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
}

/// What the network answers, which has to be numbers.
fn logits<N: Network<Output = [f32; K]>, const K: usize>(
    network: &N,
    image: &N::Input,
    file: &Path,
    weights: &Path,
) -> Result<[f32; K]> {
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

fn softmax(logits: &[f32]) -> Vec<f32> {
    let largest = logits.iter().fold(f32::NEG_INFINITY, |a, &b| a.max(b));
    let powers: Vec<f32> = logits.iter().map(|logit| (logit - largest).exp()).collect();
    let sum: f32 = powers.iter().sum();
    powers.into_iter().map(|power| power / sum).collect()
}

/// Shows the likeliest classes: all in their order, or `top` of them by their probability.
fn chart(file: &Path, classes: &[String], probabilities: &[f32], top: usize, out: &mut dyn Write) -> Result<()> {
    let mut order: Vec<usize> = (0..classes.len()).collect();
    if top < classes.len() {
        order.sort_by(|&a, &b| probabilities[b].total_cmp(&probabilities[a]));
        order.truncate(top);
    }
    writeln!(out, "{}: {}", shown(file), classes[command::likeliest(probabilities)])?;
    let width = order.iter().map(|&class| classes[class].chars().count()).max().unwrap_or(1);
    for class in order {
        let (name, percent) = (&classes[class], 100.0 * probabilities[class]);
        writeln!(out, "  {name:width$}  {:BAR$}  {percent:5.1} %", bar(probabilities[class]), BAR = BAR as usize)?;
    }
    Ok(())
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
    use digit::drawn::{self, Disturbance};
    use examples::lenet5::LeNet5;
    use image::{DynamicImage, GrayImage, Luma};
    use input::prepared;
    use lenet_runtime::Random;
    use lenet_runtime::data::{Normalization, idx};
    use std::io::Cursor;

    type Image = lenet_runtime::Tensor<1, 28, 28>;

    /// MNIST's images to judge by, and the network that comes with the programs.
    fn given() -> (Vec<Image>, Vec<u8>, Box<LeNet5>) {
        let file = |name: &str| command::data("mnist").join(name);
        let images = idx::images(file("t10k-images-idx3-ubyte.gz"), Normalization::NONE).unwrap();
        let labels = idx::labels(file("t10k-labels-idx1-ubyte.gz"), 10).unwrap();
        (images, labels, LeNet5::load(command::data("lenet5.safetensors")).unwrap())
    }

    /// What is read in a picture.
    fn guess(network: &LeNet5, picture: &DynamicImage) -> Option<usize> {
        let mut image = Image::zeros();
        prepared(picture, Resize::Digit, &[Normalization::MNIST], &mut image).ok()?;
        Some(command::likeliest(&network.forward(&image)))
    }

    #[test]
    fn prepared_images_of_mnist_are_read_as_well_as_the_originals() {
        let (images, labels, network) = given();
        // Ink on paper, as a scanner would see it.
        let picture = |digit: &Image| {
            GrayImage::from_fn(28, 28, |x, y| Luma([240 - (220.0 * digit[(0, y as usize, x as usize)]) as u8]))
        };
        let guesses = images[..1000].iter().map(|digit| guess(&network, &picture(digit).into()));
        let right = guesses.zip(labels).filter(|(guess, label)| *guess == Some(usize::from(*label))).count();
        assert!(right >= 980, "{right} of 1000");
    }

    /// Twenty pictures of each disturbance, made from one seed, that was chosen before they were looked at.
    #[test]
    fn digits_are_read_as_people_draw_and_photograph_them() {
        const EACH: usize = 20;

        let (images, labels, network) = given();
        let mut sum = 0;
        for disturbance in Disturbance::ALL {
            let mut random = Random::new(42);
            let right = (0..EACH).filter(|_| {
                let i = random.below(images.len());
                let file = drawn::file(&images[i], disturbance, &mut random);
                let picture = picture::read(Cursor::new(&file), "drawn").unwrap();
                guess(&network, &picture) == Some(usize::from(labels[i]))
            });
            let right = right.count();
            println!("{:<12} {right:>3} of {EACH}", format!("{disturbance:?}"));
            assert!(right * 100 >= 85 * EACH, "{disturbance:?}: {right} of {EACH}");
            sum += right;
        }
        let all = EACH * Disturbance::ALL.len();
        println!("{:<12} {sum:>3} of {all}", "all");
        assert!(sum * 100 >= 95 * all, "{sum} of {all}");
    }
}
