//! Writes the weights of the networks as plain numbers, and what the machine that compiles computes with them.

use lenet_runtime::{Network, Plain, Tensor};
use networks::{LeNet5, Mixed, ModernLeNet5, seven, waves};
use std::{env, fs, path::Path};

mod networks;

fn main() {
    println!("cargo:rerun-if-changed=networks.rs");
    println!("cargo:rerun-if-changed=../../examples/data/lenet5.safetensors");
    let mut image = Tensor::zeros();
    waves(&mut image);
    let textbook = LeNet5::load("../../examples/data/lenet5.safetensors").expect("the trained weights");
    write("lenet5", &*textbook, &seven());
    write("modern", &*ModernLeNet5::init(7), &seven());
    write("mixed", &*Mixed::init(7), &image);
}

fn write<N: Network>(name: &str, network: &N, image: &N::Input) {
    let folder = env::var_os("OUT_DIR").expect("cargo sets it");
    let numbers = |numbers: &[f32]| numbers.iter().flat_map(|x| x.to_le_bytes()).collect::<Vec<u8>>();
    let file = |end: &str| Path::new(&folder).join(format!("{name}.{end}"));
    fs::write(file("weights"), numbers(network.floats())).expect("the weights are written");
    fs::write(file("output"), numbers(network.forward(image).floats())).expect("the output is written");
}
