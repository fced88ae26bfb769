//! The program of declared networks, which the sweep writes, builds and runs: `SWEEP_NETWORKS` is the file that declares them.

include!(env!("SWEEP_NETWORKS"));

fn main() {
    sweep::networks::program::main(all);
}
