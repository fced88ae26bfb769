//! Draws a network, as an SVG picture or as a Mermaid flowchart for Markdown.
//!
//! ```text
//! $ cargo run --release --example draw LeNet5 > lenet5.svg
//! $ cargo run --release --example draw -- --format mermaid --out resnet18.mmd ResNet18
//! ```

// Shared with programs that use more of it.
#[allow(dead_code)]
mod command;

use clap::builder::PossibleValuesParser;
use clap::error::ErrorKind;
use clap::{Parser, ValueEnum};
use examples::Visitor;
use lenet_runtime::Network;
use lenet_runtime::io::atomic;
use std::path::PathBuf;
use std::process::ExitCode;

/// Draws a network: its layers, how values flow between them, and the shapes of the values.
#[derive(Parser)]
struct Options {
    /// A picture for a browser, or a flowchart for Markdown
    #[arg(long, value_enum, default_value_t)]
    format: Format,
    /// File to write [default: standard output]
    #[arg(long, value_name = "FILE", alias = "output")]
    out: Option<PathBuf>,
    /// One of the networks in `examples/networks`
    #[arg(value_parser = PossibleValuesParser::new(names()), ignore_case = true)]
    network: Option<String>,
}

#[derive(Clone, Copy, Default, ValueEnum)]
enum Format {
    #[default]
    Svg,
    Mermaid,
}

fn main() -> ExitCode {
    command::main(|options: Options, out| {
        let Some(name) = options.network else {
            let message = format!("which NETWORK is to be drawn? There are {}\n", names().join(", "));
            return Err(clap::Error::raw(ErrorKind::MissingRequiredArgument, message).into());
        };
        let mut artist = Artist { name, format: options.format, drawing: String::new() };
        examples::each(&mut artist);
        match options.out {
            Some(file) => atomic::write(&file, artist.drawing.as_bytes())
                .map_err(|error| format!("{}: cannot be written: {error}", command::shown(&file)).into()),
            None => Ok(write!(out, "{}", artist.drawing)?),
        }
    })
}

/// Draws the network of one name.
struct Artist {
    name: String,
    format: Format,
    drawing: String,
}

impl Visitor for Artist {
    fn visit<N: Network>(&mut self) {
        if N::NAME.eq_ignore_ascii_case(&self.name) {
            self.drawing = match self.format {
                Format::Svg => lenet_draw::svg::<N>(),
                Format::Mermaid => lenet_draw::mermaid::<N>(),
            };
        }
    }
}

fn names() -> Vec<&'static str> {
    struct Names(Vec<&'static str>);

    impl Visitor for Names {
        fn visit<N: Network>(&mut self) {
            self.0.push(N::NAME);
        }
    }

    let mut names = Names(Vec::new());
    examples::each(&mut names);
    names.0
}
