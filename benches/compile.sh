#!/usr/bin/env bash
# What it costs to compile programs with networks: seconds of CPU after their dependencies, and bytes of the stripped program.
#
#     benches/compile.sh [FOLDER]
#
# The programs are made and built in FOLDER, or in one that is removed afterwards. Fails where one costs more than promised.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
if (($#)); then
    mkdir -p "$1"
    work=$(realpath "$1")
else
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
fi

# Fails unless a ≥ b, or a ≤ b: `must "what" a '>=' b`.
must() {
    awk -v a="$2" -v b="$4" "BEGIN { exit !(a $3 b) }" || { echo "error: $1: $2, it must be $3 $4" >&2; exit 1; }
    echo "$1: $2 ($3 $4)"
}

mkdir -p "$work/src"
cat >"$work/Cargo.toml" <<TOML
[package]
name = "user"
edition = "2024"
[dependencies]
lenet-runtime = { path = "$root/lenet-runtime" }
[profile.release]
strip = true
[workspace]
TOML
cp Cargo.lock "$work/"

# The declaration of the network `$1` in the examples' `$2`.
declaration() {
    echo "use lenet_runtime::{Network, Zeroed, network};"
    awk -v name="pub struct $1:" '
        /^network! \{/ { block = ""; inside = 1 }
        inside { block = block $0 "\n"; if (index($0, name)) wanted = 1 }
        /^}/ { if (wanted) printf "%s", block; inside = wanted = 0 }
    ' "$root/examples/networks/$2.rs"
}

# A program that trains the network `$1` and then reads images, one alone and several.
training_and_inference() {
    cat <<RUST
use lenet_runtime::train::{CrossEntropy, Pairs, Sgd, Trainer};

fn main() {
    let mut network = $1::init(42);
    let images = vec![<$1 as Network>::Input::ZERO; 64];
    let mut trainer = Trainer::new(CrossEntropy::default(), Sgd::<$1>::new(0.1), 42);
    trainer.epoch(&mut network, Pairs::new(&images, &[0; 64]), |_| ()).unwrap();
    println!("{:?} {:?}", network.forward_batch(&images), network.prepare().forward(&images[0]));
}
RUST
}

# A program that reads one image by a network whose weights are in a file.
inference() {
    cat <<RUST
fn main() -> Result<(), Box<dyn std::error::Error>> {
    let network = $1::load("weights.safetensors")?.prepare();
    println!("{:?}", network.forward(&<$1 as Network>::Input::ZERO));
    Ok(())
}
RUST
}

# A network of `$1` equal layers.
deep() {
    cat <<RUST
use lenet_runtime::{Network, Zeroed, network};
network! {
    pub struct Deep: [16, 16, 16] -> [10] {
        repeat($1) {
            conv2d(16, kernel: 3, padding: same),
            relu,
        }
        flatten,
        linear(10),
    }
}
RUST
}

# Compiles the program on the standard input after its dependencies; sets `seconds`, of CPU, and `bytes`, stripped.
measure() {
    local TIMEFORMAT='%U %S' build=(cargo build --quiet --release --manifest-path "$work/Cargo.toml" --target-dir "$work/target")
    cat >"$work/src/main.rs"
    seconds=$({ time "${build[@]}" 2>"$work/errors"; } 2>&1 | awk '{ print $1 + $2 }') || { cat "$work/errors" >&2; exit 1; }
    bytes=$(wc -c <"$work/target/release/user")
}

measure <<<'fn main() {}'
measure < <(declaration LeNet5 lenet5; training_and_inference LeNet5)
must "LeNet-5, training and inference: seconds of CPU" "$seconds" '<' 15
measure < <(declaration ResNet18 resnet; training_and_inference ResNet18)
must "ResNet-18, training and inference: seconds of CPU" "$seconds" '<' 60
measure < <(declaration LeNet5 lenet5; inference LeNet5)
must "LeNet-5, inference: bytes of the program without its weights" "$bytes" '<' 800000
# Equal geometries share one instance of each kernel.
measure < <(deep 2; training_and_inference Deep)
two=$bytes
echo "2 equal layers: $seconds s, $bytes bytes"
measure < <(deep 8; training_and_inference Deep)
echo "8 equal layers: $seconds s, $bytes bytes"
must "6 more equal layers: bytes" "$((bytes - two))" '<' 20000
