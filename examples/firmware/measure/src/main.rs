//! One image through one network: the weights in read-only memory, the buffers in a `static`.
//!
//! With the feature `report` it says what that took; without, the program is the least that computes, whose size is measured.
#![no_std]
#![no_main]

mod networks;

#[cfg(feature = "report")]
#[path = "../../src/board.rs"]
#[allow(dead_code)]
mod board;

use core::hint::black_box;
use cortex_m_rt::entry;
use lenet_runtime::{Network, Plain, Zeroed, from_ne_bytes};
use networks::Net;
use static_cell::ConstStaticCell;

#[cfg(not(feature = "prepared"))]
type Workspace = lenet_runtime::Workspace<Net>;
#[cfg(feature = "prepared")]
type Workspace = lenet_runtime::PreparedWorkspace<Net>;

static NETWORK: Net = from_ne_bytes(include_bytes!(concat!(env!("OUT_DIR"), "/weights")));
static WORKSPACE: ConstStaticCell<Workspace> = ConstStaticCell::new(Zeroed::ZERO);

#[inline(never)]
fn infer<'a>(network: &Infer, workspace: &'a mut Workspace) -> &'a <Net as Network>::Output {
    network.forward_in_place(workspace)
}

/// Draws something where the input stands.
fn draw(workspace: &mut Workspace) {
    for (n, x) in Infer::input_mut(workspace).floats_mut().iter_mut().enumerate() {
        *x = (n * 7 % 32) as f32 / 32.0;
    }
}

#[cfg(not(feature = "prepared"))]
type Infer = Net;
#[cfg(feature = "prepared")]
type Infer = lenet_runtime::Prepared<Net>;

#[entry]
fn main() -> ! {
    if let Some(workspace) = WORKSPACE.try_take() {
        let network = network();
        draw(workspace);
        #[cfg(not(feature = "report"))]
        black_box(infer(black_box(network), workspace));
        #[cfg(feature = "report")]
        report(network, workspace);
    }
    loop {}
}

#[cfg(not(feature = "prepared"))]
fn network() -> &'static Infer {
    &NETWORK
}

#[cfg(feature = "prepared")]
fn network() -> &'static Infer {
    static PREPARED: ConstStaticCell<Infer> = ConstStaticCell::new(Zeroed::ZERO);
    let prepared = PREPARED.take();
    prepared.update(&NETWORK);
    prepared
}

#[cfg(feature = "report")]
fn report(network: &Infer, workspace: &mut Workspace) {
    use cortex_m_semihosting::{debug, hprintln};
    let ((), stack) = board::stack(|| _ = black_box(infer(black_box(network), workspace)));
    // The layers have written over it.
    draw(workspace);
    let ((), instructions) = board::instructions(|| _ = black_box(infer(black_box(network), workspace)));
    #[cfg(not(feature = "prepared"))]
    let (ram, flash) = (Net::RAM_BYTES, Net::FLASH_BYTES);
    #[cfg(feature = "prepared")]
    let (ram, flash) = (Infer::RAM_BYTES, Infer::FLASH_BYTES);
    hprintln!("{} {} {} {} {} {}", Net::NAME, Net::MACS, ram, flash, stack, instructions);
    debug::exit(debug::EXIT_SUCCESS);
}

#[panic_handler]
fn panic(_info: &core::panic::PanicInfo<'_>) -> ! {
    #[cfg(feature = "report")]
    {
        cortex_m_semihosting::hprintln!("{}", _info);
        cortex_m_semihosting::debug::exit(cortex_m_semihosting::debug::EXIT_FAILURE);
    }
    loop {}
}
