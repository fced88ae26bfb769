//! Learns a kernel from pictures: the textbook's edge detector.
//!
//! The kernel [1, −1] marks where a pixel differs from its right neighbour. Nobody tells the network so: it sees pictures
//! and their edges, starts from a random kernel, and gradient descent does the rest.
//!
//! ```text
//! $ cargo run --release --example learn_kernel
//! ```

// Shared with programs that use more of it.
#[allow(dead_code)]
mod command;

use clap::Parser;
use lenet_runtime::train::{MeanSquaredError, Optimizer, Sgd};
use lenet_runtime::{Random, Tensor, network};
use std::io::Write;
use std::process::ExitCode;

network! {
    /// One convolution with a kernel of 1 × 2 and no bias.
    struct Edges: [1, 6, 8] -> [1, 6, 7] {
        conv: conv2d(1, kernel: (1, 2), bias: false),
    }
}

/// A white picture with a black bar of random place and width.
fn bar(random: &mut Random) -> Tensor<1, 6, 8> {
    let left = random.below(8);
    let right = left + random.below(8 - left);
    Tensor::from_fn(|_, _, j| if (left..=right).contains(&j) { 0.0 } else { 1.0 })
}

/// Where the picture turns from white to black (1) and from black to white (−1).
fn edges(picture: &Tensor<1, 6, 8>) -> Tensor<1, 6, 7> {
    Tensor::from_fn(|_, i, j| picture[(0, i, j)] - picture[(0, i, j + 1)])
}

/// Learns a kernel that marks edges, from pictures and their edges.
#[derive(Parser)]
struct Options {}

fn main() -> ExitCode {
    command::main(|Options {}, out| learn(out))
}

fn learn(out: &mut dyn Write) -> command::Result<()> {
    let mut random = Random::new(1);
    let pictures: Vec<_> = (0..32).map(|_| bar(&mut random)).collect();
    let edges: Vec<_> = pictures.iter().map(edges).collect();

    let mut network = Edges::init(1);
    let mut gradient = Edges::init(1);
    let mut optimizer = Sgd::<Edges>::new(0.5);
    for step in 0..=50 {
        let loss = network.loss_and_gradient(&MeanSquaredError, &pictures, &edges, 0, &mut gradient);
        if !loss.is_finite() {
            return Err(format!("the loss is {loss} in step {step}: use a smaller learning rate").into());
        }
        if step % 10 == 0 {
            let [[[[left, right]]]] = network.conv.weight;
            writeln!(out, "step {step:>2}   loss {loss:.6}   kernel [{left:.2}, {right:.2}]")?;
        }
        optimizer.step(&mut network, &gradient);
    }
    Ok(())
}
