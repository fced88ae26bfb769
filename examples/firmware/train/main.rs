//! Trains the small network on a computer, and writes the files that the firmware holds: `weights/small.safetensors` and
//! `digits.bin`. In `examples/firmware`: `cargo run -p train --target HOST`, where `rustc -vV` says what HOST is.

#[path = "../src/networks.rs"]
mod networks;

use lenet_runtime::data::{Dataset, Normalization, Split};
use lenet_runtime::train::{Adam, Cosine, CrossEntropy, Pairs, Trainer};
use lenet_runtime::{Plain, Tensor};
use networks::Small;

/// How many digits the firmware reads: the first of the test set, and the first that it misreads.
const FIRST: usize = 20;
const MISREAD: usize = 10;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let data = |split| Dataset::<Tensor<1, 28, 28>>::idx("../data/mnist", split, 10, Normalization::MNIST);
    let (train, test) = (data(Split::Train)?, data(Split::Test)?);
    let mut network = Small::init(1);
    let mut trainer = Trainer::new(CrossEntropy::default(), Adam::<Small>::new(0.003), 1);
    let epochs = 6;
    trainer.schedule = Some(Box::new(Cosine { start: 0.003, end: 0.0, epochs: f64::from(epochs) }));
    for _ in 0..epochs {
        let loss = trainer.epoch(&mut network, Pairs::new(&train.images, &train.labels), |_| ())?;
        println!("a loss of {loss:.4}");
    }
    let evaluation = network.evaluate(&CrossEntropy::default(), Pairs::new(&test.images, &test.labels));
    println!("{evaluation:?}");
    network.save("weights/small.safetensors")?;

    let best = |scores: [f32; 10]| (0..10).max_by(|&a, &b| scores[a].total_cmp(&scores[b])).map(|class| class as u8);
    let misread = (FIRST..test.len()).filter(|&i| best(network.forward(&test.images[i])) != Some(test.labels[i]));
    let mut bytes = Vec::new();
    for i in (0..FIRST).chain(misread.take(MISREAD)) {
        bytes.push(test.labels[i]);
        let pixel = |x: &f32| ((x * Normalization::MNIST.std + Normalization::MNIST.mean) * 255.0).round() as u8;
        bytes.extend(test.images[i].floats().iter().map(pixel));
    }
    std::fs::write("digits.bin", bytes)?;
    Ok(())
}
