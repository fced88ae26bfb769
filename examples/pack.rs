//! Packs the weights of a network for its prepared form: batch norms folded in, in the order in which the kernels for one image read
//! them, on every CPU. `weights("lenet5.packed")` in a declaration takes the file, and so does `Prepared::load`.
//!
//! ```text
//! $ cargo run --release --example pack LeNet5 examples/data/lenet5.safetensors --out lenet5.packed
//! $ cargo run --release --example pack LeNet5 examples/data/lenet5.safetensors
//! ```
//!
//! Without `--out` it says how large the file would be, and writes none.

// Shared with programs that use more of it.
#[allow(dead_code)]
mod command;

use clap::Parser;
use clap::builder::PossibleValuesParser;
use command::{Result, shown};
use examples::Visitor;
use lenet_runtime::io::weights::named;
use lenet_runtime::{Prepare, Prepared};
use std::path::PathBuf;
use std::process::ExitCode;

/// Packs the weights of a network for its prepared form.
#[derive(Parser)]
struct Options {
    /// One of the networks in `examples/networks`
    #[arg(value_parser = PossibleValuesParser::new(names()), ignore_case = true)]
    network: String,
    /// Its weights, a safetensors file
    weights: PathBuf,
    /// File to write; its name has to end in `.packed` [default: none is written]
    #[arg(long, value_name = "FILE", alias = "output")]
    out: Option<PathBuf>,
}

fn main() -> ExitCode {
    command::main(|options: Options, out| {
        if let Some(file) = &options.out
            && file.extension().is_none_or(|ending| ending != "packed")
        {
            let file = shown(file);
            return Err(format!(
                "{file}: the name of a file of packed weights ends in `.packed`; give `--out {file}.packed`"
            )
            .into());
        }
        let mut packer = Packer { options, packed: Ok(String::new()) };
        examples::each(&mut packer);
        Ok(writeln!(out, "{}", packer.packed?)?)
    })
}

/// Packs the weights of the network of one name, and says what came of it.
struct Packer {
    options: Options,
    packed: Result<String>,
}

impl Visitor for Packer {
    fn visit<N: Prepare>(&mut self) {
        if N::NAME.eq_ignore_ascii_case(&self.options.network) {
            self.packed = pack::<N>(&self.options);
        }
    }
}

fn pack<N: Prepare>(options: &Options) -> Result<String> {
    let network = named::load::<N>(&options.weights)?;
    let prepared = network.prepare();
    let what = format!(
        "{}: {} bytes of packed weights, and {} bytes of memory for one image",
        N::NAME,
        Prepared::<N>::BYTES,
        Prepared::<N>::RAM_BYTES
    );
    match &options.out {
        Some(file) => {
            prepared.save(file)?;
            Ok(format!("{what}, in {}", shown(file)))
        }
        None => Ok(what),
    }
}

fn names() -> Vec<&'static str> {
    struct Names(Vec<&'static str>);

    impl Visitor for Names {
        fn visit<N: Prepare>(&mut self) {
            self.0.push(N::NAME);
        }
    }

    let mut names = Names(Vec::new());
    examples::each(&mut names);
    names.0
}
