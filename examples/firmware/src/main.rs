//! Reads digits with two networks, says what that takes, and teaches one of them ten digits that it misread.
#![no_std]
#![no_main]

use core::panic::PanicInfo;
use cortex_m_rt::entry;
use cortex_m_semihosting::{debug, hprint, hprintln};
use firmware::board::{self, instructions, stack};
use firmware::digits::{self, FIRST, Image, MISREAD};
use firmware::networks::{LeNet5, Small};
use lenet_runtime::train::{CrossEntropy, Group, Groups, Optimizer, Sgd, State, StaticGradients};
use lenet_runtime::{Plain, Workspace, Zeroed};
use static_cell::ConstStaticCell;

#[entry]
fn main() -> ! {
    static IMAGES: ConstStaticCell<[Image; FIRST + MISREAD]> = ConstStaticCell::new(Zeroed::ZERO);
    static LENET5: ConstStaticCell<Workspace<LeNet5>> = ConstStaticCell::new(Zeroed::ZERO);
    static SMALL: ConstStaticCell<Workspace<Small>> = ConstStaticCell::new(Zeroed::ZERO);
    let images = IMAGES.take();
    let (lenet5, small) = (LENET5.take(), SMALL.take());
    let mut classes = [0; FIRST + MISREAD];
    for (digit, (image, class)) in digits::all().zip(images.iter_mut().zip(&mut classes)) {
        digit.draw(image);
        *class = digit.class();
    }
    let (first, misread) = images.split_at(FIRST);
    let (first_classes, misread_classes) = classes.split_at(FIRST);

    let [text, rodata, data, bss] = board::sections();
    hprintln!("the program: text {}, rodata {}, data {}, bss {} bytes", text, rodata, data, bss);
    takes("LeNet5", LeNet5::RAM_BYTES, LeNet5::FLASH_BYTES, || _ = LeNet5::trained().forward_in(&first[0], lenet5));
    takes("Small", Small::RAM_BYTES, Small::FLASH_BYTES, || _ = Small::trained().forward_in(&first[0], small));
    reads("LeNet5", first, first_classes, |image| firmware::best(LeNet5::trained().forward_in(image, lenet5)));
    reads("Small", first, first_classes, |image| firmware::best(Small::trained().forward_in(image, small)));

    // The weights are copied to where they can change.
    static NETWORK: ConstStaticCell<Small> = ConstStaticCell::new(Zeroed::ZERO);
    static GRADIENTS: ConstStaticCell<StaticGradients<Small>> = ConstStaticCell::new(Zeroed::ZERO);
    static VELOCITIES: ConstStaticCell<[Small; 2]> = ConstStaticCell::new(Zeroed::ZERO);
    let (network, gradients) = (NETWORK.take(), GRADIENTS.take());
    hprintln!(
        "training: LeNet5 {} bytes, Small {}, momentum not counted",
        LeNet5::TRAINING_BYTES,
        Small::TRAINING_BYTES
    );
    reads("Small, before", misread, misread_classes, |image| firmware::best(Small::trained().forward_in(image, small)));
    // First the last layer alone; then, from the start again, the whole network.
    let last: Groups = Some(|tensor| if tensor.name.starts_with("fc") { Group::ALL } else { Group::FROZEN });
    for ((what, groups), velocity) in
        [("Small, last layer", last), ("Small, whole", None)].into_iter().zip(VELOCITIES.take())
    {
        let mut optimizer = Sgd { momentum: 0.9, velocity: State::lent(velocity), groups, ..Sgd::<Small>::new(0.002) };
        network.floats_mut().copy_from_slice(Small::trained().floats());
        let (mut steps, mut right) = (0, 0);
        while right < MISREAD && steps < 50 {
            let (loss, count) = instructions(|| {
                let sum = gradients.compute(network, &CrossEntropy::default(), misread, misread_classes, steps);
                optimizer.step(network, gradients.gradient());
                sum.mean()
            });
            steps += 1;
            right = rightly(misread, misread_classes, |image| firmware::best(network.forward_in(image, small)));
            if right == MISREAD || steps == 1 {
                hprintln!("{}: step {} of {} instructions, from a loss of {:.3}", what, steps, count, loss);
            }
        }
        reads(what, misread, misread_classes, |image| firmware::best(network.forward_in(image, small)));
        reads(what, first, first_classes, |image| firmware::best(network.forward_in(image, small)));
    }

    debug::exit(debug::EXIT_SUCCESS);
    loop {}
}

/// Says what one inference takes.
fn takes(name: &str, ram: usize, flash: usize, mut infer: impl FnMut()) {
    let ((), stack) = stack(&mut infer);
    let ((), instructions) = instructions(infer);
    hprintln!("{}: RAM {}, flash {}, stack {} bytes, {} instructions", name, ram, flash, stack, instructions);
}

/// Says as what the pictures are read, and how many of them rightly.
fn reads(name: &str, images: &[Image], classes: &[u8], mut read: impl FnMut(&Image) -> u8) {
    hprint!("{} reads", name);
    let mut right = 0;
    for (image, &class) in images.iter().zip(classes) {
        let found = read(image);
        hprint!(" {}", found);
        right += usize::from(found == class);
    }
    hprintln!(": {} of {} right", right, images.len());
}

/// How many pictures are read rightly.
fn rightly(images: &[Image], classes: &[u8], mut read: impl FnMut(&Image) -> u8) -> usize {
    images.iter().zip(classes).filter(|(image, class)| read(image) == **class).count()
}

#[panic_handler]
fn panic(info: &PanicInfo<'_>) -> ! {
    hprintln!("{}", info);
    debug::exit(debug::EXIT_FAILURE);
    loop {}
}
