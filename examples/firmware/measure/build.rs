//! Draws the weights of the networks, and packs them, on the machine that compiles.

use lenet_runtime::Prepare;
use std::{env, fs, path::Path};

#[path = "src/networks.rs"]
mod networks;

fn main() {
    println!("cargo:rerun-if-changed=src/networks.rs");
    println!("cargo:rerun-if-changed=../../networks");
    write::<networks::Net>();
}

fn write<N: Prepare>() {
    let folder = env::var_os("OUT_DIR").expect("cargo sets it");
    let network = N::init(1);
    let bytes: Vec<u8> = network.floats().iter().flat_map(|x| x.to_le_bytes()).collect();
    fs::write(Path::new(&folder).join("weights"), bytes).expect("the weights are written");
    network.prepare().save(Path::new(&folder).join("weights.packed")).expect("the packed weights are written");
}
