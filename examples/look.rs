//! Draws what a trained network looks for: its kernels, and of one picture its feature maps, the receptive fields and the pixels that matter.
//!
//! ```text
//! $ cargo run --release --example look -- --out looked examples/data/digits/seven.png
//! $ cargo run --release --example look -- --network ResNet8 --weights photographs.safetensors --out looked cat.jpg
//! ```
//!
//! The folder has one page, `report.html`, and each picture as a file, in `figures`.

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
use command::{Channels, Result, channels, shown};
use input::Resize;
use lenet_look::{Figure, Report};
use lenet_runtime::Zeroed;
use std::io::Write;
use std::path::PathBuf;
use std::process::ExitCode;

/// Draws what a trained network looks for, as a page and as pictures.
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
    /// Folder for the page and the pictures
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// PNG or JPEG picture [default: the kernels alone are drawn]
    #[arg(value_name = "IMAGE")]
    image: Option<PathBuf>,
}

fn main() -> ExitCode {
    command::main(|options: Options, out| choose::with(&options.network, Look { options: &options, out }))
}

struct Look<'a> {
    options: &'a Options,
    out: &'a mut dyn Write,
}

impl Job for Look<'_> {
    fn run<N: Classifier<K>, const K: usize>(self) -> Result<()> {
        let Self { options, out } = self;
        let weights = command::weights::<N>(options.weights.as_ref())?;
        let (network, loaded) = command::load::<N>(&weights)?;
        let (normalization, notice) = command::normalization::<N>(&loaded, &weights, options.normalization.as_ref())?;
        let mut page = Report::new(N::NAME);
        page.fact("weights", shown(&weights)).fact("parameters", N::PARAMETERS.to_string());
        if let Some(file) = &options.image {
            let mut x = N::Input::zeroed_box();
            input::read(file, input::resize::<N, K>(options.resize)?, &normalization, &mut *x)?;
            let output = network.forward(&x);
            let likeliest = command::likeliest(&output);
            let class = command::class_name(&loaded.metadata.classes, likeliest);
            page.fact("picture", shown(file)).fact("taken for", &class);
            let saliency = lenet_look::saliency(&*network, &x, likeliest, &class);
            page.section("What matters", "", vec![saliency]);
            page.section("Receptive fields", "", vec![lenet_look::receptive_fields::<N>(&x, &[])]);
            let maps: Vec<Figure> = lenet_look::feature_maps(&*network, &x).iter().map(|map| map.figure()).collect();
            page.section("Feature maps", "", maps);
        }
        page.section("Kernels", "", lenet_look::kernels(&*network));
        page.save(&options.out)?;
        notice.into_iter().for_each(command::complain);
        Ok(writeln!(out, "{}: {} pictures", shown(&options.out.join("report.html")), page.figures().count())?)
    }
}
