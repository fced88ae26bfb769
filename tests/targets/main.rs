//! Every CPU computes what PyTorch computes, with weights that stand in the program.
//!
//! On bare metal and in WebAssembly the program has neither the standard library nor an allocator: networks and their
//! buffers are `static`. `run` beside this file compiles it for other CPUs and runs it.
#![cfg_attr(any(target_os = "none", target_family = "wasm"), no_std, no_main)]

mod answers;
mod checks;
#[cfg(any(target_os = "none", target_family = "wasm"))]
mod machine;
mod networks;

#[cfg(not(any(target_os = "none", target_family = "wasm")))]
fn main() {
    struct Terminal;
    impl core::fmt::Write for Terminal {
        fn write_str(&mut self, text: &str) -> core::fmt::Result {
            print!("{text}");
            Ok(())
        }
    }
    checks::run(&mut Terminal);
}
