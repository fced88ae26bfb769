//! Nothing but inference: what the program holds then, and that none of it can panic, is looked up in the linked file by `check`.
#![no_std]
#![no_main]

use core::hint::black_box;
use core::panic::PanicInfo;
use cortex_m_rt::entry;
use firmware::digits::{self, Image};
use firmware::networks::{LeNet5, Small};
use lenet_runtime::{Workspace, Zeroed};
use static_cell::ConstStaticCell;

#[entry]
fn main() -> ! {
    static IMAGE: ConstStaticCell<Image> = ConstStaticCell::new(Zeroed::ZERO);
    static LENET5: ConstStaticCell<Workspace<LeNet5>> = ConstStaticCell::new(Zeroed::ZERO);
    static SMALL: ConstStaticCell<Workspace<Small>> = ConstStaticCell::new(Zeroed::ZERO);

    if let (Some(image), Some(lenet5), Some(small)) = (IMAGE.try_take(), LENET5.try_take(), SMALL.try_take()) {
        for digit in digits::all() {
            digit.draw(image);
            black_box(firmware::best(LeNet5::trained().forward_in(image, lenet5)));
            black_box(firmware::best(Small::trained().forward_in(image, small)));
        }
    }
    loop {}
}

#[panic_handler]
fn panic(_: &PanicInfo<'_>) -> ! {
    loop {}
}
