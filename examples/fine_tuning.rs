//! Teaches a trained network other classes: a body that was trained elsewhere, frozen, with a new head, on pictures of one's own.
//!
//! ```text
//! $ cargo run --release --example fine_tuning
//! $ cargo run --release --example fine_tuning -- --data signs --weights body.safetensors
//! ```
//!
//! The body is LeNet-5, which learned to read digits. Here it tells signs apart that it has never seen: the program draws some into a folder
//! if it is given none. In the folder stands a folder for each class, with PNG and JPEG files.
//!
//! With your own body it is the same four steps:
//!
//! 1. Declare the body as the file has it, and a head with as many outputs as there are classes. `#[name = "features.0"]` before a layer
//!    says what its tensors are called in the file, where that is not the name of the field.
//! 2. Load in part. What is returned names the tensors that were loaded, those that kept their first numbers (the head) and those that were
//!    left in the file (the old head). Files come from PyTorch by `safetensors.torch.save_file(model.state_dict(), "body.safetensors")`,
//!    in `float32`, `float16`, `bfloat16` or `float64`. `LoadOptions::strip_prefix("module.")` takes off what `DataParallel` and others
//!    put before every name; the error of a file that has such a prefix says so. `LoadOptions::rename` maps single names.
//! 3. Freeze the body: parameter groups say by the name of a tensor how it learns. The running statistics of batch norms are frozen with
//!    it.
//! 4. Train. Normalize the pictures as the body was trained.

// Shared with programs that use more of it.
#[allow(dead_code)]
mod command;

use clap::Parser;
use command::{Result, shown};
use image::{GrayImage, Luma};
use lenet_runtime::data::{Fit, Normalization, Pictures, Subset, stratified};
use lenet_runtime::io::weights::LoadOptions;
use lenet_runtime::train::{Adam, CrossEntropy, Group, Trainer, evaluate};
use lenet_runtime::{Random, Tensor, network};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// How many classes the new head tells apart.
const CLASSES: usize = 3;

network! {
    /// LeNet-5 up to its last layer, which is a new one.
    struct Signs: [1, 28, 28] -> [CLASSES] {
        conv1: conv2d(6, kernel: 5, padding: same),
        sigmoid,
        avg_pool2d(2),
        conv2: conv2d(16, kernel: 5),
        sigmoid,
        avg_pool2d(2),
        flatten,
        fc1: linear(120),
        sigmoid,
        fc2: linear(84),
        sigmoid,
        head: linear(CLASSES),
    }
}

/// Teaches a trained network other classes.
#[derive(Parser)]
struct Options {
    /// Folder with a folder of pictures for each of three classes [default: drawn signs]
    #[arg(long, value_name = "DIR", alias = "pictures")]
    data: Option<PathBuf>,
    /// The trained body [default: the LeNet-5 that comes with the programs]
    #[arg(long, value_name = "FILE")]
    weights: Option<PathBuf>,
    /// How many times to go through the pictures
    #[arg(long, value_name = "N", default_value_t = 20)]
    epochs: usize,
}

fn main() -> ExitCode {
    command::main(|options: Options, out| match &options.data {
        Some(folder) => teach(folder, &options, out),
        None => {
            let folder = std::env::temp_dir().join(format!("lenet-signs-{}", std::process::id()));
            let taught = draw(&folder).map_err(Into::into).and_then(|()| teach(&folder, &options, out));
            let _ = fs::remove_dir_all(&folder);
            taught
        }
    })
}

fn teach(folder: &Path, options: &Options, out: &mut dyn Write) -> Result<()> {
    let mut network = Signs::init(42);
    let weights = options.weights.clone().unwrap_or_else(|| command::data("lenet5.safetensors"));
    // The file names another network: the body of that one is asked for.
    let loaded = LoadOptions::new().partial().any_network().load(&mut *network, &weights)?;
    writeln!(out, "{}: {loaded}", shown(&weights))?;

    let pictures = Pictures::<Tensor<1, 28, 28>>::open(folder, Fit::Stretch, &[Normalization::MNIST])?;
    if pictures.classes.len() != CLASSES {
        let found = pictures.classes.len();
        return Err(format!("{}: expected {CLASSES} folders of pictures, found {found}", shown(folder)).into());
    }
    let pictures = pictures.decoded();
    let [train, test] = stratified(&pictures.labels, 0.2, 42).map(|places| Subset::new(&pictures, places));

    let frozen = Adam {
        groups: Some(|tensor| if tensor.name.to_string().starts_with("head.") { Group::ALL } else { Group::FROZEN }),
        ..Adam::<Signs>::new(0.01)
    };
    let mut trainer = Trainer::new(CrossEntropy::default(), frozen, 42);
    for epoch in 0..=options.epochs {
        let test = evaluate(&*network, &CrossEntropy::default(), &test);
        writeln!(out, "epoch {epoch:>2}   test loss {:.4}   {:.1} % right", test.loss, 100.0 * test.accuracy())?;
        if epoch < options.epochs {
            trainer.epoch(&mut network, &train, |_| ())?;
        }
    }
    Ok(())
}

/// Draws 60 crosses, rings and zigzags each: pale ink of any width, anywhere.
fn draw(folder: &Path) -> std::io::Result<()> {
    let mut random = Random::new(1);
    for (class, name) in ["cross", "ring", "zigzag"].into_iter().enumerate() {
        fs::create_dir_all(folder.join(name))?;
        for number in 0..60 {
            let [x, y] = [(); 2].map(|()| 13.5 + 4.0 * random.uniform());
            let (size, ink) = (7.0 + 2.0 * random.uniform(), 1.2 + 0.5 * random.uniform());
            let picture = GrayImage::from_fn(28, 28, |column, row| {
                let (right, down) = (column as f32 - x, row as f32 - y);
                let away = match class {
                    0 => (right - down).abs().min((right + down).abs()) / 1.4 + (right.abs() - size).max(0.0),
                    1 => (right.hypot(down) - size).abs(),
                    _ => (down - 4.0 * (right / 2.0).sin()).abs() / 1.5 + (right.abs() - size - 3.0).max(0.0),
                };
                Luma([(255.0 * (ink + 0.5 - away).clamp(0.0, 1.0)) as u8])
            });
            picture.save(folder.join(name).join(format!("{number}.png"))).map_err(std::io::Error::other)?;
        }
    }
    Ok(())
}
