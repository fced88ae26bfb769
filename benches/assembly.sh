#!/usr/bin/env bash
# The inner loops of LeNet-5's convolutions, as they are compiled. A line for each loop of at least eight fused multiply-adds:
# how many it has, how many instructions in all, how many of these go to the stack, how many with a vector, which is what
# happens when the sums do not fit into the registers; and how many multiply-adds take a factor from memory. x86-64 only.
#
#     benches/assembly.sh                        # the loops for AVX-512
#     benches/assembly.sh 'simd.*U1, U6'         # the loops of the kernels that match, with their instructions
#     SET=Avx2 benches/assembly.sh               # the loops for another instruction set
#
# A program that runs LeNet-5, on batches and prepared for one image, is built in a folder that is removed afterwards. The
# kernels of batches are compiled for each layer: their names tell channels and filters, `Conv<U1, U6, …>`. Those for one
# image serve all layers. A loop that calls another one without multiply-adds, to skip padding, counts as an inner loop.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/src"
cat >"$work/Cargo.toml" <<TOML
[package]
name = "user"
edition = "2024"
[dependencies]
examples = { path = "$PWD/examples" }
lenet-runtime = { path = "$PWD/lenet-runtime" }
[profile.release]
strip = false
[workspace]
TOML
cp Cargo.lock "$work/"
cat >"$work/src/main.rs" <<RUST
use examples::lenet5::LeNet5;
use lenet_runtime::{Network, Zeroed};

fn main() {
    let network = LeNet5::init(42);
    let images = vec![<LeNet5 as Network>::Input::ZERO; 64];
    println!("{:?} {:?}", network.forward_batch(&images), network.prepare().forward(&images[0]));
}
RUST
# These names tell the constants of a function.
RUSTFLAGS="-C symbol-mangling-version=v0" \
    cargo build --quiet --release --manifest-path "$work/Cargo.toml" --target-dir "$work/target"

objdump --disassemble --demangle=rust --no-show-raw-insn "$work/target/release/user" |
    awk -v format='%4s %13s %6s %8s %10s  %s\n' -v set="${SET:-Avx512}" -v pattern="${1:-^batch::|^prepared::(columns|winograd_rows|tiles)}" -v show=$# '
    # typenum writes numbers in binary: UInt<UInt<UTerm, B1>, B0> is 2.
    function numbers(name, place) {
        gsub(/typenum::(uint|bit)::/, "", name)
        gsub(/UTerm/, "U0", name)
        while (match(name, /UInt<U[0-9]+, B[01]>/)) {
            place = substr(name, RSTART, RLENGTH)
            match(place, /U[0-9]+,/)
            n = 2 * substr(place, RSTART + 1, RLENGTH - 2) + (place ~ /B1/)
            sub(/UInt<U[0-9]+, B[01]>/, "U" n, name)
        }
        return name
    }
    # The kernel that is inside of the closure which runs it.
    function short(name) {
        sub(/^.*Vectors>::run</, "", name)
        sub(/>::\{closure.*$/, "", name)
        gsub(/lenet_runtime::(kernel::|layer::|shape::)?/, "", name)
        sub(/^<vector::arch::[A-Za-z0-9]+ as vector::Set>::vectorize::call::<\(\), /, "", name)
        sub(/vector::arch::[A-Za-z0-9]+, /, "", name)
        return numbers(name)
    }
    function is_fma(i) { return mnemonic[i] ~ /^vfn?m(add|sub)...ps/ }
    # Whether a jump leads back to an instruction not before `first`.
    function is_back(i, first) { return mnemonic[i] ~ /^j/ && operands[i] in at && at[operands[i]] <= i && at[operands[i]] >= first }
    function report(   i, j, k, first, inner, fma, read, stack, spilled) {
        name = short(function_name)
        if (function_name !~ set || name !~ pattern) return
        for (i = 0; i < count; i++) {
            if (!is_back(i, 0)) continue
            first = at[operands[i]]
            inner = 1
            fma = read = stack = spilled = 0
            for (j = first; j <= i; j++) {
                fma += is_fma(j)
                read += is_fma(j) && operands[j] ~ /\(/
                stack += operands[j] ~ /\(%rsp/
                spilled += operands[j] ~ /\(%rsp/ && mnemonic[j] ~ /^v/
                # A loop without arithmetic, which skips padding, may be within.
                if (j < i && is_back(j, first)) for (k = at[operands[j]]; k < j; k++) if (is_fma(k)) inner = 0
            }
            if (!inner || fma < 8) continue
            printf format, fma, i - first + 1, stack, spilled, read, name
            for (j = first; show && j <= i; j++) printf "        %s %s\n", mnemonic[j], operands[j]
        }
    }
    BEGIN { printf format, "fma", "instructions", "stack", "vectors", "in memory", "kernel" }
    /^[0-9a-f]+ <.*>:$/ { report(); function_name = $0; sub(/^[0-9a-f]+ </, "", function_name); count = 0; delete at; next }
    /^ +[0-9a-f]+:/ {
        address = $1; sub(/:$/, "", address)
        at[address] = count
        mnemonic[count] = $2
        operands[count++] = $3
    }
    END { report() }'
