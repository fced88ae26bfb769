//! Draws the weights of the networks, on the machine that compiles.

use lenet_runtime::Network;
use std::{env, fs, path::Path};

#[path = "src/networks.rs"]
mod networks;

fn main() {
    println!("cargo:rerun-if-changed=src/networks.rs");
    println!("cargo:rerun-if-changed=../../networks");
    write::<networks::Net>();
}

fn write<N: Network>() {
    let folder = env::var_os("OUT_DIR").expect("cargo sets it");
    let bytes: Vec<u8> = N::init(1).floats().iter().flat_map(|x| x.to_le_bytes()).collect();
    fs::write(Path::new(&folder).join("weights"), bytes).expect("the weights are written");
}
